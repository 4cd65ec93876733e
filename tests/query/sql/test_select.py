"""The text of a question as SQL."""

from __future__ import annotations

import datetime
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli.merge import merge_timelines
from qaim_cli.model import Reference, Source
from qaim_cli.query import FilterInput, MatchLevel, build_query
from qaim_cli.query.language import QUERY_FIELDS
from qaim_cli.query.sql import SelectOptions, build_select
from qaim_cli.query.terms import FacetTerm
from tests.support.events import BOOK, event, timeline
from tests.support.random_questions import ACTORS, PLACES

TODAY = datetime.date(2026, 11, 22)
MADE = timeline(event("siege", "2004", tags=("it's",)), actors=ACTORS, places=PLACES)


def select(question, made=MADE, **options):
    query = build_query(FilterInput(query=question), made, TODAY)
    return build_select(query.expression, made, SelectOptions(**options))


def test_everything_has_no_condition_and_is_certain():
    assert select("").text == (
        "SELECT id, edtf, title,\n  'certain' AS match_level\nFROM events\n"
        "ORDER BY day_first, day_last DESC, id"
    )


def test_a_whole_stands_for_its_parts_which_have_its_label():
    assert "label IN ('us')" in select("actor:us").text
    assert "label IN ('egg')" in select("actor:hen").text  # each is a part of the other


def test_a_negation_of_a_negation_is_what_it_negates():
    assert select("not (not 2004)").text == select("2004").text


def test_a_quote_in_a_label_is_doubled():
    assert "label IN ('it''s')" in select("tag:it's").text


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE events; --", "*/ x", 'b"\\', "100%", "a_b", "洛陽"]
)
def test_a_label_is_never_read_as_sql(name):
    made = timeline(event("siege", "2004", tags=(name, "100x", "axb")), event("b", "2004"))
    tags = frozenset({name})
    statement = build_select(FacetTerm(f"tag {name}", "tag", tags), made)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE event_labels (event, kind, label)")
        database.execute(
            "CREATE TABLE events AS SELECT 'siege' AS id, 0 AS edtf, 0 AS title, 0 AS day_first,"
            " 0 AS day_last"
        )
        for label in ("100x", "axb"):
            database.execute("INSERT INTO event_labels VALUES ('b', 'tag', ?)", [label])
        database.execute("INSERT INTO event_labels VALUES ('siege', 'tag', ?)", [name])
        assert [row[0] for row in database.execute("\n".join(statement.lines))] == ["siege"]


def test_what_decides_whether_an_event_is_given_is_not_asked_again():
    text = select("2004 tag:it's").text
    assert text.count("event_labels") == 1
    assert select("2004", lowest_level=MatchLevel.CERTAIN).text.count("CASE") == 0


def test_a_limit_stands_at_the_end():
    assert select("2004", limit=5).text.endswith("\nLIMIT 5")


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("title:drone", "WHERE words LIKE '% drone%'"),
        ('text:"of the"', "WHERE words LIKE '% of%' AND words LIKE '% the%'"),
        ("not title:drone", ""),
        ("claim:livy", "WHERE according_to <> ''"),
        ('source:"A book 22.49"', "label IN ('source')"),
    ],
)
def test_what_sql_cannot_say_gives_all_that_may_match_and_says_so(question, condition):
    statement = select(question)
    assert len(statement.inexact_terms) == 1
    assert condition in statement.text
    assert ("WHERE" in statement.text) is bool(condition)
    assert "every event that matches is given, and some that do not" in statement.comments[1]


def test_a_range_that_ends_before_it_begins_has_no_events():
    events = (event("a", "1900"), event("b", "2000"))
    statement = select("after:b before:a", timeline(*events))
    assert "WHERE 1 = 0" in statement.text
    assert statement.inexact_terms == ()


def test_several_timelines_are_told_apart():
    book = BOOK._replace(title="Annals", accessed="2035")
    old = timeline(event("siege", "1990/.."), reference=book)
    new = timeline(event("siege", "1991/.."))
    old.path, new.path = "old.yaml", "new.yaml"
    merged = merge_timelines([old, new]).timeline
    assert "timeline IN ('old')" in select("timeline:old", merged).text
    # Which of them knows what goes on to this day is said for each.
    later = select("in:2030", merged).text
    assert "surely_from < 1000000000000000000" in later
    assert "label IN ('old-source')" in later
    unsourced = select("in:2020", merge_timelines([old, timeline(reference=Reference())]).timeline)
    assert "surely_from <" not in unsourced.text
    prefix = select("id:sie", merged)
    assert "SUBSTR(id, 1, 7) = 'old-sie'" in prefix.text
    assert prefix.inexact_terms == ("id sie",)


def test_a_line_break_in_a_name_ends_no_comment():
    statement = select("")._replace(comments=("one\ntwo",))
    assert next(iter(statement.lines)) == "-- one two"


def test_what_goes_on_is_asked_by_the_day_on_which_a_source_was_read():
    sources = (Reference("A", accessed="2010", id="a"), Reference("B", id="b"))
    made = timeline(event("siege", "2004/.."), reference=Reference(""), sources=sources)
    text = select("2026", made).text
    assert "event_labels" in text
    assert "kind = 'source'" in text


def test_an_own_field_is_a_kind_of_label():
    own = timeline(event("siege", "2004")._replace(own_fields=(("x-status", ("draft",)),)))
    assert "WHERE id IN (SELECT event" in select("x-status:any", own).text
    assert "kind = 'x-status'" in select("x-status:any", own).text
    assert "WHERE NOT (id IN (SELECT event" in select("x-status:none", own).text


PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "hand-over.md"


def list_documented_terms() -> list[tuple[str, bool]]:
    """The terms in the table of the page, each with whether SQL says it exactly."""
    table = PAGE.read_text("utf-8").partition("| term | in SQL |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*`) \| (.*) \|$", table, re.MULTILINE)
    return [
        (term, how.startswith("exact"))
        for terms, how in rows
        for term in re.findall("`(.*?)`", terms)
    ]


@pytest.mark.parametrize(("term", "is_exact"), list_documented_terms())
def test_the_page_says_which_terms_sql_can_say(term, is_exact):
    made = timeline(
        event("siege", "2004", tags=("battle",))._replace(
            own_fields=(("x-status", ("draft",)), ("x-importance", ("4",))),
            sources=(Source("History", 1, 2),),
        ),
        actors=ACTORS,
        places=PLACES,
        reference=Reference(),
        sources=(Reference("Test", id="test"),),
    )
    assert (select(term, made).inexact_terms == ()) is is_exact


def test_the_page_has_every_field_of_a_question():
    terms = [term for term, _ in list_documented_terms()]
    fields = {term.partition(":")[0] for term in terms if ":" in term}
    assert fields == {*QUERY_FIELDS, "x-status", "x-importance"}


def test_an_own_field_is_a_number_where_both_are():
    own = timeline(event("siege", "2004")._replace(own_fields=(("x-weight", ("4",)),)))
    assert "number > 3)" in select("x-weight:>3", own).text
    assert "number >= 0.5e0 AND number <= 3)" in select("x-weight:0.5..3", own).text
    assert "label = '!!')" in select('x-weight:"!!"', own).text
    assert "number = 5 OR (number IS NULL AND label = '5')" in select("x-weight:5", own).text


def test_a_number_beyond_all_is_the_greatest_that_there_is():
    own = timeline(event("siege", "2004")._replace(own_fields=(("x-weight", ("4",)),)))
    assert "number > 1.7976931348623157e+308" in select(f"x-weight:>1{',000' * 120}", own).text
