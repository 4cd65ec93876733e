"""The chart of more events than can be named, drawn from counts of where their marks lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
from qaim_cli.reports.day_stretches import count_stretches, cut_stretches, get_day_range
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.sums import MarkCount


def build_crowded_chart(
    answer: QueryAnswer, marks: list[MarkCount], *, width: int, gaps: bool
) -> ChartReport:
    """Build the chart of an answer from its marks: how many events begin in each column."""
    first_start = next(days[0] for hit in answer.hits if (days := get_day_range(hit.event)))
    time = build_axis(
        cut_stretches(count_stretches(marks), first_start, *get_query_range(answer.query)),
        width,
        gaps=gaps,
        calendar=answer.timeline.date_rules.calendar,
    )
    density = _count_columns(marks, time)
    numbers = {column: count for column, count in enumerate(density) if count}
    lanes = (ChartLane("", (ChartRow(groups=tuple(merge_groups(numbers, width))),)),)
    return assemble_chart(answer, time, density, lanes)


def _count_columns(marks: Iterable[MarkCount], time: TimeAxis) -> list[int]:
    """Count how many marks begin in each column."""
    density = [0] * time.width
    by_day = Counter[int]()
    for mark in marks:
        if mark.goes_back:
            density[0] += mark.event_count
        else:
            by_day[mark.start] += mark.event_count
    for count, position in zip(by_day.values(), time.locate_days(by_day), strict=True):
        density[get_point_column(position, time)] += count
    return density
