"""Time axis: map days to columns, shorten long empty gaps and place ticks.

A gap is cut where nothing begins, happens or ends for much longer than the rest of the axis would
show; what it hides is said on it. Within a stretch time runs evenly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter

from qaim_cli.dates import HISTORICAL, Calendar
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.reports.ticks import GAP_WIDTH, AxisStretch, AxisTick, is_deep, iter_ticks
from qaim_cli.text import format_count, group_digits

_MAX_GAPS = 5
_MAX_DEEP_GAPS = 12
"""The most gaps that are cut, and the most where deep time and history share an axis."""
_MAX_EXACT_YEARS = 10_000
_MIN_DEEP_GAP_SHARE = 0.2
"""A gap of deep time is cut if it is longer than this share of all the time since."""
_LAST_DEEP_CUT = -2_000_000
"""Days behind this one, about 5500 BC, are history, of which nothing is cut there."""
_MIN_GAP_SHARE = 0.25
"""A gap is cut if it is longer than this share of all that is not cut."""
_MIN_STRETCH_WIDTH = 4
_DAYS_PER_YEAR = 365.2425


class TimeAxis(FrozenRecord):
    """An axis of time: stretches at even scale, the gaps between them, and ticks."""

    width: int
    stretches: tuple[AxisStretch, ...]
    gaps: tuple[AxisTick, ...]
    ticks: tuple[AxisTick, ...]

    @property
    def day_range(self) -> tuple[int, int]:
        """The first and last day."""
        return self.stretches[0].first, self.stretches[-1].last

    def locate_day(self, day: float) -> float:
        """Convert a day to a column; days outside the axis are clamped to its ends."""
        at = bisect_right(self.stretches, day, key=attrgetter("first")) - 1
        first, last, column, width = self.stretches[max(0, at)]
        share = min(max((day - first) / (last - first + 1), 0), 1)
        return min(column + share * width, self.width)


def build_axis(
    told: Iterable[tuple[int, int]] | Mapping[tuple[int, int], int],
    width: int,
    *,
    gaps: bool = True,
    calendar: Calendar = HISTORICAL,
) -> TimeAxis:
    """Build the axis for one or more day ranges, or numbers of them, in `width` columns."""
    counts = Counter[tuple[int, int]](told)
    merged = _merge_day_ranges(counts)
    cuts = _choose_cuts(merged, width) if gaps else []
    bounds = [merged[0][0], *(day for cut in cuts for day in cut), merged[-1][1]]
    spans = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    weights = [float(last - first + 1) for first, last in spans]
    if cuts and _reaches_from_deep_time(merged):
        # One stretch may be a million times as long as another, so that length says nothing.
        weights = [
            1.0 + sum(count for (start, _), count in counts.items() if first <= start <= last)
            for first, last in spans
        ]
    stretches = tuple(_lay_out_stretches(spans, weights, width - GAP_WIDTH * len(cuts)))
    marks = tuple(
        AxisTick(stretch.column + stretch.width, _format_gap_length(end - start - 1))
        for stretch, (start, end) in zip(stretches[:-1], cuts, strict=True)
    )
    return TimeAxis(width, stretches, marks, tuple(iter_ticks(stretches, calendar)))


def choose_gaps(told: Iterable[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Choose the long empty day ranges that a drawing of this width shortens."""
    return _choose_cuts(_merge_day_ranges(told), width)


def _merge_day_ranges(told: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort day ranges and merge those that touch."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(told):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _choose_cuts(merged: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """List the gaps to shorten, each from its day before to its day after, in order of time."""
    if _reaches_from_deep_time(merged):
        return _choose_deep_cuts(merged, width)
    between = sorted(
        ((before[1], after[0]) for before, after in pairwise(merged)),
        key=lambda gap: gap[0] - gap[1],
    )
    left = merged[-1][1] - merged[0][0] + 1
    cuts: list[tuple[int, int]] = []
    most = min(_MAX_GAPS, (width - _MIN_STRETCH_WIDTH) // (2 * (GAP_WIDTH + _MIN_STRETCH_WIDTH)))
    for start, end in between[: max(0, most)]:
        length = end - start - 1
        if length <= _MIN_GAP_SHARE * (left - length):
            break
        cuts.append((start, end))
        left -= length
    return sorted(cuts)


def _choose_deep_cuts(merged: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """List the gaps of deep time that are long for their age, the longest for it first."""
    last = merged[-1][1]
    shares = sorted(
        (-(after[0] - before[1]) / (last - before[1]), before[1], after[0])
        for before, after in pairwise(merged)
        if before[1] < _LAST_DEEP_CUT
    )
    most = (width - _MIN_STRETCH_WIDTH) // (2 * GAP_WIDTH + _MIN_STRETCH_WIDTH)
    found = [(start, end) for share, start, end in shares if -share >= _MIN_DEEP_GAP_SHARE]
    return sorted(found[: max(0, min(most, _MAX_DEEP_GAPS))])


def _reaches_from_deep_time(merged: list[tuple[int, int]]) -> bool:
    """Check whether ages of the earth and years of history are on one axis."""
    return is_deep(merged[0][0]) and not is_deep(merged[-1][1])


def _lay_out_stretches(
    spans: list[tuple[int, int]], weights: list[float], room: int
) -> Iterator[AxisStretch]:
    """Lay out the stretches side by side, each as wide as its weight, with a minimum width."""
    spare = room - _MIN_STRETCH_WIDTH * len(spans)
    column = 0
    given = 0
    for index, (first, last) in enumerate(spans):
        upto = round(spare * sum(weights[: index + 1]) / sum(weights))
        width = _MIN_STRETCH_WIDTH + upto - given
        given = upto
        yield AxisStretch(first, last, column, width)
        column += width + GAP_WIDTH


def _format_gap_length(days: int) -> str:
    """Format the length of a gap in its largest suitable unit."""
    if days >= 2 * _DAYS_PER_YEAR:
        years = round(days / _DAYS_PER_YEAR)
        if _MAX_EXACT_YEARS < years < 10**6:  # no source of so long a time is exact to a year
            years = round(years, 3 - len(str(years)))
        return f"{abbreviate_number(years)} years"
    return format_count(round(days / 30.44), "month") if days >= 61 else format_count(days, "day")


def abbreviate_number(number: int, digits: int = 3) -> str:
    """Abbreviate a number of years: 9, 12,000, 66M, 13.8bn."""
    for size, sign in ((10**9, "bn"), (10**6, "M")):
        if number >= size:
            shown = digits if number < 999.5 * size else max(digits, 4)
            return f"{number / size:,.{shown}g}{sign}"
    return group_digits(number)
