"""How surely dates match, in SQL: the rules of `query`, over the columns of `tables.dates`.

Each function returns an expression over a row `dates` that is 0 to 3, as `query.MatchLevel` is, and
puts the values that it names into `values`. The tests hold them to the terms that they stand for.
"""

from __future__ import annotations

from collections.abc import Callable

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, Calendar
from qaim_cli.dates.calendar import is_real_day, to_civil_date, to_day_number
from qaim_cli.prefilter import (
    DateTraitCondition,
    DayOfYearCondition,
    DayRangeCondition,
    EndCondition,
    IndexCondition,
    LengthCondition,
)
from qaim_cli.store.index.tables import ALL_OF

MAX_NUMBER = 2**62
"""Beyond every day and every length of time, and still a number that a database has."""
_LONGEST_YEAR = 366
_SHORTEST_YEAR = 340
"""In days; the year in which a calendar switches is up to three weeks shorter."""
_SHORT_DAYS = 31
"""A date that is vague by fewer days than this possibly lies on one of them."""
_LEAP_DAY = 2 * 32 + 29
"""The 29th of February, as `date_columns.encode_day_of_year` writes it."""

AddValue = Callable[[object], str]
"""Names a value for a statement: what stands for it in the SQL."""


def build_date_level(condition: IndexCondition, add_value: AddValue) -> str | None:
    """Build the level of a condition on dates; None for any other condition.

    Args:
        condition: the condition.
        add_value: names the values that the SQL is to be executed with.
    """
    match condition:
        case DayRangeCondition():
            return _build_range_level(condition, add_value)
        case EndCondition():
            return _build_end_level(condition, add_value)
        case DayOfYearCondition(month, day):
            return _build_day_of_year_level(month, day, add_value)
        case LengthCondition(low, high):
            return _build_length_level(add_value(low), add_value(high))
        case DateTraitCondition(trait, value):
            column = {"is_approximate": "approximate"}.get(trait, trait)
            return f"3 * (dates.{column} = {add_value(value)})"
    return None


def _build_range_level(condition: DayRangeCondition, add_value: AddValue) -> str:
    first, last = add_value(condition.first), add_value(condition.last)
    known_until = condition.known_until
    until = add_value(INFINITE_FUTURE if known_until is None else known_until)
    start_doubt = "0" if condition.last == INFINITE_FUTURE else "{row}.start_uncertain"
    end_doubt = "0" if condition.first == INFINITE_PAST else "{row}.end_uncertain"
    is_certain = (
        f"({{row}}.s1 <= {last} AND NOT {start_doubt} AND NOT {end_doubt}"
        f" AND CASE {{row}}.e0 WHEN {INFINITE_FUTURE} THEN max({until}, {{row}}.s1)"
        f" ELSE {{row}}.e0 END >= {first})"
    )
    parts = "SELECT 1 FROM date_parts AS part WHERE part.date = dates.id AND"
    of_part = is_certain.format(row="part")
    certain = (
        f"CASE dates.members WHEN 0 THEN {is_certain.format(row='dates')}"
        f" WHEN {ALL_OF} THEN EXISTS ({parts} {of_part})"
        f" ELSE NOT EXISTS ({parts} NOT {of_part}) END"
    )
    if condition.only_certain:
        return f"3 * ({certain})"
    wide = f"({{row}}.s0 <= {last} AND {{row}}.e1 >= {first})"
    stated = f'({{row}}."first" <= {last} AND {{row}}."last" >= {first})'
    most = add_value(min(condition.max_vagueness, MAX_NUMBER))
    return (
        f"CASE WHEN NOT {_of_any_part(wide, parts)} THEN 0 WHEN {certain} THEN 3"
        f" WHEN dates.vagueness <= {most} AND {_of_any_part(stated, parts)} THEN 2 ELSE 1 END"
    )


