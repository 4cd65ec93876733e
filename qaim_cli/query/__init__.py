"""Queries: what a request asks of a timeline → the events that match, and how surely.

A repeated filter means any of its values; different filters mean all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, assert_never

from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.query import names
from qaim_cli.query.expression import (
    All,
    Any,
    Expression,
    HasActor,
    HasPlace,
    HasTag,
    HasWords,
    InSection,
    Match,
)
from qaim_cli.text import fold, listed


class Sort(StrEnum):
    """What a listing is ordered by."""

    DATE = "date"
    TITLE = "title"
    KILLED = "killed"


class Filters(NamedTuple):
    """What is asked, as a person wrote it; nothing given asks for everything."""

    since: str | None = None
    until: str | None = None
    within: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    widely: bool = False


class Query(NamedTuple):
    """An expression, and the question in words, term by term, as it was understood."""

    expression: Expression
    terms: tuple[str, ...]


class Hit(NamedTuple):
    """An event that matches, certainly or possibly."""

    event: Event
    match: Match


class Selection(NamedTuple):
    """The events that match, and how many are kept back for being too vague or not certain."""

    hits: tuple[Hit, ...]
    vague: int = 0
    unsure: int = 0


def understand(filters: Filters, timeline: Timeline, today: datetime.date) -> Query:
    """The query that filters mean on a timeline.

    Raises:
        RequestError: a name is unknown, a date unreadable, or the range ends before it begins.
    """
    found = (
        *_times(filters, today),
        *_entities("actor", filters.actors, timeline.actors, HasActor),
        *_entities("place", filters.places, timeline.places, HasPlace),
        *_labels("tag", filters.tags, timeline.tags, HasTag),
        *_labels("section", filters.sections, timeline.sections, InSection),
        *_keywords(filters.keywords, timeline),
    )
    return Query(All(tuple(term.expression for term in found)), tuple(term.words for term in found))


class _Term(NamedTuple):
    """One part of a question, and the same in words."""

    expression: Expression
    words: str


def _times(filters: Filters, today: datetime.date) -> Iterator[_Term]:
    if filters.since is None and filters.until is None and not filters.within:
        return
    from qaim_cli.query import times

    if filters.since is not None or filters.until is not None:
        yield _Term(*times.between(filters.since, filters.until, today, widely=filters.widely))
    if filters.within:
        ranges, words = times.within(filters.within, today, widely=filters.widely)
        yield _Term(Any(ranges), words)


def _entities(
    kind: str,
    wanted: tuple[str, ...],
    catalogue: Catalogue,
    make: Callable[[frozenset[str]], Expression],
) -> Iterator[_Term]:
    """The actors or places asked for with all their parts, if any are."""
    if wanted:
        ids = frozenset().union(*(names.entity(kind, name, catalogue) for name in wanted))
        called = [catalogue.name(id) for id in catalogue.entities if id in ids]
        yield _Term(make(catalogue.whole(ids)), f"{kind} {listed(called, 'or')}")


def _labels(
    kind: str,
    wanted: tuple[str, ...],
    known: tuple[str, ...],
    make: Callable[[frozenset[str]], Expression],
) -> Iterator[_Term]:
    """The tags or sections asked for, if any are."""
    if wanted:
        labels = [names.label(kind, name, known) for name in wanted]
        yield _Term(make(frozenset(labels)), f"{kind} {listed(labels, 'or')}")


def _keywords(wanted: tuple[str, ...], timeline: Timeline) -> Iterator[_Term]:
    if wanted:
        any_of = tuple(HasWords(*names.keyword(text), timeline) for text in wanted)
        yield _Term(Any(any_of), f"keyword {listed(wanted, 'or')}")


def select(query: Query, timeline: Timeline, *, sure: bool = False) -> Selection:
    """The events that match a query, in order of time; `sure` keeps only the certain ones."""
    hits: list[Hit] = []
    vague = unsure = 0
    for event in timeline.events:
        match query.expression.match(event):
            case Match.CERTAIN:
                hits.append(Hit(event, Match.CERTAIN))
            case Match.POSSIBLE if sure:
                unsure += 1
            case Match.POSSIBLE:
                hits.append(Hit(event, Match.POSSIBLE))
            case Match.VAGUE:
                vague += 1
            case _:
                pass
    return Selection(tuple(hits), vague, unsure)


def arrange(hits: tuple[Hit, ...], sort: Sort, *, reverse: bool = False) -> tuple[Hit, ...]:
    """The hits in the order asked for; those that were in order of time stay so among equals."""
    match sort:
        case Sort.DATE:
            arranged = list(hits)
        case Sort.TITLE:
            arranged = sorted(hits, key=lambda hit: fold(hit.event.title))
        case Sort.KILLED:
            arranged = sorted(hits, key=lambda hit: -killed(hit.event))
        case _:
            assert_never(sort)
    return tuple(reversed(arranged) if reverse else arranged)


def killed(event: Event) -> int:
    """How many people an event killed by its figures, hedges aside."""
    return sum(each.killed.number for each in event.casualties if each.killed)


__all__ = [
    "All",
    "Filters",
    "Hit",
    "Match",
    "Query",
    "Selection",
    "Sort",
    "arrange",
    "killed",
    "select",
    "understand",
]
