"""What reaches a terminal: within its width, without markup or escape codes, for any text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.model import Entity, Reference
from qaim_cli.query import FilterInput, QueryAnswer, build_query, select_hits
from qaim_cli.render.colors import ColorTheme
from qaim_cli.render.detail import render_details
from qaim_cli.render.panel import render_panel
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.render.svg import render_svg
from qaim_cli.render.table import TableView
from qaim_cli.render.vertical import VerticalView
from qaim_cli.reports.detail import build_detail
from qaim_cli.reports.directory import DirectoryKind, build_directory_table
from qaim_cli.reports.infobox import InfoboxRow, build_infobox_table
from qaim_cli.reports.listing import build_answer, build_listing_table
from qaim_cli.reports.table import TableColumn, TableReport
from qaim_cli.reports.vertical import build_vertical
from qaim_cli.text import clean_text
from tests.support.asking import TODAY
from tests.support.events import entities, event, timeline
from tests.support.searching import examples

WIDTHS = (20, 40, 59, 60, 80, 120, 200)
NASTY = (
    "[moon] landing [/b] [link=x]",
    "القائم على الحدود",
    "中国的一个很长的标题，用来测试列宽",
    "e\u0301a\u0308o\u0302" * 20,
    "👩‍👩‍👧‍👦 family 🇮🇶 flag",
    "x" * 90,
    ":smile: http://example.org",
)


def everything(made, screen: ScreenSettings) -> dict[str, str]:
    """Each view of a timeline as its text."""
    query = build_query(FilterInput(), made, TODAY)
    selection = select_hits(query, made)
    answered = QueryAnswer(made, query, selection, selection.hits)
    return {
        "list": render_text(TableView(build_listing_table(answered), screen), screen),
        "timeline": render_text(VerticalView(build_vertical(answered), screen), screen),
        "show": render_text(
            render_details([build_detail(each, made) for each in made.events], screen), screen
        ),
        "infobox": render_text(render_panel(build_infobox_table(made), screen), screen),
        "actors": render_text(
            TableView(build_directory_table(DirectoryKind.ACTORS, made), screen), screen
        ),
    }


def nasty(titles=NASTY):
    made = timeline(
        *(
            event(
                f"e{n}",
                f"200{n % 10}/20{n + 10}",
                clean_text(title) or "-",
                ("who",),
                summary=clean_text(title),
                note=clean_text(title),
            )
            for n, title in enumerate(titles)
        ),
        actors=entities(Entity("who", "Actor of 名前", ("القائم",))),
    )
    made.infobox = tuple((f"Label {n}", clean_text(title)) for n, title in enumerate(titles))
    return made


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("ascii", [False, True])
def test_no_line_is_wider_than_the_screen(width, ascii):
    for view, text in everything(nasty(), ScreenSettings(width, False, ascii)).items():
        widest = max(text.splitlines(), key=cell_len)
        assert cell_len(widest) <= width, (view, widest)


@examples(40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(20, 130))
def test_any_text_stays_within_any_width(titles, width):
    for view, text in everything(nasty(titles), ScreenSettings(width, False, False)).items():
        for line in text.split("\n"):
            assert cell_len(line) <= width, (view, line)


def test_no_text_is_read_as_markup():
    for view, text in everything(nasty(), ScreenSettings(200, False, False)).items():
        if view != "actors":
            assert "[moon] landing [/b] [link=x]" in text, view
            assert ":smile: http://example.org" in text, view


def test_colour_changes_nothing_but_colour():
    for width in (40, 80):
        plain = everything(nasty(), ScreenSettings(width, False, False))
        coloured = everything(nasty(), ScreenSettings(width, True, False))
        for view, text in coloured.items():
            bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)
            assert [line.rstrip() for line in bare.split("\n")] == plain[view].split("\n")
            assert "\x1b[" in text


def test_plain_text_has_no_escape_and_no_space_at_a_lines_end():
    for text in everything(nasty(), ScreenSettings(80, False, False)).values():
        assert "\x1b" not in text
        assert not re.search(r" +$", text, re.MULTILINE)


def test_drawn_in_ascii_only_event_text_is_not_ascii():
    made = timeline(
        event("a", "2003~/.."), event("b", "2004/2005"), event("c", "[2004..2006]"),
        event("d", "1900"), event("e", "2004/"),
        actors=entities(Entity("us", "US")),
    )  # fmt: skip
    made.infobox = (("Name", "Town"),)
    for width in (40, 80):
        for text in everything(made, ScreenSettings(width, False, True)).values():
            assert text.isascii(), text


def test_a_link_goes_to_terminals_only():
    made = timeline(event("a", "2004"))
    shown = [build_detail(made.events[0], made)]
    coloured, plain = ScreenSettings(80, True, False), ScreenSettings(80, False, False)
    assert "https://example.org/book#History" in render_text(
        render_details(shown, coloured), coloured
    )
    assert "https://" not in render_text(render_details(shown, plain), plain)


def test_what_is_empty_says_so():
    made = timeline(reference=Reference())
    shown = everything(made, ScreenSettings(80, False, False))
    assert shown["list"] == "Test\n\n  the timeline has no events\n\n0 events\n"
    assert shown["timeline"] == "Test\n\n  the timeline has no events\n\n0 events\n"
    assert "the timeline has no infobox" in shown["infobox"]
    assert "the timeline has no actors" in shown["actors"]


def test_a_short_infobox_ends_with_its_source():
    made = timeline()
    made.infobox = (("Name", "Town"),)
    assert render_text(
        render_panel(build_infobox_table(made), ScreenSettings(40, False, True)),
        ScreenSettings(40, False, True),
    ) == ("+- Test -----+\n| Name  Town |\n+------------+\nSource: A book | CC0\n")
    assert build_infobox_table(made).rows[0] == InfoboxRow("Name", "Town", "test")


def test_a_long_title_of_an_infobox_stands_above_its_frame():
    made = timeline()
    made.title = "A title that is longer than the frame"
    screen = ScreenSettings(30, False, True)
    assert render_text(render_panel(build_infobox_table(made), screen), screen).startswith(
        "A title that is longer than\nthe frame\n+--"
    )


def test_a_long_heading_stands_by_itself():
    made = timeline(event("a", "Y-66000000/Y-1000000"), event("b", "2004"))
    made.infobox = ()
    text = everything(made, ScreenSettings(40, False, False))["timeline"]
    assert "\n66 million years ago\n╭" in text


def test_a_picture_ends_with_its_last_line():
    assert render_svg("one\n\n\n", ScreenSettings(20, False, False), "t").count("<text") == 1


def test_a_picture_is_well_formed_and_holds_every_word():
    made = nasty()
    query = build_query(FilterInput(), made, TODAY)
    selection = select_hits(query, made)
    screen = ScreenSettings(80, False, False)
    view = VerticalView(build_vertical(QueryAnswer(made, query, selection, selection.hits)), screen)
    picture = render_svg(view, screen, "Test & more")
    root = ElementTree.fromstring(picture)
    assert root.get("aria-label") == "Test & more"
    words = "".join("".join(root.itertext()).split())
    for word in render_text(view, screen).split():
        assert word in words
    assert "http://www.w3.org/2000/svg" in picture
    assert "url(" not in picture


def test_a_table_whose_words_have_no_room_is_stacked_instead(qaim):
    arguments = ["list", "--ids", "--sort", "killed", "-n", "3", "--width", "62"]
    shown = qaim(*arguments).out
    assert "killed: about 80, 5\n" in shown
    assert "id: battle-of-husaybah\n" in shown
    assert "battle-of-husaybah" in qaim(*arguments[:-1], "80").out.split("───\n")[1]


def test_a_gap_of_many_years_is_told_whole_at_any_width():
    made = timeline(event("a", "Y-13800000000"), event("b", "Y-66000000"))
    for width in (20, 40, 60, 80):
        shown = everything(made, ScreenSettings(width, False, False))["timeline"]
        words = " ".join("".join(line.partition("⋮")).strip() for line in shown.split("\n"))
        gap = "(13.8 billion years ago – 66 million years ago)"
        assert gap.replace(" ", "") in words.replace(" ", "")


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("theme", ColorTheme)
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_a_table_in_pieces_is_what_rich_would_draw_of_it(width, ascii, theme, color):
    screen = ScreenSettings(width=width, has_color=color, is_ascii=ascii, theme=theme)
    made = nasty()
    answered = build_answer(made.events, made)
    for sheet in (
        build_listing_table(answered, ids=True),
        build_directory_table(DirectoryKind.ACTORS, made),
        build_listing_table(build_answer((), made)),
    ):
        assert "".join(TableView(sheet, screen).iter_pieces()) == render_text(
            TableView(sheet, screen), screen
        )


class Counted:
    """A row that notes that it was asked for its cells."""

    asked = 0

    @property
    def cells(self):
        Counted.asked += 1
        return ("a", "b")

    record = None


def test_the_first_line_of_a_table_comes_before_the_last_row_is_laid_out():
    sheet = TableReport(
        "T", (), (TableColumn("A"), TableColumn("B")), tuple(Counted() for _ in range(50))
    )
    pieces = TableView(
        sheet, ScreenSettings(width=80, has_color=False, is_ascii=False)
    ).iter_pieces()
    measured = Counted.asked
    first = [next(pieces) for _ in range(5)]
    assert first[-1] == " a   b\n"
    assert Counted.asked == measured + 1
