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
        builder = _BatchBuilder(self._known_dates, self.find_ancestors)
        for chunk, items in zip(chunks, items_by_chunk, strict=True):
            builder.add_chunk(chunk.first_line, items)
        batch = builder.finish()
        words_by_event = list(map(str.split, batch.words))
        new_words = set[str]().union(*words_by_event) - self._known_words
        self._known_words |= new_words
        return batch._replace(new_words=new_words, prefixes=collect_prefixes(words_by_event))

    def find_ancestors(self) -> Ancestors:
        """Find what actors and places are counted for besides themselves."""
        if self.ancestors is None:
            self.ancestors = label_sums.find_ancestors(self._get_head())
        return self.ancestors


class _Combinations:
    """The combinations of labels of one facet that the events of a batch have."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.numbers: dict[tuple[str, ...], int] = {}
        self.labels: list[list[int]] = []
        self.event_lists: list[list[list[int]]] = []
        """For each of them the lists of the events of its labels, and of what these are part of."""
        self.of_events: list[int] = []


class _BatchBuilder:
    """A batch being made."""

    def __init__(
        self, known_dates: set[tuple[str, DateRules]], get_ancestors: Callable[[], Ancestors]
    ) -> None:
        self._known_dates = known_dates
        self._get_ancestors = get_ancestors
        self._date_numbers: dict[tuple[str, DateRules], int] = {}
        self._label_numbers: dict[tuple[str, str], int] = {}
        self._label_events: list[list[int]] = []
        """For each label the numbers of its events."""
        self._sort_keys: list[SortKey] = []
        self._starts: list[int] = []
        self._ends: list[tuple[int, SortKey]] = []
        self._facets = [(_Combinations(name), get_labels) for name, get_labels in _GET_LABELS]
        combinations = [facet.of_events for facet, _ in self._facets]
        label_combinations = [facet.labels for facet, _ in self._facets]
        self._batch = EventBatch(
            [], [], [], [], [], [], [], [], [], combinations, label_combinations, [], [], [], [],
            set(), BatchPrefixes({}, ()),
        )  # fmt: skip

    def finish(self) -> EventBatch:
        """Return the batch, with the sums of its labels."""
        for (kind, label), numbers in zip(self._label_numbers, self._label_events, strict=True):
            first = min(numbers, key=self._sort_keys.__getitem__)
            last = max(numbers, key=self._ends.__getitem__)
            earliest = min(map(self._starts.__getitem__, numbers))
            self._batch.labels.append(
                LabelTally(
                    kind, label, array("I", numbers), self._sort_keys[first], first,
                    self._ends[last], last, earliest,
                )
            )  # fmt: skip
        return self._batch

    def add_chunk(self, first_line: int, items: Iterable[ParsedItem]) -> None:
        """Add the items of a chunk."""
        omitted_count = 0
        begin = len(self._sort_keys)
        for item in items:
            if item.event is None:
                omitted_count += 1
            else:
                self._batch.lines.append(item.line - first_line)
                self._add_event(item.event)
        sort_keys = self._sort_keys[begin:]
        file_order = compute_file_order(sort_keys)
        self._batch.chunks.append(ChunkItems(len(sort_keys), omitted_count, file_order))

    def _add_event(self, event: Event) -> None:
        batch = self._batch
        number = len(batch.ids)
        sort_key = event.sort_key
        self._sort_keys.append(sort_key)
        self._starts.append(event.span.earliest_start)
        self._ends.append((event.span.latest_end, sort_key))
        batch.days.append(sort_key[0])
        batch.ids.append(event.id)
        batch.texts.append(rows.encode_event(event))
        batch.words.append(rows.build_own_words(event))
        batch.claimed.append(bool(event.according_to))
        batch.citation_counts.append(len(event.sources))
        named = event.edtf, event.date_rules
        date = self._date_numbers.get(named)
        batch.dates.append(self._add_date(named, event) if date is None else date)
        for facet, get_labels in self._facets:
            labels = get_labels(event)
            combination = facet.numbers.get(labels)
            if combination is None:
                combination = self._add_combination(facet, labels)
            facet.of_events.append(combination)
            for events_of_label in facet.event_lists[combination]:
                events_of_label.append(number)
        if event.casualties:
            self._add_casualties(number, event)

    def _add_date(self, named: tuple[str, DateRules], event: Event) -> int:
        is_known = named in self._known_dates
        self._known_dates.add(named)
        self._date_numbers[named] = number = len(self._batch.date_rows)
        written = event.edtf, rows.encode_date_rules(event.date_rules)
        self._batch.date_rows.append(
            IndexedDate(*written, ())
            if is_known
            else IndexedDate(*written, make_date_columns(event), iter_part_columns(event.span))
        )
        return number

    def _add_combination(self, facet: _Combinations, labels: tuple[str, ...]) -> int:
        number = facet.numbers[labels] = len(facet.labels)
        names = [(facet.kind, label) for label in dict.fromkeys(labels)]
        numbers = [self._number_label(name) for name in names]
        facet.labels.append(numbers)
        has_wholes = facet.kind in WITH_PARTS and labels
        wholes = label_sums.list_wholes(names, self._get_ancestors()) if has_wholes else ()
        counted = [*numbers, *map(self._number_label, wholes)]
        facet.event_lists.append([self._label_events[each] for each in counted])
        return number

    def _number_label(self, name: tuple[str, str]) -> int:
        number = self._label_numbers.setdefault(name, len(self._label_events))
        if number == len(self._label_events):
            self._label_events.append([])
        return number

    def _add_casualties(self, number: int, event: Event) -> None:
        only = rows.list_harmed_only(event)
        if only:
            labels = [self._number_label(("actor", id)) for id in only]
            self._batch.harmed.append((number, labels))
        for harm in CASUALTY_KINDS:
            bounds = find_harm_bounds(event, harm)
            if bounds is not None:
                low, high = map(_limit_number, bounds)
                self._batch.figures.append((harm, number, low, high))


def _limit_number(number: float) -> float:
    """A number as a database can keep it."""
    return number if abs(number) < 2**62 else float(number)
