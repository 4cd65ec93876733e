"""Relative dates: what lies some units on or back from a date, no finer than that date is."""

from __future__ import annotations

import re

from qaim_cli.dates import DateSet, EdtfDate, SetKind, SetRange, SimpleDate
from qaim_cli.dates.bounds import compute_bounds, find_year_part
from qaim_cli.dates.calendar import (
    days_in_month,
    format_edtf_year,
    is_real_day,
    to_civil_date,
)
from qaim_cli.errors import DateError
from qaim_cli.extract.dates.date_patterns import Offset
from qaim_cli.periods import units
from qaim_cli.periods.date_builder import build_date
from qaim_cli.periods.partial_dates import PartialDate

_LESS_THAN = re.compile(r"(?:[Uu]nder|[Ll]ess than) ")
_MONTH_OF_BARE_YEAR = 6
"""A year alone counts as its June: after "in 1850", "the following May" is of 1851."""
_UnitAndDate = tuple[SimpleDate | None, EdtfDate]
"""The unit that the words name, None where they name a run of days, and the date."""


def get_year(unit: SimpleDate) -> int:
    """The astronomical year of a unit whose year has no unknown digits."""
    return int(unit.year.lstrip("Y"))


def apply_hedged_offset(
    base: SimpleDate, offset: Offset, point: PartialDate
) -> _UnitAndDate | None:
    """The date that a relative one means, as closely as it is told; see `apply_offset`."""
    moved = apply_offset(base, offset, point)
    if moved is None:
        return None
    unit, date = moved
    if _LESS_THAN.match(point.text) and unit is not None and offset.amount == 1:
        here = apply_offset(base, offset._replace(amount=0), point)
        assert here is not None
        assert here[0] is not None
        return unit, units.make_one_of(here[0], unit)
    hedged = point.circa or offset.is_approximate
    return unit, units.mark_approximate(date) if hedged else date


def apply_offset(base: SimpleDate, offset: Offset, point: PartialDate) -> _UnitAndDate | None:
    """The date that a relative one means, leaning on a moment; None where that is too vague.

    `point` holds what the relative date says itself: a month, a season, or a part of the unit.
    """
    unit: SimpleDate | None
    match offset.unit:
        case "day":
            return _add_days(base, offset.amount or 0)
        case "part of year":
            unit = _find_part_of_year(get_year(base) + (offset.amount or 0), point)
        case "month" if point.month is not None:
            unit = _find_named_month(base, offset.amount or 0, point.month)
        case "month" if not base.month and offset.amount:
            year, number = get_year(base), offset.amount
            ends = (units.make_month(year, month + number) for month in (1, 12))
            return None, DateSet(SetKind.ONE_OF, (SetRange(*ends),))
        case "month":
            unit = _add_months(base, offset.amount or 0)
            if unit is not None and point.day is not None:
                unit = find_day(unit, point.day)
        case "last day of month" | "last day of year":
            unit = _find_last_day(base, is_of_year=offset.unit.endswith("year"))
        case "season":
            unit = _find_season(base, offset.amount or 0, point.code)
        case "year":
            unit = SimpleDate(format_edtf_year(get_year(base) + (offset.amount or 0)))
        case _:
            return _add_decades_or_centuries(base, offset, point)
    return None if unit is None else (unit, _select_part(unit, point))


def _find_part_of_year(year: int, point: PartialDate) -> SimpleDate:
    """The month or season that a point names, of a year."""
    if point.month is not None and point.day is not None:
        return units.make_day(year, point.month, point.day)
    if point.month is not None:
        return units.make_month(year, point.month)
    return units.make_year_part(year, point.code)


def _add_days(base: SimpleDate, number: int) -> _UnitAndDate | None:
    """The day a number of days on; where the base is a month or year, one of as many days.

    The unit is then the month or year that all of these are in, if there is one.
    """
    if number == 0 and not base.day:
        in_month = bool(base.month) and int(base.month) <= 12
        return base, base._replace(day="XX") if in_month else base
    first, last = compute_bounds(base)
    begin, end = to_civil_date(first + number), to_civil_date(last + number)
    day, other = units.make_day(*begin), units.make_day(*end)
    if begin == end:
        return day, day
    run = DateSet(SetKind.ONE_OF, (SetRange(day, other),))
    if begin[0] != end[0]:
        return None, run
    one_month = begin[1] == end[1]
    year = SimpleDate(format_edtf_year(begin[0]))
    return units.make_month(*begin[:2]) if one_month else year, run


