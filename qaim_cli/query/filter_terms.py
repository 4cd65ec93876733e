"""Terms of filters: what each option asks, and what a query in its own language does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from qaim_cli.facets import FACETS
from qaim_cli.model import Timeline
from qaim_cli.query import FilterInput
from qaim_cli.query.expression import And, Expression, build_or
from qaim_cli.query.term_builder import TermBuilder
from qaim_cli.query.terms import DateRangeTerm


def build_filter_terms(
    filters: FilterInput, timeline: Timeline, today: datetime.date
) -> tuple[Expression, ...]:
    """Build the terms that must all match.

    Raises:
        RequestError: a name is unknown, a date unreadable, a query no query.
    """
    return tuple(_join_half_ranges(_build_terms(filters, TermBuilder(timeline, today))))


def _build_terms(filters: FilterInput, scope: TermBuilder) -> Iterator[Expression]:
    """Build the terms that must all match: those of the options, then of the query."""
    if filters.since is not None or filters.until is not None:
        yield scope.build_from_to_term(filters.since, filters.until)
    if filters.within:
        yield build_or(tuple(scope.build_period_term(text) for text in filters.within))
    for facet in FACETS.values():
        names = getattr(filters, facet.filter_field)
        if names:
            yield scope.build_facet_term(facet, *names)
    if filters.keywords:
        yield build_or(tuple(scope.build_words_term(text) for text in filters.keywords))
    if filters.on is not None:
        yield scope.build_day_of_year_term(filters.on)
    if filters.query:
        # Here, so that a question put by options alone never loads the language.
        from qaim_cli.query.language import parse_query

        parsed = parse_query(filters.query, scope)
        yield from parsed.operands if isinstance(parsed, And) else (parsed,)


def _join_half_ranges(parts: Iterable[Expression]) -> Iterator[Expression]:
    """Join `from:` and `to:` terms into one date range.

    Two halves of a range mean what the range means: what is too vague for it is too vague.

    Raises:
        RequestError: the range ends before it begins.
    """
    halves = []
    for part in parts:
        if isinstance(part, DateRangeTerm) and part.is_half_open and not part.only_certain:
            halves.append(part)
        else:
            yield part
    if len(halves) == 1:
        yield halves[0]
    elif halves:
        yield halves[0].intersect_ranges(halves[1:])
