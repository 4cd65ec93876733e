"""Peoples, teams and countries that act in a title."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.acting_subjects import find_acting_group, find_acting_place


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
    ],
)
def test_a_place_that_does_what_countries_do_is_found(title, place):
    assert find_acting_place(title) == place


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
