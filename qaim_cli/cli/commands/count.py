"""`qaim count`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli.answering import answer_question, show_answer
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import OWN_FIELD_VALUES, AskOptions
from qaim_cli.facets import FACETS
from qaim_cli.text import format_list

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim count --by decade",
    "qaim count --by '50 years' --from 1900",
    "qaim count --by actor --from 2014",
    "qaim count --by tag --sum killed",
)


class Options(AskOptions):
    """Options of `qaim count`."""

    by: str | None = declare_option(
        "--by", metavar="UNIT", group="What to count",
        choices=("year", "decade", "century", "millennium", "month", *FACETS),
        other_values=rf"\s*(?:\d|a ).*|{OWN_FIELD_VALUES}",
        help="year (the default), decade, century, millennium, month, a number of years such as "
        f"'10 million years', {format_list((*FACETS, 'a field of your own as x-status'), 'or')}.",
    )  # fmt: skip
    sum: str | None = declare_option(
        "--sum", metavar="HARM", group="What to count", choices=("killed", "wounded", "captured"),
        help="Add up the killed, wounded or captured instead of counting events.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Count events, or the people harmed in them, as bars with numbers.

    By time an event counts once, where it began; one that began before the dates asked about, or is
    too vaguely dated for the unit, is counted separately. By actor, place, tag and the like it
    counts for each, and once in the total. Hedged figures add up to bounds.
    """
    from qaim_cli.reports.counts import build_counts, parse_count_unit

    answered = answer_question(options)
    unit = parse_count_unit(options.by or "year")
    report = build_counts(answered, by=unit, harm=options.sum or "")

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.bars import render_bars

        return render_bars(report, screen)

    show_answer(answered, options, draw_report, report.table)
