"""Single keys, read from a terminal."""

from __future__ import annotations

import importlib
import io
import sys
from types import SimpleNamespace

import pytest

from qaim_cli.cli import keys, prompt


def test_keys_are_read_one_by_one(typed):
    assert keys.can_read_keys()
    typed("aé✓𝒳 ")
    assert [keys.read_key("> ") for _ in range(5)] == ["a", "é", "✓", "𝒳", " "]


@pytest.mark.parametrize("sequence", ["\x1b[A", "\x1bOP", "\x1b[1;5C", "\x1bx", "\t", "\n"])
def test_a_key_that_is_no_character_is_none_and_takes_no_other_with_it(typed, sequence):
    typed(f"{sequence}q")
    assert [keys.read_key("") for _ in range(2)] == ["", "q"]


def test_escape_alone_is_no_character(typed):
    typed("\x1b")
    assert keys.read_key("") == ""


def test_ctrl_d_ends_the_answers(typed):
    typed("\x04")
    with pytest.raises(prompt.InputEndedError):
        keys.read_key("")


def test_what_is_no_terminal_has_no_keys(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a"))
    assert not keys.can_read_keys()


@pytest.fixture
def windows(monkeypatch):
    """A Windows console on which these keys are pressed."""
    pressed = []
    console = SimpleNamespace(getwch=lambda: pressed.pop(0))

    def import_module(name):
        if name == "msvcrt":
            return console
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", import_module)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    return pressed


def test_so_they_are_on_windows(windows):
    assert keys.can_read_keys()
    windows += ["a", "\xe0", "H", "q"]
    assert [keys.read_key("") for _ in range(3)] == ["a", "", "q"]


def test_ctrl_c_interrupts_on_windows(windows):
    windows += ["\x03"]
    with pytest.raises(KeyboardInterrupt):
        keys.read_key("")
