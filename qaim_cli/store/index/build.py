"""Making an index: from nothing, or from an older one with only what changed read again."""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from qaim_cli.checks.names import list_known_sources
from qaim_cli.model import Event, Problem
from qaim_cli.prefilter import FacetCondition
from qaim_cli.store import ProgressCallback
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import metadata, rows
from qaim_cli.store.index.chunks import Chunk, ChunkedText, compute_digest
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.file_order import compute_file_order
from qaim_cli.store.parser import ParsedItem, StoreParser, collect_problems

_CREATE_TABLES = """
    CREATE TABLE about (text TEXT NOT NULL);
    CREATE TABLE contents (file_digest TEXT NOT NULL);
    CREATE TABLE chunks (
        id INTEGER PRIMARY KEY, line INTEGER, size INTEGER, digest BLOB, keys TEXT, file_order TEXT,
        problems TEXT, left_out INTEGER);
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
has every word of the events once, and perhaps some that were in others before. `contents` has the
digest of the file that the rows were read from; `about` counts only if it names the same. Of each
chunk `size` counts the bytes, and `file_order` says how its events follow each other in time."""

_CREATE_STAGE = """
    CREATE TEMP TABLE stage (
        key INTEGER, chunk INTEGER, line INTEGER, id TEXT, text TEXT, s0 INTEGER, e1 INTEGER,
        long INTEGER, words TEXT);
"""
_COPY_STAGE = """
    INSERT INTO events SELECT key, chunk, line, id, text FROM stage ORDER BY key;
    INSERT INTO spans SELECT key, s0, e1 FROM stage ORDER BY key;
    INSERT INTO long SELECT key, s0, e1 FROM stage WHERE long ORDER BY key;
    INSERT INTO words (rowid, text) SELECT key, words FROM stage ORDER BY key;
"""
_BATCH_SIZE = 1000
"""How many events are put down at once, and how often progress is told."""


class UnindexableError(ValueError):
    """A text is not cut where its events begin, or more events have one first day than may."""


class BuildResult(NamedTuple):
    """What an index was made of, besides the events in it."""

    head: StoreHeader
    head_digest: str
    head_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    event_count: int
    omitted_count: int


def create_index(
    connection: sqlite3.Connection, path: str, data: bytes, progress: ProgressCallback | None = None
) -> BuildResult:
    """Fills an empty database with the index of a store that is read as a whole.

    Raises:
        StoreError: the store cannot be read at all.
        Unfit: too many events have one first day.
    """
    writer = _create_tables(connection)
    reading = StoreParser(path, data)
    writer.add_items(
        _ChunkPosition(0, 0), reading.parse_items(), _LineProgress(progress, data.count(b"\n") + 1)
    )
    writer.write_staged()
    return _collect_result(connection, path, reading.header, "", reading.problems)


def create_chunked_index(
    connection: sqlite3.Connection,
    path: str,
    data: bytes,
    text: ChunkedText,
    progress: ProgressCallback | None = None,
) -> BuildResult:
    """Fills an empty database with the index of a store, so that it can be brought up to date.

    Raises:
        StoreError: the store cannot be read at all.
        Unfit: the chunks do not begin where events do, or too many events have one first day.
    """
    writer = _create_tables(connection)
    reading = StoreParser(path, data)
    items = reading.parse_items()
    told = _LineProgress(progress, text.chunks[-1].first_line)
    for id, chunk in enumerate(text.chunks):
        place = _ChunkPosition(id, chunk.first_line, chunk)
        writer.add_items(place, _iter_expected_items(items, chunk.item_lines, 0), told)
    _require_end(items, reading)
    writer.write_staged()
    first = text.chunks[0].first_line
    head_problems = [problem for problem in reading.problems if problem.line < first]
    writer.record_problems(list(enumerate(text.chunks)), reading.problems, 0)
    head_digest = (
        "" if any(map(_mentions_line, reading.problems)) else compute_digest(text.head).hex()
    )
    return _collect_result(connection, path, reading.header, head_digest, head_problems)


