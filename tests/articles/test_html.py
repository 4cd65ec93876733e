"""HTML, as saved from a browser."""

from __future__ import annotations

from qaim_cli import articles

PAGE = """<!DOCTYPE html>
<html><head><title>Hollow Bridge - An Encyclopaedia</title>
<link rel="canonical" href="https://example.org/bridge"><meta charset="utf-8">
<style>p { color: red }</style><script>if (a < b) { "In 1998" }</script></head>
<body><nav>Built in 1990</nav>
<h1>Hollow Bridge</h1>
<table class="infobox vcard"><caption>Hollow Bridge</caption>
<tr><th>Built</th><td>1807<br>by hand</td></tr><tr><th>Alone</th></tr>
<tr><th>Spans</th><td><ul><li>Ash</li><li>Elm</li></ul></td></tr><tr><td>no label</td></tr></table>
<p>It <b>was</b> begun in 1805.<sup class="reference">[1]</sup> Then a < b &amp; c.<!-- in 1999 -->
<p>Second paragraph<br>of 1806.</p>
<div role="navigation">1991</div><div hidden>1992</div><div style="display: none">1993</div>
<h2>History<span class="mw-editsection">[edit]</span></h2>
<table><tr><td>In 1994 a table.</td></tr></table>
<figure><figcaption>In 1995 a caption.</figcaption></figure>
<ul><li>In 1810, a toll.</li><li>In 1811, none.</ul>
<h3></h3></i></p>
<h1>Afterwards</h1>
Loose text of 1850.
<h2>See also</h2><p>Another bridge of 1996.</p>
</body></html>
"""


def test_a_page_becomes_numbered_sentences():
    article = articles.parse_article(PAGE)
    assert article.title == "Hollow Bridge"
    assert article.url == "https://example.org/bridge"
    assert article.infobox == (("Built", "1807 by hand"), ("Spans", "Ash, Elm"))
    assert [(*each.locator, each.text) for each in article.sentences] == [
        ("lead", 1, 1, "It was begun in 1805."),
        ("lead", 1, 2, "Then a < b & c."),
        ("lead", 2, 1, "Second paragraph of 1806."),
        ("History", 1, 1, "In 1810, a toll."),
        ("History", 2, 1, "In 1811, none."),
        ("Afterwards", 1, 1, "Loose text of 1850."),
    ]


def test_what_is_never_closed_ends_with_the_page():
    for text in ("<p>One.<!-- two", "<p>One.<script>two", "<p>One.<table><tr><td>two"):
        assert [each.text for each in articles.parse_article(text, kind="html").sentences] == [
            "One."
        ]


def test_a_tag_of_great_length_is_dropped():
    text = f"<p>One <img src='{'x' * 5000}'>two.</p>"
    assert [each.text for each in articles.parse_article(text, kind="html").sentences] == [
        "One two."
    ]


def test_a_page_in_a_table_of_an_infobox_has_no_prose():
    text = "<table class='infobox'><tr><th>A<td>1</td></tr></table></table><p>One.</p></div>"
    article = articles.parse_article(text, kind="html")
    assert article.infobox == (("A", "1"),)
    assert [each.text for each in article.sentences] == ["One."]


def test_elements_nested_without_end_are_read_in_time():
    text = "<div>" * 40_000 + "It fell in 1850."
    assert [each.text for each in articles.parse_article(text, kind="html").sentences] == [
        "It fell in 1850."
    ]


def test_the_widest_kinds_of_nodes_are_read_or_left_out():
    text = "<!DOCTYPE html><p>One<br>two <!-- three --><b></b>four.<hr></p>"
    assert [each.text for each in articles.parse_article(text, kind="html").sentences] == [
        "One two four."
    ]
