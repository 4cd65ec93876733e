"""Units of time that cover dates, for ends of intervals and for programs that know few dates."""

from __future__ import annotations

from qaim_cli.dates import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
    compute_span,
    format_edtf,
)
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.dates.calendar import days_in_month, format_edtf_year, to_civil_date
from qaim_cli.dates.edtf import add_mark
from qaim_cli.dates.year_digits import MAX_YEAR
from qaim_cli.errors import DateError
from qaim_cli.exchange.losses import iter_moments


def make_date(year: int, month: int = 0, day: int = 0) -> SimpleDate:
    """Make a year, month or day; a month or day of 0 is unknown.

    Raises:
        DateError: there is no such day.
    """
    if abs(year) > MAX_YEAR:
        raise DateError(f"{year} is beyond every year", f"use years up to {MAX_YEAR:,}")
    if month and not 1 <= month <= 12:
        raise DateError(f"{month} is no month", "months run from 1 to 12")
    if day and not (month and 1 <= day <= days_in_month(year, month)):
        what = f"there is no day {day} in month {month} of the year {year}"
        raise DateError(what, "leave out the day if it is not known")
    return SimpleDate(
        format_edtf_year(year), f"{month:02d}" if month else "", f"{day:02d}" if day else ""
    )


def join_ends(start: EdtfDate | None, end: EdtfDate | None) -> EdtfDate | None:
    """Join two dates into an interval; one alone if only that is known.

    Raises:
        DateError: it ends before it begins.
    """
    if start is None or end is None or start == end:
        return start or end
    try:
        date: EdtfDate = DateInterval(_cover_end(start), _cover_end(end))
    except DateError:  # too vague for an end, so that only the outermost days are sure
        date = _make_outer_range(start, end)
    compute_span(date)
    return date


def _cover_end(date: EdtfDate) -> SimpleDate:
    """Return a date as the end of an interval: the smallest unit that contains it.

    Raises:
        DateError: it is open, or no unit covers it.
    """
    if isinstance(date, SimpleDate):
        return date
    first, last = _outer_moments(date)
    if isinstance(first, UndatedEnd) or isinstance(last, UndatedEnd):
        raise DateError(f"{format_edtf(date)} is open, and no end", "write one date")
    return cover_between(first, last)


def _make_outer_range(start: EdtfDate, end: EdtfDate) -> EdtfDate:
    first, last = _outer_moments(start)[0], _outer_moments(end)[1]
    return make_range(
        first if isinstance(first, SimpleDate) else None,
        last if isinstance(last, SimpleDate) else None,
    )


def cover_between(first: SimpleDate, last: SimpleDate) -> SimpleDate:
    """Return the smallest day, month, year, decade or larger unit containing both.

    Raises:
        DateError: there is none, or the last lies before the first.
    """
    if first == last:
        return first
    low, high = compute_bounds(first)[0], compute_bounds(last)[1]
    if high < low:
        raise DateError(
            f"{format_edtf(last)} comes before {format_edtf(first)}", "put the earlier date first"
        )
    start, end = to_civil_date(low), to_civil_date(high)
    units = [make_date(*start), make_date(*start[:2]), make_date(start[0])]
    if 0 < start[0] <= end[0] <= 9999:
        digits = f"{start[0]:04d}"
        units += [SimpleDate(digits[:count].ljust(4, "X")) for count in (3, 2, 1)]
    for unit in units:
        if compute_bounds(unit)[0] <= low and high <= compute_bounds(unit)[1]:
            marks = (first.is_approximate or last.is_approximate,
                     first.is_uncertain or last.is_uncertain)  # fmt: skip
            return add_mark(
                unit, {(True, False): "~", (False, True): "?", (True, True): "%"}.get(marks, "")
            )
    raise DateError(
        f"no unit of time covers {format_edtf(first)} to {format_edtf(last)}", "write one date"
    )


def make_range(start: SimpleDate | None, end: SimpleDate | None) -> EdtfDate:
    """Make a set: one moment between two; either end may be open."""
    if start is not None and start == end:
        return start
    date = DateSet(SetKind.ONE_OF, (SetRange(start, end),))
    compute_span(date)
    return date


def cover_date(date: EdtfDate) -> tuple[SimpleDate | None, SimpleDate | None]:
    """Return a date's first and last unit, as precise as the date; None if open.

    A date of one unit has that unit as both. Units that few programs know become those that cover
    them: a season its months, a decade its years.
    """
    start, end = _outer_moments(date)
    return (
        _cover_moment(start)[0] if isinstance(start, SimpleDate) else None,
        _cover_moment(end)[1] if isinstance(end, SimpleDate) else None,
    )


def cover_known_units(date: EdtfDate) -> tuple[SimpleDate, SimpleDate]:
    """Return the first and last unit of a date; an open side repeats the side that is known.

    For programs that draw every event somewhere: what began in 1900 and goes on stands at 1900.
    """
    start, end = cover_date(date)
    start, end = start or end, end or start
    if start is not None and end is not None:
        return start, end
    # A set that is open on both sides: "before 1900, or after 1950".
    units = [_cover_moment(moment) for moment in iter_moments(date)]
    return (
        min((first for first, _ in units), key=lambda unit: compute_bounds(unit)[0]),
        max((last for _, last in units), key=lambda unit: compute_bounds(unit)[1]),
    )


def _cover_moment(moment: SimpleDate) -> tuple[SimpleDate, SimpleDate]:
    """Return the first and last year, month or day of a moment."""
    plain = moment._replace(marks=("", "", ""))
    first, last = compute_bounds(plain)
    written = format_edtf(plain)
    if not any(sign in written for sign in "XSE") and not (
        plain.month.isdecimal() and int(plain.month) > 12
    ):
        return plain, plain
    (year, month, day), (end_year, end_month, end_day) = to_civil_date(first), to_civil_date(last)
    if plain.day and "X" not in plain.year + plain.month:
        # An unknown digit of the day: the month covers it, but days that are there are closer.
        return make_date(year, month, day), make_date(end_year, end_month, end_day)
    if plain.month:
        return make_date(year, month), make_date(end_year, end_month)
    return make_date(year), make_date(end_year)


def _outer_moments(date: EdtfDate) -> tuple[SimpleDate | UndatedEnd, SimpleDate | UndatedEnd]:
    match date:
        case SimpleDate():
            return date, date
        case DateInterval(start, end):
            return start, end
        case DateSet(_, members):
            starts = [each if isinstance(each, SimpleDate) else each.start for each in members]
            ends = [each if isinstance(each, SimpleDate) else each.end for each in members]
            known_starts = [each for each in starts if each is not None]
            known_ends = [each for each in ends if each is not None]
            return (
                min(known_starts, key=lambda each: compute_bounds(each)[0])
                if len(known_starts) == len(starts) else UndatedEnd.OPEN,
                max(known_ends, key=lambda each: compute_bounds(each)[1])
                if len(known_ends) == len(ends) else UndatedEnd.OPEN,
            )  # fmt: skip
    raise AssertionError(date)  # pragma: no cover - these are all there are
