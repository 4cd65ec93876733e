"""Sums of lanes: on which days the marks of the events with an actor, place, tag or the like begin.

Of each value they are packed as one row, as a drawing asks for them whole; so are those of events
without a value, and of events with any other than the most common, which share the last lane.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.drawn_days import get_drawn_days
from qaim_cli.facets import FACETS, INDEXED_FACETS
from qaim_cli.model import Event
from qaim_cli.store.index import rows
from qaim_cli.sums import MAX_LANES, LaneSums, count_columns

if TYPE_CHECKING:
    from qaim_cli.store.index.events import EventPlace, IndexedEvents

LANE_FACETS = tuple(facet for facet in INDEXED_FACETS if facet in FACETS)
"""What the index keeps sums of lanes by."""
WITHOUT, OTHERS = 0, -1
"""In place of the number of a label: events without any, or with any but the most common."""


class EventTables(NamedTuple):
    """Facts of events with their dates, in SQL with the values that it names."""

    tables: str
    values: Mapping[str, object]


_ALL_EVENTS = EventTables("facts CROSS JOIN dates ON dates.id = facts.date WHERE 1", {})
_Starts = Mapping[int, int]
"""By day, how many marks begin on it."""


class LaneWriter:
    """Keeps the sums of lanes up while events come and go."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the index."""
        self._connection = connection
        self._is_new = not connection.execute("SELECT 1 FROM labels LIMIT 1").fetchone()
        self._changes: dict[tuple[str, int], Counter[int]] = {}
        self._main_ids: dict[str, frozenset[int]] = {}

    def add_event(self, event: Event, label_ids: Sequence[int | str | None], by: int = 1) -> None:
        """Count an event, its labels given for each facet of the index, or, by -1, no longer."""
        if self._is_new:
            return  # all of them are counted at the end
        days = get_drawn_days(event)
        if days is None:
            return
        for facet, written in zip(INDEXED_FACETS, label_ids, strict=True):
            if facet in LANE_FACETS:
                for lane in self._list_lanes(facet, rows.decode_label_ids(written)):
                    self._changes.setdefault((facet, lane), Counter())[days.mark_start] += by

    def write(self) -> None:
        """Write the sums, once all events and labels are in the index."""
        if self._is_new:
            self._write_all()
        for (facet, lane), changes in self._changes.items():
            counts = Counter(dict(_read_starts(self._connection, facet, lane)))
            for day, by in changes.items():
                counts[day] += by
            self._write_row(facet, lane, {day: count for day, count in counts.items() if count})
        self._changes.clear()

    def _list_lanes(self, facet: str, ids: Sequence[int]) -> Iterable[int]:
        main = self._main_ids.get(facet)
        if main is None:
            main = self._main_ids[facet] = _read_main_ids(self._connection, facet)
        return _list_lanes(ids, main)

    def _write_all(self) -> None:
        mains = {facet: _find_main_ids(self._connection, facet) for facet in LANE_FACETS}
        self._connection.executemany(
            "INSERT INTO main_labels VALUES (?, ?)",
            [(facet, id) for facet, ids in mains.items() for id in sorted(ids)],
        )
        for facet, main in mains.items():
            list_lanes = partial(_list_lanes, main=main)
            found = collect_days(self._connection, facet, _ALL_EVENTS, list_lanes)
            for lane, days in found.items():
                self._write_row(facet, lane, Counter(days))

    def _write_row(self, facet: str, lane: int, starts: _Starts) -> None:
        if starts:
            sql = "INSERT OR REPLACE INTO lanes VALUES (?, ?, ?)"
            self._connection.execute(sql, (facet, lane, pack_starts(starts)))
        else:
            sql = "DELETE FROM lanes WHERE facet = ? AND lane = ?"
            self._connection.execute(sql, (facet, lane))


def _find_main_ids(connection: sqlite3.Connection, facet: str) -> frozenset[int]:
    """Find the labels that have a lane of their own: all, or the most common."""
    sql = "SELECT id FROM labels WHERE of = ? ORDER BY count DESC, first_key"
    found = [id for (id,) in connection.execute(sql, (facet,))]
    return frozenset(found if len(found) <= MAX_LANES else found[: MAX_LANES - 1])


def _read_main_ids(connection: sqlite3.Connection, facet: str) -> frozenset[int]:
    found = connection.execute("SELECT label FROM main_labels WHERE facet = ?", (facet,))
    return frozenset(id for (id,) in found)


