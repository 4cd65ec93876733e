"""The writer of an index: events go on a stage, then into the tables in order of their keys."""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.figures import iter_figures, sum_figures
from qaim_cli.model import CASUALTY_KINDS, Event, Problem
from qaim_cli.store import ProgressCallback
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import label_sums, metadata, rows, tables
from qaim_cli.store.index.chunks import Chunk
from qaim_cli.store.index.date_columns import iter_part_columns, make_date_columns
from qaim_cli.store.index.file_order import compute_file_order
from qaim_cli.store.index.label_sums import WITH_PARTS, Ancestors, LabelSums
from qaim_cli.store.index.lanes import LaneWriter
from qaim_cli.store.parser import ParsedItem

_BATCH_SIZE = 1000
"""How many events are put down at once, and how often progress is told."""


class UnindexableError(ValueError):
    """A text is not cut where its events begin, or more events have one first day than may."""


class ChunkPosition(NamedTuple):
    """A chunk as an index has it: its number, its first line and its text."""

    id: int
    line: int
    chunk: Chunk | None = None


class LineProgress(NamedTuple):
    """A progress callback, and the number of lines to read."""

    callback: ProgressCallback | None
    line_count: int


class IndexWriter:
    """Adds events to an index, and removes them from it."""

    def __init__(self, connection: sqlite3.Connection, get_head: Callable[[], StoreHeader]) -> None:
        """Take the index, and what gives the head of its store once events are read."""
        self._connection = connection
        self._get_head = get_head
        self._ancestors: Ancestors | None = None
        self._staged_rows: list[tuple[Any, ...]] = []
        self._figures: list[tuple[str, int, float, float]] = []
        self._next_keys: dict[int, int] = {}
        self._is_new = not connection.execute("SELECT 1 FROM events LIMIT 1").fetchall()
        self._labels = LabelSums(connection)
        self._lanes = LaneWriter(connection)
        self._dates = _DateCounts(connection)
        self._vocabulary = set[str]()
        self.added_count = 0
        """How many events were added, less those that were removed."""
        tables.create_stage(connection)

    def add_items(
        self,
        place: ChunkPosition,
        items: Iterable[ParsedItem],
        progress: LineProgress | None = None,
    ) -> None:
        """Put the items of a chunk on the stage; their lines are kept as counted from its own."""
        keys = []
        sort_keys = []
        left_out = 0
        for item in items:
            if item.event is None:
                left_out += 1
            else:
                keys.append(self._stage_event(place.id, item.line - place.line, item.event))
                sort_keys.append(item.event.sort_key)
            if len(self._staged_rows) >= _BATCH_SIZE:
                self._flush_rows()
                if progress and progress.callback:
                    progress.callback(item.line / progress.line_count)
        size, digest = (place.chunk.size, place.chunk.digest) if place.chunk else (0, b"")
        row = (place.id, place.line, size, digest)
        self._connection.execute("INSERT INTO chunks VALUES (?, ?, ?, ?)", row)
        known = metadata.encode_json(keys), metadata.encode_json(compute_file_order(sort_keys))
        self._connection.execute("INSERT INTO chunk_events VALUES (?, ?, ?)", (place.id, *known))
        if left_out:
            sql = "INSERT INTO chunk_problems VALUES (?, '[]', ?)"
            self._connection.execute(sql, (place.id, left_out))
        self.added_count += len(keys)

    def record_problems(
        self, placed: Sequence[tuple[int, Chunk]], problems: Iterable[Problem]
    ) -> None:
        """Note problems with the chunks in which they are; their lines are those of the chunk."""
        begins = [chunk.first_line for _, chunk in placed]
        found: dict[int, list[Problem]] = {}
        for problem in problems:
            place = bisect(begins, problem.line) - 1
            if place >= 0:
                line = problem.line - begins[place]
                found.setdefault(placed[place][0], []).append(problem._replace(line=line))
        self._connection.executemany(
            "INSERT INTO chunk_problems VALUES (?, ?, 0)"
            " ON CONFLICT (id) DO UPDATE SET problems = excluded.problems",
            [(id, metadata.encode_json(each)) for id, each in found.items()],
        )

    def remove_chunks(self, ids: Iterable[int]) -> None:
        """Take out chunks, with their events."""
        execute = self._connection.execute
        for id in ids:
            (keys,) = execute("SELECT keys FROM chunk_events WHERE id = ?", (id,)).fetchone()
            for key in metadata.decode_json(keys):
                self._delete_event(key)
                self.added_count -= 1
            for table in ("chunks", "chunk_events", "chunk_problems"):
                execute(f"DELETE FROM {table} WHERE id = ?", (id,))

    def write_staged(self, old_head: StoreHeader | None = None) -> None:
        """Bring what is on the stage into the index, and all sums up to date.

        Args:
            old_head: the head by which the sums were made that the index has so far.
        """
        self._flush_rows()
        tables.copy_stage(self._connection)
        self._dates.write()
        tables.create_sum_indexes(self._connection)
        head = self._get_head()
        parts = {
            "actor": label_sums.map_descendants(head.actors),
            "place": label_sums.map_descendants(head.places),
        }
        known = label_sums.find_ancestors(old_head) if old_head else self._ancestors
        if known is not None and known != label_sums.find_ancestors(head):
            self._labels.recount_with_parts(parts)
        self._labels.write(parts)
        self._lanes.write()
        terms = [(word,) for word in sorted(self._vocabulary)]
        self._connection.executemany("INSERT OR IGNORE INTO terms VALUES (?)", terms)

    def _stage_event(self, chunk: int, line: int, event: Event) -> int:
        key = self._allocate_key(event.span.first_day)
        labels = rows.list_facet_values(event)
        words = rows.build_own_words(event)
        self._vocabulary.update(words.split())
        date = self._dates.add_event(event)
        facts = (date, bool(event.according_to), len(event.sources))
        ids = [self._labels.get_id(*label) for label in labels]
        grouped_ids = _group_label_ids(labels, ids)
        self._lanes.add_event(event, date, grouped_ids)
        self._staged_rows.append((
            key, chunk, line, event.id, rows.encode_event(event),
            f"{words} {self._make_marks(event, ids)}", *facts, *grouped_ids,
        ))  # fmt: skip
        self._labels.add_event(event, key, self._list_counted(labels))
        for quantity in CASUALTY_KINDS if event.casualties else ():
            bounds = sum_figures(iter_figures(event, quantity))
            if bounds is not None:
                low, high = map(_limit_number, bounds)
                self._figures.append((quantity, key, low, high))
        return key

    def _make_marks(self, event: Event, label_ids: Iterable[int]) -> str:
        marks = list(map(rows.make_mark, label_ids))
        if event.casualties:
            harmed = (self._labels.get_id("actor", id) for id in rows.list_harmed_only(event))
            marks += map(rows.make_harmed_mark, harmed)
        return " ".join(marks)

    def _list_counted(self, labels: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        """An event's labels, and all that its actors and places are parts of."""
        if self._ancestors is None:
            self._ancestors = label_sums.find_ancestors(self._get_head())
        if not any(self._ancestors.values()):
            return labels
        wholes = {
            (WITH_PARTS[of], whole): None
            for of, label in labels
            if of in self._ancestors
            for whole in self._ancestors[of].get(label, ())
        }
        return [*labels, *wholes]

    def _allocate_key(self, day: int) -> int:
        """Return a key that no other event has."""
        first = rows.make_first_key(day)
        key = self._next_keys.get(first)
        if key is None and self._is_new:
            key = first
        elif key is None:
            sql = "SELECT max(key) FROM events WHERE key BETWEEN ? AND ?"
            most = self._connection.execute(
                sql, (first, first + rows.MAX_EVENTS_PER_DAY - 1)
            ).fetchone()[0]
            key = first if most is None else most + 1
        if key >= first + rows.MAX_EVENTS_PER_DAY:
            raise UnindexableError
        self._next_keys[first] = key + 1
        return key

    def _flush_rows(self) -> None:
        values = ", ".join("?" * tables.STAGE_WIDTH)
        self._connection.executemany(
            f"INSERT INTO stage VALUES ({values})",
            self._staged_rows,
        )
        self._connection.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", self._figures)
        self._staged_rows.clear()
        self._figures.clear()
        self._dates.write_new()

    def _delete_event(self, key: int) -> None:
        execute = self._connection.execute
        (text,) = execute("SELECT text FROM events WHERE key = ?", (key,)).fetchone()
        event = rows.decode_event(text, 0, "")
        labels = rows.list_facet_values(event)
        ids = [self._labels.get_id(*label) for label in labels]
        self._labels.remove_event(event, key, self._list_counted(labels))
        date = self._dates.remove_event(event)
        self._lanes.add_event(event, date, _group_label_ids(labels, ids), -1)
        execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (key, f"{rows.build_own_words(event)} {self._make_marks(event, ids)}"),
        )
        for table in ("events", "facts"):
            execute(f"DELETE FROM {table} WHERE key = ?", (key,))
        for quantity in CASUALTY_KINDS if event.casualties else ():
            execute("DELETE FROM figures WHERE quantity = ? AND key = ?", (quantity, key))


