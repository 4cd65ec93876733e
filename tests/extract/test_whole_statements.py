"""Statements of whole sentences, with their dates in words."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.whole_statements import MAX_STATEMENT_CHARS, state_whole


def _state(text: str, words: str) -> str:
    start = text.index(words)
    return state_whole(text, (start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "statement"),
    [
        ("However, the mill (a ruin) burned in 1950.", "1950", "The mill burned in 1950"),
        ("Pell left; the mill, old as it was, burned in 1950.", "1950",
         "The mill, old as it was, burned in 1950"),
        ("Pell left; so, in 1950, did Vale.", "1950", "Pell left; so, in 1950, did Vale"),
        ("The mill (burned in 1950 is gone.", "1950", "The mill burned in 1950 is gone"),
        ('The "mill burned in 1950.', "1950", "The mill burned in 1950"),
        ("In 1950.", "1950", ""),
        # what trails behind the date goes only where the clause is whole before it
        ("The mill of the town was sold to Pell in 1950, and his sons ran it for a long time, "
         "until it burned.", "1950",
         "The mill of the town was sold to Pell in 1950, and his sons ran it for a long time"),
        ("The mill of the old town, first built by Pell in 1950, was sold to his sons and to no "
         "one else.", "1950",
         "The mill of the old town, first built by Pell in 1950, was sold to his sons and to no"
         " one else"),
        ("The mill was sold to Pell by the town, and on 3 May 1950, the bridge of the mill fell.",
         "3 May 1950",
         "The mill was sold to Pell by the town, and on 3 May 1950, the bridge of the mill fell"),
        ("The mill of the town was sold to Pell (by Vale for 10 cows in 1950, and at once) and to "
         "two sons.", "1950",
         "The mill of the town was sold to Pell (by Vale for 10 cows in 1950, and at once)"),
    ],
)  # fmt: skip
def test_a_statement_says_when(text, words, statement):
    assert _state(text, words) == statement


def test_a_long_statement_is_cut_behind_a_verb():
    text = f"In 1950 the mill burned, and {'so it goes, ' * 20}they said."
    statement = _state(text, "1950")
    assert statement.startswith("In 1950 the mill burned, and so it goes")
    assert len(statement) <= MAX_STATEMENT_CHARS


def test_a_long_statement_without_a_verb_is_cut_at_a_word():
    statement = _state(f"In 1950 the mill {'of the mill ' * 20}", "1950")
    assert statement.endswith("…")
    assert len(statement) <= MAX_STATEMENT_CHARS


@pytest.mark.parametrize("piece", ["so it goes, ", "on and on it goes who ", "word "])
def test_a_long_statement_before_a_late_date_keeps_the_date(piece):
    statement = _state(f"The mill {piece * 60}burned in 1950, and it fell.", "1950")
    assert statement.startswith(f"The mill {piece}".rstrip(", "))
    assert " … " in statement
    assert statement.endswith("burned in 1950")
    assert len(statement) <= 1.6 * MAX_STATEMENT_CHARS


def test_a_long_statement_begins_with_a_clause_of_its_own():
    text = f"{'The mill went round, ' * 8}but it left Pell free to sell the town its wood in 1950."
    assert _state(text, "1950") == "It left Pell free to sell the town its wood in 1950"


def test_the_last_of_a_long_list_is_no_clause():
    text = f"The work {'of Pell, ' * 18}and the learned men of the town ended in the bell of 1950."
    assert _state(text, "1950") == text.rstrip(".")


def test_a_long_statement_with_its_date_first_ends_with_a_clause():
    text = f"Despite the rain of 1950, the mill was open, {'as it was said, ' * 10}for long."
    assert _state(text, "1950").startswith("Despite the rain of 1950, the mill was open, as it was")
    assert not _state(text, "1950").endswith("…")


def test_a_word_without_end_is_left_out():
    assert _state(f"The mill {'x' * 800}burned in 1950.", "1950") == "The mill … in 1950"


def test_a_clause_in_brackets_is_stated_alone():
    text = (
        "It had six smiths, one for each town (although now there are nine, it was six until 1978)."
    )
    assert _state(text, "until 1978") == "Although now there are nine, it was six until 1978"
