"""The review of a draft in a terminal, key by key."""

from __future__ import annotations

import sys

import pytest

from qaim_cli import store
from tests.support.drafts import IDS, events
from tests.support.terminal import Terminal

pytestmark = pytest.mark.no_cover

REVIEW = ("review", "draft.yaml", "--into", "ferry.yaml")


@pytest.fixture
def at_keys(draft, clean_environment):
    def open_terminal(columns=80, **more) -> Terminal:
        environment = {**clean_environment, "QAIM_NO_CACHE": "1", "TERM": "dumb", **more}
        environment["PYTHONPATH"] = ":".join(filter(None, sys.path))
        return Terminal(draft.parent, *REVIEW, columns=columns, environment=environment)

    return open_terminal


def test_one_key_decides_without_enter(at_keys, draft):
    with at_keys() as terminal:
        terminal.expect("? help\n> ")
        assert "1 of 13\n" in terminal.screen
        terminal.press_and_expect("a", "> ")
        assert "accept\nadded it-was-founded-by-the: " in terminal.screen
        assert "2 of 13 · 1 accepted\n" in terminal.screen
        terminal.press_and_expect("d", "> ")
        assert "drop\ndropped chain-boat-ran from draft.yaml\n" in terminal.screen
        assert "u undo: dropped chain-boat-ran" in terminal.screen.replace("\n", " ")
        terminal.press_and_expect("u", "> ")
        assert "undo\nundone: dropped chain-boat-ran\n\n2 of 13 · 1 accepted\n" in terminal.screen
        terminal.press_and_expect("s", "? help\n> ")
        terminal.press_and_expect("\x1b[Ab", "2 of 13")
        terminal.expect("? help\n> ")
        terminal.press_and_expect("x", "'x' is no key here")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.screen.endswith("1 event accepted, 12 left in the draft\n")
    assert events(draft.parent / "ferry.yaml") == [IDS[0]]
    assert len(events(draft)) == 12


def test_keys_typed_ahead_are_not_lost(at_keys, draft):
    with at_keys() as terminal:
        terminal.press("aaq")
        assert terminal.wait() == 0
    assert len(events(draft)) == 11


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("\x04", 0)])
def test_ctrl_c_and_ctrl_d_keep_what_landed(at_keys, draft, key, status):
    with at_keys() as terminal:
        terminal.expect("> ")
        terminal.press_and_expect("a", "> ")
        terminal.press(key)
        assert terminal.wait() == status
        assert terminal.screen.endswith("\n1 event accepted, 12 left in the draft\n")
        assert "Traceback" not in terminal.screen
    assert events(draft.parent / "ferry.yaml") == [IDS[0]]


def test_the_title_stands_on_the_line_to_be_edited(at_keys, draft):
    with at_keys(TERM="vt100") as terminal:
        terminal.expect("> ")
        old = store.load_timeline(str(draft), cache=False).timeline.events
        title = next(each.title for each in old if each.id == IDS[0])
        terminal.press_and_expect("t", f"What happened, on one line: {title}")
        terminal.press_and_expect("!\r", "1 of 13")
        assert f"{title}!" in terminal.expect("> ")
        terminal.press("q")
        assert terminal.wait() == 0
    assert f"{title}!" in draft.read_text("utf-8")


def test_a_section_and_the_rest_are_accepted_at_once(at_keys, draft):
    with at_keys() as terminal:
        terminal.expect("> ")
        terminal.press_and_expect("s", "> ")
        terminal.press_and_expect("S", "of 'lead'? [y/N] ")
        terminal.press_and_expect("n", "> ")
        terminal.press_and_expect("S", "of 'lead'? [y/N] ")
        terminal.press_and_expect("y", "> ")
        terminal.press_and_expect("R", "left? [y/N] ")
        terminal.press("y")
        assert terminal.wait() == 0
        assert terminal.screen.endswith("12 events accepted, 1 left in the draft\n")
    assert events(draft) == [IDS[0]]


def test_no_line_is_wider_than_a_narrow_terminal(at_keys):
    with at_keys(columns=40) as terminal:
        terminal.expect("> ")
        terminal.press_and_expect("?", "> ")
        terminal.press("q")
        terminal.wait()
        assert all(len(line) <= 40 for line in terminal.screen.splitlines())
