"""Counts: by unit of time or by label, nothing twice in a total, and drawn as bars."""

from __future__ import annotations

import csv
import json

import pytest
from events import build_catalogue, build_event, build_timeline
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.model import Casualties, Entity, Figure, Qualifier, Source
from qaim_cli.query import FilterInput, QueryAnswer, build_query, select_hits
from qaim_cli.render.bars import render_bars
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.counts import CountFacet, build_counts
from qaim_cli.text import clean_text, measure_width, truncate_text, wrap_text

ACTORS = build_catalogue(Entity("us", "United States"), Entity("zhou", "周公"))
PLACES = build_catalogue(Entity("anbar", "Al-Anbar"))


def answer_query(*events, **filters):
    made = build_timeline(*events, actors=ACTORS, places=PLACES)
    query = build_query(FilterInput(**filters), made, None)
    selection = select_hits(query, made)
    return QueryAnswer(made, query, selection, selection.hits)


def answer_for_dates(*dates):
    return answer_query(*(build_event(f"e{n}", date) for n, date in enumerate(dates)))


def list_bar_cells(answer, by, casualty_kind=""):
    return [bar.cells for bar in build_counts(answer, facet=CountFacet(by), casualty_kind=casualty_kind).bars]


def draw_bars(answer, by, width=60, casualty_kind="", *, ascii=False):
    screen = ScreenSettings(width, False, ascii)
    return render_text(
        render_bars(build_counts(answer, facet=CountFacet(by), casualty_kind=casualty_kind), screen), screen
    )


@pytest.mark.parametrize(
    ("by", "dates", "expected"),
    [
        ("month", ["2004-04-17", "2004-04", "2004-06"],
         [("Apr 2004", "2"), ("May 2004", "0"), ("Jun 2004", "1")]),
        ("month", ["-0043-12", "-0042-01"], [("Dec 44 BC", "1"), ("Jan 43 BC", "1")]),
        ("year", ["2004-04", "2005", "2005/2019"], [("2004", "1"), ("2005", "2")]),
        ("year", ["0000", "0001"], [("1 BC", "1"), ("1 AD", "1")]),
        ("decade", ["1999", "2004-04", "200X"], [("1990s", "1"), ("2000s", "2")]),
        ("decade", ["0005", "-0005"], [("11 BC – 2 BC", "1"), ("1 BC – 9 AD", "1")]),
        ("century", ["1900", "1901", "2000", "2001"],
         [("19th century", "1"), ("20th century", "2"), ("21st century", "1")]),
        ("century", ["-0100", "-0099", "0000", "0100", "0101"],
         [("2nd century BC", "1"), ("1st century BC", "2"), ("1st century", "1"),
          ("2nd century", "1")]),
        ("century", ["1001", "1101", "1201", "1301"],
         [("11th century", "1"), ("12th century", "1"), ("13th century", "1"),
          ("14th century", "1")]),
        ("century", ["0201", "Y12345"],
         [("3rd century", "1"), ("4th century to 123rd century", "0"), ("124th century", "1")]),
    ],
)  # fmt: skip
def test_an_event_counts_in_the_unit_in_which_it_began(by, dates, expected):
    assert list_bar_cells(answer_for_dates(*dates), by) == expected


@pytest.mark.parametrize(
    "date", ["1907", "190X", "[1907-03..1907-04]", "[1907-03..]", "[..1907-03]", "../1907-03",
             "/1907-03", "1907-24"],
)  # fmt: skip
def test_what_may_have_begun_in_two_units_is_in_neither(date):
    report = build_counts(answer_for_dates("1907-03-01", date), facet=CountFacet.MONTH)
    assert [bar.cells for bar in report.bars] == [("Mar 1907", "1"), ("vaguer", "1")]
    assert report.table.footer == (
        "2 events", "what may have begun in more than one month is told apart"
    )  # fmt: skip


