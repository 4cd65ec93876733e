"""Drafts of events, and the store that is written of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import hostile
from qaim_cli import articles, extract, store
from qaim_cli.edit.draft import render_draft
from qaim_cli.extract import drafter
from qaim_cli.extract.titles.draft_title import draft_title
from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS
from qaim_cli.model import Entity
from tests.support.events import entities, timeline
from tests.support.searching import examples

ARTICLE = """= Hollow Bridge =

- Spans: the Ash
- "Odd": label

Hollow Bridge was begun in 1805 and opened on 3 May 1807. In June, according to the Post, 12 rebels
were killed near Ash Hill, at least 30 rebels wounded and four captured.

== Later ==
A fair was held on Mondays. The Duke of Elm left Ash Hill in 1850. In 1851 a fire killed six.
In spring it rose. Ash Hill was sold in "1852": 'yes'.
"""
EXISTING_TIMELINE = timeline(
    actors=entities(
        Entity("army", "The army"),
        Entity("rebels", "Rebels", ("Insurgents",), ("army", "nobody")),
        Entity("post", "Post"),
    ),
    places=entities(Entity("bridge", "Hollow Bridge", (), ("county",)), Entity("county", "County")),
)


def draft_timeline(text: str = ARTICLE, like=None):
    return extract.draft_timeline(articles.parse_article(text, kind="plain"), like)


def load_text(text: str, tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    return store.load_timeline(str(path))


def test_each_date_of_a_sentence_is_an_event_with_its_place_and_words():
    first, second, *_ = draft_timeline().event_drafts
    assert (first.event.id, first.event.date_text) == ("hollow-bridge-was-begun", "1805")
    assert first.comments[1] == "date 1 of 2 in this sentence, each an event of its own"
    assert (second.event.id, second.event.date_text) == ("hollow-bridge-opened", "3 May 1807")
    assert second.comments[1] == "date 2 of 2 in this sentence, each an event of its own"
    assert first.event.sources[0].citation == ("lead", 1, 1)


def test_figures_claims_and_names_stand_with_the_event():
    event, comments = draft_timeline(like=EXISTING_TIMELINE).event_drafts[2]
    assert event.title == (
        "12 rebels were killed near Ash Hill, at least 30 rebels wounded and four captured"
    )
    assert event.actor_ids == ("rebels",)
    assert event.according_to == "Post"
    assert event.note == "The year is that of '3 May 1807'."
    assert comments[1:] == ()
    assert event.places == ("ash-hill",)
    assert [
        (each.actor, [(h, str(f)) for h, f in each.iter_figures()]) for each in event.casualties
    ] == [("rebels", [("killed", "12"), ("wounded", "at least 30"), ("captured", "4")])]


def test_those_who_are_named_come_with_the_wholes_they_belong_to():
    found = draft_timeline(like=EXISTING_TIMELINE)
    assert set(found.actors) == {"rebels", "army", "unnamed", "duke-of-elm"}
    assert set(found.places) == {"bridge", "county", "ash-hill"}


def test_what_comes_again_is_marked_and_not_drafted():
    found = draft_timeline()
    assert [(each.text, each.sentence.locator) for each in found.recurrences] == [
        ("on Mondays", ("Later", 1, 1))
    ]
    assert all(each.event.sources[0].citation != ("Later", 1, 1) for each in found.event_drafts)


def test_a_written_draft_is_a_store_without_problems(tmp_path):
    read = load_text("".join(render_draft(draft_timeline(like=EXISTING_TIMELINE))), tmp_path)
    assert read.problems == ()
    assert read.omitted_count == 0
    line = read.timeline
    assert line.title == "Hollow Bridge"
    assert line.infobox == (("Spans", "the Ash"), ('"Odd"', "label"))
    assert [(event.edtf, event.tags) for event in line.events] == [
        (edtf, ("draft",))
        for edtf in ("1805", "1807-05-03", "1807-06", "1850", "1851", "1851-21", "1852")
    ]


def test_an_event_without_a_date_is_written_as_a_comment(tmp_path):
    text = "".join(render_draft(draft_timeline("In March it fell.\n")))
    assert "  # no date: no date stands before it to take the rest from; fill it in" in text
    assert "  #   title: It fell\n" in text
    assert tuple(load_text(text, tmp_path).timeline.events) == ()


def test_the_whole_text_of_a_draft():
    article = articles.parse_article("The mill fell in 1905. It rose that spring.\n", kind="plain")
    text = "".join(
        render_draft(extract.draft_timeline(article._replace(url="https://example.org")))
    )
    assert text == (
        "# Drafted from A draft: compare with it, and put each event in your own words.\n\n"
        "title: A draft\nsource:\n  title: A draft\n  url: https://example.org\n"
        "\nevents:\n"
        "  # lead, paragraph 1, sentence 1: The mill fell in 1905.\n"
        "  - id: mill-fell\n"
        '    date: 1905\n    date_text: "1905"\n    title: The mill fell\n'
        "    tags: [draft]\n"
        '    source: {section: lead, paragraph: 1, sentence: 1, fingerprint: "615703"}\n'
        "\n  # lead, paragraph 1, sentence 2: It rose that spring.\n"
        "  - id: it-rose\n"
        "    date: 1905-21\n    date_text: that spring\n    title: It rose\n"
        "    tags: [draft]\n"
        "    note: Counted from '1905'.\n"
        "    source: {section: lead, paragraph: 1, sentence: 2, fingerprint: 40499f}\n"
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On 3 May 1807, the mill (a big one) fell, which surprised all.", "The mill fell"),
        ("In the town, on 3 May 1807, it fell.", "In the town, it fell"),
        ("1905", "An event"),
        (f"In 1905 {'very ' * 30}long.", f"{'Very ' + 'very ' * 14}very…"),
        (f"In 1905 {'x' * 200}", f"X{'x' * 82}…"),
    ],
)
def test_a_title_is_the_main_clause_without_its_date(text, title):
    dates = [(each.start, each.end) for each in _find_mentions(text)]
    assert draft_title(text, dates) == title
    assert len(title) <= MAX_TITLE_CHARS


def _find_mentions(text: str):
    from qaim_cli.extract.dates.expressions import find_mentions

    return list(find_mentions(text))


def test_ids_are_never_given_twice():
    ids = [
        each.event.id
        for each in draft_timeline(
            "It fell in 1905. It fell 2 in 1906. It fell in 1907."
        ).event_drafts
    ]
    assert len(set(ids)) == 3
    assert draft_timeline("In 1905 القائم.").event_drafts[0].event.id == "event"


def test_progress_is_told():
    told: list[tuple[int, int]] = []
    article = articles.parse_article("It fell in 1905. " * 1500, kind="plain")
    extract.draft_timeline(article, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 1500), (1000, 1500)]


def test_a_sentence_of_very_many_dates_is_not_drafted_without_end():
    years = ", then in ".join(map(str, range(1001, 1500)))
    found = draft_timeline(f"They met in {years}, and {'on Mondays; ' * 500}")
    assert len(found.event_drafts) == drafter._MAX_DATES_PER_SENTENCE
    assert len(found.recurrences) == drafter._MAX_DATES_PER_SENTENCE


@pytest.mark.no_cover
@pytest.mark.parametrize("bit", hostile.DRAFTS)
def test_a_text_made_for_trouble_is_drafted(bit):
    assert "".join(render_draft(draft_timeline(hostile.repeated(bit, 15_000), EXISTING_TIMELINE)))


WORDS = st.sampled_from(
    (
        "In 1905", "on 5 May", "May 5, 1905,", "the 490s BC", "until", "from", "to", "and", "or",
        "two days later", "that spring", "The next month", "every May", "killed 5 rebels",
        "according to", "Ash Hill", "Post", "said that", "-", "–", ",", ".", ". The", "\n\n", ":",
        "'", '"', "#", "{", "[1]", "\\", "~", "== A ==\n", "- a: b\n", "\u202e", "\x00", "ش", "🏳",
        "31", "30 February 1900", "0 BC", "AD 0", "1900s", "00", "9999 BC", "1,000,000",
        "the previous century", "a decade earlier", "before", "after", "shortly after", "now",
    )
)  # fmt: skip


@pytest.mark.no_cover
@examples(300)
@given(
    text=st.lists(WORDS | st.text(max_size=5), max_size=30).map(" ".join),
    kind=st.sampled_from(list(articles.ARTICLE_KINDS)),
)
def test_any_article_becomes_a_store_without_problems(tmp_path_factory, text, kind):
    written = "".join(
        render_draft(
            extract.draft_timeline(articles.parse_article(text, kind=kind), EXISTING_TIMELINE)
        )
    )
    read = load_text(written, tmp_path_factory.getbasetemp())
    assert read.problems == ()
