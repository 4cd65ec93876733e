"""Statements that leave out a date which only their main verb can have."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.main_verb_dates import drop_main_verb_date


def _drop(text: str, words: str = "1950") -> str:
    others = [each for each in ("1940",) if each in text]
    dates = sorted((text.index(each), text.index(each) + len(each)) for each in {*others, words})
    index = next(n for n, (start, _) in enumerate(dates) if start == text.index(words))
    return drop_main_verb_date(text.rstrip("."), text, dates, index)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The census that counted them was held in 1950.",
         "The census that counted them was held"),
        ("The results of the voting were told in 1950.", "The results of the voting were told"),
        ("The price of wool basically fell by half in about 1950.",
         "The price of wool basically fell by half"),
        ("Vale made Pell leave the mill early in 1950 at Birk.",
         "Vale made Pell leave the mill at Birk"),
        ("The storm forced Pell to leave Birk during 1950.", "The storm forced Pell to leave Birk"),
        ("The bank began lending to Pell in 1950.", "The bank began lending to Pell"),
        ("The guards took Birk by burning its gate in 1950.",
         "The guards took Birk by burning its gate"),
        ("The most serious fire of the war so far began in 1950.",
         "The most serious fire of the war so far began"),
        ("A club called the Birk Ravens was founded in 1950.",
         "A club called the Birk Ravens was founded"),
        # several predicates share a subject: the last one is the date's
        ("Pell won the vote and was made a judge in 1950.", "Pell was made a judge"),
        ("They later met again and married in 1950.", "They married"),
        ("Pell, against all advice, crossed the lake and was caught in 1950.", "Pell was caught"),
        # what leads up to a clause without a verb, or stands between commas, is no other clause
        ("Near the end of that feud, the town sold its mill in 1950.", "The town sold its mill"),
        ("Vale took Ash, the seat of the council, in 1950.",
         "Vale took Ash, the seat of the council"),
        ("The mill sold flour to Ash, Birk, Dorn and York in 1950.",
         "The mill sold flour to Ash, Birk, Dorn and York"),
        ("Pell was born in Ash, in the Duchy of Birk, in 1950.",
         "Pell was born in Ash, in the Duchy of Birk"),
        ("The use of tools like bells was banned in 1950.",
         "The use of tools like bells was banned"),
        ("Pell reached the no. 1 rank in 1950.", "Pell reached the no. 1 rank"),
        # a long title is not cut before "of"
        ("The long feud of the towns of Ash and Birk first began again with the sudden fall of Low"
         " Dorn in Pell's own hill country in 1950.",
         "The long feud of the towns of Ash and Birk first began again with the sudden fall of Low"
         " Dorn in Pell's own hill country"),
        # a thing alone
        ("Low Tide (1950)", "Low Tide"),
    ],
)  # fmt: skip
def test_a_date_of_the_main_verb_goes(text, title):
    assert _drop(text) == title


@pytest.mark.parametrize(
    ("text", "words", "title"),
    [
        ("The siege of Birk began 3 May 1950.", "3 May 1950", "The siege of Birk began"),
        ("Vale left Birk the next day.", "the next day", "Vale left Birk"),
        ("Vale sold the Low Mill of the town two years later.", "two years later",
         "Vale sold the Low Mill of the town"),
    ],
)  # fmt: skip
def test_a_date_without_a_preposition_goes_too(text, words, title):
    assert _drop(text, words) == title


@pytest.mark.parametrize(
    "text",
    [
        # another clause, a participle or a noun may be what is dated
        "Pell sold the land he held in 1950.",
        "Pell spoke of the men who left in 1950.",
        "Pell saw a boat flying the flag of Ash in 1950.",
        "Pell left after the fire of the mill in 1950.",
        "Pell was given the bell cast in 1950.",
        "Pell wrote to Vale, a painter he met at Birk, in 1950.",
        "Pell left; the mill closed in 1950.",
        "The fire of 1950 closed the mill.",
        "Pell won the 1950 Cup.",
        "Pell joined the feud of 1950.",
        "A man deeply loved by the town reached for more and left in 1950.",
        "The name Pell was a common and attested name in 1950.",
        "A boat that was sold and burned in 1950.",
        "The mill that Pell built, and sold, was closed in 1950.",
        "The men who left were caught, and their boat sank in 1950.",
        "While the town slept, Pell burned the mill in 1950.",
        "When Pell left the mill, a fire closed it in 1950.",
        "Pell said that the mill closed and left in 1950.",
        "The price of wool which was high, fell in 1950.",
        # a claim, a plan, a negation, or a state that is only told with its time
        "The mill was said to stand in Birk in 1950.",
        "The town would open the mill in 1950.",
        "The mill was planned for Birk in 1950.",
        "Pell never left Birk in 1950.",
        "The bones dated from the reign of Pell in 1950.",
        "The last vote was last held in 1950.",
        "Wool was half of all goods, against 48% in 1950.",
        "The mill is the oldest in Birk in 1950.",
        "The feud lasted in Birk in 1950.",
        "The mill was set for 1950.",
        "The mill stood until 1950.",
        # no clause, or one that is cut
        "The mill in 1950.",
        "In 1950.",
        "In 1950, the mill closed.",
        "Pell sold … of the mill in 1950.",
        "Pell sold the mill in 1950 and left.",
        "There, old as it was, fell the mill of Birk and so on in 1950.",
        # another date stays with its own
        "Pell sold the mill in 1940 and the boat in 1950.",
        "Pell left in 1950, and in 1950 he died.",
    ],
)
def test_a_date_that_may_be_of_something_else_stays(text):
    assert _drop(text) == text.rstrip(".")


@pytest.mark.parametrize("words", ["since 1950", "until 1950", "by 1950", "after 1950"])
def test_a_date_that_tells_how_long_or_in_which_order_stays(words):
    text = f"The mill had a bell {words}."
    assert (_drop(text, words) == text.rstrip(".")) == (words != "by 1950")
