"""Sums over events: when they began, and where a drawing shows them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import (
    Callable,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from functools import partial
from itertools import accumulate, compress, pairwise, repeat
from math import floor
from operator import itemgetter, lt
from typing import Any, TypeVar

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord

MAX_LANES = 40
"""How many lanes a drawing has at most: further labels, of the fewest events, share the last."""


_Key = TypeVar("_Key", bound=Hashable)
_Start = TypeVar("_Start", bound=tuple[Any, ...])
Bounds = tuple[float, float]
"""The least and the greatest that a number can be."""
FindLastDay = Callable[[int], int]
"""Finds the last day of the period of time, a decade say, that a day is in."""


def add_bounds(sums: MutableMapping[_Key, Bounds], key: _Key, bounds: Bounds) -> None:
    """Add bounds to those that a key has so far."""
    low, high = sums.get(key, (0, 0))
    sums[key] = low + bounds[0], high + bounds[1]


def sum_by_period(
    starts: Iterable[tuple[int, int, int]], find_last_day: FindLastDay
) -> dict[int | None, int]:
    """Sum up amounts by the period in which each begins for certain, known by its last day.

    Args:
        starts: the first and last day on which each may begin, the first infinite where it may
            reach back for ever, and the amount.
        find_last_day: finds the last day of a period.

    Returns:
        the sums; under None of what may begin in several periods.
    """
    sums: dict[int | None, int] = {}
    for period, (_, _, amount) in _iter_periods(starts, find_last_day):
        sums[period] = sums.get(period, 0) + amount
    return sums


def sum_bounds_by_period(
    starts: Iterable[tuple[int, int, float, float]], find_last_day: FindLastDay
) -> dict[int | None, Bounds]:
    """Sum up amounts that are known by their bounds; see `sum_by_period`."""
    sums: dict[int | None, Bounds] = {}
    for period, (_, _, low, high) in _iter_periods(starts, find_last_day):
        add_bounds(sums, period, (low, high))
    return sums


def _iter_periods(
    starts: Iterable[_Start], find_last_day: FindLastDay
) -> Iterator[tuple[int | None, _Start]]:
    """Iterate over starts in order of their first days, each with its period if it is certain."""
    last_day = INFINITE_PAST
    for start in sorted(starts, key=itemgetter(0)):
        earliest, latest = start[:2]
        if earliest > last_day:
            last_day = find_last_day(earliest)
        is_sure = earliest != INFINITE_PAST and latest <= last_day
        yield last_day if is_sure else None, start


class StartSums(FrozenRecord):
    """When many events began: sums of those begun on a known day, the stretches of all others."""

    days: Sequence[int]
    """The days on which events began for certain, in order; a day may stand there twice."""
    totals: Sequence[int]
    """How many began before each of these days, from some number on, and at the end with all."""
    firsts: Sequence[int]
    """The first day on which others may have begun; what reaches back for ever is read small."""
    lasts: Sequence[int]
    """The last day on which those may have begun."""
    counts: Sequence[int]
    """How many those are."""

    @classmethod
    def from_counts(cls, starts: Iterable[tuple[int, int, int, int]]) -> StartSums:
        """Sum up when events began.

        Args:
            starts: the first and last day on which they may have begun, the first day of what is
                stated of them (of "by November 2017", that of the month), and how many they are.
        """
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


class MarkStarts(FrozenRecord):
    """How many marks a drawing has, and where they begin."""

    event_count: int
    """How many events have a mark."""
    count_columns: Callable[[Sequence[int]], list[int]]
    """Counts the marks by the column in which they begin.

    The columns are given by the first day of each but the first."""

    @classmethod
    def from_counts(cls, starts: Sequence[tuple[int, int]]) -> MarkStarts:
        """Sum up the days on which marks begin, and how many begin on each."""
        return cls(sum(count for _, count in starts), partial(count_columns, starts))


class MarkSums(FrozenRecord):
    """How many events a drawing shows where; see `drawn_days.get_drawn_days`."""

    starts: MarkStarts
    stretches: list[tuple[int, int, int]]
    """The first and last day of stretches in which something happens, and how much.

    Those of one timeline that overlap or touch are one.
    """

    @property
    def event_count(self) -> int:
        """How many events have a mark."""
        return self.starts.event_count


def merge_stretches(
    firsts: Sequence[int], lasts: Sequence[int], counts: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Merge stretches of days that overlap or touch, with the sum of their counts.

    Args:
        firsts: the first day of each.
        lasts: the last day of each.
        counts: how much happens in each.
    """
    begins, ends = sorted(firsts), sorted(lasts)
    # No stretch reaches over a gap, so as many end before it as begin before it.
    is_apart = map(lt, map((1).__add__, ends), begins[1:])
    cuts = list(compress(range(1, len(begins)), is_apart))
    merged_firsts = [*begins[:1], *map(begins.__getitem__, cuts)]
    if not cuts:  # which is nearly always so of many, and soon told
        sums = [sum(counts)] * len(merged_firsts)
    else:
        sums = [0] * len(merged_firsts)
        for at, count in zip(map(bisect_right, repeat(merged_firsts), firsts), counts, strict=True):
            sums[at - 1] += count
    merged_lasts = [*(ends[cut - 1] for cut in cuts), *ends[-1:]]
    return list(zip(merged_firsts, merged_lasts, sums, strict=True))


class LaneSums(FrozenRecord):
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
    days, counts = [day for day, _ in ordered], [count for _, count in ordered]
    return count_ordered_columns(days, counts, first_days)


def count_ordered_columns(
    days: Sequence[int], counts: Sequence[int], first_days: Sequence[int]
) -> list[int]:
    """Count by column how many marks begin in each, of numbers of marks by day, in order."""
    ends = [bisect_left(days, day) for day in first_days]
    return [sum(counts[begin:end]) for begin, end in pairwise((0, *ends, len(days)))]
