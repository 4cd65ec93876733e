"""Titles of events that a noun names, and of the births and deaths in brackets of a life."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline


def _draft_titles(text: str) -> list[str]:
    drafts = draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    return [each.event.title for each in drafts]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The treaty was renounced after the invasion of Birk and Ash in 1450 ended the trade.",
         ["The invasion of Birk and Ash"]),
        ("Those who knew her later told that she was lost over Vale's death in 1450, while at sea.",
         ["Vale's death"]),
        ("Vale's victory in the election of 1450 made the others leave.",
         ["Vale's victory in the election of 1450"]),
        # what did not happen, or not surely, and what is a thing
        ("The plan that told of the capture of Birk in 1450 was lost.",
         ["The plan that told of the capture of Birk in 1450 was lost"]),
        ("All who doubted the union of Birk in 1450 left with what they had.",
         ["All who doubted the union of Birk in 1450 left with what they had"]),
        ("All who made the fall of the 1450 wall, which they feared, so easy left.",
         ["All who made the fall of the 1450 wall, which they feared, so easy left"]),
        ("The council set the end of its term for 3 May 1450.",
         ["The council set the end of its term for 3 May 1450"]),
        # of whom "his" tells is not plain
        ("She followed Bo Vale who had left within a year after his election in 1450.",
         ["She followed Bo Vale who had left within a year after his election in 1450"]),
    ],
)  # fmt: skip
def test_a_noun_with_its_date_names_an_event(text, titles):
    assert _draft_titles(text) == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Ann Marie Vale (5 July 1844, Birk - 7 August 1925, Ash) was a painter.",
         ["Ann Marie Vale was born in Birk", "Ann Marie Vale died in Ash"]),
        ("Bo de la Vale (5 July 1844 in Birk - 7 August 1925) was a painter.",
         ["Bo de la Vale was born in Birk", "Bo de la Vale died"]),
        ("The Birk Union (5 July 1844, Birk - 7 August 1925, Ash) was a guild.",
         ["The Birk Union (5 July 1844, Birk - 7 August 1925, Ash) was a guild"] * 2),
    ],
)  # fmt: skip
def test_a_life_in_brackets_tells_of_a_birth_and_a_death(text, titles):
    assert _draft_titles(text) == titles
