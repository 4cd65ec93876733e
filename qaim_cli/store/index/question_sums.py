"""Sums of a question, held while it stands, by which any days are answered without asking anew.

Which events meet all else that is asked is held as sets of them. From how many of these have each
certain date it follows how many begin within any days; see `date_order`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import DateGroups, MatchCounts
from qaim_cli.prefilter import FacetCondition
from qaim_cli.store.index import rows
from qaim_cli.store.index.certain_dates import CertainDates, SelectedDates
from qaim_cli.store.index.date_order import DateOrder
from qaim_cli.store.index.day_question import DayQuestion
from qaim_cli.store.index.event_sets import LevelSets, SetFinder
from qaim_cli.store.index.slots import RunGroups, list_slots, split_levels

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents

_STEPS_UNTIL_STALE = 10_000
"""The steps of the database after which it is asked whether an answer is still wanted."""


def interrupt_when(events: IndexedEvents, is_stale: Callable[[], bool] | None) -> None:
    """Have what events are asked next raise an error once it is no longer wanted, or never."""
    events.counter.connection.set_progress_handler(is_stale, _STEPS_UNTIL_STALE)


class _LevelSum(FrozenRecord):
    """The events that match at least at one level, with their dates."""

    bits: int
    counts: Sequence[int]
    """How many of them have each date, by its number."""
    certain_dates: CertainDates


class QuestionSums:
    """The sums of a question, about as many days as it names or any of them."""

    def __init__(
        self, events: IndexedEvents, finder: SetFinder, question: DayQuestion, order: DateOrder
    ) -> None:
        """Sum up.

        Args:
            events: the events, through a connection by which nothing else is asked meanwhile.
            finder: what finds sets of them.
            question: what is asked, of which the index tells how surely an event matches.
            order: the dates that can meet it.
        """
        self._finder = finder
        self._order = order
        found = finder.find(question.rest_by_dates[1])
        self.question = question._replace(ranges=()) if found else question.widen()
        """What the sums tell about."""
        self._levels: list[_LevelSum] = []
        for bits in found or _ask_words(events, finder, self.question):
            if not self._levels or self._levels[-1].bits != bits:
                counts = finder.reader.count_dates(bits)
                summed = _LevelSum(bits, counts, order.certain_dates.sum_up(counts))
            self._levels.append(summed)

    def covers(self, question: DayQuestion) -> bool:
        """Whether the sums tell all about another question."""
        return self.question.covers(question)

    def select_dates(self, question: DayQuestion) -> tuple[MatchCounts, SelectedDates]:
        """Count how many events match how surely, and select the dates of those to be listed.

        Args:
            question: the same question, about days that these sums cover.
        """
        first, last = question.first, question.last
        doubtful = self._order.find_doubtful(question)
        dates_by_bits = {each.bits: each.certain_dates for each in self._levels}
        starts = {bits: each.select(first, last) for bits, each in dates_by_bits.items()}
        counts = {each.bits: each.counts for each in self._levels}
        others = {bits: doubtful.count_levels(each) for bits, each in counts.items()}
        vague, possible, certain = (
            starts[each.bits].starts.event_count + others[each.bits][at]
            for at, each in enumerate(self._levels)
        )
        shown = self._levels[question.min_level - 1]
        found = doubtful.select(question.min_level, shown.counts)
        dates = starts[shown.bits].add(found, shown.certain_dates.block_days)
        return MatchCounts(certain, possible - certain, vague - possible), dates

    def get_block_days(self, min_level: int) -> Sequence[int]:
        """Return the first day of each block of the days that events are listed by."""
        return self._levels[min_level - 1].certain_dates.block_days

    @property
    def date_id_limit(self) -> int:
        """The least number that is greater than that of every date."""
        return self._finder.reader.date_id_limit

    def create_listing(self, question: DayQuestion, dates: SelectedDates) -> SlotListing:
        """Create what lists the slots of the events that have the dates of an answer."""
        reader = self._finder.reader
        bits = self._levels[question.min_level - 1].bits
        if question.ranges or self._order.condition.conditions:
            flags = bytearray(self.date_id_limit)
            for id in chain(dates.day_ids, dates.ids):
                flags[id] = 1
            bits &= reader.select_dates(flags)
        return SlotListing(
            bits,
            reader.read_column("stated_first"),
            reader.run_bounds,
            reader.ordered_run_count,
        )

    def iter_value_counts(
        self, facet: str, groups: Mapping[str, frozenset[str]], dates: DateGroups, min_level: int
    ) -> Iterator[tuple[str, Sequence[int]]]:
        """Iterate over groups of values, and count the events of each by the groups of dates."""
        reader = self._finder.reader
        found, counts_of_dates, _ = self._levels[min_level - 1]
        by_run = (
            map(dates.by_date.__getitem__, reader.read_column("date"))
            if found == reader.everything
            else self._iter_run_groups(dates, counts_of_dates)
        )
        of_runs = RunGroups(reader, by_run, dates.group_count)
        for group, values in groups.items():
            of_group = self._finder.find(FacetCondition(facet, values))
            yield group, of_runs.count_events(found & of_group.certain if of_group else 0)

    def _iter_run_groups(self, dates: DateGroups, counts: Sequence[int]) -> Iterator[int]:
        """Iterate over the groups of the runs of slots; a run without events is in the last one."""
        group = 0
        for date in self._finder.reader.read_column("date"):
            if counts[date]:
                group = dates.by_date[date]
            yield group


class SlotListing(FrozenRecord):
    """The slots of some events, to be listed by days."""

    bits: int
    days: Sequence[int]
    """The first day of the date of each run of slots."""
    run_bounds: Sequence[int]
    """Slot boundaries of the runs, in order: one more than there are runs."""
    ordered_run_count: int
    """How many runs, from the first on, are in order of their days."""

    def list_days(self, first: int, last: int) -> tuple[list[int], set[int]]:
        """List the slots of events from one day to another, and these days.

        Of days that are very far away keys tell nothing, so as far as these days reach.
        """
        ordered = self.ordered_run_count
        least = 0 if first <= -rows.MAX_DAY else bisect_left(self.days, first, 0, ordered)
        end = ordered
        if last < rows.MAX_DAY:
            end = bisect_right(self.days, last, least, end)
        later = range(ordered, len(self.days))
        added = (run for run in later if first <= self._clip(run) <= last)
        slots: list[int] = []
        for low, high in ((least, end), *((run, run + 1) for run in added)):
            begin, stop = self.run_bounds[low], self.run_bounds[high]
            some = self.bits >> begin & (1 << stop - begin) - 1
            slots += (begin + slot for slot in list_slots(some))
        return slots, {self._clip(run) for run in self._iter_runs(slots)}

    def _iter_runs(self, slots: Sequence[int]) -> Iterator[int]:
        """Iterate over the runs of slots."""
        at = 0
        while at < len(slots):
            run = bisect_right(self.run_bounds, slots[at]) - 1
            yield run
            at = bisect_left(slots, self.run_bounds[run + 1], at)

    def _clip(self, run: int) -> int:
        return max(-rows.MAX_DAY, min(self.days[run], rows.MAX_DAY))


def _ask_words(events: IndexedEvents, finder: SetFinder, question: DayQuestion) -> LevelSets:
    """Ask the full-text table, or whatever else sets cannot tell, which events match how surely."""
    statement = events.build_statement(question.condition)
    source = events.counter.build_facts_source(statement, 1)
    level = statement.other_level or "3"
    levels = bytearray(b"0") * finder.reader.size
    connection = events.counter.connection
    # Called by the database, which is quicker than to fetch that many rows, and holds none of them.
    connection.create_function("write_level", 2, levels.__setitem__)
    try:
        sql = f"SELECT count(write_level(facts.slot, {ord('0')} + ({level}))) FROM {source}"
        connection.execute(sql, statement.values).fetchone()
        return LevelSets(*split_levels(levels))
    finally:
        levels.clear()  # the function is kept as long as the connection
