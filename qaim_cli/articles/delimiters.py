"""Removal of text between two delimiters, in one pass."""

from __future__ import annotations

REFERENCE_MARK_PATTERN = (
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,2}|citation needed|clarification needed|when\?|who\?"
    r"|edit)\]"
)
"""What encyclopaedias put behind a word: the number of a reference, or a doubt."""


def remove_delimited(text: str, begin: str, end: str) -> str:
    """Remove what stands between two delimiters, or after the first if nothing closes it."""
    kept, at = [], 0
    while (start := text.find(begin, at)) >= 0:
        kept.append(text[at:start])
        closing = text.find(end, start + len(begin))
        at = closing + len(end) if closing >= 0 else len(text)
    kept.append(text[at:])
    return "".join(kept)