def _list_lanes(ids: Sequence[int], main: frozenset[int]) -> Iterable[int]:
    """List the rows in which an event with these labels counts."""
    if not ids:
        return (WITHOUT,)
    return ids if main.issuperset(ids) else (*ids, OTHERS)


def collect_days(
    connection: sqlite3.Connection,
    facet: str,
    source: EventTables,
    list_lanes: Callable[[Sequence[int]], Iterable[int]],
) -> dict[int, array[int]]:
    """Collect the days on which marks begin, going through the events of a source."""
    found: dict[int, array[int]] = defaultdict(lambda: array("q"))
    cursor = connection.execute(
        f'SELECT mark_start, facts."{facet}" FROM {source.tables} AND mark_start IS NOT NULL',
        source.values,
    )
    known: dict[int | str | None, Iterable[int]] = {}
    for day, written in cursor:
        lanes = known.get(written)
        if lanes is None:
            lanes = list_lanes(rows.decode_label_ids(written))
            if len(known) < _MAX_KNOWN:
                known[written] = lanes
        for lane in lanes:
            found[lane].append(day)
    return found


_MAX_KNOWN = 10_000
"""Of so many combinations of labels it is remembered in which rows they count."""


def pack_starts(starts: _Starts) -> bytes:
    """Pack days and numbers of marks: the steps from day to day, then the numbers."""
    days = sorted(starts)
    steps = array("q", map(sub, days, (0, *days)))
    counts = array("q", map(starts.__getitem__, days))
    return zlib.compress(steps.tobytes() + counts.tobytes(), 1)


def unpack_starts(packed: bytes) -> Iterable[tuple[int, int]]:
    """Unpack days and numbers of marks, in order of time."""
    values = array("q")
    values.frombytes(zlib.decompress(packed))
    middle = len(values) // 2
    return zip(accumulate(values[:middle]), values[middle:], strict=True)


def _read_starts(
    connection: sqlite3.Connection, facet: str, lane: int
) -> Iterable[tuple[int, int]]:
    sql = "SELECT starts FROM lanes WHERE facet = ? AND lane = ?"
    row = connection.execute(sql, (facet, lane)).fetchone()
    return unpack_starts(row[0]) if row else ()


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
    if "" in places and (not default or default in places):
        return None
    sql = "SELECT label, id, count FROM labels WHERE of = ?"
    labels = {
        label or default: (id, count, places[label])
        for label, id, count in connection.execute(sql, (facet,))
    }
    without = sum(count for _, count in _read_starts(connection, facet, WITHOUT))
    if without:
        labels[""] = WITHOUT, without, _place_first_without(connection, facet, events)
    ordered = sorted(labels, key=lambda value: labels[value][2])
    main = _read_main_ids(connection, facet)
    all_ids = {id for id, *_ in labels.values()} - {WITHOUT}

    def count(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        wanted = frozenset(labels[value][0] for value in values)
        if len(wanted) == 1:
            (lane,) = wanted
        elif wanted == all_ids - main:
            lane = OTHERS
        else:
            return count_any(connection, facet, _ALL_EVENTS, wanted, first_days)
        return count_columns(_read_starts(connection, facet, lane), first_days)

    return LaneSums({value: labels[value][1] for value in ordered}, count)


def count_any(
    connection: sqlite3.Connection,
    facet: str,
    source: EventTables,
    wanted: frozenset[int],
    first_days: Sequence[int],
) -> list[int]:
    """Count the events of a source with any of some labels by column, going through them."""
    found = collect_days(
        connection,
        facet,
        source,
        lambda ids: (OTHERS,) if wanted.intersection(ids or (WITHOUT,)) else (),
    )
    return count_columns(Counter(found[OTHERS]).items(), first_days)


def _place_first_without(
    connection: sqlite3.Connection, facet: str, events: IndexedEvents
) -> EventPlace:
    test = f'"{facet}" IS NULL'
    first = connection.execute(f"SELECT min(key) FROM facts WHERE {test}").fetchone()[0]
    keys = f"SELECT key FROM facts WHERE {test} AND key BETWEEN ? AND ?"
    event = next(events.iter_events_of_keys(keys, rows.get_day_keys(first)))
    return event.sort_key, event.line, 0
