"""Parser of EDTF, the Extended Date/Time Format of ISO 8601-2:2019, levels 0 to 2.

    date      = moment | interval | set
    interval  = end "/" end                  end: moment | ".." (open) | "" (not known)
    set       = "[" items "]" one of them    | "{" items "}" all of them
    items     = item { "," item }            item: moment | [moment] ".." [moment]
    moment    = year [ "-" month [ "-" day ] ] [ "T" time ]
    year      = [mark] ( ["-"] 4*digit ["S" n] | "Y" ["-"] digits ["E" n] ["S" n] ) [mark]
    month     = [mark] 2*digit [mark]        01-12, or a part of the year: 21-24 seasons, 25-28
                                             northern, 29-32 southern, 33-36 quarters, 37-39 thirds
                                             (quadrimesters), 40-41 halves (semesters)
    day       = [mark] 2*digit [mark]
    digit     = "0".."9" | "X"               X: not specified
    mark      = "?" uncertain | "~" approximate | "%" both

A mark behind a component covers it and all to its left; a mark before it covers it alone. `S n`
says that only the first n digits of the year are significant, leading zeros aside.

Where implementations disagree, Qaim decides:
- Seasons 21-24 are the northern ones, spring March to May; winter 2004 is December 2004 to
  February 2005 (a southern summer likewise runs into the next year).
- An interval with no date at all (`../..`, `/`, `/..`) is an error: it says nothing. So is a set
  without a date (`[..]`, `{}`).
- Spaces after the commas and around the dots of a set are accepted, and not written back.
- A date-time is kept to its day; `24:00` is still that day.
- `Y` is for years of more than four digits or with an exponent; years reach from -10^12 to 10^12.
- `-0000` is an error: there is one year zero, 0000, and it is 1 BC.
- An interval is wrong only if its end cannot reach its start: `2004/2004-03` is right.
- X and S in one year are an error: both say which of its digits are known.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from qaim_cli.dates.calendar import JULIAN, MONTHS, days_in_month
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import quote_text

YEAR_PART_CODES = range(21, 42)
"""The codes that stand in a month's place for a season, quarter, third or half of the year."""


class UndatedEnd(StrEnum):
    """An end of an interval without a date."""

    OPEN = ".."
    UNKNOWN = ""


class SetKind(StrEnum):
    """Whether a set means one of its members or all of them."""

    ONE_OF = "[]"
    ALL_OF = "{}"


NO_MARKS = ("", "", "")
"""The marks of a date of which nothing is uncertain or approximate."""


class SimpleDate(FrozenRecord):
    """One calendar unit as written: digits, X where unspecified, and a mark for each part."""

    year: str
    month: str = ""
    day: str = ""
    marks: tuple[str, str, str] = NO_MARKS

    @property
    def is_approximate(self) -> bool:
        """Whether a part is marked `~` or `%`."""
        return "~" in self.marks or "%" in self.marks

    @property
    def is_uncertain(self) -> bool:
        """Whether a part is marked `?` or `%`."""
        return "?" in self.marks or "%" in self.marks


class DateInterval(FrozenRecord):
    """A duration, from one moment to another."""

    start: SimpleDate | UndatedEnd
    end: SimpleDate | UndatedEnd


class SetRange(FrozenRecord):
    """A member of a set: every unit from one to another; None is unbounded."""

    start: SimpleDate | None
    end: SimpleDate | None


class DateSet(FrozenRecord):
    """One of, or all of, several moments and ranges, in the order written."""

    kind: SetKind
    members: tuple[SimpleDate | SetRange, ...]


EdtfDate = SimpleDate | DateInterval | DateSet

DATE_KINDS: dict[type[EdtfDate], str] = {
    SimpleDate: "moment",
    DateInterval: "interval",
    DateSet: "set",
}
"""What queries and data call the kinds of dates."""

_FAST_DATE_PATTERN = re.compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|1\d|2[0-8]))?)?([?~%])?", re.ASCII
)
"""Dates that cannot be wrong, as most are: every month has the days that are matched here."""
_SIMPLE_DATE_PATTERN = r"""
    (?P<year_left>[?~%]?)
    (?P<year>-?[\dX]{4}(?:S\d+)?|Y-?\d+(?:E\d+)?(?:S\d+)?)
    (?P<year_right>[?~%]?)
    (?:-(?P<month_left>[?~%]?)(?P<month>[\dX]{2})(?P<month_right>[?~%]?)
       (?:-(?P<day_left>[?~%]?)(?P<day>[\dX]{2})(?P<day_right>[?~%]?)
          (?P<time>T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?|24:00(?::00)?)
             (?:Z|[+-]\d\d(?::?\d\d)?)?)?
       )?
    )?
"""
_MARK_BITS = {"": 0, "~": 1, "?": 2, "%": 3}
_MARKS_BY_BITS = ("", "~", "?", "%")


