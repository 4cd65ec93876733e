"""Drafting: an article → the events that its dated sentences tell, for a person to accept.

A sentence with one date is one event; several dates are several events, but a range or list of
dates is one date (`event_dates`). What comes again and again is marked and not drafted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from qaim_cli.articles import Article, Sentence, compute_fingerprint
from qaim_cli.dates import compute_span, format_edtf, parse_with_span
from qaim_cli.extract.claims import find_claimant
from qaim_cli.extract.comments import list_comments, shorten_text
from qaim_cli.extract.dates.anchor import resolve_mentions
from qaim_cli.extract.dates.date_bounds import EventDate
from qaim_cli.extract.dates.event_dates import merge_mentions
from qaim_cli.extract.figures import CasualtyMention, find_casualties
from qaim_cli.extract.names.antecedents import (
    SubjectReferences,
    find_antecedent,
    stands_for_subject,
)
from qaim_cli.extract.names.entities import (
    EntityFinder,
    MentionedEntities,
    find_proper_names,
)
from qaim_cli.extract.names.event_actors import EventActors
from qaim_cli.extract.names.event_places import EventPlaces
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.names.name_types import classify_names
from qaim_cli.extract.names.subject_in_titles import add_missing_subject, replace_common_noun
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.titles.draft_title import draft_title
from qaim_cli.extract.titles.pronouns import (
    find_first_pronoun,
    find_words_before,
    get_subject_form,
    has_impersonal_it,
    replace_first_pronoun,
)
from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, shorten_title
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import IdMaker, make_slug
from qaim_cli.memory import pause_cycle_search
from qaim_cli.model import (
    DRAFT_TAG,
    Casualties,
    Catalogue,
    Entity,
    Event,
    EventDraft,
    Figure,
    Participant,
    Source,
    Timeline,
)
from qaim_cli.text import capitalise, fold

_NO_ENTITIES = MentionedEntities()
_MAX_MASKED_DATES = 100
_MAX_DATE_TEXT_CHARS = 200
_MAX_ID_WORDS = 5
_PLACEHOLDER_DATE = parse_with_span("0001")[0]
"""The date of an event that has none yet; its `edtf` is empty."""
_MAX_CANDIDATES = 8
_MAX_DATES_PER_SENTENCE = 20
"""How many events one sentence is drafted as at most; a list of a thousand dates is no account."""


class Recurrence(FrozenRecord):
    """A date that recurs, as "every Friday"; it is marked, and makes no event."""

    sentence: Sentence
    text: str


class DraftTimeline(FrozenRecord):
    """All events drafted from an article, with the actors and places that they name, by id."""

    article: Article
    event_drafts: tuple[EventDraft, ...]
    recurrences: tuple[Recurrence, ...]
    actors: dict[str, Entity]
    places: dict[str, Entity]


@pause_cycle_search()
def draft_timeline(
    article: Article,
    like: Timeline | None = None,
    progress: Callable[[int, int], object] | None = None,
    writing_day: datetime.date | None = None,
) -> DraftTimeline:
    """The events that an article tells.

    Args:
        article: the article.
        like: a timeline whose actors and places are found by name and alias.
        progress: told, now and then, how many sentences are read and how many there are.
        writing_day: the day that "yesterday" and "on Tuesday" count from.
    """
    drafter = _TimelineDrafter(article, like)
    resolved = resolve_mentions(article.sentences, writing_day, title=article.title)
    for number, (sentence, dates) in enumerate(resolved):
        if progress is not None and number % 1000 == 0:
            progress(number, len(article.sentences))
        if dates:
            spans = [(each.mention.start, each.mention.end) for each in dates]
            drafter.add_sentence(number, merge_mentions(sentence.text, dates), spans)
    return drafter.build_timeline()


class _TimelineDrafter:
    """Collects drafted events, and the names that they share."""

    def __init__(self, article: Article, like: Timeline | None) -> None:
        self._article = article
        self._catalogues = (
            (Catalogue({}), Catalogue({})) if like is None else (like.actors, like.places)
        )
        self._names = self._find_names()
        self._catalogues = (
            Catalogue({**self._names.actors, **self._catalogues[0].entities}),
            Catalogue({**self._names.places, **self._catalogues[1].entities}),
        )
        self._entity_finder = EntityFinder(*self._catalogues)
        self._known_names: dict[str, bool] = {}
        self._subject = self._find_subject_references()
        self._id_maker = IdMaker()
        self._event_drafts: list[EventDraft] = []
        self._recurrences: list[Recurrence] = []
        self._used_entities: tuple[dict[str, Entity], dict[str, Entity]] = ({}, {})
        self._event_actors = EventActors(
            self._names, self._catalogues, self._entity_finder, self._used_entities[0]
        )
        self._event_places = EventPlaces(self._names, self._catalogues, self._entity_finder)

    def _find_names(self) -> NameKinds:
        """The names of the article that nobody has declared yet."""
        known = frozenset(
            fold(name)
            for catalogue in self._catalogues
            for entity in catalogue.entities.values()
            for name in entity.names
        )
        sentences = self._article.sentences
        # A text without a title has it as its first heading.
        title = self._article.title or (sentences[0].section if sentences else "")
        return classify_names(title, [sentence.text for sentence in sentences], known)

    def _find_entities(self, number: int) -> MentionedEntities:
        """Find whom and what a sentence names, the article's subject by a pronoun too."""
        text = self._article.sentences[number].text
        known = self._entity_finder.find_entities(text)
        subject = self._names.subject_id
        sign = self._names.find_subject_sign(text)
        if sign is None:
            return known
        pronoun = sign.groupdict().get("pronoun")
        if pronoun and not self._is_pronoun_subject(
            number, pronoun.lower(), text[: sign.start("pronoun")]
        ):
            return known
        if self._names.subject_kind == SubjectKind.PLACE:
            return known._replace(places=tuple(dict.fromkeys((subject, *known.places))))
        return known._replace(actors=tuple(dict.fromkeys((subject, *known.actors))))

    def _is_known(self, name: str) -> bool:
        """Whether a name is declared."""
        if name not in self._known_names:
            self._known_names[name] = self._entity_finder.find_entities(name) != _NO_ENTITIES
        return self._known_names[name]

    def add_sentence(
        self,
        sentence_index: int,
        dates: list[EventDate],
        date_spans: list[tuple[int, int]],
    ) -> None:
        """Draft the events of a sentence.

        Args:
            sentence_index: which of the article's sentences.
            dates: the dates of its events.
            date_spans: where all its date words stand.
        """
        sentence = self._article.sentences[sentence_index]
        text = sentence.text
        recurring = [each for each in dates if each.is_recurring][:_MAX_DATES_PER_SENTENCE]
        self._recurrences += [
            Recurrence(sentence, text[each.start : each.end]) for each in recurring
        ]
        dates = [each for each in dates if not each.is_recurring][:_MAX_DATES_PER_SENTENCE]
        if not dates:
            return
        known = self._find_entities(sentence_index)
        candidates = self._list_undeclared_names(text)
        spans = [(each.start, each.end) for each in dates]
        date_words = [text[start:end] for start, end in spans]
        casualties = self._group_casualties(find_casualties(text, date_spans[:_MAX_MASKED_DATES]))
        titles = [
            self._name_subject(draft_title(text, spans, index), sentence_index, date_words)
            for index in range(len(dates))
        ]
        for number, (when, title) in enumerate(zip(dates, titles, strict=True), start=1):
            own = (when.start, when.end)
            others = [each for each in date_spans if each[1] <= own[0] or each[0] >= own[1]]
            named = self._name_entities(sentence_index, title, known, (own, others))
            event = self._build_event(sentence, when, title, named)
            if number == 1:  # a figure belongs to one event only
                event = event._replace(casualties=casualties)
            comments = list_comments(sentence, when, candidates, (number, len(dates)))
            self._event_drafts.append(EventDraft(event, comments))

    def _name_entities(
        self,
        sentence_index: int,
        title: str,
        known: MentionedEntities,
        date_spans: tuple[tuple[int, int], list[tuple[int, int]]],
    ) -> MentionedEntities:
        """Find and declare who acts in an event, and where it happened.

        Args:
            sentence_index: which of the article's sentences tells it.
            title: its title.
            known: the actors and places that the sentence names.
            date_spans: where its own date stands, and the other dates of the sentence.
        """
        sentence = self._article.sentences[sentence_index]
        sentences_before = self._iter_sentences_before(sentence_index, is_whole_section=False)
        actors = self._event_actors.find_actors(sentence, title, known, sentences_before)
        places = self._event_places.find_places(sentence.text, title, *date_spans)
        named = MentionedEntities(actors, places)
        self._record_entities(named)
        return named

    def _list_undeclared_names(self, text: str) -> tuple[str, ...]:
        """List the names in a sentence that recur in the article and are not declared."""
        return tuple(
            name
            for name in dict.fromkeys(find_proper_names(text))
            if name in self._names.recurring and not self._is_known(name)
        )[:_MAX_CANDIDATES]

    def _build_event(
        self, sentence: Sentence, when: EventDate, title: str, named: MentionedEntities
    ) -> Event:
        """Build the event of one date of a sentence, without casualties."""
        text = sentence.text
        date = when.date or _PLACEHOLDER_DATE
        explanation = shorten_text(when.explanation) if when.date else ""
        return Event(
            id=self._id_maker.make_id(" ".join(title.split()[:_MAX_ID_WORDS]), "event"),
            date=date,
            span=compute_span(date),
            edtf=format_edtf(when.date) if when.date else "",
            title=title,
            sources=(Source(*sentence.locator, compute_fingerprint(text)),),
            date_text=text[when.start : when.end][:_MAX_DATE_TEXT_CHARS],
            participants=tuple(map(Participant, named.actors)),
            places=named.places,
            tags=(DRAFT_TAG,),
            according_to=find_claimant(text),
            note=f"{capitalise(explanation)}." if explanation else "",
        )

    def _name_subject(self, title: str, sentence_index: int, date_words: Iterable[str]) -> str:
        """A title with a name for the pronoun that it begins with, where it is plain for whom.

        A title that has any of `date_words` in it says all of its sentence, and stays whole.
        """
        pronoun = find_first_pronoun(title)
        text = self._article.sentences[sentence_index].text
        if pronoun is None:
            sentences = self._iter_sentences_before(sentence_index, is_whole_section=True)
            title = add_missing_subject(self._subject, title, text, date_words)
            return replace_common_noun(self._names, self._subject, title, text, sentences)
        if has_impersonal_it(title):
            return title
        before = find_words_before(text, title, pronoun)
        word = get_subject_form(pronoun)
        is_subject = self._subject.is_told_of_by(word)
        # Nobody is told of by a pronoun and a name at once: "she employed Moss" is another woman.
        if is_subject and self._subject.is_named_in(title):
            return title
        if is_subject and self._is_pronoun_subject(sentence_index, word, before):
            name = self._subject.short_name
        else:
            sentences_before = self._iter_sentences_before(sentence_index, is_whole_section=False)
            find_entities = self._entity_finder.find_entities
            name = find_antecedent(self._subject, word, before, sentences_before, find_entities)
        if not name:
            return title
        named = replace_first_pronoun(title, pronoun, name)
        is_whole = len(title) > MAX_TITLE_CHARS or any(each in title for each in date_words)
        return named if is_whole else shorten_title(named)

    def _iter_sentences_before(
        self, sentence_index: int, *, is_whole_section: bool
    ) -> Iterator[str]:
        """The sentences before one in its paragraph or section, the last one first."""
        sentences = self._article.sentences
        own = sentences[sentence_index]
        sentences_before = takewhile(
            lambda each: (
                each.section == own.section
                and (is_whole_section or each.paragraph == own.paragraph)
            ),
            (sentences[n] for n in range(sentence_index - 1, -1, -1)),
        )
        return (each.text for each in sentences_before)

    def _is_pronoun_subject(self, sentence_index: int, pronoun: str, before: str) -> bool:
        """Whether a pronoun of a sentence stands for the subject, after the words before it."""
        # A paragraph that begins with "she" tells of her whose life the article is.
        is_person = self._names.subject_kind == SubjectKind.PERSON
        sentences_before = self._iter_sentences_before(
            sentence_index, is_whole_section=not is_person
        )
        return stands_for_subject(self._subject, pronoun, before, sentences_before)

    def _find_subject_references(self) -> SubjectReferences:
        """What the article is about, by its names."""
        id = self._names.subject_id
        if not (id or self._names.thing):
            return SubjectReferences("", (), bool, bool)

        def is_other_person(words: str) -> bool:
            return any(each != id for each in self._entity_finder.find_entities(words).actors)

        return SubjectReferences(
            self._names.pronoun,
            self._names.subject_names or (self._names.thing,),
            self._names.is_subject_noun,
            is_other_person,
            self._names.subject_kind == SubjectKind.ACTOR,
            self._names.definite_article,
        )

    def build_timeline(self) -> DraftTimeline:
        """Build the drafted timeline, with the actors and places in use and their parents."""
        for used, known in zip(self._used_entities, self._catalogues, strict=True):
            waiting = list(used)
            while waiting:
                entity = used.get(waiting.pop())
                for whole in entity.parents if entity else ():
                    if whole in known.entities and whole not in used:
                        used[whole] = known.entities[whole]
                        waiting.append(whole)
        return DraftTimeline(
            self._article, tuple(self._event_drafts), tuple(self._recurrences), *self._used_entities
        )

    def _record_entities(self, known: MentionedEntities) -> None:
        for used, catalogue, ids in zip(self._used_entities, self._catalogues, known, strict=True):
            used.update((id, catalogue.entities[id]) for id in ids if id not in used)

    def _group_casualties(self, figures: Iterable[CasualtyMention]) -> tuple[Casualties, ...]:
        """The figures by whom they count; the first of a kind for each."""
        found: dict[str, dict[str, Figure]] = {}
        whom = ""
        for each in figures:
            whom = self._resolve_casualty_group(each.group, whom)
            found.setdefault(whom, {}).setdefault(each.harm, each.figure)
        return tuple(Casualties(of, **harms) for of, harms in found.items())

    def _resolve_casualty_group(self, words: str, before: str) -> str:
        """The id of those whom a figure counts: a known actor, else one named in these words."""
        if not words and before:
            return before
        known = self._entity_finder.find_entities(words).actors
        id = known[-1] if known else make_slug(words) or "unnamed"
        actors = self._used_entities[0]
        if known:
            actors[id] = self._catalogues[0].entities[id]
        elif id not in actors:
            entity = self._catalogues[0].entities.get(id)
            actors[id] = entity or Entity(id, capitalise(words) or "Unnamed")
        return id
