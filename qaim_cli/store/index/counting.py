"""What an index counts of its events by SQL, without reading their texts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING, Any

from qaim_cli.model import Event, MatchCounts, ValueSum
from qaim_cli.store.index import rows
from qaim_cli.store.index.metadata import encode_json
from qaim_cli.store.index.statement import Statement

if TYPE_CHECKING:
    from qaim_cli.store.index.event_sets import EventSet
    from qaim_cli.sums import Bounds, FindLastDay, MarkStarts, MarkSums

_SELECTIVE_SHARE = 8
"""Dates that fewer than one event in this number has are looked up; of more, all are read."""
EXACT_LIMIT = 2**52
"""Below this, sums of numbers and halves are exact in a database, in whatever order."""


DateLevelSums = dict[int, tuple[int, int, int]]
"""By level: how many events have a date that matches so surely, and the least and the greatest of
the first days that are stated of these dates."""


class InexactSumError(ValueError):
    """A sum is too large to be exact."""


class EventCounter:
    """Counts the events of an index."""

    def __init__(self, connection: sqlite3.Connection, event_count: int) -> None:
        """Take the index, and how many events there are."""
        self.connection = connection
        self.event_count = event_count
        self._last_date_sums: tuple[str, dict[str, object], DateLevelSums] | None = None
        self._last_dates: tuple[Statement, int, str] | None = None

    def find_set(self, statement: Statement, min_level: int) -> EventSet | None:
        """Find the events that match at least so surely as a set; None where there are few."""
        del statement, min_level
        return None

    def is_known_to_match_many(self, statement: Statement, min_level: int) -> bool:
        """Whether many events are known to match; False also where counting takes long."""
        del statement, min_level
        return False

    def build_source(self, statement: Statement, min_level: int, joined: str = "") -> str:
        """Build the tables and tests of the events that match at least so surely."""
        tests = [f"{statement.level} >= {min_level}"] if statement.level != "3" else []
        if statement.date_level:
            tests += self._narrow_by_dates(statement, min_level)
        return statement.build_source(*tests, joined=joined)

    def build_ordered_source(self, statement: Statement, min_level: int, joined: str) -> str:
        """Build tables and tests to go through matching events by time, perhaps not to the end."""
        if statement.filters and self.is_known_to_match_many(statement, min_level):
            # Of many the first are found sooner than the keys of all, which filters ask for.
            statement = statement._replace(filters=())
        return self.build_source(statement, min_level if statement.is_exact else 1, joined)

    def build_facts_source(self, statement: Statement, min_level: int) -> str:
        """Build tables and tests of matching events, without dates where words alone tell."""
        if statement.is_about_words and not statement.filters:
            return "words CROSS JOIN facts ON facts.key = words.rowid WHERE words MATCH :match"
        return self.build_source(statement, min_level)

    def count_levels(self, statement: Statement) -> MatchCounts:
        """Count how many events match how surely."""
        if statement.is_of_all:
            return MatchCounts(self.event_count, 0, 0)
        if statement.is_about_dates:
            sums = self.sum_dates(statement)
            return MatchCounts(*(sums[level][0] if level in sums else 0 for level in (3, 2, 1)))
        if statement.is_about_words:
            sql = "SELECT count(*), 0, 0 FROM words WHERE words MATCH :match"
        else:
            source = self.build_source(statement, 1)
            sql = _COUNT_FACTS.format(level=statement.level, source=source)
        return MatchCounts(*self.connection.execute(sql, statement.values).fetchone())

    def count_by_period(
        self, statement: Statement, min_level: int, find_last_day: FindLastDay
    ) -> dict[int | None, int]:
        """Count events that match at least so surely by the period in which they began."""
        from qaim_cli.sums import sum_by_period

        return sum_by_period(
            self._ask_dates(_COUNT_STARTS, statement, min_level, {}), find_last_day
        )

    def count_marks(self, statement: Statement, min_level: int, first: int, last: int) -> MarkSums:
        """Count where a drawing of some days shows the events that match at least so surely."""
        from qaim_cli.sums import MarkSums, merge_stretches

        days = {"first_day": first, "last_day": last}
        found = [
            each
            for sql in (_COUNT_BEGINNINGS, _COUNT_ENDINGS)
            for each in self._ask_dates(sql, statement, min_level, days)
        ]
        starts = self.count_mark_starts(statement, min_level)
        return MarkSums(starts, merge_stretches(*zip(*found, strict=True)) if found else [])

    def count_mark_starts(self, statement: Statement, min_level: int) -> MarkStarts:
        """Count where marks begin."""
        from qaim_cli.sums import MarkStarts

        starts = self._ask_dates(_COUNT_MARK_STARTS, statement, min_level, {})
        return MarkStarts.from_counts(starts.fetchall())

    def _ask_dates(
        self, sql: str, statement: Statement, min_level: int, values: Mapping[str, object]
    ) -> sqlite3.Cursor:
        """Ask about the dates of events that match at least so surely, with how many have each."""
        if statement.is_of_all:
            found, count = "dates WHERE 1", "count"
        else:
            found, count = _FOUND_DATES, f"(found.value & {_MAX_COUNT})"
            encoded = self._encode_dates(statement, min_level)
            values = {**statement.values, **values, "found": encoded}
        sql = sql.format(found=found, count=count)
        return self.connection.execute(sql, values)

    def _encode_dates(self, statement: Statement, min_level: int) -> str:
        """Encode the dates of events with their numbers; those of the last question are kept."""
        known = self._last_dates
        if known is None or known[:2] != (statement, min_level):
            encoded = encode_json(
                [id << _COUNT_BITS | count for id, count in self._count_dates(statement, min_level)]
            )
            known = self._last_dates = statement, min_level, encoded
        return known[2]

    def _count_dates(self, statement: Statement, min_level: int) -> Iterable[tuple[int, int]]:
        """Count the dates of events."""
        if statement.is_about_dates:
            sql = f"SELECT id, count FROM dates WHERE {statement.date_level} >= {min_level}"
            return self.connection.execute(sql, statement.values)
        sql = f"SELECT facts.date FROM {self.build_facts_source(statement, min_level)}"
        found = self.connection.execute(sql, statement.values)
        return Counter(chain.from_iterable(found)).items()

    def count_values(
        self, statement: Statement, min_level: int, facet: str, default: str
    ) -> dict[str, int]:
        """Count the events that match at least so surely by the values of a facet."""
        known = self.read_counts(facet)
        values = {value for value, _ in known.values()}
        if statement.is_of_all and not {"", default} <= values:
            counts = {value or default: count for value, count in known.values()}
            without = self._count_without(facet)
            return counts | ({"": without} if without else {})
        found = Counter[str]()
        source = self.build_facts_source(statement, min_level)
        sql = f'SELECT facts."{facet}", count(*) FROM {source} GROUP BY facts."{facet}"'
        for written, count in self.connection.execute(sql, statement.values):
            for value in _list_values(written, known, default):
                found[value] += count
        return found

    def _count_without(self, facet: str) -> int:
        """Count the events that have no value of a facet."""
        sql = f'SELECT count(*) FROM facts WHERE "{facet}" IS NULL'
        count: int = self.connection.execute(sql).fetchone()[0]
        return count

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

    def iter_keys_by_casualties(
        self, statement: Statement, min_level: int, harm: str
    ) -> Iterator[tuple[int, float, int]]:
        """Iterate over (key, number, level) of events by their casualties, most first."""
        sql = (
            f"SELECT figures.key, figures.low, {statement.level}"
            f" FROM {self._build_figure_source(statement, min_level)} AND figures.low > 0"
            " ORDER BY figures.low DESC, figures.key"
        )
        return self.connection.execute(sql, {**statement.values, "quantity": harm})

    def sum_harm_by_period(
        self, statement: Statement, min_level: int, harm: str, find_last_day: FindLastDay
    ) -> dict[int | None, Bounds]:
        """Sum up the killed, wounded or captured by the period in which events began, as bounds.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        from qaim_cli.sums import sum_bounds_by_period

        sql = _SUM_FIGURES_BY_START.format(source=self._build_figure_source(statement, min_level))
        found = self.connection.execute(sql, {**statement.values, "quantity": harm}).fetchall()
        require_exact(bounds for _, _, *bounds in found)
        return sum_bounds_by_period(found, find_last_day)

    def sum_harm_by_value(
        self, statement: Statement, min_level: int, harm: str, facet: str, default: str
    ) -> dict[str, Bounds]:
        """Sum up the killed, wounded or captured by the values of a facet, as bounds.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        from qaim_cli.sums import add_bounds

        known = self.read_counts(facet)
        found: dict[str, Bounds] = {}
        sums = self._sum_figures(statement, min_level, harm, f'facts."{facet}"')
        for written, *bounds in sums:
            for value in _list_values(written, known, default):
                add_bounds(found, value, (bounds[0], bounds[1]))
        return found

    def sum_harm(self, statement: Statement, min_level: int, harm: str) -> Bounds | None:
        """Sum up the killed, wounded or captured of all that match, as bounds.

        Returns:
            the bounds; None where no event gives a figure.

        Raises:
            InexactSumError: the sum is too large to be exact.
        """
        sums = self._sum_figures(statement, min_level, harm, "figures.quantity")
        return sums[0][1:] if sums else None

    def _sum_figures(
        self, statement: Statement, min_level: int, harm: str, column: str
    ) -> list[tuple[Any, float, float]]:
        """Sum up the bounds of figures by a column."""
        sql = (
            f"SELECT {column}, sum(figures.low), sum(figures.high)"
            f" FROM {self._build_figure_source(statement, min_level)} GROUP BY {column}"
        )
        sums = self.connection.execute(sql, {**statement.values, "quantity": harm}).fetchall()
        require_exact(bounds for _, *bounds in sums)
        return sums

    def _build_figure_source(self, statement: Statement, min_level: int) -> str:
        """Build the tables and tests of the matching events with a figure of `:quantity`."""
        if statement.is_of_all:
            source = "figures CROSS JOIN facts ON facts.key = figures.key WHERE 1"
        elif statement.match or self._is_selective(statement, min_level):
            joined = "CROSS JOIN figures ON figures.key = facts.key"
            source = self.build_source(statement, min_level, joined)
        else:
            tests = (f"{statement.level} >= {min_level}", *statement.filters)
            source = (
                "figures CROSS JOIN facts ON facts.key = figures.key"
                f" CROSS JOIN dates ON dates.id = facts.date WHERE {' AND '.join(tests)}"
            )
        return f"{source} AND figures.quantity = :quantity"

    def read_counts(self, facet: str) -> dict[int, tuple[str, int]]:
        """Read the values of a facet by the numbers of their labels, with how many have each."""
        sql = "SELECT id, label, count FROM labels WHERE of = ?"
        return {id: (label, count) for id, label, count in self.connection.execute(sql, (facet,))}

    def _read_sums(self, of: str) -> dict[str, tuple[int, tuple[int, int, int, int]]]:
        sql = "SELECT label, id, count, first_key, last_key, earliest FROM labels WHERE of = ?"
        return {
            label: (id, tuple(sums)) for label, id, *sums in self.connection.execute(sql, (of,))
        }

    def _narrow_by_dates(self, statement: Statement, min_level: int) -> list[str]:
        """Build the tests that let the database look at few events only."""
        found = self._list_date_sums(statement, min_level)
        if not found:
            return ["0"]
        first, last = min(each[1] for each in found), max(each[2] for each in found)
        key = "words.rowid" if statement.match else "facts.key"
        least, greatest = rows.make_first_key(first), rows.make_first_key(last)
        tests = [f"{key} BETWEEN {least} AND {rows.get_day_keys(greatest)[1]}"]
        if not statement.match and self._is_selective(statement, min_level):
            tests.append(f"facts.key IN ({self._build_key_query_by_dates(statement, min_level)})")
        return tests

    def _build_key_query_by_dates(self, statement: Statement, min_level: int) -> str:
        """Build a query for the keys of the events whose dates match."""
        # Joined in this order, as the database would rather go through all the facts. The sign
        # makes it compare numbers as they are, without which it uses no index of the dates.
        return (
            "SELECT chosen.key FROM dates CROSS JOIN facts AS chosen ON chosen.date = +dates.id"
            f" WHERE {statement.date_level} >= {min_level}"
        )

    def _is_selective(self, statement: Statement, min_level: int) -> bool:
        """Whether the dates of few events match."""
        if not statement.date_level:
            return False
        count = sum(each[0] for each in self._list_date_sums(statement, min_level))
        return count * _SELECTIVE_SHARE < self.event_count

    def _list_date_sums(self, statement: Statement, min_level: int) -> list[tuple[int, int, int]]:
        sums = self.sum_dates(statement)
        return [each for level, each in sums.items() if level >= min_level]

    def sum_dates(self, statement: Statement) -> DateLevelSums:
        """Sum up the events whose dates match, by level; the last answer is cached."""
        known = self._last_date_sums
        if known is None or known[:2] != (statement.date_level, statement.values):
            sql = _SUM_DATES.format(level=statement.date_level)
            cursor = self.connection.execute(sql, statement.values)
            sums = {level: (count, first, last) for level, count, first, last in cursor}
            known = self._last_date_sums = statement.date_level, statement.values, sums
        return known[2]


def _list_values(
    written: int | str | None, known: Mapping[int, tuple[str, int]], default: str
) -> Sequence[str]:
    """List the values that labels stand for, each once; without any the empty text."""
    having = (known[id][0] or default for id in rows.decode_label_ids(written))
    return [value for value in dict.fromkeys(having) if value] or [""]


def require_exact(sums: Iterable[Sequence[float]]) -> None:
    """Require that no sum of bounds is too large to be exact."""
    for bounds in zip(*sums, strict=True):
        if sum(filter(isfinite, bounds)) >= EXACT_LIMIT:
            raise InexactSumError


_SUM_FIGURES_BY_START = """
    SELECT s0, s1, low, high FROM (
        SELECT facts.date AS date, sum(figures.low) AS low, sum(figures.high) AS high
        FROM {source} GROUP BY facts.date
    ) AS found CROSS JOIN dates ON dates.id = found.date
