"""Periods: what a person types for a date or a stretch of time, as its first and last day.

A text is read as EDTF, then by the grammar of common words (`grammar`), then, where these fail,
rewritten from other wordings and languages (`phrases`). Every reading is an EDTF date first
(`Period.date`), so that what was understood can be shown, stored and explained; its first and last
day follow from it. Ambiguous input raises an error that lists both readings.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from qaim_cli.dates import (
    HISTORICAL,
    Calendar,
    DateSpan,
    EdtfDate,
    compute_span,
    describe_days,
    format_edtf,
)
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods.ambiguity import find_other_reading
from qaim_cli.periods.common_forms import parse_common_form
from qaim_cli.periods.grammar import PhraseContext, Reading
from qaim_cli.text import quote_text

_MAX_INPUT_CHARS = 200
_PROBE_DAYS = (datetime.date(4999, 12, 31), datetime.date(5001, 1, 1))
"""Two unrelated values of "today"; a date that parses differently is relative to today.

They lie ahead, so that "2004 to now" has its end behind its start on neither.
"""
_EDTF_TIME = re.compile(r"\dT(\d\d:[\d:]+)")
_NO_PERIODS: Mapping[str, str] = {}


class Period(FrozenRecord):
    """A stretch of time as typed: its date, and its first and last day (day numbers, inclusive)."""

    text: str
    date: EdtfDate
    span: DateSpan
    first_day: int
    last_day: int
    notes: tuple[str, ...] = ()
    """What of the text is left out or taken on trust, such as a time of day."""
    calendar: Calendar = HISTORICAL
    """The calendar in which its days are said."""

    @property
    def asked_days(self) -> tuple[int, int]:
        """The first and last day that a question about it asks for, as wide as "about" reaches."""
        wide = self.span.widened
        if wide is None:
            return self.first_day, self.last_day
        return (
            min(self.first_day, wide.earliest_start),
            max(self.last_day, wide.latest_end),
        )

    @property
    def edtf(self) -> str:
        """The reading in EDTF."""
        return format_edtf(self.date)

    def __str__(self) -> str:
        """The period as understood, in words: its two days, or an open end."""
        return describe_days(self.first_day, self.last_day, self.calendar)


def parse_period(
    text: str,
    today: datetime.date,
    calendar: Calendar = HISTORICAL,
    own_periods: Mapping[str, str] = _NO_PERIODS,
) -> Period:
    """Parse the period that a person's text means.

    Args:
        text: what was typed.
        today: the day that "today", "last 5 years" and the like are counted from.
        calendar: the calendar that its days are in unless it says another.
        own_periods: the named periods of a timeline: name to EDTF.

    Raises:
        DateError: the text is no date or has two readings; the error says what to write.
    """
    reading, notes = _parse(text, PhraseContext(text, today, calendar), own_periods)
    span = compute_span(reading.date, calendar)
    first, last = reading.first, reading.last
    return Period(
        text,
        reading.date,
        span,
        compute_bounds(first, calendar)[0] if first else span.earliest_start,
        compute_bounds(last, calendar)[1] if last else span.latest_end,
        notes,
        calendar,
    )


def parse_date(
    text: str,
    today: datetime.date,
    calendar: Calendar = HISTORICAL,
    own_periods: Mapping[str, str] = _NO_PERIODS,
) -> EdtfDate:
    """Parse the EDTF date that a person's text means; see `parse_period`."""
    return _parse(text, PhraseContext(text, today, calendar), own_periods)[0].date


def parse_absolute_date(
    text: str, calendar: Calendar = HISTORICAL, own_periods: Mapping[str, str] = _NO_PERIODS
) -> EdtfDate:
    """Parse a date that means the same whatever day it is read on; see `parse_period`.

    Raises:
        DateError: the text is no date, has two readings, or counts from today.
    """
    readings = {parse_date(text, today, calendar, own_periods) for today in _PROBE_DAYS}
    if len(readings) > 1:
        raise DateError(f"{text!r} counts from today", "name the date itself")
    return readings.pop()


def is_common_form(text: str) -> bool:
    """Whether a text reads as a date without the names of periods and the like."""
    try:
        parse_common_form(text, PhraseContext(text, _PROBE_DAYS[0]))
    except DateError:
        return False
    return True


def _parse(
    text: str, context: PhraseContext, own_periods: Mapping[str, str]
) -> tuple[Reading, tuple[str, ...]]:
    """Parse a text in a common form, else in any wording; return the reading and its notes."""
    # Cut before it is split, so that a text of any length costs the same.
    shown = " ".join(text[: 4 * _MAX_INPUT_CHARS].split())
    if not shown:
        raise DateError("the date is empty", "write 2004, apr 2004, 17 April 2004 or 2003..2005")
    if len(shown) > _MAX_INPUT_CHARS or len(text) > 4 * _MAX_INPUT_CHARS:
        raise DateError(
            f"{quote_text(shown, 40)} is too long for a date",
            f"use at most {_MAX_INPUT_CHARS} characters",
        )
    try:
        return _parse_any_form(shown, context._replace(text=shown), own_periods)
    except DateError as error:
        if shown.startswith(("[", "{")):
            raise
        from qaim_cli.periods.fixes import verify_fix

        def parse_proposal(proposal: str) -> object:
            return _parse_any_form(proposal, context._replace(text=proposal), own_periods)

        raise verify_fix(shown, error, parse_proposal) from None


def _parse_any_form(
    text: str, context: PhraseContext, own_periods: Mapping[str, str]
) -> tuple[Reading, tuple[str, ...]]:
    if own_periods and (own := _find_own_period(text, own_periods)) is not None:
        return Reading(own), ()
    try:
        reading = parse_common_form(text, context)
    except DateError as error:
        if text.startswith(("[", "{")) and not any(map(str.isalpha, text.replace("X", ""))):
            raise
        # Here, so that a date in a common form never loads the tables of the others.
        from qaim_cli.periods.phrases import parse_wording

        return parse_wording(text, context, own_periods, error)
    time = _EDTF_TIME.search(text) if "T" in text else None
    return reading, (f"the time of day ({time[1]}) is left out",) if time else ()


def _find_own_period(text: str, own_periods: Mapping[str, str]) -> EdtfDate | None:
    from qaim_cli.periods.named_periods import find_own_period

    return find_own_period(text, own_periods)


__all__ = [
    "Period",
    "find_other_reading",
    "is_common_form",
    "parse_absolute_date",
    "parse_date",
    "parse_period",
]
