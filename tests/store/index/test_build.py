"""How an index is built: files that change, many programs at once, texts cut into pieces."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.store import index, run_reading
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.index import build, cache_folder, chunks, label_marks, opening, refresh, rows
from qaim_cli.store.run_reading import NotSplittableError
from tests.support.indexes import asked, made, same


def test_a_file_that_changes_while_it_is_read_is_not_indexed(store, monkeypatch):
    path = store(made(10))
    real = store_module_data()

    def changing(path):
        data = real(path)
        Path(path).write_text(made(11), "utf-8")
        return data

    monkeypatch.setattr(store_module, "read_content", changing)
    assert index.load_from_index(path, path) is None


def test_a_build_in_runs_tells_how_far_it_is(store, monkeypatch):
    monkeypatch.setattr(
        run_reading, "map_in_workers", lambda function, tasks, _: list(map(function, tasks))
    )
    path = store(made(60))
    text = chunks.split_into_chunks(MemoryContent(Path(path).read_bytes()))
    told = []
    with closing(sqlite3.connect(":memory:")) as connection:
        result = build.create_index_in_runs(connection, path, text, told.append)
    assert result.event_count == 60
    assert told == sorted(told)
    assert told[-1] == 1


def test_a_head_whose_lines_name_each_other_is_read_as_a_whole(store):
    path = store(made(9).replace("events:", "actors: {a: {name: A}}\nactors: {}\nevents:", 1))
    text = chunks.split_into_chunks(MemoryContent(Path(path).read_bytes()))
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(NotSplittableError):
        build.create_index_in_runs(connection, path, text)


def test_names_that_are_not_declared_are_found_however_many_they_are(store, monkeypatch):
    monkeypatch.setattr(label_marks, "_MAX_ALTERNATIVES", 1)
    path = store(
        "title: T\nevents:\n  - {id: a, date: 2004, title: A, actors: [x, y, z],"
        " source: {section: S}}\n"
    )
    read = store_module.load_timeline(path, cache=False)
    kept = index.load_from_index(path, path)
    assert kept.problems == read.problems
    assert sum("not declared" in str(each) for each in kept.problems) == 3


def store_module_data():
    return store_module.read_content


def test_a_copy_is_of_the_index_that_was_opened_whatever_took_its_place(store, settled, tmp_path):
    path = store(made(10))
    index.load_from_index(path, path)
    opened = opening.open_index(asked(path))
    Path(path).write_text(made(12, seed=5), "utf-8")
    index.load_from_index(path, path)
    (tmp_path / "copy").touch()
    refresh._copy_database(opened.connection, str(tmp_path / "copy"))
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM events").fetchone() == (10,)
        assert copy.execute("SELECT * FROM contents").fetchone() == (opened.metadata.file_digest,)


def test_an_index_whose_label_names_another_version_than_its_rows_is_not_used(store, settled):
    path = store(made(10))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    seal = os.stat(where).st_mtime_ns
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("UPDATE contents SET file_digest = 'of another version'")
    os.utime(where, ns=(seal, seal))
    assert opening.open_index(asked(path)) is None
    same(path)


def test_more_events_of_one_day_than_an_index_holds_are_read(store, monkeypatch):
    monkeypatch.setattr(rows, "MAX_EVENTS_PER_DAY", 3)
    path = store(events="".join(
        f"  - {{id: e{n}, date: 2004, title: T,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        for n in range(4)
    ))  # fmt: skip
    assert index.load_from_index(path, path) is None
    assert len(store_module.load_timeline(path).timeline.events) == 4


@pytest.mark.no_cover
def test_many_at_once_all_answer(store, clean_environment):
    path = store(made(300))
    code = "import sys; from qaim_cli import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [
        sys.executable,
        "-c",
        code,
        "list",
        "-f",
        "md",
        "--file",
        path,
        "-k",
        "al",
        "--in",
        "1950s",
    ]
    running = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment
        )
        for _ in range(6)
    ]
    answers = {each.communicate() for each in running}
    assert len(answers) == 1
    assert answers.pop()[1] == b""


def test_a_text_is_cut_where_its_events_begin():
    text = made(300).encode()
    found = chunks.split_into_chunks(MemoryContent(text))
    assert found.head + b"".join(chunk.read_data() for chunk in found.chunks) == text
    lines = text.split(b"\n")
    for chunk in found.chunks:
        assert all(
            lines[start - 1].startswith(b"  - id: ")
            for start in chunk.find_item_lines(chunk.read_data())
        )
        assert chunk.find_item_lines(chunk.read_data())[0] == chunk.first_line
    assert sum(len(chunk.find_item_lines(chunk.read_data())) for chunk in found.chunks) == 300
    assert len(found.chunks) > 2


@pytest.mark.parametrize(
    "text",
    ["", "events: []\n", "events:\n", "events:\r  - a\r", "%YAML 1.1\n---\nevents:\n - a\n"],
)
def test_what_is_not_written_in_lines_of_events_is_not_cut(text):
    assert chunks.split_into_chunks(MemoryContent(text.encode())) is None


def test_a_long_build_shows_a_bar_on_a_terminal_alone(store, monkeypatch, capsys):
    from qaim_cli.cli import loading
    from qaim_cli.cli.options import StoreOptions

    clock = iter(range(100))
    monkeypatch.setattr(loading.time, "monotonic", lambda: next(clock))
    path = store(made(600))
    options = StoreOptions({"file": (path,)})
    assert len(loading.load_requested_timeline(options).events) == 600
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    Path(path).write_text(made(1300, seed=8), "utf-8")
    loading.load_requested_timeline(options)
    err = capsys.readouterr().err
    assert "\rqaim: reading [#" in err
    assert err.endswith("\r\x1b[K")


def test_an_index_that_cannot_be_read_back_is_given_up():
    with pytest.raises(OSError, match="read back"):
        build._raise_unreadable()


def test_the_collector_rests_while_a_file_is_read_and_only_then(store):
    path = store(made(5))
    store_module.load_timeline(path, cache=False)
    assert gc.isenabled()
    gc.disable()
    try:
        store_module.load_timeline(path, cache=False)
        assert not gc.isenabled()
    finally:
        gc.enable()
