"""Lines about a date besides its bounds: its tolerance, and its days in another calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from qaim_cli.dates import (
    HISTORICAL,
    DateInterval,
    DatePrecision,
    DateRules,
    DateSet,
    DateSpan,
    EdtfDate,
    SetRange,
    SimpleDate,
    describe_date,
)
from qaim_cli.dates.calendar import JULIAN, get_other_calendar
from qaim_cli.dates.descriptions import describe_taken_days
from qaim_cli.dates.tolerance import compute_widened_bounds

_PRECISIONS_WITH_DAYS = (
    DatePrecision.DAY,
    DatePrecision.MONTH,
    DatePrecision.SEASON,
    DatePrecision.QUARTER,
    DatePrecision.QUADRIMESTER,
    DatePrecision.SEMESTER,
)
"""Units of which the other calendar's days are said; of a year and more they say nothing new."""


def describe_tolerances(date: EdtfDate, rules: DateRules) -> Iterator[str]:
    """Describe the range taken for each part marked "about": "about 1300: … 1290–1310"."""
    for part in dict.fromkeys(_iter_simple_dates(date)):
        if part.is_approximate:
            days = compute_widened_bounds(part, *rules)
            yield f"{describe_date(part)}: taken as {describe_taken_days(*days, rules.calendar)}"


def describe_in_other_calendar(span: DateSpan, rules: DateRules) -> tuple[str, str] | None:
    """Return another calendar's name and the date in it, where that helps the reader.

    That is before 1582, where books and computers differ, and wherever a date is Julian.
    """
    first, last = span.first_day, span.last_day
    other = get_other_calendar(first, rules.calendar)
    is_early = max(first, span.earliest_start) < max(
        HISTORICAL.first_gregorian_day, rules.calendar.first_gregorian_day
    )
    if not is_early or span.precision not in _PRECISIONS_WITH_DAYS:
        return None
    if not all(abs(day) < _FAR_AWAY for day in (first, last)):
        return None
    name = "Julian" if other == JULIAN else "Gregorian"
    return name, describe_taken_days(first, last, other)


_FAR_AWAY = 4_000_000
"""Days beyond some 11,000 years from the year 1, where no calendar was in use."""


def _iter_simple_dates(date: EdtfDate) -> Iterator[SimpleDate]:
    """Iterate over the simple dates that a date consists of."""
    match date:
        case SimpleDate():
            yield date
        case DateInterval(start, end):
            yield from (part for part in (start, end) if isinstance(part, SimpleDate))
        case DateSet(_, members):
            for member in members:
                ends = (member.start, member.end) if isinstance(member, SetRange) else (member,)
                yield from (part for part in ends if part is not None)
        case _:
            assert_never(date)
