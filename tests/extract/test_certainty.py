"""Titles of a clause where it is surely the date's, and of the whole sentence where not."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline


def _draft_titles(text: str) -> list[str]:
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    return [each.event.title for each in drafts.event_drafts]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("In 1950, while the town slept, Pell burned the mill.", "Pell burned the mill"),
        ("When the bank failed in 1950, the town lost its mill.", "The town lost its mill"),
        ("Pell, who had no sons, sold the mill in 1950.", "Pell sold the mill"),
        ("Pell met Vale at Birk, twelve miles inland, in 1950.",
         "Pell met Vale at Birk, twelve miles inland"),
        ("A burst pipe flooded the mill in 1950.", "A burst pipe flooded the mill"),
        ("Pell doubted it at first, but he bought it in 1950.", "Pell bought it"),
        ("The mill did not open until 1950.", "The mill did not open until 1950"),
        ("The mill, which was built by Pell in 1850, burned.", "The mill was built by Pell"),
        ("The medals, first given in 1950, are made by Pell.", "The medals were first given"),
        ("The guards joined by Pell in Birk were sent to Ash in 1950.",
         "The guards joined by Pell in Birk were sent to Ash"),
        ("The sale of the mill in 1950 was a shock.", "The sale of the mill was a shock"),
        ("A feud led after the 1950 election to the sale of the mill.",
         "A feud led after the 1950 election to the sale of the mill"),
        ("The 1950 election was held in Birk.", "The 1950 election was held in Birk"),
        ("The party gained much support in 2012 election.",
         "The party gained much support in 2012 election"),
        ("The vote was held before the 7 May run-off in Birk.",
         "The vote was held before the 7 May run-off in Birk"),
        ("The cost of that night's ball was met by Pell in May 1950.",
         "The cost of that night's ball was met by Pell"),
        ("The high prices of all the goods were brought under control by Pell and Vale in 1950.",
         "The high prices of all the goods were brought under control by Pell and Vale"),
        ("2,500 men died of fever in 1950.", "2,500 men died of fever"),
        ("The term \"quay\" first entered the language in 1950.",
         "The term \"quay\" first entered the language"),
        ("The northern, southern, and western roads met at Birk in 1950.",
         "The northern, southern, and western roads met at Birk"),
        ("Pell was given a medal (in 1950).", "Pell was given a medal"),
        ("Some firms worked in Birk and, in 1911, Pell began to work there.",
         "Pell began to work there"),
        ("As of 1950, Birk is a town.", "Birk is a town"),
        ("In 1950, the ill-armed guards, after a march in the rain, took the mill.",
         "The ill-armed guards, after a march in the rain, took the mill"),
        ("Since 1950, Birk is a town.", "Birk is a town"),
        # "that" before a noun, and what a place is now, begin no clause
        ("The men of that town took the mill in 1950.", "The men of that town took the mill"),
        ("Pell sold his mill to the son of that painter in 1950.",
         "Pell sold his mill to the son of that painter"),
        ("Pell settled in what is now Ash in 1950.", "Pell settled in what is now Ash"),
        ("Vale left a fort in what was then called Low Birk in 1950.",
         "Vale left a fort in what was then called Low Birk"),
        # the last of a list is not what trails behind
        ("In 1950 Birk sold wool to Ash, Dorn, and York.", "Birk sold wool to Ash, Dorn, and York"),
        # a noun before "and" is no adjective, if an object stands behind the verb
        ("Pell fought the duke and captured the mill in 1950.", "Pell captured the mill"),
        # an opening clause before the date
        ("However, as the mill was empty, on 3 May 1950, Pell sold the mill to Vale.",
         "Pell sold the mill to Vale"),
        ("Having lost the vote in Birk, in May 1950, the council left the town.",
         "The council left the town"),
        ("Threatened with the loss of the mill, on 3 May 1950 Pell left and his sons sold it.",
         "Pell left and his sons sold it"),
        ("Pell came to Birk, went through the old town and was stunningly beaten by Vale in 1950.",
         "Pell was stunningly beaten by Vale"),
        # a statement of the whole sentence without its date
        ("The census that counted all cows was held in 1950.",
         "The census that counted all cows was held"),
        ("The town of Birk is an old and grey port in Ash, founded by Pell in 1950.",
         "The town of Birk was founded by Pell"),
        ("Most significantly, Pell himself was caught in 1950 by the lake.",
         "Pell himself was caught by the lake"),
    ],
)  # fmt: skip
def test_a_sure_clause_is_a_title_without_its_date(text, title):
    assert _draft_titles(text) == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # the date is of what stands beside the main clause
        ("Pell wrote Ash on a tune called Low Tide, made in 1950.",
         "Pell wrote Ash on a tune called Low Tide, made in 1950"),
        ("After the trouble of the old bank in 1950, Pell sold all of his mills.",
         "After the trouble of the old bank in 1950, Pell sold all of his mills"),
        ("The bell that rang in 1950 is lost.", "The bell that rang in 1950 is lost"),
        ("Pell was left by all, although deeply moved by it in 1950, and sold the mill.",
         "Pell was left by all, although deeply moved by it in 1950, and sold the mill"),
        ("A great man deeply loved by the town reached for more and left it in 1950.",
         "A great man deeply loved by the town reached for more and left it in 1950"),
        ("The peace brought about by the 1950 truce has led to the sale of the mill.",
         "The peace brought about by the 1950 truce has led to the sale of the mill"),
        # the name before a relative clause may be whoever did it, or a part of a longer name
        ("The first song was by Ada Pell, which went to number 22 in 1950.",
         "The first song was by Ada Pell, which went to number 22 in 1950"),
        ("This went on in Guido's Historia destructionis Troiae, which ended in 1950.",
         "This went on in Guido's Historia destructionis Troiae, which ended in 1950"),
        # a participle, or one of two adjectives, is no predicate
        ("The act on the mills, signed in 1950, ends all feuds.",
         "The act on the mills, signed in 1950, ends all feuds"),
        ("The name Pell was a common and attested name in Birk in 1950.",
         "The name Pell was a common and attested name in Birk in 1950"),
        ("In 1950, Ada Pell (the tenth), was at war when a friend, Bo Vale, left the army.",
         "Ada Pell, was at war when a friend, Bo Vale, left the army"),
        # the last of a list is no subject of its own
        # two ends of a change belong together

        ("It was said that Pell sold the mill in 1950.",
         "It was said that Pell sold the mill in 1950"),
        # a state now, or a noun's own date
        ("The mill is the oldest in Birk, as it was in 1950.",
         "The mill is the oldest in Birk, as it was in 1950"),
        ("The mill is named in a list in 1950.", "The mill is named in a list in 1950"),
        ("Pell found no trace of the mill among the maps of the 17th century.",
         "Pell found no trace of the mill among the maps of the 17th century"),
        # so long a subject may hold anything
        ("The old mill of the town of Birk by the lake behind the wood of the duke of York on the"
         " road to the harbour of Low Ash was sold in 1950",
         "The old mill of the town of Birk by the lake behind the wood of the duke of York on the"
         " road to the harbour of Low Ash was sold in 1950"),
        # a participle may have another subject than its main clause
        ("The council sent Pell to the mill, forcing the owner to leave it in 1950.",
         "The council sent Pell to the mill, forcing the owner to leave it in 1950"),
        ("The war went on, with Pell holding the mill, and burning it in 1950.",
         "The war went on, with Pell holding the mill, and burning it in 1950"),
        # the noun before a relative clause may belong to another
        ("Pell was a pupil of the painter of a duke, who died in 1950.",
         "Pell was a pupil of the painter of a duke, who died in 1950"),
        ("Pell loved the mill in Birk which the old painter had to leave in 1950.",
         "Pell loved the mill in Birk which the old painter had to leave in 1950"),
        ("Pell longed for Birk which he did in 1950.", "Pell longed for Birk which he did in 1950"),
    ],
)  # fmt: skip
def test_an_unsure_clause_keeps_its_sentence_and_its_date(text, title):
    assert _draft_titles(text) == [title]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Pell opened a school in 1900 and a mill in 1905.",
         ["Pell opened a school", "Pell opened a mill"]),
        ("Pell bought two mills (one at Birk in 1900 and one at Dorn in 1905) for his sons.",
         ["Pell bought two mills (one at Birk in 1900 and one at Dorn in 1905) for his sons"] * 2),
        ("Pell formed a league in May 1945 and in 1946 the mill of Birk was founded.",
         ["Pell formed a league", "The mill of Birk was founded"]),
        ("Fights at Birk in York in 1778 led Pell to send ten men into western York in May 1779.",
         ["Fights at Birk in York in 1778 led Pell to send ten men into western York in May 1779"]
         * 2),
        ("These were given by the town in 1900, joined in 1905 by the lectures of Pell.",
         ["These were given by the town",
          "These were given by the town in 1900, joined in 1905 by the lectures of Pell"]),
        ("The old script which was used by the Picts from 1200 had ten signs in 1300.",
         ["The old script was used by the Picts",
          "The old script which was used by the Picts from 1200 had ten signs in 1300"]),
        ("Sails to Ash in 1779 and Birk in 1780 (the latter led by Pell) met with no luck.",
         ["Sails to Ash in 1779 and Birk in 1780 met with no luck"] * 2),
        ("In 1900 Pell sold his mill, as did his old brother in 1905.",
         ["Pell sold his mill",
          "In 1900 Pell sold his mill, as did his old brother in 1905"]),
        ("Bones from 300,000 and 200,000 years ago were found in 2014.",
         ["Bones from 300,000 and 200,000 years ago were found in 2014"] * 2),
        ("The mill of Birk, which was built in 1850, burned in 1860.",
         ["The mill of Birk was built", "The mill of Birk burned"]),
        ("The mill was known in Birk; was widely used until 1950.",
         ["The mill was known in Birk; was widely used until 1950"]),
        ("In 1900, the council voted for it, and sold the mill on 4 July 1901.",
         ["The council voted for it", "The council sold the mill"]),
    ],
)  # fmt: skip
def test_no_title_holds_another_date_without_saying_it(text, titles):
    assert _draft_titles(text) == titles
