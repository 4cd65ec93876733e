"""A date in words: "17 April 2004", "March – September 2004", "by November 2017", "44 BC".

Years are said as people say them, BC and AD; machines get astronomical years from `calendar`.
"""

from __future__ import annotations

from typing import assert_never

from qaim_cli.dates.calendar import MONTHS, civil, weekday
from qaim_cli.dates.edtf import (
    Choice,
    Date,
    End,
    Interval,
    Moment,
    Run,
    Set,
    year_bounds,
)
from qaim_cli.dates.spans import BEGINNING, FOREVER, bounds, subyear
from qaim_cli.text import listed


def describe(date: Date, *, short: bool = False) -> str:
    """The date in words; `short` cuts the months' names to three letters.

    What the date does not say is not said either: a year is "1907" and no day of it.
    """
    match date:
        case Moment():
            return _moment(date, short)
        case Interval(End.OPEN, Moment() as end):
            return f"until {_moment(end, short)}"
        case Interval(End(), Moment() as end):
            return f"unknown – {_moment(end, short)}"
        case Interval(Moment() as start, End.OPEN):
            return f"since {_moment(start, short)}"
        case Interval(Moment() as start, End()):
            return f"{_moment(start, short)} – unknown"
        case Interval(Moment() as start, Moment() as end):
            return _between(start, end, short)
        case Set(choice, members):
            return _set(choice, members, short)
    raise AssertionError(date)  # pragma: no cover - parse makes no interval without a date


def edges(date: Date, *, short: bool = False) -> tuple[str, str]:
    """The beginning and end of a date in words, each as precise as the date says it."""
    match date:
        case Moment():
            start: Moment | End = date
            end = start
        case Interval(start, end):
            pass
        case Set():
            start, end = _outermost(date)
        case _:
            assert_never(date)
    return _edge(start, "always", short), _edge(end, "now", short)


def _outermost(date: Set) -> tuple[Moment | End, Moment | End]:
    """The first and last moment of a set; open where all of an unbounded run is meant."""
    runs = [member for member in date.members if isinstance(member, Run)]
    moments = [member for member in date.members if isinstance(member, Moment)]
    moments += [moment for run in runs for moment in (run.start, run.end) if moment]
    endless = date.choice is Choice.ALL
    return (
        End.OPEN
        if endless and not all(run.start for run in runs)
        else min(moments, key=lambda moment: bounds(moment)[0]),
        End.OPEN
        if endless and not all(run.end for run in runs)
        else max(moments, key=lambda moment: bounds(moment)[1]),
    )


def _edge(end: Moment | End, opened: str, short: bool) -> str:
    if isinstance(end, Moment):
        return _moment(end, short)
    return "unknown" if end is End.UNKNOWN else opened


def day_in_words(number: int, *, short: bool = False, with_weekday: bool = False) -> str:
    """A day number in words: "17 April 2004", and the weekday before it where asked."""
    if number in (BEGINNING, FOREVER):
        return "the beginning" if number == BEGINNING else "the end"
    year, month, day = civil(number)
    words = f"{day} {_month_name(month, short)} {year_in_words(year)}"
    return f"{weekday(number)} {words}" if with_weekday else words


def in_words(first: int, last: int) -> str:
    """A stretch of days in words: its first and last day, or where it is open."""
    if first == BEGINNING and last == FOREVER:
        return "all time"
    if first == BEGINNING:
        return f"until {day_in_words(last, short=True)}"
    if last == FOREVER:
        return f"from {day_in_words(first, short=True)}"
    if first == last:
        return day_in_words(first, short=True)
    return f"{day_in_words(first, short=True)} – {day_in_words(last, short=True)}"


def year_in_words(year: int) -> str:
    """An astronomical year as people say it: "2004", "33 AD", "44 BC", "13,800,000,000 BC"."""
    if year > 0:
        return f"{year}" if 1000 <= year <= 9999 else f"{_grouped(year)} AD"
    return f"{_grouped(1 - year)} BC"


def _grouped(number: int) -> str:
    return f"{number:,}" if number > 9999 else str(number)


def _month_name(month: int, short: bool) -> str:
    return MONTHS[month - 1][:3] if short else MONTHS[month - 1]


def _moment(moment: Moment, short: bool) -> str:
    hedge = "perhaps " if moment.uncertain else ""
    if moment.approximate:
        hedge += "about "
    return hedge + " ".join(part for part in _parts(moment, short) if part)


def _parts(moment: Moment, short: bool) -> tuple[str, str, str]:
    """Day, month and year of a moment in words, empty where it has none."""
    year = _year(moment.year)
    if not moment.month:
        return "", "", year
    if (sub := subyear(moment.month)) is not None:
        return "", sub.name, year
    if "X" in moment.month:
        month = "a month of" if moment.month == "XX" else f"month {moment.month} of"
    else:
        month = _month_name(int(moment.month), short)
    if "X" in moment.day or (moment.day and "X" in moment.month):
        day = "a day of" if moment.day == "XX" else f"day {moment.day} of"
    else:
        day = moment.day.lstrip("0")
    return day, month, year


def _year(year: str) -> str:
    low, high = year_bounds(year)
    if low == high:
        return year_in_words(low)
    if year[-1] == "X" and year.count("X") == 1 and low > 0:
        return f"{low}s" if low >= 1000 else f"{low}s AD"
    if "S" in year:
        return f"about {year_in_words(year_bounds(year.partition('S')[0])[0])}"
    if low <= 0 < high or high <= 0:
        return f"{year_in_words(low)} – {year_in_words(high)}"
    return f"{low}–{year_in_words(high)}"


def _between(start: Moment, end: Moment, short: bool, *, joined: str = " – ") -> str:
    """Two moments with what they share said once: "8 – 14 May 2005", "March – May 2004"."""
    if start.marks == end.marks == ("", "", ""):
        left, right = list(_parts(start, short)), list(_parts(end, short))
        if left[1:] == right[1:] and left[0] and right[0]:
            left[1] = left[2] = ""
        elif left[1] and right[1] and left[2] == right[2] and left != right:
            left[2] = ""
        return f"{' '.join(filter(None, left))}{joined}{' '.join(filter(None, right))}"
    return f"{_moment(start, short)}{joined}{_moment(end, short)}"


def _set(choice: Choice, members: tuple[Moment | Run, ...], short: bool) -> str:
    if len(members) == 1 and choice is Choice.ONE and isinstance(members[0], Run):
        run = members[0]
        if run.start and run.end:
            return f"between {_between(run.start, run.end, short, joined=' and ')}"
    words = [_member(member, choice, short) for member in members]
    return listed(words, "or" if choice is Choice.ONE else "and")


def _member(member: Moment | Run, choice: Choice, short: bool) -> str:
    match member:
        case Moment():
            return _moment(member, short)
        case Run(None, Moment() as end):
            return f"{'by' if choice is Choice.ONE else 'until'} {_moment(end, short)}"
        case Run(Moment() as start, None):
            later = "or later" if choice is Choice.ONE else "and later"
            return f"{_moment(start, short)} {later}"
        case Run(Moment() as start, Moment() as end):
            return _between(start, end, short)
    raise AssertionError(member)  # pragma: no cover - parse makes no member without a date
