"""Making an index: from nothing, or from an older one with only what changed read again."""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from qaim_cli.hints import Label
from qaim_cli.model import Event, Problem
from qaim_cli.store import Progress
from qaim_cli.store.head import Head
from qaim_cli.store.index import about, rows
from qaim_cli.store.index.chunks import Chunk, Cut, digest
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.reading import Item, Reading, across

_SCHEMA = """
    CREATE TABLE about (text TEXT NOT NULL);
    CREATE TABLE chunks (
        id INTEGER PRIMARY KEY, line INTEGER, digest BLOB, keys TEXT, problems TEXT,
        left_out INTEGER);
    CREATE TABLE events (
        key INTEGER PRIMARY KEY, chunk INTEGER, line INTEGER, id TEXT, text TEXT);
    CREATE TABLE spans (key INTEGER PRIMARY KEY, s0 INTEGER, e1 INTEGER);
    CREATE TABLE long (key INTEGER PRIMARY KEY, s0 INTEGER, e1 INTEGER);
    CREATE TABLE labels (
        of TEXT, label TEXT, count INTEGER, PRIMARY KEY (of, label)) WITHOUT ROWID;
    CREATE TABLE terms (word TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(
        text, content='', detail=none, columnsize=0, tokenize='ascii');
"""
"""An event's key tells its first day (see `rows`), so that keys go by time. Spans stand apart from
the texts, which are ten times as long; those that last long stand by themselves as well. `terms`
has every word of the events once, and perhaps some that were in others before."""

_STAGE = """
    CREATE TEMP TABLE stage (
        key INTEGER, chunk INTEGER, line INTEGER, id TEXT, text TEXT, s0 INTEGER, e1 INTEGER,
        long INTEGER, words TEXT);
"""
_UNSTAGE = """
    INSERT INTO events SELECT key, chunk, line, id, text FROM stage ORDER BY key;
    INSERT INTO spans SELECT key, s0, e1 FROM stage ORDER BY key;
    INSERT INTO long SELECT key, s0, e1 FROM stage WHERE long ORDER BY key;
    INSERT INTO words (rowid, text) SELECT key, words FROM stage ORDER BY key;
"""
_OFTEN = 1000
"""How many events are put down at once, and how often progress is told."""


class Unfit(ValueError):  # noqa: N818 - no error to show: the store is read another way
    """A text is not cut where its events begin, or more events have one first day than may."""


class Made(NamedTuple):
    """What an index was made of, besides the events in it."""

    head: Head
    head_digest: str
    head_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    events: int
    left_out: int


def create(
    connection: sqlite3.Connection, path: str, data: bytes, progress: Progress | None = None
) -> Made:
    """Fills an empty database with the index of a store that is read as a whole.

    Raises:
        StoreError: the store cannot be read at all.
        Unfit: too many events have one first day.
    """
    writer = _begin(connection)
    reading = Reading(path, data)
    writer.add(_Place(0, 0), reading.items(), _Told(progress, data.count(b"\n") + 1))
    writer.finish()
    return _made(connection, path, reading.head, "", reading.problems)


def create_in_chunks(
    connection: sqlite3.Connection,
    path: str,
    data: bytes,
    text: Cut,
    progress: Progress | None = None,
) -> Made:
    """Fills an empty database with the index of a store, so that it can be brought up to date.

    Raises:
        StoreError: the store cannot be read at all.
        Unfit: the chunks do not begin where events do, or too many events have one first day.
    """
    writer = _begin(connection)
    reading = Reading(path, data)
    items = reading.items()
    told = _Told(progress, text.chunks[-1].line)
    for id, chunk in enumerate(text.chunks):
        place = _Place(id, chunk.line, chunk.digest)
        writer.add(place, _expected(items, chunk.starts, 0), told)
    _check_ended(items, reading)
    writer.finish()
    first = text.chunks[0].line
    head_problems = [problem for problem in reading.problems if problem.line < first]
    writer.note(list(enumerate(text.chunks)), reading.problems, 0)
    head_digest = "" if any(map(_tells_line, reading.problems)) else digest(text.head).hex()
    return _made(connection, path, reading.head, head_digest, head_problems)


