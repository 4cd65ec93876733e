"""What the screen shows, as text: what holds for any text in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from qaim_cli.explore.frame import PromptLine
from qaim_cli.explore.line_editor import LineEditor
from qaim_cli.render.frame import _join_ends, render_frame, to_ascii
from qaim_cli.render.screen import ScreenSettings
from tests.support.events import event, timeline
from tests.support.exploring import Explorer, explore_shipped


def test_colours_say_nothing_that_the_text_does_not():
    explorer = explore_shipped()
    explorer.press("a Tab")
    plain, coloured = explorer.paint(), explorer.paint(has_color=True)
    assert [line.plain for line in plain] == [line.plain for line in coloured]


def test_a_screen_too_small_says_so():
    explorer = explore_shipped(size=(29, 9))
    assert explorer.text().strip() == "too small: 30x8 is the least"
    explorer.session.resize(12, 1)
    assert [line.plain for line in explorer.paint()] == ["too small:… "]


TEXTS = st.text(min_size=1, max_size=60).filter(str.strip)


@pytest.mark.no_cover
@settings(max_examples=80)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6),
    st.integers(30, 130),
    st.integers(8, 36),
)
def test_no_line_is_wider_than_the_screen_whatever_it_says(texts, width, height):
    events = [
        event(f"e{number}", "2004", title, summary=summary, tags=(tag,))
        for number, (title, summary, tag) in enumerate(texts)
    ]
    explorer = Explorer(timeline(*events), "--by", "tag", size=(width, height))
    explorer.press("Enter j")
    for line in (*explorer.paint(), *explorer.paint(ascii=True)):
        assert cell_len(line.plain) == width
        assert line.plain.isprintable() or "\ufffd" in line.plain or not line.plain.isascii()
        assert not set("\x1b\x07\u202e\u2066\n\r\t") & set(line.plain)
    assert all(line.plain.isascii() for line in explorer.paint(ascii=True))


def test_markup_stays_text_and_a_title_of_ten_thousand_letters_is_cut():
    explorer = Explorer(
        timeline(event("a", "2004", "[bold]loud[/bold] [/x] \x1b[31mred"),
                 event("b", "2005", "x" * 10_000, summary="y" * 100_000))
    )  # fmt: skip
    text = explorer.text()
    assert "[bold]loud[/bold] [/x] \ufffd[31mred" in text
    explorer.press("j")
    assert "xxx…" in explorer.text()


def test_ascii_keeps_the_width_of_what_it_cannot_say():
    assert to_ascii("Ḥ 洛陽 ▁█░ – ▸") == "? ???? .#~ - >"
    assert to_ascii("↑↓←→") == "^v<>"


def test_what_is_asked_gives_way_to_the_counts():
    text = explore_shipped(
        "--in", "2000..2009", "--from", "2003", "tag:attack", size=(60, 24)
    ).text()
    assert "2 of 35" in text.splitlines()[0]
    assert "tag attack" not in text.splitlines()[0]
    assert explore_shipped("--in", "1900", size=(30, 16)).text()


def test_the_lane_that_has_the_keys_is_marked_where_lanes_have_no_names():
    explorer = explore_shipped(size=(50, 24))
    explorer.press("t Tab Tab Tab j")
    lanes = explorer.text().splitlines()[5:]
    assert [line[:1] for line in lanes[:3]].count("▸") == 1


def test_a_fault_takes_no_more_lines_than_there_are():
    explorer = explore_shipped(size=(30, 8))
    prompt = PromptLine("/ ", LineEditor("x" * 40, 40), ("why",) * 30 + ("^",))
    frame = explorer.session.build_frame()._replace(prompt=prompt)
    lines = [line.plain.rstrip() for line in render_frame(frame, ScreenSettings(30, True, False))]
    assert lines[-1] == "^"
    assert lines[-2].endswith("xxx")
    assert lines[:-2] == ["why"] * 6


def test_a_long_message_is_read_in_full():
    explorer = explore_shipped(size=(40, 12))
    explorer.session.say("no format has the extension .foo; use txt, svg, png, pdf, html or csv")
    assert explorer.text().splitlines()[-3:-1] == [
        "no format has the extension .foo; use",
        "txt, svg, png, pdf, html or csv",
    ]


def test_what_may_be_typed_is_shown_while_nothing_is():
    explorer = explore_shipped(size=(40, 12))

    def show(text):
        prompt = PromptLine("go to: ", LineEditor(text, len(text)), (), "apr 2004")
        frame = explorer.session.build_frame()._replace(prompt=prompt)
        return render_frame(frame, ScreenSettings(40, True, False))[-2].plain.rstrip()

    assert show("") == "go to:  apr 2004"
    assert show("x") == "go to: x"


def test_a_narrow_screen_says_in_each_pane_that_there_are_no_events():
    explorer = explore_shipped("nothing-of-the-kind", size=(40, 12))
    for _ in range(2):
        assert "no event matches" in explorer.text()
        explorer.press("Tab")


def test_an_event_at_several_times_leaves_the_time_between_blank():
    explorer = Explorer(timeline(event("a", "{2001,2009}", tags=("x",))), "--by", "tag")
    assert re.search(r"x +● +●", explorer.text())


def test_counts_give_way_where_there_is_no_room_for_them():
    left, right = Text("a question"), Text("12 of 35")
    assert _join_ends(left, right, 12) == left
    assert _join_ends(left, right, 20).plain == "a question  12 of 35"
