"""Expressions: predicates over events, each answering how surely an event matches.

The answer has four steps rather than two, because a vague date can do no better than "possibly".
`All` takes the least of its parts' answers, `Any` the most, and `Not` turns certain into no and
back while doubt stays doubt (Kleene's logic of indeterminacy, with two degrees of it). What the
leaves ask stands in `terms`. The text of an expression is what it asks, in words.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Protocol

from qaim_cli.hints import ANYTHING, Every, Hint, Some
from qaim_cli.model import Event


class Match(IntEnum):
    """How surely an event matches, from not at all to certainly."""

    NO = 0
    VAGUE = 1
    """Only so vaguely that it is counted and not listed."""
    POSSIBLE = 2
    CERTAIN = 3


class Expression(Protocol):
    """Anything that tells how surely an event matches; its text says what it asks."""

    @property
    def hint(self) -> Hint:
        """Where the events are that match at all, as far as can be said beforehand."""

    def match(self, event: Event) -> Match:
        """How surely the event matches."""


class All(NamedTuple):
    """Matches as surely as the least sure of its parts; certainly where it has none."""

    parts: tuple[Expression, ...]

    @property
    def hint(self) -> Hint:
        """Where all parts may match."""
        return Every(tuple(part.hint for part in self.parts))

    def match(self, event: Event) -> Match:
        """The least of the parts' answers."""
        least = Match.CERTAIN
        for part in self.parts:
            least = min(least, part.match(event))
            if least is Match.NO:
                break
        return least

    def __str__(self) -> str:
        return " and ".join(_inner(part) for part in self.parts) or "everything"


class Any(NamedTuple):
    """Matches as surely as the surest of its parts; not at all where it has none."""

    parts: tuple[Expression, ...]

    @property
    def hint(self) -> Hint:
        """Where any part may match."""
        return Some(tuple(part.hint for part in self.parts))

    def match(self, event: Event) -> Match:
        """The most of the parts' answers."""
        most = Match.NO
        for part in self.parts:
            most = max(most, part.match(event))
            if most is Match.CERTAIN:
                break
        return most

    def __str__(self) -> str:
        return " or ".join(_inner(part) for part in self.parts) or "nothing"


class Not(NamedTuple):
    """Matches what its part does not; a doubtful match stays as doubtful."""

    part: Expression

    @property
    def hint(self) -> Hint:
        """Anywhere."""
        return ANYTHING

    def match(self, event: Event) -> Match:
        """The part's answer turned round."""
        answer = self.part.match(event)
        return Match(Match.CERTAIN - answer) if answer in (Match.NO, Match.CERTAIN) else answer

    def __str__(self) -> str:
        return f"not {_inner(self.part)}"


def both(parts: tuple[Expression, ...]) -> Expression:
    """The parts as one expression that asks for all of them."""
    return parts[0] if len(parts) == 1 else All(parts)


def either(parts: tuple[Expression, ...]) -> Expression:
    """The parts as one expression that asks for any of them."""
    return parts[0] if len(parts) == 1 else Any(parts)


def _inner(part: Expression) -> str:
    return f"({part})" if isinstance(part, (All, Any)) and len(part.parts) > 1 else str(part)
