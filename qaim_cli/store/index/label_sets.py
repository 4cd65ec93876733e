"""The sets of the events with each label of a facet, held together."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import compress

from qaim_cli.frozen_record import FrozenRecord

SlotSet = int | Sequence[int]
"""A set of events: a number with a bit for each slot, or the slots in order where they are few."""


class LabelSets(FrozenRecord):
    """Sets of events by the numbers of their labels: some as numbers, of others the slots."""

    common: Mapping[int, int]
    """The sets that are numbers with a bit for each slot."""
    rare: Mapping[int, tuple[int, int]]
    """Of each other set, which of the slots are its own: from one place to another."""
    slots: Sequence[int]
    """The slots of these sets, those of each in order."""

    def count_events(self) -> dict[int, int]:
        """Count the events of each label that has any."""
        counts = {id: bits.bit_count() for id, bits in self.common.items()}
        counts |= {id: end - begin for id, (begin, end) in self.rare.items()}
        return {id: count for id, count in counts.items() if count}

    def get_set(self, id: int) -> SlotSet:
        """Return the set of the events with a label."""
        if id in self.common:
            return self.common[id]
        begin, end = self.rare.get(id, (0, 0))
        return self.slots[begin:end]

    def intersect(self, bits: int, flags: bytes) -> LabelSets:
        """Return the events that are in another set as well.

        Args:
            bits: the other set.
            flags: for each slot whether it is in that set.
        """
        is_shared = bytes(map(flags.__getitem__, self.slots))
        rare, end = {}, 0
        for id, (begin, stop) in self.rare.items():
            start, end = end, end + is_shared.count(1, begin, stop)
            rare[id] = start, end
        return LabelSets(
            {id: bits & each for id, each in self.common.items()},
            rare,
            array("I", compress(self.slots, is_shared)),
        )
