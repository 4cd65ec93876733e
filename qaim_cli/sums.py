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


class MarkCount(NamedTuple):
    """How many events a drawing shows in the same days; see `reports.day_stretches`.

    Those without any known day are not counted.
    """

    first: int
    last: int
    start_last: int
    """The last day on which they begin; of what is no interval, the last day of all."""
    end_first: int
    """The first day on which they end; of what is no interval, the first day of all."""
    start: int
    """The day on which the mark begins."""
    lasts: int
    """Whether (1) or not (0) they are intervals, of which only both ends tell something."""
    goes_back: int
    """Whether (1) or not (0) they have no beginning, so that their mark begins at the edge."""
    event_count: int


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