def test_empty_units_are_told_one_by_one_up_to_three_and_else_in_one_line():
    assert list_bar_cells(answer_for_dates("2000", "2004"), "year")[1:4] == [
        ("2001", "0"),
        ("2002", "0"),
        ("2003", "0"),
    ]
    assert list_bar_cells(answer_for_dates("2000", "2005"), "year")[1:2] == [("2001 to 2004", "0")]
    assert list_bar_cells(answer_for_dates("1907", "2004"), "decade")[1:2] == [
        ("1910s to 1990s", "0")
    ]


def test_data_tell_each_of_a_thousand_empty_units_and_more_in_one_range():
    rows = build_counts(answer_for_dates("1000", "2001"), facet=CountFacet.YEAR).table.rows
    assert [row.record for row in rows][:2] == [
        {"id": "1000", "name": "1000", "least": 1, "most": 1},
        {"id": "1001", "name": "1001", "least": 0, "most": 0},
    ]
    assert len(rows) == 1002
    rows = build_counts(answer_for_dates("1000", "2002"), facet=CountFacet.YEAR).table.rows
    assert [row.record["id"] for row in rows] == ["1000", "1001/2001", "2002"]


@pytest.mark.parametrize(
    ("by", "date", "id"),
    [
        ("month", "-0043-03", "-0043-03"),
        ("year", "Y17000", "Y17000"),
        ("decade", "1995", "1990/1999"),
        ("century", "-0043", "-0099/0000"),
    ],
)
def test_the_id_of_a_unit_is_its_edtf(by, date, id):
    assert [bar.id for bar in build_counts(answer_for_dates(date), facet=CountFacet(by)).bars] == [id]


DATES = st.sampled_from(
    ["2004-04-17", "2004-04", "2004", "200X", "20XX", "1984~", "1984?", "[2001,2015]", "2004/..",
     "../2004", "/2004", "2004/", "{1066-09,1066-10}", "Y-66000000", "0000", "-0100", "[..1215]",
     "[1215..]", "{..1900}", "{1900..}", "2004-21"]
)  # fmt: skip
UNITS = st.sampled_from(["year", "decade", "century", "month"])


@given(st.lists(DATES, max_size=20), UNITS)
def test_by_time_each_event_counts_just_once(dates, by):
    report = build_counts(answer_for_dates(*dates), facet=CountFacet(by))
    assert sum(bar.amount.low for bar in report.bars) == len(dates)
    assert sum(row.amount.low for row in report.table.rows) == len(dates)
    assert report.table.footer[0] == f"{len(dates)} event{'s' * (len(dates) != 1)}"


LABELLED_EVENTS = (
    build_event("a", "2004", actors=("us", "zhou"), places=("anbar",), tags=("raid", "law")),
    build_event("b", "2005", actors=("us", "us"), tags=("law",)),
    build_event("c", "2006", actors=("gone",))._replace(sources=(Source("Iraq War", 1, 1),) * 2),
    build_event("d", "2007"),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("actor", [("United States", "2"), ("gone", "1"), ("周公", "1"), ("without actor", "1")]),
        ("place", [("Al-Anbar", "1"), ("without place", "3")]),
        ("tag", [("law", "2"), ("raid", "1"), ("without tag", "2")]),
        ("section", [("History", "3"), ("Iraq War", "1")]),
    ],
)
def test_by_a_label_an_event_counts_for_each_that_it_has(by, expected):
    assert list_bar_cells(answer_query(*LABELLED_EVENTS), by) == expected


def test_the_total_counts_an_event_of_several_labels_once():
    counted = build_counts(answer_query(*LABELLED_EVENTS), facet=CountFacet.TAG).table
    assert counted.footer == (
        "4 events", "an event counts for each tag it has, and once in the total"
    )  # fmt: skip
    assert build_counts(answer_query(*LABELLED_EVENTS), facet=CountFacet.SECTION).table.footer == (
        "4 events",
    )


