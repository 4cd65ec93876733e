"""`qaim chart`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qaim_cli.cli.answering import answer_question, resolve_today, show_answer
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import OWN_FIELD_VALUES, PageOptions
from qaim_cli.facets import FACETS
from qaim_cli.text import format_list

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim chart",
    "qaim chart --by actor --from 2014",
    "qaim chart --in 2004..2005 --width 160",
    "qaim chart --from 2003 -o chart.svg",
    "qaim chart --scale log --from 1900",
)


class Options(PageOptions):
    """What `qaim chart` takes."""

    by: str | None = declare_option(
        "--by", metavar="LABEL", group="How to draw",
        choices=(*FACETS, "none"), other_values=OWN_FIELD_VALUES,
        help=f"A lane for each {format_list(FACETS, 'or')} (the usual where several "
        "are read); none (the usual of one) is one for all.",
    )  # fmt: skip
    gaps: str | None = declare_option(
        "--gaps", metavar="WHEN", group="How to draw", choices=("auto", "off"),
        help="auto shortens long stretches without events; off keeps a true scale.",
    )  # fmt: skip
    scale: str | None = declare_option(
        "--scale", metavar="HOW", group="How to draw", choices=("even", "log"),
        help="even (the default), or log: by the time before now, for deep time in one piece.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Draw events across the page on an axis of time.

    Points are events, bars are durations, dots lie over the days on which something may have
    happened. Titles stand beside their marks where there is room.
    """
    answered = answer_question(options)
    is_log = options.scale == "log"
    by = options.by or ("timeline" if answered.timeline.is_merged else "none")

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render import chart as painted
        from qaim_cli.reports.chart import build_chart

        lanes = "" if by == "none" else by
        report = build_chart(
            answered,
            width=screen.width,
            by=lanes,
            gaps=options.gaps != "off",
            log_from=resolve_today(options).toordinal() if is_log else None,
        )
        return painted.render_chart(report, screen)

    def make_page() -> Iterator[str]:
        from qaim_cli.cli.page_images import make_image_finder
        from qaim_cli.render.timeline_page import render_timeline_page
        from qaim_cli.reports.timeline_page import PageForm, build_timeline_page

        today, gaps = resolve_today(options), options.gaps != "off"
        find_image = make_image_finder(options, answered.timeline)
        return render_timeline_page(
            build_timeline_page(
                answered,
                form=PageForm.ACROSS,
                today=today,
                lanes=by,
                gaps=gaps,
                is_log=is_log,
                find_image=find_image,
            )
        )

    def make_picture() -> Iterator[str]:
        from qaim_cli.render.drawing import render_drawing
        from qaim_cli.reports.drawing import DEFAULT_COLUMNS, MIN_COLUMNS, build_drawing

        today, gaps = resolve_today(options), options.gaps != "off"
        columns = max(options.width or DEFAULT_COLUMNS, MIN_COLUMNS)
        lanes = "" if by == "none" else by
        yield render_drawing(
            build_drawing(
                answered, columns=columns, today=today, by=lanes, gaps=gaps, is_log=is_log
            )
        )

    own_formats: dict[str, Callable[[], Iterator[str]]] = {"html": make_page}
    if options.style != "terminal":
        own_formats["svg"] = make_picture
    return show_answer(answered, options, draw_report, own_formats=own_formats)
