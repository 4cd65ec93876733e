"""How surely an event matches, as conditions of SQL: at least vaguely, possibly, certainly."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query.expression import MatchLevel
from qaim_cli.query.sql.conditions import (
    FALSE,
    TRUE,
    SqlCondition,
    join_all,
    join_any,
    negate,
)


class LevelConditions(FrozenRecord):
    """The conditions of matching at least so surely; each implies those before it."""

    vague: SqlCondition
    possible: SqlCondition
    certain: SqlCondition

    def at_least(self, level: MatchLevel) -> SqlCondition:
        """The SQL condition of matching at least as surely as a level above `NONE`."""
        return self[level - 1]


class TermConditions(FrozenRecord):
    """What all matching events meet, and what only matching events meet.

    The two are the same where SQL can say exactly what a term asks. Where it cannot, the widest
    lets other events through and the narrowest leaves some out; a negation swaps them.
    """

    widest: LevelConditions
    narrowest: LevelConditions

    @property
    def is_exact(self) -> bool:
        """Whether just the matching events meet the conditions."""
        return self.widest == self.narrowest


def make_exact(conditions: LevelConditions) -> TermConditions:
    """Make the conditions of a term that SQL can say exactly."""
    return TermConditions(conditions, conditions)


def make_plain(condition: SqlCondition) -> TermConditions:
    """Make the conditions of a term that matches certainly or not at all."""
    return make_exact(LevelConditions(condition, condition, condition))


def make_superset(condition: SqlCondition) -> TermConditions:
    """Make the conditions of a term of which SQL can only say where its events are."""
    return TermConditions(
        LevelConditions(condition, condition, condition), LevelConditions(FALSE, FALSE, FALSE)
    )


def combine_and(terms: Iterable[TermConditions]) -> TermConditions:
    """Combine terms that must all match: the least sure of them decides."""
    terms = tuple(terms)
    return TermConditions(
        _join_levels(join_all, TRUE, (each.widest for each in terms)),
        _join_levels(join_all, TRUE, (each.narrowest for each in terms)),
    )


def combine_or(terms: Iterable[TermConditions]) -> TermConditions:
    """Combine terms of which one must match: the surest of them decides."""
    terms = tuple(terms)
    return TermConditions(
        _join_levels(join_any, FALSE, (each.widest for each in terms)),
        _join_levels(join_any, FALSE, (each.narrowest for each in terms)),
    )


def combine_not(term: TermConditions) -> TermConditions:
    """Negate a term: certainly and not at all change places, doubt stays as it is."""
    return TermConditions(
        _negate_levels(term.widest, term.narrowest), _negate_levels(term.narrowest, term.widest)
    )


def _join_levels(
    join: Callable[[Iterable[SqlCondition]], SqlCondition],
    neutral: SqlCondition,
    terms: Iterable[LevelConditions],
) -> LevelConditions:
    """Join the conditions of terms level by level."""
    return LevelConditions(*map(join, zip((neutral,) * 3, *terms, strict=True)))


def _negate_levels(same: LevelConditions, opposite: LevelConditions) -> LevelConditions:
    """Negate conditions; what excludes events must be taken from the opposite side."""
    not_certain, not_matching = negate(opposite.certain), negate(opposite.vague)
    if same == opposite and same.possible == same.certain:
        possible = not_matching  # it is never just possible
    elif same == opposite and same.vague == same.possible:
        possible = not_certain  # it is never vague
    else:
        possible = join_any((not_matching, join_all((same.possible, not_certain))))
    return LevelConditions(not_certain, possible, not_matching)
