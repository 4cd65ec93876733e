"""Figures of people, claims and names in sentences."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline
from qaim_cli.extract.claims import find_claimant
from qaim_cli.extract.figures import find_casualties
from qaim_cli.extract.names.entities import (
    EntityFinder,
    MentionedEntities,
    find_proper_names,
)
from qaim_cli.model import Catalogue, Entity


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("They killed 80 rebels in the town.", [("killed", "80", "rebels")]),
        ("They likely killed 80 rebels.", [("killed", "about 80", "rebels")]),
        ("The storm left at least four sailors dead.", [("killed", "at least 4", "sailors")]),
        ("Twenty-five of them were killed.", []),
        ("Twenty-five sailors were killed.", [("killed", "25", "sailors")]),
        ("It killed a miller and wounded four sailors.",
         [("killed", "1", "miller"), ("wounded", "4", "sailors")]),
        ("A fire killed six, including a child.", [("killed", "6", "")]),
        ("About 1,200 men were captured.", [("captured", "about 1,200", "men")]),
        ("Some two hundred people died.", [("killed", "about 200", "people")]),
        ("Over 300 were wounded and 12 captured.",
         [("wounded", "at least 300", ""), ("captured", "12", "")]),
        ("They killed 5 men captured in May.", [("killed", "5", "men captured")]),
        ("They killed a number of men.", []),
        ("He was killed in 1905 by one of 12 men.", []),
        ("Nobody was hurt among the 80.", []),
    ],
)  # fmt: skip
def test_a_figure_says_who_was_harmed_and_how(sentence, figures):
    assert [
        (each.harm, str(each.figure), each.group) for each in find_casualties(sentence)
    ] == figures


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("According to the Daily Post, it fell.", "Daily Post"),
        ("According to local residents, it fell.", "Local residents"),
        ("It was reported by Newsweek that it fell.", "Newsweek"),
        ("General Hill said that it fell.", "General Hill"),
        ("It was claimed that it fell.", "An unnamed claim"),
        ("It was reported that it fell.", "An unnamed report"),
        ("He said little of it.", ""),
        ("It fell.", ""),
    ],
)
def test_a_claim_names_its_claimant(sentence, who):
    assert find_claimant(sentence) == who


ACTORS = Catalogue(
    {
        each.id: each
        for each in (
            Entity("3-7", "3rd Battalion, 7th Marines", ("3/7",)),
            Entity("is", "Islamic State", ("IS",)),
            Entity("time", "Time"),
            Entity("rebels", "Rebels"),
            Entity("police", "Local police"),
            Entity("kh", "Kata'ib Hezbollah"),
            Entity("odd", "…"),
        )
    }
)
PLACES = Catalogue({"qaim": Entity("qaim", "Al-Qa'im", ("Qa'im",))})


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("3/7 served in Al-Qa’im.", MentionedEntities(("3-7",), ("qaim",))),
        (
            "The 3rd Battalion, 7th Marines left Qa'im's gate.",
            MentionedEntities(("3-7",), ("qaim",)),
        ),
        ("It is time that IS left.", MentionedEntities(("is",))),
        ("The rebels and the local police met.", MentionedEntities(("rebels", "police"))),
        ("Time wrote of Kataib Hezbollah.", MentionedEntities(("time", "kh"))),
        ("The 3rd", MentionedEntities()),
    ],
)
def test_known_names_are_found_by_name_and_alias(sentence, known):
    assert EntityFinder(ACTORS, PLACES).find_entities(sentence) == known


def test_without_a_timeline_nobody_is_known():
    assert (
        EntityFinder(Catalogue({}), Catalogue({})).find_entities("Time wrote.")
        == MentionedEntities()
    )


def test_proper_names_stand_with_capitals():
    assert find_proper_names(
        "In May the Duke of Ash's men left Old Town, and The Times told it."
    ) == [
        "Duke of Ash",
        "Old Town",
        "Times",
    ]
    assert find_proper_names("Hill left.") == []
    assert find_proper_names("He met Ash in December and, In de Gaulle's house, Elm The.") == [
        "Ash", "de Gaulle", "Elm",
    ]  # fmt: skip


def test_what_is_mostly_so_is_no_figure():
    assert find_casualties("The guards, 240 mostly wounded men, surrendered.") == []


def test_a_number_beyond_all_people_is_no_figure():
    assert find_casualties("In 1990, 1,000,000,000,000 people were killed.") == []
    assert [
        str(each.figure) for each in find_casualties("In 1990, 999,999 people were killed.")
    ] == ["999,999"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("On 9 January 1964 riots killed about 20 people.", [(20, "people")]),
        ("It fell in 1915 and Maria died.", []),
        ("In May 1920 killed were twenty men.", []),
    ],
)
def test_a_figure_is_never_a_number_of_a_date(text, figures):
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    found = [
        (each.killed.number, each.actor)
        for draft in drafts.event_drafts
        for each in draft.event.casualties
        if each.killed
    ]
    assert found == figures


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("In 1915 he announced that it fell.", ""),
        ("The Ministry announced that it fell in 1915.", ""),
        ("He said that it fell in 1915.", ""),
        ("According to local officials killed in 1915, it fell.", "Local officials"),
        ("According to a report by friendly fire, it fell.", "Report"),
        ("The Times reported that it fell.", "The Times"),
    ],
)
def test_a_claimant_is_a_name_or_a_noun_phrase(text, claimant):
    assert find_claimant(text) == claimant
