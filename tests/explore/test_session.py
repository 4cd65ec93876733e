"""What keys do: the criteria of the explorer, held without a screen."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaim_cli.errors import RequestError
from qaim_cli.explore.command import format_words, parse_words
from qaim_cli.explore.fields import list_fields
from qaim_cli.explore.view import MatchChoice, Pane
from qaim_cli.model import Reference, Source
from qaim_cli.query.language import QueryError
from tests.support.events import event, timeline
from tests.support.exploring import Explorer, explore_shipped

KEYS = st.lists(
    st.sampled_from([*"jkgGhlfaptsSw*uHL0+-", "Enter", "Tab", "Esc", "PgDn", "PgUp", "'"]),
    max_size=12,
)  # fmt: skip


@settings(max_examples=60)
@given(KEYS, st.sampled_from([(120, 34), (80, 24), (40, 12)]))
def test_every_view_that_keys_lead_to_has_its_command(keys, size):
    explorer = explore_shipped(size=size)
    for key in keys:
        try:
            explorer.press(key)
        except RequestError:
            continue
        except AssertionError:
            assert key == "'"
            continue
        words = format_words(explorer.view, explorer.scope.calendar)
        assert parse_words(words, explorer.scope) == explorer.view
        lines = explorer.paint()
        assert len(lines) == size[1]
        assert {line.cell_len for line in lines} == {size[0]}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ((), ""),
        (("actor:marines",), ""),
        ((), "G + + +"),
        ((), "j j j j + + S"),
        ((), "j j j j + + S S"),
        (("--from", "2004", "--to", "2005", "not tag:battle"), "l l"),
        ((), "j j j w"),
        ((), "a Tab Tab Tab j j Enter"),
    ],
)
def test_the_command_lists_the_events_on_screen(qaim, words, keys):
    explorer = explore_shipped(*words)
    explorer.press(keys)
    command = format_words(explorer.view, explorer.scope.calendar, "list")
    answer = json.loads(qaim("list", *command, "--today", "2026-11-22", "-f", "json").out)
    assert [each["id"] for each in answer] == explorer.ids


def test_zooming_in_and_out_again_comes_back_and_keeps_the_event_in_its_column():
    explorer = explore_shipped()
    explorer.press("j j j j j j")
    column, windows = explorer.cursor_column, [explorer.session.extent.window]
    for _ in range(3):
        explorer.press("+")
        assert abs(explorer.cursor_column - column) <= 1
        windows.append(explorer.session.extent.window)
    for window in reversed(windows[:-1]):
        explorer.press("-")
        assert abs(explorer.cursor_column - column) <= 1
        assert explorer.session.extent.window == window
    assert (explorer.view.first, explorer.view.last) == (None, None)


def test_zooming_in_stops_at_a_week_and_out_at_everything():
    explorer = explore_shipped("--from", "2004-04-17", "--to", "2004-04-20")
    explorer.press("+")
    assert explorer.session.extent.window.length == 4
    explorer.press("- - - - - - - - - - - - - - - - - -")
    assert explorer.view.first is None


def test_a_date_in_words_puts_the_cursor_on_its_first_event():
    explorer = explore_shipped("--from", "2010")
    explorer.go_to("apr 2004")
    window = explorer.session.extent.window
    assert window.first <= 731_672
    assert window.last >= 731_701
    assert explorer.cursor == "april-2004-activity"
    explorer = explore_shipped()
    explorer.go_to("apr 2004")
    assert explorer.cursor == "april-2004-activity"
    assert explorer.view.first is None


def test_a_date_before_and_behind_everything():
    explorer = explore_shipped()
    explorer.go_to("1850")
    assert explorer.ids == []
    assert "no event matches" in explorer.text()
    explorer.go_to("before 1908")
    assert explorer.session.extent.window.last >= 696_000
    explorer.go_to("since 2020")
    assert explorer.cursor == "us-strikes-2021"


def test_a_date_that_reads_two_ways_moves_nothing():
    explorer = explore_shipped()
    before = explorer.view
    with pytest.raises(RequestError, match="can be read two ways"):
        explorer.go_to("04/05/2004")
    assert explorer.view == before


def test_the_density_adds_up_to_the_events_at_any_zoom():
    explorer = explore_shipped()
    explorer.press("j j j j j j")
    for _ in range(7):
        explorer.press("+")
        density = explorer.session.scene.density
        assert density.total == pytest.approx(len(explorer.ids), abs=0.5)


def test_what_is_only_possible_is_marked_and_can_be_left_out_or_widened():
    explorer = explore_shipped("--from", "2004", "--to", "2004")
    counts = [len(explorer.ids)]
    marked = [row.date for row in explorer.session.build_frame().rows if row.date[0] == "?"]
    assert len(marked) == explorer.session.scene.answer.possible_count > 0
    for _ in range(3):
        explorer.press("S")
        counts.append(len(explorer.ids))
    assert counts[2] < counts[0] < counts[1]
    assert counts[3] == counts[0]
    assert "only possible" in explore_shipped("--in", "2004", "--sure").text()
    assert explorer.view.match is MatchChoice.NORMAL


def test_lanes_stand_in_the_order_of_a_chart_and_follow_the_query(qaim):
    explorer = explore_shipped("actor:marines")
    explorer.press("a")
    names = [lane.name for lane in explorer.session.scene.lanes]
    lines = qaim("chart", "actor:marines", "--by", "actor", "--width", "160").out.split("\n")
    drawn = [line.split("  ")[0] for line in lines[3:] if re.match(r"\w", line)]
    assert [name for name in names if name in drawn] == [each for each in drawn if each in names]
    assert names[0] == "3rd Battalion, 7th Marines"
    explorer.press("a")
    assert explorer.session.scene.lanes == ()


def test_lanes_without_room_say_so():
    explorer = explore_shipped(size=(80, 19))
    explorer.press("a")
    assert "lanes by actor need a screen of 20 lines" in explorer.text()
    explorer.press("a")
    assert "need a screen" not in explorer.text()


def test_enter_on_a_lane_asks_for_its_events():
    explorer = explore_shipped()
    explorer.press("a Tab Tab Tab j j j Enter")
    assert explorer.view.filters.query.startswith("actor:")
    assert explorer.view.pane is Pane.LIST


def test_the_chosen_column_says_what_it_holds():
    explorer = Explorer(
        timeline(event("a", "2000-01-01"), event("b", "2000-01-02"), event("c", "2003")),
        size=(64, 12),
    )
    explorer.press("Tab Tab")
    assert "1 Jan 2000 – 29 Jan 2000: 2 events · j move" in explorer.text()
    explorer.press("l")
    assert "30 Jan 2000 – 27 Feb 2000: no event · j" in explorer.text()
    explorer.press("G")
    assert "31 Dec 2003: part of one event · j" in explorer.text()
    vague = Explorer(timeline(*(event(f"e{n}", "2003") for n in range(99))), size=(64, 12))
    vague.press("Tab Tab")
    assert "1 Jan 2003 – 7 Jan 2003: about 2 events · " in vague.text()


def test_enter_on_a_column_shows_its_days():
    explorer = explore_shipped()
    explorer.press("j j j j j j Tab Tab l h Enter")
    assert explorer.session.extent.window.length < 500
    assert explorer.ids


def test_enter_on_an_event_shows_it_and_again_asks_for_more_like_it():
    explorer = explore_shipped(size=(80, 24))
    explorer.press("j j Enter")
    assert explorer.view.pane is Pane.EVENT
    assert "The khan is built" in explorer.text()
    explorer.press("j j j j Enter")
    assert explorer.view.filters.query == "place:al-qaim"
    assert explorer.cursor == "khan-built"


def test_more_like_this_by_field_and_by_event():
    explorer = explore_shipped("battle or raid")
    explorer.press("*")
    assert explorer.view.filters.query.startswith("(battle or raid) actor:")
    query = explorer.view.filters.query
    explorer.press("*")
    assert explorer.view.filters.query == query
    explorer = explore_shipped()
    explorer.press("Enter")
    with pytest.raises(RequestError, match="nothing asks for more like this"):
        explorer.press("*")


def test_the_query_for_more_of_a_source():
    of, section, none = Source(of="livy", at="22"), Source("War", 1, of="livy"), Source()
    made = timeline(
        event("a", "2004")._replace(sources=(of,)),
        event("b", "2005")._replace(sources=(section,)),
        event("c", "2006")._replace(sources=(none,)),
    )
    terms = [
        [field.term for field in list_fields(each, made).fields if field.label == "Source"]
        for each in made.events
    ]
    assert terms == [["source:livy"], ["section:War"], [""]]


def test_around_an_event():
    explorer = explore_shipped("actor:marines")
    explorer.press("j j w")
    assert explorer.view.filters.query == "around:april-2004-activity within:30d"
    assert explorer.cursor == "april-2004-activity"
    assert explorer.session.extent.window.length == 17 + 60


def test_undo_and_marks():
    explorer = explore_shipped()
    explorer.press("a")
    explorer.session.perform("mark", "x")
    explorer.press("a u u")
    assert explorer.view.lanes == ""
    explorer.session.perform("go_to_mark", "x")
    assert explorer.view.lanes == "actor"
    with pytest.raises(RequestError, match="no view is marked 'z'; m z marks one"):
        explorer.session.perform("go_to_mark", "z")
    with pytest.raises(RequestError, match="this is the first view"):
        explore_shipped().press("u")


def test_panning_stops_where_there_is_nothing_more():
    explorer = explore_shipped("--from", "2004", "--to", "2005")
    explorer.press("H " * 60)
    assert explorer.session.extent.window.first == explorer.session.extent.whole.first
    explorer.press("l")
    assert explorer.session.extent.window.first > explorer.session.extent.whole.first


def test_fitting_shows_the_days_of_the_events_alone():
    explorer = explore_shipped("actor:marines")
    explorer.press("f")
    assert explorer.session.extent.window.length < 600
    explorer.press("0")
    assert explorer.view.first is None
    explorer.query("actor:marines tag:press")
    explorer.press("f")
    assert explorer.view.first is None


def test_a_query_keeps_the_cursor_on_its_event_or_the_next_in_time():
    explorer = explore_shipped()
    explorer.press("G")
    explorer.query("actor:marines")
    assert explorer.cursor == explorer.ids[-1]
    explorer = explore_shipped("--at", "husaybah")
    explorer.query("tag:battle")
    assert explorer.view.cursor in explorer.ids


def test_a_fault_in_a_query_says_where_it_stands():
    explorer = explore_shipped()
    with pytest.raises(QueryError) as caught:
        explorer.query("actor:marines (")
    assert caught.value.start == len("actor:marines (")
    before = explorer.session.history
    explorer.session.restore(before)
    assert explorer.session.history is before


def test_scrolling_keeps_the_cursor_on_screen():
    explorer = explore_shipped(size=(40, 12))
    for keys in ("PgDn PgDn", "PgUp", "G", "k k k", "g"):
        explorer.press(keys)
        assert [row.is_cursor for row in explorer.session.build_frame().rows].count(True) == 1
    explorer.press("j j j j j j j j j")
    explorer.session.resize(120, 34)
    assert explorer.session.state.top <= explorer.session.state.rank
    explorer.session.resize(120, 9)
    assert [row.is_cursor for row in explorer.session.build_frame().rows].count(True) == 1


def test_a_screen_that_shrinks_takes_the_keys_from_what_is_gone():
    explorer = explore_shipped(size=(120, 34))
    explorer.press("a Tab Tab Tab")
    assert explorer.view.pane is Pane.LANES
    explorer.session.resize(120, 12)
    assert explorer.view.pane is Pane.LIST


def test_ends_and_pages_in_each_pane():
    explorer = explore_shipped(size=(100, 24))
    explorer.press("a Enter G")
    assert explorer.session.state.field == len(explorer.session.fields.fields) - 1
    explorer.press("PgUp PgDn g Tab G")
    assert explorer.session.state.column == explorer.session.scene.columns - 1
    explorer.press("j Tab G")
    assert explorer.session.state.lane == len(explorer.session.scene.lanes) - 1
    assert explorer.session.state.lane_top > 0
    explorer.press("PgUp g k j *")
    assert "actor:" in explorer.view.filters.query


def test_clicks():
    explorer = explore_shipped("--by", "actor")
    explorer.settle()
    explorer.session.click_row(3)
    assert explorer.session.state.rank == 3
    explorer.session.click_row(99)
    assert explorer.session.state.rank == 3
    explorer.session.click_column(17)
    assert (explorer.view.pane, explorer.session.state.column) == (Pane.DENSITY, 17)
    explorer.session.click_lane(2)
    assert (explorer.view.pane, explorer.session.state.lane) == (Pane.LANES, 2)


def test_what_is_left_to_a_screen():
    explorer = explore_shipped("actor:marines", "--from", "2003")
    assert explorer.press("y") == ("copy_text", "qaim list actor:marines --from 2003")
    assert explorer.press("a v") == (
        "copy_text", "qaim explore actor:marines --from 2003 --by actor"
    )  # fmt: skip
    assert explorer.press("Y") == ("copy_text", explorer.cursor)
    assert explorer.press("e") == ("edit_event", explorer.cursor)
    assert explorer.press("o")[0] == "open_url"
    assert explorer.press("Enter o")[1].startswith("https://en.wikipedia.org/")
    assert explorer.press("q") == ("quit", "")
    assert explorer.press("x") == ("prompt", "file")


def test_an_empty_timeline_has_nothing_to_do_anything_with():
    explorer = Explorer(timeline())
    assert "the timeline has no events" in explorer.text()
    assert "0/0" in explorer.text()
    for key in ("j", "G", "f", "+", "-", "l", "0", "Tab", "Tab", "Tab"):
        explorer.press(key)
    explorer.press("a Tab j Tab Tab")
    for key in ("w", "e", "o", "Y", "*", "Enter"):
        with pytest.raises(RequestError, match="no event is listed"):
            explorer.press(key)


def test_an_event_without_a_link_or_a_known_day():
    explorer = Explorer(
        timeline(event("a", "{..1900,1950..}"), event("b", "2004"), reference=Reference("Book"))
    )
    explorer.press("g")
    assert explorer.session.build_frame().event_columns is None
    explorer.press("s")
    with pytest.raises(RequestError, match="has no link"):
        explorer.press("o")
