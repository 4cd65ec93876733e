"""When an index is used again, when it is not, and what damage to it costs."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.query import FilterInput, build_query, select_hits
from qaim_cli.store import index
from qaim_cli.store.index import build, cache_folder, metadata, opening
from tests.support.asking import TODAY
from tests.support.indexes import answer_to, asked, made, same


def aged(path: str) -> str:
    """The path, the file being as old as one that nobody is just editing."""
    past = time.time_ns() - 60_000_000_000
    os.utime(path, ns=(past, past))
    return path


def count_reads(monkeypatch) -> list[str]:
    reads = []
    real = store_module.read_content
    monkeypatch.setattr(store_module, "read_content", lambda path: reads.append(path) or real(path))
    return reads


def test_a_file_that_is_left_alone_is_not_read_again(store, settled, monkeypatch):
    path = store(made(10))
    index.load_from_index(path, path)
    reads = count_reads(monkeypatch)
    assert index.load_from_index(path, path).timeline.title == "Made up"
    assert reads == []


def test_a_file_changed_a_moment_ago_is_compared_byte_by_byte(store, monkeypatch):
    path = store(made(10))
    index.load_from_index(path, path)
    reads = count_reads(monkeypatch)
    index.load_from_index(path, path)
    assert len(reads) == 1


def test_a_file_that_was_only_touched_is_read_once_and_not_built_anew(store, settled, monkeypatch):
    path = store(made(10))
    index.load_from_index(path, path)
    monkeypatch.setattr(build, "_collect_result", None)
    aged(path)
    reads = count_reads(monkeypatch)
    same(path)
    reads.clear()
    index.load_from_index(path, path)
    assert reads == []


@pytest.mark.parametrize("note", [None, "", "[1, 2]", '["no", "seal", true, [1, 2, 3, 4, 5]]'])
def test_that_a_stamp_is_sure_is_noted_beside_an_index_that_stays_as_it_is(
    store, settled, monkeypatch, note
):
    path = store(made(10))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    before = os.stat(where)
    aged(path)
    if note is not None:
        Path(cache_folder.make_note_path(where)).write_text(note, "utf-8")
        os.chmod(cache_folder.make_note_path(where), 0o600)
    reads = count_reads(monkeypatch)
    same(path)
    assert os.stat(where) == before
    reads.clear()
    index.load_from_index(path, path)
    assert reads == []
    os.chmod(cache_folder.make_note_path(where), 0o644)
    index.load_from_index(path, path)
    assert len(reads) == 1
    store_module.clear_cache()
    assert os.listdir(os.path.dirname(where)) == []


def test_a_note_that_cannot_be_written_leaves_nothing_behind(store, settled, monkeypatch):
    path = store(made(10))
    index.load_from_index(path, path)
    aged(path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    os.mkdir(cache_folder.make_note_path(where))
    before = sorted(os.listdir(os.path.dirname(where)))
    assert index.load_from_index(path, path) is None
    assert sorted(os.listdir(os.path.dirname(where))) == before
    os.rmdir(cache_folder.make_note_path(where))  # which no other test can clear


def test_an_edit_of_the_same_size_with_its_time_put_back_is_seen(store, settled):
    path = store(made(10))
    before = os.stat(path)
    index.load_from_index(path, path)
    text = Path(path).read_text("utf-8")
    Path(path).write_text(text.replace("Made up", "Changed"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert same(path).timeline.title == "Changed"


def test_another_file_under_the_same_name_is_seen(store, settled, tmp_path):
    path = store(made(10))
    index.load_from_index(path, path)
    other = store(made(12, seed=5), name="other.yaml")
    os.replace(other, path)
    assert len(same(path).timeline.events) == 12


def test_a_file_reached_by_a_link_has_the_same_index(store, settled, tmp_path):
    path = store(made(10), name="linked.yaml")
    index.load_from_index(path, path)
    link = str(tmp_path / "link.yaml")
    os.symlink(path, link)
    same(link)
    assert len([each for each in store_module_kept() if each.store == path]) == 1


def store_module_kept():
    return store_module.list_cache_entries()[1]


def test_an_index_of_another_program_or_another_file_is_not_used(store, settled, monkeypatch):
    path = store(made(10))
    index.load_from_index(path, path)
    monkeypatch.setattr(metadata, "PROGRAM_SIGNATURE", "another")
    assert opening.open_index(asked(path)) is None
    same(path)
    assert opening.open_index(asked(path)) is not None
    assert opening.open_index(asked(path)._replace(real_path="/another.yaml")) is None


def test_a_program_with_another_facet_is_another():
    facets = dict(INDEXED_FACETS)
    assert index.metadata.sign_program(facets) == index.metadata.PROGRAM_SIGNATURE
    del facets["tag"]
    assert index.metadata.sign_program(facets) != index.metadata.PROGRAM_SIGNATURE


def damaged_by(how: str, where: str) -> None:
    path = Path(where)
    data = path.read_bytes()
    match how:
        case "empty":
            path.write_bytes(b"")
        case "truncated":
            path.write_bytes(data[: len(data) // 2])
        case "noise":
            path.write_bytes(random.Random(1).randbytes(5000))
        case "one bit":
            path.write_bytes(data[:5000] + bytes([data[5000] ^ 4]) + data[5001:])
        case "readable by others":
            path.chmod(0o644)
        case "a folder":
            path.unlink()
            path.mkdir()
            (path / "x").touch()
        case "no index":
            path.unlink()
            with closing(sqlite3.connect(where)) as connection:
                connection.execute("CREATE TABLE about (text)")
                connection.commit()
        case "odd words":
            path.unlink()
            said = json.dumps([metadata.PROGRAM_SIGNATURE])
            with closing(sqlite3.connect(where)) as connection:
                connection.execute("CREATE TABLE about (text)")
                connection.execute("CREATE TABLE contents (file_digest)")
                connection.execute("INSERT INTO contents VALUES ('')")
                connection.execute("INSERT INTO about VALUES (?)", (said,))
                connection.commit()


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "truncated",
        "noise",
        "one bit",
        "readable by others",
        "a folder",
        "no index",
        "odd words",
    ],
)
def test_a_damaged_index_is_never_noticed(qaim, store, settled, how, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # what is left of it is its own
    path = store(made(100))
    request = ["list", "-f", "md", "--file", path, "-k", "al", "--in", "1950s"]
    first = qaim(*request)
    where = cache_folder.find_index_path(os.path.realpath(path))
    damaged_by(how, where)
    assert [qaim(*request), qaim(*request)] == [first, first]
    assert [each.store for each in store_module_kept() if each.path == where] in ([path], [""], [])


@pytest.mark.parametrize("at", range(0, 100, 13))
def test_damage_that_shows_only_while_reading_costs_no_event(store, settled, at, monkeypatch):
    path = store(made(120))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    seal = os.stat(where).st_mtime_ns
    data = bytearray(Path(where).read_bytes())
    start = 4096 * (len(data) // 4096 * at // 100 + 1)
    data[start : start + 4096] = bytes(4096)
    Path(where).write_bytes(data)
    os.utime(where, ns=(seal, seal))
    answer = answer_to(path, keywords=("al",), within=("1950s",))
    told = sorted(hit.event.id for hit in answer.hits)
    monkeypatch.setenv("QAIM_NO_CACHE", "1")
    plain = store_module.load_timeline(path).timeline
    asked = build_query(FilterInput(keywords=("al",), within=("1950s",)), plain, TODAY)
    assert told == sorted(hit.event.id for hit in select_hits(asked, plain).hits)
    loaded = index.load_from_index(path, path)
    afresh = store_module.load_timeline(path, cache=False).timeline
    assert sorted(loaded.timeline.events) == sorted(afresh.events)
    assert list(loaded.timeline.tags) == list(afresh.tags)
