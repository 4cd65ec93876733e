"""The axis of time: days → columns, with long stretches without events cut short, and ticks.

A gap is cut where nothing begins, happens or ends for much longer than the rest of the axis would
show; what it hides is said on it. Within a stretch time runs evenly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from qaim_cli.dates.calendar import MONTHS, to_civil_date, to_day_number
from qaim_cli.text import format_count, measure_width

GAP_WIDTH = 3
"""The columns that a gap takes."""
_MAX_GAPS = 5
_MIN_GAP_SHARE = 0.25
"""A gap is cut if it is longer than this share of all that is not cut."""
_MIN_STRETCH_WIDTH = 4
_MIN_TICK_DISTANCE = 4
"""The columns from tick to tick, at least."""
_DAYS_PER_YEAR = 365.2425


class AxisStretch(NamedTuple):
    """Days that run evenly over columns: the first and last day, and where they stand."""

    first: int
    last: int
    column: int
    width: int


class AxisTick(NamedTuple):
    """A labelled point of the axis."""

    column: int
    label: str


class TimeAxis(NamedTuple):
    """Stretches of even time, the gaps between them, and the ticks, on so many columns."""

    width: int
    stretches: tuple[AxisStretch, ...]
    gaps: tuple[AxisTick, ...]
    ticks: tuple[AxisTick, ...]

    def locate_day(self, day: float) -> float:
        """Where a day begins, in columns from the left; what lies outside is at the edge."""
        starts = [stretch.first for stretch in self.stretches]
        stretch = self.stretches[max(0, bisect_right(starts, day) - 1)]
        days = stretch.last - stretch.first + 1
        share = min(max((day - stretch.first) / days, 0), 1)
        return min(stretch.column + share * stretch.width, self.width)


def build_axis(told: Iterable[tuple[int, int]], width: int, *, gaps: bool = True) -> TimeAxis:
    """The axis over the stretches of days that are told of, at least one, on `width` columns."""
    merged = _merge_day_ranges(told)
    cuts = _choose_cuts(merged, width) if gaps else []
    bounds = [merged[0][0], *(day for cut in cuts for day in cut), merged[-1][1]]
    spans = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    stretches = tuple(_lay_out_stretches(spans, width - GAP_WIDTH * len(cuts)))
    marks = tuple(
        AxisTick(stretch.column + stretch.width, _format_gap_length(end - start - 1))
        for stretch, (start, end) in zip(stretches[:-1], cuts, strict=True)
    )
    return TimeAxis(width, stretches, marks, tuple(_iter_ticks(stretches)))


def choose_gaps(told: Iterable[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The long stretches of days without events that a drawing of so many columns cuts short."""
    return _choose_cuts(_merge_day_ranges(told), width)