def update_index(
    connection: sqlite3.Connection, path: str, old: metadata.IndexMetadata, text: ChunkedText
) -> BuildResult:
    """Brings an index up to date, reading only those chunks of the text that it does not have.

    What a chunk says does not depend on the others as long as each begins with an item in the same
    column, opens nothing that it does not close and leaves the list of events to no other key.

    Raises:
        StoreError: what changed cannot be read by itself.
        Unfit: what changed is no run of events, or too much, so that the whole is to be read.
    """
    ids = _match_chunk_ids(connection, text.chunks)
    if 2 * ids.count(None) > len(ids):
        raise UnindexableError
    connection.execute(_CREATE_STAGE)
    head, head_problems = old.head, old.head_problems
    head_digest = compute_digest(text.head).hex()
    if head_digest != old.head_digest:
        reading = StoreParser(path, text.head)
        _require_end(reading.parse_items(), reading)
        head, head_problems = reading.header, tuple(reading.problems)
        if (head.date_rules, head.periods) != (old.head.date_rules, old.head.periods):
            raise UnindexableError  # every date may mean other days
    writer = _IndexWriter(connection)
    writer.keep_only_chunks(set(ids) - {None})
    fresh = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM chunks").fetchone()[0]
    together = groupby(enumerate(text.chunks), key=lambda placed: ids[placed[0]] is None)
    for is_new, group in together:
        run = [(fresh + place, chunk) for place, chunk in group]
        if is_new:
            _read_chunk_run(writer, path, run, head)
    writer.write_staged()
    kept = [
        (chunk.first_line, id) for id, chunk in zip(ids, text.chunks, strict=True) if id is not None
    ]
    connection.executemany("UPDATE chunks SET line = ? WHERE id = ? AND line <> ?1", kept)
    return _collect_result(connection, path, head, head_digest, head_problems)


def _read_chunk_run(
    writer: _IndexWriter, path: str, run: list[tuple[int, Chunk]], head: StoreHeader
) -> None:
    """Reads chunks that follow on each other, under a key of their own."""
    data = b"events:\n" + b"".join(chunk.data for _, chunk in run)
    reading = StoreParser(path, data, header=head)
    items = reading.parse_items()
    shift = run[0][1].first_line - 2
    for id, chunk in run:
        place = _ChunkPosition(id, chunk.first_line, chunk, shift)
        writer.add_items(place, _iter_expected_items(items, chunk.item_lines, shift))
    _require_end(items, reading)
    if any(map(_mentions_line, reading.problems)):
        raise UnindexableError
    writer.record_problems(run, reading.problems, shift)


def _mentions_line(problem: Problem) -> bool:
    """Whether a problem's text names a line, which moves when something is written above it."""
    return " line " in problem.message or "(line " in problem.message


def _match_chunk_ids(connection: sqlite3.Connection, chunks: Sequence[Chunk]) -> list[int | None]:
    """Under which number the index has each chunk already; None where it has not."""
    known: dict[bytes, list[int]] = {}
    for id, found in connection.execute("SELECT id, digest FROM chunks ORDER BY id DESC"):
        known.setdefault(found, []).append(id)
    return [ids.pop() if (ids := known.get(chunk.digest)) else None for chunk in chunks]


def _iter_expected_items(
    items: Iterator[ParsedItem], starts: Sequence[int], shift: int
) -> Iterator[ParsedItem]:
    """An item for each line on which one is to begin.

    Raises:
        Unfit: an item begins elsewhere, or there is none.
    """
    for start in starts:
        item = next(items, None)
        if item is None or item.line + shift != start:
            raise UnindexableError
        yield item


def _require_end(items: Iterator[ParsedItem], reading: StoreParser) -> None:
    """Checks that there are no more items, and no key behind that of the events.

    Raises:
        Unfit: there are.
    """
    if (
        next(items, None)
        or reading.top_level_keys[-1:] != ["events"]
        or reading.top_level_keys.count("events") != 1
    ):
        raise UnindexableError


