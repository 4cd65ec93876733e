"""Records written as the text of a store."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qaim_cli import store
from qaim_cli.dates import parse_with_span
from qaim_cli.edit.formatting import format_text
from qaim_cli.model import (
    Casualties,
    Entity,
    Event,
    EventDraft,
    Figure,
    Origin,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.shape import EVENT_SHAPE
from qaim_cli.store.writer import EVENT_BUILDERS, render_store
from qaim_cli.text import clean_text, fold

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


WORDS = st.sampled_from(("river", "a:b", "C#", "it's", "1907", "é"))
TEXTS = st.text(min_size=1, max_size=60) | st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
NAMES = st.sampled_from(("crew", "owner"))


def squeeze(text):
    return " ".join(clean_text(text).split())


@st.composite
def drafted_events(draw):
    words = TEXTS.map(squeeze).filter(lambda text: text not in ("", "~"))
    maybe = st.just("") | words
    paragraph = draw(st.integers(0, 3))
    actors = draw(
        st.lists(st.builds(Participant, NAMES, st.sampled_from(("", "paid"))), unique=True)
    )
    tags = st.lists(words.filter(lambda text: len(text) < 40), unique_by=fold, max_size=3)
    return EVENT._replace(
        title=draw(words),
        summary=draw(maybe),
        participants=tuple({each.actor: each for each in actors}.values()),
        tags=tuple(draw(tags)),
        note=draw(maybe),
        casualties=(),
        date_text="",
        sources=(Source(draw(words), paragraph, paragraph and draw(st.integers(0, 2))),),
        origins=(Origin(draw(words), draw(words), draw(maybe)),),
    )


@given(drafted_events())
def test_any_event_is_read_back_as_it_was_from_the_layout_of_format(event):
    text = "".join(render_store(HEADER, [EventDraft(event)]))
    assert read_back(text).timeline.events[0]._replace(line=0, timeline="") == event
    assert format_text(text) == text


def test_a_line_is_as_wide_as_format_leaves_it():
    for width in range(84, 94):
        event = EVENT._replace(title=f"a{' b' * (width // 2)}"[:width].strip(), allow=())
        text = "".join(render_store(HEADER, [EventDraft(event)]))
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
