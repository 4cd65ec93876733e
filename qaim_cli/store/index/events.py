"""The events of an index, in order of time, narrowed down by what a question hints at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, overload

from qaim_cli.errors import DateError
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.model import Catalogue, Event, LazyEvents
from qaim_cli.prefilter import (
    AllOf,
    AnyOf,
    DaysCondition,
    FacetCondition,
    IdPrefixCondition,
    IndexCondition,
    WordsCondition,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import rows
from qaim_cli.text import fold, has_word_prefix

_SELECT_EVENTS = (
    "SELECT key, text, chunks.line + events.line FROM events"
    " JOIN chunks ON chunks.id = events.chunk"
)
_LAST_CHARACTER = "\U0010ffff"
_MAX_PREFIX_WORDS = 64
"""More words than this that begin alike are not asked for one by one."""
_MAX_ALTERNATIVES = 500
"""More labels than this in one question narrow nothing down."""


class MatchingEvents:
    """The events that meet a condition, read again each time they are gone through."""

    def __init__(self, events: IndexedEvents, condition: str, values: tuple[object, ...]) -> None:
        self._events, self._condition, self._parameters = events, condition, values

    def __iter__(self) -> Iterator[Event]:
        return self._events.read_events(self._condition, self._parameters)


class IndexedEvents(LazyEvents):
    """The events that an index keeps."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        head: StoreHeader,
        name: str,
        count: int,
        otherwise: Callable[[], Sequence[Event]],
    ) -> None:
        """Takes the index, the store's head and name, how many events, and how else to get them."""
        self._connection = connection
        self._timeline_name = name
        self._catalogues = {
            "actor": Catalogue({each.id: each for each in head.actors}),
            "place": Catalogue({each.id: each for each in head.places}),
        }
        self._folded_names_cache: list[tuple[str, str, list[str]]] | None = None
        self._event_count = count
        self._read_store = otherwise
        self._all_events: Sequence[Event] | None = None

    def __len__(self) -> int:
        return self._event_count

    def __iter__(self) -> Iterator[Event]:
        return self.read_events("", ())

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
        """All events that a hint points at, and perhaps others, in order of time."""
        try:
            condition, values = self._build_where_clause(hint)
        except sqlite3.Error:
            condition, values = "", ()
        return MatchingEvents(self, condition, values)

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

    def _find_first_occurrence(self, of: str, label: str) -> tuple[tuple[int, int, str], int, int]:
        """The first event that has a label, and the label's place among the event's own.

        Events alike in all else stand as in the file.
        """
        for event in self.candidates(FacetCondition(of, frozenset((label,)))):
            labels = INDEXED_FACETS[of].get_raw_values(event)
            if label in labels:
                return event.sort_key, event.line, labels.index(label)
        raise AssertionError(label)  # pragma: no cover - a label is kept while an event has it

    def read_events(self, condition: str, values: tuple[object, ...]) -> Iterator[Event]:
        """The events whose keys meet a condition of SQL, in order of time.

        Where the index turns out to be damaged, the rest come from elsewhere.
        """
        told: tuple[int, int, str] | None = None
        try:
            for event in self._read_rows(condition, values):
                told = event.sort_key
                yield event
        except (sqlite3.Error, ValueError, TypeError, DateError):
            for event in self._read_store():
                if told is None or event.sort_key > told:
                    yield event

    def _read_rows(self, condition: str, values: tuple[object, ...]) -> Iterator[Event]:
        sql = f"{_SELECT_EVENTS} {condition} ORDER BY key"
        cursor = self._connection.execute(sql, values)
        for _, same_day in groupby(cursor, key=lambda row: rows.get_key_day(row[0])):
            events = [
                rows.decode_event(text, line, self._timeline_name) for _, text, line in same_day
            ]
            # Those alike in all else stand as in the file, whichever was read last.
            yield from sorted(events, key=lambda event: (event.sort_key, event.line))

    def _build_where_clause(self, hint: IndexCondition) -> tuple[str, tuple[object, ...]]:
        """The condition on keys that a hint means, or one that lets more through."""
        days, matching, ids = _split_condition(hint)
        match = self.build_fts_query(AllOf(tuple(matching)))
        conditions, values = [], list[object]()
        if match and not days:
            conditions.append("key IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(match)
        for first, last in days:
            condition, bounds = _build_days_clause(first, last, match)
            conditions.append(condition)
            values += bounds
        for beginning in ids:
            conditions.append("key IN (SELECT key FROM events WHERE id >= ? AND id < ?)")
            values += [beginning, beginning + _LAST_CHARACTER]
        return f"WHERE {' AND '.join(conditions)}" if conditions else "", tuple(values)

    def build_fts_query(self, hint: IndexCondition) -> str:
        """What the full-text table is asked for a hint; empty where it cannot tell."""
        match hint:
            case FacetCondition(of, wanted) if of in INDEXED_FACETS:
                return self._join_with_or(
                    _quote_word(rows.make_value_mark(of, label)) for label in wanted
                )
            case WordsCondition(whole, beginnings):
                parts = [self._build_word_query(word, _quote_word(word)) for word in whole]
                parts += [
                    self._build_word_query(word, self._build_prefix_query(word))
                    for word in beginnings
                ]
            case AllOf(inner):
                parts = [self.build_fts_query(part) for part in inner]
            case AnyOf(inner):
                found = [self.build_fts_query(part) for part in inner]
                return self._join_with_or(found) if all(found) else ""
            case _:
                return ""
        return " AND ".join(f"({part})" for part in parts if part)

    def _join_with_or(self, parts: Iterable[str]) -> str:
        parts = [f"({part})" for part in parts]
        return " OR ".join(parts) if len(parts) <= _MAX_ALTERNATIVES else ""

    def _build_word_query(self, word: str, written: str) -> str:
        """A word of an event's own texts, or of a name of whom or what it names."""
        marks = [
            _quote_word(rows.make_value_mark(of, label))
            for of, label, names in self._folded_names
            if any(has_word_prefix(name, word) for name in names)
        ]
        return self._join_with_or((written, *marks))

    def _build_prefix_query(self, beginning: str) -> str:
        """The words that begin so, each by itself while they are few.

        Of single words the full-text table skips what others leave out; all that begin alike it
        would first gather as a whole.
        """
        sql = "SELECT word FROM terms WHERE word >= ? AND word < ? LIMIT ?"
        bounds = (beginning, beginning + _LAST_CHARACTER, _MAX_PREFIX_WORDS + 1)
        found = [word for (word,) in self._connection.execute(sql, bounds)]
        if len(found) > _MAX_PREFIX_WORDS:
            return f"{_quote_word(beginning)}*"
        return " OR ".join(map(_quote_word, found)) or _quote_word(beginning)

    @property
    def _folded_names(self) -> list[tuple[str, str, list[str]]]:
        """Each actor and place that events name, with its folded names."""
        if self._folded_names_cache is None:
            sql = "SELECT of, label FROM labels WHERE of IN ('actor', 'place')"
            self._folded_names_cache = [
                (of, label, [f" {fold(name)}" for name in self._catalogues[of].get_names(label)])
                for of, label in self._connection.execute(sql)
            ]
        return self._folded_names_cache


class _SplitCondition(NamedTuple):
    """What must all hold: stretches of days, what words can tell, and beginnings of ids."""

    day_ranges: list[DaysCondition]
    text_conditions: list[IndexCondition]
    id_prefixes: list[str]


def _split_condition(hint: IndexCondition, into: _SplitCondition | None = None) -> _SplitCondition:
    """The parts of a hint that must all hold, by what can tell them."""
    found = into or _SplitCondition([], [], [])
    for part in hint.conditions if isinstance(hint, AllOf) else (hint,):
        match part:
            case AllOf():
                _split_condition(part, found)
            case DaysCondition():
                found.day_ranges.append(part)
            case IdPrefixCondition(id):
                found.id_prefixes.append(id)
            case AnyOf(parts) if stretches := [
                each for each in parts if isinstance(each, DaysCondition)
            ]:
                if len(stretches) == len(parts):
                    first = min(each.first for each in stretches)
                    found.day_ranges.append(
                        DaysCondition(first, max(each.last for each in stretches))
                    )
            case _:
                found.text_conditions.append(part)
    return found


_IN_DAYS_SQL = """
    key IN (
        SELECT key FROM spans WHERE key BETWEEN ? AND ? AND s0 <= ? AND e1 >= ?
        UNION SELECT key FROM long WHERE s0 <= ? AND e1 >= ?)
"""
# What is joined so is gone through in this order: words are rarer than days.
_WORDS_IN_DAYS_SQL = """
    key IN (
        SELECT key FROM words CROSS JOIN spans ON key = words.rowid
        WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? AND s0 <= ? AND e1 >= ?
        UNION SELECT key FROM words CROSS JOIN long ON key = words.rowid
        WHERE words MATCH ? AND s0 <= ? AND e1 >= ?)
"""


def _build_days_clause(first: int, last: int, match: str) -> tuple[str, list[object]]:
    """The condition that an event touches the days, and also matches the words where given."""
    low, high = rows.get_key_range(first, last)
    if not match:
        return _IN_DAYS_SQL, [low, high, last, first, last, first]
    long = f"({match}) AND {_quote_word(rows.LONG_SPAN_MARK)}"
    return _WORDS_IN_DAYS_SQL, [match, low, high, last, first, long, last, first]


def _quote_word(word: str) -> str:
    return f'"{word}"'
