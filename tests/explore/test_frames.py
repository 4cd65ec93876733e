"""What the screen shows, as text: what holds for any text in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.render.frame import to_ascii
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
