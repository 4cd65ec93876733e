"""Making an index: from nothing, or from an older one with only what changed read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from qaim_cli.checks.names import list_known_sources
from qaim_cli.model import Event, Problem
from qaim_cli.prefilter import FacetCondition
from qaim_cli.store import ProgressCallback
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import metadata, tables
from qaim_cli.store.index.chunks import Chunk, ChunkedText, compute_digest
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.writer import (
    ChunkPosition,
    IndexWriter,
    LineProgress,
    UnindexableError,
)
from qaim_cli.store.parser import StoreParser, collect_problems
from qaim_cli.store.run_reading import (
    NotSplittableError,
    iter_expected_items,
    read_head,
    read_run,
    read_runs,
    require_end,
)


class BuildResult(NamedTuple):
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
    writer.add_items(
        ChunkPosition(0, 0), reading.parse_items(), LineProgress(progress, data.count(b"\n") + 1)
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
    line_progress = LineProgress(progress, text.chunks[-1].first_line)
    for id, chunk in enumerate(text.chunks):
        place = ChunkPosition(id, chunk.first_line, chunk)
        writer.add_items(place, iter_expected_items(items, chunk.item_lines), line_progress)
    require_end(items, reading)
    writer.write_staged()
    first = text.chunks[0].first_line
    head_problems = [problem for problem in reading.problems if problem.line < first]
    writer.record_problems(list(enumerate(text.chunks)), reading.problems)
    # A line that a message names would move when something is written above it.
    names_line = any(problem.related_line for problem in reading.problems)
    head_digest = "" if names_line else compute_digest(text.head).hex()
    return _collect_result(connection, path, reading.header, head_digest, head_problems)


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
    line_progress = LineProgress(progress, text.chunks[-1].first_line)
    numbered = enumerate(text.chunks)
    problems: list[Problem] = []
    for run in read_runs(path, text, head.header):
        for items in run.items_by_chunk:
            id, chunk = next(numbered)
            writer.add_items(ChunkPosition(id, chunk.first_line, chunk), items, line_progress)
        problems += run.problems
    writer.write_staged()
    writer.record_problems(list(enumerate(text.chunks)), problems)
    digest = compute_digest(text.head).hex()
    return _collect_result(connection, path, head.header, digest, head.problems)


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
    head, head_problems = old.head, old.head_problems
    head_digest = compute_digest(text.head).hex()
    if head_digest != old.head_digest:
        head, head_problems = read_head(path, text.head)
        if (head.date_rules, head.periods) != (old.head.date_rules, old.head.periods):
            raise UnindexableError  # every date may mean other days
    writer = IndexWriter(connection, lambda: head)
    writer.keep_only_chunks(set(ids) - {None})
    fresh = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM chunks").fetchone()[0]
    together = groupby(enumerate(text.chunks), key=lambda placed: ids[placed[0]] is None)
    for is_new, group in together:
        run = [(fresh + place, chunk) for place, chunk in group]
        if is_new:
            _read_chunk_run(writer, path, run, head)
    writer.write_staged(old.head)
    kept = [
        (chunk.first_line, id) for id, chunk in zip(ids, text.chunks, strict=True) if id is not None
    ]
    connection.executemany("UPDATE chunks SET line = ? WHERE id = ? AND line <> ?1", kept)
    return _collect_result(connection, path, head, head_digest, head_problems)


def _read_chunk_run(
    writer: IndexWriter, path: str, run: list[tuple[int, Chunk]], head: StoreHeader
) -> None:
    """Read consecutive chunks, under a key of their own."""
    found = read_run(path, [chunk for _, chunk in run], head)
    for (id, chunk), items in zip(run, found.items_by_chunk, strict=True):
        writer.add_items(ChunkPosition(id, chunk.first_line, chunk), items)
    writer.record_problems(run, found.problems)


def _match_chunk_ids(connection: sqlite3.Connection, chunks: Sequence[Chunk]) -> list[int | None]:
    """Under which number the index has each chunk already; None where it has not."""
    known: dict[bytes, list[int]] = {}
    for id, found in connection.execute("SELECT id, digest FROM chunks ORDER BY id DESC"):
        known.setdefault(found, []).append(id)
    return [ids.pop() if (ids := known.get(chunk.digest)) else None for chunk in chunks]


def _collect_result(
    connection: sqlite3.Connection,
    path: str,
    head: StoreHeader,
    head_digest: str,
    head_problems: Iterable[Problem],
) -> BuildResult:
    """Collect the result of building, with the problems of the whole found anew."""
    execute = connection.execute
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
    """Find all events that a check across the timeline could report.

    They share an id with another, or name what is not declared. The checks themselves decide.
    """
    events = IndexedEvents(connection, head, "", 0, _raise_unreadable)
    if connection.execute("SELECT 1 FROM labels WHERE of = 'whole' LIMIT 1").fetchone():
        return events  # whether a whole is there, and what it is most like, takes every id
    keys = [
        "SELECT key FROM events WHERE id IN (SELECT id FROM events GROUP BY id HAVING count(*) > 1)"
    ]
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
            query = events.build_text_query(FacetCondition(of, unknown))
            if query is None:
                return events
            keys.append("SELECT rowid FROM words WHERE words MATCH ?")
            values.append(query.match)
    return events.iter_events_of_keys(" UNION ".join(keys), values)


def _raise_unreadable() -> Sequence[Event]:
    """Ends the building of an index that cannot be read back.

    Raises:
        OSError: always.
    """
    raise OSError("an index cannot be read back")
