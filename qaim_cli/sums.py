"""Sums over events: when they began, and where a drawing shows them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import floor
from typing import NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST

MAX_LANES = 40
"""Of more labels than this, those with the fewest events share the last lane of a drawing."""


class StartCount(NamedTuple):
    """How many events began within the same days."""

    earliest: int
    """The first day on which they may have begun; infinite where they may reach back for ever."""
    latest: int
    stated: int
    """The first day of what is stated of them: of "by November 2017", that of the month."""
    event_count: int


class HarmSum(NamedTuple):
    """How many were killed, wounded or captured in events that began within the same days."""

    earliest: int
    """The first day on which the events may have begun; infinite where they may reach back."""
    latest: int
    least: float
    most: float
    """The bounds of the figures together; the upper one may be infinite."""


class StartSums(NamedTuple):
    """When many events began: sums of those begun on a known day, the stretches of all others."""

    days: Sequence[int]
    """The days on which events began for certain, in order; a day may stand there twice."""
    totals: Sequence[int]
    """How many began before each of these days, from some number on, and at the end with all."""
    firsts: Sequence[int]
    """The first day on which others may have begun; what reaches back for ever is read small."""
    lasts: Sequence[int]
    counts: Sequence[int]
    """The last day on which those may have begun, and how many they are."""

    @classmethod
    def from_counts(cls, starts: Iterable[tuple[int, int, int, int]]) -> StartSums:
        """Sum up `StartCount`s, or plain tuples of the same."""
        found = Counter[tuple[int, int]]()
        for earliest, latest, stated, count in starts:
            first = stated if earliest == INFINITE_PAST else earliest
            found[first, max(first, latest)] += count
        known = sorted((days[0], count) for days, count in found.items() if is_known_day(*days))
        others = sorted((*days, count) for days, count in found.items() if not is_known_day(*days))
        return cls(
            array("q", (day for day, _ in known)),
            array("q", accumulate((count for _, count in known), initial=0)),
            *(array("q", (each[at] for each in others)) for at in range(3)),
        )

    @property
    def event_count(self) -> int:
        """How many events there are."""
        return self.totals[-1] - self.totals[0] + sum(self.counts)

    @property
    def day_range(self) -> tuple[int, int] | None:
        """The first and last day on which any began whose beginning lies within known days."""
        firsts, lasts = list(self.days[:1]), list(self.days[-1:])
        for first, last in zip(self.firsts, self.lasts, strict=True):
            if first != INFINITE_PAST and last != INFINITE_FUTURE:
                firsts.append(first)
                lasts.append(last)
        return (min(firsts), max(lasts)) if firsts else None

    def count_before(self, time: float) -> float:
        """Return how many began before a time, of those begun on a known day.

        Args:
            time: a number of days; of a day begun a share of its events counts.
        """
        day = floor(time)
        at = bisect_left(self.days, day)
        before = self.totals[at] - self.totals[0]
        if time == day:
            return before
        of_day = self.totals[bisect_right(self.days, day)] - self.totals[at]
        return before + of_day * (time - day)


def is_known_day(first: int, last: int) -> bool:
    """Whether a stretch is one day, and not the end of time."""
    return first == last and INFINITE_PAST < first < INFINITE_FUTURE


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


class LaneSums(NamedTuple):
    """How many events stand in each lane of a drawing, and where."""

    event_counts: Mapping[str, int]
    """By value, in the order in which the values first occur; under no text those without any."""
    count_columns: Callable[[frozenset[str], Sequence[int]], list[int]]
    """Counts the events with any of the values by the column in which their marks begin.

    The columns are given by the first day of each but the first."""


def count_columns(starts: Iterable[tuple[int, int]], first_days: Sequence[int]) -> list[int]:
    """Count by column how many marks begin on days, which need not be in order.

    Args:
        starts: days, and how many marks begin on each.
        first_days: the first day of each column but the first.
    """
    ordered = sorted(starts)
    days, counts = [day for day, _ in ordered], (count for _, count in ordered)
    return count_ordered_columns(days, counts, first_days)


def count_ordered_columns(
    days: Sequence[int], counts: Iterable[int], first_days: Sequence[int]
) -> list[int]:
    """Count by column how many marks begin on days that are in order, so many on each."""
    totals = list(accumulate(counts, initial=0))
    ends = [bisect_left(days, day) for day in first_days]
    return [totals[end] - totals[begin] for begin, end in pairwise((0, *ends, len(days)))]
