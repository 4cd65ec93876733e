"""Where sentences end."""

from __future__ import annotations

import pytest

from qaim_cli.articles.sentences import split_sentences


def list_sentences(text: str) -> list[str]:
    return [text[first:last] for first, last in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Army and Gen. Smith of No. 5 Company met Lt. Col. Jones at St. Mary's.",
        "It weighed 3.5 tons, and 3/7 carried it from c. 1860 to Sept. 5.",
        "George W. Bush and J. R. Brown spoke.",
        "He asked why? and left.",
        "It paused... then went on.",
        "Costs rose to $4.50 approx. 3 times.",
        "Mr. and Mrs. Hill vs. the state.",
        "They met at 3 p.m. in the hall.",
        "The kiln was worked from c. AD 600 on.",
        "On the 3rd inst. Mr. Vale left.",
        "They played Arise! (1950–1954), Why Not? (c. 1960) and Birk.",
    ],
)
def test_a_sentence_goes_on_behind_an_abbreviation(text):
    assert list_sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It fell. They left.", ["It fell.", "They left."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("It fell (in part). 3/7 left.", ["It fell (in part).", "3/7 left."]),
        ("He came to the U.S. The army did not.", ["He came to the U.S.", "The army did not."]),
        ("It began in 44 B.C. It ended soon.", ["It began in 44 B.C.", "It ended soon."]),
        ("This was World War I. After it, peace.", ["This was World War I.", "After it, peace."]),
        ("Was there a No. It is not known.", ["Was there a No.", "It is not known."]),
        ("Oh! (Ann left.) So be it.", ["Oh!", "(Ann left.)", "So be it."]),
        ("Why?! Nobody knows… So it is.", ["Why?!", "Nobody knows…", "So it is."]),
        ("  Blanks around.   And between.  ", ["Blanks around.", "And between."]),
        ("No mark at the end", ["No mark at the end"]),
        ("انتهت الحرب. عاد الناس.", ["انتهت الحرب.", "عاد الناس."]),
        ("Founded by “A. Co.” The town grew.", ["Founded by “A. Co.”", "The town grew."]),
        ("It ended in 1945. 5 ships sank.", ["It ended in 1945.", "5 ships sank."]),
        ("", []),
        ("   ", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_before_the_next(text, sentences):
    assert list_sentences(text) == sentences
