"""What is counted of many events by sets: of which labels, when, and how many were harmed."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from typing import TYPE_CHECKING

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import MatchCounts
from qaim_cli.store.index import rows
from qaim_cli.store.index.counting import (
    EXACT_LIMIT,
    DateLevelSums,
    EventCounter,
    InexactSumError,
    require_exact,
)
from qaim_cli.store.index.event_sets import EventSet, LevelSets, SetFinder
from qaim_cli.store.index.lanes import can_tell_values
from qaim_cli.store.index.set_figures import Figures, read_figures
from qaim_cli.store.index.slots import NO_DAY, RunGroups, SlotReader
from qaim_cli.store.index.statement import Statement

if TYPE_CHECKING:
    from qaim_cli.sums import Bounds, FindLastDay, MarkStarts, MarkSums

_SMALL_SHARE = 200
"""Fewer events than one in this number are better looked up than compared as sets."""


class SetCounter(EventCounter):
    """Counts the events of an index by sets where these can tell, else as any other does."""

    def __init__(self, connection: sqlite3.Connection, event_count: int, finder: SetFinder) -> None:
        """Take the index, how many events there are, and what finds sets of them."""
        super().__init__(connection, event_count)
        self._finder = finder
        self.reader = self._finder.reader
        """Reads the sets of the index."""
        self._last_levels: tuple[str, bool, LevelSets | None] | None = None
        self._last_set: tuple[int, EventSet] | None = None
        self._last_periods: tuple[FindLastDay, _Periods] | None = None

    def find_set(self, statement: Statement, min_level: int) -> EventSet | None:
        """Find the events that match at least so surely.

        None if sets cannot tell, or if few events match and SQL finds these sooner.
        """
        found = self._find_levels(statement, full_text=True)
        if found is None:
            return None
        bits = found[min_level - 1]
        if self._last_set is None or self._last_set[0] != bits:
            self._last_set = bits, EventSet(bits, self.reader)
        events = self._last_set[1]
        # Of conditions of several kinds, SQL would try all others on each event that one finds.
        is_quick = statement.is_about_dates or statement.is_about_words
        return None if is_quick and self._is_small(events) else events

    def _is_small(self, events: EventSet) -> bool:
        """Whether a set has so few events that they are better looked up."""
        return events.count * _SMALL_SHARE < self.event_count

    def is_known_to_match_many(self, statement: Statement, min_level: int) -> bool:
        """Whether many events are known to match; False also where sets cannot tell."""
        found = self.find_set(statement, min_level)
        return found is not None and not self._is_small(found)

    def _find_set_of_some(self, statement: Statement, min_level: int) -> EventSet | None:
        """Find events as `find_set` does; None also for all, whose sums the index keeps."""
        return None if statement.is_of_all else self.find_set(statement, min_level)

    def _find_levels(self, statement: Statement, *, full_text: bool) -> LevelSets | None:
        """Find which events match how surely; the last answer is cached."""
        name = repr(statement.condition)
        last = self._last_levels
        if last is None or last[0] != name or (last[2] is None and full_text > last[1]):
            found = self._finder.find(statement.condition, full_text=full_text)
            last = self._last_levels = name, full_text, found
        return last[2]

    def sum_dates(self, statement: Statement) -> DateLevelSums:
        """Sum up the events whose dates match, with the sums from which sets are found."""
        sums = self._finder.find_date_levels(statement.date_level, statement.values).sums
        return {level: (each.event_count, each.first, each.last) for level, each in sums.items()}

    def _build_key_query_by_dates(self, statement: Statement, min_level: int) -> str:
        """Build a query for the keys of the events whose dates match."""
        levels = self._finder.find_date_levels(statement.date_level, statement.values).levels
        ids = ", ".join(str(id) for id, level in enumerate(levels) if level >= min_level)
        return f"SELECT chosen.key FROM facts AS chosen WHERE chosen.date IN ({ids})"

    def count_levels(self, statement: Statement) -> MatchCounts:
        """Count how many events match how surely."""
        if not statement.is_about_dates:
            # What the full-text table alone tells it counts sooner than it lists it.
            found = self._find_levels(statement, full_text=not statement.is_about_words)
            if found is not None:
                return found.counts
        return super().count_levels(statement)

    def count_by_period(
        self, statement: Statement, min_level: int, find_last_day: FindLastDay
    ) -> dict[int | None, int]:
        """Count events that match at least so surely by the period in which they began."""
        found = self.find_set(statement, min_level)
        if found is None:
            return super().count_by_period(statement, min_level, find_last_day)
        periods = self._find_periods(find_last_day)
        counts = periods.runs.count_events(found.bits)
        return {day: count for day, count in zip(periods.last_days, counts, strict=True) if count}

    def _find_periods(self, find_last_day: FindLastDay) -> _Periods:
        """Find the periods in which events begin; the last that were asked for are kept."""
        if self._last_periods is None or self._last_periods[0] != find_last_day:
            self._last_periods = find_last_day, _divide_periods(self.reader, find_last_day)
        return self._last_periods[1]

    def count_marks(self, statement: Statement, min_level: int, first: int, last: int) -> MarkSums:
        """Count where a drawing of some days shows the events that match at least so surely."""
        from qaim_cli.sums import MarkSums, merge_stretches

        found = self.find_set(statement, min_level)
        if found is None:
            return super().count_marks(statement, min_level, first, last)
        runs = self.reader.count_runs(found.bits)
        firsts: list[int] = []
        lasts: list[int] = []
        counts: list[int] = []
        present = list(compress(range(len(runs)), runs))
        for ends in (("drawn_first", "start_last"), ("end_first", "drawn_last")):
            begins, stops = map(self.reader.read_column, ends)
            shown = [run for run in present if begins[run] <= last and stops[run] >= first]
            firsts += map(begins.__getitem__, shown)
            lasts += map(stops.__getitem__, shown)
            counts += map(runs.__getitem__, shown)
        starts = self.count_mark_starts(statement, min_level)
        return MarkSums(starts, merge_stretches(firsts, lasts, counts))

    def count_mark_starts(self, statement: Statement, min_level: int) -> MarkStarts:
        """Count where marks begin."""
        from qaim_cli.sums import MarkStarts

        found = self.find_set(statement, min_level)
        if found is None:
            return super().count_mark_starts(statement, min_level)
        days = self.reader.read_column("mark_start")
        runs = self.reader.count_runs(found.bits)
        return MarkStarts(
            sum(compress(runs, map(NO_DAY.__ne__, days))),
            lambda first_days: self.reader.divide_marks(first_days).count_events(found.bits)[:-1],
        )

    def count_values(
        self, statement: Statement, min_level: int, facet: str, default: str
    ) -> dict[str, int]:
        """Count the events that match at least so surely by the values of a facet."""
        found = self._find_set_of_some(statement, min_level)
        values = self._list_values(facet, default)
        if found is None or values is None:
            return super().count_values(statement, min_level, facet, default)
        counts = found.intersect_labels(self.reader.read_labels(facet)).count_events()
        return {value: counts[id] for id, value in values.items() if id in counts}

    def _count_without(self, facet: str) -> int:
        """Count the events that have no value of a facet."""
        if facet not in rows.LABEL_FACETS:
            return super()._count_without(facet)
        return self.reader.read_bits(facet, rows.WITHOUT).bit_count()

    def iter_keys_by_casualties(
        self, statement: Statement, min_level: int, harm: str
    ) -> Iterator[tuple[int, float, int]]:
        """Iterate over (key, number, level) of events by their casualties, most first."""
        found = self._find_set_of_some(statement, min_level)
        levels = self._find_levels(statement, full_text=True)
        if found is None or levels is None:
            yield from super().iter_keys_by_casualties(statement, min_level, harm)
            return
        for key, number, slot in self.connection.execute(_ORDER_FIGURES, (harm,)):
            if found.flags[slot]:
                yield key, number, sum(bits >> slot & 1 for bits in levels)

    def sum_harm_by_period(
        self, statement: Statement, min_level: int, harm: str, find_last_day: FindLastDay
    ) -> dict[int | None, Bounds]:
        """Sum up the killed, wounded or captured by the period in which events began, as bounds.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        figures = self._find_figures(statement, min_level, harm)
        if figures is None:
            return super().sum_harm_by_period(statement, min_level, harm, find_last_day)
        periods = self._find_periods(find_last_day)
        sums = figures.sum_by_group(periods.runs)
        return {periods.last_days[period]: bounds for period, bounds in sums.items()}

    def sum_harm_by_value(
        self, statement: Statement, min_level: int, harm: str, facet: str, default: str
    ) -> dict[str, Bounds]:
        """Sum up the killed, wounded or captured by the values of a facet, as bounds.

        Raises:
            InexactSumError: a sum is too large to be exact.
        """
        values = self._list_values(facet, default)
        figures = None if values is None else self._find_figures(statement, min_level, harm)
        if values is None or figures is None:
            return super().sum_harm_by_value(statement, min_level, harm, facet, default)
        labels = self.reader.read_labels(facet)
        sums = figures.sum_labels(labels, self.reader.size)
        require_exact(sums.values())
        return {value: sums[id] for id, value in values.items() if id in sums}

    def sum_harm(self, statement: Statement, min_level: int, harm: str) -> Bounds | None:
        """Sum up the killed, wounded or captured of all that match, as bounds.

        Raises:
            InexactSumError: the sum is too large to be exact.
        """
        figures = self._find_figures(statement, min_level, harm)
        if figures is None:
            return super().sum_harm(statement, min_level, harm)
        return figures.add_up()

    def _find_figures(self, statement: Statement, min_level: int, harm: str) -> Figures | None:
        """Find the figures of events as `find_set` does.

        Raises:
            InexactSumError: their sum is too large to be exact.
        """
        found = self.find_set(statement, min_level)
        if found is None:
            return None
        figures = read_figures(self.reader, harm)
        if figures is None:
            raise InexactSumError
        figures = figures.intersect(found.bits)
        bounds = figures._replace(unbounded=0).add_up()
        if bounds and bounds[1] >= EXACT_LIMIT:
            raise InexactSumError
        return figures

    def _list_values(self, facet: str, default: str) -> dict[int, str] | None:
        """List values by the numbers of their labels, and no text for that of what has none.

        None where the facet has no sets, or an empty value cannot be told from none.
        """
        if facet not in rows.LABEL_FACETS:
            return None
        known = self.read_counts(facet)
        if not can_tell_values([value for value, _ in known.values()], default):
            return None
        return {rows.WITHOUT: "", **{id: value or default for id, (value, _) in known.items()}}


