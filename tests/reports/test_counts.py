"""Counts by unit of time or by label, with nothing twice in a total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.model import Qualifier, Source
from qaim_cli.reports.counts import NumberRange, build_counts
from tests.support.asking import asked_of, dated, harm
from tests.support.events import event


def told(answer, by, harm=""):
    return [bar.cells for bar in build_counts(answer, by=by, harm=harm).bars]


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
    assert told(dated(*dates), by) == expected


@pytest.mark.parametrize(
    "date", ["1907", "190X", "[1907-03..1907-04]", "[1907-03..]", "[..1907-03]", "../1907-03",
             "/1907-03", "1907-24"],
)  # fmt: skip
def test_what_may_have_begun_in_two_units_is_in_neither(date):
    report = build_counts(dated("1907-03-01", date), by="month")
    assert [bar.cells for bar in report.bars] == [("Mar 1907", "1"), ("vaguer", "1")]
    assert report.table.footer == (
        "2 events", "events that may begin in more than one month are counted separately"
    )  # fmt: skip


def test_empty_units_are_told_one_by_one_up_to_three_and_else_in_one_line():
    assert told(dated("2000", "2004"), "year")[1:4] == [("2001", "0"), ("2002", "0"), ("2003", "0")]
    assert told(dated("2000", "2005"), "year")[1:2] == [("2001 to 2004", "0")]
    assert told(dated("1907", "2004"), "decade")[1:2] == [("1910s to 1990s", "0")]


def test_data_tell_each_of_a_thousand_empty_units_and_more_in_one_range():
    rows = build_counts(dated("1000", "2001"), by="year").table.rows
    assert [row.record for row in rows][:2] == [
        {"id": "1000", "name": "1000", "least": 1, "most": 1},
        {"id": "1001", "name": "1001", "least": 0, "most": 0},
    ]
    assert len(rows) == 1002
    rows = build_counts(dated("1000", "2002"), by="year").table.rows
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
    assert [bar.id for bar in build_counts(dated(date), by=by).bars] == [id]


DATES = st.sampled_from(
    ["2004-04-17", "2004-04", "2004", "200X", "20XX", "1984~", "1984?", "[2001,2015]", "2004/..",
     "../2004", "/2004", "2004/", "{1066-09,1066-10}", "Y-66000000", "0000", "-0100", "[..1215]",
     "[1215..]", "{..1900}", "{1900..}", "2004-21"]
)  # fmt: skip


UNITS = st.sampled_from(["year", "decade", "century", "month"])


@given(st.lists(DATES, max_size=20), UNITS)
def test_by_time_each_event_counts_just_once(dates, by):
    report = build_counts(dated(*dates), by=by)
    assert sum(bar.amount.low for bar in report.bars) == len(dates)
    assert sum(row.amount.low for row in report.table.rows) == len(dates)
    assert report.table.footer[0] == f"{len(dates)} event{'s' * (len(dates) != 1)}"


LABELLED = (
    event("a", "2004", actors=("us", "zhou"), places=("anbar",), tags=("raid", "law")),
    event("b", "2005", actors=("us", "us"), tags=("law",)),
    event("c", "2006", actors=("gone",))._replace(sources=(Source("Iraq War", 1, 1),) * 2),
    event("d", "2007"),
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
    assert told(asked_of(*LABELLED), by) == expected


def test_the_total_counts_an_event_of_several_labels_once():
    counted = build_counts(asked_of(*LABELLED), by="tag").table
    assert counted.footer == (
        "4 events", "an event counts once for each of its tags, and once in the total"
    )  # fmt: skip
    assert build_counts(asked_of(*LABELLED), by="section").table.footer == ("4 events",)


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
    answer = asked_of(
        *(harm(f"e{n}", *figure) for n, figure in enumerate(figures)), event("x", "2004")
    )
    (bar,) = build_counts(answer, by="year", harm="killed").bars
    assert bar.cells == ("2004", amount)
    assert bar.record == {"id": "2004", "name": "2004", "least": record[0], "most": record[1]}
    total = build_counts(answer, by="year", harm="killed").table.footer[0]
    events = "1 event" if not figures else f"{len(figures) + 1} events"
    assert total == f"{amount} killed in {events}"


def test_the_sheet_says_what_was_counted_and_what_was_kept_back():
    made = asked_of(event("a", "2004-04-17"), event("b", "2004"), event("c", "199X"),
                 event("d", "1907"), within=("apr 2004",))  # fmt: skip
    sheet = build_counts(made, by="year").table
    assert sheet.heading == ("events by year", "1 Apr 2004 – 30 Apr 2004")
    assert [column.title for column in sheet.columns] == ["Year", "Events"]
    assert sheet.footer == ("2 events", "1 of them only possibly")
    sheet = build_counts(asked_of(event("d", "1907"), within=("17 apr 1907",)), by="tag").table
    assert sheet.footer == ("0 events", "1 hidden as too vague (--maybe shows)")
    assert (
        build_counts(asked_of(harm("a", 1)), by="tag", harm="killed").table.columns[1][0]
        == "Killed"
    )


@pytest.mark.parametrize("by", ["decade", "year", "century", "month"])
def test_what_began_outside_the_dates_asked_about_is_in_no_unit_of_its_own(by):
    made = asked_of(event("a", "1416-05/1920"), event("b", "1950-02-03"), within=("1900..2000",))
    report = build_counts(made, by=by)
    assert [bar.is_separate for bar in report.bars] == [True, False]
    assert report.bars[0].cells == ("earlier", "1")
    assert [bar.amount.low for bar in report.bars] == [1, 1]
    note = "events that began before the dates asked about are counted separately"
    assert report.table.footer == ("2 events", note)


def test_a_unit_that_the_dates_asked_about_cut_is_whole():
    assert told(asked_of(event("a", "1902/1910"), within=("1905..2000",)), "decade") == [
        ("1900s", "1")
    ]


def test_a_range_of_numbers_is_added_to_another_only():
    with pytest.raises(TypeError):
        NumberRange(1, 2) + 3
