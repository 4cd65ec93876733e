"""The drawn vertical timeline: every date and title in words, durations as bars beside them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from qaim_cli.render.vertical_drawing import choose_width, render_vertical_drawing
from qaim_cli.reports.vertical import MAX_UNGROUPED_EVENTS, build_vertical
from tests.support.asking import asked
from tests.support.events import event, timeline
from tests.support.pages import NASTY

SVG = "{http://www.w3.org/2000/svg}"


def draw(*dates, titles=(), width=860.0, **filters):
    names = titles or [f"Event {number}" for number in range(len(dates))]
    made = timeline(
        *(event(f"e{number}", date, names[number]) for number, date in enumerate(dates))
    )
    text = render_vertical_drawing(build_vertical(asked(made, **filters)), width)
    return text, ElementTree.fromstring(text)


def list_texts(tree):
    return [each.text or "" for each in tree.iter(f"{SVG}text")]


def list_bars(tree, *, look=""):
    return [
        each
        for each in tree.iter(f"{SVG}rect")
        if (each.get("class") or "").startswith("c")
        and each.get("width") == "8"
        and look in ElementTree.tostring(each, "unicode")
    ]


def test_every_event_stands_with_its_date_and_title():
    _, tree = draw("1907", "2004-04-17", "2003/2005", "[1901..1933]")
    texts = list_texts(tree)
    for words in ("Event 0", "Event 1", "Event 2", "Event 3", "ends: Event 2", "17 Apr 2004"):
        assert words in texts
    assert texts[0] == "Test"
    assert texts[-1] == "4 events"


def test_a_duration_is_a_bar_from_its_row_to_its_end():
    _, tree = draw("2003/2005", "2004")
    bars = list_bars(tree)
    tops = [float(each.get("y")) for each in bars]
    feet = [float(each.get("y")) + float(each.get("height")) for each in bars]
    middle = next(
        float(each.get("y")) for each in tree.iter(f"{SVG}text") if each.text == "Event 1"
    )
    assert min(tops) < middle < max(feet)
    assert len({each.get("x") for each in bars}) == 1


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("2003~/2005", "url(#in-c1)"),
        ("2003/2005~", "url(#out-c1)"),
        ("2003/", 'fill-opacity="0.35"'),
        ("2003/..", "l-"),
        ("../2005", "h12"),
        ("[2003-01-01..2003-06-30]", 'r="1.8"'),
        ("2003~", 'class="c0 open"'),
        ("2003", 'class="c0" cx='),
    ],
)
def test_each_kind_of_date_has_its_own_shape(date, shape):
    text, _ = draw(date, "2003-03-03", "2010")
    body = text.split("</style>")[1].replace("L", "l-")
    assert shape in body


def test_what_only_possibly_matches_is_a_ring():
    text, _ = draw("2003", within=("2003-04-01..2003-11-30",))
    assert 'class="c0 ring"' in text


def test_a_legend_explains_the_signs_that_occur_and_no_others():
    _, tree = draw("2003", "2004/2006", "2005~")
    texts = list_texts(tree)
    assert "event" in texts
    assert "approximate or one of several days" in texts
    # A lane says by itself where it begins and ends.
    assert "begins" not in texts
    dates = [f"20{number:02d}/2050" for number in range(10)]
    assert "begins" in list_texts(draw(*dates)[1])


def test_long_texts_are_wrapped_within_the_picture():
    titles = ["A title of many words " * 8, "x" * 300, "short"]
    _, tree = draw("2003", "2004", "2005-12-01/2006-11-30", titles=titles, width=320.0)
    texts = list_texts(tree)
    assert "".join(texts).count("x") >= 300
    assert sum(text.count("words") for text in texts) == 8
    assert max(map(len, texts)) < 60


def test_the_latest_stands_first_where_asked():
    texts = list_texts(draw("2003", "2004", "2005/2006", reverse=True)[1])
    assert texts.index("Event 2") < texts.index("Event 1") < texts.index("Event 0")


def test_sections_may_head_the_rows_and_merged_timelines_say_which():
    made = timeline(event("a", "2003"), event("b", "2004"))
    report = build_vertical(asked(made), headings="section")
    texts = list_texts(ElementTree.fromstring(render_vertical_drawing(report, 600)))
    assert "History" in texts


def test_nothing_found_is_said_and_very_many_are_grouped():
    assert "no event matches" in list_texts(draw("2003", within=("1900",))[1])
    many = draw(*["2003"] * (MAX_UNGROUPED_EVENTS + 1))[1]
    assert any("shown in groups" in text for text in list_texts(many))


@pytest.mark.parametrize("title", NASTY)
def test_hostile_texts_stay_inert(title):
    text, tree = draw("2003", "2004/2005", titles=[title, title])
    assert {each.tag for each in tree.iter()} <= {
        SVG + name
        for name in ("svg", "title", "style", "rect", "text", "path", "circle", "linearGradient",
                     "stop")
    }  # fmt: skip
    assert "<script" not in text


def test_width_and_style_are_as_asked(qaim, tmp_path):
    assert (choose_width(None), choose_width(100), choose_width(20)) == (860.0, 750.0, 320.0)
    assert 'width="750"' in qaim("timeline", "--width", "100", "-f", "svg").out
    assert "textLength" in qaim("timeline", "--style", "terminal", "-f", "svg").out
    assert "textLength" not in qaim("timeline", "-f", "svg").out
    target = tmp_path / "timeline.png"
    assert qaim("timeline", "-o", str(target)).status == 0
    assert target.read_bytes().startswith(b"\x89PNG")
