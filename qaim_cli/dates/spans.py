"""Spans: the earliest and latest day on which a date can begin and end.

A date began somewhere in `earliest_start..latest_start` and ended in `earliest_end..latest_end`, in
day numbers. An end that is open (`..`) lies at infinity because the source says so; an end that is
merely not known leaves a *gap*: its outer bound lies at infinity only because the end is not
recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import assert_never

from qaim_cli.dates.bounds import (
    DatePrecision,
    DayBounds,
    compute_bounds,
    compute_bounds_by_datetime,
    get_precision,
)
from qaim_cli.dates.calendar import HISTORICAL, INFINITE_FUTURE, INFINITE_PAST, Calendar
from qaim_cli.dates.edtf import (
    NO_MARKS,
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
    format_edtf,
    parse_edtf,
)
from qaim_cli.dates.tolerance import Tolerance, compute_widened_bounds
from qaim_cli.errors import EndBeforeStartError
from qaim_cli.frozen_record import FrozenRecord

_PRECISION_RANKS = {precision: rank for rank, precision in enumerate(DatePrecision)}
_NO_BOUNDS = (0, 0)
_GetBounds = Callable[[SimpleDate], DayBounds]


class DateRules(FrozenRecord):
    """How dates are read: the calendar, and the tolerance of "about" (None: by precision)."""

    calendar: Calendar = HISTORICAL
    about: Tolerance | None = None


class DateSpan(FrozenRecord):
    """Four bounds as day numbers; `first_day` and `last_day` read gaps as their unit.

    Each end's bounds are in order, and it can begin no later than it can end. A knowledge gap
    counts in `first_day` and `last_day` as the unit stated beside it: "by November 2017" may reach
    back for ever, and its `first_day` is 1 November 2017.
    """

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    first_day: int
    last_day: int
    precision: DatePrecision
    is_approximate: bool = False
    is_uncertain: bool = False
    is_start_uncertain: bool = False
    is_end_uncertain: bool = False
    parts: tuple[DateSpan, ...] = ()
    """The members of a set of several, which may leave days out between them."""
    holds_in_all_parts: bool = False
    """Whether it happened at all of its parts, rather than at one of them."""
    widened: DateSpan | None = None
    """The span with the tolerance of "about" added to its bounds, where it has one."""

    @property
    def with_tolerance(self) -> DateSpan:
        """Widen the span by the tolerance of "about", to judge what is possible and certain."""
        return self.widened or self

    @property
    def vagueness(self) -> int:
        """Size in days of the larger of the two uncertain ranges, ignoring knowledge gaps."""
        span = self.with_tolerance
        return max(
            min(span.latest_start, span.last_day) - span.first_day,
            span.last_day - max(span.earliest_end, span.first_day),
        )

    def is_certainly_within(
        self, first: int, last: int, *, known_until: int = INFINITE_FUTURE
    ) -> bool:
        """Whether every possible reading of the date overlaps first..last.

        `known_until` is the day up to which it is known to go on, where it has not ended.
        """
        if self.parts:
            found = (
                part.is_certainly_within(first, last, known_until=known_until)
                for part in self.with_tolerance.parts
            )
            return any(found) if self.holds_in_all_parts else all(found)
        span = self.with_tolerance
        end = span.earliest_end
        if end == INFINITE_FUTURE:
            end = max(known_until, span.latest_start)
        return (span.latest_start <= last and end >= first) and not (
            (self.is_start_uncertain and last != INFINITE_FUTURE)
            or (self.is_end_uncertain and first != INFINITE_PAST)
        )

    def is_possibly_within(self, first: int, last: int, *, include_gaps: bool = False) -> bool:
        """Whether some reading overlaps first..last; `include_gaps` lets gaps reach out."""
        span = self.with_tolerance
        if span.parts:
            return any(
                part.is_possibly_within(first, last, include_gaps=include_gaps)
                for part in span.parts
            )
        if include_gaps:
            return span.earliest_start <= last and span.latest_end >= first
        return span.first_day <= last and span.last_day >= first


@lru_cache(maxsize=8192)
def parse_with_span(
    text: str, calendar: Calendar = HISTORICAL, about: Tolerance | None = None
) -> tuple[EdtfDate, DateSpan]:
    """Parse an EDTF text into its date and span.

    Raises:
        DateError: the text is not EDTF, a day does not exist, or an end lies before its start.
    """
    date = parse_edtf(text)
    span = _compute_unmarked_span(date, calendar)
    return date, span or _compute_widened_span(date, calendar, about)


@lru_cache(maxsize=4096)
def compute_span(
    date: EdtfDate, calendar: Calendar = HISTORICAL, about: Tolerance | None = None
) -> DateSpan:
    """Compute the span of a date.

    Args:
        date: the date.
        calendar: the calendar that it is written in.
        about: how far `~` lets it lie outside its bounds; by its precision where not given.

    Raises:
        DateError: no day fits the digits, or an interval or run ends before it can start.
    """
    return _compute_widened_span(date, calendar, about)


def _compute_unmarked_span(date: EdtfDate, calendar: Calendar) -> DateSpan | None:
    """Compute the span of a Gregorian day, month or year without marks; else None."""
    if not isinstance(date, SimpleDate) or date.marks != NO_MARKS:
        return None
    bounds = compute_bounds_by_datetime(date, calendar.first_gregorian_day)
    return DateSpan(*bounds, *bounds, *bounds, get_precision(date)) if bounds else None


def _compute_widened_span(date: EdtfDate, calendar: Calendar, about: Tolerance | None) -> DateSpan:
    def get_bounds(simple_date: SimpleDate) -> DayBounds:
        return compute_bounds(simple_date, calendar)

    def get_widened_bounds(simple_date: SimpleDate) -> DayBounds:
        return compute_widened_bounds(simple_date, calendar, about)

    span = _compute_run_span(date, calendar) or _compute_span(date, get_bounds)
    if not span.is_approximate:
        return span
    return span._replace(widened=_compute_span(date, get_widened_bounds))


def _compute_run_span(date: EdtfDate, calendar: Calendar) -> DateSpan | None:
    """The span of the commonest set, one run between two dates without marks; None of others."""
    match date:
        case DateSet(SetKind.ONE_OF, (SetRange(SimpleDate() as start, SimpleDate() as end),)) if (
            not any(start.marks) and not any(end.marks)
        ):
            (first, first_end), (last_start, last) = (
                compute_bounds(each, calendar) for each in (start, end)
            )
            if first <= last_start and first_end <= last:
                coarser = max(map(get_precision, (start, end)), key=_PRECISION_RANKS.__getitem__)
                return DateSpan(first, last, first, last, first, last, coarser)
    return None


def _compute_span(date: EdtfDate, get_bounds: _GetBounds) -> DateSpan:
    match date:
        case SimpleDate():
            first, last = get_bounds(date)
            uncertain = date.is_uncertain
            return DateSpan(
                first, last, first, last, first, last, get_precision(date),
                date.is_approximate, uncertain, uncertain, uncertain,
            )  # fmt: skip
        case DateInterval():
            return _compute_interval_span(date, get_bounds)
        case DateSet(kind, members):
            span = _compute_set_span(date, get_bounds)
            if len(members) == 1:
                return span
            parts = tuple(
                _compute_set_span(DateSet(kind, (member,)), get_bounds) for member in members
            )
            return span._replace(parts=parts, holds_in_all_parts=kind is SetKind.ALL_OF)
        case _:
            assert_never(date)


def _compute_interval_span(date: DateInterval, get_bounds: _GetBounds) -> DateSpan:
    start = get_bounds(date.start) if isinstance(date.start, SimpleDate) else None
    end = get_bounds(date.end) if isinstance(date.end, SimpleDate) else None
    if start and end and end[1] < start[0]:
        raise EndBeforeStartError(
            f"{format_edtf(date)!r} ends before it begins", "put the earlier date first"
        )
    if start is None:
        first, last = end or _NO_BOUNDS
        is_open = date.start is UndatedEnd.OPEN
        return _combine_bounds(
            (INFINITE_PAST, INFINITE_PAST if is_open else last),
            (first, last),
            (INFINITE_PAST if is_open else first, last),
            () if is_open else (date.end,),
            (date.end,),
        )
    if end is None:
        first, last = start
        is_open = date.end is UndatedEnd.OPEN
        return _combine_bounds(
            start, (INFINITE_FUTURE if is_open else first, INFINITE_FUTURE),
            (first, INFINITE_FUTURE if is_open else last),
            (date.start,), () if is_open else (date.start,),
        )  # fmt: skip
    return _combine_bounds(
        *_drop_impossible_days(start, end), (start[0], end[1]), (date.start,), (date.end,)
    )


def _drop_impossible_days(start: DayBounds, end: DayBounds) -> tuple[DayBounds, DayBounds]:
    """Drop the days on which a date would end before it starts."""
    return (start[0], min(start[1], end[1])), (max(end[0], start[0]), end[1])


def _compute_set_span(date: DateSet, get_bounds: _GetBounds) -> DateSpan:
    pairs = [
        (member, member) if isinstance(member, SimpleDate) else (member.start, member.end)
        for member in date.members
    ]
    starts = [get_bounds(start) if start else (INFINITE_PAST, INFINITE_PAST) for start, _ in pairs]
    ends = [get_bounds(end) if end else (INFINITE_FUTURE, INFINITE_FUTURE) for _, end in pairs]
    if any(end[1] < start[0] for start, end in zip(starts, ends, strict=True)):
        raise EndBeforeStartError(
            f"{format_edtf(date)!r} has a run that ends before it begins",
            "put the earlier date first",
        )
    dates = [simple_date for pair in pairs for simple_date in pair if simple_date]
    earliest = min(start[0] for start in starts)
    latest = max(end[1] for end in ends)
    if date.kind is SetKind.ONE_OF:
        whole = (earliest, latest)
        bounds = [get_bounds(simple_date) for simple_date in dates]
        stated = (
            max(whole[0], min(first for first, _ in bounds)),
            min(whole[1], max(last for _, last in bounds)),
        )
        return _combine_bounds(whole, whole, stated, dates, dates)
    # All of them happened, so it began with the earliest at last and ended with the latest.
    members = [_drop_impossible_days(start, end) for start, end in zip(starts, ends, strict=True)]
    return _combine_bounds(
        (earliest, min(start[1] for start, _ in members)),
        (max(end[0] for _, end in members), latest),
        (earliest, latest), dates, dates,
    )  # fmt: skip


def _combine_bounds(
    start: DayBounds,
    end: DayBounds,
    stated: DayBounds,
    start_parts: Iterable[SimpleDate | UndatedEnd],
    end_parts: Iterable[SimpleDate | UndatedEnd],
) -> DateSpan:
    """Build the span of an interval or set; it takes the coarsest precision of its dates."""
    starts = [part for part in start_parts if isinstance(part, SimpleDate)]
    ends = [part for part in end_parts if isinstance(part, SimpleDate)]
    start_marks = set[str]().union(*(date.marks for date in starts))
    end_marks = set[str]().union(*(date.marks for date in ends))
    start_uncertain = not start_marks.isdisjoint("?%")
    end_uncertain = not end_marks.isdisjoint("?%")
    return DateSpan(
        *start, *end, *stated,
        precision=max(map(get_precision, starts + ends), key=_PRECISION_RANKS.__getitem__),
        is_approximate=not (start_marks | end_marks).isdisjoint("~%"),
        is_uncertain=start_uncertain or end_uncertain,
        is_start_uncertain=start_uncertain,
        is_end_uncertain=end_uncertain,
    )  # fmt: skip
