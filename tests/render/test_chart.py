"""The chart as it is drawn: no line too wide, titles of any script in their place, colours."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.reports.chart import MAX_LABELLED_EVENTS, build_chart
from tests.support.asking import asked_of, dated
from tests.support.charts import DATES, EVENTS, LANES, WIDTHS, drawn, lines, made_of
from tests.support.events import event
from tests.support.searching import examples


@pytest.mark.no_cover
@examples(60)
@given(EVENTS, WIDTHS, LANES, st.booleans(), st.booleans())
def test_no_line_is_wider_than_the_screen(drafts, width, by, ascii, gaps):
    for line in drawn(made_of(drafts), width, by, ascii=ascii, gaps=gaps).split("\n"):
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [20, 21, 40, 79, 120, 300])
@pytest.mark.parametrize("by", ["", "tag", "actor", "place"])
def test_titles_of_any_script_stay_where_they_were_laid(width, by):
    titles = ("القائم على الحدود", "中国的一个很长的标题，用来测试列宽", "e\u0301a\u0308" * 20,
              "❤️" * 12,
              "👩‍👩‍👧‍👦 family 🇮🇶 flag", "x" * 90, "[moon] landing [/b]")  # fmt: skip
    made = asked_of(*(event(f"e{n}", f"200{n}-0{n + 1}-1{n}", title, tags=(title,))
                   for n, title in enumerate(titles)))  # fmt: skip
    for ascii in (False, True):
        assert all(
            cell_len(line) <= width for line in drawn(made, width, by, ascii=ascii).split("\n")
        )


def test_a_family_and_a_flag_take_as_many_columns_as_they_show():
    made = asked_of(event("a", "2001-01-01", "👩‍👩‍👧‍👦🇮🇶❤️"), event("b", "2010-12-31", "B"))
    (line,) = lines(made, gaps=False)[1:-2]
    assert line.startswith("● 👩‍👩‍👧‍👦🇮🇶❤️ ")
    assert (cell_len(line), line[-3:]) == (40, "B ●")


def test_a_title_that_takes_no_column_leaves_its_mark():
    assert lines(asked_of(event("a", "2004-04-17", "\u200b")))[1] == "●"


@examples(30)
@given(st.lists(DATES, min_size=1, max_size=30), WIDTHS)
def test_in_ascii_a_chart_of_ascii_is_ascii(dates, width):
    assert drawn(dated(*dates), width, ascii=True).isascii()


def test_the_density_in_ascii_is_ascii_at_every_level():
    dates = [f"{2001 + n}-01-01" for n in range(8) for _ in range(n + 1)]
    assert lines(dated(*dates), 80, gaps=False)[0].replace(" ", "") == "▁▂▃▄▅▆▇█"
    assert lines(dated(*dates), 80, ascii=True, gaps=False)[0].replace(" ", "") == ".......="


@pytest.mark.no_cover
@pytest.mark.parametrize("width", [20, 80, 300])
def test_five_thousand_events_are_sixty_lines_at_most(width):
    days = (datetime.date(1900, 1, 1) + datetime.timedelta(9 * n) for n in range(5000))
    made = dated(*(day.isoformat() for day in days))
    assert len(drawn(made, width).splitlines()) <= 60


@pytest.mark.parametrize("width", [20, 80, 300])
def test_three_hundred_events_are_sixty_lines_at_most(width):
    made = dated(*(f"{1700 + n}/{1720 + n}" for n in range(MAX_LABELLED_EVENTS)))
    assert len(drawn(made, width).splitlines()) <= 60


def test_all_of_time_is_drawn():
    made = asked_of(
        event("bang", "Y-138E8S3", "Everything begins"),
        event("now", "2004-04-17", "Now"),
        event("rock", "Y-66000000~", "A rock falls"),
    )
    assert "left out" in drawn(made)
    assert "2 Ga" in drawn(made, 80, gaps=False)


@pytest.mark.no_cover
def test_numbers_at_the_edge_stay_on_the_axis_and_apart():
    crowded = [*["2004-01-01"] * 400, *["2004-11-25"] * 1000, *["2004-12-31"] * 1000]
    for width in range(20, 60, 3):
        (row,) = build_chart(dated(*crowded), width=width, gaps=False).lanes[0].rows
        ends = [(crowd.column, crowd.column + len(str(crowd.event_count))) for crowd in row.groups]
        assert all(before[1] < after[0] for before, after in pairwise(ends))
        assert ends[-1][1] <= width
        assert sum(crowd.event_count for crowd in row.groups) == 2400


@pytest.mark.parametrize(
    ("theme", "coloured"), [("auto", True), ("light", True), ("dark", True), ("mono", False)]
)
def test_lanes_and_bars_have_the_colours_of_their_names(qaim, theme, coloured):
    for command in (["chart", "--by", "tag"], ["count", "--by", "tag"]):
        shown = qaim(*command, "--color", "always", "--theme", theme).out
        assert ("\x1b[1;38;5;" in shown or "\x1b[38;5;" in shown) is coloured
        assert "\x1b[" in shown


def test_a_name_keeps_its_colour_in_a_picture_of_the_terminal(qaim):
    like = ("--style", "terminal", "-f", "svg")
    assert 'style="fill:#' in qaim("chart", "--by", "tag", *like).out
    assert 'style="fill:#' not in qaim("chart", *like).out
    assert 'style="fill:#' not in qaim("chart", "--by", "tag", "--theme", "mono", *like).out
