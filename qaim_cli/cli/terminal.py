"""The terminal: what stdout can show, and text written to it, paged if it is long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from qaim_cli.text import parse_whole_number

_MIN_COLUMNS = 20
_DEFAULT_COLUMNS = 80


def get_width(wanted: int | None = None) -> int:
    """Return the width to fill: as asked for, the terminal's, or 80; at least 20 columns."""
    return max(_MIN_COLUMNS, wanted or _get_size()[0] or _DEFAULT_COLUMNS)


def should_color(when: str | None, *, to_terminal: bool = True) -> bool:
    """Whether to colour: as asked, else by NO_COLOR, FORCE_COLOR and what the output is."""
    if when in ("always", "never"):
        return when == "always"
    if os.environ.get("NO_COLOR") or not to_terminal:
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Whether the output goes to a terminal, where people read it."""
    return sys.stdout.isatty()


def supports_unicode() -> bool:
    """Whether the output can show box-drawing characters."""
    try:
        "╭●–".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write_stdout(pieces: Iterable[str], encoding: str | None = None) -> None:
    """Write pieces of text to stdout as they come, in the terminal's encoding."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # What the terminal cannot show is replaced, never an error; line ends are as they come.
        stream.reconfigure(encoding=encoding, errors="replace", newline="\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def write_stdout_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_paged(pieces: Iterable[str], *, paging: bool = True) -> None:
    """Write pieces of text, through a pager if they do not fit the terminal."""
    able = paging and is_terminal() and os.environ.get("TERM") != "dumb"
    height = _get_size()[1] if able else 0
    if height:
        text = "".join(pieces)
        if text.count("\n") >= height and _run_pager(text):
            return
        pieces = [text]
    write_stdout(pieces)


def _get_size() -> tuple[int, int]:
    """Return the terminal's columns and lines, 0 if they are unknown."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        columns = lines = 0
    return parse_whole_number(os.environ.get("COLUMNS", "")) or columns, (
        parse_whole_number(os.environ.get("LINES", "")) or lines
    )


def _run_pager(text: str) -> bool:
    """Show a text in the user's pager; return False if that fails."""
    import signal
    import subprocess

    pager = os.environ.get("PAGER") or ("more" if os.name == "nt" else "less")
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    # Ctrl-C is the pager's while it has the terminal.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done = subprocess.run(  # noqa: S602 - PAGER is the user's own command line
            pager, shell=True, input=text.encode("utf-8", "replace"), env=environment, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode == 0
