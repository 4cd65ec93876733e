"""Events of an index in another order than that of time, of which only the first are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from qaim_cli.model import Event
from qaim_cli.store.index import rows
from qaim_cli.store.index.event_reader import EventReader
from qaim_cli.store.index.statement import Statement
from qaim_cli.text import fold

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents

_Titled = tuple[str, int]
"""A folded title, and the key of its event."""
_LEAST_BUFFER = 100
"""So many titles more than are wanted are kept before they are put in order."""


def read_most(
    reader: EventReader, found: Iterable[tuple[int, float, int]]
) -> Iterator[tuple[Event, int | None]]:
    """Read events that come with a number and a level, the greatest number first."""
    alike = groupby(found, key=lambda row: (row[1], rows.get_key_day(row[0])))
    for _, group in alike:
        levels = {key: level for key, _, level in group}
        events = reader.read_keys(levels)
        for key in sorted(levels, key=lambda key: (events[key].sort_key, events[key].line)):
            yield events[key], levels[key]


def list_by_title(
    events: IndexedEvents, statement: Statement, min_level: int, limit: int, *, reverse: bool
) -> list[tuple[Event, int | None]]:
    """List the first events in order of their titles, then of time, that match so surely.

    Args:
        events: the events of the index.
        statement: tells exactly which events match how surely.
        min_level: how surely they match at least.
        limit: how many are listed.
        reverse: whether the last come first.
    """
    if not limit:
        return []
    execute = events.counter.connection.execute
    if statement.is_of_all:
        key, source = "events.key", "events WHERE 1"
    else:
        key = "words.rowid" if statement.match else "facts.key"
        joined = "CROSS JOIN events ON events.key = facts.key"
        source = events.counter.build_source(statement, min_level, joined)
    order = "DESC" if reverse else "ASC"
    sql = f"SELECT {key}, events.text FROM {source}"
    titles = _FirstTitles(limit, reverse=reverse)
    titles.add_rows(execute(f"{sql} ORDER BY {key} {order}", statement.values))
    chosen = titles.list_first()
    if not chosen:
        return []
    title, last_key = chosen[-1]
    # Keys of one day stand in any order, so that of the last title all of its last day are read.
    same_day = f"{key} BETWEEN {{}} AND {{}}".format(*rows.get_day_keys(last_key))
    of_day = execute(f"{sql} AND {same_day}", statement.values)
    keys = {key for _, key in chosen}
    keys |= {key for key, text in of_day if fold(rows.get_title(text)) == title}
    wanted = ", ".join(map(str, keys))
    sql = f"SELECT {key}, {statement.level} FROM {source} AND {key} IN ({wanted})"
    levels = dict(execute(sql, statement.values).fetchall())
    found = events.reader.read_keys(levels)

    def get_place(key: int) -> tuple[str, tuple[int, int, str], int]:
        event = found[key]
        return fold(event.title), event.sort_key, event.line

    in_order = sorted(levels, key=get_place, reverse=reverse)
    return [(found[key], levels[key]) for key in in_order[:limit]]


class _FirstTitles:
    """The first of many titles that come in order of time, or backwards where the last are wanted.

    Of equal titles those that come first are first.
    """

    def __init__(self, limit: int, *, reverse: bool) -> None:
        self._limit = limit
        self._reverse = reverse
        self._found: list[_Titled] = []

    def add_rows(self, texts: Iterable[tuple[int, str]]) -> None:
        """Add the titles of events, which are given by keys and texts of the index."""
        found, reverse = self._found, self._reverse
        most, last = 2 * self._limit + _LEAST_BUFFER, ""
        first_letters: dict[str, str] = {}
        for key, text in texts:
            title = rows.get_title(text)
            if last:
                letter = first_letters.get(title[:1])
                if letter is None:
                    # What the first sign folds to begins the folded title, if it is anything.
                    letter = first_letters[title[:1]] = fold(title[:1])[:1]
                if letter and (letter < last[0] if reverse else letter > last[0]):
                    continue
            title = fold(title)
            if last and (title <= last if reverse else title >= last):
                continue  # of equal ones those that came before are first
            found.append((title, key))
            if len(found) >= most:
                found[:] = self.list_first()
                last = found[-1][0]

    def list_first(self) -> list[_Titled]:
        """List the first titles in order."""
        self._found.sort(key=lambda each: each[0], reverse=self._reverse)
        return self._found[: self._limit]
