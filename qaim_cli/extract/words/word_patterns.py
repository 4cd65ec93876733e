"""Patterns for one word of many, made so that a text without any is left at its first letter."""

from __future__ import annotations

import re
from collections import defaultdict

_Trie = dict[str, "_Trie"]
_END = ""


def build_alternation(*words: str, ignore_case: bool = False) -> str:
    """Build a pattern for any of the words, the longest that fits."""
    trie: _Trie = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _write_node(trie, ignore_case=ignore_case)


def build_lookbehind(*words: str) -> str:
    """Build a pattern for a place behind any of the words and a blank."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in words:
        by_length[len(word)].append(word)
    behind = (
        rf"(?<=\b{build_alternation(*group, ignore_case=True)} )" for group in by_length.values()
    )
    return "(?:" + "|".join(behind) + ")"


def _write_node(node: _Trie, *, ignore_case: bool) -> str:
    """The pattern for what may follow here; the end of a word last, so that the longest wins."""
    branches = [
        _write_letter(letter, ignore_case=ignore_case)
        + _write_node(following, ignore_case=ignore_case)
        for letter, following in node.items()
        if letter != _END
    ]
    if not branches:
        return ""
    if _END in node:
        return "(?:" + "|".join(branches) + ")?"
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def _write_letter(letter: str, *, ignore_case: bool) -> str:
    if ignore_case and letter.isalpha():
        return f"[{letter.upper()}{letter.lower()}]"
    return re.escape(letter)
