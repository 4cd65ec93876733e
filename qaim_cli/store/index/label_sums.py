"""Sums kept of each label of an index: how many events have it, the first, the last, how early.

They are kept up while events come and go; only where the first or the last event of a label goes,
and no other takes its place, are the label's events looked through.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Catalogue, Entity, Event
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import rows
from qaim_cli.store.index.file_order import SortKey

Ancestors = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By kind and id of an actor or place, those that it is a part of and that have parts."""

WITH_PARTS = {"actor": "actor with parts", "place": "place with parts"}
"""Under which kind the sums of an actor or place with all its parts are kept, if it has any."""


def find_ancestors(head: StoreHeader) -> Ancestors:
    """Find what each actor and place is counted for, besides itself alone."""
    return {
        "actor": _find_entity_ancestors(head.actors),
        "place": _find_entity_ancestors(head.places),
    }


def _find_entity_ancestors(entities: Sequence[Entity]) -> Mapping[str, tuple[str, ...]]:
    if not any(entity.parents for entity in entities):
        return {}
    found: dict[str, list[str]] = {}
    for whole, parts in map_descendants(entities).items():
        for part in parts:
            found.setdefault(part, []).append(whole)
    return {part: tuple(wholes) for part, wholes in found.items()}


def list_wholes(
    labels: Iterable[tuple[str, str]], ancestors: Ancestors
) -> Iterable[tuple[str, str]]:
    """List what events with these labels are counted for besides, each once."""
    return dict.fromkeys(
        (WITH_PARTS[of], whole)
        for of, label in labels
        if of in ancestors
        for whole in ancestors[of].get(label, ())
    )


