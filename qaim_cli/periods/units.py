"""The units a person names, as EDTF dates: from a day to a millennium, and their parts.

"20th century" is 1901 to 2000 and "5th century BC" is 500 to 401 BC. The parts of a unit are those
of ordinary speech: of a month its days 1-10, 11-20 and 21 to the end; of a year January to April,
May to August, September to December; of a decade its years 0-3, 4-6 and 7-9; of a century 01-33,
34-66 and 67-00.
"""

from __future__ import annotations

from typing import NamedTuple, assert_never

from qaim_cli.dates import Choice, Date, End, Interval, Moment, Run, Set
from qaim_cli.dates.calendar import civil, month_length, year_digits
from qaim_cli.dates.edtf import with_marks
from qaim_cli.dates.spans import Precision, bounds, precision
from qaim_cli.errors import DateError

LENGTHS = {"decade": 10, "century": 100, "millennium": 1000}
_THIRDS = {10: (4, 7), 100: (33, 66), 1000: (333, 666)}
_PART = {"early": 0, "mid": 1, "late": 2}


class Part(NamedTuple):
    """A part of a unit: the `nth` (from 0) of so many; thirds are "early", "mid", "late"."""

    nth: int
    of: int

    @classmethod
    def named(cls, name: str) -> Part:
        """The third of a unit that "early", "mid" or "late" names."""
        return cls(_PART[name], 3)


def one_of(first: Moment, last: Moment) -> Date:
    """One unit, not known which, from the first to the last; the unit itself when they are one."""
    return first if first == last else Set(Choice.ONE, (Run(first, last),))


def years(first: int, length: int, part: Part | None = None) -> Date:
    """A stretch of `length` years from `first` (astronomical), or a part of it."""
    low, high = 0, length
    if part is not None:
        cuts = (
            (0, *_THIRDS[length], length)
            if part.of == 3
            else tuple(length * cut // part.of for cut in range(part.of + 1))
        )
        low, high = cuts[part.nth], cuts[part.nth + 1]
    elif length == 10 and 10 <= first <= 9990:
        return Moment(f"{first // 10:03d}X")
    return one_of(Moment(year_digits(first + low)), Moment(year_digits(first + high - 1)))


def months(year: int, first: int, count: int, part: Part) -> Date:
    """A part, in whole months, of the `count` months of a year from `first`."""
    count //= part.of
    first += part.nth * count
    return one_of(month(year, first), month(year, first + count - 1))


def days(year: int, number: int, part: Part) -> Date:
    """A half or a third of a month."""
    end = month_length(year, number)
    cuts = (0, 15, end) if part.of == 2 else (0, 10, 20, end)
    return one_of(day(year, number, cuts[part.nth] + 1), day(year, number, cuts[part.nth + 1]))


def month(year: int, number: int) -> Moment:
    """A month; one beyond December is a month of the next year."""
    over, index = divmod(number - 1, 12)
    return Moment(year_digits(year + over), f"{index + 1:02d}")


def day(year: int, number: int, of_month: int) -> Moment:
    """A day."""
    return Moment(year_digits(year), f"{number:02d}", f"{of_month:02d}")


def within_year(year: int, code: str) -> Moment:
    """A season, quarter or half of a year by its EDTF code."""
    return Moment(year_digits(year), code)


def about(date: Date) -> Date:
    """The date marked as approximate, throughout."""
    match date:
        case Moment():
            return with_marks(date, "~")
        case Set(choice, members):
            return Set(choice, tuple(_about(member) for member in members))
        case Interval(start, end):
            return Interval(
                with_marks(start, "~") if isinstance(start, Moment) else start,
                with_marks(end, "~") if isinstance(end, Moment) else end,
            )
        case _:
            assert_never(date)


def _about(member: Moment | Run) -> Moment | Run:
    if isinstance(member, Moment):
        return with_marks(member, "~")
    return Run(
        with_marks(member.start, "~") if member.start else None,
        with_marks(member.end, "~") if member.end else None,
    )


def unit_of(date: Date) -> Precision:
    """The unit a date is given in; that of its first moment when it has several."""
    return precision(ends(date)[0])


def ends(date: Date) -> tuple[Moment, Moment]:
    """The first and last moment of a date that has both: a moment, an interval, a single run."""
    match date:
        case Moment():
            return date, date
        case Interval(Moment() as start, Moment() as end):
            return start, end
        case Set(_, (Run(Moment() as start, Moment() as end),)):
            return start, end
    raise DateError("a range inside a range says too much", "write A..B with two plain dates")


def bounded(bound: str, date: Date) -> Date:
    """The date that a bound makes of one: "before", "by", "until", "after" or "since" it."""
    start, end = ends(date)
    match bound:
        case "before":
            return Set(Choice.ONE, (Run(None, neighbour(date, -1)),))
        case "by":
            return Set(Choice.ONE, (Run(None, end),))
        case "until":
            return Interval(End.OPEN, end)
        case "after":
            return Set(Choice.ONE, (Run(neighbour(date, +1), None),))
    return Interval(start, End.OPEN)


def neighbour(date: Date, step: int) -> Moment:
    """The unit just before (-1) or after (+1) a date, no finer than the date's own bounds need."""
    start, end = ends(date)
    edge = bounds(start)[0] - 1 if step < 0 else bounds(end)[1] + 1
    year, number, of_month = civil(edge)
    unit = unit_of(date)
    if unit is Precision.DAY:
        return day(year, number, of_month)
    if unit is not Precision.MONTH and number == (12 if step < 0 else 1):
        return Moment(year_digits(year))
    return month(year, number)
