"""Columns of labels: which of many labels the event of each slot has, told for all of them at once.

Of labels that few events have there may be hundreds, and a set for each would have to be unpacked
and compared one by one. In a column the event of each slot has one byte, the code of one of its
labels; what does not fit there is in another column.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from qaim_cli.frozen_record import FrozenRecord

NUMBER_BITS = 7
_MAX_CODES = 255
_MAX_BANKS = 2
"""Labels beyond so many times the codes have sets alone: the more labels, the rarer these are."""
_MAX_COLUMNS = 4
"""So many columns at most have the same labels; one that does not fit there has a set alone."""


class LabelColumn(FrozenRecord):
    """One label of each event, of some labels, or none."""

    ids: Sequence[int]
    """The numbers of the labels, in order of their codes from 1 on."""
    codes: bytes
    """The code of a label for each slot, 0 where it has none."""

    def intersect(self, flags: bytes) -> LabelColumn:
        """Leave out the events that are not in a set, given for each slot whether it is."""
        spread = int.from_bytes(flags, "little") * 0xFF
        codes = (int.from_bytes(self.codes, "little") & spread).to_bytes(len(self.codes), "little")
        return self._replace(codes=codes)

    def count_events(self) -> dict[int, int]:
        """Count the events by label."""
        counts = Counter(self.codes.translate(None, b"\0"))
        return {self.ids[code - 1]: count for code, count in counts.items()}

    def add_up(self, numbers: int) -> Counter[int]:
        """Add up numbers of the events by label.

        Args:
            numbers: a byte for the number of each slot, below `2**NUMBER_BITS`.
        """
        # The highest bit is set in all, as bytes that are 0 are left out.
        marked = numbers | int.from_bytes(b"\x80" * len(self.codes), "little")
        present = int.from_bytes(self.codes.translate(_IS_CODE), "little")
        found = (marked & present).to_bytes(len(self.codes), "little").translate(None, b"\0")
        sums = Counter[int]()
        pairs = Counter(zip(self.codes.translate(None, b"\0"), found, strict=True))
        for (code, number), count in pairs.items():
            sums[self.ids[code - 1]] += (number & 0x7F) * count
        return sums

    def iter_slots(self, id: int, first: int = 0) -> Iterator[int]:
        """Iterate over the slots of the events with a label, from a slot on."""
        code = self.ids.index(id) + 1
        slot = self.codes.find(code, first)
        while slot >= 0:
            yield slot
            slot = self.codes.find(code, slot + 1)

    def join_labels(self, ids: Iterable[int]) -> int:
        """Return the set of the events with any of some labels."""
        wanted = set(ids)
        table = bytes((ord("0"), *(ord("01"[id in wanted]) for id in self.ids)))
        text = self.codes.translate(table.ljust(256, b"0"))
        return int(text[::-1] or b"0", 2)


_IS_CODE = b"\0".ljust(256, b"\xff")
"""Turns a byte into one with all bits, or none."""


def build_columns(sets: Mapping[int, Sequence[int]], size: int) -> list[LabelColumn]:
    """Build the columns of labels, given the slots of the events of each, of so many in all."""
    ordered = sorted(sets, key=lambda label: (-len(sets[label]), label))[: _MAX_BANKS * _MAX_CODES]
    return [
        column
        for first in range(0, len(ordered), _MAX_CODES)
        for column in _build_bank(ordered[first : first + _MAX_CODES], sets, size)
    ]


def _build_bank(
    labels: Iterable[int], sets: Mapping[int, Sequence[int]], size: int
) -> Iterator[LabelColumn]:
    """Build the columns that labels share."""
    columns: list[bytearray] = []
    ids: list[int] = []
    for id in labels:
        slots = sets[id]
        free = [next((each for each in columns if not each[slot]), None) for slot in slots]
        if None in free:
            if len(columns) == _MAX_COLUMNS:
                continue
            columns.append(bytearray(size))
        ids.append(id)
        for slot, column in zip(slots, free, strict=True):
            (columns[-1] if column is None else column)[slot] = len(ids)
    return (LabelColumn(ids, bytes(each)) for each in columns)


def update_columns(
    columns: Sequence[LabelColumn], changes: Mapping[int, Mapping[int, int]], size: int
) -> list[LabelColumn]:
    """Return updated columns.

    Args:
        columns: the columns before.
        changes: by label and slot, whether its event has the label now.
        size: how many slots there are now.
    """
    found = [(ids, bytearray(codes.ljust(size, b"\0"))) for ids, codes in columns]
    known = [(id, by_slot) for id, by_slot in changes.items() if any(id in ids for ids, _ in found)]
    for id, by_slot in known:
        for ids, codes in found:
            for slot in by_slot if id in ids else ():
                if codes[slot] == ids.index(id) + 1:
                    codes[slot] = 0
    for id, by_slot in known:
        for slot in (slot for slot, is_in in by_slot.items() if is_in):
            own = [each for each in found if id in each[0]]
            free = [codes for _, codes in own if not codes[slot]]
            ids = own[0][0]
            if not free:
                free.append(bytearray(size))
                found.append((ids, free[0]))
            free[0][slot] = ids.index(id) + 1
    return [LabelColumn(ids, bytes(codes)) for ids, codes in found]


def pack_column(column: LabelColumn) -> bytes:
    """Pack a column."""
    ids = array("q", (*column.ids, *repeat(_NO_ID, _MAX_CODES - len(column.ids))))
    return zlib.compress(ids.tobytes() + column.codes, 1)


def unpack_column(packed: bytes, size: int) -> LabelColumn:
    """Unpack a column, of so many slots."""
    unpacked = zlib.decompress(packed)
    ids = [id for id in array("q", unpacked[:_IDS_SIZE]) if id != _NO_ID]
    return LabelColumn(ids, unpacked[_IDS_SIZE:].ljust(size, b"\0"))


_NO_ID = -1
_IDS_SIZE = 8 * _MAX_CODES
