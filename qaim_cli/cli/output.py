"""Where an answer goes: the terminal, a pager, a pipe or a file, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qaim_cli.cli import session
from qaim_cli.cli.options import OutputOptions, ReadOptions, ScreenOptions
from qaim_cli.errors import RequestError
from qaim_cli.text import listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen
    from qaim_cli.reports.sheet import Sheet

_ENDINGS = {"": "", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv",
            "md": "md", "markdown": "md", "txt": "table"}  # fmt: skip
_NARROWEST = 20
_USUAL = 80


def show(sheet: Sheet, options: ReadOptions, view: Callable[[Screen], RenderableType]) -> None:
    """Gives out a sheet in the format asked for; as a table, the way the view draws it."""
    format = _format(options)
    if format == "table":
        pieces: Iterable[str] = [_drawn(view, options)]
    else:
        from qaim_cli.export import export

        pieces = export(sheet, format)
    if options.output not in (None, "-"):
        _write(Path(options.output or ""), pieces, session.path(options))
    elif format == "table":
        page(pieces, options)
    else:
        put(pieces)


def page(pieces: Iterable[str], options: ScreenOptions) -> None:
    """Prints a view, through a pager where it is longer than the terminal it goes to."""
    text = "".join(pieces)
    height = _size()[1] if sys.stdout.isatty() else 0
    if not options.no_pager and height and text.count("\n") >= height and _paged(text):
        return
    put([text])


def _drawn(view: Callable[[Screen], RenderableType], options: ReadOptions) -> str:
    from qaim_cli.render.screen import Screen, text_of

    to_file = options.output not in (None, "-")
    screen = Screen(width(options.width), _color(options, to_file), options.ascii or _no_unicode())
    return text_of(view(screen), screen)


def _format(options: OutputOptions) -> str:
    """The format asked for by name, or by the ending of the file to write."""
    if options.format or options.output in (None, "-"):
        return options.format or "table"
    ending = Path(options.output or "").suffix.lower().lstrip(".")
    if ending not in _ENDINGS:
        raise RequestError(
            f"{options.output!r}: no format has the ending .{ending}",
            f"end it in {listed(filter(None, _ENDINGS), 'or')}, or give --format",
        )
    return _ENDINGS[ending] or "table"


def width(wanted: int | None = None) -> int:
    """The columns to fill: those wanted, else the terminal's, else 80; at least 20."""
    return max(_NARROWEST, wanted or _size()[0] or _USUAL)


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


def _color(options: ScreenOptions, to_file: bool) -> bool:
    """Whether to colour: as asked, else NO_COLOR, FORCE_COLOR, and what the output is."""
    match options.color:
        case "always":
            return True
        case "never":
            return False
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return not to_file
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not to_file


def _no_unicode() -> bool:
    """Whether the output cannot show box-drawing characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "╭●–".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def put(pieces: Iterable[str]) -> None:
    """Prints pieces of text to stdout as they come."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # An answer is never lost to an encoding; and CSV brings its own line ends.
        stream.reconfigure(errors="replace", newline="\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def _paged(text: str) -> bool:
    """Shows a text in the person's pager; False where there is none to be had."""
    import shlex
    import subprocess

    command = shlex.split(os.environ.get("PAGER") or ("more" if os.name == "nt" else "less"))
    if not command or command == ["cat"]:
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


def _write(path: Path, pieces: Iterable[str], store: Path) -> None:
    from qaim_cli.files import write_whole

    try:
        if path.exists() and store.exists() and path.samefile(store):
            raise RequestError(f"{str(path)!r} is the timeline itself", "write somewhere else")
        write_whole(path, pieces)
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise RequestError(f"{str(path)!r} cannot be written: {reason}") from None
