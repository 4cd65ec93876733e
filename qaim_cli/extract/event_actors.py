"""Who acts in a drafted event, and the places that it names."""

from __future__ import annotations

from qaim_cli.extract.acting_bodies import find_acting_body
from qaim_cli.extract.acting_subjects import (
    find_acting_group,
    find_acting_name,
    find_agent,
    find_agent_group,
    has_role,
    is_listed,
)
from qaim_cli.extract.entities import EntityFinder, MentionedEntities
from qaim_cli.extract.name_types import NameKinds
from qaim_cli.extract.titles import find_verbs
from qaim_cli.ids import make_slug
from qaim_cli.model import Catalogue, Entity


class EventActors:
    """Finds the actors of an article's events by the titles that these have."""

    def __init__(
        self,
        names: NameKinds,
        catalogues: tuple[Catalogue, Catalogue],
        entity_finder: EntityFinder,
        declared: dict[str, Entity],
    ) -> None:
        """Take what is known of an article's names.

        Args:
            names: the names of the article by kind.
            catalogues: all known actors, and all known places.
            entity_finder: finds both in a text.
            declared: the actors in use so far; those that a title adds are put here.
        """
        self._names = names
        self._actors, self._places = catalogues
        self._entity_finder = entity_finder
        self._declared = declared

    def find_titled(self, text: str, title: str, known: MentionedEntities) -> MentionedEntities:
        """Find who acts in the title of a sentence's event, and the places that both name.

        Args:
            text: the sentence.
            title: the event's title.
            known: the actors and places that the sentence names.
        """
        actors: list[str] = []
        places: list[str] = []
        last_end = -1
        for is_place, id, start, end in self._entity_finder.find_entity_spans(title):
            if is_place:
                places.append(id)
            elif has_role(title, start, end) or (actors and is_listed(title, last_end, start)):
                actors.append(id)
                last_end = end
        subject = self._names.subject_id
        if subject in known.actors and self._names.find_subject_sign(title):
            actors.append(subject)
        if not actors:
            actors += self._declare_acting_subject(title, places)
        if not actors and subject:
            is_bare = not find_verbs(title)
            if self._names.tells_of_subject(text, title, is_bare=is_bare):
                actors.append(subject)
        return MentionedEntities(
            tuple(dict.fromkeys(actors)), tuple(dict.fromkeys((*places, *known.places)))
        )

    def _declare_acting_subject(self, title: str, places: list[str]) -> tuple[str, ...]:
        """Declare a people, a country or a name that acts in a title; its id, if there is one."""
        names = (find_acting_name(title), find_agent(title))
        name = (
            find_acting_group(title)
            or next(filter(self._names.can_act, names), "")
            or find_acting_body(title)
            or find_agent_group(title)
        )
        if not name:
            return ()
        for place in places[:1]:
            known = self._places.entities[place]
            name = known.name if name in known.names else name
        id = make_slug(name)
        self._declared.setdefault(id, self._actors.entities.get(id) or Entity(id, name))
        return (id,)
