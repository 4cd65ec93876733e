"""Lines of two texts are matched in order, however long the texts are."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.edit.file_change import ChangedRun, FileChange
from qaim_cli.edit.line_match import match_lines
from tests.support.patching import apply_diff

LINES = st.lists(st.sampled_from(["a\n", "b\n", "  - id: c\n", "- id: c\n", "\n"]), max_size=30)


def diff(old: str, new: str, first_line: int = 1) -> list[str]:
    return list(FileChange("x", (ChangedRun(first_line, old, new),), "").format_diff())


@given(old=LINES, new=LINES)
def test_a_difference_makes_the_one_of_the_other(old, new):
    old_text, new_text = "".join(old), "".join(new).rstrip("\n")
    assert apply_diff(old_text, diff(old_text, new_text)) == new_text


@given(old=LINES, new=LINES)
def test_few_lines_are_matched_as_difflib_does(old, new):
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    head = min(len(old), len(new)) if head is None else head
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    expected = [
        (middle[0][a:b], middle[1][c:d])
        for _, a, b, c, d in SequenceMatcher(None, *middle).get_opcodes()
    ]
    _, *found, _ = ((match.old, match.new) for match in match_lines(old, new))
    assert found == expected


def test_lines_that_stand_once_split_a_long_text_however_indented():
    chance = random.Random(3)
    numbers = range(3000)
    old = [f"  - id: e-{number}\n    same: x\n\n" for number in numbers]
    new = [f"- id: e-{number}\n  same: x\n\n" for number in numbers if chance.random() > 0.1]
    old_lines, new_lines = ("".join(each).splitlines(keepends=True) for each in (old, new))
    matches = list(match_lines(old_lines, new_lines))
    assert [line for match in matches for line in match.old] == old_lines
    assert [line for match in matches for line in match.new] == new_lines
    assert max(len(match.old) for match in matches) < 40
    assert apply_diff("".join(old), diff("".join(old), "".join(new))) == "".join(new)


def test_long_texts_with_no_line_in_common_differ_as_a_whole():
    old, new = ["a\n"] * 3000, ["b\n"] * 3000
    assert [(match.old, match.new) for match in match_lines(old, new) if match.old] == [(old, new)]


def test_changes_far_apart_have_each_their_own_lines():
    runs = (
        ChangedRun(1, "a\nb\n", "a\nB\nB\n"),
        ChangedRun(11, "c\nd\n", "c\n"),
    )
    assert list(FileChange("x", runs, "").format_diff()) == [
        "--- x\n", "+++ x\n",
        "@@ -1,2 +1,3 @@\n", " a\n", "-b\n", "+B\n", "+B\n",
        "@@ -11,2 +12 @@\n", " c\n", "-d\n",
    ]  # fmt: skip


def test_an_empty_side_is_told_by_the_line_before_it():
    assert diff("", "a\n") == ["--- x\n", "+++ x\n", "@@ -0,0 +1 @@\n", "+a\n"]
