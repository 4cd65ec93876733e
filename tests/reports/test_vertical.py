"""The vertical timeline as a report: lanes, gaps, headings and legend."""

from __future__ import annotations

import pytest

from qaim_cli.model import Source
from qaim_cli.reports.vertical import EdgeRow, GapRow, HeadingRow, TimeScale, build_vertical
from qaim_cli.reports.vertical_lanes import LEGEND_STATES
from qaim_cli.reports.vertical_points import VerticalSign
from tests.support.asking import asked
from tests.support.events import event, timeline


def drawn(*dates: str, reverse: bool = False, scale=TimeScale.EVEN, **filters) -> list[str]:
    """The drawing in a line a row: lanes, then what is told."""
    made = timeline(*(event(chr(97 + index), date) for index, date in enumerate(dates)))
    view = build_vertical(asked(made, reverse=reverse, **filters), scale=scale)
    return [line(row) for row in view.rows]


def line(row) -> str:
    lanes = "".join(_LANES[lane.name] for lane in row.lanes)
    match row:
        case HeadingRow(text=text):
            return f"{lanes}# {text}".strip()
        case GapRow(text=text):
            return f"{lanes}: {text}" if text else f"{lanes}-"
        case EdgeRow():
            return lanes
    return f"{lanes} {row.sign.name.lower()} {row.text}, {row.date_text}".strip()


_LANES = {
    "EMPTY": ".",
    "BEGIN": "/",
    "BEGIN_APPROXIMATE": "(",
    "RUN": "|",
    "RUN_UNKNOWN": "!",
    "END": "\\",
    "END_APPROXIMATE": ")",
    "CONTINUES_BELOW": "v",
    "UNKNOWN_EXTENT": "?",
    "CONTINUES_ABOVE": "^",
    "RUN_DAY_RANGE": ":",
}


def test_events_stand_under_their_year_and_years_without_any_are_a_gap():
    assert drawn("1907", "2003", "2003-09", "2004-04-17") == [
        "# 1907", "event a, 1907", ": 95 years (1908 – 2002)", "# 2003", "event b, 2003",
        "event c, Sep 2003", "# 2004", "event d, 17 Apr 2004",
    ]  # fmt: skip


def test_a_vague_event_stands_under_the_years_it_may_be_in():
    assert drawn("[1901..1933]", "1907", "1935") == [
        "# 1901 – 1933", ": vague a, between 1901 and 1933", ":# 1907", ": event b, 1907",
        ".: 1 year (1934)", ".# 1935", ". event c, 1935",
    ]  # fmt: skip


def test_a_duration_runs_beside_the_events_between_its_beginning_and_its_end():
    assert drawn("2004-03/2004-09~", "2004-04-17") == [
        "# 2004", "/ begin a, Mar 2004 – about Sep 2004", "| event b, 17 Apr 2004",
        ") end a, about Sep 2004",
    ]  # fmt: skip


def test_durations_side_by_side_take_the_lowest_free_lane():
    assert drawn("2001/2004", "2002/2003", "2003-06/2005", "2004-02/2004-03") == [
        "# 2001", "/ begin a, 2001 – 2004",
        "|# 2002", "|/ begin b, 2002 – 2003",
        "||# 2003", "||/ begin c, Jun 2003 – 2005",
        "|\\| end b, 2003",
        "|.|# 2004", "|/| begin d, Feb – Mar 2004", "|\\| end d, Mar 2004",
        "\\.| end a, 2004",
        "..|# 2005", "..\\ end c, 2005",
    ]  # fmt: skip


def test_what_has_no_end_runs_on_and_what_has_none_known_asks():
    assert drawn("2017-11/..", "2004/", "2020") == [
        "# 2004", "/ begin b, 2004 – unknown", "!: 12 years (2005 – 2016)",
        "!# 2017", "!/ begin a, since Nov 2017", "!|: 2 years (2018 – 2019)",
        "!|# 2020", "!| event c, 2020", "?v",
    ]  # fmt: skip


def test_what_has_no_beginning_runs_in_from_above():
    assert drawn("/2004", "2003") == [
        "?", "!# 2003", "! event b, 2003", "!# 2004", "\\ end a, 2004",
    ]  # fmt: skip
    assert drawn("../2004", "2003") == [
        "^", "|# 2003", "| event b, 2003", "|# 2004", "\\ end a, 2004",
    ]  # fmt: skip


def test_reversed_the_end_comes_first_and_the_lanes_still_run_between():
    assert drawn("2004-03/2004-09", "2004-04-17", "2017-11/..", reverse=True) == [
        "^", "|# 2017", "\\ begin c, since Nov 2017", ".: 12 years (2005 – 2016)",
        ".# 2004", "/ end a, Sep 2004", "| event b, 17 Apr 2004",
        "\\ begin a, Mar – Sep 2004",
    ]  # fmt: skip