def parse_edtf(text: str) -> EdtfDate:
    """Parse an EDTF text into a date.

    Only the form is judged here, and that no part is out of its range; whether the days exist
    and the interval can be is judged where the span is taken.

    Raises:
        DateError: the text is not EDTF; the error says what is wrong and the nearest right form.
    """
    stripped = text.strip()
    try:
        return _parse_date(stripped)
    except _NotEdtfError:
        # Imported here, as only a mistake needs it.
        from qaim_cli.dates.edtf_mistakes import suggest_fix

        raise DateError(f"{quote_text(text)} is not an EDTF date", suggest_fix(stripped)) from None


def parse_edtf_form(text: str) -> EdtfDate | None:
    """Parse an EDTF text into a date; None if it has no form that EDTF knows.

    Raises:
        DateError: it has one, and a part of it is out of its range.
    """
    try:
        return _parse_date(text)
    except _NotEdtfError:
        return None


def format_edtf(date: EdtfDate) -> str:
    """Format a date in canonical EDTF, which `parse_edtf` reads back as the same date."""
    match date:
        case SimpleDate():
            return _format_simple_date(date)
        case DateInterval(start, end):
            return f"{_format_part(start)}/{_format_part(end)}"
        case DateSet(choice, members):
            return f"{choice[0]}{','.join(_format_part(member) for member in members)}{choice[1]}"
        case _:
            assert_never(date)


def add_mark(moment: SimpleDate, mark: str) -> SimpleDate:
    """Return a date with a mark added to each of its parts."""
    return SimpleDate(
        moment.year,
        moment.month,
        moment.day,
        (
            _combine_marks(moment.marks[0], mark),
            _combine_marks(moment.marks[1], mark) if moment.month else "",
            _combine_marks(moment.marks[2], mark) if moment.day else "",
        ),
    )


class _NotEdtfError(Exception):
    """The text has no form that EDTF knows."""


def _parse_date(text: str) -> EdtfDate:
    found = _parse_simple_date_fast(text)
    if found:
        return found
    if text[:1] in ("[", "{"):
        return _parse_set(text)
    return _parse_interval(text) if "/" in text else _parse_simple_date(text, text)


def _parse_interval(text: str) -> DateInterval:
    start, *rest = text.split("/")
    if len(rest) != 1:
        raise _NotEdtfError
    begin, end = _parse_end(start, text), _parse_end(rest[0], text)
    if isinstance(begin, UndatedEnd) and isinstance(end, UndatedEnd):
        raise DateError(
            f"{quote_text(text)} is an interval with no date at all", "give one of its ends"
        )
    return DateInterval(begin, end)


def _parse_end(text: str, whole: str) -> SimpleDate | UndatedEnd:
    text = text.strip()
    if text in (UndatedEnd.OPEN, UndatedEnd.UNKNOWN):
        return UndatedEnd(text)
    return _parse_simple_date(text, whole)


def _parse_set(text: str) -> DateSet:
    choice = next((choice for choice in SetKind if text[0] == choice[0]), None)
    if choice is None or text[-1] != choice[1]:
        raise DateError(
            f"{quote_text(text)} opens a set and does not close it", "end it with ] or }"
        )
    members = tuple(_parse_member(item.strip(), text) for item in text[1:-1].split(","))
    return DateSet(choice, members)


def _parse_member(text: str, whole: str) -> SimpleDate | SetRange:
    start, dots, end = text.partition("..")
    start, end = start.strip(), end.strip()
    if not start and not end:
        raise DateError(
            f"{quote_text(whole)} has a member with no date", "put a date between the commas"
        )
    if not dots:
        return _parse_simple_date(start, whole)
    return SetRange(
        _parse_simple_date(start, whole) if start else None,
        _parse_simple_date(end, whole) if end else None,
    )


