"""What an index counts of its events by SQL, without reading their texts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.model import Event, MatchCounts, ValueSum
from qaim_cli.store.index import rows
from qaim_cli.store.index.date_columns import ALL_OF
from qaim_cli.store.index.statement import Statement

if TYPE_CHECKING:
    from qaim_cli.sums import MarkCount, StartCount

_SELECTIVE_SHARE = 8
"""Dates that fewer than one event in so many has are looked up; of more all are gone through."""


class EventCounter(NamedTuple):
    """Counts the events of an index."""

    connection: sqlite3.Connection
    event_count: int

    def build_source(self, statement: Statement, min_level: int, joined: str = "") -> str:
        """Build the tables and tests of the events that match at least so surely."""
        tests = [f"{statement.level} >= {min_level}"] if statement.level != "3" else []
        if statement.date_level:
            tests += self._narrow_by_dates(statement, min_level)
        return statement.build_source(*tests, joined=joined)

    def count_levels(self, statement: Statement) -> MatchCounts:
        """Count how many events match how surely."""
        if statement.is_about_words:
            sql = "SELECT count(*), 0, 0 FROM words WHERE words MATCH :match"
        elif statement.is_about_dates:
            sql = _COUNT_DATES.format(level=statement.level)
        else:
            source = self.build_source(statement, 1)
            sql = _COUNT_FACTS.format(level=statement.level, source=source)
        return MatchCounts(*self.connection.execute(sql, statement.values).fetchone())

    def count_starts(self, statement: Statement, min_level: int) -> list[StartCount]:
        """Count when events began that match at least so surely."""
        from qaim_cli.sums import StartCount

        if statement.is_about_dates:
            sql, source = _COUNT_STARTS_OF_DATES, f"dates WHERE {statement.level} >= {min_level}"
        else:
            sql, source = _COUNT_STARTS, self.build_source(statement, min_level)
        cursor = self.connection.execute(sql.format(source=source), statement.values)
        return list(map(StartCount._make, cursor))

    def count_marks(self, statement: Statement, min_level: int) -> list[MarkCount]:
        """Count where a drawing shows the events that match at least so surely."""
        from qaim_cli.sums import MarkCount

        if statement.is_about_dates:
            counts = f"SELECT id AS date, count FROM dates WHERE {statement.level} >= {min_level}"
        else:
            source = self.build_source(statement, min_level)
            counts = f"SELECT facts.date AS date, count(*) AS count FROM {source} GROUP BY 1"
        cursor = self.connection.execute(_COUNT_MARKS.format(counts=counts), statement.values)
        return list(map(MarkCount._make, cursor))

    def count_values(
        self, statement: Statement, min_level: int, facet: str, default: str
    ) -> dict[str, int]:
        """Count the events that match at least so surely by the values of a facet."""
        known = self._read_counts(facet)
        values = {value for value, _ in known.values()}
        if statement.is_about_dates and not statement.date_level and not {"", default} <= values:
            counts = {value or default: count for value, count in known.values()}
            sql = f'SELECT count(*) FROM facts WHERE "{facet}" IS NULL'
            without = self.connection.execute(sql).fetchone()[0]
            return counts | ({"": without} if without else {})
        found = Counter[str]()
        source = self.build_source(statement, min_level)
        sql = f'SELECT facts."{facet}", count(*) FROM {source} GROUP BY facts."{facet}"'
        for written, count in self.connection.execute(sql, statement.values):
            having = (known[id][0] or default for id in rows.decode_label_ids(written))
            for value in [value for value in dict.fromkeys(having) if value] or [""]:
                found[value] += count
        return found

    def sum_values(
        self,
        facet: str,
        groups: Mapping[str, frozenset[str]],
        parts: Mapping[str, frozenset[str]],
        read_keys: Callable[[Iterable[int]], Mapping[int, Event]],
    ) -> dict[str, ValueSum]:
        """Sum up the events that have one of the values, for each group of values that any has.

        Args:
            facet: what the values are of.
            groups: the groups of values.
            parts: of what the index keeps sums with all its parts, and these.
            read_keys: reads events by their keys.
        """
        from qaim_cli.store.index.label_sums import WITH_PARTS, find_extremes

        kept, kept_wholes = self._read_sums(facet), self._read_sums(WITH_PARTS.get(facet, ""))
        found: dict[str, tuple[int, int, int, int]] = {}
        for group, values in groups.items():
            having = values & kept.keys()
            if len(having) == 1:
                found[group] = kept[next(iter(having))][1]
            elif having and group in kept_wholes and parts.get(group) == values:
                found[group] = kept_wholes[group][1]
            elif having:
                marks = (f'"{rows.make_mark(kept[value][0])}"' for value in having)
                found[group] = find_extremes(self.connection, " OR ".join(marks))
        events = read_keys(key for row in found.values() for key in row[1:3])
        return {
            group: ValueSum(count, events[first], events[last], earliest, (events[first].timeline,))
            for group, (count, first, last, earliest) in found.items()
        }

    def _read_counts(self, facet: str) -> dict[int, tuple[str, int]]:
        sql = "SELECT id, label, count FROM labels WHERE of = ?"
        return {id: (label, count) for id, label, count in self.connection.execute(sql, (facet,))}

    def _read_sums(self, of: str) -> dict[str, tuple[int, tuple[int, int, int, int]]]:
        sql = "SELECT label, id, count, first_key, last_key, earliest FROM labels WHERE of = ?"
        return {
            label: (id, tuple(sums)) for label, id, *sums in self.connection.execute(sql, (of,))
        }

    def _narrow_by_dates(self, statement: Statement, min_level: int) -> list[str]:
        """Build the tests that let the database look at few events only."""
        test = f"{statement.date_level} >= {min_level}"
        count, first, last = self.connection.execute(
            "SELECT coalesce(sum(count), 0), min(stated_first), max(stated_first)"
            f" FROM dates WHERE {test}",
            statement.values,
        ).fetchone()
        if not count:
            return ["0"]
        key = "words.rowid" if statement.match else "facts.key"
        least, greatest = rows.make_first_key(first), rows.make_first_key(last)
        tests = [f"{key} BETWEEN {least} AND {rows.get_day_keys(greatest)[1]}"]
        if not statement.match and count * _SELECTIVE_SHARE < self.event_count:
            # Joined in this order, as the database would rather go through all the facts.
            keys = (
                "SELECT chosen.key FROM dates CROSS JOIN facts AS chosen ON chosen.date = dates.id"
                f" WHERE {test}"
            )
            tests.append(f"facts.key IN ({keys})")
        return tests


_COUNT_MARKS = f"""
    WITH found AS ({{counts}}), stated AS (
        SELECT found.count, kind = 'interval' AS lasts, members, stated_first, stated_s0,
            stated_s1, stated_e0,
            CASE kind WHEN 'interval' THEN stated_first ELSE "first" END AS low,
            CASE kind WHEN 'interval' THEN stated_last ELSE "last" END AS high
        FROM found CROSS JOIN dates ON dates.id = found.date
    ), placed AS (
        SELECT *, min(CASE low WHEN {INFINITE_PAST} THEN high ELSE low END,
                CASE high WHEN {INFINITE_FUTURE} THEN low ELSE high END) AS day,
            max(CASE low WHEN {INFINITE_PAST} THEN high ELSE low END,
                CASE high WHEN {INFINITE_FUTURE} THEN low ELSE high END) AS until
        FROM stated
    ), marks AS (
        SELECT day, until, count, lasts,
            CASE WHEN lasts THEN max(day, min(stated_s1, high, until)) ELSE until END AS start_last,
            CASE WHEN lasts THEN min(max(stated_e0, low, day), until) ELSE day END AS end_first,
            CASE members WHEN {ALL_OF} THEN stated_first ELSE day END AS start,
            lasts AND stated_s0 = {INFINITE_PAST} AS goes_back
        FROM placed
    )
    SELECT day, until, start_last, end_first, start, lasts, goes_back, count
    FROM marks WHERE day > {INFINITE_PAST} AND until < {INFINITE_FUTURE}
"""
_COUNT_DATES = """
    SELECT coalesce(sum(CASE level WHEN 3 THEN count END), 0),
        coalesce(sum(CASE level WHEN 2 THEN count END), 0),
        coalesce(sum(CASE level WHEN 1 THEN count END), 0)
    FROM (SELECT {level} AS level, count FROM dates LIMIT -1)
"""
_COUNT_FACTS = """
    SELECT coalesce(sum(level = 3), 0), coalesce(sum(level = 2), 0), coalesce(sum(level = 1), 0)
    FROM (SELECT {level} AS level FROM {source} LIMIT -1)
"""
# Without the limits the level would be worked out anew in each column.
_COUNT_STARTS_OF_DATES = """
    SELECT s0, s1, "first", sum(count) FROM {source} GROUP BY s0, s1, "first"
"""
_COUNT_STARTS = """
    SELECT s0, s1, "first", sum(found.count) FROM (
        SELECT facts.date AS date, count(*) AS count FROM {source} GROUP BY facts.date
    ) AS found CROSS JOIN dates ON dates.id = found.date GROUP BY s0, s1, "first"
"""
