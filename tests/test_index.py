"""The index: it answers as the file does, whatever happens to either."""

from __future__ import annotations

import datetime
import gc
import json
import os
import random
import re
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import trouble
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import generator
from qaim_cli import model
from qaim_cli import store as store_module
from qaim_cli.errors import StoreError
from qaim_cli.export import export_table
from qaim_cli.model import LazyEvents
from qaim_cli.prefilter import AllOf, AnyOf, DaysCondition, FacetCondition, build_words_condition
from qaim_cli.query import (
    FilterInput,
    QueryAnswer,
    SortOrder,
    build_query,
    lazy_hits,
    select_hits,
    sort_hits,
)
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.store import index
from qaim_cli.store.index import build, cache_folder, chunks, rows

TODAY = datetime.date(2026, 11, 22)
QUESTIONS = [
    [], ["--from", "2004"], ["--to", "1900", "--maybe"], ["--in", "apr 2004"],
    ["--sure", "--in", "2004"],
    ["--in", "1950", "--in", "1960"], ["--in", "1 jan 2000", "--maybe"], ["-k", "battle"],
    ["-k", "al"],
    ["-k", '"the end"'], ["-k", "K-1"], ["-k", "周公"], ["-t", "battle", "-n", "3"],
    ["--sort", "title"], ["--sort", "killed", "-n", "5"], ["--reverse", "-n", "4"],
    ["title:battle"], ["id:b or id:c"], ["text:a not claim:any"], ["claim:none sources:1"],
    ["killed:>3"],
    ["battle or title:house"], ["(battle or 2004..2005) not text:the"], ["on:04-17"], ["id:b"],
    ["-k", "house", "--from", "-0400", "--to", "2000"], ["2004..2006 or -k"], ["sure:2004"],
    ["before:1950 after:1940"], ["--explain", "2004 or battle"], ["from:1900 to:1950 not battle"],
]  # fmt: skip
OTHER_REQUESTS = [
    ["actors"], ["places"], ["tags"], ["infobox"], ["count", "--by", "actor"],
    ["count", "--by", "section"], ["explain", "2004", "1950s"], ["timeline", "--in", "2004"],
]  # fmt: skip


def generate_store_text(count: int, seed: int = 1) -> str:
    return "".join(generator.render_store(generator.generate_events(count, seed)))


@pytest.fixture(params=["shipped", "trouble", "made", "flow"])
def any_store(request, store):
    return {
        "shipped": lambda: None,
        "trouble": lambda: store(trouble.build_store_text()),
        "made": lambda: store(generate_store_text(200)),
        "flow": lambda: store(
            "events: [{id: a, date: 2004, title: T, source:"
            " {section: S, paragraph: 1, sentence: 1}}]\n"
        ),
    }[request.param]() or find_shipped_store()


def find_shipped_store():
    return store_module.find_shipped_timeline()


def test_every_question_has_the_same_answer_with_and_without(qaim, any_store):
    for question in QUESTIONS:
        request = ["list", "-f", "json", "--file", any_store, *question]
        assert qaim(*request) == qaim(*request, "--no-cache"), question
        request[2] = "md"  # which has the footer, with all its counts
        assert qaim(*request) == qaim(*request, "--no-cache"), question
    for question in OTHER_REQUESTS:
        request = [*question, "-f", "json", "--file", any_store]
        assert qaim(*request) == qaim(*request, "--no-cache"), question


@pytest.mark.parametrize("of", ["actor", "place", "tag", "section"])
def test_every_label_has_the_same_answer_with_and_without(qaim, store, of):
    path = store(generate_store_text(200))
    timeline = index.load_from_index(path, path).timeline
    for label in sorted(
        {each for event in timeline.events for each in rows.INDEXED_FACETS[of](event)}
    )[:9]:
        request = ["list", "-f", "md", "--file", path, f"--{of}", label, "--in", "1950..1980"]
        assert qaim(*request) == qaim(*request, "--no-cache")
        request = ["list", "-f", "md", "--file", path, f'not {of}:"{label}" or 1960']
        assert qaim(*request) == qaim(*request, "--no-cache")


