"""`qaim infobox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import loading
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show_report
from qaim_cli.reports.infobox import build_infobox_table, build_merged_infobox_table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = ("qaim infobox", "qaim infobox -f json")


class Options(ReadOptions):
    """Options of `qaim infobox`."""


def run(options: Options) -> None:
    """Show the summary of the timeline's subject, as its store gives it; of several, each."""
    timeline = loading.load_requested_timeline(options)

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.panel import render_panels

        return render_panels(
            [build_infobox_table(part) for part in timeline.parts.values()], screen
        )

    show_report(build_merged_infobox_table(timeline), options, draw_report)
