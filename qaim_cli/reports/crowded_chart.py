"""The chart of more events than can be named, drawn from counts of where their marks lie."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, pairwise

from qaim_cli.drawn_days import get_day_range
from qaim_cli.query import QueryAnswer
from qaim_cli.reports.axis import TimeAxis, build_axis
from qaim_cli.reports.chart import (
    ChartLane,
    ChartReport,
    ChartRow,
    assemble_chart,
    get_point_column,
    merge_groups,
)
from qaim_cli.reports.day_stretches import cut_stretches
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.sums import MarkSums


def build_crowded_chart(
    answer: QueryAnswer, marks: MarkSums, *, width: int, gaps: bool
) -> ChartReport:
    """Build the chart of an answer from its marks: how many events begin in each column."""
    first_start = next(days[0] for hit in answer.hits if (days := get_day_range(hit.event)))
    stretches = Counter[tuple[int, int]]()
    for first, last, event_count in marks.stretches:
        stretches[first, last] += event_count
    time = build_axis(
        cut_stretches(stretches, first_start, *get_query_range(answer.query)),
        width,
        gaps=gaps,
        calendar=answer.timeline.date_rules.calendar,
    )
    density = _count_columns(marks.starts, time)
    numbers = {column: count for column, count in enumerate(density) if count}
    lanes = (ChartLane("", (ChartRow(groups=tuple(merge_groups(numbers, width))),)),)
    return assemble_chart(answer, time, density, lanes)


def _count_columns(starts: Iterable[tuple[int, int]], time: TimeAxis) -> list[int]:
    """Count how many marks begin in each column, looking only for the days between columns."""
    ordered = sorted(starts)
    totals = list(accumulate((count for _, count in ordered), initial=0))

    def get_column(start: tuple[int, int]) -> int:
        return get_point_column(time.locate_day(start[0]), time)

    ends = (bisect_right(ordered, column, key=get_column) for column in range(time.width))
    return [totals[end] - totals[begin] for begin, end in pairwise((0, *ends))]