def build_casualty_event(id, number, qualifier=Qualifier.EXACT, tags=("raid",)):
    figures = (Casualties("us", Figure(number, qualifier), wounded=Figure(1000)),)
    return build_event(id, "2004", tags=tags, casualties=figures)


@pytest.mark.parametrize(
    ("figures", "amount", "record"),
    [
        ([(100, Qualifier.EXACT), (29, Qualifier.AT_LEAST)], "at least 129", (129, None)),
        ([(80, Qualifier.ABOUT), (5, Qualifier.EXACT)], "80–90", (80, 90)),
        ([(3, Qualifier.EXACT), (4, Qualifier.EXACT)], "7", (7, 7)),
        ([(1200, Qualifier.EXACT)], "1,200", (1200, 1200)),
        ([], "0", (0, 0)),
    ],
)
def test_hedged_figures_add_up_to_bounds(figures, amount, record):
    answer = answer_query(
        *(build_casualty_event(f"e{n}", *figure) for n, figure in enumerate(figures)),
        build_event("x", "2004"),
    )
    (bar,) = build_counts(answer, facet=CountFacet.YEAR, casualty_kind="killed").bars
    assert bar.cells == ("2004", amount)
    assert bar.record == {"id": "2004", "name": "2004", "least": record[0], "most": record[1]}
    total = build_counts(answer, facet=CountFacet.YEAR, casualty_kind="killed").table.footer[0]
    events = "1 event" if not figures else f"{len(figures) + 1} events"
    assert total == f"{amount} killed in {events}"


def test_the_sheet_says_what_was_counted_and_what_was_kept_back():
    made = answer_query(build_event("a", "2004-04-17"), build_event("b", "2004"), build_event("c", "199X"),
                 build_event("d", "1907"), within=("apr 2004",))  # fmt: skip
    sheet = build_counts(made, facet=CountFacet.YEAR).table
    assert sheet.heading == ("events by year", "1 Apr 2004 – 30 Apr 2004")
    assert [column.title for column in sheet.columns] == ["Year", "Events"]
    assert sheet.footer == ("2 events", "1 of them only possibly")
    sheet = build_counts(
        answer_query(build_event("d", "1907"), within=("17 apr 1907",)), by=CountFacet.TAG
    ).table
    assert sheet.footer == ("0 events", "1 hidden as too vague (--maybe shows)")
    assert (
        build_counts(
            answer_query(build_casualty_event("a", 1)), by=CountFacet.TAG, casualty_kind="killed"
        ).table.columns[1][0]
        == "Killed"
    )


def test_bars_are_as_long_as_their_numbers_to_the_eighth_of_a_column():
    dates = ["2001"] * 16 + ["2002"] * 8 + ["2003"] + ["200X"] * 20
    assert draw_bars(answer_for_dates(*dates), "year", 29) == (
        "Test · events by year\n"
        "\n"
        "  2001  █████████████████ 16\n"
        "  2002  ████████▌ 8\n"
        "  2003  █ 1\n"
        "vaguer  █████████████████ 20\n"
        "\n"
        "45 events · what may have\n"
        "begun in more than one year\n"
        "is told apart\n"
    )


def test_what_is_in_doubt_is_drawn_as_such():
    answer = answer_query(build_casualty_event("a", 80, Qualifier.ABOUT, ("about",)),
                   build_casualty_event("b", 40, Qualifier.AT_LEAST, ("least",)),
                   build_event("c", "2004", tags=("no",)))  # fmt: skip
    assert draw_bars(answer, "tag", 40, "killed").split("\n")[2:5] == [
        "about  █████████████████▋░░ 75–85",
        "least  █████████▍ at least 40",
        "   no  0",
    ]
    assert draw_bars(answer, "tag", 40, "killed", ascii=True).split("\n")[2:4] == [
        "about  ##################.. 75-85",
        "least  ########## at least 40",
    ]


