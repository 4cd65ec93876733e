"""Ids, and new ones made of names."""

from __future__ import annotations

import pytest

from qaim_cli.ids import IdMaker, is_id, make_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Al-Qa'im – Öl!", "al-qaim-ol"),
        ("القائم", ""),
        ("The mill", "mill"),
        ("The", "the"),
        ("w" * 50, "w" * 40),
        (f"one {'w' * 37} two", "one"),
    ],
)
def test_a_slug_is_the_first_words_in_small_letters(name, slug):
    assert make_slug(name) == slug
    assert not slug or is_id(slug)


def test_equal_names_get_different_ids():
    maker = IdMaker(["mill", "mill-3"])
    made = [maker.make_id("The mill", "event") for _ in range(3)]
    assert made == ["mill-2", "mill-4", "mill-5"]
    assert maker.make_id("!", "event") == "event"
