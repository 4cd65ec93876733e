"""What the explorer shows of the shipped timeline, as text; `--write-golden` writes it anew."""

from __future__ import annotations

import pytest

from tests.support.exploring import explore_shipped

SIZES = {"40x12": (40, 12), "80x24": (80, 24), "120x34": (120, 34), "250x70": (250, 70)}
SCREENS = {
    "start": ((), ""),
    "lanes": (("actor:marines not tag:battle", "--from", "2003", "--to", "2007"), "a"),
    "event": (("--from", "2014", "--to", "2021"), "t j j Enter j j j j"),
}


@pytest.fixture
def golden(request, project):
    """Compares a text with a file, or writes it there."""

    def compare(name, text):
        path = project / "tests/golden/explore" / name
        if request.config.getoption("--write-golden"):
            path.write_bytes(text.encode())
        assert text.encode() == path.read_bytes()

    return compare


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_what_was_agreed(golden, name, size):
    words, keys = SCREENS[name]
    explorer = explore_shipped(*words, size=SIZES[size])
    explorer.press(keys)
    golden(f"{name}-{size}.txt", explorer.text())


@pytest.mark.parametrize("size", ["40x12", "120x34"])
def test_the_screen_in_ascii(golden, size):
    explorer = explore_shipped("--from", "2003", size=SIZES[size])
    explorer.press("a j j +")
    text = explorer.text(ascii=True)
    assert text.isascii()
    golden(f"ascii-{size}.txt", text)