"""
_COUNT_MARK_STARTS = """
    SELECT mark_start, sum({count}) FROM {found} AND mark_start IS NOT NULL GROUP BY mark_start
"""
_COUNT_BEGINNINGS = """
    SELECT drawn_first, max(start_last), sum({count}) FROM {found}
    AND drawn_first <= :last_day AND start_last >= :first_day GROUP BY drawn_first
"""
_COUNT_ENDINGS = """
    SELECT end_first, max(drawn_last), sum({count}) FROM {found}
    AND end_first <= :last_day AND drawn_last >= :first_day GROUP BY end_first
"""
_SUM_DATES = """
    SELECT level, sum(count), min(stated_first), max(stated_first)
    FROM (SELECT {level} AS level, count, stated_first FROM dates LIMIT -1)
    WHERE level > 0 GROUP BY level
"""
_COUNT_FACTS = """
    SELECT coalesce(sum(level = 3), 0), coalesce(sum(level = 2), 0), coalesce(sum(level = 1), 0)
    FROM (SELECT {level} AS level FROM {source} LIMIT -1)
"""
# Without the limits the level would be worked out anew in each column.
_COUNT_STARTS = """
    SELECT s0, s1, sum({count}) FROM {found} GROUP BY s0, s1
"""
_COUNT_BITS = 32
_MAX_COUNT = 2**_COUNT_BITS - 1
_FOUND_DATES = (
    "json_each(:found) AS found"
    f" CROSS JOIN dates ON dates.id = found.value >> {_COUNT_BITS} WHERE 1"
)
"""Dates, each with the number of its events in the same whole number."""
