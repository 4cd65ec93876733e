"""Days of the year: those on which something can have begun or ended, as numbers to compare.

A day is 100 times its month and its day: 17 April is 417. A run holds only days that its calendar
has, so that 29 February is in none of a common year.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

from qaim_cli.dates.calendar import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    MAX_YEAR_LENGTH,
    Calendar,
    to_civil_date,
)
from qaim_cli.dates.spans import DateSpan
from qaim_cli.frozen_record import FrozenRecord

_LEAP_YEAR = 2000


class YearDays(FrozenRecord):
    """A run of days of the year, and how many days the beginning or end can have been on."""

    first_day: int
    last_day: int
    day_count: int
    """1 where it is known to the day; `MAX_YEAR_LENGTH` + 1 stands for all that is more."""


def list_year_days(span: DateSpan, calendar: Calendar) -> tuple[YearDays, ...]:
    """List the days of the year on which a span can begin or end, each run once."""
    wide = span.with_tolerance
    starts = _list_runs(wide.earliest_start, wide.latest_start, calendar)
    if (wide.earliest_end, wide.latest_end) == (wide.earliest_start, wide.latest_start):
        return starts
    ends = _list_runs(wide.earliest_end, wide.latest_end, calendar)
    return tuple(dict.fromkeys((*starts, *ends)))


@lru_cache(maxsize=2**14)
def _list_runs(first: int, last: int, calendar: Calendar) -> tuple[YearDays, ...]:
    """List the runs of the days first..last; none where they are for ever."""
    if first == last and first in (INFINITE_PAST, INFINITE_FUTURE):
        return ()
    length = last - first + 1
    if length > MAX_YEAR_LENGTH:
        return (YearDays(101, 1231, MAX_YEAR_LENGTH + 1),)
    runs: list[tuple[int, int]] = []
    for start, end in _iter_pieces(first, last, calendar):
        if runs and _count_leap_days(runs[-1][1], start) == 1:
            start = runs.pop()[0]  # noqa: PLW2901 - the two are one run
        runs.append((start, end))
    return tuple(YearDays(*run, length) for run in runs)


def _iter_pieces(first: int, last: int, calendar: Calendar) -> Iterator[tuple[int, int]]:
    """Cut days in half until each piece lies in one year and leaves out no day of it."""
    start, end = _find_year_day(first, calendar), _find_year_day(last, calendar)
    if _count_leap_days(start, end) == last - first:
        yield start, end
        return
    middle = (first + last) // 2
    yield from _iter_pieces(first, middle, calendar)
    yield from _iter_pieces(middle + 1, last, calendar)


def _find_year_day(day: int, calendar: Calendar) -> int:
    _, month, day_of_month = to_civil_date(day, calendar)
    return 100 * month + day_of_month


def _count_leap_days(start: int, end: int) -> int:
    """Count the days from one day of the year to another in a year that has all of them."""
    return _find_leap_ordinal(end) - _find_leap_ordinal(start)


def _find_leap_ordinal(year_day: int) -> int:
    return datetime.date(_LEAP_YEAR, *divmod(year_day, 100)).toordinal()
