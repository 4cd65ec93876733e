"""The sets of the events with each label of a facet, held together."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, compress

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.label_columns import LabelColumn

SlotSet = int | Sequence[int]
"""A set of events: a number with a bit for each slot, or the slots in order where they are few."""


class LabelSets(FrozenRecord):
    """Sets of events by the numbers of their labels, in three forms: each label is in one."""

    common: Mapping[int, int]
    """The sets that are numbers with a bit for each slot."""
    columns: Sequence[LabelColumn]
    """Those of many labels, found together."""
    rare: Mapping[int, tuple[int, int]]
    """Where the slots of each other set begin and end, by the set's number."""
    slots: Sequence[int]
    """The slots of these sets, those of each in order."""

    def count_events(self) -> dict[int, int]:
        """Count the events of each label that has any."""
        counts = Counter({id: bits.bit_count() for id, bits in self.common.items()})
        counts.update({id: end - begin for id, (begin, end) in self.rare.items()})
        for column in self.columns:
            counts.update(column.count_events())
        return +counts

    def add_up(self, numbers: bytes) -> Counter[int]:
        """Add up numbers, one byte for each slot, by label: of labels that have no large sets."""
        values = bytes(map(numbers.__getitem__, self.slots))
        sums = Counter({id: sum(values[begin:end]) for id, (begin, end) in self.rare.items()})
        for column in self.columns:
            sums.update(column.add_up(numbers))
        return sums

    def get_set(self, id: int) -> SlotSet:
        """Return the set of the events with a label."""
        if id in self.common:
            return self.common[id]
        return sorted(chain.from_iterable(self.iter_parts(id)))

    def iter_sets(self, ids: Collection[int]) -> Iterator[SlotSet]:
        """Iterate over sets that together have the events with any of some labels."""
        for column in self.columns:
            yield column.join_labels(ids)
        for id in ids:
            if id in self.common or id in self.rare:
                yield self.get_set(id)

    def iter_parts(self, id: int, first: int = 0) -> Iterator[Iterator[int]]:
        """Iterate over the slots of a label from a slot on, part by part, each in order."""
        if id in self.common:
            yield _iter_slots(self.common[id], first)
        elif id in self.rare:
            begin, end = self.rare[id]
            yield iter(self.slots[bisect_left(self.slots, first, begin, end) : end])
        else:
            for column in self.columns:
                yield column.iter_slots(id, first)

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
            [each.intersect(flags) for each in self.columns],
            rare,
            array("I", compress(self.slots, is_shared)),
        )


def _iter_slots(bits: int, first: int) -> Iterator[int]:
    """Iterate over the slots of a set from one on; quick if it is left soon."""
    left = bits >> first
    while left:
        yield first + (left & -left).bit_length() - 1
        left &= left - 1
