"""The numbers of common forms are those of their spans."""

from __future__ import annotations

import random

import pytest

from qaim_cli.dates import (
    GREGORIAN,
    HISTORICAL,
    JULIAN,
    DateRules,
    parse_tolerance,
    parse_with_span,
)
from qaim_cli.dates.calendar import make_calendar
from qaim_cli.dates.common_numbers import find_common_numbers
from qaim_cli.dates.day_numbers import compute_day_numbers, list_part_numbers
from qaim_cli.errors import DateError

RULES = (
    DateRules(),
    DateRules(GREGORIAN),
    DateRules(JULIAN),
    DateRules(make_calendar(1752, 9, 14)),
    DateRules(about=parse_tolerance("25 years")),
    DateRules(about=parse_tolerance("2 days")),
)


def compute_by_span(text: str, rules: DateRules):
    span = parse_with_span(text, rules.calendar, rules.about)[1]
    return compute_day_numbers(span), list_part_numbers(span)


def make_unit(chance: random.Random) -> str:
    year = chance.choice((0, 1, 4, 1500, 1582, 1583, 1700, 1752, 1753, 1900, 2003, 2004, 9999))
    month, day = chance.choice((1, 2, 2, 9, 10, 12)), chance.choice((1, 5, 14, 28, 29, 30, 31))
    whole = f"{year:04d}-{month:02d}-{day:02d}"
    return whole[: chance.choice((4, 7, 10))] + chance.choice(("", "", "", "~", "?", "%"))


def test_they_are_the_numbers_of_the_span():
    chance = random.Random(8)
    found_count = 0
    for _ in range(1000):
        units = [make_unit(chance) for _ in range(chance.choice((2, 2, 3)))]
        form = chance.choice(("{0}", "{0}/{1}", "[{all}]", "{{{all}}}"))
        text, rules = form.format(*units, all=",".join(units)), chance.choice(RULES)
        found = find_common_numbers(text, rules)
        if found is not None:
            found_count += 1
            assert found == compute_by_span(text, rules), (text, rules)
        else:
            with pytest.raises(DateError):
                compute_by_span(text, rules)
    assert found_count > 500


@pytest.mark.parametrize(
    "text",
    ["2004-21", "200X", "2004/..", "-0043", "?2004-04", "[2004]", "2004-13", "17 April 2004"],
)
def test_other_forms_have_none(text):
    assert find_common_numbers(text, DateRules(HISTORICAL)) is None
