"""The units a person names, as EDTF dates: from a day to a millennium, and their parts.

"20th century" is 1901 to 2000 and "5th century BC" is 500 to 401 BC. The parts of a unit are those
of ordinary speech: of a month its days 1-10, 11-20 and 21 to the end; of a year January to April,
May to August, September to December; of a decade its years 0-3, 4-6 and 7-9; of a century 01-33,
34-66 and 67-00.
"""

from __future__ import annotations

from typing import assert_never

from qaim_cli.dates import (
    GREGORIAN,
    HISTORICAL,
    JULIAN,
    Calendar,
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
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

LONG_UNIT_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_DEEP_TIME = -3000
_DEEP_LENGTH = 10_000
_MAX_COVER_RATIO = 12
"""How many times as long as what is meant a unit may be that stands for it."""
_THIRD_LIMITS = {10: (4, 7), 100: (33, 66), 1000: (333, 666)}
_THIRD_POSITIONS = {"early": 0, "mid": 1, "late": 2, "start": 0, "end": 2}


class UnitPart(FrozenRecord):
    """A part of a unit: which it is, from 0, and of how many; thirds are "early", "mid", "late".

    `is_edge` marks the start or end, which of a year is two months and of other units a third.
    """

    position: int
    total: int
    is_edge: bool = False

    @classmethod
    def from_name(cls, name: str) -> UnitPart:
        """The third of a unit that "early", "mid", "late", "start" or "end" names."""
        return cls(_THIRD_POSITIONS[name], 3, name in ("start", "end"))


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


def make_month_part(
    year: int, number: int, part: UnitPart, calendar: Calendar = HISTORICAL
) -> EdtfDate:
    """A half, a third or a week of a month."""
    end = days_in_month(year, number, calendar)
    if part.total == 52:
        first = min(7 * part.position, end - 7)
        return make_one_of(make_day(year, number, first + 1), make_day(year, number, first + 7))
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
    """Mark the date as approximate, throughout."""
    return _mark_date(date, "~")


def add_marks(date: EdtfDate, *, is_approximate: bool, is_uncertain: bool) -> EdtfDate:
    """Mark the date as approximate, as uncertain, as both or not at all."""
    if is_approximate:
        date = _mark_date(date, "~")
    return _mark_date(date, "?") if is_uncertain else date


def _mark_date(date: EdtfDate, mark: str) -> EdtfDate:
    match date:
        case SimpleDate():
            return add_mark(date, mark)
        case DateSet(kind, members):
            return DateSet(kind, tuple(_mark_member(member, mark) for member in members))
        case DateInterval(start, end):
            return DateInterval(
                add_mark(start, mark) if isinstance(start, SimpleDate) else start,
                add_mark(end, mark) if isinstance(end, SimpleDate) else end,
            )
        case _:
            assert_never(date)


def _mark_member(member: SimpleDate | SetRange, mark: str) -> SimpleDate | SetRange:
    if isinstance(member, SimpleDate):
        return add_mark(member, mark)
    return SetRange(
        add_mark(member.start, mark) if member.start else None,
        add_mark(member.end, mark) if member.end else None,
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
    raise DateError(
        "a range cannot contain another range", "write 2003..2005, with two plain dates"
    )


def apply_bound(bound: str, date: EdtfDate, calendar: Calendar = HISTORICAL) -> EdtfDate:
    """The date that a bound makes of one, such as "before 2004" or "since the 1990s".

    What is hedged stays so: before about 1450 is by about 1450.
    """
    start, end = get_ends(date)
    match bound:
        case "before":
            last = start if is_hedged(start) else get_adjacent_unit(date, -1, calendar)
            return DateSet(SetKind.ONE_OF, (SetRange(None, last),))
        case "by":
            return DateSet(SetKind.ONE_OF, (SetRange(None, end),))
        case "until":
            return DateInterval(UndatedEnd.OPEN, get_interval_end(date, -1))
        case "after":
            first = end if is_hedged(end) else get_adjacent_unit(date, +1, calendar)
            return DateSet(SetKind.ONE_OF, (SetRange(first, None),))
        case "not before":
            return DateSet(SetKind.ONE_OF, (SetRange(start, None),))
        case "from":
            return DateInterval(get_interval_end(date, 0), UndatedEnd.UNKNOWN)
        case "throughout":
            return _make_duration(start, end, calendar)
    return DateInterval(get_interval_end(date, 0), UndatedEnd.OPEN)


def _make_duration(start: SimpleDate, end: SimpleDate, calendar: Calendar) -> EdtfDate:
    """From the beginning of one unit to the end of another, in months or days where it is short."""
    first, last = compute_bounds(start, calendar)[0], compute_bounds(end, calendar)[1]
    if start == end and get_precision(start) is DatePrecision.DAY:
        return start
    (year, month, day), (end_year, end_month, end_day) = (
        to_civil_date(number, calendar) for number in (first, last)
    )
    if year < end_year:
        return DateInterval(
            SimpleDate(format_edtf_year(year)), SimpleDate(format_edtf_year(end_year))
        )
    if month < end_month:
        return DateInterval(make_month(year, month), make_month(year, end_month))
    return DateInterval(make_day(year, month, day), make_day(end_year, end_month, end_day))


def is_hedged(date: SimpleDate) -> bool:
    """Whether the date is approximate or uncertain."""
    return date.is_approximate or date.is_uncertain


def get_interval_end(date: EdtfDate, index: int) -> SimpleDate:
    """One end of an interval as EDTF can write it, as vague as the date is (0 start, -1 end).

    An interval takes no sets, so "late 1960s" is written as the smallest unit that holds it, 196X.
    """
    ends = get_ends(date)
    if ends[0] == ends[1] or isinstance(date, DateInterval):
        return ends[index]
    first, last = ends
    unit = _find_covering_unit(first, last)
    if unit is None or _count_days(unit, unit) > _MAX_COVER_RATIO * _count_days(first, last):
        return _get_deep_middle(first, last) or add_mark(ends[index], "~")
    mark = {(True, False): "~", (False, True): "?", (True, True): "%"}.get(
        (first.is_approximate, first.is_uncertain), ""
    )
    return add_mark(unit, mark) if mark else unit


def _count_days(first: SimpleDate, last: SimpleDate) -> int:
    return compute_bounds(last)[1] - compute_bounds(first)[0] + 1


def is_same_day_in_two_styles(old: SimpleDate, new: SimpleDate) -> bool:
    """Whether a day in the Julian calendar is the other one in the Gregorian."""
    try:
        return compute_bounds(old, JULIAN) == compute_bounds(new, GREGORIAN)
    except DateError:
        return False


def _get_deep_middle(first: SimpleDate, last: SimpleDate) -> SimpleDate | None:
    """About the middle of two years of deep time; None nearer than that."""
    if is_hedged(first):
        return None
    middle = (compute_year_bounds(first.year)[0] + compute_year_bounds(last.year)[1]) // 2
    length = compute_year_bounds(last.year)[1] - compute_year_bounds(first.year)[0]
    if middle >= _DEEP_TIME or (1 - middle) % max(1, length // 2):
        return None
    return add_mark(SimpleDate(format_edtf_year(middle)), "~")


def _find_covering_unit(first: SimpleDate, last: SimpleDate) -> SimpleDate | None:
    """The smallest unit of EDTF from the one date to the other; None if only larger ones do."""
    if "X" in first.year + last.year:
        return None
    if first.year == last.year:
        if first.month == last.month:
            return SimpleDate(first.year, first.month)
        if not (first.month and last.month):
            return None
        months = int(first.month), int(last.month)
        return SimpleDate(first.year, _find_year_part_code(*months))
    years = int(first.year.lstrip("Y")), int(last.year.lstrip("Y"))
    sign = "-" if years[0] < 0 and years[1] <= 0 else ""
    low, high = (-years[1], -years[0]) if sign else years
    # Centuries in words end with the year that begins the next in digits: 1901 to 2000.
    # A millennium stands for itself and its thirds, not for an age such as the Renaissance.
    for digits in (1, 2, 3) if high - low >= 10**3 // 3 - 1 else (1, 2):
        prefix = high // 10**digits if sign else low // 10**digits
        if prefix == (low + 1 if sign else high - 1) // 10**digits and low >= 0 and high <= 9999:
            return SimpleDate(f"{sign}{prefix:0{4 - digits}d}{'X' * digits}")
    return None


def _find_year_part_code(first: int, last: int) -> str:
    """The code of the third, quarter or half of a year in which both months lie, else empty."""
    for length, first_code in ((3, 33), (4, 37), (6, 40)):
        if (first - 1) // length == (last - 1) // length:
            return str(first_code + (first - 1) // length)
    return ""


def get_adjacent_unit(date: EdtfDate, step: int, calendar: Calendar = HISTORICAL) -> SimpleDate:
    """The unit just before (-1) or after (+1) a date, no finer than the date's own bounds need."""
    start, end = get_ends(date)
    adjacent_day = (
        compute_bounds(start, calendar)[0] - 1 if step < 0 else compute_bounds(end, calendar)[1] + 1
    )
    year, month, day = to_civil_date(adjacent_day, calendar)
    unit = get_unit(date)
    if unit is DatePrecision.DAY:
        return make_day(year, month, day)
    if unit is not DatePrecision.MONTH and month == (12 if step < 0 else 1):
        return SimpleDate(format_edtf_year(year))
    return make_month(year, month)


def make_third(date: EdtfDate, name: str) -> EdtfDate:
    """The early, middle or late third of a stretch of years."""
    start, end = get_ends(date)
    first, last = compute_year_bounds(start.year)[0], compute_year_bounds(end.year)[1]
    length = last - first + 1
    position = _THIRD_POSITIONS[name]
    low, high = (first + length * cut // 3 for cut in (position, position + 1))
    if length > _DEEP_LENGTH:  # no more exact than the ends of an age of the earth
        place = 10 ** (len(str(length)) - 2)
        low = first if position == 0 else round(low / place) * place
        high = last if position == 2 else round(high / place) * place
    else:
        high -= 1
    third = make_one_of(
        SimpleDate(format_edtf_year(low)), SimpleDate(format_edtf_year(max(low, high)))
    )
    return mark_approximate(third) if is_hedged(start) else third
