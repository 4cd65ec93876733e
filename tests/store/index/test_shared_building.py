"""An index made of what several processes read holds what the file says."""

from __future__ import annotations

import sqlite3

import pytest

from qaim_cli import store as store_module
from qaim_cli.store import index, run_reading
from qaim_cli.store.index import build, chunks
from tests.support.indexes import made, same


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(store_module, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 4)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 2000)
    monkeypatch.setattr(run_reading, "count_workers", lambda: 2)


def test_an_index_is_made_of_runs(store, monkeypatch):
    monkeypatch.setattr(build, "create_chunked_index", None)
    same(store(made(60).replace("tags: [trade]", "tags: [trade]\n    colour: red")))


@pytest.mark.parametrize("text", ["title: again\nactors:", "title: &t x\nactors:"])
def test_a_head_with_a_problem_is_read_too(store, text):
    same(store(made(30).replace("actors:", text, 1)))


def test_a_damaged_index_maps_nothing(store, monkeypatch):
    path = store(made(30))
    assert index.map_chunks(path, path) is not None

    def fail(*_):
        raise sqlite3.DatabaseError

    monkeypatch.setattr(index, "_find_index", fail)
    assert index.map_chunks(path, path) is None


def test_ids_are_found_without_the_index_where_it_is_damaged(store):
    path = store(made(30))
    events = index.load_from_index(path, path).timeline.events
    id = next(iter(events)).id
    near = events.list_ids_near(id, 3)
    assert events.has_id(id)
    assert not events.has_id("none")
    events._connection.close()
    assert events.has_id(id)
    assert not events.has_id("none")
    assert events.list_ids_near(id, 3) == near
