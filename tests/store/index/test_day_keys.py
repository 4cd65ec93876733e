"""Keys by day are those that going through all events lists, at any rank."""

from __future__ import annotations

import datetime
import json
from itertools import pairwise

import pytest

from bench import generator
from qaim_cli import store as stores
from qaim_cli.query import FilterInput, build_query
from qaim_cli.store.index import day_keys
from qaim_cli.store.index.day_keys import DayKeys

TODAY = datetime.date(2026, 11, 28)
FILTERS = {
    "all": FilterInput(),
    "years": FilterInput(since="1950", until="1960"),
    "open": FilterInput(since="2010"),
    "none": FilterInput(since="3000"),
    "words": FilterInput(query="takes"),
    "words of years": FilterInput(query="takes", since="1950", until="1960"),
    "no words": FilterInput(query="not tag:battle", until="1950"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("days") / "made.yaml"
    same_day = "".join(
        f"  - {{id: same-{n}, date: 1955-05-05, title: Same, source: {{section: A}}}}\n"
        for n in range(7)
    )
    path.write_text("".join(generator.render_store(generator.generate_events(1_500))) + same_day)
    return str(path)


@pytest.fixture
def timeline(path):
    return stores.load_timeline(path).timeline


def list_both(timeline, filters, level):
    ranked = timeline.events.open_ranked()
    condition = build_query(filters, timeline, TODAY).expression.index_condition
    keys = ranked.answer(condition, level, lambda: False).keys
    assert isinstance(keys, DayKeys)
    return ranked, keys, list_keys(timeline.events, condition, level)


def list_keys(events, condition, level):
    """The keys of all events that match, by one statement."""
    statement = events.build_statement(condition)
    source = events.counter.build_source(statement, level)
    found = events.counter.connection.execute(
        f"SELECT facts.key FROM {source} ORDER BY facts.key", statement.values
    )
    return [key for (key,) in found]


@pytest.mark.no_cover
@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("name", FILTERS)
def test_they_are_those_that_the_index_lists(timeline, name, level):
    _, keys, every = list_both(timeline, FILTERS[name], level)
    assert len(keys) == len(every)
    assert list(keys[:]) == every
    some = range(0, len(keys), 29)
    assert [keys[at] for at in some] == [every[at] for at in some]
    for start, stop in pairwise([0, 1, 5, 17, 100, 101, len(every), len(every) + 3]):
        assert list(keys[start:stop]) == every[start:stop]
    with pytest.raises(IndexError):
        keys[len(every)]


def test_a_rank_is_found_in_a_day_of_many_events(timeline):
    ranked, keys, _ = list_both(timeline, FILTERS["years"], 2)
    ranks = [ranked.find_rank(keys, f"same-{n}") for n in range(7)]
    assert ranks == list(range(ranks[0], ranks[0] + 7))
    read = ranked.read(keys, ranks[0], ranks[0] + 7)
    assert [event.id for event in read] == [f"same-{n}" for n in range(7)]
    assert ranked.read(keys, 3, 3) == []
    assert ranked.find_rank(keys, "nobody") is None


def test_an_event_outside_of_the_days_asked_for_has_no_rank(timeline):
    ranked, keys, _ = list_both(timeline, FILTERS["open"], 2)
    assert ranked.find_rank(keys, "same-0") is None


def test_keys_come_from_few_days_at_a_time(timeline):
    ranked, keys, _ = list_both(timeline, FILTERS["all"], 1)
    asked = []
    connection = ranked._reading.counter.connection
    connection.set_trace_callback(asked.append)
    ranked.read(keys, 1_200, 1_210)
    connection.set_trace_callback(None)
    listed = [
        json.loads(sql.split("json_each('")[1].split("'")[0]) for sql in asked if "day" in sql
    ]
    assert listed
    assert all(min(days) > keys[200] for days in listed)


def test_a_few_blocks_are_kept(timeline, monkeypatch):
    monkeypatch.setattr(day_keys, "_MAX_KEPT_BLOCKS", 2)
    _, keys, every = list_both(timeline, FILTERS["all"], 1)
    assert [keys[at] for at in range(0, len(every), 50)] == every[::50]
    assert len(keys._kept) <= 2
