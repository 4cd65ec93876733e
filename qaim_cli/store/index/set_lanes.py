"""Sums of lanes of many events, told from sets of them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from qaim_cli.store.index.asked_lanes import LabelPlace, find_first_places
from qaim_cli.store.index.event_reader import PLACE, TEXTS
from qaim_cli.store.index.event_sets import EventSet
from qaim_cli.store.index.slots import SlotSet, Stretches, join_sets, list_slots
from qaim_cli.sums import LaneSums


def sum_set_lanes(
    connection: sqlite3.Connection, found: EventSet, facet: str, labels: Mapping[int, str]
) -> LaneSums:
    """Sum up the lanes of the events of a set.

    Args:
        connection: the index.
        found: the set.
        facet: what the lanes are by.
        labels: the values by the numbers of their labels, with that of what has none.
    """
    lanes = _SetLanes(connection, found, facet)
    sums = {id: sums for id in labels if (sums := lanes.sum_lane(id))}
    ids = {labels[id]: id for id in lanes.order_labels(sums)}

    def count_columns(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        return lanes.count_columns([ids[value] for value in values], first_days)

    return LaneSums({value: sums[id].event_count for value, id in ids.items()}, count_columns)


class _LaneSum(NamedTuple):
    """How many events a lane has, and the first and last day of the first of their dates."""

    event_count: int
    first_date: tuple[int, int]
    """Its first day, and its last one with the opposite sign."""


class _ColumnRuns(NamedTuple):
    """The columns of the runs of slots."""

    first_days: Sequence[int]
    """What the columns are given by: see `sums.LaneSums`."""
    by_run: Sequence[int]
    """The column of each run."""
    stretches: Stretches


class _SetLanes:
    """The lanes of the events of a set."""

    def __init__(self, connection: sqlite3.Connection, found: EventSet, facet: str) -> None:
        self._connection = connection
        self._reader = found.reader
        self._found = found
        self._facet = facet
        columns = map(found.reader.read_column, ("stated_first", "stated_last"))
        self._days: Sequence[Sequence[int]] = list(columns)
        """The first and the last day of the date of each run."""
        self._last_columns: _ColumnRuns | None = None

    def sum_lane(self, id: int) -> _LaneSum | None:
        """Sum up the lane of a label; None where it has no events."""
        shared = self._found.intersect(self._reader.read_set(self._facet, id))
        if not shared:
            return None
        event_count = shared.bit_count() if isinstance(shared, int) else len(shared)
        ends, (firsts, lasts) = self._reader.run_ends, self._days
        runs = (bisect_right(ends, slot) - 1 for slot in self._list_first_slots(shared))
        return _LaneSum(event_count, min((firsts[run], -lasts[run]) for run in runs))

    def _list_first_slots(self, shared: SlotSet) -> Sequence[int]:
        """List some of the slots of a set, of which one has the first date."""
        ordered = self._reader.run_ends[self._reader.read_column("ordered")[0]]
        if isinstance(shared, int):
            first = (shared & -shared).bit_length() - 1
            later = list_slots(shared >> ordered)
            return [first, *(ordered + slot for slot in later)]
        return [shared[0], *shared[bisect_left(shared, ordered) :]]

    def order_labels(self, sums: Mapping[int, _LaneSum]) -> list[int]:
        """Put labels in the order in which they first occur."""
        by_date: dict[tuple[int, int], list[int]] = defaultdict(list)
        for id, each in sums.items():
            by_date[each.first_date].append(id)
        several = {date: ids for date, ids in by_date.items() if len(ids) > 1}
        for date, date_ids in self._find_date_ids(several).items():
            several[date].sort(key=self._place_labels(date_ids).__getitem__)
        return list(chain.from_iterable(by_date[date] for date in sorted(by_date)))

    def _find_date_ids(self, wanted: Container[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
        """Find the numbers of the dates of which some are the first and last day."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for id, first, last in zip(self._reader.read_column("date"), *self._days, strict=True):
            if (first, -last) in wanted:
                found[first, -last].add(id)
        return found

    def _place_labels(self, date_ids: Iterable[int]) -> dict[int, LabelPlace]:
        """Find where labels first occur among the events with some dates."""
        # The sign makes the database compare numbers as they are, and look for them in an index.
        cursor = self._connection.execute(
            f'SELECT slot, facts."{self._facet}", {PLACE}'
            f" FROM dates CROSS JOIN facts ON facts.date = +dates.id {TEXTS}"
            f" WHERE dates.id IN ({', '.join(map(str, date_ids))})"
        )
        flags = self._found.flags
        return find_first_places(row for slot, *row in cursor if flags[slot])

    def count_columns(self, ids: Iterable[int], first_days: Sequence[int]) -> list[int]:
        """Count the events with any of some labels by column."""
        labels = list(ids)
        sets = (self._reader.read_set(self._facet, id) for id in labels)
        shared = self._found.intersect(next(sets) if len(labels) == 1 else join_sets(sets))
        runs = self._divide_columns(first_days)
        counts = [0] * (len(first_days) + 1)
        if isinstance(shared, int):
            found = self._reader.count_stretches(shared, runs.stretches.ends)
            for column, count in zip(runs.stretches.values, found, strict=True):
                counts[column] += count
        else:
            ends = self._reader.run_ends
            for slot in shared:
                counts[runs.by_run[bisect_right(ends, slot) - 1]] += 1
        return counts

    def _divide_columns(self, first_days: Sequence[int]) -> _ColumnRuns:
        """Find the columns of all runs; those of the last columns are remembered."""
        if self._last_columns is None or self._last_columns.first_days is not first_days:
            days = self._reader.read_column("mark_start")
            by_run = [bisect_right(first_days, day) for day in days]
            stretches = self._reader.join_runs(by_run)
            self._last_columns = _ColumnRuns(first_days, by_run, stretches)
        return self._last_columns
