"""Ticks of a time axis: round units of the calendar, from a day to a trillion years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from qaim_cli.dates.calendar import MONTHS, Calendar, to_civil_date, to_day_number
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import group_digits, measure_width

LAST_AGE_YEAR = -100_000
"""Up to this astronomical year a year is said as an age, "66 Ma", and no day or month of it."""
_MIN_TICK_DISTANCE = 4
"""The columns from tick to tick, at least."""
_DAYS_PER_YEAR = 365.2425
GAP_WIDTH = 3
"""The columns that a gap takes."""


class AxisStretch(FrozenRecord):
    """A part of the axis at even scale: first and last day, and their columns."""

    first: int
    last: int
    column: int
    width: int


class AxisTick(FrozenRecord):
    """A labelled point of the axis."""

    column: int
    label: str


class _TickUnit(FrozenRecord):
    """A round unit for ticks: its length in days, its days in a range, and its labels."""

    approximate_days: float
    iter_starts: Callable[[int, int, Calendar], Iterator[int]]
    format_label: Callable[[int, Calendar], str]
    format_first_label: Callable[[int, Calendar], str]
    """The label of the first tick, which says the year where the others leave it out."""


def iter_ticks(stretches: tuple[AxisStretch, ...], calendar: Calendar) -> Iterator[AxisTick]:
    """Yield ticks at round units for each stretch, labels kept clear of the next gap."""
    for stretch in stretches:
        behind = 0 if stretch is stretches[-1] else GAP_WIDTH - 1
        yield from _choose_ticks(stretch, stretch.column + stretch.width + behind, calendar)


def _choose_ticks(stretch: AxisStretch, end: int, calendar: Calendar) -> list[AxisTick]:
    """Choose the ticks of the finest unit whose labels fit, or one tick at the start."""
    per_column = (stretch.last - stretch.first + 1) / stretch.width
    is_deep = to_civil_date(stretch.first, calendar)[0] <= LAST_AGE_YEAR
    for step in _YEAR_UNITS if is_deep else _TICK_UNITS:
        if step.approximate_days / per_column >= _MIN_TICK_DISTANCE and (
            found := _place_ticks(stretch, step, end, calendar)
        ):
            return found
    names = (
        name
        for name in _iter_start_labels(stretch, calendar)
        if stretch.column + measure_width(name) <= end
    )
    return [AxisTick(stretch.column, name) for name in islice(names, 1)]


def _place_ticks(
    stretch: AxisStretch, step: _TickUnit, end: int, calendar: Calendar
) -> list[AxisTick]:
    """Place the ticks of one step on a stretch; none if two labels would touch."""
    days = stretch.last - stretch.first + 1
    found: list[AxisTick] = []
    plain = free = stretch.column
    named: int | None = None
    for day in step.iter_starts(stretch.first, stretch.last, calendar):
        column = stretch.column + int((day - stretch.first) / days * stretch.width)
        if column < plain:
            return []
        plain = column + measure_width(step.format_label(day, calendar)) + 2
        year = to_civil_date(day, calendar)[0]
        format_label = step.format_label if year == named else step.format_first_label
        tick = AxisTick(column, format_label(day, calendar))
        # The first label of a year may be longer than the others and stands for those it covers.
        if column >= free and column + measure_width(tick.label) <= end:
            found.append(tick)
            free = column + measure_width(tick.label) + 2
            named = year
    return found


def _iter_start_labels(stretch: AxisStretch, calendar: Calendar) -> Iterator[str]:
    """Yield labels for the start of a stretch that has no ticks, most precise first."""
    year, month, day = to_civil_date(stretch.first, calendar)
    days = stretch.last - stretch.first + 1
    if year <= LAST_AGE_YEAR:
        days = round(_DAYS_PER_YEAR)  # no day or month of it is known
    if days < 28:
        yield f"{day} {MONTHS[month - 1][:3]} {_format_year(year)}"
    elif days < 300:
        yield f"{MONTHS[month - 1][:3]} {_format_year(year)}"
    yield _format_year(year)


def _format_year(year: int, digits: int = 3) -> str:
    if year <= LAST_AGE_YEAR:
        return format_age(-year, digits)
    if year <= 0:
        return f"{group_digits(1 - year)} BC"
    return group_digits(year) if year >= 1000 else f"{year} AD"


def is_deep(day: int) -> bool:
    """Check whether a day lies so far back that its year is told as an age."""
    return to_civil_date(day)[0] <= LAST_AGE_YEAR


def format_age(years: int, digits: int = 3) -> str:
    """Format an age as geologists write it: "13.8 Ga", "66 Ma", "120 ka"."""
    for size, sign in ((10**9, "Ga"), (10**6, "Ma")):
        if years >= size:
            shown = digits if years < 999.5 * size else max(digits, 4)
            return f"{years / size:,.{shown}g} {sign}"
    return f"{years / 1000:,.{max(digits, 6)}g} ka"


def _make_year_unit(step: int) -> _TickUnit:
    def iter_starts(first: int, last: int, calendar: Calendar) -> Iterator[int]:
        number = to_civil_date(first, calendar)[0] // step - 1
        while (day := to_day_number(_to_round_year(number * step), 1, 1, calendar)) <= last:
            if day >= first and (number or step > 1):
                yield day
            number += 1

    def format_label(day: int, calendar: Calendar) -> str:
        return _format_year(to_civil_date(day, calendar)[0], 13)

    return _TickUnit(step * _DAYS_PER_YEAR, iter_starts, format_label, format_label)


def _to_round_year(year: int) -> int:
    """Convert to the year that people call round: 100 BC for -100, and 1 AD for 0.

    Ages are round as they are: 66 million years ago is the year -66,000,000.
    """
    return year if year > 0 or year <= LAST_AGE_YEAR else year + 1


def _make_month_unit(step: int) -> _TickUnit:
    def iter_starts(first: int, last: int, calendar: Calendar) -> Iterator[int]:
        year, month, _ = to_civil_date(first, calendar)
        number = year * 12 + month - 1
        number += -number % step
        while (day := to_day_number(number // 12, number % 12 + 1, 1, calendar)) <= last:
            if day >= first:
                yield day
            number += step

    def format_label(day: int, calendar: Calendar) -> str:
        year, month, _ = to_civil_date(day, calendar)
        return f"{MONTHS[month - 1][:3]} {_format_year(year, 13)}"

    return _TickUnit(step * _DAYS_PER_YEAR / 12, iter_starts, format_label, format_label)


def _make_day_unit(*of_month: int) -> _TickUnit:
    def iter_starts(first: int, last: int, calendar: Calendar) -> Iterator[int]:
        return (
            day for day in range(first, last + 1) if to_civil_date(day, calendar)[2] in of_month
        )

    def format_label(day: int, calendar: Calendar) -> str:
        _, month, of = to_civil_date(day, calendar)
        return f"{of} {MONTHS[month - 1][:3]}"

    def format_first_label(day: int, calendar: Calendar) -> str:
        return f"{format_label(day, calendar)} {_format_year(to_civil_date(day, calendar)[0], 13)}"

    return _TickUnit(30.44 / len(of_month), iter_starts, format_label, format_first_label)


_YEAR_UNITS = tuple(
    _make_year_unit(digit * 10**power) for power in range(13) for digit in (1, 2, 5)
)
_TICK_UNITS = (
    _make_day_unit(*range(1, 32)),
    _make_day_unit(1, 8, 15, 22),
    _make_day_unit(1, 15),
    _make_month_unit(1),
    _make_month_unit(3),
    _make_month_unit(6),
    *_YEAR_UNITS,
)
"""Round units from a day to a trillion years."""
