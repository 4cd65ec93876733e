"""Reading events from the rows of an index, each when it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.model import Event
from qaim_cli.store.index import rows
from qaim_cli.store.index.metadata import encode_json
from qaim_cli.text import fold

if TYPE_CHECKING:
    from qaim_cli.store.index.statement import Statement

TEXTS = "CROSS JOIN events ON events.key = facts.key CROSS JOIN chunks ON chunks.id = events.chunk"
"""Joins the texts of events, and where they stand, to their facts."""
_DATED_TEXTS = f"facts CROSS JOIN dates ON dates.id = facts.date {TEXTS}"
PLACE = "stated_first, -stated_last, events.id, chunks.line + events.line"
"""By which events are in order of time, and those alike in all else as in the file."""
_ROW = f"facts.key, {PLACE}, events.text"
EventPlace = tuple[tuple[int, int, str], int, int]
"""Sorts values by their first event, which stands in a line, and by their position in it."""
_Row = tuple[int, int, int, str, int, str, int]
"""The columns of `_ROW`, and how surely the event matches."""


class EventReader:
    """Reads events of one timeline from the rows of an index.

    What it reads may raise sqlite3.Error, ValueError, TypeError or DateError: the index is damaged.
    """

    def __init__(self, connection: sqlite3.Connection, timeline_name: str) -> None:
        """Take the index, and the name of the timeline that the events are of."""
        self._connection = connection
        self._timeline_name = timeline_name
        self._last_with_title: tuple[str, list[Event]] | None = None

    def iter_all(self, *, reverse: bool) -> Iterator[tuple[Event, int]]:
        """Iterate over all events in order of time, as those that match for certain."""
        order = "DESC" if reverse else "ASC"
        sql = f"SELECT {_ROW}, 3 FROM {_DATED_TEXTS} ORDER BY facts.key {order}"
        return self._iter_rows(self._connection.execute(sql), reverse=reverse)

    def iter_statement(
        self, statement: Statement, source: str, *, reverse: bool
    ) -> Iterator[tuple[Event, int]]:
        """Iterate over the events of a statement in order of time, and how surely they match.

        Args:
            statement: the statement.
            source: the tables and tests of its events, `TEXTS` joined to them.
            reverse: whether the last come first.
        """
        key = "words.rowid" if statement.match else "facts.key"
        order = "DESC" if reverse else "ASC"
        sql = f"SELECT {_ROW}, {statement.level} FROM {source} ORDER BY {key} {order}"
        return self._iter_rows(self._connection.execute(sql, statement.values), reverse=reverse)

    def iter_selected(self, keys: str, values: Sequence[object]) -> Iterator[Event]:
        """Iterate over the events whose keys a statement selects, in order of time."""
        sql = f"SELECT {_ROW}, 3 FROM {_DATED_TEXTS} WHERE facts.key IN ({keys}) ORDER BY facts.key"
        return (event for event, _ in self._iter_rows(self._connection.execute(sql, values)))

    def read_keys(self, keys: Iterable[int]) -> dict[int, Event]:
        """Read the events of these keys."""
        wanted = ", ".join(str(int(key)) for key in set(keys))
        sql = f"SELECT events.key, events.text, chunks.line + events.line FROM facts {TEXTS}"
        cursor = self._connection.execute(f"{sql} WHERE facts.key IN ({wanted})")
        return {
            key: rows.decode_event(text, line, self._timeline_name) for key, text, line in cursor
        }

    def find_by_title(self, folded_title: str) -> list[Event]:
        """List the events whose folded title is this one, in order of time.

        The last answer is cached, as what is no title is soon asked for as an id.
        """
        if self._last_with_title is None or self._last_with_title[0] != folded_title:
            self._last_with_title = folded_title, self._read_by_title(folded_title)
        return self._last_with_title[1].copy()

    def _read_by_title(self, folded_title: str) -> list[Event]:
        titles = "SELECT key, events.text FROM words CROSS JOIN events ON key = words.rowid"
        match = " AND ".join(f'"{rows.mark_title_word(word)}"' for word in folded_title.split())
        found = self._connection.execute(f"{titles} WHERE words MATCH ?", (match,))
        keys = [key for key, text in found if fold(rows.get_title(text)) == folded_title]
        return list(self.iter_selected("SELECT value FROM json_each(?)", (encode_json(keys),)))

    def list_with_id(self, id: str) -> list[Event]:
        """List the events that have an id, in order of time."""
        return list(self.iter_selected("SELECT key FROM events WHERE id = ?", (id,)))

    def find_by_id_prefix(
        self, prefix: str, limit: int, event_count: int
    ) -> tuple[list[Event], int]:
        """Find the first of the events whose ids have a prefix, in order of time, and count all."""
        count, found = self._ask_id_prefix(prefix, limit, event_count)
        return [event for event, _ in islice(self._iter_rows(found), limit)], count

    def list_ids_with_titles(
        self, prefix: str, limit: int, event_count: int
    ) -> list[tuple[str, str]]:
        """List (id, title) of the first events whose ids have a prefix, in order of time."""
        _, found = self._ask_id_prefix(prefix, limit, event_count)
        return [
            (id, rows.get_title(text)) for *_, id, _, text, _ in islice(_put_in_order(found), limit)
        ]

    def _ask_id_prefix(
        self, prefix: str, limit: int, event_count: int
    ) -> tuple[int, Iterable[_Row]]:
        """Count the events whose ids have a prefix, and ask for them in order of their keys."""
        test = "id >= ? AND id < ?"
        asked = (prefix, prefix + rows.LAST_CHARACTER)
        execute = self._connection.execute
        (count,) = execute(f"SELECT count(*) FROM events WHERE {test}", asked).fetchone()
        # Of many the first are found sooner by time than all of them by their ids.
        if count**2 > limit * event_count:
            test = test.replace("id", "events.id")
        else:
            test = f"facts.key IN (SELECT key FROM events WHERE {test})"
        sql = f"SELECT {_ROW}, 3 FROM {_DATED_TEXTS} WHERE {test} ORDER BY facts.key"
        return count, execute(sql, asked)

    def list_words(self, most: int) -> list[str] | None:
        """List the words of the events' texts; None if there are more than `most`."""
        sql = "SELECT DISTINCT rtrim(word, ?) FROM terms LIMIT ?"
        found = self._connection.execute(sql, (rows.RESERVED_SIGN, most + 1)).fetchall()
        return None if len(found) > most else [word for (word,) in found]

    def find_day_range(self) -> tuple[int, int] | None:
        """Find the first and last day that is stated of any event, infinite ones aside."""
        sql = (
            "SELECT min(stated_first), max(stated_last) FROM dates"
            f" WHERE count AND stated_first > {INFINITE_PAST} AND stated_last < {INFINITE_FUTURE}"
        )
        first, last = self._connection.execute(sql).fetchone()
        return None if first is None else (first, last)

    def place_values(self, of: str) -> dict[str, EventPlace]:
        """Find where the values of a facet first occur; a KeyError, too, tells of damage."""
        sql = "SELECT label, first_key FROM labels WHERE of = ?"
        get_values = INDEXED_FACETS[of].get_raw_values
        found = dict(self._connection.execute(sql, (of,)))
        events = self.read_keys(found.values())
        return {
            value: (events[key].sort_key, events[key].line, get_values(events[key]).index(value))
            for value, key in found.items()
        }

    def list_ids_near(self, id: str, most: int) -> list[str]:
        """List the ids next to a text in order of the alphabet, at most `most` on each side."""
        execute = self._connection.execute
        before = execute(
            "SELECT DISTINCT id FROM events WHERE id < ? ORDER BY id DESC LIMIT ?", (id, most)
        ).fetchall()
        after = execute(
            "SELECT DISTINCT id FROM events WHERE id >= ? ORDER BY id LIMIT ?", (id, most)
        ).fetchall()
        return [each for (each,) in (*before[::-1], *after)]

    def _iter_rows(
        self, cursor: Iterable[_Row], *, reverse: bool = False
    ) -> Iterator[tuple[Event, int]]:
        """Decode rows that come in order of their keys, each when it is asked for."""
        for *_, line, text, level in _put_in_order(cursor, reverse=reverse):
            yield rows.decode_event(text, line, self._timeline_name), level


def _put_in_order(cursor: Iterable[_Row], *, reverse: bool = False) -> Iterator[_Row]:
    """Put rows in order of time that come in order of their keys."""
    for _, same_day in groupby(cursor, key=lambda row: rows.get_key_day(row[0])):
        # Those alike in all else stand as in the file, whichever was read last.
        yield from sorted(same_day, key=lambda row: row[1:5], reverse=reverse)
