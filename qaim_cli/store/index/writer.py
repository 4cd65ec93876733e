"""The writer of an index: events go on a stage, then into the tables in order of their keys."""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import compress, count

from qaim_cli.drawn_days import get_drawn_days
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.forked_workers import compute_in_background
from qaim_cli.model import CASUALTY_KINDS, Event, Problem
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import label_sums, metadata, rows, tables
from qaim_cli.store.index.batches import BatchPreparer, ChunkItems, EventBatch, IndexedDate
from qaim_cli.store.index.chunks import Chunk
from qaim_cli.store.index.first_titles import TitleEndWriter
from qaim_cli.store.index.label_sums import LabelSums
from qaim_cli.store.index.lanes import LaneWriter, choose_main_ids
from qaim_cli.store.index.set_figures import list_figure_sets
from qaim_cli.store.index.slot_writer import NumberedSet, SlotWriter, TableRows
from qaim_cli.store.index.slots import CITATIONS, CLAIMED, HARMED, NO_DAY, SetName
from qaim_cli.store.index.word_prefixes import PREFIX_SETS, encode_prefix, list_prefix_sets
from qaim_cli.store.index.word_writer import WordWriter

_MIN_SHARED_EVENTS = 10_000
"""With fewer events, making lanes and sets is quicker than starting another process."""
_MARK_START = tables.DATE_COLUMNS.index("mark_start")


class UnindexableError(ValueError):
    """A text is not cut where its events begin, or more events have one first day than may."""


NumberedChunks = Sequence[tuple[int, Chunk]]
"""Chunks with their numbers in an index."""


