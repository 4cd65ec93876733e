"""Each kind of term as conditions of SQL on the tables of `store.tables`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import make_table_id
from qaim_cli.model import Catalogue, Timeline
from qaim_cli.prefilter import (
    AnyOf,
    FacetCondition,
    IdPrefixCondition,
    IndexCondition,
    Narrowing,
    WordsCondition,
)
from qaim_cli.query.expression import And, Expression, Not, Or
from qaim_cli.query.sql.conditions import (
    TRUE,
    SqlCondition,
    compare,
    format_literal,
    is_in_table,
    is_one_of,
    join_all,
    join_any,
    negate,
)
from qaim_cli.query.sql.levels import (
    LevelConditions,
    TermConditions,
    combine_and,
    combine_not,
    combine_or,
    make_exact,
    make_plain,
    make_superset,
)
from qaim_cli.query.terms import (
    MAX_POSSIBLE_DAYS,
    ColumnTest,
    DateRangeTerm,
    DayOfYearTerm,
    FacetTerm,
    NumberTerm,
    PredicateTerm,
    RowTest,
    WordsTerm,
    compute_vagueness_limit,
)
from qaim_cli.query.time_terms import EndTerm, LastedTerm

_GREATEST_VAGUENESS = INFINITE_FUTURE - INFINITE_PAST
_LENGTH_FROM_BOUNDS = (
    "CASE WHEN kind <> 'interval' OR earliest_end < latest_start THEN 1"
    " ELSE earliest_end - latest_start + 1 END"
)
_LENGTH_AT_MOST = (
    "CASE WHEN kind <> 'interval' THEN 1"
    f" WHEN earliest_start = {INFINITE_PAST} OR latest_end = {INFINITE_FUTURE}"
    f" THEN {INFINITE_FUTURE} ELSE latest_end - earliest_start + 1 END"
)


class TermCompiler(FrozenRecord):
    """Turns the terms of a question into conditions."""

    timeline: Timeline
    """The timeline of which the question is asked."""

    def compile(self, expression: Expression) -> TermConditions:
        """Compile an expression."""
        return _COMPILERS[type(expression)](self, expression)

    def compile_and(self, expression: And) -> TermConditions:
        """Compile what must all match."""
        return combine_and(map(self.compile, expression.operands))

    def compile_or(self, expression: Or) -> TermConditions:
        """Compile that of which one must match."""
        return combine_or(map(self.compile, expression.operands))

    def compile_not(self, expression: Not) -> TermConditions:
        """Compile a negation; one of a negation is what that negates."""
        if isinstance(expression.operand, Not):
            return self.compile(expression.operand.operand)
        return combine_not(self.compile(expression.operand))

    def compile_days(self, term: DateRangeTerm) -> TermConditions:
        """Compile a range of days; a set of several dates is judged by its parts."""
        surely = join_all((self._is_surely_within(term), self._goes_on_surely(term)))
        certain = join_any((surely, is_in_table("event_parts", surely)))
        if certain == TRUE or term.only_certain:
            return make_plain(certain)
        touched = _touches("earliest_start", "latest_end", term.first, term.last)
        stated = _touches("possible_from", "possible_to", term.first, term.last)
        limit = compute_vagueness_limit(term.first, term.last)
        clear = compare("vagueness", "<=", limit) if limit < _GREATEST_VAGUENESS else TRUE
        possible = join_any((certain, join_all((_by_parts(stated), clear))))
        # That the days are touched follows, but only so can an engine skip what does not.
        return make_exact(
            LevelConditions(_by_parts(touched), join_all((touched, possible)), certain)
        )

    def _is_surely_within(self, term: DateRangeTerm) -> SqlCondition:
        return _touches("surely_by", "surely_from", term.first, term.last)

    def _goes_on_surely(self, term: DateRangeTerm) -> SqlCondition:
        """Require of what has not ended that it is known to have gone on so long.

        What goes on is certain up to the day on which one of its sources was last read.
        """
        days = term.known_until
        if all(day >= term.first for day in days.values()):
            return TRUE
        has_ended = compare("surely_from", "<", INFINITE_FUTURE)
        begins_later = compare("latest_start", ">=", term.first)
        late = frozenset(id for id, day in days.items() if id and day >= term.first)
        read_later = [self._has_label("source", late)] if late else []
        if not self.timeline.default_source and days[""] >= term.first:
            has_source = is_in_table("event_labels", compare("kind", "=", "source"))
            read_later.append(negate(has_source))
        return join_any((has_ended, begins_later, *read_later))

    def compile_end(self, term: EndTerm) -> TermConditions:
        """Compile that an event began, or ended, in a range of days."""
        low, high = (
            ("earliest_start", "latest_start") if term.is_start else ("earliest_end", "latest_end")
        )
        touched = join_all(
            (
                _touches(low, high, term.first, term.last),
                compare(low, "<", INFINITE_FUTURE) if term.last == INFINITE_FUTURE else TRUE,
                compare(high, ">", INFINITE_PAST) if term.first == INFINITE_PAST else TRUE,
            )
        )
        inside = _touches(high, low, term.first, term.last)
        limit = compute_vagueness_limit(term.first, term.last)
        clear = compare(f"{high} - {low}", "<=", limit) if limit < _GREATEST_VAGUENESS else TRUE
        uncertain = SqlCondition("uncertain")
        return make_exact(
            LevelConditions(
                touched,
                join_all((touched, join_any((uncertain, inside, clear)))),
                join_all((touched, negate(uncertain), inside)),
            )
        )

    def compile_facet(self, term: FacetTerm) -> TermConditions:
        """Compile that one of several labels is wanted."""
        return make_plain(self._has_label(term.facet, term.values))

    def _has_label(self, facet: str, values: Iterable[str]) -> SqlCondition:
        if facet == "timeline":
            return is_one_of("timeline", values)
        get_catalogue = FACETS[facet].get_catalogue
        if get_catalogue is not None:
            # The empty value stands for another, by which the tables call it.
            tops = _list_tops(filter(None, values), get_catalogue(self.timeline))
            values = map(make_table_id, tops)
        wanted = (compare("kind", "=", facet), is_one_of("label", values))
        return is_in_table("event_labels", join_all(wanted))

    def compile_number(self, term: NumberTerm) -> TermConditions:
        """Compile that a number lies in a range; a hedged one matches by its bounds."""
        if term.quantity == "sources":
            columns = "source_count", "source_count"
            known = TRUE
        else:
            columns = f"{term.quantity}_least", f"{term.quantity}_most"
            known = SqlCondition(f"{columns[0]} IS NOT NULL")
        return _compile_range(*columns, term.low, term.high, known)

    def compile_length(self, term: LastedTerm) -> TermConditions:
        """Compile how long an event lasted."""
        return _compile_range(_LENGTH_FROM_BOUNDS, _LENGTH_AT_MOST, term.low, term.high)

    def compile_words(self, term: WordsTerm) -> TermConditions:
        """Compile what a keyword asks; of words in one text alone, only where they may stand."""
        if term.search_field != _KEYWORD_FIELD:
            is_claim = term.search_field == "claim"
            prefilter = self.compile_prefilter(term.index_condition)
            return make_superset(compare("according_to", "<>", "") if is_claim else prefilter)
        beginnings = (f"% {beginning}%" for beginning in term.prefixes)
        phrases = (f"% {phrase} %" for phrase in term.phrases)
        return make_plain(_has_words((*beginnings, *phrases)))

    def compile_predicate(self, term: PredicateTerm) -> TermConditions:
        """Compile a plain test of one column, or of the labels, where it says which."""
        match term.table_test:
            case None:
                return make_superset(self.compile_prefilter(term.index_condition))
            case RowTest() as test:
                return make_plain(_compile_row_test(test))
            case test:
                return make_plain(_compile_column_test(test))

    def compile_day_of_year(self, term: DayOfYearTerm) -> TermConditions:
        """Compile that an event began or ended on a day of the year."""
        year_day = 100 * term.month + term.day
        touched = join_all(
            (compare("first_day", "<=", year_day), compare("last_day", ">=", year_day))
        )
        limits = (
            TRUE, compare("day_count", "<=", MAX_POSSIBLE_DAYS), compare("day_count", "=", 1),
        )  # fmt: skip
        return make_exact(
            LevelConditions(
                *(is_in_table("event_year_days", join_all((touched, limit))) for limit in limits)
            )
        )

    def compile_prefilter(self, condition: IndexCondition) -> SqlCondition:
        """Compile where events can be that match at all; anywhere, if it is not known."""
        match condition:
            case Narrowing(inner):
                return self.compile_prefilter(inner)
            case AnyOf(conditions):
                return join_any(map(self.compile_prefilter, conditions))
            case FacetCondition(facet, values):
                return self._has_label(facet, values)
            case WordsCondition(whole, beginnings):
                return _has_words(
                    (*(f"% {word} %" for word in whole), *(f"% {word}%" for word in beginnings))
                )
            case IdPrefixCondition(beginning):
                # An id that several timelines have stands behind the name of its own.
                options = [beginning, *(f"{part}-{beginning}" for part in self.timeline.parts)]
                return join_any(_begins_with("id", each) for each in options)
        return TRUE


_COMPILERS: dict[type, Callable[[TermCompiler, Any], TermConditions]] = {
    And: TermCompiler.compile_and,
    Or: TermCompiler.compile_or,
    Not: TermCompiler.compile_not,
    DateRangeTerm: TermCompiler.compile_days,
    EndTerm: TermCompiler.compile_end,
    LastedTerm: TermCompiler.compile_length,
    FacetTerm: TermCompiler.compile_facet,
    NumberTerm: TermCompiler.compile_number,
    WordsTerm: TermCompiler.compile_words,
    PredicateTerm: TermCompiler.compile_predicate,
    DayOfYearTerm: TermCompiler.compile_day_of_year,
}
_KEYWORD_FIELD = "keyword"
"""What a search in all texts and names is called, whose words have a column of their own."""


def _compile_row_test(test: RowTest) -> SqlCondition:
    required = map(_compile_column_test, test.required)
    options = (join_all(map(_compile_column_test, group)) for group in test.alternatives)
    condition = is_in_table(test.table, join_all((*required, join_any(options))))
    return condition if test.is_wanted else negate(condition)


def _compile_column_test(test: ColumnTest) -> SqlCondition:
    column, value = test.column, test.value
    if isinstance(value, tuple):
        return is_one_of(column, value)
    match test.operator:
        case "is":
            return SqlCondition(column) if value else negate(SqlCondition(column))
        case "unknown":
            return SqlCondition(f"{column} IS NULL")
        case "begins":
            return _begins_with(column, str(value))
        case "has phrase":
            return compare(column, "LIKE", f"% {value} %")
    return compare(column, test.operator, value)


def _begins_with(column: str, beginning: str) -> SqlCondition:
    """Require that a text begins so; LIKE would take some characters for others."""
    return SqlCondition(f"SUBSTR({column}, 1, {len(beginning)}) = {format_literal(beginning)}")


def _touches(start: str, end: str, first: int, last: int) -> SqlCondition:
    """Require that a range begins by the last day and ends on the first or later."""
    return join_all(
        (
            compare(start, "<=", last) if last < INFINITE_FUTURE else TRUE,
            compare(end, ">=", first) if first > INFINITE_PAST else TRUE,
        )
    )


def _by_parts(condition: SqlCondition) -> SqlCondition:
    """Require something of a date; of a set of several dates, of one of its parts as well."""
    of_parts = join_any((SqlCondition("part_count = 0"), is_in_table("event_parts", condition)))
    return join_all((condition, of_parts))


def _has_words(patterns: Iterable[str]) -> SqlCondition:
    """Require patterns in the folded words, which have no character that LIKE takes for others."""
    return join_all(compare("words", "LIKE", pattern) for pattern in patterns)


def _compile_range(
    least: str, most: str, low: float, high: float, known: SqlCondition = TRUE
) -> TermConditions:
    """Compile that a number between two bounds lies in low..high."""
    has_end = not math.isinf(high)
    matching = join_all(
        (
            known,
            compare(least, "<=", math.floor(high)) if has_end else TRUE,
            compare(most, ">=", math.ceil(low)) if low > 0 else TRUE,
        )
    )
    inside = (
        compare(least, ">=", math.ceil(low)) if low > 0 else TRUE,
        compare(most, "<=", math.floor(high)) if has_end else TRUE,
    )
    return make_exact(LevelConditions(matching, matching, join_all((matching, *inside))))


def _list_tops(values: Iterable[str], catalogue: Catalogue) -> list[str]:
    """List the values of which the others are parts: an event has the labels of all wholes."""
    parts = {value: catalogue.with_descendants([value]) for value in values}
    tops = list[str]()
    covered = set[str]()
    for value in sorted(parts, key=lambda value: (-len(parts[value]), value)):
        if value not in covered:
            tops.append(value)
            covered |= parts[value]
    return tops
