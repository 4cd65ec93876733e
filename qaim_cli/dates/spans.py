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

from qaim_cli.dates.calendar import day_number, month_length
from qaim_cli.dates.edtf import (
    Choice,
    Date,
    End,
    Interval,
    Moment,
    Set,
    parse,
    write,
    year_bounds,
)
from qaim_cli.errors import DateError, EndsFirstError

BEGINNING = -(10**18)
"""Before every day there can be: minus infinity, as a whole number."""
FOREVER = 10**18
"""After every day there can be: plus infinity, as a whole number."""


UNSURE = 10**17
"""Farther than any two days lie apart, and nearer than for ever."""


class Precision(StrEnum):
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


_Bounds = tuple[int, int]
_NEVER = (0, 0)
_ORDER = {precision: rank for rank, precision in enumerate(Precision)}
_BY_DIGITS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)


class Span(NamedTuple):
    """Four bounds in whole days: began in s0..s1, ended in e0..e1; s0 ≤ s1, e0 ≤ e1, s0 ≤ e0.

    `first` and `last` are s0 and e1 with a knowledge gap read as the unit stated beside it: "by
    November 2017" may reach back for ever, and its `first` is 1 November 2017.
    """

    s0: int
    s1: int
    e0: int
    e1: int
    first: int
    last: int
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    start_doubt: int = 0
    end_doubt: int = 0
    """How many days beyond its bounds an end may lie for all one knows: its unit's length where it
    is approximate, for ever where it is uncertain."""
    parts: tuple[Span, ...] = ()
    """The members of a set of several, which may leave days out between them."""
    all_parts: bool = False
    """Whether it happened at all of its parts, rather than at one of them."""

    @property
    def vagueness(self) -> int:
        """How many days the beginning or the end may move, whichever is more; gaps aside."""
        return max(
            min(self.s1, self.last) - self.first,
            self.last - max(self.e0, self.first),
        )

    def certainly_in(self, first: int, last: int) -> bool:
        """Whether the event falls in the days first..last wherever its ends really lie."""
        if self.parts:
            found = (part.certainly_in(first, last) for part in self.parts)
            return any(found) if self.all_parts else all(found)
        return self.s1 + self.start_doubt <= last and self.e0 - self.end_doubt >= first

    def possibly_in(self, first: int, last: int, *, gaps: bool = False) -> bool:
        """Whether it may fall in the days first..last; `gaps` lets knowledge gaps reach out."""
        if self.parts:
            return any(part.possibly_in(first, last, gaps=gaps) for part in self.parts)
        if gaps:
            return self.s0 <= last and self.e1 >= first
        return self.first <= last and self.last >= first


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Date, Span]:
    """The date that an EDTF text writes, and its span.

    Raises:
        DateError: the text is not EDTF, a day does not exist, or an end lies before its start.
    """
    date = parse(text)
    return date, span(date)


def span(date: Date) -> Span:
    """The span of a date.

    Raises:
        DateError: no day fits the digits, or an interval or run ends before it can start.
    """
    match date:
        case Moment():
            first, last = bounds(date)
            return Span(
                first, last, first, last, first, last,
                precision(date), date.approximate, date.uncertain, _doubt(date), _doubt(date),
            )  # fmt: skip
        case Interval():
            return _interval(date)
        case Set(choice, members):
            whole = _set(date)
            if len(members) == 1:
                return whole
            parts = tuple(_set(Set(choice, (member,))) for member in members)
            return whole._replace(parts=parts, all_parts=choice is Choice.ALL)
        case _:
            assert_never(date)


@lru_cache(maxsize=8192)
def bounds(moment: Moment) -> _Bounds:
    """The first and last day of a moment's unit, or that its unspecified digits allow.

    Raises:
        DateError: no day at all fits the digits.
    """
    low, high = year_bounds(moment.year)
    days = "" if moment.day == "XX" else moment.day
    months = "" if moment.month == "XX" and not days else moment.month
    if not months:
        return day_number(low, 1, 1), day_number(high, 12, 31)
    if (sub := _SUBYEARS.get(months)) is not None:
        return sub.days(low)[0], sub.days(high)[1]
    if "X" not in moment.year + months + days:
        month = int(months)
        if days:
            number = day_number(low, month, int(days))
            return number, number
        return day_number(low, month, 1), day_number(low, month, month_length(low, month))
    first = next(_candidates(moment, backwards=False), None)
    last = next(_candidates(moment, backwards=True), None)
    if first is None or last is None:
        raise DateError(f"no day fits {write(moment)!r}", "put X where a digit is not known")
    return first, last


