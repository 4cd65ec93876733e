"""The drawn picture: shapes at their places, titles beside them, any text inert."""

from __future__ import annotations

import datetime
import re
import sys
from xml.etree import ElementTree

import pytest

from qaim_cli.errors import RequestError
from qaim_cli.render.drawing import render_drawing
from qaim_cli.render.pictures import convert_svg
from qaim_cli.reports.drawing import COLUMN, build_drawing, measure_label
from tests.support.asking import asked
from tests.support.events import event, timeline
from tests.support.pages import NASTY

TODAY = datetime.date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"
DATES = (
    "2004-04-17",
    "2004",
    "2003/2005",
    "2003~/2005~",
    "2003~",
    "2004/..",
    "../2004",
    "2004/",
    "[2003..2005]",
    "[..2004]",
    "[2004-02-01..2004-02-03]",
    "{2003,2005}",
    "2004?",
)


def draw(*dates, columns=100, by="", **filters):
    made = timeline(*(event(f"e{n}", date, f"Event {n}") for n, date in enumerate(dates)))
    return build_drawing(asked(made, **filters), columns=columns, today=TODAY, by=by, gaps=False)


def drawn(*dates, **options):
    return {each.title: each for lane in draw(*dates, **options).lanes for each in lane.events}


def parse(report):
    text = render_drawing(report)
    return text, ElementTree.fromstring(text)


def test_every_event_has_a_mark_and_its_title_and_none_overlaps():
    report = draw(*DATES)
    (lane,) = report.lanes
    assert len(lane.events) == len(DATES)
    for one in lane.events:
        assert one.label == one.title
        for other in lane.events:
            if one is not other and one.row == other.row:
                assert one.extent[1] <= other.extent[0] or other.extent[1] <= one.extent[0]
    _, picture = parse(report)
    texts = [each.text for each in picture.iter(f"{SVG}text")]
    assert {f"Event {n}" for n in range(len(DATES))} <= set(texts)


def test_a_title_stands_inside_a_bar_that_holds_it_else_beside_it():
    wide = drawn("2000/2020", "2010")
    assert wide["Event 0"].is_label_inside
    assert not wide["Event 1"].is_label_inside
    late = drawn("2000", "2020")
    assert late["Event 1"].is_label_before
    assert late["Event 1"].label_at + measure_label("Event 1") <= late["Event 1"].start


def test_a_title_without_room_is_shortened_but_stays_readable():
    made = timeline(event("e", "2000", "w" * 400), event("f", "2001", "short"))
    report = build_drawing(asked(made), columns=60, today=TODAY)
    (long,) = (each for each in report.lanes[0].events if each.title != "short")
    assert long.label.endswith("…")
    assert 24 <= len(long.label) < 100


def test_bars_fade_over_the_days_on_which_they_may_lie():
    text, _ = parse(draw("2003/2005"))
    stops = re.findall(r'offset="([\d.]+)".*?stop-opacity="([\d.]+)"', text)
    assert [opacity for _, opacity in stops] == ["0.06", "1", "1", "0.06"]
    assert 0.3 < float(stops[1][0]) <= float(stops[2][0]) < 0.7
    assert "stop-opacity" not in re.sub(
        'stop-opacity="1"', "", parse(draw("2003-01-01/2005-01-01"))[0]
    )


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("2004/..", "l12 10l-12 10z"), ("../2004", "l-12 10l12 10z"), ("2004/", 'r="1.8"'),
        ("[2003..2005]", "open"), ("{2003,2005}", 'height="2"'),
    ],
)  # fmt: skip
def test_ends_and_kinds_have_shapes_of_their_own(date, shape):
    assert shape in parse(draw(date, "1990", "2010"))[0].split("</style>")[1]


