"""What is counted of many events by sets: of which labels, when, and how many were harmed."""

from __future__ import annotations

import sqlite3
from itertools import compress
from typing import TYPE_CHECKING

from qaim_cli.model import MatchCounts
from qaim_cli.store.index import rows
from qaim_cli.store.index.counting import DateSums, EventCounter, require_exact
from qaim_cli.store.index.event_sets import EventSet, LevelSets, SetFinder
from qaim_cli.store.index.lanes import can_tell_values
from qaim_cli.store.index.set_figures import SetFigures
from qaim_cli.store.index.slots import NO_DAY
from qaim_cli.store.index.statement import Statement

if TYPE_CHECKING:
    from qaim_cli.sums import HarmSum, MarkSums, StartCount

_SMALL_SHARE = 50
"""Fewer events than one in so many are better looked up than compared as sets."""
_Bounds = tuple[float, float]


class SetCounter(EventCounter):
    """Counts the events of an index by sets where these can tell, else as any other does."""

    def __init__(self, connection: sqlite3.Connection, event_count: int, finder: SetFinder) -> None:
        """Take the index, how many events there are, and what finds sets of them."""
        super().__init__(connection, event_count)
        self._finder = finder
        self.reader = self._finder.reader
        """Reads the sets of the index."""
        self._last_levels: tuple[str, LevelSets | None] | None = None
        self._last_set: tuple[int, EventSet] | None = None
        self._last_figures: tuple[EventSet, str, SetFigures] | None = None

    def find_set(self, statement: Statement, min_level: int) -> EventSet | None:
        """Find the events that match at least so surely; None where sets cannot tell, or few do."""
        found = self._find_levels(statement)
        if found is None:
            return None
        bits = found[min_level - 1]
        if self._last_set is None or self._last_set[0] != bits:
            self._last_set = bits, EventSet(bits, self.reader)
        events = self._last_set[1]
        return None if events.count * _SMALL_SHARE < self.event_count else events

    def _find_part(self, statement: Statement, min_level: int) -> EventSet | None:
        """Find the same; None also for all events, of which the database knows more."""
        return None if statement.is_of_all else self.find_set(statement, min_level)

    def _find_levels(self, statement: Statement) -> LevelSets | None:
        """Find which events match how surely; of the last statement it is remembered."""
        name = repr(statement.condition)
        if self._last_levels is None or self._last_levels[0] != name:
            self._last_levels = name, self._finder.find(statement.condition)
        return self._last_levels[1]

    def sum_dates(self, statement: Statement) -> DateSums:
        """Sum up the events whose dates match, with the sums from which sets are found."""
        sums = self._finder.sum_dates(statement.date_level, statement.values)
        return {level: (each.event_count, each.first, each.last) for level, each in sums.items()}

    def count_levels(self, statement: Statement) -> MatchCounts:
        """Count how many events match how surely."""
        if not statement.is_about_dates:
            found = self._find_levels(statement)
            if found is not None:
                return found.counts
        return super().count_levels(statement)

    def count_starts(self, statement: Statement, min_level: int) -> list[StartCount]:
        """Count when events began that match at least so surely."""
        from qaim_cli.sums import StartCount

        found = self._find_part(statement, min_level)
        if found is None:
            return super().count_starts(statement, min_level)
        runs = self.reader.count_runs(found.bits)
        columns = (self.reader.read_column(name) for name in ("s0", "s1", "first"))
        return [StartCount(*each) for each in zip(*columns, runs, strict=True) if each[-1]]

    def count_marks(self, statement: Statement, min_level: int, first: int, last: int) -> MarkSums:
        """Count where a drawing of some days shows the events that match at least so surely."""
        from qaim_cli.sums import MarkSums

        found = self._find_part(statement, min_level)
        if found is None:
            return super().count_marks(statement, min_level, first, last)
        runs = self.reader.count_runs(found.bits)
        stretches: list[tuple[int, int, int]] = []
        for ends in (("drawn_first", "start_last"), ("end_first", "drawn_last")):
            columns = (self.reader.read_column(name) for name in ends)
            sums: dict[int, tuple[int, int]] = {}
            for begin, end, count in compress(zip(*columns, runs, strict=True), runs):
                if begin <= last and end >= first and begin != NO_DAY:
                    latest, before = sums.get(begin, (end, 0))
                    sums[begin] = (max(latest, end)), before + count
            stretches += ((begin, end, count) for begin, (end, count) in sums.items())
        return MarkSums(self.count_mark_starts(statement, min_level), stretches)

    def count_mark_starts(self, statement: Statement, min_level: int) -> list[tuple[int, int]]:
        """Count on which days marks begin."""
        found = self._find_part(statement, min_level)
        if found is None:
            return super().count_mark_starts(statement, min_level)
        starts: dict[int, int] = {}
        runs = self.reader.count_runs(found.bits)
        days = self.reader.read_column("mark_start")
        for day, count in compress(zip(days, runs, strict=True), runs):
            starts[day] = starts.get(day, 0) + count
        starts.pop(NO_DAY, None)
        return list(starts.items())

    def count_values(
        self, statement: Statement, min_level: int, facet: str, default: str
    ) -> dict[str, int]:
        """Count the events that match at least so surely by the values of a facet."""
        found = self._find_part(statement, min_level)
        labels = self._list_labels(facet, default)
        if found is None or labels is None:
            return super().count_values(statement, min_level, facet, default)
        counts = {
            value: found.count_shared(self.reader.read_set(facet, label))
            for value, label in labels.items()
        }
        return {value: count for value, count in counts.items() if count}

    def sum_harm_by_start(self, statement: Statement, min_level: int, harm: str) -> list[HarmSum]:
        """Sum up the killed, wounded or captured by when the events began that match.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        from qaim_cli.sums import HarmSum

        figures = self._find_figures(statement, min_level, harm)
        if figures is None:
            return super().sum_harm_by_start(statement, min_level, harm)
        starts, ends = (self.reader.read_column(name) for name in ("s0", "s1"))
        return [HarmSum(starts[run], ends[run], *bounds) for run, *bounds in figures.iter_by_run()]

    def sum_harm_by_value(
        self, statement: Statement, min_level: int, harm: str, facet: str, default: str
    ) -> dict[str, _Bounds]:
        """Sum up the killed, wounded or captured by the values of a facet, as bounds.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        labels = self._list_labels(facet, default)
        figures = None if labels is None else self._find_figures(statement, min_level, harm)
        if labels is None or figures is None:
            return super().sum_harm_by_value(statement, min_level, harm, facet, default)
        sums = {
            value: bounds
            for value, label in labels.items()
            if (bounds := figures.sum_set(self.reader.read_set(facet, label)))
        }
        require_exact(sums.values())
        return sums

    def sum_harm(self, statement: Statement, min_level: int, harm: str) -> _Bounds | None:
        """Sum up the killed, wounded or captured of all that match, as bounds.

        Raises:
            InexactSumError: the sum is too large to be exact.
        """
        figures = self._find_figures(statement, min_level, harm)
        if figures is None:
            return super().sum_harm(statement, min_level, harm)
        return figures.sum_set(self.reader.everything)

    def _find_figures(self, statement: Statement, min_level: int, harm: str) -> SetFigures | None:
        """Find the figures of events as `find_set` does; of the last question they are kept."""
        found = self.find_set(statement, min_level)
        if found is None:
            return None
        known = self._last_figures
        if known is None or known[:2] != (found, harm):
            known = self._last_figures = found, harm, SetFigures(found, harm)
        return known[2]

    def _list_labels(self, facet: str, default: str) -> dict[str, int] | None:
        """List the numbers of labels by their values, under no text what stands for none.

        None where the facet has no sets, or an empty value cannot be told from none.
        """
        if facet not in rows.LABEL_FACETS:
            return None
        known = self.read_counts(facet)
        if not can_tell_values([value for value, _ in known.values()], default):
            return None
        return {"": rows.WITHOUT, **{value or default: id for id, (value, _) in known.items()}}
