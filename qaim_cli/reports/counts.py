"""Counts: how many events, or how many people harmed, by a unit of time or by a label.

By time, an event counts once, in the unit in which it began. One that may have begun in either of
two units is in neither: it is counted separately, so that no total counts it twice.
By label, an event counts for each of its labels, and the total counts it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.dates.calendar import MONTHS, format_edtf_year, to_civil_date
from qaim_cli.dates.descriptions import describe_year
from qaim_cli.model import Event, Timeline
from qaim_cli.query import QueryAnswer
from qaim_cli.query.terms import FACET_GETTERS, iter_figures, make_value_namer, sum_figures
from qaim_cli.reports.listing import count_possible_hits, describe_omissions, empty_message
from qaim_cli.reports.query_range import QueryRange, get_query_range
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import fold, format_count

MAX_DRAWN_EMPTY_UNITS, MAX_DATA_EMPTY_UNITS = 3, 1000
"""Longer runs of empty units are merged into one row, in drawings and in data."""

EARLIER, VAGUE, NONE = "earlier", "vague", "none"
"""The ids of bars for events that began before the dates asked about, that may have begun in
several units, or that have no label."""
_SEPARATE_NAMES = {EARLIER: "earlier", VAGUE: "vaguer"}


class CountFacet(StrEnum):
    """What events are counted by."""

    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
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


def build_counts(answer: QueryAnswer, *, facet: CountFacet, casualty_kind: str = "") -> CountReport:
    """Count an answer's events, or the people harmed in them, by a unit of time or a label."""
    count_amount = _make_casualty_counter(casualty_kind) if casualty_kind else _count_events
    events = [hit.event for hit in answer.hits]
    if unit := _TIME_UNITS.get(facet):
        query_range = get_query_range(answer.query)
        bars, rows = (
            tuple(_count_by_unit(events, unit, query_range, count_amount, max_empty_units))
            for max_empty_units in (MAX_DRAWN_EMPTY_UNITS, MAX_DATA_EMPTY_UNITS)
        )
    else:
        bars = rows = tuple(_count_by_label(events, facet, answer.timeline, count_amount))
    total = count_amount(events)
    total_note = format_count(len(events), "event")
    if casualty_kind:
        total_note = f"{total} {casualty_kind} in {total_note}"
    table = TableReport(
        title=answer.timeline.title,
        heading=(f"{casualty_kind or 'events'} by {facet}", *answer.query.term_descriptions),
        columns=(
            TableColumn(str(facet).capitalize(), weight=2),
            TableColumn(casualty_kind.capitalize() or "Events", is_numeric=True),
        ),
        rows=rows,
        footer=(
            total_note,
            *_describe_counting(bars, total, facet, count_possible_hits(answer)),
            *describe_omissions(answer),
        ),
        empty_message=empty_message(answer),
    )
    return CountReport(bars, table, is_by_label=facet not in _TIME_UNITS)


def _describe_counting(
    bars: tuple[CountBar, ...], total: NumberRange, facet: CountFacet, possible_count: int
) -> Iterator[str]:
    """Notes on events that are counted in no bar, in several, or only possibly."""
    if possible_count:
        yield f"{possible_count:,} of them only possibly"
    if facet not in _TIME_UNITS and sum(bar.amount.low for bar in bars) > total.low:
        yield f"an event counts for each {facet} it has, and once in the total"
    separate_bars = [bar.id for bar in bars if bar.is_separate]
    if EARLIER in separate_bars:
        yield "events that began before the dates asked about are counted separately"
    if VAGUE in separate_bars:
        yield f"events that may begin in more than one {facet} are counted separately"


class _TimeUnit(NamedTuple):
    """A unit of time: the number of the unit that holds a day; its name and EDTF by number."""

    get_number: Callable[[int], int]
    format_name: Callable[[int], str]
    format_edtf: Callable[[int], str]


def _format_century(number: int) -> str:
    nth, era = (number + 1, "") if number >= 0 else (-number, " BC")
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if nth % 100 in (11, 12, 13) else nth % 10, "th")
    return f"{nth:,}{suffix} century{era}"


def _format_decade(number: int) -> str:
    first = 10 * number
    return f"{first}s" if first >= 1000 else f"{describe_year(first)} – {describe_year(first + 9)}"


_TIME_UNITS = {
    CountFacet.MONTH: _TimeUnit(
        lambda day: to_civil_date(day)[0] * 12 + to_civil_date(day)[1] - 1,
        lambda number: f"{MONTHS[number % 12][:3]} {describe_year(number // 12)}",
        lambda number: f"{format_edtf_year(number // 12)}-{number % 12 + 1:02d}",
    ),
    CountFacet.YEAR: _TimeUnit(lambda day: to_civil_date(day)[0], describe_year, format_edtf_year),
    CountFacet.DECADE: _TimeUnit(
        lambda day: to_civil_date(day)[0] // 10,
        _format_decade,
        lambda number: f"{format_edtf_year(10 * number)}/{format_edtf_year(10 * number + 9)}",
    ),
    CountFacet.CENTURY: _TimeUnit(
        lambda day: (to_civil_date(day)[0] - 1) // 100,
        _format_century,
        lambda number: (
            f"{format_edtf_year(100 * number + 1)}/{format_edtf_year(100 * number + 100)}"
        ),
    ),
}


def _count_by_unit(
    events: list[Event],
    unit: _TimeUnit,
    query_range: QueryRange,
    count_amount: Callable[[Iterable[Event]], NumberRange],
    max_empty_units: int,
) -> Iterator[CountBar]:
    events_by_unit: dict[int, list[Event]] = {}
    separate_events: dict[str, list[Event]] = {EARLIER: [], VAGUE: []}
    for event in events:
        span = event.span.with_tolerance
        first, last = span.earliest_start, span.latest_start
        if first == INFINITE_PAST or unit.get_number(first) != unit.get_number(last):
            separate_events[VAGUE].append(event)
        elif query_range.first != INFINITE_PAST and (
            unit.get_number(last) < unit.get_number(query_range.first)
        ):
            separate_events[EARLIER].append(event)
        else:
            events_by_unit.setdefault(unit.get_number(first), []).append(event)
    separate_bars = {
        name: [CountBar(name, _SEPARATE_NAMES[name], count_amount(events), is_separate=True)]
        for name, events in separate_events.items()
        if events
    }
    yield from separate_bars.get(EARLIER, ())
    previous: int | None = None
    for number in sorted(events_by_unit):
        if previous is not None:
            yield from _iter_empty_bars(previous + 1, number - 1, unit, max_empty_units)
        amount = count_amount(events_by_unit[number])
        yield CountBar(unit.format_edtf(number), unit.format_name(number), amount)
        previous = number
    yield from separate_bars.get(VAGUE, ())


def _iter_empty_bars(
    first: int, last: int, unit: _TimeUnit, longest_run: int
) -> Iterable[CountBar]:
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
        yield CountBar(NONE, f"without {by}", weigh(without), is_separate=True)


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
