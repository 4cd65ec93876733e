"""Years that the order of a story gives: "In December 1914 … in March" is March 1915."""

from __future__ import annotations

from qaim_cli.dates import SimpleDate
from qaim_cli.extract.dates.relative import get_start_month
from qaim_cli.periods.partial_dates import PartialDate

WINTER_CODE = "24"
_MIN_MONTHS_BACK = 8
"""From how many months back on a month is of the next year: a story rarely goes back so far."""
_MIN_LEADING_MONTHS_BACK = 5
"""The same for a month that leads its sentence behind a date with its year."""
_MIN_MONTHS_ON = 10
"""From how many months on a month is of the year before, where the story has not told the year."""
_MIN_PLUPERFECT_MONTHS_ON = 4
"""From how many months on a month in which something had happened is of the year before."""
_NEXT_MONTHS = 2
"""How many months on a month goes on with the last one told."""
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
    next_month: int | None = None,
) -> int:
    """Count how many years a date without one lies after the last date told.

    Args:
        anchor: the last date told.
        point: the pieces that the date says.
        is_heading: whether the last date is that of a heading, which a section leads up to.
        ends_range: whether the last date is the start of a range that this one ends.
        range_end: the month that ends the range which this date begins; 0 where it begins none.
        is_told_back: whether a story that has just come into a year may go back out of it.
        leads_on: whether the date leads a sentence of the story, whose last date says its year.
        next_month: for a date of what had been before, the month told next, 0 where none is; None
            for other dates.
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
    if next_month:
        return int(here - next_month >= _MIN_MONTHS_BACK) - int(there > next_month)
    if next_month is not None and there - here >= _MIN_PLUPERFECT_MONTHS_ON:
        return -1
    return int(here - there >= (_MIN_LEADING_MONTHS_BACK if leads_on else _MIN_MONTHS_BACK))


def is_next_month(anchor: SimpleDate, point: PartialDate) -> bool:
    """Whether a date without a year is of the month last told, or soon behind it."""
    there = _get_month(point)
    return not there or (there - get_start_month(anchor)) % 12 <= _NEXT_MONTHS


def _get_month(point: PartialDate) -> int:
    """The month in which a date begins, 0 where it says none."""
    return point.month or get_start_month(SimpleDate("0000", point.code))
