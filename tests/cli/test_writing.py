"""What holds for all commands that write: nothing is lost or overwritten."""

from __future__ import annotations

import builtins
import os
import stat
import sys
from types import SimpleNamespace

import pytest

from qaim_cli import files
from qaim_cli.cli import prompt
from tests.support.stores import MIXED


def test_nothing_is_ever_overwritten(qaim, lamp, tmp_path, monkeypatch):
    refused = qaim("new", str(lamp))
    assert (refused.status, refused.err) == (
        2, f"qaim: {str(lamp)!r} already exists; name another file\n",
    )  # fmt: skip
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    monkeypatch.setattr(
        files.os, "link", lambda *_: (_ for _ in ()).throw(FileExistsError(17, "x"))
    )
    assert qaim("new", str(lamp)).status == 2
    assert lamp.read_text("utf-8") == MIXED
    assert os.listdir(tmp_path) == ["lamp.yaml"]


def test_what_was_done_is_told_on_one_line(qaim, lamp):
    assert qaim("rename", "tag", "light", "a\nb").out == "tag light is now a b (2 mentions)\n"


def test_an_input_that_is_closed_is_empty(qaim, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    refused = qaim("format", "-")
    sys.stdin.close()
    assert (refused.status, refused.err) == (
        3, "qaim: <stdin> is empty; write at least title: and events:\n",
    )  # fmt: skip


def test_words_that_are_no_text_are_not_added(qaim, lamp):
    refused = qaim("add", "1900", "\udcff", "-s", "Log")
    assert (refused.status, refused.err) == (
        2, "qaim: [TITLE] cannot be '\\udcff'; write it as UTF-8 text\n",
    )  # fmt: skip
    assert qaim("add", "1900", "T", "-s", "Log", "-t", "\udcff").status == 2


def test_a_file_may_not_be_writable(qaim, lamp, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    refused = qaim("remove", "storm")
    assert refused.err == (
        f"qaim: {str(lamp)!r} cannot be changed: permission denied; nothing was written; "
        "you must be able to write its folder too\n"
    )


def test_a_new_file_has_the_usual_permissions(qaim, tmp_path):
    before = os.umask(0o027)
    try:
        qaim("new", str(tmp_path / "x.yaml"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.yaml").stat().st_mode) == 0o640


def test_without_a_line_editor_questions_are_asked_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr(builtins, "input", lambda question: "no")
    assert prompt.ask_yes_no("Sure?") is False


@pytest.mark.parametrize(("answer", "default", "agreed"), [("", True, True), ("", False, False),
                                                          ("YES", False, True)])  # fmt: skip
def test_an_empty_answer_is_the_usual_one(monkeypatch, answer, default, agreed):
    monkeypatch.setattr(builtins, "input", lambda question: answer)
    assert prompt.ask_yes_no("Sure?", default=default) is agreed


def test_a_person_is_asked_only_where_both_ends_are_a_terminal(monkeypatch):
    terminal, pipe = SimpleNamespace(isatty=lambda: True), SimpleNamespace(isatty=lambda: False)
    for stdin, stdout, asked in [(terminal, terminal, True), (terminal, pipe, False)]:
        monkeypatch.setattr(prompt, "sys", SimpleNamespace(stdin=stdin, stdout=stdout))
        assert prompt.is_interactive() is asked
