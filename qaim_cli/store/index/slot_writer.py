"""The writer of the sets of an index: gives events their slots, and keeps the sets up."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Any

from qaim_cli.model import CASUALTY_KINDS
from qaim_cli.store.index import rows
from qaim_cli.store.index.label_columns import (
    LabelColumn,
    build_columns,
    pack_column,
    update_columns,
)
from qaim_cli.store.index.label_sets import SlotSet
from qaim_cli.store.index.metadata import encode_json
from qaim_cli.store.index.set_figures import list_figure_sets
from qaim_cli.store.index.slots import (
    CITATIONS,
    CLAIMED,
    EVERYTHING,
    NO_DAY,
    ORDERED,
    RUN_COLUMNS,
    SetName,
    SlotReader,
    count_members,
    get_column_name_bounds,
    is_sparse,
    list_members,
    pack_numbers,
    pack_set,
    update_set,
)
from qaim_cli.store.index.staged_sets import StagedSets
from qaim_cli.store.index.word_prefixes import PREFIX_SETS, is_worth_keeping

TableRows = dict[str, list[tuple[object, ...]]]
"""Rows by the name of their table."""
NumberedSet = tuple[SetName, Iterable[int]]
"""A set, and the numbers of the events in it."""
_FACTS = ", ".join(f'"{name}"' for name in ("slot", "claimed", "citations", *rows.LABEL_FACETS))


class SlotWriter:
    """Gives events their slots, and updates the sets while events come and go."""

    def __init__(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        """Take the index, and whether there were no events before."""
        self._connection = connection
        self._is_new = is_new
        self._free_slots: dict[int, list[int]] = {}
        self._appended_dates: list[int] = []
        self.reader = SlotReader(connection)
        """Reads the sets, once they are written."""
        self._size = 0 if self._is_new else self.reader.size
        self._changes: dict[SetName, dict[int, int]] = defaultdict(dict)
        self._new_keys: list[int] = []
        self._staged = StagedSets()
        self._staged_slots = array("I")
        """The slot of each event on the stage, by its row there."""
        self.staged_dates = array("I")
        """In a new index the number of the date of each event, by its row on the stage."""
        self._staged_rows: dict[SetName, array[int]] = defaultdict(lambda: array("I"))
        """By set, in a new index: the stage rows of its events."""
        connection.create_function("allocate_slot", 2, self._allocate)

    def add_events(
        self, keys: Sequence[int], sets: Mapping[SetName, int], incomplete: Iterable[SetName]
    ) -> None:
        """Take events that are put on the stage.

        Args:
            keys: their keys.
            sets: the sets that only who read them can tell, a bit for each event.
            incomplete: the names of other such sets that any of them may be in.
        """
        if not self._is_new:
            self._new_keys += keys
            self._staged_slots.frombytes(bytes(self._staged_slots.itemsize * len(keys)))
        self._staged.add_events(len(keys), sets, incomplete)

    def add_facts(self, dates: Sequence[int], sets: Iterable[NumberedSet]) -> None:
        """Take of the same events, in a new index, their dates and the sets that facts tell."""
        shift = len(self.staged_dates).__add__
        for name, numbers in sets:
            self._staged_rows[name].extend(map(shift, numbers))
        self.staged_dates.extend(dates)

    def list_staged_rows_by_label(self, facet: str) -> dict[int, array[int]]:
        """List the stage rows of the events of a new index, by label."""
        members = filter(itemgetter(1), self._staged_rows.items())
        return {number: found for (name, number), found in members if name == facet}

    def remove_event(self, key: int, other_sets: Iterable[SetName]) -> None:
        """Take an event out of its sets, while it is still in the index.

        Args:
            key: its key.
            other_sets: the sets that only who read it could tell.
        """
        sql = f"SELECT date, {_FACTS} FROM facts WHERE key = ?"
        date, slot, *facts = self._connection.execute(sql, (key,)).fetchone()
        for name in chain(_list_sets(facts), self._list_figure_sets(key), other_sets):
            self._changes[name][slot] = 0
        self._free_slots.setdefault(date, []).append(slot)

    def write_runs_of_new_index(self) -> None:
        """Write the runs of a new index in order of their dates, once all events are counted."""
        columns = ", ".join(f'"{name}"' for name in RUN_COLUMNS)
        found = self._connection.execute(
            f"SELECT id, count, {columns} FROM dates ORDER BY stated_first, -stated_last, id"
        ).fetchall()
        for at, name in enumerate(("date", "count", *RUN_COLUMNS)):
            self._write_column(name, _replace_missing(row[at] for row in found))
        self._write_column(ORDERED, [len(found)])
        counts = [row[1] for row in found]
        starts = accumulate(counts, initial=0)
        next_slots = {row[0]: start for row, start in zip(found, starts, strict=False)}
        for date in self.staged_dates:
            slot = next_slots[date]
            self._staged_slots.append(slot)
            next_slots[date] = slot + 1
        self._size = sum(counts)

    def write(self) -> None:
        """Bring the sets up to date, once all events are in the index."""
        self._write_runs()
        self._write_changes()

    def list_new_rows(self) -> TableRows:
        """List the rows that a new index gets for its sets, without looking into it."""
        of_facts: Iterable[tuple[SetName, SlotSet]] = (
            (name, array("I", map(self._staged_slots.__getitem__, numbers)))
            for name, numbers in self._staged_rows.items()
        )
        found: list[tuple[object, ...]] = [
            (EVERYTHING, 0, pack_set((1 << self._size) - 1, self._size))
        ]
        rare: dict[str, dict[int, Sequence[int]]] = {facet: {} for facet in rows.LABEL_FACETS}
        for name, slots in chain(of_facts, self._staged.iter_sets(self._staged_slots)):
            if slots and (name[0] != PREFIX_SETS or is_worth_keeping(slots, self._size)):
                found.append((*name, pack_set(slots, self._size)))
                if name[0] in rare and is_sparse(count_members(slots), self._size):
                    rare[name[0]][name[1]] = list_members(slots)
        columns: list[tuple[object, ...]] = []
        for facet, sets in rare.items():
            columns += _list_column_rows(facet, build_columns(sets, self._size))
        return {"event_sets": found, "slot_columns": columns}

    def _allocate(self, date: int, staged_row: int) -> int:
        """Return the slot for an event with a date, and remember it by its row on the stage."""
        if not self._is_new:
            self._staged_slots[staged_row - 1] = self._find_slot(date)
        return self._staged_slots[staged_row - 1]

    def _find_slot(self, date: int) -> int:
        """Find the slot for the next event with a date."""
        free = self._free_slots.get(date)
        if free:
            return free.pop()
        self._appended_dates.append(date)
        return self._size + len(self._appended_dates) - 1

    def _write_runs(self) -> None:
        """Add the runs of the slots at the end."""
        if not self._appended_dates:
            return
        columns = ", ".join(f'"{name}"' for name in RUN_COLUMNS)
        added = []
        for date, same in groupby(self._appended_dates):
            sql = f"SELECT {columns} FROM dates WHERE id = ?"
            row = self._connection.execute(sql, (date,)).fetchone()
            added.append((date, len(list(same)), *row))
        for at, name in enumerate(("date", "count", *RUN_COLUMNS)):
            known = self.reader.read_column(name)
            self._write_column(name, [*known, *_replace_missing(row[at] for row in added)])

    def _write_changes(self) -> None:
        sql = f"SELECT key, {_FACTS} FROM facts WHERE key IN (SELECT value FROM json_each(?))"
        for key, slot, *facts in self._connection.execute(sql, (encode_json(self._new_keys),)):
            for name in chain(_list_sets(facts), self._list_figure_sets(key)):
                self._changes[name][slot] = 1
        for name, found in self._staged.iter_sets(self._staged_slots):
            self._changes[name].update(dict.fromkeys(list_members(found), 1))
        self._forget_unknown_sets()
        size = self._size + len(self._appended_dates)
        for facet in rows.LABEL_FACETS:
            known = self.reader.read_label_columns(facet)
            changes_of_labels = {
                id: changes for (name, id), changes in self._changes.items() if name == facet
            }
            updated = update_columns(known, changes_of_labels, size)
            if updated != known:
                self._write_label_columns(facet, updated)
        for name, changes in self._changes.items():
            old = self.reader.read_set(*name)
            found = update_set(old, changes)
            if not found:
                sql = "DELETE FROM event_sets WHERE name = ? AND number = ?"
                self._connection.execute(sql, name)
            elif found != old:
                self._write(name, pack_set(found, size))

    def _forget_unknown_sets(self) -> None:
        """Forget the prefixes of which it is not known which events have them."""
        lost = self._staged.incomplete
        sql = "DELETE FROM event_sets WHERE name = ? AND number = ?"
        self._connection.executemany(sql, lost)
        kept = {(PREFIX_SETS, number) for number in self.reader.list_numbers(PREFIX_SETS)}
        for name in [*self._changes]:
            if name[0] == PREFIX_SETS and name not in kept:
                del self._changes[name]

    def _list_figure_sets(self, key: int) -> Iterator[SetName]:
        """List the sets that an event is in by its figures."""
        for harm in CASUALTY_KINDS:
            sql = "SELECT low, high FROM figures WHERE quantity = ? AND key = ?"
            for bounds in self._connection.execute(sql, (harm, key)):
                yield from list_figure_sets(harm, *bounds)

    def _write(self, name: SetName, packed: bytes) -> None:
        sql = "INSERT OR REPLACE INTO event_sets VALUES (?, ?, ?)"
        self._connection.execute(sql, (*name, packed))

    def _write_label_columns(self, facet: str, columns: Iterable[LabelColumn]) -> None:
        """Write the columns of labels of a facet, in place of any that there are."""
        sql = "DELETE FROM slot_columns WHERE name > ? AND name < ?"
        self._connection.execute(sql, get_column_name_bounds(facet))
        for row in _list_column_rows(facet, columns):
            self._write_packed_column(*row)

    def _write_column(self, name: str, numbers: Iterable[int]) -> None:
        self._write_packed_column(name, pack_numbers(numbers))

    def _write_packed_column(self, name: str, packed: bytes) -> None:
        sql = "INSERT OR REPLACE INTO slot_columns VALUES (?, ?)"
        self._connection.execute(sql, (name, packed))


def _list_column_rows(facet: str, columns: Iterable[LabelColumn]) -> Iterator[tuple[str, bytes]]:
    """List the rows of the columns of labels of a facet."""
    for place, column in enumerate(columns):
        yield f"{facet} {place}", pack_column(column)


def _list_sets(facts: Sequence[Any]) -> Iterable[SetName]:
    """List the sets that an event is in, by its columns."""
    claimed, citations, *labels = facts
    yield EVERYTHING, 0
    yield CITATIONS, citations
    if claimed:
        yield CLAIMED, 0
    for facet, written in zip(rows.LABEL_FACETS, labels, strict=True):
        for id in rows.decode_label_ids(written) or (rows.WITHOUT,):
            yield facet, id


def _replace_missing(values: Iterable[int | None]) -> list[int]:
    return [NO_DAY if value is None else value for value in values]
