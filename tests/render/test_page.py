"""A web page of an answer: whole, safe with any text, and fit for a phone, a desk and a reader."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape

import pytest
from rich.text import Text

from qaim_cli import store as stores
from qaim_cli.model import Reference
from qaim_cli.render import page as pages
from qaim_cli.render.page import render_page
from qaim_cli.render.screen import ScreenSettings
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.reports.table import TableColumn, TableReport
from tests.support.asking import asked
from tests.support.events import event, timeline
from tests.support.pages import NASTY, Tree, contrast

SCREEN = ScreenSettings(110, True, False)


def nasty():
    made = timeline(*(event(f"e{n}", f"200{n}", title) for n, title in enumerate(NASTY)))
    made.title = '<b>"A" & B</b>'
    return made


COMMANDS = {
    "list": ["list"],
    "count": ["count"],
    "show": ["show", "battle-of-husaybah", "convoy"],
    "infobox": ["infobox"],
    "actors": ["actors"],
    "places": ["places"],
    "tags": ["tags"],
    "today": ["today", "--today", "2026-11-22"],
    "wide": ["count", "--width", "200"],
    "explain": ["explain", "2004", "04/05/2004"],
    "terms": ["list", "drone or khan", "--explain"],
}
DRAWN = ("count",)


@pytest.fixture
def shown(qaim):
    def run(command: str, *more: str) -> str:
        result = qaim(*COMMANDS[command], *more, "-f", "html")
        assert (result.status, result.err) == (0, "")
        return result.out

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_page_is_whole_and_loads_nothing(shown, command):
    text = shown(command)
    tree = Tree(text)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert text.endswith("</html>\n")
    assert len(tree.all("h1")) == len(tree.all("title")) == len(tree.all("main")) == 1
    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(dict(tree.elements))
    addresses = [
        (name, key, value)
        for name, attributes in tree.elements
        for key, value in attributes.items()
        if "http" in (value or "") or key in ("href", "src", "srcset", "xlink:href", "xmlns")
    ]
    source = "https://en.wikipedia.org/wiki/Al-Qa%27im_(town)"
    assert addresses.pop() == ("a", "href", source)
    # Above the source stand at most links to its sections.
    assert all(each[:2] == ("a", "href") and each[2].startswith(f"{source}#") for each in addresses)
    assert bool(addresses) == (command == "show")
    assert not re.search(r"url\(|@import|javascript:", text)
    assert not [key for _, attributes in tree.elements for key in attributes if key[:2] == "on"]
    assert '<meta name="viewport" content="width=device-width,initial-scale=1">' in text


def test_every_event_is_a_row_of_the_table(shown):
    tree = Tree(shown("list"))
    told = {text.removesuffix(")").split(" (according to ")[0] for text in tree.inside("tr td")}
    made = stores.load_timeline(stores.find_shipped_timeline()).timeline
    assert {each.title for each in made.events} <= told
    assert len(tree.all("tr")) == len(made.events) + 1


@pytest.mark.parametrize("command", DRAWN)
def test_a_drawing_stands_in_a_box_of_its_own_above_the_same_in_a_table(shown, command):
    text = shown(command)
    tree = Tree(text)
    assert text.index("<figure>") < text.index("<table")
    for box, where in zip(tree.all("div"), ("desk", "phone"), strict=True):
        assert box == {
            "class": f"scroll {where}", "role": "region", "aria-label": "Drawing", "tabindex": "0"
        }  # fmt: skip
    assert [(svg["role"], svg["aria-label"]) for svg in tree.all("svg")] == 2 * [
        ("img", "Al-Qa'im, drawn; the table below has the same content")
    ]
    assert [svg["width"] for svg in tree.all("svg")] == ["956", "334"]
    assert tree.inside("caption") == ["The same in a table"]
    # What the page says above, the drawing does not say again.
    assert tree.inside("tspan")[0] not in ("Al-Qa'im", "events by year")


def test_a_wanted_width_is_the_drawings(shown):
    assert [svg["width"] for svg in Tree(shown("count", "--width", "60")).all("svg")] == [
        "536",
        "334",
    ]
    assert [svg["width"] for svg in Tree(shown("count", "--width", "30")).all("svg")] == [
        "284",
        "284",
    ]


def test_a_drawing_with_another_heading_than_the_pages_keeps_it():
    sheet = build_listing_table(asked(nasty()))
    text = render_page(sheet, lambda _: Text("Its own heading\n\nand a line"), SCREEN)
    assert ">Its own heading</tspan>" in text


def test_a_table_has_its_name_its_headings_and_labels_for_a_narrow_window(shown):
    tree = Tree(shown("list", "--in", "apr 2004"))
    assert tree.inside("caption span") == ["Al-Qa'im · 1 Apr 2004 – 30 Apr 2004"]
    assert tree.inside("header p") == ["1 Apr 2004 – 30 Apr 2004"]
    assert tree.inside("head title") == ["Al-Qa'im · 1 Apr 2004 – 30 Apr 2004"]
    assert [cell["scope"] for cell in tree.all("th")] == ["col"] * 3
    assert tree.inside("thead tr th") == ["When", "What", "Who"]
    assert [cell["data-label"] for cell in tree.all("td")] == ["When", "What", "Who"] * 4
    assert {cell["dir"] for cell in tree.all("td")} == {"auto"}
    assert tree.inside("footer p") == [
        "4 of 35 events · ? 1 possibly: the source does not say exactly"
        " · 3 hidden as too vague (--maybe shows)",
        "Source: ",
        " · CC BY-SA 4.0",
    ]
    assert tree.inside("footer p a") == ["Al-Qa'im (town)"]


def test_in_a_table_of_two_columns_the_first_names_the_second(shown):
    tree = Tree(shown("infobox"))
    assert {"scope": "row", "dir": "auto"} in tree.all("th")
    assert tree.inside("tbody tr th")[:2] == ["Name", "Native name"]
    assert "القائم" in tree.inside("tbody tr td")
    numbers = Tree(shown("count", "--by", "tag"))
    assert {cell["class"] for cell in numbers.all("td")} == {"number"}


def test_a_label_stands_for_the_lines_below_it_that_have_none():
    rows = (("", "first"), ("A", "1"), ("", "2"), ("", "3"), ("B", "4"))
    sheet = TableReport("T", (), (TableColumn(""), TableColumn("")), tuple(map(Line, rows)))
    tree = Tree(render_page(sheet, None, SCREEN))
    assert [cell.get("rowspan") for cell in tree.all("th")] == [None, "3", None]
    assert tree.inside("tr td") == ["first", "1", "2", "3", "4"]
    assert tree.all("thead") == tree.all("footer") == []


class Line:
    def __init__(self, cells):
        self.cells = cells
        self.record = {}


def test_any_text_is_shown_as_it_is_and_never_as_markup():
    made = nasty()
    text = render_page(build_listing_table(asked(made)), None, SCREEN)
    tree = Tree(text)
    assert tree.all("script") == tree.all("b") == []
    assert set(NASTY) <= set(tree.inside("tr td"))
    assert tree.inside("h1") == tree.inside("head title") == [made.title]
    assert "x" not in dict(tree.elements)


def test_nasty_text_is_safe_in_every_drawing(qaim, store):
    path = store(
        "title: '<b>\"A\" & B</b>'\nsource: {title: '<i>', url: 'https://x/\"><script>'}\nevents:\n"
        + "".join(
            f"  - {{id: e{n}, date: 200{n}, title: {json.dumps(title, ensure_ascii=False)}, "
            "source: {section: S, paragraph: 1, sentence: 1}}\n"
            for n, title in enumerate(NASTY)
        )
    )
    for command in ("list", "count"):
        tree = Tree(qaim(command, "--file", path, "-f", "html").out)
        assert {"script", "b", "i"}.isdisjoint(dict(tree.elements)), command
        assert [link["href"] for link in tree.all("a")] == ['https://x/"><script>']
        assert tree.inside("h1") == ['<b>"A" & B</b>']


def test_what_was_typed_cannot_bring_a_control_character(qaim):
    text = qaim("list", "--keyword", "a\x1b[31mb", "-f", "html").out
    assert "\x1b" not in text
    assert "keyword a\ufffd[31mb" in text


def test_nothing_found_is_said_without_table_or_drawing(shown):
    for command in ("list", "count"):
        tree = Tree(shown(command, "--in", "1800"))
        assert "no event matches" in tree.inside("main p")
        assert tree.all("table") == tree.all("figure") == []


@pytest.mark.parametrize(
    ("reference", "words", "links"),
    [
        (Reference(), "", 0),
        (Reference("A book"), "Source: A book", 0),
        (Reference("", "https://example.org/a"), "Source: https://example.org/a", 1),
        (Reference("A book", "javascript:alert(1)", "CC0"), "Source: A book · CC0", 0),
        (Reference(licence="CC0"), "Source: CC0", 0),
    ],
)
def test_the_source_is_named_and_linked_as_far_as_it_is_known(reference, words, links):
    sheet = TableReport(
        "T", (), (TableColumn("A"),), (), empty_message="none", references=(reference,)
    )
    tree = Tree(render_page(sheet, None, SCREEN))
    assert "".join(text for where, text in tree.texts if "footer" in where).strip() == words
    assert len(tree.all("a")) == links


def test_the_source_is_named_once(shown):
    assert shown("infobox").count("CC BY-SA 4.0") == 1


def test_every_colour_of_words_stands_out_from_the_page():
    shades = {
        name: pair for name, pair in pages._PAGE_COLORS.items() if name not in ("page", "line")
    }
    paper = pages._PAGE_COLORS["page"]
    for name, pair in shades.items():
        for color, behind in zip(pair, paper, strict=True):
            assert contrast(color, behind) >= 4.5, (name, color)


CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), ""
)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
SIZES = {"phone": (375, 800), "desk": (1280, 900)}
PROBE = """<script>
const seen = [...document.querySelectorAll("svg")].filter(svg => svg.getBoundingClientRect().width)
const boxes = [...document.querySelectorAll(".scroll")]
parent.told(innerWidth, [document.documentElement.scrollWidth, document.body.scrollWidth,
  getComputedStyle(document.body).backgroundColor, seen.map(svg => svg.parentElement.className),
  boxes.every(box => box.scrollWidth <= box.clientWidth),
  boxes.every(box => getComputedStyle(box).overflowX == "auto")])
