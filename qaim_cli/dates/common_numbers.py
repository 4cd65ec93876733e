"""Day numbers of the commonest forms of dates, several times as quickly as by their spans.

These are days, months and years with a mark behind or none, intervals of two of them and sets of
some. Of each the numbers are those of `compute_day_numbers`; of any other form there are none here.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from qaim_cli.dates.bounds import DayBounds, compute_bounds
from qaim_cli.dates.calendar import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    SHORTEST_MONTH_LENGTHS,
    Calendar,
    to_day_number,
)
from qaim_cli.dates.day_numbers import DayNumbers
from qaim_cli.dates.edtf import SimpleDate, add_mark
from qaim_cli.dates.spans import DateRules
from qaim_cli.dates.tolerance import compute_widened_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord

_UNIT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?"
_COMMON_PATTERN = re.compile(
    rf"{_UNIT}(?:/{_UNIT})?|\[{_UNIT}(?:,{_UNIT})+\]|\{{{_UNIT}(?:,{_UNIT})+\}}", re.ASCII
)
_NO_PARTS: tuple[DayNumbers, ...] = ()


def find_common_numbers(
    text: str, rules: DateRules
) -> tuple[DayNumbers, tuple[DayNumbers, ...]] | None:
    """Find the day numbers of a date in EDTF, and of each member of a set; None of other forms."""
    if not _COMMON_PATTERN.fullmatch(text):
        return None
    try:
        if text[0] in "[{":
            members = [_read_unit(each, rules) for each in text[1:-1].split(",")]
            return (_join_one_of if text[0] == "[" else _join_all_of)(members)
        start, slash, end = text.partition("/")
        if not slash:
            return _read_unit(start, rules).numbers, _NO_PARTS
        return _join_interval(_read_unit(start, rules), _read_unit(end, rules))
    except DateError:
        return None  # which the parser explains


class _Unit(FrozenRecord):
    """A day, month or year: its numbers, and its bounds with the tolerance of "about"."""

    numbers: DayNumbers
    first: int
    last: int


@lru_cache(maxsize=2**15)
def _read_unit(text: str, rules: DateRules) -> _Unit:
    """Read a day, month or year with a mark or none.

    Raises:
        DateError: there is no such day.
    """
    if text[-1].isdecimal():
        first, last = _find_bounds(text, rules.calendar)
        return _Unit(
            DayNumbers(
                first, last, first, last, first, last, last, first, last - first, first, last
            ),
            first,
            last,
        )
    unit, mark = text[:-1], text[-1]
    first, last = low, high = _find_bounds(unit, rules.calendar)
    if mark != "?":
        date = add_mark(SimpleDate(unit[:4], unit[5:7], unit[8:]), mark)
        low, high = compute_widened_bounds(date, rules.calendar, rules.about)
    by, since = (high, low) if mark == "~" else (INFINITE_FUTURE, INFINITE_PAST)
    return _Unit(
        DayNumbers(low, high, low, high, low, high, by, since, high - low, first, last), low, high
    )


def _find_bounds(text: str, calendar: Calendar) -> DayBounds:
    """Find the first and last day of a day, month or year.

    Raises:
        DateError: there is no such day.
    """
    switch = calendar.first_gregorian_day
    if len(text) == 10:
        try:
            number = datetime.date.fromisoformat(text).toordinal()
        except ValueError:
            number = switch - 1
        if number >= switch:
            return number, number
    year, month, day = int(text[:4]), int(text[5:7] or 1), int(text[8:] or 1)
    if day <= SHORTEST_MONTH_LENGTHS[month - 1]:
        first = to_day_number(year, month, day, calendar)
        if len(text) == 10:
            last = first
        elif len(text) == 7:
            last = to_day_number(year + month // 12, month % 12 + 1, 1, calendar) - 1
        else:
            last = to_day_number(year + 1, 1, 1, calendar) - 1
        # What lies around a switch of the calendar may have no such day, or another last one.
        if last < switch or first > switch + 365:
            return first, last
    return compute_bounds(SimpleDate(text[:4], text[5:7], text[8:]), calendar)


def _join_interval(start: _Unit, end: _Unit) -> tuple[DayNumbers, tuple[DayNumbers, ...]] | None:
    """Join the ends of an interval, without the days on which it would end before it starts."""
    if end.numbers.day_last < start.numbers.day_first:
        return None
    latest_start, earliest_end = min(start.last, end.last), max(end.first, start.first)
    vagueness = max(latest_start - start.first, end.last - earliest_end)
    by, since = start.numbers.surely_by, end.numbers.surely_from
    numbers = DayNumbers(
        start.first, latest_start, earliest_end, end.last, start.first, end.last,
        latest_start if by < INFINITE_FUTURE else by,
        earliest_end if since > INFINITE_PAST else since,
        vagueness, start.numbers.day_first, end.numbers.day_last,
    )  # fmt: skip
    return numbers, _NO_PARTS


def _join_one_of(members: list[_Unit]) -> tuple[DayNumbers, tuple[DayNumbers, ...]]:
    """Join alternatives, of which none is certain alone."""
    low, high = min(each.first for each in members), max(each.last for each in members)
    numbers = DayNumbers(
        low, high, low, high, low, high,
        max(each.numbers.surely_by for each in members),
        min(each.numbers.surely_from for each in members),
        high - low, *_find_stated(members),
    )  # fmt: skip
    return numbers, tuple(_make_part(each, is_certain=False) for each in members)


def _join_all_of(members: list[_Unit]) -> tuple[DayNumbers, tuple[DayNumbers, ...]]:
    """Join what all happened: it began with the earliest at last, and ended with the latest."""
    low, high = min(each.first for each in members), max(each.last for each in members)
    latest_start = min(each.last for each in members)
    earliest_end = max(each.first for each in members)
    numbers = DayNumbers(
        low, latest_start, earliest_end, high, low, high, INFINITE_FUTURE, INFINITE_PAST,
        max(latest_start - low, high - earliest_end), *_find_stated(members),
    )  # fmt: skip
    return numbers, tuple(_make_part(each, is_certain=True) for each in members)


def _find_stated(members: list[_Unit]) -> DayBounds:
    """Find the days that a set states, without the tolerance of "about"."""
    return (
        min(each.numbers.day_first for each in members),
        max(each.numbers.day_last for each in members),
    )


def _make_part(member: _Unit, *, is_certain: bool) -> DayNumbers:
    """Make the numbers of a member, whose stated days are those with the tolerance."""
    numbers = member.numbers._replace(day_first=member.first, day_last=member.last)
    if is_certain:
        return numbers
    return numbers._replace(surely_by=INFINITE_FUTURE, surely_from=INFINITE_PAST)
