"""Whether files have changed since they were looked at last."""

from __future__ import annotations

import os

Stamp = tuple[int, int, int] | None


class FileWatcher:
    """The files of a timeline, as they were."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        """Take their paths."""
        self._paths = paths
        self._stamps = self._read_stamps()

    def has_changed(self) -> bool:
        """Whether any has changed since the last time that this was asked."""
        before, self._stamps = self._stamps, self._read_stamps()
        return before != self._stamps

    def _read_stamps(self) -> list[Stamp]:
        return [_read_stamp(path) for path in self._paths]


def _read_stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
