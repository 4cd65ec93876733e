"""`qaim show`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qaim_cli.cli import loading
from qaim_cli.cli.option_specs import declare_argument
from qaim_cli.cli.options import ReadOptions, TitleOptions
from qaim_cli.cli.output import show_report
from qaim_cli.errors import RequestError
from qaim_cli.query import lookup
from qaim_cli.reports.detail import build_detail, build_detail_table
from qaim_cli.reports.listing import build_answer
from qaim_cli.text import format_list, parse_whole_number

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.model import Event, Timeline
    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim show battle-of-husaybah",
    "qaim show battle operation-m",
    "qaim show khan-built -f json",
)


class Options(TitleOptions, ReadOptions):
    """Options of `qaim show`."""

    ids: tuple[str, ...] = declare_argument(
        "ID...", completion_kind="event",
        help="Ids or titles of events, the start of an id if it is unambiguous, or numbers of the "
        "last listing.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Show everything about events.

    Dates in words and in EDTF, actors with their roles, casualties, who claims it, and where in
    the source it is. `qaim list --ids` shows the ids, and the shell completes them; a number is
    that of an event in the last listing in this terminal.
    """
    timeline = loading.load_requested_timeline(options)
    together = lookup.find_events_by_title(" ".join(options.ids), timeline)
    if not together and any(map(parse_whole_number, options.ids)):
        timeline, asked = _find_numbered_events(timeline, options)
    else:
        asked = together or tuple(lookup.find_event(id, timeline) for id in options.ids)

    told = [build_detail(event, timeline) for event in asked]

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.detail import render_details

        return render_details(told, screen)

    show_report(build_detail_table(told, build_answer(asked, timeline)), options, draw_report)


def _find_numbered_events(
    timeline: Timeline, options: Options
) -> tuple[Timeline, tuple[Event, ...]]:
    """Find events of which some are given by number; with the timeline that they are in.

    It is that of the last listing, unless the request names one, or has an event of such an id.

    Raises:
        RequestError: there is no such event.
    """
    from qaim_cli.cli.last_listing import find_listed_event, read_listing

    listing = read_listing()
    here = tuple(map(os.path.abspath, loading.get_requested_paths(options)))
    if listing is not None and listing.paths != here:
        numbers = [id for id in options.ids if parse_whole_number(id)]
        if any(lookup.find_event_by_id(id, timeline) for id in numbers):
            listing = None
        elif any(options.file):
            listed = format_list(map(repr, listing.paths), max_names=3)
            raise RequestError(
                f"the last listing in this terminal is of {listed}", "list this timeline first"
            )
        else:
            options.file = listing.paths
            timeline = loading.load_requested_timeline(options)
    return timeline, tuple(find_listed_event(id, timeline, listing) for id in options.ids)