def test_an_event_is_shown_by_id_beginning_and_title_with_and_without(qaim, store):
    path = store(generate_store_text(50))
    for event in index.load_from_index(path, path).timeline.events[:5]:
        for name in (event.id, event.id[:-1], event.title, event.id[:2], "nothing-like-it"):
            request = ["show", "--file", path, name]
            assert qaim(*request) == qaim(*request, "--no-cache")
        for field in ("before", "after", "during", "around"):
            request = ["list", "-f", "json", "--file", path, f"{field}:{event.id}"]
            assert qaim(*request) == qaim(*request, "--no-cache")


def check_index_matches(path: str) -> index.LoadResult:
    """What the index holds, once it is seen to be what the file says."""
    found, read = index.load_from_index(path, path), store_module.load_timeline(path, cache=False)
    assert found is not None
    assert isinstance(found.timeline.events, LazyEvents)
    assert tuple(found.timeline.events) == read.timeline.events
    assert len(found.timeline.events) == len(read.timeline.events)
    assert found.problems == read.problems
    assert found.omitted_count == read.omitted_count
    for part in ("title", "reference", "infobox", "tags", "sections"):
        assert getattr(found.timeline, part) == getattr(read.timeline, part)
    for catalogue in ("actors", "places"):
        assert (
            getattr(found.timeline, catalogue).entities
            == getattr(read.timeline, catalogue).entities
        )
    return found


