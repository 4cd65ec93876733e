"""The events of an index, in order of time: counted by SQL, and read only where they are needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, overload

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.errors import DateError
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.model import Catalogue, Event, LazyEvents, MatchCounts, RankedEvents, ValueSum
from qaim_cli.prefilter import NO_CONDITION, FacetCondition, IndexCondition
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import rows
from qaim_cli.store.index.date_levels import compute_day_of_year_level
from qaim_cli.store.index.label_marks import TextQueries, TextQuery
from qaim_cli.store.index.statement import Statement, StatementBuilder

if TYPE_CHECKING:
    from qaim_cli.sums import StartCount

READ_ERRORS = (sqlite3.Error, ValueError, TypeError, DateError)
"""What is raised where an index is damaged."""
_TEXTS = "CROSS JOIN events ON events.key = facts.key CROSS JOIN chunks ON chunks.id = events.chunk"
_SELECTIVE_SHARE = 8
"""Dates that fewer than one event in so many has are looked up; of more all are gone through."""


class MatchingEvents:
    """The events that meet a condition, read again each time they are gone through."""

    def __init__(self, events: IndexedEvents, condition: IndexCondition) -> None:
        self._events, self._condition = events, condition

    def __iter__(self) -> Iterator[Event]:
        return (event for event, _ in self._events.iter_matches(self._condition))


class IndexedEvents(LazyEvents):
    """The events that an index keeps."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        head: StoreHeader,
        name: str,
        count: int,
        otherwise: Callable[[], Sequence[Event]],
        *,
        reconnect: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:
        """Take the index, what is known of the store, and how else to get at events and index.

        Args:
            connection: the index.
            head: the head of the store.
            name: the name of the timeline.
            count: how many events there are.
            otherwise: reads them from the store itself.
            reconnect: opens the index once more, for another thread; None where that is not needed.
        """
        self._connection = connection
        self._head = head
        self._reconnect = reconnect
        self._timeline_name = name
        catalogues = {
            "actor": Catalogue({each.id: each for each in head.actors}),
            "place": Catalogue({each.id: each for each in head.places}),
        }
        self._queries = TextQueries(connection, lambda of, label: catalogues[of].get_names(label))
        self._event_count = count
        self._read_store = otherwise
        self._all_events: Sequence[Event] | None = None
        connection.create_function("day_of_year_level", 5, compute_day_of_year_level)

    def __len__(self) -> int:
        return self._event_count

    def __iter__(self) -> Iterator[Event]:
        return (event for event, _ in self.iter_matches(NO_CONDITION))

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        """The event or events at a place, for which all are read."""
        if self._all_events is None:
            self._all_events = tuple(self)
        return self._all_events[at]

    def candidates(self, hint: IndexCondition) -> Iterable[Event]:
        """The events that can meet a condition, and perhaps others, in order of time."""
        return MatchingEvents(self, hint)

    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """How many events meet a condition how surely; None where the question has to tell."""
        try:
            statement = self._build_statement(condition)
            return self._count_levels(statement) if statement.is_exact else None
        except READ_ERRORS:
            return None

    def _count_levels(self, statement: Statement) -> MatchCounts:
        if statement.is_about_words:
            sql = "SELECT count(*), 0, 0 FROM words WHERE words MATCH :match"
        elif statement.is_about_dates:
            sql = _COUNT_DATES.format(level=statement.level)
        else:
            sql = _COUNT_FACTS.format(
                level=statement.level, source=self._build_source(statement, 1)
            )
        return MatchCounts(*self._connection.execute(sql, statement.values).fetchone())

    def count_starts(self, condition: IndexCondition, min_level: int) -> list[StartCount] | None:
        """How many events that match at least so surely began when; None as `count_levels`."""
        from qaim_cli.sums import StartCount

        try:
            statement = self._build_statement(condition)
            if not statement.is_exact:
                return None
            if statement.is_about_dates:
                sql = _COUNT_STARTS_OF_DATES
                source = f"dates WHERE {statement.level} >= {min_level}"
            else:
                sql = _COUNT_STARTS
                source = self._build_source(statement, min_level)
            cursor = self._connection.execute(sql.format(source=source), statement.values)
            return list(map(StartCount._make, cursor))
        except READ_ERRORS:
            return None

    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[tuple[Event, int | None]]:
        """The events that match at least so surely, in order of time, and how surely they do.

        Where only the question can tell how surely, or the index turns out to be damaged, it is
        None, and there may be events that do not match.
        """
        told: tuple[int, int, str] | None = None
        try:
            statement = self._build_statement(condition)
            for event, level in self._read_rows(statement, min_level, reverse=reverse):
                told = event.sort_key
                yield event, level if statement.is_exact else None
        except READ_ERRORS:
            events = self._read_store()
            for event in reversed(events) if reverse else events:
                if told is None or (event.sort_key < told if reverse else event.sort_key > told):
                    yield event, None

    def build_text_query(self, condition: IndexCondition) -> TextQuery | None:
        """Build what the full-text table is asked for a condition; None where it cannot tell."""
        return self._queries.build(condition)

    def iter_events_of_keys(self, keys: str, values: Sequence[object]) -> Iterator[Event]:
        """Iterate over the events whose keys a statement selects, in order of time."""
        sql = (
            f"SELECT facts.key, events.text, chunks.line + events.line, 3 FROM facts {_TEXTS}"
            f" WHERE facts.key IN ({keys}) ORDER BY facts.key"
        )
        return (event for event, _ in self._iter_rows(self._connection.execute(sql, values)))

    def read_keys(self, keys: Iterable[int]) -> dict[int, Event]:
        """Read the events of these keys.

        Raises:
            sqlite3.Error, ValueError, TypeError, DateError: the index is damaged.
        """
        wanted = ", ".join(str(int(key)) for key in set(keys))
        sql = f"SELECT events.key, events.text, chunks.line + events.line FROM facts {_TEXTS}"
        cursor = self._connection.execute(f"{sql} WHERE facts.key IN ({wanted})")
        return {
            key: rows.decode_event(text, line, self._timeline_name) for key, text, line in cursor
        }

    def iter_keys(self, condition: IndexCondition, min_level: int) -> Iterator[int] | None:
        """Iterate over the keys of the events that match; None where the question has to tell."""
        statement = self._build_statement(condition)
        if not statement.is_exact:
            return None
        key = "words.rowid" if statement.match else "facts.key"
        sql = f"SELECT {key} FROM {self._build_source(statement, min_level)} ORDER BY {key}"
        return (found for (found,) in self._connection.execute(sql, statement.values))

    def build_date_test(
        self, condition: IndexCondition, min_level: int
    ) -> tuple[str, dict[str, object]] | None:
        """Build what the dates of the events that match meet, in SQL; None where more tells."""
        statement = self._build_statement(condition)
        if not statement.is_about_dates:
            return None
        test = f"{statement.date_level} >= {min_level}" if statement.date_level else "1"
        return test, statement.values

    def find_day_range(self) -> tuple[int, int] | None:
        """The first and last day that is stated of any event, infinite ones aside."""
        sql = (
            "SELECT min(stated_first), max(stated_last) FROM dates"
            f" WHERE count AND stated_first > {INFINITE_PAST} AND stated_last < {INFINITE_FUTURE}"
        )
        try:
            first, last = self._connection.execute(sql).fetchone()
        except READ_ERRORS:
            return None
        return None if first is None else (first, last)

    def open_ranked(self) -> RankedEvents | None:
        """The events by rank; None where another version of the index is there by now."""
        from qaim_cli.store.index.ranked import IndexRanks

        if self._reconnect is None:
            return None
        try:
            connection = self._reconnect()
            digest = "SELECT file_digest FROM contents"
            if connection.execute(digest).fetchall() != self._connection.execute(digest).fetchall():
                return None
        except READ_ERRORS:
            return None
        events = IndexedEvents(
            connection,
            self._head,
            self._timeline_name,
            self._event_count,
            self._read_store,
        )
        return IndexRanks(events, connection)

    def list_facet_values(self, of: str) -> Iterable[str]:
        """The labels of a kind that the events have, each once, in the order of the events."""
        sql = "SELECT label FROM labels WHERE of = ?"
        try:
            found = [label for (label,) in self._connection.execute(sql, (of,))]
        except sqlite3.Error:
            get_values = INDEXED_FACETS[of].get_raw_values
            return dict.fromkeys(
                value for event in self._read_store() for value in get_values(event)
            )
        return sorted(found, key=lambda label: self._find_first_occurrence(of, label))

    def list_value_sums(self, of: str) -> dict[str, ValueSum] | None:
        """Sum up the events of each label of a kind, those of its parts included."""
        from qaim_cli.store.index.label_sums import WITH_PARTS

        sql = (
            "SELECT label, count, first_key, last_key, earliest FROM labels WHERE of = ?1"
            " UNION ALL SELECT label, count, first_key, last_key, earliest"
            " FROM labels WHERE of = ?2"
        )
        try:
            found = self._connection.execute(sql, (of, WITH_PARTS.get(of, ""))).fetchall()
            events = self.read_keys(key for row in found for key in row[2:4])
            return {
                label: ValueSum(count, events[first], events[last], earliest)
                for label, count, first, last, earliest in found
            }
        except (*READ_ERRORS, KeyError):
            return None

    def _find_first_occurrence(self, of: str, label: str) -> tuple[tuple[int, int, str], int, int]:
        """The first event that has a label, and the label's place among the event's own.

        Events alike in all else stand as in the file.
        """
        for event in self.candidates(FacetCondition(of, frozenset((label,)))):
            labels = INDEXED_FACETS[of].get_raw_values(event)
            if label in labels:
                return event.sort_key, event.line, labels.index(label)
        raise AssertionError(label)  # pragma: no cover - a label is kept while an event has it

    def _build_statement(self, condition: IndexCondition) -> Statement:
        return StatementBuilder(self._queries, self._timeline_name).build(condition)

    def _read_rows(
        self, statement: Statement, min_level: int, *, reverse: bool
    ) -> Iterator[tuple[Event, int]]:
        level = statement.level
        order = "DESC" if reverse else "ASC"
        key = "words.rowid" if statement.match else "facts.key"
        source = self._build_source(statement, min_level if statement.is_exact else 1, _TEXTS)
        sql = (
            f"SELECT facts.key, events.text, chunks.line + events.line, {level} FROM {source}"
            f" ORDER BY {key} {order}"
        )
        return self._iter_rows(self._connection.execute(sql, statement.values), reverse=reverse)

    def _iter_rows(
        self, cursor: Iterable[tuple[int, str, int, int]], *, reverse: bool = False
    ) -> Iterator[tuple[Event, int]]:
        """Decode rows that come in order of their keys."""
        for _, same_day in groupby(cursor, key=lambda row: rows.get_key_day(row[0])):
            found = [
                (rows.decode_event(text, line, self._timeline_name), level)
                for _, text, line, level in same_day
            ]
            # Those alike in all else stand as in the file, whichever was read last.
            found.sort(key=lambda each: (each[0].sort_key, each[0].line), reverse=reverse)
            yield from found

    def _build_source(self, statement: Statement, min_level: int, joined: str = "") -> str:
        """Build the tables and tests of the events that match at least so surely."""
        tests = [f"{statement.level} >= {min_level}"] if statement.level != "3" else []
        if statement.date_level:
            tests += self._narrow_by_dates(statement, min_level)
        return statement.build_source(*tests, joined=joined)

    def _narrow_by_dates(self, statement: Statement, min_level: int) -> list[str]:
        """Build the tests that let the database look at few events only."""
        test = f"{statement.date_level} >= {min_level}"
        count, first, last = self._connection.execute(
            "SELECT coalesce(sum(count), 0), min(stated_first), max(stated_first)"
            f" FROM dates WHERE {test}",
            statement.values,
        ).fetchone()
        if not count:
            return ["0"]
        key = "words.rowid" if statement.match else "facts.key"
        least, greatest = rows.make_first_key(first), rows.make_first_key(last)
        tests = [f"{key} BETWEEN {least} AND {rows.get_day_keys(greatest)[1]}"]
        if not statement.match and count * _SELECTIVE_SHARE < self._event_count:
            keys = f"SELECT key FROM facts WHERE date IN (SELECT id FROM dates WHERE {test})"
            tests.append(f"facts.key IN ({keys})")
        return tests


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
