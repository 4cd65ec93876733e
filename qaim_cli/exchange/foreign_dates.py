"""Dates as other programs write them, converted to EDTF and never made more precise.

What a column of dates holds is known to be dates, so "858" is a year here, and "13 Feb 858" a day
of it, which a prompt rightly refuses.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli import periods
from qaim_cli.dates import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetRange,
    SimpleDate,
    compute_span,
    parse_with_span,
)
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.dates.edtf import add_mark
from qaim_cli.errors import DateError
from qaim_cli.exchange.date_units import make_date, make_range
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods.vocabulary import MONTH_NUMBERS
from qaim_cli.text import quote_text

_TIME = (
    r"(?P<time>[T ]\s*\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[ap]m)?"
    r"\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)"
)
_ISO = re.compile(
    rf"(?P<sign>[+-]?)(?P<year>\d{{4,}})-(?P<month>\d\d)(?:-(?P<day>\d\d))?{_TIME}?", re.IGNORECASE
)
_NUMBERS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{1,4}}){_TIME}?", re.IGNORECASE)
_SMALL_YEAR = re.compile(r"\d{1,3}")
_THREE_DIGITS = re.compile(r"(?<![\d.,/-])\d{3}(?![\d.,/]|-\d|st|nd|rd|th)")
_DAY_OF_SMALL_YEAR = re.compile(r"(\d{1,2}\s+[^\W\d]+\.?,?\s+|[^\W\d]+\.?\s+\d{1,2},\s*)(\d{1,2})")
_TWO_SMALL_YEARS = re.compile(
    r"(?P<words>between|from)?\s*(?P<first>\d{1,4})\s*(?:and|to|[-–—/]|\.\.)\s*(?P<last>\d{1,3})",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?P<unit>\d{1,4})\s+(?P<bound>after|before)\s+(?P<date>.+)", re.IGNORECASE)
_MAX_CHARS = 200

DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"


class ReadDate(FrozenRecord):
    """A date as understood, and whether a time of day was dropped."""

    date: EdtfDate
    had_time: bool = False


def parse_year_before_christ(text: str) -> int:
    """Parse an astronomical year from "44 BC", "1184BC", "AD 14" or "2004".

    Raises:
        DateError: the text is none of these.
    """
    match = re.fullmatch(
        r"\s*(?:(?P<ad>AD|CE)\s*)?(?P<year>\d{1,13})\s*(?P<era>BCE?|B\.C\.(?:E\.)?|AD|CE|A\.D\.)?\s*",
        text, re.IGNORECASE,
    )  # fmt: skip
    if match is None:
        raise DateError(f"{quote_text(text)} is no year", "write 2004 or 44 BC")
    year = int(match["year"])
    return 1 - year if (match["era"] or "").upper().startswith("B") else year


@lru_cache(maxsize=8192)
def parse_column_date(text: str, order: str = "") -> ReadDate:
    """Parse a date in a column of dates.

    Args:
        text: the cell.
        order: whether 04/05/2004 has the day first ("dmy") or the month ("mdy"), where known.

    Raises:
        DateError: it is no date, or has two readings.
    """
    text = " ".join(text.split())
    if len(text) > _MAX_CHARS:
        raise DateError(
            f"{quote_text(text)} is too long for a date", f"use {_MAX_CHARS} characters"
        )
    try:
        return ReadDate(parse_with_span(text)[0], "T" in text)
    except DateError:
        pass
    if match := _ISO.fullmatch(text):
        year = int(match["year"]) * (-1 if match["sign"] == "-" else 1)
        return ReadDate(make_date(year, int(match["month"]), int(match["day"] or 0)),
                        bool(match["time"]))  # fmt: skip
    if match := _NUMBERS.fullmatch(text):
        found = _parse_numbers(match, order)
        if found is not None:
            return ReadDate(found, bool(match["time"]))
    if re.fullmatch(r"\d{5,13}", text) and not re.fullmatch(r"\d{8}", text):
        return ReadDate(make_date(int(text)))
    date = _parse_words(text)
    compute_span(date)
    return ReadDate(date, bool(re.search(r"\d:\d\d", text)))


def has_open_order(text: str) -> bool:
    """Whether a date in numbers may have the day first or the month."""
    match = _NUMBERS.fullmatch(" ".join(text.split()))
    return match is not None and len(match[4]) > 2 and max(int(match[1]), int(match[3])) <= 12


def find_order(texts: list[str]) -> str:
    """Find out whether day or month comes first in a column; empty if nothing tells."""
    days_first = months_first = False
    for text in texts:
        if match := _NUMBERS.fullmatch(" ".join(text.split())):
            left, right = int(match[1]), int(match[3])
            days_first |= left > 12 >= right
            months_first |= right > 12 >= left
    if days_first == months_first:
        return ""
    return DAY_FIRST if days_first else MONTH_FIRST


def _parse_numbers(match: re.Match[str], order: str) -> EdtfDate | None:
    """Parse a day in numbers; None leaves it to the rules for typed dates."""
    left, right, year = int(match[1]), int(match[3]), match[4]
    if len(year) < 3:
        return None
    if left == right or left > 12 or (order == DAY_FIRST and right <= 12):
        return make_date(int(year), right, left)
    if right > 12 or order == MONTH_FIRST:
        return make_date(int(year), left, right)
    return None


def _parse_words(text: str) -> EdtfDate:
    """Parse a date in words, small years included.

    Raises:
        DateError: it is none; the error is that of the text as it stands.
    """
    if _SMALL_YEAR.fullmatch(text):
        return make_date(int(text))
    if match := _TWO_SMALL_YEARS.fullmatch(text):
        first, last = make_date(int(match["first"])), make_date(int(match["last"]))
        between = (match["words"] or "").casefold() == "between"
        return make_range(first, last) if between else DateInterval(first, last)
    if match := _AFTER.fullmatch(text):
        return _parse_bounded_unit(match)
    try:
        return periods.parse_absolute_date(text)
    except DateError as error:
        padded = _THREE_DIGITS.sub(lambda found: f"0{found[0]}", text)
        if match := _DAY_OF_SMALL_YEAR.fullmatch(padded):
            padded = f"{match[1]}{int(match[2]):04d}"
        if padded == text:
            raise
        try:
            return periods.parse_absolute_date(padded)
        except DateError:
            raise error from None


def _parse_bounded_unit(match: re.Match[str]) -> EdtfDate:
    """Parse a year limited to one side of a date: "858 after 13 Feb 858"."""
    unit = make_date(int(match["unit"]))
    bound = parse_column_date(match["date"]).date
    if not isinstance(bound, SimpleDate):
        raise DateError(f"{quote_text(match[0])} is no date", "write one date, or A..B")
    first, last = compute_bounds(unit)
    start, end = compute_bounds(bound)
    after = match["bound"].casefold() == "after"
    outer = (max(first, end + 1), last) if after else (first, min(last, start - 1))
    if outer[0] > outer[1]:
        raise DateError(f"{quote_text(match[0])} leaves no day", "write one of the two dates")
    if outer == (first, last):
        return unit
    return make_range(*(make_date(*to_civil_date(day)) for day in outer))


def parse_signed_year(text: str) -> int:
    """Parse an astronomical year in a column of years: "622", "44 BC", "-0043".

    Raises:
        DateError: it is no year, or "-44", which some mean as 44 BC and some as 45 BC.
    """
    if re.fullmatch(r"-\d{4,13}", text):
        return int(text)
    if re.fullmatch(r"-\d{1,3}", text):
        year = -int(text)
        fix = f"write {year} BC, or -{year:04d} for {year + 1} BC"
        raise DateError(f"{quote_text(text)} has two readings", fix)
    return parse_year_before_christ(re.sub(r"\.0$", "", text))


def parse_month(text: str) -> int:
    """Parse the number or the name of a month.

    Raises:
        DateError: there is no such month.
    """
    number = MONTH_NUMBERS.get(text.casefold().rstrip("."), 0)
    return number or parse_number(text, "month")


def parse_number(text: str, what: str) -> int:
    """Parse a small number.

    Raises:
        DateError: it is none.
    """
    match = re.fullmatch(r"(\d{1,2})(?:\.0)?", text)
    if match is None:
        raise DateError(f"{quote_text(text)} is no {what}", "write its number")
    return int(match[1])


def mark_date(date: EdtfDate, mark: str) -> EdtfDate:
    """Add a mark to each unit of a date."""
    match date:
        case SimpleDate():
            return add_mark(date, mark)
        case DateInterval(start, end):
            return DateInterval(*(
                add_mark(each, mark) if isinstance(each, SimpleDate) else each
                for each in (start, end)
            ))  # fmt: skip
        case DateSet(kind, members):
            return DateSet(kind, tuple(_mark_member(each, mark) for each in members))
    raise AssertionError(date)  # pragma: no cover - these are all there are


def _mark_member(member: SimpleDate | SetRange, mark: str) -> SimpleDate | SetRange:
    if isinstance(member, SimpleDate):
        return add_mark(member, mark)
    return SetRange(*(add_mark(each, mark) if each else None for each in member))
