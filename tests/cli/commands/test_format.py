"""The command that lays out a file."""

from __future__ import annotations

import io
import os
import sys

import pytest

from tests.support.stores import MIXED


def test_files_are_laid_out_or_only_checked(qaim, lamp):
    checked = qaim("format", "--check")
    assert (checked.status, checked.out) == (1, f"{lamp}: would change\n")
    assert '-title: "Lamp Rock"' in qaim("format", "lamp.yaml", "--dry-run").out
    assert lamp.read_text("utf-8") == MIXED
    assert qaim("format", "lamp.yaml").out == "lamp.yaml: laid out\n"
    assert qaim("format", "lamp.yaml", "--check").out == "lamp.yaml: already formatted\n"
    assert qaim("format", "--dry-run").out == f"{lamp} is unchanged\n"


def test_a_store_on_stdin_is_laid_out_on_stdout(qaim, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"events: []\ntitle: 'T'\n")))
    assert qaim("format", "-").out == "title: T\n\nevents: []\n"


def test_a_store_on_stdin_is_checked_and_compared_like_a_file(qaim, lamp, monkeypatch):
    def given(text, *arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return qaim("format", *arguments)

    checked = given("title: 'T'\n", "--check", "-")
    assert (checked.status, checked.out) == (1, "<stdin>: would change\n")
    assert given("title: T\n", "--check", "-").out == "<stdin>: already formatted\n"
    assert given("title: 'T'\n", "-", "--dry-run").out.endswith("-title: 'T'\n+title: T\n")
    both = given("title: T\n", "--check", "lamp.yaml", "-")
    assert both.out == "lamp.yaml: would change\n<stdin>: already formatted\n"
    refused = given("title: T\n", "lamp.yaml", "-")
    assert (refused.status, refused.out, refused.err) == (
        2, "", "qaim: - prints its result, and must be the only file; format it by itself\n",
    )  # fmt: skip
    assert lamp.read_text("utf-8") == MIXED


def test_a_file_that_cannot_be_laid_out_stops_none_of_the_others(qaim, lamp, tmp_path):
    (tmp_path / "bad.yaml").write_text("title: 'x\n", "utf-8")
    (tmp_path / "good.yaml").write_text("title: T\n", "utf-8")
    checked = qaim("format", "--check", "bad.yaml", "none.yaml", "lamp.yaml", "good.yaml")
    assert checked.status == 3
    assert checked.out == "lamp.yaml: would change\ngood.yaml: already formatted\n"
    assert [line[:30] for line in checked.err.splitlines()] == [
        "qaim: bad.yaml:1: not YAML: fo", "qaim: there is no file 'none.y",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "command",
    ["add 1900 T -s S", "remove storm", "edit storm", "rename tag light lamp", "format",
     "format lamp.fifo"],
)  # fmt: skip
def test_a_pipe_is_not_changed_and_not_emptied(qaim, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("lamp.fifo")
    monkeypatch.setenv("QAIM_FILE", "lamp.fifo")
    refused = qaim(*command.split())
    assert (refused.status, refused.err) == (
        2, "qaim: 'lamp.fifo' is not a regular file; name one that can be changed\n",
    )  # fmt: skip
