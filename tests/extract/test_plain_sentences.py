"""Sentences put plainly before their titles are drafted."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.draft_title import draft_title
from qaim_cli.extract.titles.plain_sentences import put_plainly


@pytest.mark.parametrize(
    ("text", "date", "title"),
    [
        ("So, in 1848, the two smiths left Birk.", "1848", "The two smiths left Birk"),
        ("Commercially, Birk Mills had won by 1902.", "1902", "Birk Mills had won"),
        (
            "In the face of these losses Ann Moss sold the mill in 1902.",
            "1902",
            "Ann Moss sold the mill",
        ),
        (
            "Famous baker, miller and friend of the poor, Ann Moss died here in 1902.",
            "1902",
            "Ann Moss died here",
        ),
        (
            "Briefly held by the Danes during the war, it returned to Birk in 1850.",
            "1850",
            "It returned to Birk",
        ),
        (
            "The Battle of Birk was a skirmish fought in 1850 by two villages.",
            "1850",
            "The Battle of Birk was fought by two villages",
        ),
        (
            "The Battle of Birk was fought on 5 May 1850, between two villages and Oxley.",
            "5 May 1850",
            "The Battle of Birk was fought between two villages and Oxley",
        ),
        (
            "The mill of Birk opened its doors on 5 May 1850, in Oxley, Vendia.",
            "5 May 1850",
            "The mill of Birk opened its doors in Oxley, Vendia",
        ),
        ("The mill was later sold in 1902 to the town.", "1902", "The mill was sold to the town"),
        (
            "The fame of the old mill goes back to 1719, when it became an inn.",
            "1719",
            "It became an inn",
        ),
        (
            "By the time 1914 came, the mill at Birk had sixty hands.",
            "1914",
            "The mill at Birk had sixty hands",
        ),
        (
            "The next year she spent in Birk as a nurse.",
            "The next year",
            "She spent the next year in Birk as a nurse",
        ),
    ],
)
def test_a_title_does_without_what_leads_up_to_its_clause(text, date, title):
    start = text.index(date)

    assert draft_title(text, [(start, start + len(date))]) == title


@pytest.mark.parametrize(
    "text",
    [
        "Ann was a smith who sold the mill that was a house built in 1850.",
        "The mill was not a house built in 1850.",
        "The mill was one of a row built in 1850.",
        "So great was the fire of 1850 that Birk burned.",
        "It went back to 1850.",
        "The next year, Ann Moss spent in vain.",
    ],
)
def test_a_sentence_that_needs_its_words_keeps_them(text):
    assert put_plainly(text, [])[0] == text


def test_words_with_a_date_stay():
    text = "A clerk until 1900, and a baker, Ann Moss left Birk in 1905."
    dates = [(14, 18), (54, 58)]

    assert put_plainly(text, dates) == (text, dates)


def test_dates_move_with_their_words():
    text, dates = put_plainly("So, Birk burned in 1850 and in 1851.", [(19, 23), (31, 35)])

    assert [text[start:end] for start, end in dates] == ["1850", "1851"]
