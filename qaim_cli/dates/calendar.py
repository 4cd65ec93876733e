"""Calendars: convert days to years, months and days; years are astronomical (44 BC is -43).

A day is a number; 1 is 1 January of the year 1 in the Gregorian calendar, as in
`datetime.date.toordinal`. A calendar is Julian up to a switch and Gregorian from it on, so that one
day has one number in all calendars. The arithmetic is integer throughout and follows Howard
Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years are counted from March, so that
the leap day is a year's last.
"""

from __future__ import annotations

import datetime

from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

INFINITE_PAST = -(10**18)
"""Before every day there can be: minus infinity, as a whole number."""
INFINITE_FUTURE = 10**18
"""After every day there can be: plus infinity, as a whole number."""

MAX_YEAR_LENGTH = 366
"""The most days that a year has."""
SHORTEST_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The last day that each month has in every year, but for one in which a calendar switches."""
_LAST_PYTHON_DAY = datetime.date.max.toordinal()
_DAYS_PER_ERA = 146_097  # days in 400 Gregorian years
_DAYS_PER_FOUR_YEARS = 1461  # days in 4 Julian years


class Calendar(FrozenRecord):
    """A calendar: Julian before the day number `first_gregorian_day`, then Gregorian."""

    first_gregorian_day: int

    def __str__(self) -> str:
        """The calendar's name in data: historical, gregorian, julian, or its switch day."""
        name = _NAMES_BY_CALENDAR.get(self)
        return name or f"gregorian from {format_iso_day(self.first_gregorian_day, GREGORIAN)}"


HISTORICAL = Calendar(577_736)
"""Gregorian from 15 October 1582, the day after 4 October: what books mean unless they say so."""
GREGORIAN = Calendar(INFINITE_PAST)
"""Gregorian throughout, as ISO 8601 has it."""
JULIAN = Calendar(INFINITE_FUTURE)
"""The Julian calendar for all dates."""
CALENDARS = {"historical": HISTORICAL, "gregorian": GREGORIAN, "julian": JULIAN}
"""The calendars that have a name."""
_NAMES_BY_CALENDAR = {calendar: name for name, calendar in CALENDARS.items()}


_LAST_SWITCH_YEAR = 2999


def make_calendar(year: int, month: int, day: int) -> Calendar:
    """Make a calendar that is Gregorian from a day on and Julian before it.

    Raises:
        DateError: the Gregorian calendar has no such day, or it lies before 15 October 1582.
    """
    if not (1 <= month <= 12 and day >= 1 and is_real_day(year, month, day, GREGORIAN)):
        raise DateError(
            f"{year:04d}-{month:02d}-{day:02d} does not exist in the Gregorian calendar",
            "write the first day of the new calendar, such as 1752-09-14",
        )
    number = to_day_number(year, month, day, GREGORIAN)
    if number < HISTORICAL.first_gregorian_day or year > _LAST_SWITCH_YEAR:
        raise DateError(
            f"the Gregorian calendar cannot have begun on {year:04d}-{month:02d}-{day:02d}",
            f"write a day from 1582-10-15 to {_LAST_SWITCH_YEAR}-12-31",
        )
    return Calendar(number)


def to_day_number(year: int, month: int, day: int, calendar: Calendar = HISTORICAL) -> int:
    """Convert a date to its day number; 1 January of the year 1 (Gregorian) is 1.

    A day that the switch left out has the number of the first day after it.
    """
    number = _gregorian_to_day_number(year, month, day)
    if number >= calendar.first_gregorian_day:
        return number
    return min(_julian_to_day_number(year, month, day), calendar.first_gregorian_day)


