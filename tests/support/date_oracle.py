"""An oracle of dates, written apart from the program: EDTF → certain or possible, day by day.

It follows the definitions, not the code: a date is all the ways in which it can have begun and
ended, and a question is answered by trying them. Days are counted by walking the calendar.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

FOREVER = 10**15
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(Y?-?[\dX]+)(?:-([\dX]{2}))?(?:-([\dX]{2}))?([~?%]?)")
_CODES = {
    **{code: (3 * n + 3, 3) for n, code in enumerate(range(21, 25))},
    **{code: (3 * n + 1, 3) for n, code in enumerate(range(33, 37))},
    **{code: (4 * n + 1, 4) for n, code in enumerate(range(37, 40))},
    **{code: (6 * n + 1, 6) for n, code in enumerate(range(40, 42))},
}
"""The first month and the number of months of a part of the year."""


def is_leap(year: int, gregorian: bool) -> bool:
    return year % 4 == 0 and (not gregorian or year % 100 != 0 or year % 400 == 0)


@cache
def year_starts() -> dict[int, int]:
    """The day number of each 1 January, Julian to 1582: 1 January of 1 AD was day -1."""
    starts = {1: -1}
    for year in range(1, 3000):
        days = 366 if is_leap(year, gregorian=year > 1582) else 365
        starts[year + 1] = starts[year] + days - (10 if year == 1582 else 0)
    for year in range(0, -13_000, -1):
        starts[year] = starts[year + 1] - (366 if is_leap(year, gregorian=False) else 365)
    return starts


def year_start(year: int) -> int:
    starts = year_starts()
    if year in starts:
        return starts[year]
    cycles = (-12_000 - year) // 4 + 1  # of four Julian years
    return starts[year + 4 * cycles] - 1461 * cycles


def month_start(year: int, month: int) -> int:
    """The day number of the first of a month, which may lie beyond the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    day = year_start(year)
    for passed in range(1, month):
        leap = passed == 2 and is_leap(year, gregorian=year > 1582)
        day += _LENGTHS[passed - 1] + leap - (10 if (year, passed) == (1582, 10) else 0)
    return day


class Moment:
    """One date: the days that it can be, as written and as wide as "about" makes it."""

    def __init__(self, text: str) -> None:
        match = _DATE.fullmatch(text)
        assert match, text
        year, month, day, mark = match.groups()
        self.is_about, self.is_uncertain = mark in ("~", "%"), mark in ("?", "%")
        years = [int(year.strip("Y").replace("X", digit)) for digit in "09"]
        low, high = min(years), max(years)
        if day:
            first = month_start(low, int(month)) + int(day) - 1
            self.days, self.wide = (first, first), (first - 3, first + 3)
        elif month:
            start, count = _CODES.get(int(month), (int(month), 1))
            self.days = month_start(low, start), month_start(low, start + count) - 1
            self.wide = month_start(low, start - count), month_start(low, start + 2 * count) - 1
        else:
            margin = self._find_margin(low, high)
            self.days = year_start(low), year_start(high + 1) - 1
            self.wide = year_start(low - margin), year_start(high + margin + 1) - 1

    @staticmethod
    def _find_margin(low: int, high: int) -> int:
        if high > low:
            return (high - low + 1) // (2 if high - low == 9 else 4)
        said = low if low > 0 else 1 - low
        if low <= -3000:
            places = [10 ** (len(str(n)) - len(str(n).rstrip("0"))) // 2 for n in (said, -low)]
            return max(1, *places)
        return 10 if said % 50 == 0 else 5 if said % 10 == 0 else 1

    def get_days(self) -> tuple[int, int]:
        return self.wide if self.is_about else self.days


def answer(edtf: str, first: int, last: int) -> str:
    """How surely the date falls into the days: certain, possible or no."""
    found = [_answer_one(text, first, last) for text in _split_members(edtf)]
    if edtf[0] == "{":
        return "certain" if "certain" in found else "possible" if "possible" in found else "no"
    if set(found) == {"certain"}:
        return "certain"
    return "no" if set(found) == {"no"} else "possible"


def _split_members(edtf: str) -> list[str]:
    return edtf.strip("[]{}").split(",") if edtf[0] in "[{" else [edtf]


def _answer_one(text: str, first: int, last: int) -> str:
    """Try every day on which it can have begun, with every end that goes with it."""
    begins, ends, stated, doubts = _list_ways(text)
    worlds = []
    if ends is None:  # one moment
        worlds = [(begins[0], begins[0]), (begins[1], begins[1])]
        inner = [(day, day) for day in (first - 1, first, last, last + 1)]
        worlds += [way for way in inner if begins[0] <= way[0] <= begins[1]]
    else:
        for begin in {*begins, first, last, last + 1, *ends}:
            for end in {*ends, first - 1, first, last, begin}:
                if begins[0] <= begin <= begins[1] and ends[0] <= end <= ends[1] and begin <= end:
                    worlds.append((begin, end))
    hits = [begin <= last and end >= first for begin, end in worlds]
    near = [
        hit
        for hit, (begin, end) in zip(hits, worlds, strict=True)
        if max(begin, stated[0]) <= last and min(end, stated[1]) >= first
    ]
    if all(hits) and not doubts:
        return "certain"
    return "possible" if any(near) else "no"


def _list_ways(text: str):
    """When it can have begun and ended, what is stated of it, and whether that is in doubt."""
    if "/" in text:
        start, end = text.split("/")
        moments = [Moment(each) for each in (start, end) if each not in ("", "..")]
        days = [day for moment in moments for day in moment.get_days()]
        begins = Moment(start).get_days() if start not in ("", "..") else (-FOREVER, max(days))
        ends = Moment(end).get_days() if end not in ("", "..") else (min(days), FOREVER)
        if start == "..":
            begins = (-FOREVER, -FOREVER)
        if end == "..":
            ends = (FOREVER, FOREVER)
        stated = (
            -FOREVER if start == ".." else min(days),
            FOREVER if end == ".." else max(days),
        )
        return begins, ends, stated, any(moment.is_uncertain for moment in moments)
    if ".." in text:
        moments = [Moment(each) for each in text.split("..") if each]
        # From the first day of its start to the last of its end, also where one is in the other.
        stated = min(moments[0].get_days()), max(moments[-1].get_days())
        low = -FOREVER if text.startswith("..") else stated[0]
        high = FOREVER if text.endswith("..") else stated[1]
        return (low, high), None, stated, any(m.is_uncertain for m in moments)
    moment = Moment(text)
    return moment.get_days(), None, moment.get_days(), moment.is_uncertain


assert all(before < after for before, after in pairwise(sorted(year_starts())))
