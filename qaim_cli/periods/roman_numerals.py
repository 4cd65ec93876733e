"""Roman numerals."""

from __future__ import annotations

import re

ROMAN_PATTERN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})"
"""A Roman numeral up to 99 in small letters, IIII for IV among them."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def parse_roman_numeral(text: str) -> int | None:
    """Parse a Roman numeral in small letters; None if it is none."""
    if not text or not re.fullmatch(ROMAN_PATTERN, text):
        return None
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        value = _VALUES[char]
        total += -value if following and _VALUES[following] > value else value
    return total
