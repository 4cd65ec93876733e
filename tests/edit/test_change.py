"""Changing a file: one place, whole or not at all, and never over someone else's work."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from difflib import unified_diff

import pytest

from qaim_cli import files, store
from qaim_cli.edit.change import DocumentEdit, change_file, change_text
from qaim_cli.edit.document import TextEdit, apply_text_edits
from qaim_cli.edit.remove import remove_entries
from qaim_cli.errors import RequestError, StoreError
from tests.support.stores import MIXED


@pytest.fixture
def lamp(tmp_path):
    path = tmp_path / "lamp.yaml"
    path.write_text(MIXED, "utf-8")
    return path


def change_title(document):
    at = document.read().text.index("Lamp Rock")
    return DocumentEdit([TextEdit(at, at + 4, "Light")], "retitled")


def test_splices_are_made_in_the_order_of_the_text():
    assert (
        apply_text_edits("abcdef", [TextEdit(4, 5, "-"), TextEdit(0, 1, "xy"), TextEdit(2, 2, "!")])
        == "xyb!cd-f"
    )


def test_everything_else_stays_to_the_byte(lamp):
    change_file(str(lamp), change_title)
    assert lamp.read_text("utf-8") == MIXED.replace("Lamp Rock", "Light Rock")


def test_line_breaks_and_the_byte_order_mark_stay(lamp):
    before = b"\xef\xbb\xbf" + MIXED.replace("\n", "\r\n").encode()
    lamp.write_bytes(before)
    change_file(str(lamp), change_title)
    assert lamp.read_bytes() == before.replace(b"Lamp Rock", b"Light Rock")


def test_a_dry_change_is_told_and_not_made(lamp):
    made = change_file(str(lamp), change_title, dry_run=True)
    assert lamp.read_text("utf-8") == MIXED
    assert list(made.format_diff()) == [
        f"--- {lamp}\n",
        f"+++ {lamp}\n",
        "@@ -1,6 +1,6 @@\n",
        " # The lamp and its keepers.\n",
        " \n",
        '-title: "Lamp Rock"   # as the keepers wrote it\n',
        '+title: "Light Rock"   # as the keepers wrote it\n',
        " source: {title: Logbooks}\n",
        " \n",
        " actors:\n",
    ]


def test_a_difference_far_down_is_told_with_its_line(lamp):
    made = change_file(str(lamp), remove_entries(["storm"]), dry_run=True)
    lines = (text.splitlines(keepends=True) for text in (made.old_text, made.new_text))
    assert list(made.format_diff()) == list(unified_diff(*lines, str(lamp), str(lamp)))
    assert list(made.format_diff())[2] == "@@ -26,8 +26,6 @@\n"


def test_a_difference_can_be_applied_whatever_the_line_breaks(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"title: Lamp Rock\r\nevents: []")
    lines = list(change_file(str(path), change_title, dry_run=True).format_diff())
    assert lines[3:] == [
        "-title: Lamp Rock\r\n",
        "+title: Light Rock\r\n",
        " events: []\n\\ No newline at end of file\n",
    ]


def test_what_cannot_be_read_afterwards_is_refused(lamp):
    def broken(_):
        return DocumentEdit([TextEdit(0, 0, "[\n")], "")

    with pytest.raises(
        RequestError, match="^the change would leave a file that cannot be read: the top level"
    ):
        change_file(str(lamp), broken)
    assert lamp.read_text("utf-8") == MIXED


def test_a_file_of_another_owner_is_not_taken_from_them(lamp, monkeypatch):
    given = []
    monkeypatch.setattr(files.os, "chown", lambda path, user, group: given.append((user, group)))
    made = os.stat
    owner = made(lamp).st_uid

    def elsewhere(path, *rest, **named):
        found = made(path, *rest, **named)
        fields = list(found)
        if ".qaim-" in str(path):
            fields[4] = owner + 1
        return os.stat_result(fields, {"st_mtime_ns": found.st_mtime_ns})

    monkeypatch.setattr(files.os, "stat", elsewhere)
    change_file(str(lamp), change_title)
    assert given == [(owner, lamp.stat().st_gid)]


def test_extended_attributes_are_kept_where_there_are_any(lamp, monkeypatch):
    kept = {}
    monkeypatch.setattr(
        files.os, "listxattr", lambda path: ["user.note", "user.other"], raising=False
    )
    monkeypatch.setattr(files.os, "getxattr", lambda path, name: b"x", raising=False)

    def put(path, name, value):
        if name == "user.other":
            raise OSError(95, "not supported")
        kept[name] = value

    monkeypatch.setattr(files.os, "setxattr", put, raising=False)
    change_file(str(lamp), change_title)
    assert kept == {"user.note": b"x"}
    monkeypatch.delattr(files.os, "listxattr")
    change_file(str(lamp), lambda _: DocumentEdit([TextEdit(0, 0, "# x\n")], ""))


def test_permissions_are_kept_and_a_link_is_followed(lamp, tmp_path):
    lamp.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(lamp)
    change_file(str(link), change_title)
    assert link.is_symlink()
    assert stat.S_IMODE(lamp.stat().st_mode) == 0o640
    assert "Light Rock" in lamp.read_text("utf-8")


def test_a_change_that_brings_a_problem_is_refused(lamp):
    def broken(document):
        at = document.text.index("1862")
        return DocumentEdit([TextEdit(at, at + 4, "1862-13")], "")

    with pytest.raises(
        RequestError, match="^the change would introduce a problem: event 'storm': "
    ):
        change_file(str(lamp), broken)
    assert lamp.read_text("utf-8") == MIXED


def test_a_problem_that_was_there_is_no_hindrance(lamp):
    text = MIXED.replace("date: '1862'", "date: '1862-13'") + "more: 1\n"
    lamp.write_text(text, "utf-8")
    change_file(str(lamp), change_title)
    assert lamp.read_text("utf-8") == text.replace("Lamp Rock", "Light Rock")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: a\ntitle: b\n", "x.yaml:2: 'title' is repeated; it is first on line 1"),
        ("title: &a b\n", "x.yaml:1: the anchor &a is refused"),
        ("title: !t b\n", "x.yaml:1: the tag '!t' is refused"),
        ("title: [\n", "x.yaml:1: not YAML"),
        ("", "x.yaml is empty"),
    ],
)
def test_a_file_whose_places_cannot_be_trusted_is_left_alone(text, message):
    with pytest.raises(StoreError) as error:
        change_text("x.yaml", text, change_title)
    assert str(error.value).startswith(message)


def test_a_missing_file_a_folder_and_another_encoding_are_told_as_when_reading(tmp_path):
    with pytest.raises(StoreError, match="there is no file"):
        change_file(str(tmp_path / "none.yaml"), change_title)
    with pytest.raises(StoreError, match="is a folder"):
        change_file(str(tmp_path), change_title)
    (tmp_path / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(StoreError, match=r"latin.yaml:1: is not UTF-8"):
        change_file(str(tmp_path / "latin.yaml"), change_title)


def test_a_file_changed_by_another_program_meanwhile_is_left_to_it(lamp):
    def slow(document):
        lamp.write_text("title: Theirs\n", "utf-8")
        return change_title(document)

    with pytest.raises(RequestError, match="was changed by someone else meanwhile; nothing was"):
        change_file(str(lamp), slow)
    assert lamp.read_text("utf-8") == "title: Theirs\n"
    assert os.listdir(lamp.parent) == ["lamp.yaml"]


def test_a_folder_that_may_not_be_written_is_told(lamp, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    with pytest.raises(RequestError, match="cannot be changed: permission denied; nothing was"):
        change_file(str(lamp), change_title)


def test_a_file_that_is_not_to_be_written_is_left_alone(lamp, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(RequestError, match="is write-protected; change its permissions first"):
        change_file(str(lamp), change_title)
    assert lamp.read_text("utf-8") == MIXED
    assert change_file(str(lamp), change_title, dry_run=True).new_text != MIXED


def test_of_many_writers_at_once_none_loses_anything(lamp):
    def count_up(document):
        end = len(document.text)
        return DocumentEdit([TextEdit(end, end, "# one more\n")], "")

    threads = [threading.Thread(target=change_file, args=(str(lamp), count_up)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lamp.read_text("utf-8") == MIXED + "# one more\n" * 12


def test_without_locks_the_comparison_is_left(lamp, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    change_file(str(lamp), change_title)
    assert "Light Rock" in lamp.read_text("utf-8")


def test_a_system_that_opens_no_folders_writes_all_the_same(lamp, monkeypatch):
    opened = os.open

    def refuse(path, *rest, **named):
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **named)

    monkeypatch.setattr(files.os, "open", refuse)
    change_file(str(lamp), change_title)
    assert "Light Rock" in lamp.read_text("utf-8")


KILLED_SCRIPT = """
import os, sys
from qaim_cli import files
from qaim_cli.edit.change import DocumentEdit, change_file
from qaim_cli.edit.document import TextEdit

