"""`qaim show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions, argument
from qaim_cli.cli.output import show
from qaim_cli.query import names
from qaim_cli.reports.detail import detail, in_lines
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
        "ID...", help="Ids or titles of events, or the beginning of an id if no other begins so.",
        completes="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Show everything about events.

    Dates in words and in EDTF, actors with their roles, casualties, who claims it, and where in
    the source it stands. `qaim list --ids` shows the ids, and the shell completes them.
    """
    timeline = session.timeline(options)
    together = names.titled(" ".join(options.ids), timeline)
    asked = together or tuple(names.event(id, timeline) for id in options.ids)

    told = [detail(event, timeline) for event in asked]

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.detail import details

        return details(told, screen)

    show(in_lines(told, events(asked, timeline)), options, view)
