"""Spans: what a date says about days.

A date began somewhere in s0..s1 and ended somewhere in e0..e1, in day numbers. An end that is open
(`..`) lies at infinity because the source says so; an end that is merely not known leaves a
*gap*: its outer bound lies at infinity only because nobody said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple, assert_never

from qaim_cli.dates.calendar import days_in_month, to_day_number
from qaim_cli.dates.edtf import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SimpleDate,
    UndatedEnd,
    compute_year_bounds,
    format_edtf,
    parse_edtf,
)
from qaim_cli.errors import DateError, EndBeforeStartError

INFINITE_PAST = -(10**18)
"""Before every day there can be: minus infinity, as a whole number."""
INFINITE_FUTURE = 10**18
"""After every day there can be: plus infinity, as a whole number."""


UNCERTAIN_TOLERANCE = 10**17
"""Farther than any two days lie apart, and nearer than for ever."""


class DatePrecision(StrEnum):
    """The unit a date is given in, finest first."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    QUADRIMESTER = "quadrimester"
    SEMESTER = "semester"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    AGE = "age"


_DayBounds = tuple[int, int]
_NO_BOUNDS = (0, 0)
_PRECISION_RANKS = {precision: rank for rank, precision in enumerate(DatePrecision)}
_PRECISION_BY_MASKED_DIGITS = (
    DatePrecision.YEAR,
    DatePrecision.DECADE,
    DatePrecision.CENTURY,
    DatePrecision.MILLENNIUM,
)


class DateSpan(NamedTuple):
    """Four bounds in whole days: began in s0..s1, ended in e0..e1; s0 ≤ s1, e0 ≤ e1, s0 ≤ e0.

    `first_day` and `last_day` are s0 and e1 with a knowledge gap read as the unit stated beside it:
    "by November 2017" may reach back for ever, and its `first_day` is 1 November 2017.
    """

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    first_day: int
    last_day: int
    precision: DatePrecision
    is_approximate: bool = False
    is_uncertain: bool = False
    start_tolerance: int = 0
    end_tolerance: int = 0
    """How many days beyond its bounds an end may lie for all one knows: its unit's length where it
    is approximate, for ever where it is uncertain."""
    parts: tuple[DateSpan, ...] = ()
    """The members of a set of several, which may leave days out between them."""
    holds_in_all_parts: bool = False
    """Whether it happened at all of its parts, rather than at one of them."""

    @property
    def vagueness(self) -> int:
        """How many days the beginning or the end may move, whichever is more; gaps aside."""
        return max(
            min(self.latest_start, self.last_day) - self.first_day,
            self.last_day - max(self.earliest_end, self.first_day),
        )

    def is_certainly_within(self, first: int, last: int) -> bool:
        """Whether the event falls in the days first..last wherever its ends really lie."""
        if self.parts:
            found = (part.is_certainly_within(first, last) for part in self.parts)
            return any(found) if self.holds_in_all_parts else all(found)
        return (
            self.latest_start + self.start_tolerance <= last
            and self.earliest_end - self.end_tolerance >= first
        )

    def is_possibly_within(self, first: int, last: int, *, gaps: bool = False) -> bool:
        """Whether it may fall in the days first..last; `gaps` lets knowledge gaps reach out."""
        if self.parts:
            return any(part.is_possibly_within(first, last, gaps=gaps) for part in self.parts)
        if gaps:
            return self.earliest_start <= last and self.latest_end >= first
        return self.first_day <= last and self.last_day >= first


@lru_cache(maxsize=8192)
def parse_with_span(text: str) -> tuple[EdtfDate, DateSpan]:
    """The date that an EDTF text writes, and its span.

    Raises:
        DateError: the text is not EDTF, a day does not exist, or an end lies before its start.
    """
    date = parse_edtf(text)
    return date, compute_span(date)


def compute_span(date: EdtfDate) -> DateSpan:
    """The span of a date.

    Raises:
        DateError: no day fits the digits, or an interval or run ends before it can start.
    """
    match date:
        case SimpleDate():
            first, last = compute_bounds(date)
            return DateSpan(
                first,
                last,
                first,
                last,
                first,
                last,
                get_precision(date),
                date.is_approximate,
                date.is_uncertain,
                _compute_tolerance(date),
                _compute_tolerance(date),
            )
        case DateInterval():
            return _compute_interval_span(date)
        case DateSet(choice, members):
            whole = _compute_set_span(date)
            if len(members) == 1:
                return whole
            parts = tuple(_compute_set_span(DateSet(choice, (member,))) for member in members)
            return whole._replace(parts=parts, holds_in_all_parts=choice is SetKind.ALL_OF)
        case _:
            assert_never(date)


