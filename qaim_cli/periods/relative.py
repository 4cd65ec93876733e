"""Dates counted from today: "yesterday", "3 weeks ago", "this year", "last 5 years".

A moment counted in years is a year, in months a month: "3 years ago" names no day.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from qaim_cli.dates import DateInterval, EdtfDate, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary
from qaim_cli.periods.deep_time import is_deep_time, make_years_ago
from qaim_cli.periods.units import LONG_UNIT_YEARS, make_day, make_month, make_years
from qaim_cli.text import format_count

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

NUMBER_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "twenty": 20,
}
_STEP_WORDS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1}
_CUES = frozenset((*_STEP_WORDS, *vocabulary.DAYS_FROM_TODAY, "ago"))
"""The words of which every date that counts from today has one."""
_YEARS_PER_UNIT = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


def parse_relative_date(tokens: list[str], today: datetime.date) -> EdtfDate | None:
    """The date that the tokens name from today, or None where they do not count from it."""
    if _CUES.isdisjoint(tokens):
        return None
    match vocabulary.drop_fillers(tokens):
        case [word] if word in vocabulary.DAYS_FROM_TODAY:
            return _shift_by_units(today, "day", vocabulary.DAYS_FROM_TODAY[word])
        case [count, unit, "ago"] if (
            unit in vocabulary.UNIT_WORDS and (number := _parse_count(count)) is not None
        ):
            years = number * _YEARS_PER_UNIT.get(vocabulary.UNIT_WORDS[unit], 0)
            if is_deep_time(years):
                return make_years_ago(years)
            return _shift_by_units(today, vocabulary.UNIT_WORDS[unit], -number)
        case [step, unit] if step in _STEP_WORDS and unit in vocabulary.UNIT_WORDS:
            return _get_calendar_unit(today, vocabulary.UNIT_WORDS[unit], _STEP_WORDS[step])
    return None


def parse_relative_range(tokens: list[str], today: datetime.date) -> EdtfDate | None:
    """The stretch up to or from today that "last 5 years" or "next 3 weeks" names, or None."""
    if _CUES.isdisjoint(tokens):
        return None
    match vocabulary.drop_fillers(tokens):
        case [step, count, unit] if (
            step in _STEP_WORDS
            and _STEP_WORDS[step]
            and unit in vocabulary.UNIT_WORDS
            and (number := _parse_count(count)) is not None
        ):
            far = _to_simple_date(
                _shift_day(today, vocabulary.UNIT_WORDS[unit], _STEP_WORDS[step] * number)
            )
            near = _to_simple_date(today)
            return DateInterval(far, near) if _STEP_WORDS[step] < 0 else DateInterval(near, far)
    return None


def _parse_count(token: str) -> int | None:
    if token in NUMBER_WORDS:
        return NUMBER_WORDS[token]
    # Fourteen digits are out of reach already, and more could not be turned into a number.
    digits = token.replace(",", "")
    return int(digits[:14]) if digits.isdecimal() else None


def _shift_by_units(today: datetime.date, unit: str, number: int) -> EdtfDate:
    """The unit that lies `number` units from today."""
    if unit in _YEARS_PER_UNIT:
        return SimpleDate(format_edtf_year(today.year + number * _YEARS_PER_UNIT[unit]))
    moved = _shift_day(today, unit, number)
    return make_month(moved.year, moved.month) if unit == "month" else _to_simple_date(moved)


def _get_calendar_unit(today: datetime.date, unit: str, step: int) -> EdtfDate:
    """The calendar unit that holds today, or the one before or after it."""
    if unit == "week":
        monday = _shift_day(today, "day", 7 * step - today.weekday())
        return DateInterval(_to_simple_date(monday), _to_simple_date(_shift_day(monday, "day", 6)))
    if unit not in LONG_UNIT_YEARS:
        return _shift_by_units(today, unit, step)
    length = LONG_UNIT_YEARS[unit]
    offset = 0 if unit == "decade" else 1
    return make_years((today.year - offset) // length * length + offset + step * length, length)


def _shift_day(today: datetime.date, unit: str, number: int) -> datetime.date:
    try:
        return today + _make_delta(unit, number)
    except (ValueError, OverflowError):
        raise DateError(
            f"{format_count(abs(number), unit)} from today is beyond the calendar",
            "name the year itself",
        ) from None


def _make_delta(unit: str, number: int) -> relativedelta:
    from dateutil.relativedelta import relativedelta

    if unit in _YEARS_PER_UNIT:
        return relativedelta(years=number * _YEARS_PER_UNIT[unit])
    if unit == "month":
        return relativedelta(months=number)
    return relativedelta(days=number * (7 if unit == "week" else 1))


def _to_simple_date(date: datetime.date) -> SimpleDate:
    return make_day(date.year, date.month, date.day)
