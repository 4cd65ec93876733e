"""Dates and names without quotes in a query, terms about dates, and why an answer is empty."""

from __future__ import annotations

import pytest

from qaim_cli import store
from qaim_cli.errors import RequestError
from qaim_cli.query import FilterInput, build_query, lookup, select_hits
from qaim_cli.query.empty_answer import explain_empty_answer
from tests.support.asking import TODAY

TIMELINE = store.parse_store(
    "rome.yaml",
    b"""
title: Rome
source: {title: A book}
actors:
  antony: {name: Mark Antony}
  caesar: {name: Julius Caesar}
  marcus: {name: Marcus Brutus}
  decimus: {name: Decimus Brutus}
places:
  rome: {name: City of Rome}
events:
  - {id: ides, date: -0043-03-15, title: Caesar is murdered, actors: [caesar, marcus],
     places: [rome], tags: [murder], source: {section: S}}
  - {id: war, date: -0043/-0041, title: War of Antony, actors: [antony], tags: [civil war],
     source: {section: S}}
  - {id: about, date: 1300~, title: A map of Zakawa, source: {section: S}}
  - {id: battle, date: "[1401..1500]", title: A battle, tags: [battle], source: {section: S}}
  - {id: open, date: 1416/.., title: A treaty, source: {section: S}}
  - {id: perhaps, date: 1350?, title: A plague, source: {section: S}}
  - {id: until, date: ../1290, title: A custom, source: {section: S}}
""",
).timeline


def find(query, **filters):
    asked = build_query(FilterInput(query=query, **filters), TIMELINE, TODAY)
    return sorted(hit.event.id for hit in select_hits(asked, TIMELINE).hits)


def explain(query):
    return explain_empty_answer(
        build_query(FilterInput(query=query), TIMELINE, TODAY).expression, TIMELINE
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("between 1290 and 1310", ["about", "until"]),
        ("fifteenth century battle", ["battle"]),
        ("battle fifteenth century", ["battle"]),
        ("up to 50 BC", ["until"]),
        ("before:44 BC", ["until"]),
        ("after:45 BC murder", ["ides"]),
        ("actor:Mark Antony", ["war"]),
        ("actor:Mark Antony murder", []),
        ("actor:Mark Antony or actor:Julius Caesar", ["ides", "war"]),
        ("actor:Antony", ["war"]),
        ("tag:civil war antony", ["war"]),
        ("place:City of Rome", ["ides"]),
        ("section:S ides", []),
        ("in:44 BC tag:murder", ["ides"]),
        ("began:44 BC", ["ides", "war"]),
        ("ended:42 BC", ["war"]),
        ("ended:44 BC", ["ides"]),
        ("began:1301", []),
        ("began:1300..1360", ["about", "perhaps"]),
        ("ended:after 1500", []),
        ("lasted:>1y", ["open", "until", "war"]),
        (
            "lasted:<=30d -tag:battle",
            ["about", "ides", "perhaps"],
        ),
        ("lasted:2y..5y", ["war"]),
        ("lasted:..1d tag:murder", ["ides"]),
        ("lasted:1y.. tag:civil war", ["war"]),
        ("lasted:1d tag:murder", ["ides"]),
        ("lasted:>=1d tag:murder", ["ides"]),
        ("lasted:< 2 years tag:murder", ["ides"]),
        ("lasted:>1 year antony", ["war"]),
        ("after 1290 but before 1310", ["about"]),
        ("almost certainly 1350 plague", ["perhaps"]),
        ("lasted:<1y tag:murder", ["ides"]),
        ("kind:interval", ["open", "until", "war"]),
        ("kind:day", ["ides"]),
        ("about:any", ["about"]),
        ("about:none tag:battle", ["battle"]),
        ("101", []),
        ("before:Caesar is murdered", ["until", "war"]),
        ("around:ides within:30d", ["ides", "until", "war"]),
        ("timeline:rome ides", []),
    ],
)
def test_one_language(query, ids):
    assert find(query) == ids


def test_a_word_that_only_one_name_has_names_it():
    assert find("", actors=("Caesar",)) == ["ides"]
    assert find("", places=("Rome",)) == ["ides"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "actor:Brutus",
            "'Brutus' occurs in the names of 2 actors; say Decimus Brutus or Marcus Brutus",
        ),
        ("actor:?!", "there is no actor '?!'; `qaim actors` lists them"),
        ("lasted:long", "lasted cannot be 'long'; write lasted:>5y, lasted:<=30d or lasted:1y..5y"),
        ("lasted:..", "lasted cannot be '..'; write lasted:>5y, lasted:<=30d or lasted:1y..5y"),
        ("lasted:5y..1y", "lasted cannot be '5y..1y'; put the shorter time first"),
        ("about:some", "about cannot be 'some'; write about:any or about:none"),
        ("kind:big", "there is no kind of date 'big'"),
        ("before:until 1290", "'until 1290' has no start"),
    ],
)
def test_a_wrong_value_is_refused(query, message):
    with pytest.raises(RequestError) as caught:
        find(query)
    assert str(caught.value).startswith(message)


def test_a_query_of_nothing_but_possible_dates_is_bounded():
    with pytest.raises(RequestError, match="too many words that may be dates; quote them"):
        find("c. 1 " * 390)


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("zakwa", ("'zakwa': did you mean Zakawa?",)),
        ("zakwa 1300", ("no event matches keyword zakwa alone", "'zakwa': did you mean Zakawa?")),
        (
            "battle 1300",
            ("without keyword battle: 1 event", "without 1 Jan 1300 – 31 Dec 1300: 1 event"),
        ),
        ("qqqq", ()),
        ("treacle", ()),  # not at all "treaty"
        ("1200..1201", ()),
        ("battle zakwa", ("no event matches keyword zakwa alone", "'zakwa': did you mean Zakawa?")),
        ("murder tag:battle", ("without keyword murder: 1 event", "without tag battle: 1 event")),
        ("", ()),
        ("title:brutus", ()),  # whose word stands elsewhere
        ('"qq battle" 1300', ('no event matches keyword "qq battle" alone',)),
        ('"qq ww" 1300', ('no event matches keyword "qq ww" alone',)),
        ("tag:battle actor:antony about:any", ()),
    ],
)
def test_an_empty_answer_says_which_term_empties_it(query, lines):
    assert explain(query) == lines


def test_a_very_large_timeline_is_only_asked_for_its_names(monkeypatch):
    monkeypatch.setattr("qaim_cli.query.empty_answer._MAX_EVENTS", 1)
    assert explain("antany") == ("'antany': did you mean Antony?",)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"keywords": ("c. " * 1000,)}, "the keyword has 3,000 characters; the most is 2,000"),
        ({"actors": ("c. " * 1000,)}, "the actor's name has 3,000 characters; the most is 2,000"),
        ({"tags": ("c. " * 1000,)}, "the tag's name has 3,000 characters; the most is 2,000"),
    ],
)
def test_what_is_too_long_to_look_for_is_refused(filters, message):
    with pytest.raises(RequestError) as caught:
        find("", **filters)
    assert str(caught.value) == message


def test_an_events_name_that_is_too_long_is_refused():
    with pytest.raises(RequestError, match="the event's name has 3,000 characters"):
        lookup.find_event("c. " * 1000, TIMELINE)
