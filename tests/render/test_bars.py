"""Counts drawn as bars: as long as their numbers, no line too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.model import Qualifier
from qaim_cli.render.bars import render_bars
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.counts import build_counts
from qaim_cli.text import clean_text
from tests.support.asking import asked_of, dated, harm
from tests.support.events import event
from tests.support.searching import examples


def drawn(answer, by, width=60, harm="", *, ascii=False):
    screen = ScreenSettings(width, False, ascii)
    return render_text(
        render_bars(build_counts(answer, by=by, harm=harm), screen),
        screen,
    )


def test_bars_are_as_long_as_their_numbers_to_the_eighth_of_a_column():
    dates = ["2001"] * 16 + ["2002"] * 8 + ["2003"] + ["200X"] * 20
    assert drawn(dated(*dates), "year", 29) == (
        "Test · events by year\n"
        "\n"
        "  2001  █████████████████ 16\n"
        "  2002  ████████▌ 8\n"
        "  2003  █ 1\n"
        "vaguer  █████████████████ 20\n"
        "\n"
        "45 events · events that may\n"
        "begin in more than one year\n"
        "are counted separately\n"
    )


def test_what_is_in_doubt_is_drawn_as_such():
    answer = asked_of(harm("a", 80, Qualifier.ABOUT, ("about",)),
                   harm("b", 40, Qualifier.AT_LEAST, ("least",)),
                   event("c", "2004", tags=("no",)))  # fmt: skip
    assert drawn(answer, "tag", 40, "killed").split("\n")[2:5] == [
        "about  █████████████████▋░░ 75–85",
        "least  █████████▍ at least 40",
        "   no  0",
    ]
    assert drawn(answer, "tag", 40, "killed", ascii=True).split("\n")[2:4] == [
        "about  ##################.. 75-85",
        "least  ########## at least 40",
    ]


def test_the_least_of_a_big_number_can_still_be_seen():
    answer = asked_of(harm("a", 100_000, tags=("much",)), harm("b", 1, tags=("little",)))
    assert "little  ▏ 1\n" in drawn(answer, "tag", 40, "killed")


def test_a_run_of_empty_units_is_drawn_without_bar_and_number():
    assert drawn(dated("1901", "2004"), "year", 40).split("\n")[2:5] == [
        "        1901  ███████████████████████ 1",
        "1902 to 2003",
        "        2004  ███████████████████████ 1",
    ]


def test_a_long_name_runs_on_below_and_stays_aligned():
    answer = asked_of(event("a", "2004", tags=("a name of several words", "中国的一个很长的标题")))
    assert drawn(answer, "tag", 30).split("\n")[2:6] == [
        "      a name of  ██████████ 1",
        "  several words",
        " 中国的一个很长  ██████████ 1",
        "         的标题",
    ]


def test_a_number_too_wide_to_stand_beside_its_name_stands_below():
    answer = asked_of(harm("a", 1_234_567, Qualifier.AT_LEAST), event("b", "1900", tags=("x",)))
    assert drawn(answer, "tag", 24, "killed").split("\n")[2:6] == [
        "raid",
        "  █▉ at least 1,234,567",
        "x",
        "  0",
    ]
    wide = drawn(asked_of(harm("a", 9), harm("b", 10**9, Qualifier.ABOUT, ()),
                       event("d", "1900"), event("c", "2010")), "year", 20, "killed")  # fmt: skip
    assert "1901 to 2003\n2004\n" in wide
    assert "500,000,009–1,500,000,009" in wide.replace("\n", "")


def test_nothing_to_count_says_so():
    assert drawn(asked_of(), "year") == (
        "Test · events by year\n\n  the timeline has no events\n\n0 events\n"
    )


TEXTS = st.text(max_size=50).map(lambda text: " ".join(clean_text(text).split()) or "-")


SCREENS = st.builds(ScreenSettings, st.integers(20, 300), st.just(False), st.booleans())


@examples(60)
@given(st.lists(TEXTS, min_size=1, max_size=4), SCREENS, st.integers(0, 10**12))
def test_no_line_of_bars_is_wider_than_the_screen_and_no_number_is_cut(tags, screen, number):
    answer = asked_of(harm("a", number, Qualifier.ABOUT, tuple(tags)), harm("b", 7, tags=()))
    report = build_counts(answer, by="tag", harm="killed")
    text = render_text(render_bars(report, screen), screen)
    assert all(cell_len(line) <= screen.width for line in text.split("\n"))
    amount = str(report.bars[0].amount)
    if screen.width > 60:
        assert (amount.replace("–", "-") if screen.is_ascii else amount) in text