def _merge_day_ranges(told: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order of time, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(told):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _choose_cuts(merged: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The gaps to cut, in order of time, each from the day before it to the day behind it."""
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


def _lay_out_stretches(spans: list[tuple[int, int]], room: int) -> Iterator[AxisStretch]:
    """The stretches side by side, each as wide as it is long and no narrower than can be read."""
    lengths = [last - first + 1 for first, last in spans]
    spare = room - _MIN_STRETCH_WIDTH * len(spans)
    column = 0
    given = 0
    for index, (first, last) in enumerate(spans):
        upto = round(spare * sum(lengths[: index + 1]) / sum(lengths))
        width = _MIN_STRETCH_WIDTH + upto - given
        given = upto
        yield AxisStretch(first, last, column, width)
        column += width + GAP_WIDTH


def _format_gap_length(days: int) -> str:
    """How long a gap is, in the unit that says it best."""
    if days >= 2 * _DAYS_PER_YEAR:
        years = round(days / _DAYS_PER_YEAR)
        return f"{abbreviate_number(years)} years"
    return format_count(round(days / 30.44), "month") if days >= 61 else format_count(days, "day")


def abbreviate_number(number: int, digits: int = 3) -> str:
    """A number of years as short as can be: 9, 12,000, 66M, 13.8bn; from a million on rounded."""
    for size, sign in ((10**9, "bn"), (10**6, "M")):
        if number >= size:
            shown = digits if number < 999.5 * size else max(digits, 4)
            return f"{number / size:,.{shown}g}{sign}"
    return f"{number:,}" if number > 9999 else str(number)


class _TickUnit(NamedTuple):
    """A round unit for ticks: about how many days it has, its days in a range, its label."""

    approximate_days: float
    iter_starts: Callable[[int, int], Iterator[int]]
    format_label: Callable[[int], str]
    format_first_label: Callable[[int], str]
    """The label of the first tick, which says the year where the others leave it out."""


def _iter_ticks(stretches: tuple[AxisStretch, ...]) -> Iterator[AxisTick]:
    """Ticks at round units on each stretch, their labels no farther than the gap behind it."""
    for stretch in stretches:
        behind = 0 if stretch is stretches[-1] else GAP_WIDTH - 1
        yield from _choose_ticks(stretch, stretch.column + stretch.width + behind)


def _choose_ticks(stretch: AxisStretch, end: int) -> list[AxisTick]:
    """The ticks of the finest unit whose labels have room before `end`; else one at the
    start.
    """
    per_column = (stretch.last - stretch.first + 1) / stretch.width
    for step in _TICK_UNITS:
        if step.approximate_days / per_column >= _MIN_TICK_DISTANCE and (
            found := _place_ticks(stretch, step, end)
        ):
            return found
    names = (
        name for name in _iter_start_labels(stretch) if stretch.column + measure_width(name) <= end
    )
    return [AxisTick(stretch.column, name) for name in islice(names, 1)]


def _place_ticks(stretch: AxisStretch, step: _TickUnit, end: int) -> list[AxisTick]:
    """The ticks of a step on a stretch; none where two labels would touch."""
    days = stretch.last - stretch.first + 1
    found: list[AxisTick] = []
    plain = free = stretch.column
    named: int | None = None
    for day in step.iter_starts(stretch.first, stretch.last):
        column = stretch.column + int((day - stretch.first) / days * stretch.width)
        if column < plain:
            return []
        plain = column + measure_width(step.format_label(day)) + 2
        year = to_civil_date(day)[0]
        tick = AxisTick(
            column, step.format_label(day) if year == named else step.format_first_label(day)
        )
        # The first label of a year may be longer than the others and stands for those it covers.
        if column >= free and column + measure_width(tick.label) <= end:
            found.append(tick)
            free = column + measure_width(tick.label) + 2
            named = year
    return found


def _iter_start_labels(stretch: AxisStretch) -> Iterator[str]:
    """What a stretch without any round unit may be called, by its beginning, the finest first."""
    year, month, day = to_civil_date(stretch.first)
    days = stretch.last - stretch.first + 1
    if days < 28:
        yield f"{day} {MONTHS[month - 1][:3]} {_format_year(year)}"
    elif days < 300:
        yield f"{MONTHS[month - 1][:3]} {_format_year(year)}"
    yield _format_year(year)


def _format_year(year: int, digits: int = 3) -> str:
    if year <= 0:
        return f"{abbreviate_number(1 - year, digits)} BC"
    return abbreviate_number(year, digits) if year >= 1000 else f"{year} AD"


def _make_year_unit(step: int) -> _TickUnit:
    def iter_starts(first: int, last: int) -> Iterator[int]:
        number = to_civil_date(first)[0] // step - 1
        while (day := to_day_number(_to_round_year(number * step), 1, 1)) <= last:
            if day >= first and (number or step > 1):
                yield day
            number += 1

    def format_label(day: int) -> str:
        return _format_year(to_civil_date(day)[0], 13)

    return _TickUnit(step * _DAYS_PER_YEAR, iter_starts, format_label, format_label)


def _to_round_year(year: int) -> int:
    """The year that people call round: 100 BC for -100; there is no year 0, so 1 AD for 0."""
    return year if year > 0 else year + 1


def _make_month_unit(step: int) -> _TickUnit:
    def iter_starts(first: int, last: int) -> Iterator[int]:
        year, month, _ = to_civil_date(first)
        number = year * 12 + month - 1
        number += -number % step
        while (day := to_day_number(number // 12, number % 12 + 1, 1)) <= last:
            if day >= first:
                yield day
            number += step

    def format_label(day: int) -> str:
        year, month, _ = to_civil_date(day)
        return f"{MONTHS[month - 1][:3]} {_format_year(year, 13)}"

    return _TickUnit(step * _DAYS_PER_YEAR / 12, iter_starts, format_label, format_label)


def _make_day_unit(*of_month: int) -> _TickUnit:
    def iter_starts(first: int, last: int) -> Iterator[int]:
        return (day for day in range(first, last + 1) if to_civil_date(day)[2] in of_month)

    def format_label(day: int) -> str:
        _, month, of = to_civil_date(day)
        return f"{of} {MONTHS[month - 1][:3]}"

    def format_first_label(day: int) -> str:
        return f"{format_label(day)} {_format_year(to_civil_date(day)[0], 13)}"

    return _TickUnit(30.44 / len(of_month), iter_starts, format_label, format_first_label)


_TICK_UNITS = (
    _make_day_unit(*range(1, 32)),
    _make_day_unit(1, 8, 15, 22),
    _make_day_unit(1, 15),
    _make_month_unit(1),
    _make_month_unit(3),
    _make_month_unit(6),
    *(_make_year_unit(digit * 10**power) for power in range(13) for digit in (1, 2, 5)),
)
"""Round units from a day to a trillion years."""