def _create_tables(connection: sqlite3.Connection) -> _IndexWriter:
    _run_script(connection, _CREATE_TABLES + _CREATE_STAGE)
    return _IndexWriter(connection)


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """Runs statements within the transaction that there is, which `executescript` would end."""
    for statement in script.split(";"):
        connection.execute(statement)


class _ChunkPosition(NamedTuple):
    """A chunk as an index has it: its number, its first line and its text."""

    id: int
    line: int
    chunk: Chunk | None = None
    line_shift: int = 0
    """How many lines further down it stands in its file than in the text being read."""


class _LineProgress(NamedTuple):
    """Who is told of progress, and how many lines there are to read."""

    callback: ProgressCallback | None
    line_count: int


class _IndexWriter:
    """What puts events into an index: first on a stage, then in order of their keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._staged_rows: list[tuple[Any, ...]] = []
        self._next_keys: dict[int, int] = {}
        self._value_counts = Counter[tuple[str, str]]()
        self._vocabulary = set[str]()

    def add_items(
        self, place: _ChunkPosition, items: Iterable[ParsedItem], told: _LineProgress | None = None
    ) -> None:
        """Puts the items of a chunk on the stage; their lines are kept as counted from its own."""
        keys = []
        sort_keys = []
        left_out = 0
        before = place.line - place.line_shift
        for item in items:
            if item.event is None:
                left_out += 1
            else:
                keys.append(self._stage_event(place.id, item.line - before, item.event))
                sort_keys.append(item.event.sort_key)
            if len(self._staged_rows) >= _BATCH_SIZE:
                self._flush_rows()
                if told and told.callback:
                    told.callback(item.line / told.line_count)
        size, digest = (len(place.chunk.data), place.chunk.digest) if place.chunk else (0, b"")
        known = metadata.encode_json(keys), metadata.encode_json(compute_file_order(sort_keys))
        row = (place.id, place.line, size, digest, *known, "[]", left_out)
        self._connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def record_problems(
        self, placed: Sequence[tuple[int, Chunk]], problems: Iterable[Problem], shift: int
    ) -> None:
        """Notes problems with the chunks in which they are; their lines are those of the chunk."""
        begins = [chunk.first_line for _, chunk in placed]
        found: dict[int, list[Problem]] = {}
        for problem in problems:
            place = bisect(begins, problem.line + shift) - 1
            if place >= 0:
                line = problem.line + shift - begins[place]
                found.setdefault(placed[place][0], []).append(problem._replace(line=line))
        self._connection.executemany(
            "UPDATE chunks SET problems = ? WHERE id = ?",
            [(metadata.encode_json(each), id) for id, each in found.items()],
        )

    def keep_only_chunks(self, kept: set[int | None]) -> None:
        """Takes out all chunks but those that are kept, with their events."""
        gone = [
            (id, metadata.decode_json(keys))
            for id, keys in self._connection.execute("SELECT id, keys FROM chunks").fetchall()
            if id not in kept
        ]
        for id, keys in gone:
            for key in keys:
                self._delete_event(key)
            self._connection.execute("DELETE FROM chunks WHERE id = ?", (id,))

    def write_staged(self) -> None:
        """Brings what is on the stage into the index."""
        self._flush_rows()
        _run_script(self._connection, _COPY_STAGE)
        self._connection.executemany(
            "INSERT INTO labels VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(of, label, count) for (of, label), count in self._value_counts.items()],
        )
        self._connection.execute("DELETE FROM labels WHERE count = 0")
        terms = [
            (word,) for word in sorted(self._vocabulary) if not word.startswith(rows.MARK_PREFIX)
        ]
        self._connection.executemany("INSERT OR IGNORE INTO terms VALUES (?)", terms)

    def _stage_event(self, chunk: int, line: int, event: Event) -> int:
        key = self._allocate_key(event.span.first_day)
        labels = rows.list_facet_values(event)
        for label in labels:
            self._value_counts[label] += 1
        wide, long = event.span.with_tolerance, rows.is_long(event.span)
        s0, e1 = wide.earliest_start, wide.latest_end
        text, words = rows.encode_event(event), rows.build_search_words(event, labels)
        self._vocabulary.update(words.split())
        self._staged_rows.append((key, chunk, line, event.id, text, s0, e1, long, words))
        return key

    def _allocate_key(self, day: int) -> int:
        """A key that no other event has."""
        first = rows.make_first_key(day)
        key = self._next_keys.get(first)
        if key is None:
            sql = "SELECT max(key) FROM events WHERE key BETWEEN ? AND ?"
            most = self._connection.execute(
                sql, (first, first + rows.MAX_EVENTS_PER_DAY - 1)
            ).fetchone()[0]
            key = first if most is None else most + 1
        if key >= first + rows.MAX_EVENTS_PER_DAY:
            raise UnindexableError
        self._next_keys[first] = key + 1
        return key

    def _flush_rows(self) -> None:
        self._connection.executemany(
            "INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._staged_rows
        )
        self._staged_rows.clear()

    def _delete_event(self, key: int) -> None:
        execute = self._connection.execute
        (text,) = execute("SELECT text FROM events WHERE key = ?", (key,)).fetchone()
        event = rows.decode_event(text, 0, "")
        labels = rows.list_facet_values(event)
        self._value_counts.subtract(labels)
        execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (key, rows.build_search_words(event, labels)),
        )
        for table in ("events", "spans", "long"):
            execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - only our own names


def _collect_result(
    connection: sqlite3.Connection,
    path: str,
    head: StoreHeader,
    head_digest: str,
    head_problems: Iterable[Problem],
) -> BuildResult:
    """What an index was made of, with the problems of the whole found anew."""
    execute = connection.execute
    execute("CREATE INDEX IF NOT EXISTS by_id ON events (id)")
    events = execute("SELECT count(*) FROM events").fetchone()[0]
    left_out = execute("SELECT coalesce(sum(left_out), 0) FROM chunks").fetchone()[0]
    found = list(head_problems)
    for line, problems in execute("SELECT line, problems FROM chunks WHERE problems <> '[]'"):
        found += (
            problem._replace(line=problem.line + line)
            for problem in metadata.decode_problems(metadata.decode_json(problems))
        )
    timeline = head.build_timeline(path, _find_suspect_events(connection, head))
    return BuildResult(
        head,
        head_digest,
        tuple(head_problems),
        collect_problems(timeline, found, left_out),
        events,
        left_out,
    )


def _find_suspect_events(connection: sqlite3.Connection, head: StoreHeader) -> Iterable[Event]:
    """All events that a check across the timeline could find fault with.

    They share an id with another, or name what is not declared. The checks themselves decide.
    """
    events = IndexedEvents(connection, head, "", 0, _raise_unreadable)
    if connection.execute("SELECT 1 FROM labels WHERE of = 'whole' LIMIT 1").fetchone():
        return events  # whether a whole is there, and what it is most like, takes every id
    twice = "SELECT id FROM events GROUP BY id HAVING count(*) > 1"
    conditions = [f"SELECT key FROM events WHERE id IN ({twice})"]  # noqa: S608 - only our own names
    values = []
    header_only = head.build_timeline("", ())
    for of, known in (
        ("actor", header_only.actors.entities),
        ("place", header_only.places.entities),
        ("source", list_known_sources(header_only)),
    ):
        sql = "SELECT label FROM labels WHERE of = ?"
        unknown = frozenset(id for (id,) in connection.execute(sql, (of,)) if id not in known)
        if unknown:
            match = events.build_fts_query(FacetCondition(of, unknown))
            if not match:
                return events
            conditions.append("SELECT rowid FROM words WHERE words MATCH ?")
            values.append(match)
    return events.read_events(f"WHERE key IN ({' UNION '.join(conditions)})", tuple(values))


def _raise_unreadable() -> Sequence[Event]:
    """Ends the building of an index that cannot be read back.

    Raises:
        OSError: always.
    """
    raise OSError("an index cannot be read back")
