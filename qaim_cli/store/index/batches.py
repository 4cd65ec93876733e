"""Batches: what an index gets of some events, prepared by the process that reads them.

Who writes the index has little left to do for each event. Labels and dates are numbered within
their batch, as only who writes the index knows their ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qaim_cli.dates import DateRules
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.figures import find_harm_bounds
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import CASUALTY_KINDS, Event
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index import label_sums, rows
from qaim_cli.store.index.chunks import Chunk
from qaim_cli.store.index.date_columns import iter_part_columns, make_date_columns
from qaim_cli.store.index.file_order import FileOrder, SortKey, compute_file_order
from qaim_cli.store.index.label_sums import WITH_PARTS, Ancestors, LabelTally
from qaim_cli.store.index.word_prefixes import BatchPrefixes, collect_prefixes
from qaim_cli.store.parser import ParsedItem

_GET_LABELS = tuple((name, facet.get_raw_values) for name, facet in INDEXED_FACETS.items())


class IndexedDate(FrozenRecord):
    """A date as an index keeps it."""

    edtf: str
    rules: str
    columns: tuple[Any, ...]
    """The values of `tables.DATE_COLUMNS`; none if an earlier batch of the same origin has them."""
    parts: Sequence[tuple[Any, ...]] = ()
    """The values of `tables.PART_COLUMNS` for each member of a set."""


class ChunkItems(FrozenRecord):
    """The items of one chunk in a batch: how many events there are, and how many were omitted."""

    event_count: int
    omitted_count: int
    file_order: FileOrder


class EventBatch(FrozenRecord):
    """The rows of some events, column by column, and what is kept of all of them together."""

    chunks: list[ChunkItems]
    lines: list[int]
    """Counted from the first line of the chunk."""
    days: list[int]
    """The first day of each event."""
    ids: list[str]
    texts: list[str]
    words: list[str]
    dates: list[int]
    """The number of each event's date in `date_rows`."""
    claimed: list[bool]
    citation_counts: list[int]
    combinations: list[list[int]]
    """For each facet the number of each event's combination of labels in `label_combinations`."""
    label_combinations: list[list[list[int]]]
    """For each facet the combinations of labels that occur, by their numbers in `labels`."""
    date_rows: list[IndexedDate]
    labels: list[LabelTally]
    harmed: list[tuple[int, list[int]]]
    """By the number of an event, the actors that are only harmed, by their numbers in `labels`."""
    figures: list[tuple[str, int, float, float]]
    """What is counted, the number of the event, and the bounds of the sum."""
    new_words: set[str]
    """The words that no earlier batch of the same origin has."""
    prefixes: BatchPrefixes
    """The prefixes of the words."""


class BatchPreparer:
    """Prepares batches, and remembers what earlier ones have."""

    def __init__(self, get_head: Callable[[], StoreHeader]) -> None:
        """Take what gives the head of the store once events are read."""
        self._get_head = get_head
        self._known_words = set[str]()
        self._known_dates = set[tuple[str, DateRules]]()
        self.ancestors: Ancestors | None = None
        """What actors and places are counted for besides themselves; None until it is needed."""

    def prepare(
        self, chunks: Sequence[Chunk], items_by_chunk: Iterable[Iterable[ParsedItem]]
    ) -> EventBatch:
        """Prepare a batch of the items of some chunks."""
        events: list[Event] = []
        lines: list[int] = []
        parts: list[ChunkItems] = []
        for chunk, items in zip(chunks, items_by_chunk, strict=True):
            begin, omitted_count = len(events), 0
            for item in items:
                if item.event is None:
                    omitted_count += 1
                else:
                    events.append(item.event)
                    lines.append(item.line - chunk.first_line)
            file_order = compute_file_order([event.sort_key for event in events[begin:]])
            parts.append(ChunkItems(len(events) - begin, omitted_count, file_order))
        return self._build_batch(events, lines, parts)

    def _build_batch(
        self, events: Sequence[Event], lines: list[int], parts: list[ChunkItems]
    ) -> EventBatch:
        """Build a batch of events, given their lines and how many are in each chunk."""
        labels = _LabelTallies()
        facets = [
            _collect_combinations(name, list(map(get_labels, events)), labels, self.find_ancestors)
            for name, get_labels in _GET_LABELS
        ]
        dates, date_rows = self._collect_dates(events)
        harmed, figures = _collect_casualties(events, labels)
        words = list(map(rows.build_own_words, events))
        words_by_event = list(map(str.split, words))
        new_words = set[str]().union(*words_by_event) - self._known_words
        self._known_words |= new_words
        return EventBatch(
            parts,
            lines,
            [event.span.first_day for event in events],
            [event.id for event in events],
            list(map(rows.encode_event, events)),
            words,
            dates,
            [bool(event.according_to) for event in events],
            [len(event.sources) for event in events],
            [facet.by_event for facet in facets],
            [facet.labels for facet in facets],
            date_rows,
            labels.build_tallies(events),
            harmed,
            figures,
            new_words,
            collect_prefixes(words_by_event),
        )

    def _collect_dates(self, events: Iterable[Event]) -> tuple[list[int], list[IndexedDate]]:
        """Number the dates of events; the number of each event's, and a row for each date."""
        numbers: dict[tuple[str, DateRules], int] = {}
        of_events: list[int] = []
        date_rows: list[IndexedDate] = []
        for event in events:
            named = event.edtf, event.date_rules
            number = numbers.get(named)
            if number is None:
                number = numbers[named] = len(date_rows)
                date_rows.append(self._make_date_row(named, event))
            of_events.append(number)
        return of_events, date_rows

    def _make_date_row(self, named: tuple[str, DateRules], event: Event) -> IndexedDate:
        written = event.edtf, rows.encode_date_rules(event.date_rules)
        if named in self._known_dates:
            return IndexedDate(*written, ())
        self._known_dates.add(named)
        return IndexedDate(*written, make_date_columns(event), iter_part_columns(event.span))

    def find_ancestors(self) -> Ancestors:
        """Find what actors and places are counted for besides themselves."""
        if self.ancestors is None:
            self.ancestors = label_sums.find_ancestors(self._get_head())
        return self.ancestors


