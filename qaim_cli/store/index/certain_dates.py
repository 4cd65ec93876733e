"""Certain dates: their events match for certain wherever the days asked about hold their start.

Of such dates sums are kept in order of time, so that what lies within some days is found by
searching for the ends of these days alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.sums import StartSums, is_known_day

CERTAIN_TEST = (
    "dates.members = 0 AND NOT dates.start_uncertain AND NOT dates.end_uncertain"
    f" AND +dates.s0 > {INFINITE_PAST} AND dates.e0 >= dates.s0 AND dates.e1 >= dates.s0"
)
"""The test, in SQL, that a date is certain."""
_BLOCK_SIZE = 500
"""The most events in a block of days, unless one day has more."""


class DateRow(FrozenRecord):
    """A date of a question: when it may begin, the first day stated, how many events have it."""

    id: int
    first: int
    last: int
    stated: int
    event_count: int


class CertainDateOrder(FrozenRecord):
    """Certain dates by their first days, those of one day apart from the others."""

    days: array[int]
    day_ids: array[int]
    firsts: array[int]
    lasts: array[int]
    ids: array[int]
    stated_days: array[int]
    """The first day that is stated of each of the others."""

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, int, int, int]]) -> CertainDateOrder:
        """Take the numbers of `DateRow`s without their events, in order of their first days."""
        days, firsts, lasts, stated_days = (array("q") for _ in range(4))
        day_ids, ids = array("I"), array("I")
        for id, first, last, stated in rows:
            if first == stated and is_known_day(first, last):
                days.append(first)
                day_ids.append(id)
            else:
                firsts.append(first)
                lasts.append(last)
                ids.append(id)
                stated_days.append(stated)
        return cls(days, day_ids, firsts, lasts, ids, stated_days)

    def sum_up(self, counts: Sequence[int]) -> CertainDates:
        """Sum up events, given how many have each date; dates without any are left out."""
        of_days = array("I", map(counts.__getitem__, self.day_ids))
        of_others = array("I", map(counts.__getitem__, self.ids))
        days, day_ids, day_counts = (
            array(column.typecode, compress(column, of_days))
            for column in (self.days, self.day_ids, of_days)
        )
        firsts, lasts, ids, other_counts, stated_days = (
            array(column.typecode, compress(column, of_others))
            for column in (self.firsts, self.lasts, self.ids, of_others, self.stated_days)
        )
        others = sorted(zip(stated_days, other_counts, strict=True))
        blocks_of_days = _iter_block_days(zip(days, day_counts, strict=True))
        block_days = array("q", sorted({*blocks_of_days, *_iter_block_days(others)}))
        return CertainDates(
            days,
            day_ids,
            array("I", accumulate(day_counts, initial=0)),
            firsts,
            lasts,
            ids,
            other_counts,
            array("I", (find_block(block_days, day) for day in stated_days)),
            block_days,
            array("I", (*(bisect_left(days, day) for day in block_days), len(days))),
        )


class CertainDates(FrozenRecord):
    """The certain dates of a question: those of one day, then the others, by their first days."""

    days: array[int]
    day_ids: array[int]
    totals: array[int]
    """How many events began before each of the days, and at the end all."""
    firsts: array[int]
    lasts: array[int]
    ids: array[int]
    counts: array[int]
    blocks: array[int]
    """The block of days that each of the others is listed in."""
    block_days: array[int]
    """The first day of each block."""
    block_starts: array[int]
    """Where the days of each block begin among `days`, and at the end how many days there are."""

    def select(self, first: int, last: int) -> SelectedDates:
        """Select those that can only begin from one day to another."""
        low, high = bisect_left(self.days, first), bisect_right(self.days, last)
        start, stop = bisect_left(self.firsts, first), bisect_right(self.firsts, last)
        kept = [each <= last for each in self.lasts[start:stop]]
        columns = (self.firsts, self.lasts, self.counts, self.ids, self.blocks)
        firsts, lasts, counts, ids, blocks = (
            array(column.typecode, compress(column[start:stop], kept)) for column in columns
        )
        sums = [
            self.totals[max(min(end, high), low)] - self.totals[max(min(begin, high), low)]
            for begin, end in zip(self.block_starts, self.block_starts[1:], strict=False)
        ]
        for block, count in zip(blocks, counts, strict=True):
            sums[block] += count
        starts = StartSums(self.days[low:high], self.totals[low : high + 1], firsts, lasts, counts)
        return SelectedDates(starts, self.day_ids[low:high], ids, sums)


class SelectedDates(FrozenRecord):
    """Dates that match: when their events begin, and their ids in the same order."""

    starts: StartSums
    day_ids: array[int]
    ids: array[int]
    block_sums: list[int]
    """How many of the events each block of days lists."""

    def add(self, rows: Iterable[DateRow], block_days: array[int]) -> SelectedDates:
        """Select others besides."""
        days, totals, firsts, lasts, counts = self.starts
        more = [*zip(*rows, strict=True)] or [()] * 5
        sums = list(self.block_sums)
        for stated, count in zip(more[3], more[4], strict=True):
            sums[find_block(block_days, stated)] += count
        columns = ((firsts, more[1]), (lasts, more[2]), (counts, more[4]), (self.ids, more[0]))
        firsts, lasts, counts, ids = (
            array(typecode, (*old, *new))
            for typecode, (old, new) in zip("qqII", columns, strict=True)
        )
        return SelectedDates(
            StartSums(days, totals, firsts, lasts, counts), self.day_ids, ids, sums
        )


def find_block(block_days: array[int], day: int) -> int:
    """Find the block of days that a day is in."""
    return bisect_right(block_days, day) - 1


def _iter_block_days(counts: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Iterate over the first days of blocks, from the numbers of events in order of their days."""
    yield INFINITE_PAST
    before, size = INFINITE_PAST, 0
    for day, count in counts:
        if day > before and size + count > _BLOCK_SIZE:
            yield day
            size = 0
        before, size = day, size + count
