"""Calendars: days and their numbers, over ±10^12 years."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.dates.calendar import (
    GREGORIAN,
    HISTORICAL,
    JULIAN,
    days_in_month,
    format_edtf_year,
    format_iso_day,
    get_other_calendar,
    get_weekday_name,
    is_real_day,
    is_skipped_day,
    make_calendar,
    parse_calendar,
    to_civil_date,
    to_day_number,
)
from qaim_cli.errors import DateError
from tests.support.searching import examples

YEARS = st.integers(-(10**12), 10**12)
BRITISH = make_calendar(1752, 9, 14)
ALL_CALENDARS = [
    HISTORICAL, GREGORIAN, JULIAN, BRITISH, make_calendar(1700, 3, 1), make_calendar(1918, 2, 14),
]  # fmt: skip


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
    assert to_day_number(*day, GREGORIAN) == number
    assert to_civil_date(number, GREGORIAN) == day


@pytest.mark.parametrize(
    ("year", "days"),
    [(2001, 28), (2004, 29), (1900, 28), (2000, 29), (0, 29), (-1, 28), (-4, 29), (-100, 28)],
)
def test_february_is_long_in_leap_years_before_the_year_1_too(year, days):
    assert days_in_month(year, 2, GREGORIAN) == days


@pytest.mark.parametrize(
    ("day", "name"),
    [((2004, 4, 17), "Saturday"), ((1, 1, 1), "Monday"), ((-43, 3, 15), "Friday")],
)
def test_a_day_has_a_weekday(day, name):
    assert get_weekday_name(to_day_number(*day, GREGORIAN)) == name


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
    number = to_day_number(date.year, date.month, date.day, GREGORIAN)
    assert number == date.toordinal()
    assert to_civil_date(number, GREGORIAN) == (date.year, date.month, date.day)
    assert get_weekday_name(number) == date.strftime("%A")
    assert format_iso_day(number, GREGORIAN) == date.isoformat()


@examples(300)
@given(
    st.integers(-(10**14), 10**14) | st.integers(577_000, 640_000), st.sampled_from(ALL_CALENDARS)
)
def test_a_number_leads_back_to_itself_and_the_next_day_follows(number, calendar):
    year, month, day = to_civil_date(number, calendar)
    assert 1 <= day <= days_in_month(year, month, calendar)
    assert is_real_day(year, month, day, calendar)
    assert to_day_number(year, month, day, calendar) == number
    assert to_civil_date(number + 1, calendar) > (year, month, day)


@given(YEARS, st.sampled_from([GREGORIAN, JULIAN]))
def test_a_year_has_as_many_days_as_its_months(year, calendar):
    days = sum(days_in_month(year, month, calendar) for month in range(1, 13))
    assert to_day_number(year + 1, 1, 1, calendar) - to_day_number(year, 1, 1, calendar) == days


@pytest.mark.parametrize("calendar", ALL_CALENDARS)
def test_a_calendar_has_just_the_days_that_have_a_number(calendar):
    switch = min(max(calendar.first_gregorian_day, 577_736), 800_000)
    numbered = {to_civil_date(switch + n, calendar) for n in range(-1200, 1200)}
    years = {year for year, _, _ in numbered}
    written = {
        (year, month, day)
        for year in range(min(years) + 1, max(years))
        for month in range(1, 13)
        for day in range(1, 32)
    }
    assert {day for day in numbered if min(years) < day[0] < max(years)} == {
        day for day in written if is_real_day(*day, calendar)
    }


@pytest.mark.parametrize(
    ("day", "calendar", "iso", "name"),
    [
        ((1066, 10, 14), HISTORICAL, "1066-10-20", "Saturday"),
        ((1453, 5, 29), HISTORICAL, "1453-06-07", "Tuesday"),
        ((1582, 10, 4), HISTORICAL, "1582-10-14", "Thursday"),
        ((1582, 10, 15), HISTORICAL, "1582-10-15", "Friday"),
        ((1500, 2, 29), HISTORICAL, "1500-03-10", "Saturday"),
        ((-43, 3, 15), HISTORICAL, "-0043-03-13", "Wednesday"),
        ((1649, 1, 30), BRITISH, "1649-02-09", "Tuesday"),
        ((1752, 9, 14), BRITISH, "1752-09-14", "Thursday"),
        ((1917, 10, 25), JULIAN, "1917-11-07", "Wednesday"),
    ],
)
def test_a_day_is_the_same_day_in_all_calendars(day, calendar, iso, name):
    number = to_day_number(*day, calendar)
    assert format_iso_day(number, GREGORIAN) == iso
    assert get_weekday_name(number) == name


def test_the_days_that_the_switch_left_out_do_not_exist():
    assert [day for day in range(1, 32) if is_skipped_day(1582, 10, day)] == [*range(5, 15)]
    assert [day for day in range(1, 31) if is_skipped_day(1752, 9, day, BRITISH)] == [*range(3, 14)]
    assert days_in_month(1700, 2, make_calendar(1700, 3, 1)) == 18
    assert days_in_month(1582, 12, make_calendar(1583, 1, 1)) == 21
    assert to_day_number(1582, 10, 10) == to_day_number(1582, 10, 15)


def test_each_day_has_another_calendar_that_it_is_not_written_in():
    assert get_other_calendar(577_735, HISTORICAL) == GREGORIAN
    assert get_other_calendar(577_736, HISTORICAL) == JULIAN


def test_a_calendar_has_a_name():
    assert [str(calendar) for calendar in ALL_CALENDARS] == [
        "historical", "gregorian", "julian", "gregorian from 1752-09-14",
        "gregorian from 1700-03-01", "gregorian from 1918-02-14",
    ]  # fmt: skip
    assert parse_calendar(" Julian") == JULIAN


@pytest.mark.parametrize(
    ("make", "message", "fix"),
    [
        (lambda: parse_calendar("mayan"), "there is no calendar 'mayan'",
         "write historical, gregorian, julian or {gregorian_from: 1752-09-14}"),
        (lambda: make_calendar(1700, 2, 29),
         "1700-02-29 does not exist in the Gregorian calendar",
         "write the first day of the new calendar, such as 1752-09-14"),
        (lambda: make_calendar(1582, 10, 14),
         "the Gregorian calendar cannot have begun on 1582-10-14",
         "write a day from 1582-10-15 to 2999-12-31"),
        (lambda: make_calendar(3000, 1, 1),
         "the Gregorian calendar cannot have begun on 3000-01-01",
         "write a day from 1582-10-15 to 2999-12-31"),
    ],
)  # fmt: skip
def test_a_calendar_that_there_is_not_is_refused(make, message, fix):
    with pytest.raises(DateError) as error:
        make()
    assert (error.value.message, error.value.fix) == (message, fix)


def test_every_day_of_400_years_is_the_standard_librarys():
    first = datetime.date(1600, 1, 1)
    for offset in range(0, 146_097, 7):
        date = first + datetime.timedelta(offset)
        assert to_civil_date(date.toordinal(), GREGORIAN) == (date.year, date.month, date.day)
