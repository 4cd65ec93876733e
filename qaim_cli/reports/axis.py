"""The axis of time: days → columns, with long stretches without events cut short, and ticks.

A gap is cut where nothing begins, happens or ends for much longer than the rest of the axis would
show; what it hides is said on it. Within a stretch time runs evenly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from qaim_cli.dates.calendar import MONTHS, civil, day_number
from qaim_cli.text import cells, counted

GAP_WIDTH = 3
"""The columns that a gap takes."""
_MOST_GAPS = 5
_SHARE = 0.25
"""A gap is cut if it is longer than this share of all that is not cut."""
_NARROWEST = 4
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

    def column(self, day: int) -> int:
        """The column that holds a day."""
        return min(int(self.position(day)), self.width - 1)


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


def big(number: int) -> str:
    """A number of years as short as can be: 9, 2,000, 66M, 13.8bn."""
    for size, sign in ((10**9, "bn"), (10**6, "M")):
        if number >= size:
            return f"{number / size:.3g}{sign}"
    return f"{number:,}" if number > 9999 else str(number)


class _Step(NamedTuple):
    """A round unit for ticks: about how many days it has, its days in a range, its label."""

    days: float
    starts: Callable[[int, int], Iterator[int]]
    label: Callable[[int], str]


def _ticks(stretches: tuple[Stretch, ...]) -> Iterator[Tick]:
    """Ticks at round units, the finest whose labels have room, none over another."""
    for stretch in stretches:
        per_column = (stretch.last - stretch.first + 1) / stretch.width
        free = stretch.column
        for step in _STEPS:
            if step.days / per_column < 4:
                continue
            found = _placed(stretch, step)
            if found is not None:
                break
        else:
            found = []
        if not found:
            found = [Tick(stretch.column, _start(stretch))]
        for tick in found:
            if tick.column >= free and tick.column + cells(tick.label) <= (
                stretch.column + stretch.width + GAP_WIDTH - 1
            ):
                yield tick
                free = tick.column + cells(tick.label) + 1


def _placed(stretch: Stretch, step: _Step) -> list[Tick] | None:
    """The ticks of a step on a stretch; None where two labels would touch."""
    days = stretch.last - stretch.first + 1
    found: list[Tick] = []
    for day in step.starts(stretch.first, stretch.last):
        column = stretch.column + int((day - stretch.first) / days * stretch.width)
        tick = Tick(column, step.label(day))
        if found and column < found[-1].column + cells(found[-1].label) + 2:
            return None
        found.append(tick)
    return found


def _start(stretch: Stretch) -> str:
    """What a stretch too short for any round unit is called, by its beginning."""
    year, month, day = civil(stretch.first)
    days = stretch.last - stretch.first + 1
    names = (
        f"{day} {MONTHS[month - 1][:3]} {_year(year)}",
        f"{MONTHS[month - 1][:3]} {_year(year)}",
    )
    fine = names[: 1 if days < 28 else 2][-1:] if days < 300 else ()
    fitting = [name for name in fine if cells(name) <= stretch.width + GAP_WIDTH - 1]
    return fitting[0] if fitting else _year(year)


def _year(year: int) -> str:
    return big(year) if year > 0 else f"{big(1 - year)} BC"


def _years(step: int) -> _Step:
    def starts(first: int, last: int) -> Iterator[int]:
        year = civil(first)[0]
        year += -year % step
        while (day := day_number(year, 1, 1)) <= last:
            if day >= first:
                yield day
            year += step

    return _Step(step * _YEAR, starts, lambda day: _year(civil(day)[0]))


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
        return f"{MONTHS[month - 1][:3]} {_year(year)}"

    return _Step(step * _YEAR / 12, starts, label)


def _days(*of_month: int) -> _Step:
    def starts(first: int, last: int) -> Iterator[int]:
        return (day for day in range(first, last + 1) if civil(day)[2] in of_month)

    def label(day: int) -> str:
        _, month, of = civil(day)
        return f"{of} {MONTHS[month - 1][:3]}"

    return _Step(30.44 / len(of_month), starts, label)


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
