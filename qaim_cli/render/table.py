"""Tables on a terminal; on a narrow screen, a list with one cell under another."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.screen import (
    MIN_WIDE_COLUMNS,
    ScreenSettings,
    convert_to_ascii,
    render_footer,
    render_heading,
    render_text,
)
from qaim_cli.reports.table import TableColumn, TableReport, TableRow
from qaim_cli.text import wrap_text

_COLUMN_GAP = "   "
_MAX_WORD_WIDTH = 16
"""Words longer than this are broken where room is scarce."""
_COLUMN_STYLES = ("cyan", "", "dim")
_StyledText = tuple[str, str]
"""A part of a line and its style."""


class TableView:
    """A table report, laid out between its heading and its footer.

    Rich can draw it like anything else. For a screen it also comes in pieces, line by line, from
    rows that are read as they are needed: to Rich each line would cost more than all else.
    """

    def __init__(self, table: TableReport, screen: ScreenSettings) -> None:
        """Take the table and the screen settings."""
        self.table = table
        self.screen = screen
        self._column_widths = (
            _compute_widths(table, screen.width) if screen.width >= MIN_WIDE_COLUMNS else []
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the parts for Rich to draw."""
        yield self._heading
        if not self.table.rows:
            yield Padding(Text(self.table.empty_message), (1, 0, 1, 2))
        elif self._column_widths:
            for line in self._iter_lines():
                yield Text.assemble(*line, no_wrap=True, overflow="ignore")
        else:
            yield from _iter_stacked_rows(self.table)
        yield self._footer

    def iter_pieces(self) -> Iterator[str]:
        """Yield the table's text in pieces that end with line breaks."""
        if not (self.table.rows and self._column_widths):
            yield render_text(self, self.screen)
            return
        yield render_text(self._heading, self.screen)
        painted = {
            style: _get_style_codes(style, self.screen) for style in ("", "bold", *_COLUMN_STYLES)
        }
        for line in self._iter_lines():
            text = "".join(f"{painted[style][0]}{part}{painted[style][1]}" for part, style in line)
            yield f"{convert_to_ascii(text) if self.screen.is_ascii else text}\n"
        yield render_text(self._footer, self.screen)

    @property
    def _heading(self) -> Text:
        return render_heading(self.table.title, self.table.heading)

    @property
    def _footer(self) -> Text:
        return render_footer(self.table.footer)

    def _iter_lines(self) -> Iterator[list[_StyledText]]:
        """Yield the lines between heading and footer."""
        columns, widths = self.table.columns, self._column_widths
        titles = tuple(column.title for column in columns)
        yield []
        yield from _iter_row_lines(titles, columns, widths, ("bold",) * len(columns))
        rule = sum(widths) + len(_COLUMN_GAP) * (len(widths) - 1)
        yield [(" " + ("-" if self.screen.is_ascii else "─") * rule, "")]
        styles = _choose_styles(columns)
        for row in self.table.rows:
            yield from _iter_row_lines(row.cells, columns, widths, styles)
        yield []


def _get_style_codes(style: str, screen: ScreenSettings) -> tuple[str, str]:
    """Return the control codes before and after a text of this style."""
    before, _, behind = render_text(Text("x", style=style), screen).rstrip("\n").partition("x")
    return before, behind


def _iter_row_lines(
    cells: tuple[str, ...],
    columns: tuple[TableColumn, ...],
    widths: list[int],
    styles: tuple[str, ...],
) -> Iterator[list[_StyledText]]:
    """Yield a row's lines, as many as its longest cell needs."""
    pieces = [wrap_text(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        line: list[_StyledText] = []
        before = " "
        for column, width, style, lines in zip(columns, widths, styles, pieces, strict=True):
            part = lines[number] if number < len(lines) else ""
            blank = " " * (width - _measure_width(part))
            if part:
                line.append((before + blank if column.is_numeric else before, ""))
                line.append((part, style))
                before = _COLUMN_GAP if column.is_numeric else blank + _COLUMN_GAP
            else:
                before += blank + _COLUMN_GAP
        yield line


def _compute_widths(table: TableReport, width: int) -> list[int]:
    """Compute each column's width: what it needs, or a fair share of what there is.

    No column is narrower than its longest word, up to a measure; empty where that has no room.
    """
    columns = table.columns
    needs = [_measure_width(column.title) for column in columns]
    words = [_measure_longest_word(column.title) for column in columns]
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            need = _measure_width(cell)
            needs[index] = max(needs[index], need)
            if need > words[index]:
                words[index] = max(words[index], _measure_longest_word(cell))
    widths = [
        need if column.is_single_line else min(need, word)
        for column, need, word in zip(columns, needs, words, strict=True)
    ]
    left = width - 1 - len(_COLUMN_GAP) * (len(columns) - 1) - sum(widths)
    if left < 0:
        return []
    while left and (wanting := [i for i, need in enumerate(needs) if widths[i] < need]):
        weights = sum(columns[index].weight for index in wanting)
        spare = left
        for index in wanting:
            share = max(1, spare * columns[index].weight // weights)
            given = min(share, needs[index] - widths[index], left)
            widths[index] += given
            left -= given
    return widths


def _measure_width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _measure_longest_word(text: str) -> int:
    return min(_MAX_WORD_WIDTH, max(map(_measure_width, text.split(" "))))


def _iter_stacked_rows(table: TableReport) -> Iterator[RenderableType]:
    """Yield each row as its first cell with its other cells below."""
    yield Text()
    for row in table.rows:
        yield Text(row.cells[0], style=_COLUMN_STYLES[0])
        for text, style in _iter_other_cells(row, table.columns):
            yield Padding(Text(text, style=style), (0, 0, 0, 2))
        yield Text()


def _iter_other_cells(row: TableRow, columns: tuple[TableColumn, ...]) -> Iterator[tuple[str, str]]:
    styles = _choose_styles(columns)
    for cell, column, style in zip(row.cells[1:], columns[1:], styles[1:], strict=True):
        if cell:
            label = f"{column.title.lower()}: " if column.is_numeric or len(columns) > 3 else ""
            yield label + cell, style


def _choose_styles(columns: tuple[TableColumn, ...]) -> tuple[str, ...]:
    return tuple(
        _COLUMN_STYLES[min(index, len(_COLUMN_STYLES) - 1)] for index in range(len(columns))
    )
