"""The characters that an expression can begin with, by the template of its pattern.

Its pattern is tried only where one of them stands.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache

from qaim_cli.extract.dates.patterns import PATTERN_PIECES
from qaim_cli.extract.words.pattern_tokens import PATTERN_TOKEN

ASCII_CHARACTERS = frozenset(string.ascii_letters + string.digits + string.punctuation + " ")


def find_first_characters(template: str) -> frozenset[str]:
    """The ASCII characters with which what fits a template can begin."""
    return _read_choices(PATTERN_TOKEN.finditer(template))[0]


def _read_choices(tokens: Iterator[re.Match[str]]) -> tuple[frozenset[str], bool]:
    """What can begin the choices of a group, and whether it can be empty; consumes its tokens."""
    found: frozenset[str] = frozenset()
    is_any_empty = False
    is_empty = True
    for token in tokens:
        characters: frozenset[str] = frozenset()
        can_be_empty = bool(token["assertion"])
        if token["close"]:
            return found, is_any_empty or is_empty or bool(token["optional"])
        if token["choice"]:
            is_any_empty |= is_empty
            is_empty = True
            continue
        if token["template_field"]:
            characters, can_be_empty = _read_field(token["template_field"])
        elif token["open"]:
            characters, can_be_empty = _read_choices(tokens)
        elif token["character"]:
            characters = _list_characters(token["character"])
        if token["look"]:
            characters, can_be_empty = frozenset(), True
        if is_empty:
            found |= characters
            is_empty = can_be_empty or bool(token["optional"])
    return found, is_any_empty or is_empty


@lru_cache
def _read_field(name: str) -> tuple[frozenset[str], bool]:
    return _read_choices(PATTERN_TOKEN.finditer(PATTERN_PIECES[name]))


@lru_cache
def _list_characters(pattern: str) -> frozenset[str]:
    return frozenset(filter(re.compile(pattern).match, ASCII_CHARACTERS))
