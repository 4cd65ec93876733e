"""Qaim as a library for Python: the same answers as the commands."""

from __future__ import annotations

import datetime
import doctest
import json
import subprocess
import sys

import pytest

import qaim_cli
from qaim_cli import DateError, MatchLevel, RequestError, StoreError, load, parse_date

STORM = "  - {id: storm, date: 1862, title: <Storm>, source: {section: Log}}\n"
VAGUE = "  - {id: long-ago, date: 18XX, title: Long ago, source: {section: Log}}\n"


def test_the_page_on_python_shows_what_python_prints(project):
    page = project / "docs" / "reference" / "python.md"
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


def test_records_are_those_of_the_json_format(qaim):
    shown = json.loads(qaim("list", "actor:us", "2016..2021", "-f", "json").out)
    hits = load().query("actor:us 2016..2021")
    assert [dict(record) for record in hits.records()] == shown
    assert json.loads(hits.export("json")) == shown
    assert [hit.event.id for hit in hits] == [record["id"] for record in shown]
    assert (len(hits), repr(hits)) == (len(shown), f"<{len(shown)} of 35 events>")
    assert hits[0].event.id == hits[:1][0].event.id == shown[0]["id"]


def test_counts_are_those_of_the_count_command(qaim):
    shown = json.loads(qaim("count", "--by", "tag", "--sum", "killed", "-f", "json").out)
    assert [dict(record) for record in load().count(by="tag", sum="killed")] == shown


def test_each_hit_says_how_sure_it_is(store):
    timeline = load(store(events=STORM + VAGUE), cache=False)
    hits = timeline.query("1862")
    assert [(hit.event.id, hit.match_level) for hit in hits] == [("storm", MatchLevel.CERTAIN)]
    assert hits.hidden_vague_count == 1
    maybe = timeline.query("1862", maybe=True)
    assert [hit.match_level.name for hit in maybe] == ["POSSIBLE", "CERTAIN"]
    assert [hit.event.id for hit in timeline.query(sort="title", reverse=True, limit=1)] == [
        "storm"
    ]


def test_mistakes_in_events_are_data_and_the_rest_answers(store):
    timeline = load(store(events=STORM + "  - {id: b, date: 1863-02-30, title: B}\n"), cache=False)
    assert len(timeline) == 1
    assert [event.id for event in timeline] == ["storm"] == [e.id for e in timeline.events]
    assert {problem.line for problem in timeline.problems} == {4}


def test_several_files_are_one_timeline(store):
    sea = store(events=STORM, name="sea.yaml")
    land = store(events=VAGUE, name="land.yaml")
    both = load(sea, land)
    assert {event.timeline for event in both} == {"sea", "land"}
    assert (both.title, both.problems) == ("Test", ())


def test_today_is_what_relative_dates_count_from(store):
    path = store(events=STORM)
    assert len(load(path, today=datetime.date(1863, 1, 1)).query("last 5 years")) == 1
    assert len(load(path, today=datetime.date(2000, 1, 1)).query("last 5 years")) == 0
    assert parse_date("last year", today=datetime.date(1863, 1, 1)).edtf == "1862"


def test_a_date_says_what_it_means():
    date = parse_date("after 1215")
    assert (date.edtf, date.earliest, date.latest) == ("[1216..]", "1216-01-01", None)
    assert str(parse_date("c. 1300")) == "about 1300"


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (lambda: load("/no/such.yaml"), StoreError, "there is no file"),
        (lambda: load().query("actor:nobody"), RequestError, "nobody"),
        (lambda: load().query("(2004"), RequestError, ""),
        (lambda: load().query(sure=True, maybe=True), RequestError, "choose one"),
        (
            lambda: load().query(sort="size"),
            RequestError,
            "date, title, killed or a field of your own",
        ),
        (lambda: load().count(by="colour"), RequestError, "decade"),
        (lambda: load().count(sum="lost"), RequestError, "killed, wounded or captured"),
        (lambda: load().query().export("docx"), RequestError, "docx"),
        (lambda: parse_date("04/05/2004"), DateError, ""),
    ],
)
def test_what_is_wrong_raises_our_errors(ask, error, message):
    with pytest.raises(error) as raised:
        ask()
    assert message in str(raised.value)


def test_a_notebook_shows_a_table_and_text_stays_text(store):
    timeline = load(store(events=STORM))
    assert "<td>&lt;Storm&gt;</td>" in timeline._repr_html_()
    assert repr(timeline) == "<Test: 1 events>"
    many = "".join(STORM.replace("storm", f"s{n}") for n in range(103))
    html = load(store(events=many, name="many.yaml")).query()._repr_html_()
    assert html.count("<tr>") == 101
    assert html.endswith("<p>and 3 more</p>")


def test_public_names_are_there_and_others_are_not():
    assert all(getattr(qaim_cli, name) for name in qaim_cli.__all__)
    assert set(qaim_cli.__all__) <= set(dir(qaim_cli))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = qaim_cli.nothing


def test_the_program_starts_without_the_library():
    code = "import sys, qaim_cli, qaim_cli.cli; print('qaim_cli.library' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_date_is_read_in_the_calendar_asked_for_or_that_of_the_timeline(tmp_path):
    assert parse_date("29 Feb 1700", calendar="julian").earliest == "1700-02-29"
    assert parse_date("17 April 2004 at 10:36").notes == ("the time of day (at 10:36) is left out",)
    path = tmp_path / "t.yaml"
    path.write_text("title: T\ncalendar: julian\nperiods: {Long Frost: 1700/1709}\nevents: []\n")
    timeline = load(path)
    assert timeline.parse_date("29 Feb 1700").latest == "1700-02-29"
    assert timeline.parse_date("the long frost").edtf == "[1700..1709]"
