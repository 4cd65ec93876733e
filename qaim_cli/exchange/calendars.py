"""Conversion of dates in other calendars."""

from __future__ import annotations

from qaim_cli.dates import HISTORICAL, Calendar, SimpleDate
from qaim_cli.dates.calendar import is_real_day, to_civil_date, to_day_number
from qaim_cli.dates.other_calendars import HEBREW, REPUBLICAN, OtherCalendar, is_hebrew_leap_year
from qaim_cli.errors import DateError
from qaim_cli.exchange.date_units import make_date

_FRENCH_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "VEND",
            "BRUM",
            "FRIM",
            "NIVO",
            "PLUV",
            "VENT",
            "GERM",
            "FLOR",
            "PRAI",
            "MESS",
            "THER",
            "FRUC",
            "COMP",
        ],
        start=1,
    )
}
_FRENCH_YEARS = 14
"""The calendar was in use to the tenth day of Nivose in its year 14."""
_HEBREW_MONTHS = {
    name: number
    for number, name in enumerate(
        ["NSN", "IYR", "SVN", "TMZ", "AAV", "ELL", "TSH", "CSH", "KSL", "TVT", "SHV", "ADR", "ADS"],
        start=1,
    )
}


def make_day(year: int, month: int, day: int, calendar: Calendar) -> SimpleDate:
    """Convert a date of a calendar to the timeline's; without a day it stays as it is.

    Raises:
        DateError: there is no such day.
    """
    if not day or calendar == HISTORICAL:
        return make_date(year, month, day)
    if not (1 <= month <= 12 and is_real_day(year, month, day, calendar)):
        raise DateError(f"there is no day {day} in month {month} of {year}", "leave out the day")
    return make_date(*to_civil_date(to_day_number(year, month, day, calendar)))


def convert_french(year: int, month: str, day: int) -> tuple[SimpleDate, SimpleDate]:
    """Convert a date of the French Republic to its first and last day.

    Raises:
        DateError: the year is none of the 14 that it had, or the month or day is none.
    """
    number = _FRENCH_MONTHS.get(month[:4]) if month else 0
    if not 1 <= year <= _FRENCH_YEARS or number is None:
        raise DateError(
            f"{day or ''} {month} {year} is no date of the French Republic".strip(),
            "its years are 1 to 14, its months VEND to FRUC and COMP",
        )
    return _convert(REPUBLICAN, "the French Republic", (year, number, day), month)


def convert_hebrew(year: int, month: str, day: int) -> tuple[SimpleDate, SimpleDate]:
    """Convert a Hebrew date to its first and last day.

    Raises:
        DateError: the month or day is none.
    """
    number = _HEBREW_MONTHS.get(month[:3]) if month else 0
    if not 1 <= year <= 9999 or number is None or (number == 13 and not is_hebrew_leap_year(year)):
        raise DateError(
            f"{day or ''} {month} {year} is no Hebrew date".strip(),
            "its months are TSH CSH KSL TVT SHV ADR ADS NSN IYR SVN TMZ AAV ELL",
        )
    return _convert(HEBREW, "the Hebrew calendar", (year, number, day), month)


def _convert(
    calendar: OtherCalendar, name: str, date: tuple[int, int, int], month_code: str
) -> tuple[SimpleDate, SimpleDate]:
    """Convert a day, or a month or year where there is none, to its first and last day."""
    year, month, day = date
    if not month:
        return _pair(*calendar.find_year_bounds(year))
    first, last = calendar.find_month_bounds(year, month)
    length = last - first + 1
    if day > length:
        what = f"{day} {month_code} {year} is no day of {name}"
        raise DateError(what, f"that month had {length} days")
    return _pair(first + day - 1, first + day - 1) if day else _pair(first, last)


def _pair(first: int, last: int) -> tuple[SimpleDate, SimpleDate]:
    return make_date(*to_civil_date(first)), make_date(*to_civil_date(last))
