"""Folding and matching of names and words, and text made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaim_cli.text import (
    clean,
    counted,
    fold,
    has_phrase,
    has_word,
    haystack,
    listed,
    nearest,
    suggestion,
)


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


@settings(deadline=None)
@given(st.text())
def test_folded_text_folds_to_itself(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("ab'`-_ .A"))
def test_plain_letters_fold_the_same_beside_others(text):
    assert fold(text + " é") == f"{fold(text)} e".strip()


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle():
    words = haystack(["Drones over Husaybah", "al-Qa'im"])
    assert has_word(words, "drone")
    assert has_word(words, "qaim")
    assert not has_word(words, "us")


def test_a_phrase_is_found_word_for_word_and_not_across_texts():
    words = haystack(["Battle of Husaybah", "Border town"])
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
    assert nearest(wanted, known) == names


def test_a_suggestion_asks_or_says_nothing():
    assert suggestion("husayba", ["Husaybah", "Husaybeh"]) == "did you mean Husaybah or Husaybeh?"
    assert suggestion("zzz", ["Husaybah"]) == ""


@pytest.mark.parametrize(
    ("names", "last", "sentence"),
    [(["A"], "and", "A"), (["A", "B"], "or", "A or B"), (["A", "B", "C"], "and", "A, B and C")],
)
def test_names_are_listed_as_in_a_sentence(names, last, sentence):
    assert listed(names, last) == sentence


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [(1, "event", "", "1 event"), (0, "event", "", "0 events"), (1200, "event", "", "1,200 events"),
     (2, "century", "centuries", "2 centuries")],
)  # fmt: skip
def test_a_number_is_said_with_its_noun(number, noun, plural, words):
    assert counted(number, noun, plural) == words


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
    assert clean(text) == safe


@given(st.text())
def test_clean_text_is_clean(text):
    assert clean(clean(text)) == clean(text)
    assert not set(clean(text)) & set(map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
