"""Queries: what a request asks of a timeline → the events that match, and how surely.

A repeated filter means any of its values; different filters mean all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, assert_never

from qaim_cli.model import Stored, Timeline
from qaim_cli.query.expression import All, Expression, Match, both, either
from qaim_cli.query.scope import Scope
from qaim_cli.query.stream import Hit, Stream
from qaim_cli.query.terms import During, harmed
from qaim_cli.text import clean, fold


class Sort(StrEnum):
    """What a listing is ordered by."""

    DATE = "date"
    TITLE = "title"
    KILLED = "killed"


class Filters(NamedTuple):
    """What is asked, as a person wrote it; nothing given asks for everything."""

    query: str = ""
    since: str | None = None
    until: str | None = None
    within: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    timelines: tuple[str, ...] = ()
    on: str | None = None


class Query(NamedTuple):
    """An expression, and the question in words, term by term, as it was understood."""

    expression: Expression
    terms: tuple[str, ...]


class Selection(NamedTuple):
    """The events that match, and how many are kept back for being too vague or only possible."""

    hits: tuple[Hit, ...]
    vague: int = 0
    unsure: int = 0


def understand(filters: Filters, timeline: Timeline, today: datetime.date) -> Query:
    """The query that filters mean on a timeline.

    Raises:
        RequestError: a name is unknown, a date unreadable, a query no query.
    """
    parts = tuple(_merged(_parts(filters, Scope(timeline, today))))
    return Query(both(parts) if parts else All(()), tuple(clean(str(part)) for part in parts))


def _parts(filters: Filters, scope: Scope) -> Iterator[Expression]:
    """What must hold together: each option's terms, then those of the query."""
    if filters.since is not None or filters.until is not None:
        yield scope.between(filters.since, filters.until)
    if filters.within:
        yield either(tuple(scope.within(text) for text in filters.within))
    for names, term in (
        (filters.actors, scope.actor),
        (filters.places, scope.place),
        (filters.tags, scope.tag),
        (filters.sections, scope.section),
        (filters.timelines, scope.part),
    ):
        if names:
            yield term(*names)
    if filters.keywords:
        yield either(tuple(scope.words(text) for text in filters.keywords))
    if filters.on is not None:
        yield scope.on(filters.on)
    if filters.query:
        # Here, so that a question put by options alone never loads the language.
        from qaim_cli.query.language import parse

        parsed = parse(filters.query, scope)
        yield from parsed.parts if isinstance(parsed, All) else (parsed,)


def _merged(parts: Iterable[Expression]) -> Iterator[Expression]:
    """The parts with those that ask for days from one on, and up to one, made one range.

    Two halves of a range mean what the range means: what is too vague for it is too vague.

    Raises:
        RequestError: the range ends before it begins.
    """
    halves = []
    for part in parts:
        if isinstance(part, During) and part.is_half and not part.surely:
            halves.append(part)
        else:
            yield part
    if len(halves) == 1:
        yield halves[0]
    elif halves:
        yield halves[0].with_others(halves[1:])


def select(
    query: Query, timeline: Timeline, *, sure: bool = False, widely: bool = False
) -> Selection | Stream:
    """The events that match a query, in order of time; where they are stored, as they are read.

    `sure` keeps only the certain ones; `widely` takes the too vague ones as possible.
    """
    shown = {
        Match.CERTAIN: Match.CERTAIN,
        **({} if sure else {Match.POSSIBLE: Match.POSSIBLE}),
        **({Match.VAGUE: Match.POSSIBLE} if widely else {}),
    }
    found = Stream(query.expression, timeline, shown)
    if isinstance(timeline.events, Stored):
        return found
    return Selection(tuple(found), found.vague, found.unsure)


def arrange(hits: Sequence[Hit], sort: Sort, *, reverse: bool = False) -> Sequence[Hit]:
    """The hits in the order asked for; those that were in order of time stay so among equals."""
    match sort:
        case Sort.DATE if not reverse:
            return hits
        case Sort.DATE:
            arranged = list(hits)
        case Sort.TITLE:
            arranged = sorted(hits, key=lambda hit: fold(hit.event.title))
        case Sort.KILLED:
            arranged = sorted(hits, key=lambda hit: -harmed(hit.event, "killed")[0])
        case _:
            assert_never(sort)
    return tuple(reversed(arranged) if reverse else arranged)


class Answer(NamedTuple):
    """A question asked of a timeline, what it selects, and the hits to show in their order."""

    timeline: Timeline
    query: Query
    selection: Selection | Stream
    hits: Sequence[Hit]
    sort: Sort = Sort.DATE
    reverse: bool = False


__all__ = [
    "All",
    "Answer",
    "Filters",
    "Hit",
    "Match",
    "Query",
    "Selection",
    "Sort",
    "Stream",
    "arrange",
    "select",
    "understand",
]
