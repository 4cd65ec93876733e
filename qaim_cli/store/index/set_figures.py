"""Sums of the killed, wounded or captured in the events of a set."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import compress

from qaim_cli.store.index.event_sets import EventSet
from qaim_cli.store.index.slots import SlotSet, set_bits

_Bounds = tuple[float, float]


class SetFigures:
    """The figures of the events of a set."""

    def __init__(self, found: EventSet, harm: str) -> None:
        """Take the set, and whether the figures are of the killed, say."""
        self._reader = found.reader
        slots, *bounds = self._reader.read_figures(harm)
        chosen = bytes(map(found.flags.__getitem__, slots))
        self._slots = array("q", compress(slots, chosen))
        self._bounds = [array("d", compress(each, chosen)) for each in bounds]

    def sum_by_run(self) -> list[tuple[int, float, float]]:
        """Sum up by the run of slots; its number comes with the bounds."""
        count = len(self._reader.read_column("date"))
        runs = self._reader.expand_runs(range(count))
        sums = [array("d", bytes(8 * count)) for _ in self._bounds]
        having = bytearray(count)
        for slot, low, high in zip(self._slots, *self._bounds, strict=True):
            run = runs[slot]
            having[run] = 1
            sums[0][run] += low
            sums[1][run] += high
        return list(compress(zip(range(count), *sums, strict=True), having))

    def sum_set(self, other: SlotSet) -> _Bounds | None:
        """Sum up those that are in another set as well; None where none is."""
        if isinstance(other, int):
            flags = EventSet(other, self._reader).flags
            chosen = bytes(compress(flags, self._events.flags))
            low, high = (sum(compress(each, chosen)) for each in self._bounds)
            return (low, high) if any(chosen) else None
        shared = list(compress(other, map(self._events.flags.__getitem__, other)))
        low, high = (sum(map(each.__getitem__, shared)) for each in self._by_slot)
        return (low, high) if shared else None

    @cached_property
    def _events(self) -> EventSet:
        """The events with figures."""
        return EventSet(set_bits(self._slots), self._reader)

    @cached_property
    def _by_slot(self) -> list[array[float]]:
        """The bounds by the slots of the events."""
        found = [array("d", bytes(8 * self._reader.size)) for _ in self._bounds]
        for each, bounds in zip(found, self._bounds, strict=True):
            for slot, bound in zip(self._slots, bounds, strict=True):
                each[slot] = bound
        return found
