"""An index that is open: trusted only where all about it is as it was when it was finished.

Who answers from an index holds a read transaction, so that it stays as it is until the answer is
there, whatever others do meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3

from qaim_cli import store
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store import LoadResult, ProgressCallback
from qaim_cli.store.head import get_timeline_name
from qaim_cli.store.index import cache_folder, metadata, stamp_note
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.metadata import IndexMetadata

_READ_WAIT_SECONDS = 10.0
"""So long an answer waits while an index is updated, before the file itself is read."""


class IndexBusyError(OSError):
    """An index is being updated for longer than an answer waits."""


class _SelfClosingConnection(sqlite3.Connection):
    """A connection that closes on collection; Python 3.13 warns otherwise."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # as one that could not be opened says
            self.close()


class _IndexLease:
    """Ends the connection of an answer with the last who holds it, and opens others.

    The connection itself would end only when Python next searches for cycles.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection, self._path = connection, path

    def __call__(self) -> sqlite3.Connection:
        """Open the index once more."""
        return connect_for_reading(self._path)

    def __del__(self) -> None:
        self._connection.close()


class LoadRequest(FrozenRecord):
    """A store to be loaded: its path in three forms, and a callback for the progress."""

    path: str
    display_path: str
    real_path: str
    index_path: str
    """Where its index lies."""
    progress: ProgressCallback | None


class OpenIndex(FrozenRecord):
    """An index that is open, and what it says of itself."""

    connection: sqlite3.Connection
    metadata: IndexMetadata

    def load_timeline(self, request: LoadRequest) -> LoadResult:
        """Load the timeline, its events read when they are asked for."""
        head = self.metadata.head
        path = request.path
        events = IndexedEvents(
            self.connection,
            head,
            get_timeline_name(request.display_path),
            self.metadata.event_count,
            lambda: store.parse_store(path, store.read_content(path)).timeline.events,
            reconnect=_IndexLease(self.connection, request.index_path),
        )
        problems = tuple(
            problem._replace(path=request.display_path) for problem in self.metadata.problems
        )
        timeline = head.build_timeline(request.display_path, events)
        return LoadResult(timeline, problems, self.metadata.omitted_count)


def open_index(request: LoadRequest) -> OpenIndex | None:
    """Open the index of a store; None where there is none that can be trusted.

    Raises:
        IndexBusyError: it is being updated.
    """
    connection: sqlite3.Connection | None = None
    try:
        status = os.stat(request.index_path)
        if not cache_folder.is_private(status):
            return None
        connection = connect_for_reading(request.index_path)
        found = read_metadata(connection)
        # What is read stays as it is from here on, so the seal is looked at last.
        sealed = os.stat(request.index_path)
        is_same = os.path.samestat(status, sealed)
        if found and is_same and is_of_request(found, request, sealed.st_mtime_ns):
            found = stamp_note.apply_note(request.index_path, found)
            return OpenIndex(connection, found)
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise IndexBusyError(request.index_path) from None
    except (OSError, sqlite3.Error, ValueError, TypeError):
        pass
    if connection:
        connection.close()
    return None


def is_of_request(found: IndexMetadata, request: LoadRequest, modified_ns: int) -> bool:
    """Whether an index is that of a store, and nothing touched it since it was finished."""
    return found.store_path == request.real_path and found.seal_ns == modified_ns


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether a database could not be used as another holds it."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def read_metadata_from(path: str) -> IndexMetadata | None:
    """Read the metadata of an index; None where it cannot be read."""
    try:
        with contextlib.closing(connect_for_reading(path)) as connection:
            return read_metadata(connection)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def read_metadata(connection: sqlite3.Connection) -> IndexMetadata | None:
    """Read an index's metadata; None where another program made it or its contents disagree."""
    row = connection.execute(
        "SELECT about.text, contents.file_digest FROM about, contents"
    ).fetchone()
    found = metadata.parse_metadata(row[0]) if row else None
    return found if found and found.file_digest == row[1] else None


def connect_for_reading(path: str) -> sqlite3.Connection:
    """Connect to an index that does not change from its first look on until the connection ends."""
    connection = connect_database(path, "mode=ro", _READ_WAIT_SECONDS)
    connection.execute("BEGIN")
    return connection


def connect_database(path: str, options: str, wait_seconds: float = 0) -> sqlite3.Connection:
    """Connect to a database file, waiting at most so long for others."""
    named = "".join(f"%{ord(each):02x}" if each in "%?#" else each for each in path)
    return sqlite3.connect(
        f"file:{named}?{options}",
        timeout=wait_seconds,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=_SelfClosingConnection,
    )
