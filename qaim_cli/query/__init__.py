"""Queries: what a request asks of a timeline → the events that match, and how surely.

A repeated filter means any of its values; different filters mean all of them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from qaim_cli import periods
from qaim_cli.dates import BEGINNING, FOREVER
from qaim_cli.errors import DateError, RequestError
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.periods import Period
from qaim_cli.query import names
from qaim_cli.query.expression import (
    All,
    Any,
    During,
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


@dataclass(frozen=True, kw_only=True)
class Filters:
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


@dataclass(frozen=True, slots=True)
class Query:
    """An expression, and the question in words, term by term, as it was understood."""

    expression: Expression
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that matches, certainly or possibly."""

    event: Event
    match: Match


@dataclass(frozen=True, slots=True)
class Selection:
    """The events that match, and how many are kept back for being too vague or not certain."""

    hits: tuple[Hit, ...]
    vague: int = 0
    unsure: int = 0


def understand(filters: Filters, timeline: Timeline, today: datetime.date) -> Query:
    """The query that filters mean on a timeline.

    Raises:
        RequestError: a name is unknown, a date unreadable, or the range ends before it begins.
    """
    parts: list[Expression] = []
    terms: list[str] = []

    def add(expressions: list[Expression], words: str) -> None:
        parts.append(expressions[0] if len(expressions) == 1 else Any(tuple(expressions)))
        terms.append(words)

    if filters.since is not None or filters.until is not None:
        period = _range(filters.since, filters.until, today)
        add([During(*period, widely=filters.widely)], periods.in_words(*period))
    if filters.within:
        read = [_period("--in", text, today) for text in filters.within]
        add(
            [During(each.first, each.last, filters.widely) for each in read],
            " or ".join(map(str, read)),
        )
    for kind, wanted, catalogue, make in (
        ("actor", filters.actors, timeline.actors, HasActor),
        ("place", filters.places, timeline.places, HasPlace),
    ):
        if wanted:
            ids = [names.entity(kind, name, catalogue) for name in wanted]
            every = frozenset().union(*ids)
            add([make(catalogue.whole(every))], f"{kind} {_named(every, catalogue)}")
    if filters.tags:
        tags = [names.tag(name, timeline) for name in filters.tags]
        add([HasTag(frozenset(tags))], f"tag {' or '.join(tags)}")
    if filters.sections:
        sections = [names.section(name, timeline) for name in filters.sections]
        add([InSection(frozenset(sections))], f"section {' or '.join(sections)}")
    if filters.keywords:
        add(
            [HasWords(*names.keyword(text), timeline) for text in filters.keywords],
            f"keyword {' or '.join(filters.keywords)}",
        )
    return Query(All(tuple(parts)), tuple(terms))


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
    return sum(each.killed.count for each in event.casualties if each.killed)


def _range(since: str | None, until: str | None, today: datetime.date) -> tuple[int, int]:
    first = _period("--from", since, today).first if since is not None else BEGINNING
    last = _period("--to", until, today).last if until is not None else FOREVER
    if first > last:
        raise RequestError(f"--from {since!r} comes after --to {until!r}", "swap the two")
    return first, last


def _period(option: str, text: str, today: datetime.date) -> Period:
    try:
        return periods.read(text, today)
    except DateError as error:
        raise DateError(f"{option}: {error.what}", error.cure) from None


def _named(ids: frozenset[str], catalogue: Catalogue) -> str:
    return listed([catalogue.name(id) for id in catalogue.entities if id in ids], "or")


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
