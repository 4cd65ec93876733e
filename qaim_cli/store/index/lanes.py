"""Sums of lanes: on which days the marks of the events with an actor, place, tag or the like begin.

Of each value they are packed as one row, as a drawing asks for them whole; so are those of events
without a value, and of events with any other than the most common, which share the last lane.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index import rows
from qaim_cli.store.index.slots import NO_DAY
from qaim_cli.sums import MAX_LANES, LaneSums, count_columns, count_ordered_columns

if TYPE_CHECKING:
    from qaim_cli.store.index.event_reader import EventPlace
    from qaim_cli.store.index.events import IndexedEvents
    from qaim_cli.store.index.slot_writer import SlotWriter

OTHERS = -1
"""In place of the number of a label: of events with any but the most common."""


class EventTables(FrozenRecord):
    """Facts of events with their dates, in SQL with the values that it names."""

    tables: str
    values: Mapping[str, object]


_ALL_EVENTS = EventTables("facts CROSS JOIN dates ON dates.id = facts.date WHERE 1", {})


class LaneWriter:
    """Makes the sums of lanes, and keeps them up while events come and go."""

    def __init__(self, connection: sqlite3.Connection, slots: SlotWriter) -> None:
        """Take the index, and what writes the sets of its events."""
        self._connection = connection
        self._slots = slots
        self._changes: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        """How many more or fewer events of a lane begin on which day."""
        self._main_ids: dict[str, frozenset[int]] = {}

    def add_event(
        self, mark_start: int | None, label_ids: Sequence[int | str | None], by: int = 1
    ) -> None:
        """Count an event, or, by -1, no longer.

        Args:
            mark_start: the day on which its mark begins, if it is drawn at all.
            label_ids: its labels for each facet of the index.
            by: what to count it as.
        """
        for facet, written in zip(INDEXED_FACETS, label_ids, strict=True):
            if facet in rows.LABEL_FACETS:
                for lane in self._list_lanes(facet, rows.decode_label_ids(written)):
                    if mark_start is not None:
                        self._changes[facet, lane][mark_start] += by

    def write(self) -> None:
        """Bring the sums up to date, once all events and labels are in the index."""
        for (facet, lane), changes in self._changes.items():
            starts = Counter(dict(zip(*read_lane(self._connection, facet, lane), strict=True)))
            starts.update(changes)
            self._write_row(facet, lane, starts)
        self._changes.clear()

    def _list_lanes(self, facet: str, ids: Sequence[int]) -> Iterable[int]:
        """List the rows in which an event with these labels counts."""
        if not ids:
            return (rows.WITHOUT,)
        main = self._main_ids.get(facet)
        if main is None:
            main = self._main_ids[facet] = _read_main_ids(self._connection, facet)
        return ids if main.issuperset(ids) else (*ids, OTHERS)

    def list_new_lanes(
        self, main_ids: Mapping[str, frozenset[int]], mark_starts: Mapping[int, int]
    ) -> list[tuple[object, ...]]:
        """List the rows of all lanes of a new index, without looking into it.

        Args:
            main_ids: by facet the labels that have a lane of their own.
            mark_starts: by the number of a date the day on which marks of it begin, or `NO_DAY`.
        """
        starts_by_row = list(map(mark_starts.__getitem__, self._slots.staged_dates))
        found_rows: list[tuple[object, ...]] = []
        for facet, main in main_ids.items():
            found = self._slots.list_staged_rows_by_label(facet)
            others = [rows_of for id, rows_of in found.items() if id not in main | {rows.WITHOUT}]
            if others:
                found[OTHERS] = array("I", set().union(*others))
            for lane, rows_of in found.items():
                starts = Counter(map(starts_by_row.__getitem__, rows_of))
                del starts[NO_DAY]
                if starts:
                    found_rows.append((facet, lane, pack_counts(starts)))
        return found_rows

    def _write_row(self, facet: str, lane: int, starts: Mapping[int, int]) -> None:
        if any(starts.values()):
            row = (facet, lane, pack_counts(starts))
            self._connection.execute("INSERT OR REPLACE INTO lanes VALUES (?, ?, ?)", row)
        else:
            sql = "DELETE FROM lanes WHERE facet = ? AND lane = ?"
            self._connection.execute(sql, (facet, lane))


def choose_main_ids(ids: Sequence[int]) -> frozenset[int]:
    """Choose the labels that have a lane of their own: all, or the most common, which are first."""
    return frozenset(ids if len(ids) <= MAX_LANES else ids[: MAX_LANES - 1])


def _read_main_ids(connection: sqlite3.Connection, facet: str) -> frozenset[int]:
    found = connection.execute("SELECT label FROM main_labels WHERE facet = ?", (facet,))
    return frozenset(id for (id,) in found)


_MAX_KNOWN = 10_000
"""For how many combinations of labels it is cached whether they are wanted."""


def pack_counts(counts: Mapping[int, int]) -> bytes:
    """Pack how many there are of each number: the steps from number to number, then the counts."""
    numbers = sorted(number for number, count in counts.items() if count)
    steps = array("q", map(sub, numbers, (0, *numbers)))
    values = array("q", map(counts.__getitem__, numbers))
    return zlib.compress(steps.tobytes() + values.tobytes(), 1)


def unpack_counts(packed: bytes) -> tuple[list[int], array[int]]:
    """Unpack numbers, in order, and how many there are of each."""
    values = array("q")
    values.frombytes(zlib.decompress(packed))
    middle = len(values) // 2
    return list(accumulate(values[:middle])), values[middle:]


def read_lane(
    connection: sqlite3.Connection, facet: str, lane: int
) -> tuple[Sequence[int], Sequence[int]]:
    """Read the days of a lane, in order, and how many events have each."""
    sql = "SELECT starts FROM lanes WHERE facet = ? AND lane = ?"
    row = connection.execute(sql, (facet, lane)).fetchone()
    return unpack_counts(row[0]) if row else ((), ())


def sum_lanes(
    connection: sqlite3.Connection,
    places: Mapping[str, EventPlace],
    facet: str,
    default: str,
    events: IndexedEvents,
) -> LaneSums | None:
    """Sum up the lanes of all events; None where an empty value cannot be told from none.

    Args:
        connection: the index.
        places: where each value first occurs.
        facet: what the lanes are by.
        default: what an empty value stands for.
        events: the events of the index.
    """
    if not can_tell_values(places, default):
        return None
    sql = "SELECT label, id, count FROM labels WHERE of = ?"
    labels = {
        label or default: (id, count, places[label])
        for label, id, count in connection.execute(sql, (facet,))
    }
    without = sum(read_lane(connection, facet, rows.WITHOUT)[1])
    if without:
        labels[""] = rows.WITHOUT, without, _place_first_without(connection, facet, events)
    ordered = sorted(labels, key=lambda value: labels[value][2])
    main = _read_main_ids(connection, facet)
    all_ids = {id for id, *_ in labels.values()} - {rows.WITHOUT}

    def count(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        wanted = frozenset(labels[value][0] for value in values)
        if len(wanted) == 1:
            (lane,) = wanted
        elif wanted == all_ids - main:
            lane = OTHERS
        else:
            return count_any(connection, facet, _ALL_EVENTS, wanted, first_days)
        return count_ordered_columns(*read_lane(connection, facet, lane), first_days)

    return LaneSums({value: labels[value][1] for value in ordered}, count)


def can_tell_values(values: Collection[str], default: str) -> bool:
    """Whether an empty value, which stands for the default, can be told from it and from none."""
    return "" not in values or (default != "" and default not in values)


def count_any(
    connection: sqlite3.Connection,
    facet: str,
    source: EventTables,
    wanted: frozenset[int],
    first_days: Sequence[int],
) -> list[int]:
    """Count the events of a source with any of some labels by column, going through them."""

    @lru_cache(maxsize=_MAX_KNOWN)
    def is_wanted(written: int | str | None) -> bool:
        return not wanted.isdisjoint(rows.decode_label_ids(written) or (rows.WITHOUT,))

    cursor = connection.execute(
        f'SELECT mark_start, facts."{facet}" FROM {source.tables} AND mark_start IS NOT NULL',
        source.values,
    )
    days = Counter(day for day, written in cursor if is_wanted(written))
    return count_columns(days.items(), first_days)


def _place_first_without(
    connection: sqlite3.Connection, facet: str, events: IndexedEvents
) -> EventPlace:
    test = f'"{facet}" IS NULL'
    first = connection.execute(f"SELECT min(key) FROM facts WHERE {test}").fetchone()[0]
    keys = f"SELECT key FROM facts WHERE {test} AND key BETWEEN ? AND ?"
    event = next(events.reader.iter_selected(keys, rows.get_day_keys(first)))
    return event.sort_key, event.line, 0
