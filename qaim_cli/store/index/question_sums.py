"""Sums of a question, held while it stands, by which any days are answered without asking anew.

An answer about some days depends on nothing but the dates of events, once it is known which events
meet all else that is asked. Of plain dates sums tell how many begin within the days; only dates
that reach across an end of them, or are doubtful, are asked of the database one by one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.model import DateCounts, MatchCounts
from qaim_cli.prefilter import AllOf, DayRangeCondition, IndexCondition
from qaim_cli.store.index import rows
from qaim_cli.store.index.lanes import read_label_dates, read_lane
from qaim_cli.store.index.plain_dates import PLAIN_TEST, DateRow, PlainDates, SelectedDates
from qaim_cli.store.index.statement import join_levels, split_condition

if TYPE_CHECKING:
    from qaim_cli.store.index.events import IndexedEvents

_BATCH_SIZE = 10_000
_MAX_KEPT_LABELS = 4_096
_STEPS_UNTIL_STALE = 10_000
"""After so many steps of the database it is asked whether an answer is still wanted."""
_COUNT_SIZE = array("I").itemsize
_BEGIN = f'CASE dates.s0 WHEN {INFINITE_PAST} THEN dates."first" ELSE dates.s0 END'
_STATED = f"max({-rows.MAX_DAY}, min(dates.stated_first, {rows.MAX_DAY}))"

_get_key, _get_date = itemgetter(0), itemgetter(1)

FacetCounts = Mapping[str, DateCounts]
"""How many events with each value of a facet have which dates."""


def interrupt_when(events: IndexedEvents, is_stale: Callable[[], bool] | None) -> None:
    """Have what events are asked next raise an error once it is no longer wanted, or never."""
    events.counter.connection.set_progress_handler(is_stale, _STEPS_UNTIL_STALE)


class DayQuestion(NamedTuple):
    """A condition taken apart: the days that are asked about, and all else."""

    ranges: tuple[DayRangeCondition, ...]
    rest: AllOf
    min_level: int
    """How surely an event has to match."""

    @classmethod
    def from_condition(cls, condition: IndexCondition, min_level: int) -> DayQuestion:
        """Take a condition apart."""
        parts = split_condition(condition)
        ranges = tuple(part for part in parts if isinstance(part, DayRangeCondition))
        rest = tuple(part for part in parts if not isinstance(part, DayRangeCondition))
        return cls(ranges, AllOf(rest), min_level)

    @property
    def condition(self) -> AllOf:
        """The whole again."""
        return AllOf((*self.rest.conditions, *self.ranges))

    @property
    def first(self) -> int:
        """The first day of those that all ranges have."""
        return max((each.first for each in self.ranges), default=INFINITE_PAST)

    @property
    def last(self) -> int:
        """The last day of those that all ranges have."""
        return min((each.last for each in self.ranges), default=INFINITE_FUTURE)

    def widen(self) -> DayQuestion:
        """The question about thrice as many days, all that possibly match."""
        first, last = self.first, self.last
        if INFINITE_PAST < first <= last < INFINITE_FUTURE:
            first, last = 2 * first - last, 2 * last - first
        elif first > last:  # no day is in all ranges
            first, last = INFINITE_PAST, INFINITE_FUTURE
        wide = DayRangeCondition(first, last, 0)
        return self._replace(ranges=(wide,) if self.ranges else ())

    def covers(self, other: DayQuestion) -> bool:
        """Whether another is the same question, about no other days than this one."""
        # Compared as texts, as records of different kinds are equal as tuples.
        return (
            repr(self.rest) == repr(other.rest)
            and self.first <= min(other.first, other.last)
            and self.last >= max(other.first, other.last)
        )


class _DateSource(NamedTuple):
    """Where the numbers of a question's events by their dates are, in SQL."""

    tables: str
    id: str
    """The number of a date, and how surely all else matches in so many bits more."""
    event_count: str
    level: str
    level_bits: int
    doubtful: str = "doubtful"
    """The table of those dates that are not plain."""


_ALL_DATES = _DateSource("dates", "dates.id", "dates.count", "3", 0, "doubtful_of_all")
_ASKED_DATES = _DateSource(
    "temp.asked AS asked CROSS JOIN dates ON dates.id = asked.id", "asked.id", "asked.count", "3", 0
)
_ASKED_LEVELS = _DateSource(
    "temp.asked AS asked CROSS JOIN dates ON dates.id = asked.id >> 2",
    "asked.id",
    "asked.count",
    "(asked.id & 3)",
    2,
)


