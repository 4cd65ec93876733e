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
from qaim_cli.model import DateGroups, RankedAnswer


class LaneColumns:
    """Where the dates of an answer stand in the columns of a window."""

    def __init__(self, answer: RankedAnswer, window: DayWindow, columns: int) -> None:
        """Take the answer, the days on screen, and the columns that they are divided into."""
        self._window = window
        self._columns = columns
        self._scale = ColumnScale(window, columns)
        self._other_dates, self._earlier = columns, columns + 1
        self._stretches: list[tuple[float, float]] = []
        """Where dates begin and end that reach across an edge; each is a group of its own."""
        known, others = answer.date_ids
        self._by_date = array("l", (columns,)) * answer.date_id_limit
        """The column of each date, or its group after those of the columns."""
        starts = answer.starts
        for id, first, last in zip(others, starts.firsts, starts.lasts, strict=True):
            self._by_date[id] = self._find_group(first, last)
        self._group_known_days(starts.days, known)

    @property
    def date_groups(self) -> DateGroups:
        """The groups of dates that events are to be counted by."""
        return DateGroups(self._by_date, self._earlier + 1 + len(self._stretches))

    def measure(self, counts: Sequence[int]) -> tuple[int, tuple[float, ...]]:
        """Count the events of a lane, and spread them over the columns.

        Args:
            counts: how many events of the lane have a date of each group.
        """
        event_count = sum(counts) - counts[self._other_dates]
        spread = ColumnSums(self._columns)
        spread.add_columns(counts[: self._columns])
        for (begin, end), count in zip(self._stretches, counts[self._earlier + 1 :], strict=True):
            if count:
                spread.add_stretch(begin, end, count)
        return event_count, spread.sum_columns()

    def _group_known_days(self, days: Sequence[int], ids: Sequence[int]) -> None:
        """Group dates of one day, which are in order: as many at once as a column holds."""
        days_per_column, low = self._scale.days_per_column, 0
        for column in range(self._columns):
            edge = self._window.first + column * days_per_column
            start = bisect_left(days, ceil(edge))
            stop = max(start, bisect_left(days, floor(edge + days_per_column)))
            for at in range(low, start):
                self._by_date[ids[at]] = self._find_group(days[at], days[at])
            for id in ids[start:stop]:
                self._by_date[id] = column
            low = stop
        for at in range(low, len(days)):
            self._by_date[ids[at]] = self._find_group(days[at], days[at])

    def _find_group(self, first: int, last: int) -> int:
        """The column that a stretch of days lies in, or a new group where it is in several."""
        column = self._scale.find_column(first, last)
        if column is not None:
            return column
        stretch = self._scale.locate(first, last)
        if stretch is None:
            return self._earlier
        self._stretches.append(stretch)
        return self._earlier + len(self._stretches)
