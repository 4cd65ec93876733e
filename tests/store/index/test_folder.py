"""Where indexes are kept, what is left behind, and how they are shown and cleared."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.store import index
from qaim_cli.store.index import build, cache_folder
from tests.support.indexes import made


def test_an_index_is_for_its_owner_alone(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(made(10))
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
    path = store(made(10))
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
    path = store(made(10))
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
    path = store(made(10))

    def full(*arguments, **details):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fails, full)
        assert index.load_from_index(path, path) is None
        assert len(store_module.load_timeline(path).timeline.events) == 10
    assert os.listdir(tmp_path / "cache" / "qaim") == []


def test_a_file_system_that_keeps_no_times_gets_no_index(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(made(10))
    monkeypatch.setattr(os, "utime", lambda path, ns: None)
    assert index.load_from_index(path, path) is None


def test_ctrl_c_while_an_index_is_built_leaves_nothing_behind(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(made(10))

    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "create_chunked_index", interrupted)
    with pytest.raises(KeyboardInterrupt):
        index.load_from_index(path, path)
    assert os.listdir(tmp_path / "cache" / "qaim") == []


def test_what_was_given_up_long_ago_is_swept_away(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache/qaim").mkdir(parents=True)
    for name, age in ((".being-built-old", 90_000), (".being-built-new", 60), ("mine.txt", 90_000)):
        (tmp_path / "cache/qaim" / name).touch()
        os.utime(tmp_path / "cache/qaim" / name, (time.time() - age,) * 2)
    path = store(made(10))
    index.load_from_index(path, path)
    left = set(os.listdir(tmp_path / "cache/qaim"))
    assert {".being-built-new", "mine.txt"} < left
    assert ".being-built-old" not in left


def test_what_another_process_removes_meanwhile_is_passed_over(store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = store(made(3))
    index.load_from_index(path, path)
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda within: [*real(within), ".being-built-gone"])
    assert [each.store for each in index.iter_cache_entries()] == [path]


def test_a_device_or_a_pipe_has_no_index(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert index.load_from_index(str(tmp_path / "pipe"), "pipe") is None
    assert index.load_from_index("a\0b", "ab") is None


def test_a_variable_keeps_nothing_too(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QAIM_NO_CACHE", "1")
    assert qaim("list", "--file", store(made(3))).status == 0
    assert not (tmp_path / "cache").exists()


def test_what_is_kept_is_shown_and_cleared(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "the cache is empty" in qaim("cache").out
    path = store(made(3))
    qaim("list", "--file", path)
    (kept,) = json.loads(qaim("cache", "-f", "json").out)
    assert (kept["file"], kept["events"]) == (path, 3)
    assert os.stat(kept["path"]).st_size == kept["bytes"]
    Path(kept["path"]).write_text("noise")
    assert "from another version" in qaim("cache").out
    assert json.loads(qaim("cache", "-f", "json").out)[0]["file"] is None
    assert "removed: 1 timeline, 5 bytes" in qaim("cache", "--clear").out
    assert os.listdir(tmp_path / "cache/qaim") == []


def test_a_cache_that_cannot_be_cleared_is_one_line(qaim, store, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    qaim("list", "--file", store(made(3)))

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
