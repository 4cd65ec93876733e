"""Periods: what a person types for a date or a stretch of time, as its first and last day.

    period  = bound point | point BETWEEN point | "between" point "and" point
            | "last" N units | point
    bound   = "before" | "by" | "until" | "after" | "since" | "from"
    BETWEEN = ".." | "to" | "until" | "through" | "-" of any length | "/"
    point   = today | "3 weeks ago" | "this year" | any EDTF | a date in words (`partial_dates`)

Every reading is an EDTF date first (`Period.build_date`), so that what was understood can be shown,
stored and explained; its first and last day follow from the date's span. What has two readings is
refused with both.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from qaim_cli.dates import (
    DateInterval,
    DateSpan,
    EdtfDate,
    UndatedEnd,
    compute_span,
    describe_date,
    describe_days,
    format_edtf,
    parse_edtf,
)
from qaim_cli.errors import DateError
from qaim_cli.periods import partial_dates, relative
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.ambiguity import find_other_reading, normalise_numeric_date
from qaim_cli.periods.partial_dates import PartialDate
from qaim_cli.periods.units import apply_bound, get_ends, mark_approximate

_EDTF_CHARACTERS = re.compile(r"[\d\sXYEST:Z+\-/.,~?%\[\]{}]+")
_MAX_INPUT_CHARS = 200
_PROBE_DAYS = (datetime.date(4999, 12, 31), datetime.date(5001, 1, 1))
"""Two days of which nothing is the same, to tell a date that counts from today.

They lie ahead, so that "2004 to now" has its end behind its start on neither.
"""


class Period(NamedTuple):
    """A stretch of time as typed: its date, and its first and last day (day numbers, inclusive)."""

    text: str
    date: EdtfDate
    span: DateSpan
    first_day: int
    last_day: int

    @property
    def edtf(self) -> str:
        """The reading in EDTF."""
        return format_edtf(self.date)

    def __str__(self) -> str:
        """The period as understood, in words: its two days, or an open end."""
        return describe_days(self.first_day, self.last_day)


def parse_period(text: str, today: datetime.date) -> Period:
    """The period that a person's text means.

    Args:
        text: what was typed.
        today: the day that "today", "last 5 years" and the like are counted from.

    Raises:
        DateError: the text is no date or has two readings; the error says what to write.
    """
    date = parse_date(text, today)
    bounds = compute_span(date)
    return Period(text, date, bounds, bounds.earliest_start, bounds.latest_end)


def parse_absolute_date(text: str) -> EdtfDate:
    """The date that a text means whatever day it is read on; see `read`.

    Raises:
        DateError: the text is no date, has two readings, or counts from today.
    """
    readings = {parse_date(text, today) for today in _PROBE_DAYS}
    if len(readings) > 1:
        raise DateError(f"{text!r} counts from today", "name the date itself")
    return readings.pop()


def parse_date(text: str, today: datetime.date) -> EdtfDate:
    """The EDTF date that a person's text means; see `read`."""
    shown = " ".join(text.split())
    if not shown:
        raise DateError("the date is empty", "write 2004, apr 2004, 17 April 2004 or 2003..2005")
    if len(shown) > _MAX_INPUT_CHARS:
        raise DateError(
            f"{shown[:40] + '…'!r} is too long for a date",
            f"use at most {_MAX_INPUT_CHARS} characters",
        )
    shown = normalise_numeric_date(shown)
    if _EDTF_CHARACTERS.fullmatch(shown):
        try:
            date = parse_edtf(shown)
        except DateError:
            if shown[0] in "[{":
                raise
        else:
            compute_span(date)
            return date
    return _PeriodParser(shown, today).parse()


class _PeriodParser:
    """One text being read: its tokens, with the text for the errors."""

    def __init__(self, text: str, today: datetime.date) -> None:
        self.text = text
        self.today = today

    def parse(self) -> EdtfDate:
        tokens = words.split_tokens(self.text)
        if not tokens:
            return self._parse_prose()
        if (ahead := relative.parse_relative_range(tokens, self.today)) is not None:
            return ahead
        if tokens[0] in ("between", "from") and (cut := _find_separator(tokens[1:])) is not None:
            return self._parse_split(tokens[1:], cut)
        if tokens[-1] in words.ONWARD_WORDS:
            return apply_bound(
                "since", self._parse_single_date(tokens[tokens[0] in ("from", "since") : -1])
            )
        if tokens[:2] == ["up", "to"]:
            tokens = ["until", *tokens[2:]]
        if tokens[0] in words.BOUND_WORDS and len(tokens) > 1:
            return apply_bound(words.BOUND_WORDS[tokens[0]], self._parse_single_date(tokens[1:]))
        if (cut := _find_separator(tokens)) is not None:
            date = self._parse_split(tokens, cut)
            return mark_approximate(date) if tokens[0] in words.CIRCA_WORDS else date
        return self._parse_single_date(tokens)

    def _parse_split(self, tokens: list[str], cut: int) -> EdtfDate:
        """The range of the tokens on both sides of the word or sign at `cut`."""
        left, right = tokens[:cut], tokens[cut + 1 :]
        if left and right:
            return self._parse_range(left, right)
        if tokens[cut] not in words.OPEN_RANGE_SIGNS or left == right:
            raise DateError(f"{self.text!r} lacks a date for its range", "write A..B, A.. or ..B")
        start, end = get_ends(self._parse_single_date(left or right))
        return DateInterval(start, UndatedEnd.OPEN) if left else DateInterval(UndatedEnd.OPEN, end)

    def _parse_range(self, left: list[str], right: list[str]) -> EdtfDate:
        left, right = _share_era(left, right)
        start = relative.parse_relative_date(left, self.today)
        end = relative.parse_relative_date(right, self.today)
        first, last = partial_dates.share_missing_fields(
            PartialDate(self.text) if start else partial_dates.parse_partial_date(left, self.text),
            PartialDate(self.text) if end else partial_dates.parse_partial_date(right, self.text),
        )
        start, end = start or partial_dates.build_date(first), end or partial_dates.build_date(last)
        date = DateInterval(get_ends(start)[0], get_ends(end)[1])
        try:
            compute_span(date)
        except DateError:
            raise DateError(
                f"{self.text!r} ends before it begins: {describe_date(start)} comes after "
                f"{describe_date(end)}",
                "put the earlier date first",
            ) from None
        return date

    def _parse_single_date(self, tokens: list[str]) -> EdtfDate:
        if (moment := relative.parse_relative_date(tokens, self.today)) is not None:
            return moment
        return partial_dates.build_date(partial_dates.parse_partial_date(tokens, self.text))

    def _parse_prose(self) -> EdtfDate:
        """A day in prose with a time of day, or whatever else only a general reader knows."""
        from qaim_cli.periods.prose import parse_day_in_prose

        return parse_day_in_prose(self.text)


def _find_separator(tokens: list[str]) -> int | None:
    """Where a range is cut in two: the first word or sign that stands between two dates."""
    return next((i for i, token in enumerate(tokens) if token in words.RANGE_SEPARATORS), None)


def _share_era(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """The ends of a range of years with the era that only one of them says: "10–5 BC", "AD 1–33".

    Without it a small number beside it would be taken for a day.
    """
    match left, right:
        case _, [_, era] if era in words.ERA_WORDS and words.is_bare_year(left):
            return [*left, era], right
        case [era, _], [_] if era in words.ERA_WORDS:
            return left, [era, *right]
    return left, right


__all__ = [
    "Period",
    "find_other_reading",
    "parse_absolute_date",
    "parse_date",
    "parse_period",
]
