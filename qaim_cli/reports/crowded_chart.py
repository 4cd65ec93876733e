"""The chart of more events than can be named, drawn from counts of where their marks lie."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from qaim_cli.drawn_days import get_day_range
from qaim_cli.facets import Facet
from qaim_cli.query import Hit, LazyHits, QueryAnswer
from qaim_cli.query.own_fields import require_facet
from qaim_cli.reports.axis import TimeAxis
from qaim_cli.reports.chart import (
    ChartReport,
    ChartRow,
    LaneDraft,
    assemble_chart,
    build_lanes,
    find_label_limit,
    get_point_column,
    make_mark,
    measure_lane_names,
    pack_rows,
)
from qaim_cli.reports.day_stretches import cut_stretches
from qaim_cli.reports.lanes import divide_lanes, name_rest
from qaim_cli.reports.log_axis import LogAxis, choose_axis
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.sums import LaneSums, MarkSums


def build_crowded_chart(
    answer: QueryAnswer, marks: MarkSums, *, width: int, gaps: bool, log_from: int | None
) -> ChartReport:
    """Build the chart of an answer from its marks: how many events begin in each column."""
    time = _build_axis(answer, marks, width, gaps=gaps, log_from=log_from)
    density = marks.starts.count_columns(_find_first_days(time))
    return assemble_chart(answer, time, density, build_lanes([LaneDraft("", density)]))


def build_crowded_lanes(
    answer: QueryAnswer,
    marks: MarkSums,
    by: str,
    *,
    width: int,
    gaps: bool,
    log_from: int | None,
) -> ChartReport | None:
    """Build the chart of an answer in lanes, and read only the events of those that name them.

    None where only the events can tell what is in a lane.
    """
    facet, hits = require_facet(by, answer.timeline), answer.hits
    if not isinstance(hits, LazyHits) or marks.event_count < len(hits):
        return None
    sums = hits.sum_lanes(facet)
    if sums is None:
        return None
    names = {
        value: facet.get_name(value, answer.timeline) if value else f"without {by}"
        for value in sums.event_counts
    }
    if len(set(names.values())) < len(names):
        return None
    main, others = divide_lanes(sums.event_counts)
    lanes = [(names[value], [value]) for value in main]
    if others:
        lanes.append((name_rest(others), others))
    name_width = measure_lane_names((name for name, _ in lanes), width)
    time = _build_axis(answer, marks, width - name_width - 2, gaps=gaps, log_from=log_from)
    drawer = _LaneDrawer(hits, facet, sums, time, len(lanes))
    limit = find_label_limit(marks.event_count, len(lanes))
    return assemble_chart(
        answer,
        time,
        marks.starts.count_columns(drawer.first_days),
        build_lanes([drawer.draft_lane(name, values, limit) for name, values in lanes]),
        name_width=name_width,
    )


class _LaneDrawer:
    """Draws lanes: their marks where they are few, else how many events begin in each column."""

    def __init__(
        self,
        hits: LazyHits,
        facet: Facet,
        sums: LaneSums,
        time: TimeAxis | LogAxis,
        lane_count: int,
    ) -> None:
        self._hits, self._facet, self._sums = hits, facet, sums
        self._time, self._lane_count = time, lane_count
        self.first_days = _find_first_days(time)

    def draft_lane(self, name: str, values: list[str], limit: int) -> LaneDraft:
        """Draft the lane that these values share, with rows of marks up to a number of events."""
        numbers = self._sums.count_columns(frozenset(values), self.first_days)
        rows: tuple[ChartRow, ...] = ()
        if sum(numbers) <= limit:
            marks = [make_mark(hit, self._time) for hit in self._list_hits(values)]
            rows = pack_rows(marks, self._time.width, self._lane_count)
        return LaneDraft(name, numbers, rows)

    def _list_hits(self, values: list[str]) -> list[Hit]:
        """List the hits of a lane once, in the order of the values."""
        known = [value for value in values if value]
        hits = list(self._hits.iter_with_values(self._facet, frozenset(known))) if known else []
        by_value: dict[str, list[Hit]] = {value: [] for value in values}
        for hit in hits:
            for value in self._hits.list_values(self._facet, hit):
                by_value.get(value, []).append(hit)
        if "" in by_value:
            every = [value for value in self._sums.event_counts if value]
            by_value[""] = list(self._hits.iter_without_values(self._facet, every))
        return list({id(hit): hit for value in values for hit in by_value[value]}.values())


def _build_axis(
    answer: QueryAnswer, marks: MarkSums, width: int, *, gaps: bool, log_from: int | None
) -> TimeAxis | LogAxis:
    def find_start() -> int:
        return next(days[0] for hit in answer.hits if (days := get_day_range(hit.event)))

    stretches = Counter[tuple[int, int]]()
    for first, last, event_count in marks.stretches:
        stretches[first, last] += event_count
    cut = cut_stretches(stretches, find_start, *get_query_range(answer.query))
    calendar = answer.timeline.date_rules.calendar
    return choose_axis(cut, width, gaps=gaps, calendar=calendar, log_from=log_from)


def _find_first_days(time: TimeAxis | LogAxis) -> list[int]:
    """Find the first day of each column but the first."""
    first, last = time.day_range
    days = range(first, last + 2)

    def get_column(day: int) -> int:
        return get_point_column(time.locate_day(day), time)

    columns = range(1, time.width)  # on a logarithmic axis of one day none but the first is used
    return [first + bisect_left(days, column, key=get_column) for column in columns]
