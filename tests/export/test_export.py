"""The formats for other programs: what they hold, for plain and for nasty texts."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.export import EXPORT_FORMATS, export_table
from qaim_cli.model import Casualties, Entity, Figure, Participant, Qualifier, Source
from qaim_cli.reports.listing import build_listing_table
from tests.support.asking import asked
from tests.support.events import entities, event, timeline
from tests.support.searching import examples


def sheet_of(made):
    return build_listing_table(asked(made))


def exported(made, format: str) -> str:
    return "".join(export_table(sheet_of(made), format))


SMALL = timeline(
    event(
        "a", "2004-04-17", 'A | "quoted", *title*', summary="Two\nlines", places=("town",),
        casualties=(
            Casualties("us", Figure(80, Qualifier.ABOUT), Figure(4)),
            Casualties("uk", Figure(5)),
        ),
    )._replace(participants=(Participant("us", "blamed"), Participant("uk"))),
    event("b", "2005", "القائم"),
    actors=entities(Entity("us", "United States"), Entity("uk", "Kingdom; United")),
)  # fmt: skip


def test_json_is_an_array_of_the_records():
    records = json.loads(exported(SMALL, "json"))
    assert [record["id"] for record in records] == ["a", "b"]
    assert records[1]["title"] == "القائم"
    assert "القائم" in exported(SMALL, "json")


def test_json_lines_holds_the_same_records_one_a_line():
    lines = exported(SMALL, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(exported(SMALL, "json"))


def test_csv_has_a_column_for_each_value():
    text = exported(SMALL, "csv")
    assert text.endswith("\r\n")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert first["title"] == 'A | "quoted", *title*'
    assert first["summary"] == "Two\nlines"
    assert first["actors"] == "United States (blamed); Kingdom; United"
    assert first["places"] == "town"
    assert first["killed"] == "about 80 (United States); 5 (Kingdom; United)"
    assert first["wounded"] == "4 (United States)"
    assert first["captured"] == ""
    assert (first["source_section"], first["source_paragraph"]) == ("History", "1")
    assert first["approximate"] == "false"
    assert second["date_text"] == ""


def test_markdown_is_a_table_in_which_nothing_of_the_text_is_markup():
    assert exported(SMALL, "md").splitlines() == [
        "**Test**",
        "",
        "| When | What | Who |",
        "| --- | --- | --- |",
        '| 17 Apr 2004 | A \\| "quoted", \\*title\\* | United States (blamed); Kingdom; United |',
        "| 2005 | القائم |  |",
        "",
        "2 events",
    ]


def test_nothing_found_is_still_each_format():
    nothing = timeline()
    assert json.loads(exported(nothing, "json")) == []
    assert exported(nothing, "jsonl") == ""
    assert exported(nothing, "csv") == ""
    assert exported(nothing, "md") == "**Test**\n\nthe timeline has no events\n"


@examples(60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_every_format(text):
    made = timeline(event("a", "2004", text or "-", summary=text))
    assert json.loads(exported(made, "json"))[0]["summary"] == (text or None)
    assert json.loads(exported(made, "jsonl"))["summary"] == (text or None)
    (row,) = csv.DictReader(io.StringIO(exported(made, "csv"), newline=""))
    is_formula = text.lstrip()[:1] in [*"=+-@＋－＝＠"]
    assert row["summary"] in ((text, f"'{text}") if is_formula else (text,))


@pytest.mark.parametrize("format", EXPORT_FORMATS)
def test_every_format_has_what_an_event_says_and_ends_its_last_line(qaim, store, format):
    path = store(events="  - {id: a, date: 1862, title: A storm, source: {section: S}}\n")
    text = qaim("list", "--file", path, "-f", format).out
    assert "1862" in text
    assert "A storm" in text
    assert text.endswith("\n")


def test_no_cell_of_csv_is_a_formula(qaim, store):
    """What a spreadsheet would run is text there; numbers and dates stay as they are."""
    events = "".join(
        f"  - {{id: e{at}, date: '-0044-03-15', title: {json.dumps(title)},"
        " source: {section: S}}\n"
        for at, title in enumerate(["=1+1", "+1", "-2+cmd|' /C calc'!A0", "@SUM(1)", "＝1", "a=1"])
    )
    rows = list(csv.DictReader(io.StringIO(qaim(
        "list", "--file", store(events=events), "-f", "csv").out)))  # fmt: skip
    assert [row["title"] for row in rows] == [
        "'=1+1", "'+1", "'-2+cmd|' /C calc'!A0", "'@SUM(1)", "'＝1", "a=1",
    ]  # fmt: skip
    assert all("-0044-03-15" in row.values() for row in rows)


def test_a_csv_cell_leaves_out_what_a_source_does_not_say():
    made = timeline(event("a", "2004")._replace(sources=(Source("Wikipedia"), Source("S", 1))))
    (row,) = csv.DictReader(io.StringIO(exported(made, "csv"), newline=""))
    assert row["sources"] == "Wikipedia; S 1"
