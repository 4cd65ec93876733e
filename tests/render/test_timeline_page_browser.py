"""The timeline page in a real browser: drawn, moved, filtered, read by keyboard, and printed."""

from __future__ import annotations

import json
import os
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from bench.generator import generate_events, render_store
from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.dates.calendar import GREGORIAN, HISTORICAL, to_civil_date
from qaim_cli.errors import DateError
from qaim_cli.periods import parse_period
from qaim_cli.render.timeline_page import read_program
from qaim_cli.text import fold
from tests.support.asking import TODAY
from tests.support.browser import needs_browser, open_browser, open_page
from tests.support.pages import NASTY, contrast
from tests.support.second import STORE as SECOND

pytestmark = [needs_browser, pytest.mark.no_cover]

BATTLE = "battle-of-husaybah"
QUERIES = (
    "drone",
    "kataib",
    '"islamic state"',
    "tag:battle",
    "actor:marines",
    "actor:'3/7'",
    "actor:insurgents tag:attack",
    "marines not tag:battle",
    "attack -tag:border",
    "tag:battle or tag:raid",
    "(tag:battle or tag:airstrike) 2004..2021",
    "place:husaybah",
    "place:al-qaim",
    'section:"Iraq War"',
    'source:"Iraq War ¶4"',
    'source:"Iraq War ¶4.1"',
    "id:battle",
    "claim:any",
    "claim:none",
    "claim:residents",
    "text:insurgents",
    "title:insurgents",
    "killed:>10",
    "killed:5..25",
    "killed:~80",
    "wounded:>0",
    "sources:>2",
    "2004",
    "apr 2004",
    "17 April 2004",
    "April 17, 2004",
    "2004-04-17",
    "2003-2005",
    "2003..",
    "..1950",
    "1990s",
    "200X",
    "20th century",
    "in:2005-04",
    "date:1907",
    "from:2014",
    "to:1950",
    "from:2003 to:2004",
    "before:2004",
    "after:2019",
    "sure:2004",
    "not 2004",
    "44 BC",
    "1 AD",
    "offensive 2005 or drone",
    "early 2005", "late 1990s", "mid-20th century", "early spring 2004", "mid April 2004",
    "second half of 2004", "first quarter of the 20th century", "last decade of the 20th century",
    "the end of 2004", "fall 2005", "winter 2003", "Q2 2004", "2005-Q1", "H1 2014",
    "since 2017", "from 2017", "until 1950", "by 1950", "before 2004", "after 2019", "pre-1950",
    "2014 onwards", "2014 to the present", "up to 1907", "before the end of 2003",
    "about 2003", "c. 1900", "circa 1980s", "~ 17 April 2004", "since about 2014",
    "before about 1950", "about spring 2004", "sure:about 2004", "before:about 2004",
    "before:1 AD", "after:44 BC", "during:2004", "during:20th century AD", "in:A.D. 1907",
    "before:2nd century BCE", "from:1 CE to:1950", "date:early 2005 drone", "in:the 1990s",
    "nineteenth century", "twenty-first century", "2nd millennium", "first century BC", "3000 BC",
    "between 2004 and 2006", "from 2004 to 2006", "April to June 2004", "17-18 April 2004",
    "2004–2006", "2004–06", "April–June 2004", "mid to late 1990s", "1990s to 2004", "500–450 BC",
    "19th to 20th century", "spring 2004 until fall 2005", "2004-04/2005", "1914-18", "18XX",
    "Sat 17 April 2004", "17 of April 2004", "April-2004", "in:between 2004 and 2006",
    "actor:islamic state", "drone since 2014", "not since 2014",
    "3rd battalion", "100 people", "3/7", "marines 3", "drone or 20th century", "the khan",
    "in 2004", "to:early 2005", "tag:battle early 2004",
)  # fmt: skip
ELSEWHERE = (
    "around:convoy", "on:today", "during:convoy", "last 5 years", "3 years ago", "last century",
    "perhaps 2004", "2004 to now", "in:2004 to now", "1900s", "in:2004/05", "in:2003-21",
    "04/05/2004", "-2004", "before:until 2004", "after:2004..", "Sun 17 April 2004", "apr 04",
    "12 mars 2004", "(", ")", "or", "tag:", "tag:nosuch",
    "nosuch:1", '"open', "killed:many", "in:someday", "2004-02-30",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages of the shipped timeline, each written once."""
    from qaim_cli import cli

    folder = tmp_path_factory.mktemp("pages")
    commands = {
        "chart": ["chart"], "timeline": ["timeline"], "reverse": ["timeline", "--reverse"],
        "range": ["chart", "--in", "2004..2005"], "nothing": ["chart", "--in", "1800"],
        "lanes": ["chart", "--by", "actor"], "list": ["list", "--no-pager"],
    }  # fmt: skip
    for name, words in commands.items():
        end = "json" if name == "list" else "html"
        assert cli.main([*words, "-o", str(folder / f"{name}.{end}")]) == 0
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A store of many events, and the page of it."""
    from qaim_cli import cli

    folder = tmp_path_factory.mktemp("many")
    path, page = folder / "many.yaml", folder / "many.html"
    path.write_text("".join(render_store(generate_events(2_500))), "utf-8")
    assert cli.main(["chart", "--file", str(path), "-o", str(page)]) == 0
    return path, page


@pytest.fixture
def show(browser, pages):
    """Open a page for the length of a test."""
    opened = []

    def run(name="chart", fragment="", **settings):
        manager = open_page(browser, pages / f"{name}.html", fragment, **settings)
        opened.append(manager)
        return manager.__enter__()

    yield run
    for manager in opened:
        manager.__exit__(None, None, None)


@pytest.fixture(scope="module")
def program(browser):
    """The page's modules on a blank page, to call their functions."""
    page = browser.new_page()
    page.evaluate(
        read_program()
        .replace('(() => {\n"use strict";', "")
        .replace(
            "\nstart();\n})();",
            "\nObject.assign(globalThis, {Calendar, fold, PALETTES, LogScale, readPeriod});",
        )
    )
    return page


def counts(page) -> str:
    return page.text_content("#qaim_counts")


def ask(page, query: str) -> None:
    page.fill("#qaim_query", query)


def listed(page) -> list[str]:
    """The ids of the events that the table shows."""
    return page.eval_on_selector_all("#qaim_table tbody tr", "rows => rows.map(r => r.dataset.id)")


def find_mark(page, title: str) -> tuple[float, float]:
    """Where an event is drawn: beside the card that shows when it is stepped to by key."""
    page.focus("#qaim_drawing")
    while tipped(page) != title:
        page.keyboard.press("ArrowDown")
    tip, drawing = (page.locator(f"#qaim_{id}").bounding_box() for id in ("tip", "drawing"))
    # The card stands below its mark or above it, a little to the right of where that begins.
    x = max(tip["x"] - 6, drawing["x"] + 10)
    for y in (tip["y"] - 19, tip["y"] + tip["height"] + 21):
        page.mouse.move(x + 1, y)
        page.mouse.move(x, y)
        if tipped(page) == title:
            return x, y
    raise AssertionError(f"{title} is not where its card is")


def tipped(page) -> str:
    tip = page.locator("#qaim_tip")
    return tip.locator("strong").text_content() if tip.is_visible() else ""


def test_filters_find_what_the_command_finds(show, qaim):
    page = show()
    for query in QUERIES:
        found = qaim("list", query, "-f", "json")
        ids = [each["id"] for each in json.loads(found.out)] if found.status == 0 else None
        ask(page, query)
        note = page.text_content("#qaim_query-note")
        if ids is None:
            assert note, query
            continue
        assert note == "", query
        assert listed(page) == ids, query


def test_what_the_page_cannot_answer_is_refused_and_the_last_answer_stays(show):
    page = show()
    ask(page, "tag:battle")
    for query in ELSEWHERE:
        ask(page, query)
        assert page.text_content("#qaim_query-note"), query
        assert page.get_attribute("#qaim_query", "aria-invalid") == "true"
        assert listed(page) == [BATTLE]
    ask(page, "")
    assert counts(page) == "35 events"
    assert page.get_attribute("#qaim_query", "aria-invalid") is None


def test_the_command_that_gives_the_same_is_shown(show, qaim):
    page = show()
    page.click("#qaim_filters summary")
    page.click("#qaim_chips fieldset:has([data-facet=tag]) .more")
    ask(page, "insurgents or 3/7")
    page.click('.chip[data-facet="tag"][data-label="control"]')
    page.click('.chip[data-facet="tag"][data-label="battle"]')
    command = page.text_content("#qaim_command")
    assert command == "qaim list 'insurgents or 3/7' --tag control --tag battle"
    found = qaim("list", "insurgents or 3/7", "--tag", "control", "--tag", "battle", "-f", "json")
    assert listed(page) == [each["id"] for each in json.loads(found.out)]
    page.click("#qaim_clear")
    assert counts(page) == "35 events"


def test_a_chip_of_a_whole_finds_its_parts_and_counts_them(show, qaim):
    page = show()
    page.click("#qaim_filters summary")
    for more in page.query_selector_all("#qaim_chips .more"):
        more.click()
    for chip in page.query_selector_all('.chip[data-facet="actor"]'):
        label = chip.get_attribute("data-label")
        ids = [each["id"] for each in json.loads(qaim("list", "-a", label, "-f", "json").out)]
        assert chip.query_selector("b").text_content() == str(len(ids))
        chip.click()
        assert listed(page) == ids, label
        chip.click()


def test_counts_tell_what_is_possible_and_what_is_hidden(show):
    page = show()
    ask(page, "apr 2004")
    assert counts(page) == "4 of 35 events · 1 possibly · 3 hidden as too vague"
    assert listed(show("range")) != []


def test_the_wheel_zooms_about_the_event_under_the_pointer(show):
    page = show()
    x, y = find_mark(page, "Operation Rifles Blitz")
    title = tipped(page)
    for _ in range(6):
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(60)
        page.mouse.move(x + 1, y)
        page.mouse.move(x, y)
        assert tipped(page) == title
    assert "in view" in counts(page)
    for _ in range(12):
        page.mouse.wheel(0, 240)
    page.wait_for_timeout(60)
    assert "in view" not in counts(page)


def test_bars_are_drawn_no_farther_than_the_view_however_near_one_zooms(show):
    page = show("lanes")
    page.evaluate(
        """() => {
          globalThis.widths = [];
          const draw = CanvasRenderingContext2D.prototype.roundRect;
          CanvasRenderingContext2D.prototype.roundRect = function (x, y, width, ...rest) {
            widths.push(width);
            return draw.call(this, x, y, width, ...rest);
          };
        }"""
    )
    page.evaluate("location.hash = '#from=2004-04-17&to=2004-04-18'")
    page.wait_for_function("qaim_counts.textContent.includes('view')")
    page.wait_for_timeout(60)
    widths = page.evaluate("widths")
    # Here a bar of twenty years is 9,000,000 pixels long; its dashes alone took seconds.
    assert widths
    assert max(widths) < 2 * 1280


def test_the_wheel_scrolls_the_page_where_nothing_is_left_to_zoom_out(show):
    page = show(height=500)
    box = page.locator("#qaim_drawing").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 40)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    assert counts(page) == "35 events"


