"""Counts: how many events, or how many people harmed, by a unit of time or by a label.

By time, an event counts once, in the unit in which it began. One that may have begun in either of
two units is in neither: it is counted separately, so that no total counts it twice.
By label, an event counts for each of its labels, and the total counts it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, Calendar
from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS, OWN_FIELD_PREFIX, Facet
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import (
    QueryAnswer,
    count_by_period,
    count_values,
    sum_harm_by_period,
    sum_harm_by_value,
)
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


class NumberRange(FrozenRecord):
    """A number known only to lie in low..high; high may be infinite."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return _format_number(self.low)
        if self.high == float("inf"):
            return f"at least {_format_number(self.low)}"
        return f"{_format_number(self.low)}–{_format_number(self.high)}"

    def __add__(self, other: object) -> NumberRange:
        """The sum of two numbers, between its bounds."""
        if not isinstance(other, NumberRange):
            return NotImplemented
        return NumberRange(self.low + other.low, self.high + other.high)

    @property
    def record(self) -> Record:
        """The bounds as data; `high` is None where there is none."""
        return {
            "least": int(self.low),
            "most": None if self.high == float("inf") else int(self.high),
        }


class CountBar(FrozenRecord):
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


class CountReport(FrozenRecord):
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


def build_counts(answer: QueryAnswer, *, by: str | TimeUnit, harm: str = "") -> CountReport:
    """Count an answer's events, or the people harmed in them, by a unit of time or a label."""
    unit = by if isinstance(by, TimeUnit) else TIME_UNITS.get(by)
    name = unit.name if unit else str(by)
    if unit is not None:
        first_day = get_query_range(answer.query).first
        counter = _UnitCounter(unit, answer.timeline.date_rules.calendar, first_day)
        counts = count_by_period(answer.hits, counter.find_last_day)
        amounts = counter.sum_units((day, count, count) for day, count in counts.items())
        if harm:
            sums = sum_harm_by_period(answer.hits, harm, counter.find_last_day)
            harmed = counter.sum_units((day, *bounds) for day, bounds in sums.items())
            amounts = {key: harmed.get(key, _NOBODY) for key in amounts}
        counted_once: Iterable[NumberRange] = amounts.values()
        bars = tuple(counter.iter_bars(amounts, MAX_DRAWN_EMPTY_UNITS))
        rows = tuple(counter.iter_bars(amounts, MAX_DATA_EMPTY_UNITS))
    else:
        bars = rows = tuple(_count_by_facet(answer, require_facet(name, answer.timeline), harm))
        # An event may have several values, but is of one timeline.
        own = FACETS["timeline"]
        counted_once = _sum_harm_by_facet(answer, own, harm).values() if harm else ()
    event_count = len(answer.hits)
    total = sum(counted_once, _NOBODY) if harm else NumberRange(event_count, event_count)
    total_note = format_count(event_count, "event")
    table = TableReport(
        title=answer.timeline.title,
        heading=(f"{harm or 'events'} by {name}", *answer.query.term_descriptions),
        columns=(
            TableColumn(_format_heading(name), weight=2),
            TableColumn(harm.capitalize() or "Events", is_numeric=True),
        ),
        rows=rows,
        footer=(
            f"{total} {harm} in {total_note}" if harm else total_note,
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


_Unit = int | str
"""The number of a unit, or the id of a separate bar."""


class _UnitCounter(FrozenRecord):
    """Counts events by a unit of time, those that began before `first_day` separately."""

    unit: TimeUnit
    calendar: Calendar
    first_day: int

    def sum_units(
        self, periods: Iterable[tuple[int | None, float, float]]
    ) -> dict[_Unit, NumberRange]:
        """Sum up the amounts of each unit, and of what is told separately.

        Args:
            periods: the last day of each unit, None of what may begin in several; and the bounds.
        """
        sums: dict[_Unit, NumberRange] = {}
        limit = None
        if self.first_day != INFINITE_PAST:
            limit = self.unit.get_number(self.first_day, self.calendar)
        for last_day, low, high in periods:
            key: _Unit = VAGUE
            if last_day is not None:
                number = self.unit.get_number(last_day, self.calendar)
                key = EARLIER if limit is not None and number < limit else number
            sums[key] = sums.get(key, _NOBODY) + NumberRange(low, high)
        return sums

    def find_last_day(self, day: int) -> int:
        """Find the last day of the unit that a day is in, as units follow each other in time."""
        number = self.unit.get_number(day, self.calendar)
        step = 1
        while self.unit.get_number(day + step, self.calendar) == number:
            if day + step > INFINITE_FUTURE:
                return INFINITE_FUTURE  # the last unit has no end
            step *= 2
        inside, outside = day + step // 2, day + step
        while outside - inside > 1:
            middle = (inside + outside) // 2
            if self.unit.get_number(middle, self.calendar) == number:
                inside = middle
            else:
                outside = middle
        return inside

    def iter_bars(
        self, sums: Mapping[_Unit, NumberRange], max_empty_units: int
    ) -> Iterator[CountBar]:
        """Yield a bar for each unit, longer runs of empty units merged, in order of time."""
        unit = self.unit
        yield from _iter_separate_bars(EARLIER, sums)
        previous: int | None = None
        for number in sorted(key for key in sums if isinstance(key, int)):
            if previous is not None:
                yield from _iter_empty_bars(previous + 1, number - 1, unit, max_empty_units)
            yield CountBar(unit.format_edtf(number), unit.format_name(number), sums[number])
            previous = number
        yield from _iter_separate_bars(VAGUE, sums)


def _iter_separate_bars(id: str, sums: Mapping[_Unit, NumberRange]) -> Iterator[CountBar]:
    if id in sums:
        yield CountBar(id, _SEPARATE_NAMES[id], sums[id], is_separate=True)


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


def _count_by_facet(answer: QueryAnswer, facet: Facet, harm: str) -> Iterator[CountBar]:
    """Yield a bar for each value of a facet, the greatest first, and one for what has none."""
    timeline = answer.timeline
    counts = count_values(answer.hits, facet, timeline)
    if harm:
        harmed = _sum_harm_by_facet(answer, facet, harm)
        amounts = {value: harmed.get(value, _NOBODY) for value in counts}
    else:
        amounts = {value: NumberRange(count, count) for value, count in counts.items()}
    bars = [
        CountBar(value, facet.get_name(value, timeline), amount)
        for value, amount in amounts.items()
        if value
    ]
    numbers = [parse_number(bar.id) for bar in bars] if facet.is_own_field else [None]
    if None not in numbers:  # a scale has an order of its own
        yield from sorted(bars, key=lambda bar: parse_number(bar.id) or 0)
    else:
        yield from sorted(bars, key=lambda bar: (-bar.amount.low, fold(bar.name), bar.id))
    if "" in amounts:
        yield CountBar(NONE, f"without {facet.name}", amounts[""], is_separate=True)


def _sum_harm_by_facet(answer: QueryAnswer, facet: Facet, harm: str) -> dict[str, NumberRange]:
    sums = sum_harm_by_value(answer.hits, harm, facet, answer.timeline)
    return {value: NumberRange(*bounds) for value, bounds in sums.items()}


_NOBODY = NumberRange(0, 0)


def _format_number(number: float) -> str:
    return f"{int(number):,}"
