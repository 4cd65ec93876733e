"""`qaim show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import loading
from qaim_cli.cli.options import ReadOptions, TitleOptions, declare_argument
from qaim_cli.cli.output import show_report
from qaim_cli.query import lookup
from qaim_cli.reports.detail import build_detail, build_detail_table
from qaim_cli.reports.listing import build_answer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim show battle-of-husaybah",
    "qaim show battle operation-m",
    "qaim show khan-built -f json",
)


class Options(TitleOptions, ReadOptions):
    """What `qaim show` takes."""

    ids: tuple[str, ...] = declare_argument(
        "ID...", help="Ids or titles of events, or the start of an id if it is unambiguous.",
        completion_kind="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Show everything about events.

    Dates in words and in EDTF, actors with their roles, casualties, who claims it, and where in
    the source it stands. `qaim list --ids` shows the ids, and the shell completes them.
    """
    timeline = loading.load_requested_timeline(options)
    together = lookup.find_events_by_title(" ".join(options.ids), timeline)
    asked = together or tuple(lookup.find_event(id, timeline) for id in options.ids)

    told = [build_detail(event, timeline) for event in asked]

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.detail import render_details

        return render_details(told, screen)

    show_report(build_detail_table(told, build_answer(asked, timeline)), options, draw_report)
