"""A line being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.explore.line_editor import MAX_CHARS, LineEditor

LINE = LineEditor("actor:us  tag:x", 8)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("left", ("actor:us  tag:x", 7)),
        ("right", ("actor:us  tag:x", 9)),
        ("home", ("actor:us  tag:x", 0)),
        ("end", ("actor:us  tag:x", 15)),
        ("ctrl+left", ("actor:us  tag:x", 0)),
        ("backspace", ("actor:u  tag:x", 7)),
        ("delete", ("actor:us tag:x", 8)),
        ("ctrl+w", ("  tag:x", 0)),
        ("ctrl+u", ("  tag:x", 0)),
        ("ctrl+k", ("actor:us", 8)),
        ("f1", ("actor:us  tag:x", 8)),
    ],
)
def test_keys_change_the_line(key, line):
    assert LINE.edit(key) == line


def test_text_goes_in_at_the_cursor_and_up_to_a_bound():
    assert LINE.insert("a\nb\x1b") == ("actor:usa b\ufffd  tag:x", 12)
    assert len(LINE.insert("x" * 9_999).text) == MAX_CHARS


KEYS = ("left", "right", "home", "end", "ctrl+left", "backspace", "delete", "ctrl+w", "ctrl+u")


@given(st.lists(st.sampled_from(KEYS) | st.text(min_size=1, max_size=3), max_size=20))
def test_the_cursor_stays_in_the_line(keys):
    line = LineEditor()
    for key in keys:
        line = line.edit(key) if key in KEYS else line.insert(key)
        assert 0 <= line.cursor <= len(line.text)
