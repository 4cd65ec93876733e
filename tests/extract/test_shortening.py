"""Titles cut where subject, verb and object remain."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, shorten_title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        # what fits stays whole
        ("Pell sold the mill, which he hated", "Pell sold the mill, which he hated"),
        # what a comma sets off, and predicates that follow
        ("Pell sold the old mill by the lake to the council of Birk, which pulled it down to build"
         " a school", "Pell sold the old mill by the lake to the council of Birk"),
        ("Pell sold the old mill by the lake to the council of Birk and moved with all of his sons"
         " to Ash", "Pell sold the old mill by the lake to the council of Birk"),
        ("Pell led the guards of the council to the harbour of Birk, took the mill by the lake and"
         " burned it down", "Pell led the guards of the council to the harbour of Birk"),
        # clauses and participles that add something
        ("The council of the old town closed the harbour of Birk because ships from Ash had brought"
         " a fever", "The council of the old town closed the harbour of Birk"),
        ("The council of the old town bought the mill by the lake by selling each of its woods near"
         " the sea", "The council of the old town bought the mill by the lake"),
        ("Pell was given the great medal of the society of Birk \"for his services to the craft of"
         " the mill\"", "Pell was given the great medal of the society of Birk"),
        # where and how, but no participle is left open and no name is parted
        ("The duke sent seven hundred men to seize all the powder stored by the guards at the mill"
         " of Birk", "The duke sent seven hundred men to seize all the powder"),
        ("Pell became a foreign member of the Royal Low Birk Academy of Mills and of the Arts"
         " of the Sea in Ash", "Pell became a foreign member of the Royal Low Birk Academy of Mills"
         " and of the Arts of the Sea in Ash"),
        ("Pell and six of the other old men of the council offered ten to twenty cows for the mill"
         " on the hill", "Pell and six of the other old men of the council offered ten to twenty"
         " cows"),
        # the verb of the main clause, and of what is said, stays
        ("The red cows that the men of the duke had sold to Pell were found behind the mill by the"
         " old guards", "The red cows that the men of the duke had sold to Pell were found behind"
         " the mill"),
        ("Recordings of the song shot in the hall of the mill were released for the first time by"
         " a firm of Birk", "Recordings of the song shot in the hall of the mill were released"),
        ("It was found by the council in a deep cellar that the beams brought up from the old mill"
         " were rotten", "It was found by the council in a deep cellar that the beams brought up"
         " from the old mill were rotten"),
        ("The war of the year allowed Pell, who was once a guard of the old duke, to sell all the"
         " mills there", "The war of the year allowed Pell, who was once a guard of the old duke,"
         " to sell all the mills there"),
        # a late verb is not cut off
        ("The mayors of Birk, the towns of the low coast, and the old towns of the high hills"
         " gladly put off the whole annual great sale of all the mills", "The mayors of Birk, the"
         " towns of the low coast, and the old towns of the high hills gladly put off the whole"
         " annual great sale of all the mills"),
        ("The mayors of Birk, the towns of the low coast, and the towns of the hills now all gladly"
         " agreed that the sale", "The mayors of Birk, the towns of the low coast, and the towns of"
         " the hills now all gladly agreed that the sale"),
        # a time before what comes after it goes with it
        ("The old town of Birk fell to the men of the duke of Ash without a fight, two days after"
         " the king had left", "The old town of Birk fell to the men of the duke of Ash without a"
         " fight"),
        # what a purpose is told with
        ("The council of the old town of Birk sold its mill by the lake, to cope with the great"
         " fever of the year", "The council of the old town of Birk sold its mill by the lake"),
        ("The council sent the old guard of the mill, Pell, to put down the feud of the town of Ash"
         " with all of Birk", "The council sent the old guard of the mill, Pell, to put down the"
         " feud of the town of Ash with all of Birk"),
        ("The guards took from the town of Birk three hundred bells for using the sound to refer to"
         " the duke of Ash", "The guards took from the town of Birk three hundred bells"),
        # nothing is turned round, and what was to be done is told
        ("The council of Birk did not sell the mill of the old town to the heirs of Pell until the"
         " war had ended", "The council of Birk did not sell the mill of the old town to the heirs"
         " of Pell until the war had ended"),
        ("The fights in the old town led the duke of Birk and all of his loyal men to burn the mill"
         " by the lake", "The fights in the old town led the duke of Birk and all of his loyal men"
         " to burn the mill by the lake"),
        # no verb, no place to cut
        ("The (so-called mill of the duke of the old town behind the wood and the lake of the duke"
         " is) a ruin", "The (so-called mill of the duke of the old town behind the wood and the"
         " lake of the duke is) a ruin"),
    ],
)  # fmt: skip
def test_a_title_is_cut_where_a_whole_statement_remains(title, short):
    assert shorten_title(title) == short


def test_what_must_stay_of_a_title_stays():
    title = f"Pell sold the mill in Birk {'to the town ' * 8}in 1950 with all of its bells"
    start = title.index("1950") + 4
    assert shorten_title(title, start) == title[:start]
    assert len(shorten_title(title)) <= MAX_TITLE_CHARS


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (
            "The fair of Birk took place, and more than 12,000 guests from all of the land gathered"
            " in its long hall to show the king how they ploughed",
            "The fair of Birk took place, and more than 12,000 guests from all of the land gathered"
            " in its long hall",
        ),
        (
            "The smiths Ann Moss and Jon Pell of Birk rode a carriage from the old mill to Oxley"
            " Bay",
            "The smiths Ann Moss and Jon Pell of Birk rode a carriage from the old mill to Oxley"
            " Bay",
        ),
    ],
)
def test_a_title_keeps_a_clause_and_a_way_whole(title, short):
    assert shorten_title(title) == short


def test_a_mark_that_nothing_closes_goes():
    assert [shorten_title(f"Ann said {mark}no") for mark in '"“‘'] == ["Ann said no"] * 3
