"""Texts of any script measured, cut and broken by the columns they take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli.text import measure_width, truncate_text, wrap_text


@given(st.text())
def test_a_text_takes_no_more_columns_than_counted(text):
    assert measure_width(text) >= cell_len(text)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("周公", 4), ("e\u0301", 1), ("القائم", 6), ("می\u200cخواهم", 7), ("☰䷀", 4)],
)
def test_columns_are_counted_for_any_script(text, columns):
    assert measure_width(text) == columns


@given(st.text(), st.integers(1, 40))
def test_a_fitted_text_is_no_wider_than_asked(text, width):
    assert measure_width(truncate_text(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("short", 5, "short"), ("too long", 5, "too…"), ("周公攝政", 6, "周公…"), ("a", 1, "a")],
)
def test_a_text_is_cut_with_an_ellipsis(text, width, expected):
    assert truncate_text(text, width) == expected


@given(st.text(), st.integers(2, 40))
def test_a_broken_text_keeps_all_but_spaces(text, width):
    pieces = wrap_text(text, width)
    assert all(measure_width(piece) <= width for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
