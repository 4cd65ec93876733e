"""The actors and places that new events name and a timeline does not have yet."""

from __future__ import annotations

from collections.abc import Iterable

from qaim_cli.edit.origins import NameLookup
from qaim_cli.edit.typed_dates import keeps_words
from qaim_cli.errors import RequestError
from qaim_cli.ids import IdMaker, is_id
from qaim_cli.model import (
    DEFAULT_SOURCE_ID,
    Catalogue,
    Entity,
    Event,
    Reference,
    Source,
    Timeline,
)
from qaim_cli.text import fold, quote_text


class NewEntities:
    """The entities to be declared in one list, under ids that are not in use."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the entities that are declared already."""
        self.catalogue = catalogue
        self.by_id: dict[str, Entity] = {}

    def declare(self, name: str, fallback: str) -> str:
        """Declare an entity of that name unless one is to be declared already; return its id."""
        name = " ".join(name.split())
        for id, entity in self.by_id.items():
            # Names made of signs alone all fold to nothing, and are different names.
            if name == entity.name or (fold(name) and fold(name) == fold(entity.name)):
                return id
        id = IdMaker((*self.catalogue.entities, *self.by_id)).make_id(name, fallback)
        self.by_id[id] = Entity(id, name)
        return id


class DraftResolver:
    """Replaces the ids of a draft by those of a timeline, and collects what to declare there."""

    def __init__(self, draft: Timeline, timeline: Timeline) -> None:
        self._actors = _EntityResolver(draft.actors, timeline.actors)
        self._places = _EntityResolver(draft.places, timeline.places)
        self._sources = _SourceResolver(draft, timeline)

    @property
    def declarations(self) -> dict[str, Iterable[Entity | Reference]]:
        """The actors, places and sources that the timeline does not have."""
        return {
            "actors": self._actors.new.by_id.values(),
            "places": self._places.new.by_id.values(),
            "sources": self._sources.new.values(),
        }

    @property
    def names(self) -> NameLookup:
        """The names in the timeline, and those that are to be declared in it."""
        return NameLookup(self._actors.get_name, self._places.get_name)

    def resolve_event(self, event: Event) -> Event:
        """Give an event the timeline's ids.

        Raises:
            RequestError: the timeline has a different entity under one of the ids.
        """
        before = (
            dict(self._actors.new.by_id), dict(self._places.new.by_id), dict(self._sources.new)
        )  # fmt: skip
        try:
            return self._replace_ids(event)
        except RequestError:
            # An event that stays in the draft declares nothing.
            self._actors.new.by_id, self._places.new.by_id, self._sources.new = before
            raise

    def _replace_ids(self, event: Event) -> Event:
        actor_id, place_id = self._actors.resolve_id, self._places.resolve_id
        # The words for a date that were imported always stay: another import compares them.
        words = event.date_text
        is_kept = event.origins or keeps_words(event.date, words, event.date_rules.calendar)
        return event._replace(
            date_text=words if is_kept else "",
            participants=tuple(
                each._replace(actor=actor_id(each.actor)) for each in event.participants
            ),
            places=tuple(map(place_id, event.places)),
            sources=tuple(map(self._sources.resolve_citation, event.sources)),
            casualties=tuple(
                each._replace(actor=actor_id(each.actor)) for each in event.casualties
            ),
        )


class _EntityResolver:
    """Maps the ids of a draft's actors, or places, to those of a timeline."""

    def __init__(self, drafted: Catalogue, catalogue: Catalogue) -> None:
        self._drafted = drafted.entities
        self._catalogue = catalogue
        self.new = NewEntities(catalogue)

    def get_name(self, id: str) -> str:
        """The name that an id has in the timeline, or is to have."""
        entity = self.new.by_id.get(id)
        return entity.name if entity else self._catalogue.get_name(id)

    def resolve_id(self, id: str) -> str:
        """The timeline's id for an id of the draft; its parents are declared along with it.

        Raises:
            RequestError: the timeline has a different entity under the id.
        """
        if id in self.new.by_id:
            return id
        entity = self._drafted.get(id) or Entity(id, id)
        existing = self._catalogue.entities.get(id)
        if existing is not None and existing.name == entity.name:
            return id
        same_name_ids = self._catalogue.find(entity.name)
        if len(same_name_ids) == 1:
            return next(iter(same_name_ids))
        if not is_id(id):  # a name that a person has just typed
            return self.new.declare(id, "new")
        if existing is not None:
            raise RequestError(
                f"{quote_text(id)} is {existing.name} in the timeline and {entity.name} in the "
                f"draft",
                "rename one of them first",
            )
        self.new.by_id[id] = entity
        parents = tuple(map(self.resolve_id, entity.parents))
        self.new.by_id[id] = entity._replace(parents=parents)
        return id


class _SourceResolver:
    """Maps the ids of a draft's sources to those of a timeline."""

    def __init__(self, draft: Timeline, timeline: Timeline) -> None:
        self._draft = draft
        self._timeline = timeline
        self._resolved: dict[str, str] = {}
        self.new: dict[str, Reference] = {}
        """The sources to be declared, by id."""

    def resolve_citation(self, citation: Source) -> Source:
        """Give a citation the timeline's id of its source.

        One that names none stays so, unless the timeline could not tell which is meant.
        """
        id = citation.of
        if not id:
            is_clear = self._timeline.default_source or not self._timeline.sources
            id = "" if is_clear else self._draft.default_source
        return citation._replace(of=self._resolve_id(id)) if id else citation

    def _resolve_id(self, id: str) -> str:
        drafted = self._draft.sources.get(id, Reference(id=id))
        known = self._resolved.get(id)
        if known is not None and (known in self.new or known in self._timeline.sources):
            return known
        self._resolved[id] = found = self._find_id(drafted)
        if found not in self._timeline.sources:
            self.new[found] = drafted._replace(id=found)
        return found

    def _find_id(self, drafted: Reference) -> str:
        """Find the id of the same source in the timeline, or make one that is not in use."""
        for id, source in self._timeline.sources.items():
            is_same = id == drafted.id and drafted.name in (source.name, drafted.id)
            if is_same or (drafted.title and drafted.work == source.work):
                return id
        ids = IdMaker((*self._timeline.sources, *self.new, DEFAULT_SOURCE_ID))
        wanted = "" if drafted.id == DEFAULT_SOURCE_ID else drafted.id
        return ids.make_id(wanted or drafted.name, "source")