def _add_months(base: SimpleDate, number: int) -> SimpleDate | None:
    """The month a number of months on; the year itself for "that month" of a year."""
    if base.month and int(base.month) <= 12:
        return units.make_month(get_year(base), int(base.month) + number)
    return SimpleDate(base.year) if number == 0 else None


def find_day(month: SimpleDate, day: int) -> SimpleDate | None:
    """The day of a month; None where it has no such day."""
    year, number = get_year(month), int(month.month or 0)
    return units.make_day(year, number, day) if day and is_real_day(year, number, day) else None


def _find_last_day(base: SimpleDate, *, is_of_year: bool) -> SimpleDate | None:
    """The last day of the year or month that a moment is in; None where it is in no certain one."""
    month = units.make_month(get_year(base), 12) if is_of_year else _add_months(base, 0)
    if month is None or not month.month:
        return None
    year, number = get_year(month), int(month.month)
    return units.make_day(year, number, days_in_month(year, number))


def _find_named_month(base: SimpleDate, number: int, month: int) -> SimpleDate:
    """The next or previous month of that name."""
    here = get_start_month(base) or (_MONTH_OF_BARE_YEAR if number > 0 else 13)
    over = int(month <= here) if number > 0 else -int(month >= here)
    return units.make_month(get_year(base) + over, month)


def _find_season(base: SimpleDate, number: int, code: str) -> SimpleDate:
    """The next or previous season of that name, or the one of the same year.

    A winter is that of the year in which it begins.
    """
    season = find_year_part(code)
    begins = season.first_month if season else 1
    year, here = get_year(base), get_start_month(base)
    if number > 0:
        year += begins <= (here or 11)  # a year leads to the winter that it ends in
    elif number < 0:
        year -= begins >= (here or 13)
    elif begins == 12 and base.month in ("01", "02"):
        year -= 1
    return units.make_year_part(year, code)


def get_start_month(base: SimpleDate) -> int:
    """The month in which a moment begins, 0 where it is a year."""
    if not base.month:
        return 0
    season = find_year_part(base.month)
    return season.first_month if season else int(base.month)


def _add_decades_or_centuries(
    base: SimpleDate, offset: Offset, point: PartialDate
) -> _UnitAndDate | None:
    """The decade or century a number of them on; not across the years between BC and AD."""
    year, on = get_year(base), offset.amount or 0
    before = year <= 0
    origin_year, on, sign = (1 - year, -on, "-") if before else (year, on, "")
    if offset.unit == "decade":
        start = (origin_year // 10 + on) * 10
        if start < 10:
            return None
        first, named = -start - 8 if before else start, f"{sign}{start // 10:03d}X"
    else:
        nth = (origin_year - 1) // 100 + 1 + on
        if nth < 1:
            return None
        first = 1 - 100 * nth if before else 100 * nth - 99
        named = f"{sign}{nth - 1:02d}XX"
    return SimpleDate(named), units.make_years(
        first, units.LONG_UNIT_YEARS[offset.unit], point.part
    )


def _select_part(unit: SimpleDate, point: PartialDate) -> EdtfDate:
    """The part of a unit that the words name; the unit itself where it has no such part."""
    if point.part is None:
        return unit
    year = get_year(unit)
    era = "BC" if year <= 0 else ""
    said = PartialDate(
        point.text, year=1 - year if era else year, digits=4, era=era, part=point.part
    )
    if unit.month:
        of_year = find_year_part(unit.month) is not None
        said = said._replace(code=unit.month) if of_year else said._replace(month=int(unit.month))
    try:
        return build_date(said)
    except DateError:  # halves of a season and the like
        return unit
