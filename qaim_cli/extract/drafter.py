"""Drafting: an article → the events that its dated sentences tell, for a person to accept.

A sentence with one date is one event; several dates are several events, but a range or list of
dates is one date (`event_dates`). What comes again and again is marked and not drafted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from qaim_cli.articles import Article, Sentence
from qaim_cli.dates import EdtfDate
from qaim_cli.extract.anchor import resolve_mentions
from qaim_cli.extract.claims import find_claimant
from qaim_cli.extract.entities import (
    EntityFinder,
    MentionedEntities,
    find_proper_names,
    find_recurring_names,
)
from qaim_cli.extract.event_dates import EventDate, merge_mentions
from qaim_cli.extract.figures import CasualtyMention, find_casualties
from qaim_cli.extract.titles import draft_title
from qaim_cli.model import Casualties, Catalogue, Entity, Figure, Source, Timeline
from qaim_cli.text import fold

_MAX_MASKED_DATES = 100
_MAX_DATE_TEXT_CHARS = 200
_MAX_CANDIDATES = 8
_MAX_DATES_PER_SENTENCE = 20
"""How many events one sentence is drafted as at most; a list of a thousand dates is no account."""


class EventDraft(NamedTuple):
    """An event as drafted: `build_date` is None where it is not resolved.

    `date_text` are the source's own words for the date and `found` says how it was found, where it
    does not stand there whole; `candidates` are recurring names that are not known yet; `nth` of
    `of` tells the events of one sentence apart.
    """

    id: str
    sentence: Sentence
    date: EdtfDate | None
    date_text: str
    title: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    candidate_names: tuple[str, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    according_to: str = ""
    date_explanation: str = ""
    date_number: int = 1
    date_count: int = 1

    @property
    def source(self) -> Source:
        """Where in the article it stands."""
        return Source(*self.sentence.locator)


class Recurrence(NamedTuple):
    """What a sentence says to come again and again: marked, and no event."""

    sentence: Sentence
    text: str


class DraftTimeline(NamedTuple):
    """All that is drafted from an article, with the actors and places that it names, by id."""

    article: Article
    event_drafts: tuple[EventDraft, ...]
    recurrences: tuple[Recurrence, ...]
    actors: dict[str, Entity]
    places: dict[str, Entity]


def draft_timeline(
    article: Article,
    like: Timeline | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> DraftTimeline:
    """The events that an article tells.

    Args:
        article: the article.
        like: a timeline whose actors and places are found by name and alias.
        progress: told, now and then, how many sentences are read and how many there are.
    """
    drafter = _TimelineDrafter(article, like)
    for number, (sentence, dates) in enumerate(resolve_mentions(article.sentences)):
        if progress is not None and number % 1000 == 0:
            progress(number, len(article.sentences))
        if dates:
            spans = [(each.mention.start, each.mention.end) for each in dates]
            drafter.add_sentence(sentence, merge_mentions(sentence.text, dates), spans)
    return drafter.build_timeline()


class _TimelineDrafter:
    """What is drafted so far, and the names that all drafts share."""

    def __init__(self, article: Article, like: Timeline | None) -> None:
        self._article = article
        self._catalogues = (
            (Catalogue({}), Catalogue({})) if like is None else (like.actors, like.places)
        )
        self._entity_finder = EntityFinder(*self._catalogues)
        self._recurring_names = find_recurring_names(
            sentence.text for sentence in article.sentences
        )
        self._id_counts: dict[str, int] = {}
        """The ids given, and for each how many have been made of it."""
        self._event_drafts: list[EventDraft] = []
        self._recurrences: list[Recurrence] = []
        self._used_entities: tuple[dict[str, Entity], dict[str, Entity]] = ({}, {})

    def add_sentence(
        self, sentence: Sentence, dates: list[EventDate], date_spans: list[tuple[int, int]]
    ) -> None:
        """Draft the events of a sentence; `date_spans` are where all its date words stand."""
        text = sentence.text
        habits = [each for each in dates if each.is_recurring][:_MAX_DATES_PER_SENTENCE]
        self._recurrences += [Recurrence(sentence, text[each.start : each.end]) for each in habits]
        dates = [each for each in dates if not each.is_recurring][:_MAX_DATES_PER_SENTENCE]
        if not dates:
            return
        known = self._entity_finder.find_entities(text)
        candidates = tuple(
            name
            for name in dict.fromkeys(find_proper_names(text))
            if name in self._recurring_names
            and self._entity_finder.find_entities(name) == MentionedEntities()
        )[:_MAX_CANDIDATES]
        spans = [(each.start, each.end) for each in dates]
        casualties = self._group_casualties(find_casualties(text, date_spans[:_MAX_MASKED_DATES]))
        self._record_entities(known)
        for nth, when in enumerate(dates, start=1):
            title = draft_title(text, spans, nth - 1)
            self._event_drafts.append(
                EventDraft(
                    id=self._create_id(title),
                    sentence=sentence,
                    date=when.date,
                    date_text=text[when.start : when.end][:_MAX_DATE_TEXT_CHARS],
                    title=title,
                    actors=known.actors,
                    places=known.places,
                    candidate_names=candidates,
                    # One figure is not told of two events.
                    casualties=casualties if nth == 1 else (),
                    according_to=find_claimant(text),
                    date_explanation=when.explanation,
                    date_number=nth,
                    date_count=len(dates),
                )
            )

    def build_timeline(self) -> DraftTimeline:
        """All of it, with the actors and places in use and the wholes that they belong to."""
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
            used.update((id, catalogue.entities[id]) for id in ids)

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
            actors[id] = entity or Entity(id, words[:1].upper() + words[1:] or "Unnamed")
        return id

    def _create_id(self, title: str) -> str:
        """An id no other draft has, of the first words of the title."""
        base = id = make_slug(" ".join(title.split()[:5])) or "event"
        while id in self._id_counts:
            self._id_counts[base] += 1
            id = f"{base}-{self._id_counts[base]}"
        self._id_counts[id] = 1
        return id


def make_slug(text: str) -> str:
    """The text as an id: small letters a-z, digits and hyphens; empty where it has none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:50].strip("-")