class IndexWriter:
    """Adds events to an index, and removes them from it."""

    def __init__(self, connection: sqlite3.Connection, get_head: Callable[[], StoreHeader]) -> None:
        """Take the index, and what gives the head of its store once events are read."""
        self._connection = connection
        self._get_head = get_head
        self.preparer = BatchPreparer(get_head)
        """Prepares the batches for this index."""
        self._next_keys: dict[int, int] = {}
        self._is_new = not connection.execute("SELECT 1 FROM events LIMIT 1").fetchall()
        self._labels = LabelSums(connection)
        self._slots = SlotWriter(connection, is_new=self._is_new)
        self._lanes = LaneWriter(connection, self._slots)
        self._words = WordWriter(connection, is_new=self._is_new)
        self._titles = TitleEndWriter(connection, is_new=self._is_new)
        self._dates = _DateCounts(connection)
        self._vocabulary = set[str]()
        self.added_count = 0
        """How many events were added, less those that were removed."""
        tables.create_stage(connection)

    def add_batch(self, placed: NumberedChunks, batch: EventBatch) -> None:
        """Put the events of some chunks on the stage.

        Raises:
            UnindexableError: too many events have one first day.
        """
        keys = list(map(self._allocate_key, batch.days))
        label_ids = self._labels.add_events(batch.labels, keys)
        date_ids = self._dates.add_dates(batch.date_rows, batch.dates)
        dates = list(map(date_ids.__getitem__, batch.dates))
        columns, words = _write_labels(batch, label_ids)
        chunk_ids = (
            id
            for (id, _), part in zip(placed, batch.chunks, strict=True)
            for _ in range(part.event_count)
        )
        staged = zip(
            keys, chunk_ids, batch.lines, batch.ids, batch.texts, dates, batch.claimed,
            batch.citation_counts, *columns, strict=True,
        )  # fmt: skip
        tables.insert_rows(self._connection, "stage", list(staged))
        figures = [(harm, keys[number], *bounds) for harm, number, *bounds in batch.figures]
        tables.insert_rows(self._connection, "figures", figures)
        if self._is_new:
            self._slots.add_facts(dates, _list_fact_sets(batch, label_ids))
        else:
            for date, written in zip(dates, zip(*columns, strict=True), strict=True):
                self._lanes.add_event(self._dates.get_mark_start(date), written)
        self._slots.add_events(keys, *_collect_batch_sets(batch, label_ids))
        self._words.add_events(keys, words)
        self._titles.add_events(keys, batch.words)
        self._vocabulary |= batch.new_words
        self._insert_chunks(placed, batch.chunks, keys)
        self.added_count += len(keys)

    def _insert_chunks(
        self, placed: NumberedChunks, parts: Sequence[ChunkItems], keys: Sequence[int]
    ) -> None:
        begin = 0
        for (id, chunk), part in zip(placed, parts, strict=True):
            own_keys = keys[begin : begin + part.event_count]
            begin += part.event_count
            execute = self._connection.execute
            row = (id, chunk.first_line, chunk.size, chunk.digest)
            execute("INSERT INTO chunks VALUES (?, ?, ?, ?)", row)
            known = metadata.encode_json(own_keys), metadata.encode_json(part.file_order)
            execute("INSERT INTO chunk_events VALUES (?, ?, ?)", (id, *known))
            if part.omitted_count:
                sql = "INSERT INTO chunk_problems VALUES (?, '[]', ?)"
                execute(sql, (id, part.omitted_count))

    def record_problems(self, placed: NumberedChunks, problems: Iterable[Problem]) -> None:
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
        self._dates.write()
        if self._is_new:
            self._write_new(old_head)
        else:
            self._copy_staged_events(old_head)
            self._lanes.write()
            self._slots.write()
        self._titles.write()
        terms = [(word,) for word in sorted(self._vocabulary)]
        self._connection.executemany("INSERT OR IGNORE INTO terms VALUES (?)", terms)

    def _write_new(self, old_head: StoreHeader | None) -> None:
        """Write the events of a new index, and their lanes and sets, which are made meanwhile."""
        self._slots.write_runs_of_new_index()
        main_ids = {
            facet: choose_main_ids(self._labels.list_most_common(facet))
            for facet in rows.LABEL_FACETS
        }
        sql = "SELECT id, coalesce(mark_start, ?) FROM dates"
        mark_starts = dict(self._connection.execute(sql, (NO_DAY,)))

        def list_rows() -> TableRows:
            return {
                "main_labels": [(of, id) for of, ids in main_ids.items() for id in sorted(ids)],
                "lanes": self._lanes.list_new_lanes(main_ids, mark_starts),
                **self._slots.list_new_rows(),
            }

        is_large = self.added_count >= _MIN_SHARED_EVENTS
        with compute_in_background(list_rows) if is_large else nullcontext(list_rows) as take_rows:
            self._copy_staged_events(old_head)
            for table, found in take_rows().items():
                tables.insert_rows(self._connection, table, found)

    def _copy_staged_events(self, old_head: StoreHeader | None) -> None:
        """Copy the events from the stage, and write their words, sum indexes and labels."""
        tables.copy_stage(self._connection)
        self._words.write()
        tables.create_sum_indexes(self._connection)
        head = self._get_head()
        parts = {
            "actor": label_sums.map_descendants(head.actors),
            "place": label_sums.map_descendants(head.places),
        }
        known = label_sums.find_ancestors(old_head) if old_head else self.preparer.ancestors
        if known is not None and known != label_sums.find_ancestors(head):
            self._labels.recount_with_parts(parts)
        self._labels.write(parts)

    def _list_counted(self, labels: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        """An event's labels, and all that its actors and places are parts of."""
        return [*labels, *label_sums.list_wholes(labels, self.preparer.find_ancestors())]

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

    def _delete_event(self, key: int) -> None:
        execute = self._connection.execute
        (text,) = execute("SELECT text FROM events WHERE key = ?", (key,)).fetchone()
        event = rows.decode_event(text, 0, "")
        labels = rows.list_facet_values(event)
        ids = [self._labels.get_id(*label) for label in labels]
        self._labels.remove_event(event, key, self._list_counted(labels))
        own_words = rows.build_own_words(event)
        word_sets = list_prefix_sets(own_words.split())
        harmed = [self._labels.get_id("actor", id) for id in rows.list_harmed_only(event)]
        self._slots.remove_event(key, (*word_sets, *((HARMED, id) for id in harmed)))
        self._titles.remove_event(key)
        self._dates.remove_event(event)
        drawn_days = get_drawn_days(event)
        mark_start = drawn_days.mark_start if drawn_days else None
        self._lanes.add_event(mark_start, _group_label_ids(labels, ids), -1)
        marks = *map(rows.make_mark, ids), *map(rows.make_harmed_mark, harmed)
        execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (key, " ".join((own_words, *marks))),
        )
        for table in ("events", "facts"):
            execute(f"DELETE FROM {table} WHERE key = ?", (key,))
        for harm in CASUALTY_KINDS if event.casualties else ():
            execute("DELETE FROM figures WHERE quantity = ? AND key = ?", (harm, key))


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
        self._mark_starts: dict[int, int | None] = {}
        self._new_rows: list[tuple[object, ...]] = []
        self._new_part_rows: list[tuple[object, ...]] = []

    def add_dates(self, date_rows: Iterable[IndexedDate], of_events: Iterable[int]) -> list[int]:
        """Count events for their dates, which are given by their rows; the number of each row."""
        counts = Counter(of_events)
        ids = []
        for row_number, row in enumerate(date_rows):
            id = self._find(row.edtf, row.rules) or self._insert(row)
            if row.columns and not self._is_new:
                self._mark_starts[id] = row.columns[_MARK_START]
            self._changes[id] = self._changes.get(id, 0) + counts[row_number]
            ids.append(id)
        self._write_new()
        return ids

    def get_mark_start(self, id: int) -> int | None:
        """The day on which the marks of the events with an added date begin, if it has one."""
        return self._mark_starts[id]

    def remove_event(self, event: Event) -> None:
        """Count an event for its date no longer."""
        id = self._find(event.edtf, rows.encode_date_rules(event.date_rules))
        assert id is not None
        self._changes[id] = self._changes.get(id, 0) - 1

    def _write_new(self) -> None:
        """Write the dates that were not there before, without their counts."""
        for table, found in (("dates", self._new_rows), ("date_parts", self._new_part_rows)):
            tables.insert_rows(self._connection, table, found)
            found.clear()

    def write(self) -> None:
        """Write the counts that changed."""
        execute = self._connection.execute
        changes = [(by, id) for id, by in self._changes.items() if by]
        self._connection.executemany("UPDATE dates SET count = count + ? WHERE id = ?", changes)
        touched = metadata.encode_json(list(self._changes))
        gone = "SELECT id FROM dates WHERE count = 0 AND id IN (SELECT value FROM json_each(?))"
        execute(f"DELETE FROM date_parts WHERE date IN ({gone})", (touched,))
        execute(f"DELETE FROM dates WHERE id IN ({gone})", (touched,))

    def _find(self, edtf: str, rules: str) -> int | None:
        named = edtf, rules
        id = self._ids.get(named)
        if id is None and not self._is_new:
            sql = "SELECT id FROM dates WHERE edtf = ? AND rules = ?"
            row = self._connection.execute(sql, named).fetchone()
            if row:
                id = self._ids[named] = row[0]
        return id

    def _insert(self, row: IndexedDate) -> int:
        self._last_id += 1
        self._ids[row.edtf, row.rules] = self._last_id
        self._new_rows.append((self._last_id, row.edtf, row.rules, 0, *row.columns))
        self._new_part_rows += ((self._last_id, *part) for part in row.parts)
        return self._last_id


