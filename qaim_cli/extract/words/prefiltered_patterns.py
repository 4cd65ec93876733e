"""Regular expressions with a prefilter, derived from the pattern itself.

What each match holds is found in a text many times sooner than a pattern that begins with one of
several words; and what ends with the text begins no further before its end than it is long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from qaim_cli.extract.words.pattern_tokens import PATTERN_TOKEN

_UNBOUNDED = sys.maxsize
_SHORT_LENGTH = 40
"""Searching this few characters is as quick as the prefilter."""
_NOTHING_REQUIRED: tuple[str, ...] = ("",)
"""The required texts where none is known: the empty text is in every text."""
_REPETITION = re.compile(r"\{(?:\d+,)?(\d+)\}")


class PrefilteredPattern:
    """A regular expression, searched for only in texts that hold what its matches must hold."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Compile the pattern and derive its prefilter."""
        self._pattern = re.compile(pattern, flags)
        self._length_at_end = measure_length_at_end(pattern)
        is_short = self._length_at_end < _SHORT_LENGTH
        has_prefilter = not (is_short or flags)
        self._required = find_required_texts(pattern) if has_prefilter else _NOTHING_REQUIRED

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Search a text, or what lies between two offsets of it."""
        for required in self._required:
            if required in text:
                if self._length_at_end < _UNBOUNDED:
                    earliest_start = min(end, len(text)) - self._length_at_end
                    start = max(start, earliest_start)
                return self._pattern.search(text, start, end)
        return None


def find_required_texts(pattern: str) -> tuple[str, ...]:
    """Find texts of which every match holds one; ("",) where none is known."""
    return _read_required_texts(PATTERN_TOKEN.finditer(pattern))


def _read_required_texts(tokens: Iterator[re.Match[str]]) -> tuple[str, ...]:
    """The required texts of a group; consumes its tokens."""
    choices: list[tuple[str, ...]] = []
    required, literal = _NOTHING_REQUIRED, ""
    for token in tokens:
        character = _read_literal(token)
        literal += character
        if character and not token["count"]:
            continue
        required, literal = _choose_rarer(required, (literal,)), ""
        if token["open"]:
            inner = _read_required_texts(tokens)
            if not (token["look"] or token["flags"]):
                required = _choose_rarer(required, inner)
        elif token["choice"] or token["close"]:
            choices.append(required)
            required = _NOTHING_REQUIRED
            if token["close"]:
                return _NOTHING_REQUIRED if token["optional"] else _join_choices(choices)
    return _join_choices([*choices, _choose_rarer(required, (literal,))])


def _read_literal(token: re.Match[str]) -> str:
    """The one character that a token stands for; empty if it stands for others or none."""
    written = token["character"] or ""
    is_escaped = written[:1] == "\\" and not written[1:].isalnum()
    is_literal = is_escaped or (len(written) == 1 and written != ".")
    return written[-1] if is_literal and not token["optional"] else ""


def _choose_rarer(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The required texts that fewer texts hold, as far as their lengths show."""
    return max(one, other, key=lambda required: (min(map(len, required)), -len(required)))


def _join_choices(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The required texts of all choices, without those that hold another."""
    joined: list[str] = []
    for required in sorted({required for choice in choices for required in choice}, key=len):
        if not any(each in required for each in joined):
            joined.append(required)
    return tuple(joined)


def measure_length_at_end(pattern: str) -> int:
    """The longest match of a pattern that only matches at the end of a text; else unbounded."""
    longest, is_at_end = _measure_choices(PATTERN_TOKEN.finditer(pattern))
    return longest if is_at_end else _UNBOUNDED


def _measure_choices(tokens: Iterator[re.Match[str]]) -> tuple[int, bool]:
    """The longest match of a group, and whether it ends with the text; consumes its tokens."""
    longest = length = 0
    ends: list[bool] = []
    is_at_end = False
    for token in tokens:
        if token["choice"] or token["close"]:
            longest, length = max(longest, length), 0
            ends.append(is_at_end)
            is_at_end = False
            if token["close"]:
                return longest * _get_max_count(token), all(ends)
            continue
        is_at_end = token["assertion"] == r"\Z"
        if token["character"]:
            length += _get_max_count(token)
        elif token["open"]:
            inner, is_at_end = _measure_choices(tokens)
            length += 0 if token["look"] else inner
    return max(longest, length), is_at_end and all(ends)


def _get_max_count(token: re.Match[str]) -> int:
    """How often a token may stand at most."""
    count = token["count"]
    if count is None or count[0] == "?":
        return 1
    most = _REPETITION.match(count)
    return int(most[1]) if most else _UNBOUNDED
