"""The map of a store's chunks: where each event is in the file, as the index knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.prefilter import FacetCondition
from qaim_cli.store import LoadResult
from qaim_cli.store.content import ReadableContent
from qaim_cli.store.index import rows
from qaim_cli.store.index.chunks import compute_digest, compute_text_digest
from qaim_cli.store.index.events import IndexedEvents
from qaim_cli.store.index.file_order import FileOrder, SortKey, is_descending
from qaim_cli.store.index.metadata import decode_json


class MappedChunk(FrozenRecord):
    """A chunk of a file: its size in bytes, its first line, and whether all of it could be read."""

    size: int
    first_line: int
    has_problems: bool


class ChunkMap:
    """The chunks of a store in the order of its file, and which events are in which.

    They are the end of the file; what stands before them is the head.
    """

    def __init__(
        self, connection: sqlite3.Connection, result: LoadResult, file_digest: str
    ) -> None:
        """Take an index, what it says of its store, and the digest of the store's bytes.

        Raises:
            sqlite3.Error: the index is damaged.
        """
        assert isinstance(result.timeline.events, IndexedEvents)
        self.result = result
        self._events = result.timeline.events
        self._connection = connection
        self._file_digest = file_digest
        self._positions: dict[int, int] = {}
        chunks = []
        has_problems = "id IN (SELECT id FROM chunk_problems)"
        sql = f"SELECT id, size, line, {has_problems} FROM chunks ORDER BY line"
        for position, (id, *chunk) in enumerate(connection.execute(sql)):
            self._positions[id] = position
            chunks.append(MappedChunk(*chunk))
        self.chunks = tuple(chunks)

    def is_of(self, content: ReadableContent) -> bool:
        """Whether the index is that of a file's content."""
        head_size = content.size - sum(chunk.size for chunk in self.chunks)
        if head_size < 0:
            return False
        borders = accumulate((chunk.size for chunk in self.chunks), initial=head_size)
        parts = (content.read_part(start, end) for start, end in pairwise(borders))
        head = content.read_part(0, head_size)
        return compute_text_digest(head, map(compute_digest, parts)).hex() == self._file_digest

    def has_event(self, id: str) -> bool:
        """Whether an event that could be read has the id."""
        return bool(self.find_ids((id,)))

    def find_ids(self, ids: Iterable[str]) -> set[int]:
        """The positions of the chunks that have the events of these ids."""
        found = set[int]()
        for id in ids:
            found |= self._find_positions("id = ?", (id,))
        return found

    def find_facet(self, facet: str, values: Collection[str]) -> set[int] | None:
        """The positions of all chunks with events of a facet's values, and perhaps of others.

        None where the index cannot tell.
        """
        query = self._events.build_text_query(FacetCondition(facet, frozenset(values)))
        if query is None:
            return None
        condition = "key IN (SELECT rowid FROM words WHERE words MATCH ?)"
        return self._find_positions(condition, (query.match,))

    def locate_events(self, facet: str, values: Collection[str]) -> dict[int, list[int]] | None:
        """Locate all events with any values of a facet, and perhaps others.

        Returns:
            by the position of a chunk, the lines of its events, counted from its first line; None
            where the index cannot tell.
        """
        query = self._events.build_text_query(FacetCondition(facet, frozenset(values)))
        if query is None:
            return None
        found: dict[int, list[int]] = {}
        sql = (
            "SELECT chunk, line FROM words CROSS JOIN events ON events.key = words.rowid"
            " WHERE words MATCH ?"
        )
        for id, line in self._connection.execute(sql, (query.match,)):
            found.setdefault(self._positions[id], []).append(line)
        return found

    def find_neighbour(self, sort_key: SortKey) -> set[int]:
        """The position of the chunk with the event next to a time, none where there is none.

        That is the last event before it or, where the file runs backwards, the first after it.
        """
        later = self.is_descending
        day: int | None = sort_key[0]
        while day is not None:
            near = [
                each.sort_key
                for each in self._read_days_from(day)
                if (each.sort_key > sort_key if later else each.sort_key < sort_key)
            ]
            if near:
                return self.find_ids((min(near) if later else max(near))[2:])
            day = self._find_following_day(day, later=later)
        return set()

    def read_day(self, day: int) -> Iterator[Event]:
        """The events whose first day is this one."""
        return (event for event in self._read_days_from(day) if event.span.first_day == day)

    def read_events(self, ids: Iterable[str]) -> Iterator[Event]:
        """The events of these ids."""
        for id in ids:
            yield from self._events.reader.iter_selected(
                "SELECT key FROM events WHERE id = ?", (id,)
            )

    def read_parts(self, ids: Collection[str]) -> Iterator[Event]:
        """The events that are part of events of these ids."""
        if not ids:
            return
        query = self._events.build_text_query(FacetCondition("whole", frozenset(ids)))
        if query is None:  # of too many for full text
            yield from self._events
        else:
            keys = "SELECT rowid FROM words WHERE words MATCH ?"
            yield from self._events.reader.iter_selected(keys, (query.match,))

    @cached_property
    def is_descending(self) -> bool:
        """Whether the events of the file run backwards in time."""
        sql = "SELECT file_order FROM chunks CROSS JOIN chunk_events USING (id) ORDER BY line"
        found = (decode_json(text) for (text,) in self._connection.execute(sql))
        return is_descending(
            FileOrder(steps, tuple((first, last, id) for first, last, id in ends))
            for steps, ends in found
        )

    def _find_positions(self, condition: str, values: tuple[object, ...]) -> set[int]:
        sql = f"SELECT DISTINCT chunk FROM events WHERE {condition}"
        return {self._positions[id] for (id,) in self._connection.execute(sql, values)}

    def _read_days_from(self, day: int) -> Iterator[Event]:
        """The events whose first day has the keys of this one, as some very far days share."""
        bounds = rows.get_day_keys(rows.make_first_key(day))
        keys = "SELECT key FROM events WHERE key BETWEEN ? AND ?"
        return self._events.reader.iter_selected(keys, bounds)

    def _find_following_day(self, day: int, *, later: bool) -> int | None:
        """The next day on which events begin, or the last before."""
        key = rows.make_first_key(day)
        if later:
            sql = "SELECT min(key) FROM events WHERE key >= ?"
            found = self._connection.execute(sql, (key + rows.MAX_EVENTS_PER_DAY,)).fetchone()[0]
        else:
            sql = "SELECT max(key) FROM events WHERE key < ?"
            found = self._connection.execute(sql, (key,)).fetchone()[0]
        return None if found is None else rows.get_key_day(found)
