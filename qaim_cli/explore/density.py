"""The density: how many events begin in each column, honest about those dated vaguely.

An event is spread evenly over the days on which it may have begun. Counted by its first day alone,
everything known to the year would stand in January.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateSpan
from qaim_cli.explore.view import DayWindow
from qaim_cli.query import Hit
from qaim_cli.sums import StartCount


class Density(NamedTuple):
    """How many events begin in each column; the sum of all is the number of events."""

    placed: tuple[float, ...]
    """Those known to the column, or better."""
    vague: tuple[float, ...]
    """Those that may as well have begun in another column."""
    earlier: int = 0
    """How many began before the first column."""

    @property
    def total(self) -> float:
        """How many events there are."""
        return sum(self.placed) + sum(self.vague) + self.earlier

    @property
    def peak(self) -> float:
        """How many begin in the fullest column."""
        return max((a + b for a, b in zip(self.placed, self.vague, strict=True)), default=0)


StartNumbers = tuple[int, int, int, int]
"""A `StartCount`, or a plain tuple of the same."""


class PackedStarts:
    """When the events of a long answer began, in a sixth of the memory of a list."""

    def __init__(self, starts: Iterable[StartNumbers]) -> None:
        """Take the numbers of events by their days."""
        self._numbers = array("q", chain.from_iterable(starts))

    def __iter__(self) -> Iterator[StartNumbers]:
        numbers = iter(self._numbers)
        return zip(numbers, numbers, numbers, numbers, strict=True)


def measure_density(starts: Iterable[StartNumbers], window: DayWindow, columns: int) -> Density:
    """Spread events over the columns of a window, each over the days on which it may have begun."""
    placed, vague = _ColumnSums(columns), _ColumnSums(columns)
    days_per_column = window.length / columns
    earlier = 0
    left, right = window
    for earliest, latest, stated, count in starts:
        # Gaps in knowledge are read small at the start.
        first = stated if earliest == INFINITE_PAST else earliest
        last = max(first, latest)
        if last < left:
            earlier += count
            continue
        length = last - first + 1
        first = min(max(first, left), right)
        begin = (first - left) / days_per_column
        if length == 1 and days_per_column < 1:
            placed.add_point(begin, count)
        else:
            last = max(min(last, right), first)
            sums = vague if length > max(days_per_column, 1) else placed
            sums.add_stretch(begin, (last + 1 - left) / days_per_column, count)
    return Density(placed.sum_columns(), vague.sum_columns(), earlier)


def list_starts(hits: Iterable[Hit]) -> list[StartCount]:
    """When hits began, one by one."""
    spans = (hit.event.span.with_tolerance for hit in hits)
    return [StartCount(span.earliest_start, span.latest_start, span.first_day, 1) for span in spans]


def get_begin_range(span: DateSpan) -> tuple[int, int]:
    """The first and last day on which something may have begun, gaps in knowledge read small."""
    wide = span.with_tolerance
    first = wide.first_day if wide.earliest_start == INFINITE_PAST else wide.earliest_start
    last = wide.last_day if wide.latest_start == INFINITE_FUTURE else wide.latest_start
    return first, max(first, last)


class _ColumnSums:
    """Sums for columns, to which a stretch of columns is added at once."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._sums = [0.0] * columns
        self._steps = [0.0] * (columns + 1)

    def add_point(self, position: float, count: int) -> None:
        """Add a number to the column of a position."""
        self._sums[min(int(position), self._columns - 1)] += count

    def add_stretch(self, start: float, end: float, count: int) -> None:
        """Add a number, in all, to the columns from `start` to `end`."""
        left, right = int(start), min(int(end), self._columns - 1)
        if left >= right:
            self.add_point(start, count)
            return
        share = count / (end - start)
        self._sums[left] += (left + 1 - start) * share
        self._sums[right] += (end - right) * share
        self._steps[left + 1] += share
        self._steps[right] -= share

    def sum_columns(self) -> tuple[float, ...]:
        """The sum of each column."""
        # What is left of a sum after its parts are taken away again may be a little below nothing.
        whole = (max(0.0, each) for each in accumulate(self._steps[:-1]))
        return tuple(a + b for a, b in zip(self._sums, whole, strict=True))
