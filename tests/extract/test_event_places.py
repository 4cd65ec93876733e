"""Where events happened: the places of the clause that tells them, and of no other."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.model import Entity
from tests.support.events import entities, timeline

NAMES = ("Birk", "Ash", "Holm", "Wend", "Elm Street", "Fort Loam", "Birk Bay")
EXISTING_TIMELINE = timeline(
    places=entities(*(Entity(name.lower().replace(" ", "-"), name) for name in NAMES))
)


def list_places(text: str) -> list[str]:
    """The places of each event, in a line."""
    article = articles.parse_article(text, kind="plain")
    drafts = extract.draft_timeline(article, EXISTING_TIMELINE).event_drafts
    return [" ".join(each.event.places) for each in drafts]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # a preposition
        ("He opened a shop in Birk in 1850.", "birk"),
        ("He opened a shop near the old town of Birk in 1850.", "birk"),
        ("In 1850 in Birk, he opened a shop.", "birk"),
        ("He lived in 1850 in Birk, Wend.", "birk wend"),
        ("In 1850 he opened shops in Birk, in Ash and in what is now Holm.", "birk ash holm"),
        ("A fire broke out on Elm Street in 1850.", "elm-street"),
        ("A raft was built ten miles north of Birk in 1850.", "birk"),
        ("Bombers flew over Birk in 1850.", "birk"),
        ("Later Moss left. In Birk Moss founded a mill in 1850.", "birk"),
        ("Pell, the mayor, met Moss, the king of Ash, on 6 May 1850 in Birk.", "birk"),
        ("The railway between Birk and Ash opened in 1850.", "birk ash"),
        ("A fire broke out in Birk station in 1850.", "birk"),
        ("He opened a shop at 12, Elm Street, Birk, in 1850.", "elm-street birk"),
        # going somewhere
        ("In 1850 he embarked for Birk.", "birk"),
        ("The Vends won a war in 1850, beating Pell at Birk.", "birk"),
        ("The railway passed by Birk in 1850.", "birk"),
        ("He dined on the top floor of Elm Street in 1850.", "elm-street"),
        ("By 1840 Birk was a town, and a city in 1850.", "birk"),
        ("He came to Birk in 1850.", "birk"),
        ("The 'red ale' that Pell drank in Birk in 1850 was new.", "birk"),
        ("The ship was sold after returning to Birk in 1850.", "birk"),
        ("The ship was sold after returning to Birk in 1850, but was returned to Pell.", "birk"),
        ("His first tour was to Birk in 1850.", "birk"),
        ("The fleet sailed from Ash, Wend, to Birk in 1850.", "ash wend birk"),
        ("He moved his shop to Birk in 1850.", "birk"),
        ("Returning to Birk in 1850, he opened a shop.", "birk"),
        ("The fleet sailed from Birk in 1850.", "birk"),
        ("He sold his land and returned to Birk in 1850.", "birk"),
        # what happens to places
        ("He was wounded in 1850 during the siege of Birk.", "birk"),
        ("The building of Fort Loam began in 1850.", "fort-loam"),
        ("Rivals ended the occupation of Birk in 1850.", "birk"),
        # subject and object
        ("Birk was burned in 1850.", "birk"),
        ("In 1850, Birk and Ash grew.", "birk ash"),
        ("The Vends left Birk in 1850.", "birk"),
        ("The Vends took the towns of Birk and Ash in 1850.", "birk ash"),
        ("He died in 1850 after leaving the bay, crossing Birk Bay.", ""),
        ("He spent 1850 quietly visiting Birk.", "birk"),
        ("The Vends took over Birk in 1850.", "birk"),
        ("The Vends took a large part of Birk in 1850.", "birk"),
        ("In 1850 loans to weavers (of all kinds) in Birk were paid.", "birk"),
        ("Pell left for Birk, where he was elected in 1850.", "birk"),
        ("A report found that fights in Birk remained common since 1850.", "birk"),
        ("The large city of Birk was taken in 1850.", "birk"),
        ("Pell was shot in 1850 in Loam province of Birk.", "birk"),
        ("The Vends attacked parts of northern Birk in 1850.", "birk"),
        # what was done and not only meant
        ("In 1850 he began to build a mill in Birk.", "birk"),
        ("She was the first woman to row across Birk Bay in 1850.", "birk-bay"),
        # a participle that goes with the subject
        ("Weavers led by Ann rebelled in Birk in 1850.", "birk"),
        ("In 1850, the fair held in Birk drew crowds.", "birk"),
        ("Wendish smith, born at Birk, on the 6th of May 1850.", "birk"),
        # no verb at all
        ("1850: Siege of Birk", "birk"),
    ],
)
def test_an_event_happened_where_its_clause_is_tied_to(text, places):
    assert list_places(text)[-1:] == [places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # another clause
        ("Pell died in 1850, and Moss took over the firm in Birk.", [""]),
        ("Pell died in 1850, and Birk mourned.", [""]),
        ("It was shown by Pell in 1850, and the town of Birk bought it.", [""]),
        ("He wrote in 1850 that the firm in Birk was old.", [""]),
        ("In 1850 he met Moss, who lived in Birk.", [""]),
        ("In 1850, when he had a firm in Birk, he met Moss.", [""]),
        ("He left in 1850 because Birk was cold.", [""]),
        ("He was elected in 1850; Birk burned.", [""]),
        ("He showed a map in Birk in 1850 and was praised in 1851.", ["birk", ""]),
        ("They met in Birk in 1850 and moved to Ash in 1851.", ["birk", "ash"]),
        ("Birk fell (6 May 1850), Ash was burned (7 May 1850), and Holm stood (8 May 1850).",
         ["birk", "ash", "holm"]),
        ("Pell took Birk in 1850, but the Vends were stronger in 1851.", ["birk", ""]),
        ("In 1850 they moved to Birk and in 1860 to Ash.", ["birk", "ash"]),
        ("In 1850 he sang in Birk, in 1851 in Ash.", ["birk", "ash"]),
        ("The Vends met in Birk in 1850, and in Ash in 1851 they wrote a law.", ["birk", "ash"]),
        ("He left Ash, and after a year in Holm he was elected in 1850.", [""]),
        ("In 1850 cannons that Pell took at Birk were sold.", [""]),
        ("It saw the Siege of Birk (5 May - 8 June 1850) and the Siege of Ash (9 - 12 July 1850).",
         ["birk", "ash"]),
        ("The Elm, a boat that Pell took to Ash and Holm, was built in Birk in 1850.", ["birk"]),
        ("They met on 5–8 May 1850 in Birk, and went on in Ash from 3 to 6 June 1850.",
         ["birk", "ash"]),
        ("He wrote it in 1850, prior to the siege of Birk.", [""]),
        ("After a year in Ash, he moved to Birk in 1850.", ["birk"]),
        # "there" is where the same sentence said
        ("He was born in Birk in 1850, and died there in 1860.", ["birk", "birk"]),
        ("He moved to Birk, and in 1860 he showed the maps he drew there.", [""]),
        ("Pell was old, and in 1860 he died there, far from Birk.", [""]),
        # what is only meant, or added
        ("In 1850 he got a grant to study in Birk.", [""]),
        ("In 1850 he met Moss, a smith of the town, then in Birk.", [""]),
        ("It was founded in 1850, one of the oldest mills in Birk.", [""]),
        ("The line was opened in 1850, connecting Ash to Birk.", [""]),
        ("In 1850 he showed the mill he built in Birk.", [""]),
        # persons, bodies, opponents and whose something is
        ("The mayor of Birk died in 1850.", [""]),
        ("A meeting of delegates from all parts of Birk was held in 1850.", [""]),
        ("Pell was made warden of Birk in 1850.", [""]),
        ("He joined Birk Lodge in 1850.", [""]),
        ("He joined Old Birk in 1850.", [""]),
        ("The Birk and Ash Railway was sold in 1850.", [""]),
        ("In 1850 the Birk newspaper was sold.", [""]),
        ("Birk's mayor sang in 1850.", [""]),
        ("They lost to Birk in 1850.", [""]),
        ("They played Birk in 1850.", [""]),
        ("He was told in 1850 of the peace between Birk and Ash.", [""]),
        ("He was given in 1850 a grant from the town of Birk.", [""]),
        # what is about a place
        ("She wrote a book on Birk in 1850.", [""]),
        ("She lost interest in Birk in 1850.", [""]),
        ("In 1850 he took a coin for the monument to Birk.", [""]),
        ("She wrote An Evening in Birk in 1850.", [""]),
        ('She wrote "Walks in Birk" in 1850.', [""]),
        ("She wrote Travels in Birk in 1850.", [""]),
        ("In 1850 weavers were poorer at Ash than in Birk.", ["ash"]),
        ("In 1850 he left the Birk and Loam Museum.", [""]),
        ("Her books are Walks in Birk (1850) and Low Tide (1851).", ["", ""]),
        ("1850 Walks in Birk", [""]),
        ("They renamed it Birk in 1850.", [""]),
    ],
)  # fmt: skip
def test_an_event_did_not_happen_where_only_another_thing_is(text, places):
    assert list_places(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Birk is a town on the sea. In 1850 Pell burned the town.", ["birk"]),
        ("Birk is a town on the sea. The city was walled in 1850.", ["birk"]),
        ("Birk is a country on the sea. It is old. In 1850 Pell burned the town.", [""]),
        ("Birk is an island in the sea. In 1850 Pell bought the island.", ["birk"]),
        ("Birk is a town on the sea. In 1850 Pell burned the town of Ash.", ["ash"]),
        ("Birk Castle\n\nThe castle is old. In 1850 the castle was burned.", ["birk-castle"]),
        ("Birk Castle\n\nPell was old. In 1850 the castle was burned.", [""]),
        (
            "Birk is a town on the sea. The people of Birk sang in 1850.",
            ["birk"],
        ),
    ],
)
def test_an_article_about_a_place_tells_of_it_by_a_common_noun(text, places):
    article = articles.parse_article(text, kind="plain")
    drafts = extract.draft_timeline(article).event_drafts
    assert [" ".join(each.event.places) for each in drafts] == places


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("In 1850 Sweden sent a fleet. It was sunk in Sweden in 1851.",
         ["sweden", ""], ["", "sweden"]),
        ("In 1850 Sweden sent a fleet. Ann Moss toured Sweden in 1851.",
         ["sweden", "ann-moss sweden"], ["", "sweden"]),
        ("In 1850 Sweden sent a fleet. Danes invaded Sweden in 1851.",
         ["sweden", "sweden"], ["", "sweden"]),
        ("In 1850 Sweden sent a fleet. The peace between Sweden and Norway ended in 1851.",
         ["sweden", "sweden norway"], ["", ""]),
        ("In 1850 Sweden sent a fleet. Ann Moss praised Sweden in 1851.",
         ["sweden", "ann-moss sweden"], ["", ""]),
        ("Ann Moss left for Norway in 1850.", ["ann-moss"], ["norway"]),
        ("Ann Moss found the first one known outside Norway in 1850.", ["ann-moss"], [""]),
        ("Ann Moss came to the U.S. in 1850.", ["ann-moss"], ["u-s"]),
        ("Ann Moss joined the U.S. Navy in 1850.", ["ann-moss u-s-navy"], [""]),
        ("It was so in the United States. Ann Moss came to the U.S. in 1850.", ["ann-moss"],
         ["united-states"]),
        ("It was so in Norway. Throughout 1850 Norway was poor.", [""], [""]),
        ("Birk sent a fleet in 1850. They met in Birk and at Birk in 1851.",
         ["birk", ""], ["", "birk"]),
    ],
)  # fmt: skip
def test_a_country_acts_and_has_things_happen_in_it(text, actors, places):
    article = articles.parse_article(text, kind="plain")
    events = [each.event for each in extract.draft_timeline(article).event_drafts]
    assert [" ".join(each.actor for each in event.participants) for event in events] == actors
    assert [" ".join(event.places) for event in events] == places
