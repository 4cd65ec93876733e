"""Expressions: predicates over events in Kleene logic, from no match to a certain one.

The answer has four steps rather than two, because a vague date can do no better than "possibly".
`And` takes the least of its parts' answers, `Or` the most, and `Not` turns certain into no and
back while doubt stays doubt (Kleene's logic of indeterminacy, with two degrees of it). What the
leaves ask stands in `terms`. The text of an expression is what it asks, in words.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Protocol

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.prefilter import AllOf, AnyOf, IndexCondition, NotOf


class MatchLevel(IntEnum):
    """How surely an event matches, from not at all to certainly."""

    NONE = 0
    VAGUE = 1
    """Only so vaguely that it is counted and not listed."""
    POSSIBLE = 2
    CERTAIN = 3


class Expression(Protocol):
    """A predicate that says how surely an event matches; its text describes it."""

    @property
    def index_condition(self) -> IndexCondition:
        """The condition for an index: the same, or one that narrows the search."""

    def match_event(self, event: Event) -> MatchLevel:
        """Return how surely an event matches."""


class And(FrozenRecord):
    """Matches as surely as its least certain part; certainly if it has no parts."""

    operands: tuple[Expression, ...]

    @property
    def index_condition(self) -> IndexCondition:
        """The conditions of all parts."""
        return AllOf(tuple(part.index_condition for part in self.operands))

    def match_event(self, event: Event) -> MatchLevel:
        """Return the lowest level of the parts."""
        least = MatchLevel.CERTAIN
        for part in self.operands:
            least = min(least, part.match_event(event))
            if least is MatchLevel.NONE:
                break
        return least

    def __str__(self) -> str:
        return " and ".join(_format_operand(part) for part in self.operands) or "everything"


class Or(FrozenRecord):
    """Matches as surely as its surest part; not at all if it has no parts."""

    operands: tuple[Expression, ...]

    @property
    def index_condition(self) -> IndexCondition:
        """Any part's condition."""
        return AnyOf(tuple(part.index_condition for part in self.operands))

    def match_event(self, event: Event) -> MatchLevel:
        """Return the highest level of the parts."""
        most = MatchLevel.NONE
        for part in self.operands:
            most = max(most, part.match_event(event))
            if most is MatchLevel.CERTAIN:
                break
        return most

    def __str__(self) -> str:
        return " or ".join(_format_operand(part) for part in self.operands) or "nothing"


class Not(FrozenRecord):
    """Negates its part; a possible match stays possible."""

    operand: Expression

    @property
    def index_condition(self) -> IndexCondition:
        """The condition of the part, negated."""
        return NotOf(self.operand.index_condition)

    def match_event(self, event: Event) -> MatchLevel:
        """Return the inverse of the part's level."""
        answer = self.operand.match_event(event)
        return (
            MatchLevel(MatchLevel.CERTAIN - answer)
            if answer in (MatchLevel.NONE, MatchLevel.CERTAIN)
            else answer
        )

    def __str__(self) -> str:
        return f"not {_format_operand(self.operand)}"


def build_and(parts: tuple[Expression, ...]) -> Expression:
    """Combine parts into one expression that requires all of them."""
    return parts[0] if len(parts) == 1 else And(parts)


def build_or(parts: tuple[Expression, ...]) -> Expression:
    """Combine parts into one expression that requires any of them."""
    return parts[0] if len(parts) == 1 else Or(parts)


def _format_operand(part: Expression) -> str:
    return f"({part})" if isinstance(part, (And, Or)) and len(part.operands) > 1 else str(part)
