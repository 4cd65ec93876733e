"""Queries: what a request asks of a timeline, and the events that match.

A repeated filter means any of its values; different filters mean all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice

from qaim_cli.errors import RequestError
from qaim_cli.facets import OWN_FIELD_PREFIX
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.query.expression import And, Expression, MatchLevel, build_and
from qaim_cli.query.lazy_hits import (
    Hit,
    LazyHits,
    count_by_period,
    count_matches,
    count_values,
    sum_harm_by_period,
    sum_harm_by_value,
)
from qaim_cli.text import clean_text, fold, format_list, quote_text


class SortOrder(StrEnum):
    """The order of a listing."""

    DATE = "date"
    TITLE = "title"
    KILLED = "killed"


class FilterInput(FrozenRecord):
    """Filters as a person wrote them; without any, everything matches."""

    query: str = ""
    since: str | None = None
    until: str | None = None
    within: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    timelines: tuple[str, ...] = ()
    on: str | None = None


class Query(FrozenRecord):
    """An expression, and its terms in words as they were understood."""

    expression: Expression
    term_descriptions: tuple[str, ...]


class HitList(FrozenRecord):
    """The events that match, and the number left out as too vague or only possible."""

    hits: tuple[Hit, ...]
    hidden_vague_count: int = 0
    hidden_possible_count: int = 0


def build_query(filters: FilterInput, timeline: Timeline, today: datetime.date) -> Query:
    """Build the query that filters mean for a timeline.

    Raises:
        RequestError: a name is unknown, a date unreadable, a query no query.
    """
    if filters == FilterInput():
        return Query(And(()), ())
    # Here, so that a question for all events never loads the terms.
    from qaim_cli.query.filter_terms import build_filter_terms

    parts = build_filter_terms(filters, timeline, today)
    return Query(
        build_and(parts) if parts else And(()), tuple(clean_text(str(part)) for part in parts)
    )


def select_hits(
    query: Query, timeline: Timeline, *, sure: bool = False, widely: bool = False
) -> LazyHits:
    """Select the events that match a query, in order of time.

    `is_stamp_settled` keeps only the certain ones; `widely` takes the too vague ones as possible.
    """
    shown = {
        MatchLevel.CERTAIN: MatchLevel.CERTAIN,
        **({} if sure else {MatchLevel.POSSIBLE: MatchLevel.POSSIBLE}),
        **({MatchLevel.VAGUE: MatchLevel.POSSIBLE} if widely else {}),
    }
    return LazyHits(query.expression, timeline, shown)


def parse_sort(text: str, timeline: Timeline) -> str:
    """Read what to sort by: one of `SortOrder`, or an own field of the timeline.

    Raises:
        RequestError: it is neither.
    """
    if text in tuple(SortOrder):
        return SortOrder(text)
    if text.lower().startswith(OWN_FIELD_PREFIX):
        from qaim_cli.query.own_fields import require_own_field

        return require_own_field(text, timeline)
    raise RequestError(
        f"sort cannot be {quote_text(text)}",
        f"choose {format_list((*SortOrder, 'a field of your own such as x-status'), 'or')}",
    )


def sort_hits(
    hits: Sequence[Hit], sort: str, *, reverse: bool = False, limit: int | None = None
) -> Sequence[Hit]:
    """Sort hits in the order asked for, see `parse_sort`; the first `limit` of them.

    Equal ones stay in order of time.
    """
    if sort == SortOrder.DATE and not reverse:
        return hits[:limit]
    if limit is not None and isinstance(hits, LazyHits):
        found = _iter_first(hits, sort, limit, reverse=reverse)
        if found is not None:
            return tuple(islice(found, limit))
    arranged = list(hits)
    match sort:
        case SortOrder.DATE:
            pass
        case SortOrder.TITLE:
            arranged.sort(key=lambda hit: fold(hit.event.title))
        case SortOrder.KILLED:
            arranged.sort(key=lambda hit: -_count_killed(hit))
        case _:
            from qaim_cli.query.own_fields import make_sort_key

            arranged.sort(key=make_sort_key(sort))
    return tuple(reversed(arranged) if reverse else arranged)[:limit]


def _iter_first(hits: LazyHits, sort: str, limit: int, *, reverse: bool) -> Iterator[Hit] | None:
    """The first hits in an order, `limit` or more; None where all have to be sorted."""
    if sort == SortOrder.DATE:
        return hits.iter_reversed()
    if sort == SortOrder.TITLE:
        return hits.iter_by_title(limit, reverse=reverse)
    if sort != SortOrder.KILLED:
        return None
    most = hits.iter_by_casualties("killed")
    if most is None:
        return None
    if reverse:
        harmless = (hit for hit in hits.iter_reversed() if not _count_killed(hit))
        return chain(harmless, _iter_backwards(most))
    return chain(most, (hit for hit in hits if not _count_killed(hit)))


def _iter_backwards(hits: Iterator[Hit]) -> Iterator[Hit]:
    """The hits from the last to the first, none of them looked for before it is asked for."""
    yield from reversed(list(hits))


def _count_killed(hit: Hit) -> float:
    from qaim_cli.figures import estimate_casualties

    return estimate_casualties(hit.event, "killed")[0]


class QueryAnswer(FrozenRecord):
    """A query with the hits that it selects from a timeline, in order."""

    timeline: Timeline
    query: Query
    selection: HitList | LazyHits
    hits: Sequence[Hit]
    sort: str = SortOrder.DATE
    """One of `SortOrder`, or the name of an own field."""
    reverse: bool = False


__all__ = [
    "And",
    "FilterInput",
    "Hit",
    "HitList",
    "LazyHits",
    "MatchLevel",
    "Query",
    "QueryAnswer",
    "SortOrder",
    "build_query",
    "count_by_period",
    "count_matches",
    "count_values",
    "parse_sort",
    "select_hits",
    "sort_hits",
    "sum_harm_by_period",
    "sum_harm_by_value",
]
