"""Peoples, teams and countries that act in a title."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.acting_subjects import find_acting_group, find_acting_name, has_role


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("The Romans built a fort", "Romans"),
        ("In Birk the mill burned", ""),
        ("The British then captured Birk", "British"),
        ("The Greek Cypriots refused", "Greek Cypriots"),
        ("The Alps were crossed", ""),
        ("The Roman fort fell", ""),
    ],
)
def test_a_people_that_acts_is_found(title, group):
    assert find_acting_group(title) == group


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Dunmark declared war", "Dunmark"),
        ("Dunmark later became a founding member", "Dunmark"),
        ("Dunmark was flooded", ""),
        ("The mill burned", ""),
    ],
)
def test_a_place_that_does_what_countries_do_is_found(title, place):
    assert find_acting_name(title) == place


@pytest.mark.parametrize(
    ("title", "name", "is_one"),
    [
        ("Ann Moss sold the mill", "Ann Moss", True),
        ("The mill was sold by Ann Moss", "Ann Moss", True),
        ("The mill was sold by the young painter Ann Moss", "Ann Moss", True),
        ("The Vendish president Ann Moss sold it", "Ann Moss", True),
        ("They fought under the command of General Moss", "General Moss", True),
        ("The guards arrested Ann Moss", "Ann Moss", True),
        ("It was said that Ann Moss would sell the mill", "Ann Moss", True),
        ("Ann Moss's mill burned", "Ann Moss", False),
        ("Ann Moss's mill", "Ann Moss", True),
        ("The mill of Ann Moss burned", "Ann Moss", False),
        ("Confederation Congress met", "Congress", False),
        ("Congress members met", "Congress", False),
        ("The Birk Air Force jets hit the mill", "Birk Air Force", True),
        ("The Congress of Birk met", "Congress", False),
        ("The Board for Trade met", "Board", False),
        ("The road went through Dunmark", "Dunmark", False),
        ("Trade rose as Dunmark joined the league", "Dunmark", True),
        ("Low Tide, the last book of Moss", "Moss", False),
    ],
)
def test_who_acts_or_is_acted_upon_is_told_by_the_verb(title, name, is_one):
    start = title.index(name)
    assert has_role(title, start, start + len(name)) is is_one


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Later Ann Moss met Karl Lind. In 1905 Karl Lind wrote to Ann Moss of Bo Hart, who sold "
         "mills.", ["Karl Lind"]),
        ("In 1905 the Birk, Ash and Elm Railroad opened a line.", ["Birk, Ash and Elm Railroad"]),
        ("In 1905 Ann Moss and Karl Lind sold it. Ann Moss bought it, then Karl Lind died.",
         ["Ann Moss", "Karl Lind"]),
        ("George Lind died. They lay in 7th Lind. In 1905 Lind sold the mill.", ["George Lind"]),
        ("George Lind died. Mary Lind sang. In 1905 Lind sold the mill.", ["Lind"]),
        ("Ada Hart was a painter. She sang. She left. In her youth, in 1905, she taught in Birk.",
         ["Ada Hart"]),
        ("Penn Works is a firm. In 1905 the company was sold.", ["Penn Works"]),
        ("In 1905 Thomas Moss wrote a letter.", ["Thomas Moss"]),
        ("In 1905 production fell.", []),
    ],
)  # fmt: skip
def test_an_event_has_those_for_actors_whom_its_title_is_of(text, actors):
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    first, *_ = drafts.event_drafts
    assert [drafts.actors[id].name for id in first.event.actor_ids] == actors


def test_those_who_act_are_declared_once():
    text = (
        "They lived in Dunmark, slept in Dunmark and came from Dunmark. "
        "In 1905 the Vends took Birk. In 1906 the Vends left it. In 1907 Dunmark joined them."
    )
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.actor_ids for each in drafts.event_drafts] == [
        ("vends",), ("vends",), ("dunmark",),
    ]  # fmt: skip
    assert [each.name for each in drafts.actors.values()] == ["Vends", "Dunmark"]


def test_a_woman_is_told_of_behind_what_she_owns():
    text = "Ada Hart began her career at Birk. In 1814 she opened a school."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[0].event.title == "Ada Hart opened a school"


def test_what_is_measured_is_no_subject_of_the_article():
    text = "Birk is a port. Trade fell. In 2009 it stood at 9 percent."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[0].event.title == "It stood at 9 percent"
