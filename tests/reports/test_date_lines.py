"""What `show` and `explain` say of "about" and of the other calendar."""

from __future__ import annotations

import pytest

from qaim_cli.dates import GREGORIAN, HISTORICAL, JULIAN, DateRules, Tolerance, parse_with_span
from qaim_cli.dates.calendar import to_day_number
from qaim_cli.dates.descriptions import describe_taken_days, format_years
from qaim_cli.reports.date_lines import describe_in_other_calendar, describe_tolerances


@pytest.mark.parametrize(
    ("text", "about", "lines"),
    [
        ("1300~", None, ["about 1300: taken as 1290–1310"]),
        ("1300", None, []),
        ("1300~", Tolerance(months=300), ["about 1300: taken as 1275–1325"]),
        ("-0043~", None, ["about 44 BC: taken as 45 BC – 43 BC"]),
        ("2004-02~", None, ["about February 2004: taken as January – March 2004"]),
        ("2004-12~", None,
         ["about December 2004: taken as November 2004 – January 2005"]),
        ("2004-05-14~", None, ["about 14 May 2004: taken as 11 May 2004 – 17 May 2004"]),
        ("Y-66000000~", None, ["about 66 million years ago: taken as 66.5 million years ago – "
                               "65.5 million years ago"]),
        ("1300~/1350", None, ["about 1300: taken as 1290–1310"]),
        ("1300/..", None, []),
        ("[1300~,1310~..]", None,
         ["about 1300: taken as 1290–1310", "about 1310: taken as 1305–1315"]),
        ("[1300~..1300~]", None, ["about 1300: taken as 1290–1310"]),
    ],
)  # fmt: skip
def test_each_part_that_is_about_a_time_says_as_what_it_is_taken(text, about, lines):
    date, _ = parse_with_span(text)
    assert list(describe_tolerances(date, DateRules(HISTORICAL, about))) == lines


@pytest.mark.parametrize(
    ("text", "calendar", "told"),
    [
        ("1066-10-14", HISTORICAL, ("Gregorian", "20 October 1066")),
        ("1066-10-20", GREGORIAN, ("Julian", "14 October 1066")),
        ("1066-10", HISTORICAL, ("Gregorian", "7 October 1066 – 6 November 1066")),
        ("1066", HISTORICAL, None),
        ("1583-01-01", HISTORICAL, None),
        ("1917-10-25", JULIAN, ("Gregorian", "7 November 1917")),
        ("1917-11-07", GREGORIAN, None),
        ("1066-10-14/..", HISTORICAL, None),
    ],
)
def test_the_other_calendars_days_are_said_where_the_two_differ(text, calendar, told):
    rules = DateRules(calendar)
    assert describe_in_other_calendar(parse_with_span(text, calendar)[1], rules) == told


def test_days_taken_together_are_said_by_their_whole_units():
    first, last = to_day_number(2004, 2, 1), to_day_number(2004, 2, 29)
    assert describe_taken_days(first, last) == "February 2004"
    assert describe_taken_days(first, first) == "1 February 2004"
    year = to_day_number(2004, 1, 1), to_day_number(2004, 12, 31)
    assert describe_taken_days(*year) == "2004"


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 year"), (12_000, "12,000 years"), (9_259_999_999, "9.3 billion years"),
     (66_000_000, "66 million years")],
)  # fmt: skip
def test_years_are_said_as_exactly_as_they_can_be_meant(count, words):
    assert format_years(count) == words
