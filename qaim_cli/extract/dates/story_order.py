"""Years that the order of a story gives: "In December 1914 … in March" is March 1915."""

from __future__ import annotations

from qaim_cli.dates import SimpleDate
from qaim_cli.extract.dates.relative import get_start_month
from qaim_cli.periods.partial_dates import PartialDate

WINTER_CODE = "24"
_MIN_MONTHS_BACK = 8
"""A month is of the next year if it lies this many back: a story rarely goes back so far."""
_MIN_LEADING_MONTHS_BACK = 5
"""A month that leads its sentence is of the next year if it lies this many back."""
_MIN_MONTHS_ON = 10
"""A month is of the year before if it lies this many ahead and the last date says no year."""
_MIN_EARLIER_MONTHS_ON = 4
"""A month told as earlier is of the year before if it lies this many ahead."""
_NEXT_MONTHS = 2
"""A date continues the story if it lies at most this many months ahead."""
_LAST_WINTER_MONTH = 3
_LAST_MONTH_AFTER_WINTER = 8


def count_years_onward(
    anchor: SimpleDate,
    point: PartialDate,
    *,
    is_heading: bool = False,
    is_told_back: bool = False,
    ends_range: bool = False,
    range_end: int = 0,
    leads_on: bool = False,
    is_told_as_earlier: bool = False,
    next_month: int = 0,
) -> int:
    """Count how many years a date without one lies after the last date told.

    Args:
        anchor: the last date told.
        point: the pieces that the date says.
        is_heading: whether the last date is that of a heading, which a section leads up to.
        is_told_back: whether a story that has just come into a year may go back out of it.
        ends_range: whether the last date is the start of a range that this one ends.
        range_end: the month that ends the range which this date begins; 0 where it begins none.
        leads_on: whether the date leads a sentence of the story, whose last date says its year.
        is_told_as_earlier: whether the words before the date put it earlier than the story.
        next_month: the month of the next date of its sentence, which a date told as earlier leads
            up to; 0 where that has none.
    """
    here, there = get_start_month(anchor), _get_month(point)
    if not here or not there:
        return 0
    if point.code == WINTER_CODE:
        return -int(here <= (_LAST_MONTH_AFTER_WINTER if is_heading else _LAST_WINTER_MONTH))
    if anchor.month == WINTER_CODE:
        return int(there < here)
    if ends_range:
        return int(there < here)
    if there > range_end and range_end - here in (0, 1):  # it leads up to now
        return -1
    if is_told_back and there - here >= _MIN_MONTHS_ON:
        return -1
    if is_told_as_earlier and next_month:
        return int(here - next_month >= _MIN_MONTHS_BACK) - int(there > next_month)
    if is_told_as_earlier and there - here >= _MIN_EARLIER_MONTHS_ON:
        return -1
    return int(here - there >= (_MIN_LEADING_MONTHS_BACK if leads_on else _MIN_MONTHS_BACK))


def is_next_month(anchor: SimpleDate, point: PartialDate) -> bool:
    """Whether a date without a year is of the month last told, or soon behind it."""
    there = _get_month(point)
    return not there or (there - get_start_month(anchor)) % 12 <= _NEXT_MONTHS


def _get_month(point: PartialDate) -> int:
    """The month in which a date begins, 0 where it says none."""
    return point.month or get_start_month(SimpleDate("0000", point.code))