@lru_cache(maxsize=1)
def _compile_simple_date() -> re.Pattern[str]:
    """Compile the pattern of dates, which most answers from an index do not need."""
    return re.compile(_SIMPLE_DATE_PATTERN, re.VERBOSE | re.ASCII)


def _parse_simple_date_fast(text: str) -> SimpleDate | None:
    """Parse a date that cannot be wrong, as most are; None for any other."""
    match = _FAST_DATE_PATTERN.fullmatch(text)
    if match is None:
        return None
    year, month, day, mark = match.groups("")
    if not mark:
        return SimpleDate(year, month, day)
    return SimpleDate(year, month, day, (mark, mark if month else "", mark if day else ""))


def _parse_simple_date(text: str, whole: str) -> SimpleDate:
    found = _parse_simple_date_fast(text)
    if found:
        return found
    match = _compile_simple_date().fullmatch(text)
    if match is None:
        raise _NotEdtfError
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    compute_year_bounds(year)
    if year[0] == "Y" and "E" not in year and len(year.partition("S")[0].lstrip("Y-0")) < 5:
        raise DateError(
            f"{quote_text(whole)} has Y before a short year", f"write {_format_short_year(year)}"
        )
    if month and "S" in year:
        raise DateError(
            f"{quote_text(whole)} has significant digits and a month",
            "S n is for a year that stands alone",
        )
    _check_month(whole, year, month, day)
    _check_day(whole, year, month, day)
    return SimpleDate(year, month, day, _collect_marks(match))


def _check_month(whole: str, year: str, month: str, day: str) -> None:
    if not month or "X" in month:
        if month and month[0] not in "01X":
            raise DateError(
                f"{quote_text(whole)} has no such month: {month}", "months run from 01 to 12"
            )
        return
    number = int(month)
    if number in YEAR_PART_CODES:
        if day:
            raise DateError(
                f"{quote_text(whole)} has a day in a season",
                f"write {year}-{month}, or the month's number",
            )
    elif not 1 <= number <= 12:
        raise DateError(
            f"{quote_text(whole)} has no such month: {month}",
            f"months run from 01 to 12; write {year} if it is not known",
        )


def _check_day(whole: str, year: str, month: str, day: str) -> None:
    if day == "00" or day[:1] not in "0123X" or (day[:1] == "3" and day[1] not in "01X"):
        raise DateError(
            f"{quote_text(whole)} has no such day: {day}",
            f"days run from 01 to 31; write {year}-{month} if it is not known",
        )
    if not day or "X" in year + month + day:
        return
    name = MONTHS[int(month) - 1]
    # A Julian month is never shorter; whether a date's own calendar has the day is for its bounds.
    longest = days_in_month(compute_year_bounds(year)[0], int(month), JULIAN)
    if int(day) > longest:
        raise DateError(
            f"{quote_text(whole)} has no such day: {name} {year} had {longest} days",
            f"write {year}-{month}-{longest}, or {year}-{month} if the day is not known",
        )


def _collect_marks(match: re.Match[str]) -> tuple[str, str, str]:
    """Collect each part's marks: its own, and those after it or after a later part."""
    day = _combine_marks(match["day_left"], match["day_right"])
    month = _combine_marks(match["month_left"], match["month_right"], match["day_right"])
    year = _combine_marks(
        match["year_left"], match["year_right"], match["month_right"], match["day_right"]
    )
    return (year, month, day)


def _combine_marks(*marks: str | None) -> str:
    bits = 0
    for mark in marks:
        if mark:
            bits |= _MARK_BITS[mark]
    return _MARKS_BY_BITS[bits]


def _format_part(part: SimpleDate | UndatedEnd | SetRange) -> str:
    match part:
        case UndatedEnd():
            return str(part)
        case SimpleDate():
            return _format_simple_date(part)
        case SetRange(start, end):
            return f"{_format_part(start) if start else ''}..{_format_part(end) if end else ''}"
        case _:
            assert_never(part)


def _format_simple_date(moment: SimpleDate) -> str:
    year, month, day, marks = moment
    parts = [each for each in (year, month, day) if each]
    if marks == NO_MARKS:  # as in most
        return "-".join(parts)
    if len({*marks[: len(parts)]}) == 1:
        return "-".join(parts) + marks[0]
    return "-".join(mark + part for mark, part in zip(marks, parts, strict=False))


def _format_short_year(year: str) -> str:
    sign = "-" if "-" in year else ""
    return sign + year.partition("S")[0].lstrip("Y-0").zfill(4)
