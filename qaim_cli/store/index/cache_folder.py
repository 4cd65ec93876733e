"""The cache folder: where indexes lie, one for each store, for their owner alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zlib import crc32

from qaim_cli.frozen_record import FrozenRecord

_INDEX_SUFFIX = ".index"
_NOTE_SUFFIX = ".stamp"
_JOURNAL_SUFFIX = "-journal"
"""What SQLite puts behind the name of a database for its journal."""
KEPT_SUFFIX = ".kept"
"""What the name of a file ends in that is kept beside the indexes; see `store.kept_files`."""
_SUFFIXES = (_INDEX_SUFFIX, _NOTE_SUFFIX, _INDEX_SUFFIX + _JOURNAL_SUFFIX, KEPT_SUFFIX)
_TEMPORARY_PREFIX = ".being-built-"
_ABANDONED_AFTER_SECONDS = 24 * 60 * 60
"""The seconds after which a file still being built was given up by whoever built it."""
_LOCK_WAIT_SECONDS = 10.0
"""So long the lock of the folder is waited for."""


class CacheFile(FrozenRecord):
    """A file in the cache folder: its path, its size in bytes, and when it was made (seconds)."""

    path: str
    size: int
    modified_at: float


def find_cache_folder() -> str | None:
    """The path of the cache folder, which need not exist; None where the system tells of none.

    This is where `platformdirs` puts it, whose import alone costs more than an answer.
    """
    if sys.platform == "win32":
        base, inside = os.environ.get("LOCALAPPDATA", ""), ("qaim", "Cache")
    elif sys.platform == "darwin":
        base, inside = os.path.expanduser("~/Library/Caches"), ("qaim",)
    else:
        base, inside = os.environ.get("XDG_CACHE_HOME", ""), ("qaim",)
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return os.path.join(base, *inside) if os.path.isabs(base) else None


def find_index_path(store: str) -> str | None:
    """Find the path of a store's index by its real path; None where there is no folder."""
    within = find_cache_folder()
    if within is None:
        return None
    stem = os.path.splitext(os.path.basename(store))[0][:40]
    return os.path.join(within, f"{stem}-{crc32(os.fsencode(store)):08x}{_INDEX_SUFFIX}")


def make_note_path(index_path: str) -> str:
    """Make the path of the note beside an index."""
    return index_path.removesuffix(_INDEX_SUFFIX) + _NOTE_SUFFIX


def make_journal_path(index_path: str) -> str:
    """Make the path of the journal that is beside an index while it is updated."""
    return index_path + _JOURNAL_SUFFIX


@contextmanager
def lock_folder(path: str) -> Iterator[bool]:
    """Lock the folder of a file against all others who update or replace indexes in it.

    Yields False where the system has no such locks: then nobody may update an index in its place.

    Raises:
        OSError: another holds the lock all the time.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        yield _acquire_lock(lambda: fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB))
    finally:
        os.close(folder)  # which also gives up the lock


def _acquire_lock(lock: Callable[[], None]) -> bool:
    """Acquire a lock; False where the file system has none.

    Raises:
        BlockingIOError: another holds it all the time.
    """
    until = time.monotonic() + _LOCK_WAIT_SECONDS
    while True:
        try:
            lock()
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.005)
        except OSError:
            return False
        else:
            return True


def is_private(status: os.stat_result) -> bool:
    """Whether a file is this person's own and nobody else may touch it."""
    if os.name == "nt":
        return True  # the folder is in the person's profile, which Windows guards
    return status.st_uid == os.geteuid() and not status.st_mode & 0o077


def create_temporary_file(path: str) -> str:
    """Create a private file in the folder of `path`, to be renamed into place.

    Raises:
        OSError: there is no room for it, or the folder is another's.
    """
    within = os.path.dirname(path)
    os.makedirs(within, mode=0o700, exist_ok=True)
    status = os.stat(within)
    if not is_private(status):
        if os.name != "nt" and status.st_uid != os.geteuid():
            raise PermissionError(within)
        os.chmod(within, 0o700)
    # Here, so that an answer from an index that is there never loads it.
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=within, prefix=_TEMPORARY_PREFIX)
    os.close(descriptor)
    return name


def iter_index_files() -> Iterator[CacheFile]:
    """The indexes in the cache folder, by name."""
    return (each for each in iter_cache_files() if each.path.endswith(_INDEX_SUFFIX))


def remove_abandoned_files(now: float) -> None:
    """Remove files that were left unfinished long ago."""
    for each in iter_cache_files():
        if (
            os.path.basename(each.path).startswith(_TEMPORARY_PREFIX)
            and now - each.modified_at > _ABANDONED_AFTER_SECONDS
        ):
            os.unlink(each.path)


def iter_cache_files() -> Iterator[CacheFile]:
    """Iterate over the files that the program put into the cache folder, by name."""
    within = find_cache_folder()
    if within is None or not os.path.isdir(within):
        return
    for name in sorted(os.listdir(within)):
        path = os.path.join(within, name)
        if name.endswith(_SUFFIXES) or name.startswith(_TEMPORARY_PREFIX):
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                continue  # another process was done with it
            yield CacheFile(path, status.st_size, status.st_mtime)