def _of_any_part(test: str, parts: str) -> str:
    """A test of a date, or, where it is a set, of any member."""
    return (
        f"CASE dates.members WHEN 0 THEN {test.format(row='dates')}"
        f" ELSE EXISTS ({parts} {test.format(row='part')}) END"
    )


def _build_end_level(condition: EndCondition, add_value: AddValue) -> str:
    low, high = ("dates.s0", "dates.s1") if condition.is_start else ("dates.e0", "dates.e1")
    first, last = add_value(condition.first), add_value(condition.last)
    most = add_value(min(condition.max_vagueness, MAX_NUMBER))
    return (
        f"CASE WHEN {low} > {last} OR {high} < {first} OR {low} = {INFINITE_FUTURE}"
        f" OR {high} = {INFINITE_PAST} THEN 0 WHEN dates.uncertain THEN 2"
        f" WHEN {first} <= {low} AND {high} <= {last} THEN 3"
        f" WHEN {high} - {low} > {most} THEN 1 ELSE 2 END"
    )


def _build_day_of_year_level(month: int, day: int, add_value: AddValue) -> str:
    wanted = add_value(month * 32 + day)
    month_value, day_value = add_value(month), add_value(day)
    ends = [_build_end_day_level(side, wanted, month_value, day_value) for side in ("s", "e")]
    return f"max({', '.join(ends)})"


def _build_end_day_level(side: str, wanted: str, month: str, day: str) -> str:
    """The level of one end: by what a calendar has to tell only where that is not plain."""
    first, last = f"dates.{side}0", f"dates.{side}1"
    from_md, to_md = f"dates.md_{side}0", f"dates.md_{side}1"
    # A leap day and the days at which a calendar switches are not in every year.
    is_plain = f"{wanted} <> {_LEAP_DAY} AND (dates.calendar > {last} OR dates.calendar <= {first})"
    return (
        f"CASE WHEN {first} = {last} THEN 3 * ({from_md} = {wanted})"
        f" WHEN {last} - {first} >= {_LONGEST_YEAR} THEN 1"
        f" WHEN {from_md} <= {to_md} AND {last} - {first} < {_SHORTEST_YEAR}"
        f" AND NOT {wanted} BETWEEN {from_md} AND {to_md} THEN 0"
        f" WHEN {from_md} <= {to_md} AND {last} - {first} < {_SHORTEST_YEAR} AND {is_plain}"
        f" THEN CASE WHEN {last} - {first} < {_SHORT_DAYS} THEN 2 ELSE 1 END"
        f" ELSE day_of_year_level({first}, {last}, dates.calendar, {month}, {day}) END"
    )


def compute_day_of_year_level(
    first: int, last: int, first_gregorian_day: int, month: int, day: int
) -> int:
    """Compute the level of a day of the year for an end that lies within a year.

    It is the function that the SQL calls; see `query.terms.DayOfYearTerm`.
    """
    calendar = Calendar(first_gregorian_day)
    years = range(to_civil_date(first, calendar)[0], to_civil_date(last, calendar)[0] + 1)
    is_within = any(
        first <= to_day_number(year, month, day, calendar) <= last
        for year in years
        if is_real_day(year, month, day, calendar)
    )
    if not is_within:
        return 0
    return 2 if last - first < _SHORT_DAYS else 1


def _build_length_level(low: str, high: str) -> str:
    is_open = f"dates.s0 = {INFINITE_PAST} OR dates.e1 = {INFINITE_FUTURE}"
    least = "CASE dates.kind WHEN 'interval' THEN max(1, dates.e0 - dates.s1 + 1) ELSE 1 END"
    most = (
        f"CASE WHEN dates.kind <> 'interval' THEN 1 WHEN {is_open} THEN 9e999"
        " ELSE dates.e1 - dates.s0 + 1 END"
    )
    return (
        f"CASE WHEN {least} > {high} OR {most} < {low} THEN 0"
        f" WHEN {low} <= {least} AND {most} <= {high} THEN 3 ELSE 2 END"
    )
