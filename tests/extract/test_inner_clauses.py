"""Titles from the clause whose verb stands nearest before its date."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.inner_clauses import state_inner_clause


def _state(text: str) -> str:
    spans = [(text.index(each), text.index(each) + 4) for each in ("1949", "1950") if each in text]
    return state_inner_clause(text, spans, len(spans) - 1)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The war went on in the hills until peace was made in 1950.", "Peace was made"),
        (
            "Pell was in Birk when the duke seized the mill in 1950 by night, and fled.",
            "The duke seized the mill",
        ),
        ("The mill grew before the men of Ash and Vale came to Birk in 1950.", ""),
        ("The books that listed the men of Ash and of Vale with care were lost in 1950.", ""),
        ("Pell won fame when he wrote of the mill in 1950.", "Pell wrote of the mill"),
        (
            "The duke ordered a halt and Pell reached the far bank in 1950.",
            "Pell reached the far bank",
        ),
        ("It was given to Rolf Pell, who burned it in 1950.", "Rolf Pell burned it"),
        ("It was a feast of the Guild of Birk, which was founded in 1950.", ""),
        (
            "It led to a league, the Guild of Birk, which was founded in 1950.",
            "The Guild of Birk was founded",
        ),
        ("It led to the Guild Act that closed it in 1950.", ""),
        ("It was followed by the Guild Act that closed it in 1950.", "The Guild Act closed it"),
        (
            "The oldest is Low Mill, founded by Pell in 1950 as a ruin.",
            "Low Mill was founded by Pell",
        ),
        ("The oldest laws, passed in 1950, are lost.", "The oldest laws were passed"),
        ("It was a son of Rolf Pell, born in 1950.", ""),
        ("The oldest is in Birk, founded in 1950.", ""),
        (
            "It was sold by the Low Guild of Birk, which had left in 1950.",
            "The Low Guild of Birk had left",
        ),
        ("It was sold by the Low Guild, who had left in 1950.", ""),
        ("It was found and Birk and Ash grew in 1950.", ""),
        ("It was cold when Pell won the 1950 Cup.", ""),
        # what a sentence says that its subject is
        ("Low Tide is a long and sad novel by Pell, first published in 1950.",
         "Low Tide was first published"),
        ("Saba is a marble bust that was found in 1950.", "Saba was found"),
        ("The Low Act is a law passed by the council in 1950.",
         "The Low Act was passed by the council"),
        ("Saba is a copy of a bust of Pell, built in 1950.", ""),
        ("Saba is the seat of the Guild of Birk, founded in 1950.", ""),
        ("Birk is a town near the Low Mill built in 1950.", ""),
        ("There is a bust of Pell, unveiled in 1950.", ""),
        ("The most loved is the Low Mill, founded by Pell in 1950.",
         "The Low Mill was founded by Pell"),
        ("The oldest is a bust found by the lake and unveiled in 1950.", ""),
        # the subject of the sentence
        ("The Ash Guild hall, completed in 1950, is a ruin.", "The Ash Guild hall was completed"),
        ("The hall of the guild, completed in 1950, is a ruin.", ""),
        ("The hall that stood there, completed in 1950, is a ruin.", ""),
        # a name that a preposition leads to
        ("The guards fled into Low Birk, which was taken in 1950.", "Low Birk was taken"),
        ("The six very old town mill laws, passed in 1950, are lost.",
         "The six very old town mill laws were passed"),
        # of a body, a place or a building what stands next is founded or built
        ("He drew a school for the Birk Institute, founded in 1950.",
         "The Birk Institute was founded"),
        ("They met in the Birk Hall opened in 1950.", "The Birk Hall was opened"),
        ("Birk is a town in the Union of Vendia, founded in 1950.", ""),
        ("She sold a model of the Birk Hall, built in 1950.", ""),
        ("They met with the men of the Birk Hall built in 1950.", ""),
        # what a participle tells of the subject
        ("The bell tolled by Pell in 1950 cracked.", "The bell was tolled by Pell"),
        ("The bells tolled by Pell in 1950 cracked.", "The bells were tolled by Pell"),
        # a relative clause that opens with its date
        ("It was named for Ann Mary Pell, who in 1950 sold the mill and left.",
         "Ann Mary Pell sold the mill"),
        ("It was sold to a friend of Ann Pell, who in 1950 burned it.", ""),
        ("It was named for Ann Pell, who in 1950 still a child, had left.", ""),
        ("It was named for Ann Pell, who had spent the summer of 1950 in Birk.", ""),
        ("They wrote to the men of Low Birk, which was taken in 1950.", ""),
        # the last of a list begins no clause
        ("The feud began when Pell burned the mill and the boats at Ash in 1950.",
         "Pell burned the mill and the boats at Ash"),
        # what a negation needs
        ("The lots were drawn, although the games were not due to be held until 1950 at Ash.",
         "The games were not due to be held until 1950 at Ash"),
        # whose clause is not plain
        ("It was given to a son of Rolf Pell, who burned it in 1950.", ""),
        ("It was given to two men, who burned it in 1950.", ""),
        ("The mill was loved, although she had left it in 1950.", ""),
        ("It told of the fever that raged in 1950.", ""),
        ("Pell the Great and his loyal men came to Birk in 1950.", ""),
        ("Pell said that of the two men in 1950.", ""),
        ("It stood where the king, duke and heir met in 1950.", ""),
        ("It stood when the king left in 1949 for Ash in 1950.", ""),
        ("It stood, but a bell made by Pell in 1950 fell.", ""),
        ("It stood when the mill would open in 1950.", ""),
        ("It was cold when the price fell during the 1950 glut.", ""),
        ("It was cold, and in Ash fell in 1950.", ""),
        ("In 1950 it fell.", ""),
        ("Old and new in 1950.", ""),
    ],
)  # fmt: skip
def test_the_nearest_plain_clause_is_the_event_of_its_date(text, title):
    assert _state(text) == title
