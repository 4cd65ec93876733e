"""The timeline's calendar: what is asked, written, checked and drawn is in its days."""

from __future__ import annotations

import json

import pytest

from qaim_cli.audit.statements import _overlaps
from qaim_cli.dates import JULIAN, DateRules, parse_edtf, parse_with_span
from qaim_cli.library import load
from tests.support.events import event

RUSSIA = """title: Russia
calendar: julian
events:
  - id: winter-palace
    date: 1917-10-25
    date_text: 25 October 1917
    title: The Winter Palace falls
    source: {section: Log}
  - id: new-year
    date: 1899-12-25
    title: A ball
    source: {section: Log}
"""


@pytest.fixture
def russia(store):
    return store(RUSSIA)


def test_a_date_is_explained_by_the_timelines_calendar(qaim, russia):
    (reading,) = json.loads(qaim("explain", "25 Oct 1917", "-f", "json", "--file", russia).out)
    assert (reading["earliest"], reading["latest"]) == ("1917-10-25", "1917-10-25")
    assert reading["matches"] == {"certain": 1, "possible": 0, "hidden": 0}
    shown = qaim("explain", "25 Oct 1917", "--file", russia, "--width", "80").out
    assert "Wednesday 25 October 1917" in shown
    assert "7 November 1917" in shown


def test_the_question_is_in_the_timelines_calendar(qaim, russia):
    answer = qaim("list", "--in", "1917-10-25", "--file", russia, "--width", "80").out
    assert "25 Oct 1917" in answer
    assert "The Winter Palace falls" in answer
    none = qaim("list", "--from", "1917-11-07", "--file", russia, "--width", "80").out
    assert "from 7 Nov 1917" in none
    assert "Winter" not in none


def test_from_after_to_is_said_in_the_timelines_calendar(qaim, russia):
    refused = qaim("list", "from:1917-10-25 to:1917-10-24", "--file", russia)
    assert "25 Oct 1917" in refused.err
    assert "24 Oct 1917" in refused.err


def test_an_added_event_is_read_and_placed_by_the_timelines_calendar(qaim, russia):
    assert qaim("add", "29 Feb 1900", "A leap day", "--source", "Log", "--file", russia).status == 0
    assert [each.id for each in load(russia, cache=False)] == [
        "new-year", "leap-day", "winter-palace",
    ]  # fmt: skip
    assert not load(russia, cache=False).problems


def test_words_of_a_date_are_held_against_it_in_its_calendar(qaim, russia):
    assert "date-text" not in qaim("check", "--file", russia).out


def test_years_are_counted_by_the_timelines_calendar(qaim, store):
    # 25 December 1899 is 6 January 1900 by the Gregorian calendar.
    counted = qaim("count", "--by", "year", "-f", "csv", "--file", store(RUSSIA)).out
    assert "1899,1899,1,1" in counted


def test_the_charts_axis_names_days_of_the_timelines_calendar(qaim, store):
    path = store(RUSSIA.partition("  - id: new-year")[0])
    assert "25 Oct 1917" in qaim("chart", "--file", path, "--width", "40").out


def test_timelines_of_one_calendar_are_asked_in_it_together(qaim, store):
    one, other = store(RUSSIA, name="one.yaml"), store(RUSSIA, name="two.yaml")
    answer = qaim(
        "count", "--by", "year", "--in", "1899", "--file", one, "--file", other, "-f", "csv"
    )
    assert "1899,1899,2,2" in answer.out


def test_an_articles_date_is_held_against_the_event_by_its_calendar():
    date, span = parse_with_span("1900-02-29", JULIAN)
    leap = event("e", "1900-02-28", date_rules=DateRules(JULIAN))._replace(date=date, span=span)
    assert _overlaps(leap, parse_edtf("1900-02-29"))
    assert not _overlaps(leap, parse_edtf("1900-03-01"))
    plain = event("e", "1900-03-01")
    # A day that the event's calendar lacks is nowhere in it; another calendar has it.
    assert not _overlaps(plain, parse_edtf("1900-02-28"))
    skipped = event("e", "1582-10")
    assert _overlaps(skipped, parse_edtf("1582-10-20"))
