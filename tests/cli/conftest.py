"""A timeline to change, an article to draft from, and a person who answers."""

from __future__ import annotations

import builtins
import os
import sys

import pytest

from qaim_cli.cli import prompt
from tests.support import ferry
from tests.support.stores import MIXED


@pytest.fixture
def lamp(tmp_path, monkeypatch):
    """A timeline written by hand, which is the one that commands take."""
    path = tmp_path / "lamp.yaml"
    path.write_text(MIXED, "utf-8")
    monkeypatch.setenv("QAIM_FILE", str(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the article, to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(ferry.ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def draft(qaim, place):
    assert qaim("extract", "ferry.txt", "-o", "draft.yaml").status == 0
    return place / "draft.yaml"


@pytest.fixture
def answers(monkeypatch):
    """A person at a terminal who gives these answers, raises those that are errors, then ends."""

    def give(*lines):
        asked = []
        waiting = iter(lines)

        def answer(question=""):
            asked.append(question)
            line = next(waiting, EOFError())
            if isinstance(line, BaseException):
                raise line
            return line

        monkeypatch.setattr(builtins, "input", answer)
        monkeypatch.setattr(prompt, "is_interactive", lambda: True)
        return asked

    return give


@pytest.fixture
def typed(monkeypatch):
    """A terminal on which something is typed ahead."""
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield lambda text: os.write(ours, text.encode() if isinstance(text, str) else text)
    os.close(ours)
