"""`qaim timeline`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qaim_cli.cli.answering import answer_question, resolve_today, show_answer
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import PageOptions
from qaim_cli.facets import FACETS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings
    from qaim_cli.reports.vertical import VerticalReport

EXAMPLES = (
    "qaim timeline",
    "qaim timeline --from 2014 --reverse",
    "qaim timeline --scale time --in 2004..2005",
    "qaim timeline --actor 'Islamic State' -o is.svg",
)


class Options(PageOptions):
    """Options of `qaim timeline`."""

    scale: str | None = declare_option(
        "--scale", metavar="HOW", group="How to draw", choices=("even", "time"),
        help="even (the default) gives each event a line; time spaces them in proportion.",
    )  # fmt: skip
    headings: str | None = declare_option(
        "--headings", metavar="WHAT", group="How to draw",
        choices=("year", *(name for name, facet in FACETS.items() if facet.is_heading)),
        help="Group events by year (the default), source, section of the source, or timeline.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Draw events down a line by year, durations with their beginning and end.

    Years without events are shown as gaps. The drawing is in order of time, or with --reverse the
    latest first; the data formats give the same events as `qaim list` does.
    """
    answered = answer_question(options)

    def build_report() -> VerticalReport:
        from qaim_cli.reports.vertical import YEAR_HEADINGS, TimeScale, build_vertical

        return build_vertical(
            answered,
            scale=TimeScale(options.scale or TimeScale.EVEN),
            headings=options.headings or YEAR_HEADINGS,
        )

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.vertical import VerticalView

        return VerticalView(build_report(), screen)

    def make_picture() -> Iterator[str]:
        from qaim_cli.render.vertical_drawing import choose_width, render_vertical_drawing

        yield render_vertical_drawing(build_report(), choose_width(options.width))

    def make_page() -> Iterator[str]:
        from qaim_cli.cli.page_images import make_image_finder
        from qaim_cli.render.timeline_page import render_timeline_page
        from qaim_cli.reports.timeline_page import PageForm, build_timeline_page

        today = resolve_today(options)
        find_image = make_image_finder(options, answered.timeline)
        return render_timeline_page(
            build_timeline_page(answered, form=PageForm.DOWN, today=today, find_image=find_image)
        )

    own_formats: dict[str, Callable[[], Iterator[str]]] = {"html": make_page}
    if options.style != "terminal":
        own_formats["svg"] = make_picture
    return show_answer(answered, options, draw_report, own_formats=own_formats)
