"""Columns of labels: for each slot, which of many labels its event has.

Of labels that few events have there may be hundreds, and a set for each would have to be unpacked
and compared one by one. In a column the event of each slot has one byte, the code of one of its
labels; what does not fit there is in another column.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.packed_bytes import pack_bytes, unpack_bytes

_MAX_CODES = 255
_MAX_COLUMNS = 4
"""The most columns there are; a label that does not fit there has a set alone."""


class LabelColumn(FrozenRecord):
    """One label of each event, of some labels, or none; all columns of a facet have the same."""

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

    def add_up(self, numbers: bytes) -> Counter[int]:
        """Add up numbers of the events by label, given one for each slot."""
        # Without the slots where either is 0 the two have as many bytes.
        codes, coded = self.codes.translate(None, b"\0"), _leave_out(numbers, self.codes)
        if len(codes) > len(coded):
            codes = _leave_out(self.codes, numbers)
        sums = Counter[int]()
        for (code, number), count in Counter(zip(codes, coded, strict=True)).items():
            sums[self.ids[code - 1]] += number * count
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


def _leave_out(found: bytes, others: bytes) -> bytes:
    """Leave out the bytes that are 0, and those for which others are."""
    is_other = int.from_bytes(others.translate(_TO_MASK), "little")
    masked = int.from_bytes(found, "little") & is_other
    return masked.to_bytes(len(found), "little").translate(None, b"\0")


_TO_MASK = b"\0".ljust(256, b"\xff")
"""Turns a byte that is not 0 into one with all bits."""


def build_columns(sets: Mapping[int, Sequence[int]], size: int) -> list[LabelColumn]:
    """Build label columns from the slots of each label's events.

    The most common of them are in, but for those that do not fit.
    """
    ordered = sorted(sets, key=lambda label: (-len(sets[label]), label))
    columns: list[bytearray] = []
    ids: list[int] = []
    for id in ordered[:_MAX_CODES]:
        slots = sets[id]
        free = [next((each for each in columns if not each[slot]), None) for slot in slots]
        if None in free:
            if len(columns) == _MAX_COLUMNS:
                continue
            columns.append(bytearray(size))
        ids.append(id)
        for slot, column in zip(slots, free, strict=True):
            (columns[-1] if column is None else column)[slot] = len(ids)
    return [LabelColumn(ids, bytes(each)) for each in columns]


def update_columns(
    columns: Sequence[LabelColumn], changes: Mapping[int, Mapping[int, int]], size: int
) -> list[LabelColumn]:
    """Return updated columns.

    Args:
        columns: the columns before.
        changes: by label and slot, whether its event has the label now.
        size: how many slots there are now.
    """
    ids = columns[0].ids if columns else ()
    found = [bytearray(each.codes.ljust(size, b"\0")) for each in columns]
    by_code = {code: changes[id] for code, id in enumerate(ids, 1) if id in changes}
    for code, by_slot in by_code.items():
        for slot in by_slot:
            for codes in found:
                if codes[slot] == code:
                    codes[slot] = 0
    for code, by_slot in by_code.items():
        for slot in (slot for slot, is_in in by_slot.items() if is_in):
            free = next((codes for codes in found if not codes[slot]), None)
            if free is None:
                free = bytearray(size)
                found.append(free)
            free[slot] = code
    return [LabelColumn(ids, bytes(codes)) for codes in found]


def pack_column(column: LabelColumn) -> bytes:
    """Turn a column into bytes: the numbers of its labels, then its codes."""
    ids = array("q", (*column.ids, *repeat(_NO_ID, _MAX_CODES - len(column.ids))))
    return pack_bytes(ids.tobytes() + column.codes)


def unpack_column(packed: bytes, size: int) -> LabelColumn:
    """Undo `pack_column`, for a column of `size` slots."""
    unpacked = unpack_bytes(packed)
    ids = [id for id in array("q", unpacked[:_IDS_SIZE]) if id != _NO_ID]
    return LabelColumn(ids, unpacked[_IDS_SIZE:].ljust(size, b"\0"))


_NO_ID = -1
_IDS_SIZE = 8 * _MAX_CODES