def to_civil_date(number: int, calendar: Calendar = HISTORICAL) -> tuple[int, int, int]:
    """Convert a day number to year, month and day."""
    if number >= calendar.first_gregorian_day:
        if 1 <= number <= _LAST_PYTHON_DAY:  # as most do, and Python's own takes half the time
            day = datetime.date.fromordinal(number)
            return day.year, day.month, day.day
        era, day_of_era = divmod(number + 305, _DAYS_PER_ERA)
        year_of_era = (
            day_of_era
            - day_of_era // 1460
            + day_of_era // 36_524
            - day_of_era // (_DAYS_PER_ERA - 1)
        ) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        year = era * 400 + year_of_era
    else:
        era, day_of_era = divmod(number + 307, _DAYS_PER_FOUR_YEARS)
        year_of_era = min(day_of_era // 365, 3)
        day_of_year = day_of_era - 365 * year_of_era
        year = era * 4 + year_of_era
    month_from_march = (5 * day_of_year + 2) // 153
    month = month_from_march + (3 if month_from_march < 10 else -9)
    return year + (month <= 2), month, day_of_year - (153 * month_from_march + 2) // 5 + 1


def _gregorian_to_day_number(year: int, month: int, day: int) -> int:
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    return (
        era * _DAYS_PER_ERA
        + year_of_era * 365
        + year_of_era // 4
        - year_of_era // 100
        + _count_days_from_march(month, day)
        - 305
    )


def _julian_to_day_number(year: int, month: int, day: int) -> int:
    year -= month <= 2
    return year * 365 + year // 4 + _count_days_from_march(month, day) - 307


def _count_days_from_march(month: int, day: int) -> int:
    return (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1


def days_in_month(year: int, month: int, calendar: Calendar = HISTORICAL) -> int:
    """Return the number of the month's last day in that year, 18 to 31."""
    length = SHORTEST_MONTH_LENGTHS[month - 1]
    leap = month == 2 and year % 4 == 0
    is_gregorian = _gregorian_to_day_number(year, month, length) >= calendar.first_gregorian_day
    if is_gregorian:
        return length + (leap and (year % 100 != 0 or year % 400 == 0))
    length += leap
    if _julian_to_day_number(year, month, length) < calendar.first_gregorian_day:
        return length
    # The switch left out the month's end.
    return to_civil_date(calendar.first_gregorian_day - 1, calendar)[2]


def is_real_day(year: int, month: int, day: int, calendar: Calendar = HISTORICAL) -> bool:
    """Whether the calendar has the day: the month has it, and no switch left it out."""
    return day <= days_in_month(year, month, calendar) and not is_skipped_day(
        year, month, day, calendar
    )


def is_skipped_day(year: int, month: int, day: int, calendar: Calendar = HISTORICAL) -> bool:
    """Whether the day is one of those that the switch to the Gregorian calendar left out."""
    return (
        _gregorian_to_day_number(year, month, day)
        < calendar.first_gregorian_day
        <= _julian_to_day_number(year, month, day)
    )


def get_other_calendar(number: int, calendar: Calendar) -> Calendar:
    """Return the Gregorian or Julian calendar, whichever writes this day differently."""
    return JULIAN if number >= calendar.first_gregorian_day else GREGORIAN


def get_weekday_name(number: int) -> str:
    """Return the name of a day's weekday."""
    return WEEKDAYS[(number - 1) % 7]


def format_edtf_year(year: int) -> str:
    """Format an astronomical year in EDTF: 2004, 0033, -0043, Y17000."""
    if -9999 <= year <= 9999:
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"Y{year}"


def format_iso_day(number: int, calendar: Calendar = HISTORICAL) -> str:
    """A day as ISO 8601 writes it; beyond four digits in the expanded form (+12000-01-01)."""
    year, month, day = to_civil_date(number, calendar)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def parse_calendar(text: str) -> Calendar:
    """Return the calendar of that name: historical, gregorian or julian.

    Raises:
        DateError: there is none of that name.
    """
    try:
        return CALENDARS[text.strip().lower()]
    except KeyError:
        raise DateError(
            f"there is no calendar {text!r}",
            "write historical, gregorian, julian or {gregorian_from: 1752-09-14}",
        ) from None
