"""Slots: a number for each event of an index, so that a set of events is a whole number.

The bit of an event's slot is 1 in each set that the event is in. In a new index slots follow the
dates of the events in order of time, so that a date stands for a run of slots. An event that comes
later takes the slot of one with its date that went in the same edit, or a new one at the end; the
slot of an event that went is in no set.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, pairwise, repeat
from operator import mul, ne, sub

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.label_columns import LabelColumn, unpack_column
from qaim_cli.store.index.label_sets import LabelSets, SlotSet
from qaim_cli.store.index.metadata import encode_json
from qaim_cli.store.index.packed_bytes import pack_bytes, unpack_bytes
from qaim_cli.store.index.stretches import StretchCounter

SetName = tuple[str, int]
"""The name of a set: that of a facet with the number of a label, or another."""

NO_DAY = 2 * 10**18
"""In place of a day that a date does not have; beyond every other."""
# "s0" and "s1" are the earliest and the latest day on which events with the date may start.
RUN_COLUMNS = (
    "s0", "s1", "stated_first", "stated_last",
    "mark_start", "drawn_first", "start_last", "end_first", "drawn_last",
)  # fmt: skip
"""What is kept of the date of each run of slots."""
ORDERED = "ordered"
"""The name of the column with one number: how many runs are in order of their days."""
EVERYTHING, CLAIMED, CITATIONS = "all", "claimed", "citations"
"""The names of sets besides those of labels; of citations there is one for each number of them."""
HARMED = "harmed"
"""The name of the sets of events in which an actor, by the number of its label, is only harmed."""

_SPARSE_SHARE = 128
"""A set with fewer than one slot in this number is stored as a list of slots."""
_MIN_RUNS_PER_EVENT = 4
"""With this many runs per event of a set, or more, its events are counted one by one."""
_LIST, _BITS = b"l", b"b"


def pack_set(found: SlotSet, size: int) -> bytes:
    """Pack a set of events, of `size` slots in all."""
    if not isinstance(found, int):
        if is_sparse(len(found), size):
            return _LIST + pack_bytes(array("I", sorted(found)).tobytes())
        found = make_bits(found)
    return _BITS + pack_bytes(found.to_bytes((found.bit_length() + 7) // 8, "little"))


def is_sparse(count: int, size: int) -> bool:
    """Whether a set of `count` events, of `size` slots in all, is stored as a list of slots."""
    return count * _SPARSE_SHARE < size


def unpack_set(packed: bytes) -> SlotSet:
    """Unpack a set."""
    unpacked = unpack_bytes(packed[1:])
    if packed[:1] == _LIST:
        return array("I", unpacked)
    return int.from_bytes(unpacked, "little")


def update_set(found: SlotSet, changes: Mapping[int, int]) -> SlotSet:
    """Return an updated set.

    Args:
        found: the set before.
        changes: by slot, whether its event is in the set now.
    """
    present = [slot for slot, is_in in changes.items() if is_in]
    if isinstance(found, int):
        return found & ~make_bits(list(changes)) | make_bits(present)
    return array("I", sorted({*found}.difference(changes).union(present)))


def make_bits(slots: Collection[int]) -> int:
    """Make the number that has a bit for each of some slots."""
    flags = bytearray(b"0") * (max(slots, default=0) + 1)
    _set_flags(flags, slots)
    return int(flags[::-1], 2)


def _set_flags(flags: bytearray, slots: Collection[int]) -> None:
    """Write a digit for each of some slots."""
    deque(map(flags.__setitem__, slots, repeat(ord("1"))), 0)  # which calls one after the other


def flag_slots(bits: int, size: int) -> bytes:
    """Return for each of `size` slots whether its event is in a set."""
    return f"{bits | 1 << size:b}"[:0:-1].encode().translate(_FLAGS)


_FLAGS = bytes.maketrans(b"01", b"\0\1")


def stack_flags(sets: Iterable[bytes], size: int) -> bytes:
    """Return for each slot a byte whose bits tell in which of up to eight sets its event is.

    Args:
        sets: of each set the flags of all slots; see `flag_slots`.
        size: how many slots there are.
    """
    numbers = 0
    for exponent, flags in enumerate(sets):
        numbers |= int.from_bytes(flags, "little") << exponent
    return numbers.to_bytes(size, "little")


def list_slots(bits: int) -> list[int]:
    """List the slots of a set that is a number."""
    text, slots = f"{bits:b}"[::-1], []
    slot = text.find("1")
    while slot >= 0:
        slots.append(slot)
        slot = text.find("1", slot + 1)
    return slots


def list_members(found: SlotSet) -> Sequence[int]:
    """List the slots of a set."""
    return list_slots(found) if isinstance(found, int) else found


def count_members(found: SlotSet) -> int:
    """Count the events of a set."""
    return found.bit_count() if isinstance(found, int) else len(found)


def get_column_name_bounds(facet: str) -> tuple[str, str]:
    """Return the exclusive bounds between which the names of a facet's columns sort."""
    return f"{facet} ", f"{facet} :"


