"""Sets of events say which events have what, through edits as well."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS
from qaim_cli.figures import find_harm_bounds
from qaim_cli.prefilter import NO_CONDITION, FacetCondition, IdPrefixCondition
from qaim_cli.query import (
    FilterInput,
    build_query,
    count_by_period,
    count_values,
    lookup,
    select_hits,
    sum_harm_by_period,
    sum_harm_by_value,
)
from qaim_cli.store import index, load_timeline
from qaim_cli.store.index import chunks, events, label_columns, rows, slots, stretches
from qaim_cli.text import fold
from tests.support.asking import TODAY
from tests.support.indexes import find_last_day, made, same_lanes


def list_ids(connection, reader: slots.SlotReader, name: str, number: int) -> set[str]:
    """The ids of the events of a set."""
    ids = dict(connection.execute("SELECT slot, id FROM facts JOIN events USING (key)"))
    bits = slots.join_sets([reader.read_set(name, number)])
    return {ids[slot] for slot in slots.list_slots(bits)}


@pytest.mark.parametrize(("sparse_share", "column_count"), [(2, 0), (2, 1), (2, 4), (128, 4)])
def test_sets_are_those_of_the_events_after_each_edit(
    tmp_path, monkeypatch, sparse_share, column_count
):
    monkeypatch.setattr(label_columns, "_MAX_COLUMNS", column_count)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    monkeypatch.setattr(slots, "_SPARSE_SHARE", sparse_share)
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    path = tmp_path / "store.yaml"
    head, *items = made(60, seed=3).split("\n  - ")
    later = [item.replace('date: "19', 'date: "18', 1) for item in items]
    later[0] += "\n    according_to: Ann"
    items[-1] += "    according_to: Bob\n"
    for left in (items, later[:9] + items[9:], items[5:] + items[:2], items[25:], [], items):
        path.write_text("\n  - ".join((head, *left)), "utf-8")
        kept = index.load_from_index(str(path), str(path)).timeline
        read = load_timeline(str(path), cache=False).timeline
        connection = kept.events._connection
        reader = slots.SlotReader(connection)
        labels = connection.execute("SELECT of, label, id FROM labels").fetchall()
        for facet in rows.LABEL_FACETS:
            having = [(label, id) for of, label, id in labels if of == facet]
            for label, id in (*having, (None, rows.WITHOUT)):
                wanted = {
                    event.id
                    for event in read.events
                    if label in (FACETS[facet].get_raw_values(event) or (None,))
                }
                assert list_ids(connection, reader, facet, id) == wanted, (facet, label)
        assert list_ids(connection, reader, slots.EVERYTHING, 0) == {
            event.id for event in read.events
        }
        for asked in ({"since": "1950"}, {"tags": ("battle",)}, {"query": "not tag:battle"}):
            if left:
                same_lanes(kept, read, **asked)


QUESTIONS = [
    "tag:battle", "not tag:battle", "tag:battle or tag:flood", "tag:battle not tag:flood",
    "killed:>5", "not killed:>5", "sources:>1", "sources:1", "timeline:store", "not timeline:store",
    "from:1950", "from:1950 tag:battle", "from:1950 or tag:battle", "not from:1950 tag:battle",
    "from:1950 to:1980 killed:>0", "alqa tag:battle", "id:a or tag:battle", "wounded:>2",
    "id:e1", "id:store:e2", "id:other:e2", "tag:battle not id:e2", "a", "not e tag:battle",
    "al", "a b", "al takes", "e or tag:battle", "al tag:battle", "a 1950",
    "alqa", "alqa umlor from:1950", "not alqa from:1950", "alqa or umlor", "title:alqa tag:battle",
    "claim:any", "not claim:any", "began:1950 tag:battle or lasted:>2 days", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A timeline with an index, and the same read from its file."""
    path = tmp_path_factory.mktemp("sets") / "store.yaml"
    path.write_text(made(120, seed=5), "utf-8")
    read = load_timeline(str(path), cache=False).timeline
    return index.load_from_index(str(path), str(path)).timeline, read


