"""The timeline page as a file: a readable document, its data, and a policy that admits no more."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import re

import pytest

from qaim_cli import store as stores
from qaim_cli.model import Casualties, Entity, Figure, Participant, Qualifier, Reference
from qaim_cli.query import FilterInput, QueryAnswer, build_query, select_hits
from qaim_cli.render.timeline_page import read_program, render_timeline_page
from qaim_cli.reports.timeline_page import (
    EventMark,
    MarkKind,
    PageForm,
    build_timeline_page,
)
from tests.support.events import entities, event, timeline
from tests.support.pages import NASTY, Tree

TODAY = datetime.date(2026, 11, 22)
NOW = TODAY.toordinal()


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def build_page(made, query="", form=PageForm.ACROSS, **options):
    asked = build_query(FilterInput(query=query), made, TODAY)
    selection = select_hits(asked, made)
    answer = QueryAnswer(made, asked, selection, selection.hits)
    return build_timeline_page(answer, form=form, today=TODAY, **options)


def mark_of(date: str) -> EventMark:
    return build_page(timeline(event("e", date))).events[0].mark


def render(made, query="", **options):
    return "".join(render_timeline_page(build_page(made, query, **options)))


def read_data(text: str):
    return json.loads(re.search(r'id="qaim_data">(.*?)</script>', text, re.DOTALL)[1])


@pytest.fixture(scope="module")
def shipped():
    return stores.load_timeline(stores.find_shipped_timeline()).timeline


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        ("2004-04-17", ("moment", "2004-04-17", "2004-04-17", "2004-04-17")),
        ("2004-04", ("moment", "2004-04-01", "2004-04-30", "2004-04-30")),
        ("[2005-09-01..2005-09-10]", ("one", "2005-09-01", "2005-09-10", "2005-09-10")),
        ("2004-03/2004-09", ("lasted", "2004-03-01", "2004-09-30", "2004-03-31")),
    ],
)
def test_a_mark_covers_the_days_of_its_date(date, mark):
    found = mark_of(date)
    kind, *days = mark
    assert (found.kind, found.from_day, found.to_day, found.began_by) == (kind, *map(day, days))
    assert (found.soft, found.left, found.right, found.stops) == ((False, False), "", "", ())


def test_what_lasted_is_certain_between_the_last_beginning_and_the_first_end():
    assert mark_of("2004-03/2004-09").sure == (day("2004-03-31"), day("2004-09-01"))


@pytest.mark.parametrize(
    ("date", "left", "right"),
    [
        ("2017-11/..", "", "open"),
        ("../2017-11", "open", ""),
        ("2004/", "", "unknown"),
        ("/2004", "unknown", ""),
        ("[..2017-11]", "unknown", ""),
        ("[2017-11..]", "", "unknown"),
    ],
)
def test_an_end_that_is_no_date_is_told_from_one_that_is(date, left, right):
    found = mark_of(date)
    assert (found.left, found.right) == (left, right)
    assert -(10**9) < found.from_day <= found.to_day < 10**9


def test_what_goes_on_reaches_to_today():
    assert mark_of("2017-11/..").to_day == NOW
    assert mark_of("2017-11/..").sure == (day("2017-11-30"), NOW)
    assert mark_of("2030/..").to_day == day("2030-12-31")


@pytest.mark.parametrize(
    ("date", "soft"),
    [
        ("1984~", (True, True)),
        ("1984?", (True, True)),
        ("2003~/2005", (True, False)),
        ("2003/2005%", (False, True)),
    ],
)
def test_ends_that_are_approximate_or_uncertain_are_soft(date, soft):
    assert mark_of(date).soft == soft


def test_an_event_of_several_days_has_a_stop_for_each():
    found = mark_of("{2004-01-01,2005-02}")
    assert found.kind is MarkKind.ALL_OF
    assert found.stops == (
        (day("2004-01-01"), day("2004-01-01")), (day("2005-02-01"), day("2005-02-28")),
    )  # fmt: skip
    assert mark_of("{..2004-01}").stops == ((day("2004-01-01"), day("2004-01-31")),)
    assert mark_of("{2004-01-01}").stops == ((day("2004-01-01"), day("2004-01-01")),)


def test_years_are_those_in_which_it_may_have_begun():
    dates = ("1907", "[1901..1933]", "../1950", "-0043", "2004/2006")
    made = timeline(*(event(f"e{n}", date) for n, date in enumerate(dates)))
    years = {each.id: each.years for each in build_page(made).events}
    assert years == {
        "e0": "1907", "e1": "1901 – 1933", "e2": "1950", "e3": "44 BC", "e4": "2004",
    }  # fmt: skip


def test_the_page_knows_what_filters_ask_for():
    made = timeline(
        event(
            "e", "2004", "Title", places=("town",),
            casualties=(Casualties("rebels", killed=Figure(4, Qualifier.AT_LEAST)),
                        Casualties("corps", killed=Figure(3), wounded=Figure(10))),
            according_to="Varro",
        )._replace(participants=(Participant("corps", "blamed"),)),
        actors=entities(
            Entity("corps", "The corps", ("3/7",), ("army",)), Entity("army", "The army")
        ),
        places=entities(Entity("town", "Town", (), ("land", "gone"))),
    )  # fmt: skip
    page = build_page(made)
    (found,) = page.events
    assert found.participants == (("corps", "blamed"),)
    assert found.harmed == ("rebels", "corps")
    assert found.numbers == (("killed", 7, None), ("wounded", 10, 10))
    assert found.label != "Title"
    assert [(each.id, each.parents) for each in page.actors] == [
        ("corps", ("army",)), ("rebels", ()), ("army", ()),
    ]  # fmt: skip
    assert page.actors[0].names == ("corps", "The corps", "3/7")
    assert [each.id for each in page.places] == ["town", "land", "gone"]


def test_the_page_is_in_order_of_time_and_knows_if_it_was_asked_the_other_way(qaim):
    forward = read_data(qaim("timeline", "-f", "html").out)
    back = read_data(qaim("timeline", "--reverse", "-f", "html").out)
    assert forward["events"] == back["events"]
    assert "is_reversed" not in forward
    assert back["is_reversed"] is True


def test_gaps_are_cut_unless_a_true_scale_is_asked_for(qaim):
    assert len(read_data(qaim("chart", "-f", "html").out)["gaps"]) >= 1
    assert (
        "gaps" not in read_data(qaim("chart", "--gaps", "off", "-f", "html").out)
        or not (read_data(qaim("chart", "--gaps", "off", "-f", "html").out)["gaps"])
    )


def test_forms_and_lanes_are_those_of_the_command(qaim):
    data = {
        name: read_data(qaim(*words, "-f", "html").out)
        for name, words in {
            "timeline": ["timeline"], "chart": ["chart"], "lanes": ["chart", "--by", "tag"],
        }.items()
    }  # fmt: skip
    assert [each["form"] for each in data.values()] == ["down", "across", "across"]
    assert [each["lanes"] for each in data.values()] == ["none", "none", "tag"]


@pytest.mark.parametrize("command", ["timeline", "chart"])
def test_the_file_loads_nothing_and_admits_only_its_own_style_and_scripts(qaim, command):
    text = qaim(command, "-f", "html").out
    tree = Tree(text)
    assert {"img", "link", "iframe", "object"}.isdisjoint(dict(tree.elements))
    assert not [key for _, attributes in tree.elements for key in attributes if key[:2] == "on"]
    assert not [1 for _, attributes in tree.elements if "style" in attributes]
    policy = next(each for each in tree.all("meta") if each.get("http-equiv"))["content"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
    assert set(re.findall(r"'sha256-[^']+'", policy)) == set(map(make_hash, inline_texts(text)))


def inline_texts(text: str) -> list[str]:
    """The style, the scripts, and the program that a script unpacks."""
    program = re.search(r'id="qaim_program">(.*?)</script>', text)[1]
    unpacked = gzip.decompress(base64.b64decode(program)).decode()
    assert unpacked == read_program()
    return [*re.findall(r"<(?:style|script)>(.*?)</", text, re.DOTALL), unpacked]


def make_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_all_beside_the_events_is_at_most_60_kb():
    assert len(render(timeline()).encode()) <= 60_000


def test_without_a_script_it_is_a_document_that_tells_everything(qaim, shipped):
    tree = Tree(qaim("timeline", "-f", "html").out)
    assert [each["id"] for each in tree.all("article")] == [each.id for each in shipped.events]
    summaries = set(tree.inside("article p"))
    assert {each.summary for each in shipped.events if each.summary} <= summaries
    assert tree.inside("article dl dt").count("Source") == len(shipped.events)
    links = [each["href"] for each in tree.all("a")]
    assert "https://en.wikipedia.org/wiki/Al-Qa%27im_(town)#Iraq_War" in links


@pytest.mark.no_cover
def test_the_document_of_very_many_events_is_kept_from_browsers_that_need_it_not():
    events = [event(f"e{number}", "2004") for number in range(2_001)]
    tree = Tree(render(timeline(*events)))
    assert len(tree.inside("noscript article h2")) == 2_001
    assert "noscript" not in dict(Tree(render(timeline(*events[1:]))).elements)


def test_nothing_found_is_said(qaim):
    for command in ("timeline", "chart"):
        tree = Tree(qaim(command, "--in", "1800", "-f", "html").out)
        assert "No event matches." in tree.inside("main div p")
        assert tree.all("article") == []
        assert tree.inside("header p") == ["1 Jan 1800 – 31 Dec 1800"]


def test_the_footer_counts_and_names_the_source(qaim):
    tree = Tree(qaim("timeline", "--in", "apr 2004", "-f", "html").out)
    assert tree.inside("footer p a") == ["Al-Qa'im (town)"]
    assert tree.inside("footer p")[0].startswith("4 of 35 events · ? 1 possibly")


@pytest.mark.parametrize(
    ("reference", "words", "links"),
    [
        (Reference(), "", 0),
        (Reference("", "https://example.org/a"), "Source: https://example.org/a", 1),
        (Reference("A book", "javascript:alert(1)", "CC0"), "Source: A book · CC0", 0),
    ],
)
def test_a_source_is_linked_only_to_the_web(reference, words, links):
    made = timeline(reference=reference)
    tree = Tree(render(made))
    footer = "".join(text for where, text in tree.texts if where.endswith(("footer p", "p a")))
    assert footer == f"0 events{words}"
    assert len(tree.all("a")) == links


def test_no_text_becomes_markup_or_ends_the_data():
    titles = (*NASTY, "</script><script>alert(1)</script>", "<!--<script>", "\u2028 \u202e bidi")
    made = timeline(*(event(f"e{n}", f"20{n:02d}", t) for n, t in enumerate(titles)))
    made.title = '<b>"A" & $B ${data}</b>'
    text = render(made)
    tree = Tree(text)
    assert len(tree.all("script")) == 4
    assert tree.all("b") == [{}] * len(tree.all("b"))
    assert tree.inside("h1") == ['<b>"A" & $B ${data}</b>']
    told = [each["title"] for each in read_data(text)["events"]]
    assert told[:-1] == list(titles[:-1])
    assert "\u202e" not in text
