"""Periods: what a person types for a date or a stretch of time, as its first and last day.

    period  = bound point | point BETWEEN point | "between" point "and" point
            | "last" N units | point
    bound   = "before" | "by" | "until" | "after" | "since" | "from"
    BETWEEN = ".." | "to" | "until" | "through" | "-" of any length | "/"
    point   = today | "3 weeks ago" | "this year" | any EDTF | a date in words (`points`)

Every reading is an EDTF date first (`Period.date`), so that what was understood can be shown,
stored and explained; its first and last day follow from the date's span. What has two readings is
refused with both.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from qaim_cli.dates import (
    Date,
    End,
    Interval,
    Span,
    describe,
    in_words,
    parse,
    span,
    write,
)
from qaim_cli.errors import DateError
from qaim_cli.periods import points, relative
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.ambiguous import other_reading, settled
from qaim_cli.periods.points import Point
from qaim_cli.periods.units import about, bounded, ends

_EDTF = re.compile(r"[\d\sXYEST:Z+\-/.,~?%\[\]{}]+")
_LONGEST = 200
_TWO_DAYS = (datetime.date(4999, 12, 31), datetime.date(5001, 1, 1))
"""Two days of which nothing is the same, to tell a date that counts from today.

They lie ahead, so that "2004 to now" has its end behind its start on neither.
"""


class Period(NamedTuple):
    """A stretch of time as typed: its date, and its first and last day (day numbers, inclusive)."""

    text: str
    date: Date
    span: Span
    first: int
    last: int

    @property
    def edtf(self) -> str:
        """The reading in EDTF."""
        return write(self.date)

    def __str__(self) -> str:
        """The period as understood, in words: its two days, or an open end."""
        return in_words(self.first, self.last)


def read(text: str, today: datetime.date) -> Period:
    """The period that a person's text means.

    Args:
        text: what was typed.
        today: the day that "today", "last 5 years" and the like are counted from.

    Raises:
        DateError: the text is no date or has two readings; the error says what to write.
    """
    date = read_date(text, today)
    bounds = span(date)
    return Period(text, date, bounds, bounds.s0, bounds.e1)


def read_absolute(text: str) -> Date:
    """The date that a text means whatever day it is read on; see `read`.

    Raises:
        DateError: the text is no date, has two readings, or counts from today.
    """
    readings = {read_date(text, today) for today in _TWO_DAYS}
    if len(readings) > 1:
        raise DateError(f"{text!r} counts from today", "name the date itself")
    return readings.pop()


def read_date(text: str, today: datetime.date) -> Date:
    """The EDTF date that a person's text means; see `read`."""
    shown = " ".join(text.split())
    if not shown:
        raise DateError("the date is empty", "write 2004, apr 2004, 17 April 2004 or 2003..2005")
    if len(shown) > _LONGEST:
        raise DateError(
            f"{shown[:40] + '…'!r} is too long for a date", f"use at most {_LONGEST} characters"
        )
    shown = settled(shown)
    if _EDTF.fullmatch(shown):
        try:
            date = parse(shown)
        except DateError:
            if shown[0] in "[{":
                raise
        else:
            span(date)
            return date
    return _Reader(shown, today).period()


class _Reader:
    """One text being read: its tokens, with the text for the errors."""

    def __init__(self, text: str, today: datetime.date) -> None:
        self.text = text
        self.today = today

    def period(self) -> Date:
        tokens = words.tokens(self.text)
        if not tokens:
            return self._prose()
        if (ahead := relative.stretch(tokens, self.today)) is not None:
            return ahead
        if tokens[0] in ("between", "from") and (cut := _middle(tokens[1:])) is not None:
            return self._cut(tokens[1:], cut)
        if tokens[-1] in words.ONWARD:
            return bounded("since", self._point(tokens[tokens[0] in ("from", "since") : -1]))
        if tokens[:2] == ["up", "to"]:
            tokens = ["until", *tokens[2:]]
        if tokens[0] in words.BOUNDS and len(tokens) > 1:
            return bounded(words.BOUNDS[tokens[0]], self._point(tokens[1:]))
        if (cut := _middle(tokens)) is not None:
            date = self._cut(tokens, cut)
            return about(date) if tokens[0] in words.CIRCA else date
        return self._point(tokens)

    def _cut(self, tokens: list[str], cut: int) -> Date:
        """The range of the tokens on both sides of the word or sign at `cut`."""
        left, right = tokens[:cut], tokens[cut + 1 :]
        if left and right:
            return self._range(left, right)
        if tokens[cut] not in words.OPEN or left == right:
            raise DateError(f"{self.text!r} lacks a date for its range", "write A..B, A.. or ..B")
        start, end = ends(self._point(left or right))
        return Interval(start, End.OPEN) if left else Interval(End.OPEN, end)

    def _range(self, left: list[str], right: list[str]) -> Date:
        left, right = _with_era(left, right)
        start = relative.moment(left, self.today)
        end = relative.moment(right, self.today)
        first, last = points.share(
            Point(self.text) if start else points.point(left, self.text),
            Point(self.text) if end else points.point(right, self.text),
        )
        start, end = start or points.date(first), end or points.date(last)
        date = Interval(ends(start)[0], ends(end)[1])
        try:
            span(date)
        except DateError:
            raise DateError(
                f"{self.text!r} ends before it begins: {describe(start)} comes after "
                f"{describe(end)}",
                "put the earlier date first",
            ) from None
        return date

    def _point(self, tokens: list[str]) -> Date:
        if (moment := relative.moment(tokens, self.today)) is not None:
            return moment
        return points.date(points.point(tokens, self.text))

    def _prose(self) -> Date:
        """A day in prose with a time of day, or whatever else only a general reader knows."""
        from qaim_cli.periods.prose import day_in_prose

        return day_in_prose(self.text)


def _middle(tokens: list[str]) -> int | None:
    """Where a range is cut in two: the first word or sign that stands between two dates."""
    return next((i for i, token in enumerate(tokens) if token in words.BETWEEN), None)


def _with_era(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """The ends of a range of years with the era that only one of them says: "10–5 BC", "AD 1–33".

    Without it a small number beside it would be taken for a day.
    """
    match left, right:
        case _, [_, era] if era in words.ERAS and words.is_year(left):
            return [*left, era], right
        case [era, _], [_] if era in words.ERAS:
            return left, [era, *right]
    return left, right


__all__ = [
    "Period",
    "other_reading",
    "read",
    "read_absolute",
    "read_date",
]
