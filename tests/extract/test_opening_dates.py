"""Titles from what stands behind a date that opens its clause."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.opening_dates import state_behind_date, state_inverted


def _state(text: str, words: str) -> str:
    others = [each for each in ("1949", "1950", "1960") if each in text]
    spans = sorted((text.index(each), text.index(each) + len(each)) for each in {*others, words})
    spans = [each for each in spans if each[0] == text.index(words) or text[slice(*each)] != words]
    return state_behind_date(text, spans, [text[slice(*each)] for each in spans].index(words))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # whatever the subject is made of
        ("In 1950 the cows that Pell had sold, and his mill, were found.",
         "The cows that Pell had sold, and his mill, were found"),
        ("By 1950, men like Pell and Vale who had no land were fed.",
         "Men like Pell and Vale who had no land were fed"),
        # behind what tells more of the date
        ("In 1950, the last year of the feud, the town sold it.", "The town sold it"),
        ("In 1950, a few weeks after the fire, the town sold it.", "The town sold it"),
        ("In 1950, after the fire of 1949, the town sold it.", "The town sold it"),
        ("To calm the town, in 1950 the council sold it.", "The council sold it"),
        # a clause behind another
        ("Nobody was fined and in 1950 the council closed it.", "The council closed it"),
        ("Pell was poor, although by 1950 his sons were rich.", "His sons were rich"),
        ("He soon left Birk, and in 1950 was made a judge.", "He was made a judge"),
        ("He hid, and in 1950 was found.", "He was found"),
        # a phrase that bears the date
        ("In a 1950 letter to his sons, Pell cursed the mill.", "Pell cursed the mill"),
        ("According to the 1950 census, Birk had 90 mills.", "Birk had 90 mills"),
        ("At the fight of Ash in May 1950, a shot of the duke sank the boat.",
         "A shot of the duke sank the boat"),
        # other dates stay in words, or their clause goes
        ("In 1950 the mill that burned in 1949 was sold.", "The mill that burned in 1949 was sold"),
        ("In 1950 Pell sold the mill, and by 1960 he was rich.", "Pell sold the mill"),
        # a long aside goes
        ("In 1950 the heirs of Pell, who had long been the lords of the old mills by the lake, sold"
         " all to Vale.", "The heirs of Pell sold all to Vale"),
    ],
)  # fmt: skip
def test_what_stands_behind_an_opening_date_is_its_event(text, title):
    assert _state(text, "1950") == title


@pytest.mark.parametrize(
    "text",
    [
        "The mill was sold in 1950.",
        "In 1950 and later, the mill was sold.",
        "In 1950, Ash, the mill was sold.",
        "In his 1950 book, Men of Ash, Pell cursed the mill.",
        "It was sold to Vale, who left, and in 1950 burned it.",
        "In the years following 1950, the mill was sold.",
        "In 1950, was given to Pell.",
        "In 1950 after which it fell.",
        "Moved by boat to Low Birk, Ash, in 1950, the mill was the fifth of the guild.",
        "According to Pell, in 1950, the mill was the fifth of the guild.",
        "In 1950.",
    ],
)
def test_what_has_no_plain_subject_behind_its_date_makes_no_title(text):
    assert _state(text, "1950") == ""


def test_a_phrase_that_tells_only_an_order_opens_no_clause():
    assert _state("Shortly after the mill burned, Pell left.", "Shortly after") == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pell left Ash in 1949, and in 1950 came to Birk the new doctor with two sons.",
         "The new doctor came to Birk"),
        ("In 1950 arrived a ship.", "A ship arrived"),
        ("In 1950 came the same day a ship.", ""),
        ("Pell came in 1950 arrived a ship.", ""),
        ("In 1950 she came to the mill.", ""),
    ],
)  # fmt: skip
def test_a_verb_of_coming_may_stand_before_its_subject(text, title):
    start = text.index("1950")
    assert state_inverted(text, (start, start + 4)) == title
