"""Panels: a table of labels and values in a frame."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import ASCII2, ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from qaim_cli.render.screen import ScreenSettings, render_footer
from qaim_cli.reports.table import TableReport


def render_panels(tables: Sequence[TableReport], screen: ScreenSettings) -> RenderableType:
    """Render tables as panels one after another, with a blank line between."""
    first, *others = (render_panel(table, screen) for table in tables)
    return Group(first, *(part for framed in others for part in (Text(), framed)))


def render_panel(table: TableReport, screen: ScreenSettings) -> RenderableType:
    """Render a table as a panel, labels in one column and values in another."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", max_width=max(12, screen.width // 3), overflow="fold")
    grid.add_column(overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row.cells))
    body: RenderableType = grid if table.rows else Text(table.empty_message)
    title = Text(table.title, style="bold")
    fits = title.cell_len <= screen.width - 6
    framed = Panel(
        body,
        title=title if fits else None,
        title_align="left",
        box=ASCII2 if screen.is_ascii else ROUNDED,
        expand=False,
        padding=(0, 1),
    )
    return Group(
        *([] if fits else [title]),
        framed,
        *([render_footer(table.source_lines)] if table.source_lines else []),
    )
