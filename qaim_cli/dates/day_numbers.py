"""Day numbers: a span as whole numbers that any database can compare.

With them the question of certain, possible or too vague for the days a..b is four comparisons, in
any engine:

    certain    surely_by <= b and surely_from >= a
    possible   possible_from <= b and possible_to >= a and vagueness <= 12 * (b - a + 7)
    touching   earliest_start <= b and latest_end >= a

A set of several dates is judged by its members, `list_part_numbers`: it is possible or touching
only where one of them is, and certain also where one of them is. That one of several alternatives
is certain says nothing of the whole, so their `surely_by` and `surely_from` are out of reach.
"""

from __future__ import annotations

from qaim_cli.dates.calendar import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.dates.spans import DateSpan
from qaim_cli.frozen_record import FrozenRecord

_NEVER_CERTAIN = (INFINITE_FUTURE, INFINITE_PAST)
"""`surely_by` and `surely_from` of what no bounded range certainly holds."""


class DayNumbers(FrozenRecord):
    """A span in day numbers, with the tolerance of "about"; ±10^18 where it has no bound."""

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    possible_from: int
    """Like `earliest_start`, but where that is not known the first day of the unit beside it."""
    possible_to: int
    surely_by: int
    """The day by which it has certainly begun."""
    surely_from: int
    """The day up to which it certainly goes on; 10^18 where the source says that it still does."""
    vagueness: int
    """By how many days the beginning or the end may move, whichever is more."""
    day_first: int
    """The first day stated, without the tolerance of "about": what events are ordered by."""
    day_last: int


def compute_day_numbers(span: DateSpan) -> DayNumbers:
    """Compute the day numbers of a whole date."""
    parts = [_get_certain_days(part) for part in span.with_tolerance.parts]
    if not parts:
        certain = _get_certain_days(span)
    elif span.holds_in_all_parts:
        certain = _NEVER_CERTAIN
    else:
        certain = max(by for by, _ in parts), min(since for _, since in parts)
    return _make_numbers(span, certain)


def list_part_numbers(span: DateSpan) -> tuple[DayNumbers, ...]:
    """List the day numbers of each date of a set; nothing if the date is no set."""
    return tuple(
        _make_numbers(part, _get_certain_days(part) if span.holds_in_all_parts else _NEVER_CERTAIN)
        for part in span.with_tolerance.parts
    )


def _get_certain_days(span: DateSpan) -> tuple[int, int]:
    """The days by which, and from which back, an uncertain end says nothing for certain."""
    wide = span.with_tolerance
    return (
        INFINITE_FUTURE if span.is_start_uncertain else wide.latest_start,
        INFINITE_PAST if span.is_end_uncertain else wide.earliest_end,
    )


def _make_numbers(span: DateSpan, certain: tuple[int, int]) -> DayNumbers:
    wide = span.with_tolerance
    return DayNumbers(
        wide.earliest_start, wide.latest_start, wide.earliest_end, wide.latest_end,
        wide.first_day, wide.last_day, *certain, span.vagueness, span.first_day, span.last_day,
    )  # fmt: skip