@pytest.mark.parametrize("long_from", [0, 1000])
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_counted_by_sets_is_what_events_say(both, monkeypatch, question, long_from):
    monkeypatch.setattr(stretches, "_MIN_LONG_STRETCH", long_from)
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    monkeypatch.setattr(events, "READ_ERRORS", ())  # an error would have all events gone through
    kept, read = both
    kept.events.__dict__.pop("counter", None)
    query, plain = (build_query(FilterInput(query=question), each, TODAY) for each in both)
    levels = Counter(plain.expression.match_event(event) for event in read.events)
    counts = kept.events.count_levels(query.expression.index_condition)
    assert counts == (levels[3], levels[2], levels[1])
    for widely in (False, True):
        found = select_hits(query, kept, widely=widely)
        hits = tuple(select_hits(plain, read, widely=widely))
        assert len(found) == len(hits)
        assert tuple(found) == hits
        most = found.iter_by_casualties("killed")
        assert most is None or list(most) == rank_by_killed(hits)
        for length in (1, 90, 3000):
            find = partial(find_last_day, length=length)
            assert count_by_period(found, find) == count_by_period(hits, find)
            harmed = sum_harm_by_period(hits, "killed", find)
            assert sum_harm_by_period(found, "killed", find) == harmed
        for facet in FACETS.values():
            assert count_values(found, facet, kept) == count_values(hits, facet, read)
            sums = sum_harm_by_value(hits, "killed", facet, read)
            assert sum_harm_by_value(found, "killed", facet, kept) == sums
    if hits:
        same_lanes(kept, read, query=question)


def rank_by_killed(hits):
    """The hits with anyone killed, the most first, those alike in the order that they have."""
    least = {hit: (find_harm_bounds(hit.event, "killed") or (0,))[0] for hit in hits}
    return sorted((hit for hit in hits if least[hit]), key=lambda hit: -least[hit])


@pytest.mark.parametrize("asked", [("killed:>5", False), ("killed:>5000", True)])
def test_only_of_few_events_all_keys_are_found_first(both, monkeypatch, asked):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    kept, _ = both
    kept.events.__dict__.pop("counter", None)
    question, is_narrowed = asked
    query = build_query(FilterInput(query=question), kept, TODAY)
    statement = kept.events.build_statement(query.expression.index_condition)
    source = kept.events.counter.build_ordered_source(statement, 2, "")
    assert ("facts.key IN (SELECT key FROM figures" in source) == is_narrowed


def test_ids_and_titles_are_found_as_in_the_file(both):
    kept, read = both
    for prefix in ("", "a", "zz"):
        for limit in (1, 200):
            found = kept.events.list_ids_with_titles(prefix, limit)
            assert found == read.events.list_ids_with_titles(prefix, limit)
    for prefix in ("a", "e", read.events[7].id, "zz"):
        for of in ("", read.name, "another"):
            asked = IdPrefixCondition(prefix, of)
            for limit in (1, 200):
                first, count = kept.events.find_by_id_prefix(asked, limit)
                wanted, wanted_count = read.events.find_by_id_prefix(asked, limit)
                assert (list(first), count) == (wanted, wanted_count)
                assert (count > 0) == (prefix != "zz" and of != "another")
    told: list[str] = []
    kept.events.counter.connection.set_trace_callback(told.append)
    for title in (fold(read.events[number].title) for number in (7, 7, 8)):
        assert kept.events.find_by_title(title) == read.events.find_by_title(title) != []
    assert sum("words MATCH" in sql for sql in told) == 2


def test_only_events_that_are_named_are_read_by_their_ids(both, monkeypatch):
    kept, read = both
    decode, decoded = rows.decode_event, []
    monkeypatch.setattr(rows, "decode_event", lambda *row: decoded.append(row) or decode(*row))
    with pytest.raises(RequestError, match="begins the ids of 23 events"):
        lookup.find_event("e", kept)
    assert len(decoded) == 5
    whole = read.events[7]
    assert lookup.find_event(whole.id, kept) == whole
    assert len(decoded) == 6


def test_dates_are_looked_at_once_for_words_and_dates_together(both, monkeypatch):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    kept, _ = both
    kept.events.__dict__.pop("counter", None)
    query = build_query(FilterInput(query="tag:battle from:1950"), kept, TODAY)
    told: list[str] = []
    kept.events.counter.connection.set_trace_callback(told.append)
    try:
        hits = select_hits(query, kept)
        assert len(hits) > 1
        assert hits[0].event
    finally:
        kept.events.counter.connection.set_trace_callback(None)
    assert sum("FROM (SELECT id, count, stated_first" in each for each in told) == 1


HUGE = """title: Many
source: {title: T}
actors: {a: {name: A}}
events:
"""


