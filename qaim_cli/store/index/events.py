"""The events of an index, in order of time, narrowed down by what a question hints at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, overload

from qaim_cli.errors import DateError
from qaim_cli.hints import Beginning, Days, Every, Hint, Label, Some, Words
from qaim_cli.model import Catalogue, Event, Stored
from qaim_cli.store.head import Head
from qaim_cli.store.index import rows
from qaim_cli.text import fold, has_word

_SELECT = (
    "SELECT key, text, chunks.line + events.line FROM events"
    " JOIN chunks ON chunks.id = events.chunk"
)
_LAST_SIGN = "\U0010ffff"
_MOST_WORDS = 64
"""More words than this that begin alike are not asked for one by one."""
_MOST_MARKS = 500
"""More labels than this in one question narrow nothing down."""


class Found:
    """The events that meet a condition, read again each time they are gone through."""

    def __init__(self, events: IndexedEvents, condition: str, values: tuple[object, ...]) -> None:
        self._events, self._condition, self._values = events, condition, values

    def __iter__(self) -> Iterator[Event]:
        return self._events.read(self._condition, self._values)


class IndexedEvents(Stored):
    """The events that an index keeps."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        head: Head,
        name: str,
        count: int,
        otherwise: Callable[[], Sequence[Event]],
    ) -> None:
        """Takes the index, the store's head and name, how many events, and how else to get them."""
        self._connection = connection
        self._name = name
        self._names = {
            "actor": Catalogue({each.id: each for each in head.actors}),
            "place": Catalogue({each.id: each for each in head.places}),
        }
        self._folded: list[tuple[str, str, list[str]]] | None = None
        self._count = count
        self._otherwise = otherwise
        self._all: Sequence[Event] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Event]:
        return self.read("", ())

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        """The event or events at a place, for which all are read."""
        if self._all is None:
            self._all = tuple(self)
        return self._all[at]

    def pointed_at(self, hint: Hint) -> Iterable[Event]:
        """All events that a hint points at, and perhaps others, in order of time."""
        try:
            condition, values = self._condition(hint)
        except sqlite3.Error:
            condition, values = "", ()
        return Found(self, condition, values)

    def labels(self, of: str) -> Iterable[str]:
        """The labels of a kind that the events have, each once, in the order of the events."""
        sql = "SELECT label FROM labels WHERE of = ?"
        try:
            found = [label for (label,) in self._connection.execute(sql, (of,))]
        except sqlite3.Error:
            return dict.fromkeys(
                label for event in self._otherwise() for label in rows.LABELS[of](event)
            )
        return sorted(found, key=lambda label: self._first(of, label))

    def _first(self, of: str, label: str) -> tuple[tuple[int, int, str], int, int]:
        """The first event that has a label, and the label's place among the event's own.

        Events alike in all else stand as in the file.
        """
        for event in self.pointed_at(Label(of, frozenset((label,)))):
            labels = rows.LABELS[of](event)
            if label in labels:
                return event.order, event.line, labels.index(label)
        raise AssertionError(label)  # pragma: no cover - a label is kept while an event has it

    def read(self, condition: str, values: tuple[object, ...]) -> Iterator[Event]:
        """The events whose keys meet a condition of SQL, in order of time.

        Where the index turns out to be damaged, the rest come from elsewhere.
        """
        told: tuple[int, int, str] | None = None
        try:
            for event in self._read(condition, values):
                told = event.order
                yield event
        except (sqlite3.Error, ValueError, TypeError, DateError):
            for event in self._otherwise():
                if told is None or event.order > told:
                    yield event

    def _read(self, condition: str, values: tuple[object, ...]) -> Iterator[Event]:
        sql = f"{_SELECT} {condition} ORDER BY key"
        cursor = self._connection.execute(sql, values)
        for _, same_day in groupby(cursor, key=lambda row: rows.day_of(row[0])):
            events = [rows.decode(text, line, self._name) for _, text, line in same_day]
            # Those alike in all else stand as in the file, whichever was read last.
            yield from sorted(events, key=lambda event: (event.order, event.line))

    def _condition(self, hint: Hint) -> tuple[str, tuple[object, ...]]:
        """The condition on keys that a hint means, or one that lets more through."""
        days, matching, ids = _sorted_out(hint)
        match = self.match(Every(tuple(matching)))
        conditions, values = [], list[object]()
        if match and not days:
            conditions.append("key IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(match)
        for first, last in days:
            condition, bounds = _in_days(first, last, match)
            conditions.append(condition)
            values += bounds
        for beginning in ids:
            conditions.append("key IN (SELECT key FROM events WHERE id >= ? AND id < ?)")
            values += [beginning, beginning + _LAST_SIGN]
        return f"WHERE {' AND '.join(conditions)}" if conditions else "", tuple(values)

    def match(self, hint: Hint) -> str:
        """What the full-text table is asked for a hint; empty where it cannot tell."""
        match hint:
            case Label(of, wanted) if of in rows.LABELS:
                return self._any_of(_quoted(rows.mark(of, label)) for label in wanted)
            case Words(whole, beginnings):
                parts = [self._word(word, _quoted(word)) for word in whole]
                parts += [self._word(word, self._begun(word)) for word in beginnings]
            case Every(inner):
                parts = [self.match(part) for part in inner]
            case Some(inner):
                found = [self.match(part) for part in inner]
                return self._any_of(found) if all(found) else ""
            case _:
                return ""
        return " AND ".join(f"({part})" for part in parts if part)

    def _any_of(self, parts: Iterable[str]) -> str:
        parts = [f"({part})" for part in parts]
        return " OR ".join(parts) if len(parts) <= _MOST_MARKS else ""

    def _word(self, word: str, written: str) -> str:
        """A word of an event's own texts, or of a name of whom or what it names."""
        marks = [
            _quoted(rows.mark(of, label))
            for of, label, names in self._named
            if any(has_word(name, word) for name in names)
        ]
        return self._any_of((written, *marks))

    def _begun(self, beginning: str) -> str:
        """The words that begin so, each by itself while they are few.

        Of single words the full-text table skips what others leave out; all that begin alike it
        would first gather as a whole.
        """
        sql = "SELECT word FROM terms WHERE word >= ? AND word < ? LIMIT ?"
        bounds = (beginning, beginning + _LAST_SIGN, _MOST_WORDS + 1)
        found = [word for (word,) in self._connection.execute(sql, bounds)]
        if len(found) > _MOST_WORDS:
            return f"{_quoted(beginning)}*"
        return " OR ".join(map(_quoted, found)) or _quoted(beginning)

    @property
    def _named(self) -> list[tuple[str, str, list[str]]]:
        """Each actor and place that events name, with its folded names."""
        if self._folded is None:
            sql = "SELECT of, label FROM labels WHERE of IN ('actor', 'place')"
            self._folded = [
                (of, label, [f" {fold(name)}" for name in self._names[of].names(label)])
                for of, label in self._connection.execute(sql)
            ]
        return self._folded


class _Sorted(NamedTuple):
    """What must all hold: stretches of days, what words can tell, and beginnings of ids."""

    days: list[Days]
    matching: list[Hint]
    ids: list[str]


def _sorted_out(hint: Hint, into: _Sorted | None = None) -> _Sorted:
    """The parts of a hint that must all hold, by what can tell them."""
    found = into or _Sorted([], [], [])
    for part in hint.parts if isinstance(hint, Every) else (hint,):
        match part:
            case Every():
                _sorted_out(part, found)
            case Days():
                found.days.append(part)
            case Beginning(id):
                found.ids.append(id)
            case Some(parts) if stretches := [each for each in parts if isinstance(each, Days)]:
                if len(stretches) == len(parts):
                    first = min(each.first for each in stretches)
                    found.days.append(Days(first, max(each.last for each in stretches)))
            case _:
                found.matching.append(part)
    return found


_IN_DAYS = """
    key IN (
        SELECT key FROM spans WHERE key BETWEEN ? AND ? AND s0 <= ? AND e1 >= ?
        UNION SELECT key FROM long WHERE s0 <= ? AND e1 >= ?)
"""
# What is joined so is gone through in this order: words are rarer than days.
_MATCHING_IN_DAYS = """
    key IN (
        SELECT key FROM words CROSS JOIN spans ON key = words.rowid
        WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? AND s0 <= ? AND e1 >= ?
        UNION SELECT key FROM words CROSS JOIN long ON key = words.rowid
        WHERE words MATCH ? AND s0 <= ? AND e1 >= ?)
"""


def _in_days(first: int, last: int, match: str) -> tuple[str, list[object]]:
    """The condition that an event touches the days, and also matches the words where given."""
    low, high = rows.keys_between(first, last)
    if not match:
        return _IN_DAYS, [low, high, last, first, last, first]
    long = f"({match}) AND {_quoted(rows.LONG)}"
    return _MATCHING_IN_DAYS, [match, low, high, last, first, long, last, first]


def _quoted(word: str) -> str:
    return f'"{word}"'
