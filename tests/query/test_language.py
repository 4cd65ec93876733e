"""The query language: what a text asks, and what is wrong with one that asks nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from qaim_cli import store
from qaim_cli.errors import QaimError, RequestError
from qaim_cli.query import FilterInput, MatchLevel, build_query, select_hits
from qaim_cli.query.language import QUERY_FIELDS, QueryError, parse_query
from qaim_cli.query.term_builder import TermBuilder
from tests.support.asking import TODAY
from tests.support.searching import examples

TIMELINE = store.load_timeline(store.find_shipped_timeline()).timeline
SCOPE = TermBuilder(TIMELINE, TODAY)


def found(query: str, **filters) -> list[str]:
    asked = build_query(FilterInput(query=query, **filters), TIMELINE, TODAY)
    return [hit.event.id for hit in select_hits(asked, TIMELINE).hits]


# Sixty questions and more on the shipped timeline; the answers were worked out from its source.
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("drone", ["convoy-drone-strike"]),
        ("khan built", ["khan-built"]),
        ('"khan is built"', ["khan-built"]),
        ('"built khan"', []),
        ("BUILT", ["khan-built"]),
        ("kataib drone", []),
        ("islamic republic", ["islamic-republic-sign"]),
        ("telemark", ["iraqi-government-enters"]),
        ("القائم drones", ["convoy-drone-strike"]),
        ("khan or drone", ["early-settlement", "khan-built", "convoy-drone-strike"]),
        ("tag:battle", ["battle-of-husaybah"]),
        ("tag:drone or tag:battle", ["battle-of-husaybah", "convoy-drone-strike"]),
        ("tag:press", ["embedded-photojournalist", "newsweek-report-on-syria", "maxim-article",
                       "islamic-republic-sign"]),
        ("tag:press not maxim", ["embedded-photojournalist", "newsweek-report-on-syria",
                                 "islamic-republic-sign"]),
        ("tag:press -maxim -newsweek", ["islamic-republic-sign"]),
        ("tag:airstrike", ["airstrike-2016", "us-strikes-on-kataib-hezbollah", "us-strikes-2021"]),
        ("tag:airstrike and actor:us", ["us-strikes-on-kataib-hezbollah", "us-strikes-2021"]),
        ("tag:airstrike actor:us place:syria",
         ["us-strikes-on-kataib-hezbollah", "us-strikes-2021"]),
        ("tag:airstrike not actor:us", ["airstrike-2016"]),
        ("tag:airstrike (actor:kh or actor:islamic-state)",
         ["airstrike-2016", "us-strikes-on-kataib-hezbollah"]),
        ("not (place:al-anbar or place:iraq or place:syria)", ["border-crossing-closed"][:0]),
        ("actor:maxim", ["maxim-article"]),
        ("actor:3/7", ["3-7-in-al-qaim", "turnover-to-3-7", "april-2004-activity",
                       "battle-of-husaybah"]),
        ('actor:"3rd Battalion, 7th Marines" actor:insurgents', ["battle-of-husaybah"]),
        ("actor:kh actor:us", ["us-strikes-on-kataib-hezbollah"]),
        (
            "actor:pmu 2019",
            ["kataib-hezbollah-role", "convoy-drone-strike", "kataib-hezbollah-role-continues",
             "us-strikes-on-kataib-hezbollah"],
        ),
        ("actor:israel", ["convoy-drone-strike"]),
        ("place:husaybah", ["battle-of-husaybah"]),
        ("place:haditha", ["insurgents-law"]),
        ("place:camp-gannon", ["centre-of-attacks"]),
        ("place:abu-kamal tag:border", ["border-crossing-closed", "border-crossing-reopened"]),
        ('section:"Syrian Civil War"', ["syrian-soldiers-surrender"]),
        ('section:"pre-war history" not khan', ["surrounding-tribes"]),
        ('source:"Iraq War ¶4"',
         ["country-wide-offensive", "april-2004-activity", "battle-of-husaybah"]),
        ('source:"Iraq War ¶4.2"', ["country-wide-offensive", "battle-of-husaybah"]),
        ('source:"iraq war ¶6"', ["insurgents-law", "insurgents-keep-control",
                                  "islamic-republic-sign"]),
        ('source:"Syrian Civil War"', ["syrian-soldiers-surrender"]),
        ("id:us-strikes", ["us-strikes-on-kataib-hezbollah", "us-strikes-2021"]),
        ("id:khan-built", ["khan-built"]),
        ("title:khan", ["early-settlement", "khan-built"]),
        ("text:caravanserai", ["early-settlement", "khan-built"]),
        ("title:caravanserai", []),
        ('text:"air raid"', ["airstrike-2016"]),
        ("claim:any", ["newsweek-report-on-syria", "insurgents-keep-control",
                       "islamic-republic-sign"]),
        ("claim:newsweek", ["newsweek-report-on-syria"]),
        ("claim:residents", ["insurgents-keep-control"]),
        ("claim:none tag:press", ["embedded-photojournalist", "maxim-article"]),
        ("killed:100", ["airstrike-2016", "us-strikes-2021"]),
        ("killed:>50", ["battle-of-husaybah", "airstrike-2016", "us-strikes-2021"]),
        ("killed:1", ["k-1-base-attack"]),
        ("killed:5..30", ["convoy-drone-strike", "us-strikes-on-kataib-hezbollah",
                          "us-strikes-2021"]),
        ("killed:<=4", ["k-1-base-attack", "us-strikes-2021"]),
        ("killed:>=1000", ["us-strikes-2021"]),
        ("wounded:>0", ["airstrike-2016", "k-1-base-attack"]),
        ("wounded:4", ["k-1-base-attack"]),
        ("sources:>4", []),
        ("sources:1 2003", ["newsweek-report-on-syria", "maxim-article"]),
        ("1907", ["khan-built"]),
        ("17 April 2004 tag:battle", ["battle-of-husaybah"]),
        ("tag:battle april 2004", ["battle-of-husaybah"]),
        ("early 2004 tag:turnover", ["turnover-to-3-7"]),
        ("-3/7 tag:battle", []),
        ("during:3-7 tag:battle", ["battle-of-husaybah"]),
        ("during:3-7-in tag:turnover", ["turnover-to-3-7"]),
        ("killed:1,000", ["us-strikes-2021"]),
        ("2004-04-17 tag:battle", ["battle-of-husaybah"]),
        ("2017-11-03 tag:offensive", ["iraqi-government-enters"]),
        ('in:"apr 2004" tag:battle', ["battle-of-husaybah"]),
        ("date:2021 not actor:kh", ["us-strikes-2021"]),
        ("from:2020 to:2021 tag:airstrike", ["us-strikes-2021"]),
        ("from:2020 not actor:kh not claim:any", ["us-strikes-2021", "syrian-soldiers-surrender"]),
        ("to:1950", ["early-settlement", "surrounding-tribes", "khan-built"]),
        ("before:1950 place:al-qaim", ["early-settlement", "surrounding-tribes", "khan-built"]),
        ("after:2021 tag:surrender", ["syrian-soldiers-surrender"]),
        ("during:operation-matador tag:offensive", ["marine-offensives", "operation-matador"]),
        ("during:battle-of-husaybah tag:deployment", ["3-7-in-al-qaim"]),
        ("during:operation-m tag:operation", ["operation-matador"]),
        ("around:battle-of-husaybah within:2d tag:battle", ["battle-of-husaybah"]),
        ("around:k-1-base-attack within:1w tag:airstrike", ["us-strikes-on-kataib-hezbollah"]),
        ("around:2019-12-27 within:3d tag:airstrike", ["us-strikes-on-kataib-hezbollah"]),
        ("around:convoy-drone-strike tag:border not actor:kh", ["border-crossing-closed"]),
        ("after:convoy-drone-strike before:k-1-base-attack tag:border not actor:kh",
         ["border-crossing-closed", "border-crossing-reopened"]),
        ("on:04-17", ["april-2004-activity", "battle-of-husaybah"]),
        ("on:30-september-2019", None),
        ('on:"30 September" tag:border not actor:kh',
         ["border-crossing-closed", "border-crossing-reopened"]),
        ('on:"dec 7"', ["airstrike-2016"]),
        ("on:01-01", []),
        ("sure:2003", ["newsweek-report-on-syria", "maxim-article", "operation-rifles-blitz"]),
        ("sure:2003-09 tag:press", ["maxim-article"]),
        ("not not drone", ["convoy-drone-strike"]),
        ("((drone))", ["convoy-drone-strike"]),
        ("drone AND Tag:Attack", ["convoy-drone-strike"]),
        ("drone OR khan NOT caravanserai", ["convoy-drone-strike"]),
    ],
)  # fmt: skip
def test_a_query_finds_what_it_asks_for(query, ids):
    if ids is None:
        with pytest.raises(QueryError):
            found(query)
    else:
        assert found(query) == ids


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("actor:us", {"actors": ("us",)}),
        ("actor:us or actor:kh", {"actors": ("us", "kh")}),
        ("place:iraq tag:attack", {"places": ("iraq",), "tags": ("attack",)}),
        ("tag:attack or tag:border", {"tags": ("attack", "border")}),
        ("drone", {"keywords": ("drone",)}),
        ("in:2004", {"within": ("2004",)}),
        ("in:2004 or in:2019", {"within": ("2004", "2019")}),
        ("from:2004 to:2005", {"since": "2004", "until": "2005"}),
        ("2004..2005", {"since": "2004", "until": "2005"}),
    ],
)
def test_an_option_is_the_other_face_of_a_query(query, options):
    asked = build_query(FilterInput(**options), TIMELINE, TODAY)
    assert [hit.event.id for hit in select_hits(asked, TIMELINE).hits] == found(query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("actor:us (airstrike or drone) not place:syria 2016..2019",
         ("actor United States", "keyword airstrike or keyword drone",
          "not place Syria", "1 Jan 2016 – 31 Dec 2019")),
        ('"a b" or (x y)', ('keyword "a b" or (keyword x and keyword y)',)),
        ("killed:>10 wounded:5..6", ("killed >10", "wounded 5..6")),
        ("claim:any", ("claim any",)),
        ("on:04-17", ("on 17 April",)),
        ("sure:2004", ("surely 1 Jan 2004 – 31 Dec 2004",)),
        ("around:battle-of-husaybah within:1d", ("16 Apr 2004 – 18 Apr 2004",)),
        ("not (drone or khan)", ("not (keyword drone or keyword khan)",)),
        ('source:"Iraq War ¶4"', ("source Iraq War ¶4",)),
    ],
)  # fmt: skip
def test_a_question_is_repeated_in_words(query, words):
    assert build_query(FilterInput(query=query), TIMELINE, TODAY).term_descriptions == words


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("actor:uss drone", "there is no actor 'uss'; did you mean US or U.S.?\n"
         "  actor:uss drone\n  ^^^^^^^^^"),
        ("drone tags:x", "there is no field 'tags'; did you mean tag?\n"
         "  drone tags:x\n        ^^^^^^"),
        ("zzzz:x", "there is no field 'zzzz'; the fields are " + ", ".join(list(QUERY_FIELDS)[:-1])
         + " and about\n  zzzz:x\n  ^^^^^^"),
        ("tag:", "'tag' has no value; write tag:… or tag:\"two words\"\n  tag:\n  ^^^^"),
        ("(drone", "the bracket is never closed; add )\n  (drone\n  ^"),
        ("drone)", "there is one closing bracket too many; take it out\n  drone)\n       ^"),
        ("()", "no bracket is open here; take it out\n  ()\n   ^"),
        ("drone or", "the query ends where something should follow; write what to find\n"
         "  drone or\n          ^"),
        ("or drone", "'or' has nothing before it; write what to find\n  or drone\n  ^^"),
        ("not", "the query ends where something should follow; write what to find\n  not\n     ^"),
        ('"drone', 'the quote is never closed; add "\n  "drone\n  ^'),
        ('tag:"x', 'the quote is never closed; add "\n  tag:"x\n      ^'),
        ("killed:many", "killed cannot be 'many'; write killed:>10 or killed:5..25\n"
         "  killed:many\n  ^^^^^^^^^^^"),
        ("within:3d", "'within' has no 'around' before it; write around:ID within:30d\n"
         "  within:3d\n  ^^^^^^^^^"),
        ("around:khan-built within:long", "within cannot be 'long'; write 30d, 6w, 2m or 1y\n"
         "  around:khan-built within:long\n  ^^^^^^^^^^^^^^^^^"),
        ("-2004", "'-2004' can be read two ways: not 2004, or a year BC; "
         "write 'not 2004' or date:-2004\n  -2004\n  ^^^^^"),
        ("a -2016..2019", "'-2016..2019' can be read two ways: not 2016..2019, or a year BC; "
         "write 'not 2016..2019' or date:-2016..2019\n  a -2016..2019\n    ^^^^^^^^^^^"),
        (
            "洛陽 tags:x",
            "there is no field 'tags'; did you mean tag?\n  洛陽 tags:x\n       ^^^^^^",
        ),
        ("killed:25..5", "killed cannot be '25..5'; put the smaller number first\n"
         "  killed:25..5\n  ^^^^^^^^^^^^"),
        ("around:khan-built within:2mins", "within cannot be '2mins'; write 30d, 6w, 2m or 1y\n"
         "  around:khan-built within:2mins\n  ^^^^^^^^^^^^^^^^^"),
        ("after:kataib-hezbollah-role", "'kataib-hezbollah-role' has no end; "
         "write from:… or during:kataib-hezbollah-role\n  after:kataib-hezbollah-role\n"
         "  ^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
        ("before:..2004", "'..2004' has no start; write to:… or during:..2004\n"
         "  before:..2004\n  ^^^^^^^^^^^^^"),
        ("04/05/2004", "'04/05/2004' can be read two ways: 4 May 2004 or 5 April 2004; "
         "write 2004-05-04 or 2004-04-05\n  04/05/2004\n  ^^^^^^^^^^"),
        ("drone 2004-02-30", "'2004-02-30' has no such day: February 2004 had 29 days; write "
         "2004-02-29, or 2004-02 if the day is not known\n  drone 2004-02-30\n        ^^^^^^^^^^"),
        ("!!", "the keyword '!!' has no letter or digit; give a word\n  !!\n  ^^"),
        ("before:zzzz", "there is no event 'zzzz'; `qaim list --ids` shows the ids\n"
         "  before:zzzz\n  ^^^^^^^^^^^"),
        ("before:04/05/2004", "'04/05/2004' can be read two ways: 4 May 2004 or 5 April 2004; "
         "write 2004-05-04 or 2004-04-05\n  before:04/05/2004\n  ^^^^^^^^^^^^^^^^^"),
        ("on:13-01", "'13-01' is no day of the year; write 17 April or 04-17\n"
         "  on:13-01\n  ^^^^^^^^"),
        ("on:,", "',' is no day of the year; write 17 April or 04-17\n  on:,\n  ^^^^"),
        ('on:"last year"', "'last year' is no day of the year; write 17 April or 04-17\n"
         '  on:"last year"\n  ^^^^^^^^^^^^^^'),
        ("on:2004", "'2004' is no day of the year; write 17 April or 04-17\n  on:2004\n  ^^^^^^^"),
    ],
)  # fmt: skip
def test_a_mistake_is_marked_and_its_cure_told(query, message):
    with pytest.raises(QueryError) as caught:
        parse_query(query, SCOPE)
    assert str(caught.value) == message


def test_a_query_without_end_is_refused():
    with pytest.raises(RequestError, match="the query has 2,001 characters; the most is 2,000"):
        parse_query("x" * 2001, SCOPE)
    with pytest.raises(QueryError, match="nested too deeply; use fewer brackets"):
        parse_query("(" * 60 + "x" + ")" * 60, SCOPE)


# An oracle: the same questions answered by brute force, from the words of the expression alone.
LEAVES = {
    "tag:press": lambda event: "press" in event.tags,
    "tag:airstrike": lambda event: "airstrike" in event.tags,
    "actor:kh": lambda event: any(each.actor == "kataib-hezbollah" for each in event.participants),
    "place:husaybah": lambda event: "husaybah" in event.places,
    "claim:any": lambda event: event.according_to != "",
    "id:us-": lambda event: event.id.startswith("us-"),
    "title:khan": lambda event: "khan" in event.title.lower().split(),
}
EXPRESSIONS = st.recursive(
    st.sampled_from(sorted(LEAVES)),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=8,
)


def written(expression) -> str:
    match expression:
        case str():
            return expression
        case ("not", inner):
            return f"not ({written(inner)})"
        case (word, left, right):
            return f"({written(left)}) {word} ({written(right)})"
    raise AssertionError


def holds(expression, event) -> bool:
    match expression:
        case str():
            return LEAVES[expression](event)
        case ("not", inner):
            return not holds(inner, event)
        case ("and", left, right):
            return holds(left, event) and holds(right, event)
        case ("or", left, right):
            return holds(left, event) or holds(right, event)
    raise AssertionError


@examples(150, suppress_health_check=[HealthCheck.too_slow])
@given(EXPRESSIONS)
def test_an_expression_matches_what_brute_force_does(expression):
    parsed = parse_query(written(expression), SCOPE)
    for event in TIMELINE.events:
        expected = MatchLevel.CERTAIN if holds(expression, event) else MatchLevel.NONE
        assert parsed.match_event(event) == expected


PIECES = st.sampled_from(
    ["drone", "(", ")", "or", "and", "not", "-", '"', "tag:press", "tag:", "2004", "2016..2019",
     "actor:us", "killed:>3", "around:khan-built", "within:3d", "on:04-17", "44", "-0043", "..",
     "before:2004", "x:y", "القائم", "3/7", ":", "sure:1990s", "during:battle-of-husaybah"]
)  # fmt: skip


@examples(300)
@given(st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=40))
@example('a:"')
@example("-" * 60)
def test_any_text_is_a_query_or_a_request_error(text):
    try:
        expression = parse_query(text, SCOPE)
    except QaimError as caught:
        error = caught
    else:
        assert str(expression)
        assert all(expression.match_event(event) in MatchLevel for event in TIMELINE.events[:5])
        return
    assert (error.exit_status, bool(str(error))) == (2, True)
