"""Sums over events: when they began, and how densely they lie in time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST


class StartCount(NamedTuple):
    """How many events began within the same days."""

    earliest: int
    """The first day on which they may have begun; infinite where they may reach back for ever."""
    latest: int
    stated: int
    """The first day of what is stated of them: of "by November 2017", that of the month."""
    event_count: int


class MarkSums(NamedTuple):
    """How many events a drawing shows where; see `drawn_days`."""

    starts: list[tuple[int, int]]
    """The days on which marks begin, and how many begin there."""
    stretches: list[tuple[int, int, int]]
    """The first and last day of stretches in which something happens, and of how many events.

    Of those that begin on one day only the longest is told, with the events of all.
    """

    @property
    def event_count(self) -> int:
        """How many events have a mark."""
        return sum(count for _, count in self.starts)


class StartDensity:
    """How many events began when, each spread evenly over the days on which it may have begun.

    What may reach back for ever lies in the days that are stated of it. What has always been, and
    what is stated to have begun in the infinite past, lies nowhere: `unplaced_count` counts it.
    """

    def __init__(self, starts: Iterable[StartCount]) -> None:
        """Take the numbers of events by their days."""
        self.unplaced_count = 0
        changes: dict[int, float] = {}
        for earliest, latest, stated, count in starts:
            first = stated if earliest == INFINITE_PAST else earliest
            if first == INFINITE_PAST or latest == INFINITE_FUTURE:
                self.unplaced_count += count
                continue
            last = max(first, latest)
            share = count / (last - first + 1)
            changes[first] = changes.get(first, 0.0) + share
            changes[last + 1] = changes.get(last + 1, 0.0) - share
        self._days = sorted(changes)
        self._rates = list(accumulate(changes[day] for day in self._days))
        lengths = (after - day for day, after in pairwise(self._days))
        shares = (rate * days for rate, days in zip(self._rates, lengths, strict=False))
        self._totals = list(accumulate(shares, initial=0.0))

    @property
    def first_day(self) -> int | None:
        """The first day on which an event may have begun, None where there is no event."""
        return self._days[0] if self._days else None

    @property
    def last_day(self) -> int | None:
        """The last day on which an event may have begun, None where there is no event."""
        return self._days[-1] - 1 if self._days else None

    def count_before(self, day: int) -> float:
        """Return how many events began before a day."""
        at = bisect_right(self._days, day) - 1
        if at < 0:
            return 0.0
        return self._totals[at] + self._rates[at] * (day - self._days[at])

    def spread(self, edges: Sequence[int]) -> list[float]:
        """Return how many events began in each stretch between two of the days, in order.

        Args:
            edges: the first day of each stretch, and behind them the day after the last.
        """
        totals = [self.count_before(day) for day in edges]
        return [max(0.0, after - before) for before, after in pairwise(totals)]
