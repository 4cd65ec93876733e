"""Parts of a text that all modules read: spans, brackets, quotation marks, capitals."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Where a part of a text begins, and where it ends, in characters from the text's start."""
BRACKETED = re.compile(r"\([^()]*\)")
BRACKETED_WITH_BLANK = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
"""What stands in round or square brackets, with the blank before it."""
CAPITAL = re.compile(r"[A-ZÀ-Þ]")
POSSESSIVE = re.compile(r"['’]s? ")
"""What makes an owner of a name: "Moss's ", "Moss' "."""
_QUOTES = (('"', '"'), ("“", "”"), ("‘", "’"))


def find_open_quotes(text: str) -> list[str]:
    """Find the quotation marks that open in a text and do not close."""
    return [
        start
        for start, end in _QUOTES
        if (text.count(start) % 2 if start == end else text.rfind(start) > text.rfind(end))
    ]


def is_open(text: str) -> bool:
    """Whether a text ends within brackets or quotation marks."""
    return text.count("(") != text.count(")") or bool(find_open_quotes(text))
