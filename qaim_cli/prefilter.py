"""Prefilter: conditions on the index that narrow down which events a query can match.

A hint may point at events that do not match; it never leaves out one that does. So whoever keeps
events can narrow down which of them to look at, while the question alone decides.
"""

from __future__ import annotations

from typing import NamedTuple


class DaysCondition(NamedTuple):
    """Events that may touch the days `first` to `last`, however vaguely."""

    first: int
    last: int


class FacetCondition(NamedTuple):
    """Events with one of the wanted values of a facet, such as an actor or a tag."""

    facet: str
    values: frozenset[str]


class WordsCondition(NamedTuple):
    """Events with all of the folded words, each whole or as the start of a word.

    A word counts if it stands in a text of the event or in a name of whom or what it names.
    """

    whole_words: tuple[str, ...]
    prefixes: tuple[str, ...]


class IdPrefixCondition(NamedTuple):
    """Events whose id starts with a text."""

    id_prefix: str


class AllOf(NamedTuple):
    """Events that meet all of the conditions."""

    conditions: tuple[IndexCondition, ...]


class AnyOf(NamedTuple):
    """Events that meet any of the conditions."""

    conditions: tuple[IndexCondition, ...]


IndexCondition = DaysCondition | FacetCondition | WordsCondition | IdPrefixCondition | AllOf | AnyOf

NO_CONDITION = AllOf(())
"""Every event: nothing narrows the question down."""


def build_words_condition(
    beginnings: tuple[str, ...] = (), phrases: tuple[str, ...] = ()
) -> WordsCondition:
    """Build the condition of what `has_word_prefix` and `has_phrase` look for."""
    parts = [beginning.split() for beginning in beginnings]
    return WordsCondition(
        (*(word for part in parts for word in part[:-1]), *" ".join(phrases).split()),
        tuple(part[-1] for part in parts if part),
    )
