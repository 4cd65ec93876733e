"""Conditions: what a question asks of events, as plain data that an index can be asked.

Most say exactly how surely an event matches, as the expressions of `query` do: not at all (0), too
vaguely to be listed (1), possibly (2) or certainly (3). What cannot be said so stands in a
`Narrowing`: it may point at events that do not match, never leaves out one that does, and leaves
the decision to the question itself.
"""

from __future__ import annotations

from qaim_cli.frozen_record import FrozenRecord


class DayRangeCondition(FrozenRecord):
    """Events that fall in the days first..last; see `query.terms.DateRangeTerm`."""

    first: int
    last: int
    max_vagueness: int
    """In days: vaguer dates match too vaguely to be listed."""
    only_certain: bool = False
    known_until: int | None = None
    """The day up to which what goes on is known to; None where it is for as long as matters."""


class EndCondition(FrozenRecord):
    """Events that began, or ended, in the days first..last; see `query.time_terms.EndTerm`."""

    is_start: bool
    first: int
    last: int
    max_vagueness: int


class DayOfYearCondition(FrozenRecord):
    """Events that began or ended on a day of the year; see `query.terms.DayOfYearTerm`."""

    month: int
    day: int


class LengthCondition(FrozenRecord):
    """Events that lasted from `low` to `high` days."""

    low: float
    high: float


class DateTraitCondition(FrozenRecord):
    """Events whose date is so: its `kind`, its `precision`, or whether it `is_approximate`."""

    trait: str
    value: str | bool


class FacetCondition(FrozenRecord):
    """Events with one of the wanted values of a facet, such as an actor or a tag."""

    facet: str
    values: frozenset[str]


class WordsCondition(FrozenRecord):
    """Events with all of the folded words, each whole or as the start of a word.

    A word counts if it stands in a text of the event or in a name of whom or what it names; or in
    its title alone, if only that is asked.
    """

    whole_words: tuple[str, ...]
    prefixes: tuple[str, ...]
    of_title: bool = False


class IdPrefixCondition(FrozenRecord):
    """Events whose id starts with a text, in one timeline where it is named."""

    id_prefix: str
    timeline: str = ""


class QuantityCondition(FrozenRecord):
    """Events of which a number lies in low..high: of people harmed, or of sources."""

    quantity: str
    low: float
    high: float


class ClaimCondition(FrozenRecord):
    """Events that the source reports as somebody's claim, or those that it does not."""

    is_claimed: bool


class AllOf(FrozenRecord):
    """Events that match all parts, as surely as the least sure of them."""

    conditions: tuple[IndexCondition, ...]


class AnyOf(FrozenRecord):
    """Events that match any of the parts, as surely as the surest of them."""

    conditions: tuple[IndexCondition, ...]


class NotOf(FrozenRecord):
    """Events that do not match; a doubtful match stays as doubtful."""

    condition: IndexCondition


class Narrowing(FrozenRecord):
    """Events that a condition points at, and of these only those that the question picks."""

    condition: IndexCondition


IndexCondition = (
    DayRangeCondition
    | EndCondition
    | DayOfYearCondition
    | LengthCondition
    | DateTraitCondition
    | FacetCondition
    | WordsCondition
    | IdPrefixCondition
    | QuantityCondition
    | ClaimCondition
    | AllOf
    | AnyOf
    | NotOf
    | Narrowing
)

NO_CONDITION = AllOf(())
"""The condition that every event certainly meets."""
UNKNOWN = Narrowing(NO_CONDITION)
"""Perhaps every event: nothing narrows the question down."""


def build_words_condition(
    beginnings: tuple[str, ...] = (), phrases: tuple[str, ...] = (), *, of_title: bool = False
) -> IndexCondition:
    """Build the condition of what `has_word_prefix` and `has_phrase` look for.

    Whether words stand side by side is for the question to find out.
    """
    parts = [beginning.split() for beginning in beginnings]
    whole = (*(word for part in parts for word in part[:-1]), *" ".join(phrases).split())
    condition = WordsCondition(whole, tuple(part[-1] for part in parts if part), of_title)
    return Narrowing(condition) if whole else condition
