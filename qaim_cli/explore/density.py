"""The density: how many events begin in each column, honest about those dated vaguely.

An event is spread evenly over the days on which it may have begun. Counted by its first day alone,
everything known to the year would stand in January.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateSpan
from qaim_cli.explore.view import DayWindow
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import Hit
from qaim_cli.sums import StartSums


class Density(FrozenRecord):
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


class ColumnScale:
    """The columns that the days of a window are divided into."""

    def __init__(self, window: DayWindow, columns: int) -> None:
        """Take the days, and how many columns there are."""
        self.days_per_column = window.length / columns
        self._first, self._last = window

    def find_column(self, first: int, last: int) -> int | None:
        """Find the column that holds the whole of a stretch of days; None where none does."""
        if first < self._first or last > self._last:
            return None
        column = int((first - self._first) / self.days_per_column)
        end = self._first + (column + 1) * self.days_per_column
        return column if last + 1 <= end else None

    def locate(self, first: int, last: int) -> tuple[float, float] | None:
        """Find where a stretch begins and ends, in columns; None where that is before the first."""
        left, right = self._first, self._last
        if last < left:
            return None
        begin = (min(max(first, left), right) - left) / self.days_per_column
        if first == last and self.days_per_column < 1:
            return begin, begin
        return begin, (min(last, right) + 1 - left) / self.days_per_column


def measure_density(starts: StartSums, window: DayWindow, columns: int) -> Density:
    """Spread events over the columns of a window, each over the days on which it may have begun."""
    placed, vague = ColumnSums(columns), ColumnSums(columns)
    scale = ColumnScale(window, columns)
    longest_placed = max(scale.days_per_column, 1)
    earlier = 0
    for first, last, count in _iter_stretches(starts, window, scale.days_per_column):
        column = scale.find_column(first, last)
        if column is not None:
            placed.add_point(column, count)
            continue
        place = scale.locate(first, last)
        if place is None:
            earlier += count
            continue
        sums = vague if last - first + 1 > longest_placed else placed
        sums.add_stretch(*place, count)
    if scale.days_per_column >= 1:
        placed.add_columns(_count_known_days(starts, window, columns))
    return Density(placed.sum_columns(), vague.sum_columns(), earlier)


def _iter_stretches(
    starts: StartSums, window: DayWindow, days_per_column: float
) -> Iterator[tuple[int, int, int]]:
    """Iterate over the first and last day of events, all but those that columns of days sum up."""
    yield from zip(starts.firsts, starts.lasts, starts.counts, strict=True)
    days, totals = starts.days, starts.totals
    low, high = bisect_left(days, window.first), bisect_right(days, window.last)
    apart = (range(low), range(high, len(days))) if days_per_column >= 1 else (range(len(days)),)
    for at in chain.from_iterable(apart):
        yield days[at], days[at], totals[at + 1] - totals[at]


def _count_known_days(starts: StartSums, window: DayWindow, columns: int) -> list[float]:
    """Count the events of each column of a window that began on a known day of it."""
    edges = (window.first + column * window.length / columns for column in range(columns + 1))
    return [after - before for before, after in pairwise(map(starts.count_before, edges))]


def sum_starts(hits: Iterable[Hit]) -> StartSums:
    """Sum up when hits began."""
    spans = (hit.event.span.with_tolerance for hit in hits)
    return StartSums.from_counts(
        (span.earliest_start, span.latest_start, span.first_day, 1) for span in spans
    )


def get_begin_range(span: DateSpan) -> tuple[int, int]:
    """The first and last day on which something may have begun, gaps in knowledge read small."""
    wide = span.with_tolerance
    first = wide.first_day if wide.earliest_start == INFINITE_PAST else wide.earliest_start
    last = wide.last_day if wide.latest_start == INFINITE_FUTURE else wide.latest_start
    return first, max(first, last)


class ColumnSums:
    """Sums for columns, to which a stretch of columns is added at once."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._sums = [0.0] * columns
        self._steps = [0.0] * (columns + 1)
        self._begun = [0] * (columns + 1)

    def add_point(self, position: float, count: int) -> None:
        """Add a number to the column of a position."""
        self._sums[min(int(position), self._columns - 1)] += count

    def add_stretch(self, start: float, end: float, count: int) -> None:
        """Add a number, in all, to the columns from `start` to `end`."""
        left, right = int(start), int(end)
        if right >= self._columns:
            right = self._columns - 1
        if left >= right:
            self.add_point(start, count)
            return
        share = count / (end - start)
        self._sums[left] += (left + 1 - start) * share
        self._sums[right] += (end - right) * share
        self._steps[left + 1] += share
        self._steps[right] -= share
        self._begun[left + 1] += 1
        self._begun[right] -= 1

    def add_columns(self, counts: Sequence[float]) -> None:
        """Add a number to each column."""
        self._sums = [a + b for a, b in zip(self._sums, counts, strict=True)]

    def sum_columns(self) -> tuple[float, ...]:
        """The sum of each column."""
        # What is left of a sum after its parts are taken away again is nearly nothing, not nothing.
        whole = zip(accumulate(self._steps[:-1]), accumulate(self._begun[:-1]), strict=True)
        spread = (max(0.0, each) if covering else 0.0 for each, covering in whole)
        return tuple(a + b for a, b in zip(self._sums, spread, strict=True))
