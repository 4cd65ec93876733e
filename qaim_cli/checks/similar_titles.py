"""Whether the titles of two events are alike, by two bounds: to warn of, and to call repeated."""

from __future__ import annotations

REPEATED_TITLE_RATIO = 0.9
"""Two events of one time whose titles share so much, from 0 to 1, are one that is repeated."""
SIMILAR_TITLE_RATIO = 0.75
"""Titles that share so much are worth a look when an event is added."""
_MAX_COMPARED_CHARS = 200


def are_titles_similar(title: str, other: str, min_ratio: float) -> bool:
    """Whether two folded titles share at least this much of their letters, in order."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(
        None, title[:_MAX_COMPARED_CHARS], other[:_MAX_COMPARED_CHARS], autojunk=False
    )
    return matcher.quick_ratio() >= min_ratio <= matcher.ratio()
