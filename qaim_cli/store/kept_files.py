"""Small files kept for one person in the cache folder, beside the indexes."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress

from qaim_cli.store.index.cache_folder import (
    KEPT_SUFFIX,
    create_temporary_file,
    find_cache_folder,
    is_private,
    iter_cache_files,
)

MAX_KEPT_BYTES = 256 * 1024
"""So much at most is read of a file."""
MAX_KEPT_FILES = 50
MAX_KEPT_SECONDS = 24 * 60 * 60
"""The seconds after which a file is as good as gone."""


def is_keeping_allowed() -> bool:
    """Whether anything may be kept: QAIM_NO_CACHE is not set, and there is a folder for it."""
    return not os.environ.get("QAIM_NO_CACHE") and find_cache_folder() is not None


def write_kept_file(name: str, data: bytes) -> None:
    """Keep a file under a name, in the place of the one before.

    Raises:
        OSError: it cannot be written.
    """
    path = _find_path(name)
    temporary = create_temporary_file(path)
    try:
        with open(temporary, "wb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _remove_old_files()


def read_kept_file(name: str) -> bytes | None:
    """Read what is kept under a name; None where that is nothing, old, or another person's."""
    path = _find_path(name)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        is_usable = (
            stat.S_ISREG(status.st_mode)
            and is_private(status)
            and status.st_size <= MAX_KEPT_BYTES
            and abs(time.time() - status.st_mtime) <= MAX_KEPT_SECONDS
        )
        return stream.read(MAX_KEPT_BYTES) if is_usable else None


def remove_kept_file(name: str) -> None:
    """Remove what is kept under a name, if anything is and it can be removed."""
    with suppress(OSError):
        os.unlink(_find_path(name))


def _find_path(name: str) -> str:
    return os.path.join(find_cache_folder() or "", f"{name}{KEPT_SUFFIX}")


def _remove_old_files() -> None:
    """Remove what is older than a day, and the oldest of too many."""
    kept = [each for each in iter_cache_files() if each.path.endswith(KEPT_SUFFIX)]
    kept.sort(key=lambda each: each.modified_at, reverse=True)
    oldest = time.time() - MAX_KEPT_SECONDS
    for number, each in enumerate(kept):
        if number >= MAX_KEPT_FILES or each.modified_at < oldest:
            with suppress(OSError):
                os.unlink(each.path)
