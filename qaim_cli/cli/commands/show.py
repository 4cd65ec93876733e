"""`qaim show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions, argument
from qaim_cli.cli.output import show
from qaim_cli.query import names
from qaim_cli.reports.detail import detail
from qaim_cli.reports.listing import events

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen

EXAMPLES = (
    "qaim show battle-of-husaybah",
    "qaim show battle operation-m",
    "qaim show khan-built -f json",
)


class Options(ReadOptions):
    """What `qaim show` takes."""

    ids: tuple[str, ...] = argument(
        "ID...", help="Ids of events, or the beginning of one if no other begins so.",
        completes="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Show everything about events.

    Dates in words and in EDTF, actors with their roles, casualties, who claims it, and where in
    the source it stands. Ids are in the data formats of `qaim list`, and completed by the shell.
    """
    timeline = session.timeline(options)
    asked = tuple(names.event(id, timeline) for id in options.ids)

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.detail import details

        return details([detail(event, timeline) for event in asked], screen)

    show(events(asked, timeline), options, view)
