"""An event that is read without the YAML parser says what that parser reads of it."""

from __future__ import annotations

import pytest

from qaim_cli import store
from qaim_cli.store import plain_events, records
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.plain_events import PlainEventReader

BODY = (
    'id: lamp-{}\n    date: "1822-07-25"\n    title: The  lamp is lit\n    source: {{section: S}}'
)
HEAD = "title: Lamps\nevents:\n  - "


@pytest.fixture
def reader():
    return PlainEventReader("lamps", StoreHeader("Lamps"), 2)


@pytest.mark.parametrize(
    "more",
    [
        "tags: [a, b]", "x-a: b\n    x-c: [d, e]\n    x-f: []", "url: x\n    note: é  ü",
        "note: ''",
        "calendar: julian", "about: 3 days", "allow: {a-check: why}",
        "summary: >-\n      Of\n      oil.", "casualties: [{of: a, killed: 80+}]",
        "places:\n      - a\n      - b",
    ],
)  # fmt: skip
def test_a_plain_event_says_what_the_parser_reads(reader, more):
    for number in range(2):  # what was read once says the same again
        text = f"{BODY.format(number)}\n    {more}"
        found = store.parse_store("lamps.yaml", f"{HEAD}{text}\n".encode())
        assert found.omitted_count == 0
        assert reader.read(text, 3) == found.timeline.events[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: lamp-1", "id: Lamp 1"), ("id: lamp-1\n    ", ""), ("1822-07-25", "1822-07-32"),
        ("1822-07-25", "July 1822"), ("date", "tags"), ("The  lamp is lit", "~"),
        ("The  lamp is lit", "''"), ("{section: S}", "{paragraph: 1}"), ("source:", "note:"),
        ("title", "colour"), ("title", "id"), ("title:", "title"), ("{section: S}", "[a, ~]"),
        ("The  lamp is lit", "a" * 20_001), ("source", "date: 1900\n    source"),
    ],
)  # fmt: skip
def test_anything_wrong_is_left_to_the_parser(reader, old, new):
    text = BODY.format(1)
    assert reader.read(text, 3)
    for _ in range(2):
        assert reader.read(text.replace(old, new), 3) is None


def test_equal_values_are_read_once(reader, monkeypatch):
    read, read_values = [], records.read_values_of_key
    monkeypatch.setattr(
        plain_events.records,
        "read_values_of_key",
        lambda key, entry: read.append(key) or read_values(key, entry),
    )
    events = [reader.read(BODY.format(number), number) for number in range(5)]
    assert read == ["source"]
    assert [(event.id, event.line) for event in events] == [(f"lamp-{n}", n) for n in range(5)]
    assert all(event.span is events[0].span for event in events)
