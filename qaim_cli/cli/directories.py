"""What `qaim actors`, `qaim places` and `qaim tags` do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show
from qaim_cli.reports.directory import Kind, directory

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen


def show_directory(kind: Kind, options: ReadOptions) -> None:
    """Shows all of a kind that the timeline has."""
    sheet = directory(kind, session.timeline(options))

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.table import table

        return table(sheet, screen)

    show(sheet, options, view)