def update(connection: sqlite3.Connection, path: str, old: about.About, text: Cut) -> Made:
    """Brings an index up to date, reading only those chunks of the text that it does not have.

    What a chunk says does not depend on the others as long as each begins with an item in the same
    column, opens nothing that it does not close and leaves the list of events to no other key.

    Raises:
        StoreError: what changed cannot be read by itself.
        Unfit: what changed is no run of events, or too much, so that the whole is to be read.
    """
    ids = _placed(connection, text.chunks)
    if 2 * ids.count(None) > len(ids):
        raise Unfit
    connection.execute(_STAGE)
    head, head_problems = old.head, old.head_problems
    head_digest = digest(text.head).hex()
    if head_digest != old.head_digest:
        reading = Reading(path, text.head)
        _check_ended(reading.items(), reading)
        head, head_problems = reading.head, tuple(reading.problems)
    writer = _Writer(connection)
    writer.remove(set(ids) - {None})
    fresh = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM chunks").fetchone()[0]
    together = groupby(enumerate(text.chunks), key=lambda placed: ids[placed[0]] is None)
    for is_new, group in together:
        run = [(fresh + place, chunk) for place, chunk in group]
        if is_new:
            _read_run(writer, path, run)
    writer.finish()
    kept = [(chunk.line, id) for id, chunk in zip(ids, text.chunks, strict=True) if id is not None]
    connection.executemany("UPDATE chunks SET line = ? WHERE id = ? AND line <> ?1", kept)
    return _made(connection, path, head, head_digest, head_problems)


def _read_run(writer: _Writer, path: str, run: list[tuple[int, Chunk]]) -> None:
    """Reads chunks that follow on each other, under a key of their own."""
    reading = Reading(path, b"events:\n" + b"".join(chunk.data for _, chunk in run))
    items = reading.items()
    shift = run[0][1].line - 2
    for id, chunk in run:
        place = _Place(id, chunk.line, chunk.digest, shift)
        writer.add(place, _expected(items, chunk.starts, shift))
    _check_ended(items, reading)
    if any(map(_tells_line, reading.problems)):
        raise Unfit
    writer.note(run, reading.problems, shift)


def _tells_line(problem: Problem) -> bool:
    """Whether a problem's text names a line, which moves when something is written above it."""
    return " line " in problem.what or "(line " in problem.what


def _placed(connection: sqlite3.Connection, chunks: Sequence[Chunk]) -> list[int | None]:
    """Under which number the index has each chunk already; None where it has not."""
    known: dict[bytes, list[int]] = {}
    for id, found in connection.execute("SELECT id, digest FROM chunks ORDER BY id DESC"):
        known.setdefault(found, []).append(id)
    return [ids.pop() if (ids := known.get(chunk.digest)) else None for chunk in chunks]


def _expected(items: Iterator[Item], starts: Sequence[int], shift: int) -> Iterator[Item]:
    """An item for each line on which one is to begin.

    Raises:
        Unfit: an item begins elsewhere, or there is none.
    """
    for start in starts:
        item = next(items, None)
        if item is None or item.line + shift != start:
            raise Unfit
        yield item


def _check_ended(items: Iterator[Item], reading: Reading) -> None:
    """Checks that there are no more items, and no key behind that of the events.

    Raises:
        Unfit: there are.
    """
    if next(items, None) or reading.keys[-1:] != ["events"] or reading.keys.count("events") != 1:
        raise Unfit


