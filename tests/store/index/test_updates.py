"""Indexes that are updated where they lie: when they are, and what a killed update leaves."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.store import index
from qaim_cli.store.index import cache_folder, opening, refresh
from tests.support.indexes import asked, made, same


@pytest.fixture
def path(store):
    """A store that has an index."""
    path = store(made(200))
    index.load_from_index(path, path)
    return path


def edit(path: str, number: int = 1) -> None:
    """Change the title of an event in the middle, and add a line."""
    text = Path(path).read_text("utf-8")
    at = text.index("\n    title: ", len(text) // 2)
    Path(path).write_text(
        f"{text[:at]}\n    # {number}{text[at : at + 12]}{number} {text[at + 12 :]}"
    )


def find_index(path: str) -> str:
    where = cache_folder.find_index_path(os.path.realpath(path))
    assert where is not None
    return where


def get_inode(path: str) -> int:
    return os.stat(find_index(path)).st_ino


def list_left(path: str) -> list[str]:
    return sorted(os.listdir(os.path.dirname(find_index(path))))


@pytest.mark.no_cover
def test_an_index_is_updated_where_it_lies_with_little_written(path):
    inode, edits = get_inode(path), 0
    before = list_left(path)
    for edits in range(5):
        edit(path, edits)
        same(path)
    assert get_inode(path) == inode
    assert list_left(path) == before
    with closing(opening.connect_for_reading(find_index(path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("SELECT count(*) FROM words WHERE words MATCH 'x'").fetchall()


def test_who_answers_from_an_index_keeps_it_while_another_takes_its_place(path):
    inode = get_inode(path)
    answering = index.load_from_index(path, path).timeline.events
    expected = list(store_module.load_timeline(path, cache=False).timeline.events)
    edit(path)
    same(path)
    assert get_inode(path) != inode
    assert list(answering) == expected
    renamed = answering.use_names(lambda of, label: (label,))
    del answering
    assert list(renamed) == expected


def test_an_index_is_replaced_where_much_changed(path, monkeypatch):
    inode = get_inode(path)
    monkeypatch.setattr(refresh, "_MAX_BYTES_IN_PLACE", 10)
    edit(path)
    same(path)
    assert get_inode(path) != inode


@pytest.mark.parametrize("lacks", ["module", "locks"])
def test_without_locks_an_index_is_replaced(path, monkeypatch, lacks):
    def refuse(*arguments):
        raise OSError(errno.ENOLCK, "no locks available")

    if lacks == "module":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    else:
        monkeypatch.setattr("fcntl.flock", refuse)
    inode = get_inode(path)
    edit(path)
    same(path)
    assert get_inode(path) != inode


def test_an_index_that_another_updates_for_too_long_is_not_waited_for(path, monkeypatch):
    monkeypatch.setattr(opening, "_READ_WAIT_SECONDS", 0)
    with closing(sqlite3.connect(find_index(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert index.load_from_index(path, path) is None
        assert len(store_module.load_timeline(path).timeline.events) == 200
        with pytest.raises(opening.IndexBusyError):
            opening.open_index(asked(path))
    same(path)


def test_a_folder_that_another_has_locked_for_too_long_is_not_waited_for(path, monkeypatch):
    monkeypatch.setattr(cache_folder, "_LOCK_WAIT_SECONDS", 0.02)
    edit(path)
    with cache_folder.lock_folder(find_index(path)):
        assert index.load_from_index(path, path) is None
    same(path)


def test_what_another_has_updated_meanwhile_is_not_updated_again(path, monkeypatch):
    real = refresh._settle_journal
    result = []

    def update_first(where):
        monkeypatch.setattr(refresh, "_settle_journal", real)
        monkeypatch.setattr(cache_folder, "lock_folder", unlocked)
        index.load_from_index(path, path)
        result.append(os.stat(where))

    monkeypatch.setattr(refresh, "_settle_journal", update_first)
    unlocked = cache_folder.contextmanager(lambda path: iter([True]))
    edit(path)
    same(path)
    assert os.stat(find_index(path)).st_ctime_ns == result[0].st_ctime_ns


UPDATING = """
import os, signal, sys
from qaim_cli import store
from qaim_cli.store.index import refresh
how = sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if how == "before anything is written":
    refresh._FileVersion.write_contents = die