path, before = sys.argv[1], open(sys.argv[1]).read()
after = before.replace("Lamp Rock", "Light Rock")

def retitled(document):
    at = document.text.index("Lamp Rock")
    return DocumentEdit([TextEdit(at, at + 4, "Light")], "")

def child(steps):
    def trace(frame, event, argument):
        nonlocal steps
        if frame.f_code.co_filename != files.__file__:
            return None
        steps -= 1
        if steps < 0:
            os._exit(9)
        return trace
    sys.settrace(trace)
    change_file(path, retitled)
    os._exit(0)

found = set()
for steps in range(1000):
    open(path, "w").write(before)
    pid = os.fork()
    if pid == 0:
        child(steps)
    killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    text = open(path).read()
    assert text in (before, after), (steps, text)
    found.add((killed, text == after))
    if killed == 0:
        break
assert found == {(9, False), (9, True), (0, True)}, found
print(steps)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_a_writer_killed_at_any_step_leaves_the_old_file_or_the_new_one(lamp, clean_environment):
    done = subprocess.run(
        [sys.executable, "-c", KILLED_SCRIPT, str(lamp)],
        capture_output=True, text=True, env=clean_environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


def test_what_a_store_means_is_read_from_text_as_from_a_file(lamp):
    loaded, again = store.load_timeline(str(lamp)), store.parse_store(str(lamp), MIXED.encode())
    assert tuple(loaded.timeline.events) == again.timeline.events
    assert (loaded.problems, loaded.omitted_count) == (again.problems, 0) == ((), 0)


def test_a_change_that_never_settles_is_refused():
    def append_comment(document):
        end = len(document.text)
        edit = TextEdit(end, end, "# again\n")
        return DocumentEdit([edit], "again", review=append_comment)

    with pytest.raises(RequestError, match="every round of the change changes the file again"):
        change_text("x.yaml", MIXED, append_comment)
