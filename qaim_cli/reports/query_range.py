"""The date range of a query."""

from __future__ import annotations

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import Query
from qaim_cli.query.expression import And
from qaim_cli.query.terms import DateRangeTerm


class QueryRange(FrozenRecord):
    """The first and last day that a query asks about, infinite where it is open."""

    first: int
    last: int


def get_query_range(query: Query) -> QueryRange:
    """Return the date range that every event of a query has to match, or an unbounded one."""
    expression = query.expression
    terms = expression.operands if isinstance(expression, And) else (expression,)
    ranges = [term for term in terms if isinstance(term, DateRangeTerm)]
    first = max((term.first for term in ranges), default=INFINITE_PAST)
    last = min((term.last for term in ranges), default=INFINITE_FUTURE)
    return QueryRange(first, last) if first <= last else QueryRange(INFINITE_PAST, INFINITE_FUTURE)
