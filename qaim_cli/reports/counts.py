"""Counts: how many events, or how many people harmed, by a unit of time or by a label.

By time, an event counts once, in the unit in which it began. One that may have begun in either of
two units is in neither: it is counted separately, so that no total counts it twice.
By label, an event counts for each of its labels, and the total counts it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qaim_cli.dates import INFINITE_PAST, Calendar
from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS, OWN_FIELD_PREFIX, Facet
from qaim_cli.figures import iter_figures, sum_figures
from qaim_cli.model import Event, Timeline
from qaim_cli.query import QueryAnswer
from qaim_cli.query.own_fields import parse_number, require_facet
from qaim_cli.reports.listing import count_possible_hits, describe_omissions, empty_message
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.reports.time_units import TIME_UNITS, TimeUnit, parse_time_unit
from qaim_cli.text import fold, format_count, format_list, quote_text, suggest_name

MAX_DRAWN_EMPTY_UNITS, MAX_DATA_EMPTY_UNITS = 3, 1000
"""Longer runs of empty units are merged into one row, in drawings and in data."""

EARLIER, VAGUE, NONE = "earlier", "vague", "none"
"""The ids of bars for events that began before the dates asked about, that may have begun in
several units, or that have no label."""
_SEPARATE_NAMES = {EARLIER: "earlier", VAGUE: "vaguer"}


COUNT_CHOICES = (*TIME_UNITS, *FACETS)
"""What events are counted by, besides other lengths of time and own fields."""


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
        """The bounds as data; `high` is None where there is none."""
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
        """The name and the amount."""
        return self.name, str(self.amount)

    @property
    def record(self) -> Record:
        """The name and the amount as data."""
        return {"id": self.id, "name": self.name, **self.amount.record}


class CountReport(NamedTuple):
    """The result of a count: a bar for each unit or label, and a table of the same."""

    bars: tuple[CountBar, ...]
    table: TableReport
    is_by_label: bool = False
    """Whether the bars stand for labels rather than for units of time."""


def parse_count_unit(text: str) -> str | TimeUnit:
    """Parse what to count events by: "tag", "century", "50 years", "10 million years".

    Raises:
        RequestError: there is nothing of that name to count by.
    """
    if text in COUNT_CHOICES:
        return text
    if text.lower().startswith(OWN_FIELD_PREFIX):
        return text.lower()
    if (unit := parse_time_unit(text)) is not None:
        return unit
    nearest = suggest_name(text, COUNT_CHOICES)
    raise RequestError(
        f"events cannot be counted by {quote_text(text)}",
        nearest or f"choose {format_list(COUNT_CHOICES, 'or')}, or write 50 years",
    )


def build_counts(answer: QueryAnswer, *, by: str | TimeUnit, summed: str = "") -> CountReport:
    """Count an answer's events, or the people harmed in them, by a unit of time or a label."""
    unit = by if isinstance(by, TimeUnit) else TIME_UNITS.get(by)
    name = unit.name if unit else str(by)
    count_amount = _make_casualty_counter(summed) if summed else _count_events
    events = [hit.event for hit in answer.hits]
    if unit is not None:
        calendar = answer.timeline.date_rules.calendar
        first_day = get_query_range(answer.query).first
        units = _UnitCounter(unit, calendar, first_day, count_amount)
        bars = tuple(units.iter_bars(events, MAX_DRAWN_EMPTY_UNITS))
        rows = tuple(units.iter_bars(events, MAX_DATA_EMPTY_UNITS))
    else:
        facet = require_facet(name, answer.timeline)
        bars = rows = tuple(_count_by_facet(events, facet, answer.timeline, count_amount))
    total = count_amount(events)
    total_note = format_count(len(events), "event")
    table = TableReport(
        title=answer.timeline.title,
        heading=(f"{summed or 'events'} by {name}", *answer.query.term_descriptions),
        columns=(
            TableColumn(_format_heading(name), weight=2),
            TableColumn(summed.capitalize() or "Events", is_numeric=True),
        ),
        rows=rows,
        footer=(
            f"{total} {summed} in {total_note}" if summed else total_note,
            *_describe_counting(
                bars, total, name, count_possible_hits(answer), is_by_facet=unit is None
            ),
            *describe_omissions(answer),
        ),
        empty_message=empty_message(answer),
    )
    return CountReport(bars, table, is_by_label=unit is None)


