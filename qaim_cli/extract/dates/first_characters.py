"""The characters that an expression can begin with, by the template of its pattern.

Its pattern is tried only where one of them stands.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache

from qaim_cli.extract.dates.patterns import PATTERN_PIECES

ASCII_CHARACTERS = frozenset(string.ascii_letters + string.digits + string.punctuation + " ")
_PART = re.compile(
    r"(?P<end>\||\)|\Z)|(?P<place>\\[AbBZ]|[\^$])|\{(?P<piece>[a-z_]+)\}"
    r"|(?P<group>\((?:\?(?:(?P<look><?[=!])|:|P<\w+>))?)"
    r"|(?P<character>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.)"
)
"""The parts that templates are made of."""
_OPTIONAL = re.compile(r"[?*]|\{0,")
_REPETITION = re.compile(r"(?:[?*+]|\{\d[\d,]*\})[?+]?")


def find_first_characters(template: str) -> frozenset[str]:
    """The ASCII characters with which what fits a template can begin."""
    return _read_choices(template, 0)[0]


def _read_choices(template: str, at: int) -> tuple[frozenset[str], bool, int]:
    """What can begin the choices at a place, whether one of them can be empty, and their end."""
    found: frozenset[str] = frozenset()
    is_any_empty = False
    is_empty = True
    while part := _PART.match(template, at):
        at = part.end()
        if part["end"] is not None:
            is_any_empty |= is_empty
            is_empty = True
            if part["end"] != "|":
                break
            continue
        can_be_empty = False
        if part["piece"]:
            characters, can_be_empty = _read_piece(part["piece"])
        elif part["character"]:
            characters = _list_characters(part["character"])
        elif part["group"]:
            characters, can_be_empty, at = _read_choices(template, at)
        if part["place"] or part["look"]:
            characters, can_be_empty = frozenset(), True
        if repetition := _REPETITION.match(template, at):
            can_be_empty |= _OPTIONAL.match(repetition[0]) is not None
            at = repetition.end()
        if is_empty:
            found |= characters
            is_empty = can_be_empty
    return found, is_any_empty, at


@lru_cache
def _read_piece(name: str) -> tuple[frozenset[str], bool]:
    return _read_choices(PATTERN_PIECES[name], 0)[:2]


@lru_cache
def _list_characters(pattern: str) -> frozenset[str]:
    return frozenset(filter(re.compile(pattern).match, ASCII_CHARACTERS))