def test_dragging_moves_through_time_and_a_click_opens_the_card(show):
    page = show("chart", "#from=2003-01-01&to=2006-01-01", height=1500)
    x, y = find_mark(page, "3/7 fights its decisive battle in Husaybah")
    page.mouse.down()
    page.mouse.move(x - 100, y, steps=5)
    page.mouse.up()
    page.mouse.move(x - 101, y)
    page.mouse.move(x - 100, y)
    assert "3/7 fights" in tipped(page)
    assert page.is_hidden("#qaim_card")
    page.mouse.click(x - 100, y)
    assert page.text_content("#qaim_card h2") == "3/7 fights its decisive battle in Husaybah"
    told = page.text_content("#qaim_card dl")
    assert "Saturday 17 April 2004" in told
    assert "Insurgents: about 80 killed" in told
    assert "paragraph 4, sentences 1, 2, 3 and 4" in told
    assert "according_to" not in told
    links = page.eval_on_selector_all("#qaim_card dl a", "links => links.map(a => a.href)")
    assert links == ["https://en.wikipedia.org/wiki/Al-Qa%27im_(town)#Iraq_War"]


def test_two_fingers_zoom(show):
    page = show(has_touch=True)
    page.evaluate(
        """() => {
          const canvas = qaim_drawing, box = canvas.getBoundingClientRect();
          canvas.setPointerCapture = () => {};
          const send = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type, {
            pointerId: id, clientX: box.left + x, clientY: box.top + 50, pointerType: "touch" }));
          send("pointerdown", 1, 400); send("pointerdown", 2, 500);
          for (let step = 1; step <= 10; step++) {
            send("pointermove", 1, 400 - 20 * step); send("pointermove", 2, 500 + 20 * step);
          }
          send("pointerup", 1, 200); send("pointerup", 2, 700);
        }"""
    )
    page.wait_for_timeout(60)
    assert "in view" in counts(page)
    assert page.is_hidden("#qaim_card")


