"""Keys of events in order of time, of which only those of a few days are read at once.

How many events begin on each day stands in the table of dates, so that any rank is found without
going through the events before it.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import overload

from qaim_cli.store.index import rows


class DayKeys(Sequence[int]):
    """The keys of the events whose dates meet a test, in the order of their first days."""

    def __init__(
        self, connection: sqlite3.Connection, test: str, values: Mapping[str, object]
    ) -> None:
        """Count the events of each day.

        Args:
            connection: the index.
            test: what the row of a date meets, in SQL.
            values: the values that the test names.
        """
        self._connection = connection
        self._test = test
        self._values = values
        self._first_keys, self._ranks = array("q"), array("q", (0,))
        sql = (
            "SELECT stated_first, sum(count) FROM dates"
            f" WHERE count AND {test} GROUP BY stated_first ORDER BY stated_first"
        )
        for day, count in connection.execute(sql, values):
            self._first_keys.append(rows.make_first_key(day))
            self._ranks.append(self._ranks[-1] + count)

    def __len__(self) -> int:
        return self._ranks[-1]

    def count_before(self, key: int) -> int:
        """Count the keys of the days before that of a key."""
        return self._ranks[bisect_left(self._first_keys, rows.get_day_keys(key)[0])]

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        """The key at a rank, or those from one rank to another."""
        if isinstance(at, int):
            return self[at : at + 1][0]
        start, stop, _ = at.indices(len(self))
        if start >= stop:
            return ()
        first = bisect_right(self._ranks, start) - 1
        last = bisect_left(self._ranks, stop) - 1
        least = self._first_keys[first]
        greatest = rows.get_day_keys(self._first_keys[last])[1]
        sql = (
            "SELECT facts.key FROM facts CROSS JOIN dates ON dates.id = facts.date"
            f" WHERE facts.key BETWEEN {least} AND {greatest} AND {self._test} ORDER BY facts.key"
        )
        keys = array("q", (key for (key,) in self._connection.execute(sql, self._values)))
        return keys[start - self._ranks[first] : stop - self._ranks[first]]
