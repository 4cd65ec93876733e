"""Making an index: from nothing, or from an older one with only what changed read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby, islice

from qaim_cli.checks.names import list_known_sources
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.memory import pause_cycle_search
from qaim_cli.model import Event, Problem
from qaim_cli.prefilter import FacetCondition
from qaim_cli.store import ProgressCallback
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import metadata, tables
from qaim_cli.store.index.batches import EventBatch
from qaim_cli.store.index.chunks import Chunk, ChunkedText, compute_digest
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.writer import IndexWriter, UnindexableError
from qaim_cli.store.parser import StoreParser, collect_problems
from qaim_cli.store.run_reading import (
    NotSplittableError,
    ReadRun,
    group_chunks,
    iter_expected_items,
    map_runs,
    read_head,
    read_run,
    require_end,
)

_ITEMS_AT_ONCE = 1000
"""The items of a text without chunks that are brought into the index at once."""


class BuildResult(FrozenRecord):
    """The result of building an index, besides the events in it."""

    head: StoreHeader
    head_digest: str
    head_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    event_count: int
    omitted_count: int


def create_index(
    connection: sqlite3.Connection, path: str, data: bytes, progress: ProgressCallback | None = None
) -> BuildResult:
    """Fill an empty database with the index of a store that is read as a whole.

    Raises:
        StoreError: the store cannot be read at all.
        Unfit: too many events have one first day.
    """
    tables.create_tables(connection)
    reading = StoreParser(path, data)
    writer = IndexWriter(connection, lambda: reading.header)
    items = reading.parse_items()
    line_count = data.count(b"\n") + 1
    for id, some_items in enumerate(iter(lambda: list(islice(items, _ITEMS_AT_ONCE)), [])):
        # The text has no chunks, so these stand for one.
        chunk = Chunk(MemoryContent(b""), 0, 0, 0, b"", b"")
        writer.add_batch([(id, chunk)], writer.preparer.prepare([chunk], [some_items]))
        if progress:
            progress(some_items[-1].line / line_count)
    writer.write_staged()
    totals = _EventTotals(writer.added_count)
    return _collect_result(
        connection, path, totals, _ReadHeader(reading.header, "", reading.problems)
    )


def create_chunked_index(
    connection: sqlite3.Connection,
    path: str,
    data: bytes,
    text: ChunkedText,
    progress: ProgressCallback | None = None,
) -> BuildResult:
    """Fill an empty database with the index of a store, so that it can be updated by chunks.

    Raises:
        StoreError: the store cannot be read at all.
        NotSplittableError: the chunks do not begin where events do.
        UnindexableError: too many events have one first day.
    """
    tables.create_tables(connection)
    reading = StoreParser(path, data)
    writer = IndexWriter(connection, lambda: reading.header)
    items = reading.parse_items()
    numbered = enumerate(text.chunks)
    for chunks in group_chunks(text.chunks):
        items_by_chunk = (
            iter_expected_items(items, chunk.find_item_lines(chunk.read_data())) for chunk in chunks
        )
        batch = writer.preparer.prepare(chunks, items_by_chunk)
        writer.add_batch(list(islice(numbered, len(chunks))), batch)
        if progress:
            progress(chunks[-1].first_line / text.chunks[-1].first_line)
    require_end(items, reading)
    writer.write_staged()
    first = text.chunks[0].first_line
    head_problems = [problem for problem in reading.problems if problem.line < first]
    writer.record_problems(list(enumerate(text.chunks)), reading.problems)
    # A line that a message names would move when something is written above it.
    names_line = any(problem.related_line for problem in reading.problems)
    head_digest = "" if names_line else compute_digest(text.head).hex()
    totals = _EventTotals(writer.added_count)
    return _collect_result(
        connection, path, totals, _ReadHeader(reading.header, head_digest, head_problems)
    )


def create_index_in_runs(
    connection: sqlite3.Connection,
    path: str,
    text: ChunkedText,
    progress: ProgressCallback | None = None,
) -> BuildResult:
    """Fill an empty database as `create_chunked_index` does, the text read in several processes.

    Raises:
        StoreError: the store cannot be read so.
        NotSplittableError: likewise.
        WorkerLostError: likewise.
        UnindexableError: too many events have one first day.
    """
    tables.create_tables(connection)
    head = read_head(path, text.head)
    if any(problem.related_line for problem in head.problems):
        raise NotSplittableError
    writer = IndexWriter(connection, lambda: head.header)
    numbered = enumerate(text.chunks)
    problems: list[Problem] = []

    def prepare(chunks: Sequence[Chunk], run: ReadRun) -> tuple[EventBatch, list[Problem]]:
        return writer.preparer.prepare(chunks, run.items_by_chunk), run.problems

    with pause_cycle_search():
        for batch, found in map_runs(path, text, head.header, prepare):
            placed = list(islice(numbered, len(batch.chunks)))
            writer.add_batch(placed, batch)
            problems += found
            if progress:
                progress(placed[-1][1].first_line / text.chunks[-1].first_line)
        writer.write_staged()
    writer.record_problems(list(enumerate(text.chunks)), problems)
    digest = compute_digest(text.head).hex()
    totals = _EventTotals(writer.added_count)
    return _collect_result(
        connection, path, totals, _ReadHeader(head.header, digest, head.problems)
    )


def update_index(
    connection: sqlite3.Connection, path: str, old: metadata.IndexMetadata, text: ChunkedText
) -> BuildResult:
    """Bring an index up to date, reading only those chunks of the text that it does not have.

    What a chunk says does not depend on the others as long as each begins with an item in the same
    column, opens nothing that it does not close and leaves the list of events to no other key.

    Raises:
        StoreError: what changed cannot be read by itself.
        Unfit: what changed is no run of events, or too much, so that the whole is to be read.
    """
    ids = _match_chunk_ids(connection, text.chunks)
    if 2 * ids.count(None) > len(ids):
        raise UnindexableError
    head, head_problems = old.head, old.head_problems
    head_digest = compute_digest(text.head).hex()
    if head_digest != old.head_digest:
        head, head_problems = read_head(path, text.head)
        if (head.date_rules, head.periods) != (old.head.date_rules, old.head.periods):
            raise UnindexableError  # every date may mean other days
    writer = IndexWriter(connection, lambda: head)
    known_ids = [id for (id,) in connection.execute("SELECT id FROM chunks")]
    writer.remove_chunks(sorted({*known_ids} - {*ids}))
    fresh = max(known_ids, default=0) + 1
    together = groupby(enumerate(text.chunks), key=lambda placed: ids[placed[0]] is None)
    new_ids = set[str]()
    for is_new, group in together:
        if is_new:
            run = [(fresh + place, chunk) for place, chunk in group]
            new_ids |= _read_chunk_run(writer, path, run, head)
    writer.write_staged(old.head)
    kept = [
        (chunk.first_line, id) for id, chunk in zip(ids, text.chunks, strict=True) if id is not None
    ]
    connection.executemany("UPDATE chunks SET line = ? WHERE id = ? AND line <> ?1", kept)
    had_duplicates = any(problem.code == "duplicate-id" for problem in old.problems)
    totals = _EventTotals(
        old.event_count + writer.added_count, None if had_duplicates else frozenset(new_ids)
    )
    return _collect_result(connection, path, totals, _ReadHeader(head, head_digest, head_problems))


class _EventTotals(FrozenRecord):
    """How many events an index has, and the ids that several may have, None for any."""

    event_count: int
    repeatable_ids: frozenset[str] | None = None


def _read_chunk_run(
    writer: IndexWriter, path: str, run: list[tuple[int, Chunk]], head: StoreHeader
) -> set[str]:
    """Read consecutive chunks, under a key of their own; the ids of their events."""
    found = read_run(path, [chunk for _, chunk in run], head)
    batch = writer.preparer.prepare([chunk for _, chunk in run], found.items_by_chunk)
    writer.add_batch(run, batch)
    writer.record_problems(run, found.problems)
    return set(batch.ids)


def _match_chunk_ids(connection: sqlite3.Connection, chunks: Sequence[Chunk]) -> list[int | None]:
    """Under which number the index has each chunk already; None where it has not."""
    known: dict[bytes, list[int]] = {}
    for id, found in connection.execute("SELECT id, digest FROM chunks ORDER BY id DESC"):
        known.setdefault(found, []).append(id)
    return [ids.pop() if (ids := known.get(chunk.digest)) else None for chunk in chunks]


class _ReadHeader(FrozenRecord):
    """The head of a store as read, and the digest of its text; see `BuildResult`."""

    header: StoreHeader
    digest: str
    problems: Iterable[Problem]


def _collect_result(
    connection: sqlite3.Connection, path: str, totals: _EventTotals, head: _ReadHeader
) -> BuildResult:
    """Collect the result of building, with the problems of the whole found anew."""
    execute = connection.execute
    left_out = execute("SELECT coalesce(sum(left_out), 0) FROM chunk_problems").fetchone()[0]
    found = list(head.problems)
    of_chunks = "SELECT line, problems FROM chunk_problems JOIN chunks USING (id)"
    for line, problems in execute(of_chunks):
        found += (
            problem._replace(line=problem.line + line)
            for problem in metadata.decode_problems(metadata.decode_json(problems))
        )
    suspects = _find_suspect_events(connection, head.header, totals.repeatable_ids)
    timeline = head.header.build_timeline(path, suspects)
    return BuildResult(
        head.header,
        head.digest,
        tuple(head.problems),
        collect_problems(timeline, found, left_out),
        totals.event_count,
        left_out,
    )


def _find_suspect_events(
    connection: sqlite3.Connection, head: StoreHeader, repeatable_ids: frozenset[str] | None
) -> Iterable[Event]:
    """Find all events that a check across the timeline could report.

    They share an id with another, or name what is not declared. The checks themselves decide.

    Args:
        connection: the index.
        head: the head of the store.
        repeatable_ids: the ids that several events may have; None for all ids.
    """
    events = IndexedEvents(connection, head, "", 0, _raise_unreadable)
    values: list[str] = []
    those = ""
    if repeatable_ids is not None:
        those = "WHERE id IN (SELECT value FROM json_each(?))"
        values.append(metadata.encode_json(sorted(repeatable_ids)))
    repeated = f"SELECT id FROM events {those} GROUP BY id HAVING count(*) > 1"
    keys = [f"SELECT key FROM events WHERE id IN ({repeated})"]
    wholes = "SELECT label FROM labels WHERE of = 'whole'"
    no_event = f"{wholes} AND label NOT IN (SELECT id FROM events) LIMIT 1"
    if connection.execute(no_event).fetchone():
        return events  # what one that is not there is most like takes every id
    if connection.execute(f"{wholes} LIMIT 1").fetchone():
        keys.append(f"SELECT key FROM events WHERE id IN ({wholes})")
        keys.append("SELECT key FROM facts WHERE whole IS NOT NULL")
    header_only = head.build_timeline("", ())
    for of, known in (
        ("actor", header_only.actors.entities),
        ("place", header_only.places.entities),
        ("source", list_known_sources(header_only)),
    ):
        sql = "SELECT label FROM labels WHERE of = ?"
        unknown = frozenset(id for (id,) in connection.execute(sql, (of,)) if id not in known)
        if unknown:
            query = events.build_text_query(FacetCondition(of, unknown))
            if query is None:
                return events
            keys.append("SELECT rowid FROM words WHERE words MATCH ?")
            values.append(query.match)
    return events.reader.iter_selected(" UNION ".join(keys), values)


def _raise_unreadable() -> Sequence[Event]:
    """End the building of an index that cannot be read back.

    Raises:
        OSError: always.
    """
    raise OSError("an index cannot be read back")
