"""The axis of time: days → columns, with long stretches without events cut short, and ticks.

A gap is cut where nothing begins, happens or ends for much longer than the rest of the axis would
show; what it hides is said on it. Within a stretch time runs evenly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from qaim_cli.dates.calendar import MONTHS, civil, day_number
from qaim_cli.text import cells, counted

GAP_WIDTH = 3
"""The columns that a gap takes."""
_MOST_GAPS = 5
_SHARE = 0.25
"""A gap is cut if it is longer than this share of all that is not cut."""
_NARROWEST = 4
_CLOSEST = 4
"""The columns from tick to tick, at least."""
_YEAR = 365.2425


class Stretch(NamedTuple):
    """Days that run evenly over columns: the first and last day, and where they stand."""

    first: int
    last: int
    column: int
    width: int


class Tick(NamedTuple):
    """A labelled point of the axis."""

    column: int
    label: str


class Axis(NamedTuple):
    """Stretches of even time, the gaps between them, and the ticks, on so many columns."""

    width: int
    stretches: tuple[Stretch, ...]
    gaps: tuple[Tick, ...]
    ticks: tuple[Tick, ...]

    def position(self, day: float) -> float:
        """Where a day begins, in columns from the left; what lies outside is at the edge."""
        starts = [stretch.first for stretch in self.stretches]
        stretch = self.stretches[max(0, bisect_right(starts, day) - 1)]
        days = stretch.last - stretch.first + 1
        share = min(max((day - stretch.first) / days, 0), 1)
        return min(stretch.column + share * stretch.width, self.width)


def axis(told: Iterable[tuple[int, int]], width: int, *, gaps: bool = True) -> Axis:
    """The axis over the stretches of days that are told of, at least one, on `width` columns."""
    merged = _merged(told)
    cuts = _cuts(merged, width) if gaps else []
    bounds = [merged[0][0], *(day for cut in cuts for day in cut), merged[-1][1]]
    spans = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    stretches = tuple(_laid(spans, width - GAP_WIDTH * len(cuts)))
    marks = tuple(
        Tick(stretch.column + stretch.width, _length(end - start - 1))
        for stretch, (start, end) in zip(stretches[:-1], cuts, strict=True)
    )
    return Axis(width, stretches, marks, tuple(_ticks(stretches)))


def _merged(told: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order of time, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(told):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _cuts(merged: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The gaps to cut, in order of time, each from the day before it to the day behind it."""
    between = sorted(
        ((before[1], after[0]) for before, after in pairwise(merged)),
        key=lambda gap: gap[0] - gap[1],
    )
    left = merged[-1][1] - merged[0][0] + 1
    cuts: list[tuple[int, int]] = []
    most = min(_MOST_GAPS, (width - _NARROWEST) // (2 * (GAP_WIDTH + _NARROWEST)))
    for start, end in between[: max(0, most)]:
        length = end - start - 1
        if length <= _SHARE * (left - length):
            break
        cuts.append((start, end))
        left -= length
    return sorted(cuts)


def _laid(spans: list[tuple[int, int]], room: int) -> Iterator[Stretch]:
    """The stretches side by side, each as wide as it is long and no narrower than can be read."""
    lengths = [last - first + 1 for first, last in spans]
    spare = room - _NARROWEST * len(spans)
    column = 0
    given = 0
    for index, (first, last) in enumerate(spans):
        upto = round(spare * sum(lengths[: index + 1]) / sum(lengths))
        width = _NARROWEST + upto - given
        given = upto
        yield Stretch(first, last, column, width)
        column += width + GAP_WIDTH


def _length(days: int) -> str:
    """How long a gap is, in the unit that says it best."""
    if days >= 2 * _YEAR:
        years = round(days / _YEAR)
        return f"{big(years)} years"
    return counted(round(days / 30.44), "month") if days >= 61 else counted(days, "day")


def big(number: int, digits: int = 3) -> str:
    """A number of years as short as can be: 9, 12,000, 66M, 13.8bn; from a million on rounded."""
    for size, sign in ((10**9, "bn"), (10**6, "M")):
        if number >= size:
            shown = digits if number < 999.5 * size else max(digits, 4)
            return f"{number / size:,.{shown}g}{sign}"
    return f"{number:,}" if number > 9999 else str(number)


class _Step(NamedTuple):
    """A round unit for ticks: about how many days it has, its days in a range, its label."""

    days: float
    starts: Callable[[int, int], Iterator[int]]
    label: Callable[[int], str]
    first_label: Callable[[int], str]
    """The label of the first tick, which says the year where the others leave it out."""


def _ticks(stretches: tuple[Stretch, ...]) -> Iterator[Tick]:
    """Ticks at round units on each stretch, their labels no farther than the gap behind it."""
    for stretch in stretches:
        behind = 0 if stretch is stretches[-1] else GAP_WIDTH - 1
        yield from _on(stretch, stretch.column + stretch.width + behind)


def _on(stretch: Stretch, end: int) -> list[Tick]:
    """The ticks of the finest unit whose labels have room before `end`; else one at the start."""
    per_column = (stretch.last - stretch.first + 1) / stretch.width
    for step in _STEPS:
        if step.days / per_column >= _CLOSEST and (found := _placed(stretch, step, end)):
            return found
    names = (name for name in _starts(stretch) if stretch.column + cells(name) <= end)
    return [Tick(stretch.column, name) for name in islice(names, 1)]


def _placed(stretch: Stretch, step: _Step, end: int) -> list[Tick]:
    """The ticks of a step on a stretch; none where two labels would touch."""
    days = stretch.last - stretch.first + 1
    found: list[Tick] = []
    plain = free = stretch.column
    named: int | None = None
    for day in step.starts(stretch.first, stretch.last):
        column = stretch.column + int((day - stretch.first) / days * stretch.width)
        if column < plain:
            return []
        plain = column + cells(step.label(day)) + 2
        year = civil(day)[0]
        tick = Tick(column, step.label(day) if year == named else step.first_label(day))
        # The first label of a year may be longer than the others and stands for those it covers.
        if column >= free and column + cells(tick.label) <= end:
            found.append(tick)
            free = column + cells(tick.label) + 2
            named = year
    return found


def _starts(stretch: Stretch) -> Iterator[str]:
    """What a stretch without any round unit may be called, by its beginning, the finest first."""
    year, month, day = civil(stretch.first)
    days = stretch.last - stretch.first + 1
    if days < 28:
        yield f"{day} {MONTHS[month - 1][:3]} {_year(year)}"
    elif days < 300:
        yield f"{MONTHS[month - 1][:3]} {_year(year)}"
    yield _year(year)


def _year(year: int, digits: int = 3) -> str:
    if year <= 0:
        return f"{big(1 - year, digits)} BC"
    return big(year, digits) if year >= 1000 else f"{year} AD"


def _years(step: int) -> _Step:
    def starts(first: int, last: int) -> Iterator[int]:
        number = civil(first)[0] // step - 1
        while (day := day_number(_round(number * step), 1, 1)) <= last:
            if day >= first and (number or step > 1):
                yield day
            number += 1

    def label(day: int) -> str:
        return _year(civil(day)[0], 13)

    return _Step(step * _YEAR, starts, label, label)


def _round(year: int) -> int:
    """The year that people call round: 100 BC for -100; there is no year 0, so 1 AD for 0."""
    return year if year > 0 else year + 1


def _months(step: int) -> _Step:
    def starts(first: int, last: int) -> Iterator[int]:
        year, month, _ = civil(first)
        number = year * 12 + month - 1
        number += -number % step
        while (day := day_number(number // 12, number % 12 + 1, 1)) <= last:
            if day >= first:
                yield day
            number += step

    def label(day: int) -> str:
        year, month, _ = civil(day)
        return f"{MONTHS[month - 1][:3]} {_year(year, 13)}"

    return _Step(step * _YEAR / 12, starts, label, label)


def _days(*of_month: int) -> _Step:
    def starts(first: int, last: int) -> Iterator[int]:
        return (day for day in range(first, last + 1) if civil(day)[2] in of_month)

    def label(day: int) -> str:
        _, month, of = civil(day)
        return f"{of} {MONTHS[month - 1][:3]}"

    def first_label(day: int) -> str:
        return f"{label(day)} {_year(civil(day)[0], 13)}"

    return _Step(30.44 / len(of_month), starts, label, first_label)


_STEPS = (
    _days(*range(1, 32)),
    _days(1, 8, 15, 22),
    _days(1, 15),
    _months(1),
    _months(3),
    _months(6),
    *(_years(digit * 10**power) for power in range(13) for digit in (1, 2, 5)),
)
"""Round units from a day to a trillion years."""
