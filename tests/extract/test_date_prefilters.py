"""The lists of words without which no date is looked for hold those of every template."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.extract.dates import expressions, first_words
from qaim_cli.extract.dates.date_patterns import MENTION_PATTERNS, NON_DATE_KIND, MentionPattern
from qaim_cli.extract.dates.patterns import expand_pattern
from qaim_cli.extract.words.pattern_tokens import PATTERN_TOKEN

_PATTERNS = [each for each in MENTION_PATTERNS if not each.template.startswith("{of_age}at ")]
"""All but "orphaned at nine", which `expressions` looks for by itself."""
_OPEN = "\0"
"""A character that a template leaves open."""
_MAX_LISTED = 10
"""A token that stands for more characters than these leaves its character open."""
_NO_ENGLISH = re.compile(r"\ban?[ -](?:and\b|centurie |\w+s )|(?:ca|circa)AD ", re.IGNORECASE)
"""What templates allow and nobody writes: "a decades later"."""
_STEMS = (*expressions._DATE_STEMS, *(month[:3] for month in MONTHS))
"""The stems, and the short months that are not looked for without a digit: "every Jan"."""
_WEAK_WORDS = first_words._WEAK_WORDS | {""}
_Tokens = Iterator[re.Match[str]]
_Step = Callable[[str, str], str | None]
"""Adds a character to a text; None where the text has been read far enough."""


def _expand(texts: set[str], tokens: _Tokens, step: _Step) -> set[str]:
    """Continue texts by all that the choices of a group can stand for; consumes its tokens."""
    found: set[str] = set()
    current = texts
    for token in tokens:
        if token["choice"]:
            found, current = found | current, texts
        elif token["close"]:
            return found | current | (texts if token["optional"] else set())
        elif token["open"]:
            inner = _expand(current, tokens, step)
            is_required = token["look"] in ("=", "<=")
            if not token["look"] or (is_required and not inner):
                current = inner
        elif token["character"]:
            added = {step(text, each) for text in current for each in _list(token["character"])}
            kept = current if token["optional"] else set()
            current = kept | {text for text in added if text is not None}
    return found | current


@cache
def _list(pattern: str) -> str:
    """List the characters of a token: "1" for digits, the open one for many."""
    fitting = "".join(filter(re.compile(pattern).match, string.printable))
    if fitting.isdigit():
        return "1"
    return fitting if len(fitting) <= _MAX_LISTED else _OPEN


def _list_openings(template: str) -> set[str]:
    """List the first words of what fits a template, up to one that is not weak."""
    texts = _expand({""}, PATTERN_TOKEN.finditer(expand_pattern(template)), _add_to_opening)
    return {text for text in texts if _OPEN not in text and not _NO_ENGLISH.search(text)}


@cache
def _add_to_opening(text: str, character: str) -> str:
    *words, _ = re.split(r"[^A-Za-z]+", f" {text}")
    is_whole = _OPEN in text or "1" in text or not _WEAK_WORDS.issuperset(map(str.lower, words))
    return text if is_whole else text + _lower_within_word(text, character)


def _lower_within_word(text: str, character: str) -> str:
    """Lower a character that begins no word: "[Ss][Pp]ring" stands for "Spring" and "spring"."""
    return character.lower() if text[-1:].isalpha() else character


@cache
def _add_unless_stem(text: str, character: str) -> str | None:
    """Return the end of a text in which a stem may have begun; None where one is whole."""
    longer = text + _lower_within_word(text, character)
    if character == "1" or longer.endswith(_STEMS):
        return None
    ends = (longer[start:] for start in range(len(longer)))
    begun = (end for end in ends if any(stem.startswith(end) for stem in _STEMS))
    return next(begun, longer[-1])


@pytest.mark.parametrize("pattern", _PATTERNS, ids=lambda each: each.template)
def test_each_template_begins_with_a_first_word(pattern: MentionPattern) -> None:
    openings = _list_openings(pattern.template)
    assert openings
    starts = {text: first_words.find_first_word(text, 0) for text in openings}
    assert not {text for text, start in starts.items() if start < 0 or text[start:] not in openings}


@pytest.mark.parametrize(
    "pattern",
    [each for each in _PATTERNS if each.kind != NON_DATE_KIND],
    ids=lambda each: each.template,
)
def test_each_template_holds_a_digit_or_a_stem(pattern: MentionPattern) -> None:
    tokens = PATTERN_TOKEN.finditer(expand_pattern(pattern.template))
    assert not _expand({""}, tokens, _add_unless_stem)


def test_openings_end_behind_the_first_word_that_is_not_weak() -> None:
    assert _list_openings(r"(?<!a )(?:on )?the (?:prior|next|\d+th|\w+st) {unit}(?= x)") == {
        *("the prior ", "the next ", "the 1"),
        *("on the prior ", "on the next ", "on the 1"),
    }


@pytest.mark.parametrize(
    ("template", "holds_stem"),
    [
        (r"that (?:[Dd]ay|\d+)", True),
        (r"that (?:day|one)", False),
        (r"that (?:day)?", False),
        (r"one(?= day)", True),
        (r"one(?! day)", False),
    ],
)
def test_a_stem_is_held_by_each_choice(template: str, *, holds_stem: bool) -> None:
    assert (not _expand({""}, PATTERN_TOKEN.finditer(template), _add_unless_stem)) == holds_stem
