"""What a timeline is made of: events, the actors and places they name, and where they are sourced.

Everything here is frozen plain data that knows no file, terminal or option.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.dates import DateRules, DateSpan, EdtfDate
from qaim_cli.prefilter import IdPrefixCondition, IndexCondition
from qaim_cli.text import build_search_text, fold

if TYPE_CHECKING:
    from qaim_cli.sums import MarkCount, StartCount


class Qualifier(StrEnum):
    """How a source hedges a figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"


CASUALTY_KINDS = ("killed", "wounded", "captured")
"""What a casualty figure can count, in the order in which it is told."""


class Figure(NamedTuple):
    """A number of people with the source's hedge: "about 80", "at least 4"."""

    number: int
    qualifier: Qualifier = Qualifier.EXACT

    def __str__(self) -> str:
        hedge = "" if self.qualifier is Qualifier.EXACT else f"{self.qualifier} "
        return f"{hedge}{self.number:,}"


class Casualties(NamedTuple):
    """What happened to the people of one actor; None where the source gives no figure."""

    actor: str
    killed: Figure | None = None
    wounded: Figure | None = None
    captured: Figure | None = None

    def iter_figures(self) -> Iterator[tuple[str, Figure]]:
        """Each figure there is, with what it counts."""
        for harm in CASUALTY_KINDS:
            figure: Figure | None = getattr(self, harm)
            if figure is not None:
                yield harm, figure


class Source(NamedTuple):
    """Where in which source a statement stands: counted from 1, the paragraph in its section.

    A paragraph or sentence of 0 is not said, nor is anything that is empty.
    """

    section: str = ""
    paragraph: int = 0
    sentence: int = 0
    fingerprint: str = ""
    """Of the sentence as it was when it was cited; see `articles.compute_fingerprint`."""
    of: str = ""
    """The id of the source; empty for the timeline's usual one: see `Timeline.default_source`."""
    at: str = ""
    """Any other place in it: a page, a chapter, a folio."""
    url: str = ""
    """The address of that place."""

    @property
    def citation(self) -> tuple[str, int, int]:
        """Section, paragraph and sentence."""
        return (self.section, self.paragraph, self.sentence)

    @property
    def locator(self) -> str:
        """The place within its source in short: "Iraq War ¶4.1", "3.117"; empty for all of it."""
        sentence = f".{self.sentence}" if self.sentence else ""
        section = f"{self.section} ¶{self.paragraph}{sentence}" if self.paragraph else self.section
        return ", ".join(filter(None, (section, self.at)))

    def __str__(self) -> str:
        """The place in short, behind the id of its source where one is named."""
        return " ".join(filter(None, (self.of, self.locator)))


class IgnoredSentence(NamedTuple):
    """A dated sentence of the source that is to become no event, and why."""

    source: Source
    reason: str
    line: int = 0


class Origin(NamedTuple):
    """The record of another file that an event was imported from.

    The fingerprint tells which keys of the event a person has changed since: see
    `exchange.update`.
    """

    file: str
    record: str
    fingerprint: str = ""

    def __str__(self) -> str:
        """The file and the record: "letters.csv#1671"."""
        return f"{self.file}#{self.record}"


class Participant(NamedTuple):
    """An actor in an event, by id, and the role where it changes the meaning ("blamed")."""

    actor: str
    role: str = ""


