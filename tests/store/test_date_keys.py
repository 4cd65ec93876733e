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


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        (
            "04/05/1204",
            "'04/05/1204' can be read two ways: 4 May 1204 or 5 April 1204; "
            "write 1204-05-04 or 1204-04-05",
        ),
        ("264–41 BC", "'264–41 BC' is not an EDTF date; write 2004-04-17, 2004-04, 2004, 198X, "
         "2004/2005 or [1901..1933]"),
    ],
)  # fmt: skip
def test_a_date_of_two_readings_is_a_problem_that_names_both_in_edtf(store_of, date, problem):
    loaded = store_of(f"events:\n{write_event(date)}")
    assert [str(each).partition(": ")[2] for each in loaded.problems] == [f"event 'e': {problem}"]
    assert loaded.omitted_count == 1


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


PERIODS = """\
periods:
  Uruk V: -3499/-3299
  "Kata'ib rule": 2014/2017
"""


def test_a_timeline_names_periods_of_its_own(store_of):
    loaded = store_of(f"{PERIODS}events:\n{write_event('2014')}")
    assert loaded.problems == ()
    assert loaded.timeline.periods == {"Uruk V": "-3499/-3299", "Kata'ib rule": "2014/2017"}


def test_an_event_dated_by_a_period_of_the_timeline_answers_and_is_a_problem(store_of):
    loaded = store_of(f"{PERIODS}events:\n{write_event('Uruk V')}")
    assert [event.edtf for event in loaded.timeline.events] == ["[-3499..-3299]"]
    (problem,) = loaded.problems
    assert problem.fix == "write [-3499..-3299]"


def test_an_event_in_words_is_dated_in_the_calendar_of_the_timeline(store_of):
    text = "calendar: gregorian\nevents:\n" + write_event("29 Feb 1500")
    loaded = store_of(text)
    assert list(loaded.timeline.events) == []
    assert store_of(text.replace("gregorian", "julian")).timeline.events[0].edtf == "1500-02-29"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("periods: soon", "2: periods has no names. write name: 1534/1917 for each"),
        (
            "periods:\n  Rule: between 1534 and 1917",
            "3: period 'Rule': 'between 1534 and 1917' is not an EDTF date. write [1534..1917]",
        ),
        (
            "periods:\n  Rule: someday",
            "3: period 'Rule': 'someday' is not an EDTF date. write 2004-04-17, 2004-04, 2004, "
            "198X, 2004/2005 or [1901..1933]",
        ),
        (
            "periods:\n  1990s: 1990",
            "3: period '1990s' has a name that reads as a date. give it another name",
        ),
        (
            "periods:\n  Rule: 1990\n  rule!: 1991",
            "4: period 'rule!' has the name of another. give it another name",
        ),
        (
            "periods:\n  '!': 1990",
            "3: period '!' has a name without a letter or digit. give it another name",
        ),
        ("periods:\n  Rule:", "3: the periods has no Rule. add Rule: …"),
    ],
)
def test_a_period_that_cannot_be_asked_for_is_a_problem(store_of, lines, problem):
    assert find_problems(store_of, f"title: T\n{lines}\nevents: []") == [problem]


def test_periods_behind_the_events_are_a_problem(store_of):
    text = f"events:\n{write_event('2014')}periods: {{Rule: 1990}}"
    assert find_problems(store_of, text) == [
        "3: periods stands after the events, whose dates are read without it. move it above events:"
    ]


def test_the_index_keeps_the_periods_and_reads_events_again_when_they_change(tmp_path):
    path = tmp_path / "t.yaml"
    events = "".join(
        write_event("Uruk V" if n == 7 else "2014").replace("id: e,", f"id: e{n},")
        for n in range(40)
    )
    for stated in ("-3499/-3299", "-3498/-3298"):
        path.write_text(f"periods:\n  Uruk V: {stated}\nevents:\n{events}")
        for _ in range(3):
            timeline = load_timeline(str(path)).timeline
            assert timeline.periods == {"Uruk V": stated}
            assert timeline.events[0].edtf == f"[{stated.replace('/', '..')}]"


def test_a_file_whose_only_key_besides_the_events_is_misplaced_still_answers(store_of):
    loaded = store_of("events: []\ncalendar: julian\n")
    assert [problem.code for problem in loaded.problems] == ["date"]
