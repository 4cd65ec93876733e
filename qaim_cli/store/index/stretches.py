"""Stretches of slots, and how many events of a set are in each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise, repeat
from operator import and_, sub

_MIN_LONG_STRETCH = 250
"""The average slots of a stretch from which on it is counted as a number, not as text."""

_read_number = partial(int.from_bytes, byteorder="little")


class StretchCounter:
    """Counts the events of sets between each slot boundary and the next.

    What that takes is worked out once for the boundaries, as lanes are sets that share them.
    """

    def __init__(self, bounds: Sequence[int], size: int) -> None:
        """Take the boundaries, in order, and how many slots there are in all."""
        self._bounds = bounds
        self._size = size
        self._is_long = len(bounds) * _MIN_LONG_STRETCH < size

    def count(self, bits: int) -> list[int]:
        """Count the events of a set by stretch."""
        return self._count_by_number(bits) if self._is_long else self._count_by_text(bits)

    def _count_by_number(self, bits: int) -> list[int]:
        packed = bits.to_bytes(self._size // 8 + 1, "little")
        parts = map(packed.__getitem__, self._byte_ranges)
        return list(map(int.bit_count, map(and_, map(_read_number, parts), self._masks)))

    def _count_by_text(self, bits: int) -> list[int]:
        text = f"{bits | 1 << self._size:b}"
        if 2 * bits.bit_count() < self._size:
            return list(map(text.count, repeat("1"), *self._text_ranges))
        # What there is less of is counted sooner.
        others = map(text.count, repeat("0"), *self._text_ranges)
        return list(map(sub, map(sub, self._bounds[1:], self._bounds), others))

    @cached_property
    def _byte_ranges(self) -> list[slice]:
        """The bytes in which the slots of each stretch are."""
        return [slice(begin >> 3, end + 7 >> 3) for begin, end in pairwise(self._bounds)]

    @cached_property
    def _masks(self) -> list[int]:
        """The bits of these bytes that are of the stretch."""
        return [(1 << end - begin) - 1 << (begin & 7) for begin, end in pairwise(self._bounds)]

    @cached_property
    def _text_ranges(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where each stretch begins and ends in a text of digits, which has the last slot first."""
        backwards = array("q", map((self._size + 1).__sub__, self._bounds))
        return backwards[1:], backwards[:-1]
