"""Sets of events that are added to an index, held by the order of these until they have slots."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qaim_cli.store.index.label_sets import SlotSet
from qaim_cli.store.index.slots import SetName, flag_slots, list_slots, stack_flags

_SETS_AT_ONCE = 16
"""The sets that are put in order of slots together: one for each bit of a number."""
_BYTES_PER_EVENT = _SETS_AT_ONCE // 8
_FEW_SHARE = 64
"""The events of a set that fewer than one in this number are in are looked at one by one."""
_Part = tuple[int, int]


class StagedSets:
    """Sets of added events; an event is known by its number, as they come from 0 on."""

    def __init__(self) -> None:
        """Begin without events."""
        self.event_count = 0
        """How many were added."""
        self._parts: dict[SetName, list[_Part]] = defaultdict(list)
        """The parts of each set: the first number in a batch of events, and its bits from there."""
        self.incomplete = set[SetName]()
        """The names of sets of which it is not known which events are in them."""

    def add_events(
        self, count: int, sets: Mapping[SetName, int], incomplete: Iterable[SetName]
    ) -> None:
        """Take a batch of events.

        Args:
            count: how many there are.
            sets: the sets that any is in, a bit for each.
            incomplete: the names of other sets that any may be in.
        """
        for name in self._parts.keys() & incomplete:
            del self._parts[name]
        self.incomplete.update(incomplete)
        for name, bits in sets.items():
            if name not in self.incomplete:
                self._parts[name].append((self.event_count, bits))
        self.event_count += count

    def iter_sets(self, slots: Sequence[int]) -> Iterator[tuple[SetName, SlotSet]]:
        """Iterate over the complete sets, given the slot of each event that was added."""
        size = max(slots, default=-1) + 1
        many = []
        for name, parts in self._parts.items():
            if sum(bits.bit_count() for _, bits in parts) * _FEW_SHARE < size:
                numbers = (first + at for first, bits in parts for at in list_slots(bits))
                yield name, array("I", sorted(map(slots.__getitem__, numbers)))
            else:
                many.append(name)
        for at in range(0, len(many), _SETS_AT_ONCE):
            yield from self._iter_together(many[at : at + _SETS_AT_ONCE], slots, size)

    def _iter_together(
        self, names: Sequence[SetName], slots: Sequence[int], size: int
    ) -> Iterator[tuple[SetName, int]]:
        """Iterate over sets whose events are put in order of slots together.

        Each set is one bit of a number for each event; these numbers are put in order of slots,
        and of each bit its digits are read off again.
        """
        by_event = bytearray(_BYTES_PER_EVENT * self.event_count)
        for first in range(0, len(names), 8):
            flags = map(self._flag_events, names[first : first + 8])
            by_event[first // 8 :: _BYTES_PER_EVENT] = stack_flags(flags, self.event_count)
        by_slot = array("H", bytes(_BYTES_PER_EVENT * size))
        deque(map(by_slot.__setitem__, slots, array("H", bytes(by_event))), 0)
        slot_bytes = by_slot.tobytes()
        for place, name in enumerate(names):
            digits = slot_bytes[place // 8 :: _BYTES_PER_EVENT].translate(_DIGITS[place % 8])
            yield name, int(digits[::-1], 2)

    def _flag_events(self, name: SetName) -> bytes:
        """For each event whether it is in a set."""
        flags = bytearray(self.event_count)
        for first, bits in self._parts[name]:
            some = flag_slots(bits, bits.bit_length())
            flags[first : first + len(some)] = some
        return bytes(flags)


_DIGITS = [bytes(b"01"[number >> bit & 1] for number in range(256)) for bit in range(8)]
"""Turns a byte into the digit of one of its bits."""
