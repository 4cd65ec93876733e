"""A date in the numbers that databases compare."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.dates import CALENDARS, INFINITE_FUTURE, INFINITE_PAST, parse_with_span
from qaim_cli.dates.calendar import is_skipped_day, to_civil_date, to_day_number
from qaim_cli.dates.day_numbers import compute_day_numbers, list_part_numbers
from qaim_cli.errors import DateError

# 1 January 2004 is day 731,581.
NEW_YEAR, LAST_DAY = 731_581, 731_946


def numbers(text):
    return compute_day_numbers(parse_with_span(text)[1])


def test_a_year_is_certain_where_all_of_it_is_asked_for():
    found = numbers("2004")
    assert (found.earliest_start, found.latest_end) == (NEW_YEAR, LAST_DAY)
    assert (found.surely_by, found.surely_from) == (LAST_DAY, NEW_YEAR)
    assert found.vagueness == 365


def test_about_widens_what_is_possible_and_not_what_is_stated():
    found = numbers("2004~")
    assert found.possible_from == found.earliest_start == NEW_YEAR - 365
    assert found.day_first == NEW_YEAR


def test_what_is_uncertain_is_certain_in_no_range():
    found = numbers("2004?")
    assert (found.surely_by, found.surely_from) == (INFINITE_FUTURE, INFINITE_PAST)


def test_what_goes_on_is_certain_from_its_beginning_on():
    assert numbers("2004/..").surely_from == INFINITE_FUTURE


def test_an_end_that_is_not_known_counts_as_the_unit_beside_it():
    found = numbers("2004/")
    assert (found.possible_to, found.latest_end) == (LAST_DAY, INFINITE_FUTURE)


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        # One of them: certain where all are, so that no one part says anything.
        ("[2004,2005]", (LAST_DAY + 365, NEW_YEAR), {(INFINITE_FUTURE, INFINITE_PAST)}),
        # All of them: certain where one of them is.
        ("{2004,2004}", (INFINITE_FUTURE, INFINITE_PAST), {(LAST_DAY, NEW_YEAR)}),
    ],
)
def test_a_set_is_judged_by_its_members(text, whole, parts):
    found = numbers(text)
    assert (found.surely_by, found.surely_from) == whole
    members = list_part_numbers(parse_with_span(text)[1])
    assert {(part.surely_by, part.surely_from) for part in members} == parts
    assert len(members) == 2


def test_a_date_that_is_no_set_of_several_has_no_parts():
    assert list_part_numbers(parse_with_span("[1901..1933]")[1]) == ()


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=str)
@given(
    st.dates(datetime.date(1500, 1, 1), datetime.date(1800, 12, 31)), st.sampled_from((4, 7, 10))
)
def test_plain_dates_have_the_bounds_that_counting_by_hand_gives(calendar, day, length):
    text = day.isoformat()[:length]
    try:
        found = parse_with_span(text, calendar)[1]
    except DateError:
        assert is_skipped_day(day.year, day.month, day.day, calendar)
        return
    year, month, first = day.year, day.month if length > 4 else 1, day.day if length > 7 else 1
    assert found.earliest_start == to_day_number(year, month, first, calendar)
    next_month = (year + month // 12, month % 12 + 1) if length > 4 else (year + 1, 1)
    after = found.latest_end + 1
    expected = to_civil_date(after, calendar)
    assert expected == ((*next_month, 1) if length < 10 else to_civil_date(after, calendar))
    assert (found.latest_end == found.earliest_start) is (length == 10)
