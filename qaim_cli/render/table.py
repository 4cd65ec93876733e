"""A sheet as a table; on a narrow screen as a list, one row under another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.screen import NARROW, Screen, footer, heading
from qaim_cli.reports.sheet import Column, Row, Sheet
from qaim_cli.text import broken

_BETWEEN = "   "
_LONGEST_WORD = 16
"""Words longer than this are broken where room is scarce."""
_STYLES = ("cyan", "", "dim")


def table(sheet: Sheet, screen: Screen) -> RenderableType:
    """The sheet between its heading and its footer."""
    parts: list[RenderableType] = [heading(sheet.title, sheet.question)]
    if not sheet.rows:
        parts.append(Padding(Text(sheet.empty), (1, 0, 1, 2)))
    else:
        rows = [row.cells for row in sheet.rows]
        widths = _widths(sheet.columns, rows, screen.width) if screen.width >= NARROW else []
        parts += _table(sheet.columns, rows, widths, screen) if widths else _stacked(sheet)
    return Group(*parts, footer(sheet.footer))


def _table(
    columns: tuple[Column, ...], rows: list[tuple[str, ...]], widths: list[int], screen: Screen
) -> Iterator[Text]:
    """The lines of the table, each laid out once, which Rich's own table does many times."""
    titles = tuple(column.title for column in columns)
    yield Text()
    yield from _line(titles, columns, widths, ("bold",) * len(columns))
    rule = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    yield Text(" " + ("-" if screen.ascii else "─") * rule)
    for row in rows:
        yield from _line(row, columns, widths, _styles(columns))
    yield Text()


def _line(
    cells: tuple[str, ...], columns: tuple[Column, ...], widths: list[int], styles: tuple[str, ...]
) -> Iterator[Text]:
    """A row in as many lines as its longest cell needs."""
    pieces = [broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*pieces, fillvalue=""):
        line = Text(" ", no_wrap=True, overflow="ignore")
        for index, (part, width) in enumerate(zip(parts, widths, strict=True)):
            blank = " " * (width - cell_len(part))
            line.append(_BETWEEN if index else "")
            line.append(blank + part if columns[index].numeric else part + blank, styles[index])
        line.rstrip()
        yield line


def _widths(columns: tuple[Column, ...], rows: list[tuple[str, ...]], width: int) -> list[int]:
    """The width of each column: what it needs, or its share where not all get what they need.

    No column is narrower than its longest word, up to a measure; empty where that has no room.
    """
    texts = [(column.title, *(row[index] for row in rows)) for index, column in enumerate(columns)]
    needs = [max(map(cell_len, column)) for column in texts]
    widths = [
        need if column.whole else min(need, max(map(_longest_word, told)))
        for column, need, told in zip(columns, needs, texts, strict=True)
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


def _longest_word(text: str) -> int:
    return min(_LONGEST_WORD, max(map(cell_len, text.split(" "))))


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
