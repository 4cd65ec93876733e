"""The columns in which events begin, by the numbers of their dates.

Lanes share the dates of one answer, so where a date stands is found once for all of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from math import ceil, floor

from qaim_cli.explore.density import ColumnScale, ColumnSums
from qaim_cli.explore.view import DayWindow
from qaim_cli.model import DateCounts, RankedAnswer


class LaneColumns:
    """Where the dates of an answer stand in the columns of a window."""

    def __init__(self, answer: RankedAnswer, window: DayWindow, columns: int) -> None:
        """Take the answer, the days on screen, and the columns that they are divided into."""
        self._window = window
        self._columns = columns
        self._scale = ColumnScale(window, columns)
        self._other_dates, self._earlier = columns, columns + 1
        self._stretches: list[tuple[float, float]] = []
        """Where dates begin and end that reach across an edge; each has a slot of its own."""
        known, others = answer.date_ids
        self._slots = array("l", (columns,)) * (max((*known, *others), default=-1) + 1)
        """The column of each date, or its place behind the columns."""
        starts = answer.starts
        for id, first, last in zip(others, starts.firsts, starts.lasts, strict=True):
            self._slots[id] = self._find_slot(first, last)
        self._place_known_days(starts.days, known)

    def measure(self, dates: DateCounts) -> tuple[int, tuple[float, ...]]:
        """Count the events of a lane, and spread them over the columns.

        Args:
            dates: how many events of the lane have which dates, whether or not in the answer.
        """
        slots, sums = self._slots, [0] * (self._earlier + 1 + len(self._stretches))
        known = dates.ids[: bisect_left(dates.ids, len(slots))]
        for slot, count in zip(map(slots.__getitem__, known), dates.counts, strict=False):
            sums[slot] += count
        event_count = sum(sums) - sums[self._other_dates]
        spread = ColumnSums(self._columns)
        spread.add_columns(sums[: self._columns])
        for (begin, end), count in zip(self._stretches, sums[self._earlier + 1 :], strict=True):
            if count:
                spread.add_stretch(begin, end, count)
        return event_count, spread.sum_columns()

    def _place_known_days(self, days: Sequence[int], ids: Sequence[int]) -> None:
        """Place dates of one day, which are in order: as many at once as a column holds."""
        days_per_column, low = self._scale.days_per_column, 0
        for column in range(self._columns):
            edge = self._window.first + column * days_per_column
            start = bisect_left(days, ceil(edge))
            stop = max(start, bisect_left(days, floor(edge + days_per_column)))
            for at in range(low, start):
                self._slots[ids[at]] = self._find_slot(days[at], days[at])
            for id in ids[start:stop]:
                self._slots[id] = column
            low = stop
        for at in range(low, len(days)):
            self._slots[ids[at]] = self._find_slot(days[at], days[at])

    def _find_slot(self, first: int, last: int) -> int:
        """The column that a stretch of days lies in, or a new slot where it is in several."""
        column = self._scale.find_column(first, last)
        if column is not None:
            return column
        place = self._scale.locate(first, last)
        if place is None:
            return self._earlier
        self._stretches.append(place)
        return self._earlier + len(self._stretches)