@lru_cache(maxsize=8192)
def compute_bounds(moment: SimpleDate) -> _DayBounds:
    """The first and last day of a moment's unit, or that its unspecified digits allow.

    Raises:
        DateError: no day at all fits the digits.
    """
    low, high = compute_year_bounds(moment.year)
    days = "" if moment.day == "XX" else moment.day
    months = "" if moment.month == "XX" and not days else moment.month
    if not months:
        return to_day_number(low, 1, 1), to_day_number(high, 12, 31)
    if (sub := _YEAR_PARTS.get(months)) is not None:
        return sub.compute_bounds(low)[0], sub.compute_bounds(high)[1]
    if "X" not in moment.year + months + days:
        month = int(months)
        if days:
            number = to_day_number(low, month, int(days))
            return number, number
        return to_day_number(low, month, 1), to_day_number(low, month, days_in_month(low, month))
    first = next(_iter_matching_days(moment, backwards=False), None)
    last = next(_iter_matching_days(moment, backwards=True), None)
    if first is None or last is None:
        raise DateError(f"no day fits {format_edtf(moment)!r}", "put X where a digit is not known")
    return first, last


def get_precision(moment: SimpleDate) -> DatePrecision:
    """The unit a moment is given in: the finest that is specified with all above it."""
    low, high = compute_year_bounds(moment.year)
    if high > low:
        unknown = moment.year.find("X")
        digits = len(moment.year) - unknown if unknown >= 0 else len(str(high - low))
        return (
            _PRECISION_BY_MASKED_DIGITS[digits]
            if digits < len(_PRECISION_BY_MASKED_DIGITS)
            else DatePrecision.AGE
        )
    if not moment.month or "X" in moment.month:
        return DatePrecision.YEAR
    if (sub := _YEAR_PARTS.get(moment.month)) is not None:
        return sub.precision
    return DatePrecision.DAY if moment.day and "X" not in moment.day else DatePrecision.MONTH


class YearPart(NamedTuple):
    """A part of the year that EDTF numbers: where it starts and how many months it has."""

    name: str
    precision: DatePrecision
    first_month: int
    month_count: int

    def compute_bounds(self, year: int) -> tuple[int, int]:
        """Its first and last day; one that passes the year's end runs into the next year."""
        end = self.first_month + self.month_count - 1
        over, month = divmod(end - 1, 12)
        return (
            to_day_number(year, self.first_month, 1),
            to_day_number(year + over, month + 1, days_in_month(year + over, month + 1)),
        )


def _build_year_parts() -> dict[str, YearPart]:
    north = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
    south = (("spring", 9), ("summer", 12), ("autumn", 3), ("winter", 6))
    parts = [YearPart(name, DatePrecision.SEASON, month, 3) for name, month in north]
    parts += [YearPart(f"northern {name}", DatePrecision.SEASON, month, 3) for name, month in north]
    parts += [YearPart(f"southern {name}", DatePrecision.SEASON, month, 3) for name, month in south]
    parts += [YearPart(f"Q{n + 1}", DatePrecision.QUARTER, 3 * n + 1, 3) for n in range(4)]
    thirds = ("first", "second", "last")
    parts += [
        YearPart(f"{nth} third of", DatePrecision.QUADRIMESTER, 4 * n + 1, 4)
        for n, nth in enumerate(thirds)
    ]
    parts += [
        YearPart(f"{nth} half of", DatePrecision.SEMESTER, 6 * n + 1, 6)
        for n, nth in enumerate(("first", "second"))
    ]
    return {str(code): part for code, part in enumerate(parts, start=21)}


_YEAR_PARTS = _build_year_parts()


def find_year_part(code: str) -> YearPart | None:
    """The part of the year that stands under a code in the month's place, if it is one."""
    return _YEAR_PARTS.get(code)


def _compute_interval_span(date: DateInterval) -> DateSpan:
    start = compute_bounds(date.start) if isinstance(date.start, SimpleDate) else None
    end = compute_bounds(date.end) if isinstance(date.end, SimpleDate) else None
    if start and end and end[1] < start[0]:
        raise EndBeforeStartError(
            f"{format_edtf(date)!r} ends before it begins", "put the earlier date first"
        )
    if start is None:
        first, last = end or _NO_BOUNDS
        opened = date.start is UndatedEnd.OPEN
        return _combine_bounds(
            (INFINITE_PAST, INFINITE_PAST if opened else last), (first, last),
            (INFINITE_PAST if opened else first, last), [date.start], [date.end],
        )  # fmt: skip
    if end is None:
        first, last = start
        opened = date.end is UndatedEnd.OPEN
        return _combine_bounds(
            start, (INFINITE_FUTURE if opened else first, INFINITE_FUTURE),
            (first, INFINITE_FUTURE if opened else last), [date.start], [date.end],
        )  # fmt: skip
    return _combine_bounds(
        *_drop_impossible_days(start, end), (start[0], end[1]), [date.start], [date.end]
    )


