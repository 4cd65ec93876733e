"""Names of an article, typed by what stands around them."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.names import name_types
from qaim_cli.extract.names.entities import EntityFinder, find_proper_names
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.names.name_types import classify_names
from qaim_cli.model import Entity
from tests.support.events import entities


def list_names(*texts: str, title: str = "", known=frozenset()) -> tuple[list[str], list[str]]:
    found = classify_names(title, texts, known)
    return (
        [entity.name for entity in found.actors.values()],
        [entity.name for entity in found.places.values()],
    )


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("A letter of King Osric was found.", ["King Osric"], []),
        ("It was sold to the Loam Railway Company.", ["Loam Railway Company"], []),
        ("Then the 1st Cavalry Army came.", ["1st Cavalry Army"], []),
        ("Later Karl Lind bought it, and Karl Lind sold it.", ["Karl Lind"], []),
        ("There de Gaulle announced it, and de Gaulle left.", ["de Gaulle"], []),
        ("Later Karl Lind, a smith of the old town, rowed it.", ["Karl Lind"], []),
        ("Later Karl Lind (of Birk) rowed it.", ["Karl Lind"], []),
        ("He went to the town of Birk.", [], ["Birk"]),
        ("It lies on the Ash River.", [], ["Ash River"]),
        ("They met at Fort Holm.", [], ["Fort Holm"]),
        ("They met in Birk and stayed in Birk.", [], ["Birk"]),
        ("Built at Ash, Birk was large.", [], ["Ash"]),
        ("He lived at Ash, Birk.", [], ["Ash", "Birk"]),
        ("They met once at Birk, Wendia.", [], ["Birk", "Wendia"]),
        ("They went from Birk and Holm to Elm Street, Loam.", [],
         ["Birk", "Elm Street", "Holm", "Loam"]),
        ("They met in May, Pell said, and later Pell left Birk.", ["Pell"], []),
        ("They moved to 12 rue Loam.", [], ["Loam"]),
        ("They sailed from Ash, Wendia, to Birk.", [], ["Ash", "Birk", "Wendia"]),
        ("They left for Birk. They asked for Ash.", [], ["Birk"]),
        ("They set out early for Birk, and left money for Ash.", [], ["Birk"]),
        ("They took part in a contest for a monument to Vale.", [], []),
        ("Birk was laid out as a square.", [], ["Birk"]),
        ("It stood on the site of Loam Rooms.", [], ["Loam Rooms"]),
        ("The army reached Birk and stormed Ash.", [], ["Ash", "Birk"]),
        ("A path went through the Loams, and he heard it through Pell.", [], ["Loams"]),
        ("They dined on the top floor of the Loam Rooms.", [], ["Loam Rooms"]),
        ("There was a fire in Birk station.", [], ["Birk"]),
        ("Later Birk was proclaimed a town.", [], ["Birk"]),
        ("A Birk boat sank. He was born in Birk.", [], ["Birk"]),
        ("A Birk boat and the Birk mill burned. They met in Birk.", [], ["Birk"]),
        ("They left for the UK.", [], ["UK"]),
        ("They met once in Birk.", [], ["Birk"]),
        ("He came with Moss, and an aunt of Moss.", [], []),
        ("She was born in Birk.", [], ["Birk"]),
        ("They went to Birk. They came from Birk.", [], ["Birk"]),
        ("They gave it to Birk. They had it from Birk.", [], []),
        # no place of its own
        ("They looked to the West and stayed in the West.", [], []),
        ("They met once in the Lodge of Elm.", [], []),
        ("They fought at the Second Battle of Birk.", [], ["Birk"]),
        ("They fought in the Birk Campaigns.", [], []),
        ("She sang at the École nationale.", [], []),
        ("She sang at the Accademia Loam.", [], []),
        ("They served in the Wendish War of Salt.", [], []),
        ("A bomb was thrown at the USS Birk.", [], []),
        ("They met once in Oct. or later.", [], []),
        ("They met in the Salon, and in the Salon they stayed.", [], []),
        ("They won at the Ash Open, and again at the Ash Open.", [], []),
        ("They got it in Physics, and again in Physics.", [], []),
        ("They met in Vendish houses. They lived in Vendish houses.", [], []),
        ("Ann Mill patented it.", [], []),
        ("Ash Town lost to Elm.", [], []),
        ("They met Otto of Birkburg.", [], []),
        ("Then German bombers came, and German tanks, by German roads.", [], []),
        ("It ended in the Battle of Birk Hill.", [], ["Birk Hill"]),
        ("Nothing speaks for Karl Lind.", [], []),
        ("In 1859 Phelps was the third woman there.", ["Phelps"], []),
        ("It was sold by Elmer. There an Elmer and an Elmer met.", [], []),
        ("They lived in Al-Birk and slept in Al-Birk. Then Birk grew, and Birk won a war.",
         [], ["Al-Birk"]),
        ("Then Birk-backed men came, and Birk-backed rule ended.", [], []),
        ("They crossed the Ashen to cross the Ashen, and left the Ashen.", [], ["Ashen"]),
        ("Later the Birk Codex said so, and Pellism said more.", [], []),
    ],
)  # fmt: skip
def test_a_name_is_typed_by_what_stands_around_it(text, actors, places):
    assert list_names(text) == (actors, places)


def test_a_long_article_declares_more_names():
    names = [f"Karl {a}{b}ind" for a in "BCDFGHJKLM" for b in "aeiouy" for _ in range(2)]
    texts = [f"Then {name}{n % 2} sold it." for n, name in enumerate(names)]
    assert len(list_names(*texts)[0]) == 120
    assert len(list_names(*texts, *["It fell."] * 180)[0]) == 120


def test_an_article_that_begins_a_name_is_none_itself():
    assert list_names("Then The Penn Times sold it.", "The won it.")[0] == ["Penn Times"]


def test_what_is_declared_already_is_not_declared_again():
    assert list_names("A letter of King Osric.", known=frozenset(("king osric",))) == ([], [])


def test_a_last_name_alone_is_an_alias_of_the_only_full_name_that_ends_with_it():
    text = "Then Karl Lind died and was mourned, as Lind died young; Ada Penn and Bo Penn died."
    found = classify_names("", [f"{text} Karl Lind was born here. Lind died."], frozenset())
    lind = next(each for each in found.actors.values() if each.name == "Karl Lind")
    assert lind.aliases == ("Lind",)


@pytest.mark.parametrize(
    ("text", "titles", "actors", "places"),
    [
        ("Ada Vale was a painter. She was born in 1820. Her house burned in 1850. He left in 1860.",
         ["Vale was born", "Vale's house burned", "He left"],
         [("ada-vale",), ("ada-vale",), ()], [(), (), ()]),
        ("Ada Vale was a painter. She had a friend. In 1820 Osric Pell taught her. He died in "
         "1850.",
         ["Osric Pell taught her", "Osric Pell died"], [("osric-pell",), ("osric-pell",)],
         [(), ()]),
        ("Birk is a port. It was walled in 1850. In Wend it had ships in 1860. Its walls fell in "
         "1870.", ["Birk was walled", "In Wend Birk had ships", "Birk's walls fell"],
         [(), (), ()], [("birk",), ("birk", "wend"), ("birk",)]),
        ("Birk is a port. Later the Wend Company bought ships. In 1850 it sold them.",
         ["It sold them"], [()], [()]),
        ("The fleet of 1850 was old. It sank in 1851.", ["The fleet of 1850 was old", "It sank"],
         [(), ()], [(), ()]),
        ("Penn Works is a firm. It was sold in 1907. Its shares fell in 1908.",
         ["Penn Works was sold", "Penn Works' shares fell"],
         [("penn-works",), ("penn-works",)], [(), ()]),
        ("Ada Vale was a writer. She sang. She left. Her books are Low Tide (1921) and Ash (1925).",
         ["Vale's book Low Tide", "Vale's book Ash"], [("ada-vale",), ("ada-vale",)], [(), ()]),
        ("Birk is a port. In 1907 the town grew.", ["Birk grew"], [()], [("birk",)]),
    ],
)  # fmt: skip
def test_the_subject_stands_for_its_pronouns(text, titles, actors, places):
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    events = [each.event for each in drafts]
    assert [each.title for each in events] == titles
    assert [each.actor_ids for each in events] == actors
    assert [each.places for each in events] == places


def test_the_names_that_are_counted_are_bounded(monkeypatch):
    monkeypatch.setattr(name_types, "_MAX_COUNTED_NAMES", 1)
    assert list_names("King Osric met King Alan.") == (["King Osric"], [])


def test_a_name_has_its_initials_and_no_rank_alone():
    text = (
        "They met President John F. Kennedy, D. H. Pell, Brig. Gen. Felix Vale and the U.S. Army."
    )
    assert find_proper_names(text) == [
        "President John F. Kennedy", "D. H. Pell", "Felix Vale", "U.S. Army",
    ]  # fmt: skip


def test_an_adverb_that_begins_a_sentence_is_no_part_of_a_name():
    assert find_proper_names("Thus Ann Moss came. Mainly Vends met.") == ["Ann Moss", "Vends"]


def test_a_king_is_told_of_by_his_name_and_not_by_his_land():
    found = classify_names(
        "Osric II of Birk",
        [
            "Osric II of Birk was a king of the north.",
            "He was crowned in 1350.",
            "He left in 1360.",
            "In 1370 Osric died.",
        ],
        frozenset(),
    )
    assert [entity.aliases for entity in found.actors.values()] == [("Osric", "Osric II")]


@pytest.mark.parametrize(
    "text",
    [
        "Then the Duke of Ash died, and Ash died.",
        "The Young King died, as the King died.",
        "It was sold by the Institute, and the Institute sold it.",
        "It was sold by Byzantine, and Byzantine sold it.",
    ],
)
def test_a_land_a_rank_and_a_part_of_a_name_are_no_actors_by_another_name(text):
    found = classify_names("", ["It fell.", text], frozenset())
    assert not any(entity.aliases for entity in found.actors.values())
    assert not {"Institute", "Byzantine"} & {each.name for each in found.actors.values()}


def test_whoever_a_verb_is_not_of_is_no_actor_for_it():
    text = "The land of Ashmere became rich, as the land of Ashmere fell. Then Pellmere sold it."
    assert list_names(text)[0] == ["Pellmere"]


def test_the_adjective_of_a_place_is_no_name():
    text = "In Birka they met. Later Birkan sold it, and Birkan bought it, and Pellan won."
    assert list_names(text)[0] == ["Pellan"]


def test_things_of_a_person_who_is_not_declared_have_no_actor():
    kinds = NameKinds({}, {}, subject_kind="person", pronoun="she")
    assert not kinds.tells_of_subject("Her mill burned.", "Mill", is_bare=True)
    declared = kinds._replace(subject_id="ada")
    assert declared.tells_of_subject("Her mill burned.", "Mill", is_bare=True)


@pytest.mark.parametrize(
    ("sentence", "is_subject"),
    [
        ("Vale left Birk in 1890.", True),
        ("Mrs. Vale left Birk in 1890.", True),
        ("Countess Vale left Birk in 1890.", True),
        ("Dr. Vale left Birk in 1890.", False),
        ("Mr Vale left Birk in 1890.", False),
        ("Captain Vale left Birk in 1890.", False),
    ],
)
def test_a_surname_behind_a_title_is_the_subject_s_where_that_is_hers(sentence, is_subject):
    article = (
        "Ada Vale (1850-1920) was a singer and countess. She sang. She died at Ash in 1920.\n\n"
        f"{sentence} Vale wrote a song in 1895."
    )
    drafts = extract.draft_timeline(articles.parse_article(article, kind="plain")).event_drafts
    event = next(each.event for each in drafts if each.event.date_text == "1890")
    assert ("ada-vale" in [each.actor for each in event.participants]) == is_subject


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("At Birk Holm defeated the guard. Later Holm left, and Holm died.", ["Holm"], ["Birk"]),
        ("At Birk Holm defeated the guard. Later it fell.", ["Birk Holm"], []),
        ("At Birk Holm defeated the guard. Later Birk Holm and Holm left.", ["Birk Holm"], []),
        ("At Birk Holm won. They met in Birk. Later Holm left.", ["Holm"], ["Birk"]),
    ],
)
def test_a_place_that_opens_a_sentence_is_no_given_name(text, actors, places):
    assert list_names(*f"{text} ".split(". ")[:-1]) == (actors, places)


def test_a_name_in_capitals_is_no_word_that_begins_a_sentence():
    finder = EntityFinder(entities(Entity("is", "IS")), entities())
    assert finder.find_entities("Is it? It is. Then IS came.").actors == ("is",)
    assert finder.find_entities("Is it? It is.").actors == ()
