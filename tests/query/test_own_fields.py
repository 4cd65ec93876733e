"""Questions about fields that a timeline has of its own."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli.errors import RequestError
from qaim_cli.query import FilterInput, build_query, parse_sort, select_hits, sort_hits
from qaim_cli.query.own_fields import require_facet
from tests.support.events import event, timeline

MADE = timeline(
    event("a", "2001", own_fields=(("x-rank", ("5",)), ("x-status", ("first draft",)))),
    event("b", "2002", own_fields=(("x-rank", ("4.5",)), ("x-status", ("checked",)))),
    event("c", "2003", own_fields=(("x-rank", ("1,200", "high")),)),
    event("d", "2004", own_fields=(("x-rank", ("-2",)), ("x-note", ("№ 5 of 7", "…")))),
    event("e", "2005"),
)


LARGE = timeline(event("large", "2001", own_fields=(("x-rank", ("1" + ",000" * 200,)),)))


def found(query):
    asked = build_query(FilterInput(query=query), MADE, datetime.date(2026, 1, 1))
    return "".join(hit.event.id for hit in select_hits(asked, MADE).hits)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("x-rank:5", "a"), ("x-rank:5.0", "a"), ("x-rank:4", ""), ("x-rank:=4.5", "b"),
        ("x-rank:>4.5", "ac"), ("x-rank:>=4.5", "abc"), ("x-rank:<5", "bd"), ("x-rank:<=5", "abd"),
        ("x-rank:4..5", "ab"), ("x-rank:5..", "ac"), ("x-rank:..0", "d"), ("x-rank:high", "c"),
        ("x-rank:>-3 x-rank:<0", "d"),
        ("x-status:draft", "a"), ('x-status:"First Draft"', "a"), ("x-status:dra", ""),
        ("X-Status:checked", "b"), ("x-note:5", "d"), ("x-note:…", "d"), ("x-note:..", ""),
        ("x-status:any", "ab"), ("x-status:none", "cde"), ("not x-status:draft x-rank:any", "bcd"),
    ],
)  # fmt: skip
def test_a_field_is_asked_for_words_or_numbers(query, ids):
    assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("x-statsu:draft", "no event has the field 'x-statsu'; did you mean x-status?"),
        ("x-zzz:1",
         "no event has the field 'x-zzz'; the fields of your own are x-note, x-rank and x-status"),
        ("x-rank:>high", "x-rank cannot be '>high'; compare with a number: x-rank:>3"),
        ("x-rank:5..3", "x-rank cannot be '5..3'; put the smaller number first"),
        ("x-rank:", "'x-rank' has no value"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_with_its_fix(query, message):
    with pytest.raises(RequestError) as refused:
        found(query)
    assert str(refused.value).startswith(message)


def test_a_timeline_without_such_fields_says_so():
    with pytest.raises(RequestError, match="no event has the field 'x-a'; the timeline has none"):
        require_facet("x-a", timeline(event("a", "2001")))


def test_a_field_sorts_numbers_from_the_greatest_then_words_then_nothing():
    made = select_hits(build_query(FilterInput(), MADE, datetime.date(2026, 1, 1)), MADE).hits
    assert "".join(hit.event.id for hit in sort_hits(made, "x-rank")) == "cabde"
    assert "".join(hit.event.id for hit in sort_hits(made, "x-status")) == "bacde"
    assert "".join(hit.event.id for hit in sort_hits(made, "x-rank", reverse=True)) == "edbac"


def test_only_what_there_is_can_be_sorted_by():
    assert parse_sort("X-Rank", MADE) == "x-rank"
    with pytest.raises(RequestError, match="did you mean x-rank"):
        parse_sort("x-rnak", MADE)
    with pytest.raises(RequestError, match="sort cannot be 'rank'; choose date, title, killed or"):
        parse_sort("rank", MADE)


@pytest.mark.parametrize(
    ("query", "count"), [("x-rank:>5", 1), ("x-rank:<5", 0), ("x-rank:5..", 1)]
)
def test_a_number_too_large_for_a_computer_is_larger_than_others(query, count):
    asked = build_query(FilterInput(query=query), LARGE, datetime.date(2026, 1, 1))
    assert len(select_hits(asked, LARGE).hits) == count
