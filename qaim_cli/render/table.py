"""A sheet as a table; on a narrow screen as a list, one row under another."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.screen import NARROW, Screen, footer, heading, in_ascii, text_of
from qaim_cli.reports.sheet import Column, Row, Sheet
from qaim_cli.text import broken

_BETWEEN = "   "
_LONGEST_WORD = 16
"""Words longer than this are broken where room is scarce."""
_STYLES = ("cyan", "", "dim")
_Part = tuple[str, str]
"""A part of a line and its style."""


class Table:
    """A sheet between its heading and its footer.

    Rich can draw it like anything else. For a screen it also comes in pieces, line by line, from
    rows that are read as they are needed: to Rich each line would cost more than all else.
    """

    def __init__(self, sheet: Sheet, screen: Screen) -> None:
        """Takes what to draw and for what."""
        self.sheet = sheet
        self.screen = screen
        self._widths = _widths(sheet, screen.width) if screen.width >= NARROW else []

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Gives Rich the parts to draw."""
        yield self._heading
        if not self.sheet.rows:
            yield Padding(Text(self.sheet.empty), (1, 0, 1, 2))
        elif self._widths:
            for line in self._lines():
                yield Text.assemble(*line, no_wrap=True, overflow="ignore")
        else:
            yield from _stacked(self.sheet)
        yield self._footer

    def pieces(self) -> Iterator[str]:
        """The text of the table as the screen shows it, in pieces that end in line breaks."""
        if not (self.sheet.rows and self._widths):
            yield text_of(self, self.screen)
            return
        yield text_of(self._heading, self.screen)
        painted = {style: _painted(style, self.screen) for style in ("", "bold", *_STYLES)}
        for line in self._lines():
            text = "".join(f"{painted[style][0]}{part}{painted[style][1]}" for part, style in line)
            yield f"{in_ascii(text) if self.screen.ascii else text}\n"
        yield text_of(self._footer, self.screen)

    @property
    def _heading(self) -> Text:
        return heading(self.sheet.title, self.sheet.question)

    @property
    def _footer(self) -> Text:
        return footer(self.sheet.footer)

    def _lines(self) -> Iterator[list[_Part]]:
        """The lines between heading and footer, each laid out once."""
        columns, widths = self.sheet.columns, self._widths
        titles = tuple(column.title for column in columns)
        yield []
        yield from _line(titles, columns, widths, ("bold",) * len(columns))
        rule = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
        yield [(" " + ("-" if self.screen.ascii else "─") * rule, "")]
        styles = _styles(columns)
        for row in self.sheet.rows:
            yield from _line(row.cells, columns, widths, styles)
        yield []


def _painted(style: str, screen: Screen) -> tuple[str, str]:
    """What stands before and behind a text of a style on the screen."""
    before, _, behind = text_of(Text("x", style=style), screen).rstrip("\n").partition("x")
    return before, behind


def _line(
    cells: tuple[str, ...], columns: tuple[Column, ...], widths: list[int], styles: tuple[str, ...]
) -> Iterator[list[_Part]]:
    """A row in as many lines as its longest cell needs, without blanks at their ends."""
    pieces = [broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        line: list[_Part] = []
        before = " "
        for column, width, style, lines in zip(columns, widths, styles, pieces, strict=True):
            part = lines[number] if number < len(lines) else ""
            blank = " " * (width - _cells(part))
            if part:
                line.append((before + blank if column.numeric else before, ""))
                line.append((part, style))
                before = _BETWEEN if column.numeric else blank + _BETWEEN
            else:
                before += blank + _BETWEEN
        yield line


def _widths(sheet: Sheet, width: int) -> list[int]:
    """The width of each column: what it needs, or its share where not all get what they need.

    No column is narrower than its longest word, up to a measure; empty where that has no room.
    """
    columns = sheet.columns
    needs = [_cells(column.title) for column in columns]
    words = [_longest_word(column.title) for column in columns]
    for row in sheet.rows:
        for index, cell in enumerate(row.cells):
            need = _cells(cell)
            needs[index] = max(needs[index], need)
            if need > words[index]:
                words[index] = max(words[index], _longest_word(cell))
    widths = [
        need if column.whole else min(need, word)
        for column, need, word in zip(columns, needs, words, strict=True)
    ]
    left = width - 1 - len(_BETWEEN) * (len(columns) - 1) - sum(widths)
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


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _longest_word(text: str) -> int:
    return min(_LONGEST_WORD, max(map(_cells, text.split(" "))))


def _stacked(sheet: Sheet) -> Iterator[RenderableType]:
    """Each row as its first cell with the others below, those that are there."""
    yield Text()
    for row in sheet.rows:
        yield Text(row.cells[0], style=_STYLES[0])
        for text, style in _rest(row, sheet.columns):
            yield Padding(Text(text, style=style), (0, 0, 0, 2))
        yield Text()


def _rest(row: Row, columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    styles = _styles(columns)
    for cell, column, style in zip(row.cells[1:], columns[1:], styles[1:], strict=True):
        if cell:
            label = f"{column.title.lower()}: " if column.numeric or len(columns) > 3 else ""
            yield label + cell, style


def _styles(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(_STYLES[min(index, len(_STYLES) - 1)] for index in range(len(columns)))
