"""Drafted events put into a timeline, with whom and what they name."""

from __future__ import annotations

import pytest

from qaim_cli import store
from qaim_cli.edit.accepting import accepted, begun, candidates, joined, taken_out
from qaim_cli.edit.change import applied
from qaim_cli.errors import RequestError

DRAFT = """\
title: A ferry
actors:
  board: {name: Harbour Board, aliases: [Board], part_of: town}
  town: {name: Birk}
places:
  pier: {name: Pier, within: strait}
  strait: {name: Strait}
events:
  # lead: It sank.
  #  Two boats.
  - id: sank
    date: 1900
    title: It sank
    actors: [{actor: board, role: owner}, town]
    places: [pier]
    tags: [draft, wreck]
    casualties: [{of: town, killed: "~3", wounded: "2+", captured: 1}]
    source: {section: lead}
    allow: {single-source: Known.}

  - {id: rose, date: 1901, title: It rose, tags: [draft], source: {section: Later}}
"""
EMPTY = "title: T\nevents: []\n"


def draft(text: str = DRAFT):
    return store.read("draft.yaml", text.encode()).timeline


def land(text: str = EMPTY, number: int = 0, **options) -> str:
    timeline = draft()
    return applied("t.yaml", text, accepted(timeline.events[number], timeline, **options)).new


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_draft_gives_its_events_with_what_stands_above(tmp_path, newline):
    path = tmp_path / "draft.yaml"
    path.write_bytes(DRAFT.replace("\n", newline).encode())
    loaded, (sank, rose), _ = candidates(str(path))
    assert loaded.left_out == 0
    assert (sank.event.id, sank.event.tags, sank.said) == (
        "sank", ("wreck",), ("lead: It sank.", "Two boats."),
    )  # fmt: skip
    assert (rose.event.id, rose.said) == ("rose", ())


def test_an_event_brings_whom_it_names_with_their_wholes():
    text = land()
    timeline = store.read("t.yaml", text.encode()).timeline
    assert [(e.id, e.wholes) for e in timeline.actors.entities.values()] == [
        ("board", ("town",)), ("town", ()),
    ]  # fmt: skip
    assert timeline.places.entities["pier"].wholes == ("strait",)
    assert "- {actor: board, role: owner}" in text or "[{actor: board, role: owner}, town]" in text
    assert 'killed: "~3", wounded: 2+, captured: 1' in text
    assert timeline.events[0].allow == (("single-source", "Known."),)


def test_whom_the_timeline_knows_is_called_as_there():
    text = land("title: T\nactors:\n  hb: {name: Harbour Board}\n  town: {name: Birk}\n"
                "events: []\n")  # fmt: skip
    assert "{actor: hb, role: owner}, town" in text


def test_one_id_for_two_is_refused():
    with pytest.raises(RequestError) as raised:
        land("title: T\nactors:\n  board: {name: Other}\nevents: []\n")
    assert str(raised.value) == (
        "'board' is Other in the timeline and Harbour Board in the draft; rename one of them first"
    )


def test_an_event_is_told_apart_from_one_with_its_id():
    once = land()
    assert land(once) == once
    other = once.replace("date: 1900", "date: 1899")
    assert "- id: sank-2\n" in land(other)


def test_an_event_takes_in_another_and_leaves_the_draft():
    timeline = draft()
    together = joined(timeline.events[1], timeline.events[0])
    text = applied("t.yaml", land(), accepted(together, timeline, instead=True)).new
    assert "source: [{section: lead}, {section: Later}]" in text
    assert text.count("- id: ") == 1
    left = applied("draft.yaml", DRAFT, taken_out("sank")).new
    assert "It sank" not in left
    assert "events:\n  - {id: rose" in left


def test_a_timeline_begins_with_what_its_draft_says_of_itself():
    head = "title: 'A: B'\nsource: {title: Book, url: https://x.org}\ninfobox: {Length: 3 km}\n"
    assert begun(draft(head + "events: []\n")) == (
        'title: "A: B"\n\nsource:\n  title: Book\n  url: https://x.org\n\n'
        "infobox:\n  Length: 3 km\n\nevents: []\n"
    )
