"""Everything about one event: its title and summary, then labelled lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from qaim_cli.render.screen import NARROW, Screen
from qaim_cli.reports.detail import Detail, Line


def details(reports: Sequence[Detail], screen: Screen) -> RenderableType:
    """The events one after another, a blank line between."""
    parts: list[RenderableType] = []
    for report in reports:
        parts += [Text(), _detail(report, screen)] if parts else [_detail(report, screen)]
    return Group(*parts)


def _detail(report: Detail, screen: Screen) -> RenderableType:
    """The event, its labels in a column of their own where there is room."""
    parts: list[RenderableType] = [Text(report.title, style="bold")]
    if report.summary:
        parts.append(Text(report.summary))
    parts.append(Text())
    if screen.width < NARROW:
        for line in report.lines:
            if line.label:
                parts.append(Text(line.label, style="cyan"))
            parts.append(Padding(_text(line), (0, 0, 0, 2)))
        return Group(*parts)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for line in report.lines:
        grid.add_row(Text(line.label), _text(line))
    return Group(*parts, grid)


def _text(line: Line) -> Text:
    return Text(line.text, style=Style(link=line.link) if line.link else "")
