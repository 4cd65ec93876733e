"""Dates counted from today: "yesterday", "3 weeks ago", "this year", "last 5 years".

A moment counted in years is a year, in months a month: "3 years ago" names no day.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from qaim_cli.dates import Date, Interval, Moment
from qaim_cli.dates.calendar import year_digits
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.units import LENGTHS, day, month, years
from qaim_cli.text import counted

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


def moment(tokens: list[str], today: datetime.date) -> Date | None:
    """The date that the tokens name from today, or None where they do not count from it."""
    match _plain(tokens):
        case [word] if word in words.TODAY:
            return _shifted(today, "day", words.TODAY[word])
        case [count, unit, "ago"] if unit in words.UNITS and (number := _number(count)) is not None:
            return _shifted(today, words.UNITS[unit], -number)
        case [step, unit] if step in _STEPS and unit in words.UNITS:
            return _current(today, words.UNITS[unit], _STEPS[step])
    return None


def stretch(tokens: list[str], today: datetime.date) -> Date | None:
    """The stretch up to or from today that "last 5 years" or "next 3 weeks" names, or None."""
    match _plain(tokens):
        case [step, count, unit] if (
            step in _STEPS
            and _STEPS[step]
            and unit in words.UNITS
            and (number := _number(count)) is not None
        ):
            far = _day(_moved(today, words.UNITS[unit], _STEPS[step] * number))
            near = _day(today)
            return Interval(far, near) if _STEPS[step] < 0 else Interval(near, far)
    return None


def _plain(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token not in words.FILLERS]


def _number(token: str) -> int | None:
    if token in _NUMBERS:
        return _NUMBERS[token]
    # Fourteen digits are out of reach already, and more could not be turned into a number.
    return int(token[:14]) if token.isdecimal() else None


def _shifted(today: datetime.date, unit: str, number: int) -> Date:
    """The unit that lies `number` units from today."""
    if unit in _YEARS:
        return Moment(year_digits(today.year + number * _YEARS[unit]))
    moved = _moved(today, unit, number)
    return month(moved.year, moved.month) if unit == "month" else _day(moved)


def _current(today: datetime.date, unit: str, step: int) -> Date:
    """The calendar unit that holds today, or the one before or after it."""
    if unit == "week":
        monday = _moved(today, "day", 7 * step - today.weekday())
        return Interval(_day(monday), _day(_moved(monday, "day", 6)))
    if unit not in LENGTHS:
        return _shifted(today, unit, step)
    length = LENGTHS[unit]
    offset = 0 if unit == "decade" else 1
    return years((today.year - offset) // length * length + offset + step * length, length)


def _moved(today: datetime.date, unit: str, number: int) -> datetime.date:
    try:
        return today + _delta(unit, number)
    except (ValueError, OverflowError):
        raise DateError(
            f"{counted(abs(number), unit)} from today is beyond the calendar",
            "name the year itself",
        ) from None


def _delta(unit: str, number: int) -> relativedelta:
    from dateutil.relativedelta import relativedelta

    if unit in _YEARS:
        return relativedelta(years=number * _YEARS[unit])
    if unit == "month":
        return relativedelta(months=number)
    return relativedelta(days=number * (7 if unit == "week" else 1))


def _day(date: datetime.date) -> Moment:
    return day(date.year, date.month, date.day)
