"""Names that a title gets for the pronoun or the common noun that its sentence begins with."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.names.name_gender import has_other_gender

WORKS = "Penn Works is a company."
BIRK = "Birk is a town."
ADA = "Ada Vale (1820–1890) was a painter. She sang."
BO = "Bo Moss (1820–1890) was a smith. He sang."


def draft_last_title(text: str) -> str:
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    return drafts[-1].event.title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{WORKS} In 1850 the company sold a mill.", "Penn Works sold a mill"),
        (f"{WORKS} In 1850 the company's mill burned.", "Penn Works' mill burned"),
        (f"{BIRK} In 1850 the town later grew.", "Birk later grew"),
        ("USS Loam was a destroyer. The ship was sold in 1950.", "USS Loam was sold"),
        (f"{WORKS} In 1850 the company sold Penn Works.", "The company sold Penn Works"),
        (f"{WORKS} Pell founded the Ash Company. In 1850 the company sold a mill.",
         "The company sold a mill"),
        (f"{BIRK} Pell came from the town of Ash. In 1850 the town grew.", "The town grew"),
        (f"{BIRK} In 1850 the castle was sold.", "The castle was sold"),
        ("USS Loam was a destroyer. The submarine was sold in 1950.", "The submarine was sold"),
    ],
)  # fmt: skip
def test_a_common_noun_that_stands_for_the_subject_is_named(text, title):
    assert draft_last_title(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Battle of Birk was a battle. It ended in 1450.", "The Battle of Birk ended"),
        ("The Battle of Birk was a battle. Pell sold a mill. It burned in 1450.", "It burned"),
        ("The Battle of Birk was a battle. The battle was lost. It ended in 1450.",
         "The Battle of Birk ended"),
    ],
)  # fmt: skip
def test_a_thing_that_an_article_is_about_is_named(text, title):
    assert draft_last_title(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{ADA} Sir Hugh Pell said that Ada Vale was kind. She left Birk in 1850.",
         "Vale left Birk"),
        (f"{ADA} Sir Hugh Pell wrote a book. She left Birk in 1850.", "Vale left Birk"),
        (f"{ADA} Sir Hugh Pell met Di Loam. She left Birk in 1850.", "She left Birk"),
        (f"{ADA} Vim Loam killed himself. She left Birk in 1850.", "Vale left Birk"),
        (f"{BIRK} Vim Loam killed himself. She left Birk in 1850.", "She left Birk"),
        ("USS Loam was a ship. She sailed. She sank. SMS Elm was big. She was sold in 1950.",
         "SMS Elm was sold"),
        ("USS Loam was a ship. She sailed. She sank. The Navy was big. She was sold in 1950.",
         "USS Loam was sold"),
        (f"{ADA} Di Loam met Ada Vale. She left Birk in 1850.", "She left Birk"),
        (f"{ADA} The king met Mrs Jane Loam. He left Birk in 1850.", "He left Birk"),
        (f"{BO} Mrs Loam sold a mill. He left Birk in 1850.", "Moss left Birk"),
        (f"{BO} His mill made nails. He left Birk in 1850.", "Moss left Birk"),
        (f"{BO} Bo sold a mill. He left Birk in 1850.", "Moss left Birk"),
        (f"{BO} At the fair of 1840 he sold nails. He left Birk in 1850.", "Moss left Birk"),
        (f"{BO} The son of a man who made nails, he sold them. He left Birk in 1850.",
         "Moss left Birk"),
        (f"{BO} Son of a smith, Bo Moss sold nails. He left Birk in 1850.", "Moss left Birk"),
        (f"{BO} In 1840 he sold a mill, a combined house and barn. He left Birk in 1850.",
         "Moss left Birk"),
        ("BOMOSS (1820–1890) was a smith. He sang. He left Birk in 1850.", "Bomoss left Birk"),
    ],
)  # fmt: skip
def test_a_pronoun_of_a_life_is_named_where_it_is_plain_whose_it_is(text, title):
    assert draft_last_title(text) == title


@pytest.mark.parametrize(
    ("name", "pronoun", "is_other"),
    [
        ("Sir Hugh Pell", "she", True), ("Mrs. Pell", "he", True), ("David Pell", "she", True),
        ("Mary Pell", "he", True), ("Mary Pell", "she", False), ("Pell", "he", False),
        ("Marybeth Pell", "he", False), ("Mary Pell", "it", False),
    ],
)  # fmt: skip
def test_a_title_or_a_first_name_says_of_which_sex_somebody_is(name, pronoun, is_other):
    assert has_other_gender(name, pronoun) is is_other


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Son of a smith; sold a mill in 1850.", "Moss sold a mill"),
        ("Elected to the council in 1850.", "Moss was elected to the council"),
        ("Vendish smith, born in Birk in 1850.", "Moss was born in Birk"),
        ("Alfred sold a mill in 1850.", "Alfred sold a mill"),
    ],
)
def test_an_entry_that_leaves_out_its_person_has_the_name(told, title):
    assert draft_last_title(f"{BO} He slept. He ate. {told}") == title