def map_descendants(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """Map each entity that has parts to the ids of itself and all its parts."""
    catalogue = Catalogue({entity.id: entity for entity in entities})
    having = {parent for entity in entities for parent in entity.parents}
    parts = {id: catalogue.with_descendants([id]) for id in catalogue.entities if id in having}
    return {id: found for id, found in parts.items() if len(found) > 1}


class LabelTally(FrozenRecord):
    """Which of some events have a label, the first and the last of them, and how early.

    Events are known by their numbers.
    """

    kind: str
    label: str
    numbers: array[int]
    first_place: SortKey
    first_number: int
    last_place: tuple[int, SortKey]
    last_number: int
    earliest: int


class _LabelSum:
    """The sums of one label; of an event that went, its place in time bounds all that are left."""

    __slots__ = (
        "count", "earliest", "first_key", "first_place", "id", "is_earliest_lost", "last_key",
        "last_place",
    )  # fmt: skip

    def __init__(self, id: int) -> None:
        self.id = id
        self.count = 0
        self.first_place: SortKey | None = None
        self.first_key: int | None = None
        self.last_place: tuple[int, SortKey] | None = None
        self.last_key: int | None = None
        self.earliest = 0
        self.is_earliest_lost = True

    def add_events(self, tally: LabelTally, keys: Sequence[int]) -> None:
        first, place = self.first_place, tally.first_place
        if first is None or place < first or (self.first_key is None and place == first):
            self.first_place, self.first_key = place, keys[tally.first_number]
        last, place_of_last = self.last_place, tally.last_place
        is_lost = self.last_key is None and place_of_last == last
        if last is None or place_of_last > last or is_lost:
            self.last_place, self.last_key = place_of_last, keys[tally.last_number]
        if not self.count or tally.earliest <= self.earliest:
            self.earliest, self.is_earliest_lost = tally.earliest, False
        self.count += len(tally.numbers)

    def remove_event(self, event: Event, key: int) -> None:
        if key == self.first_key:
            self.first_key = None
        if key == self.last_key:
            self.last_key = None
        if event.span.earliest_start == self.earliest:
            self.is_earliest_lost = True
        self.count -= 1
        if not self.count:
            self.first_place = self.last_place = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing about it has to be looked for."""
        return None not in (self.first_key, self.last_key) and not self.is_earliest_lost


class LabelSums:
    """The sums of all labels of an index, those that change held in memory until `write`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the index whose labels they are."""
        self._connection = connection
        self._sums: dict[tuple[str, str], _LabelSum] = {}
        sql = "SELECT coalesce(max(id), 0) FROM labels"
        self._last_id: int = connection.execute(sql).fetchone()[0]
        self._is_new = not self._last_id

    def get_id(self, of: str, label: str) -> int:
        """The number of a label, a new one if it has none."""
        return self._load(of, label).id

    def add_events(self, tallies: Iterable[LabelTally], keys: Sequence[int]) -> list[int]:
        """Count the events of a batch, whose keys are given; the numbers of its labels."""
        ids = []
        for tally in tallies:
            found = self._load(tally.kind, tally.label)
            found.add_events(tally, keys)
            ids.append(found.id)
        return ids

    def list_most_common(self, of: str) -> list[int]:
        """List the numbers of the labels of a kind in a new index, the most common first."""
        found = (each for (kind, _), each in self._sums.items() if kind == of)
        return [each.id for each in sorted(found, key=lambda each: (-each.count, each.first_key))]

    def remove_event(self, event: Event, key: int, labels: Iterable[tuple[str, str]]) -> None:
        """Count an event for its labels no longer, while it is still in the index."""
        for of, label in labels:
            self._load(of, label).remove_event(event, key)

    def write(self, parts: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        """Write the sums that changed, once all events are in the index.

        Args:
            parts: by kind, what is to be counted with all its parts, and these.
        """
        for (of, label), each in list(self._sums.items()):
            if each.count and not each.is_whole:
                kind = next((kind for kind, name in WITH_PARTS.items() if name == of), of)
                having = parts[kind][label] if kind != of else [label]
                self._look_for(each, kind, having)
        self._connection.executemany(
            "INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (each.id, of, label, each.count, each.first_key, each.last_key, each.earliest)
                for (of, label), each in self._sums.items()
            ],
        )
        self._connection.execute("DELETE FROM labels WHERE count = 0")
        self._sums.clear()

    def recount_with_parts(self, parts: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        """Sum up anew, from the events in the index, all that have parts."""
        for kind, of in WITH_PARTS.items():
            self._connection.execute("DELETE FROM labels WHERE of = ?", (of,))
            for key in [key for key in self._sums if key[0] == of]:
                del self._sums[key]
            for label, having in parts[kind].items():
                each = self._load(of, label)
                each.count = self._count(kind, having)

    def _load(self, of: str, label: str) -> _LabelSum:
        found = self._sums.get((of, label))
        if found is None:
            found = self._sums[of, label] = self._read(of, label)
        return found

    def _read(self, of: str, label: str) -> _LabelSum:
        row = None
        if not self._is_new:
            sql = "SELECT id, count, first_key, last_key, earliest FROM labels"
            asked = (of, label)
            row = self._connection.execute(f"{sql} WHERE of = ? AND label = ?", asked).fetchone()
        if row is None:
            self._last_id += 1
            return _LabelSum(self._last_id)
        each = _LabelSum(row[0])
        _, each.count, each.first_key, each.last_key, each.earliest = row
        each.is_earliest_lost = False
        each.first_place = self._decode(row[2]).sort_key
        last = self._decode(row[3])
        each.last_place = (last.span.latest_end, last.sort_key)
        return each

    def _decode(self, key: int) -> Event:
        sql = "SELECT text FROM events WHERE key = ?"
        return rows.decode_event(self._connection.execute(sql, (key,)).fetchone()[0], 0, "")

    def _match(self, kind: str, labels: Iterable[str]) -> str:
        return " OR ".join(f'"{rows.make_mark(self.get_id(kind, label))}"' for label in labels)

    def _count(self, kind: str, labels: Iterable[str]) -> int:
        sql = "SELECT count(*) FROM words WHERE words MATCH ?"
        found: int = self._connection.execute(sql, (self._match(kind, labels),)).fetchone()[0]
        return found

    def _look_for(self, each: _LabelSum, kind: str, labels: Iterable[str]) -> None:
        """Find the first and the last event with any of the labels, and the earliest day."""
        found = find_extremes(self._connection, self._match(kind, labels))
        _, each.first_key, each.last_key, each.earliest = found
        each.is_earliest_lost = False


def find_extremes(connection: sqlite3.Connection, match: str) -> tuple[int, int, int, int]:
    """Find how many events the full-text table finds, the first, the last, and how early."""
    execute = connection.execute
    of_dates = f"{_MATCHING} CROSS JOIN dates ON dates.id = facts.date"
    count, least, earliest, end = execute(
        "SELECT count(*), min(facts.key), min(stated_s0), max(stated_e1)"
        f" {of_dates} WHERE words MATCH ?",
        (match,),
    ).fetchone()
    of_events = f"{of_dates} {_WITH_LINES} WHERE words MATCH ?"
    (first,) = execute(
        f"SELECT facts.key {of_events} AND words.rowid BETWEEN ? AND ?"
        " ORDER BY stated_first, stated_last DESC, events.id, chunks.line + events.line",
        (match, *rows.get_day_keys(least)),
    ).fetchone()
    (last,) = execute(
        f"SELECT facts.key {of_events} AND stated_e1 = ?"
        " ORDER BY stated_first DESC, stated_last, events.id DESC, chunks.line + events.line",
        (match, end),
    ).fetchone()
    return count, first, last, earliest


_MATCHING = "FROM words CROSS JOIN facts ON facts.key = words.rowid"
_WITH_LINES = (
    "CROSS JOIN events ON events.key = facts.key CROSS JOIN chunks ON chunks.id = events.chunk"
)
