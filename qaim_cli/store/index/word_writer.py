"""The writer of the full-text table, which takes the events of a new index while they come."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

_MAX_WAITING_CHARS = 2**24
"""The characters of words that are put in order together, and become one part of the table."""
_BULK_SETTINGS = {"hashsize": 2**27, "automerge": 0}
"""FTS5 options while a new index is filled, so that each part is written once."""
_USUAL_SETTINGS = {"hashsize": 2**20, "automerge": 4}
"""FTS5 options at any other time."""


class WordWriter:
    """Writes the words of events into the full-text table, which wants them in order of keys."""

    def __init__(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        """Take the index, and whether there were no events before."""
        self._connection = connection
        self._is_new = is_new
        self._waiting: list[tuple[int, str]] = []
        self._size = 0
        if is_new:
            self._apply_settings(_BULK_SETTINGS)

    def add_events(self, keys: Sequence[int], words: Sequence[str]) -> None:
        """Take events, given by their keys and words."""
        self._waiting += zip(keys, words, strict=True)
        self._size += sum(map(len, words))
        if self._size >= _MAX_WAITING_CHARS:
            self._write_waiting()

    def write(self) -> None:
        """Write the words that are left."""
        self._write_waiting()
        if self._is_new:
            self._apply_settings(_USUAL_SETTINGS)

    def _write_waiting(self) -> None:
        self._waiting.sort()
        sql = "INSERT INTO words (rowid, text) VALUES (?, ?)"
        self._connection.executemany(sql, self._waiting)
        self._waiting.clear()
        self._size = 0

    def _apply_settings(self, settings: Mapping[str, int]) -> None:
        sql = "INSERT INTO words (words, rank) VALUES (?, ?)"
        self._connection.executemany(sql, settings.items())