def _list_fact_sets(batch: EventBatch, label_ids: Sequence[int]) -> Iterator[NumberedSet]:
    """List the sets that the facts of a batch's events tell, besides that of all."""
    for tally, id in zip(batch.labels, label_ids, strict=True):
        if tally.kind in rows.LABEL_FACETS:
            yield (tally.kind, id), tally.numbers
    facets = zip(INDEXED_FACETS, batch.label_combinations, batch.combinations, strict=True)
    for facet, combinations, of_events in facets:
        if facet in rows.LABEL_FACETS and [] in combinations:
            is_without = map(combinations.index([]).__eq__, of_events)
            yield (facet, rows.WITHOUT), compress(count(), is_without)
    yield (CLAIMED, 0), compress(count(), batch.claimed)
    for citations in set(batch.citation_counts):
        has_so_many = map(citations.__eq__, batch.citation_counts)
        yield (CITATIONS, citations), compress(count(), has_so_many)
    for harm, number, *bounds in batch.figures:
        for name in list_figure_sets(harm, *bounds):
            yield name, (number,)


def _write_labels(
    batch: EventBatch, label_ids: Sequence[int]
) -> tuple[list[list[int | str | None]], list[str]]:
    """Write the labels of a batch's events as columns, and as marks behind their words."""
    columns: list[list[int | str | None]] = []
    marks: list[list[str]] = []
    for combinations, of_events in zip(batch.label_combinations, batch.combinations, strict=True):
        ids = [[label_ids[number] for number in each] for each in combinations]
        written = list(map(rows.encode_label_ids, ids))
        columns.append(list(map(written.__getitem__, of_events)))
        written_marks = [" ".join(map(rows.make_mark, each)) for each in ids]
        marks.append(list(map(written_marks.__getitem__, of_events)))
    words = list(map(" ".join, zip(batch.words, *marks, strict=True)))
    for number, harmed in batch.harmed:
        harmed_marks = (rows.make_harmed_mark(label_ids[label]) for label in harmed)
        words[number] = " ".join((words[number], *harmed_marks))
    return columns, words


def _collect_batch_sets(
    batch: EventBatch, label_ids: Sequence[int]
) -> tuple[dict[SetName, int], list[SetName]]:
    """Collect the sets that a batch tells, and the names of those too rare in it to be told."""
    common, rare = batch.prefixes
    sets = {(PREFIX_SETS, encode_prefix(each)): bits for each, bits in common.items()}
    for number, harmed in batch.harmed:
        for label in harmed:
            name = HARMED, label_ids[label]
            sets[name] = sets.get(name, 0) | 1 << number
    return sets, [(PREFIX_SETS, encode_prefix(each)) for each in rare]


def _group_label_ids(
    labels: Iterable[tuple[str, str]], ids: Iterable[int]
) -> list[int | str | None]:
    """The numbers of an event's labels by their kinds, as columns."""
    found: dict[str, list[int]] = {facet: [] for facet in INDEXED_FACETS}
    for (of, _), id in zip(labels, ids, strict=True):
        found[of].append(id)
    return [rows.encode_label_ids(each) for each in found.values()]