class _DateTests(NamedTuple):
    """How surely dates match, and which are plain, in SQL with the values that it names."""

    level: str
    plain: str
    values: Mapping[str, object]


class QuestionSums:
    """The sums of a question, about as many days as it names or any of them."""

    def __init__(self, events: IndexedEvents, question: DayQuestion) -> None:
        """Sum up.

        Args:
            events: the events, through a connection by which nothing else is asked meanwhile.
            question: what is asked, of which the index tells how surely an event matches.
        """
        self.question = question
        self.keys: Sequence[int] | None = None
        """The keys of the events, where more than their dates tells which they are."""
        self._events = events
        self._connection = events.counter.connection
        self._source = _ALL_DATES
        self._facet_counts: dict[tuple[str, ...], FacetCounts] = {}
        rest = events.build_statement(question.rest)
        if not rest.is_about_dates:
            self._source = _ASKED_LEVELS if rest.other_level else _ASKED_DATES
            dates = None
            if rest.is_exact and not rest.date_level:
                dates = read_label_dates(self._connection, rest.label_id)
            if dates is None:
                self.keys = self._sum_events()
            else:
                self._write_asked(zip(*dates, strict=True))
        tests = self._build_tests(question)
        source = self._source
        asked = f"FROM {source.tables} WHERE {source.event_count}"
        plain = f"SELECT {self._columns} {asked} AND {tests.plain} ORDER BY 2, 3"
        self.plain = PlainDates.from_rows(self._connection.execute(plain, tests.values))
        others = f"SELECT {source.id} {asked} AND NOT ({tests.plain})"
        self._create_table(source.doubtful, "id INTEGER PRIMARY KEY")
        self._connection.execute(f"INSERT INTO {source.doubtful} {others}", tests.values)

    def interrupt_when(self, is_stale: Callable[[], bool]) -> None:
        """Have what is counted next raise an error once it is no longer wanted."""
        interrupt_when(self._events, is_stale)

    def covers(self, question: DayQuestion) -> bool:
        """Whether the sums tell all about another question."""
        # Only where keys go by how surely an event matches, other levels need other keys.
        is_of_level = question.min_level == self.question.min_level or not self._source.level_bits
        return is_of_level and self.question.covers(question)

    def select_dates(self, question: DayQuestion) -> tuple[MatchCounts, SelectedDates]:
        """Count how many events match how surely, and select the dates of those to be listed.

        Args:
            question: the same question, about days that these sums cover.
        """
        first, last, least = question.first, question.last, question.min_level
        counts = {1: 0, 2: 0, 3: 0}
        found = []
        for *row, level in self._iter_apart(question):
            counts[level] += row[-1]
            if level >= least:
                found.append(DateRow(*row))
        plain = self.plain.select(first, last)
        counts[3] += plain.starts.event_count
        dates = plain.add(found, self.plain.block_days)
        return MatchCounts(counts[3], counts[2], counts[1]), dates

    def _iter_apart(self, question: DayQuestion) -> Iterator[tuple[int, ...]]:
        """Iterate over the dates that match and are not plain or reach across an end of the days.

        With each comes its level. Those too doubtful to be listed come as one of each level.
        """
        tests, first, last = self._build_tests(question), question.first, question.last
        asked = f"SELECT {self._columns}, {tests.level} AS level FROM {self._source.tables} WHERE"
        is_doubtful = f"{self._source.id} IN temp.{self._source.doubtful}"
        # The sign keeps the database from going by the order of days, at random through the table.
        across = (
            f"+dates.s0 <= {last} AND dates.e1 >= {first}"
            f" AND NOT (dates.s0 >= {first} AND dates.s1 <= {last}) AND {self._source.event_count}"
        )
        return self._connection.execute(
            "SELECT id, first, last, stated, sum(count), level FROM"
            f" ({asked} {is_doubtful} UNION ALL {asked} {across} AND NOT {is_doubtful})"
            " WHERE level > 0"
            f" GROUP BY CASE WHEN level >= {question.min_level} THEN id ELSE -level END",
            tests.values,
        )

    def count_by_facet(self, facet: str, groups: Mapping[str, frozenset[str]]) -> FacetCounts:
        """Count the events that have a value of each group, by the numbers of their dates."""
        key = (facet, *groups)
        if key not in self._facet_counts:
            self._facet_counts = {key: self._count_by_facet(facet, groups)}
        return self._facet_counts[key]

    def forget_facets(self) -> None:
        """Let go of what lanes were counted by, as nobody asks for them any more."""
        self._facet_counts = {}

    @property
    def _columns(self) -> str:
        id, count = self._source.id, self._source.event_count
        return (
            f"{id} AS id, {_BEGIN} AS first, max({_BEGIN}, dates.s1) AS last,"
            f" {_STATED} AS stated, {count} AS count"
        )

    def _build_tests(self, question: DayQuestion) -> _DateTests:
        builder = self._events.create_builder()
        of_date = builder.build(question.condition).date_level
        of_rest = builder.build(question.rest).date_level
        level = self._source.level
        plain = "".join(f" AND {each} = 3" for each in (of_rest, level) if each not in ("", "3"))
        tests = [each for each in (of_date, level) if each not in ("", "3")]
        return _DateTests(join_levels("min", tests, "3"), f"{PLAIN_TEST}{plain}", builder.values)

    def _sum_events(self) -> Sequence[int]:
        """Write down how many events each date has, and list the keys of those to be listed."""
        keys, counts = array("q"), Counter[int]()
        for batch in self._iter_batches("facts.key", is_ordered=True):
            counts.update(map(_get_date, batch))
            if self._source.level_bits:
                least = self.question.min_level
                keys.extend(key for key, date in batch if date & 3 >= least)
            else:
                keys.extend(map(_get_key, batch))
        self._write_asked((date, counts[date]) for date in sorted(counts))
        return keys

    def _write_asked(self, counts: Iterable[tuple[int, int]]) -> None:
        self._create_table("asked", "id INTEGER PRIMARY KEY, count INTEGER")
        # One write for them all: an open index is read within one transaction.
        self._connection.executemany("INSERT INTO asked VALUES (?, ?)", counts)

    def _create_table(self, name: str, columns: str) -> None:
        """Create a table for as long as the question stands."""
        self._connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        self._connection.execute(f"CREATE TEMP TABLE {name} ({columns})")

    def _count_by_facet(self, facet: str, groups: Mapping[str, frozenset[str]]) -> FacetCounts:
        if self._source is _ALL_DATES and max(map(len, groups.values()), default=0) < 2:
            return {group: self._read_lanes(facet, values) for group, values in groups.items()}
        found = {group: self._make_counts() for group in groups}
        counts_of = {
            id: found[group]
            for group, values in groups.items()
            for id in self._events.find_label_ids(facet, values)
        }

        @lru_cache(_MAX_KEPT_LABELS)
        def find_counts(written: int | str | None) -> tuple[array[int], ...]:
            known = [counts_of[id] for id in rows.decode_label_ids(written) if id in counts_of]
            return tuple({id(counts): counts for counts in known}.values())

        for batch in self._iter_batches(f'facts."{facet}"'):
            for written, date in batch:
                for counts in find_counts(written):
                    counts[date] += 1
        return {group: _list_counts(counts) for group, counts in found.items()}

    def _read_lanes(self, facet: str, values: frozenset[str]) -> DateCounts:
        """Read the numbers of all events with a value by their dates, as the index keeps them."""
        for id in self._events.find_label_ids(facet, values):
            ids, counts = read_lane(self._connection, facet, id, "dates")
            return DateCounts(array("I", ids), array("I", counts))
        return DateCounts((), ())

    def _iter_batches(self, column: str, *, is_ordered: bool = False) -> Iterator[list[Any]]:
        """Iterate over a column of the events, many at once, with the numbers of their dates."""
        if self._source is _ALL_DATES:
            cursor = self._connection.execute(f"SELECT {column}, facts.date FROM facts")
        else:
            statement = self._events.build_statement(self.question.condition)
            source = self._events.counter.build_facts_source(statement, 1)
            order = "words.rowid" if statement.match else "facts.key"
            has_levels = self._source.level_bits
            date = f"facts.date << 2 | ({statement.other_level})" if has_levels else "facts.date"
            cursor = self._connection.execute(
                f"SELECT {column}, {date}"
                f" FROM {source}{f' ORDER BY {order}' if is_ordered else ''}",
                statement.values,
            )
        while batch := cursor.fetchmany(_BATCH_SIZE):
            yield batch

    def _make_counts(self) -> array[int]:
        sql = "SELECT coalesce(max(id), 0) + 1 FROM dates"
        size = self._connection.execute(sql).fetchone()[0]
        return array("I", bytes(_COUNT_SIZE * (size << self._source.level_bits)))


def _list_counts(counts: Sequence[int]) -> DateCounts:
    """List those numbers that are counted at all."""
    ids = array("I", compress(range(len(counts)), counts))
    return DateCounts(ids, array("I", filter(None, counts)))
