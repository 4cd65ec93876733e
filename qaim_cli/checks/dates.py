"""Checks of dates against what else the event says of its time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from qaim_cli import periods
from qaim_cli.checks.finding import Finding
from qaim_cli.dates import Date, Interval, Moment, Set, Span, describe, span, write
from qaim_cli.errors import DateError
from qaim_cli.model import Event, Timeline
from qaim_cli.periods.vocabulary import MONTHS
from qaim_cli.text import fold, shown


def outside_whole(timeline: Timeline) -> Iterator[Finding]:
    """Events that began before all they are part of, or ended after it, whatever their dates."""
    parts = [event for event in _dated(timeline) if event.part_of]
    known = {event.id: event for event in _dated(timeline)} if parts else {}
    for event in parts:
        for whole in (known[id] for id in event.part_of if id in known):
            first, last = _outermost(whole.span)
            # The latest that it can have begun and the earliest that it can have ended.
            begun = event.span.s1 + event.span.start_doubt
            ended = event.span.e0 - event.span.end_doubt
            if begun < first or ended > last:
                yield Finding(
                    event,
                    f"event {event.id!r} ({describe(event.date)}) lies outside its whole "
                    f"{whole.id!r} ({describe(whole.date)})",
                    "mend one of the dates or the part_of",
                    ("date",),
                )


def date_text(timeline: Timeline) -> Iterator[Finding]:
    """Dates in words that mean no day of the date beside them."""
    for event in _dated(timeline):
        date = _read(event.date_text)
        if date is None:
            continue
        first, last = _outermost(span(date))
        earliest, latest = _outermost(event.span)
        if last < earliest or first > latest:
            yield Finding(
                event,
                f"event {event.id!r} is dated {event.edtf} and says {shown(event.date_text)}",
                f"mend one of them; in EDTF the words are {write(date)}",
                ("date_text",),
            )


def season(timeline: Timeline) -> Iterator[Finding]:
    """Seasons in the date of an event whose date in words names months."""
    for event in _dated(timeline):
        if event.date_text and any(map(_is_season, _moments(event.date))):
            months = [word for word in fold(event.date_text).split() if word in MONTHS]
            date = _read(event.date_text)
            if months:
                yield Finding(
                    event,
                    f"event {event.id!r} is dated by the season, {event.edtf}, and says "
                    f"{shown(event.date_text)}",
                    f"write {write(date)}" if date else "write the months in the date",
                    ("date",),
                )


def _dated(timeline: Timeline) -> Iterator[Event]:
    """The events whose date could be read."""
    return (event for event in timeline.events if event.edtf)


def _outermost(span: Span) -> tuple[int, int]:
    """The first and last day that a date can touch, doubts and gaps included."""
    return span.s0 - span.start_doubt, span.e1 + span.end_doubt


def _read(text: str) -> Date | None:
    """The date that words mean, None where they mean none for certain."""
    try:
        return periods.read_absolute(text) if text else None
    except DateError:
        return None


def _moments(date: Date) -> Iterator[Moment]:
    match date:
        case Moment():
            yield date
        case Interval(start, end):
            yield from (each for each in (start, end) if isinstance(each, Moment))
        case Set(_, members):
            for member in members:
                ends = (member,) if isinstance(member, Moment) else (member.start, member.end)
                yield from (each for each in ends if each)
        case _:
            assert_never(date)


def _is_season(moment: Moment) -> bool:
    """Whether its month is one of EDTF's codes for seasons: 21 to 32, with or without a side."""
    return moment.month.isdecimal() and 21 <= int(moment.month) <= 32