def split_levels(levels: bytes | bytearray) -> list[int]:
    """Split events into the sets of those that match at level 1, 2 and 3 or more surely.

    Args:
        levels: how surely the event of each slot matches, as digits.
    """
    text = levels[::-1] or b"0"
    return [int(text.translate(table), 2) for table in _AT_LEAST]


def join_sets(sets: Iterable[SlotSet]) -> int:
    """Return the events that are in any of some sets."""
    bits = 0
    flags = bytearray(b"0")
    for each in sets:
        if isinstance(each, int):
            bits |= each
        elif each:
            flags += b"0" * (each[-1] + 1 - len(flags))
            _set_flags(flags, each)
    return bits | int(flags[::-1], 2)


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Compress whole numbers.

    Storing differences would be a quarter smaller, but need adding up.
    """
    return zlib.compress(array("q", numbers).tobytes(), 1)


def unpack_numbers(packed: bytes) -> array[int]:
    """Unpack whole numbers."""
    return array("q", zlib.decompress(packed))


_AT_LEAST = tuple(
    bytes.maketrans(b"0123", b"0" * level + b"1" * (4 - level)) for level in (1, 2, 3)
)
"""Turns levels into whether they are at least so sure."""


class Stretches(FrozenRecord):
    """The runs of slots in order, those of neighbours put together that share a value."""

    bounds: Sequence[int]
    """Slot boundaries of those that were put together, in order: one more than there are."""
    values: Sequence[int]


class RunGroups:
    """Runs of slots divided into numbered groups: periods of time, or columns of a drawing."""

    def __init__(self, reader: SlotReader, by_run: Iterable[int], group_count: int) -> None:
        """Take what reads the sets, the group of each run, and how many groups there are."""
        self.group_count = group_count
        self._bounds, self._groups = reader.join_runs(by_run)
        self._counter = StretchCounter(self._bounds, reader.size)

    def count_events(self, found: SlotSet) -> list[int]:
        """Count the events of a set by group."""
        if isinstance(found, int):
            by_stretch: Iterable[int] = self._counter.count(found)
        else:
            cuts = list(map(bisect_left, repeat(found), self._bounds))
            by_stretch = map(sub, cuts[1:], cuts)
        counts = [0] * self.group_count
        for group, count in zip(self._groups, by_stretch, strict=True):
            counts[group] += count
        return counts


class SlotReader:
    """Reads the sets of an index, and divides and counts events by their runs of slots."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the index."""
        self._connection = connection
        self._columns: dict[str, array[int]] = {}
        self._last_labels: tuple[str, LabelSets] | None = None
        self._last_runs: tuple[int, list[int]] | None = None
        self._last_marks: tuple[Sequence[int], RunGroups] | None = None

    def read_column(self, name: str) -> array[int]:
        """Read a column of the runs of slots, or numbers kept under another name."""
        if name not in self._columns:
            packed = self._read_packed_column(name)
            self._columns[name] = unpack_numbers(packed) if packed else array("q")
        return self._columns[name]

    def read_set(self, name: str, number: int = 0) -> SlotSet:
        """Read a set: that of a label by its facet and number, or another."""
        sql = "SELECT slots FROM event_sets WHERE name = ? AND number = ?"
        row = self._connection.execute(sql, (name, number)).fetchone()
        return unpack_set(row[0]) if row else array("I")

    def list_numbers(self, name: str) -> list[int]:
        """List the numbers under which there are sets of a name."""
        sql = "SELECT number FROM event_sets WHERE name = ?"
        return [number for (number,) in self._connection.execute(sql, (name,))]

    def read_bits(self, name: str, number: int = 0) -> int:
        """Read a set as a number."""
        return join_sets((self.read_set(name, number),))

    def read_digits(self, name: str) -> list[int]:
        """Read the sets of a name as numbers, in order, with nothing where there is none."""
        count = max(self.list_numbers(name), default=-1) + 1
        return [self.read_bits(name, number) for number in range(count)]

    def read_labels(self, facet: str) -> LabelSets:
        """Read the sets of all labels of a facet, and that of the events without one.

        The last answer is cached.
        """
        if self._last_labels is None or self._last_labels[0] != facet:
            self._last_labels = facet, self._read_labels(facet)
        return self._last_labels[1]

    def _read_labels(self, facet: str) -> LabelSets:
        common: dict[int, int] = {}
        rare: dict[int, tuple[int, int]] = {}
        slots = array("I")
        columns = self.read_label_columns(facet)
        column_ids = columns[0].ids if columns else ()  # as all of them have the same
        sql = (
            "SELECT number, slots FROM event_sets"
            " WHERE name = ? AND number NOT IN (SELECT value FROM json_each(?))"
        )
        for number, packed in self._connection.execute(sql, (facet, encode_json([*column_ids]))):
            found = unpack_set(packed)
            if isinstance(found, int):
                common[number] = found
            else:
                slots.extend(found)
                rare[number] = len(slots) - len(found), len(slots)
        return LabelSets(common, columns, rare, slots)

    def read_label_columns(self, facet: str) -> list[LabelColumn]:
        """Read the columns of labels of a facet."""
        sql = "SELECT packed FROM slot_columns WHERE name > ? AND name < ?"
        found = self._connection.execute(sql, get_column_name_bounds(facet))
        return [unpack_column(packed, self.size) for (packed,) in found]

    def _read_packed_column(self, name: str) -> bytes:
        sql = "SELECT packed FROM slot_columns WHERE name = ?"
        row = self._connection.execute(sql, (name,)).fetchone()
        return row[0] if row else b""

    @cached_property
    def size(self) -> int:
        """How many slots there are."""
        return sum(self.read_column("count"))

    @cached_property
    def date_id_limit(self) -> int:
        """The least number that is greater than that of every date."""
        return max(self.read_column("date"), default=0) + 1

    @property
    def ordered_run_count(self) -> int:
        """How many runs, from the first on, are in order of the days of their dates."""
        return self.read_column(ORDERED)[0]

    @cached_property
    def everything(self) -> int:
        """The set of all events."""
        return self.read_bits(EVERYTHING)

    @cached_property
    def run_bounds(self) -> array[int]:
        """Slot boundaries of the runs, in order: one more than there are runs."""
        return array("q", accumulate(self.read_column("count"), initial=0))

    def select_levels(self, levels: Sequence[int]) -> list[int]:
        """Return the sets of the events whose dates match at level 1, 2 and 3 or more surely.

        Args:
            levels: how surely a date matches, by its number.
        """
        bounds, values = self.join_runs(map(levels.__getitem__, self.read_column("date")))
        digits = map((b"0", b"1", b"2", b"3").__getitem__, values)
        parts = map(mul, digits, map(sub, bounds[1:], bounds))
        return [bits & self.everything for bits in split_levels(b"".join(parts))]

    def select_dates(self, flags: Sequence[int]) -> int:
        """Return the set of the slots with some dates: 1 by the number of each, of others 0."""
        bounds, values = self.join_runs(map(flags.__getitem__, self.read_column("date")))
        text = bytearray(b"0") * (self.size + 1)
        for begin, end in compress(pairwise(bounds), values):
            text[begin:end] = b"1" * (end - begin)
        return int(text[::-1], 2)

    def join_runs(self, values: Iterable[int]) -> Stretches:
        """Put together those runs of slots that stand side by side and have the same value."""
        found = list(values)
        is_first = chain((True,), map(ne, found[1:], found))
        begins = list(compress(range(len(found)), is_first))
        bounds = [*map(self.run_bounds.__getitem__, begins), self.size]
        return Stretches(bounds, list(map(found.__getitem__, begins)))

    def count_runs(self, bits: int) -> Sequence[int]:
        """Count the events of a set in each run of slots; the last answer is cached."""
        if bits.bit_count() == self.size:
            return self.read_column("count")
        if self._last_runs is None or self._last_runs[0] != bits:
            self._last_runs = bits, self._count_runs(bits)
        return self._last_runs[1]

    def _count_runs(self, bits: int) -> list[int]:
        """Count the events of a set in each run of slots, one by one if they are few."""
        if bits.bit_count() * _MIN_RUNS_PER_EVENT > len(self.run_bounds):
            return self._run_counter.count(bits)
        counts = [0] * (len(self.run_bounds) - 1)
        for bound in map(bisect_right, repeat(self.run_bounds), list_slots(bits)):
            counts[bound - 1] += 1
        return counts

    @cached_property
    def _run_counter(self) -> StretchCounter:
        return StretchCounter(self.run_bounds, self.size)

    def divide_marks(self, first_days: Sequence[int]) -> RunGroups:
        """Divide the runs of slots by the column in which their marks begin.

        The last answer is cached. What has no mark is in one more column.

        Args:
            first_days: what the columns are given by: see `sums.MarkStarts`.
        """
        if self._last_marks is None or self._last_marks[0] is not first_days:
            days = self.read_column("mark_start")
            columns = map(bisect_right, repeat([*first_days, NO_DAY]), days)
            column_count = len(first_days) + 2
            self._last_marks = first_days, RunGroups(self, columns, column_count)
        return self._last_marks[1]

    def count_dates(self, bits: int) -> array[int]:
        """Count the events of a set by the numbers of their dates, from 0 on."""
        dates = self.read_column("date")
        counts = array("q", (0,)) * self.date_id_limit
        found = self.count_runs(bits)
        for date, count in compress(zip(dates, found, strict=True), found):
            counts[date] += count
        return counts