_ORDER_FIGURES = """
    SELECT figures.key, low, slot FROM figures CROSS JOIN facts ON facts.key = figures.key
    WHERE quantity = ? AND low > 0 ORDER BY low DESC, figures.key
"""
"""The keys, figures and slots of events with one kind of casualties, the most first."""


class _Periods(FrozenRecord):
    """The periods of time in which events begin."""

    last_days: Sequence[int | None]
    """The last day of each; None, at first, for what may begin in several."""
    runs: RunGroups
    """In which of them the events of each run of slots begin."""


def _divide_periods(reader: SlotReader, find_last_day: FindLastDay) -> _Periods:
    """Divide the runs of slots by the period in which their events begin."""
    firsts, lasts = map(reader.read_column, ("s0", "s1"))
    days = sorted({*firsts})
    last_days = [INFINITE_PAST]  # within which nothing begins for certain
    at = bisect_right(days, INFINITE_PAST)
    while at < len(days):
        last_days.append(find_last_day(days[at]))
        at = bisect_right(days, last_days[-1])
    of_firsts = map(bisect_left, repeat(last_days), firsts)
    by_run = (
        period if last <= last_days[period] else 0
        for period, last in zip(of_firsts, lasts, strict=True)
    )
    return _Periods((None, *last_days[1:]), RunGroups(reader, by_run, len(last_days)))
