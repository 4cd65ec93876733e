"""Events, the sources that they cite, and the actors and places that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from qaim_cli.dates import DateRules, DateSpan, EdtfDate
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold

DRAFT_TAG = "draft"
"""The tag of an event that no person has accepted yet."""
DEFAULT_SOURCE_ID = "source"
"""The id of the source at the top of a timeline, which no other source can have."""


class Reference(FrozenRecord):
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
        """Its title, else its address, else its id, unless it is the one at the top."""
        return self.title or self.url or (self.id if self.id != DEFAULT_SOURCE_ID else "")

    @property
    def work(self) -> tuple[str, str]:
        """The author and title, which two editions or translations of one work share."""
        return (fold(self.author), fold(self.title)) if self.title else ("", self.id)

    def __str__(self) -> str:
        name = ", ".join(filter(None, (self.author, self.title)))
        return " · ".join(filter(None, (name, self.licence)))


class Source(FrozenRecord):
    """A place in a source that a statement rests on; paragraphs count within their section.

    A paragraph or sentence of 0 is not said, nor is anything that is empty.
    """

    section: str = ""
    paragraph: int = 0
    sentence: int = 0
    fingerprint: str = ""
    """The sentence's fingerprint when it was cited; see `articles.compute_fingerprint`."""
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


class IgnoredSentence(FrozenRecord):
    """A dated sentence of the source that is to become no event, and why."""

    source: Source
    reason: str
    line: int = 0


class Entity(FrozenRecord):
    """Someone or somewhere that events name: its other names, and the wholes it belongs to."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    line: int = 0
    """Where it is declared in the store, counted from 1."""
    at: tuple[float, ...] = ()
    """A place's latitude and longitude in degrees; empty where they are unknown."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds it: its id, name and aliases.

        The id stands without the name of a timeline before it, which two may differ by.
        """
        return (self.id.rpartition(":")[2], self.name, *self.aliases)


class Catalogue:
    """The actors, or the places, that a timeline declares, by id in the order declared."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Take the entities by id."""
        self.entities = entities

    def get_name(self, id: str) -> str:
        """The name of an entity; its id where nothing is declared under it."""
        entity = self.entities.get(id)
        return entity.name if entity else id

    def get_names(self, id: str) -> tuple[str, ...]:
        """All names of an entity; its id alone where no entity is declared under it."""
        entity = self.entities.get(id)
        return entity.names if entity else (id,)

    @property
    def all_names(self) -> list[str]:
        """All declared names and aliases, without ids."""
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
        """The ids with those of all their parts, and of the parts of these."""
        children = self._children
        return frozenset(_follow(ids, lambda each: children.get(each, ())))

    def with_ancestors(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The ids with those of all that they belong to, each once, the nearest first."""

        def get_parents(id: str) -> Iterable[str]:
            entity = self.entities.get(id)
            return entity.parents if entity else ()

        return tuple(_follow(ids, get_parents))

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


def _follow(ids: Iterable[str], get_next: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """The ids and all that are reached from them, each once; a circle is gone round once."""
    found = dict.fromkeys(ids)
    waiting = list(found)
    for id in waiting:
        for each in get_next(id):
            if each not in found:
                found[each] = None
                waiting.append(each)
    return found


CASUALTY_KINDS = ("killed", "wounded", "captured")
"""The harms that a casualty figure can count, in the order shown."""


class Qualifier(StrEnum):
    """How a source hedges a figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"


class Figure(FrozenRecord):
    """A number of people with the source's hedge: "about 80", "at least 4"."""

    number: int
    qualifier: Qualifier = Qualifier.EXACT

    def __str__(self) -> str:
        hedge = "" if self.qualifier is Qualifier.EXACT else f"{self.qualifier} "
        return f"{hedge}{self.number:,}"


class Casualties(FrozenRecord):
    """The number killed, wounded and captured of one actor; None where no figure is given."""

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


class Origin(FrozenRecord):
    """The record of another file that an event was imported from.

    The fingerprint tells which keys of the event a person has changed since: see
    `edit.origins`.
    """

    file: str
    record: str
    fingerprint: str = ""

    def __str__(self) -> str:
        """The file and the record: "letters.csv#1671"."""
        return f"{self.file}#{self.record}"


class Participant(FrozenRecord):
    """An actor in an event, by id, and the role where it changes the meaning ("blamed")."""

    actor: str
    role: str = ""


class Event(FrozenRecord):
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
        named = [each.actor for each in self.participants]
        if self.casualties:
            named += [each.actor for each in self.casualties]
        return tuple(dict.fromkeys(named))

    def get_own_values(self, name: str) -> tuple[str, ...]:
        """The values of an own field; none where the event does not have it."""
        return next((values for field, values in self.own_fields if field == name), ())

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """The key that sorts events in time: by first day, the longest first, then by id."""
        return (self.span.first_day, -self.span.last_day, self.id)


NAMES_COMMENT = "names to declare: "
"""What a draft's comment begins with that lists names to declare, with commas between."""


class EventDraft(FrozenRecord):
    """An event that a person may accept, and what they should know of it."""

    event: Event
    """Its `edtf` is empty where it has no date yet."""
    comments: tuple[str, ...] = ()
    """Lines to be written above it: the sentence that it is drawn from, and the like."""
