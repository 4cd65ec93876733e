"""A timeline: its events in order of time, and all that they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from qaim_cli.dates import DateRules
from qaim_cli.model.event_source import EventSource, ListedEvents
from qaim_cli.model.events import DEFAULT_SOURCE_ID, Catalogue, Entity, Event, Reference
from qaim_cli.prefilter import IndexCondition
from qaim_cli.text import build_search_text

_MAX_CACHED_TEXTS = 1000
"""The most events read elsewhere whose folded words are cached."""


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
        self.events: EventSource = (
            events
            if isinstance(events, EventSource)
            else ListedEvents(sorted(events, key=lambda event: event.sort_key))
        )
        self._search_texts: dict[int, tuple[Event, str]] = {}
        self._shared_ids: dict[str, bool] = {}

    def candidates(self, hint: IndexCondition) -> Iterable[Event]:
        """The events to look at for a question, in order of time: where stored, not all."""
        return self.events.candidates(hint)

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
        if len(self._search_texts) >= _MAX_CACHED_TEXTS and not self.events.is_listed:
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
        is_shared = self.is_merged and self._is_shared_id(event.id)
        return f"{event.timeline}:{event.id}" if is_shared else event.id

    def _is_shared_id(self, id: str) -> bool:
        """Whether events of more than one part have the id."""
        if len(self._shared_ids) >= _MAX_CACHED_TEXTS:
            return id in self._all_shared_ids
        if id not in self._shared_ids:
            self._shared_ids[id] = sum(part.events.has_id(id) for part in self.parts.values()) > 1
        return self._shared_ids[id]

    @cached_property
    def _all_shared_ids(self) -> frozenset[str]:
        """The ids that events of more than one part have, for which all are gone through."""
        uses = Counter(id for _, id in {(event.timeline, event.id) for event in self.events})
        return frozenset(id for id, parts in uses.items() if parts > 1)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags in use, each once, in order of the alphabet."""
        return tuple(sorted(self.events.list_facet_values("tag")))

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections of the source that events cite, each once, in order of the events."""
        return tuple(self.events.list_facet_values("section"))

    @cached_property
    def own_field_names(self) -> tuple[str, ...]:
        """The names of the own fields in use, each once, in order of the alphabet."""
        return tuple(sorted(self.events.list_facet_values("field")))