@pytest.mark.parametrize("scale", [10**12, 10**13])  # too large together, and each by itself
@pytest.mark.parametrize("question", ["killed:>5", "", "tag:t"])
def test_figures_too_large_to_be_exact_are_asked_of_the_events(
    tmp_path, monkeypatch, question, scale
):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    path = tmp_path / "store.yaml"
    rows = (
        f"  - {{id: e{number}, date: {number}, title: E, source: {{section: S}}, tags: [t],"
        f" casualties: [{{of: a, killed: '{number * scale:,}'}}]}}\n"
        for number in range(1900, 1904)
    )
    path.write_text(HUGE + "".join(rows), "utf-8")
    read = load_timeline(str(path), cache=False).timeline
    kept = index.load_from_index(str(path), str(path)).timeline
    found, hits = (
        select_hits(build_query(FilterInput(query=question), each, TODAY), each)
        for each in (kept, read)
    )
    assert tuple(found) == tuple(hits)
    assert len(hits) == len(read.events) == 4
    for name in ("tag", "timeline"):
        facet = FACETS[name]
        sums = sum_harm_by_value(tuple(hits), "killed", facet, read)
        assert sum_harm_by_value(found, "killed", facet, kept) == sums
    harmed = sum_harm_by_period(hits, "killed", find_last_day)
    assert sum_harm_by_period(found, "killed", find_last_day) == harmed


@pytest.mark.parametrize("sparse_share", [2, 128])
@pytest.mark.parametrize("question", ["", "tag:t"])
def test_hedged_figures_are_added_up_by_sets(tmp_path, monkeypatch, sparse_share, question):
    monkeypatch.setattr(slots, "_SPARSE_SHARE", sparse_share)
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    monkeypatch.setattr(events, "READ_ERRORS", ())
    path = tmp_path / "store.yaml"
    figures = ("0", "1", "~7", "5+", "~2,000", "70,000", "~300,000,000", "256")
    rows = (
        f"  - {{id: e{number}, date: {1900 + number // 3}, title: E, source: {{section: S}},"
        f" tags: [{'u' if number % 3 else 't'}, v{number % 7}],"
        f" casualties: [{{of: a, killed: '{figures[number % 8]}'}}]}}\n"
        for number in range(80)
    )
    without = "  - {id: n, date: 1950, title: E, source: {section: S}, tags: [t, none]}\n"
    path.write_text(HUGE + "".join(rows) + without, "utf-8")
    read = load_timeline(str(path), cache=False).timeline
    kept = index.load_from_index(str(path), str(path)).timeline
    found, hits = (
        select_hits(build_query(FilterInput(query=question), each, TODAY), each)
        for each in (kept, read)
    )
    hits = tuple(hits)
    for name in ("tag", "timeline", "actor", "place"):
        sums = sum_harm_by_value(hits, "killed", FACETS[name], read)
        assert sum_harm_by_value(found, "killed", FACETS[name], kept) == sums
        assert sum_harm_by_value(found, "wounded", FACETS[name], kept) == {}
    harmed = sum_harm_by_period(hits, "killed", find_last_day)
    assert sum_harm_by_period(found, "killed", find_last_day) == harmed


def test_what_has_no_sets_is_counted_from_the_facts(both, tmp_path, monkeypatch):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    kept, _ = both
    condition = FacetCondition("tag", frozenset(("battle",)))
    assert kept.events.count_values(condition, 1, "field") == {
        "": kept.events.count_levels(condition).certain
    }
    kept.events.__dict__.pop("counter", None)
    assert kept.events.count_values(NO_CONDITION, 1, "field") == {"": 120}
    path = tmp_path / "store.yaml"
    path.write_text(
        "title: Two\nsource: {title: T}\nevents:\n"
        "  - {id: a, date: 1900, title: A, source: {section: S}, tags: [t]}\n"
        "  - {id: b, date: 1901, title: B, source: {of: source, section: S}, tags: [t]}\n",
        "utf-8",
    )
    # An empty value and the default, for which it stands, are one.
    assert_same_values(str(path), "source", "tag:t")


def assert_same_values(path: str, facet: str, question: str) -> None:
    kept = index.load_from_index(path, path).timeline
    read = load_timeline(path, cache=False).timeline
    found, hits = (
        select_hits(build_query(FilterInput(query=question), each, TODAY), each)
        for each in (kept, read)
    )
    assert count_values(found, FACETS[facet], kept) == count_values(hits, FACETS[facet], read)
