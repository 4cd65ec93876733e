"""A timeline: its events in order of time, and all that they refer to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.dates import DateRules
from qaim_cli.model.events import DEFAULT_SOURCE_ID, Catalogue, Entity, Event, Reference
from qaim_cli.prefilter import IndexCondition
from qaim_cli.text import build_search_text

if TYPE_CHECKING:
    from qaim_cli.sums import StartCount

_MAX_CACHED_TEXTS = 1000
"""Of so many events read elsewhere the folded words are remembered."""


class MatchCounts(NamedTuple):
    """How many events match certainly, possibly, and too vaguely to be listed."""

    certain: int
    possible: int
    vague: int


class ValueSum(NamedTuple):
    """The events with an actor, place, tag or the like: how many, the first and the last."""

    event_count: int
    first: Event
    last: Event
    """The one that may end last."""
    earliest: int
    """The first day on which any of them may have begun."""


class RankedEvents(ABC):
    """Events of which any stretch of a long answer can be read, for one thread."""

    @abstractmethod
    def list_keys(
        self, condition: IndexCondition, min_level: int, is_stale: Callable[[], bool]
    ) -> Sequence[int] | None:
        """List a number for each event that matches at least so surely, in order of time.

        None where only going through the events can tell. The list may end early once it is no
        longer wanted.
        """

    @abstractmethod
    def read(self, keys: Sequence[int], start: int, stop: int) -> list[Event]:
        """Read the events from one rank to another, of all that `list_keys` listed."""

    @abstractmethod
    def find_rank(self, keys: Sequence[int], id: str) -> int | None:
        """The rank of the event of an id, None where it is not among them."""


class LazyEvents(Sequence[Event]):
    """Events in order of time that are kept elsewhere and read when they are asked for.

    What is counted without reading them is None where only going through them can tell.
    """

    @abstractmethod
    def candidates(self, hint: IndexCondition) -> Iterable[Event]:
        """The events that can meet a condition, and perhaps others, in order of time."""

    @abstractmethod
    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[tuple[Event, int | None]]:
        """Iterate over the events that match at least so surely, and how surely they do.

        Where only the question itself can tell how surely, it is None.
        """

    @abstractmethod
    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """Count how many events meet a condition how surely."""

    @abstractmethod
    def count_starts(self, condition: IndexCondition, min_level: int) -> list[StartCount] | None:
        """Count when events began that match at least so surely."""

    @abstractmethod
    def find_day_range(self) -> tuple[int, int] | None:
        """The first and last day of the events, None where only going through them can tell."""

    @abstractmethod
    def open_ranked(self) -> RankedEvents | None:
        """The events by rank, to be read by another thread; None where they have none."""

    @abstractmethod
    def list_facet_values(self, of: str) -> Iterable[str]:
        """The labels of a kind that the events have, each once, in the order of the events."""

    @abstractmethod
    def list_value_sums(self, of: str) -> dict[str, ValueSum] | None:
        """Sum up the events of each label of a kind, those of its parts included."""


class Timeline:
    """A chronology: its events in order of time, and all that they refer to.

    It may be made of several, its parts; one that is not has itself as its only part.
    """

    def __init__(
        self,
        *,
        path: str,
        title: str,
        reference: Reference,
        infobox: tuple[tuple[str, str], ...],
        actors: Catalogue,
        places: Catalogue,
        events: Iterable[Event],
        date_rules: DateRules = DateRules(),  # noqa: B008 - a frozen record
        periods: Mapping[str, str] = MappingProxyType({}),
        name: str = "",
        parts: Mapping[str, Timeline] | None = None,
        declared_sources: Iterable[Reference] = (),
    ) -> None:
        """Take what a timeline holds, its events in any order unless they are stored elsewhere.

        Args:
            path: where it is kept, as problems call it.
            title: what it is about.
            reference: what it is taken from, where its events do not say.
            infobox: the labels and values of the summary.
            actors: everyone whom its events name.
            places: everywhere that its events name.
            events: its events.
            date_rules: how dates are read where an event does not say.
            periods: its own periods by name, each in EDTF.
            name: what it is called among several.
            parts: the timelines that it is made of, by name; none where it is one.
            declared_sources: the sources that its events cite by id.
        """
        self.path = path
        self.name = name
        self._parts = parts
        self.title = title
        self.reference = reference
        declared = tuple(declared_sources)
        top = (reference._replace(id=DEFAULT_SOURCE_ID),) if any(reference) else ()
        self.sources: Mapping[str, Reference] = {each.id: each for each in (*top, *declared)}
        """All its sources by id, the one at its top first."""
        self.default_source = top[0].id if top else declared[0].id if len(declared) == 1 else ""
        """The id of the source that an event cites where it names none; empty where there is none.

        That is the one at the top, else the only one."""
        self.infobox = infobox
        self.date_rules = date_rules
        self.periods = periods
        self.actors = actors
        self.places = places
        self.events: Sequence[Event] = (
            events
            if isinstance(events, LazyEvents)
            else tuple(sorted(events, key=lambda event: event.sort_key))
        )
        self._search_texts: dict[int, tuple[Event, str]] = {}

    def candidates(self, hint: IndexCondition) -> Iterable[Event]:
        """The events to look at for a question, in order of time: where stored, not all."""
        return self.events.candidates(hint) if isinstance(self.events, LazyEvents) else self.events

    def get_search_text(self, event: Event) -> str:
        """The text that keyword search matches: the event's own texts, and the names in it.

        It is folded once an event, however often it is asked for.
        """
        known = self._search_texts.get(id(event))
        if known is not None:
            return known[1]
        words = build_search_text(
            (
                event.title,
                event.summary,
                *event.tags,
                *(name for place in event.places for name in self.places.get_names(place)),
                *(
                    name
                    for each in event.participants
                    for name in self.actors.get_names(each.actor)
                ),
            )
        )
        if len(self._search_texts) >= _MAX_CACHED_TEXTS and isinstance(self.events, LazyEvents):
            self._search_texts.clear()
        # The event is kept beside its words, so that no other can get its identity meanwhile.
        self._search_texts[id(event)] = event, words
        return words

    @property
    def parts(self) -> Mapping[str, Timeline]:
        """The timelines that it is made of, by name."""
        # Not kept: what holds itself stays in memory until the collector has walked all of it.
        return self._parts or {self.name: self}

    def count_sources(self, event: Event) -> int:
        """How many independent sources an event rests on, editions of one work counting once.

        Where the timeline has a single source, how many places of it.
        """
        if len(self.sources) < 2:
            return len(event.sources)
        found = (self.sources.get(id) or Reference(id=id) for id in self.list_sources(event))
        return len({source.work for source in found})

    @property
    def is_merged(self) -> bool:
        """Whether it is made of more than one timeline."""
        return len(self.parts) > 1

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every source once; an empty one where the timeline has none."""
        return tuple(self.sources.values()) or (self.reference,)

    @cached_property
    def source_names(self) -> Catalogue:
        """The names that find its sources: id, title and key."""
        return Catalogue(
            {
                id: Entity(id, each.name or id, (each.key,) if each.key else (), line=each.line)
                for id, each in self.sources.items()
            }
        )

    def list_sources(self, event: Event) -> tuple[str, ...]:
        """The ids of the sources that an event cites, each once."""
        ids = dict.fromkeys(source.of or self.default_source for source in event.sources)
        return tuple(filter(None, ids))

    def find_part(self, event: Event) -> Timeline:
        """The part that tells of an event."""
        return self.parts.get(event.timeline, self)

    def format_id(self, event: Event) -> str:
        """The id that a command takes: with its timeline where several have the same id."""
        return f"{event.timeline}:{event.id}" if event.id in self._shared_ids else event.id

    @cached_property
    def _shared_ids(self) -> frozenset[str]:
        """The ids that events of more than one part have."""
        if not self.is_merged:
            return frozenset()
        uses = Counter(id for _, id in {(event.timeline, event.id) for event in self.events})
        return frozenset(id for id, parts in uses.items() if parts > 1)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags in use, each once, in order of the alphabet."""
        if isinstance(self.events, LazyEvents):
            return tuple(sorted(self.events.list_facet_values("tag")))
        return tuple(sorted({tag for event in self.events for tag in event.tags}))

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections of the source that events cite, each once, in order of the events."""
        if isinstance(self.events, LazyEvents):
            return tuple(self.events.list_facet_values("section"))
        sections = (source.section for event in self.events for source in event.sources)
        return tuple(filter(None, dict.fromkeys(sections)))

    @cached_property
    def own_field_names(self) -> tuple[str, ...]:
        """The names of the own fields in use, each once, in order of the alphabet."""
        if isinstance(self.events, LazyEvents):
            return tuple(sorted(self.events.list_facet_values("field")))
        return tuple(sorted({name for event in self.events for name, _ in event.own_fields}))
