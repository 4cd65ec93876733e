"""Match the lines of two texts, in time that grows with their length."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qaim_cli.frozen_record import FrozenRecord

_MAX_COMPARED_LINES = 2_000
"""More lines than this are not compared each with each: difflib takes their square."""
_INDENT_AND_BREAK = " \t\r\n-"


class MatchedLines(FrozenRecord):
    """Lines of the old text and those of the new text in their place."""

    old: Sequence[str]
    new: Sequence[str]

    @property
    def is_equal(self) -> bool:
        """Whether nothing changed in them."""
        return self.old == self.new


def match_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchedLines]:
    """Yield the lines of two texts in order, those that are equal apart from those that differ."""
    head = _count_common_lines(old, new)
    tail = _count_common_lines(old[head:][::-1], new[head:][::-1])
    yield MatchedLines(old[:head], new[:head])
    yield from _match_middle(old[head : len(old) - tail], new[head : len(new) - tail])
    yield MatchedLines(old[len(old) - tail :], new[len(new) - tail :])


def _match_middle(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchedLines]:
    if len(old) + len(new) <= _MAX_COMPARED_LINES:
        if set(old).isdisjoint(new):  # as most, and difflib takes its time to say so
            yield from [MatchedLines(old, new)] if old or new else []
            return
        matcher = SequenceMatcher(None, old, new)
        for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
            yield MatchedLines(old[old_start:old_end], new[new_start:new_end])
        return
    old_start = new_start = 0
    for old_end, new_end in _find_anchors(old, new):
        yield from _match_segment(old[old_start:old_end], new[new_start:new_end])
        yield MatchedLines(old[old_end : old_end + 1], new[new_end : new_end + 1])
        old_start, new_start = old_end + 1, new_end + 1
    yield from _match_segment(old[old_start:], new[new_start:])


def _match_segment(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchedLines]:
    """Match the lines between two anchors; many lines without any are all taken to differ."""
    if len(old) + len(new) <= _MAX_COMPARED_LINES:
        yield from _match_middle(old, new)
    else:
        yield MatchedLines(old, new)


def _find_anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find lines that stand once in each text, in the same order in both, however indented."""
    positions = [_find_single_lines(lines) for lines in (old, new)]
    pairs = [(at, positions[1][line]) for line, at in positions[0].items() if line in positions[1]]
    # The longest run of pairs that rises in the new text too, by patience sorting.
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [at]
        piles[pile : pile + 1] = [number]
    found = []
    last = piles[-1] if piles else None
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return reversed(found)


def _find_single_lines(lines: Sequence[str]) -> dict[str, int]:
    """The lines that stand only once, with where they stand, in order."""
    stripped = [line.strip(_INDENT_AND_BREAK) for line in lines]
    counts = Counter(stripped)
    return {line: at for at, line in enumerate(stripped) if counts[line] == 1}


def _count_common_lines(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the lines that two texts have in common at their beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