def test_every_action_has_a_key(show):
    page = show()
    page.focus("#qaim_drawing")
    page.keyboard.press("ArrowDown")
    assert page.text_content("#qaim_said").endswith(
        "Khan and police station stand without a village"
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert tipped(page) == "The khan is built"
    page.keyboard.press("Enter")
    assert page.text_content("#qaim_card h2") == "The khan is built"
    assert page.evaluate("document.activeElement.id") == "qaim_card-title"
    page.keyboard.press("n")
    assert page.text_content("#qaim_card h2") != "The khan is built"
    page.keyboard.press("p")
    assert page.text_content("#qaim_card h2") == "The khan is built"
    page.keyboard.press("Escape")
    assert page.is_hidden("#qaim_card")
    assert page.evaluate("document.activeElement.id") == "qaim_drawing"
    for key in ("+", "+", "ArrowRight", "ArrowLeft", "-"):
        page.keyboard.press(key)
        page.wait_for_timeout(40)
        assert "in view" in counts(page), key
    page.keyboard.press("0")
    page.wait_for_timeout(40)
    assert counts(page) == "35 events"
    page.keyboard.press("/")
    page.keyboard.type("tag:battle")
    assert listed(page) == [BATTLE]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_all_can_be_reached_with_the_tab_key_in_order(show):
    page = show()
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    order = ["qaim_query", "SUMMARY", "qaim_form-across", "qaim_lanes", "qaim_zoom-out",
             "qaim_overview", "qaim_drawing"]  # fmt: skip
    assert [each for each in seen if each in order] == order


def test_an_event_and_a_view_have_addresses(show):
    page = show("chart", f"#{BATTLE}")
    assert page.text_content("#qaim_card h2").startswith("3/7 fights")
    page.click("#qaim_card-after")
    page.wait_for_timeout(300)
    assert page.evaluate("location.hash") == "#insurgent-gains" or "#" in page.url
    page.click("#qaim_card-close")
    page.select_option("#qaim_lanes", "tag")
    ask(page, "insurgents")
    page.click("#qaim_zoom-in")
    page.wait_for_timeout(400)
    address, told, ids = page.evaluate("location.hash"), counts(page), listed(page)
    assert {part.split("=")[0] for part in address[1:].split("&")} == {"by", "from", "to", "q"}
    other = show("chart", address)
    assert (counts(other), listed(other)) == (told, ids)
    assert other.input_value("#qaim_query") == "insurgents"
    assert other.input_value("#qaim_lanes") == "tag"


@pytest.mark.parametrize(
    "fragment", ["#nosuch", "#from=x&to=y&by=z&form=q&event=no", "#%E0%A4%A", "#q=("]
)
def test_an_address_that_means_nothing_shows_all(show, fragment):
    page = show("chart", fragment)
    assert counts(page) == "35 events"
    assert page.is_hidden("#qaim_card")


def test_each_form_can_be_switched_to_the_other(show):
    page = show("timeline")
    assert page.is_hidden("#qaim_drawing")
    assert page.get_attribute("#qaim_form-down", "aria-pressed") == "true"
    page.click("#qaim_form-across")
    assert page.is_visible("#qaim_drawing")
    assert len(listed(page)) == 35
    assert page.is_hidden("#qaim_down")


def down_ids(page) -> list[str]:
    return page.eval_on_selector_all("#qaim_down li", "items => items.map(item => item.dataset.id)")


def test_the_vertical_form_lists_events_in_order_and_follows_filter_and_zoom(show, pages):
    every = [each["id"] for each in json.loads((pages / "list.json").read_text("utf-8"))]
    page = show("timeline")
    assert down_ids(page) == every
    assert page.eval_on_selector_all("#qaim_down ol", "lists => lists.map(l => l.start)") == [1]
    ask(page, "tag:battle")
    assert down_ids(page) == [BATTLE]
    page.click("#qaim_down li")
    assert page.is_visible("#qaim_card")
    near = show("timeline", "#from=2004-04-01&to=2004-04-30")
    assert BATTLE in down_ids(near)
    assert len(down_ids(near)) < len(every)
    assert down_ids(show("reverse")) == every[::-1]


def test_the_table_sorts_by_any_column_and_back(show):
    page = show()
    first = listed(page)
    page.click("#qaim_table th:nth-child(2) button")
    titles = page.eval_on_selector_all(
        "#qaim_table td:nth-child(2)", "c => c.map(x => x.textContent)"
    )
    assert titles == sorted(titles, key=fold)
    assert page.get_attribute("#qaim_table th:nth-child(2)", "aria-sort") == "ascending"
    page.click("#qaim_table th:nth-child(1) button")
    assert listed(page) == first
    page.click("#qaim_table th:nth-child(1) button")
    assert listed(page) == first[::-1]
    assert page.get_attribute("#qaim_table th:nth-child(1)", "aria-sort") == "descending"


@pytest.mark.parametrize("name", ["chart", "timeline", "lanes", "range", "nothing"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window_and_words_stand_out(show, name, width, scheme):
    page = show(name, width=width, height=760, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colors = page.evaluate(
        """() => { const style = getComputedStyle(document.documentElement);
           return Object.fromEntries(["page", "card", "text", "faint", "link", "warn", "focus"]
             .map(name => [name, style.getPropertyValue(`--${name}`)])) }"""
    )
    for paper in ("page", "card"):
        for name in ("text", "faint", "link", "warn", "focus"):
            assert contrast(colors[name], colors[paper]) >= 4.5
    if name != "nothing":
        page.click("#qaim_filters summary")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_all_is_told(show, pages):
    page = show("timeline", java_script_enabled=False)
    every = [each["id"] for each in json.loads((pages / "list.json").read_text("utf-8"))]
    assert page.eval_on_selector_all("article", "all => all.map(each => each.id)") == every
    assert page.locator("article").first.is_visible()
    assert page.is_hidden("#qaim_app")


def test_a_browser_that_cannot_unpack_the_program_shows_the_document(browser, pages):
    context = browser.new_context()
    context.add_init_script("delete globalThis.DecompressionStream")
    page = context.new_page()
    page.goto((pages / "timeline.html").as_uri())
    page.locator("article").first.wait_for(state="visible")
    assert page.is_hidden("#qaim_app")
    context.close()


def test_it_prints_light_and_whole(show):
    page = show(color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 251, 248)"
    assert page.is_hidden("#qaim_search")
    assert len(listed(page)) == 35
    legend = page.locator("#qaim_legend li")
    assert page.is_visible("#qaim_legend")
    assert "one of these days" in legend.all_text_contents()
    assert "battle" in legend.all_text_contents()
    assert all(legend.nth(at).is_visible() for at in range(legend.count()))
    drawn, stage = page.evaluate(
        "[qaim_drawing.height / devicePixelRatio, parseFloat(qaim_stage.style.height)]"
    )
    assert drawn + 44 == pytest.approx(stage, abs=1)
    printed = page.pdf()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000


@pytest.mark.skipif("AXE" not in os.environ, reason="AXE does not name axe-core's axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["chart", "timeline", "lanes", "nothing"])
def test_axe_finds_nothing_against_it(browser, pages, name, scheme):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    fragment = "" if name == "nothing" else f"#{BATTLE}"
    page.goto((pages / f"{name}.html").as_uri() + fragment)
    page.wait_for_selector("html[data-started]", state="attached")
    page.evaluate(Path(os.environ["AXE"]).read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    context.close()


def test_hostile_texts_stay_inert(browser, tmp_path, qaim, store):
    titles = (*NASTY, "</script><script>document.title = 'hit'</script>", "x" * 10_000,
              "<img src=x onerror=alert(1)>", "\u202eevil\u202c")  # fmt: skip
    path = store(
        "title: '<b>A</b>'\nsource: {title: T, url: 'javascript:alert(1)'}\nevents:\n"
        + "".join(
            f"  - {{id: e{n}, date: 20{n:02d}, title: {json.dumps(title, ensure_ascii=False)}, "
            f"summary: {json.dumps(title, ensure_ascii=False)}, tags: [a, 'b<i>'],"
            " source: {section: '<s>', paragraph: 1, sentence: 1}}\n"
            for n, title in enumerate(titles)
        )
    )
    for form in ("chart", "timeline"):
        target = tmp_path / f"{form}.html"
        assert qaim(form, "--file", path, "-o", str(target)).status == 0
        for width in (360, 1280):
            with open_page(browser, target, "#e6", width=width) as page:
                assert page.title() == "<b>A</b>"
                assert (
                    page.locator("main b:not(.chip b), main i:not([class]), main img").count() == 0
                )
                hrefs = page.eval_on_selector_all(
                    "a", "all => all.map(a => a.getAttribute('href'))"
                )
                assert all(href.startswith("#") for href in hrefs)
                assert page.text_content("#qaim_card h2") == titles[6]
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.keyboard.press("n")
                assert page.text_content("#qaim_card h2") == titles[7]


def test_several_timelines_have_lanes_and_a_filter_of_their_own(browser, tmp_path, qaim, store):
    second = store(SECOND, name="second.yaml")
    target = tmp_path / "several.html"
    from qaim_cli import store as stores

    files = ("--file", stores.find_shipped_timeline(), "--file", second)
    assert qaim("chart", *files, "-o", str(target)).status == 0
    with open_page(browser, target) as page:
        assert page.input_value("#qaim_lanes") == "timeline"
        ask(page, "timeline:second")
        found = json.loads(qaim("list", *files, "timeline:second", "-f", "json").out)
        assert len(listed(page)) == len(found) > 0


SOURCED = """\
title: War
source: {title: A chronicle}
sources:
  polybius: {title: Histories, author: Polybius, key: plb}
  polybius-2: {title: Histories, author: Polybius}
  livy: {title: History of Rome}
events:
  - {id: a, date: 2001, title: A, source: livy, x-rank: 5, x-status: first draft}
  - {id: b, date: 2002, title: B, source: [{of: polybius, at: "3.117"}, {of: livy, at: "22.49"}],
     x-rank: 4.5, image: "data:x"}
  - {id: c, date: 2003, title: C, source: {section: S 1, paragraph: 2, sentence: 3}, x-rank: high}
  - {id: d, date: 2004, title: D, source: [polybius, polybius-2], x-rank: [-2, "5 of 7"]}
"""


def test_sources_and_own_fields_are_asked_for_as_everywhere_else(browser, tmp_path, qaim):
    path, target = tmp_path / "war.yaml", tmp_path / "war.html"
    path.write_text(SOURCED, "utf-8")
    assert qaim("chart", "--by", "source", "--file", str(path), "-o", str(target)).status == 0
    with open_page(browser, target) as page:
        assert page.input_value("#qaim_lanes") == "source"
        for query in (
            "source:livy", "source:plb", "source:source", 'source:"livy 22"', 'source:"livy 2"',
            'source:"S 1 ¶2.3"', 'source:"history of rome"', "not source:livy", "sources:>1",
            "sources:1", "x-rank:5", "x-rank:>4.5", "x-rank:<=5", "x-rank:4..5", "x-rank:..0",
            "x-rank:high", "x-rank:any", "x-rank:none", "x-status:draft", "X-Status:none",
        ):  # fmt: skip
            found = json.loads(qaim("list", query, "--file", str(path), "-f", "json").out)
            ask(page, query)
            assert page.text_content("#qaim_query-note") == "", query
            assert listed(page) == [each["id"] for each in found], query
        for query in ("source:livvy", "x-rank:>high", "x-rank:5..3", "x-zzz:1"):
            ask(page, query)
            assert page.text_content("#qaim_query-note"), query


def test_deep_time_is_drawn_with_labels(browser, tmp_path, qaim, store):
    path = store(
        events=(
            "  - {id: bang, date: Y-13800000000, title: Big Bang, source: {section: A}}\n"
            "  - {id: sun, date: Y-4600000000~, title: The Sun forms, source: {section: A}}\n"
            "  - {id: moon, date: 1969-07-20, title: The Eagle lands, source: {section: A}}\n"
        )
    )
    for gaps in ("auto", "off"):
        target = tmp_path / f"deep-{gaps}.html"
        assert qaim("chart", "--file", path, "--gaps", gaps, "-o", str(target)).status == 0
        with open_page(browser, target, "#moon") as page:
            page.focus("#qaim_drawing")
            for _ in range(60):
                page.keyboard.press("+")
            page.wait_for_timeout(400)
            assert "1 in view" in counts(page)
            assert "from=1969-07-" in page.evaluate("location.hash")


def test_a_logarithmic_scale_has_the_big_bang_and_last_month_in_one_piece(
    browser, tmp_path, qaim, store
):
    path = store(
        events=(
            "  - {id: bang, date: Y-13800000000~, title: Big Bang, source: {section: A}}\n"
            "  - {id: rome, date: -0752/0476, title: Rome, source: {section: A}}\n"
            "  - {id: last, date: 2026-10, title: Last month, source: {section: A}}\n"
        )
    )
    target = tmp_path / "log.html"
    words = ("--file", path, "--scale", "log", "--today", "2026-11-22")
    assert qaim("chart", *words, "-o", str(target)).status == 0
    with open_page(browser, target, "#rome") as page:
        page.keyboard.press("Escape")
        page.focus("#qaim_drawing")
        for _ in range(4):
            page.keyboard.press("+")
        page.wait_for_timeout(400)
        assert "1 in view" in counts(page)
        bounds = re.search(r"from=(-?\d+)-.*to=(-?\d+)-", page.evaluate("location.hash"))
        assert -8000 < int(bounds[1]) < -751
        assert 476 <= int(bounds[2]) < 1900
        page.keyboard.press("0")
        page.wait_for_timeout(400)
        assert counts(page) == "3 events"
    assert "by the time before now" in target.read_text("utf-8")


def test_days_on_a_logarithmic_scale_are_found_again(program):
    days = [-5_040_000_000_000, -24_000_000_000, -274_000, 700_000, 739_941, 739_942, 739_950]
    assert program.evaluate(
        """days => {
          const scale = new LogScale([days[0], days.at(-1)], 739942);
          return days.map(day => scale.dayOf(scale.unitOf(day)));
        }""",
        days,
    ) == pytest.approx(days, rel=1e-9)


@pytest.mark.parametrize(
    ("ago", "labels"),
    [
        ((14e9, 0), ["10 Ga", "1 Ga", "100 Ma", "10 Ma", "1 Ma", "100 ka", "10 ka",
                     "1,000 years", "100 years", "10 years", "1 year", "100 days", "10 days",
                     "1 day"]),
        ((3000, 800), ["2,000 years", "1,000 years"]),
        ((2100, 1990), [str(year) for year in range(1910, 2011, 10)]),
    ],
)  # fmt: skip
def test_a_logarithmic_scale_counts_in_round_ages_or_in_years(program, ago, labels):
    found = program.evaluate(
        """([oldest, youngest]) => {
          const now = 4000 * 365.2425;
          const [first, last] = [now - oldest * 365.2425, now - youngest * 365.2425];
          const scale = new LogScale([first, now], now);
          return scale.ticks(new Calendar(), first, last, 900, 62).map(({ label }) => label);
        }""",
        ago,
    )
    assert found == labels


def test_a_frame_draws_what_is_in_view_and_measures_no_text_again(browser, many):
    with open_page(browser, many[1]) as page:
        page.focus("#qaim_drawing")
        for _ in range(3):
            page.keyboard.press("+")
        page.wait_for_timeout(400)
        calls = page.evaluate(
            """async () => {
              const calls = { fillText: 0, measureText: 0, save: 0, getBoundingClientRect: 0 };
              const count = (owner, name) => {
                const real = owner.prototype[name];
                owner.prototype[name] = function (...given) {
                  calls[name] += 1;
                  return real.apply(this, given);
                };
              };
              for (const name of ["fillText", "measureText", "save"])
                count(CanvasRenderingContext2D, name);
              count(Element, "getBoundingClientRect");
              const next = () => new Promise(requestAnimationFrame);
              const turn = () => document.getElementById("qaim_drawing").dispatchEvent(
                new WheelEvent("wheel", { deltaX: 2, cancelable: true }));
              turn(); await next(); await next();
              Object.keys(calls).forEach(name => { calls[name] = 0; });
              for (let frame = 0; frame < 10; frame++) { turn(); await next(); }
              return calls;
            }"""
        )
        assert 0 < calls["fillText"] < 10 * 150
        assert calls["save"] == 0
        assert calls["measureText"] < 20  # only what comes into sight
        assert calls["getBoundingClientRect"] <= 11


def test_many_events_are_all_found(browser, many, qaim, settled):
    path, target = many
    with open_page(browser, target) as page:
        assert counts(page) == "2,500 events"
        assert len(listed(page)) == 100
        for query in (
            "1951",
            "tag:battle 1960s",
            "rahama not tag:flood",
            "killed:>80 or 20th century",
        ):
            ask(page, query)
            found = json.loads(qaim("list", "--file", str(path), query, "-f", "json").out)
            assert counts(page).startswith(f"{len(found):,} of 2,500 events"), query
        page.click("#qaim_form-down")
        assert len(down_ids(page)) < len(found)
        ids = [each["id"] for each in found]
        page.evaluate("id => { location.hash = id }", ids[-1])
        page.wait_for_selector(f'#qaim_down li.current[data-id="{ids[-1]}"]')
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        # An address of an event alone asks for no filter.
        assert len(down_ids(page)) == 2_500


@pytest.mark.parametrize("calendar", [HISTORICAL, GREGORIAN])
def test_its_calendar_is_that_of_the_program(program, calendar):
    chance = random.Random(1582)
    days = [chance.randrange(-(10**power), 10**power) for power in range(3, 13) for _ in range(200)]
    days += range(calendar.first_gregorian_day - 40, calendar.first_gregorian_day + 40)
    days = [day for day in days if abs(day) < 10**13]
    first, back = program.evaluate(
        "([days, first]) => { const c = new Calendar(first);"
        " return [days.map(d => c.civil(d)), days.map(d => c.dayNumber(...c.civil(d)))] }",
        [days, calendar.first_gregorian_day],
    )
    assert [tuple(each) for each in first] == [to_civil_date(day, calendar) for day in days]
    assert back == days


UNITS = (
    "2004", "476", "April 2004", "2004-04", "17 April 2004", "April 30, 2004", "10 October 1582",
    "spring 2004", "winter 2003", "Q2 2004", "H1 2004", "1990s", "1300s", "40s BC", "19th century",
    "fifteenth century", "5th century BC", "2nd millennium", "44 BC", "AD 33", "1 AD", "1300",
    "3000 BC", "12,000 BC", "66,000,000 BC", "-0043", "18", "4 BC", "0 AD", "April", "200X",
)  # fmt: skip
WORDINGS = (
    "{}", "the {}", "early {}", "mid-{}", "late {}", "the end of {}", "first half of the {}",
    "last third of {}", "third quarter of {}", "first decade of the {}", "about {}", "c. {}",
    "circa early {}", "before {}", "after {}", "since {}", "from {}", "until {}", "by {}",
    "up to {}", "pre-{}", "before the end of {}", "after the start of {}", "since late {}",
    "before about {}", "since about {}", "{} onwards", "{} to the present", "{}..", "..{}", "–{}",
    "between 500 BC and {}", "from {} to 2100", "{}–2005", "{} - 05", "17–{}", "1st to {}",
    "about {} to 2100", "mid to late {}", "{} to {}", "Saturday {}",
)  # fmt: skip


@pytest.mark.parametrize("calendar", [HISTORICAL, GREGORIAN])
def test_a_date_means_what_it_means_to_the_program(program, calendar):
    texts = [wording.replace("{}", unit) for wording in WORDINGS for unit in UNITS]
    read = program.evaluate(
        """([texts, first]) => texts.map(text => {
          const found = readPeriod(new Calendar(first), text);
          const known = day => Math.abs(day) < 1e18 ? day : null;
          return found && [...found.days, ...found.wide].map(known);
        })""",
        [texts, calendar.first_gregorian_day],
    )
    differing = {
        text: (days, expected)
        for text, days in zip(texts, read, strict=True)
        if days is not None and days != (expected := find_days(text, calendar))
    }
    assert differing == {}
    assert sum(days is not None for days in read) > len(texts) * 2 / 3


def find_days(text, calendar) -> list[int | None] | None:
    """The days of a text, and those as wide as "about" reaches, as the program reads it."""
    try:
        period = parse_period(text, TODAY, calendar)
    except DateError:
        return None
    days = (period.first_day, period.last_day, *period.asked_days)
    return [day if INFINITE_PAST < day < INFINITE_FUTURE else None for day in days]


def test_words_are_folded_as_everywhere_else(program):
    texts = [
        *NASTY,
        "Kata'ib",
        "Kata’ib",
        "STRASSE straße",
        "Ὀδυσσεύς ὈΔΥΣΣΕΎΣ",
        "ﬁn ﬂ",
        "नमस्ते",
        "ภาษาไทย",
        "İstanbul",
        "洛陽 2004",
        "a_b-c",
        "ʿAlī",
        "é e\u0301",
        "Ⅻ ½ x²",
    ]
    assert program.evaluate("texts => texts.map(fold)", texts) == list(map(fold, texts))


def test_twelve_colours_stand_out_and_stay_apart(program):
    for palette, paper in zip(program.evaluate("PALETTES"), ("#fcfbf8", "#16181d"), strict=True):
        assert len(set(palette)) == 12
        assert all(contrast(color, paper) >= 3 for color in palette)
        assert min(differ(one, other) for one, other in all_pairs(palette)) >= 0.08


def all_pairs(colors):
    return ((one, other) for at, one in enumerate(colors) for other in colors[at + 1 :])


SIGHTS = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)
"""Full sight, and that of red-blind, green-blind and blue-blind readers (Machado 2009)."""


def differ(one: str, other: str) -> float:
    """The least distance of two colours in OKLab that any reader sees; 0.02 is just noticeable."""
    return min(
        sum((a - b) ** 2 for a, b in zip(to_oklab(one, sight), to_oklab(other, sight), strict=True))
        ** 0.5
        for sight in SIGHTS
    )


def to_oklab(color: str, sight) -> list[float]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    seen = [min(1, max(0, dot(row, linear))) for row in sight]
    cones = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
             (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
    lab = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
           (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip
    roots = [max(0, dot(row, seen)) ** (1 / 3) for row in cones]
    return [dot(row, roots) for row in lab]


def dot(row, values) -> float:
    return sum(a * b for a, b in zip(row, values, strict=True))


def test_lanes_take_colours_in_order_of_first_appearance(show, program):
    page = show("lanes")
    shown = page.eval_on_selector_all(
        "#qaim_legend .swatch", "all => all.map(each => each.style.getPropertyValue('--mark'))"
    )
    palette = program.evaluate("PALETTES")[0]
    assert shown[:12] == palette
    assert all(one != other for one, other in pairwise(shown))
