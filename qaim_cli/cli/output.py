"""Output: an answer in the format asked for, to the terminal or to a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, terminal
from qaim_cli.cli.option_specs import list_options
from qaim_cli.cli.options import OutputOptions, ScreenOptions, ShowOptions
from qaim_cli.errors import RequestError, describe_os_error
from qaim_cli.exchange import FORMATS_BY_EXTENSION
from qaim_cli.export import EXPORT_FORMATS, PROBLEM_FORMATS, export_table
from qaim_cli.plugins import has_plugin
from qaim_cli.text import format_list

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings
    from qaim_cli.reports.table import TableReport

RenderFunction = Callable[["ScreenSettings"], "RenderableType"]
"""What draws an answer for a screen."""

OwnFormats = Mapping[str, Callable[[], Iterable[str]]]
"""What an answer makes of itself for a format, in pieces, rather than have its view shown in it."""

_FORMATS_BY_EXTENSION = {
    "": "", "txt": "table", "svg": "svg", "png": "png", "pdf": "pdf", "html": "html",
    **{name: name for name in EXPORT_FORMATS},
    "ndjson": "jsonl", "markdown": "md", "htm": "html",
    **{name: name for name in PROBLEM_FORMATS}, **FORMATS_BY_EXTENSION,
}  # fmt: skip
"""The format that each ending of a file's name means."""

STDOUT_PATHS = (None, "-", "/dev/stdout", "/dev/fd/1")
"""What may be given for the file to write and is none."""
_PICTURE_FORMATS = ("png", "pdf")
"""The formats that are made of an SVG picture, and written only into files."""
_DRAWN_FORMATS = ("table", "svg", "html", *_PICTURE_FORMATS)
"""The formats that show the view; the others show its data."""

_HTML_DRAWING_COLUMNS = 110
"""The width of a drawing in a page, which has no terminal's to follow."""


def show_table(table: TableReport, options: ShowOptions) -> None:
    """Output a table report in the format asked for."""

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.table import TableView

        return TableView(table, screen)

    show_report(table, options, draw_report)


def show_report(
    table: TableReport,
    options: ShowOptions,
    view: RenderFunction,
    *,
    tells_more: bool = False,
    own_formats: OwnFormats | None = None,
) -> None:
    """Output a table report in the format asked for; a table is drawn by the given view.

    A web page is the answer's own, else made of the table itself, with the drawing above it if that
    tells more to the eye.
    """
    format = choose_format(options)
    shape = "svg" if format in _PICTURE_FORMATS else format
    if own_formats and shape in own_formats:
        pieces = own_formats[shape]()
    elif format in _DRAWN_FORMATS:
        pieces = _render_report(table, options, view, shape, tells_more=tells_more)
    else:
        pieces = export_table(table, format)
    if format in _PICTURE_FORMATS:
        from qaim_cli.render.pictures import convert_svg

        picture = convert_svg("".join(pieces), format)
        write_output_file(options.output or "", [picture], loading.get_requested_paths(options))
    else:
        write_answer(pieces, options, format)


def show_lines(lines: Iterable[str], options: ShowOptions) -> None:
    """Output lines as they are, whatever the terminal's width."""
    write_answer((f"{line}\n" for line in lines), options, "table")


def write_answer(pieces: Iterable[str], options: ShowOptions, format: str) -> None:
    """Write the text of an answer where the options ask for it."""
    if options.output not in STDOUT_PATHS:
        write_output_file(options.output or "", pieces, loading.get_requested_paths(options))
    elif format == "table":
        terminal.write_paged(pieces, paging=not options.no_pager)
    else:
        # Data is UTF-8 wherever it goes, as RFC 8259 asks of JSON.
        terminal.write_stdout(pieces, encoding="utf-8")


def _render_report(
    table: TableReport, options: ShowOptions, view: RenderFunction, format: str, *, tells_more: bool
) -> Iterable[str]:
    from qaim_cli.render.screen import render_text
    from qaim_cli.render.table import TableView

    screen = make_screen(options, format, to_terminal=options.output in STDOUT_PATHS)
    if format == "table":
        drawn = view(screen)
        # A table can be long and comes as it is written; a drawing is known only as a whole.
        return drawn.iter_pieces() if isinstance(drawn, TableView) else [render_text(drawn, screen)]
    if format == "svg":
        from qaim_cli.render.svg import render_svg

        return [render_svg(view(screen), screen, table.title)]
    from qaim_cli.render.page import render_page

    return [render_page(table, view if tells_more else None, screen)]


def make_screen(
    options: ScreenOptions, format: str = "table", *, to_terminal: bool = True
) -> ScreenSettings:
    """Make the screen settings from the options, or else from the terminal."""
    from qaim_cli.render.colors import ColorTheme
    from qaim_cli.render.screen import ScreenSettings

    usual = _HTML_DRAWING_COLUMNS if format == "html" else None
    return ScreenSettings(
        theme=ColorTheme(options.theme or ColorTheme.AUTO),
        width=terminal.get_width(options.width or usual),
        has_color=terminal.should_color(options.color, to_terminal=to_terminal),
        is_ascii=options.ascii or (format == "table" and not terminal.supports_unicode()),
    )


def choose_format(options: OutputOptions) -> str:
    """Choose the format by name, or by the extension of the output file."""
    if options.format or options.output in STDOUT_PATHS:
        return options.format or "table"
    ending = os.path.splitext(options.output or "")[1].lower().lstrip(".")
    (formats,) = (each.choices for each in list_options(type(options)) if each.field == "format")
    writable = (*formats, *_PICTURE_FORMATS)
    endings = [each for each, format in _FORMATS_BY_EXTENSION.items() if format in writable]
    if ending and ending not in endings and has_plugin("qaim.formats", ending):
        return ending
    if ending and ending not in endings:
        raise RequestError(
            f"{options.output!r}: no format has the extension .{ending}",
            f"use {format_list(endings, 'or')}, or give --format",
        )
    return _FORMATS_BY_EXTENSION[ending] or "table"


def write_output_file(path: str, pieces: Iterable[str | bytes], stores: Iterable[str]) -> None:
    """Write a file atomically, unless it is one of the timelines.

    Raises:
        RequestError: it is one, or it cannot be written.
    """
    from qaim_cli.files import write_atomically

    with report_write_errors(path, "choose another place with -o"):
        if os.path.exists(path) and any(_is_same_file(path, store) for store in stores):
            raise RequestError(f"{path!r} is a timeline that is being read", "write somewhere else")
        write_atomically(path, pieces)


@contextmanager
def report_write_errors(path: str, cure: str = "choose another place") -> Iterator[None]:
    """Context manager that turns system errors of writing a file into our messages.

    Raises:
        RequestError: the file cannot be written.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{path!r} cannot be written: {describe_os_error(error)}", cure
        ) from None


def _is_same_file(path: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(path, other)
