"""The units a person names, as EDTF dates: from a day to a millennium, and their parts.

"20th century" is 1901 to 2000 and "5th century BC" is 500 to 401 BC. The parts of a unit are those
of ordinary speech: of a month its days 1-10, 11-20 and 21 to the end; of a year January to April,
May to August, September to December; of a decade its years 0-3, 4-6 and 7-9; of a century 01-33,
34-66 and 67-00.
"""

from __future__ import annotations

from typing import NamedTuple, assert_never

from qaim_cli.dates import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
)
from qaim_cli.dates.bounds import DatePrecision, compute_bounds, get_precision
from qaim_cli.dates.calendar import days_in_month, format_edtf_year, to_civil_date
from qaim_cli.dates.edtf import add_mark
from qaim_cli.errors import DateError

LONG_UNIT_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_THIRD_LIMITS = {10: (4, 7), 100: (33, 66), 1000: (333, 666)}
_THIRD_POSITIONS = {"early": 0, "mid": 1, "late": 2}


class UnitPart(NamedTuple):
    """A part of a unit: the `nth` (from 0) of so many; thirds are "early", "mid", "late"."""

    position: int
    total: int

    @classmethod
    def from_name(cls, name: str) -> UnitPart:
        """The third of a unit that "early", "mid" or "late" names."""
        return cls(_THIRD_POSITIONS[name], 3)


def make_one_of(first: SimpleDate, last: SimpleDate) -> EdtfDate:
    """One unit, not known which, from the first to the last; the unit itself when they are one."""
    return first if first == last else DateSet(SetKind.ONE_OF, (SetRange(first, last),))


def make_years(first: int, length: int, part: UnitPart | None = None) -> EdtfDate:
    """A stretch of `length` years from `first_day` (astronomical), or a part of it."""
    low, high = 0, length
    if part is not None:
        cuts = (
            (0, *_THIRD_LIMITS[length], length)
            if part.total == 3
            else tuple(length * cut // part.total for cut in range(part.total + 1))
        )
        low, high = cuts[part.position], cuts[part.position + 1]
    elif length == 10 and 10 <= first <= 9990:
        return SimpleDate(f"{first // 10:03d}X")
    return make_one_of(
        SimpleDate(format_edtf_year(first + low)), SimpleDate(format_edtf_year(first + high - 1))
    )


def make_months(year: int, first: int, count: int, part: UnitPart) -> EdtfDate:
    """A part, in whole months, of the `count` months of a year from `first_day`."""
    count //= part.total
    first += part.position * count
    return make_one_of(make_month(year, first), make_month(year, first + count - 1))


def make_month_part(year: int, number: int, part: UnitPart) -> EdtfDate:
    """A half or a third of a month."""
    end = days_in_month(year, number)
    cuts = (0, 15, end) if part.total == 2 else (0, 10, 20, end)
    return make_one_of(
        make_day(year, number, cuts[part.position] + 1),
        make_day(year, number, cuts[part.position + 1]),
    )


def make_month(year: int, number: int) -> SimpleDate:
    """A month; one beyond December is a month of the next year."""
    over, index = divmod(number - 1, 12)
    return SimpleDate(format_edtf_year(year + over), f"{index + 1:02d}")


def make_day(year: int, number: int, of_month: int) -> SimpleDate:
    """A day."""
    return SimpleDate(format_edtf_year(year), f"{number:02d}", f"{of_month:02d}")


def make_year_part(year: int, code: str) -> SimpleDate:
    """A season, quarter or half of a year by its EDTF code."""
    return SimpleDate(format_edtf_year(year), code)


def mark_approximate(date: EdtfDate) -> EdtfDate:
    """The date marked as approximate, throughout."""
    match date:
        case SimpleDate():
            return add_mark(date, "~")
        case DateSet(choice, members):
            return DateSet(choice, tuple(_mark_member(member) for member in members))
        case DateInterval(start, end):
            return DateInterval(
                add_mark(start, "~") if isinstance(start, SimpleDate) else start,
                add_mark(end, "~") if isinstance(end, SimpleDate) else end,
            )
        case _:
            assert_never(date)


def _mark_member(member: SimpleDate | SetRange) -> SimpleDate | SetRange:
    if isinstance(member, SimpleDate):
        return add_mark(member, "~")
    return SetRange(
        add_mark(member.start, "~") if member.start else None,
        add_mark(member.end, "~") if member.end else None,
    )


def get_unit(date: EdtfDate) -> DatePrecision:
    """The unit a date is given in; that of its first moment when it has several."""
    return get_precision(get_ends(date)[0])


def get_ends(date: EdtfDate) -> tuple[SimpleDate, SimpleDate]:
    """The first and last moment of a date that has both: a moment, an interval, a single run."""
    match date:
        case SimpleDate():
            return date, date
        case DateInterval(SimpleDate() as start, SimpleDate() as end):
            return start, end
        case DateSet(_, (SetRange(SimpleDate() as start, SimpleDate() as end),)):
            return start, end
    raise DateError("a range inside a range says too much", "write A..B with two plain dates")


def apply_bound(bound: str, date: EdtfDate) -> EdtfDate:
    """The date that a bound makes of one: "before", "by", "until", "after" or "since" it."""
    start, end = get_ends(date)
    match bound:
        case "before":
            return DateSet(SetKind.ONE_OF, (SetRange(None, get_adjacent_unit(date, -1)),))
        case "by":
            return DateSet(SetKind.ONE_OF, (SetRange(None, end),))
        case "until":
            return DateInterval(UndatedEnd.OPEN, end)
        case "after":
            return DateSet(SetKind.ONE_OF, (SetRange(get_adjacent_unit(date, +1), None),))
    return DateInterval(start, UndatedEnd.OPEN)


def get_adjacent_unit(date: EdtfDate, step: int) -> SimpleDate:
    """The unit just before (-1) or after (+1) a date, no finer than the date's own bounds need."""
    start, end = get_ends(date)
    edge = compute_bounds(start)[0] - 1 if step < 0 else compute_bounds(end)[1] + 1
    year, number, of_month = to_civil_date(edge)
    unit = get_unit(date)
    if unit is DatePrecision.DAY:
        return make_day(year, number, of_month)
    if unit is not DatePrecision.MONTH and number == (12 if step < 0 else 1):
        return SimpleDate(format_edtf_year(year))
    return make_month(year, number)
