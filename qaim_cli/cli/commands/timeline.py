"""`qaim timeline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli.asking import answer, show_answer
from qaim_cli.cli.options import AskOptions

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen

EXAMPLES = (
    "qaim timeline",
    "qaim timeline --from 2014 --reverse",
    "qaim timeline --actor 'Islamic State' -o is.txt",
)


class Options(AskOptions):
    """What `qaim timeline` takes."""


def run(options: Options) -> None:
    """Draw events down a line by year, durations with their beginning and end.

    Years without events are shown as gaps. The drawing is in order of time, or with --reverse the
    latest first; the data formats give the same events as `qaim list` does.
    """
    answered = answer(options)

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.vertical import VerticalView
        from qaim_cli.reports.vertical import vertical

        return VerticalView(vertical(answered), screen)

    show_answer(answered, options, view)
