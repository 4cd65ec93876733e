"""The first and last day of one date, and its precision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import product

from qaim_cli.dates.calendar import (
    HISTORICAL,
    JULIAN,
    MONTHS,
    Calendar,
    days_in_month,
    format_iso_day,
    is_real_day,
    is_skipped_day,
    to_day_number,
)
from qaim_cli.dates.edtf import SimpleDate, format_edtf
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

DayBounds = tuple[int, int]
"""A first and a last day."""


class DatePrecision(StrEnum):
    """The unit a date is given in, from finest to coarsest."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    QUADRIMESTER = "quadrimester"
    SEMESTER = "semester"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    AGE = "age"


_PRECISION_BY_MASKED_DIGITS = (
    DatePrecision.YEAR,
    DatePrecision.DECADE,
    DatePrecision.CENTURY,
    DatePrecision.MILLENNIUM,
)


@lru_cache(maxsize=8192)
def compute_bounds(date: SimpleDate, calendar: Calendar = HISTORICAL) -> DayBounds:
    """Compute the first and last day of a date's unit, or of its unspecified digits.

    Raises:
        DateError: no day at all fits the digits, or the calendar does not have the day.
    """
    bounds = compute_bounds_by_datetime(date, calendar.first_gregorian_day)
    if bounds is not None:
        return bounds
    low, high = compute_year_bounds(date.year)
    days = "" if date.day == "XX" else date.day
    months = "" if date.month == "XX" and not days else date.month
    if not months:
        return to_day_number(low, 1, 1, calendar), _get_last_day(high, 12, calendar)
    if (year_part := _YEAR_PARTS.get(months)) is not None:
        first, _ = year_part.compute_bounds(low, calendar)
        return first, year_part.compute_bounds(high, calendar)[1]
    if "X" not in date.year + months + days:
        month = int(months)
        if not days:
            return to_day_number(low, month, 1, calendar), _get_last_day(low, month, calendar)
        if not is_real_day(low, month, int(days), calendar):
            raise _make_missing_day_error(date, calendar)
        number = to_day_number(low, month, int(days), calendar)
        return number, number
    first_match = next(_iter_matching_days(date, calendar, backwards=False), None)
    last_match = next(_iter_matching_days(date, calendar, backwards=True), None)
    if first_match is None or last_match is None:
        raise DateError(f"no day fits {format_edtf(date)!r}", "put X where a digit is not known")
    return first_match, last_match


def compute_bounds_by_datetime(date: SimpleDate, first_gregorian_day: int) -> DayBounds | None:
    """Compute the bounds of a Gregorian day, month or year by Python's `datetime`.

    None for any other date; to compute that takes ten times as long.
    """
    year, month, day, _ = date
    if len(year) != 4 or not (year + month + day).isdecimal() or not "0001" <= year < "9999":
        return None
    if month > "12":
        return None
    number = int(year)
    try:
        first = datetime.date(number, int(month or 1), int(day or 1)).toordinal()
    except ValueError:
        return None
    if first < first_gregorian_day:
        return None
    if day:
        return first, first
    if not month:
        return first, datetime.date(number + 1, 1, 1).toordinal() - 1
    extra_years, index = divmod(int(month), 12)
    return first, datetime.date(number + extra_years, index + 1, 1).toordinal() - 1


def _get_last_day(year: int, month: int, calendar: Calendar) -> int:
    return to_day_number(year, month, days_in_month(year, month, calendar), calendar)


def _make_missing_day_error(date: SimpleDate, calendar: Calendar) -> DateError:
    """Make the error for a day that the calendar does not have."""
    year, month, day = compute_year_bounds(date.year)[0], int(date.month), int(date.day)
    if is_skipped_day(year, month, day, calendar):
        before = format_iso_day(calendar.first_gregorian_day - 1, calendar)
        after = format_iso_day(calendar.first_gregorian_day, calendar)
        julian_day = format_iso_day(to_day_number(year, month, day, JULIAN), calendar)
        return DateError(
            f"{format_edtf(date)!r} is a day that did not exist: {after} followed {before}",
            f"write {julian_day} if the source means the Julian calendar",
        )
    longest = days_in_month(year, month, calendar)
    return DateError(
        f"{format_edtf(date)!r} has no such day: {MONTHS[month - 1]} {date.year} had {longest} "
        f"days",
        f"write {date.year}-{date.month}-{longest}, or {date.year}-{date.month} "
        "if the day is not known",
    )


