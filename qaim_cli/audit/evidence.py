"""What an article says, ready to be held against events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from qaim_cli.articles import Article, Sentence, compute_fingerprint
from qaim_cli.extract import EventDate, find_event_dates
from qaim_cli.model import Event, IgnoredSentence, Source, Timeline
from qaim_cli.text import build_search_text, fold

Locator = tuple[str, int, int]


class ArticleEvidence:
    """An article by place, with the dates of its sentences, and what a timeline cites of it."""

    def __init__(
        self, timeline: Timeline, article: Article, ignored: tuple[IgnoredSentence, ...]
    ) -> None:
        """Takes an article, the timeline taken from it, and the sentences not to be taken."""
        self.timeline = timeline
        self.article = article
        self.ignored_entries = ignored
        self._sentences_by_citation = article.group_by_citation()

    @cached_property
    def dates_by_locator(self) -> dict[Locator, list[EventDate]]:
        """The dates of each sentence that has any which do not come again and again, by place."""
        return {
            sentence.locator: found
            for sentence, dates in find_event_dates(self.article.sentences)
            if (found := [each for each in dates if not each.is_recurring])
        }

    @cached_property
    def cited_locators(self) -> frozenset[Locator]:
        """The places of all sentences that an event cites, by itself or with its paragraph."""
        sources = (source for event in self.timeline.events for source in event.sources)
        return frozenset(
            each.locator for source in sources for each in self.find_sentences((source,))
        )

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

    def fold_cited_text(self, event: Event) -> str:
        """The folded words of the sentences that an event cites."""
        return build_search_text(each.text for each in self.find_sentences(event.sources))

    def has_section(self, name: str) -> bool:
        """Whether the article has a section of that name."""
        return (name, 0, 0) in self._sentences_by_citation
