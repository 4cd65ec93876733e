"""The points of a vertical timeline: every event, and each beginning and end of a duration."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SimpleDate,
    UndatedEnd,
)
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import Hit, MatchLevel


class VerticalSign(StrEnum):
    """A sign beside an event's title, explained in the legend."""

    EVENT = "event"
    VAGUE = "approximate or one of several days"
    POSSIBLE = "possibly in the range"
    BEGIN = "begins"
    END = "ends"
    GROUP = "number of events"


class TimelinePoint(FrozenRecord):
    """A point in time with a row of its own: its days, and which hit begins or ends there."""

    hit_index: int
    hit: Hit
    sign: VerticalSign
    first: int
    last: int
    is_approximate: bool
    spans_days: bool = False
    """Whether it is one of several days, of which the first and the last are known."""

    def get_years(self, calendar: Calendar) -> tuple[int, int]:
        """The first and last year that the point may be in."""
        return to_civil_date(self.first, calendar)[0], to_civil_date(self.last, calendar)[0]


def collect_points(hits: Sequence[Hit]) -> list[TimelinePoint]:
    """Collect every beginning, event and end, in order of time."""
    found = []
    for number, hit in enumerate(hits):
        date, span = hit.event.date, hit.event.span
        if not isinstance(date, DateInterval):
            soft = _is_approximate(date)
            sign = VerticalSign.VAGUE if soft else VerticalSign.EVENT
            if hit.match_level is MatchLevel.POSSIBLE:
                sign = VerticalSign.POSSIBLE
            spread = (
                isinstance(date, DateSet)
                and soft
                and span.earliest_start > INFINITE_PAST
                and span.latest_end < INFINITE_FUTURE
            )
            found.append(
                TimelinePoint(number, hit, sign, span.first_day, span.last_day, soft, spread)
            )
            continue
        start, end = date.start, date.end
        if span.earliest_start != INFINITE_PAST:
            last = min(span.latest_start, span.last_day)
            found.append(
                TimelinePoint(
                    number, hit, VerticalSign.BEGIN, span.first_day, last, _is_approximate(start)
                )
            )
        if span.latest_end != INFINITE_FUTURE:
            first = max(span.earliest_end, span.first_day)
            found.append(
                TimelinePoint(
                    number, hit, VerticalSign.END, first, span.latest_end, _is_approximate(end)
                )
            )
    order = {VerticalSign.BEGIN: 0, VerticalSign.END: 2}
    return sorted(
        found,
        key=lambda point: (
            point.last if point.sign is VerticalSign.END else point.first,
            order.get(point.sign, 1),
        ),
    )


def _is_approximate(date: EdtfDate | UndatedEnd) -> bool:
    """Whether a date is drawn as approximate."""
    if isinstance(date, SimpleDate):
        return date.is_approximate or date.is_uncertain
    return isinstance(date, DateSet) and date.kind is SetKind.ONE_OF
