"""An answer given out: in the format asked for, to the terminal or into a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qaim_cli.cli import session, terminal
from qaim_cli.cli.options import OutputOptions, ScreenOptions, ShowOptions, declared
from qaim_cli.errors import RequestError, reason
from qaim_cli.export import FORMATS, PROBLEM_FORMATS, export
from qaim_cli.text import listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen
    from qaim_cli.reports.sheet import Sheet

View = Callable[["Screen"], "RenderableType"]
"""What draws an answer for a screen."""

_ENDINGS = {
    "": "", "txt": "table", "svg": "svg", "html": "html",
    **{name: name for name in FORMATS},
    "ndjson": "jsonl", "markdown": "md", "htm": "html",
    **{name: name for name in PROBLEM_FORMATS},
}  # fmt: skip
"""The format that each ending of a file's name means."""

STDOUT = (None, "-", "/dev/stdout", "/dev/fd/1")
"""What may be given for the file to write and is none."""
_DRAWN = ("table", "svg", "html")
"""The formats that show the view; the others show its data."""

_PAGE_COLUMNS = 110
"""The width of a drawing in a page, which has no terminal's to follow."""


def show_table(sheet: Sheet, options: ShowOptions) -> None:
    """Gives out a sheet in the format asked for, drawn as a table where it is to be drawn."""

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.table import Table

        return Table(sheet, screen)

    show(sheet, options, view)


def show(sheet: Sheet, options: ShowOptions, view: View, *, tells_more: bool = False) -> None:
    """Gives out a sheet in the format asked for; as a table, the way the view draws it.

    A page is made of the sheet itself, with the drawing above it if that tells more to the eye.
    """
    format = format_of(options)
    if format in _DRAWN:
        pieces = _drawn(sheet, options, view, format, tells_more=tells_more)
    else:
        pieces = export(sheet, format)
    give(pieces, options, format)


def show_lines(lines: Iterable[str], options: ShowOptions) -> None:
    """Gives out lines as they are, whatever the width of the terminal."""
    give((f"{line}\n" for line in lines), options, "table")


def give(pieces: Iterable[str], options: ShowOptions, format: str) -> None:
    """Puts the text of an answer where the options say."""
    if options.output not in STDOUT:
        write(options.output or "", pieces, session.paths(options))
    elif format == "table":
        terminal.page(pieces, paging=not options.no_pager)
    else:
        # Data is UTF-8 wherever it goes, as RFC 8259 asks of JSON.
        terminal.put(pieces, encoding="utf-8")


def _drawn(
    sheet: Sheet, options: ShowOptions, view: View, format: str, *, tells_more: bool
) -> Iterable[str]:
    from qaim_cli.render.screen import text_of
    from qaim_cli.render.table import Table

    screen = screen_of(options, format, to_terminal=options.output in STDOUT)
    if format == "table":
        drawn = view(screen)
        # A table can be long and comes as it is written; a drawing is known only as a whole.
        return drawn.pieces() if isinstance(drawn, Table) else [text_of(drawn, screen)]
    if format == "svg":
        from qaim_cli.render.picture import svg

        return [svg(view(screen), screen, sheet.title)]
    from qaim_cli.render.page import page

    return [page(sheet, view if tells_more else None, screen)]


def screen_of(options: ScreenOptions, format: str = "table", *, to_terminal: bool = True) -> Screen:
    """The screen to draw on: as the options say, else as the terminal is."""
    from qaim_cli.render.colors import Theme
    from qaim_cli.render.screen import Screen

    usual = _PAGE_COLUMNS if format == "html" else None
    return Screen(
        theme=Theme(options.theme or Theme.AUTO),
        width=terminal.width(options.width or usual),
        color=terminal.color(options.color, to_terminal=to_terminal),
        ascii=options.ascii or (format == "table" and not terminal.has_unicode()),
    )


def format_of(options: OutputOptions) -> str:
    """The format asked for by name, or by the ending of the file to write."""
    if options.format or options.output in STDOUT:
        return options.format or "table"
    ending = os.path.splitext(options.output or "")[1].lower().lstrip(".")
    (formats,) = (each.choices for each in declared(type(options)) if each.field == "format")
    endings = [each for each, format in _ENDINGS.items() if format in formats]
    if ending and ending not in endings:
        raise RequestError(
            f"{options.output!r}: no format has the ending .{ending}",
            f"end it in {listed(endings, 'or')}, or give --format",
        )
    return _ENDINGS[ending] or "table"


def write(path: str, pieces: Iterable[str], stores: Iterable[str]) -> None:
    """Writes a file whole, unless it is one of the stores.

    Raises:
        RequestError: it is one, or it cannot be written.
    """
    from qaim_cli.files import write_whole

    with writing(path, "choose another place with -o"):
        if os.path.exists(path) and any(_is_same(path, store) for store in stores):
            raise RequestError(f"{path!r} is the timeline itself", "write somewhere else")
        write_whole(path, pieces)


@contextmanager
def writing(path: str, cure: str = "choose another place") -> Iterator[None]:
    """A stretch in which a file is written: what the system says against it is told in words.

    Raises:
        RequestError: the file cannot be written.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise RequestError(f"{path!r} cannot be written: {reason(error)}", cure) from None


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(path, other)