class _DateCounts:
    """The dates of an index, each once, with the number of its events."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[tuple[str, str], int] = {}
        self._changes: dict[int, int] = {}
        self._last_id: int = connection.execute(
            "SELECT coalesce(max(id), 0) FROM dates"
        ).fetchone()[0]
        self._is_new = not self._last_id
        self._new_rows: list[tuple[object, ...]] = []
        self._new_part_rows: list[tuple[object, ...]] = []

    def add_event(self, event: Event) -> int:
        """Count an event for its date; return the number of the date."""
        return self._change_count(event, 1)

    def remove_event(self, event: Event) -> int:
        """Count an event for its date no longer; return the number of the date."""
        return self._change_count(event, -1)

    def write_new(self) -> None:
        """Write the dates that were not there before, without their counts."""
        for table, found in (("dates", self._new_rows), ("date_parts", self._new_part_rows)):
            if found:
                sql = f"INSERT INTO {table} VALUES ({_marks(found[0])})"
                self._connection.executemany(sql, found)
                found.clear()

    def write(self) -> None:
        """Write the counts that changed."""
        self.write_new()
        execute = self._connection.execute
        changes = [(by, id) for id, by in self._changes.items() if by]
        self._connection.executemany("UPDATE dates SET count = count + ? WHERE id = ?", changes)
        touched = metadata.encode_json(list(self._changes))
        gone = "SELECT id FROM dates WHERE count = 0 AND id IN (SELECT value FROM json_each(?))"
        execute(f"DELETE FROM date_parts WHERE date IN ({gone})", (touched,))
        execute(f"DELETE FROM dates WHERE id IN ({gone})", (touched,))

    def _change_count(self, event: Event, by: int) -> int:
        named = event.edtf, rows.encode_date_rules(event.date_rules)
        id = self._ids.get(named)
        if id is None:
            id = self._ids[named] = self._find(named) or self._insert(event, *named)
        self._changes[id] = self._changes.get(id, 0) + by
        return id

    def _find(self, named: tuple[str, str]) -> int | None:
        if self._is_new:
            return None
        sql = "SELECT id FROM dates WHERE edtf = ? AND rules = ?"
        row = self._connection.execute(sql, named).fetchone()
        return row[0] if row else None

    def _insert(self, event: Event, edtf: str, written_rules: str) -> int:
        self._last_id += 1
        row = (self._last_id, edtf, written_rules, 0, *make_date_columns(event))
        self._new_rows.append(row)
        self._new_part_rows += ((self._last_id, *part) for part in iter_part_columns(event.span))
        return self._last_id


def _group_label_ids(
    labels: Iterable[tuple[str, str]], ids: Iterable[int]
) -> list[int | str | None]:
    """The numbers of an event's labels by their kinds, as columns."""
    found: dict[str, list[int]] = {facet: [] for facet in INDEXED_FACETS}
    for (of, _), id in zip(labels, ids, strict=True):
        found[of].append(id)
    return [rows.encode_label_ids(each) for each in found.values()]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _limit_number(number: float) -> float:
    """A number as a database can keep it."""
    return number if abs(number) < 2**62 else float(number)
