"""Who acts in a drafted event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from qaim_cli.articles import Sentence
from qaim_cli.extract.names.acting_bodies import find_acting_body, find_agent_body, find_body_noun
from qaim_cli.extract.names.acting_subjects import (
    find_acting_name,
    find_deed_owner,
    find_name_in_apposition,
    find_subject_owner,
    find_unnamed_relative,
    is_explained_name,
    is_listed,
    is_participant,
)
from qaim_cli.extract.names.agents import (
    find_agent_group,
    find_agents,
    find_agents_behind,
    find_parties,
    find_person_named_as,
    find_wishers,
)
from qaim_cli.extract.names.body_nouns import find_body_before, find_only_body, is_body_noun
from qaim_cli.extract.names.entities import EntityFinder, MentionedEntities, find_proper_names
from qaim_cli.extract.names.grammatical_roles import acts
from qaim_cli.extract.names.left_out_subjects import add_subject_of_sentence, leaves_subject_out
from qaim_cli.extract.names.name_aliases import is_full_name
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.names.works import is_in_list_of_works, tells_publication
from qaim_cli.extract.words.person_nouns import MILITARY_RANK, OFFICE_NOUN
from qaim_cli.extract.words.verbs import VERB, find_main_verb, find_verbs
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import make_slug
from qaim_cli.model import Catalogue, Entity

_RANK_ALONE = re.compile(rf"The (?P<rank>(?i:{OFFICE_NOUN}|{MILITARY_RANK}))(?= [a-z])")
"""Who acts by a rank alone: "The king left"."""
_MAX_SENTENCES_BACK = 5


class _TitleRoles(FrozenRecord):
    """The known names of a title, by id."""

    acting: tuple[str, ...]
    acted_upon: tuple[str, ...]
    places: tuple[str, ...]
    first_start: int
    """Where the first begins that acts or is acted upon; -1 where there is none."""


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
        self._ids_by_surname: dict[str, list[str]] = {}
        """The declared actors that have a full name."""
        self._indexed_count = 0
        """How many of the declared actors were looked at for that."""

    def find_actors(
        self,
        sentence: Sentence,
        title: str,
        known: MentionedEntities,
        sentences_before: Iterable[str],
    ) -> tuple[str, ...]:
        """Find who acts in an event's title, by id.

        Args:
            sentence: the sentence.
            title: the event's title.
            known: the actors and places that the sentence names.
            sentences_before: the sentences before it, the last one first.
        """
        title = add_subject_of_sentence(title, sentence.text)
        named = self._find_known_names(title)
        is_sole = not named.acted_upon
        actors = self._find_acting(sentence, title, named, known)
        if not actors:
            bodies = self._iter_body_alternatives(title, sentences_before)
            actors = self._declare_first(bodies, named.places)
        if is_sole:
            agents = self._iter_agent_alternatives(title, sentence.text)
            actors += self._declare_first(agents, named.places)
        if is_sole and not actors:
            others = (find_parties(title), (find_person_named_as(title),))
            actors = self._declare_first(others, ())
        if not actors:
            actors = self._find_subject_owner(title, is_sole=is_sole)
        actors += named.acted_upon + self._find_other_agents(title, named)
        if not actors and self._tells_of_article_subject(sentence, title):
            actors = (self._names.subject_id,)
        return tuple(dict.fromkeys(actors))

    def _find_subject_owner(self, title: str, *, is_sole: bool) -> tuple[str, ...]:
        """Find of whose thing a title tells: Moss in "Moss's mill burned".

        Args:
            title: the title.
            is_sole: whether the title tells of nobody else. If it does, only the article's
                subject is worth a mention besides.
        """
        name = find_subject_owner(title)
        known = self._entity_finder.find_entities(name).actors or self._find_by_surname(name)
        return tuple(id for id in known[:1] if is_sole or id == self._names.subject_id)

    def _find_known_names(self, title: str) -> _TitleRoles:
        """Find those known names in a title that act or are acted upon, and its places."""
        places: list[str] = []
        acting: list[str] = []
        acted_upon: list[str] = []
        last_end = first_start = -1
        spans = self._entity_finder.find_entity_spans(title)
        verb = find_main_verb(title) if spans else None
        for span in spans:
            if not span.is_actor:
                places.append(span.id)
                continue
            is_subject = span.id == self._names.subject_id
            if is_subject and self._names.is_other_bearer(title[: span.start]):
                continue
            is_actor = is_subject and self._names.subject_kind == SubjectKind.ACTOR
            is_sole = is_actor and span.start == 0 and VERB.match(title, span.end + 1)
            is_next = last_end >= 0 and is_listed(title, last_end, span.start)
            if is_next or is_sole or is_participant(title, verb, span.start, span.end):
                (acted_upon if verb and span.start > verb.start() else acting).append(span.id)
                first_start = span.start if first_start < 0 else first_start
                last_end = span.end
        return _TitleRoles(tuple(acting), tuple(acted_upon), tuple(places), first_start)

    def _find_acting(
        self, sentence: Sentence, title: str, named: _TitleRoles, known: MentionedEntities
    ) -> tuple[str, ...]:
        """Find those who act in a title by a name, or as the article's subject."""
        acting = named.acting
        if self._begins_with_article_subject(title, known):
            acting = (*acting, self._names.subject_id)
        if not acting:
            return self._declare_first(
                self._iter_opening_alternatives(sentence.text, title), named.places
            )
        if named.first_start > 0:
            others = self._iter_earlier_alternatives(title, named.first_start)
            acting = (*self._declare_first(others, ()), *acting)
        return (*acting, *self._find_joined(title, named.acting))

    def _find_joined(self, title: str, known: Sequence[str]) -> tuple[str, ...]:
        """Find those who act together with known actors: "Ann Moss and Bo Low sold it"."""
        if " and " not in title:
            return ()
        acting = find_acting_name(title)
        known_names = [name for id in known for name in self._actors.entities[id].names]
        return tuple(
            self._declare_name(name, ())
            for name in (acting.name, *acting.others)
            if acting.others
            and not any(name in each or each in name for each in known_names)
            and self._names.can_act(name, is_explained=True)
            and not self._entity_finder.find_entities(name).places
        )

    def _begins_with_article_subject(self, title: str, known: MentionedEntities) -> bool:
        """Whether a title begins with a pronoun or common noun for the article's subject."""
        sign = self._names.find_subject_sign(title)
        if sign is None or self._names.subject_kind == SubjectKind.PLACE:
            return False
        return self._names.subject_id in known.actors or not sign["pronoun"]

    def _tells_of_article_subject(self, sentence: Sentence, title: str) -> bool:
        """Whether a title tells of the article's subject without any name, or of its work."""
        if not self._names.subject_id:
            return False
        is_bare = not find_verbs(title)
        is_work = self._names.subject_kind == SubjectKind.PERSON and (
            is_in_list_of_works(sentence) if is_bare else tells_publication(title)
        )
        if self._names.subject_kind == SubjectKind.PERSON and leaves_subject_out(title):
            return True
        return is_work or self._names.tells_of_subject(sentence.text, title, is_bare=is_bare)

    def _iter_opening_alternatives(self, text: str, title: str) -> Iterator[tuple[str, ...]]:
        """Iterate over what the acting names or body at the beginning of a title may be."""
        yield tuple(filter(self._names.can_act, (find_name_in_apposition(title, text),)))
        yield (find_unnamed_relative(title),)
        yield (self._find_acting_place(title),)
        yield (self._find_acting_family(title),)
        acting = find_acting_name(title)
        # A lone name that stands nowhere else is none, as "Wool", unless it says whose it is.
        is_explained = is_explained_name(acting.name, text)
        if acting.is_group or self._names.can_act(acting.name, is_explained=is_explained):
            others = tuple(filter(self._names.can_act, acting.others))
            # "Birk and Ash were taken": what is named with a place is one.
            are_places = any(self._entity_finder.find_entities(name).places for name in others)
            yield () if are_places else (acting.name, *others)
        yield tuple(filter(self._names.can_act, (find_deed_owner(title),)))
        yield (find_acting_body(title),)

    def _find_acting_place(self, title: str) -> str:
        """Find the place that an article is about where a title says what it did."""
        is_place = self._names.subject_kind == SubjectKind.PLACE
        sign = self._names.find_subject_sign(title) if is_place else None
        return self._names.subject_names[0] if sign and acts(title[sign.end() :]) else ""

    def _find_last_of_rank(self, title: str, sentences_before: Iterable[str]) -> str:
        """Find who was last named with a rank: "King Rolf" for "The king left"."""
        office = _RANK_ALONE.match(title)
        if office is None or not acts(title[office.end() :]):
            return ""
        rank = f"{office['rank'].title()} "
        for text in islice(sentences_before, _MAX_SENTENCES_BACK):
            for name in reversed(find_proper_names(text)):
                if name.startswith(rank):
                    return name
        return ""

    def _find_acting_family(self, title: str) -> str:
        """Find the family of whom a life is where a title says what "the family" did."""
        is_family = self._names.subject_kind == SubjectKind.PERSON and title.startswith(
            "The family "
        )
        surname = self._names.subject_names[0].rsplit(maxsplit=1)[-1] if is_family else ""
        return f"{surname} family" if is_family and acts(title.removeprefix("The family")) else ""

    def _iter_body_alternatives(
        self, title: str, sentences_before: Iterable[str]
    ) -> Iterator[tuple[str, ...]]:
        """Iterate over the names of the body that acts in a title by a common noun."""
        yield (self._find_last_of_rank(title, sentences_before),)
        noun = find_body_noun(title)
        if noun:
            yield (find_body_before(noun, sentences_before),)
            if self._names.subject_kind:
                return
            yield (find_only_body(noun, self._names.title_and_lead),)
            yield (noun.capitalize() if noun in self._names.body_nouns else "",)

    def _iter_earlier_alternatives(self, title: str, end: int) -> Iterator[tuple[str, ...]]:
        """Iterate over the name that a title begins with before a known one, if both act in it."""
        acting = find_acting_name(title)
        is_before = " " in acting.name and title.find(acting.name) + len(acting.name) < end
        yield (acting.name,) if is_before and self._names.can_act(acting.name) else ()
        body = find_acting_body(title)
        yield (body,) if 0 <= title.lower().find(body.lower()) < end else ()

    def _iter_agent_alternatives(self, title: str, text: str) -> Iterator[tuple[str, ...]]:
        """Iterate over what those by whom something is done in a title may be."""
        if " by " in title or " to " in title:
            yield tuple(filter(self._names.can_act, find_agents(title)))
            yield (find_agent_body(title),)
            yield (find_agent_group(title),)
        if " of " in title:
            yield tuple(filter(self._names.can_act, find_wishers(title)))
        yield tuple(filter(self._names.can_act, find_agents_behind(title, text)))

    def _find_other_agents(self, title: str, named: _TitleRoles) -> tuple[str, ...]:
        """Find those by whom something is done too: Bo Low in "built by Ann Moss and Bo Low"."""
        names = find_agents(title)[1:] if named.acted_upon and " by " in title else ()
        return tuple(
            self._declare_name(name, named.places)
            for name in names
            if " " in name
            and self._names.can_act(name)
            and not self._entity_finder.find_entities(name).places
        )

    def _declare_first(
        self, alternatives: Iterable[tuple[str, ...]], places: Sequence[str]
    ) -> tuple[str, ...]:
        """Declare the first alternative that names anybody, and return the ids."""
        names = next(filter(any, alternatives), ())
        return tuple(self._declare_name(name, places) for name in names)

    def _find_by_surname(self, name: str) -> tuple[str, ...]:
        """Return the id of the only declared actor with a surname, in a tuple.

        It is empty if no actor has the surname, or several have.
        """
        if not name or " " in name:
            return ()
        for id in islice(self._declared, self._indexed_count, None):
            full_name = self._declared[id].name
            if " " in full_name and is_full_name(full_name):
                self._ids_by_surname.setdefault(full_name.rpartition(" ")[2], []).append(id)
        self._indexed_count = len(self._declared)
        ids = self._ids_by_surname.get(name, ())
        return tuple(ids) if len(ids) == 1 else ()

    def _declare_name(self, name: str, places: Sequence[str]) -> str:
        """Declare a name, by that of a place that has it."""
        for id in self._entity_finder.find_entities(name).actors:
            if name in self._actors.entities[id].names:
                return id
        for place in places[:1]:
            known = self._places.entities[place]
            name = known.name if name in known.names else name
        body, _, noun = name.rpartition(" ")
        # "The Penn company" is Penn.
        if is_body_noun(noun) and make_slug(body) in self._declared:
            return make_slug(body)
        for id in self._find_by_surname(name):
            return id
        id = make_slug(name)
        self._declared.setdefault(id, self._actors.entities.get(id) or Entity(id, name))
        return id
