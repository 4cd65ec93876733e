"""Dates in words: "17 April 2004", "March – September 2004", "by November 2017", "44 BC".

Years are said as people say them, BC and AD; machines get astronomical years from `calendar`.
"""

from __future__ import annotations

from typing import assert_never

from qaim_cli.dates.bounds import compute_bounds, find_year_part
from qaim_cli.dates.calendar import (
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    MONTHS,
    Calendar,
    get_weekday_name,
    to_civil_date,
)
from qaim_cli.dates.edtf import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
)
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.text import format_count, format_list, group_digits

_DEEP_YEAR = -10_000
"""Up to this astronomical year no day or month is said."""
_LAST_AGE = -100_000
"""Up to this year the two thousand years since the year 1 do not matter to an age."""
_DEEP_DIGITS = 5
"""The digits of millions and billions of years that are said."""


def describe_date(date: EdtfDate, *, short: bool = False) -> str:
    """Describe a date; `has_short_form` cuts the months' names to three letters.

    What the date does not say is not said either: a year is "1907" and no day of it.
    """
    match date:
        case SimpleDate():
            return _describe_simple_date(date, short)
        case DateInterval(UndatedEnd.OPEN, SimpleDate() as end):
            return f"until {_describe_simple_date(end, short)}"
        case DateInterval(UndatedEnd(), SimpleDate() as end):
            return f"unknown – {_describe_simple_date(end, short)}"
        case DateInterval(SimpleDate() as start, UndatedEnd.OPEN):
            return f"since {_describe_simple_date(start, short)}"
        case DateInterval(SimpleDate() as start, UndatedEnd()):
            return f"{_describe_simple_date(start, short)} – unknown"
        case DateInterval(SimpleDate() as start, SimpleDate() as end):
            return _describe_range(start, end, short)
        case DateSet(choice, members):
            return _describe_set(choice, members, short)
    raise AssertionError(date)  # pragma: no cover - parse makes no interval without a date


def describe_ends(date: EdtfDate, *, short: bool = False) -> tuple[str, str]:
    """Describe the beginning and the end of a date, each as precise as the date is."""
    match date:
        case SimpleDate():
            start: SimpleDate | UndatedEnd = date
            end = start
        case DateInterval(start, end):
            pass
        case DateSet():
            start, end = _find_outer_ends(date)
        case _:
            assert_never(date)
    return _describe_end(start, "always", short), _describe_end(end, "now", short)


def _find_outer_ends(date: DateSet) -> tuple[SimpleDate | UndatedEnd, SimpleDate | UndatedEnd]:
    """Return the first and last moment of a set; None where it is unbounded."""
    runs = [member for member in date.members if isinstance(member, SetRange)]
    moments = [member for member in date.members if isinstance(member, SimpleDate)]
    moments += [moment for run in runs for moment in (run.start, run.end) if moment]
    endless = date.kind is SetKind.ALL_OF
    return (
        UndatedEnd.OPEN
        if endless and not all(run.start for run in runs)
        else min(moments, key=lambda moment: compute_bounds(moment)[0]),
        UndatedEnd.OPEN
        if endless and not all(run.end for run in runs)
        else max(moments, key=lambda moment: compute_bounds(moment)[1]),
    )


def _describe_end(end: SimpleDate | UndatedEnd, opened: str, short: bool) -> str:
    if isinstance(end, SimpleDate):
        return _describe_simple_date(end, short)
    return "unknown" if end is UndatedEnd.UNKNOWN else opened


def describe_day(
    number: int,
    *,
    short: bool = False,
    with_weekday: bool = False,
    calendar: Calendar = HISTORICAL,
) -> str:
    """Describe a day number: "17 April 2004", with its weekday if asked.

    In deep time it is the year alone: no day of it is known.
    """
    if number in (INFINITE_PAST, INFINITE_FUTURE):
        return "the beginning" if number == INFINITE_PAST else "the end"
    year, month, day = to_civil_date(number, calendar)
    if year <= _DEEP_YEAR:
        return describe_year(year)
    words = f"{day} {_get_month_name(month, short)} {describe_year(year)}"
    return f"{get_weekday_name(number)} {words}" if with_weekday else words


def describe_days(first: int, last: int, calendar: Calendar = HISTORICAL) -> str:
    """Describe a range of days by its first and last day; it may be open."""
    if first == INFINITE_PAST and last == INFINITE_FUTURE:
        return "all time"
    start, end = (describe_day(day, short=True, calendar=calendar) for day in (first, last))
    if first == INFINITE_PAST:
        return f"until {end}"
    if last == INFINITE_FUTURE:
        return f"from {start}"
    return start if start == end else f"{start} – {end}"