def test_the_least_of_a_big_number_can_still_be_seen():
    answer = answer_query(
        build_casualty_event("a", 100_000, tags=("much",)),
        build_casualty_event("b", 1, tags=("little",)),
    )
    assert "little  ▏ 1\n" in draw_bars(answer, "tag", 40, "killed")


def test_a_run_of_empty_units_is_drawn_without_bar_and_number():
    assert draw_bars(answer_for_dates("1901", "2004"), "year", 40).split("\n")[2:5] == [
        "        1901  ███████████████████████ 1",
        "1902 to 2003",
        "        2004  ███████████████████████ 1",
    ]


def test_a_long_name_runs_on_below_and_stays_aligned():
    answer = answer_query(
        build_event("a", "2004", tags=("a name of several words", "中国的一个很长的标题"))
    )
    assert draw_bars(answer, "tag", 30).split("\n")[2:6] == [
        "      a name of  ██████████ 1",
        "  several words",
        " 中国的一个很长  ██████████ 1",
        "         的标题",
    ]


def test_a_number_too_wide_to_stand_beside_its_name_stands_below():
    answer = answer_query(
        build_casualty_event("a", 1_234_567, Qualifier.AT_LEAST),
        build_event("b", "1900", tags=("x",)),
    )
    assert draw_bars(answer, "tag", 24, "killed").split("\n")[2:6] == [
        "raid",
        "  █▉ at least 1,234,567",
        "x",
        "  0",
    ]
    wide = draw_bars(answer_query(build_casualty_event("a", 9), build_casualty_event("b", 10**9, Qualifier.ABOUT, ()),
                       build_event("d", "1900"), build_event("c", "2010")), "year", 20, "killed")  # fmt: skip
    assert "1901 to 2003\n2004\n" in wide
    assert "500,000,009–1,500,000,009" in wide.replace("\n", "")


def test_nothing_to_count_says_so():
    assert draw_bars(answer_query(), "year") == (
        "Test · events by year\n\n  the timeline has no events\n\n0 events\n"
    )


TEXTS = st.text(max_size=50).map(lambda text: " ".join(clean_text(text).split()) or "-")
SCREENS = st.builds(ScreenSettings, st.integers(20, 300), st.just(False), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), SCREENS, st.integers(0, 10**12))
def test_no_line_of_bars_is_wider_than_the_screen_and_no_number_is_cut(tags, screen, number):
    answer = answer_query(
        build_casualty_event("a", number, Qualifier.ABOUT, tuple(tags)),
        build_casualty_event("b", 7, tags=()),
    )
    report = build_counts(answer, facet=CountFacet.TAG, casualty_kind="killed")
    text = render_text(render_bars(report, screen), screen)
    assert all(cell_len(line) <= screen.width for line in text.split("\n"))
    amount = str(report.bars[0].amount)
    if screen.width > 60:
        assert (amount.replace("–", "-") if screen.ascii else amount) in text


@given(st.text())
def test_a_text_takes_no_more_columns_than_counted(text):
    assert measure_width(text) >= cell_len(text)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("周公", 4), ("e\u0301", 1), ("القائم", 6), ("می\u200cخواهم", 7), ("☰䷀", 4)],
)
def test_columns_are_counted_for_any_script(text, columns):
    assert measure_width(text) == columns


@given(st.text(), st.integers(1, 40))
def test_a_fitted_text_is_no_wider_than_asked(text, width):
    assert measure_width(truncate_text(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("short", 5, "short"), ("too long", 5, "too…"), ("周公攝政", 6, "周公…"), ("a", 1, "a")],
)
def test_a_text_is_cut_with_an_ellipsis(text, width, expected):
    assert truncate_text(text, width) == expected


@given(st.text(), st.integers(2, 40))
def test_a_broken_text_keeps_all_but_spaces(text, width):
    pieces = wrap_text(text, width)
    assert all(measure_width(piece) <= width for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


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


@pytest.mark.parametrize("by", [str(by) for by in CountFacet])
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