def test_more_durations_at_once_than_lanes_are_still_told():
    rows = drawn(*(f"200{n}/2020" for n in range(8)))
    assert sum("begin" in row for row in rows) == 8
    assert sum("end" in row for row in rows) == 8
    assert max(row.count("|") for row in rows) == 6


def test_an_all_of_set_is_one_event_and_possible_matches_look_it():
    assert drawn("{2001,2003}") == ["# 2001 – 2003", "event a, 2001 and 2003"]
    assert drawn("2004", within=("apr 2004",)) == ["# 2004", "possible a, ? 2004"]


def test_one_of_several_days_has_a_dotted_lane_while_something_happens_in_them():
    assert drawn("[2004-05-01..2004-05-10]", "2004-05-20") == [
        "# 2004", "vague a, between 1 and 10 May 2004", "event b, 20 May 2004",
    ]  # fmt: skip
    assert drawn("[2004-05-01..2004-05-10]", "2004-05-05", reverse=True) == [
        "# 2004", "event b, 5 May 2004", "vague a, between 1 and 10 May 2004",
    ]  # fmt: skip
    assert drawn("[2004..]", "2005") == [
        "# 2004", "vague a, 2004 or later", "# 2005", "event b, 2005",
    ]  # fmt: skip
    dotted = [f"[2000..20{n + 10}]" for n in range(8)]
    assert max(row.count(":") for row in drawn(*dotted, "2001")) == 6


def test_lines_can_stand_for_time_and_a_long_time_is_cut():
    even = ["# 2004", "event a, 1 Jan 2004", "event b, 2 Jan 2004", "event c, 5 Jan 2004"]
    dates = ["2004-01-01", "2004-01-02", "2004-01-05"]
    assert drawn(*dates) == even
    assert drawn(*dates, scale=TimeScale.TIME) == [
        "# 2004", "event a, 1 Jan 2004", "event b, 2 Jan 2004", "-", "event c, 5 Jan 2004",
    ]  # fmt: skip
    assert drawn("2004-01-01", "2004-01-02", "2004-01-03", "2009", scale=TimeScale.TIME)[-3:] == [
        ": 4 years (2005 – 2008)", "# 2009", "event d, 2009",
    ]  # fmt: skip
    assert drawn("2004-01-01", "2004-01-02", "2004-01-03", "2004-12", scale=TimeScale.TIME)[6:] == [
        "-", "-", "-", "-", "-", "-", "event d, Dec 2004",
    ]  # fmt: skip
    assert drawn("2004", scale=TimeScale.TIME) == ["# 2004", "event a, 2004"]


def test_events_can_stand_under_the_section_that_tells_of_them():
    made = timeline(
        event("a", "2001")._replace(sources=(Source("War", 1, 1),)),
        event("b", "2002")._replace(sources=(Source("War", 1, 2),)),
        event("c", "2009")._replace(sources=(Source("Peace", 1, 1),)),
        event("d", "2010")._replace(sources=(Source("War", 1, 2),)),
    )
    view = build_vertical(asked(made), headings="section")
    assert [line(row) for row in view.rows] == [
        "# War", "event a, 2001", "event b, 2002", "# Peace", "event c, 2009",
        "# War", "event d, 2010",
    ]  # fmt: skip


@pytest.mark.parametrize("reverse", [False, True])
def test_more_events_than_anybody_reads_are_told_in_groups_that_lose_none(reverse):
    made = timeline(*(event(f"e{n}", f"{1 + n // 12:04d}-{1 + n % 12:02d}") for n in range(5000)))
    view = build_vertical(asked(made, reverse=reverse))
    assert len(view.rows) <= 400
    assert sum(int(row.text.split()[0]) for row in view.rows) == 5000
    assert view.rows[0].date_text == (
        "Jan 417 AD – Aug 417 AD" if reverse else "Jan 1 AD – Jan 2 AD"
    )
    assert view.footer[-1] == "shown in groups (more than 2,000 events): ask for less to see each"
    assert [sign.name for sign in view.legend] == ["GROUP"]


def test_a_legend_names_only_the_signs_that_occur():
    made = timeline(event("a", "2004"), event("b", "2004-03/2004-09"))
    view = build_vertical(asked(made))
    assert [sign.name for sign in view.legend] == ["EVENT", "BEGIN", "END"]
    assert build_vertical(asked(timeline())).rows == ()


def test_no_two_entries_of_a_legend_mean_the_same():
    assert len({str(state) for state in (*LEGEND_STATES, *VerticalSign)}) == (
        len(LEGEND_STATES) + len(VerticalSign)
    )
    shared = [state for states in LEGEND_STATES.values() for state in states]
    assert len(shared) == len(set(shared))
