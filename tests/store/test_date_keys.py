"""The keys of a store that say when: dates in words, calendars, "about", and what goes on."""

from __future__ import annotations

import pytest

from qaim_cli import dates
from qaim_cli.dates import GREGORIAN, HISTORICAL, JULIAN, DateRules, Tolerance, make_calendar
from qaim_cli.dates.calendar import format_iso_day
from qaim_cli.store import index, load_timeline

SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"


@pytest.fixture
def store_of(store):
    return lambda text: load_timeline(store(text))


def write_event(date, details=""):
    return f"- {{id: e, date: {date}, title: T, {SOURCE}{details}}}\n"


def find_problems(store_of, text):
    return [f"{problem.line}: {problem.full_message}" for problem in store_of(text).problems]


@pytest.mark.parametrize(
    ("head", "details", "rules"),
    [
        ("", "", DateRules()),
        ("calendar: historical", "", DateRules()),
        ("calendar: gregorian", "", DateRules(GREGORIAN)),
        ("calendar: Julian", "", DateRules(JULIAN)),
        ("calendar: {gregorian_from: 1752-09-14}", "", DateRules(make_calendar(1752, 9, 14))),
        ("calendar: gregorian", ", calendar: historical", DateRules(HISTORICAL)),
        ("about: 25 years", "", DateRules(about=Tolerance(months=300))),
        ("about: 25 years", ", about: 3 days", DateRules(about=Tolerance(days=3))),
        ("about: 1 month\ncalendar: julian", ", about: 2 weeks", DateRules(JULIAN, Tolerance(14))),
    ],
)
def test_an_event_is_dated_by_its_own_rules_else_by_the_timelines(store_of, head, details, rules):
    loaded = store_of(f"{head}\nevents:\n{write_event('1066-10~', details)}")
    (event,) = loaded.timeline.events
    assert loaded.problems == ()
    assert event.date_rules == rules
    assert event.span == dates.parse_with_span("1066-10~", *rules)[1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "calendar: mayan",
            "1: calendar of the file: there is no calendar 'mayan'. write historical, "
            "gregorian, julian or {gregorian_from: 1752-09-14}",
        ),
        (
            "calendar: {gregorian_from: 1752}",
            "1: calendar of the file: '1752' is not a day. write one such as 1752-09-14",
        ),
        (
            "calendar: {gregorian_from: 1500-01-01}",
            "1: calendar of the file: the Gregorian calendar "
            "cannot have begun on 1500-01-01. write a day from 1582-10-15 to 2999-12-31",
        ),
        (
            "calendar: {since: 1752-09-14}\ntitle: T",
            "1: calendar of the file has an unknown key 'since'. the keys are gregorian_from",
        ),
        (
            "about: a while",
            "1: about of the file: 'a while' is not a length of time. write 3 days, 1 month or 25 "
            "years",
        ),
        (
            "events: []\ncalendar: julian\ntitle: T",
            "2: calendar stands after the events, whose dates are read "
            "without it. move it above events:",
        ),
        (
            "source: {accessed: yesterday}",
            "1: accessed of the source: 'yesterday' is not an EDTF "
            "date. write 2004-04-17, 2004-04, 2004, 198X, 2004/2005 or [1901..1933]",
        ),
        (
            f"events:\n{write_event('1582-10-10')}",
            "2: event 'e': '1582-10-10' is a day that did not "
            "exist: 1582-10-15 followed 1582-10-04. write 1582-10-20 if the source means the "
            "Julian "
            "calendar",
        ),
        (
            f"calendar: gregorian\nevents:\n{write_event('1500-02-29')}",
            "3: event 'e': '1500-02-29' "
            "has no such day: February 1500 had 28 days. write 1500-02-28, or 1500-02 if the day "
            "is not "
            "known",
        ),
    ],
)
def test_a_key_that_says_nothing_of_dates_is_a_problem(store_of, text, problem):
    assert problem in find_problems(store_of, text)


def test_a_date_in_words_is_a_problem_and_answers_meanwhile(store_of):
    loaded = store_of(f"events:\n{write_event('early 1086')}")
    assert [event.edtf for event in loaded.timeline.events] == ["[1086-01..1086-04]"]
    assert [str(problem).partition(":")[2] for problem in loaded.problems] == [
        "2: event 'e': 'early 1086' is not an EDTF date; write [1086-01..1086-04]"
    ]
    assert loaded.omitted_count == 0


def test_an_event_in_another_calendar_stands_in_order(store_of):
    other = write_event("1066-10-20", ", calendar: gregorian").replace("id: e", "id: same-day")
    later = write_event("1066-10-15").replace("id: e", "id: next")
    (first, second) = store_of(f"events:\n{later}{other}").timeline.events
    assert (first.id, second.id) == ("same-day", "next")
    assert format_iso_day(first.span.first_day) == "1066-10-14"


def test_the_index_keeps_by_which_rules_a_date_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "store.yaml"
    for head in (
        "",
        "calendar: julian\n",
        "about: 25 years\n",
        "calendar: gregorian\nabout: 3 days\n",
    ):
        own = write_event("1300~", ", calendar: julian, about: 1 month").replace("id: e", "id: own")
        path.write_text(f"{head}events:\n{write_event('1300~')}{own}", encoding="utf-8")
        indexed = index.load_from_index(str(path), str(path))
        parsed = load_timeline(str(path), cache=False)
        assert indexed is not None
        assert list(indexed.timeline.events) == list(parsed.timeline.events)
        assert indexed.timeline.date_rules == parsed.timeline.date_rules