def test_points_tell_known_from_one_of_several_and_about():
    known, one, about = (
        parse(draw(date, "1000"))[0].split("</style>")[1].count("<circle")
        for date in ("2004-04-17", "[2004-04-17..2004-04-19]", "2004~")
    )
    assert (known, one, about) == (2, 2, 3)
    assert "c0 open" in parse(draw("[2004-04-17..2004-04-19]", "1000"))[0]


def test_what_is_only_possible_is_paler():
    report = draw("2003/2005", "2003-06", since="2005-06")
    assert [each.is_possible for each in report.lanes[0].events] == [True]
    assert 'stop-opacity="0.4"' in render_drawing(report)


def test_lanes_gaps_and_ticks_are_those_of_the_chart(qaim):
    text = qaim("chart", "--by", "tag", "--today", "2026-11-22", "-f", "svg").out
    names = re.findall(r'class="text name"[^>]*>([^<]*)<', text)
    assert names[:3] == ["settlement", "building", "attack"]
    assert "69 years left out" in text
    assert "left out" not in qaim("chart", "--gaps", "off", "-f", "svg").out
    assert re.search(r">1905</text>", text)
    assert qaim("chart", "--from", "2003", "-f", "svg").out.count(">from 1 Jan 2003</text>") == 1


def test_width_and_style_are_as_asked(qaim):
    widths = [
        float(re.search(r' width="([\d.]+)"', qaim("chart", "--width", w, "-f", "svg").out)[1])
        for w in ("100", "60", "1")
    ]
    assert widths == [100 * COLUMN + 48, 60 * COLUMN + 48, 40 * COLUMN + 48]
    assert "textLength" in qaim("chart", "--style", "terminal", "-f", "svg").out
    assert "textLength" not in qaim("chart", "--style", "drawn", "-f", "svg").out


def test_nothing_found_is_said():
    text, picture = parse(draw("2004", since="2010"))
    assert "no event matches" in [each.text for each in picture.iter(f"{SVG}text")]
    assert "<circle" not in text


def test_any_text_stays_text():
    made = timeline(*(event(f"e{n}", f"200{n}", title) for n, title in enumerate(NASTY)))
    made.title = '<b>"A" & B\x1b</b>'
    report = build_drawing(asked(made), columns=100, today=TODAY, gaps=False)
    _, picture = parse(report)
    assert {each.tag for each in picture.iter()} == {
        SVG + name for name in ("svg", "title", "style", "rect", "text", "path", "g")
    }
    assert picture.get("aria-label") == '<b>"A" & B\ufffd</b>'


def test_letters_take_about_the_room_they_need():
    assert measure_label("") == 0
    assert (
        measure_label("ill")
        < measure_label("oak")
        < measure_label("MWM")
        < measure_label("中国人口")
    )


def test_a_picture_becomes_a_png_or_a_pdf(qaim, tmp_path):
    pytest.importorskip("cairosvg")
    for command in ("chart", "list"):
        for ending, start in (("png", b"\x89PNG\r\n\x1a\n"), ("pdf", b"%PDF-")):
            target = tmp_path / f"{command}.{ending}"
            result = qaim(command, "-o", str(target))
            assert (result.status, result.out, result.err) == (0, "", "")
            assert target.read_bytes().startswith(start)
            assert target.stat().st_size > 5_000


def test_a_picture_too_large_for_a_png_is_refused():
    pytest.importorskip("cairosvg")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="17000"></svg>'
    with pytest.raises(RequestError, match="34,000 pixels long"):
        convert_svg(svg, "png")
    assert convert_svg(svg, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize("python", ["/opt/python", "/opt/my python"])
def test_without_cairosvg_the_message_says_how_to_get_it(monkeypatch, python):
    monkeypatch.setitem(sys.modules, "cairosvg", None)
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(RequestError) as raised:
        convert_svg("<svg/>", "png")
    assert str(raised.value).startswith("png needs CairoSVG and the Cairo library, which are not")
    quoted = f'"{python}"' if " " in python else python
    assert str(raised.value).endswith(f"run: {quoted} -m pip install cairosvg")
