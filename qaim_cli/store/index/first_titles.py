"""The first of many titles, and the events that an index keeps as those with the first and last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from operator import gt, itemgetter, lt

from qaim_cli.store.index import rows
from qaim_cli.text import fold

_Titled = tuple[str, int]
"""A folded title, and the key of its event."""
_LEAST_BUFFER = 100
"""So many titles more than are wanted are kept before they are put in order."""
_KEPT_COUNT = 2_000
"""So many events at most are kept at either end of the order of titles."""


class FirstTitles:
    """The first of many titles that come in order of time, or backwards where the last are wanted.

    Of equal titles those that come first are first.
    """

    def __init__(self, limit: int, *, reverse: bool) -> None:
        self._limit = limit
        self._reverse = reverse
        self._found: list[_Titled] = []

    def add_rows(self, texts: Iterable[tuple[int, str]]) -> None:
        """Add the titles of events, which are given by keys and texts of the index."""
        found, reverse = self._found, self._reverse
        most, last = 2 * self._limit + _LEAST_BUFFER, ""
        first_letters: dict[str, str] = {}
        for key, text in texts:
            title = rows.get_title(text)
            if last:
                letter = first_letters.get(title[:1])
                if letter is None:
                    # What the first sign folds to begins the folded title, if it is anything.
                    letter = first_letters[title[:1]] = fold(title[:1])[:1]
                if letter and (letter < last[0] if reverse else letter > last[0]):
                    continue
            title = fold(title)
            if last and (title <= last if reverse else title >= last):
                continue  # of equal ones those that came before are first
            found.append((title, key))
            if len(found) >= most:
                found[:] = self.list_first()
                last = found[-1][0]

    def list_first(self) -> list[_Titled]:
        """List the first titles in order."""
        self._found.sort(key=itemgetter(0), reverse=self._reverse)
        return self._found[: self._limit]


class TitleEndWriter:
    """Keeps the events with the first and the last titles up while events come and go.

    All events with a title before the first bound are kept, and all with one after the last, so
    that these may become fewer or more as time goes by.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the index."""
        self._connection = connection
        self._is_new = not self._connection.execute("SELECT 1 FROM facts LIMIT 1").fetchall()
        self._ends = [FirstTitles(_KEPT_COUNT, reverse=is_last) for is_last in (False, True)]
        self._bounds = self._connection.execute(
            "SELECT is_last, title FROM title_bounds"
        ).fetchall()

    def add_events(self, keys: Sequence[int], texts: Sequence[str]) -> None:
        """Take events, given by keys and texts of the index."""
        if self._is_new:
            for titles in self._ends:
                titles.add_rows(zip(keys, texts, strict=True))
        if not self._bounds:
            return
        titled = [(fold(rows.get_title(text)), key) for key, text in zip(keys, texts, strict=True)]
        for is_last, bound in self._bounds:
            is_beyond = gt if is_last else lt
            self._connection.executemany(
                "INSERT INTO title_ends VALUES (?, ?)",
                [(key, is_last) for title, key in titled if is_beyond(title, bound)],
            )

    def remove_event(self, key: int) -> None:
        """Take out an event."""
        self._connection.execute("DELETE FROM title_ends WHERE key = ?", (key,))

    def write(self) -> None:
        """Write the ends of a new index, where they are fewer than all its events."""
        for is_last, titles in enumerate(self._ends):
            first = titles.list_first()
            if len(first) < _KEPT_COUNT:
                continue
            bound = first[-1][0]  # of events with this title there may be others
            self._connection.execute("INSERT INTO title_bounds VALUES (?, ?)", (is_last, bound))
            for title, key in first:
                if title != bound:
                    self._connection.execute("INSERT INTO title_ends VALUES (?, ?)", (key, is_last))