def precision(moment: Moment) -> Precision:
    """The unit a moment is given in: the finest that is specified with all above it."""
    low, high = year_bounds(moment.year)
    if high > low:
        unknown = moment.year.find("X")
        digits = len(moment.year) - unknown if unknown >= 0 else len(str(high - low))
        return _BY_DIGITS[digits] if digits < len(_BY_DIGITS) else Precision.AGE
    if not moment.month or "X" in moment.month:
        return Precision.YEAR
    if (sub := _SUBYEARS.get(moment.month)) is not None:
        return sub.precision
    return Precision.DAY if moment.day and "X" not in moment.day else Precision.MONTH


class Subyear(NamedTuple):
    """A part of the year that EDTF numbers: where it starts and how many months it has."""

    name: str
    precision: Precision
    month: int
    months: int

    def days(self, year: int) -> tuple[int, int]:
        """Its first and last day; one that passes the year's end runs into the next year."""
        end = self.month + self.months - 1
        over, month = divmod(end - 1, 12)
        return (
            day_number(year, self.month, 1),
            day_number(year + over, month + 1, month_length(year + over, month + 1)),
        )


def _subyears() -> dict[str, Subyear]:
    north = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
    south = (("spring", 9), ("summer", 12), ("autumn", 3), ("winter", 6))
    parts = [Subyear(name, Precision.SEASON, month, 3) for name, month in north]
    parts += [Subyear(f"northern {name}", Precision.SEASON, month, 3) for name, month in north]
    parts += [Subyear(f"southern {name}", Precision.SEASON, month, 3) for name, month in south]
    parts += [Subyear(f"Q{n + 1}", Precision.QUARTER, 3 * n + 1, 3) for n in range(4)]
    thirds = ("first", "second", "last")
    parts += [
        Subyear(f"{nth} third of", Precision.QUADRIMESTER, 4 * n + 1, 4)
        for n, nth in enumerate(thirds)
    ]
    parts += [
        Subyear(f"{nth} half of", Precision.SEMESTER, 6 * n + 1, 6)
        for n, nth in enumerate(("first", "second"))
    ]
    return {str(code): part for code, part in enumerate(parts, start=21)}


_SUBYEARS = _subyears()


def subyear(code: str) -> Subyear | None:
    """The part of the year that stands under a code in the month's place, if it is one."""
    return _SUBYEARS.get(code)


def _interval(date: Interval) -> Span:
    start = bounds(date.start) if isinstance(date.start, Moment) else None
    end = bounds(date.end) if isinstance(date.end, Moment) else None
    if start and end and end[1] < start[0]:
        raise EndsFirstError(f"{write(date)!r} ends before it begins", "put the earlier date first")
    if start is None:
        first, last = end or _NEVER
        opened = date.start is End.OPEN
        return _combined(
            (BEGINNING, BEGINNING if opened else last), (first, last),
            (BEGINNING if opened else first, last), [date.start], [date.end],
        )  # fmt: skip
    if end is None:
        first, last = start
        opened = date.end is End.OPEN
        return _combined(
            start, (FOREVER if opened else first, FOREVER),
            (first, FOREVER if opened else last), [date.start], [date.end],
        )  # fmt: skip
    return _combined(*_ordered(start, end), (start[0], end[1]), [date.start], [date.end])


def _ordered(start: _Bounds, end: _Bounds) -> tuple[_Bounds, _Bounds]:
    """A start and an end without the days on which the end would lie before the start."""
    return (start[0], min(start[1], end[1])), (max(end[0], start[0]), end[1])


