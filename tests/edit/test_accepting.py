"""Drafted events put into a timeline, with whom and what they name."""

from __future__ import annotations

import pytest

from qaim_cli import store
from qaim_cli.edit.accept import (
    accept_events,
    load_candidates,
    merge_events,
    new_timeline,
    remove_drafts,
    replace_event,
)
from qaim_cli.edit.change import change_text
from qaim_cli.edit.declare import DraftResolver
from qaim_cli.errors import RequestError
from qaim_cli.model import Participant, Reference, Source
from tests.support.events import event, timeline

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


def read_draft(text: str = DRAFT):
    return store.parse_store("draft.yaml", text.encode()).timeline


def accept_event(text: str = EMPTY, number: int = 0) -> str:
    timeline = read_draft()
    refused = []
    make = accept_events([timeline.events[number]], timeline, lambda _: None, refused.append)
    made = change_text("t.yaml", text, make)
    for error in refused:
        raise error
    return made.new_text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_draft_gives_its_events_with_what_stands_above(tmp_path, newline):
    path = tmp_path / "draft.yaml"
    path.write_bytes(DRAFT.replace("\n", newline).encode())
    loaded, (sank, rose), _ = load_candidates(str(path))
    assert loaded.omitted_count == 0
    assert (sank.event.id, sank.event.tags, sank.comments) == (
        "sank", ("wreck",), ("lead: It sank.", "Two boats."),
    )  # fmt: skip
    assert (rose.event.id, rose.comments) == ("rose", ())


def test_an_event_brings_whom_it_names_with_their_wholes():
    text = accept_event()
    timeline = store.parse_store("t.yaml", text.encode()).timeline
    assert [(e.id, e.parents) for e in timeline.actors.entities.values()] == [
        ("board", ("town",)), ("town", ()),
    ]  # fmt: skip
    assert timeline.places.entities["pier"].parents == ("strait",)
    assert "- {actor: board, role: owner}" in text or "[{actor: board, role: owner}, town]" in text
    assert 'killed: "~3", wounded: 2+, captured: 1' in text
    assert timeline.events[0].allow == (("single-source", "Known."),)


def test_whom_the_timeline_knows_is_called_as_there():
    text = accept_event("title: T\nactors:\n  hb: {name: Harbour Board}\n  town: {name: Birk}\n"
                "events: []\n")  # fmt: skip
    assert "{actor: hb, role: owner}, town" in text


def test_one_id_for_two_is_refused():
    with pytest.raises(RequestError) as raised:
        accept_event("title: T\nactors:\n  board: {name: Other}\nevents: []\n")
    assert str(raised.value) == (
        "'board' is Other in the timeline and Harbour Board in the draft; rename one of them first"
    )


def test_an_event_is_told_apart_from_one_with_its_id():
    once = accept_event()
    assert accept_event(once) == once
    other = once.replace("date: 1900", "date: 1899")
    assert "- id: sank-2\n" in accept_event(other)


def test_an_event_takes_in_another_and_leaves_the_draft():
    timeline = read_draft()
    together = merge_events(timeline.events[1], timeline.events[0])
    text = change_text("t.yaml", accept_event(), replace_event(together, timeline)).new_text
    assert "source: [{section: lead}, {section: Later}]" in text
    assert text.count("- id: ") == 1
    left = change_text("draft.yaml", DRAFT, remove_drafts(["sank"])).new_text
    assert "It sank" not in left
    assert "events:\n  - {id: rose" in left


def test_a_timeline_begins_with_what_its_draft_says_of_itself():
    head = "title: 'A: B'\nsource: {title: Book, url: https://x.org}\ninfobox: {Length: 3 km}\n"
    assert new_timeline(read_draft(head + "events: []\n")) == (
        'title: "A: B"\nsource:\n  title: Book\n  url: https://x.org\n\n'
        "infobox:\n  Length: 3 km\n\nevents: []\n"
    )


FOUR_EVENT_DRAFT = """\
title: D
actors:
  crew: {name: The ship's crew}
  mate: {name: Mate}
events:
  - {id: c, date: 1903, title: C, actors: [crew], source: {section: S}}
  - {id: a, date: 1901, title: A, source: {section: S}}
  - {id: mine, date: 1904, title: M, actors: [mate], source: {section: S}}
  - {id: b, date: 1902, title: B, actors: [crew], source: {section: S}}
"""
BOUND_EVENT = "{id: %s, date: %s, title: T, source: {section: S}}"


@pytest.mark.parametrize("years", [(), (1900,), (1900, 1905), (1905, 1900), (1905, 1902, 1899)])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_several_land_together_as_they_would_one_by_one(years, gap):
    timeline = read_draft(FOUR_EVENT_DRAFT)
    rows = gap.join(f"  - {BOUND_EVENT % (f'e{year}', year)}\n" for year in years)
    start = f"title: T\nevents:\n{rows}" if rows else EMPTY

    def landed(text, events):
        return change_text(
            "t.yaml", text, accept_events(events, timeline, lambda _: None, None)
        ).new_text

    one_by_one = start
    for each in timeline.events:
        one_by_one = landed(one_by_one, [each])
    assert landed(start, timeline.events) == one_by_one


def test_of_several_one_refused_declares_nobody_and_stops_no_other():
    timeline = read_draft(FOUR_EVENT_DRAFT.replace("actors: [mate]", "actors: [mate, crew]"))
    there = "title: T\nactors:\n  crew: {name: Others}\nevents: []\n"
    told, refused = [], []
    make = accept_events(timeline.events, timeline, told.append, refused.append)
    text = change_text("t.yaml", there, make).new_text
    assert [(each.drafted_event.id, each.message, each.is_new) for each in told] == [
        ("a", "added a: 1901", True)
    ]
    assert len(refused) == 3
    assert "mate" not in text


def test_a_source_that_the_timeline_has_is_cited_under_its_id():
    drafted = timeline(sources=(Reference("Histories", author="Polybius", id="p"),))
    known = timeline(sources=(Reference("Histories", author="Polybius", id="polybius"),))
    resolver = DraftResolver(drafted, known)
    for title in ("A", "B"):
        cited = event(title.lower(), "2004", title)._replace(sources=(Source(of="p", at="3"),))
        (source,) = resolver.resolve_event(cited).sources
        assert (source.of, source.at) == ("polybius", "3")


def test_a_name_that_is_no_id_is_declared_under_a_new_one():
    resolver = DraftResolver(timeline(), timeline())
    named = event("a", "2004")._replace(participants=(Participant("Ann Lee", ""),))
    assert resolver.resolve_event(named).actor_ids == ("ann-lee",)
    assert [each.name for each in resolver.declarations["actors"]] == ["Ann Lee"]
