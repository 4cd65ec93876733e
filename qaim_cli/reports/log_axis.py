"""An axis of time before now on a logarithmic scale: the Big Bang and last year in one piece."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from qaim_cli.dates import Calendar
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.reports.axis import TimeAxis, build_axis
from qaim_cli.reports.ticks import AxisTick, format_age
from qaim_cli.text import measure_width

_DAYS_PER_YEAR = 365.2425
LOG_NOTE = "by the time before now"
_MANTISSAS = ((1, 2, 5), (1,))
"""The digits of the ages that have a tick, the closest ticks first."""


class LogAxis(FrozenRecord):
    """Columns in proportion to the logarithm of the time before now."""

    width: int
    now: int
    """The day that is counted back from."""
    oldest: int
    """The age in days of the left edge."""
    youngest: int
    """The age in days of the right edge, from 1."""
    ticks: tuple[AxisTick, ...] = ()

    @property
    def gaps(self) -> tuple[AxisTick, ...]:
        """Return no gaps: nothing is cut."""
        return ()

    @property
    def day_range(self) -> tuple[int, int]:
        """The first and last day."""
        return self.now - self.oldest, self.now - self.youngest

    def locate_day(self, day: float) -> float:
        """Locate the start of a day, in columns from the left; clamped to the edges."""
        age = min(max(self.now - day, self.youngest), self.oldest)
        whole = math.log(self.oldest / self.youngest)
        share = math.log(self.oldest / age) / whole if whole else 0.0
        return self.width * min(share, 1.0)


def choose_axis(
    told: Mapping[tuple[int, int], int],
    width: int,
    *,
    gaps: bool,
    calendar: Calendar,
    log_from: int | None,
) -> TimeAxis | LogAxis:
    """Build the axis over stretches of days: even, or where a day is given by the time before."""
    if log_from is not None:
        return build_log_axis(told, width, log_from)
    return build_axis(told, width, gaps=gaps, calendar=calendar)


def build_log_axis(told: Iterable[tuple[int, int]], width: int, today: int) -> LogAxis:
    """Build the axis over stretches of days, at least one, on `width` columns.

    It counts back from today, or from the day after the last one where that is later.
    """
    stretches = list(told)
    first, last = min(stretches)[0], max(end for _, end in stretches)
    now = max(today, last) + 1
    axis = LogAxis(width, now, now - first, max(1, now - last - 1))
    return axis._replace(ticks=_choose_ticks(axis))


def _choose_ticks(axis: LogAxis) -> tuple[AxisTick, ...]:
    """Choose ticks at round ages, as many as have room; else one at the left edge."""
    found: list[AxisTick] = []
    for mantissas in _MANTISSAS:
        found = list(_place_ticks(axis, mantissas))
        ends = [tick.column + measure_width(tick.label) for tick in found]
        starts = [tick.column for tick in found[1:]]
        if all(end < start for end, start in zip(ends, starts, strict=False)):
            break
    placed: list[AxisTick] = []
    free = 0
    for tick in found:
        if tick.column >= free:
            placed.append(tick)
            free = tick.column + measure_width(tick.label) + 2
    years = round(axis.oldest / _DAYS_PER_YEAR)
    label = format_years_ago(years) if years else "today"
    return tuple(placed) or (AxisTick(0, label[: axis.width]),)


def _place_ticks(axis: LogAxis, mantissas: tuple[int, ...]) -> Iterator[AxisTick]:
    """Yield the ticks at these digits that lie on the axis, the oldest first."""
    for power in range(13, -1, -1):
        for digit in reversed(mantissas):
            years = digit * 10**power
            days = years * _DAYS_PER_YEAR
            if axis.youngest <= days <= axis.oldest:
                label = format_years_ago(years)
                column = int(axis.locate_day(axis.now - days))
                if column + measure_width(label) <= axis.width:
                    yield AxisTick(column, label)


def format_years_ago(years: int) -> str:
    """Format an age as an axis has room for: "66 Ma", "12 ka", "500 years"."""
    if years >= 10_000:
        return format_age(years)
    return f"{years:,} year{'' if years == 1 else 's'}"
