"""The terminal: what stdout can show, and text put there, paged where it is long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

_NARROWEST = 20
_USUAL = 80


def width(wanted: int | None = None) -> int:
    """The columns to fill: those wanted, else the terminal's, else 80; at least 20."""
    return max(_NARROWEST, wanted or _size()[0] or _USUAL)


def color(when: str | None, *, to_terminal: bool = True) -> bool:
    """Whether to colour: as asked, else by NO_COLOR, FORCE_COLOR and what the output is."""
    if when in ("always", "never"):
        return when == "always"
    if os.environ.get("NO_COLOR") or not to_terminal:
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def has_unicode() -> bool:
    """Whether the output can show box-drawing characters."""
    try:
        "╭●–".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def put(pieces: Iterable[str]) -> None:
    """Prints pieces of text to stdout as they come."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # An answer is never lost to an encoding; and CSV brings its own line ends.
        stream.reconfigure(errors="replace", newline="\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def page(text: str, *, paging: bool = True) -> None:
    """Prints a text, through a pager where it is longer than the terminal it goes to."""
    height = _size()[1] if sys.stdout.isatty() else 0
    if paging and height and text.count("\n") >= height and _paged(text):
        return
    put([text])


def _size() -> tuple[int, int]:
    """The columns and lines of the terminal, 0 where they are not known."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        columns = lines = 0
    return _positive(os.environ.get("COLUMNS")) or columns, (
        _positive(os.environ.get("LINES")) or lines
    )


def _positive(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0


def _paged(text: str) -> bool:
    """Shows a text in the person's pager; False where there is none to be had."""
    import shlex
    import subprocess

    try:
        command = shlex.split(os.environ.get("PAGER") or ("more" if os.name == "nt" else "less"))
    except ValueError:
        return False
    if not any(command) or command == ["cat"]:
        return False
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the person's own pager
    except OSError:
        return False
    try:
        pager.communicate(text.encode("utf-8", "replace"))
    except (BrokenPipeError, KeyboardInterrupt):
        pager.wait()
    return True
