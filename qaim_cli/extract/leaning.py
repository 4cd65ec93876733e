"""Relative dates: what lies so many units on or back from a date, no finer than that date is."""

from __future__ import annotations

from qaim_cli.dates import Choice, Date, Moment, Run, Set
from qaim_cli.dates.calendar import civil, year_digits
from qaim_cli.dates.spans import bounds, subyear
from qaim_cli.errors import DateError
from qaim_cli.extract.expressions import Lean
from qaim_cli.periods import points, units
from qaim_cli.periods.points import Point

_Moved = tuple[Moment, Date]
"""The unit that the words name, and the date."""


def moved(base: Moment, lean: Lean, point: Point) -> _Moved | None:
    """The date that a relative one means, leaning on a moment; None where that is too vague.

    `point` holds what the relative date says itself: a month, a season, or a part of the unit.
    """
    unit: Moment | None
    match lean.unit:
        case "day":
            return _days_on(base, lean.number or 0)
        case "month of year" if point.month is not None:
            unit = units.month(int(base.year) + (lean.number or 0), point.month)
        case "month" if point.month is not None:
            unit = _of_name(base, lean.number or 0, point.month)
        case "month":
            unit = _months_on(base, lean.number or 0)
        case "season":
            unit = _season(base, lean.number or 0, point.code)
        case "year":
            unit = Moment(year_digits(int(base.year) + (lean.number or 0)))
        case _:
            return _age(base, lean, point)
    return None if unit is None else (unit, _part(unit, point))


def _days_on(base: Moment, number: int) -> _Moved | None:
    """The day so many days on; where the base is a month or year, one of as many days.

    The unit is then the month or year that all of these are in.
    """
    if number == 0 and not base.day:
        in_month = bool(base.month) and int(base.month) <= 12
        return base, base._replace(day="XX") if in_month else base
    first, last = bounds(base)
    begin, end = civil(first + number), civil(last + number)
    day, other = units.day(*begin), units.day(*end)
    if begin == end:
        return day, day
    if begin[0] != end[0]:
        return None
    unit = units.month(*begin[:2]) if begin[1] == end[1] else Moment(year_digits(begin[0]))
    return unit, Set(Choice.ONE, (Run(day, other),))


def _months_on(base: Moment, number: int) -> Moment | None:
    """The month so many months on; the year itself for "that month" of a year."""
    if base.month and int(base.month) <= 12:
        return units.month(int(base.year), int(base.month) + number)
    return Moment(base.year) if number == 0 else None


def _of_name(base: Moment, number: int, month: int) -> Moment:
    """The next or previous month of that name."""
    here = _month(base) or (0 if number > 0 else 13)
    over = int(month <= here) if number > 0 else -int(month >= here)
    return units.month(int(base.year) + over, month)


def _season(base: Moment, number: int, code: str) -> Moment:
    """The next or previous season of that name, or the one of the same year.

    A winter is that of the year in which it begins.
    """
    season = subyear(code)
    begins = season.month if season else 1
    year, here = int(base.year), _month(base)
    if number > 0:
        year += begins <= here
    elif number < 0:
        year -= begins >= (here or 13)
    elif begins == 12 and base.month in ("01", "02"):
        year -= 1
    return units.within_year(year, code)


def _month(base: Moment) -> int:
    """The month in which a moment begins, 0 where it is a year."""
    if not base.month:
        return 0
    season = subyear(base.month)
    return season.month if season else int(base.month)


def _age(base: Moment, lean: Lean, point: Point) -> _Moved | None:
    """The decade or century so many on; not across the years between BC and AD."""
    year, on = int(base.year), lean.number or 0
    before = year <= 0
    told, on, sign = (1 - year, -on, "-") if before else (year, on, "")
    if lean.unit == "decade":
        start = (told // 10 + on) * 10
        if start < 10:
            return None
        first, named = -start - 8 if before else start, f"{sign}{start // 10:03d}X"
    else:
        nth = (told - 1) // 100 + 1 + on
        if nth < 1:
            return None
        first = 1 - 100 * nth if before else 100 * nth - 99
        named = f"{sign}{nth - 1:02d}XX"
    return Moment(named), units.years(first, units.LENGTHS[lean.unit], point.part)


def _part(unit: Moment, point: Point) -> Date:
    """The part of a unit that the words name; the unit itself where it has no such part."""
    if point.part is None:
        return unit
    year = int(unit.year)
    era = "BC" if year <= 0 else ""
    said = Point(point.text, year=1 - year if era else year, digits=4, era=era, part=point.part)
    if unit.month:
        of_year = subyear(unit.month) is not None
        said = said._replace(code=unit.month) if of_year else said._replace(month=int(unit.month))
    try:
        return points.date(said)
    except DateError:  # halves of a season and the like
        return unit
