"""What the explorer shows of the shipped timeline, as text; `--write-golden` writes it anew."""

from __future__ import annotations

import pytest

from tests.support.exploring import explore_shipped
from tests.support.recording import render_recording

FRAMES = "tests/golden/explore"
SIZES = {"40x12": (40, 12), "80x24": (80, 24), "120x34": (120, 34), "250x70": (250, 70)}
SCREENS = {
    "start": ((), ""),
    "lanes": (("actor:marines not tag:battle", "--from", "2003", "--to", "2007"), "a"),
    "event": (("--from", "2014", "--to", "2021"), "t j j Enter j j j j"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_what_was_agreed(golden, name, size):
    words, keys = SCREENS[name]
    explorer = explore_shipped(*words, size=SIZES[size])
    explorer.press(keys)
    golden(f"{FRAMES}/{name}-{size}.txt", explorer.text())


@pytest.mark.parametrize("size", ["40x12", "120x34"])
def test_the_screen_in_ascii(golden, size):
    explorer = explore_shipped("--from", "2003", size=SIZES[size])
    explorer.press("a j j +")
    text = explorer.text(ascii=True)
    assert text.isascii()
    golden(f"{FRAMES}/ascii-{size}.txt", text)


def record_walk():
    """The frames of a short walk through the shipped timeline."""
    explorer = explore_shipped(size=RECORDED)
    yield explorer.paint()
    explorer.press("j " * 8)
    yield explorer.paint()
    explorer.press("+ + + +")
    yield explorer.paint()
    explorer.press("a")
    yield explorer.paint()
    explorer.query("actor:insurgents")
    yield explorer.paint()
    explorer.press("f t j j")
    yield explorer.paint()


RECORDED = (110, 26)


def test_the_recording_is_what_was_agreed(golden):
    picture = render_recording(
        list(record_walk()), RECORDED, "A walk through the history of Al-Qa'im on the full screen"
    )
    golden("docs/explore.svg", picture)


def test_every_golden_frame_is_held_to(project):
    kept = {path.name for path in (project / FRAMES).iterdir()}
    screens = {f"{name}-{size}.txt" for name in SCREENS for size in SIZES}
    assert kept == screens | {"ascii-40x12.txt", "ascii-120x34.txt"}