def _set(date: Set) -> Span:
    pairs = [
        (member, member) if isinstance(member, Moment) else (member.start, member.end)
        for member in date.members
    ]
    starts = [bounds(start) if start else (BEGINNING, BEGINNING) for start, _ in pairs]
    ends = [bounds(end) if end else (FOREVER, FOREVER) for _, end in pairs]
    if any(end[1] < start[0] for start, end in zip(starts, ends, strict=True)):
        raise EndsFirstError(
            f"{write(date)!r} has a run that ends before it begins", "put the earlier date first"
        )
    moments = [moment for pair in pairs for moment in pair if moment]
    earliest = min(start[0] for start in starts)
    latest = max(end[1] for end in ends)
    if date.choice is Choice.ONE:
        whole = (earliest, latest)
        stated = [bounds(moment) for moment in moments]
        near = (
            max(whole[0], min(first for first, _ in stated)),
            min(whole[1], max(last for _, last in stated)),
        )
        return _combined(whole, whole, near, moments, moments)
    # All of them happened, so it began with the earliest at last and ended with the latest.
    members = [_ordered(start, end) for start, end in zip(starts, ends, strict=True)]
    return _combined(
        (earliest, min(start[1] for start, _ in members)),
        (max(end[0] for _, end in members), latest),
        (earliest, latest), moments, moments,
    )  # fmt: skip


def _combined(
    start: _Bounds,
    end: _Bounds,
    near: _Bounds,
    starts: Sequence[Moment | End],
    ends: Sequence[Moment | End],
) -> Span:
    """The span of a date made of several moments: as coarse and as doubtful as any of them."""
    moments = [moment for moment in (*starts, *ends) if isinstance(moment, Moment)]
    return Span(
        *start, *end, *near,
        precision=max(map(precision, moments), key=_ORDER.__getitem__),
        approximate=any(moment.approximate for moment in moments),
        uncertain=any(moment.uncertain for moment in moments),
        start_doubt=_doubt(*starts),
        end_doubt=_doubt(*ends),
    )  # fmt: skip


def _doubt(*moments: Moment | End) -> int:
    """How far beyond its bounds a date may lie, by the most doubtful of its moments, in days."""
    doubts = [0]
    for moment in moments:
        if isinstance(moment, Moment) and moment.uncertain:
            doubts.append(UNSURE)
        elif isinstance(moment, Moment) and moment.approximate:
            first, last = bounds(moment)
            doubts.append(last - first + 1)
    return max(doubts)


def _candidates(moment: Moment, *, backwards: bool) -> Iterator[int]:
    """The days that fit the digits of a moment with a month, in order from either side."""
    in_leap_year = [
        (month, day)
        for month in _fitting(moment.month, 12, backwards=backwards)
        for day in _fitting(moment.day or "XX", month_length(2000, month), backwards=backwards)
    ]
    if not in_leap_year:
        return  # rather than search ten thousand years for 30 February
    for year in _years(moment.year, backwards=backwards):
        for month, day in in_leap_year:
            if day <= month_length(year, month):
                yield day_number(year, month, day)


def _years(year: str, *, backwards: bool) -> Iterator[int]:
    """The years that fit the digits, from the first or from the last."""
    if "X" not in year:
        return iter(year_bounds(year)[:1])
    return _unknown_years(year, backwards=backwards)


def _unknown_years(year: str, *, backwards: bool) -> Iterator[int]:
    """The years that fit digits of which some are X."""
    negative = year.startswith("-")
    digits = "9876543210" if backwards != negative else "0123456789"
    for chosen in product(*(digits if digit == "X" else digit for digit in year.lstrip("-"))):
        number = int("".join(chosen))
        if number or not negative:
            yield -number if negative else number


def _fitting(digits: str, last: int, *, backwards: bool) -> Iterable[int]:
    """The numbers from 1 to `last` that fit two digits, of which some may be X."""
    numbers = range(last, 0, -1) if backwards else range(1, last + 1)
    return (
        number
        for number in numbers
        if all(
            wanted in ("X", digit) for wanted, digit in zip(digits, f"{number:02d}", strict=True)
        )
    )