def test_problems_are_told_from_the_index_as_from_the_file(store):
    path = store(
        "title: T\nnonsense: 1\nactors: {a: {name: A, part_of: zz}}\nevents:\n"
        "  - {id: x, date: 2004, title: T, actors: [a, nobody], odd: 1,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        "  - {id: x, date: 2005, title: T, actors: [nobody], places: [nowhere],"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        "  - {id: y, date: 2005-02-30, title: T,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
    )
    found = check_index_matches(path)
    assert found.omitted_count == 1
    assert [problem.code for problem in found.problems] == [
        "unknown-key", "undeclared-actor", "undeclared-actor", "unknown-key", "duplicate-id",
        "undeclared-place", "date",
    ]  # fmt: skip


def test_a_name_that_hundreds_of_labels_share_narrows_nothing_and_loses_nothing(store, qaim):
    events = "".join(
        f"  - {{id: e{n}, date: 2004, title: T, actors: [nobody-{n}],"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        for n in range(600)
    )
    path = store(events=events)
    assert len(check_index_matches(path).problems) == 600
    request = ["list", "-f", "md", "--file", path, "-k", "nobody"]
    assert qaim(*request).out == qaim(*request, "--no-cache").out
    assert "600 events" in qaim(*request).out


EDITED_LINES = [
    "  - {id: new-1, date: 2001, title: New, source: {section: S, paragraph: 1, sentence: 1}}",
    "  - {id: new-1, date: 2002-02-30, title: N, source: {section: S, paragraph: 1, sentence: 1}}",
    "# a comment", "", "    note: said twice", "    note: >-", "      folded", "---", "...",
    "other: key", '    summary: "never closed', "events:", "      - odd", "   - odder", "tags: [a]",
    "    actors: [nobody]", "- at the margin", "\t", "%YAML 1.1", "    date: 1999", "a: &b c", "'",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["insert", "delete", "double", "swap"]),
            st.integers(0, 10_000),
            st.sampled_from(EDITED_LINES),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_after_any_edits_the_index_is_the_one_built_afresh(tmp_path_factory, monkeypatch, edits):
    monkeypatch.setattr(chunks, "_OFTEN", 6)
    path = str(tmp_path_factory.mktemp("edits") / "store.yaml")
    lines = generate_store_text(120, seed=3).split("\n")
    Path(path).write_text("\n".join(lines), "utf-8")
    check_index_matches(path)
    for how, where, line in edits:
        at = where % len(lines)
        match how:
            case "insert":
                lines.insert(at, line)
            case "delete":
                del lines[at]
            case "double":
                lines[at:at] = lines[at : at + 9]
            case _:
                lines[at : at + 18] = lines[at + 9 : at + 18] + lines[at : at + 9]
        Path(path).write_text("\n".join(lines), "utf-8")
        if (error := find_load_error(path)) is None:
            check_index_matches(path)
        else:
            with pytest.raises(StoreError, match=f"^{re.escape(error)}$"):
                index.load_from_index(path, path)


def find_load_error(path: str) -> str | None:
    """Why a file cannot be read at all, if so."""
    try:
        store_module.load_timeline(path, cache=False)
    except StoreError as error:
        return str(error)
    return None


def test_after_an_edit_only_what_changed_is_read_again(store, monkeypatch):
    path = store(generate_store_text(1000))
    check_index_matches(path)
    read = []
    real = build.StoreParser
    monkeypatch.setattr(
        build, "Reading", lambda path, data: read.append(len(data)) or real(path, data)
    )
    text = Path(path).read_text("utf-8")
    changed = text.replace('date: "19', 'date: "18', 1)
    Path(path).write_text(changed, "utf-8")
    check_index_matches(path)
    assert len(read) == 1
    assert sum(read) < len(text) / 4
    read.clear()
    Path(path).write_text(changed.replace("title: Made up", "title: Renamed"), "utf-8")
    assert check_index_matches(path).timeline.title == "Renamed"
    assert sum(read) < 40_000  # the head alone
    read.clear()
    Path(path).write_text(
        changed.replace("title: Made up", "title: Renamed") + "more: keys\n", "utf-8"
    )
    check_index_matches(path)
    assert sum(read) > len(text)  # what is not made of events alone is read as a whole


def age_file(path: str) -> str:
    """The path, the file being as old as one that nobody is just editing."""
    past = time.time_ns() - 60_000_000_000
    os.utime(path, ns=(past, past))
    return path


@pytest.fixture
def settled(monkeypatch):
    """Makes a file that was just written count as one that is left alone."""
    monkeypatch.setattr(index.metadata, "_TOO_FRESH", 0)


def record_reads(monkeypatch) -> list[str]:
    reads = []
    real = store_module.read_bytes
    monkeypatch.setattr(store_module, "data", lambda path: reads.append(path) or real(path))
    return reads


def test_a_file_that_is_left_alone_is_not_read_again(store, settled, monkeypatch):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    reads = record_reads(monkeypatch)
    assert index.load_from_index(path, path).timeline.title == "Made up"
    assert reads == []


def test_a_file_changed_a_moment_ago_is_compared_byte_by_byte(store, monkeypatch):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    reads = record_reads(monkeypatch)
    index.load_from_index(path, path)
    assert len(reads) == 1


def test_a_file_that_was_only_touched_is_read_once_and_not_built_anew(store, settled, monkeypatch):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    monkeypatch.setattr(build, "_made", None)
    age_file(path)
    reads = record_reads(monkeypatch)
    check_index_matches(path)
    reads.clear()
    index.load_from_index(path, path)
    assert reads == []


def test_an_edit_of_the_same_size_with_its_time_put_back_is_seen(store, settled):
    path = store(generate_store_text(10))
    before = os.stat(path)
    index.load_from_index(path, path)
    text = Path(path).read_text("utf-8")
    Path(path).write_text(text.replace("Made up", "Changed"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert check_index_matches(path).timeline.title == "Changed"


def test_another_file_under_the_same_name_is_seen(store, settled, tmp_path):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    other = store(generate_store_text(12, seed=5), name="other.yaml")
    os.replace(other, path)
    assert len(check_index_matches(path).timeline.events) == 12


def test_a_file_reached_by_a_link_has_the_same_index(store, settled, tmp_path):
    path = store(generate_store_text(10), name="linked.yaml")
    index.load_from_index(path, path)
    link = str(tmp_path / "link.yaml")
    os.symlink(path, link)
    check_index_matches(link)
    assert len([each for each in list_cache_entries() if each.store == path]) == 1


def list_cache_entries():
    return store_module.list_cache_entries()[1]


def test_an_index_of_another_program_or_another_file_is_not_used(store, settled, monkeypatch):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    monkeypatch.setattr(index.metadata, "MADE_BY", "another")
    assert index._open_index(build_request(path)) is None
    check_index_matches(path)
    assert index._open_index(build_request(path)) is not None
    assert index._open_index(build_request(path)._replace(real="/another.yaml")) is None


def build_request(path: str) -> index._LoadRequest:
    real = os.path.realpath(path)
    return index._LoadRequest(path, path, real, cache_folder.find_index_path(real), None)


def damage_file(how: str, where: str) -> None:
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
            said = json.dumps([index.metadata.PROGRAM_SIGNATURE])
            with closing(sqlite3.connect(where)) as connection:
                connection.execute("CREATE TABLE about (text)")
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
def test_a_damaged_index_is_never_noticed(qaim, store, settled, how):
    path = store(generate_store_text(100))
    request = ["list", "-f", "md", "--file", path, "-k", "al", "--in", "1950s"]
    first = qaim(*request)
    where = cache_folder.find_index_path(os.path.realpath(path))
    damage_file(how, where)
    assert [qaim(*request), qaim(*request)] == [first, first]
    assert [each.store for each in list_cache_entries() if each.path == where] in ([path], [""], [])


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_damage_that_shows_only_while_reading_costs_no_event(store, settled, at, monkeypatch):
    path = store(generate_store_text(120))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    seal = os.stat(where).st_mtime_ns
    data = bytearray(Path(where).read_bytes())
    start = 4096 * (len(data) // 4096 * at // 100 + 1)
    data[start : start + 4096] = bytes(4096)
    Path(where).write_bytes(data)
    os.utime(where, ns=(seal, seal))
    answer = answer_query(path, keywords=("al",), within=("1950s",))
    told = sorted(hit.event.id for hit in answer.hits)
    monkeypatch.setenv("QAIM_NO_CACHE", "1")
    plain = store_module.load_timeline(path).timeline
    asked = build_query(FilterInput(keywords=("al",), within=("1950s",)), plain, TODAY)
    assert told == sorted(hit.event.id for hit in select_hits(asked, plain).hits)
    loaded = index.load_from_index(path, path)
    afresh = store_module.load_timeline(path, cache=False).timeline
    assert sorted(loaded.timeline.events) == sorted(afresh.events)
    assert list(loaded.timeline.tags) == list(afresh.tags)


def test_an_index_is_for_its_owner_alone(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    assert stat.S_IMODE(os.stat(where).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(where)).st_mode) == 0o700
    os.chmod(os.path.dirname(where), 0o755)
    os.unlink(where)
    index.load_from_index(path, path)
    assert stat.S_IMODE(os.stat(os.path.dirname(where)).st_mode) == 0o700
    assert os.listdir(os.path.dirname(where)) == [os.path.basename(where)]


def test_without_a_usable_cache_folder_the_file_is_read(qaim, store, monkeypatch, tmp_path):
    path = store(generate_store_text(10))
    request = ["list", "-f", "json", "--file", path]
    expected = qaim(*request, "--no-cache")
    plain = tmp_path / "plain"
    plain.write_text("a file")
    for place in (str(plain), "/proc/nowhere", "/dev/full"):
        monkeypatch.setenv("XDG_CACHE_HOME", place)
        assert qaim(*request) == expected
    monkeypatch.setenv("XDG_CACHE_HOME", "not absolute")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert qaim(*request) == expected
    assert cache_folder.find_cache_folder() is None
    assert "there is no cache folder" in qaim("cache").out


def test_the_cache_folder_of_another_person_is_not_used(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert index.load_from_index(path, path) is None


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/qaim"),
        ("linux", {"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/qaim"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/qaim"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/qaim/Cache"),
    ],
)
def test_the_cache_folder_is_where_each_system_has_it(monkeypatch, system, variables, expected):
    monkeypatch.setattr(sys, "platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder.find_cache_folder() == expected
    monkeypatch.setattr(cache_folder.os, "name", "nt" if system == "win32" else "posix")
    assert cache_folder.is_private(os.stat(os.path.dirname(__file__))) is (system == "win32")


@pytest.mark.parametrize("fails", ["os.replace", "os.fsync", "os.utime", "sqlite3.connect"])
def test_an_index_that_cannot_be_finished_leaves_nothing_behind(
    store, monkeypatch, tmp_path, fails
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(generate_store_text(10))

    def full(*arguments, **details):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fails, full)
        assert index.load_from_index(path, path) is None
        assert len(store_module.load_timeline(path).timeline.events) == 10
    assert os.listdir(tmp_path / "cache" / "qaim") == []


def test_a_file_system_that_keeps_no_times_gets_no_index(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(generate_store_text(10))
    monkeypatch.setattr(os, "utime", lambda path, ns: None)
    assert index.load_from_index(path, path) is None


def test_ctrl_c_while_an_index_is_built_leaves_nothing_behind(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(generate_store_text(10))

    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "create_in_chunks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        index.load_from_index(path, path)
    assert os.listdir(tmp_path / "cache" / "qaim") == []


def test_what_was_given_up_long_ago_is_swept_away(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache/qaim").mkdir(parents=True)
    for name, age in ((".being-built-old", 90_000), (".being-built-new", 60), ("mine.txt", 90_000)):
        (tmp_path / "cache/qaim" / name).touch()
        os.utime(tmp_path / "cache/qaim" / name, (time.time() - age,) * 2)
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    left = set(os.listdir(tmp_path / "cache/qaim"))
    assert {".being-built-new", "mine.txt"} < left
    assert ".being-built-old" not in left


def test_a_file_that_changes_while_it_is_read_is_not_indexed(store, monkeypatch):
    path = store(generate_store_text(10))
    real = get_read_function()

    def changing(path):
        data = real(path)
        Path(path).write_text(generate_store_text(11), "utf-8")
        return data

    monkeypatch.setattr(index.store, "data", changing)
    assert index.load_from_index(path, path) is None


def get_read_function():
    return store_module.read_bytes


def test_an_index_replaced_meanwhile_is_not_built_upon(store, settled):
    path = store(generate_store_text(10))
    index.load_from_index(path, path)
    where = cache_folder.find_index_path(os.path.realpath(path))
    opened = index._open_index(build_request(path))
    os.utime(where, ns=(0, 0))
    with pytest.raises(OSError, match="index"):
        index._copy_index(opened, where, where + "-copy")


def test_more_events_of_one_day_than_an_index_holds_are_read(store, monkeypatch):
    monkeypatch.setattr(rows, "MOST_A_DAY", 3)
    path = store(events="".join(
        f"  - {{id: e{n}, date: 2004, title: T,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        for n in range(4)
    ))  # fmt: skip
    assert index.load_from_index(path, path) is None
    assert len(store_module.load_timeline(path).timeline.events) == 4


def test_many_at_once_all_answer(store, clean_environment):
    path = store(generate_store_text(2000))
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


def test_a_device_or_a_pipe_has_no_index(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert index.load_from_index(str(tmp_path / "pipe"), "pipe") is None
    assert index.load_from_index("a\0b", "ab") is None


def test_a_variable_keeps_nothing_too(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QAIM_NO_CACHE", "1")
    assert qaim("list", "--file", store(generate_store_text(3))).status == 0
    assert not (tmp_path / "cache").exists()


def test_what_is_kept_is_shown_and_cleared(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "nothing is kept" in qaim("cache").out
    path = store(generate_store_text(3))
    qaim("list", "--file", path)
    (kept,) = json.loads(qaim("cache", "-f", "json").out)
    assert (kept["file"], kept["events"]) == (path, 3)
    assert os.stat(kept["path"]).st_size == kept["bytes"]
    Path(kept["path"]).write_text("noise")
    assert "of another version" in qaim("cache").out
    assert json.loads(qaim("cache", "-f", "json").out)[0]["file"] is None
    assert "removed: 1 timeline, 5 bytes" in qaim("cache", "--clear").out
    assert os.listdir(tmp_path / "cache/qaim") == []


def test_a_cache_that_cannot_be_cleared_is_one_line(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    qaim("list", "--file", store(generate_store_text(3)))

    def refused(path):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "unlink", refused)
    result = qaim("cache", "--clear")
    assert result.status == 3
    assert result.err.startswith("qaim: the cache cannot be cleared: permission denied; remove /")


def test_a_size_is_said_in_the_unit_that_suits():
    from qaim_cli.reports.cache import _format_size

    assert [_format_size(size) for size in (5, 4_200, 5_400_000, 7_250_000_000)] == [
        "5 bytes", "4 kB", "5 MB", "7.2 GB",
    ]  # fmt: skip


def test_a_text_is_cut_where_its_events_begin():
    text = generate_store_text(300).encode()
    found = chunks.split_into_chunks(text)
    assert found.head + b"".join(chunk.data for chunk in found.chunks) == text
    lines = text.split(b"\n")
    for chunk in found.chunks:
        assert all(lines[start - 1].startswith(b"  - id: ") for start in chunk.item_lines)
        assert chunk.item_lines[0] == chunk.first_line
    assert sum(len(chunk.item_lines) for chunk in found.chunks) == 300
    assert len(found.chunks) > 2


@pytest.mark.parametrize(
    "text",
    ["", "events: []\n", "events:\n", "events:\r\n  - a\r\n", "%YAML 1.1\n---\nevents:\n - a\n"],
)
def test_what_is_not_written_in_lines_of_events_is_not_cut(text):
    assert chunks.split_into_chunks(text.encode()) is None


def test_a_hint_points_at_no_more_than_it_must(store):
    path = store(generate_store_text(1000))
    events = index.load_from_index(path, path).timeline.events
    assert isinstance(events, LazyEvents)
    everything = len(list(events))
    actor = FacetCondition("actor", frozenset([generator.generate_actor_ids()[30]]))
    for hint, most in (
        (DaysCondition(700_000, 700_000), 0.35), (actor, 0.1), (build_words_condition(("zzz",)), 0),
        (AllOf((actor, DaysCondition(700_000, 710_000))), 0.1),
        (AnyOf((DaysCondition(700_000, 700_001), DaysCondition(700_003, 700_004))), 0.35),
        (AllOf((AllOf((actor, build_words_condition(("al",)))), DaysCondition(690_000, 700_000))), 0.1),
        (AllOf((AnyOf((actor, build_words_condition(("zzz",)))), DaysCondition(700_000, 710_000))), 0.1),
    ):  # fmt: skip
        assert len(list(events.candidates(hint))) <= most * everything
    assert len(list(events.candidates(AnyOf((actor, DaysCondition(0, 1)))))) == everything
    assert events[0].sort_key <= events[1].sort_key
    assert [each.id for each in events[:2]] == [events[0].id, events[1].id]


def test_a_long_build_shows_a_bar_on_a_terminal_alone(store, monkeypatch, capsys):
    from qaim_cli.cli import loading
    from qaim_cli.cli.options import StoreOptions

    clock = iter(range(100))
    monkeypatch.setattr(loading.time, "monotonic", lambda: next(clock))
    path = store(generate_store_text(1200))
    options = StoreOptions({"file": (path,)})
    assert len(loading.load_requested_timeline(options).events) == 1200
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    Path(path).write_text(generate_store_text(2500, seed=8), "utf-8")
    loading.load_requested_timeline(options)
    err = capsys.readouterr().err
    assert "\rqaim: reading [#" in err
    assert err.endswith("\r\x1b[K")


def record_decodes(monkeypatch) -> list[str]:
    """The texts of events read from an index from now on."""
    read = []
    real = rows.decode_event
    monkeypatch.setattr(
        rows, "decode", lambda text, line, timeline: read.append(text) or real(text, line, timeline)
    )
    return read


def answer_query(path: str, **asked):
    timeline = index.load_from_index(path, path).timeline
    query = build_query(FilterInput(**asked), timeline, TODAY)
    selection = select_hits(query, timeline)
    return QueryAnswer(timeline, query, selection, sort_hits(selection.hits, SortOrder.DATE))


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_the_first_row_is_out_before_the_last_is_read(store, monkeypatch, format):
    answer = answer_query(store(generate_store_text(400)))
    read = record_decodes(monkeypatch)
    pieces = export_table(build_listing_table(answer), format)
    next(pieces)
    assert len(read) < 100
    assert sum(1 for _ in pieces) >= 399
    assert len(read) == 400


def test_of_a_few_no_more_are_looked_for(qaim, store, settled, monkeypatch):
    path = store(generate_store_text(400))
    qaim("infobox", "--file", path)
    read = record_decodes(monkeypatch)
    request = ["list", "--file", path, "-n", "3", "-f", "jsonl"]
    found = qaim(*request).out
    assert len(read) < 100
    assert found == qaim(*request, "--no-cache").out


def test_more_hits_than_are_kept_are_found_again(qaim, store, monkeypatch):
    monkeypatch.setattr(lazy_hits, "MOST_KEPT", 5)
    monkeypatch.setattr(model, "_REMEMBERED", 2)
    path = store(generate_store_text(60))
    for format in ("table", "md", "json"):
        for question in (
            [],
            ["--maybe", "--in", "1950s"],
            ["--sort", "title"],
            ["-n", "50"],
            ["-k", "elqa"],
        ):
            request = ["list", "--file", path, "-f", format, *question]
            assert qaim(*request) == qaim(*request, "--no-cache")


def test_a_stream_is_a_sequence_of_its_hits(store):
    hits = answer_query(store(generate_store_text(30)), within=("1900..1999",)).hits
    told = list(hits)
    assert isinstance(hits, lazy_hits.LazyHits)
    assert len(hits) == len(told)
    assert hits[1] == told[1]
    assert hits[:] is hits
    assert hits[:4] == tuple(told[:4])
    assert hits[-4:] == tuple(told[-4:])
    assert hits[2:9:2] == tuple(told[2:9:2])
    sheet = build_listing_table(
        answer_query(store(generate_store_text(30)), within=("1900..1999",))
    )
    assert sheet.rows[0].hit.event.id == told[0].event.id
    assert [row.hit.event.id for row in sheet.rows[:2]] == [hit.event.id for hit in told[:2]]
    assert len(sheet.rows) == len(told)
    assert sheet.footer[0] == f"{len(told)} of 30 events"
    assert list(sheet.footer[:1]) == [f"{len(told)} of 30 events"]


def test_an_index_that_cannot_be_read_back_is_given_up():
    with pytest.raises(OSError, match="read back"):
        build._raise_unreadable()


def test_the_collector_rests_while_a_file_is_read_and_only_then(store):
    path = store(generate_store_text(5))
    store_module.load_timeline(path, cache=False)
    assert gc.isenabled()
    gc.disable()
    try:
        store_module.load_timeline(path, cache=False)
        assert not gc.isenabled()
    finally:
        gc.enable()
