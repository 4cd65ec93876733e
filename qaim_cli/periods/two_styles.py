"""Days given in both calendars: "25 October (7 November) 1917"."""

from __future__ import annotations

import re

from qaim_cli.dates import SimpleDate
from qaim_cli.periods import vocabulary
from qaim_cli.periods.units import is_same_day_in_two_styles, make_day

_STYLE = r"(?:\s?\b(?:o\.?\s?s|n\.?\s?s|old style|new style|julian|gregorian)\b\.?:?\s?)?"
_DAY = r"(\d{1,2})\.? ([a-z]{3,9})\.?"
_PATTERNS = (
    rf"{_STYLE}{_DAY}{_STYLE}\s?[(\[/]\s?{_STYLE}{_DAY}{_STYLE}\s?[)\]]?,?\s(\d{{3,4}}){_STYLE}",
    (
        rf"{_STYLE}{_DAY},? (\d{{3,4}}){_STYLE}\s?[(\[/]\s?"
        rf"{_STYLE}{_DAY}(?:,? (\d{{3,4}}))?{_STYLE}\s?[)\]]?"
    ),
)


def join_two_styles(text: str) -> str | None:
    """Return the Gregorian one of two days that are the same, in words; None where they are not.

    Args:
        text: the text, folded, with its months in English.
    """
    if (match := re.fullmatch(_PATTERNS[0], text)) is not None:
        day, month, other_day, other_month, year = match.groups()
        days = _make_day(day, month, year), _make_day(other_day, other_month, year)
    elif (match := re.fullmatch(_PATTERNS[1], text)) is not None:
        day, month, year, other_day, other_month, other_year = match.groups()
        days = _make_day(day, month, year), _make_day(other_day, other_month, other_year or year)
    else:
        return None
    for old, new in (days, days[::-1]):
        if old and new and is_same_day_in_two_styles(old, new):
            return f"{new.year}-{new.month}-{new.day} (gregorian)"
    return None


def _make_day(day: str, month: str, year: str) -> SimpleDate | None:
    number = vocabulary.MONTH_NUMBERS.get(month)
    return None if number is None else make_day(int(year), number, int(day))
