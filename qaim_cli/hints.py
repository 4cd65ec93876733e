"""Hints: plain data on where the events that a question could match are to be found.

A hint may point at events that do not match; it never leaves out one that does. So whoever keeps
events can narrow down which of them to look at, while the question alone decides.
"""

from __future__ import annotations

from typing import NamedTuple


class Days(NamedTuple):
    """Events that may touch the days first..last, however vaguely."""

    first: int
    last: int


class Label(NamedTuple):
    """Events with one of the wanted labels of a kind: actor, place, tag or section."""

    of: str
    wanted: frozenset[str]


class Words(NamedTuple):
    """Events with all of the folded words, each whole or as a word's beginning.

    A word counts if it stands in a text of the event or in a name of whom or what it names.
    """

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]


class Beginning(NamedTuple):
    """Events whose id begins so."""

    id: str


class Every(NamedTuple):
    """Events that all parts point at."""

    parts: tuple[Hint, ...]


class Some(NamedTuple):
    """Events that any of the parts points at."""

    parts: tuple[Hint, ...]


Hint = Days | Label | Words | Beginning | Every | Some

ANYTHING = Every(())
"""Every event: nothing narrows the question down."""


def words(beginnings: tuple[str, ...] = (), phrases: tuple[str, ...] = ()) -> Words:
    """The hint of what `has_word` and `has_phrase` look for, each of one or several words."""
    parts = [beginning.split() for beginning in beginnings]
    return Words(
        (*(word for part in parts for word in part[:-1]), *" ".join(phrases).split()),
        tuple(part[-1] for part in parts if part),
    )
