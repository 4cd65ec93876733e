"""Days of the year on which something can have begun or ended."""

from __future__ import annotations

import datetime
import random

import pytest

from qaim_cli.dates import GREGORIAN, HISTORICAL, JULIAN, parse_with_span
from qaim_cli.dates.calendar import make_calendar
from qaim_cli.dates.year_days import list_year_days
from qaim_cli.query.expression import MatchLevel
from qaim_cli.query.terms import DayOfYearTerm
from tests.support.events import event


@pytest.mark.parametrize(
    ("date", "runs"),
    [
        ("2004-04-17", [(417, 417, 1)]),
        ("2004-02", [(201, 229, 29)]),
        ("2003", [(101, 228, 365), (301, 1231, 365)]),
        ("2004", [(101, 1231, 366)]),
        ("1582", [(101, 228, 355), (301, 1004, 355), (1015, 1231, 355)]),
        ("200X", [(101, 1231, 367)]),
        ("2004-04-17/..", [(417, 417, 1)]),
        ("2004-04-17/2005-12", [(417, 417, 1), (1201, 1231, 31)]),
    ],
)
def test_runs_hold_the_days_that_the_calendar_has(date, runs):
    assert list(list_year_days(parse_with_span(date)[1], HISTORICAL)) == runs


def test_they_say_what_a_day_of_the_year_asks():
    chance = random.Random(4)
    calendars = (HISTORICAL, GREGORIAN, JULIAN, make_calendar(1752, 9, 14))
    for _ in range(400):
        calendar = chance.choice(calendars)
        year = chance.choice((1500, 1582, 1583, 1700, 1752, 1900, 2003, 2004))
        first = datetime.date(year, chance.randint(1, 12), 1)
        last = first + datetime.timedelta(days=chance.choice((0, 1, 27, 30, 31, 58, 300, 364, 365)))
        made = event("a", f"[{first}..{last}]")
        rules = made.date_rules._replace(calendar=calendar)
        made = made._replace(span=parse_with_span(made.edtf, GREGORIAN)[1], date_rules=rules)
        runs = list_year_days(made.span, calendar)
        for month, day in ((2, 28), (2, 29), (3, 1), (9, 5), (10, 10), (12, 31), (1, 1), (6, 15)):
            level = DayOfYearTerm("", month, day).match_event(made)
            counts = [run[2] for run in runs if run[0] <= 100 * month + day <= run[1]]
            expected = (
                MatchLevel.NONE
                if not counts
                else MatchLevel.CERTAIN
                if min(counts) == 1
                else MatchLevel.POSSIBLE
                if min(counts) <= 31
                else MatchLevel.VAGUE
            )
            assert level == expected, (made.edtf, str(calendar), month, day)
