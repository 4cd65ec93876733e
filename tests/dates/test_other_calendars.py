"""Days of the French Republican, the Hebrew and the Islamic calendar."""

from __future__ import annotations

import pytest
from convertdate import french_republican, hebrew, islamic
from hypothesis import assume, given
from hypothesis import strategies as st

from qaim_cli.dates.calendar import format_iso_day
from qaim_cli.dates.other_calendars import (
    hebrew_to_day_number,
    is_hebrew_leap_year,
    islamic_to_day_number,
    republican_to_day_number,
)
from qaim_cli.errors import DateError

MONTHS = st.integers(1, 13)
DAYS = st.integers(1, 30)


def judge_day_number(julian_day):
    return int(julian_day + 0.5) - 1_721_425


@given(st.integers(1, 14), st.integers(1, 12), DAYS)
def test_a_republican_day_is_the_judges(year, month, day):
    assert republican_to_day_number(year, month, day) == judge_day_number(
        french_republican.to_jd(year, month, day)
    )


@given(st.integers(1, 3000), st.integers(1, 12), DAYS)
def test_an_islamic_day_is_the_judges(year, month, day):
    assume(day <= islamic.month_length(year, month))
    assert islamic_to_day_number(year, month, day) == judge_day_number(
        islamic.to_jd(year, month, day)
    )


@pytest.mark.filterwarnings("ignore:month_days:DeprecationWarning")
@given(st.integers(1, 7000), MONTHS, DAYS)
def test_a_hebrew_day_is_the_judges(year, month, day):
    assume(month <= hebrew.year_months(year) and day <= hebrew.month_length(year, month))
    assert hebrew_to_day_number(year, month, day) == judge_day_number(
        hebrew.to_jd(year, month, day)
    )


@given(st.integers(1, 7000))
def test_the_last_day_of_elul_is_followed_by_the_new_year(year):
    assert hebrew_to_day_number(year, 6, 29) + 1 == hebrew_to_day_number(year + 1, 7, 1)
    assert is_hebrew_leap_year(year) == hebrew.leap(year)


@pytest.mark.parametrize(
    ("number", "iso"),
    [
        (republican_to_day_number(8, 2, 18), "1799-11-09"),
        (republican_to_day_number(2, 11, 9), "1794-07-27"),
        (republican_to_day_number(3, 13, 6), "1795-09-22"),
        (islamic_to_day_number(1335, 9, 1), "1917-06-21"),
        (islamic_to_day_number(1, 1, 1), "0622-07-16"),
        (hebrew_to_day_number(5708, 2, 5), "1948-05-14"),
    ],
)
def test_days_that_books_name(number, iso):
    assert format_iso_day(number) == iso


@pytest.mark.parametrize(
    ("convert", "date", "message", "fix"),
    [
        (
            republican_to_day_number,
            (15, 1, 1),
            "there is no French Republican year 15",
            "years run from 1 to 14",
        ),
        (
            republican_to_day_number,
            (2, 13, 6),
            "Sansculottides had no day 6 that year",
            "its days run from 1 to 5",
        ),
        (
            islamic_to_day_number,
            (1335, 13, 1),
            "that year has no month 13",
            "months are counted from 1",
        ),
        (
            islamic_to_day_number,
            (1335, 2, 30),
            "Safar had no day 30 that year",
            "its days run from 1 to 29",
        ),
        (
            hebrew_to_day_number,
            (5709, 13, 1),
            "that year has no month 13",
            "months are counted from 1",
        ),
        (
            hebrew_to_day_number,
            (0, 1, 1),
            "there is no Hebrew year 0",
            "years run from 1 to 10,000",
        ),
    ],
)
def test_a_day_that_there_is_not_is_refused(convert, date, message, fix):
    with pytest.raises(DateError) as error:
        convert(*date)
    assert (error.value.message, error.value.fix) == (message, fix)
