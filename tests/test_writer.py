"""Records written as the text of a store."""

from __future__ import annotations

from qaim_cli import store
from qaim_cli.dates import parse_with_span
from qaim_cli.edit.formatting import format_text
from qaim_cli.model import (
    Casualties,
    Entity,
    Event,
    EventDraft,
    Figure,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.shape import EVENT_SHAPE
from qaim_cli.store.writer import EVENT_BUILDERS, render_store

DATE, SPAN = parse_with_span("1850-01-02")
EVENT = Event(
    id="lit",
    date=DATE,
    span=SPAN,
    edtf="1850-01-02",
    title="A: lamp # lit",
    sources=(
        Source("Log", 1, 1, "aa"), Source("Log", 1, 2, "bb"), Source("Log", 2), Source("#3: x"),
    ),
    date_text="'early' 1850",
    summary="yes",
    participants=(Participant("crew"), Participant("owner", "paid")),
    places=("rock",),
    tags=("it's", "[b]"),
    casualties=(Casualties("crew", Figure(1200, Qualifier.ABOUT), Figure(4, Qualifier.AT_LEAST)),),
    according_to="- nobody",
    note="~",
    part_of=("lit",),
    allow=(("single-source", "Known."),),
)  # fmt: skip
HEADER = StoreHeader(
    title="1850",
    reference=Reference("Logbooks", "https://example.org/a#b", "CC0"),
    infobox=(("Height: total", "31 m"),),
    actors=(Entity("crew", "Crew", ("it's",)), Entity("owner", "on", (), ("crew",))),
    places=(Entity("rock", "Rock"),),
)


def read_back(text: str):
    return store.parse_store("t.yaml", text.encode())


def test_every_key_of_an_event_is_written():
    assert tuple(EVENT_BUILDERS) == EVENT_SHAPE.key_names


def test_what_is_written_is_read_back_as_it_was():
    event = EVENT._replace(note="~ about")
    text = "".join(render_store(HEADER, [EventDraft(event, ("lead: It # lit.",))]))
    read = read_back(text).timeline
    assert read.events[0]._replace(line=0, timeline="") == event
    assert (read.title, read.reference, read.infobox) == (
        HEADER.title, HEADER.reference, HEADER.infobox,
    )  # fmt: skip
    assert [each._replace(line=0) for each in read.actors.entities.values()] == list(HEADER.actors)
    assert [each._replace(line=0) for each in read.places.entities.values()] == list(HEADER.places)
    assert format_text(text) == text


def test_sentences_of_one_paragraph_share_a_record():
    text = "".join(render_store(HEADER, [EventDraft(EVENT)]))
    assert "{section: Log, paragraph: 1, sentence: [1, 2], fingerprint: [aa, bb]}" in text


def test_an_event_without_a_date_is_a_comment_to_be_completed():
    text = "".join(
        render_store(StoreHeader("T"), [EventDraft(EVENT._replace(edtf=""), ("no date: why",))])
    )
    assert text.startswith(
        "title: T\n\nevents:\n  # no date: why\n  # - id: lit\n  #   date:\n  #   date_text: "
    )
    assert read_back(text).problems == ()


def test_a_store_without_events_has_an_empty_list():
    assert "".join(render_store(StoreHeader("T"), (), comments=("A", "B"))) == (
        "# A\n# B\n\ntitle: T\n\nevents: []\n"
    )
