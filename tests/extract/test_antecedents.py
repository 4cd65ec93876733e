"""Pronouns that stand for an article's subject, and those that may stand for somebody else."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.titles.pronouns import has_impersonal_it

BIRK = "Birk is a port."
WORKS = "Penn Works is a firm."
ADA = "Ada Vale was a painter. She sang. She was born in 1820."


def draft_last_event(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    event = drafts[-1].event
    return event.title, event.actor_ids, event.places


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{BIRK} The port was walled. In 1850 it grew.", "Birk grew"),
        (f"{BIRK} It was walled. It then had a mint. In 1850 it grew.", "Birk grew"),
        (f"{BIRK} Its walls fell. In 1850 it grew.", "Birk grew"),
        (f"{BIRK} Birk's walls fell. In 1850 it grew.", "Birk grew"),
        (f"{BIRK} Dutch troops burned the town. It was rebuilt in 1850.", "Birk was rebuilt"),
        (f"{BIRK} Dutch troops burned Birk, but it was rebuilt in 1850.", "Birk was rebuilt"),
        (f"{BIRK} In May 1840 Birk burned. It was rebuilt in 1850.", "Birk was rebuilt"),
        (f"{BIRK} Two years later it had a mint. It was rebuilt in 1850.", "Birk was rebuilt"),
        (f"{BIRK} Ships came.\n\nTrade\n\nIt was rebuilt in 1850.", "Birk was rebuilt"),
        (f"{WORKS} The firm was rich. It closed a mill in 1850.", "Penn Works closed a mill"),
        (
            f"{BIRK} The root of the port's fame goes back to 1850, when it became rich.",
            "Birk became rich",
        ),
        (f"{BIRK} Nobody knows Birk. In 1850 it grew.", "Birk grew"),
        (f"{BIRK} It grew in 1840, when it was walled. It was burned in 1850.", "Birk was burned"),
        (f"{BIRK} Briefly held by Arl, it was burned in 1850.", "Birk was burned"),
    ],
)
def test_it_is_the_subject_where_the_clause_before_tells_of_it(text, title):
    assert draft_last_event(text)[0] == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{WORKS} Later Loam Railway bought land. In 1850 it sold a mill.", "It sold a mill"),
        (f"{WORKS} Then the Ash Bank failed. Its owners left in 1850.", "Its owners left"),
        (f"{WORKS} It made clocks, but the Ash Bank failed. It sold a mill in 1850.",
         "It sold a mill"),
        (f"{BIRK} A mill was built. It closed in 1850.", "It closed"),
        (f"{BIRK} There was a mill. It closed in 1850.", "It closed"),
        (f"{BIRK} Its mill was sold. It closed in 1850.", "It closed"),
        (f"{BIRK} Dutch troops built a mill. It closed in 1850.", "It closed"),
        (f"{BIRK} They built a mill in Birk. It closed in 1850.", "It closed"),
        (f"{BIRK} In 1840 was built a mill. It closed in 1850.", "It closed"),
        (f"{BIRK} A mill, too. It closed in 1850.", "It closed"),
        (f"{BIRK} Two years later the mill failed. It closed in 1850.", "It closed"),
    ],
)  # fmt: skip
def test_it_stays_where_something_else_was_told_of_last(text, title):
    assert draft_last_event(text) == (title, (), ())


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("She sang with a potter and Mary Hart, with whom she had a mill.", "Vale left Birk"),
        ("She sang with a smith and Mary Hart, rich, and in Birk sold a mill.", "Vale left Birk"),
        ("She sang at Birk and Mary Hart, who sang too, sold a mill.", "Mary Hart left Birk"),
    ],
)
def test_the_end_of_a_list_is_no_clause_of_its_own(told, title):
    assert draft_last_event(f"{ADA} {told} In 1850 she left Birk.")[0] == title


def test_it_stays_behind_another_actor_of_its_own_sentence():
    text = f"{WORKS} When Loam Railway bought land, it sold a mill in 1850."
    assert draft_last_event(text)[0] == "It sold a mill"


@pytest.mark.parametrize(
    "before",
    [
        "The prize was small.",
        "In 1849 the Ash Museum held a fair.",
        "Rich and poor alike.",
        "Berta Pell taught her.\n\nThen the fair closed.",
        "Her father fell ill.",
        "Her mother took her to Ash.",
        "Her sister having died, Vale went north.",
        "Soon, under care of her sister, she went north.",
        "Berta Pell taught her, but Vale eventually went.",
    ],
)
def test_she_is_the_person_where_nobody_else_was_told_of_last(before):
    title, actors, _ = draft_last_event(f"{ADA} {before} She left in 1850.")
    assert (title, actors[:1]) == ("Vale left", ("ada-vale",))


@pytest.mark.parametrize(
    "before",
    [
        "Berta Pell taught her in 1840.",
        "Her sister fell ill.",
        "Later a friend called.",
        "Her father met Berta Pell.",
    ],
)
def test_she_stays_where_another_person_was_told_of_last(before):
    assert draft_last_event(f"{ADA} {before} She left in 1850.") == ("She left", (), ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Danish painter Ada Vale was born at Birk. She left in 1850.", "Vale left"),
        ("Ada Vale (1820-1891)\n\nA painter of the sea. She sang. She left in 1850.", "Vale left"),
        ("Ada de Wold was born at Birk. Here de Wold sang. She left in 1850.", "De Wold left"),
    ],
)
def test_she_is_the_person_whose_life_a_text_is(text, title):
    drafted, actors, _ = draft_last_event(text)
    assert drafted == title
    assert actors[0].startswith("ada-")


@pytest.mark.parametrize(
    ("others", "title"),
    [
        ("Bo Vale, her father, sang. Bo Vale died.", "Vale left"),
        ("Captain Vale sang. Captain Vale won.", "Vale left"),
        ("Ada Vale sang. Ada Vale won.", "Vale left"),
    ],
)
def test_she_is_told_of_by_her_surname(others, title):
    text = f"Ada Bo Vale was born at Birk. {others}\n\nShe left in 1850."
    assert draft_last_event(text)[:2] == (title, ("ada-bo-vale",))


def test_a_man_is_the_one_whom_she_married():
    text = f"{ADA} Vale married Rolf Pell. He left in 1850."
    assert draft_last_event(text)[0] == "Rolf Pell left"


@pytest.mark.parametrize(
    ("title", "stands"),
    [
        ("It was not until 1850 that wool was dear", True),
        ("It was widely believed that wool was dear", True),
        ("It was sold until 1850", False),
    ],
)
def test_it_may_stand_for_a_clause(title, stands):
    assert has_impersonal_it(title) is stands


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Loam Railway bought land.", "Loam Railway sold a mill"),
        ("Loam Railway bought Elm Railway.", "It sold a mill"),
        ("Loam bought land.", "It sold a mill"),
    ],
)
def test_it_is_the_body_told_of_last_where_the_article_is_of_none(before, title):
    assert draft_last_event(f"{before} In 1850 it sold a mill.")[0] == title


def test_he_is_none_of_several_who_are_told_of_last():
    text = "Rolf Lind was taken, and the guards left. In 1850 he died."
    assert draft_last_event(text)[0] == "Rolf Lind died"


@pytest.mark.parametrize(
    ("pronoun", "title"),
    [("she", "Irene died"), ("he", "He died")],
)
def test_a_relative_is_told_of_by_name(pronoun, title):
    text = f"Bo Low sang. Years later his wife Irene fell. In 1850 {pronoun} died."
    assert draft_last_event(text)[0] == title


def test_a_person_is_told_of_without_the_calling():
    text = "Vendish painter Karl Lind was born in Birk. In 1850 he left."
    assert draft_last_event(text)[0] == "Karl Lind left"


def test_a_firm_introduces_its_founder():
    text = f"{WORKS} The Penn Works was begun by Rolf Pell. He left in 1850."
    assert draft_last_event(text)[0] == "Rolf Pell left"


def test_the_family_of_a_life_acts():
    text = f"{ADA} The family left in 1850."
    assert draft_last_event(text)[1] == ("vale-family",)


def test_her_cousin_may_have_her_surname():
    text = "Ada Vale was born at Birk. Her cousin Bo Vale left in 1850."
    assert draft_last_event(text) == ("Vale's cousin Bo Vale left", ("bo-vale",), ())


def test_she_is_another_woman_where_the_person_is_named_too():
    text = f"{ADA} In 1850 she taught Ada Vale."
    assert draft_last_event(text)[0] == "She taught Ada Vale"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # one person, the subject of what was told last
        ("Rolf Pell came to Birk. He sold it in 1850.", "Rolf Pell sold it"),
        ("Rolf Pell came to Birk. He was old. He sold it in 1850.", "Rolf Pell sold it"),
        ("Rolf Pell came to Birk. His mill burned in 1850.", "Rolf Pell's mill burned"),
        ("Rolf Pell was old, and in 1850 he sold the mill.", "Rolf Pell sold the mill"),
        ("Rolf Pell came to Birk. It was a port. He sold it in 1850.", "Rolf Pell sold it"),
        ("Around this time, Rolf Pell came to Birk. He sold it in 1850.", "Rolf Pell sold it"),
        ("Rolf Pell left the United States. He sold it in 1850.", "Rolf Pell sold it"),
        ("Rolf Pell freed a Danish town. He sold it in 1850.", "Rolf Pell sold it"),
        ("Rolf Pell in Birk made a clock. He sold it in 1850.", "Rolf Pell sold it"),
        ("The painter Rolf Pell came to Birk. He sold it in 1850.", "Rolf Pell sold it"),
        ("The owner, Rolf Pell, came to Birk. He sold it in 1850.", "Rolf Pell sold it"),
        ("The first owner was Rolf Pell. He sold it in 1850.", "Rolf Pell sold it"),
        ("The mill was built by a weaver, Rolf Pell. He sold it in 1850.", "Rolf Pell sold it"),
        ("The mill was built for Rolf Pell. He sold it in 1850.", "He sold it"),
        ("Rolf Pell's march to Birk failed, but in 1850 he sold it.", "Rolf Pell sold it"),
        ("Despite Rolf Pell's wealth he sold it in 1850.", "Rolf Pell sold it"),
        ("In 1840, as the painter Rolf Pell was old, he sold it in 1850.", "Rolf Pell sold it"),
        ("She married Rolf Pell. He sold it in 1850.", "Rolf Pell sold it"),
        # several
        ("Rolf Pell and Ada Vale had mills. Their sons left. They sold it in 1850.",
         "They sold it"),
        ("Rolf Pell and Ada Vale married. Their first mill burned. They sold it in 1850.",
         "Rolf Pell and Ada Vale sold it"),
        ("Rolf Pell and Ada Vale led the men. They sold it in 1850.", "They sold it"),
        ("The Birk club was rich. They sold it in 1850.", "The Birk club sold it"),
        ("In 1840 the club was rich. They sold it in 1850.", "The club sold it"),
        ("The Vends came to Birk. They sold it in 1850.", "The Vends sold it"),
        ("The guards came to Birk. They sold it in 1850.", "The guards sold it"),
        ("The British left Birk. They sold it in 1850.", "The British sold it"),
        ("Rolf Pell and Ada Vale met. They married in 1850.", "Rolf Pell and Ada Vale married"),
        # somebody else may be meant
        ("Rolf Pell met King Osric. He sold it in 1850.", "He sold it"),
        ("Rolf Pell left. It was told by King Osric. He sold it in 1850.", "He sold it"),
        ("Rolf Pell taught him. He sold it in 1850.", "He sold it"),
        ("The king came to Birk. He sold it in 1850.", "He sold it"),
        ("The Pells came to Birk. He sold it in 1850.", "He sold it"),
        ("The guards fought the rebels. They fled in 1850.", "They fled"),
        ("The guard came to Birk. They sold it in 1850.", "They sold it"),
        ("They came to Birk. They sold it in 1850.", "They sold it"),
        ("Rolf Pell came to Birk.\n\nHe sold it in 1850.", "He sold it"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_subject_told_of_last(text, title):
    assert draft_last_event(f"King Osric died. Rolf Pell left. {text}")[0] == title
