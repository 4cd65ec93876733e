"""The sentences, dates and names of articles, ready to compare with the events that cite them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property

from qaim_cli.articles import Article, Sentence, compute_fingerprint
from qaim_cli.dates import EdtfDate
from qaim_cli.extract import (
    CasualtyMention,
    EventDate,
    ResolvedMention,
    find_casualties,
    find_name_and_kind,
    merge_mentions,
    resolve_mentions,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, IgnoredSentence, Source, Timeline
from qaim_cli.text import build_search_text, fold

Locator = tuple[str, str, int, int]
"""The id of a source, and a section, a paragraph and a sentence in it."""


class CitedSentence(FrozenRecord):
    """A sentence, and the id of the source whose article has it."""

    source_id: str
    sentence: Sentence

    @property
    def locator(self) -> Locator:
        """The id of the source, and the place in it."""
        return (self.source_id, *self.sentence.locator)

    @property
    def text(self) -> str:
        """The text of the sentence."""
        return self.sentence.text


class ArticleEvidence:
    """The articles of a timeline's sources, and what the timeline cites of them."""

    def __init__(
        self,
        timeline: Timeline,
        articles: Mapping[str, Article],
        ignored: Iterable[IgnoredSentence],
        writing_day: datetime.date | None = None,
    ) -> None:
        """Take a timeline, articles by the ids of their sources, and sentences not to be taken.

        The id of a source that the timeline does not describe is empty.
        """
        self.timeline = timeline
        self.writing_day = writing_day
        self.articles = articles
        self.ignored_entries = tuple(
            each for each in ignored if self.get_source_id(each.source) in articles
        )
        self._sentences_by_citation = {
            id: article.group_by_citation() for id, article in articles.items()
        }

    @cached_property
    def resolved_mentions(self) -> list[tuple[CitedSentence, list[ResolvedMention]]]:
        """Each sentence of all articles with the date expressions that it has."""
        return [
            (CitedSentence(id, sentence), mentions)
            for id, article in self.articles.items()
            for sentence, mentions in resolve_mentions(
                article.sentences, self.writing_day, title=article.title
            )
        ]

    @cached_property
    def all_dates_by_locator(self) -> dict[Locator, list[EdtfDate]]:
        """The dates of each sentence, alone and joined, those of names and asides too."""
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
    def texts_by_locator(self) -> dict[Locator, str]:
        """The text of each sentence by its place."""
        return {
            (id, *sentence.locator): sentence.text
            for id, article in self.articles.items()
            for sentence in article.sentences
        }

    @cached_property
    def cited_locators(self) -> frozenset[Locator]:
        """The locators of all sentences that any event cites, singly or by paragraph."""
        return frozenset(self.events_by_locator)

    @cached_property
    def events_by_locator(self) -> dict[Locator, list[Event]]:
        """The events that cite each sentence, by itself or with its paragraph, by its place."""
        found: dict[Locator, list[Event]] = {}
        for event in self.timeline.events:
            sources = [source for source in event.sources if source.section]
            for sentence in self.find_sentences(sources):
                found.setdefault(sentence.locator, []).append(event)
        return found

    @cached_property
    def ignored_locators(self) -> frozenset[Locator]:
        """The places of the sentences that are to become no events."""
        sources = [each.source for each in self.ignored_entries]
        return frozenset(each.locator for each in self.find_sentences(sources))

    @cached_property
    def locators_by_fingerprint(self) -> dict[tuple[str, str], Locator]:
        """The place of each sentence by the id of its source and its fingerprint."""
        return {
            (locator[0], compute_fingerprint(text)): locator
            for locator, text in self.texts_by_locator.items()
        }

    @cached_property
    def subject_names(self) -> frozenset[str]:
        """The folded names of what articles and timeline are about, which goes without saying."""
        titles = [article.title for article in self.articles.values()]
        subjects = (
            find_name_and_kind(article.title, [each.text for each in article.sentences])[0]
            for article in self.articles.values()
        )
        return frozenset(filter(None, map(fold, (*titles, *subjects, self.timeline.title))))

    def get_source_id(self, source: Source) -> str:
        """The id of the source that a citation means."""
        return source.of or self.timeline.default_source

    def find_article(self, source: Source) -> Article | None:
        """The article that a citation is to be found in; None where there is none to look at."""
        return self.articles.get(self.get_source_id(source))

    def find_sentences(self, sources: Iterable[Source]) -> list[CitedSentence]:
        """The sentences that sources cite, as far as they are there.

        A source that is cited as a whole has all of its sentences.
        """
        return [
            CitedSentence(self.get_source_id(source), each)
            for source in sources
            for each in self._find_sentences(source)
        ]

    def has_all_sentences(self, event: Event) -> bool:
        """Whether each place that an event cites is in an article, and one of them is there.

        What an event rests on besides, such as a page of a book, may say what the articles do not.
        """
        return all(
            self.find_article(source) is not None and not source.at for source in event.sources
        ) and bool(self.find_sentences(event.sources))

    def join_cited_text(self, event: Event) -> str:
        """The words of the sentences that an event cites."""
        return " ".join(each.text for each in self.find_sentences(event.sources))

    def fold_cited_text(self, event: Event) -> str:
        """The folded words of the sentences that an event cites."""
        return build_search_text(each.text for each in self.find_sentences(event.sources))

    def find_casualties(self, locator: Locator) -> list[CasualtyMention]:
        """The figures of people harmed in a sentence, without the numbers of its dates."""
        mentions = self._mentions_by_locator.get(locator, ())
        spans = [(each.mention.start, each.mention.end) for each in mentions]
        return find_casualties(self.texts_by_locator[locator], spans)

    @cached_property
    def _mentions_by_locator(self) -> dict[Locator, list[ResolvedMention]]:
        return {sentence.locator: mentions for sentence, mentions in self.resolved_mentions}

    def has_section(self, source: Source) -> bool:
        """Whether the article of a citation has a section of that name."""
        return (source.section, 0, 0) in self._sentences_by_citation[self.get_source_id(source)]

    def make_source(self, locator: Locator) -> Source:
        """Make the citation of a place; the usual source goes without saying."""
        id, section, paragraph, number = locator
        of = "" if id == self.timeline.default_source else id
        return Source(section, paragraph, number, of=of)

    def _find_sentences(self, source: Source) -> Iterable[Sentence]:
        article = self.find_article(source)
        if article is None or (source.at and not source.section):
            return ()
        if not source.section:
            return article.sentences
        return self._sentences_by_citation[self.get_source_id(source)].get(source.citation, ())
