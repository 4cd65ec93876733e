"""Sums of lanes of some events: found by going through the facts of those that match."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaim_cli.store.index import rows
from qaim_cli.store.index.lanes import WITHOUT, EventTables, count_any
from qaim_cli.store.index.statement import Statement
from qaim_cli.sums import LaneSums, count_columns

if TYPE_CHECKING:
    from qaim_cli.store.index.counting import EventCounter

_LabelPlace = tuple[int, int, str, int, int]
"""Sorts labels by their first event, which stands in a line, and by their position in it."""


def sum_asked_lanes(
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
    execute = counter.connection.execute
    labels = dict(execute("SELECT id, label FROM labels WHERE of = ?", (facet,)).fetchall())
    if "" in labels.values() and (not default or default in labels.values()):
        return None
    source = EventTables(counter.build_source(statement, min_level), statement.values)
    key = "words.rowid" if statement.match else "facts.key"
    first_keys: dict[int, int] = {}
    days: dict[int, array[int]] = {}
    sql = f'SELECT {key}, facts."{facet}", mark_start FROM {source.tables} ORDER BY {key}'
    for event_key, written, day in execute(sql, source.values):
        for id in rows.decode_label_ids(written) or (WITHOUT,):
            if id not in days:
                first_keys[id], days[id] = event_key, array("q")
            days[id].append(day)
    places = _LabelPlaces(counter, statement, min_level, facet)
    ordered = sorted(days, key=lambda label: places.find(label, first_keys[label]))
    ids = {labels[id] or default if id != WITHOUT else "": id for id in ordered}

    def count(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        wanted = frozenset(ids[value] for value in values)
        if len(wanted) == 1:
            return count_columns(Counter(days[min(wanted)]).items(), first_days)
        return count_any(counter.connection, facet, source, wanted, first_days)

    return LaneSums({value: len(days[id]) for value, id in ids.items()}, count)


class _LabelPlaces:
    """Finds where labels first occur among the events that match."""

    def __init__(
        self, counter: EventCounter, statement: Statement, min_level: int, facet: str
    ) -> None:
        self._execute = counter.connection.execute
        self._values = statement.values
        key = "words.rowid" if statement.match else "facts.key"
        source = counter.build_source(statement, min_level, _TEXTS)
        self._sql = (
            f'SELECT facts."{facet}", stated_first, -stated_last, events.id,'
            f" chunks.line + events.line FROM {source} AND {key} BETWEEN {{}} AND {{}}"
        )
        self._by_day: dict[int, dict[int, _LabelPlace]] = {}

    def find(self, id: int, key: int) -> _LabelPlace:
        """Find the place of the first event with a label, of which one has the same first day."""
        day = rows.get_key_day(key)
        if day not in self._by_day:
            self._by_day[day] = self._find_all(key)
        return self._by_day[day][id]

    def _find_all(self, key: int) -> dict[int, _LabelPlace]:
        """Find where each label first occurs on the day of a key."""
        found: dict[int, _LabelPlace] = {}
        cursor = self._execute(self._sql.format(*rows.get_day_keys(key)), self._values)
        for written, *place in cursor:
            for position, id in enumerate(rows.decode_label_ids(written) or (WITHOUT,)):
                at: _LabelPlace = (*place, position)
                found[id] = min(at, found.get(id, at))
        return found


_TEXTS = "CROSS JOIN events ON events.key = facts.key CROSS JOIN chunks ON chunks.id = events.chunk"
