"""Lanes of many events are drawn from sums as they are from all events, through edits as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.dates import INFINITE_PAST
from qaim_cli.facets import FACETS
from qaim_cli.prefilter import NO_CONDITION, AnyOf, FacetCondition, Narrowing
from qaim_cli.store import index
from qaim_cli.store.index import chunks, lanes, rows
from qaim_cli.store.index.event_reader import EventReader
from qaim_cli.store.index.events import IndexedEvents
from tests.support.indexes import made, same_lanes


def load_both(path: Path):
    kept = index.load_from_index(str(path), str(path)).timeline
    return kept, store_module.load_timeline(str(path), cache=False).timeline


@pytest.mark.parametrize("most", [3, 40])
def test_lanes_are_those_of_the_events_after_each_edit(tmp_path, monkeypatch, most):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    monkeypatch.setattr(lanes, "MAX_LANES", most)
    monkeypatch.setattr(lanes, "_MAX_KNOWN", most)
    path = tmp_path / "store.yaml"
    text = made(50, seed=3)
    head, *events = text.split("\n  - ")
    for left in (events, events[5:] + events[:2], events[25:], events[:40], events):
        path.write_text("\n  - ".join((head, *left)), "utf-8")
        kept, read = load_both(path)
        for few, lane_count in ((2, most), (10, most), (300, 40), (2, 4)):
            same_lanes(kept, read, few=few, lane_count=lane_count)


def test_lanes_of_many_events_are_drawn_without_reading_them(tmp_path, monkeypatch):
    path = tmp_path / "store.yaml"
    path.write_text(made(400), "utf-8")
    kept, read = load_both(path)
    decoded = []
    decode = lanes.rows.decode_event
    monkeypatch.setattr(
        lanes.rows, "decode_event", lambda *row: decoded.append(row) or decode(*row)
    )
    found = kept.events.sum_lanes(NO_CONDITION, 2, "section", "")
    sections = [value for event in read.events for value in {s.section for s in event.sources}]
    assert sum(found.event_counts.values()) == len(sections)
    assert sum(found.count_columns(frozenset(sections), ())) == 400
    assert len(decoded) <= len(set(sections))


EVENT = "  - {{id: {}, date: 2004, title: T, tags: {}, source: {{of: {}, section: S}}}}\n"


def test_events_without_a_label_have_a_lane_where_they_first_occur(tmp_path):
    path = tmp_path / "store.yaml"
    tags = ["[a]", "[]", "[b, a]", "[]", "[c]", "[d, e, c]"]
    events = "".join(EVENT.format(f"e{n}", each, "x") for n, each in enumerate(tags))
    path.write_text(f"title: T\nsources: {{x: {{title: X}}}}\nevents:\n{events}", "utf-8")
    kept, read = load_both(path)
    assert list(kept.events.sum_lanes(NO_CONDITION, 1, "tag", "").event_counts) == [
        "a", "", "b", "c", "d", "e",
    ]  # fmt: skip
    for few in (1, 2, 3):
        for lane_count in (2, 3, 40):
            same_lanes(kept, read, few=few, lane_count=lane_count)


def test_an_event_without_any_known_day_is_in_no_lane(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 2)
    path = tmp_path / "store.yaml"
    head = "title: T\nsources: {x: {title: X}}\nevents:\n"
    events = [EVENT.format(f"e{n}", "[a]", "x") for n in range(8)]
    events[3] = events[3].replace("2004", '"{..1890,1990..}"')
    for left in (events, events[:3] + events[4:], events):
        path.write_text(head + "".join(left), "utf-8")
        kept, read = load_both(path)
        same_lanes(kept, read, few=1)
        sums = kept.events.sum_lanes(NO_CONDITION, 1, "tag", "")
        assert sum(sums.count_columns(frozenset("a"), ())) == 7


def test_two_labels_of_one_name_share_a_lane(tmp_path):
    path = tmp_path / "store.yaml"
    events = "".join(
        f"  - {{id: e{n}, date: 200{n}, title: T, actors: [{who}], source: {{section: S}}}}\n"
        for n, who in enumerate(["ann", "bob", "ann", "eve"])
    )
    names = "{ann: {name: Ann}, bob: {name: Ann}, eve: {name: Eve}}"
    path.write_text(f"title: T\nsource: {{title: S}}\nactors: {names}\nevents:\n{events}", "utf-8")
    same_lanes(*load_both(path), few=1)


def test_an_empty_source_is_the_one_at_the_top(tmp_path):
    path = tmp_path / "store.yaml"
    events = "".join(
        f"  - {{id: e{n}, date: 200{n}, title: T, source: {{{of}section: S}}}}\n"
        for n, of in enumerate(["", "of: x, ", "", "of: source, "])
    )
    head = "title: T\nsource: {title: S}\nsources: {x: {title: X}}\nevents:\n"
    path.write_text(head + events, "utf-8")
    kept, read = load_both(path)
    same_lanes(kept, read, few=1)
    same_lanes(kept, read, few=1, query="section:S")
    for condition in (NO_CONDITION, FacetCondition("section", frozenset("S"))):
        assert kept.events.sum_lanes(condition, 1, "source", "x") is None


QUESTIONS = [
    {"since": "1950", "until": "1979"},
    {"tags": ("battle", "trade")},
    {"since": "1930", "tags": ("battle",)},
    {"tags": ("battle",)},
    {"query": "tag:battle not trade"},
    {"query": "not tag:battle"},
    {"query": "a killed:>0"},
    {"since": "2090"},
]


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_lanes_of_some_events_are_those_of_the_events(tmp_path, monkeypatch, asked):
    monkeypatch.setattr(lanes, "_MAX_KNOWN", 3)
    path = tmp_path / "store.yaml"
    path.write_text(made(120, seed=2), "utf-8")
    kept, read = load_both(path)
    for few, lane_count in ((2, 3), (20, 40), (20, 4)):
        same_lanes(kept, read, few=few, lane_count=lane_count, **asked)


def test_lanes_of_some_events_are_in_the_order_in_which_they_first_occur(tmp_path):
    path = tmp_path / "store.yaml"
    tags = ["[z, a]", "[]", "[b, a]", "[]", "[c, z]", "[d, e, c]"]
    events = "".join(EVENT.format(f"e{n}", each, "x") for n, each in enumerate(tags))
    path.write_text(f"title: T\nsources: {{x: {{title: X}}}}\nevents:\n{events}", "utf-8")
    kept, read = load_both(path)
    found = kept.events.sum_lanes(FacetCondition("section", frozenset("S")), 1, "tag", "")
    assert list(found.event_counts.items()) == [
        ("z", 2), ("a", 2), ("", 2), ("b", 1), ("c", 2), ("d", 1), ("e", 1),
    ]  # fmt: skip
    for lane_count in (2, 3, 40):
        same_lanes(kept, read, few=1, lane_count=lane_count, query="section:S")


def test_an_index_tells_no_lanes_that_only_events_can_tell(tmp_path):
    path = tmp_path / "store.yaml"
    path.write_text(made(9), "utf-8")
    kept, read = load_both(path)
    some = FacetCondition("tag", frozenset(("battle",)))
    assert kept.events.sum_lanes(NO_CONDITION, 1, "x-status", "") is None
    assert kept.events.sum_lanes(Narrowing(some), 1, "tag", "") is None
    assert read.events.sum_lanes(NO_CONDITION, 1, "tag", "") is None
    assert isinstance(kept.events, IndexedEvents)
    kept.events._connection.close()
    assert kept.events.sum_lanes(NO_CONDITION, 1, "tag", "") is None
    assert kept.events.sum_lanes(some, 1, "tag", "") is None


def test_the_lane_of_a_timeline_alone_has_all_its_events(tmp_path):
    path = tmp_path / "store.yaml"
    path.write_text(made(9), "utf-8")
    kept, _ = load_both(path)
    found = kept.events.sum_lanes(NO_CONDITION, 1, "timeline", "")
    assert found.event_counts == {"store": 9}
    assert sum(found.count_columns(frozenset(("store",)), (700_000,))) == 9
    assert not kept.events.sum_lanes(AnyOf(()), 1, "timeline", "").event_counts


def test_packed_counts_are_those_that_were_packed():
    counts = {INFINITE_PAST: 3, -5: 1, 730_000: 2, 10**17: 2**40}
    numbers, found = lanes.unpack_counts(lanes.pack_counts({**counts, 7: 0}))
    assert dict(zip(numbers, found, strict=True)) == counts
    assert numbers == sorted(counts)


def test_every_facet_but_that_of_several_files_has_lanes_in_an_index():
    assert set(rows.LABEL_FACETS) == set(FACETS) - {"timeline"}


def test_lanes_of_an_index_that_lost_a_label_are_left_to_the_events(tmp_path, monkeypatch):
    path = tmp_path / "store.yaml"
    path.write_text(made(20), "utf-8")
    kept, _ = load_both(path)
    monkeypatch.setattr(EventReader, "place_values", lambda self, facet: {})
    assert kept.events.sum_lanes(NO_CONDITION, 2, "tag", "") is None


def test_lanes_of_events_without_a_value_are_those_of_the_events(tmp_path):
    path = tmp_path / "store.yaml"
    head, *events = made(30, seed=3).split("\n  - ")
    for number in range(0, 30, 15):
        events[number] = re.sub(r"\n    (tags|actors|places):.*", "", events[number])
    path.write_text("\n  - ".join((head, *events)), "utf-8")
    kept, read = load_both(path)
    for lane_count in (2, 40):
        same_lanes(kept, read, few=29, lane_count=lane_count)
        same_lanes(kept, read, few=29, lane_count=lane_count, since="1950")


def test_of_what_began_before_all_days_asked_about_the_first_day_is_drawn(tmp_path):
    path = tmp_path / "open.yaml"
    events = "".join(
        f"  - {{id: e{year}, date: '{year}/..', title: T, source: {{section: S}}, tags: [t]}}\n"
        for year in range(1900, 1908)
    )
    path.write_text(f"title: T\nsource: {{title: S}}\nevents:\n{events}", "utf-8")
    kept = index.load_from_index(str(path), str(path)).timeline
    read = store_module.load_timeline(str(path), cache=False).timeline
    same_lanes(kept, read, since="1950")


def test_a_label_of_events_that_are_never_drawn_has_an_empty_lane(store):
    path = store(
        "title: T\nevents:\n"
        '  - {id: a, date: "{..1890,1990..}", title: A, tags: [long], source: {section: S}}\n'
        "  - {id: b, date: 1900, title: B, tags: [short], source: {section: S}}\n"
    )
    kept, read = load_both(Path(path))
    connection = kept.events._connection
    tags = dict(connection.execute("SELECT label, id FROM labels WHERE of = 'tag'").fetchall())
    counts = {tag: sum(lanes.read_lane(connection, "tag", id)[1]) for tag, id in tags.items()}
    assert counts == {"long": 0, "short": 1}
    assert tuple(kept.events) == tuple(read.events)