def get_precision(date: SimpleDate) -> DatePrecision:
    """Return the unit of a date: the finest one given together with all above it."""
    low, high = (0, 0) if date.year.isdecimal() else compute_year_bounds(date.year)
    if high > low:
        unknown = date.year.find("X")
        digits = len(date.year) - unknown if unknown >= 0 else len(str(high - low))
        return (
            _PRECISION_BY_MASKED_DIGITS[digits]
            if digits < len(_PRECISION_BY_MASKED_DIGITS)
            else DatePrecision.AGE
        )
    if not date.month or "X" in date.month:
        return DatePrecision.YEAR
    if (year_part := _YEAR_PARTS.get(date.month)) is not None:
        return year_part.precision
    return DatePrecision.DAY if date.day and "X" not in date.day else DatePrecision.MONTH


class YearPart(FrozenRecord):
    """A part of the year with an EDTF code: its first month and number of months."""

    name: str
    precision: DatePrecision
    first_month: int
    month_count: int

    def compute_bounds(self, year: int, calendar: Calendar = HISTORICAL) -> DayBounds:
        """Compute its first and last day; past the year's end it runs into the next."""
        extra_years, month = divmod(self.first_month + self.month_count - 2, 12)
        return (
            to_day_number(year, self.first_month, 1, calendar),
            _get_last_day(year + extra_years, month + 1, calendar),
        )


def _build_year_parts() -> dict[str, YearPart]:
    north = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
    south = (("spring", 9), ("summer", 12), ("autumn", 3), ("winter", 6))
    parts = [YearPart(name, DatePrecision.SEASON, month, 3) for name, month in north]
    parts += [YearPart(f"northern {name}", DatePrecision.SEASON, month, 3) for name, month in north]
    parts += [YearPart(f"southern {name}", DatePrecision.SEASON, month, 3) for name, month in south]
    parts += [YearPart(f"Q{n + 1}", DatePrecision.QUARTER, 3 * n + 1, 3) for n in range(4)]
    thirds = ("first", "second", "last")
    parts += [
        YearPart(f"{nth} third of", DatePrecision.QUADRIMESTER, 4 * n + 1, 4)
        for n, nth in enumerate(thirds)
    ]
    parts += [
        YearPart(f"{nth} half of", DatePrecision.SEMESTER, 6 * n + 1, 6)
        for n, nth in enumerate(("first", "second"))
    ]
    return {str(code): part for code, part in enumerate(parts, start=21)}


_YEAR_PARTS = _build_year_parts()


def find_year_part(code: str) -> YearPart | None:
    """Find the part of the year that a code in the month's place means, or None."""
    return _YEAR_PARTS.get(code)


def _iter_matching_days(date: SimpleDate, calendar: Calendar, *, backwards: bool) -> Iterator[int]:
    """Iterate over the days that fit the digits of a date with a month, from either side."""
    in_leap_year = [
        (month, day)
        for month in _iter_matching_numbers(date.month, 12, backwards=backwards)
        for day in _iter_matching_numbers(
            date.day or "XX", days_in_month(2000, month), backwards=backwards
        )
    ]
    if not in_leap_year:
        return  # rather than search ten thousand years for 30 February
    for year in _iter_matching_years(date.year, backwards=backwards):
        for month, day in in_leap_year:
            if is_real_day(year, month, day, calendar):
                yield to_day_number(year, month, day, calendar)


def _iter_matching_years(year: str, *, backwards: bool) -> Iterator[int]:
    """Iterate over the years that fit the digits, forwards or backwards."""
    if "X" not in year:
        return iter(compute_year_bounds(year)[:1])
    return _iter_masked_years(year, backwards=backwards)


def _iter_masked_years(year: str, *, backwards: bool) -> Iterator[int]:
    """Iterate over the years that fit digits of which some are X."""
    negative = year.startswith("-")
    digits = "9876543210" if backwards != negative else "0123456789"
    for chosen in product(*(digits if digit == "X" else digit for digit in year.lstrip("-"))):
        number = int("".join(chosen))
        if number or not negative:
            yield -number if negative else number


def _iter_matching_numbers(digits: str, maximum: int, *, backwards: bool) -> Iterable[int]:
    """Iterate over the numbers from 1 to `maximum` that fit two digits, X for any."""
    numbers = range(maximum, 0, -1) if backwards else range(1, maximum + 1)
    return (
        number
        for number in numbers
        if all(
            pattern_digit in ("X", digit)
            for pattern_digit, digit in zip(digits, f"{number:02d}", strict=True)
        )
    )
