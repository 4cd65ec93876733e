"""A sheet as a table; on a narrow screen as a list, one row under another."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qaim_cli.render.screen import NARROW, Screen, footer, heading
from qaim_cli.reports.sheet import Column, Row, Sheet

_ASCII_HEAD = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_STYLES = ("cyan", "", "dim")


def table(sheet: Sheet, screen: Screen) -> RenderableType:
    """The sheet between its heading and its footer."""
    parts: list[RenderableType] = [heading(sheet.title, sheet.question)]
    if not sheet.rows:
        parts.append(Padding(Text(sheet.empty), (1, 0, 1, 2)))
    elif screen.width < NARROW:
        parts += [Text(), *_stacked(sheet)]
    else:
        parts.append(_table(sheet, screen))
    return Group(*parts, footer(sheet.footer))


def _table(sheet: Sheet, screen: Screen) -> Table:
    table = Table(
        box=_ASCII_HEAD if screen.ascii else SIMPLE_HEAD,
        header_style="bold",
        pad_edge=False,
    )
    cells = [row.cells for row in sheet.rows]
    for column, style, width in zip(
        sheet.columns, _styles(sheet.columns), _widths(sheet.columns, cells, screen), strict=True
    ):
        table.add_column(
            Text(column.title),
            style=style,
            justify="right" if column.numeric else "left",
            width=width,
            overflow="fold",
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _widths(columns: tuple[Column, ...], cells: list[tuple[str, ...]], screen: Screen) -> list[int]:
    """The width of each column: what it needs, or its share where not all get what they need."""
    needs = [
        max(cell_len(column.title), *(cell_len(row[index]) for row in cells))
        for index, column in enumerate(columns)
    ]
    room = screen.width - 3 * len(columns)
    widths = dict(enumerate(needs))
    sharing = set(widths)
    left = room
    while sharing and sum(needs[index] for index in sharing) > left:
        weights = sum(columns[index].weight for index in sharing)
        content = {
            index for index in sharing if needs[index] * weights <= left * columns[index].weight
        }
        if not content:
            for index in sorted(sharing):
                widths[index] = max(4, left * columns[index].weight // weights)
            break
        sharing -= content
        left -= sum(needs[index] for index in content)
    return [widths[index] for index in range(len(columns))]


def _stacked(sheet: Sheet) -> Iterator[RenderableType]:
    """Each row as its first cell with the others below, those that are there."""
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
