"""Dates counted from today, which is pinned to Wednesday 15 May 2024."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli import periods
from qaim_cli.dates import format_edtf
from qaim_cli.errors import DateError
from tests.support.days import as_day

TODAY = datetime.date(2024, 5, 15)

# Each row: what is typed, its reading in EDTF, its first and last day.
FROM_TODAY = [
    ("until now", "../2024-05-15", "-∞ 2024-05-15"),
    ("since yesterday", "2024-05-14/..", "2024-05-14 ∞"),
    ("last 5 years", "2019-05-15/2024-05-15", "2019-05-15 2024-05-15"),
    ("the last 5 years", "2019-05-15/2024-05-15", "2019-05-15 2024-05-15"),
    ("past 3 weeks", "2024-04-24/2024-05-15", "2024-04-24 2024-05-15"),
    ("next 2 months", "2024-05-15/2024-07-15", "2024-05-15 2024-07-15"),
    ("last three days", "2024-05-12/2024-05-15", "2024-05-12 2024-05-15"),
    ("last 5 decades", "1974-05-15/2024-05-15", "1974-05-15 2024-05-15"),
    ("5 years ago", "2019", "2019-01-01 2019-12-31"),
    ("3 weeks ago", "2024-04-24", "2024-04-24 2024-04-24"),
    ("a month ago", "2024-04", "2024-04-01 2024-04-30"),
    ("two days ago", "2024-05-13", "2024-05-13 2024-05-13"),
    ("10 decades ago", "1924", "1924-01-01 1924-12-31"),
    ("today", "2024-05-15", "2024-05-15 2024-05-15"),
    ("now", "2024-05-15", "2024-05-15 2024-05-15"),
    ("yesterday", "2024-05-14", "2024-05-14 2024-05-14"),
    ("tomorrow", "2024-05-16", "2024-05-16 2024-05-16"),
    ("this year", "2024", "2024-01-01 2024-12-31"),
    ("last year", "2023", "2023-01-01 2023-12-31"),
    ("next year", "2025", "2025-01-01 2025-12-31"),
    ("this month", "2024-05", "2024-05-01 2024-05-31"),
    ("last month", "2024-04", "2024-04-01 2024-04-30"),
    ("this week", "2024-05-13/2024-05-19", "2024-05-13 2024-05-19"),
    ("last week", "2024-05-06/2024-05-12", "2024-05-06 2024-05-12"),
    ("this decade", "202X", "2020-01-01 2029-12-31"),
    ("last century", "[1901..2000]", "1901-01-01 2000-12-31"),
    ("this century", "[2001..2100]", "2001-01-01 2100-12-31"),
    ("this millennium", "[2001..3000]", "2001-01-01 3000-12-31"),
    ("next month", "2024-06", "2024-06-01 2024-06-30"),
    ("today..", "2024-05-15/..", "2024-05-15 ∞"),
    ("2004 to now", "2004/..", "2004-01-01 2024-05-15"),
    ("2004..today", "2004/2024-05-15", "2004-01-01 2024-05-15"),
    ("yesterday to today", "2024-05-14/2024-05-15", "2024-05-14 2024-05-15"),
    ("last year to now", "2023/2024-05-15", "2023-01-01 2024-05-15"),
    ("9000 years ago", "[-7049..-6949]", "-7049-01-01 -6949-12-31"),
    ("950 years ago", "1074", "1074-01-01 1074-12-31"),
    ("since last week", "2024-05-06/..", "2024-05-06 ∞"),
    ("before this week", "[..2024-05-12]", "-∞ 2024-05-12"),
    ("after last week", "[2024-05-13..]", "2024-05-13 ∞"),
    ("since last month", "2024-04/..", "2024-04-01 ∞"),
    ("during the last 5 years", "2019-05-15/2024-05-15", "2019-05-15 2024-05-15"),
    ("in the last century", "[1901..2000]", "1901-01-01 2000-12-31"),
    ("last day", "2024-05-14", "2024-05-14 2024-05-14"),
    ("next day", "2024-05-16", "2024-05-16 2024-05-16"),
    ("this day", "2024-05-15", "2024-05-15 2024-05-15"),
    ("before today", "[..2024-05-14]", "-∞ 2024-05-14"),
    ("after yesterday", "[2024-05-15..]", "2024-05-15 ∞"),
    ("since 5 years ago", "2019/..", "2019-01-01 ∞"),
    ("until 3 weeks ago", "../2024-04-24", "-∞ 2024-04-24"),
    ("3 weeks ago to today", "2024-04-24/2024-05-15", "2024-04-24 2024-05-15"),
    ("next millennium", "[3001..4000]", "3001-01-01 4000-12-31"),
    ("last millennium", "[1001..2000]", "1001-01-01 2000-12-31"),
    ("next week", "2024-05-20/2024-05-26", "2024-05-20 2024-05-26"),
    ("last 2 centuries", "1824-05-15/2024-05-15", "1824-05-15 2024-05-15"),
    ("five years ago", "2019", "2019-01-01 2019-12-31"),
    ("an year ago", "2023", "2023-01-01 2023-12-31"),
    ("next 3 weeks", "2024-05-15/2024-06-05", "2024-05-15 2024-06-05"),
    ("past year", "2023", "2023-01-01 2023-12-31"),
    ("9999999999 years ago", "Y-9999997975", "-9999997975-01-01 -9999997975-12-31"),
    ("last decade", "201X", "2010-01-01 2019-12-31"),
]


@pytest.mark.parametrize(("text", "edtf", "days"), FROM_TODAY)
def test_a_date_is_counted_from_today(text, edtf, days):
    period = periods.parse_period(text, TODAY)
    assert (period.edtf, f"{as_day(period.first_day)} {as_day(period.last_day)}") == (edtf, days)


@pytest.mark.parametrize(
    "text",
    [text for text, _, _ in FROM_TODAY if text not in ("2004 to now", "9000 years ago")],
)
def test_a_date_of_a_store_does_not_count_from_today(text):
    with pytest.raises(DateError) as caught:
        periods.parse_absolute_date(text)
    assert str(caught.value) == f"{text!r} counts from today; name the date itself"


@pytest.mark.parametrize("text", ["2004 to now", "9000 years ago"])
def test_what_goes_on_and_round_ages_are_the_same_on_every_day(text):
    assert periods.parse_absolute_date(text)


def test_a_date_that_names_itself_is_the_same_on_every_day():
    assert format_edtf(periods.parse_absolute_date("c. 1860")) == "1860~"


@pytest.mark.parametrize(
    ("today", "text", "edtf"),
    [
        (datetime.date(9999, 6, 1), "next year", "Y10000"),
        (datetime.date(1, 6, 1), "last year", "0000"),
        (datetime.date(2024, 2, 29), "1 year ago", "2023"),
        (datetime.date(2024, 3, 31), "last month", "2024-02"),
        (datetime.date(2024, 1, 1), "last week", "2023-12-25/2023-12-31"),
        (datetime.date(2000, 6, 1), "this century", "[1901..2000]"),
        (datetime.date(2001, 6, 1), "this century", "[2001..2100]"),
        (datetime.date(2024, 2, 29), "last 1 year", "2023-02-28/2024-02-29"),
    ],
)
def test_the_calendars_edges_are_kept(today, text, edtf):
    assert periods.parse_period(text, today).edtf == edtf
