"""The calendar: days and their numbers, proleptic Gregorian, over ±10^12 years."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.dates.calendar import (
    days_in_month,
    format_edtf_year,
    format_iso_day,
    get_weekday_name,
    to_civil_date,
    to_day_number,
)
from tests.support.searching import examples

YEARS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ((1, 1, 1), 1),
        ((0, 12, 31), 0),
        ((0, 1, 1), -365),
        ((2004, 4, 17), 731_688),
        ((9999, 12, 31), 3_652_059),
        ((10**12, 12, 31), 365_242_500_000_000),
        ((-(10**12), 1, 1), -365_242_500_000_365),
    ],
)
def test_a_day_has_a_number_and_1_is_the_first_of_the_year_1(day, number):
    assert to_day_number(*day) == number
    assert to_civil_date(number) == day


@pytest.mark.parametrize(
    ("year", "days"),
    [(2001, 28), (2004, 29), (1900, 28), (2000, 29), (0, 29), (-1, 28), (-4, 29), (-100, 28)],
)
def test_february_is_long_in_leap_years_before_the_year_1_too(year, days):
    assert days_in_month(year, 2) == days


@pytest.mark.parametrize(
    ("day", "name"),
    [((2004, 4, 17), "Saturday"), ((1, 1, 1), "Monday"), ((-43, 3, 15), "Friday")],
)
def test_a_day_has_a_weekday(day, name):
    assert get_weekday_name(to_day_number(*day)) == name


@pytest.mark.parametrize(
    ("year", "text"),
    [(2004, "2004"), (33, "0033"), (0, "0000"), (-43, "-0043"), (9999, "9999"), (-9999, "-9999"),
     (10_000, "Y10000"), (-10_000, "Y-10000")],
)  # fmt: skip
def test_a_year_is_written_as_edtf(year, text):
    assert format_edtf_year(year) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [((2004, 4, 7), "2004-04-07"), ((-43, 3, 15), "-0043-03-15"), ((0, 1, 1), "0000-01-01"),
     ((12_000, 1, 1), "+12000-01-01"), ((-12_000, 1, 1), "-12000-01-01")],
)  # fmt: skip
def test_a_day_is_written_as_iso_8601(day, text):
    assert format_iso_day(to_day_number(*day)) == text


@given(st.dates())
def test_the_standard_library_agrees_on_every_day_it_knows(date):
    number = to_day_number(date.year, date.month, date.day)
    assert number == date.toordinal()
    assert to_civil_date(number) == (date.year, date.month, date.day)
    assert get_weekday_name(number) == date.strftime("%A")
    assert format_iso_day(number) == date.isoformat()


@examples(300)
@given(st.integers(to_day_number(-(10**12), 1, 1), to_day_number(10**12, 12, 31)))
def test_a_number_leads_back_to_itself_and_the_next_day_follows(number):
    year, month, day = to_civil_date(number)
    assert 1 <= day <= days_in_month(year, month)
    assert to_day_number(year, month, day) == number
    assert to_civil_date(number + 1) > (year, month, day)


@given(YEARS)
def test_a_year_has_as_many_days_as_its_months(year):
    days = sum(days_in_month(year, month) for month in range(1, 13))
    assert to_day_number(year + 1, 1, 1) - to_day_number(year, 1, 1) == days


def test_every_day_of_400_years_is_the_standard_librarys():
    first = datetime.date(1600, 1, 1)
    for offset in range(0, 146_097, 7):
        date = first + datetime.timedelta(offset)
        assert to_civil_date(date.toordinal()) == (date.year, date.month, date.day)
