"""Bring the index of a store up to date, or make one.

An index of which little changed is updated where it lies, in a transaction that counts as a whole
or not at all. Else another one is made beside it and renamed into its place, so that whoever reads
the old one goes on with it. Who does either holds the lock of the cache folder: a database that is
replaced while its journal lies beside it would be damaged by that.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator

from qaim_cli import store
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import WorkerLostError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.content import MemoryContent, ReadableContent, open_content
from qaim_cli.store.index import build, cache_folder, opening, stamp_note
from qaim_cli.store.index.build import BuildResult
from qaim_cli.store.index.chunks import (
    ChunkedText,
    KnownChunk,
    compute_digest,
    split_into_chunks,
)
from qaim_cli.store.index.metadata import FileStamp, IndexMetadata
from qaim_cli.store.index.opening import LoadRequest, OpenIndex, connect_database, open_index
from qaim_cli.store.index.writer import UnindexableError
from qaim_cli.store.run_reading import NotSplittableError, can_share_reading

_SEAL_STEP_NS = 2_000_000_000
"""Seals are whole multiples of this, in nanoseconds, which every file system can keep."""
_UPDATE_WAIT_SECONDS = 0.3
"""So long an update waits for those who read an index, before it makes another one."""
_MAX_BYTES_IN_PLACE = 2**22
"""With more bytes of changed chunks an index is not updated where it lies."""
_FAST_SETTINGS = (
    "journal_mode = OFF", "synchronous = OFF", "cache_size = -32768", "secure_delete = OFF",
)  # fmt: skip
"""For a database that nobody else knows yet, and that is thrown away if it is not finished."""
_SAFE_SETTINGS = (
    "journal_mode = DELETE",
    "synchronous = FULL",
    "locking_mode = EXCLUSIVE",  # until it is closed, not only until the transaction ends
    "cache_spill = OFF",  # so that nothing is written before all is known to succeed
    "cache_size = -16384",
    "secure_delete = OFF",
    "temp_store = MEMORY",
)
"""For an index that is updated where it lies."""
_UNFIT = (UnindexableError, NotSplittableError, WorkerLostError)
"""What is raised where a text cannot be read in the way that was tried."""


class _FileVersion(FrozenRecord):
    """A version of a store's file: its content, cut up where that can be, and how to know it."""

    content: ReadableContent
    text: ChunkedText | None
    digest: str
    stamp: FileStamp
    is_stamp_settled: bool
    seal_ns: int
    """The seal of an index that is made of it: in the past, so that no write gives it by chance."""

    def load_data(self) -> bytes:
        """Load the whole content.

        Raises:
            OSError: it is another by now.
        """
        data = self.content.read_part(0, self.content.size)
        if not isinstance(self.content, MemoryContent):
            text = split_into_chunks(MemoryContent(data))
            if text is None or text.digest.hex() != self.digest:
                raise OSError("the file was changed while it was read")
        return data

    def write_contents(self, request: LoadRequest, index: _BuiltIndex) -> None:
        """Write into an index what it is of."""
        about = IndexMetadata(
            request.real_path, self.stamp, self.is_stamp_settled, self.digest, self.seal_ns,
            *index.result,
        )  # fmt: skip
        for table, text in (("contents", self.digest), ("about", about.to_json())):
            index.connection.execute(f"DELETE FROM {table}")
            index.connection.execute(f"INSERT INTO {table} VALUES (?)", (text,))


class _BuiltIndex(FrozenRecord):
    """An index whose rows are written."""

    connection: sqlite3.Connection
    result: BuildResult


def refresh_index(
    old: OpenIndex | None, request: LoadRequest, stamp: FileStamp
) -> OpenIndex | None:
    """Bring the index of a store up to date; None where the store changes meanwhile.

    `old` is closed, so that it is in nobody's way.

    Raises:
        StoreError: the store cannot be read at all.
        OSError, sqlite3.Error, ValueError: there can be no index.
    """
    known = _list_chunks(old) if old else []
    if old:
        old.connection.close()
    with open_content(request.real_path) as content:
        version = _read_version(request.real_path, content, known, stamp)
        if FileStamp.from_status(os.stat(request.real_path)) != stamp:
            return None
        if old and old.metadata.file_digest == version.digest:
            if old.metadata.stamp != stamp or version.is_stamp_settled:
                same = old.metadata._replace(stamp=stamp, is_stamp_settled=version.is_stamp_settled)
                stamp_note.write_note(request.index_path, same)
        elif not _update_in_place(request, version):
            _replace_index(request, version)
            cache_folder.remove_abandoned_files(time.time())
    index = open_index(request)
    # Another process may have put the index of another version there meanwhile.
    return index if index and index.metadata.file_digest == version.digest else None


