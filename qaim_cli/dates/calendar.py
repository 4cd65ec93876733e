"""The calendar: whole days, proleptic Gregorian, any year, astronomical (44 BC is year -43).

A day is a number; 1 is 1 January of the year 1, as in `datetime.date.toordinal`. The arithmetic
is integer throughout and follows Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
(2013): years are counted from March, so that the leap day is a year's last, in eras of 400 years.
"""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_PER_ERA = 146_097  # days in 400 years


def to_day_number(year: int, month: int, day: int) -> int:
    """The number of a day: 1 on 0001-01-01, smaller before."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return (
        era * _DAYS_PER_ERA
        + year_of_era * 365
        + year_of_era // 4
        - year_of_era // 100
        + day_of_year
        - 305
    )


def to_civil_date(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day number."""
    era, day_of_era = divmod(number + 305, _DAYS_PER_ERA)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // (_DAYS_PER_ERA - 1)
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return (
        era * 400 + year_of_era + (month <= 2),
        month,
        day_of_year - (153 * shifted + 2) // 5 + 1,
    )


def days_in_month(year: int, month: int) -> int:
    """How many days the month has in that year, 28 to 31."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + leap


def get_weekday_name(number: int) -> str:
    """The name of a day's weekday."""
    return WEEKDAYS[(number - 1) % 7]


def format_edtf_year(year: int) -> str:
    """An astronomical year as EDTF writes it: 2004, 0033, -0043, Y17000."""
    if -9999 <= year <= 9999:
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"Y{year}"


def format_iso_day(number: int) -> str:
    """A day as ISO 8601 writes it; beyond four digits in the expanded form (+12000-01-01)."""
    year, month, day = to_civil_date(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"
