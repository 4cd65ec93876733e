"""Patterns that are searched for only where they can be, as their own parts say.

What each match holds is found in a text many times sooner than a pattern that begins with one of
several words; and what ends with the text begins no further before its end than it is long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from qaim_cli.extract.words.pattern_parts import PART

_UNBOUNDED = sys.maxsize
_SHORT_REACH = 40
"""As many characters are searched as soon as it is known that they are no match."""
_NO_CUES: tuple[str, ...] = ("",)
_REPETITION = re.compile(r"\{(?:\d+,)?(\d+)\}")


class QuickPattern:
    """A pattern that is searched for only behind what rules it out."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Read in the pattern itself what rules it out."""
        self._pattern = re.compile(pattern, flags)
        self._reach = measure_reach(pattern)
        is_short = self._reach < _SHORT_REACH
        self._cues = _NO_CUES if is_short or flags else find_cues(pattern)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Search a text, or what lies between two places of it."""
        for cue in self._cues:
            if cue in text:
                if self._reach < _UNBOUNDED:
                    start = max(start, min(end, len(text)) - self._reach)
                return self._pattern.search(text, start, end)
        return None


def find_cues(pattern: str) -> tuple[str, ...]:
    """Find texts of which every match of a pattern holds one; an empty one where none is known."""
    return _read_cues(PART.finditer(pattern))


def _read_cues(parts: Iterator[re.Match[str]]) -> tuple[str, ...]:
    """The cues of a group, whose parts are read."""
    choices: list[tuple[str, ...]] = []
    cues, run = _NO_CUES, ""
    for part in parts:
        letter = _read_letter(part)
        run += letter
        if letter and not part["count"]:
            continue
        cues, run = _choose_cues(cues, (run,)), ""
        if part["open"]:
            inner = _read_cues(parts)
            if not (part["look"] or part["flags"]):
                cues = _choose_cues(cues, inner)
        elif part["choice"] or part["close"]:
            choices.append(cues)
            cues = _NO_CUES
            if part["close"]:
                return _NO_CUES if part["optional"] else _join_cues(choices)
    return _join_cues([*choices, _choose_cues(cues, (run,))])


def _read_letter(part: re.Match[str]) -> str:
    """The one character that a part stands for; empty where it stands for others or none."""
    written = part["character"] or ""
    is_escaped = written[:1] == "\\" and not written[1:].isalnum()
    is_plain = is_escaped or (len(written) == 1 and written != ".")
    return written[-1] if is_plain and not part["optional"] else ""


def _choose_cues(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The cues that are found more rarely, as far as their lengths tell."""
    return max(one, other, key=lambda cues: (min(map(len, cues)), -len(cues)))


def _join_cues(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The cues of all choices, without those that hold others."""
    cues: list[str] = []
    for cue in sorted({cue for choice in choices for cue in choice}, key=len):
        if not any(each in cue for each in cues):
            cues.append(cue)
    return tuple(cues)


def measure_reach(pattern: str) -> int:
    """Measure how far before the end of a text what fits a pattern can begin, in characters."""
    longest, is_at_end = _measure_choices(PART.finditer(pattern))
    return longest if is_at_end else _UNBOUNDED


def _measure_choices(parts: Iterator[re.Match[str]]) -> tuple[int, bool]:
    """How long a group is at most, whose parts are read, and whether it ends with the text."""
    longest = length = 0
    ends: list[bool] = []
    is_at_end = False
    for part in parts:
        if part["choice"] or part["close"]:
            longest, length = max(longest, length), 0
            ends.append(is_at_end)
            is_at_end = False
            if part["close"]:
                return longest * _count_most(part), all(ends)
            continue
        is_at_end = part["place"] == r"\Z"
        if part["character"]:
            length += _count_most(part)
        elif part["open"]:
            inner, is_at_end = _measure_choices(parts)
            length += 0 if part["look"] else inner
    return max(longest, length), is_at_end and all(ends)


def _count_most(part: re.Match[str]) -> int:
    """How often a part may stand at most."""
    count = part["count"]
    if count is None or count[0] == "?":
        return 1
    most = _REPETITION.match(count)
    return int(most[1]) if most else _UNBOUNDED
