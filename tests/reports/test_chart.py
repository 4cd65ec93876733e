"""The chart as a report: every event marked or counted, nothing over anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.model import Source
from qaim_cli.query import Hit, MatchLevel
from qaim_cli.reports.chart import MAX_LABELLED_EVENTS, ChartRow, ChartSign, build_chart
from qaim_cli.reports.event_groups import group_columns
from qaim_cli.text import measure_width
from tests.support.asking import asked_of, dated
from tests.support.charts import EVENTS, LANES, WIDTHS, drawn, lines, made_of
from tests.support.events import event
from tests.support.searching import examples


def items(report):
    return [item for lane in report.lanes for row in lane.rows for item in row.marks]


FIVE = (
    event("a", "2001-01-01", "A battle"),
    event("b", "2002/2003", "A war"),
    event("c", "[2003..2004]", "A rumour"),
    event("d", "2004-07-01~", "A letter"),
    event("e", "2004-12-31/..", "A reign"),
)


def test_a_chart_stands_between_its_question_and_its_count():
    assert drawn(asked_of(*FIVE, tags=()), 60) == (
        "Test\n"
        "\n"
        "█      █                █                         █        █\n"
        "● A battle     A rumour ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈\n"
        "       ███████████████████████████████████▎ A war ◌ A letter\n"
        "                                                   A reign ▶\n"
        "┬─── ╱╱┬────────────────┬─────────────────┬─────────────────\n"
        "2001   2002             2003              2004\n"
        "╱╱ 12 months left out\n"
        "\n"
        "● event   ██ lasted   ┈┈ on one of these days   ◌ about\n"
        "▶ goes on\n"
        "\n"
        "5 events\n"
    )


@pytest.mark.parametrize(
    ("date", "drawing"),
    [
        ("2005-06-15", "● e0             ● e1               e2 ●"),
        ("2005-06-15~", "● e0             ◌ e1               e2 ●"),
        ("2005-06-15?", "● e0             ◌ e1               e2 ●"),
        ("[2005-06-01,2005-06-03]", "● e0             ◌ e1               e2 ●"),
        ("{2005-06-01,2005-06-03}", "● e0             ● e1               e2 ●"),
        ("2005", "● e0            ┈┈┈┈ e1             e2 ●"),
        ("[2005..2007]", "● e0            ┈┈┈┈┈┈┈┈┈┈┈┈ e1     e2 ●"),
        ("2005/2006", "● e0            ████████ e1         e2 ●"),
        ("2005-06-15/2005-06-16", "● e0             █ e1               e2 ●"),
        ("2005~/2007?", "● e0            ░██████████░ e1     e2 ●"),
        ("2005/..", "● e0         e1 ███████████████████████▶"),
        ("2005/", "● e0         e1 ███████████████████████?"),
        ("../2005", "◀███████████████████ e1             e2 ●"),
        ("/2005", "?███████████████████ e1"),
    ],
)
def test_a_mark_says_what_is_known(date, drawing):
    assert drawing in lines(dated("2001-01-01", date, "2010-12-31"), gaps=False)


@pytest.mark.parametrize(
    ("end", "bar"),
    [("01", "█"), ("08", "█"), ("10", "█▎"), ("11", "█▍"), ("12", "█▌"), ("13", "█▋"),
     ("14", "█▊"), ("15", "█▉"), ("16", "██"), ("24", "███")],
)  # fmt: skip
def test_a_bar_ends_on_the_eighth_of_a_column_in_which_its_last_day_does(end, bar):
    made = dated("2004-01-01/2004-11-15", f"2004-01-01/2004-01-{end}")
    assert lines(made, gaps=False)[2] == f"{bar} e1"


def test_a_bar_that_begins_on_the_last_day_stays_on_the_axis():
    for width in range(20, 60):
        made = dated("2004-01-01", "2004-12-30", "2004-12-31/2004-12-31")
        assert all(
            item.columns[1] < width for item in items(build_chart(made, width=width, gaps=False))
        )


def test_what_only_possibly_falls_in_the_range_is_hollow():
    made = dated("2004-04-05/2004-04-20", "2004/2005", "2004", "2004-04-30~", "2004-04-10~/2004",
                 within=("apr 2004",))  # fmt: skip
    assert lines(made)[1:-2] == [
        "▒ e1 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "┈ e2 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "     █████████████████████▋ e0 e3 ┈┈┈┈┈┈",
        "         e4 ░███████████████████████████",
    ]
    assert ChartSign.POSSIBLE in build_chart(made, width=40).legend
    made = dated("2004-03-31~/2004-04-01~", "2004-04-30", within=("apr 2004",))
    assert items(build_chart(made, width=40))[0].is_possible
    assert lines(made, 20, gaps=False)[1].startswith("○ e0")


def test_a_day_alone_is_a_point_however_wide_it_is():
    assert drawn(dated("2004-04-17")) == (
        "Test\n\n█\n● e0\n┬───────────────────────────────────────\n17 Apr 2004\n\n"
        "● event\n\n1 event\n"
    )


def test_a_chart_of_nothing_says_so():
    assert drawn(asked_of()) == "Test\n\n  the timeline has no events\n\n0 events\n"
    assert drawn(dated("2004", within=("1800",))) == (
        "Test · 1 Jan 1800 – 31 Dec 1800\n\n  no event matches\n\n0 of 1 event\n"
    )


def test_what_has_no_day_at_all_is_counted_below():
    always = "{..1900,1950..}"
    assert drawn(dated(always)) == (
        "Test\n\n  no event has a known day\n\n1 event · 1 without any known day\n"
    )
    assert build_chart(dated("2004", always), width=40).footer == (
        "2 events",
        "1 without any known day",
    )


def test_events_that_are_all_open_are_drawn_to_the_edges():
    assert lines(dated("2004/..", "../2004", "2004/", "/2004"), gaps=False)[1:5] == [
        "◀ e1 ███████████████████████████████████",
        "█ e0 ██████████████████████████████████▶",
        "█ e2 ██████████████████████████████████?",
        "? e3 ███████████████████████████████████",
    ]


def test_the_axis_shows_the_days_asked_about():
    made = dated("1999", "2004-06-01", "2006", "1990/2020", within=("2004..2005",))
    report = build_chart(made, width=60, gaps=False)
    assert [tick.label for tick in report.axis.ticks] == [
        "Jan 2004", "Jul 2004", "Jan 2005", "Jul 2005"
    ]  # fmt: skip
    assert [(item.event.id, item.columns) for item in items(report)] == [
        ("e3", (0, 59)), ("e1", (12, 12))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ({"since": "2010"}, "1 Jan 2010"), ({"until": "2010"}, "31 Dec 2010"),
        ({"since": "2010", "query": "e0"}, "1 Jan 2010"),
        ({"query": "from:2010 or e0"}, "1 Jan 2000"),
    ],
)  # fmt: skip
def test_what_reaches_into_the_range_is_drawn_there_and_no_farther(question, first):
    made = dated("2000/.." if "until" not in question else "../2020", **question)
    assert [tick.label for tick in build_chart(made, width=40).axis.ticks] == [first]


def test_a_lane_for_each_label_in_order_of_its_first_event():
    made = asked_of(
        event("a", "2003", actors=("zhou", "zhou"), tags=("raid",)),
        event("b", "2004", actors=("us", "zhou"), places=("anbar", "gone")),
        event("c", "2005", tags=("law", "raid"))._replace(sources=(Source("War", 1, 1),)),
    )  # fmt: skip
    lanes = {
        by: [
            (lane.name, "".join(sorted(item.event.id for row in lane.rows for item in row.marks)))
            for lane in build_chart(made, width=80, by=by).lanes
        ]
        for by in ("actor", "place", "tag", "section", "")
    }
    assert lanes == {
        "actor": [("周公", "ab"), ("United States", "b"), ("without actor", "c")],
        "place": [("without place", "ac"), ("Al-Anbar", "b"), ("gone", "b")],
        "tag": [("raid", "ac"), ("without tag", "b"), ("law", "c")],
        "section": [("History", "ab"), ("War", "c")],
        "": [("", "abc")],
    }


def test_the_name_of_a_lane_runs_on_once_and_is_cut_after():
    made = asked_of(
        event("a", "2003", tags=("short", "a rather long name for a lane")),
        event("b", "2004", tags=("中国的一个很长的标题，用来测试列宽",)),
    )  # fmt: skip
    assert [line.split("  ")[0] for line in lines(made, 60, by="tag")[1:6]] == [
        "short", "a rather long", "name for a lane", "中国的一个很长", "的标题，用来测…"
    ]  # fmt: skip


def test_a_title_is_shortened_where_it_has_no_room():
    made = asked_of(event("a", "2001-01-01", "A title of a good many words, to be cut"),
                 event("b", "2010-12-31", "Another title of a good many words, to be cut"),
                 event("c", "2001/2010", "A third title of a good many words, to be cut")
                 )  # fmt: skip
    assert lines(made, 40)[1:4] == [
        "█ A third title of a good many words,… █",
        "● A title of a good many words, to be c…",
        "Another title of a good many words, t… ●",
    ]


def test_many_events_at_once_stand_as_a_number():
    made = dated(*["2004-04-17"] * (MAX_LABELLED_EVENTS + 1), "2005-04-17")
    assert lines(made)[1] == "301                  1"
    assert build_chart(made, width=40).footer == ("302 events", "302 shown as numbers")
    assert build_chart(made, width=40).legend == (ChartSign.GROUP,)


def test_numbers_of_lanes_stand_below_each_other():
    few = ("few",)
    made = [
        event(f"e{n}", f"20{n % 90:02d}", tags=("many", *(few if n % 90 > 38 or n == 8 else ())))
        for n in range(310)
    ]
    report = build_chart(asked_of(*made), width=40, by="tag")
    many, few = ([tuple(group) for group in lane.rows[0].groups] for lane in report.lanes)
    assert many[:2] == [(0, 32), (3, 32)]
    assert few[:1] == [(4, 1)]
    assert "an event counts once in each of its lanes" in report.footer


def test_of_many_events_only_lanes_of_few_name_theirs():
    made = [
        event(f"e{n}", f"20{n % 90:02d}", tags=("few" if n < 9 else "many",)) for n in range(310)
    ]
    few, many = build_chart(asked_of(*made), width=80, by="tag").lanes
    assert sum(len(row.marks) for row in few.rows) == 9
    assert [len(row.marks) for row in many.rows] == [0]


@pytest.mark.parametrize(
    ("lanes", "wanted"),
    [
        ([], []),
        ([[0, 1, 0, 0, 9, 90]], [[(1, 1), (4, 99)]]),
        ([[0, 0, 0], [0, 0, 2]], [[], [(2, 2)]]),
        ([[1, 0, 2, 0, 0], [0] * 5], [[(0, 1), (2, 2)], []]),
        ([[1] * 7, [0, 10, 0, 0, 0, 0, 7]], [[(1, 3), (4, 3), (6, 1)], [(0, 10), (6, 7)]]),
        ([[1] * 6 + [1234], [1] + [0] * 6], [[(0, 1240)], [(3, 1)]]),
    ],
)
def test_numbers_are_grouped_in_columns_as_wide_as_the_longest_needs(lanes, wanted):
    assert [[tuple(group) for group in lane] for lane in group_columns(lanes)] == wanted


def test_marks_too_long_to_count_stand_without_a_title():
    report = build_chart(dated(*["2004/2005"] * 30, *["2004-03/2006"] * 30), width=20)
    assert report.footer[0] == "60 events"
    assert sum(note.endswith("without room for a title") for note in report.footer) <= 1


@examples(60)
@given(EVENTS, WIDTHS, LANES, st.sampled_from([None, "2004", "2001..2005", "apr 2004", "1066"]))
def test_every_event_is_drawn_or_counted_and_none_over_another(drafts, width, by, within):
    answer = made_of(drafts, within=(within,) if within else ())
    report = build_chart(answer, width=width, by=by)
    room = report.axis.width if report.axis else 0
    for lane in report.lanes:
        wanted = [hit.event.id for hit in answer.hits if in_lane(hit.event, by, lane.name)]
        assert len(wanted) == sum(
            len(row.marks) + sum(crowd.event_count for crowd in row.groups) for row in lane.rows
        )
        assert {item.event.id for row in lane.rows for item in row.marks} <= set(wanted)
        for row in lane.rows:
            taken = sorted(columns(row))
            assert all(before[1] < after[0] for before, after in pairwise(taken))
            assert all(0 <= first <= last < room for first, last in taken)
    assert len(report.events_per_column) == room
    assert sum(report.events_per_column) == len(answer.hits)


def in_lane(made, by, name):
    if by == "tag":
        return name in made.tags or (name == "without tag" and not made.tags)
    return True


def columns(row: ChartRow):
    """The columns that marks, labels beside them, and numbers take."""
    for item in row.marks:
        first, last = item.columns
        yield first, last
        if item.label and not first < item.label_column < last:
            yield item.label_column, item.label_column + max(1, measure_width(item.label)) - 1
        elif item.label:
            assert item.label_column + measure_width(item.label) <= last
    for crowd in row.groups:
        yield crowd.column, crowd.column + len(str(crowd.event_count)) - 1


def test_the_answer_limits_what_is_drawn():
    made = dated("2001", "2002")
    few = made._replace(hits=(Hit(made.hits[0].event, MatchLevel.CERTAIN),))
    assert build_chart(few, width=40).footer == ("1 shown of 2 matches, 2 events in all",)


def test_more_labels_than_anybody_reads_share_a_last_lane_and_none_is_lost():
    made = [
        event(f"e{n}-{m}", f"20{n % 24:02d}-{1 + n % 12:02d}", tags=(f"tag-{n}",))
        for n in range(60)
        for m in range(1 + (n < 50))
    ]
    report = build_chart(asked_of(*made), width=80, by="tag")
    assert len(report.lanes) == 40
    assert report.lanes[-1].name == "21 more"
    told = [
        *(item for lane in report.lanes for row in lane.rows for item in row.marks),
        *(1 for lane in report.lanes for row in lane.rows for crowd in row.groups
          for _ in range(crowd.event_count)),
    ]  # fmt: skip
    assert len(told) == len(made)


def test_what_happened_at_several_times_has_a_point_at_each_and_nothing_between():
    drawing = lines(dated("{2001-01-01,2003-01-01,2005-01-01}"), 60, gaps=False)
    assert drawn(dated("{2001-01-01,2003-01-01,2005-01-01}"), 60, gaps=False).count("●") == 4
    assert "┈" not in "".join(drawing)


@pytest.mark.parametrize("date", ["[2002-05-01..]", "[..2002-05-01]"])
def test_one_of_days_without_end_says_that_nobody_knows_how_far(date):
    shown = drawn(dated("2000", date, "2004"), 60)
    assert "? e1" in shown
    assert "? unknown start or end" in shown
    wide = drawn(dated("2000", date[:5] + date[-3:] if date[1] != "." else "[..2002]", "2004"), 80)
    assert "?" in wide.split("\n\n")[1]


def test_a_legend_explains_each_end_that_occurs_and_no_other():
    shown = drawn(dated("../2001", "2002~/2003", "2004"), 60)
    assert "◀ goes back" in shown
    assert "░ approximate start or end" in shown
    assert "▶" not in shown
    assert "◌" not in shown


def test_a_single_event_is_never_folded_into_a_number():
    report = build_chart(
        asked_of(*(event(f"e{n}", "2001/2004") for n in range(9))), width=30, by="tag"
    )
    assert all(not row.groups for lane in report.lanes for row in lane.rows)
