"""The index: what a store said when it was last read, kept so that it need not be read again.

An index is a database in the person's cache folder, one for each store. It is never changed: a new
one is built beside it and renamed into its place, so that whoever reads the old one goes on with
it; that the file was only touched is noted beside it (`stamp_note`). It answers only for the very
file, program and tables of characters that it was made from; where anything about it is not as it
should be, the store is read as if there were none.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli import store
from qaim_cli.errors import StoreError
from qaim_cli.store import CacheEntry, LoadResult, ProgressCallback
from qaim_cli.store.head import get_timeline_name
from qaim_cli.store.index import cache_folder, metadata, stamp_note
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.metadata import FileStamp, IndexMetadata

if TYPE_CHECKING:
    from qaim_cli.store.index.build import BuildResult
    from qaim_cli.store.index.chunk_map import ChunkMap

_SEAL_STEP_NS = 2_000_000_000
"""Seals are whole multiples of so many nanoseconds, which every file system can keep."""


_FAST_SETTINGS = ("journal_mode = OFF", "synchronous = OFF")
"""For a database that nobody else knows yet, and that is thrown away if it is not finished."""


class _SelfClosingConnection(sqlite3.Connection):
    """A connection that ends with the last who holds it; Python from 3.13 on wants that said."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # as one that could not be opened says
            self.close()


class _LoadRequest(NamedTuple):
    """A store to be read: its path as given, as problems call it, and really; and who is told."""

    path: str
    display_path: str
    real_path: str
    index_path: str
    """Where its index lies."""
    progress: ProgressCallback | None


class _OpenIndex(NamedTuple):
    """An index that is open, and what it says of itself."""

    connection: sqlite3.Connection
    metadata: IndexMetadata

    def load_timeline(self, asked: _LoadRequest) -> LoadResult:
        """Load the timeline, its events read when they are asked for."""
        head = self.metadata.head
        events = IndexedEvents(
            self.connection,
            head,
            get_timeline_name(asked.display_path),
            self.metadata.event_count,
            lambda: store.parse_store(asked.path, store.read_content(asked.path)).timeline.events,
            reconnect=lambda: _connect_database(asked.index_path, "immutable=1"),
        )
        problems = tuple(
            problem._replace(path=asked.display_path) for problem in self.metadata.problems
        )
        return LoadResult(
            head.build_timeline(asked.display_path, events), problems, self.metadata.omitted_count
        )


def load_from_index(
    path: str, called: str, progress: ProgressCallback | None = None
) -> LoadResult | None:
    """Load a store from its index, which is made or updated where needed.

    None where there can be no index: then the file is to be read.

    Raises:
        StoreError: the file cannot be read at all.
    """
    try:
        found = _find_index(path, called, progress)
        return found.opened.load_timeline(found.request) if found else None
    except (OSError, sqlite3.Error, ValueError):
        return None


def map_chunks(path: str, called: str) -> ChunkMap | None:
    """Map where the events of a store are in its file; None where the index does not know.

    Raises:
        StoreError: the file cannot be read at all.
    """
    from qaim_cli.store.index.chunk_map import ChunkMap

    try:
        found = _find_index(path, called, None)
        if found is None or not found.opened.metadata.head_digest:
            return None
        result = found.opened.load_timeline(found.request)
        return ChunkMap(found.opened.connection, result, found.opened.metadata.file_digest)
    except (OSError, sqlite3.Error, ValueError):
        return None


def iter_cache_entries() -> Iterator[CacheEntry]:
    """Iterate over the cached indexes, with the store of each."""
    for file in cache_folder.iter_index_files():
        said = _read_metadata_from(file.path)
        of, events = (said.store_path, said.event_count) if said else ("", 0)
        yield CacheEntry(of, events, file.path, file.size)


def clear_cache() -> tuple[CacheEntry, ...]:
    """Remove all cached indexes, and return what they were.

    Raises:
        OSError: something cannot be removed.
    """
    gone = tuple(iter_cache_entries())
    for file in cache_folder.iter_cache_files():
        os.unlink(file.path)
    return gone


class _FoundIndex(NamedTuple):
    """An index that answers for a store, and the request for it."""

    request: _LoadRequest
    opened: _OpenIndex


def _find_index(path: str, called: str, progress: ProgressCallback | None) -> _FoundIndex | None:
    """Find the index of a store, made or brought up to date where needed."""
    real = os.path.realpath(path)
    status = os.stat(real)
    where = cache_folder.find_index_path(real)
    if where is None or not stat.S_ISREG(status.st_mode):
        return None
    asked = _LoadRequest(path, called, real, where, progress)
    stamp = FileStamp.from_status(status)
    index = _open_index(asked)
    if index is None or index.metadata.stamp != stamp or not index.metadata.is_stamp_settled:
        index = _refresh_index(index, asked, stamp)
    return _FoundIndex(asked, index) if index else None


def _open_index(asked: _LoadRequest) -> _OpenIndex | None:
    """Open the index of a store; None where there is none that can be trusted."""
    try:
        status = os.stat(asked.index_path)
        if not cache_folder.is_private(status):
            return None
        connection = _connect_database(asked.index_path, "immutable=1")
        found = _read_metadata(connection)
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return None
    if found is None or found.store_path != asked.real_path or found.seal_ns != status.st_mtime_ns:
        return None
    return _OpenIndex(connection, stamp_note.apply_note(asked.index_path, found))


def _read_metadata_from(where: str) -> IndexMetadata | None:
    """Read the metadata of an index; None where it cannot be read."""
    try:
        with contextlib.closing(_connect_database(where, "immutable=1")) as connection:
            return _read_metadata(connection)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _read_metadata(connection: sqlite3.Connection) -> IndexMetadata | None:
    """Read an index's metadata; None where another program made it or its contents disagree."""
    row = connection.execute(
        "SELECT about.text, contents.file_digest FROM about, contents"
    ).fetchone()
    found = metadata.parse_metadata(row[0]) if row else None
    return found if found and found.file_digest == row[1] else None