def _format_heading(name: str) -> str:
    """Format the heading of what is counted by; a name of a person's own stays as it is."""
    return name if name.startswith(OWN_FIELD_PREFIX) else name.capitalize()


def _describe_counting(
    bars: tuple[CountBar, ...],
    total: NumberRange,
    name: str,
    possible_count: int,
    *,
    is_by_facet: bool,
) -> Iterator[str]:
    """Notes on events that are counted in several bars, separately, or only possibly."""
    if possible_count:
        yield f"{possible_count:,} of them only possibly"
    if is_by_facet:
        if sum(bar.amount.low for bar in bars) > total.low:
            values = "values" if name.startswith(OWN_FIELD_PREFIX) else f"{name}s"
            yield f"an event counts once for each of its {values}, and once in the total"
        return
    separate_bars = [bar.id for bar in bars if bar.is_separate]
    if EARLIER in separate_bars:
        yield "events that began before the dates asked about are counted separately"
    if VAGUE in separate_bars:
        yield f"events that may begin in more than one {name} are counted separately"


class _UnitCounter(NamedTuple):
    """Counts events by a unit of time, those that began before `first_day` separately."""

    unit: TimeUnit
    calendar: Calendar
    first_day: int
    count_amount: Callable[[Iterable[Event]], NumberRange]

    def iter_bars(self, events: list[Event], max_empty_units: int) -> Iterator[CountBar]:
        """Yield a bar for each unit, longer runs of empty units merged, in order of time."""
        unit = self.unit
        events_by_unit: dict[int, list[Event]] = {}
        separate_events: dict[str, list[Event]] = {EARLIER: [], VAGUE: []}
        for event in events:
            key = self._get_key(event)
            if isinstance(key, int):
                events_by_unit.setdefault(key, []).append(event)
            else:
                separate_events[key].append(event)
        yield from self._iter_separate_bars(EARLIER, separate_events[EARLIER])
        previous: int | None = None
        for number in sorted(events_by_unit):
            if previous is not None:
                yield from _iter_empty_bars(previous + 1, number - 1, unit, max_empty_units)
            amount = self.count_amount(events_by_unit[number])
            yield CountBar(unit.format_edtf(number), unit.format_name(number), amount)
            previous = number
        yield from self._iter_separate_bars(VAGUE, separate_events[VAGUE])

    def _get_key(self, event: Event) -> int | str:
        """Return the number of the unit in which an event began, or the id of a separate bar."""
        span = event.span.with_tolerance
        if span.earliest_start == INFINITE_PAST:
            return VAGUE
        number = self.unit.get_number(span.earliest_start, self.calendar)
        if number != self.unit.get_number(span.latest_start, self.calendar):
            return VAGUE
        is_bounded = self.first_day != INFINITE_PAST
        if is_bounded and number < self.unit.get_number(self.first_day, self.calendar):
            return EARLIER
        return number

    def _iter_separate_bars(self, id: str, events: list[Event]) -> Iterator[CountBar]:
        if events:
            yield CountBar(id, _SEPARATE_NAMES[id], self.count_amount(events), is_separate=True)


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


def _count_by_facet(
    events: list[Event],
    facet: Facet,
    timeline: Timeline,
    weigh: Callable[[Iterable[Event]], NumberRange],
) -> Iterable[CountBar]:
    found: dict[str, list[Event]] = {}
    without = []
    for event in events:
        values = facet.list_values(event, timeline)
        for value in values:
            found.setdefault(value, []).append(event)
        if not values:
            without.append(event)
    bars = [
        CountBar(value, facet.get_name(value, timeline), weigh(having))
        for value, having in found.items()
    ]
    numbers = [parse_number(value) for value in found] if facet.is_own_field else [None]
    if None not in numbers:  # a scale has an order of its own
        yield from sorted(bars, key=lambda bar: parse_number(bar.id) or 0)
    else:
        yield from sorted(bars, key=lambda bar: (-bar.amount.low, fold(bar.name)))
    if without:
        yield CountBar(NONE, f"without {facet.name}", weigh(without), is_separate=True)


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
