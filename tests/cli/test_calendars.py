"""The timeline's calendar: what is asked, written, checked and drawn is in its days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qaim_cli.articles import parse_article
from qaim_cli.audit import audit_timeline
from qaim_cli.library import load
from qaim_cli.store import parse_store

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


@pytest.mark.parametrize(
    ("said", "calendar", "date", "rules"),
    [
        ("28 February 1900", "julian", "1900-02-28", []),
        ("1 March 1900", "julian", "1900-02-28", ["no-date"]),
        ("28 February 1900", "gregorian", "1900-03-01", ["no-date"]),
    ],
)
def test_an_articles_date_is_held_against_the_event_by_its_calendar(said, calendar, date, rules):
    article = parse_article(f"On {said} it fell.", kind="plain")
    stored = (
        f"title: T\ncalendar: {calendar}\nevents:\n  - {{id: e, date: {date}, title: A fall, "
        "source: {section: lead, paragraph: 1, sentence: 1}}\n"
    )
    timeline = parse_store("t.yaml", stored.encode()).timeline
    found = audit_timeline(timeline, {"": article}).findings
    assert [each.rule_name for each in found] == rules


def test_a_year_that_another_calendar_ends_earlier_heads_its_own_events(qaim, store):
    ball = "{id: ball, date: 1899-12-25, title: A ball, tags: [ball], source: {section: Log}}"
    path = store(f"title: T\ncalendar: julian\nevents: [{ball}]\n")
    drawn = qaim("timeline", "--file", path, "--width", "60").out
    assert "1899" in drawn
    assert "1900" not in drawn
    page = qaim("timeline", "--file", path, "-f", "html").out
    assert '"years":"1899"' in page
    assert '"gregorian_from":1000000000000000000' in page
    (tag,) = json.loads(qaim("tags", "--file", path, "-f", "json").out)
    assert (tag["earliest"], tag["latest"]) == ("1899-12-25", "1899-12-25")


OWN_PERIODS = """title: Tablets
periods:
  Uruk V: -3499/-3299
  Jemdet Nasr: -3099/-2899
events:
  - {id: account, date: -3350, title: An account, source: {section: S}}
  - {id: list, date: -3000, title: A list, source: {section: S}}
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--in", "Uruk V"), ["account"]),
        (("uruk v",), ["account"]),
        (("the Jemdet Nasr list",), ["list"]),
        (("between Uruk V and Jemdet Nasr",), ["account", "list"]),
        (("after:Uruk V",), ["list"]),
        (("before Jemdet Nasr",), ["account"]),
        (("early uruk v",), []),
        (("uruk",), []),
    ],
)
def test_a_period_of_the_timeline_is_asked_for_by_name(qaim, store, words, found):
    out = qaim("list", *words, "--file", store(OWN_PERIODS), "-f", "json").out
    assert [each["id"] for each in json.loads(out)] == found


def test_an_event_is_added_by_a_period_of_the_timeline(qaim, store):
    path = store(OWN_PERIODS)
    assert qaim("add", "Uruk V", "A seal", "--source", "S", "--file", path).status == 0
    assert 'date: "[-3499..-3299]"' in Path(path).read_text("utf-8")


def test_merged_timelines_have_the_periods_of_all_and_the_first_says_what_one_means(tmp_path):
    for name, year in (("a", 1500), ("b", 1600)):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: T\nperiods: {{Frost: {year}, {name} Frost: {year}}}\nevents: []\n"
        )
    merged = load(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert merged.parse_date("frost").edtf == "1500"
    assert merged.parse_date("b frost").edtf == "1600"
    (problem,) = merged.problems
    assert problem.message == f"period 'Frost' is 1600 here and 1500 in {tmp_path}/a.yaml"


def test_a_timeline_of_found_events_keeps_the_periods(qaim, store):
    assert "Uruk V: -3499/-3299" in qaim("list", "--file", store(OWN_PERIODS), "-f", "yaml").out
