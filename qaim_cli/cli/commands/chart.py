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

    from qaim_cli.query import QueryAnswer
    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim chart",
    "qaim chart --by actor --from 2014",
    "qaim chart --in 2004..2005 --width 160",
    "qaim chart --from 2003 -o chart.svg",
    "qaim chart --scale log --from 1900",
)


class Options(PageOptions):
    """Options of `qaim chart`."""

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

    Points are events, bars are durations, dots mark the days on which something may have happened.
    Titles are beside their marks where there is room.
    """
    answered = answer_question(options)
    drawer = _ChartDrawer(answered, options)
    own_formats: dict[str, Callable[[], Iterator[str]]] = {"html": drawer.make_page}
    if options.style != "terminal":
        own_formats["svg"] = drawer.make_picture
    return show_answer(answered, options, drawer.draw_report, own_formats=own_formats)


class _ChartDrawer:
    """Draws the chart of an answer: for a screen, as a page, or as a picture."""

    def __init__(self, answered: QueryAnswer, options: Options) -> None:
        self._answered = answered
        self._options = options
        self._by = options.by or ("timeline" if answered.timeline.is_merged else "none")
        self._lanes = "" if self._by == "none" else self._by
        self._cuts_gaps = options.gaps != "off"
        self._is_log = options.scale == "log"

    def draw_report(self, screen: ScreenSettings) -> RenderableType:
        """Draw the chart for a screen."""
        from qaim_cli.render.chart import render_chart
        from qaim_cli.reports.chart import build_chart

        report = build_chart(
            self._answered,
            width=screen.width,
            by=self._lanes,
            gaps=self._cuts_gaps,
            log_from=resolve_today(self._options).toordinal() if self._is_log else None,
        )
        return render_chart(report, screen)

    def make_page(self) -> Iterator[str]:
        """Make the chart as a web page."""
        from qaim_cli.cli.page_images import make_image_finder
        from qaim_cli.render.timeline_page import render_timeline_page
        from qaim_cli.reports.timeline_page import PageForm, build_timeline_page

        page = build_timeline_page(
            self._answered,
            form=PageForm.ACROSS,
            today=resolve_today(self._options),
            lanes=self._by,
            gaps=self._cuts_gaps,
            is_log=self._is_log,
            find_image=make_image_finder(self._options, self._answered.timeline),
        )
        return render_timeline_page(page)

    def make_picture(self) -> Iterator[str]:
        """Make the chart as a drawn picture."""
        from qaim_cli.render.drawing import render_drawing
        from qaim_cli.reports.drawing import DEFAULT_COLUMNS, MIN_COLUMNS, build_drawing

        drawing = build_drawing(
            self._answered,
            columns=max(self._options.width or DEFAULT_COLUMNS, MIN_COLUMNS),
            today=resolve_today(self._options),
            by=self._lanes,
            gaps=self._cuts_gaps,
            is_log=self._is_log,
        )
        yield render_drawing(drawing)
