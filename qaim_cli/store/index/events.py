"""The events of an index, in order of time: counted by SQL, and read only where they are needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, overload

from qaim_cli.errors import DateError
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.model import Catalogue, Event, EventSource, MatchCounts, RankedEvents, ValueSum
from qaim_cli.prefilter import NO_CONDITION, AllOf, IdPrefixCondition, IndexCondition, NotOf
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.index.event_reader import TEXTS, EventReader

if TYPE_CHECKING:
    from qaim_cli.store.index.counting import EventCounter
    from qaim_cli.store.index.event_sets import SetFinder
    from qaim_cli.store.index.label_marks import TextQueries, TextQuery
    from qaim_cli.store.index.statement import Statement, StatementBuilder
    from qaim_cli.sums import Bounds, FindLastDay, LaneSums, MarkSums

READ_ERRORS = (sqlite3.Error, ValueError, TypeError, DateError)
"""What is raised where an index is damaged."""
_MAX_LISTED_WORDS = 50_000
LEAST_SET_EVENTS = 5_000
"""With fewer events than this, sets are not used to count."""
_Counts = TypeVar("_Counts")


def _is_all(condition: IndexCondition) -> bool:
    """Whether every event meets a condition; compared by type, as records are equal as tuples."""
    return isinstance(condition, AllOf) and not condition.conditions


class MatchingEvents:
    """The events that meet a condition, read again each time they are gone through."""

    def __init__(self, events: IndexedEvents, condition: IndexCondition) -> None:
        self._events, self._condition = events, condition

    def __iter__(self) -> Iterator[Event]:
        return (event for event, _ in self._events.iter_matches(self._condition))


class IndexedEvents(EventSource):
    """The events that an index keeps."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        head: StoreHeader,
        name: str,
        count: int,
        otherwise: Callable[[], Sequence[Event]],
        *,
        reconnect: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:
        """Take the index, what is known of the store, and how else to get at events and index.

        Args:
            connection: the index.
            head: the head of the store.
            name: the name of the timeline.
            count: how many events there are.
            otherwise: reads them from the store itself.
            reconnect: opens the index once more, for another thread; None where that is not needed.
        """
        self._connection, self._head, self._reconnect = connection, head, reconnect
        self.reader = EventReader(connection, name)
        """What reads the events from the index."""
        self._timeline_name = name
        self._event_count = count
        self._read_store = otherwise
        self._all_events: Sequence[Event] | None = None
        self._origin: IndexedEvents | None = None
        """Those whose connection it uses, which ends with them."""

    # What builds and counts is made when a question first needs it, as the commonest has none.
    @cached_property
    def _queries(self) -> TextQueries:
        from qaim_cli.store.index.label_marks import TextQueries

        catalogues = {
            "actor": Catalogue({each.id: each for each in self._head.actors}),
            "place": Catalogue({each.id: each for each in self._head.places}),
        }
        return TextQueries(self._connection, lambda of, label: catalogues[of].get_names(label))

    @property
    def timeline_name(self) -> str:
        """The name of the timeline."""
        return self._timeline_name

    @cached_property
    def counter(self) -> EventCounter:
        """What counts the events."""
        from qaim_cli.store.index.counting import EventCounter

        if self._event_count < LEAST_SET_EVENTS:
            return EventCounter(self._connection, self._event_count)
        from qaim_cli.store.index.set_counting import SetCounter

        return SetCounter(self._connection, self._event_count, self.create_finder())

    def __len__(self) -> int:
        return self._event_count

    def __iter__(self) -> Iterator[Event]:
        return (event for event, _ in self.iter_matches(NO_CONDITION))

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        """The event or events at a place, for which all are read."""
        if self._all_events is None:
            self._all_events = tuple(self)
        return self._all_events[at]

    def candidates(self, hint: IndexCondition) -> Iterable[Event]:
        """The events that can meet a condition, and perhaps others, in order of time."""
        return MatchingEvents(self, hint)

    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """Count how many events meet a condition how surely."""
        if _is_all(condition):  # which takes no counting, nor what counts
            return MatchCounts(self._event_count, 0, 0)
        if isinstance(condition, NotOf):  # counted from those that match
            found = self.count_levels(condition.condition)
            return found and found._replace(certain=self._event_count - sum(found))
        return self._count(condition, self.counter.count_levels)

    def count_by_period(
        self, condition: IndexCondition, min_level: int, find_last_day: FindLastDay
    ) -> dict[int | None, int] | None:
        """Count events that match at least so surely by the period in which they began."""
        return self._count(
            condition, lambda found: self.counter.count_by_period(found, min_level, find_last_day)
        )

    def count_marks(
        self, condition: IndexCondition, min_level: int, first: int, last: int
    ) -> MarkSums | None:
        """Count where a drawing of some days shows the events that match at least so surely."""
        return self._count(
            condition, lambda found: self.counter.count_marks(found, min_level, first, last)
        )

    def sum_lanes(
        self, condition: IndexCondition, min_level: int, facet: str, default: str
    ) -> LaneSums | None:
        """Sum up by actor, place, tag or the like where a drawing shows the events that match."""
        from qaim_cli.store.index.asked_lanes import sum_event_lanes

        return self._count(
            condition, lambda found: sum_event_lanes(self, found, min_level, facet, default)
        )

    def count_values(
        self, condition: IndexCondition, min_level: int, facet: str, default: str = ""
    ) -> dict[str, int] | None:
        """Count the events that match at least so surely by the values of a facet."""
        if facet == "timeline":
            counts = self.count_levels(condition)
            count = sum(counts[: 4 - min_level]) if counts else 0
            return None if counts is None else {self._timeline_name: count} if count else {}
        if facet not in INDEXED_FACETS:
            return None
        return self._count(
            condition, lambda found: self.counter.count_values(found, min_level, facet, default)
        )

    def sum_harm_by_period(
        self, condition: IndexCondition, min_level: int, harm: str, find_last_day: FindLastDay
    ) -> dict[int | None, Bounds] | None:
        """Sum up the killed, wounded or captured by the period in which events began."""
        return self._count(
            condition,
            lambda found: self.counter.sum_harm_by_period(found, min_level, harm, find_last_day),
        )

    def sum_harm_by_value(
        self, condition: IndexCondition, min_level: int, harm: str, facet: str, default: str = ""
    ) -> dict[str, Bounds] | None:
        """Sum up the killed, wounded or captured by the values of a facet, as bounds."""
        if facet == "timeline":
            return self._count(condition, lambda found: self._sum_harm(found, min_level, harm))
        if facet not in INDEXED_FACETS:
            return None
        return self._count(
            condition,
            lambda found: self.counter.sum_harm_by_value(found, min_level, harm, facet, default),
        )

    def _sum_harm(self, statement: Statement, min_level: int, harm: str) -> dict[str, Bounds]:
        bounds = self.counter.sum_harm(statement, min_level, harm)
        return {} if bounds is None else {self._timeline_name: bounds}

    def _count(
        self, condition: IndexCondition, count: Callable[[Statement], _Counts]
    ) -> _Counts | None:
        """Count what meets a condition; None where only the question can tell what does."""
        try:
            statement = self.build_statement(condition)
            return count(statement) if statement.is_exact else None
        except READ_ERRORS:
            return None

    def sum_values(
        self, facet: str, groups: Mapping[str, frozenset[str]]
    ) -> dict[str, ValueSum] | None:
        """Sum up the events that have one of the values, for each group of values that any has."""
        from qaim_cli.store.index.label_sums import map_descendants

        entities = {"actor": self._head.actors, "place": self._head.places}.get(facet, ())
        try:
            return self.counter.sum_values(
                facet, groups, map_descendants(entities), self.reader.read_keys
            )
        except (*READ_ERRORS, KeyError):
            return None

    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[tuple[Event, int | None]]:
        """The events that match at least so surely, in order of time, and how surely they do.

        Where only the question can tell how surely, or the index turns out to be damaged, it is
        None, and there may be events that do not match.
        """
        last: tuple[int, int, str] | None = None
        try:
            if _is_all(condition):
                is_exact, found = True, self.reader.iter_all(reverse=reverse)
            else:
                statement = self.build_statement(condition)
                is_exact = statement.is_exact
                source = self.counter.build_ordered_source(statement, min_level, TEXTS)
                found = self.reader.iter_statement(statement, source, reverse=reverse)
            for event, level in found:
                last = event.sort_key
                yield event, level if is_exact else None
        except READ_ERRORS:
            events = self._read_store()
            for event in reversed(events) if reverse else events:
                if last is None or (event.sort_key < last if reverse else event.sort_key > last):
                    yield event, None

    def has_id(self, id: str) -> bool:
        """Whether an event has the id."""
        try:
            sql = "SELECT 1 FROM events WHERE id = ? LIMIT 1"
            return self._connection.execute(sql, (id,)).fetchone() is not None
        except sqlite3.Error:
            return any(event.id == id for event in self._read_store())

    def use_names(self, get_names: Callable[[str, str], tuple[str, ...]]) -> IndexedEvents:
        """The same events, whose actors and places have other names, by facet and id."""
        from qaim_cli.store.index.label_marks import TextQueries

        name, count = self._timeline_name, self._event_count
        renamed = IndexedEvents(self._connection, self._head, name, count, self._read_store)
        renamed._origin = self
        renamed._queries = TextQueries(self._connection, get_names)
        return renamed

    def build_text_query(self, condition: IndexCondition) -> TextQuery | None:
        """Build what the full-text table is asked for a condition; None where it cannot tell."""
        return self._queries.build(condition)

    def find_day_range(self) -> tuple[int, int] | None:
        """The first and last day that is stated of any event, infinite ones aside."""
        try:
            return self.reader.find_day_range()
        except READ_ERRORS:
            return None

    def open_ranked(self) -> RankedEvents | None:
        """The events by rank; None where another version of the index is there by now."""
        from qaim_cli.store.index.ranked import IndexRanks

        if self._reconnect is None:
            return None
        try:
            connections = self._reconnect(), self._reconnect()
            digest = "SELECT file_digest FROM contents"
            of_this = self._connection.execute(digest).fetchall()
            if any(each.execute(digest).fetchall() != of_this for each in connections):
                return None
        except READ_ERRORS:
            return None
        return IndexRanks(*map(self._connect_to, connections))

    def _connect_to(self, connection: sqlite3.Connection) -> IndexedEvents:
        """The same events, through another connection."""
        name, count = self._timeline_name, self._event_count
        return IndexedEvents(connection, self._head, name, count, self._read_store)

    def list_facet_values(self, of: str) -> Iterable[str]:
        """The values of a facet that the events have, each once, in the order of the events."""
        try:
            places = self.reader.place_values(of)
        except (*READ_ERRORS, KeyError):
            get_values = INDEXED_FACETS[of].get_raw_values
            return dict.fromkeys(
                value for event in self._read_store() for value in get_values(event)
            )
        return sorted(places, key=places.__getitem__)

    def iter_by_casualties(
        self, condition: IndexCondition, min_level: int, harm: str
    ) -> Iterator[tuple[Event, int | None]] | None:
        """Iterate over matching events that have at least one killed, say, the most first."""
        from qaim_cli.store.index.orders import read_most

        found = self._count(
            condition, lambda asked: self.counter.iter_keys_by_casualties(asked, min_level, harm)
        )
        return None if found is None else read_most(self.reader, found)

    def list_by_title(
        self, condition: IndexCondition, min_level: int, limit: int, *, reverse: bool = False
    ) -> Sequence[tuple[Event, int | None]] | None:
        """List the first matching events in order of their titles, or backwards."""
        from qaim_cli.store.index.orders import list_by_title

        return self._count(
            condition, lambda asked: list_by_title(self, asked, min_level, limit, reverse=reverse)
        )

    def list_with_id(self, id: str) -> list[Event]:
        """List the events that have an id, in order of time."""
        try:
            return self.reader.list_with_id(id)
        except READ_ERRORS:
            return super().list_with_id(id)

    def find_by_id_prefix(
        self, condition: IdPrefixCondition, limit: int
    ) -> tuple[Sequence[Event], int]:
        """Find the first events whose ids have a prefix, in order of time, and count all."""
        prefix, timeline = condition
        if timeline not in ("", self._timeline_name):
            return (), 0
        try:
            return self.reader.find_by_id_prefix(prefix, limit, self._event_count)
        except READ_ERRORS:
            return super().find_by_id_prefix(condition, limit)

    def find_by_title(self, folded_title: str) -> list[Event]:
        """List the events whose folded title is this one, in order of time."""
        try:
            return self.reader.find_by_title(folded_title)
        except READ_ERRORS:
            return super().find_by_title(folded_title)

    def list_ids_with_titles(self, id_prefix: str, limit: int) -> list[tuple[str, str]]:
        """List (id, title) of the events whose id has a prefix, in order of time."""
        try:
            return self.reader.list_ids_with_titles(id_prefix, limit, self._event_count)
        except READ_ERRORS:
            return super().list_ids_with_titles(id_prefix, limit)

    def list_words(self) -> Iterable[str] | None:
        """List the folded words of the events' texts; None where they are too many."""
        try:
            return self.reader.list_words(_MAX_LISTED_WORDS)
        except sqlite3.Error:
            return None

    def list_ids_near(self, id: str, most: int) -> list[str]:
        """List the ids next to a text in order of the alphabet, at most `most` on each side."""
        try:
            return self.reader.list_ids_near(id, most)
        except sqlite3.Error:
            return super().list_ids_near(id, most)

    def build_statement(self, condition: IndexCondition) -> Statement:
        """Build the parts of statements about the events that meet a condition."""
        return self.create_builder().build(condition)

    def create_finder(self) -> SetFinder:
        """Create what finds sets of these events."""
        from qaim_cli.store.index.event_sets import SetFinder

        return SetFinder(self._connection, self._queries, self._timeline_name)

    def create_builder(self) -> StatementBuilder:
        """Create what builds statements about these events."""
        from qaim_cli.store.index.date_levels import compute_day_of_year_level
        from qaim_cli.store.index.statement import StatementBuilder

        self._connection.create_function("day_of_year_level", 5, compute_day_of_year_level)
        return StatementBuilder(self._queries, self._timeline_name)
