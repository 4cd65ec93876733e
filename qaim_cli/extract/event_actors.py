"""Who acts in a drafted event, and the places that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.articles import Sentence
from qaim_cli.extract.acting_bodies import find_acting_body, find_agent_body
from qaim_cli.extract.acting_subjects import (
    find_acting_kin,
    find_acting_name,
    find_agent_group,
    find_agents,
    find_doer,
    is_listed,
    is_participant,
)
from qaim_cli.extract.entities import EntityFinder, MentionedEntities
from qaim_cli.extract.name_kinds import NameKinds
from qaim_cli.extract.titles import find_verbs
from qaim_cli.extract.verbs import find_main_verb
from qaim_cli.extract.works import is_in_list_of_works, tells_publication
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

    def find_actors_and_places(
        self, sentence: Sentence, title: str, known: MentionedEntities
    ) -> MentionedEntities:
        """Find who acts in an event's title, and the places that title and sentence name.

        Args:
            sentence: the sentence.
            title: the event's title.
            known: the actors and places that the sentence names.
        """
        places: list[str] = []
        acting: list[str] = []
        acted_upon: list[str] = []
        last_end = first_start = -1
        spans = tuple(self._entity_finder.find_entity_spans(title))
        verb = find_main_verb(title) if spans else None
        for is_place, id, start, end in spans:
            if is_place:
                places.append(id)
                continue
            is_subject = id == self._names.subject_id
            if is_subject and self._names.is_other_bearer(title[:start]):
                continue
            is_next = last_end >= 0 and is_listed(title, last_end, start)
            if is_next or is_participant(title, verb, start, end):
                (acted_upon if verb and start > verb.start() else acting).append(id)
                first_start = start if first_start < 0 else first_start
                last_end = end
        if self._begins_with_article_subject(title, known):
            acting.append(self._names.subject_id)
        if not acting:
            acting += self._declare(self._list_opening_names(title), places)
        elif first_start > 0:
            acting = [
                *self._declare(self._list_other_opening_names(title, first_start), []),
                *acting,
            ]
        if not acting and not acted_upon:
            acting += self._declare(self._list_agents(title), places)
        actors = acting + acted_upon
        if not actors and self._tells_of_article_subject(sentence, title):
            actors.append(self._names.subject_id)
        return MentionedEntities(
            tuple(dict.fromkeys(actors)), tuple(dict.fromkeys((*places, *known.places)))
        )

    def _begins_with_article_subject(self, title: str, known: MentionedEntities) -> bool:
        """Whether a title begins with a pronoun or common noun for the article's subject."""
        subject = self._names.subject_id
        return subject in known.actors and self._names.find_subject_sign(title) is not None

    def _tells_of_article_subject(self, sentence: Sentence, title: str) -> bool:
        """Whether a title tells of the article's subject without any name, or of its work."""
        if not self._names.subject_id:
            return False
        is_bare = not find_verbs(title)
        is_work = self._names.subject_kind == "person" and (
            is_in_list_of_works(sentence) if is_bare else tells_publication(title)
        )
        return is_work or self._names.tells_of_subject(sentence.text, title, is_bare=is_bare)

    def _list_opening_names(self, title: str) -> Iterator[tuple[str, ...]]:
        """List the people, names or body that a title begins with, if they act in the title."""
        yield (find_acting_kin(title),)
        acting = find_acting_name(title)
        if acting.is_group or self._names.can_act(acting.name):
            yield (acting.name, *filter(self._names.can_act, acting.others))
        yield tuple(filter(self._names.can_act, (find_doer(title),)))
        yield (find_acting_body(title),)

    def _list_other_opening_names(self, title: str, end: int) -> Iterator[tuple[str, ...]]:
        """List the name that a title begins with before a known one, if both act in it."""
        acting = find_acting_name(title)
        is_before = " " in acting.name and title.find(acting.name) + len(acting.name) < end
        yield (acting.name,) if is_before and self._names.can_act(acting.name) else ()

    def _list_agents(self, title: str) -> Iterator[tuple[str, ...]]:
        """List the names, body or people by whom something is done in a title."""
        if " by " in title or " to " in title:
            yield tuple(filter(self._names.can_act, find_agents(title)))
            yield (find_agent_body(title),)
            yield (find_agent_group(title),)

    def _declare(
        self, alternatives: Iterable[tuple[str, ...]], places: list[str]
    ) -> tuple[str, ...]:
        """Declare the names of the first alternative that has any."""
        names = next(filter(any, alternatives), ())
        return tuple(self._declare_name(name, places) for name in names)

    def _declare_name(self, name: str, places: list[str]) -> str:
        """Declare a name, by that of a place that has it."""
        for id in self._entity_finder.find_entities(name).actors:
            if name in self._actors.entities[id].names:
                return id
        for place in places[:1]:
            known = self._places.entities[place]
            name = known.name if name in known.names else name
        id = make_slug(name)
        self._declared.setdefault(id, self._actors.entities.get(id) or Entity(id, name))
        return id
