"""Folding and matching of names and words, and text made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.text import (
    MAX_COMPARED_CHARS,
    build_search_text,
    clean_text,
    find_nearest,
    fold,
    format_count,
    format_list,
    has_phrase,
    has_word_prefix,
    measure_width,
    suggest_name,
    wrap_text,
)

pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kata'ib", "kataib"),
        ("Kata’ib", "kataib"),
        ("Kataʾib", "kataib"),
        ("kataib", "kataib"),
        ("Al-Qa'im", "al qaim"),
        ("  Al–Qāʿim,\tIraq ", "al qaim iraq"),
        ("3/7", "3 7"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),
        ("İstanbul", "istanbul"),
        ("القائم", "القايم"),
        ("الْقَائِم", "القايم"),
        ("a\u200bb", "ab"),
        ("x²", "x2"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_two_spellings_of_a_word_fold_alike(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folded_text_folds_to_itself(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("ab'`-_ .A"))
def test_plain_letters_fold_the_same_beside_others(text):
    assert fold(text + " é") == f"{fold(text)} e".strip()


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle():
    words = build_search_text(["Drones over Husaybah", "al-Qa'im"])
    assert has_word_prefix(words, "drone")
    assert has_word_prefix(words, "qaim")
    assert not has_word_prefix(words, "us")


def test_a_phrase_is_found_word_for_word_and_not_across_texts():
    words = build_search_text(["Battle of Husaybah", "Border town"])
    assert has_phrase(words, "battle of husaybah")
    assert not has_phrase(words, "battle of husay")
    assert not has_phrase(words, "husaybah border")


@pytest.mark.parametrize(
    ("wanted", "known", "names"),
    [
        ("husayba", ["Husaybah", "Karabilah", "Al-Qa'im"], ["Husaybah"]),
        ("qaim", ["Al-Qa'im", "Husaybah"], ["Al-Qa'im"]),
        ("marines", ["3/7 Marines", "Marines", "US Marines", "Marine"],
         ["3/7 Marines", "Marines", "US Marines"]),
        ("al qaim", ["Al-Qa'im", "al-qaim"], ["Al-Qa'im"]),
        ("zzz", ["Husaybah"], []),
        ("", ["Husaybah"], []),
    ],
)  # fmt: skip
def test_an_unknown_name_brings_the_nearest_known_ones(wanted, known, names):
    assert find_nearest(wanted, known) == names


def test_a_suggestion_asks_or_says_nothing():
    assert suggest_name("husayba", ["Husaybah", "Husaybeh"]) == "did you mean Husaybah or Husaybeh?"
    assert suggest_name("zzz", ["Husaybah"]) == ""


@pytest.mark.parametrize(
    ("names", "last", "sentence"),
    [(["A"], "and", "A"), (["A", "B"], "or", "A or B"), (["A", "B", "C"], "and", "A, B and C")],
)
def test_names_are_listed_as_in_a_sentence(names, last, sentence):
    assert format_list(names, last) == sentence


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(2, "n0 or n1"), (3, "n0, n1 or n2"), (4, "n0, n1, n2 and 1 more"),
     (2000, "n0, n1, n2 and 1,997 more")],
)  # fmt: skip
def test_a_long_list_is_cut(count, sentence):
    assert format_list([f"n{number}" for number in range(count)], "or", max_names=3) == sentence


def test_a_name_as_long_as_a_page_is_like_none():
    assert find_nearest("a" * (MAX_COMPARED_CHARS + 1), ["a" * MAX_COMPARED_CHARS]) == []


@pytest.mark.parametrize("letter", ["x", "“", "漢", "e\u0301"])
def test_a_word_of_any_length_is_cut_to_the_width(letter):
    pieces = wrap_text(letter * 50_000, 7)
    assert "".join(pieces) == letter * 50_000
    assert max(map(measure_width, pieces)) <= 7


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [(1, "event", "", "1 event"), (0, "event", "", "0 events"), (1200, "event", "", "1,200 events"),
     (2, "century", "centuries", "2 centuries")],
)  # fmt: skip
def test_a_number_is_said_with_its_noun(number, noun, plural, words):
    assert format_count(number, noun, plural) == words


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("القائم", "القائم"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("a\x00b\x7fc\x9bd", "a\ufffdb\ufffdc\ufffdd"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
    ],
)
def test_what_could_steer_a_terminal_is_taken_out(text, safe):
    assert clean_text(text) == safe


@given(st.text())
def test_clean_text_is_clean(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert not set(clean_text(text)) & set(
        map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)))
    )