class _LabelTallies:
    """The labels of a batch, numbered in order of first use, with their events."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._events: list[list[int]] = []
        """For each label the numbers of its events."""

    def number_label(self, kind_and_label: tuple[str, str]) -> int:
        """Return the number of a label, a new one at its first use."""
        number = self._numbers.setdefault(kind_and_label, len(self._events))
        if number == len(self._events):
            self._events.append([])
        return number

    def add_events(self, label: int, events: Iterable[int]) -> None:
        """Add events to those of a label."""
        self._events[label] += events

    def build_tallies(self, events: Sequence[Event]) -> list[LabelTally]:
        """Build the tally of each label, given all events of the batch."""
        sort_keys: list[SortKey] = [event.sort_key for event in events]
        starts = [event.span.earliest_start for event in events]
        ends = [(event.span.latest_end, key) for event, key in zip(events, sort_keys, strict=True)]
        tallies = []
        for (kind, label), numbers in zip(self._numbers, self._events, strict=True):
            numbers.sort()
            first = min(numbers, key=sort_keys.__getitem__)
            last = max(numbers, key=ends.__getitem__)
            earliest = min(map(starts.__getitem__, numbers))
            tallies.append(
                LabelTally(
                    kind, label, array("I", numbers), sort_keys[first], first, ends[last], last,
                    earliest,
                )
            )  # fmt: skip
        return tallies


class _Combinations(FrozenRecord):
    """The combinations of labels of one facet that the events of a batch have."""

    labels: list[list[int]]
    """The numbers of the labels of each."""
    by_event: list[int]
    """The number of each event's combination."""


def _collect_combinations(
    kind: str,
    labels_of_events: Sequence[tuple[str, ...]],
    labels: _LabelTallies,
    find_ancestors: Callable[[], Ancestors],
) -> _Combinations:
    """Collect the combinations of labels, and count the events for each label."""
    events_by_labels: dict[tuple[str, ...], list[int]] = {}
    for number, found in enumerate(labels_of_events):
        events_by_labels.setdefault(found, []).append(number)
    has_wholes = kind in WITH_PARTS and bool(find_ancestors()[kind])
    combinations = []
    by_event = [0] * len(labels_of_events)
    for combination, (found, numbers) in enumerate(events_by_labels.items()):
        names = [(kind, label) for label in dict.fromkeys(found)]
        own = list(map(labels.number_label, names))
        combinations.append(own)
        wholes = label_sums.list_wholes(names, find_ancestors()) if has_wholes else ()
        for label in (*own, *map(labels.number_label, wholes)):
            labels.add_events(label, numbers)
        for number in numbers:
            by_event[number] = combination
    return _Combinations(combinations, by_event)


def _collect_casualties(
    events: Iterable[Event], labels: _LabelTallies
) -> tuple[list[tuple[int, list[int]]], list[tuple[str, int, float, float]]]:
    """Collect, by event number, the actors that are only harmed and the bounds of figures."""
    harmed: list[tuple[int, list[int]]] = []
    figures: list[tuple[str, int, float, float]] = []
    for number, event in enumerate(events):
        if not event.casualties:
            continue
        only = rows.list_harmed_only(event)
        if only:
            harmed.append((number, [labels.number_label(("actor", id)) for id in only]))
        for harm in CASUALTY_KINDS:
            bounds = find_harm_bounds(event, harm)
            if bounds is not None:
                low, high = map(_limit_number, bounds)
                figures.append((harm, number, low, high))
    return harmed, figures


def _limit_number(number: float) -> float:
    """A number as a database can keep it."""
    return number if abs(number) < 2**62 else float(number)
