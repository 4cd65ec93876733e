"""How a date or a question is explained."""

from __future__ import annotations

import io
import json
import sys

import pytest


def give_stdin(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"2004\n" * 2**18, "qaim: stdin is larger than 1 MiB; split it into several files\n"),
        (b"\xff\n", "qaim: stdin is not UTF-8 text; save it as UTF-8\n"),
    ],
)
def test_stdin_is_read_up_to_a_bound(qaim, monkeypatch, data, message):
    give_stdin(monkeypatch, data)
    result = qaim("explain", "-")
    assert (result.status, result.out, result.err) == (2, "", message)


def test_dates_are_explained_from_stdin_too(qaim, monkeypatch):
    give_stdin(monkeypatch, b"2004\n\n  44 BC \n")
    lines = qaim("explain", "1907", "-", "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["edtf"] for line in lines] == ["1907", "2004", "-0043"]
    give_stdin(monkeypatch, b"")
    assert qaim("explain", "-").out == "\n"


def test_an_explanation_shows_each_part_of_a_question(qaim):
    rows = qaim("list", "not drone", "--explain", "-f", "jsonl").out.splitlines()
    assert [json.loads(row) for row in rows] == [
        {"depth": 0, "term": "not", "certain": 34, "possible": 0, "vague": 0},
        {"depth": 1, "term": "keyword drone", "certain": 1, "possible": 0, "vague": 0},
    ]
    assert json.loads(qaim("list", "--explain", "-f", "json").out) == [
        {"depth": 0, "term": "everything", "certain": 35, "possible": 0, "vague": 0}
    ]
    assert "any of" in qaim("timeline", "drone or khan", "--explain").out


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2003-05", "the years 2003 to 2005"),
        ("2003-02", "the years 2003 to 2102"),
        ("20th century", "the years 1900 to 1999"),
        ("1st century", "the years 1 to 99"),
        ("winter 2004", "the winter that ended in 2004"),
        ("last year", "the year up to today"),
        ("2004", None),
    ],
)
def test_the_reading_that_a_rule_leaves_out_is_named(qaim, text, other):
    (record,) = json.loads(qaim("explain", text, "-f", "json").out)
    assert record["other"] == other


def test_a_weekday_that_a_month_lacks_is_explained_with_its_own_fix(qaim):
    (record,) = json.loads(qaim("explain", "fifth Sunday of July 1931", "-f", "json").out)
    fix = "July 1931 had only 4 Sundays; write 'last Sunday of July 1931'"
    assert record["error"].endswith(fix)


def test_what_cannot_be_read_is_explained_as_that(qaim):
    (record,) = json.loads(qaim("explain", "04/05/2004", "-f", "json").out)
    assert record["edtf"] is None
    assert "two ways" in record["error"]
    assert "two ways" in qaim("explain", "04/05/2004", "-f", "md").out
    assert "open" in qaim("explain", "since 2014").out


def test_what_of_a_text_is_left_out_is_data_too(qaim):
    texts = ("17 April 2004 at 10:36", "2004-04-17T10:36:28Z", "2004-04-17")
    records = json.loads(qaim("explain", *texts, "-f", "json").out)
    assert [record["notes"] for record in records] == [
        ["the time of day (at 10:36) is left out"],
        ["the time of day (10:36:28) is left out"],
        [],
    ]


def test_what_is_long_is_cut_where_it_is_repeated(qaim):
    long = "c. " * 33_000
    assert len(qaim("explain", long, "--width", "80").out) < 500
    assert len(qaim("list", "--file", "a" * 100_000).err) < 500
    assert qaim("show", long).err == (
        "qaim: the event's name has 99,000 characters; the most is 2,000\n"
    )


def test_a_long_name_is_refused_before_it_is_looked_for(qaim, monkeypatch):
    from qaim_cli import model

    looked_for = []
    monkeypatch.setattr(model.Timeline, "candidates", lambda _, hint: looked_for.append(hint) or ())
    qaim("show", "c. " * 33_000, "--no-cache")
    assert looked_for == []
