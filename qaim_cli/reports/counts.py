"""Counts: how many events, or how many people harmed, by a unit of time or by a label.

By time, an event counts once, in the unit in which it began. One that may have begun in either of
two units is in neither: it is told apart, so that no total counts it twice and no unit claims it.
By label, an event counts for each of its labels, and the total counts it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import INFINITE_PAST, Calendar
from qaim_cli.errors import RequestError
from qaim_cli.model import Event, Timeline
from qaim_cli.query import MatchLevel, QueryAnswer
from qaim_cli.query.terms import FACET_GETTERS, iter_figures, make_value_namer, sum_figures
from qaim_cli.reports.listing import build_footer, empty_message
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.reports.time_units import TIME_UNITS, TimeUnit, parse_time_unit
from qaim_cli.text import fold, format_count, format_list, quote_text, suggest_name

MAX_DRAWN_EMPTY_UNITS, MAX_DATA_EMPTY_UNITS = 3, 1000
"""More empty units than this in a row are told in one line, in a drawing and in data."""


class CountFacet(StrEnum):
    """What events are counted by."""

    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    MONTH = "month"
    ACTOR = "actor"
    PLACE = "place"
    TAG = "tag"
    SECTION = "section"
    TIMELINE = "timeline"


class NumberRange(NamedTuple):
    """A number known only to lie in low..high; high may be infinite."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return _format_number(self.low)
        if self.high == float("inf"):
            return f"at least {_format_number(self.low)}"
        return f"{_format_number(self.low)}–{_format_number(self.high)}"

    @property
    def record(self) -> Record:
        """Its bounds as data; high is None where it has none."""
        return {
            "least": int(self.low),
            "most": None if self.high == float("inf") else int(self.high),
        }


class CountBar(NamedTuple):
    """One unit or label with its amount."""

    id: str
    name: str
    amount: NumberRange
    is_separate: bool = False
    """Whether it is no unit of its own: empty units in a row, or what belongs to none."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Its name and its amount."""
        return self.name, str(self.amount)

    @property
    def record(self) -> Record:
        """Its name and amount as data."""
        return {"id": self.id, "name": self.name, **self.amount.record}


class CountReport(NamedTuple):
    """What was counted: a bar for each unit or label, and the sheet of the same."""

    bars: tuple[CountBar, ...]
    table: TableReport
    is_by_label: bool = False
    """Whether the bars stand for labels rather than for units of time."""


def parse_count_unit(text: str) -> CountFacet | TimeUnit:
    """What events are to be counted by: "tag", "century", "50 years", "10 million years".

    Raises:
        RequestError: there is nothing of that name to count by.
    """
    if text in tuple(CountFacet):
        return CountFacet(text)
    if (unit := parse_time_unit(text)) is not None:
        return unit
    nearest = suggest_name(text, tuple(CountFacet))
    raise RequestError(
        f"events cannot be counted by {quote_text(text)}",
        nearest or f"choose {format_list(tuple(CountFacet), 'or')}, or write 50 years",
    )


