"""Tolerance: how far a date marked "about" may lie outside its bounds.

A day ±3 days; a month ±1 month; a season or another part of the year ±1 of them; a year ±1, a
multiple of 10 ±5, of 50 or 100 ±10; a decade ±5 years, a century ±25, and so on by a quarter; a
year beyond 3000 BC ± half of its last place that is not zero. A timeline or an event may state its
own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.dates.bounds import (
    DatePrecision,
    DayBounds,
    compute_bounds,
    find_year_part,
    get_precision,
)
from qaim_cli.dates.calendar import Calendar, days_in_month, to_civil_date, to_day_number
from qaim_cli.dates.edtf import SimpleDate
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

_DEEP_TIME = -3000
"""Years before this one (astronomical), beyond 3000 BC, are as exact as their last digit."""
_PATTERN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})\s*([a-z]+)", re.ASCII)
_UNITS = {
    "day": (1, "days"),
    "week": (7, "days"),
    "month": (1, "months"),
    "year": (12, "months"),
    "decade": (120, "months"),
    "century": (1200, "months"),
    "millennium": (12_000, "months"),
}
_PLURALS = {"centuries": "century", "millennia": "millennium"}


class Tolerance(FrozenRecord):
    """A time by which a date may be off: days, months, or both."""

    days: int = 0
    months: int = 0

    def __str__(self) -> str:
        """The tolerance as a timeline writes it: "3 days", "25 years"."""
        if self.days:
            return _format_amount(self.days, "day")
        years, months = divmod(self.months, 12)
        return _format_amount(self.months, "month") if months else _format_amount(years, "year")


def parse_tolerance(text: str) -> Tolerance:
    """Parse a tolerance as a timeline writes it: "3 days", "1 month", "25 years".

    Raises:
        DateError: the text is no number of days, weeks, months, years, decades or centuries.
    """
    match = _PATTERN.fullmatch(text.strip().lower())
    unit = match and (_PLURALS.get(match[2]) or match[2].removesuffix("s"))
    if match is None or unit not in _UNITS:
        raise DateError(f"{text!r} is not a length of time", "write 3 days, 1 month or 25 years")
    size, field = _UNITS[unit]
    return Tolerance(**{field: int(match[1].replace(",", "")) * size})


def get_tolerance(date: SimpleDate) -> Tolerance:
    """Return the default tolerance of a date, by the finest part marked "about"."""
    year, month, day, (_, month_mark, day_mark) = date
    if day_mark not in ("~", "%"):
        month = month if month_mark in ("~", "%") else ""
        day = ""
    date = SimpleDate(year, month, day)
    precision = get_precision(date)
    match precision:
        case DatePrecision.DAY:
            return Tolerance(days=3)
        case DatePrecision.MONTH:
            return Tolerance(months=1)
        case DatePrecision.YEAR:
            return Tolerance(months=12 * _get_year_tolerance(compute_year_bounds(date.year)[0]))
        case DatePrecision.DECADE:
            return Tolerance(months=60)
    if (year_part := find_year_part(date.month)) and precision is year_part.precision:
        return Tolerance(months=year_part.month_count)
    low, high = compute_year_bounds(date.year)
    return Tolerance(months=3 * (high - low + 1))


@lru_cache(maxsize=4096)
def compute_widened_bounds(
    date: SimpleDate, calendar: Calendar, about: Tolerance | None = None
) -> DayBounds:
    """Compute the first and last day of a date including its tolerance.

    Raises:
        DateError: no day fits the digits.
    """
    first, last = compute_bounds(date, calendar)
    if not date.is_approximate:
        return first, last
    tolerance = about or get_tolerance(date)
    return (
        _shift_day(first, -tolerance.days, -tolerance.months, calendar),
        _shift_day(last + 1, tolerance.days, tolerance.months, calendar) - 1,
    )


def _shift_day(number: int, days: int, months: int, calendar: Calendar) -> int:
    """Shift a day by months and days; a missing day becomes the month's last."""
    if not months:
        return number + days
    year, month, day = to_civil_date(number, calendar)
    extra_years, index = divmod(month - 1 + months, 12)
    year += extra_years
    day = min(day, days_in_month(year, index + 1, calendar))
    return to_day_number(year, index + 1, day, calendar) + days


def _get_year_tolerance(year: int) -> int:
    """Return by how many years "about" an astronomical year may be off."""
    stated = year if year > 0 else 1 - year
    if year < 1 + _DEEP_TIME:
        # Deep time is also counted in astronomical years, so that either may be the round one.
        return max(1, _get_last_place(stated) // 2, _get_last_place(-year) // 2)
    return 10 if stated % 50 == 0 else 5 if stated % 10 == 0 else 1


def _get_last_place(number: int) -> int:
    """Return the place of the last non-zero digit: 1,000,000 for 66 million."""
    digits = str(number)
    return int("1" + digits[len(digits.rstrip("0")) :])


def _format_amount(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
