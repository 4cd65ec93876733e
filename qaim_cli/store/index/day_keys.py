"""Keys of events in order of time, of which only those of a few days are read at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import overload

from qaim_cli.dates import INFINITE_FUTURE
from qaim_cli.store.index import rows

_MAX_KEPT_BLOCKS = 8


class DayKeys(Sequence[int]):
    """The keys of the events of an answer, in the order of their first days."""

    def __init__(
        self,
        block_days: Iterable[int],
        block_sums: Iterable[int],
        read_keys: Callable[[int, int], Sequence[int]],
    ) -> None:
        """Take how many events each block of days has.

        Args:
            block_days: the first day of each block; there is none before the first.
            block_sums: the number of events of each.
            read_keys: reads the keys of the answer from one to another, in order.
        """
        end = rows.make_first_key(INFINITE_FUTURE) + rows.MAX_EVENTS_PER_DAY
        self._first_keys = array("q", (*map(rows.make_first_key, block_days), end))
        self._ranks = array("q", accumulate(block_sums, initial=0))
        self._read_keys = read_keys
        self._kept: dict[int, Sequence[int]] = {}

    def __len__(self) -> int:
        return self._ranks[-1]

    def count_before(self, key: int) -> int:
        """Count the keys of the days before that of a key."""
        first = rows.get_day_keys(key)[0]
        block = bisect_right(self._first_keys, first) - 1
        if block == len(self._ranks) - 1:
            return len(self)
        if first == self._first_keys[block]:
            return self._ranks[block]
        return self._ranks[block] + bisect_left(self._read_block(block), first)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        """The key at a rank, or those from one rank to another."""
        if isinstance(at, int):
            return self[at : at + 1][0]
        start, stop, _ = at.indices(len(self))
        if start >= stop:
            return ()
        first = bisect_right(self._ranks, start) - 1
        last = bisect_left(self._ranks, stop)
        blocks = range(first, last)
        keys = array("q", (key for block in blocks for key in self._read_block(block)))
        return keys[start - self._ranks[first] : stop - self._ranks[first]]

    def _read_block(self, block: int) -> Sequence[int]:
        """Read the keys of a block; those of a few are kept."""
        if block not in self._kept:
            if len(self._kept) >= _MAX_KEPT_BLOCKS:
                self._kept.clear()
            is_empty = self._ranks[block] == self._ranks[block + 1]
            least, end = self._first_keys[block], self._first_keys[block + 1]
            self._kept[block] = () if is_empty else self._read_keys(least, end - 1)
        return self._kept[block]
