"""Plain text, as exported or typed."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.articles.article import SectionHeading

PLAIN_PAGE = """= Hollow Bridge =

Hollow Bridge
- Built: 1807
- River: Ash

Hollow Bridge spans the Ash.[1] It is old.[citation needed]

==History==
===Building===
It was begun in 1805.
It was opened in 1807.

== References ==
Smith, 1990.

==History==
It was mended in 1950.
"""


def list_locators(text: str) -> list[tuple[str, int, int, str]]:
    return [
        (*each.locator, each.text) for each in articles.parse_article(text, kind="plain").sentences
    ]


def test_an_export_has_title_infobox_sections_and_numbered_sentences():
    article = articles.parse_article(PLAIN_PAGE)
    assert article.title == "Hollow Bridge"
    assert article.infobox == (("Built", "1807"), ("River", "Ash"))
    assert list_locators(PLAIN_PAGE) == [
        ("lead", 1, 1, "Hollow Bridge spans the Ash."),
        ("lead", 1, 2, "It is old."),
        ("Building", 1, 1, "It was begun in 1805."),
        ("Building", 2, 1, "It was opened in 1807."),
        ("History", 1, 1, "It was mended in 1950."),
    ]
    assert article.group_by_citation()["Building", 2, 1][0].headings == ("History", "Building")


def test_a_section_that_comes_again_is_counted_on():
    text = "==A==\nOne.\n\n==B==\nTwo.\n\n==A==\nThree.\n"
    assert list_locators(text) == [("A", 1, 1, "One."), ("B", 1, 1, "Two."), ("A", 2, 1, "Three.")]


def test_a_sentence_knows_its_offset():
    article = articles.parse_article(PLAIN_PAGE)
    for each in article.sentences:
        assert PLAIN_PAGE[each.start :].startswith(each.text)
    for heading in article.headings:
        assert PLAIN_PAGE[heading.start :].startswith(heading.text)


def test_without_equals_signs_a_short_line_alone_is_a_heading():
    text = (
        'The bridge\n\nIt was built.\n\n  Later years, 1900-1950\n\nIt fell. It rose.\n\n"Why?"\n'
    )
    assert list_locators(text) == [
        ("The bridge", 1, 1, "It was built."),
        ("Later years, 1900-1950", 1, 1, "It fell."),
        ("Later years, 1900-1950", 1, 2, "It rose."),
        ("Later years, 1900-1950", 2, 1, '"Why?"'),
    ]
    assert articles.parse_article(text).headings == (
        SectionHeading(1, "The bridge", 0),
        SectionHeading(1, "Later years, 1900-1950", 29),
    )


@pytest.mark.parametrize(
    ("first_line", "first_sentence"),
    [
        ("Ann Moss", "Annabel Moss [called Ann Moss] was born in Birk."),
        ("The Birk Mills (1871-1902)", "Birk Mills was a maker of boots."),
        ("Philip of Birkland", "PHILIP was a king of the Birklanders."),
        ("A brief history of the lawn mower", "The first patent was granted in 1830."),
        ("Birk", "The town of Birk lies on a river."),
    ],
)
def test_the_first_line_is_the_title_if_the_first_paragraph_names_it(first_line, first_sentence):
    text = f"{first_line}\n\n{first_sentence}\n\nLater years\n\nMore followed.\n"
    article = articles.parse_article(text)
    assert article.title == first_line
    assert [each.section for each in article.sentences] == ["lead", "Later years"]
    assert articles.parse_article(text.replace("\n\n", "\n", 1)).title == first_line


@pytest.mark.parametrize(
    ("first_line", "first_sentence"),
    [
        ("Early years", "Ann Moss was born in Birk."),
        ("May 1919", "In May the mill burned."),
        ("Ann Moss was born in Birk.", "Ann Moss drew maps."),
        ("Notes", "Sources"),
        (
            "The Birk Mills was a maker of boots and belts",
            "in Birk for all of fifty years, and then.\n",
        ),
    ],
)
def test_another_first_line_is_no_title(first_line, first_sentence):
    assert not articles.parse_article(f"{first_line}\n{first_sentence}\n").title


def test_names_that_the_first_paragraph_lacks_are_a_title_where_no_other_line_is_a_heading():
    text = "The Mill at Ash\n\nIt was built near Birk.\n\nIt burned in 1919.\n"
    assert articles.parse_article(text).title == "The Mill at Ash"
    assert not articles.parse_article(f"{text}\nLater years\n\nIt was sold.\n").title


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = (
        "The bridge at Hollow was begun in the year 1805 and\n"
        "opened in 1807. It was the first of its kind in the\n"
        "county.\n\nSecond paragraph.\n"
    )
    assert list_locators(text) == [
        ("lead", 1, 1, "The bridge at Hollow was begun in the year 1805 and opened in 1807."),
        ("lead", 1, 2, "It was the first of its kind in the county."),
        ("lead", 2, 1, "Second paragraph."),
    ]


def test_each_item_of_a_list_is_a_paragraph():
    text = "It has three arches:\n- the first of 1805\n* the second of 1806\n1. the third of 1807\n"
    assert [each[3] for each in list_locators(text)] == [
        "It has three arches:",
        "the first of 1805",
        "the second of 1806",
        "the third of 1807",
    ]


def test_any_line_end_and_no_letters_and_control_characters():
    text = "One\x00 two.\r\n\r\n \t \r\n***\r\n\r\nThree\u202e four.\u2028Five.\n"
    assert list_locators(text) == [
        ("lead", 1, 1, "One two."),
        ("lead", 2, 1, "Three four."),
        ("lead", 3, 1, "Five."),
    ]


def test_a_list_below_prose_is_no_infobox():
    article = articles.parse_article("A town.\n\n- Built: 1807\n- River: Ash\n")
    assert article.infobox == ()
    assert [each.text for each in article.sentences] == ["A town.", "Built: 1807", "River: Ash"]


def test_a_very_long_list_is_no_infobox():
    article = articles.parse_article("- Label: value\n" * 300)
    assert article.infobox == ()
    assert len(article.sentences) == 300


def test_a_line_of_references_alone_is_no_line():
    text = "It was begun in 1805.\n\n[12]\n\nIt fell in 1850.\n[3][4]\n"
    assert list_locators(text) == [
        ("lead", 1, 1, "It was begun in 1805."),
        ("lead", 2, 1, "It fell in 1850."),
    ]


def test_a_year_heading_above_another_stays_for_the_sections_below_it():
    text = (
        "1919\n\nFirst battles\n\nIt began in May.\n\nSecond battles\n\nIt ended in July.\n\n"
        "1920\nLast battles\n\nIt began again in March.\n\nIn 1930\n\nIt was over.\n"
    )
    article = articles.parse_article(text, kind="plain")
    assert [each.headings for each in article.sentences] == [
        ("1919", "First battles"),
        ("1919", "Second battles"),
        ("1920", "Last battles"),
        ("In 1930",),
    ]
