"""Checks of dates against the other things an event says about its time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from qaim_cli import periods
from qaim_cli.checks.finding import CheckFinding
from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateInterval,
    DateSet,
    DateSpan,
    EdtfDate,
    SimpleDate,
    compute_span,
    describe_date,
    format_edtf,
)
from qaim_cli.errors import DateError
from qaim_cli.model import Event, Timeline
from qaim_cli.periods.vocabulary import MONTH_NUMBERS
from qaim_cli.text import fold, quote_text


def outside_whole(timeline: Timeline) -> Iterator[CheckFinding]:
    """Events that certainly began before, or ended after, the event they are part of."""
    parts = [event for event in _iter_dated_events(timeline) if event.part_of]
    known = {event.id: event for event in _iter_dated_events(timeline)} if parts else {}
    for event in parts:
        for whole in (known[id] for id in event.part_of if id in known):
            first, last = _get_outer_bounds(whole.span)
            # The latest that it can have begun and the earliest that it can have ended.
            span = event.span.with_tolerance
            begins_before = not span.is_start_uncertain and span.latest_start < first
            if begins_before or (not span.is_end_uncertain and span.earliest_end > last):
                yield CheckFinding(
                    event,
                    f"event {event.id!r} ({describe_date(event.date)}) lies outside "
                    f"{whole.id!r} ({describe_date(whole.date)})",
                    "correct one of the dates, or part_of",
                    ("date",),
                )


def date_text(timeline: Timeline) -> Iterator[CheckFinding]:
    """Dates in words that share no day with the date beside them."""
    for event in _iter_dated_events(timeline):
        date = _read_date(event, timeline)
        if date is None:
            continue
        first, last = _get_outer_bounds(compute_span(date, *event.date_rules))
        earliest, latest = _get_outer_bounds(event.span)
        if last < earliest or first > latest:
            yield CheckFinding(
                event,
                f"event {event.id!r} is dated {event.edtf} and says {quote_text(event.date_text)}",
                f"correct one of them; in EDTF the words are {format_edtf(date)}",
                ("date_text",),
            )


def season(timeline: Timeline) -> Iterator[CheckFinding]:
    """Season codes in dates whose words name months."""
    for event in _iter_dated_events(timeline):
        if event.date_text and any(map(_is_season, _iter_moments(event.date))):
            months = [word for word in fold(event.date_text).split() if word in MONTH_NUMBERS]
            date = _read_date(event, timeline)
            if months:
                yield CheckFinding(
                    event,
                    f"event {event.id!r} is dated by the season, {event.edtf}, and says "
                    f"{quote_text(event.date_text)}",
                    f"write {format_edtf(date)}" if date else "write the months in the date",
                    ("date",),
                )


def _iter_dated_events(timeline: Timeline) -> Iterator[Event]:
    """Iterate over the events whose date can be read."""
    return (event for event in timeline.events if event.edtf)


def _get_outer_bounds(span: DateSpan) -> tuple[int, int]:
    """Return the first and last day that a date can reach, doubts and gaps included."""
    wide = span.with_tolerance
    return (
        INFINITE_PAST if span.is_start_uncertain else wide.earliest_start,
        INFINITE_FUTURE if span.is_end_uncertain else wide.latest_end,
    )


def _read_date(event: Event, timeline: Timeline) -> EdtfDate | None:
    """Parse an event's date in words; None unless it is unambiguous."""
    text, calendar = event.date_text, event.date_rules.calendar
    try:
        return periods.parse_absolute_date(text, calendar, timeline.periods) if text else None
    except DateError:
        return None


def _iter_moments(date: EdtfDate) -> Iterator[SimpleDate]:
    match date:
        case SimpleDate():
            yield date
        case DateInterval(start, end):
            yield from (each for each in (start, end) if isinstance(each, SimpleDate))
        case DateSet(_, members):
            for member in members:
                ends = (member,) if isinstance(member, SimpleDate) else (member.start, member.end)
                yield from (each for each in ends if each)
        case _:
            assert_never(date)


def _is_season(moment: SimpleDate) -> bool:
    """Whether its month is one of EDTF's codes for seasons: 21 to 32, with or without a side."""
    return moment.month.isdecimal() and 21 <= int(moment.month) <= 32
