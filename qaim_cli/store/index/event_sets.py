"""Conditions as sets of events: which events of an index match how surely."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import and_, or_

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import MatchCounts
from qaim_cli.prefilter import (
    AllOf,
    AnyOf,
    ClaimCondition,
    DateTraitCondition,
    DayOfYearCondition,
    DayRangeCondition,
    EndCondition,
    FacetCondition,
    IdPrefixCondition,
    IndexCondition,
    LengthCondition,
    NotOf,
    QuantityCondition,
    WordsCondition,
)
from qaim_cli.store.index import rows
from qaim_cli.store.index.label_marks import TextQueries
from qaim_cli.store.index.label_sets import LabelSets
from qaim_cli.store.index.set_figures import read_figures
from qaim_cli.store.index.slots import (
    CITATIONS,
    CLAIMED,
    HARMED,
    SlotReader,
    flag_slots,
    join_sets,
)
from qaim_cli.store.index.statement import StatementBuilder
from qaim_cli.store.index.word_prefixes import PREFIX_SETS, encode_prefix

_DATE_CONDITIONS = (
    DayRangeCondition,
    EndCondition,
    DayOfYearCondition,
    LengthCondition,
    DateTraitCondition,
)


class LevelSets(FrozenRecord):
    """The events that match at least too vaguely to be listed, possibly, and certainly."""

    vague: int
    possible: int
    certain: int

    @property
    def counts(self) -> MatchCounts:
        """How many events match how surely."""
        vague, possible, certain = (bits.bit_count() for bits in self)
        return MatchCounts(certain, possible - certain, vague - possible)


class DateSum(FrozenRecord):
    """The dates of one level, summed up."""

    event_count: int
    first: int
    """The least of the first days that are stated of them."""
    last: int
    """The greatest of these."""


class DateLevels(FrozenRecord):
    """The level of each date, and sums for each level."""

    levels: bytearray
    """The level of each date, by its number."""
    sums: Mapping[int, DateSum]
    """The sum of each level that any date has."""


class EventSet:
    """A set of events, which other sets are compared with."""

    def __init__(self, bits: int, reader: SlotReader) -> None:
        """Take the set, and what reads others."""
        self.bits = bits
        self.count = bits.bit_count()
        self.reader = reader

    @cached_property
    def flags(self) -> bytes:
        """For each slot whether its event is in the set."""
        return flag_slots(self.bits, self.reader.size)

    def intersect_labels(self, labels: LabelSets) -> LabelSets:
        """Return the events of the set that have each of some labels."""
        if self.bits == self.reader.everything:
            return labels
        return labels.intersect(self.bits, self.flags)


class SetFinder:
    """Finds the sets of events that meet conditions."""

    def __init__(
        self, connection: sqlite3.Connection, queries: TextQueries, timeline_name: str
    ) -> None:
        """Take the index, what finds labels in it, and the name of the timeline."""
        self.reader = SlotReader(connection)
        """Reads the sets that the index keeps."""
        self._connection = connection
        self._queries = queries
        self._timeline_name = timeline_name
        self._last_date_levels: tuple[str, dict[str, object], DateLevels] | None = None

    def find(self, condition: IndexCondition, *, full_text: bool = False) -> LevelSets | None:
        """Find which events meet a condition; None where sets cannot tell.

        Args:
            condition: the condition.
            full_text: whether words without a set are looked up in the full-text table, which
                takes longer than to have it count their events.
        """
        if is_about_dates(condition):
            return self._find_by_dates(condition)
        match condition:
            case AllOf(parts):
                parts = _join_words(parts)
                about_dates, others = divide_by_dates(parts)
                joined = (about_dates, *others.conditions) if about_dates.conditions else parts
                return self._join(joined, and_, self.reader.everything, full_text=full_text)
            case AnyOf(parts):
                return self._join(parts, or_, 0, full_text=full_text)
            case NotOf(part):
                found = self.find(part, full_text=full_text)
                return found and self._invert(found)
            case QuantityCondition(quantity) if quantity != "sources":
                return self._find_by_figure(condition)
            case WordsCondition(of_title=False):
                bits = self._find_by_words(condition, full_text=full_text)
            case _:
                bits = self._find_certain(condition)
        return None if bits is None else LevelSets(bits, bits, bits)

    def _join(
        self,
        parts: Sequence[IndexCondition],
        join: Callable[[int, int], int],
        start: int,
        *,
        full_text: bool,
    ) -> LevelSets | None:
        found = [LevelSets(start, start, start)]
        for part in sorted(parts, key=is_about_dates):  # as looking at all dates takes longest
            sets = self.find(part, full_text=full_text)
            if sets is None:
                return None
            found.append(sets)
        return LevelSets(*(reduce(join, level) for level in zip(*found, strict=True)))

    def _invert(self, found: LevelSets) -> LevelSets:
        """Find what does not match; a doubtful match stays as doubtful."""
        every = self.reader.everything
        certain = every & ~found.vague
        return LevelSets(every & ~found.certain, certain | found.possible & ~found.certain, certain)

    def _find_certain(self, condition: IndexCondition) -> int | None:
        """Find what meets a condition that events meet for certain or not at all."""
        every = self.reader.everything
        match condition:
            case FacetCondition("timeline", values):
                return every if self._timeline_name in values else 0
            case FacetCondition(facet, values) if facet in rows.LABEL_FACETS:
                ids = self._queries.find_label_ids(facet, values)
                return join_sets(self.reader.read_set(facet, id) for id in ids)
            case IdPrefixCondition(prefix, timeline):
                is_asked = timeline in ("", self._timeline_name)
                return self._find_by_id(prefix) if is_asked else 0
            case ClaimCondition(is_claimed):
                claimed = self.reader.read_bits(CLAIMED)
                return claimed if is_claimed else every & ~claimed
            case QuantityCondition("sources", low, high):
                numbers = self.reader.list_numbers(CITATIONS)
                wanted = (number for number in numbers if low <= number <= high)
                return join_sets(self.reader.read_set(CITATIONS, number) for number in wanted)
        return None

    def _find_by_words(self, condition: WordsCondition, *, full_text: bool) -> int | None:
        """Find the events that have all words; None where that is left to the full-text table."""
        whole, prefixes, _ = condition
        common = [each for each in prefixes if encode_prefix(each) in self._kept_prefixes]
        if not (common or full_text):
            return None
        others = [each for each in prefixes if each not in common]
        # Several words the full-text table finds together, as each narrows the others down.
        if len(others) == 1 and not whole:
            common += others
        found = reduce(and_, map(self._find_by_prefix, common), self.reader.everything)
        if whole or len(others) > 1:
            query = self._queries.build(WordsCondition(whole, tuple(others)))
            assert query
            found &= self._find_by_text(query.match)
        return found

    @cached_property
    def _kept_prefixes(self) -> frozenset[int]:
        """The numbers of the prefixes of which there are sets."""
        return frozenset(self.reader.list_numbers(PREFIX_SETS))

    def _find_by_prefix(self, prefix: str) -> int:
        """Find the events with a word that has a prefix, in their own texts or in a name."""
        number = encode_prefix(prefix)
        if number in self._kept_prefixes:
            found = self.reader.read_bits(PREFIX_SETS, number)
        else:
            found = self._find_by_text(self._queries.match_prefix(prefix))
        for of, id in self._queries.find_labels_by_name_word(prefix):
            named = self.reader.read_bits(of, id)
            if of == "actor":
                named &= ~self.reader.read_bits(HARMED, id)
            found |= named
        return found

    def _find_by_id(self, prefix: str) -> int:
        """Find the events whose ids have a prefix."""
        # In order of keys, as neighbours are found sooner; SQLite drops the order without a limit.
        keys = "SELECT key FROM events WHERE id >= ? AND id < ? ORDER BY key LIMIT -1"
        return self._find_by_keys(keys, (prefix, prefix + rows.LAST_CHARACTER))

    def _find_by_text(self, match: str) -> int:
        """Find the events by the full-text table."""
        return self._find_by_keys("SELECT rowid AS key FROM words WHERE words MATCH ?", (match,))

    def _find_by_keys(self, keys: str, values: Sequence[object]) -> int:
        """Find the events with some keys, in SQL with the values that it names."""
        flags = bytearray(b"0") * self.reader.size
        # A function that SQLite calls is quicker than fetching rows, and keeps none in memory.
        self._connection.create_function("write_flag", 2, flags.__setitem__)
        sql = (
            f"SELECT count(write_flag(slot, {ord('1')})) FROM ({keys}) AS found"
            " CROSS JOIN facts ON facts.key = found.key"
        )
        try:
            self._connection.execute(sql, values).fetchone()
            return int(flags[::-1] or b"0", 2)
        finally:
            flags.clear()  # the function is kept as long as the connection

    def _find_by_dates(self, condition: IndexCondition) -> LevelSets:
        statement = StatementBuilder(self._queries, self._timeline_name).build(condition)
        found = self.find_date_levels(statement.level, statement.values)
        # Runs of slots may have dates that no event has any more.
        levels = found.levels.ljust(self.reader.date_id_limit, b"\0")
        return LevelSets(*self.reader.select_levels(levels))

    def find_date_levels(self, level: str, values: dict[str, object]) -> DateLevels:
        """Find the level of each date; the last answer is cached.

        Args:
            level: how surely a date matches, in SQL.
            values: the values that it names.
        """
        values = {name: value for name, value in values.items() if f":{name}" in level}
        if self._last_date_levels is None or self._last_date_levels[:2] != (level, values):
            (last_id,) = self._connection.execute("SELECT max(id) FROM dates").fetchone()
            levels = bytearray((last_id or 0) + 1)
            self._connection.create_function("write_date_level", 2, levels.__setitem__)
            cursor = self._connection.execute(_SUM_DATES.format(level=level), values)
            _, *row = cursor.fetchone()
            parts = (row[at : at + 3] for at in range(0, len(row), 3))
            sums = {at: DateSum(*each) for at, each in enumerate(parts, 1) if each[0] is not None}
            self._last_date_levels = level, values, DateLevels(levels, sums)
        return self._last_date_levels[2]

    def _find_by_figure(self, condition: QuantityCondition) -> LevelSets | None:
        figures = read_figures(self.reader, condition.quantity)
        if figures is None:
            return None
        possible, certain = figures.select_events(condition)
        return LevelSets(possible, possible, certain)


def _join_words(parts: tuple[IndexCondition, ...]) -> tuple[IndexCondition, ...]:
    """Join the conditions on words of any text into one, as one may narrow the others down."""
    words = [part for part in parts if isinstance(part, WordsCondition) and not part.of_title]
    if len(words) < 2:
        return parts
    whole = tuple(chain.from_iterable(each.whole_words for each in words))
    prefixes = tuple(chain.from_iterable(each.prefixes for each in words))
    return (WordsCondition(whole, prefixes), *(part for part in parts if part not in words))


def is_about_dates(condition: IndexCondition) -> bool:
    """Whether the date of an event alone tells whether it meets a condition."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return bool(parts) and all(map(is_about_dates, parts))
        case NotOf(part):
            return is_about_dates(part)
    return isinstance(condition, _DATE_CONDITIONS)


def divide_by_dates(parts: Sequence[IndexCondition]) -> tuple[AllOf, AllOf]:
    """Divide conditions into those that the date of an event alone tells about, and the others."""
    about_dates = tuple(part for part in parts if is_about_dates(part))
    others = tuple(part for part in parts if not is_about_dates(part))
    return AllOf(about_dates), AllOf(others)


_SUM_DATES = f"""
    SELECT count(write_date_level(id, level)), {
    ", ".join(
        f"sum(CASE level WHEN {level} THEN count END),"
        f" min(CASE level WHEN {level} THEN stated_first END),"
        f" max(CASE level WHEN {level} THEN stated_first END)"
        for level in (1, 2, 3)
    )
}
    FROM (SELECT id, count, stated_first, {{level}} AS level FROM dates LIMIT -1) WHERE level > 0
"""
