"""The index: what a store said when it was last read, kept so that it need not be read again.

An index is a database in the person's cache folder, one for each store. It is updated or replaced
as a whole or not at all, and who answers from one sees nothing of that meanwhile; that the file was
only touched is noted beside it (`stamp_note`). It answers only for the very file, program and
tables of characters that it was made from; where anything about it is not as it should be, the
store is read as if there were none.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store import CacheEntry, LoadResult, ProgressCallback
from qaim_cli.store.index import cache_folder
from qaim_cli.store.index.metadata import FileStamp
from qaim_cli.store.index.opening import LoadRequest, OpenIndex, open_index, read_metadata_from

if TYPE_CHECKING:
    from qaim_cli.store.index.chunk_map import ChunkMap


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
        said = read_metadata_from(file.path)
        of, events = (said.store_path, said.event_count) if said else ("", 0)
        yield CacheEntry(of, events, file.path, file.size)


def clear_cache() -> tuple[CacheEntry, ...]:
    """Remove all cached indexes, and return what they were.

    Raises:
        OSError: something cannot be removed.
    """
    gone = tuple(iter_cache_entries())
    for file in cache_folder.iter_cache_files():
        with cache_folder.lock_folder(file.path):
            os.unlink(file.path)
    return gone


class _FoundIndex(FrozenRecord):
    """An index that answers for a store, and the request for it."""

    request: LoadRequest
    opened: OpenIndex


def _find_index(path: str, called: str, progress: ProgressCallback | None) -> _FoundIndex | None:
    """Find the index of a store, made or brought up to date where needed."""
    real = os.path.realpath(path)
    status = os.stat(real)
    where = cache_folder.find_index_path(real)
    if where is None or not stat.S_ISREG(status.st_mode):
        return None
    request = LoadRequest(path, called, real, where, progress)
    stamp = FileStamp.from_status(status)
    index = open_index(request)
    if index is None or index.metadata.stamp != stamp or not index.metadata.is_stamp_settled:
        # Here, so that an answer from an index never loads what reads and writes.
        from qaim_cli.store.index.refresh import refresh_index

        index = refresh_index(index, request, stamp)
    return _FoundIndex(request, index) if index else None