def _list_chunks(index: OpenIndex) -> list[KnownChunk]:
    if not index.metadata.head_digest:
        return []
    sql = "SELECT size, digest, line FROM chunks ORDER BY line"
    return [KnownChunk(*row) for row in index.connection.execute(sql)]


def _read_version(
    path: str, content: ReadableContent, known: list[KnownChunk], stamp: FileStamp
) -> _FileVersion:
    """Read a store's file once through.

    Raises:
        StoreError: it cannot be read.
        OSError: likewise.
    """
    now = time.time_ns()
    seal = (now // _SEAL_STEP_NS - 1) * _SEAL_STEP_NS
    text = split_into_chunks(content, known)
    if text:
        digest = text.digest
    else:
        if not isinstance(content, MemoryContent):
            content = MemoryContent(store.read_content(path))
        digest = compute_digest(content.data)
    return _FileVersion(content, text, digest.hex(), stamp, stamp.is_settled(now), seal)


def _update_in_place(request: LoadRequest, version: _FileVersion) -> bool:
    """Update an index where it lies; whether it is of the version now.

    Raises:
        OSError, sqlite3.Error, ValueError: it can be neither updated nor replaced.
    """
    if version.text is None or not _is_private_index(request.index_path):
        return False
    with cache_folder.lock_folder(request.index_path) as is_locked:
        if not is_locked:
            return False
        _settle_journal(request.index_path)
        with (
            contextlib.suppress(sqlite3.Error, ValueError, TypeError, StoreError),
            _open_alone(request.index_path) as connection,
        ):
            known = _read_trusted_metadata(connection, request)
            if known is None or known.file_digest == version.digest:
                return known is not None
            if _count_changed_bytes(connection, version.text) > _MAX_BYTES_IN_PLACE:
                return False
            result = build.update_index(connection, request.display_path, known, version.text)
            version.write_contents(request, _BuiltIndex(connection, result))
            connection.execute("COMMIT")
            _set_seal(request.index_path, version.seal_ns)
            return True
    return False


def _is_private_index(path: str) -> bool:
    try:
        return cache_folder.is_private(os.stat(path))
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _open_alone(path: str) -> Iterator[sqlite3.Connection]:
    """An index in a transaction that nobody else reads it during, and that is still to be ended.

    Raises:
        sqlite3.Error: others read it, or it cannot be written.
    """
    connection = connect_database(path, "mode=rw", _UPDATE_WAIT_SECONDS)
    try:
        for setting in _SAFE_SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        # Now rather than when the last cursor is gone, which may be held by an error.
        connection.execute("PRAGMA locking_mode = NORMAL")
        with contextlib.suppress(sqlite3.Error):
            connection.execute("SELECT 1 FROM about").fetchall()
        connection.close()


def _read_trusted_metadata(
    connection: sqlite3.Connection, request: LoadRequest
) -> IndexMetadata | None:
    """Read the metadata of an index that is to be updated; None where that cannot be."""
    status = os.stat(request.index_path)
    found = opening.read_metadata(connection)
    if found is None or not found.head_digest:
        return None
    return found if opening.is_of_request(found, request, status.st_mtime_ns) else None


def _count_changed_bytes(connection: sqlite3.Connection, text: ChunkedText) -> int:
    known = {digest for (digest,) in connection.execute("SELECT digest FROM chunks")}
    return sum(chunk.size for chunk in text.chunks if chunk.digest not in known)


def _settle_journal(path: str) -> None:
    """Settle an update that was killed, whose journal lies beside the index.

    If it wrote nothing, the journal is void. Else SQLite takes back what was written, unless the
    transaction had ended, and the seal that the writing broke is set again.

    Raises:
        OSError: the journal cannot be removed, or the index cannot be sealed.
    """
    journal_path = cache_folder.make_journal_path(path)
    if not os.path.exists(journal_path):
        return
    if not _is_sealed(path):
        seal = _roll_back(path)
        if seal is None:
            return  # it is not used any more, and goes when another is made
        _set_seal(path, seal)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(journal_path)


def _is_sealed(path: str) -> bool:
    """Whether nothing was written into an index since it was finished."""
    with (
        contextlib.suppress(sqlite3.Error, ValueError, TypeError),
        contextlib.closing(connect_database(path, "immutable=1")) as connection,
    ):
        found = opening.read_metadata(connection)
        return found is not None and found.seal_ns == os.stat(path).st_mtime_ns
    return False


def _roll_back(path: str) -> int | None:
    """Take back an unfinished transaction; the seal of the index, None where it is damaged."""
    with (
        contextlib.suppress(sqlite3.Error, ValueError, TypeError),
        contextlib.closing(connect_database(path, "mode=rw")) as connection,
    ):
        found = opening.read_metadata(connection)
        # The journal restores what the update wrote; that nothing else did is to be seen.
        is_whole = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        return found.seal_ns if found and is_whole else None
    return None


def _replace_index(request: LoadRequest, version: _FileVersion) -> None:
    """Make an index beside the one there is, in the cheapest way, and put it into its place.

    Raises:
        StoreError: the store cannot be read at all.
        OSError, sqlite3.Error, ValueError: there can be no index.
    """
    called, progress, text = request.display_path, request.progress, version.text
    with _replace_file(request.index_path, version.seal_ns) as beside:

        def fill(build_index: Callable[[sqlite3.Connection], BuildResult]) -> None:
            with _open_for_writing(beside) as connection:
                result = build_index(connection)
                version.write_contents(request, _BuiltIndex(connection, result))

        if text:
            changed_text = text
            with contextlib.suppress(*_UNFIT, StoreError):
                known = _copy_index(request, beside)
                return fill(lambda index: build.update_index(index, called, known, changed_text))
            os.truncate(beside, 0)
        if text and (can_share_reading(text) or not isinstance(version.content, MemoryContent)):
            with contextlib.suppress(*_UNFIT, StoreError):
                return fill(
                    lambda index: build.create_index_in_runs(index, called, changed_text, progress)
                )
            os.truncate(beside, 0)
        data = version.load_data()
        if text:
            with contextlib.suppress(*_UNFIT):
                return fill(
                    lambda index: build.create_chunked_index(
                        index, called, data, changed_text, progress
                    )
                )
            os.truncate(beside, 0)
        return fill(lambda index: build.create_index(index, called, data, progress))


def _copy_index(request: LoadRequest, beside: str) -> IndexMetadata:
    """Copy the index there is, to be updated; what it says of itself.

    Raises:
        UnindexableError: there is none that can be updated.
        OSError, sqlite3.Error: it cannot be copied.
    """
    old = open_index(request)
    if old is None or not old.metadata.head_digest:
        raise UnindexableError
    with contextlib.closing(old.connection):
        _copy_database(old.connection, beside)
    return old.metadata


def _copy_database(source: sqlite3.Connection, path: str) -> None:
    """Copy a database from the very file that is open, whatever stands at its path by now."""
    with contextlib.closing(connect_database(path, "mode=rw")) as target:
        for setting in _FAST_SETTINGS:
            target.execute(f"PRAGMA {setting}")
        source.backup(target)


@contextlib.contextmanager
def _open_for_writing(path: str) -> Iterator[sqlite3.Connection]:
    """A database to be filled, whose changes count only if all of them succeed."""
    # What does not fit into memory goes to the same private folder.
    within = os.path.dirname(path).replace("'", "''")
    with contextlib.closing(connect_database(path, "mode=rw")) as connection:
        for setting in (*_FAST_SETTINGS, f"temp_store_directory = '{within}'"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


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
        with cache_folder.lock_folder(where):
            _remove_index_with_journal(where)
            os.replace(beside, where)
    except BaseException:
        os.unlink(beside)
        raise


def _remove_index_with_journal(path: str) -> None:
    """Remove an index with the journal of an update that ended while it wrote.

    In this order, so that no index is ever beside the journal of another.
    """
    journal_path = cache_folder.make_journal_path(path)
    if os.path.exists(journal_path):
        for each in (path, journal_path):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(each)


def _set_seal(path: str, seal: int) -> None:
    """Set the time at which a file was changed.

    Raises:
        OSError: the file system does not keep it.
    """
    os.utime(path, ns=(seal, seal))
    if os.stat(path).st_mtime_ns != seal:
        raise OSError(path)