def describe_taken_days(first: int, last: int, calendar: Calendar = HISTORICAL) -> str:
    """Describe a range of days by whole years or months: "1290–1310"."""
    if first == last:
        return describe_day(first, calendar=calendar)
    (year, month, day), (end_year, end_month, _) = (
        to_civil_date(number, calendar) for number in (first, last)
    )
    is_month_end = to_civil_date(last + 1, calendar)[1] != end_month
    if year <= _DEEP_YEAR or (month, day, end_month, is_month_end) == (1, 1, 12, True):
        start, end = describe_year(year), describe_year(end_year)
        if start == end:
            return start
        return f"{start}–{end}" if start.isdigit() and end.isdigit() else f"{start} – {end}"
    if day == 1 and is_month_end:
        end = f"{MONTHS[end_month - 1]} {describe_year(end_year)}"
        if (year, month) == (end_year, end_month):
            return end
        start = MONTHS[month - 1]
        return f"{start} – {end}" if year == end_year else f"{start} {describe_year(year)} – {end}"
    return " – ".join(describe_day(number, calendar=calendar) for number in (first, last))


def describe_year(year: int) -> str:
    """Describe an astronomical year: "2004", "33 AD", "44 BC", "66 million years ago"."""
    if year <= -1_000_000:
        return f"{_abbreviate_years(-year, f'.{_DEEP_DIGITS}g')} ago"
    if year <= _LAST_AGE and year % 1000 == 0:
        return f"{-year:,} years ago"
    if year > 0:
        return f"{year}" if 1000 <= year <= 9999 else f"{group_digits(year)} AD"
    return f"{group_digits(1 - year)} BC"


def format_years(count: int) -> str:
    """Format a number of years without false exactness: "9.3 billion years"."""
    if count < 1_000_000:
        return format_count(count, "year")
    return _abbreviate_years(count, ".1f")


def _abbreviate_years(count: int, number_format: str) -> str:
    size, name = (10**9, "billion") if count >= 10**9 else (10**6, "million")
    number = format(count / size, number_format)
    return f"{number.removesuffix('.0')} {name} years"


def _get_month_name(month: int, short: bool) -> str:
    return MONTHS[month - 1][:3] if short else MONTHS[month - 1]


def _describe_simple_date(moment: SimpleDate, short: bool) -> str:
    hedge = "perhaps " if moment.is_uncertain else ""
    if moment.is_approximate:
        hedge += "about "
    return hedge + " ".join(part for part in _describe_parts(moment, short) if part)


def _describe_parts(moment: SimpleDate, short: bool) -> tuple[str, str, str]:
    """Describe a moment's day, month and year; empty where it has none."""
    year = _describe_year_digits(moment.year)
    if not moment.month:
        return "", "", year
    if (sub := find_year_part(moment.month)) is not None:
        return "", sub.name, year
    if "X" in moment.month:
        month = "a month of" if moment.month == "XX" else f"month {moment.month} of"
    else:
        month = _get_month_name(int(moment.month), short)
    if "X" in moment.day or (moment.day and "X" in moment.month):
        day = "a day of" if moment.day == "XX" else f"day {moment.day} of"
    else:
        day = moment.day.lstrip("0")
    return day, month, year


def _describe_year_digits(year: str) -> str:
    low, high = compute_year_bounds(year)
    if low == high:
        return describe_year(low)
    if year[-1] == "X" and year.count("X") == 1 and low > 0:
        return f"{low}s" if low >= 1000 else f"{low}s AD"
    if "S" in year:
        return f"about {describe_year(compute_year_bounds(year.partition('S')[0])[0])}"
    if low <= 0 < high or high <= 0:
        return f"{describe_year(low)} – {describe_year(high)}"
    return f"{low}–{describe_year(high)}"


def _describe_range(start: SimpleDate, end: SimpleDate, short: bool, *, joined: str = " – ") -> str:
    """Describe two moments, saying what they share once: "8 – 14 May 2005"."""
    if start.marks == end.marks == ("", "", ""):
        left, right = list(_describe_parts(start, short)), list(_describe_parts(end, short))
        if left[1:] == right[1:] and left[0] and right[0]:
            left[1] = left[2] = ""
        elif left[1] and right[1] and left[2] == right[2] and left != right:
            left[2] = ""
        return f"{' '.join(filter(None, left))}{joined}{' '.join(filter(None, right))}"
    return f"{_describe_simple_date(start, short)}{joined}{_describe_simple_date(end, short)}"


def _describe_set(choice: SetKind, members: tuple[SimpleDate | SetRange, ...], short: bool) -> str:
    if len(members) == 1 and choice is SetKind.ONE_OF and isinstance(members[0], SetRange):
        run = members[0]
        if run.start and run.end:
            return f"between {_describe_range(run.start, run.end, short, joined=' and ')}"
    words = [_describe_member(member, choice, short) for member in members]
    return format_list(words, "or" if choice is SetKind.ONE_OF else "and")


def _describe_member(member: SimpleDate | SetRange, choice: SetKind, short: bool) -> str:
    match member:
        case SimpleDate():
            return _describe_simple_date(member, short)
        case SetRange(None, SimpleDate() as end):
            return (
                f"{'by' if choice is SetKind.ONE_OF else 'until'} "
                f"{_describe_simple_date(end, short)}"
            )
        case SetRange(SimpleDate() as start, None):
            later = "or later" if choice is SetKind.ONE_OF else "and later"
            return f"{_describe_simple_date(start, short)} {later}"
        case SetRange(SimpleDate() as start, SimpleDate() as end):
            return _describe_range(start, end, short)
    raise AssertionError(member)  # pragma: no cover - parse makes no member without a date
