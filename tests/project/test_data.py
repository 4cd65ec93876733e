"""The shipped timeline: sound in itself, and faithful to its article where that is at hand."""

from __future__ import annotations

import re

import pytest

from qaim_cli import store
from qaim_cli.text import fold

LOADED = store.load_timeline(store.find_shipped_timeline())
TIMELINE = LOADED.timeline

# Abbreviations and a title after which a sentence goes on.
_GOES_ON = re.compile(r"(?:\bU\.S\.|\b[A-Z]\.)$")


@pytest.fixture(scope="module")
def article(request):
    """The article as section → paragraphs → sentences; skipped where it is not at hand."""
    path = request.config.rootpath.parent / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article is not beside the project")
    sections: dict[str, list[list[str]]] = {}
    section = "lead"
    for line in path.read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"==+\s*(.*?)\s*==+", line):
            section = heading[1]
        elif line.strip() and not line.startswith(("- ", "= ")):
            sections.setdefault(section, []).append(sentences(line))
    return sections


def sentences(paragraph: str) -> list[str]:
    found: list[str] = []
    for piece in re.split(r'(?<=[.?!"])\s+(?=[A-Z0-9])', paragraph):
        if found and (_GOES_ON.search(found[-1]) or not re.search(r'[.?!]"?$', found[-1])):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found


def test_it_has_no_problem_and_every_event_is_read():
    assert LOADED.problems == ()
    assert LOADED.omitted_count == 0
    assert len(TIMELINE.events) == 35


def test_every_actor_and_place_declared_is_used():
    wholes = {whole for each in TIMELINE.actors.entities.values() for whole in each.parents}
    named = {id for event in TIMELINE.events for id in event.actor_ids} | wholes
    assert set(TIMELINE.actors.entities) == named
    wholes = {whole for each in TIMELINE.places.entities.values() for whole in each.parents}
    assert set(TIMELINE.places.entities) == wholes | {
        place for event in TIMELINE.events for place in event.places
    }


def test_whoever_is_harmed_is_named_with_a_figure():
    told = {
        event.id: [
            (each.actor, harm, str(figure))
            for each in event.casualties
            for harm, figure in each.iter_figures()
        ]
        for event in TIMELINE.events
        if event.casualties
    }
    assert told == {
        "battle-of-husaybah": [
            ("insurgents", "killed", "about 80"), ("marines-3-7", "killed", "5"),
        ],
        "airstrike-2016": [
            ("people-in-al-qaim", "killed", "100"), ("people-in-al-qaim", "wounded", "100"),
        ],
        "convoy-drone-strike": [("people-in-convoy", "killed", "6")],
        "k-1-base-attack": [
            ("us-contractors", "killed", "1"), ("soldiers-at-k-1", "wounded", "4"),
        ],
        "us-strikes-on-kataib-hezbollah": [("kataib-hezbollah", "killed", "25")],
        "us-strikes-2021": [("shia-militias", "killed", "at least 4")],
    }  # fmt: skip


def test_every_date_worked_out_says_how():
    for event in TIMELINE.events:
        if event.span.is_approximate or event.edtf.startswith("[") or event.edtf.endswith("/"):
            assert event.note or event.date_text, event.id


def test_every_citation_is_there(article):
    for event in TIMELINE.events:
        for source in event.sources:
            paragraph = article[source.section][source.paragraph - 1]
            assert source.sentence <= len(paragraph), (event.id, source)


def test_every_year_is_in_what_is_cited(article):
    derived = {"k-1-base-attack", "border-crossing-closed"}  # counted back, as their notes say
    for event in TIMELINE.events:
        cited = " ".join(
            " ".join(article[source.section][source.paragraph - 1]) for source in event.sources
        )
        years = set(re.findall(r"(?:19|20)\d\d", event.edtf)) - {"1901", "1933", "2011"}
        if event.id == "april-2004-activity":
            years = {"April"}  # the paragraph before it gives the year
        for year in years:
            assert year in cited or event.id in derived or _told_before(article, event, year)


def _told_before(article, event, year: str) -> bool:
    """Whether the section gives the year at all: the article names a year once and then goes on."""
    return any(
        year in sentence
        for paragraph in article[event.sources[0].section]
        for sentence in paragraph
    )


def test_every_dated_sentence_is_cited(article):
    cited = {source for event in TIMELINE.events for source in event.sources}
    for section, paragraphs in article.items():
        for number, paragraph in enumerate(paragraphs, start=1):
            for nth, sentence in enumerate(paragraph, start=1):
                if section not in ("lead", "Climate"):
                    place = (section, number, nth)
                    assert any(place == source.citation for source in cited), (place, sentence)


def test_nothing_is_copied(article):
    """No six words in a row are the article's, names and quoted titles aside."""
    text = fold(" ".join(s for paragraphs in article.values() for p in paragraphs for s in p))
    names = [
        fold(name)
        for catalogue in (TIMELINE.actors, TIMELINE.places)
        for entity in catalogue.entities.values()
        for name in entity.names
    ]
    for event in TIMELINE.events:
        for told in (event.title, event.summary, event.note):
            own = fold(re.sub(r'"[^"]*"', " ", told))
            for name in sorted(names, key=len, reverse=True):
                own = own.replace(name, " | ")
            words = own.split()
            for start in range(len(words) - 5):
                run = " ".join(words[start : start + 6])
                assert "|" in run or f" {run} " not in f" {text} ", (event.id, run)