def _begin(connection: sqlite3.Connection) -> _Writer:
    _run(connection, _SCHEMA + _STAGE)
    return _Writer(connection)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Runs statements within the transaction that there is, which `executescript` would end."""
    for statement in script.split(";"):
        connection.execute(statement)


class _Place(NamedTuple):
    """A chunk as an index has it: its number, first line and digest."""

    id: int
    line: int
    digest: bytes = b""
    shift: int = 0
    """How many lines further down it stands in its file than in the text being read."""


class _Told(NamedTuple):
    """Who is told of progress, and how many lines there are to read."""

    progress: Progress | None
    lines: int


class _Writer:
    """What puts events into an index: first on a stage, then in order of their keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._staged: list[tuple[Any, ...]] = []
        self._keys: dict[int, int] = {}
        self._labels = Counter[tuple[str, str]]()
        self._terms = set[str]()

    def add(self, place: _Place, items: Iterable[Item], told: _Told | None = None) -> None:
        """Puts the items of a chunk on the stage; their lines are kept as counted from its own."""
        keys = []
        left_out = 0
        before = place.line - place.shift
        for item in items:
            if item.event is None:
                left_out += 1
            else:
                keys.append(self._stage(place.id, item.line - before, item.event))
            if len(self._staged) >= _OFTEN:
                self._flush()
                if told and told.progress:
                    told.progress(item.line / told.lines)
        row = (place.id, place.line, place.digest, about.encoded(keys), "[]", left_out)
        self._connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?)", row)

    def note(
        self, placed: Sequence[tuple[int, Chunk]], problems: Iterable[Problem], shift: int
    ) -> None:
        """Notes problems with the chunks in which they are; their lines are those of the chunk."""
        begins = [chunk.line for _, chunk in placed]
        found: dict[int, list[Problem]] = {}
        for problem in problems:
            place = bisect(begins, problem.line + shift) - 1
            if place >= 0:
                line = problem.line + shift - begins[place]
                found.setdefault(placed[place][0], []).append(problem._replace(line=line))
        self._connection.executemany(
            "UPDATE chunks SET problems = ? WHERE id = ?",
            [(about.encoded(each), id) for id, each in found.items()],
        )

    def remove(self, kept: set[int | None]) -> None:
        """Takes out all chunks but those that are kept, with their events."""
        gone = [
            (id, about.decoded(keys))
            for id, keys in self._connection.execute("SELECT id, keys FROM chunks").fetchall()
            if id not in kept
        ]
        for id, keys in gone:
            for key in keys:
                self._remove(key)
            self._connection.execute("DELETE FROM chunks WHERE id = ?", (id,))

    def finish(self) -> None:
        """Brings what is on the stage into the index."""
        self._flush()
        _run(self._connection, _UNSTAGE)
        self._connection.executemany(
            "INSERT INTO labels VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(of, label, count) for (of, label), count in self._labels.items()],
        )
        self._connection.execute("DELETE FROM labels WHERE count = 0")
        terms = [(word,) for word in sorted(self._terms) if not word.startswith(rows.MARKED)]
        self._connection.executemany("INSERT OR IGNORE INTO terms VALUES (?)", terms)

    def _stage(self, chunk: int, line: int, event: Event) -> int:
        key = self._key(event.span.first)
        labels = rows.labels(event)
        for label in labels:
            self._labels[label] += 1
        s0, e1, long = event.span.s0, event.span.e1, rows.is_long(event.span)
        text, words = rows.encode(event), rows.found_by(event, labels)
        self._terms.update(words.split())
        self._staged.append((key, chunk, line, event.id, text, s0, e1, long, words))
        return key

    def _key(self, day: int) -> int:
        """A key that no other event has."""
        first = rows.first_key(day)
        key = self._keys.get(first)
        if key is None:
            sql = "SELECT max(key) FROM events WHERE key BETWEEN ? AND ?"
            most = self._connection.execute(sql, (first, first + rows.MOST_A_DAY - 1)).fetchone()[0]
            key = first if most is None else most + 1
        if key >= first + rows.MOST_A_DAY:
            raise Unfit
        self._keys[first] = key + 1
        return key

    def _flush(self) -> None:
        self._connection.executemany(
            "INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._staged
        )
        self._staged.clear()

    def _remove(self, key: int) -> None:
        execute = self._connection.execute
        (text,) = execute("SELECT text FROM events WHERE key = ?", (key,)).fetchone()
        event = rows.decode(text, 0, "")
        labels = rows.labels(event)
        self._labels.subtract(labels)
        execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (key, rows.found_by(event, labels)),
        )
        for table in ("events", "spans", "long"):
            execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - names of ours


def _made(
    connection: sqlite3.Connection,
    path: str,
    head: Head,
    head_digest: str,
    head_problems: Iterable[Problem],
) -> Made:
    """What an index was made of, with the problems of the whole found anew."""
    execute = connection.execute
    execute("CREATE INDEX IF NOT EXISTS by_id ON events (id)")
    events = execute("SELECT count(*) FROM events").fetchone()[0]
    left_out = execute("SELECT coalesce(sum(left_out), 0) FROM chunks").fetchone()[0]
    found = list(head_problems)
    for line, problems in execute("SELECT line, problems FROM chunks WHERE problems <> '[]'"):
        found += (
            problem._replace(line=problem.line + line)
            for problem in about.problems(about.decoded(problems))
        )
    timeline = head.timeline(path, _suspects(connection, head))
    return Made(
        head, head_digest, tuple(head_problems), across(timeline, found, left_out), events, left_out
    )


def _suspects(connection: sqlite3.Connection, head: Head) -> Iterable[Event]:
    """All events that a check across the timeline could find fault with.

    They share an id with another, or name what is not declared. The checks themselves decide.
    """
    events = IndexedEvents(connection, head, "", 0, _lost)
    if connection.execute("SELECT 1 FROM labels WHERE of = 'whole' LIMIT 1").fetchone():
        return events  # whether a whole is there, and what it is most like, takes every id
    twice = "SELECT id FROM events GROUP BY id HAVING count(*) > 1"
    conditions = [f"SELECT key FROM events WHERE id IN ({twice})"]  # noqa: S608 - ours
    values = []
    declared = {"actor": head.actors, "place": head.places}
    for of, entities in declared.items():
        known = {entity.id for entity in entities}
        sql = "SELECT label FROM labels WHERE of = ?"
        unknown = frozenset(id for (id,) in connection.execute(sql, (of,)) if id not in known)
        if unknown:
            match = events.match(Label(of, unknown))
            if not match:
                return events
            conditions.append("SELECT rowid FROM words WHERE words MATCH ?")
            values.append(match)
    return events.read(f"WHERE key IN ({' UNION '.join(conditions)})", tuple(values))


def _lost() -> Sequence[Event]:
    """Ends the building of an index that cannot be read back.

    Raises:
        OSError: always.
    """
    raise OSError("an index cannot be read back")
