"""An index made of what several processes read holds what the file says."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from qaim_cli import forked_workers
from qaim_cli import store as store_module
from qaim_cli.store import index, run_reading
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.index import build, chunks, tables, word_writer, writer
from tests.support.indexes import made, same
from tests.support.searching import draw_seeds


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(store_module, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 4)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 2000)
    monkeypatch.setattr(run_reading, "count_workers", lambda: 2)


def test_an_index_is_made_of_runs(store, monkeypatch):
    monkeypatch.setattr(build, "create_chunked_index", None)
    same(store(made(60).replace("tags: [trade]", "tags: [trade]\n    colour: red")))


def list_rows(build_index):
    """List the rows of an index's tables, and which words are in which events."""
    found = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        build_index(connection)
        execute = connection.execute
        execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, words, instance)")
        found["words"] = execute("SELECT term, doc FROM temp.found").fetchall()
        known = execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (name,) in known:
            if not name.startswith("words"):
                found[name] = sorted(map(repr, execute(f"SELECT * FROM {name}")))
    return found


@pytest.mark.parametrize("part_size", [1, 3000, 2**24])
@pytest.mark.parametrize("seed", draw_seeds(10))
def test_an_index_holds_the_same_however_it_is_made(monkeypatch, seed, part_size):
    monkeypatch.setattr(word_writer, "_MAX_WAITING_CHARS", part_size)
    monkeypatch.setattr(forked_workers, "count_workers", lambda: 2)
    data = made(150, seed).replace("tags: [raid]", "tags: [raid, a, b]\n    x-of: [c]").encode()
    text = chunks.split_into_chunks(MemoryContent(data))
    alone = list_rows(lambda index: build.create_chunked_index(index, "s.yaml", data, text))
    assert len(alone["facts"]) == 150
    assert len(alone["words"]) > 1000
    monkeypatch.setattr(writer, "_MIN_SHARED_EVENTS", 0)
    assert list_rows(lambda index: build.create_index_in_runs(index, "s.yaml", text)) == alone


def test_a_full_text_table_is_kept_as_usual_once_it_is_filled():
    with closing(sqlite3.connect(":memory:")) as connection:
        tables.create_tables(connection)
        words = word_writer.WordWriter(connection, is_new=True)
        sql = "SELECT v FROM words_config WHERE k = 'automerge'"
        assert connection.execute(sql).fetchone() == (0,)
        words.write()
        assert connection.execute(sql).fetchone() == (4,)


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
