"""The days that an event takes up in a drawing, and the stretches that an axis has room for."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.drawn_days import get_drawn_days
from tests.support.events import event


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("date", "stretches", "start"),
    [
        ("2004-04-17", [("2004-04-17", "2004-04-17")], "2004-04-17"),
        ("2004-04", [("2004-04-01", "2004-04-30")], "2004-04-01"),
        ("[..2004-04]", [("2004-04-01", "2004-04-30")], "2004-04-01"),
        ("{2004-04,2004-09}", [("2004-04-01", "2004-09-30")], "2004-04-01"),
        (
            "2004-04/2005",
            [("2004-04-01", "2004-04-30"), ("2005-01-01", "2005-12-31")],
            "2004-04-01",
        ),
        ("2004-04/..", [("2004-04-01", "2004-04-01"), ("2004-04-01", "2004-04-01")], "2004-04-01"),
    ],
)
def test_stretches_are_all_days_of_a_moment_and_both_ends_of_a_duration(date, stretches, start):
    drawn = get_drawn_days(event("e", date))
    assert drawn.list_stretches() == [(day(first), day(last)) for first, last in stretches]
    assert drawn.mark_start == day(start)


def test_what_has_no_beginning_begins_at_the_edge():
    assert get_drawn_days(event("e", "../2004")).mark_start == INFINITE_PAST


def test_what_has_no_known_day_takes_up_none():
    assert get_drawn_days(event("e", "{..1890,1990..}")) is None
