"""Events by their rank: any stretch of a long answer, without going through those before it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import DateGroups, Event, MatchCounts, RankedAnswer, RankedEvents
from qaim_cli.prefilter import AllOf, IndexCondition
from qaim_cli.store.index import rows
from qaim_cli.store.index.certain_dates import SelectedDates
from qaim_cli.store.index.date_order import DateOrder
from qaim_cli.store.index.day_keys import DayKeys
from qaim_cli.store.index.day_question import DayQuestion
from qaim_cli.store.index.metadata import encode_json
from qaim_cli.store.index.question_sums import QuestionSums, SlotListing, interrupt_when

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents


class IndexRanks(RankedEvents):
    """The events of an index by rank.

    Two connections, so that reading a page never waits for a question that is being answered.
    """

    def __init__(self, reading: IndexedEvents, counting: IndexedEvents) -> None:
        """Take the events through one connection to read them, through another to count them."""
        self._reading = reading
        self._counting = counting
        self._finder = counting.create_finder()
        self._orders: dict[str, DateOrder] = {}
        """The dates of all events, and of those that the last other question is about."""
        self._date_sums: QuestionSums | None = None
        """The sums of the last question about dates alone, such as that about all events."""
        self._other_sums: QuestionSums | None = None
        self._last_order: tuple[list[int], list[int]] = [], []
        """The keys that were put in order last, before and after."""

    def answer(
        self, condition: IndexCondition, min_level: int, is_stale: Callable[[], bool]
    ) -> IndexAnswer | None:
        """Sum up the events that match, by the sums of the question before if they tell."""
        question = DayQuestion.from_condition(condition, min_level)
        try:
            interrupt_when(self._counting, is_stale)
            sums = self._sum_up(question)
            if sums is None:
                return None
            counts, dates = sums.select_dates(question)
            block_days = sums.get_block_days(min_level)
            reader = self._build_reader(sums.create_listing(question, dates))
            keys = DayKeys(block_days, dates.block_sums, reader)
        except sqlite3.Error:  # going through the events finds another way
            return None
        return IndexAnswer(counts, dates, keys, QuestionLanes(self._counting, sums, min_level))

    def has_sums(self, condition: IndexCondition, min_level: int) -> bool:
        """Whether sums at hand tell about a question."""
        return self._find_sums(DayQuestion.from_condition(condition, min_level)) is not None

    def iter_matches(self, condition: IndexCondition, min_level: int) -> Iterator[Event]:
        """Iterate over the events that match at least so surely, and perhaps others."""
        # An error would have the whole file read, so these are not interrupted.
        interrupt_when(self._counting, None)
        return (event for event, _ in self._counting.iter_matches(condition, min_level))

    def _find_sums(self, question: DayQuestion) -> QuestionSums | None:
        """The sums at hand that tell about a question."""
        known = (self._date_sums, self._other_sums)
        return next((each for each in known if each and each.covers(question)), None)

    def _sum_up(self, question: DayQuestion) -> QuestionSums | None:
        """The sums that tell about a question; None where the events have to."""
        known = self._find_sums(question)
        if known is not None:
            return known
        statement = self._counting.build_statement(question.condition)
        if not statement.is_exact:
            return None
        about_dates, others = question.rest_by_dates
        order = self._put_in_order(about_dates)
        if not others.conditions:
            self._date_sums = None
            self._date_sums = QuestionSums(self._counting, self._finder, question, order)
            return self._date_sums
        self._other_sums = None
        self._other_sums = QuestionSums(self._counting, self._finder, question, order)
        return self._other_sums

    def _put_in_order(self, about_dates: AllOf) -> DateOrder:
        """Put the dates in order that can meet some conditions, or recall them."""
        name = repr(about_dates)
        if name not in self._orders:
            if about_dates.conditions:
                self._orders = {key: each for key, each in self._orders.items() if key == _ALL}
            self._orders[name] = DateOrder(self._counting, about_dates)
        return self._orders[name]

    def _build_reader(self, listing: SlotListing) -> Callable[[int, int], Sequence[int]]:
        """Build what reads the keys of an answer from one to another."""
        connection = self._reading.counter.connection

        def read_keys(least: int, greatest: int) -> Sequence[int]:
            slots, days = listing.list_days(*map(rows.get_key_day, (least, greatest)))
            first_keys = sorted(map(rows.make_first_key, days))
            asked = {"slots": encode_json(slots), "days": encode_json(first_keys)}
            return array("q", (key for (key,) in connection.execute(_READ_KEYS, asked)))

        return read_keys

    def read(self, keys: Sequence[int], start: int, stop: int) -> list[Event]:
        """Read the events from one rank to another, of all keys of an answer."""
        stop = min(stop, len(keys))
        if start >= stop:
            return []
        first = self._find_ranks(keys, keys[start])[0]
        end = self._find_ranks(keys, keys[stop - 1])[1]
        wanted = self._order_keys(keys[first:end])[start - first : stop - first]
        events = self._reading.reader.read_keys(wanted)
        return [events[key] for key in wanted]

    def find_rank(self, keys: Sequence[int], id: str) -> int | None:
        """The rank of the event of an id, None where it is not among those of the keys."""
        sql = "SELECT key FROM events WHERE id = ?"
        found = self._reading.counter.connection.execute(sql, (id,)).fetchone()
        if found is None:
            return None
        first, end = self._find_ranks(keys, found[0])
        same_day = self._order_keys(keys[first:end])
        return first + same_day.index(found[0]) if found[0] in same_day else None

    def find_day(self, keys: Sequence[int], day: int) -> tuple[int, int]:
        """The rank of the first event with a first day, and that of the first after them."""
        return self._find_ranks(keys, rows.make_first_key(day))

    def _find_ranks(self, keys: Sequence[int], key: int) -> tuple[int, int]:
        """The ranks at which the day of a key begins and ends."""
        assert isinstance(keys, DayKeys)
        return keys.count_before(key), keys.count_before(rows.get_day_keys(key)[1] + 1)

    def _order_keys(self, keys: Sequence[int]) -> list[int]:
        """The keys in the order of their events; those of one first day stand in any."""
        found = list(keys)
        if len({rows.get_key_day(key) for key in found}) == len(found):
            return found
        # Where many events have one day, each step of the cursor asks for the same again.
        known, in_order = self._last_order
        if known != found:
            in_order = self._sort_keys(found)
            self._last_order = found, in_order
        return in_order

    def _sort_keys(self, keys: list[int]) -> list[int]:
        wanted = ", ".join(map(str, keys))
        cursor = self._reading.counter.connection.execute(
            "SELECT facts.key, dates.stated_first, -dates.stated_last, events.id,"
            " chunks.line + events.line FROM facts CROSS JOIN dates ON dates.id = facts.date"
            " CROSS JOIN events ON events.key = facts.key"
            f" CROSS JOIN chunks ON chunks.id = events.chunk WHERE facts.key IN ({wanted})"
        )
        # Of days that are very far away keys tell nothing.
        order = {key: place for key, *place in cursor}
        return sorted(keys, key=order.__getitem__)


class QuestionLanes(FrozenRecord):
    """What counts the events of an answer by lane."""

    events: IndexedEvents
    sums: QuestionSums
    min_level: int
    """How surely the events match at least."""


class IndexAnswer(RankedAnswer):
    """An answer of an index."""

    def __init__(
        self, counts: MatchCounts, dates: SelectedDates, keys: DayKeys, lanes: QuestionLanes
    ) -> None:
        """Take what was counted, and what counts by lane."""
        self.counts = counts
        self.starts = dates.starts
        self.date_ids = dates.day_ids, dates.ids
        self.date_id_limit = lanes.sums.date_id_limit
        self.keys = keys
        self._lanes = lanes

    def iter_value_counts(
        self,
        facet: str,
        groups: Mapping[str, frozenset[str]],
        dates: DateGroups,
        is_stale: Callable[[], bool],
    ) -> Iterator[tuple[str, Sequence[int]]]:
        """Iterate over groups of values, and count the events of each by the groups of dates."""
        try:
            interrupt_when(self._lanes.events, is_stale)
            for found in self._lanes.sums.iter_value_counts(
                facet, groups, dates, self._lanes.min_level
            ):
                if is_stale():
                    return
                yield found
        except sqlite3.Error:  # no longer wanted, or damaged
            return


_ALL = repr(AllOf(()))
_READ_KEYS = (
    "SELECT facts.key FROM json_each(:days) AS day CROSS JOIN facts"
    f" ON facts.key BETWEEN day.value AND day.value + {rows.MAX_EVENTS_PER_DAY - 1}"
    " WHERE facts.slot IN (SELECT value FROM json_each(:slots)) ORDER BY facts.key"
)
