"""`qaim infobox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show
from qaim_cli.reports.infobox import infobox, infoboxes

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen

EXAMPLES = ("qaim infobox", "qaim infobox -f json")


class Options(ReadOptions):
    """What `qaim infobox` takes."""


def run(options: Options) -> None:
    """Show the summary of the timeline's subject, as its store gives it; of several, each."""
    timeline = session.timeline(options)

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.panel import panels

        return panels([infobox(part) for part in timeline.parts.values()], screen)

    show(infoboxes(timeline), options, view)
