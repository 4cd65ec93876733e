"""Statements: a condition as the SQL that counts, groups and reads the events that meet it."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.prefilter import (
    AllOf,
    AnyOf,
    ClaimCondition,
    FacetCondition,
    IdPrefixCondition,
    IndexCondition,
    Narrowing,
    NotOf,
    QuantityCondition,
)
from qaim_cli.store.index.date_levels import build_date_level
from qaim_cli.store.index.label_marks import TextQueries, TextQuery
from qaim_cli.store.index.rows import LAST_CHARACTER

_BY_WORDS = "words CROSS JOIN facts ON facts.key = words.rowid CROSS JOIN dates"
_BY_FACTS = "facts CROSS JOIN dates"


class Statement(FrozenRecord):
    """Parts of statements about the events that meet a condition, and the values they name."""

    match: str
    """What the full-text table is asked; empty where nothing."""
    date_level: str
    """How surely the date matches; empty where that is not asked."""
    other_level: str
    """How surely all else matches that the index can tell; empty where that is for certain."""
    filters: tuple[str, ...]
    """Tests that every event meets that can match."""
    is_exact: bool
    """Whether the levels tell how surely an event matches."""
    values: dict[str, object]
    condition: IndexCondition
    """The whole condition."""

    @property
    def is_about_dates(self) -> bool:
        """Whether the date alone tells how surely an event matches."""
        return self.is_exact and not (self.match or self.other_level)

    @property
    def is_of_all(self) -> bool:
        """Whether every event matches for certain."""
        return self.is_about_dates and not self.date_level

    @property
    def is_about_words(self) -> bool:
        """Whether the full-text table alone tells which events match."""
        return self.is_exact and bool(self.match) and not (self.date_level or self.other_level)

    @property
    def level(self) -> str:
        """How surely an event matches, as far as the index can tell."""
        return join_levels(
            "min", [each for each in (self.date_level, self.other_level) if each], "3"
        )

    def build_source(self, *tests: str, joined: str = "") -> str:
        """Build the tables, others joined to them, and tests of which rows to look at."""
        found = ["words MATCH :match"] if self.match else []
        where = " AND ".join((*found, *self.filters, *tests)) or "1"
        tables = _BY_WORDS if self.match else _BY_FACTS
        return f"{tables} ON dates.id = facts.date {joined} WHERE {where}"


class StatementBuilder:
    """Builds the parts of statements from a condition."""

    def __init__(self, queries: TextQueries, timeline: str) -> None:
        """Take what asks the full-text table, and the name of the timeline in the index."""
        self._queries = queries
        self._timeline = timeline
        self._values: dict[str, object] = {}

    def build(self, condition: IndexCondition) -> Statement:
        """Build the parts of statements about the events that meet a condition."""
        matches, excluded, others = self._divide(condition)
        date_levels, levels, filters = [], [], []
        is_exact = all(query.is_exact for query in matches)
        for part in others:
            date_level = self._build_level(part, only_dates=True)
            if date_level is not None:
                date_levels.append(date_level)
                continue
            level = self._build_level(part)
            if level is None:
                is_exact = False
                filters.append(self._build_filter(part))
            else:
                levels.append(level)
                filters.append(self._build_narrowing(part))
        match = " AND ".join(f"({query.match})" for query in matches)
        if excluded:
            match = f"({match}) NOT ({' OR '.join(f'({each})' for each in excluded)})"
        if match:
            self._values["match"] = match
        return Statement(
            match,
            join_levels("min", date_levels, ""),
            join_levels("min", levels, ""),
            tuple(each for each in filters if each != "1"),
            is_exact,
            self._values,
            condition,
        )

    def _divide(
        self, condition: IndexCondition
    ) -> tuple[list[TextQuery], list[str], list[IndexCondition]]:
        """Divide a condition: what words tell, what they tell not to be, and all else."""
        matches: list[TextQuery] = []
        others: list[IndexCondition] = []
        for part in split_condition(condition):
            query = self._queries.build(part)
            if query:
                matches.append(query)
            else:
                others.append(part)
        if not matches:  # of nothing the full-text table can leave out nothing
            return matches, [], others
        excluded: dict[int, str] = {}
        for number, part in enumerate(others):
            query = self._queries.build(part.condition) if isinstance(part, NotOf) else None
            if query and query.is_exact:
                excluded[number] = query.match
        left = [part for number, part in enumerate(others) if number not in excluded]
        return matches, list(excluded.values()), left

    def _add_value(self, value: object) -> str:
        name = f"v{len(self._values)}"
        self._values[name] = value
        return f":{name}"

    def _build_level(self, condition: IndexCondition, *, only_dates: bool = False) -> str | None:
        """Build how surely an event matches; None where the index cannot tell.

        `only_dates` builds only what the date alone decides.
        """
        match condition:
            case AllOf(parts) | AnyOf(parts):
                inner = [self._build_level(part, only_dates=only_dates) for part in parts]
                levels = [level for level in inner if level is not None]
                if len(levels) < len(inner):
                    return None
                if isinstance(condition, AllOf):
                    return join_levels("min", levels, "3")
                return join_levels("max", levels, "0")
            case NotOf(part):
                level = self._build_level(part, only_dates=only_dates)
                return (
                    level and f"CASE {level} WHEN 0 THEN 3 WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 0 END"
                )
        level = build_date_level(condition, self._add_value)
        return level if level is not None or only_dates else self._build_event_level(condition)

    def _build_event_level(self, condition: IndexCondition) -> str | None:
        """Build how surely an event matches a condition on something else than its date."""
        match condition:
            case FacetCondition("timeline", wanted):
                return "3" if self._timeline in wanted else "0"
            case ClaimCondition(is_claimed):
                return f"3 * (facts.claimed = {self._add_value(is_claimed)})"
            case IdPrefixCondition(prefix, timeline):
                if timeline not in ("", self._timeline):
                    return "0"
                first, last = map(self._add_value, (prefix, prefix + LAST_CHARACTER))
                of_event = "SELECT id FROM events AS named WHERE named.key = facts.key"
                return f"3 * coalesce(({of_event}) >= {first} AND ({of_event}) < {last}, 0)"
            case QuantityCondition():
                return self._build_quantity_level(condition)
        query = self._queries.build(condition)
        if query is None or not query.is_exact:
            return None
        found = f"SELECT rowid FROM words WHERE words MATCH {self._add_value(query.match)}"
        return f"3 * (facts.key IN ({found}))"

    def _build_narrowing(self, condition: IndexCondition) -> str:
        """Build a quick test that every event meets that can match."""
        match condition:
            case IdPrefixCondition(prefix):
                first, last = map(self._add_value, (prefix, prefix + LAST_CHARACTER))
                found = f"SELECT key FROM events WHERE id >= {first} AND id < {last}"
            case QuantityCondition(quantity, low, high) if quantity != "sources":
                values = map(self._add_value, (quantity, low, high))
                test = "quantity = {} AND high >= {} AND low <= {}".format(*values)
                found = f"SELECT key FROM figures WHERE {test}"
            case _:
                return "1"
        return f"facts.key IN ({found})"

    def _build_quantity_level(self, condition: QuantityCondition) -> str:
        low, high = self._add_value(condition.low), self._add_value(condition.high)
        if condition.quantity == "sources":
            return f"3 * (facts.citations BETWEEN {low} AND {high})"
        quantity = self._add_value(condition.quantity)
        level = (
            f"CASE WHEN low > {high} OR high < {low} THEN 0"
            f" WHEN {low} <= low AND high <= {high} THEN 3 ELSE 2 END"
        )
        of_event = f"quantity = {quantity} AND figures.key = facts.key"
        return f"coalesce((SELECT {level} FROM figures WHERE {of_event}), 0)"

    def _build_filter(self, condition: IndexCondition) -> str:
        """Build a test that every event meets that can match."""
        level = self._build_level(condition)
        if level is not None:
            return f"{level} > 0"
        match condition:
            case AllOf(parts):
                return " AND ".join(f"({self._build_filter(part)})" for part in parts)
            case AnyOf(parts):
                return " OR ".join(f"({self._build_filter(part)})" for part in parts)
            case Narrowing(part):
                return self._build_filter(part)
        return "1"


def join_levels(function: str, levels: Sequence[str], otherwise: str) -> str:
    """Join the levels of parts by `min` or `max`; of none it is another."""
    if len(levels) > 1:
        return f"{function}({', '.join(levels)})"
    return levels[0] if levels else otherwise


def split_condition(condition: IndexCondition) -> list[IndexCondition]:
    """The parts of a condition that must all hold."""
    if isinstance(condition, AllOf):
        return [part for inner in condition.conditions for part in split_condition(inner)]
    return [condition]
