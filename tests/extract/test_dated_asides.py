"""Titles of dates that do not stand in the main clause of their sentence."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline
from qaim_cli.extract.titles.dated_asides import take_dated_aside
from qaim_cli.extract.words.verbs import make_past


def draft_titles(text):
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    return [each.event.title for each in drafts.event_drafts]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # things listed with their years
        ("Her novels include Low Tide (1921), The Red Gate (1923) and Ash (1925).",
         ["Her novel Low Tide", "Her novel The Red Gate", "Her novel Ash"]),
        ("The mill had the press (1901) and the new hall (1903).", ["The press", "The new hall"]),
        ("The mill had one press (1901) and some old boats (1903).",
         ["The mill had one press", "The mill had one press and some old boats"]),
        # one thing with its year: the clause, where that is told of it
        ("She was praised for Low Tide (1921).", ["She was praised for Low Tide"]),
        ("In Low Tide (1921) she described the harbour.",
         ["In Low Tide she described the harbour"]),
        ("Low Tide (1921) sold well.", ["Low Tide sold well"]),
        ("The quay appears in Low Tide (1921).", ["Low Tide"]),
        ("The wall of the time of Queen Ada (c. 1210) was sold.",
         ["The wall of the time of Queen Ada was sold"]),
        # a clause in brackets
        ("The society (renamed Birk Union in 1928) met weekly.",
         ["The society was renamed Birk Union"]),
        ("Two of the mills (built in 1850) burned.", ["The mills were built"]),
        ("They sold it to Ada Vale (retired in 1940).", ["Ada Vale retired"]),
        ("The owner was Ada Vale (who was married in 1940).", ["Ada Vale was married"]),
        ("It was there (which was known in 1940).", ["It was there (which was known in 1940)"]),
        ("She met Pell (they had lived together since 1965).", ["They had lived together"]),
        ("The town fell (although the castle stood until 1402) at last.", ["The castle stood"]),
        ("They fled from the duke in Spain (1492).", ["They fled from the duke in Spain"]),
        ("They praised what he said of it in his essay Ash (1946).", ["Ash"]),
        ("The town fell (Battle of Birk, 1402) at last.", ["Battle of Birk"]),
        ("The town fell (nobody knows why, in 1402) at last.",
         ["The town fell (nobody knows why, in 1402) at last"]),
        ("(The film was finished in 1943.)", ["The film was finished"]),
        ("(The film was finished in 1943.", ["The film was finished"]),
    ],
)  # fmt: skip
def test_a_date_in_brackets_is_of_what_it_stands_behind_or_within(text, titles):
    assert draft_titles(text) == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Pell stayed in the town until May 1950, when he sailed for Oslo.",
         ["Pell sailed for Oslo"]),
        ("Pell stayed until 1950, when the mill was sold to Vale, who was old.",
         ["The mill was sold to Vale"]),
        ("The history of the mill before 1950, when Pell sold it to Vale, has two parts.",
         ["Pell sold it to Vale"]),
        ("The duke ruled Birk until the Battle of Ash in 1402.", ["The Battle of Ash"]),
        ("The duke ruled Birk until the Peace of Ash in 1402.", ["The Peace of Ash"]),
        ("Pell stayed in the town until 1950, when in Oslo.",
         ["Pell stayed in the town"]),
        ("The council announced that the mill closed in 1950.", ["The mill closed"]),
        ("It was then said that nobody in 1950.", ["It was then said that nobody in 1950"]),
        ("The stone was moved to Birk, where the bishop saw it in 1820.", ["The bishop saw it"]),
        ("The stone was moved to Birk, where the crowd of 1820 came.",
         ["The stone was moved to Birk, where the crowd of 1820 came"]),
        ("The duke ruled Birk until the fall of the castle in 1402.", ["The fall of the castle"]),
        ("The wall stood until the Picts broke it in 1402.", ["The Picts broke it"]),
        ("The wall stood until some day in 1402.", ["The wall stood until some day in 1402"]),
        ("Until the bad year of Pell in 1402 nobody came.",
         ["Until the bad year of Pell in 1402 nobody came"]),
        ("He was a friend of Ada Vale, whom he married in 1957.", ["He married Ada Vale"]),
        ("After serving as mayor in 1902, Pell retired.", ["Pell served as mayor"]),
        ("After serving as mayor in 1902, with some of them, in a hall, it was sold.",
         ["After serving as mayor in 1902, with some of them, in a hall, it was sold"]),
        ("After the bank had failed in 1902, Pell retired.", ["The bank failed"]),
        ("Following the death of Ada Vale in 1930, Pell sold the mill.",
         ["The death of Ada Vale"]),
        ("Ten years after the fall of the castle in 1453, Pell came.", ["The fall of the castle"]),
        ("Following a bad year in 1930, Pell sold the mill.",
         ["Following a bad year in 1930, Pell sold the mill"]),
        ("Powder was used by the Picts in 1241, and in Norway by 1300.",
         ["Powder was used by the Picts", "Powder was used in Norway"]),
        ("Pell lived in Oslo in 1241, and in Birk from 1300.",
         ["Pell lived in Oslo", "Pell lived in Birk"]),
        ("The powder was known, and in Norway failed in 1300.",
         ["The powder was known, and in Norway failed in 1300"]),
        ("Pell left, subsequently joining the navy in 1941.",
         ["Pell subsequently joined the navy"]),
        ("The film was sold, earning Pell a house in 1960 and winning a medal in 1961.",
         ["The film earned Pell a house", "The film won a medal"]),
        ("The film was sold, earning Pell a house and winning a medal in 1961 and leaving.",
         ["The film won a medal"]),
        ("All of the many films of the very old studio by the long lake of the duke of Vendia were"
         " sold, earning a medal in 1961.",
         ["All of the many films of the very old studio by the long lake of the duke of Vendia were"
          " sold, earning a medal in 1961"]),
    ],
)  # fmt: skip
def test_a_date_in_a_subordinate_clause_is_of_that_clause(text, titles):
    assert draft_titles(text) == titles


@pytest.mark.parametrize(
    ("participle", "past"),
    [("leaving", "left"), ("marrying", "married"), ("serving", "served"), ("playing", "played")],
)
def test_a_participle_has_a_past_tense(participle, past):
    assert make_past(participle) == past


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Through the 14th and 15th centuries, smiths were poor.", ["Smiths were poor"]),
        ("Through much of the 12th century, smiths were poor.", ["Smiths were poor"]),
        ("The 14th century saw a new kind of mill.", ["The 14th century saw a new kind of mill"]),
        ("Pell spent 1860 in Norway.", ["Pell spent 1860 in Norway"]),
        ("The oldest proof of the mill dates to the 5th century BC.",
         ["The oldest proof of the mill dates to the 5th century BC"]),
        ("In the same year, on 3 May 1962, the hall burned.", ["The hall burned"]),
        ("The hall would not be ready until at least March 1969.",
         ["The hall would not be ready until at least March 1969"]),
        ("The new hall of the old town council would certainly not be at all ready for anyone until"
         " March 1969.",
         ["The new hall of the old town council would certainly not be at all ready for anyone"
          " until March 1969"]),
        ("The mill fell, and when Pell came in 1950, three boats were sold.",
         ["The mill fell, and when Pell came in 1950, three boats were sold"]),
        ("In 1830 there was a surge of interest, and mills became common.",
         ["There was a surge of interest"]),
        ("Probably in 1048, the ruler, Pell, decided to leave.",
         ["The ruler, Pell, decided to leave"]),
        ("It was accepted up until 1600.", ["It was accepted"]),
        ("Pell left Oslo and, at the wish of Vale, taught Ada in 1850.", ["Pell taught Ada"]),
        ("Pell fathered, with a friend, a son in 1850.", ["Pell fathered a son"]),
        ("Pell came to Birk as a smith in 1933, became mayor in 1938 and died in 1940.",
         ["Pell came to Birk as a smith", "Pell became mayor", "Pell died"]),
        ("The play was produced in 1934 and successfully reopened in 1935.",
         ["The play was produced", "The play was successfully reopened"]),
        ("Birk was held by Vale from 1767 onwards.", ["Birk was held by Vale"]),
        ("As of 3 May 2012, Pell had ten mills.", ["Pell had ten mills"]),
        ("Pell began the 1990s with two mills.", ["Pell began the 1990s with two mills"]),
        ("On 19 July 1969 at 17:21:50 the ship passed Birk.", ["The ship passed Birk"]),
        ("He set 1981 as the year of the vote.", ["He set 1981 as the year of the vote"]),
        ("Pell met the queen and the mill was sold in 1850.", ["The mill was sold"]),
    ],
)  # fmt: skip
def test_a_title_reads_on_without_its_date(text, titles):
    assert draft_titles(text) == titles


def test_a_participle_has_no_subject_with_a_verb_of_its_own():
    clause = "They moved to Birk, with the mill they sold leaving the town by \x01"

    assert take_dated_aside(clause, 84) == clause
