"""The days that an event takes up in a drawing."""

from __future__ import annotations

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateInterval
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event


class DrawnDays(FrozenRecord):
    """The days of an event's mark, and the stretches in which it begins and ends.

    A stretch is where an axis must have room: all days that an event may be on, but of a duration
    only its beginning and its end.
    """

    first: int
    start_last: int
    """The last day of the stretch that begins on the first: of no duration, the last of all."""
    end_first: int | None
    """The first day of the stretch in which a duration ends; None of anything else."""
    last: int
    mark_start: int
    """The day on which the mark begins; infinite where it goes back to the edge."""

    def list_stretches(self) -> list[tuple[int, int]]:
        """List the first and last day of each stretch."""
        beginning = (self.first, self.start_last)
        return [beginning] if self.end_first is None else [beginning, (self.end_first, self.last)]


def get_day_range(event: Event) -> tuple[int, int] | None:
    """Return the first and last day that an event's mark can cover, or None."""
    # What is about a time may lie beside it; a duration's end says so by its sign.
    span = event.span if isinstance(event.date, DateInterval) else event.span.with_tolerance
    first = span.last_day if span.first_day == INFINITE_PAST else span.first_day
    last = span.first_day if span.last_day == INFINITE_FUTURE else span.last_day
    if INFINITE_PAST in (first, last) or INFINITE_FUTURE in (first, last):
        return None
    return min(first, last), max(first, last)


def get_drawn_days(event: Event) -> DrawnDays | None:
    """Return the days that an event takes up in a drawing; None where no day of it is known."""
    days = get_day_range(event)
    if days is None:
        return None
    (first, last), span = days, event.span
    if isinstance(event.date, DateInterval):
        start_last = max(first, min(span.latest_start, span.last_day, last))
        end_first = min(max(span.earliest_end, span.first_day, first), last)
        start = INFINITE_PAST if span.earliest_start == INFINITE_PAST else first
        return DrawnDays(first, start_last, end_first, last, start)
    start = span.first_day if span.holds_in_all_parts else first
    return DrawnDays(first, last, None, last, start)
