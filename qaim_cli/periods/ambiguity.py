"""Texts with two possible meanings: refused, with both readings and how to write each."""

from __future__ import annotations

import re
from collections.abc import Callable

from qaim_cli.dates.bounds import find_year_part
from qaim_cli.dates.calendar import MONTHS, days_in_month
from qaim_cli.errors import DateError

_UNKNOWN_START = re.compile(r"\?-(\d{4})")
_NUMERIC_DATE = re.compile(r"[\d\s./?\-‐‑‒–—]+|.*['’]\d\ds?", re.DOTALL)
_SHORT_BC_YEAR = re.compile(r"-(\d{1,3})")
_YEAR_LAST_DATE = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4})")
_NUMERIC_RANGE = re.compile(
    r"(\d{1,2}[/.]\d{1,2}[/.]\d{4})\s?[-‐‑‒–—]\s?(\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_YEAR_FIRST_DATE = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.\-](\d{4})")
_YEAR_AND_TWO_DIGITS = re.compile(r"(\d{4})\s*([-‐‑‒–—/])\s*(\d\d?)")
_COMPACT_DATE = re.compile(r"(\d{4})(0[1-9]|1[0-2])(\d\d)?")
_TWO_DIGIT_YEAR = re.compile(r"\d\d?([/.\-])\d\d?\1(\d\d)|(?:.*\W)?['’](\d\ds?)", re.DOTALL)


def normalise_numeric_date(text: str) -> str:
    """The text, with a day in numbers that has only one reading turned into ISO 8601.

    Raises:
        DateError: the text is one of the forms that people read in two ways.
    """
    if not _NUMERIC_DATE.fullmatch(text):
        return text
    ends = _NUMERIC_RANGE.fullmatch(text)
    return "..".join(map(_normalise_one_date, ends.groups() if ends else (text,)))


def _normalise_one_date(text: str) -> str:
    if match := _UNKNOWN_START.fullmatch(text):
        raise DateError(
            f"{text!r} can be read two ways: until {match[1]}, or perhaps {int(match[1]) + 1} BC",
            f"write /{match[1]} or -{match[1]}?",
        )
    if match := _SHORT_BC_YEAR.fullmatch(text):
        year = int(match[1])
        raise DateError(
            f"{text!r} has a year of too few digits",
            f"write {year} BC, or -{year:04d} for {year + 1} BC",
        )
    if match := _YEAR_LAST_DATE.fullmatch(text):
        return _resolve_day_month_order(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_FIRST_DATE.fullmatch(text):
        return _format_iso_date(int(match[1]), int(match[3]), int(match[4]))
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match[2]}-{match[1]:0>2}"
    if match := _YEAR_AND_TWO_DIGITS.fullmatch(text):
        return _settle_short_end(text, match[1], match[2], match[3])
    if match := _COMPACT_DATE.fullmatch(text):
        _refuse_compact_date(text, int(match[1]), int(match[2]), match[3])
    elif match := _TWO_DIGIT_YEAR.fullmatch(text):
        raise _make_short_year_error(text, match)
    return text


def _make_short_year_error(text: str, match: re.Match[str]) -> DateError:
    """Make the error of "17/04/04" and "Feb. '45", with the text in two centuries."""
    two = match[2] or match[3]
    start = match.start(2) if match[2] else match.start(3) - 1
    spellings = [f"{text[:start]}{century}{two}{text[match.end() :]}" for century in (19, 20)]
    if match[2] and all(int(part) < 13 for part in re.findall(r"\d+", text[:start])):
        # The day and the month can be read two ways as well.
        spellings = [f"19{two}", f"20{two}"]
    return DateError(
        f"{text!r} has a year of two digits, which can be in any century",
        f"write {' or '.join(spellings)}",
    )


def _settle_short_end(text: str, year: str, sign: str, two: str) -> str:
    """The text, or the years that it can only mean: no month is written with a dash."""
    if sign not in "-/" and int(two) > int(year[-len(two) :]):
        return f"{year}..{year[: -len(two)]}{two}"
    _check_month_or_year(text, year, sign, two)
    return text


def find_other_reading(text: str) -> str:
    """Find the other way in which some people read a text; empty if there is none."""
    for pattern, reading in _OTHER_READINGS:
        if match := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return reading(match)
    return ""


def _expand_end_year(year: str, two: str) -> int:
    """The year that ends a range written 1914-18, in the same century or the next."""
    later = int(year[: -len(two)] + two)
    return later + 10 ** len(two) if later <= int(year) else later


def _describe_hundreds(match: re.Match[str]) -> str:
    hundred = int(match[1][:6]) - 1
    return f"the years {hundred}00 to {hundred}99" if hundred else "the years 1 to 99"


_OTHER_READINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})-(0[1-9]|1[0-2])", lambda m: f"the years {m[1]} to {_expand_end_year(m[1], m[2])}"),
    (r"(\d+)(?:st|nd|rd|th) century", _describe_hundreds),
    (r"winter (\d{4})", lambda m: f"the winter that ended in {m[1]}"),
    (r"(?:the )?last (year|month|week)", lambda m: f"the {m[1]} up to today"),
)
"""Forms that are settled by a rule, with the reading that the rule leaves out."""


def _resolve_day_month_order(text: str, left: int, right: int, year: int) -> str:
    readings = {
        (month, day): f"{day} {MONTHS[month - 1]} {year}"
        for day, month in ((left, right), (right, left))
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    }
    written = [_format_iso_date(year, month, day) for month, day in readings]
    if len(readings) == 2:
        raise DateError(
            f"{text!r} can be read two ways: {' or '.join(readings.values())}",
            f"write {' or '.join(written)}",
        )
    if not readings:
        raise DateError(f"{text!r} is no day of the calendar", "write it as in 2004-04-17")
    return written[0]


def _format_iso_date(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def _check_month_or_year(text: str, year: str, sign: str, two: str) -> None:
    iso = sign != "/" and len(two) == 2
    later = _expand_end_year(year, two)
    month = 1 <= int(two) <= 12
    if month and iso:
        return  # ISO 8601 settles it: 2003-05 is May 2003
    if month:
        other = f"{MONTHS[int(two) - 1]} {year}", f"{year}-{two:0>2}"
    elif sign in "-/" and len(two) == 2 and (sub := find_year_part(two)):
        other = f"{sub.name} {year}", f"'{sub.name} {year}'"
    else:
        return  # a range of years: a wrong month is what nobody means
    raise DateError(
        f"{text!r} can be read two ways: the years {year} to {later}, or {other[0]}",
        f"write {year}..{later} or {other[1]}",
    )


def _refuse_compact_date(text: str, year: int, month: int, day: str | None) -> None:
    """Refuses 20040417 and 200404, in which only some read a date without its hyphens."""
    if day is None:
        reading, written = f"{MONTHS[month - 1]} {year}", f"{year:04d}-{month:02d}"
    elif 1 <= int(day) <= days_in_month(year, month):
        reading, written = (
            f"{int(day)} {MONTHS[month - 1]} {year}",
            _format_iso_date(year, month, int(day)),
        )
    else:
        raise DateError(
            f"{text!r} is no day of the calendar", f"write Y{text} if it is a year alone"
        )
    raise DateError(
        f"{text!r} can be read two ways: {reading}, or the year {int(text):,}",
        f"write {written} or Y{text}",
    )
