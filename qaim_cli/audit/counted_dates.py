"""Dates that an event counts from another one: "8 years before 2019-09-30"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaim_cli.dates import (
    DateRules,
    DateSpan,
    SimpleDate,
    compute_span,
    describe_date,
    parse_with_span,
)
from qaim_cli.dates.calendar import format_edtf_year, to_civil_date
from qaim_cli.errors import DateError
from qaim_cli.extract import find_numbers
from qaim_cli.periods.units import get_ends, make_day, make_month

_COUNT = re.compile(
    r"(?P<number>\d{1,4}) (?P<unit>day|week|month|year)s? (?P<way>before|after|from) (?P<date>\S+)"
)
_DAYS_PER_UNIT = {"day": 1, "week": 7}


def find_counted_span(
    step: str, spans: Iterable[DateSpan], text: str, rules: DateRules
) -> list[DateSpan] | str:
    """The span of the date that a step counts to, or what is wrong with the step.

    Args:
        step: as many units before or after a date, or the last unit of as many from it.
        spans: the dates that the sentences give.
        text: the sentences, which must say the number and the unit.
        rules: how the event's date is read.
    """
    match = _COUNT.fullmatch(step)
    if match is None:
        return 'that is no count; write "8 years before 2019-09-30", or "years in SECTION"'
    number, unit = int(match["number"]), match["unit"]
    if not _says_count(text, number, unit):
        return f"its sentences do not say {number} {unit}{'s' if number > 1 else ''}"
    try:
        date, span = parse_with_span(match["date"], *rules)
        base = get_ends(date)[0]
        if not any(
            (each.earliest_start, each.latest_start) == (span.earliest_start, span.latest_start)
            for each in spans
        ):
            return f"its sentences do not give {describe_date(date)}"
        return [compute_span(_count_units(base, span, number, unit, match["way"]), *rules)]
    except DateError as error:
        return error.message


def _says_count(text: str, number: int, unit: str) -> bool:
    """Whether a text says a number and a unit; one may go without saying ("week-long")."""
    says_unit = re.search(rf"\b{unit}s?\b", text) is not None
    return says_unit and (number == 1 or number in find_numbers(text))


def _count_units(base: SimpleDate, span: DateSpan, number: int, unit: str, way: str) -> SimpleDate:
    sign = -1 if way == "before" else 1
    if unit in _DAYS_PER_UNIT:
        days = sign * number * _DAYS_PER_UNIT[unit] - (way == "from")
        return make_day(*to_civil_date(span.earliest_start + days))
    year = int(base.year.lstrip("Y"))
    if unit == "year":
        return SimpleDate(format_edtf_year(year + sign * number))
    return make_month(year, int(base.month or 1) + sign * number)
