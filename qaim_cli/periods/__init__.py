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
from dataclasses import dataclass

from qaim_cli.dates import (
    Choice,
    Date,
    End,
    Interval,
    Run,
    Set,
    Span,
    day_in_words,
    describe,
    parse,
    span,
    write,
)
from qaim_cli.dates.spans import BEGINNING, FOREVER
from qaim_cli.errors import DateError
from qaim_cli.periods import points, relative
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.ambiguous import settled
from qaim_cli.periods.units import about, ends, neighbour

_EDTF = re.compile(r"[\d\sXYEST:Z+\-/.,~?%\[\]{}]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Period:
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
        if self.first == BEGINNING and self.last == FOREVER:
            return "all time"
        if self.first == BEGINNING:
            return f"until {day_in_words(self.last, short=True)}"
        if self.last == FOREVER:
            return f"from {day_in_words(self.first, short=True)}"
        if self.first == self.last:
            return day_in_words(self.first, short=True)
        return f"{day_in_words(self.first, short=True)} – {day_in_words(self.last, short=True)}"


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
        circa = tokens[0] in words.CIRCA
        if (ahead := relative.stretch(tokens, self.today)) is not None:
            return ahead
        if tokens[0] == "between" and "and" in tokens:
            middle = tokens.index("and")
            return self._range(tokens[1:middle], tokens[middle + 1 :])
        if tokens[0] == "from" and (middle := _middle(tokens[1:])) is not None:
            return self._range(tokens[1 : middle + 1], tokens[middle + 2 :])
        if tokens[:2] == ["up", "to"]:
            tokens = ["until", *tokens[2:]]
        if tokens[0] in words.BOUNDS and len(tokens) > 1:
            return self._bound(words.BOUNDS[tokens[0]], tokens[1:])
        if tokens[-1] in ("onward", "onwards"):
            return self._bound("since", tokens[:-1])
        if (middle := _middle(tokens)) is not None:
            date = self._range(tokens[:middle], tokens[middle + 1 :])
            return about(date) if circa else date
        return self._point(tokens)

    def _bound(self, bound: str, tokens: list[str]) -> Date:
        date = self._point(tokens)
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

    def _range(self, left: list[str], right: list[str]) -> Date:
        if not left or not right:
            return self._open(left or right, at_start=not left)
        start = relative.moment(left, self.today)
        end = relative.moment(right, self.today)
        if start is None and end is None:
            first, last = points.share(
                points.point(left, self.text), points.point(right, self.text)
            )
            start, end = points.date(first), points.date(last)
        elif start is None:
            start = points.date(points.point(left, self.text))
        elif end is None:
            end = points.date(points.point(right, self.text))
        assert start is not None and end is not None
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

    def _open(self, tokens: list[str], *, at_start: bool) -> Date:
        if not tokens:
            raise DateError(f"{self.text!r} has no date", "write A..B, A.. or ..B")
        start, end = ends(self._point(tokens))
        return Interval(End.OPEN, end) if at_start else Interval(start, End.OPEN)

    def _point(self, tokens: list[str]) -> Date:
        if (moment := relative.moment(tokens, self.today)) is not None:
            return moment
        try:
            return points.date(points.point(tokens, self.text))
        except DateError:
            if ":" in self.text:
                return self._prose()
            raise

    def _prose(self) -> Date:
        """A day in prose with a time of day, or whatever else only a general reader knows."""
        from qaim_cli.periods.prose import day_in_prose

        return day_in_prose(self.text)


def _middle(tokens: list[str]) -> int | None:
    """Where a range is cut in two: the first word or sign that stands between two dates."""
    return next((i for i, token in enumerate(tokens) if token in words.BETWEEN), None)


__all__ = ["Period", "read", "read_date"]