def _refresh_index(
    old: _OpenIndex | None, asked: _LoadRequest, stamp: FileStamp
) -> _OpenIndex | None:
    """Bring the index of a store up to date; None where the store changes meanwhile."""
    from qaim_cli.store.index.chunks import compute_digest

    now = time.time_ns()
    data = store.read_content(asked.real_path)
    if FileStamp.from_status(os.stat(asked.real_path)) != stamp:
        return None
    is_settled = stamp.is_settled(now)
    seal = now // _SEAL_STEP_NS * _SEAL_STEP_NS
    file_digest = compute_digest(data).hex()
    if old and old.metadata.file_digest == file_digest:
        if old.metadata.stamp == stamp and not is_settled:
            return old
        same = old.metadata._replace(stamp=stamp, is_stamp_settled=is_settled)
        stamp_note.write_note(asked.index_path, same)
        return old._replace(metadata=same)

    def finish(connection: sqlite3.Connection, result: BuildResult) -> None:
        connection.execute("DELETE FROM contents")
        connection.execute("INSERT INTO contents VALUES (?)", (file_digest,))
        about = IndexMetadata(asked.real_path, stamp, is_settled, file_digest, seal, *result)
        _write_metadata(connection, about)

    with _replace_file(asked.index_path, seal) as beside:
        _build_index(old, asked, beside, data, finish)
    cache_folder.remove_abandoned_files(now / 1e9)
    index = _open_index(asked)
    # Another process may have put the index of another version there meanwhile.
    return index if index and index.metadata.file_digest == file_digest else None


def _build_index(
    old: _OpenIndex | None,
    asked: _LoadRequest,
    beside: str,
    data: bytes,
    finish: Callable[[sqlite3.Connection, BuildResult], None],
) -> None:
    """Build an index in the cheapest way: update it, or create it in chunks or as a whole.

    `finish` is called within the transaction that writes the index.
    """
    # Here, so that an answer from an index never loads the reader of YAML.
    from qaim_cli.forked_workers import WorkerLostError
    from qaim_cli.store.index import build, writer
    from qaim_cli.store.index.chunks import split_into_chunks
    from qaim_cli.store.run_reading import NotSplittableError, can_share_reading
    from qaim_cli.store.tables import is_table_file

    called, progress = asked.display_path, asked.progress
    text = None if is_table_file(data) else split_into_chunks(data)
    unfit = (writer.UnindexableError, NotSplittableError, WorkerLostError)

    def fill(build_index: Callable[[sqlite3.Connection], BuildResult]) -> None:
        with _open_for_writing(beside) as connection:
            finish(connection, build_index(connection))

    if text and old and old.metadata.head_digest:
        known, changed_text = old.metadata, text
        _copy_database(old.connection, beside)
        with contextlib.suppress(*unfit, StoreError):
            return fill(lambda index: build.update_index(index, called, known, changed_text))
    if text and can_share_reading(text):
        shared_text = text
        os.truncate(beside, 0)
        with contextlib.suppress(*unfit, StoreError):
            return fill(
                lambda index: build.create_index_in_runs(index, called, shared_text, progress)
            )
    if text:
        whole_text = text
        os.truncate(beside, 0)
        with contextlib.suppress(*unfit):
            return fill(
                lambda index: build.create_chunked_index(index, called, data, whole_text, progress)
            )
    os.truncate(beside, 0)
    return fill(lambda index: build.create_index(index, called, data, progress))


@contextlib.contextmanager
def _replace_file(where: str, seal: int) -> Iterator[str]:
    """A file to be filled that then takes the index's place, sealed; or goes, if that fails.

    Raises:
        OSError: the folder or the file cannot be written, or keeps no seal.
    """
    beside = cache_folder.create_temporary_file(where)
    try:
        _set_seal(beside, seal)
        yield beside
        descriptor = os.open(beside, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _set_seal(beside, seal)
        os.replace(beside, where)
    except BaseException:
        os.unlink(beside)
        raise


def _set_seal(path: str, seal: int) -> None:
    """Sets the time at which a file was changed.

    Raises:
        OSError: the file system does not keep it.
    """
    os.utime(path, ns=(seal, seal))
    if os.stat(path).st_mtime_ns != seal:
        raise OSError(path)


@contextlib.contextmanager
def _open_for_writing(path: str) -> Iterator[sqlite3.Connection]:
    """A database to be filled, whose changes count only if all of them succeed."""
    connection = _connect_database(path, "mode=rw")
    try:
        # What does not fit into memory goes to the same private folder.
        within = os.path.dirname(path).replace("'", "''")
        for setting in (
            *_FAST_SETTINGS,
            "secure_delete = OFF",
            f"temp_store_directory = '{within}'",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_metadata(connection: sqlite3.Connection, about: IndexMetadata) -> None:
    connection.execute("DELETE FROM about")
    connection.execute("INSERT INTO about VALUES (?)", (about.to_json(),))


def _copy_database(source: sqlite3.Connection, path: str) -> None:
    """Copy a database from the very file that is open, whatever stands at its path by now."""
    with contextlib.closing(_connect_database(path, "mode=rw")) as target:
        for setting in _FAST_SETTINGS:
            target.execute(f"PRAGMA {setting}")
        source.backup(target)


def _connect_database(path: str, how: str) -> sqlite3.Connection:
    named = "".join(f"%{ord(each):02x}" if each in "%?#" else each for each in path)
    return sqlite3.connect(
        f"file:{named}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=_SelfClosingConnection,
    )