class Entity(NamedTuple):
    """Someone or somewhere that events name: its other names, and the wholes it belongs to."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    line: int = 0
    """Where it is declared in the store, counted from 1."""
    at: tuple[float, ...] = ()
    """Of a place, its latitude and longitude in degrees where they are known."""

    @property
    def names(self) -> tuple[str, ...]:
        """All it can be asked for by: id, name and aliases.

        The id stands without the name of a timeline before it, which two may differ by.
        """
        return (self.id.rpartition(":")[2], self.name, *self.aliases)


class Event(NamedTuple):
    """Something that the source says happened, as precisely dated as it says."""

    id: str
    date: EdtfDate
    span: DateSpan
    edtf: str
    title: str
    sources: tuple[Source, ...]
    date_text: str = ""
    summary: str = ""
    participants: tuple[Participant, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    according_to: str = ""
    note: str = ""
    dated_by: tuple[str, ...] = ()
    """How its date was counted from others: "8 years before 2019-09-30"."""
    part_of: tuple[str, ...] = ()
    """The ids of the events that it was a part of."""
    allow: tuple[tuple[str, str], ...] = ()
    """The warnings that it has on purpose: the name of each check, and the reason."""
    origins: tuple[Origin, ...] = ()
    """The records of other files that it was imported from."""
    url: str = ""
    """An address that tells more of it."""
    image: str = ""
    """A picture of it: an address, or a path from the folder of its timeline."""
    image_credit: str = ""
    """Who made the picture, and under which licence."""
    own_fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Whatever else the timeline records of it: names that begin with `x-`, and their values."""
    date_rules: DateRules = DateRules()
    """By which its date is read."""
    line: int = 0
    timeline: str = ""
    """The name of the timeline that tells of it."""

    @property
    def actor_ids(self) -> tuple[str, ...]:
        """The ids of all actors that it names: those who take part and those who are harmed."""
        named = (
            *(each.actor for each in self.participants),
            *(each.actor for each in self.casualties),
        )
        return tuple(dict.fromkeys(named))

    def get_own_values(self, name: str) -> tuple[str, ...]:
        """The values of an own field; none where the event does not have it."""
        return next((values for field, values in self.own_fields if field == name), ())

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Where the event stands in time: by first day, the longest first, then by id."""
        return (self.span.first_day, -self.span.last_day, self.id)


class EventDraft(NamedTuple):
    """An event that a person may accept, and what they should know of it."""

    event: Event
    """Its `edtf` is empty where it has no date yet."""
    comments: tuple[str, ...] = ()
    """Lines to be written above it: the sentence that it is drawn from, and the like."""


DEFAULT_SOURCE_ID = "source"
"""The id of the source at the top of a timeline, which no other source can have."""


class Reference(NamedTuple):
    """A source as a timeline declares it: a book, an article, a page."""

    title: str = ""
    url: str = ""
    licence: str = ""
    accessed: str = ""
    """When it was read, in EDTF."""
    author: str = ""
    translator: str = ""
    editor: str = ""
    year: str = ""
    publisher: str = ""
    doi: str = ""
    isbn: str = ""
    key: str = ""
    """What it is called elsewhere, such as its citation key in a reference manager."""
    id: str = ""
    """What events cite it by; empty for the source at the top of a timeline."""
    line: int = 0
    """Where it is declared in the store, counted from 1."""

    @property
    def name(self) -> str:
        """Its title, else its address, else its id, which the one at the top does not have."""
        return self.title or self.url or (self.id if self.id != DEFAULT_SOURCE_ID else "")

    @property
    def work(self) -> tuple[str, str]:
        """What two editions or translations of one work share: its author and title."""
        return (fold(self.author), fold(self.title)) if self.title else ("", self.id)

    def __str__(self) -> str:
        name = ", ".join(filter(None, (self.author, self.title)))
        return " · ".join(filter(None, (name, self.licence)))


class Catalogue:
    """The actors, or the places, that a timeline declares, by id in the order declared."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Takes the entities by id."""
        self.entities = entities

    def get_name(self, id: str) -> str:
        """The name of an entity; its id where nothing is declared under it."""
        entity = self.entities.get(id)
        return entity.name if entity else id

    def get_names(self, id: str) -> tuple[str, ...]:
        """All names of an entity; its id alone where nothing is declared under it."""
        entity = self.entities.get(id)
        return entity.names if entity else (id,)

    @property
    def all_names(self) -> list[str]:
        """All names and aliases that there are, ids aside."""
        return [name for entity in self.entities.values() for name in entity.names[1:]]

    def find(self, name: str) -> frozenset[str]:
        """The ids of the entities that have the name as id, name or alias, compared whole.

        Those that are called just so go before those that are called alike.
        """
        exact = frozenset(
            id for id, entity in self.entities.items() if name == id or name in entity.names
        )
        return exact or self._ids_by_name.get(fold(name), frozenset())

    def with_descendants(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids with those of all their parts, and the parts of these."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting.extend(self._children.get(id, ()))
        return frozenset(found)

    @cached_property
    def _ids_by_name(self) -> dict[str, frozenset[str]]:
        by_name: dict[str, frozenset[str]] = {}
        for entity in self.entities.values():
            for name in entity.names:
                by_name[fold(name)] = by_name.get(fold(name), frozenset()) | {entity.id}
        by_name.pop("", None)  # names made of signs alone are not all the same
        return by_name

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for entity in self.entities.values():
            for whole in entity.parents:
                parts.setdefault(whole, []).append(entity.id)
        return parts


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
    timelines: tuple[str, ...]
    """The names of the timelines that they are in, in order of the events."""

    @classmethod
    def from_events(cls, events: Sequence[Event]) -> ValueSum:
        """Sum up events, of which there is at least one, in order of time."""
        return cls(
            len(events),
            events[0],
            max(events, key=lambda event: (event.span.latest_end, event.sort_key)),
            min(event.span.earliest_start for event in events),
            tuple(dict.fromkeys(event.timeline for event in events)),
        )


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


class EventSource(Sequence[Event]):
    """Events in order of time, wherever they are kept.

    What can be told without going through the events is told by methods that a source overrides;
    they return None where only going through the events can tell.
    """

    is_listed = False
    """Whether all events are in memory anyway."""

    def candidates(self, condition: IndexCondition) -> Iterable[Event]:
        """All events that can meet a condition, and perhaps others, in order of time."""
        del condition
        return self

    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[tuple[Event, int | None]]:
        """Iterate over the events that match at least so surely, and how surely they do.

        Where only the question itself can tell how surely, it is None.
        """
        del condition, min_level
        return ((event, None) for event in (reversed(self) if reverse else self))

    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """Count how many events meet a condition how surely."""
        del condition
        return None

    def count_starts(self, condition: IndexCondition, min_level: int) -> list[StartCount] | None:
        """Count when events began that match at least so surely."""
        del condition, min_level
        return None

    def count_marks(self, condition: IndexCondition, min_level: int) -> list[MarkCount] | None:
        """Count where a drawing shows the events that match at least so surely."""
        del condition, min_level
        return None

    def count_values(
        self, condition: IndexCondition, min_level: int, facet: str, default: str = ""
    ) -> dict[str, int] | None:
        """Count the events that match at least so surely by actor, place, tag or the like.

        Those that have none are counted under the empty text. An empty value of an event stands for
        the default.
        """
        del condition, min_level, facet, default
        return None

    def sum_values(
        self, facet: str, groups: Mapping[str, frozenset[str]]
    ) -> dict[str, ValueSum] | None:
        """Sum up the events that have one of the values, for each group of values that any has."""
        del facet, groups
        return None

    def iter_most(
        self, condition: IndexCondition, min_level: int, quantity: str
    ) -> Iterator[tuple[Event, int | None]] | None:
        """Iterate over matching events that have at least one killed, say, the most first.

        Those that have as many stand in order of time.
        """
        del condition, min_level, quantity
        return None

    def find_day_range(self) -> tuple[int, int] | None:
        """The first and last day of the events, None where only going through them can tell."""
        return None

    def open_ranked(self) -> RankedEvents | None:
        """The events by rank, to be read by another thread; None where they have none."""
        return None

    def list_facet_values(self, of: str) -> Iterable[str]:
        """The values of a facet that the events have, each once, in the order of the events."""
        get_values = _VALUE_GETTERS[of]
        return dict.fromkeys(value for event in self for value in get_values(event))

    def list_ids_near(self, id: str, most: int) -> list[str]:
        """List the ids next to a text in order of the alphabet, so many on each side."""
        ids = sorted({event.id for event in self})
        at = bisect_left(ids, id)
        return ids[max(0, at - most) : at + most]

    def has_id(self, id: str) -> bool:
        """Whether an event has the id."""
        return any(event.id == id for event in self.candidates(IdPrefixCondition(id)))

    def use_names(self, get_names: Callable[[str, str], tuple[str, ...]]) -> EventSource:
        """The same events, whose actors and places have other names, by facet and id."""
        del get_names
        return self


_VALUE_GETTERS: dict[str, Callable[[Event], Iterable[str]]] = {
    "tag": lambda event: event.tags,
    "section": lambda event: filter(None, (source.section for source in event.sources)),
    "field": lambda event: (name for name, _ in event.own_fields),
}


class ListedEvents(tuple[Event, ...], EventSource):  # noqa: SLOT001 - the other base has none
    """Events in order of time, all in memory."""

    is_listed = True


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
        """Takes what a timeline holds, its events in any order unless they are stored elsewhere.

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
        """What a keyword is looked for in: the event's texts and all names of whom it names.

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
        """All its sources, each once; an empty one where it has none."""
        return tuple(self.sources.values()) or (self.reference,)

    @cached_property
    def source_names(self) -> Catalogue:
        """What its sources can be asked for by: id, title and key."""
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
        """What an event is asked for by: its id, with its timeline where several have the id."""
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


class ProblemLevel(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    WARNING = "warning"


_MAX_CACHED_TEXTS = 1000
"""Of so many events read elsewhere the folded words are remembered."""


class Problem(NamedTuple):
    """A fault in a store's data: where it stands, what is wrong, and how to put it right."""

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    level: ProblemLevel = ProblemLevel.ERROR

    @property
    def full_message(self) -> str:
        """What is wrong and its cure, as two sentences."""
        return f"{self.message}. {self.fix}" if self.fix else self.message

    @property
    def check_output_line(self) -> str:
        """The problem as a check tells it: place, level, the check's name, fault and cure."""
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.level} {self.code}: {self.full_message}"

    def __str__(self) -> str:
        cure = f"; {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}: {self.message}{cure}"
