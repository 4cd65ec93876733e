"""Events of an index in another order than that of time, of which only the first are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from qaim_cli.model import Event
from qaim_cli.store.index import rows
from qaim_cli.store.index.event_reader import EventReader
from qaim_cli.store.index.first_titles import FirstTitles
from qaim_cli.store.index.statement import Statement
from qaim_cli.text import fold

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents


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
    key, source = _build_source(events, statement, min_level)
    order = "DESC" if reverse else "ASC"
    sql = f"SELECT {key}, events.text FROM {source}"
    # The sign has the full-text table gone through once, not asked for each of these.
    sign = "+" if statement.match else ""
    ends = f"SELECT key FROM title_ends WHERE is_last = {int(reverse)}"
    for asked in (f"{sql} AND {sign}{key} IN ({ends})", sql):
        titles = FirstTitles(limit, reverse=reverse)
        titles.add_rows(execute(f"{asked} ORDER BY {key} {order}", statement.values))
        chosen = titles.list_first()
        if len(chosen) == limit:
            break
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
    return _read_by_title(events, levels, reverse=reverse)[:limit]


def _build_source(events: IndexedEvents, statement: Statement, min_level: int) -> tuple[str, str]:
    """Build the column of keys, and the tables and tests, of matching events with their texts."""
    if statement.is_of_all:
        return "events.key", "events WHERE 1"
    joined = "CROSS JOIN events ON events.key = facts.key"
    source = events.counter.build_source(statement, min_level, joined)
    return "words.rowid" if statement.match else "facts.key", source


def _read_by_title(
    events: IndexedEvents, levels: Mapping[int, int], *, reverse: bool
) -> list[tuple[Event, int | None]]:
    """Read events, given their levels by key, in order of their titles, then of time."""
    found = events.reader.read_keys(levels)

    def get_sort_key(key: int) -> tuple[str, tuple[int, int, str], int]:
        event = found[key]
        return fold(event.title), event.sort_key, event.line

    return [(found[key], levels[key]) for key in sorted(levels, key=get_sort_key, reverse=reverse)]
