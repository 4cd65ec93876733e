"""The command that counts the events of a store."""

from __future__ import annotations

import csv
import json

import pytest

from qaim_cli.reports.counts import COUNT_CHOICES

STORE = """\
  - id: a
    date: 2004-04-17
    title: A battle
    tags: [raid, law]
    source: {section: War, paragraph: 1, sentence: 1}
  - id: b
    date: 2006
    title: A law
    tags: [law]
    source: {section: Peace, paragraph: 1, sentence: 1}
"""


def test_count_counts_by_year_if_nothing_is_said(qaim, store):
    result = qaim("count", "--file", store(events=STORE), "--width", "30")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "Test · events by year\n\n2004  █████████████████████ 1\n2005  0\n"
        "2006  █████████████████████ 1\n\n2 events\n"
    )  # fmt: skip


@pytest.mark.parametrize("by", COUNT_CHOICES)
def test_count_takes_every_unit(qaim, by):
    result = qaim("count", "--by", by)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"Al-Qa'im · events by {by}\n")


@pytest.mark.parametrize("harmed", ["killed", "wounded", "captured"])
def test_count_sums_every_harm(qaim, harmed):
    assert qaim("count", "--sum", harmed).out.startswith(f"Al-Qa'im · {harmed} by year\n")


def test_count_in_ascii_is_ascii(qaim, store):
    assert qaim("count", "--ascii", "--file", store(events=STORE)).out.isascii()
    assert qaim("count", "--ascii", "--by", "tag", "--sum", "killed").out.isascii()


def test_count_gives_data_to_machines(qaim, store):
    path = store(events=STORE)
    assert json.loads(qaim("count", "--by", "tag", "--file", path, "-f", "json").out) == [
        {"id": "law", "name": "law", "least": 2, "most": 2},
        {"id": "raid", "name": "raid", "least": 1, "most": 1},
    ]
    lines = qaim("count", "--file", path, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["2004", "2005", "2006"]
    assert len(list(csv.reader(qaim("count", "--file", path, "-f", "csv").out.splitlines()))) == 4


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [(("--by", "week"), "week"), (("--sum", "harmed"), "harmed"), (("--by",), "--by")],
)
def test_count_refuses_what_it_does_not_know(qaim, arguments, wrong):
    result = qaim("count", *arguments)
    assert (result.status, result.out) == (2, "")
    assert wrong in result.err
