"""Sums of the killed, wounded or captured in the events of a set.

Figures are added up by their binary digits: for each digit there is the set of the events in whose
figure it is 1, so that what a large set adds up to is told by how many events it shares with each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, compress, count, repeat
from math import inf, isfinite
from operator import not_, sub

from qaim_cli.store.index.counting import MOST_EXACT, InexactSumError
from qaim_cli.store.index.event_sets import EventSet
from qaim_cli.store.index.slots import SlotSet, join_sets, set_bits

_Bounds = tuple[float, float]


class SetFigures:
    """The figures of the events of a set."""

    def __init__(self, found: EventSet, harm: str) -> None:
        """Take the set, and whether the figures are of the killed, say.

        Raises:
            InexactSumError: their sum is too large to be exact.
        """
        self._reader = found.reader
        slots, lows, highs = self._reader.read_figures(harm)
        if found.bits != self._reader.everything:
            chosen = bytes(map(found.flags.__getitem__, slots))
            slots = array("q", compress(slots, chosen))
            lows, highs = (array("d", compress(each, chosen)) for each in (lows, highs))
        self._has_most = bytes(map(isfinite, highs))
        if not all(self._has_most):  # the lower bound stands in for one that there is not
            highs = array("d", map(_choose_finite, highs, lows))
        if max(sum(lows), sum(highs)) >= MOST_EXACT:
            raise InexactSumError
        self._slots, self._lows = slots, lows
        self._spreads = array("d", map(sub, highs, lows))

    def iter_by_run(self) -> Iterator[tuple[int, float, float]]:
        """Sum up by the run of slots; its number comes with the bounds."""
        ends = list(map(bisect_left, repeat(self._slots), self._reader.run_ends))
        counts = list(map(sub, ends[1:], ends))
        sums = [counts]
        for column in (self._lows, self._spreads, self._has_most):
            totals = array("d", accumulate(column, initial=0))
            at_ends = array("d", map(totals.__getitem__, ends))
            sums.append(list(map(sub, at_ends[1:], at_ends)))
        found = compress(zip(count(), *sums), counts)
        for run, figure_count, low, spread, bounded_count in found:
            yield run, low, low + spread if bounded_count == figure_count else inf

    def sum_set(self, other: SlotSet) -> _Bounds | None:
        """Sum up those that are in another set as well; None where none is."""
        shared = self._events.intersect(other)
        if not shared:
            return None
        if isinstance(shared, int):
            low, spread = (each.sum_bits(shared) for each in self._halves)
        else:
            low, spread = (each.sum_slots(shared) for each in self._halves)
        return low, inf if self._open and join_sets((shared,)) & self._open else low + spread

    @cached_property
    def _events(self) -> EventSet:
        """The events with figures."""
        return EventSet(set_bits(self._slots), self._reader)

    @cached_property
    def _open(self) -> int:
        """The events that may have harmed any number."""
        return set_bits(list(compress(self._slots, map(not_, self._has_most))))

    @cached_property
    def _halves(self) -> tuple[_NumberSets, ...]:
        """The lower bounds, and how far the upper ones lie above them."""
        size = self._reader.size
        columns = (self._lows, self._spreads)
        return tuple(_NumberSets(self._slots, each, size) for each in columns)


class _NumberSets:
    """Whole numbers and halves of the events in some slots, to be added up."""

    def __init__(self, slots: Iterable[int], numbers: Iterable[float], size: int) -> None:
        """Take the slots, their numbers, and how many slots there are in all."""
        self._halves = array("q", bytes(8 * size))
        for slot, number in zip(slots, numbers, strict=True):
            if number:
                self._halves[slot] = int(2 * number)

    def sum_slots(self, slots: Iterable[int]) -> float:
        """Add up the numbers in slots."""
        return sum(map(self._halves.__getitem__, slots)) / 2

    def sum_bits(self, bits: int) -> float:
        """Add up the numbers of the events of a set."""
        return sum((bits & digit).bit_count() << place for place, digit in self._digits) / 2

    @cached_property
    def _digits(self) -> Sequence[tuple[int, int]]:
        """For each place of binary digits the events in whose number of halves it is 1."""
        packed = self._halves.tobytes()
        nothing = bytes(len(self._halves))
        found = []
        for at, byte_number in enumerate(_BYTE_NUMBERS):
            column = packed[at :: len(_BYTE_NUMBERS)]
            for place, table in enumerate(_HAS_DIGIT) if column != nothing else ():
                events = int(column[::-1].translate(table), 2)
                if events:
                    found.append((8 * byte_number + place, events))
        return found


_BYTE_NUMBERS = array("q", [int.from_bytes(range(8), "little")]).tobytes()
"""Of each byte of a number in memory, which one it is; the least counts as 0."""
_HAS_DIGIT = [bytes(b"01"[byte >> place & 1] for byte in range(256)) for place in range(8)]
"""For each place of a byte, what turns bytes into their digits there."""


def _choose_finite(high: float, low: float) -> float:
    return high if isfinite(high) else low
