"""Events by their rank: any stretch of a long answer, without going through those before it."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from qaim_cli.model import Event, RankedEvents
from qaim_cli.prefilter import IndexCondition
from qaim_cli.store.index import rows
from qaim_cli.store.index.day_keys import DayKeys

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents


_SLICE = 20_000
"""So many keys are listed at once, before it is asked whether they are still wanted."""


class IndexRanks(RankedEvents):
    """The events of an index by rank, read through a connection of its own."""

    def __init__(self, events: IndexedEvents, connection: sqlite3.Connection) -> None:
        """Take the events through the connection, and the connection."""
        self._events = events
        self._connection = connection

    def __del__(self) -> None:
        self._connection.close()

    def list_keys(
        self, condition: IndexCondition, min_level: int, is_stale: Callable[[], bool]
    ) -> Sequence[int] | None:
        """List the key of each event that matches, in the order of their first days."""
        keys = array("q")
        try:
            test = self._events.build_date_test(condition, min_level)
            if test is not None:
                return DayKeys(self._connection, *test)
            found = self._events.iter_keys(condition, min_level)
            if found is None:
                return None
            while not is_stale() and (more := array("q", islice(found, _SLICE))):
                keys.extend(more)
        except sqlite3.Error:  # going through the events finds another way
            return None
        return keys

    def read(self, keys: Sequence[int], start: int, stop: int) -> list[Event]:
        """Read the events from one rank to another, of all that `list_keys` listed."""
        stop = min(stop, len(keys))
        if start >= stop:
            return []
        first = _count_before(keys, keys[start])
        end = _count_before(keys, rows.get_day_keys(keys[stop - 1])[1] + 1)
        wanted = self._order_keys(keys[first:end])[start - first : stop - first]
        events = self._events.read_keys(wanted)
        return [events[key] for key in wanted]

    def find_rank(self, keys: Sequence[int], id: str) -> int | None:
        """The rank of the event of an id, None where it is not among them."""
        found = self._connection.execute("SELECT key FROM events WHERE id = ?", (id,)).fetchone()
        if found is None:
            return None
        first = _count_before(keys, found[0])
        end = _count_before(keys, rows.get_day_keys(found[0])[1] + 1)
        same_day = self._order_keys(keys[first:end])
        return first + same_day.index(found[0]) if found[0] in same_day else None

    def _order_keys(self, keys: Sequence[int]) -> list[int]:
        """The keys in the order of their events; those of one first day stand in any."""
        if len({rows.get_key_day(key) for key in keys}) == len(keys):
            return list(keys)
        wanted = ", ".join(map(str, keys))
        cursor = self._connection.execute(
            "SELECT facts.key, dates.stated_last, events.id, chunks.line + events.line"
            " FROM facts CROSS JOIN dates ON dates.id = facts.date"
            " CROSS JOIN events ON events.key = facts.key"
            f" CROSS JOIN chunks ON chunks.id = events.chunk WHERE facts.key IN ({wanted})"
        )
        order = {key: (rows.get_key_day(key), -last, id, line) for key, last, id, line in cursor}
        return sorted(keys, key=order.__getitem__)


def _count_before(keys: Sequence[int], key: int) -> int:
    """Count the keys of the days before that of a key."""
    if isinstance(keys, DayKeys):
        return keys.count_before(key)
    return bisect_left(keys, rows.get_day_keys(key)[0])
