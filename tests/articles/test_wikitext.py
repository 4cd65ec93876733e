"""Wikitext, as copied from an edit box."""

from __future__ import annotations

import builtins
import sys

import pytest

from qaim_cli import articles
from qaim_cli.errors import RequestError

PAGE = """{{Short description|A bridge}}
{{Infobox bridge
| name = Hollow Bridge
| native_name = {{lang|cy|Pont}}
| opened = {{start date|1807|5|3|df=y}}
| image_main = x.jpg
| length = {{convert|400|m}}<ref>a book</ref>
| empty =
}}
'''Hollow Bridge''' ({{lang-cy|Pont}}) spans the [[Ash (river)|Ash]] in [[England]].<ref name="a">
{{cite book|date=4 May 1999|title=[[X]]}}</ref><!-- in 1998 --> It was begun {{circa|1805}}&nbsp;by {{nowrap|two brothers}}{{snd}}both [https://example.org smiths] [https://example.org].<ref
name="a" />
{{quote|It stands.}}
== History ==
[[File:x.jpg|thumb|A caption of 1997 with a [[link]].]]
* In ''1810'' a toll was set {{fact|date=May 2009}} on {{start date|1810|4}}, {{start date|1811}}.
{| class="wikitable"
| In 1996 || x {{!}}
|}
=== {{flag|Wales}} ===
It was open 5&ndash;7 May 1820.<br/> __NOTOC__ <gallery>1995.jpg</gallery>
|-
{{reflist
|2}}
----
== References ==
Smith, 1994.
[[Category:Bridges of 1993]]
"""  # noqa: E501 - in wikitext a line is a paragraph


def read_wikitext(text: str):
    return articles.parse_article(text, kind="wikitext")


def list_sentence_texts(text: str) -> list[str]:
    return [each.text for each in read_wikitext(text).sentences]


def test_a_page_becomes_numbered_sentences():
    article = articles.parse_article(PAGE)
    assert article.infobox == (
        ("Name", "Hollow Bridge"),
        ("Native name", "Pont"),
        ("Opened", "3 May 1807"),
        ("Length", "400 m"),
    )
    assert [(*each.locator, each.text) for each in article.sentences] == [
        ("lead", 1, 1, "Hollow Bridge (Pont) spans the Ash in England."),
        ("lead", 1, 2, "It was begun c. 1805 by two brothers – both smiths ."),
        ("History", 1, 1, "In 1810 a toll was set on April 1810, 1811."),
        ("Wales", 1, 1, "It was open 5–7 May 1820."),
    ]


def test_a_quotation_on_lines_of_its_own_is_a_paragraph():
    assert list_sentence_texts("It fell.\n{{quote\n|It stands still.}}\nIt rose.") == [
        "It fell.", "It stands still.", "It rose.",
    ]  # fmt: skip


def test_a_caption_of_several_lines_is_no_prose():
    assert list_sentence_texts(
        "[[File:Map (2015).svg|thumb|The town as of 1950.\n{{legend|#fff|Under water}}]]\n"
        "It fell. [[Image:x.svg|thumb|Old]] It rose."
    ) == ["It fell.", "It rose."]


def test_brackets_that_nothing_closes_are_left_out():
    assert list_sentence_texts("In [[1805 it {{rose}} and ]] fell }} in 1807 |}.") == [
        "In 1805 it and fell in 1807 ."
    ]
    assert list_sentence_texts("A {{b [[c}} d ]] in 1807.") == ["A d in 1807."]
    assert list_sentence_texts("A [[b {{c]] d }} in 1807.") == ["A b c d in 1807."]


def test_a_reference_that_nothing_closes_loses_its_tag():
    assert list_sentence_texts("It fell.<ref>A book. It rose.") == ["It fell.A book.", "It rose."]
    assert list_sentence_texts("It fell.</ref> It rose.<ref>a<ref>b</ref>") == [
        "It fell.",
        "It rose.",
    ]


def test_brackets_deeper_than_any_article_are_left_out():
    assert list_sentence_texts("{{a|" * 30 + "b" + "}}" * 30 + " fell.") == ["fell."]


def test_a_line_too_long_to_parse_keeps_its_words():
    assert list_sentence_texts("[[a]] b " * 5000)[0].startswith("a b a b")


def test_an_infobox_too_long_to_parse_is_left_out():
    article = read_wikitext("{{Infobox x\n| a = " + "b " * 200_000 + "\n}}\nIt fell.")
    assert article.infobox == ()
    assert [each.text for each in article.sentences] == ["It fell."]


def test_a_pair_without_a_value_and_a_heading_without_words_are_left_out():
    article = read_wikitext("{{Infobox x\n| a = {{b}}\n}}\n== {{c}} ==\nIt fell.")
    assert article.infobox == ()
    assert article.sentences[0].section == "lead"


def test_other_nodes_are_read_or_left_out():
    assert list_sentence_texts("A {{{parameter|b}}} c {{convert}} d {{date|May 1805}} fell.") == [
        "A c d May 1805 fell."
    ]
    assert list_sentence_texts("It was {{start date|1805|13}} or {{small|{{bce}}}}.") == [
        "It was 1805 or BCE."
    ]


@pytest.mark.parametrize(
    ("python", "printed"),
    [("/opt/qaim/bin/python", "/opt/qaim/bin/python"), ("/my tools/python", '"/my tools/python"')],
)
def test_without_the_parser_the_error_says_how_to_install_it(monkeypatch, python, printed):
    ordinary = builtins.__import__

    def refuse(name, *rest):
        if name == "mwparserfromhell":
            raise ImportError(name)
        return ordinary(name, *rest)

    monkeypatch.delitem(sys.modules, "mwparserfromhell", raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(RequestError) as raised:
        read_wikitext("It fell.")
    assert str(raised.value) == (
        "wikitext needs mwparserfromhell, which is not installed; "
        f"run: {printed} -m pip install mwparserfromhell"
    )


def test_templates_of_money_and_ships_keep_their_words():
    text = "The {{USS|Ash}} cost {{US$|5,000}} and {{£|3}} in 1850."
    article = articles.parse_article(text, kind="wikitext")
    assert article.sentences[0].text == "The USS Ash cost US$5,000 and £3 in 1850."


def test_a_line_that_a_small_letter_or_a_number_goes_on_with_is_no_paragraph():
    text = "It has grown since\n1970, and it was\ngood.\n\n* a mill\nin Oslo\n\nThen\nIt fell."
    assert list_sentence_texts(text) == [
        "It has grown since 1970, and it was good.", "a mill", "in Oslo", "Then", "It fell.",
    ]  # fmt: skip


def test_a_measured_range_keeps_both_numbers():
    text = "Rain falls ({{convert|1600|to|1800|mm|in}}) and {{cvt|5|km|mi|1}} on at {{cvt|5|C|F}}."
    assert list_sentence_texts(text) == ["Rain falls (1600 to 1800 mm) and 5 km on at 5 °C."]
