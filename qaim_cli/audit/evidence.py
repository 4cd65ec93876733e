"""What an article says, ready to be held against events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from qaim_cli.articles import Article, Sentence, fingerprint
from qaim_cli.extract import When, dated
from qaim_cli.model import Event, Ignored, Source, Timeline
from qaim_cli.text import fold, haystack

Place = tuple[str, int, int]


class Evidence:
    """An article by place, with the dates of its sentences, and what a timeline cites of it."""

    def __init__(self, timeline: Timeline, article: Article, ignored: tuple[Ignored, ...]) -> None:
        """Takes an article, the timeline taken from it, and the sentences not to be taken."""
        self.timeline = timeline
        self.article = article
        self.ignored = ignored
        self._under = article.by_source()

    @cached_property
    def dated(self) -> dict[Place, list[When]]:
        """The dates of each sentence that has any which do not come again and again, by place."""
        return {
            sentence.place: found
            for sentence, dates in dated(self.article.sentences)
            if (found := [each for each in dates if not each.habitual])
        }

    @cached_property
    def cited(self) -> frozenset[Place]:
        """The places of all sentences that an event cites, by itself or with its paragraph."""
        sources = (source for event in self.timeline.events for source in event.sources)
        return frozenset(each.place for source in sources for each in self.sentences((source,)))

    @cached_property
    def prints(self) -> dict[str, Place]:
        """The place of each sentence by its fingerprint."""
        return {fingerprint(each.text): each.place for each in self.article.sentences}

    @cached_property
    def subject(self) -> frozenset[str]:
        """The folded names of what article and timeline are about, which goes without saying."""
        return frozenset(filter(None, map(fold, (self.article.title, self.timeline.title))))

    def sentences(self, sources: Iterable[Source]) -> list[Sentence]:
        """The sentences that sources cite, as far as they are there."""
        return [each for source in sources for each in self._under.get(source.place, ())]

    def words(self, event: Event) -> str:
        """The folded words of the sentences that an event cites."""
        return haystack(each.text for each in self.sentences(event.sources))

    def has_section(self, name: str) -> bool:
        """Whether the article has a section of that name."""
        return (name, 0, 0) in self._under
