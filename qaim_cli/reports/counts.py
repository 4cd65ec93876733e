"""Counts: how many events, or how many people harmed, by a unit of time or by a label.

By time, an event counts once, in the unit in which it began. One that may have begun in either of
two units is in neither: it is told apart, so that no total counts it twice and no unit claims it.
By label, an event counts for each of its labels, and the total counts it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import BEGINNING
from qaim_cli.dates.calendar import MONTHS, civil, year_digits
from qaim_cli.dates.words import year_in_words
from qaim_cli.model import Event, Timeline
from qaim_cli.query import Answer, Match
from qaim_cli.query.terms import LABELS, figures, label_names, total
from qaim_cli.reports.listing import footer, nothing
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import counted, fold

DRAWN_RUN, DATA_RUN = 3, 1000
"""More empty units than this in a row are told in one line, in a drawing and in data."""


class By(StrEnum):
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


class Amount(NamedTuple):
    """A number known only to lie in low..high; high may be infinite."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return _number(self.low)
        if self.high == float("inf"):
            return f"at least {_number(self.low)}"
        return f"{_number(self.low)}–{_number(self.high)}"

    @property
    def record(self) -> Record:
        """Its bounds as data; high is None where it has none."""
        return {
            "least": int(self.low),
            "most": None if self.high == float("inf") else int(self.high),
        }


class Bar(NamedTuple):
    """One unit or label with its amount."""

    id: str
    name: str
    amount: Amount
    apart: bool = False
    """Whether it is no unit of its own: empty units in a row, or what belongs to none."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Its name and its amount."""
        return self.name, str(self.amount)

    @property
    def record(self) -> Record:
        """Its name and amount as data."""
        return {"id": self.id, "name": self.name, **self.amount.record}


class Counts(NamedTuple):
    """What was counted: a bar for each unit or label, and the sheet of the same."""

    bars: tuple[Bar, ...]
    sheet: Sheet
    labels: bool = False
    """Whether the bars stand for labels rather than for units of time."""


def counts(answer: Answer, *, by: By, summed: str = "") -> Counts:
    """The counts of an answer's hits, or the sums of a harm done in them, by a unit or a label."""
    weigh = _people(summed) if summed else _events
    events = [hit.event for hit in answer.hits]
    if by in _UNITS:
        bars = tuple(_by_unit(events, _UNITS[by], weigh, DRAWN_RUN))
        rows = tuple(_by_unit(events, _UNITS[by], weigh, DATA_RUN))
    else:
        bars = rows = tuple(_by_label(events, by, answer.timeline, weigh))
    whole = weigh(events)
    if summed:
        told = f"{whole} {summed} in {counted(len(events), 'event')}"
    else:
        told = counted(len(events), "event")
    possible = sum(hit.match is Match.POSSIBLE for hit in answer.hits)
    notes = [told, *([f"{possible:,} of them only possibly"] if possible else [])]
    if by not in _UNITS and sum(bar.amount.low for bar in bars) > whole.low:
        notes.append(f"an event counts for each {by} it has, and once in the total")
    if any(bar.apart and bar.id == "vague" for bar in bars):
        notes.append(f"what may have begun in more than one {by} is told apart")
    kept_back = footer(answer)[1 + bool(possible) :]
    sheet = Sheet(
        title=answer.timeline.title,
        question=(f"{summed or 'events'} by {by}", *answer.query.terms),
        columns=(
            Column(str(by).capitalize(), weight=2),
            Column(summed.capitalize() or "Events", numeric=True),
        ),
        rows=rows,
        footer=(*notes, *kept_back),
        empty=nothing(answer),
    )
    return Counts(bars, sheet, labels=by not in _UNITS)


class _Unit(NamedTuple):
    """A unit of time: the number of the unit that holds a day; its name and EDTF by number."""

    number: Callable[[int], int]
    name: Callable[[int], str]
    edtf: Callable[[int], str]


def _century(number: int) -> str:
    nth, era = (number + 1, "") if number >= 0 else (-number, " BC")
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if nth % 100 in (11, 12, 13) else nth % 10, "th")
    return f"{nth:,}{suffix} century{era}"


def _decade(number: int) -> str:
    first = 10 * number
    return f"{first}s" if first >= 1000 else f"{year_in_words(first)} – {year_in_words(first + 9)}"


_UNITS = {
    By.MONTH: _Unit(
        lambda day: civil(day)[0] * 12 + civil(day)[1] - 1,
        lambda number: f"{MONTHS[number % 12][:3]} {year_in_words(number // 12)}",
        lambda number: f"{year_digits(number // 12)}-{number % 12 + 1:02d}",
    ),
    By.YEAR: _Unit(lambda day: civil(day)[0], year_in_words, year_digits),
    By.DECADE: _Unit(
        lambda day: civil(day)[0] // 10,
        _decade,
        lambda number: f"{year_digits(10 * number)}/{year_digits(10 * number + 9)}",
    ),
    By.CENTURY: _Unit(
        lambda day: (civil(day)[0] - 1) // 100,
        _century,
        lambda number: f"{year_digits(100 * number + 1)}/{year_digits(100 * number + 100)}",
    ),
}


def _by_unit(
    events: list[Event], unit: _Unit, weigh: Callable[[Iterable[Event]], Amount], longest_run: int
) -> Iterable[Bar]:
    found: dict[int, list[Event]] = {}
    vague = []
    for event in events:
        first, last = event.span.s0, event.span.s1
        if first != BEGINNING and unit.number(first) == unit.number(last):
            found.setdefault(unit.number(first), []).append(event)
        else:
            vague.append(event)
    before: int | None = None
    for number in sorted(found):
        if before is not None:
            yield from _empty(before + 1, number - 1, unit, longest_run)
        yield Bar(unit.edtf(number), unit.name(number), weigh(found[number]))
        before = number
    if vague:
        yield Bar("vague", "vaguer", weigh(vague), apart=True)


def _empty(first: int, last: int, unit: _Unit, longest_run: int) -> Iterable[Bar]:
    """The empty units from the first to the last, each told, or in one line if they are many."""
    if last - first + 1 <= longest_run:
        for number in range(first, last + 1):
            yield Bar(unit.edtf(number), unit.name(number), Amount(0, 0))
    else:
        start, end = unit.edtf(first).partition("/")[0], unit.edtf(last).rpartition("/")[2]
        name = f"{unit.name(first)} to {unit.name(last)}"
        yield Bar(f"{start}/{end}", name, Amount(0, 0), apart=True)


def _by_label(
    events: list[Event], by: By, timeline: Timeline, weigh: Callable[[Iterable[Event]], Amount]
) -> Iterable[Bar]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for label in dict.fromkeys(LABELS[by](event)):
            found.setdefault(label, []).append(event)
    name = label_names(timeline, by)
    bars = [Bar(label, name(label), weigh(having)) for label, having in found.items()]
    yield from sorted(bars, key=lambda bar: (-bar.amount.low, fold(bar.name)))
    without = [event for event in events if not any(True for _ in LABELS[by](event))]
    if without:
        yield Bar("none", f"without {by}", weigh(without), apart=True)


def _events(events: Iterable[Event]) -> Amount:
    number = sum(1 for _ in events)
    return Amount(number, number)


def _people(harm: str) -> Callable[[Iterable[Event]], Amount]:
    """The sum of the figures that the events give for a harm, between its bounds."""

    def weigh(events: Iterable[Event]) -> Amount:
        bounds = total(figure for event in events for figure in figures(event, harm))
        return Amount(*(bounds or (0, 0)))

    return weigh


def _number(number: float) -> str:
    return f"{int(number):,}"
