"""Day numbers of dates in the French Republican, Hebrew and Islamic calendars.

A day of one of these has one number, the same as in `calendar`; the arithmetic is that of Reingold
and Dershowitz, "Calendrical Calculations".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

_REPUBLICAN_EPOCH = 654_415  # 22 September 1792, Gregorian
_REPUBLICAN_LEAP_YEARS = (3, 7, 11)  # those that were in force; the calendar ended in year 14
_REPUBLICAN_LAST_YEAR = 14
_HEBREW_EPOCH = -1_373_427  # the day before 1 Tishri of the year 1
_HEBREW_LEAP_YEARS = frozenset((0, 3, 6, 8, 11, 14, 17))  # of a cycle of 19
_PARTS_PER_DAY = 25_920
_ISLAMIC_EPOCH = 227_015  # 16 July 622, Julian
_MAX_YEAR = 10_000

REPUBLICAN_MONTHS = (
    "Vendémiaire", "Brumaire", "Frimaire", "Nivôse", "Pluviôse", "Ventôse", "Germinal",
    "Floréal", "Prairial", "Messidor", "Thermidor", "Fructidor", "Sansculottides",
)  # fmt: skip
HEBREW_MONTHS = (
    "Nisan", "Iyar", "Sivan", "Tammuz", "Av", "Elul", "Tishri", "Heshvan", "Kislev", "Tevet",
    "Shevat", "Adar", "Adar II",
)  # fmt: skip
"""The months counted from Nisan; Adar is the twelfth, and in a leap year the first of two."""
ISLAMIC_MONTHS = (
    "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban",
    "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip


def republican_to_day_number(year: int, month: int, day: int) -> int:
    """Return the day number of a French Republican date; month 13 has the days at the year's end.

    Raises:
        DateError: there is no such day in the years 1 to 14, in which the calendar was in force.
    """
    _check_year(year, _REPUBLICAN_LAST_YEAR, "French Republican")
    leap_days = sum(leap < year for leap in _REPUBLICAN_LEAP_YEARS)
    _check_day(month, day, REPUBLICAN_MONTHS, _get_republican_month_length(year, month))
    return _REPUBLICAN_EPOCH + 365 * (year - 1) + leap_days + 30 * (month - 1) + day - 1


def _get_republican_month_length(year: int, month: int) -> int:
    return 30 if month < 13 else 5 + (year in _REPUBLICAN_LEAP_YEARS)


def islamic_to_day_number(year: int, month: int, day: int) -> int:
    """Return the day number of an Islamic date by the tabular calendar.

    Months began when the moon was seen, so the real day may be one earlier or later.

    Raises:
        DateError: there is no such day.
    """
    _check_year(year, _MAX_YEAR, "Islamic")
    _check_day(month, day, ISLAMIC_MONTHS, _get_islamic_month_length(year, month))
    return (
        _ISLAMIC_EPOCH
        + 354 * (year - 1)
        + (3 + 11 * year) // 30
        + 29 * (month - 1)
        + month // 2
        + day
        - 1
    )


def _get_islamic_month_length(year: int, month: int) -> int:
    is_leap_year = (11 * year + 14) % 30 < 11
    return 30 if month % 2 or (month == 12 and is_leap_year) else 29


def hebrew_to_day_number(year: int, month: int, day: int) -> int:
    """Return the day number of a Hebrew date; months are counted from Nisan, as in the Bible.

    The month 12 is Adar, in a leap year Adar I, and 13 is Adar II. The day began on the evening
    before.

    Raises:
        DateError: there is no such day.
    """
    _check_year(year, _MAX_YEAR, "Hebrew")
    months = _list_hebrew_months(year)
    length = _get_hebrew_month_length(year, month) if month in months else 0
    _check_day(month, day, HEBREW_MONTHS, length)
    earlier_months = months[: months.index(month)]
    days = sum(_get_hebrew_month_length(year, earlier) for earlier in earlier_months)
    return _get_hebrew_new_year(year) + days + day - 1


def is_hebrew_leap_year(year: int) -> bool:
    """Whether a Hebrew year has two months of Adar."""
    return year % 19 in _HEBREW_LEAP_YEARS


def _list_hebrew_months(year: int) -> list[int]:
    """List the months of a year in order, from Tishri."""
    return [*range(7, 13 + is_hebrew_leap_year(year)), *range(1, 7)]


def _get_hebrew_month_length(year: int, month: int) -> int:
    length_of_year = _get_hebrew_new_year(year + 1) - _get_hebrew_new_year(year)
    if month == 8:
        return 29 + (length_of_year % 10 == 5)
    if month == 9:
        return 30 - (length_of_year % 10 == 3)
    if month == 12:
        return 29 + is_hebrew_leap_year(year)
    return 29 if month in (2, 4, 6, 10, 13) else 30


def _get_hebrew_new_year(year: int) -> int:
    """Return the day number of 1 Tishri."""
    before, day, after = (_get_hebrew_new_moon(year + step) for step in (-1, 0, 1))
    # A year may not get 356 days, nor 382: its start or the next one's waits.
    delay = 2 if after - day == 356 else 1 if day - before == 382 else 0
    return _HEBREW_EPOCH + day + delay


def _get_hebrew_new_moon(year: int) -> int:
    """Return the days from the epoch to 1 Tishri, postponed from forbidden weekdays."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12_084 + 13_753 * months) // _PARTS_PER_DAY
    return days + (3 * (days + 1) % 7 < 3)


def _check_year(year: int, last: int, calendar_name: str) -> None:
    if not 1 <= year <= last:
        raise DateError(f"there is no {calendar_name} year {year}", f"years run from 1 to {last:,}")


def _check_day(month: int, day: int, months: tuple[str, ...], length: int) -> None:
    if not 1 <= month <= len(months) or not length:
        raise DateError(f"that year has no month {month}", "months are counted from 1")
    if not 1 <= day <= length:
        raise DateError(
            f"{months[month - 1]} had no day {day} that year", f"its days run from 1 to {length}"
        )


class OtherCalendar(FrozenRecord):
    """One of these calendars: where its days, months and years lie."""

    to_day_number: Callable[[int, int, int], int]
    list_months: Callable[[int], Sequence[int]]
    """The months of a year, in order."""
    get_month_length: Callable[[int, int], int]

    def find_month_bounds(self, year: int, month: int) -> tuple[int, int]:
        """Find the first and last day number of a month.

        Raises:
            DateError: there is no such month.
        """
        first = self.to_day_number(year, month, 1)
        return first, first + self.get_month_length(year, month) - 1

    def find_year_bounds(self, year: int) -> tuple[int, int]:
        """Find the first and last day number of a year.

        Raises:
            DateError: there is no such year.
        """
        months = self.list_months(year)
        return self.to_day_number(year, months[0], 1), self.find_month_bounds(year, months[-1])[1]


REPUBLICAN = OtherCalendar(
    republican_to_day_number, lambda _: range(1, 14), _get_republican_month_length
)
HEBREW = OtherCalendar(hebrew_to_day_number, _list_hebrew_months, _get_hebrew_month_length)
ISLAMIC = OtherCalendar(islamic_to_day_number, lambda _: range(1, 13), _get_islamic_month_length)
