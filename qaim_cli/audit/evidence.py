"""What an article says, ready to be held against events."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property

from qaim_cli.articles import Article, Sentence, compute_fingerprint
from qaim_cli.dates import EdtfDate
from qaim_cli.extract import (
    CasualtyMention,
    EventDate,
    ResolvedMention,
    find_casualties,
    merge_mentions,
    resolve_mentions,
)
from qaim_cli.model import Event, IgnoredSentence, Source, Timeline
from qaim_cli.text import build_search_text, fold

Locator = tuple[str, int, int]


class ArticleEvidence:
    """An article by place, with the dates of its sentences, and what a timeline cites of it."""

    def __init__(
        self,
        timeline: Timeline,
        article: Article,
        ignored: tuple[IgnoredSentence, ...],
        writing_day: datetime.date | None = None,
    ) -> None:
        """Takes an article, the timeline taken from it, and the sentences not to be taken."""
        self.writing_day = writing_day
        self.timeline = timeline
        self.article = article
        self.ignored_entries = ignored
        self._sentences_by_citation = article.group_by_citation()

    @cached_property
    def resolved_mentions(self) -> list[tuple[Sentence, list[ResolvedMention]]]:
        """Each sentence with the date expressions that it has."""
        return list(resolve_mentions(self.article.sentences, self.writing_day))

    @cached_property
    def all_dates_by_locator(self) -> dict[Locator, list[EdtfDate]]:
        """All dates of each sentence, alone and joined, those of names and asides too."""
        return {
            sentence.locator: [
                date
                for date in (
                    *(each.date for each in mentions),
                    *(each.date for each in merge_mentions(sentence.text, mentions)),
                )
                if date is not None
            ]
            for sentence, mentions in self.resolved_mentions
            if mentions
        }

    @cached_property
    def dates_by_locator(self) -> dict[Locator, list[EventDate]]:
        """The dates of each sentence that has any which do not come again and again, by place."""
        return {
            sentence.locator: found
            for sentence, mentions in self.resolved_mentions
            if (
                found := [
                    each
                    for each in merge_mentions(sentence.text, mentions)
                    if not each.is_recurring
                ]
            )
        }

    @cached_property
    def events_by_locator(self) -> dict[Locator, list[Event]]:
        """The events that cite each sentence, by itself or with its paragraph, by its place."""
        found: dict[Locator, list[Event]] = {}
        for event in self.timeline.events:
            for sentence in self.find_sentences(event.sources):
                found.setdefault(sentence.locator, []).append(event)
        return found

    @cached_property
    def cited_locators(self) -> frozenset[Locator]:
        """The places of all sentences that an event cites, by itself or with its paragraph."""
        return frozenset(self.events_by_locator)

    @cached_property
    def ignored_locators(self) -> frozenset[Locator]:
        """The places of the sentences that are to become no events."""
        sources = [each.source for each in self.ignored_entries]
        return frozenset(each.locator for each in self.find_sentences(sources))

    @cached_property
    def locators_by_fingerprint(self) -> dict[str, Locator]:
        """The place of each sentence by its fingerprint."""
        return {compute_fingerprint(each.text): each.locator for each in self.article.sentences}

    @cached_property
    def subject_names(self) -> frozenset[str]:
        """The folded names of what article and timeline are about, which goes without saying."""
        return frozenset(filter(None, map(fold, (self.article.title, self.timeline.title))))

    def find_sentences(self, sources: Iterable[Source]) -> list[Sentence]:
        """The sentences that sources cite, as far as they are there."""
        return [
            each
            for source in sources
            for each in self._sentences_by_citation.get(source.citation, ())
        ]

    def join_cited_text(self, event: Event) -> str:
        """The words of the sentences that an event cites."""
        return " ".join(each.text for each in self.find_sentences(event.sources))

    def fold_cited_text(self, event: Event) -> str:
        """The folded words of the sentences that an event cites."""
        return build_search_text(each.text for each in self.find_sentences(event.sources))

    def find_casualties(self, sentence: Sentence) -> list[CasualtyMention]:
        """The figures of people harmed in a sentence, without the numbers of its dates."""
        mentions = self._mentions_by_locator.get(sentence.locator, ())
        spans = [(each.mention.start, each.mention.end) for each in mentions]
        return find_casualties(sentence.text, spans)

    @cached_property
    def _mentions_by_locator(self) -> dict[Locator, list[ResolvedMention]]:
        return {sentence.locator: mentions for sentence, mentions in self.resolved_mentions}

    def has_section(self, name: str) -> bool:
        """Whether the article has a section of that name."""
        return (name, 0, 0) in self._sentences_by_citation
