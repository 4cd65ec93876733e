"""Sums of lanes of many events, computed from sets of them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.asked_lanes import LabelPlace, find_first_places
from qaim_cli.store.index.event_reader import PLACE, TEXTS
from qaim_cli.store.index.event_sets import EventSet
from qaim_cli.store.index.slots import join_sets
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
    sums = lanes.sum_lanes()
    ids = {labels[id]: id for id in lanes.order_labels(sums)}

    def count_columns(values: frozenset[str], first_days: Sequence[int]) -> list[int]:
        return lanes.count_columns([ids[value] for value in values], first_days)

    return LaneSums({value: sums[id].event_count for value, id in ids.items()}, count_columns)


class _LaneSum(FrozenRecord):
    """How many events a lane has, and the first and last day of the first of their dates."""

    event_count: int
    first_date: tuple[int, int]
    """Its first day, and its last one with the opposite sign."""


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
        self._shared = found.intersect_labels(found.reader.read_labels(facet))

    def sum_lanes(self) -> dict[int, _LaneSum]:
        """Sum up the lane of each label that has events."""
        return {
            id: _LaneSum(count, self._find_first_date(id))
            for id, count in self._shared.count_events().items()
        }

    def _find_first_date(self, id: int) -> tuple[int, int]:
        """Find the first of the dates of the events of a lane."""
        bounds, (firsts, lasts) = self._reader.run_bounds, self._days
        runs = (bisect_right(bounds, slot) - 1 for slot in self._iter_first_slots(id))
        return min((firsts[run], -lasts[run]) for run in runs)

    def _iter_first_slots(self, id: int) -> Iterator[int]:
        """Iterate over some of the slots of a label's events, of which one has the first date."""
        ordered = self._reader.run_bounds[self._reader.ordered_run_count]
        for first, most in ((0, 1), (ordered, None)):
            for part in self._shared.iter_parts(id, first):
                yield from islice(part, most)

    def order_labels(self, sums: Mapping[int, _LaneSum]) -> list[int]:
        """Put labels in the order in which they first occur."""
        by_date: dict[tuple[int, int], list[int]] = defaultdict(list)
        for id, each in sums.items():
            by_date[each.first_date].append(id)
        several = {date: ids for date, ids in by_date.items() if len(ids) > 1}
        for date, date_ids in self._find_date_ids(several).items():
            several[date].sort(key=self._place_labels(date_ids).__getitem__)
        return list(chain.from_iterable(by_date[date] for date in sorted(by_date)))

    def _find_date_ids(self, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
        """Find the numbers of the dates of which some are the first and last day."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        firsts, lasts = self._days
        ordered, dates = self._reader.ordered_run_count, self._reader.read_column("date")
        for first, opposite in wanted:
            begin = bisect_left(firsts, first, 0, ordered)
            end = bisect_right(firsts, first, begin, ordered)
            for run in (*range(begin, end), *range(ordered, len(dates))):
                if (firsts[run], -lasts[run]) == (first, opposite):
                    found[first, opposite].add(dates[run])
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

    def count_columns(self, ids: Sequence[int], first_days: Sequence[int]) -> list[int]:
        """Count the events with any of some labels by column."""
        shared = self._shared
        found = shared.get_set(ids[0]) if len(ids) == 1 else join_sets(shared.iter_sets(ids))
        return self._reader.divide_marks(first_days).count_events(found)[:-1]
