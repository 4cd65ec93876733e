"""The columns of a date in an index: its bounds as numbers that a database can compare."""

from __future__ import annotations

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateInterval,
    DateSet,
    DateSpan,
    EdtfDate,
)
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.drawn_days import DrawnDays, get_drawn_days
from qaim_cli.model import Event
from qaim_cli.store.index.tables import ALL_OF, ONE_OF

_NOT_DRAWN = (None,) * len(DrawnDays._fields)


def make_date_columns(event: Event) -> tuple[int | str | None, ...]:
    """The values of `tables.DATE_COLUMNS` for an event's date."""
    span, calendar = event.span, event.date_rules.calendar
    wide = span.with_tolerance
    bounds = (wide.earliest_start, wide.latest_start, wide.earliest_end, wide.latest_end)
    days_of_year = {day: encode_day_of_year(day, calendar) for day in {*bounds}}
    members = (ALL_OF if span.holds_in_all_parts else ONE_OF) if span.parts else 0
    return (
        span.earliest_start, span.latest_start, span.earliest_end, span.latest_end,
        span.first_day, span.last_day,
        *bounds, wide.first_day, wide.last_day, span.vagueness,
        span.is_start_uncertain, span.is_end_uncertain, span.is_uncertain, span.is_approximate,
        members, *map(days_of_year.__getitem__, bounds),
        calendar.first_gregorian_day, get_date_kind(event.date), str(span.precision),
        *(get_drawn_days(event) or _NOT_DRAWN),
    )  # fmt: skip


def iter_part_columns(span: DateSpan) -> list[tuple[int, ...]]:
    """The values of `tables.PART_COLUMNS` for each member of a set."""
    return [
        (
            part.earliest_start, part.latest_start, part.earliest_end, part.latest_end,
            part.first_day, part.last_day, part.is_start_uncertain, part.is_end_uncertain,
        )
        for part in span.with_tolerance.parts
    ]  # fmt: skip


def encode_day_of_year(day: int, calendar: Calendar) -> int:
    """Encode a day's month and day as a number that grows through the year; 0 if open."""
    if day in (INFINITE_PAST, INFINITE_FUTURE):
        return 0
    _, month, day_of_month = to_civil_date(day, calendar)
    return month * 32 + day_of_month


def get_date_kind(date: EdtfDate) -> str:
    """The kind of a date: moment, interval or set."""
    if isinstance(date, DateInterval):
        return "interval"
    return "set" if isinstance(date, DateSet) else "moment"
