"""Conversion of dates in other calendars."""

from __future__ import annotations

from qaim_cli.dates import HISTORICAL, Calendar, SimpleDate
from qaim_cli.dates.calendar import is_real_day, to_civil_date, to_day_number
from qaim_cli.errors import DateError
from qaim_cli.exchange.foreign_dates import make_date

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
_FRENCH_EPOCH = to_day_number(1792, 9, 22)
_FRENCH_YEARS = 14
"""The calendar was in use to the tenth day of Nivose in its year 14."""
_HEBREW_MONTHS = {
    name: number
    for number, name in enumerate(
        ["NSN", "IYR", "SVN", "TMZ", "AAV", "ELL", "TSH", "CSH", "KSL", "TVT", "SHV", "ADR", "ADS"],
        start=1,
    )
}
_HEBREW_EPOCH = -1_373_427
"""The day number of 1 Tishri of the year 1."""


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
    start = _FRENCH_EPOCH + 365 * (year - 1) + year // 4
    length = 365 + (year % 4 == 3)
    if not number:
        return _pair(start, start + length - 1)
    month_start = start + 30 * (number - 1)
    month_length = 30 if number < 13 else length - 360
    if day > month_length:
        what = f"{day} {month} {year} is no day of the French Republic"
        raise DateError(what, f"that month had {month_length} days")
    if day:
        return _pair(month_start + day - 1, month_start + day - 1)
    return _pair(month_start, month_start + month_length - 1)


def convert_hebrew(year: int, month: str, day: int) -> tuple[SimpleDate, SimpleDate]:
    """Convert a Hebrew date to its first and last day.

    Raises:
        DateError: the month or day is none.
    """
    number = _HEBREW_MONTHS.get(month[:3]) if month else 0
    if not 1 <= year <= 9999 or number is None or (number == 13 and not _is_hebrew_leap(year)):
        raise DateError(
            f"{day or ''} {month} {year} is no Hebrew date".strip(),
            "its months are TSH CSH KSL TVT SHV ADR ADS NSN IYR SVN TMZ AAV ELL",
        )
    if not number:
        return _pair(_hebrew_new_year(year), _hebrew_new_year(year + 1) - 1)
    lengths = _hebrew_month_lengths(year)
    order = [7, 8, 9, 10, 11, 12, *((13,) if _is_hebrew_leap(year) else ()), 1, 2, 3, 4, 5, 6]
    start = _hebrew_new_year(year)
    for each in order[: order.index(number)]:
        start += lengths[each]
    if day > lengths[number]:
        what = f"{day} {month} {year} is no day of the Hebrew calendar"
        raise DateError(what, f"that month had {lengths[number]} days")
    if day:
        return _pair(start + day - 1, start + day - 1)
    return _pair(start, start + lengths[number] - 1)


def _pair(first: int, last: int) -> tuple[SimpleDate, SimpleDate]:
    return make_date(*to_civil_date(first)), make_date(*to_civil_date(last))


def _is_hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_elapsed_days(year: int) -> int:
    """Return the days from the epoch to the new moon of a year, with postponements."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    """Return the day number of 1 Tishri."""
    last, this, following = (_hebrew_elapsed_days(year + step) for step in (-1, 0, 1))
    delay = 2 if following - this == 356 else 1 if this - last == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew_month_lengths(year: int) -> dict[int, int]:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    return {
        1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29, 7: 30,
        8: 30 if length % 10 == 5 else 29,
        9: 29 if length % 10 == 3 else 30,
        10: 29, 11: 30, 12: 30 if _is_hebrew_leap(year) else 29, 13: 29,
    }  # fmt: skip
