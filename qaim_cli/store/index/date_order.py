"""Dates in order of time, from which questions about any days are answered.

Certain dates match wherever the days asked about hold their start. Only dates that reach across an
end of these days, or are doubtful, are asked of the database one by one.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import mul
from typing import TYPE_CHECKING

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.prefilter import AllOf, DayRangeCondition
from qaim_cli.store.index import rows
from qaim_cli.store.index.certain_dates import CERTAIN_TEST, CertainDateOrder, DateRow
from qaim_cli.store.index.day_question import DayQuestion
from qaim_cli.store.index.metadata import encode_json

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents

_BEGIN = f'CASE s0 WHEN {INFINITE_PAST} THEN "first" ELSE s0 END'
_STATED = f"max({-rows.MAX_DAY}, min(stated_first, {rows.MAX_DAY}))"
_COLUMNS = f"id, {_BEGIN} AS begin, max({_BEGIN}, s1), {_STATED}"
_BATCH_SIZE = 1_000
_DOUBTFUL = "(SELECT value FROM json_each(:doubtful))"


class DoubtfulDates(FrozenRecord):
    """Dates that are asked about one by one, in columns, as there may be many."""

    ids: array[int]
    firsts: array[int]
    lasts: array[int]
    stated_days: array[int]
    levels: array[int]

    def count_levels(self, counts: Sequence[int]) -> tuple[int, int, int]:
        """Count events that match at level 1, 2 and 3 or more surely, given those of each date."""
        sums = [0] * 4
        for level, count in zip(self.levels, map(counts.__getitem__, self.ids), strict=True):
            sums[level] += count
        return sum(sums[1:]), sum(sums[2:]), sums[3]

    def select(self, min_level: int, counts: Sequence[int]) -> Iterator[DateRow]:
        """Select dates that have events and match at least so surely, given the events of each."""
        of_dates = list(map(counts.__getitem__, self.ids))
        columns = zip(*self[:-1], of_dates, strict=True)
        found = map(mul, of_dates, (level >= min_level for level in self.levels))
        return map(DateRow._make, compress(columns, found))


class DateOrder:
    """The dates that can meet some conditions on dates."""

    def __init__(self, events: IndexedEvents, condition: AllOf) -> None:
        """Put the dates in order.

        Args:
            events: the events, through a connection by which nothing else is asked meanwhile.
            condition: what else is asked of dates than to be within some days.
        """
        self.condition = condition
        self._events = events
        self._connection = events.counter.connection
        level, values = self._build_level(())
        certain = CERTAIN_TEST if level == "3" else f"{CERTAIN_TEST} AND {level} = 3"
        found = f"SELECT {_COLUMNS} FROM dates WHERE count AND {certain} ORDER BY 2, 3"
        self.certain_dates = CertainDateOrder.from_rows(self._connection.execute(found, values))
        """The certain dates."""
        others = f"SELECT id FROM dates WHERE count AND NOT ({certain})"
        self._doubtful = encode_json([id for (id,) in self._connection.execute(others, values)])
        self._last_found: tuple[tuple[DayRangeCondition, ...], DoubtfulDates] | None = None

    def find_doubtful(self, question: DayQuestion) -> DoubtfulDates:
        """Find the dates that match and are not certain or reach across an end of the days.

        The last answer is cached.
        """
        if self._last_found is None or self._last_found[0] != question.ranges:
            found = DoubtfulDates._make(array("q") for _ in DoubtfulDates._fields)
            cursor = self._ask_doubtful(question)
            while batch := cursor.fetchmany(_BATCH_SIZE):
                for column, values in zip(found, zip(*batch, strict=True), strict=True):
                    column.extend(values)
            self._last_found = question.ranges, found
        return self._last_found[1]

    def _ask_doubtful(self, question: DayQuestion) -> sqlite3.Cursor:
        level, values = self._build_level(question.ranges)
        first, last = question.first, question.last
        asked = f"SELECT {_COLUMNS}, {level} AS level FROM dates WHERE count"
        # The sign keeps the database from going by the order of days, at random through the table.
        across = (
            f"+s0 <= {last} AND e1 >= {first} AND NOT (s0 >= {first} AND s1 <= {last})"
            f" AND id NOT IN {_DOUBTFUL}"
        )
        return self._connection.execute(
            f"SELECT * FROM ({asked} AND id IN {_DOUBTFUL} UNION ALL {asked} AND {across})"
            " WHERE level > 0",
            {**values, "doubtful": self._doubtful},
        )

    def _build_level(
        self, ranges: tuple[DayRangeCondition, ...]
    ) -> tuple[str, Mapping[str, object]]:
        """Build how surely a date matches, in SQL with the values that it names."""
        statement = self._events.build_statement(AllOf((*self.condition.conditions, *ranges)))
        return statement.date_level or "3", statement.values