</script></body>"""
HARNESS = """<!DOCTYPE html><meta name="color-scheme" content="light dark"><title></title><script>
const all = {}
function told(width, facts) { all[width] = facts; document.title = JSON.stringify(all) }
</script>"""


def measured(text: str, directory, *, dark: bool) -> dict[str, list]:
    """What a browser makes of a page on a phone and on a desk, by the width of the window.

    A window of its own has a least width, so each size is a frame; a script is in this copy only.
    """
    copy = re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", PROBE)
    frames = "".join(
        f'<iframe width="{width}" height="{height}" style="border:0" srcdoc="{escape(copy)}">'
        "</iframe>"
        for width, height in SIZES.values()
    )
    (directory / "frames.html").write_text(HARNESS + frames, "utf-8")
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else []
    result = subprocess.run(
        [CHROMIUM, *FLAGS, *scheme, f"--user-data-dir={directory / 'profile'}",
         "--window-size=1700,1000", "--dump-dom", (directory / "frames.html").as_uri()],
        capture_output=True, text=True, encoding="utf-8", check=True, timeout=240,
    )  # fmt: skip
    return json.loads(re.search(r"<title>(.*?)</title>", result.stdout)[1])


@pytest.mark.no_cover
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("command", ["list", "count", "wide", "show", "nasty"])
def test_a_browser_shows_the_page_within_its_window(shown, tmp_path, command, dark):
    text = (
        render_page(build_listing_table(asked(nasty())), None, SCREEN)
        if command == "nasty"
        else shown(command)
    )
    found = measured(text, tmp_path, dark=dark)
    assert set(found) == {"375", "1280"}
    for (name, (width, _)), facts in zip(SIZES.items(), found.values(), strict=True):
        whole, body, color, boxes, fits, scrolls = facts
        assert max(whole, body) <= width
        assert color == ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)")
        assert boxes == ([f"scroll {name}"] if command in (*DRAWN, "wide") else [])
        assert fits or (command, name) == ("wide", "desk")
        assert scrolls
