"""The command that draws a chart of a store."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

STORE = """\
  - id: a
    date: 2004-04-17
    title: A battle
    tags: [raid]
    source: {section: War, paragraph: 1, sentence: 1}
  - id: b
    date: 2006-04-17
    title: A law
    tags: [law]
    source: {section: Peace, paragraph: 1, sentence: 1}
"""


def test_chart_draws_a_store(qaim, store):
    result = qaim("chart", "--file", store(events=STORE), "--width", "30", "--gaps", "off")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "Test\n\n█                            █\n● A battle             A law ●\n"
        "──────────┬──────────────┬────\n          2005           2006\n\n● event\n\n2 events\n"
    )


def test_chart_cuts_gaps_unless_told_otherwise(qaim, store):
    path = store(events=STORE)
    assert "╱╱ 24 months left out" in qaim("chart", "--file", path).out
    assert qaim("chart", "--file", path).out == qaim("chart", "--file", path, "--gaps", "auto").out
    assert "left out" not in qaim("chart", "--file", path, "--gaps", "off").out


@pytest.mark.parametrize("by", ["actor", "place", "tag", "section"])
def test_chart_draws_lanes_by_every_label(qaim, by):
    result = qaim("chart", "--by", by)
    assert (result.status, result.err) == (0, "")
    assert all(cell_len(line) <= 80 for line in result.out.split("\n"))


def test_chart_by_none_is_one_lane(qaim):
    assert qaim("chart", "--by", "none").out == qaim("chart").out


def test_chart_in_ascii_is_ascii(qaim):
    assert qaim("chart", "--ascii", "--width", "120").out.isascii()


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [(("--by", "year"), "year"), (("--gaps", "on"), "on"), (("--width", "0"), "0")],
)
def test_chart_refuses_what_it_does_not_know(qaim, arguments, wrong):
    result = qaim("chart", *arguments)
    assert (result.status, result.out) == (2, "")
    assert wrong in result.err


DEEP = """title: Everything
events:
  - {id: bang, date: Y-13800000000~, title: Big Bang, source: {section: S}}
  - {id: moon, date: 1969-07-20, title: Moon landing, source: {section: S}}
"""


def test_chart_draws_deep_time_in_one_piece_by_the_time_before_now(qaim, store):
    path = store(DEEP)
    drawn = qaim("chart", "--file", path, "--scale", "log", "--width", "60").out
    assert "left out" not in drawn
    assert "100 ka" in drawn
    assert "2 events · by the time before now" in drawn
    picture = qaim("chart", "--file", path, "--scale", "log", "-f", "svg").out
    assert "by the time before now" in picture
    assert "left out" in qaim("chart", "--file", path, "--width", "60").out


def test_the_page_of_a_log_scale_says_so_and_cuts_nothing(qaim, store):
    path = store(DEEP)
    page = qaim("chart", "--file", path, "--scale", "log", "-f", "html").out
    assert "2 events · by the time before now" in page
    assert '"is_log":true' in page
    assert '"gaps":[]' in page
    assert "is_log" not in qaim("chart", "--file", path, "-f", "html").out.partition("qaim_data")[2]
