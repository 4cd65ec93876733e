"""The table of keys."""

from __future__ import annotations

from collections import Counter

import pytest

from qaim_cli.explore.keys import KEY_BINDINGS, find_binding, format_hints
from qaim_cli.explore.session import Session
from qaim_cli.explore.view import Pane


@pytest.mark.parametrize("pane", Pane)
def test_no_key_does_two_things_in_a_pane(pane):
    used = Counter(key for each in KEY_BINDINGS if pane in each.panes for key in each.keys)
    assert [key for key, uses in used.items() if uses > 1] == []


def test_a_key_does_what_the_pane_makes_of_it():
    assert find_binding("h", Pane.LIST).action == "pan"
    assert find_binding("h", Pane.DENSITY).action == "choose_column"
    assert find_binding("Z", Pane.LIST) is None


def test_every_key_does_something():
    effects = pytest.importorskip("qaim_cli.fullscreen.effects", reason="Textual is not installed")
    for each in KEY_BINDINGS:
        assert hasattr(Session, f"_{each.action}") or each.action in effects.EFFECTS, (
            f"nothing does {each.action!r}: give `Session` a method `_{each.action}`, "
            "or `EFFECTS` of the full screen an entry"
        )


def test_hints_fit_a_narrow_screen():
    assert len(format_hints(Pane.LIST)) <= 70


def test_hints_are_those_of_the_pane():
    assert " · Esc list · Enter more like it · " in format_hints(Pane.EVENT)
    assert " · l column · " in format_hints(Pane.DENSITY)
    assert "Esc" not in format_hints(Pane.LIST)


def test_on_a_narrow_screen_the_key_to_all_others_comes_first():
    assert format_hints(Pane.LIST, is_narrow=True).startswith("? keys · j move · ")
