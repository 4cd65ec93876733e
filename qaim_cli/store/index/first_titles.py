"""The first of many titles, and the events that an index keeps as those with the first and last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from operator import gt, itemgetter, lt

from qaim_cli.store.index import rows
from qaim_cli.text import fold

_Titled = tuple[str, int]
"""A folded title, and the key of its event."""
_LEAST_BUFFER = 100
"""The titles above those wanted that are kept before all are put in order."""
_KEPT_COUNT = 2_000
"""The most events kept at either end of the order of titles."""


class FirstTitles:
    """The first of many titles that come in order of time, or backwards where the last are wanted.

    Of equal titles those that come first are first.
    """

    def __init__(self, limit: int, *, reverse: bool) -> None:
        self._limit = limit
        self._reverse = reverse
        self._found: list[_Titled] = []
        self._last = ""
        """The last title still wanted, once there is one: only those before it are."""

    def add_rows(self, texts: Iterable[tuple[int, str]]) -> None:
        """Add the titles of events, which are given by keys and texts of the index."""
        self.add_titles(self._iter_candidates(texts))

    def _iter_candidates(self, texts: Iterable[tuple[int, str]]) -> Iterator[_Titled]:
        """Iterate over the events whose titles may be among the first by their first letters."""
        reverse = self._reverse
        first_letters: dict[str, str] = {}
        for key, text in texts:
            title = rows.get_title(text)
            if last := self._last:
                letter = first_letters.get(title[:1])
                if letter is None:
                    # What the first sign folds to begins the folded title, if it is anything.
                    letter = first_letters[title[:1]] = fold(title[:1])[:1]
                if letter and (letter < last[0] if reverse else letter > last[0]):
                    continue
            yield fold(title), key

    def add_titles(self, titled: Iterable[_Titled]) -> None:
        """Add folded titles, each with the key of its event."""
        found, reverse, last = self._found, self._reverse, self._last
        most = 2 * self._limit + _LEAST_BUFFER
        for each in titled:
            if last and (each[0] <= last if reverse else each[0] >= last):
                continue  # of equal ones those that came before are first
            found.append(each)
            if len(found) >= most:
                found[:] = self.list_first()
                self._last = last = found[-1][0]

    def list_first(self) -> list[_Titled]:
        """List the first titles in order."""
        self._found.sort(key=itemgetter(0), reverse=self._reverse)
        return self._found[: self._limit]


class TitleEndWriter:
    """Keeps the events with the first and the last titles up while events come and go.

    All events with a title before the first bound are kept, and all with one after the last, so
    that these may become fewer or more as time goes by.
    """

    def __init__(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        """Take the index, and whether there were no events before."""
        self._connection = connection
        self._is_new = is_new
        self._ends = [FirstTitles(_KEPT_COUNT, reverse=is_last) for is_last in (False, True)]
        self._bounds = self._connection.execute(
            "SELECT is_last, title FROM title_bounds"
        ).fetchall()

    def add_events(self, keys: Sequence[int], words: Sequence[str]) -> None:
        """Take events, given by their keys and their own words."""
        titled = list(zip(map(rows.get_folded_title, words), keys, strict=True))
        if self._is_new:
            for titles in self._ends:
                titles.add_titles(titled)
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