elif how == "while it writes":
    # A cache of a page or two, so that the index is written into before the transaction ends.
    unsafe = {"cache_spill = OFF": "cache_spill = 1", "cache_size = -16384": "cache_size = 1"}
    refresh._SAFE_SETTINGS = tuple(unsafe.get(each, each) for each in refresh._SAFE_SETTINGS)
    refresh._FileVersion.write_contents = die
elif how == "before it is sealed":
    refresh._set_seal = die
print("ready", flush=True)
result = store.load_timeline(sys.argv[1])
print(len(result.timeline.events), result.timeline.title)
"""


def start_update(path: str, how: str, environment, *, is_weak=False) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", UPDATING, path, how]
    if is_weak and os.geteuid() == 0:
        command = [*WITHOUT_ROOT, *command]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)


@pytest.mark.parametrize(
    ("how", "leaves_journal", "keeps_index"),
    [
        ("before anything is written", True, True),
        ("while it writes", True, True),
        ("before it is sealed", True, True),
    ],
)
def test_after_an_update_that_was_killed_the_answer_is_true(
    path, clean_environment, how, leaves_journal, keeps_index
):
    journal = Path(cache_folder.make_journal_path(find_index(path)))
    inode = get_inode(path)
    edit(path)
    process = start_update(path, how, clean_environment)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert (journal.exists() and journal.stat().st_size > 0) == leaves_journal
    same(path)
    assert (get_inode(path) == inode) == keeps_index
    assert not journal.exists()
    edit(path, 2)
    same(path)


@pytest.mark.parametrize("kept_share", [0, 0.5])
def test_an_index_that_a_journal_does_not_restore_is_made_anew(path, clean_environment, kept_share):
    inode = get_inode(path)
    edit(path)
    start_update(path, "before it is sealed", clean_environment).communicate()
    where = Path(find_index(path))
    data = where.read_bytes()
    kept = data[: int(len(data) * kept_share)]
    where.write_bytes(kept + b"?" * (len(data) - len(kept)) if kept else b"")
    same(path)
    assert get_inode(path) != inode
    assert not os.path.exists(cache_folder.make_journal_path(str(where)))


@pytest.mark.no_cover
def test_after_an_update_that_was_killed_at_any_moment_the_answer_is_true(path, clean_environment):
    chance = random.Random(3)
    began = time.monotonic()
    start_update(path, "", clean_environment).communicate()
    duration = time.monotonic() - began
    for number in range(6):
        edit(path, number)
        process = start_update(path, "", clean_environment)
        process.stdout.readline()
        time.sleep(chance.random() * duration / 2)
        process.kill()
        process.communicate()
        same(path)


WITHOUT_ROOT = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""Runs a command for which permissions count even if it is root's."""


@pytest.mark.no_cover
@pytest.mark.skipif(
    os.name == "nt" or (os.geteuid() == 0 and not shutil.which(WITHOUT_ROOT[0])),
    reason="permissions cannot be tried",
)
@pytest.mark.parametrize("how", ["", "while it writes", "before anything is written"])
def test_in_a_folder_that_cannot_be_written_the_answer_is_true(path, clean_environment, how):
    edit(path)
    start_update(path, how, clean_environment).communicate()
    folder = Path(find_index(path)).parent
    before = list_left(path)
    indexed = Path(path).read_text("utf-8")
    edit(path, 2)
    for text in (Path(path).read_text("utf-8").replace("Made up", "Another"), indexed):
        Path(path).write_text(text, "utf-8")
        folder.chmod(0o500)
        try:
            process = start_update(path, "", clean_environment, is_weak=True)
            answer, _ = process.communicate()
        finally:
            folder.chmod(0o700)
        assert process.returncode == 0
        expected = store_module.load_timeline(path, cache=False).timeline
        assert answer.decode().split("\n")[1] == f"{len(expected.events)} {expected.title}"
    assert list_left(path) == before
    same(path)


def test_a_journal_is_removed_with_the_cache(path):
    Path(cache_folder.make_journal_path(find_index(path))).touch(0o600)
    store_module.clear_cache()
    assert list_left(path) == []
