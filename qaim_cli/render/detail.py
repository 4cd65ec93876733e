"""Event details on a terminal: title and summary, then labelled lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from qaim_cli.render.screen import MIN_WIDE_COLUMNS, ScreenSettings
from qaim_cli.reports.detail import DetailReport
from qaim_cli.reports.detail_line import DetailLine


def render_details(reports: Sequence[DetailReport], screen: ScreenSettings) -> RenderableType:
    """Render events one after another, with a blank line between."""
    parts: list[RenderableType] = []
    for report in reports:
        parts += (
            [Text(), _render_detail(report, screen)] if parts else [_render_detail(report, screen)]
        )
    return Group(*parts)


def _render_detail(report: DetailReport, screen: ScreenSettings) -> RenderableType:
    """Render an event, with labels in a column of their own where there is room."""
    parts: list[RenderableType] = [Text(report.title, style="bold")]
    if report.summary:
        parts.append(Text(report.summary))
    parts.append(Text())
    if screen.width < MIN_WIDE_COLUMNS:
        for line in report.lines:
            if line.label:
                parts.append(Text(line.label, style="cyan"))
            parts.append(Padding(_render_line(line, screen), (0, 0, 0, 2)))
        return Group(*parts)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for line in report.lines:
        grid.add_row(Text(line.label), _render_line(line, screen))
    return Group(*parts, grid)


def _render_line(line: DetailLine, screen: ScreenSettings) -> Text:
    if not screen.has_color:  # which a terminal needs to show links
        return Text(line.full_text)
    return Text(line.text, style=Style(link=line.url) if line.url else "")
