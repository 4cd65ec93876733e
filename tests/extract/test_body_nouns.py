"""Bodies that a text tells of by a common noun: a company, a club, a band."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.names.article_subject import describe_subject
from qaim_cli.extract.names.body_nouns import count_body_nouns, find_body_before, list_kindred_nouns

_FIRM = "company|firm|business|corporation|partnership|enterprise|concern"


@pytest.mark.parametrize(
    ("words", "nouns"),
    [
        ("Penn Works", _FIRM),
        ("Ash Brewery", f"{_FIRM}|brewery"),
        ("Vendish rock band", "band|group|duo|trio|quartet|ensemble"),
        ("Birk Town F.C.", "club|team|side|franchise"),
        ("Birk", ""),
    ],
)
def test_the_nouns_for_a_body_are_of_its_kind(words, nouns):
    assert list_kindred_nouns(words) == nouns


def test_sentences_are_counted_by_the_nouns_for_bodies():
    texts = ["The band played, and the band left.", "Then the band sang to the club.", "A band."]
    assert count_body_nouns(texts) == {"band": 2, "club": 1}


@pytest.mark.parametrize(
    ("noun", "told", "body"),
    [
        ("brewery", ["In 1881 he built the Ash Brewery in Birk."], "Ash Brewery"),
        ("company", ["It grew.", "They sold it to Cole & Sons."], "Cole & Sons"),
        ("club", ["They met Birk Town F.C. there."], "Birk Town F.C."),
        ("society", ["He wrote to the Royal Society of Wool."], "Royal Society of Wool"),
        ("brewery", ["The Ash Brewery was sold to Elm Mills."], "Ash Brewery"),
        ("company", ["Ash Mills was sold to Elm Mills."], ""),
        ("company", ["It grew."], ""),
        ("company", ["They made wool for Ash Mills."], ""),
        ("company", ["It grew.", "It shrank.", "It fell.", "Ash Mills was sold."], ""),
        ("ship", ["They met the Birk."], ""),
    ],
)
def test_a_noun_stands_for_the_one_body_told_of_last(noun, told, body):
    assert find_body_before(noun, told) == body


_BAND = ["The band played.", "The band left."]


@pytest.mark.parametrize(
    ("title", "texts", "subject"),
    [
        ("", ["Birk Town F.C. was formed in 1863."], ("Birk Town F.C.", "actor", "club")),
        ("", ["The Ash and Elm brewery was founded in Birk."],
         ("Ash and Elm brewery", "actor", "company")),
        ("", ["Elm Tea was founded by Bo Elm.", "The firm grew.", "The firm sold tea."],
         ("Elm Tea", "actor", "company")),
        ("", ["Birk was founded by Bo Elm.", "It grew."], ("", "", "")),
        ("", ["It was founded by Bo Elm.", *_BAND], ("", "", "")),
        ("ASH (Vendish Band) - History", _BAND, ("ASH", "actor", "band")),
        ("A Brief History of the Ash Trio", ["The Ash Trio sang.", *_BAND],
         ("Ash Trio", "actor", "band")),
        ("Ash", _BAND, ("", "", "")),
        ("A History of Birk", ["The town grew.", "The town burned."], ("Birk", "place", "")),
        ("Birk Town History", ["The town grew.", "The town burned."], ("Birk", "place", "")),
        ("Birk Town History", ["Birk Town grew.", "The town burned.", "The town stood."],
         ("Birk Town", "place", "")),
        ("Birk", ["The town grew.", "The town burned."], ("", "", "")),
        ("Birk History", ["Nobody knew.", "He sang.", "He left."], ("", "", "")),
        ("A Brief History", _BAND, ("", "", "")),
        ("Band History", _BAND, ("", "", "")),
        ("Ash Trio - History", _BAND, ("Ash Trio", "actor", "band")),
        ("", ["The band was founded by Bo Elm.", *_BAND], ("", "", "")),
        ("", ["HMS Elm was built at Birk.", "She sailed.", "Her crew left.", "She sank."],
         ("", "", "")),
        ("", ["The Elm was a Vendish steamer.", "She sailed.", "She sank."],
         ("Elm", "actor", "ship")),
        ("", ["The Elm was a Vendish steamer.", "It sank."], ("Elm", "actor", "ship")),
    ],
)  # fmt: skip
def test_a_body_is_the_subject_of_an_article(title, texts, subject):
    found = describe_subject(title, texts)
    assert (found.name, found.kind, found.nouns.split("|")[0]) == subject


@pytest.mark.parametrize(
    ("text", "title", "actors"),
    [
        ("Birk Town F.C. was formed by weavers. They sang. Birk Town won the cup. In 1905 they "
         "left the league.",
         "Birk Town F.C. left the league", ["Birk Town F.C."]),
        ("Birk Town F.C. was formed by weavers. The weavers sang. In 1905 they left the league.",
         "The weavers left the league", []),
        ("Birk Town F.C. was formed by weavers. Bo Elm sang. In 1905 the club left.",
         "Birk Town F.C. left", ["Birk Town F.C."]),
        ("Birk Town F.C. was formed by weavers. Bo Elm sang, and in 1905 the club left.",
         "Birk Town F.C. left", ["Birk Town F.C."]),
        ("The Elm was a Vendish steamer. She sailed. Her crew sang. In 1905 she sank.",
         "Elm sank", ["Elm"]),
        ("Bo built the Ash Brewery in Birk. In 1905 the brewery moved.",
         "The brewery moved", ["Ash Brewery"]),
        ("Bo built the Ash Brewery in Birk.\n\nIn 1905 the brewery moved.",
         "The brewery moved", ["Ash Brewery"]),
        ("He left the Ash Brewery for the Elm Brewery.\n\nIn 1905 the brewery moved.",
         "The brewery moved", []),
        ("They sang. Then the band left. In 1905 the band split.", "The band split", ["Band"]),
        ("They sang. In 1905 the band split.", "The band split", []),
        ("The Birk Town Club is a club. It won. In 1905 BTC left.", "BTC left",
         ["Birk Town Club"]),
        ("Ash, Elm and Company was a maker of clocks. In 1905 it left Birk.",
         "Ash, Elm and Company left Birk", ["Ash, Elm and Company"]),
        ("Birk is a colony of Ash. Wool was dear. In 1905 the colony declared war on Ash.",
         "Birk declared war on Ash", ["Birk"]),
        ("Birk is a port. Wool was dear. In 1905 the port of Elm rebelled.",
         "The port of Elm rebelled", []),
        ("Elm Works is a firm. It sold tea. In 1905 its founder, Bo Elm, left Birk.",
         "Elm Works' founder, Bo Elm, left Birk", ["Bo Elm"]),
        ("Elm Works is a firm. It sold tea. In 1905 its founder left Birk.",
         "Elm Works' founder left Birk", ["Elm Works' founder"]),
    ],
)  # fmt: skip
def test_who_acts_is_told_by_a_common_noun_or_they(text, title, actors):
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    event = drafts.event_drafts[-1].event
    assert (event.title, [drafts.actors[id].name for id in event.actor_ids]) == (title, actors)


def test_a_person_and_a_body_of_one_name_are_two():
    text = "Elm Tea was founded by Bo Elm. The firm grew. The firm sold tea. In 1905 Elm died."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[-1].event.actor_ids != ("elm-tea",)