def _drop_impossible_days(start: _DayBounds, end: _DayBounds) -> tuple[_DayBounds, _DayBounds]:
    """A start and an end without the days on which the end would lie before the start."""
    return (start[0], min(start[1], end[1])), (max(end[0], start[0]), end[1])


def _compute_set_span(date: DateSet) -> DateSpan:
    pairs = [
        (member, member) if isinstance(member, SimpleDate) else (member.start, member.end)
        for member in date.members
    ]
    starts = [
        compute_bounds(start) if start else (INFINITE_PAST, INFINITE_PAST) for start, _ in pairs
    ]
    ends = [compute_bounds(end) if end else (INFINITE_FUTURE, INFINITE_FUTURE) for _, end in pairs]
    if any(end[1] < start[0] for start, end in zip(starts, ends, strict=True)):
        raise EndBeforeStartError(
            f"{format_edtf(date)!r} has a run that ends before it begins",
            "put the earlier date first",
        )
    moments = [moment for pair in pairs for moment in pair if moment]
    earliest = min(start[0] for start in starts)
    latest = max(end[1] for end in ends)
    if date.kind is SetKind.ONE_OF:
        whole = (earliest, latest)
        stated = [compute_bounds(moment) for moment in moments]
        near = (
            max(whole[0], min(first for first, _ in stated)),
            min(whole[1], max(last for _, last in stated)),
        )
        return _combine_bounds(whole, whole, near, moments, moments)
    # All of them happened, so it began with the earliest at last and ended with the latest.
    members = [_drop_impossible_days(start, end) for start, end in zip(starts, ends, strict=True)]
    return _combine_bounds(
        (earliest, min(start[1] for start, _ in members)),
        (max(end[0] for _, end in members), latest),
        (earliest, latest), moments, moments,
    )  # fmt: skip


def _combine_bounds(
    start: _DayBounds,
    end: _DayBounds,
    near: _DayBounds,
    starts: Sequence[SimpleDate | UndatedEnd],
    ends: Sequence[SimpleDate | UndatedEnd],
) -> DateSpan:
    """The span of a date made of several moments: as coarse and as doubtful as any of them."""
    moments = [moment for moment in (*starts, *ends) if isinstance(moment, SimpleDate)]
    return DateSpan(
        *start, *end, *near,
        precision=max(map(get_precision, moments), key=_PRECISION_RANKS.__getitem__),
        is_approximate=any(moment.is_approximate for moment in moments),
        is_uncertain=any(moment.is_uncertain for moment in moments),
        start_tolerance=_compute_tolerance(*starts),
        end_tolerance=_compute_tolerance(*ends),
    )  # fmt: skip


def _compute_tolerance(*moments: SimpleDate | UndatedEnd) -> int:
    """How far beyond its bounds a date may lie, by the most doubtful of its moments, in days."""
    doubts = [0]
    for moment in moments:
        if isinstance(moment, SimpleDate) and moment.is_uncertain:
            doubts.append(UNCERTAIN_TOLERANCE)
        elif isinstance(moment, SimpleDate) and moment.is_approximate:
            first, last = compute_bounds(moment)
            doubts.append(last - first + 1)
    return max(doubts)


def _iter_matching_days(moment: SimpleDate, *, backwards: bool) -> Iterator[int]:
    """The days that fit the digits of a moment with a month, in order from either side."""
    in_leap_year = [
        (month, day)
        for month in _iter_matching_numbers(moment.month, 12, backwards=backwards)
        for day in _iter_matching_numbers(
            moment.day or "XX", days_in_month(2000, month), backwards=backwards
        )
    ]
    if not in_leap_year:
        return  # rather than search ten thousand years for 30 February
    for year in _iter_matching_years(moment.year, backwards=backwards):
        for month, day in in_leap_year:
            if day <= days_in_month(year, month):
                yield to_day_number(year, month, day)


def _iter_matching_years(year: str, *, backwards: bool) -> Iterator[int]:
    """The years that fit the digits, from the first or from the last."""
    if "X" not in year:
        return iter(compute_year_bounds(year)[:1])
    return _iter_masked_years(year, backwards=backwards)


def _iter_masked_years(year: str, *, backwards: bool) -> Iterator[int]:
    """The years that fit digits of which some are X."""
    negative = year.startswith("-")
    digits = "9876543210" if backwards != negative else "0123456789"
    for chosen in product(*(digits if digit == "X" else digit for digit in year.lstrip("-"))):
        number = int("".join(chosen))
        if number or not negative:
            yield -number if negative else number


def _iter_matching_numbers(digits: str, last: int, *, backwards: bool) -> Iterable[int]:
    """The numbers from 1 to `last_day` that fit two digits, of which some may be X."""
    numbers = range(last, 0, -1) if backwards else range(1, last + 1)
    return (
        number
        for number in numbers
        if all(
            wanted in ("X", digit) for wanted, digit in zip(digits, f"{number:02d}", strict=True)
        )
    )
