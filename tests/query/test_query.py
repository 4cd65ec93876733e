"""What matches a question, and how surely."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.errors import RequestError
from qaim_cli.figures import get_figure_bounds, sum_figures
from qaim_cli.model import Casualties, Entity, Figure, Qualifier, Source
from qaim_cli.query import (
    FilterInput,
    MatchLevel,
    SortOrder,
    build_query,
    lookup,
    select_hits,
    sort_hits,
)
from qaim_cli.query.expression import And, Not, Or
from qaim_cli.query.terms import DateRangeTerm
from tests.support.asking import TODAY
from tests.support.events import entities, event, timeline


def during(date: str, first: str, last: str) -> str:
    """How an event of the date matches the days first..last."""
    days = [datetime.date.fromisoformat(day).toordinal() for day in (first, last)]
    return DateRangeTerm("", *days).match_event(event("e", date)).name


@pytest.mark.parametrize(
    ("date", "first", "last", "match"),
    [
        ("2004-04-17", "2004-04-01", "2004-04-30", "CERTAIN"),
        ("2004-04-17", "2004-04-18", "2004-04-30", "NONE"),
        ("2004-04", "2004-04-01", "2004-04-30", "CERTAIN"),
        ("2004-04", "2004-04-10", "2004-04-20", "POSSIBLE"),
        ("2004", "2004-04-01", "2004-04-30", "POSSIBLE"),
        # Lasting from March to September, it surely went on in April; in March only perhaps.
        ("2004-03/2004-09", "2004-04-01", "2004-04-30", "CERTAIN"),
        ("2004-03/2004-09", "2004-03-01", "2004-03-15", "POSSIBLE"),
        ("2004-03/2004-09", "2004-10-01", "2004-10-31", "NONE"),
        ("2017-11/..", "2020-01-01", "2020-01-01", "CERTAIN"),
        ("2017-11/..", "2017-10-31", "2017-10-31", "NONE"),
        # Twelve times the range and six days: a day lists months, a month years, a year decades.
        ("2004-04", "2004-04-17", "2004-04-17", "POSSIBLE"),
        ("2004", "2004-04-17", "2004-04-17", "VAGUE"),
        ("2004", "2004-02-01", "2004-02-28", "POSSIBLE"),
        ("200X", "2004-04-01", "2004-04-30", "VAGUE"),
        ("200X", "2004-01-01", "2004-12-31", "POSSIBLE"),
        ("20XX", "2004-01-01", "2004-12-31", "VAGUE"),
        ("[1901..1933]", "1907-01-01", "1907-12-31", "VAGUE"),
        # An end that is not known counts as the unit stated beside it.
        ("[..2017-11]", "2017-11-01", "2017-11-30", "POSSIBLE"),
        ("[..2017-11]", "2015-01-01", "2015-12-31", "VAGUE"),
        ("[..2017-11]", "2018-01-01", "2018-12-31", "NONE"),
        ("2004/", "2004-01-01", "2004-12-31", "CERTAIN"),
        ("2004/", "2010-01-01", "2010-12-31", "VAGUE"),
        # "About" may be a unit off, "perhaps" anything; the middle of a duration is still certain.
        ("2004~", "2004-01-01", "2004-12-31", "POSSIBLE"),
        ("2004~", "2002-01-01", "2006-12-31", "CERTAIN"),
        ("2004?", "2003-01-01", "2005-12-31", "POSSIBLE"),
        ("2003~/2005~", "2004-01-01", "2004-12-31", "CERTAIN"),
        ("2003~/2005~", "2003-01-01", "2003-12-31", "POSSIBLE"),
        # Of a set only the members count, not what lies between them.
        ("{2004,2010}", "2004-01-01", "2004-12-31", "CERTAIN"),
        ("{2004,2010}", "2006-01-01", "2006-12-31", "NONE"),
        ("[1901,1933]", "1910-01-01", "1919-12-31", "NONE"),
        ("[1901,1933]", "1930-01-01", "1939-12-31", "POSSIBLE"),
        ("[1901,1933]", "1900-01-01", "1939-12-31", "CERTAIN"),
    ],
)
def test_a_date_matches_a_range_as_surely_as_its_bounds_allow(date, first, last, match):
    assert during(date, first, last) == match


def test_asked_widely_what_was_too_vague_is_possible():
    vague = timeline(event("a", "2004"), event("b", "[..2017-11]"), event("c", "1999"))
    query = build_query(FilterInput(within=("2004-04-17",)), vague, TODAY)
    found = select_hits(query, vague)
    assert (tuple(found), found.hidden_vague_count, found.hidden_possible_count) == ((), 2, 0)
    hits = select_hits(query, vague, widely=True).hits
    assert [(hit.event.id, hit.match_level.name) for hit in hits] == [
        ("a", "POSSIBLE"), ("b", "POSSIBLE"),
    ]  # fmt: skip


class Always:
    def __init__(self, match: MatchLevel) -> None:
        self.answer = match

    def match_event(self, event) -> MatchLevel:
        return self.answer


MATCHES = st.sampled_from(list(MatchLevel))


@given(st.lists(MATCHES, max_size=5))
def test_all_is_the_least_and_any_the_most_of_their_parts(matches):
    parts = tuple(Always(match) for match in matches)
    assert And(parts).match_event(event("e", "2004")) == min(matches, default=MatchLevel.CERTAIN)
    assert Or(parts).match_event(event("e", "2004")) == max(matches, default=MatchLevel.NONE)


@pytest.mark.parametrize(
    ("match", "turned"),
    [("NONE", "CERTAIN"), ("CERTAIN", "NONE"), ("POSSIBLE", "POSSIBLE"), ("VAGUE", "VAGUE")],
)
def test_not_turns_what_is_sure_and_leaves_doubt(match, turned):
    assert Not(Always(MatchLevel[match])).match_event(event("e", "2004")).name == turned


ACTORS = entities(
    Entity("us", "United States", ("US", "U.S.")),
    Entity("marines", "U.S. Marines", ("Marines",), ("us",)),
    Entity("m37", "3rd Battalion, 7th Marines", ("3/7",), ("marines",)),
    Entity("kh", "Kata'ib Hezbollah", ("KH",)),
)
PLACES = entities(
    Entity("iraq", "Iraq"),
    Entity("husaybah", "Husaybah", (), ("iraq",)),
)
TIMELINE = timeline(
    event("battle", "2004-04-17", "The battle", ("m37",), places=("husaybah",), tags=("battle",)),
    event(
        "strike", "2019-12-29", "Air strike", ("us", "kh"), tags=("airstrike", "battle"),
        summary="Drones over the base", casualties=(Casualties("kh", Figure(25)),),
    ),
    event(
        "convoy", "2019-08-25", "A convoy is hit", ("kh",), places=("iraq",), tags=("airstrike",),
        casualties=(Casualties("kh", Figure(6), Figure(2)), Casualties("us", wounded=Figure(4))),
    ),
    event("vague", "201X", "Something or other"),
    actors=ACTORS,
    places=PLACES,
)  # fmt: skip


def found(**filters) -> list[str]:
    query = build_query(FilterInput(**filters), TIMELINE, TODAY)
    return [hit.event.id for hit in select_hits(query, TIMELINE).hits]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, ["battle", "vague", "convoy", "strike"]),
        ({"actors": ("us",)}, ["battle", "convoy", "strike"]),
        ({"actors": ("u.s. marines",)}, ["battle"]),
        ({"actors": ("KATA’IB HEZBOLLAH",)}, ["convoy", "strike"]),
        ({"actors": ("marines", "kh")}, ["battle", "convoy", "strike"]),
        ({"places": ("Iraq",)}, ["battle", "convoy"]),
        ({"places": ("husaybah",)}, ["battle"]),
        ({"tags": ("battle",)}, ["battle", "strike"]),
        ({"tags": ("Battle", "AIRSTRIKE")}, ["battle", "convoy", "strike"]),
        ({"sections": ("history",)}, ["battle", "vague", "convoy", "strike"]),
        ({"keywords": ("drone",)}, ["strike"]),
        ({"keywords": ("us",)}, ["strike"]),
        ({"keywords": ("us", "husay")}, ["battle", "strike"]),
        ({"keywords": ("base drone",)}, ["strike"]),
        ({"keywords": ("air-strike",)}, ["strike"]),
        ({"keywords": ("strike-air",)}, []),
        ({"keywords": ('"the base"',)}, ["strike"]),
        ({"keywords": ('"base the"',)}, []),
        ({"keywords": ('hit "a convoy"',)}, ["convoy"]),
        ({"since": "2019"}, ["vague", "convoy", "strike"]),
        ({"until": "2004-04-17"}, ["battle"]),
        ({"until": "2004"}, ["battle"]),
        ({"since": "2019-08-26", "until": "2019"}, ["strike"]),
        ({"within": ("2004", "aug 2019")}, ["battle", "convoy"]),
        ({"within": ("2019",), "actors": ("marines",)}, []),
        ({"query": "from:2019 to:2019-08"}, ["convoy"]),
    ],
)
def test_filters_find_what_they_say(filters, ids):
    assert found(**filters) == ids


@pytest.mark.parametrize(
    ("filters", "terms"),
    [
        ({}, ()),
        ({"keywords": ("a\x1b[31m",)}, ("keyword a\ufffd[31m",)),
        ({"since": "apr 2004", "until": "2005"}, ("1 Apr 2004 – 31 Dec 2005",)),
        ({"since": "2004"}, ("from 1 Jan 2004",)),
        ({"until": "44 BC"}, ("until 31 Dec 44 BC",)),
        ({"within": ("2004-04-17", "1990s")}, ("17 Apr 2004 or 1 Jan 1990 – 31 Dec 1999",)),
        ({"actors": ("3/7", "kh")}, ("actor 3rd Battalion, 7th Marines or Kata'ib Hezbollah",)),
        (
            {"places": ("iraq",), "tags": ("BATTLE",), "keywords": ("a", "b")},
            ("place Iraq", "tag battle", "keyword a or keyword b"),
        ),
    ],
)
def test_the_question_is_repeated_as_it_was_understood(filters, terms):
    assert build_query(FilterInput(**filters), TIMELINE, TODAY).term_descriptions == terms


@pytest.mark.parametrize("query", ["around:goes-on", "after:b2004"])
def test_ranges_that_exclude_each_other_match_nothing_where_an_event_gives_one(query):
    events = (
        event("b2004", "2004-04-17"),
        event("long", "1980/2010"),
        event("goes-on", "2003-12-02/.."),
    )
    timeline_of_two = timeline(*events)
    understood = build_query(FilterInput(query=query, until="1987"), timeline_of_two, TODAY)
    assert len(select_hits(understood, timeline_of_two).hits) == 0


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"actors": ("marins",)},
            "there is no actor 'marins'; did you mean Marines or U.S. Marines?",
        ),
        ({"actors": ("zzz",)}, "there is no actor 'zzz'; `qaim actors` lists them"),
        ({"places": ("hussaybah",)}, "there is no place 'hussaybah'; did you mean Husaybah?"),
        ({"tags": ("air",)}, "there is no tag 'air'; did you mean airstrike?"),
        ({"tags": ("zz",)}, "there is no tag 'zz'; `qaim tags` lists them"),
        ({"tags": ("airstrikes",)}, "there is no tag 'airstrikes'; did you mean airstrike?"),
        ({"sections": ("zzz",)}, "there is no section 'zzz'; the sections are History"),
        ({"keywords": ("!?",)}, "the keyword '!?' has no letter or digit; give a word"),
        ({"since": "2005", "until": "2004"}, "'2005' comes after '2004'; swap the two"),
        (
            {"query": "from:2005 to:2004"},
            "no day is from 1 Jan 2005 and until 31 Dec 2004; swap the two",
        ),
        ({"since": "17 April"}, "'17 April' is a day without a year; add the year: 17 April 2004"),
    ],
)
def test_a_name_or_date_that_means_nothing_is_an_error_with_its_cure(filters, message):
    with pytest.raises(RequestError) as caught:
        build_query(FilterInput(**filters), TIMELINE, TODAY)
    assert str(caught.value) == message


SIGNS = timeline(
    event("plus", "2004", tags=("C++",)),
    event("sharp", "2005", tags=("C#",)),
    event("fire", "2006", "F", ("fire",), tags=("🔥",)),
    actors=entities(Entity("fire", "🔥"), Entity("drop", "💧")),
)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"tags": ("C#",)}, ["sharp"]),
        ({"tags": ("c",)}, ["plus", "sharp"]),
        ({"tags": ("🔥",)}, ["fire"]),
        ({"actors": ("🔥",)}, ["fire"]),
        ({"actors": ("💧",)}, []),
    ],
)
def test_names_of_signs_are_not_taken_for_each_other(filters, ids):
    query = build_query(FilterInput(**filters), SIGNS, TODAY)
    assert [hit.event.id for hit in select_hits(query, SIGNS).hits] == ids
    for filters in ({"tags": ("??",)}, {"actors": ("??",)}):
        with pytest.raises(RequestError):
            build_query(FilterInput(**filters), SIGNS, TODAY)


@pytest.mark.parametrize(
    ("figure", "bounds"),
    [
        (Figure(80), (80, 80)),
        (Figure(80, Qualifier.ABOUT), (75, 85)),
        (Figure(83, Qualifier.ABOUT), (82.5, 83.5)),
        (Figure(100, Qualifier.ABOUT), (50, 150)),
        (Figure(1500, Qualifier.ABOUT), (1450, 1550)),
        (Figure(0, Qualifier.ABOUT), (0, 5)),
        (Figure(4, Qualifier.AT_LEAST), (4, float("inf"))),
    ],
)
def test_a_hedged_figure_is_as_coarse_as_its_last_digit(figure, bounds):
    assert get_figure_bounds(figure) == bounds
    assert sum_figures([figure, figure]) == (2 * bounds[0], 2 * bounds[1])
    assert sum_figures([]) is None


def test_a_timeline_without_tags_says_so():
    with pytest.raises(RequestError, match="there is no tag 'x'; the timeline has none"):
        build_query(FilterInput(tags=("x",)), timeline(event("e", "2004")), TODAY)


def test_what_is_not_listed_is_counted():
    query = build_query(FilterInput(within=("2019-12",)), TIMELINE, TODAY)
    assert [hit.event.id for hit in select_hits(query, TIMELINE).hits] == ["strike"]
    assert select_hits(query, TIMELINE).hidden_vague_count == 1
    possible = build_query(FilterInput(within=("2015",)), TIMELINE, TODAY)
    assert select_hits(possible, TIMELINE, sure=True).hidden_possible_count == 1
    assert select_hits(possible, TIMELINE).hidden_possible_count == 0


@pytest.mark.parametrize(
    ("sort", "reverse", "ids"),
    [
        (SortOrder.DATE, False, ["battle", "vague", "convoy", "strike"]),
        (SortOrder.DATE, True, ["strike", "convoy", "vague", "battle"]),
        (SortOrder.TITLE, False, ["convoy", "strike", "vague", "battle"]),
        (SortOrder.KILLED, False, ["strike", "convoy", "battle", "vague"]),
        (SortOrder.KILLED, True, ["vague", "battle", "convoy", "strike"]),
    ],
)
def test_hits_are_put_in_the_order_asked_for(sort, reverse, ids):
    hits = select_hits(build_query(FilterInput(), TIMELINE, TODAY), TIMELINE).hits
    assert [hit.event.id for hit in sort_hits(hits, sort, reverse=reverse)] == ids


@given(
    st.sampled_from(["2004-04", "2019", "2010s", "1 jan 2019", "44 BC"]),
    st.sampled_from(["2019-08-25", "2019", "2026", "1 jan 2019"]),
)
def test_two_halves_of_a_range_mean_the_range(since, until):
    """As options, as one query, and as one term."""
    answers = set()
    for filters in (
        {"since": since, "until": until},
        {"query": f'from:"{since}" to:"{until}"'},
        {"query": f'to:"{until}"', "since": since},
    ):
        try:
            query = build_query(FilterInput(**filters), TIMELINE, TODAY)
        except RequestError:
            answers.add("none")
        else:
            found = select_hits(query, TIMELINE)
            hidden = found.hidden_vague_count, found.hidden_possible_count
            answers.add((query.term_descriptions, tuple(found), hidden))
    assert len(answers) == 1


def test_order_is_by_first_day_then_the_longest_then_by_id():
    events = [
        event("b", "2004-01-01"),
        event("a", "2004-01-01"),
        event("year", "2004"),
        event("decade", "200X"),
        event("month", "2004-01"),
        event("before", "-0043"),
    ]
    order = [each.id for each in timeline(*events).events]
    assert order == ["before", "decade", "year", "month", "a", "b"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("con", None),
        ("a convoy is HIT", None),
        ("CONVOY", None),
        ("", "there is no event ''; `qaim list --ids` shows the ids"),
        ("konvoy", "there is no event 'konvoy'; did you mean convoy?"),
    ],
)
def test_an_event_is_found_by_its_id_or_the_beginning_of_it(wanted, message):
    if message is None:
        assert lookup.find_event(wanted, TIMELINE).id == "convoy"
    else:
        with pytest.raises(RequestError) as caught:
            lookup.find_event(wanted, TIMELINE)
        assert str(caught.value) == message


def test_a_beginning_that_several_ids_have_lists_them():
    few = timeline(*(event(f"a{n}", "2004") for n in range(2)))
    with pytest.raises(
        RequestError, match="'a' begins the ids of 2 events; choose one of a0 and a1"
    ):
        lookup.find_event("a", few)
    many = timeline(*(event(f"a{n}", "2004") for n in range(8)))
    with pytest.raises(RequestError, match="choose one of a0, a1, a2, a3, a4 and 3 more"):
        lookup.find_event("a", many)


def test_a_section_is_any_that_the_event_cites():
    cited = event("e", "2004")._replace(sources=(Source("One", 1, 1), Source("Two", 1, 1)))
    both = timeline(cited)
    for section in ("one", "Two"):
        query = build_query(FilterInput(sections=(section,)), both, TODAY)
        assert len(select_hits(query, both).hits) == 1
