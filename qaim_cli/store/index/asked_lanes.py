"""Sums of lanes of some events.

Those of many events come from sets of them where these can tell; else the facts of the events that
match are gone through.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qaim_cli.store.index import rows
from qaim_cli.store.index.event_reader import PLACE, TEXTS
from qaim_cli.store.index.lanes import (
    EventTables,
    can_tell_values,
    count_any,
    sum_lanes,
)
from qaim_cli.store.index.statement import Statement
from qaim_cli.sums import LaneSums, count_columns

if TYPE_CHECKING:
    from qaim_cli.store.index.counting import EventCounter
    from qaim_cli.store.index.events import IndexedEvents

LabelPlace = tuple[int, int, str, int, int]
"""Sorts labels by their first event, which stands in a line, and by their position in it."""


def sum_event_lanes(
    events: IndexedEvents, statement: Statement, min_level: int, facet: str, default: str
) -> LaneSums | None:
    """Sum up the lanes of those events of an index that match at least so surely.

    None where only the events can tell.
    """
    if facet == "timeline":
        return _sum_own_lane(events, statement, min_level)
    if facet not in rows.LABEL_FACETS:
        return None
    if not statement.is_of_all:
        return _sum_asked_lanes(events.counter, statement, min_level, facet, default)
    connection = events.counter.connection
    try:
        return sum_lanes(connection, events.reader.place_values(facet), facet, default, events)
    except KeyError:  # damaged
        return None


def _sum_own_lane(events: IndexedEvents, statement: Statement, min_level: int) -> LaneSums:
    """Sum up the lane of the one timeline that the events are of."""
    count, count_columns = events.counter.count_mark_starts(statement, min_level)
    return LaneSums(
        {events.timeline_name: count} if count else {},
        lambda _, first_days: count_columns(first_days),
    )


def _sum_asked_lanes(
    counter: EventCounter, statement: Statement, min_level: int, facet: str, default: str
) -> LaneSums | None:
    """Sum up the lanes of the events that match at least so surely.

    None where an empty value cannot be told from none.

    Args:
        counter: what counts the events.
        statement: tells exactly which events match how surely.
        min_level: how surely they match at least.
        facet: what the lanes are by.
        default: what an empty value stands for.
    """
    labels = _read_labels(counter, facet, default)
    if labels is None:
        return None
    found = counter.find_set(statement, min_level)
    if found is not None:
        from qaim_cli.store.index.set_lanes import sum_set_lanes

        return sum_set_lanes(counter.connection, found, facet, labels)
    source = EventTables(counter.build_source(statement, min_level), statement.values)
    key = "words.rowid" if statement.match else "facts.key"
    first_keys: dict[int, int] = {}
    days: dict[int, array[int]] = {}
    sql = f'SELECT {key}, facts."{facet}", mark_start FROM {source.tables} ORDER BY {key}'
    for event_key, written, day in counter.connection.execute(sql, source.values):
        for id in rows.decode_label_ids(written) or (rows.WITHOUT,):
            if id not in days:
                first_keys[id], days[id] = event_key, array("q")
            days[id].append(day)
    places = _LabelPlaces(counter, statement, min_level, facet)
    ordered = sorted(days, key=lambda label: places.find(label, first_keys[label]))
    ids = {labels[id]: id for id in ordered}

    def count(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        wanted = frozenset(ids[value] for value in values)
        if len(wanted) == 1:
            return count_columns(Counter(days[min(wanted)]).items(), first_days)
        return count_any(counter.connection, facet, source, wanted, first_days)

    return LaneSums({value: len(days[id]) for value, id in ids.items()}, count)


def _read_labels(counter: EventCounter, facet: str, default: str) -> dict[int, str] | None:
    """Read the values of a facet by number; None where an empty one cannot be told from none."""
    sql = "SELECT id, label FROM labels WHERE of = ?"
    labels = dict(counter.connection.execute(sql, (facet,)).fetchall())
    if not can_tell_values(labels.values(), default):
        return None
    return {id: label or default for id, label in labels.items()} | {rows.WITHOUT: ""}


class _LabelPlaces:
    """Finds where labels first occur among the events that match."""

    def __init__(
        self, counter: EventCounter, statement: Statement, min_level: int, facet: str
    ) -> None:
        self._execute = counter.connection.execute
        self._values = statement.values
        key = "words.rowid" if statement.match else "facts.key"
        source = counter.build_source(statement, min_level, TEXTS)
        self._sql = f'SELECT facts."{facet}", {PLACE} FROM {source} AND {key} BETWEEN {{}} AND {{}}'
        self._by_day: dict[int, dict[int, LabelPlace]] = {}

    def find(self, id: int, key: int) -> LabelPlace:
        """Find the place of the first event with a label, of which one has the same first day."""
        day = rows.get_key_day(key)
        if day not in self._by_day:
            self._by_day[day] = self._find_all(key)
        return self._by_day[day][id]

    def _find_all(self, key: int) -> dict[int, LabelPlace]:
        """Find where each label first occurs on the day of a key."""
        return find_first_places(
            self._execute(self._sql.format(*rows.get_day_keys(key)), self._values)
        )


def find_first_places(events: Iterable[tuple[Any, ...]]) -> dict[int, LabelPlace]:
    """Find where each label first occurs, from the labels and places of events."""
    found: dict[int, LabelPlace] = {}
    for written, *place in events:
        for position, id in enumerate(rows.decode_label_ids(written) or (rows.WITHOUT,)):
            at: LabelPlace = (*place, position)
            found[id] = min(at, found.get(id, at))
    return found