def build_counts(
    answer: QueryAnswer, *, by: CountFacet | TimeUnit, summed: str = ""
) -> CountReport:
    """The counts of an answer's hits, or the sums of a harm done in them, by a unit or a label."""
    unit = by if isinstance(by, TimeUnit) else TIME_UNITS.get(by)
    name = unit.name if unit else str(by)
    weigh = _make_casualty_counter(summed) if summed else _count_events
    events = [hit.event for hit in answer.hits]
    if unit is not None:
        calendar = answer.timeline.date_rules.calendar
        bars = tuple(_count_by_unit(events, unit, calendar, weigh, MAX_DRAWN_EMPTY_UNITS))
        rows = tuple(_count_by_unit(events, unit, calendar, weigh, MAX_DATA_EMPTY_UNITS))
    else:
        bars = rows = tuple(_count_by_label(events, CountFacet(name), answer.timeline, weigh))
    whole = weigh(events)
    if summed:
        told = f"{whole} {summed} in {format_count(len(events), 'event')}"
    else:
        told = format_count(len(events), "event")
    possible = sum(hit.match_level is MatchLevel.POSSIBLE for hit in answer.hits)
    notes = [told, *([f"{possible:,} of them only possibly"] if possible else [])]
    if unit is None and sum(bar.amount.low for bar in bars) > whole.low:
        notes.append(f"an event counts for each {name} it has, and once in the total")
    if any(bar.is_separate and bar.id == "vague" for bar in bars):
        notes.append(f"what may have begun in more than one {name} is told apart")
    kept_back = build_footer(answer)[1 + bool(possible) :]
    sheet = TableReport(
        title=answer.timeline.title,
        heading=(f"{summed or 'events'} by {name}", *answer.query.term_descriptions),
        columns=(
            TableColumn(name.capitalize(), weight=2),
            TableColumn(summed.capitalize() or "Events", is_numeric=True),
        ),
        rows=rows,
        footer=(*notes, *kept_back),
        empty_message=empty_message(answer),
    )
    return CountReport(bars, sheet, is_by_label=unit is None)


def _count_by_unit(
    events: list[Event],
    unit: TimeUnit,
    calendar: Calendar,
    weigh: Callable[[Iterable[Event]], NumberRange],
    longest_run: int,
) -> Iterable[CountBar]:
    found: dict[int, list[Event]] = {}
    vague = []
    for event in events:
        span = event.span.with_tolerance
        first, last = span.earliest_start, span.latest_start
        number = None if first == INFINITE_PAST else unit.get_number(first, calendar)
        if number is not None and number == unit.get_number(last, calendar):
            found.setdefault(number, []).append(event)
        else:
            vague.append(event)
    before: int | None = None
    for number in sorted(found):
        if before is not None:
            yield from _iter_empty_bars(before + 1, number - 1, unit, longest_run)
        yield CountBar(unit.format_edtf(number), unit.format_name(number), weigh(found[number]))
        before = number
    if vague:
        yield CountBar("vague", "vaguer", weigh(vague), is_separate=True)


def _iter_empty_bars(first: int, last: int, unit: TimeUnit, longest_run: int) -> Iterable[CountBar]:
    """The empty units from the first to the last, each told, or in one line if they are many."""
    if last - first + 1 <= longest_run:
        for number in range(first, last + 1):
            yield CountBar(unit.format_edtf(number), unit.format_name(number), NumberRange(0, 0))
    else:
        start, end = (
            unit.format_edtf(first).partition("/")[0],
            unit.format_edtf(last).rpartition("/")[2],
        )
        name = f"{unit.format_name(first)} to {unit.format_name(last)}"
        yield CountBar(f"{start}/{end}", name, NumberRange(0, 0), is_separate=True)


def _count_by_label(
    events: list[Event],
    by: CountFacet,
    timeline: Timeline,
    weigh: Callable[[Iterable[Event]], NumberRange],
) -> Iterable[CountBar]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for label in dict.fromkeys(FACET_GETTERS[by](event)):
            found.setdefault(label, []).append(event)
    name = make_value_namer(timeline, by)
    bars = [CountBar(label, name(label), weigh(having)) for label, having in found.items()]
    yield from sorted(bars, key=lambda bar: (-bar.amount.low, fold(bar.name)))
    without = [event for event in events if not any(True for _ in FACET_GETTERS[by](event))]
    if without:
        yield CountBar("none", f"without {by}", weigh(without), is_separate=True)


def _count_events(events: Iterable[Event]) -> NumberRange:
    number = sum(1 for _ in events)
    return NumberRange(number, number)


def _make_casualty_counter(harm: str) -> Callable[[Iterable[Event]], NumberRange]:
    """The sum of the figures that the events give for a harm, between its bounds."""

    def count_casualties(events: Iterable[Event]) -> NumberRange:
        bounds = sum_figures(figure for event in events for figure in iter_figures(event, harm))
        return NumberRange(*(bounds or (0, 0)))

    return count_casualties


def _format_number(number: float) -> str:
    return f"{int(number):,}"
