"""What is taken out of a text before it is read: stretches between two signs, in one pass."""

from __future__ import annotations


def remove_delimited(text: str, begin: str, end: str) -> str:
    """The text without what stands between two signs, or behind the first where none ends it."""
    kept, at = [], 0
    while (start := text.find(begin, at)) >= 0:
        kept.append(text[at:start])
        closing = text.find(end, start + len(begin))
        at = closing + len(end) if closing >= 0 else len(text)
    kept.append(text[at:])
    return "".join(kept)
