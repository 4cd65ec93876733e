"""Roman numerals."""

from __future__ import annotations

import re

ROMAN_PATTERN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})"
"""A Roman numeral up to 99 in small letters, IIII for IV among them."""
ROMAN_YEAR_PATTERN = r"m{1,2}(?=[cdlx])(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
"""A year from 1010 on as title pages have it."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def parse_roman_numeral(text: str) -> int | None:
    """Parse a Roman numeral in small letters; None if it is none."""
    if not text or not re.fullmatch(f"{ROMAN_PATTERN}|{ROMAN_YEAR_PATTERN}", text):
        return None
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        value = _VALUES[char]
        total += -value if following and _VALUES[following] > value else value
    return total
