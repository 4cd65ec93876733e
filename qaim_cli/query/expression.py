"""Expressions: predicates over events, each answering how surely an event matches.

The answer has four steps rather than two, because a vague date can do no better than "possibly".
`All` takes the least of its parts' answers, `Any` the most, and `Not` turns certain into no and
back while doubt stays doubt (Kleene's logic of indeterminacy, with two degrees of it).
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Protocol

from qaim_cli.dates import Span
from qaim_cli.model import Event, Timeline
from qaim_cli.text import has_phrase, has_word

VAGUE_TIMES = 12
VAGUE_DAYS = 6


class Match(IntEnum):
    """How surely an event matches, from not at all to certainly."""

    NO = 0
    VAGUE = 1
    """Only so vaguely that it is counted and not listed."""
    POSSIBLE = 2
    CERTAIN = 3


class Expression(Protocol):
    """Anything that tells how surely an event matches."""

    def match(self, event: Event) -> Match:
        """How surely the event matches."""


class All(NamedTuple):
    """Matches as surely as the least sure of its parts; certainly where it has none."""

    parts: tuple[Expression, ...]

    def match(self, event: Event) -> Match:
        """The least of the parts' answers."""
        least = Match.CERTAIN
        for part in self.parts:
            least = min(least, part.match(event))
            if least is Match.NO:
                break
        return least


class Any(NamedTuple):
    """Matches as surely as the surest of its parts; not at all where it has none."""

    parts: tuple[Expression, ...]

    def match(self, event: Event) -> Match:
        """The most of the parts' answers."""
        most = Match.NO
        for part in self.parts:
            most = max(most, part.match(event))
            if most is Match.CERTAIN:
                break
        return most


class Not(NamedTuple):
    """Matches what its part does not; a doubtful match stays as doubtful."""

    part: Expression

    def match(self, event: Event) -> Match:
        """The part's answer turned round."""
        answer = self.part.match(event)
        return Match(Match.CERTAIN - answer) if answer in (Match.NO, Match.CERTAIN) else answer


class During(NamedTuple):
    """Falls in the days first..last.

    An event vaguer than twelve times the range and six days is counted as too vague to list: a
    question about a day lists months, one about a month lists years, one about a year decades.
    An event that reaches the range only because its end is not known counts as too vague as well.
    `widely` lists all of these as possible.
    """

    first: int
    last: int
    widely: bool = False

    def match(self, event: Event) -> Match:
        """Certain, possible, too vague or not, by the event's span."""
        span = event.span
        if span.certainly_in(self.first, self.last):
            return Match.CERTAIN
        if not span.possibly_in(self.first, self.last, gaps=True):
            return Match.NO
        if self.widely or (span.possibly_in(self.first, self.last) and not self._too_vague(span)):
            return Match.POSSIBLE
        return Match.VAGUE

    def _too_vague(self, span: Span) -> bool:
        return span.vagueness > VAGUE_TIMES * (self.last - self.first + 1 + VAGUE_DAYS)


class HasActor(NamedTuple):
    """One of the actors takes part."""

    ids: frozenset[str]

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(any(each.actor in self.ids for each in event.participants))


class HasPlace(NamedTuple):
    """It happens at one of the places."""

    ids: frozenset[str]

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(any(place in self.ids for place in event.places))


class HasTag(NamedTuple):
    """It has one of the tags."""

    tags: frozenset[str]

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(any(tag in self.tags for tag in event.tags))


class InSection(NamedTuple):
    """One of the sections of the source tells of it."""

    sections: frozenset[str]

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(any(source.section in self.sections for source in event.sources))


class HasWords(NamedTuple):
    """Its texts and names hold the folded words, each as the beginning of a word, and phrases."""

    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]
    timeline: Timeline

    def match(self, event: Event) -> Match:
        """Certain or not."""
        words = self.timeline.words(event)
        return _certain(
            all(has_word(words, beginning) for beginning in self.beginnings)
            and all(has_phrase(words, phrase) for phrase in self.phrases)
        )


def _certain(matches: bool) -> Match:
    return Match.CERTAIN if matches else Match.NO
