"""Whom or what an article is about."""

from __future__ import annotations

import pytest

from qaim_cli.extract.names.article_subject import find_name_and_kind


@pytest.mark.parametrize(
    ("texts", "subject", "kind"),
    [
        (["Birk is a port on the Ash."], "Birk", "place"),
        (["The Penn Works was a maker of clocks."], "Penn Works", "actor"),
        (["Ada Vale (1820-1891) was a painter.", "She sang.", "In 1850 she left."],
         "Ada Vale", "person"),
        (["The composer Ada Vale (1820-1891) wrote songs.", "She sang.", "In 1850 she left."],
         "Ada Vale", "person"),
        (["Bo Vale, physician, is among the leading men of Birk.", "He sang.", "He left."],
         "Bo Vale", "person"),
        (["Nobody knew.", "He sang.", "He left."], "Title", "person"),
        (["Ada Vale was a film-maker born in the city of Birk.", "She sang.", "She left."],
         "Ada Vale", "person"),
        (["Birk, officially the Free Town of Birk, is a small state.", "He sang.", "He left."],
         "Birk", "place"),
        (["Birk is a Chartered Town that lies low."], "Birk", "place"),
        (["Birk, situated on the Elm, is also the centre of Vendia."], "Birk", "place"),
        (["Bo Vale is a New Town weaver."], "Bo Vale", "thing"),
        (["Weaving is a craft.", "He sang.", "He left.", *(["Wool is dear."] * 20)],
         "Weaving", "thing"),
        (["Ada Vale was born at Birk.", "Later she left."], "Ada Vale", "person"),
        (["Ada Vale, potter of Ash, born about 1820.", "Her cups sold."], "Ada Vale", "person"),
        (["The Danish painter and poet Bo Vale was born at Birk.", "There he sang."],
         "Bo Vale", "person"),
        (["Ada Vale (1820-1891) was a painter.", "In 1850 she left."], "Ada Vale", "person"),
        (["Ada Vale DBE FRS was a painter.", "She sang.", "She left."], "Ada Vale", "person"),
        (["The Ash War (1820-1821) was a feud of men.", "He sang.", "He left."], "Ash War",
         "thing"),
        (["Ash, Elm and Company was a maker of clocks."], "Ash, Elm and Company", "actor"),
        (["Elm & Co was the first maker of clocks."], "Elm & Co", "actor"),
        (["The Elm is a marque of cars.", "He sang.", "He left."], "Elm", "actor"),
        (["Penn Works was born of a mill.", "It made clocks."], "", ""),
        (["The Ash War (1820-1821) was a feud.", "In it he died."], "Ash War", "thing"),
        (["This is a list of painters.", "Wool is dear."], "", ""),
        (["Nobody knew."], "", ""),
        ([], "", ""),
    ],
)  # fmt: skip
def test_an_article_has_a_subject(texts, subject, kind):
    assert find_name_and_kind("Title", texts) == (subject, kind)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Ada of Birk", ("Ada of Birk", "person")),
        ("Ada Vale (1820-1891)", ("Ada Vale", "person")),
        ("Ada Vale (1820-1891) Painter", ("Ada Vale", "person")),
        ("Vale, Ada Bo, 1820-1891", ("Ada Bo Vale", "person")),
        ("List of painters", ("", "")),
        ("A Story", ("", "")),
        ("Battle of Birk", ("", "")),
        ("Ash War", ("", "")),
    ],
)
def test_a_title_names_the_subject_where_it_is_nothing_but_a_name(title, subject):
    assert find_name_and_kind(title, ["Nobody knew.", "She sang.", "She left."]) == subject


@pytest.mark.parametrize(
    ("title", "texts", "subject"),
    [
        ("Bo Vale", ["Bo Vale, who sang, left Birk.", "His wool was dear."], ("Bo Vale", "person")),
        ("Bo Vale", ["Bo Vale, who sang, left Birk."], ("", "")),
        ("Ann Vale", ["Vale was born Ann Moss in Birk.", "She sang."], ("Ann Vale", "person")),
        ("Ann Vale", ["Vale was a singer of Birk.", "She sang.", "She left."],
         ("Ann Vale", "person")),
        ("Vale of Birk", ["Moss was born in Birk.", "She sang."], ("Moss", "person")),
        ("Birk Works", ["Birk Works left Birk.", "His wool was dear."], ("", "")),
        ("Low Birk", ["The largest port in Vendia, once burned, Low Birk lies at the Ash."],
         ("Low Birk", "place")),
        ("Clocks", ["The largest port in Vendia, Low Birk lies at the Ash."], ("", "")),
        ("Elm Cycle", ["Elm Cycle is based in Birk.", "The company sold his wool."],
         ("Elm Cycle", "actor")),
        ("Wool", ["Wool, which is dear, left Birk.", "His wool was dear."], ("", "")),
    ],
)  # fmt: skip
def test_a_title_and_the_first_words_name_a_person(title, texts, subject):
    assert find_name_and_kind(title, texts) == subject


def test_a_thing_with_a_number_is_no_person():
    texts = ["Comet 7 was the first of them.", "He sang.", "He left."]
    assert find_name_and_kind("Comet 7", texts) == ("", "")
