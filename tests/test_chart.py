"""The chart: every event marked or counted, nothing over anything else, no line too wide."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from events import build_catalogue, build_event, build_timeline
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.model import Entity, Source
from qaim_cli.query import FilterInput, Hit, MatchLevel, QueryAnswer, build_query, select_hits
from qaim_cli.render.chart import render_chart as painted
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.chart import MAX_LABELLED_EVENTS, ChartRow, ChartSign, build_chart
from qaim_cli.text import clean_text, measure_width

TODAY = datetime.date(2026, 11, 22)
ACTORS = build_catalogue(Entity("us", "United States"), Entity("zhou", "周公"))
PLACES = build_catalogue(Entity("anbar", "Al-Anbar"))


def answer_query(*events, **filters):
    made = build_timeline(*events, actors=ACTORS, places=PLACES)
    query = build_query(FilterInput(**filters), made, TODAY)
    selection = select_hits(query, made)
    return QueryAnswer(made, query, selection, selection.hits)


def answer_for_dates(*dates, **filters):
    return answer_query(*(build_event(f"e{n}", date) for n, date in enumerate(dates)), **filters)


def draw_chart(answer, width=40, by="", *, ascii=False, gaps=True):
    screen = ScreenSettings(width, False, ascii)
    return render_text(painted(build_chart(answer, width=width, by=by, gaps=gaps), screen), screen)


def draw_chart_lines(answer, width=40, **options):
    """The lines of the drawing alone, from the density to the axis."""
    return draw_chart(answer, width, **options).split("\n\n")[1].split("\n")


def list_items(report):
    return [item for lane in report.lanes for row in lane.rows for item in row.items]


FIVE_EVENTS = (
    build_event("a", "2001-01-01", "A battle"),
    build_event("b", "2002/2003", "A war"),
    build_event("c", "[2003..2004]", "A rumour"),
    build_event("d", "2004-07-01~", "A letter"),
    build_event("e", "2004-12-31/..", "A reign"),
)


def test_a_chart_stands_between_its_question_and_its_count():
    assert draw_chart(answer_query(*FIVE_EVENTS, tags=()), 60) == (
        "Test\n"
        "\n"
        "█      █                █                          █       █\n"
        "● A battle     A rumour ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈\n"
        "       ███████████████████████████████████▎ A war  A reign ▶\n"
        "                                          A letter ◌\n"
        "┬─── ╱╱┬────────────────┬─────────────────┬─────────────────\n"
        "2001   2002             2003              2004\n"
        "╱╱ 12 months left out\n"
        "\n"
        "● event   ██ lasted   ┈┈ some day in there   ◌ about\n"
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
    assert drawing in draw_chart_lines(
        answer_for_dates("2001-01-01", date, "2010-12-31"), gaps=False
    )


@pytest.mark.parametrize(
    ("end", "bar"),
    [("01", "█"), ("08", "█"), ("10", "█▎"), ("11", "█▍"), ("12", "█▌"), ("13", "█▋"),
     ("14", "█▊"), ("15", "█▉"), ("16", "██"), ("24", "███")],
)  # fmt: skip
def test_a_bar_ends_on_the_eighth_of_a_column_in_which_its_last_day_does(end, bar):
    made = answer_for_dates("2004-01-01/2004-11-15", f"2004-01-01/2004-01-{end}")
    assert draw_chart_lines(made, gaps=False)[2] == f"{bar} e1"


def test_a_bar_that_begins_on_the_last_day_stays_on_the_axis():
    for width in range(20, 60):
        made = answer_for_dates("2004-01-01", "2004-12-30", "2004-12-31/2004-12-31")
        assert all(
            item.columns[1] < width
            for item in list_items(build_chart(made, width=width, gaps=False))
        )


def test_what_only_possibly_falls_in_the_range_is_hollow():
    made = answer_for_dates("2004-04-05/2004-04-20", "2004/2005", "2004", "2004-04-30~", "2004-04-10~/2004",
                 within=("apr 2004",))  # fmt: skip
    assert draw_chart_lines(made)[1:-2] == [
        "▒ e1 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "┈ e2 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "     █████████████████████▋ e0     e3 ○",
        "         e4 ░███████████████████████████",
    ]
    assert ChartSign.POSSIBLE in build_chart(made, width=40).legend
    made = answer_for_dates("2004-03-31~/2004-04-01~", "2004-04-30", within=("apr 2004",))
    assert list_items(build_chart(made, width=40))[0].is_possible
    assert draw_chart_lines(made, 20, gaps=False)[1].startswith("○ e0")


def test_a_day_alone_is_a_point_however_wide_it_is():
    assert draw_chart(answer_for_dates("2004-04-17")) == (
        "Test\n\n█\n● e0\n┬───────────────────────────────────────\n17 Apr 2004\n\n"
        "● event\n\n1 event\n"
    )


def test_a_chart_of_nothing_says_so():
    assert draw_chart(answer_query()) == "Test\n\n  the timeline has no events\n\n0 events\n"
    assert draw_chart(answer_for_dates("2004", within=("1800",))) == (
        "Test · 1 Jan 1800 – 31 Dec 1800\n\n  no event matches\n\n0 of 1 event\n"
    )


def test_what_has_no_day_at_all_is_counted_below():
    always = "{..1900,1950..}"
    assert draw_chart(answer_for_dates(always)) == (
        "Test\n\n  no event has a known day\n\n1 event · 1 without any known day\n"
    )
    assert build_chart(answer_for_dates("2004", always), width=40).footer == (
        "2 events",
        "1 without any known day",
    )


def test_events_that_are_all_open_are_drawn_to_the_edges():
    assert draw_chart_lines(answer_for_dates("2004/..", "../2004", "2004/", "/2004"), gaps=False)[
        1:5
    ] == [
        "◀ e1 ███████████████████████████████████",
        "█ e0 ██████████████████████████████████▶",
        "█ e2 ██████████████████████████████████?",
        "? e3 ███████████████████████████████████",
    ]


def test_the_axis_shows_the_days_asked_about():
    made = answer_for_dates("1999", "2004-06-01", "2006", "1990/2020", within=("2004..2005",))
    report = build_chart(made, width=60, gaps=False)
    assert [tick.label for tick in report.axis.ticks] == [
        "Jan 2004", "Jul 2004", "Jan 2005", "Jul 2005"
    ]  # fmt: skip
    assert [(item.event.id, item.columns) for item in list_items(report)] == [
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
    made = answer_for_dates("2000/.." if "until" not in question else "../2020", **question)
    assert [tick.label for tick in build_chart(made, width=40).axis.ticks] == [first]


def test_a_lane_for_each_label_in_order_of_its_first_event():
    made = answer_query(
        build_event("a", "2003", actors=("zhou", "zhou"), tags=("raid",)),
        build_event("b", "2004", actors=("us", "zhou"), places=("anbar", "gone")),
        build_event("c", "2005", tags=("law", "raid"))._replace(sources=(Source("War", 1, 1),)),
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
    made = answer_query(
        build_event("a", "2003", tags=("short", "a rather long name for a lane")),
        build_event("b", "2004", tags=("中国的一个很长的标题，用来测试列宽",)),
    )  # fmt: skip
    assert [line.split("  ")[0] for line in draw_chart_lines(made, 60, by="tag")[1:6]] == [
        "short", "a rather long", "name for a lane", "中国的一个很长", "的标题，用来测…"
    ]  # fmt: skip


def test_a_title_is_shortened_where_it_has_no_room():
    made = answer_query(build_event("a", "2001-01-01", "A title of a good many words, to be cut"),
                 build_event("b", "2010-12-31", "Another title of a good many words, to be cut"),
                 build_event("c", "2001/2010", "A third title of a good many words, to be cut")
                 )  # fmt: skip
    assert draw_chart_lines(made, 40)[1:4] == [
        "█ A third title of a good many words,… █",
        "● A title of a good many words, to be c…",
        "Another title of a good many words, t… ●",
    ]


def test_many_events_at_once_stand_as_a_number():
    made = answer_for_dates(*["2004-04-17"] * (MAX_LABELLED_EVENTS + 1), "2005-04-17")
    assert draw_chart_lines(made)[1] == "301                  1"
    assert build_chart(made, width=40).footer == ("302 events", "302 shown as numbers")
    assert build_chart(made, width=40).legend == (ChartSign.GROUP,)


def test_marks_too_long_to_count_stand_without_a_title():
    report = build_chart(answer_for_dates(*["2004/2005"] * 30, *["2004-03/2006"] * 30), width=20)
    assert report.footer[0] == "60 events"
    assert sum(note.endswith("without room for a title") for note in report.footer) <= 1


DATES = st.sampled_from(
    ["2004-04-17", "2004-04", "2004", "200X", "1984~", "1984?", "[2001,2015]", "2004/..", "../2004",
     "/2004", "2004/", "{1066-09,1066-10}", "Y-66000000", "Y-138E8S3", "[..1215]", "[1215..]",
     "{..1900}", "{1900..}", "1990/2010", "2003-12-31~/2004-02-02?", "2004-04-16/2004-04-18"]
) | st.integers(1, 3650).map(lambda day: datetime.date.fromordinal(731_000 + day).isoformat()
)  # fmt: skip
TITLES = st.text(max_size=40).map(lambda text: " ".join(clean_text(text).split()) or "-")
EVENTS = st.lists(
    st.tuples(DATES, TITLES, st.lists(st.sampled_from("xyz") | TITLES, max_size=2)), max_size=25
) | st.lists(st.tuples(DATES, TITLES, st.just(["x"])), min_size=50, max_size=90)
WIDTHS = st.integers(20, 300)
LANES = st.sampled_from(["", "tag", "section"])


def answer_for_drafts(drafts, **filters):
    return answer_query(
        *(
            build_event(f"e{n}", date, title, tags=tuple(tags))
            for n, (date, title, tags) in enumerate(drafts)
        ),
        **filters,
    )


@settings(max_examples=60, deadline=None)
@given(EVENTS, WIDTHS, LANES, st.sampled_from([None, "2004", "2001..2005", "apr 2004", "1066"]))
def test_every_event_is_drawn_or_counted_and_none_over_another(drafts, width, by, within):
    answer = answer_for_drafts(drafts, within=(within,) if within else ())
    report = build_chart(answer, width=width, by=by)
    room = report.axis.width if report.axis else 0
    for lane in report.lanes:
        wanted = [hit.event.id for hit in answer.hits if belongs_in_lane(hit.event, by, lane.name)]
        assert len(wanted) == sum(
            len(row.marks) + sum(crowd.event_count for crowd in row.groups) for row in lane.rows
        )
        assert {item.event.id for row in lane.rows for item in row.marks} <= set(wanted)
        for row in lane.rows:
            taken = sorted(iter_used_columns(row))
            assert all(before[1] < after[0] for before, after in pairwise(taken))
            assert all(0 <= first <= last < room for first, last in taken)
    assert len(report.events_per_column) == room
    assert sum(report.events_per_column) == len(answer.hits)


def belongs_in_lane(made, by, name):
    if by == "tag":
        return name in made.tags or (name == "without tag" and not made.tags)
    return True


def iter_used_columns(row: ChartRow):
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


@settings(max_examples=60, deadline=None)
@given(EVENTS, WIDTHS, LANES, st.booleans(), st.booleans())
def test_no_line_is_wider_than_the_screen(drafts, width, by, ascii, gaps):
    for line in draw_chart(answer_for_drafts(drafts), width, by, ascii=ascii, gaps=gaps).split(
        "\n"
    ):
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [20, 21, 40, 79, 120, 300])
@pytest.mark.parametrize("by", ["", "tag", "actor", "place"])
def test_titles_of_any_script_stay_where_they_were_laid(width, by):
    titles = ("القائم على الحدود", "中国的一个很长的标题，用来测试列宽", "e\u0301a\u0308" * 20,
              "❤️" * 12,
              "👩‍👩‍👧‍👦 family 🇮🇶 flag", "x" * 90, "[moon] landing [/b]")  # fmt: skip
    made = answer_query(*(build_event(f"e{n}", f"200{n}-0{n + 1}-1{n}", title, tags=(title,))
                   for n, title in enumerate(titles)))  # fmt: skip
    for ascii in (False, True):
        assert all(
            cell_len(line) <= width for line in draw_chart(made, width, by, ascii=ascii).split("\n")
        )


def test_a_family_and_a_flag_take_as_many_columns_as_they_show():
    made = answer_query(
        build_event("a", "2001-01-01", "👩‍👩‍👧‍👦🇮🇶❤️"), build_event("b", "2010-12-31", "B")
    )
    (line,) = draw_chart_lines(made, gaps=False)[1:-2]
    assert line.startswith("● 👩‍👩‍👧‍👦🇮🇶❤️ ")
    assert (cell_len(line), line[-3:]) == (40, "B ●")


def test_a_title_that_takes_no_column_leaves_its_mark():
    assert draw_chart_lines(answer_query(build_event("a", "2004-04-17", "\u200b")))[1] == "●"


@settings(max_examples=30, deadline=None)
@given(st.lists(DATES, min_size=1, max_size=30), WIDTHS)
def test_in_ascii_a_chart_of_ascii_is_ascii(dates, width):
    assert draw_chart(answer_for_dates(*dates), width, ascii=True).isascii()


def test_the_density_in_ascii_is_ascii_at_every_level():
    dates = [f"{2001 + n}-01-01" for n in range(8) for _ in range(n + 1)]
    assert (
        draw_chart_lines(answer_for_dates(*dates), 80, gaps=False)[0].replace(" ", "") == "▁▂▃▄▅▆▇█"
    )
    assert (
        draw_chart_lines(answer_for_dates(*dates), 80, ascii=True, gaps=False)[0].replace(" ", "")
        == ".......="
    )


@pytest.mark.parametrize("width", [20, 80, 300])
def test_five_thousand_events_are_sixty_lines_at_most(width):
    days = (datetime.date(1900, 1, 1) + datetime.timedelta(9 * n) for n in range(5000))
    made = answer_for_dates(*(day.isoformat() for day in days))
    assert len(draw_chart(made, width).splitlines()) <= 60


@pytest.mark.parametrize("width", [20, 80, 300])
def test_three_hundred_events_are_sixty_lines_at_most(width):
    made = answer_for_dates(*(f"{1700 + n}/{1720 + n}" for n in range(MAX_LABELLED_EVENTS)))
    assert len(draw_chart(made, width).splitlines()) <= 60


def test_all_of_time_is_drawn():
    made = answer_query(build_event("bang", "Y-138E8S3", "Everything begins"), build_event("now", "2004-04-17", "Now"),
                 build_event("rock", "Y-66000000~", "A rock falls"))  # fmt: skip
    assert "left out" in draw_chart(made)
    assert "2bn BC" in draw_chart(made, 80, gaps=False)


def test_numbers_at_the_edge_stay_on_the_axis_and_apart():
    crowded = [*["2004-01-01"] * 400, *["2004-11-25"] * 1000, *["2004-12-31"] * 1000]
    for width in range(20, 60):
        (row,) = build_chart(answer_for_dates(*crowded), width=width, gaps=False).lanes[0].rows
        ends = [(crowd.column, crowd.column + len(str(crowd.event_count))) for crowd in row.groups]
        assert all(before[1] < after[0] for before, after in pairwise(ends))
        assert ends[-1][1] <= width
        assert sum(crowd.event_count for crowd in row.groups) == 2400


def test_the_answer_limits_what_is_drawn():
    made = answer_for_dates("2001", "2002")
    few = made._replace(hits=(Hit(made.hits[0].event, MatchLevel.CERTAIN),))
    assert build_chart(few, width=40).footer == ("1 shown of 2 matches, 2 events in all",)


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


def test_more_labels_than_anybody_reads_share_a_last_lane_and_none_is_lost():
    made = [
        build_event(f"e{n}-{m}", f"20{n % 24:02d}-{1 + n % 12:02d}", tags=(f"tag-{n}",))
        for n in range(60)
        for m in range(1 + (n < 50))
    ]
    report = build_chart(answer_query(*made), width=80, by="tag")
    assert len(report.lanes) == 40
    assert report.lanes[-1].name == "21 more"
    told = [
        *(item for lane in report.lanes for row in lane.rows for item in row.marks),
        *(1 for lane in report.lanes for row in lane.rows for crowd in row.groups
          for _ in range(crowd.event_count)),
    ]  # fmt: skip
    assert len(told) == len(made)


@pytest.mark.parametrize(
    ("theme", "coloured"), [("auto", True), ("light", True), ("dark", True), ("mono", False)]
)
def test_lanes_and_bars_have_the_colours_of_their_names(qaim, theme, coloured):
    for command in (["chart", "--by", "tag"], ["count", "--by", "tag"]):
        shown = qaim(*command, "--color", "always", "--theme", theme).out
        assert ("\x1b[1;38;5;" in shown or "\x1b[38;5;" in shown) is coloured
        assert "\x1b[" in shown


def test_a_name_keeps_its_colour_in_a_picture(qaim):
    assert 'style="fill:#' in qaim("chart", "--by", "tag", "-f", "svg").out
    assert 'style="fill:#' not in qaim("chart", "-f", "svg").out
    assert 'style="fill:#' not in qaim("chart", "--by", "tag", "--theme", "mono", "-f", "svg").out


def test_what_happened_at_several_times_has_a_point_at_each_and_nothing_between():
    drawing = draw_chart_lines(
        answer_for_dates("{2001-01-01,2003-01-01,2005-01-01}"), 60, gaps=False
    )
    assert (
        draw_chart(answer_for_dates("{2001-01-01,2003-01-01,2005-01-01}"), 60, gaps=False).count(
            "●"
        )
        == 4
    )
    assert "┈" not in "".join(drawing)


@pytest.mark.parametrize("date", ["[2002-05-01..]", "[..2002-05-01]"])
def test_one_of_days_without_end_says_that_nobody_knows_how_far(date):
    shown = draw_chart(answer_for_dates("2000", date, "2004"), 60)
    assert "? e1" in shown
    assert "? how far is not known" in shown
    wide = draw_chart(
        answer_for_dates("2000", date[:5] + date[-3:] if date[1] != "." else "[..2002]", "2004"), 80
    )
    assert "?" in wide.split("\n\n")[1]


def test_a_legend_explains_each_end_that_occurs_and_no_other():
    shown = draw_chart(answer_for_dates("../2001", "2002~/2003", "2004"), 60)
    assert "◀ goes back" in shown
    assert "░ begins or ends about there" in shown
    assert "▶" not in shown
    assert "◌" not in shown


def test_a_single_event_is_never_folded_into_a_number():
    report = build_chart(
        answer_query(*(build_event(f"e{n}", "2001/2004") for n in range(9))), width=30, by="tag"
    )
    assert all(not row.groups for lane in report.lanes for row in lane.rows)
