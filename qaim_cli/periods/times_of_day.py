"""Times of day, which a date has no place for: taken out of a text and reported."""

from __future__ import annotations

import re

_ZONE = (
    r"(?:\s?(?:z|utc|gmt|bst|cest|cet|edt|est|cdt|cst|mdt|mst|pdt|pst|[+-]\d\d:?\d\d))?(?![\w:])"
)
_CLOCK = (
    rf"(?:[01]?\d|2[0-4])[:h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?(?:\s?(?:[ap]\.?m\b\.?|hrs?"
    rf"|hours|uhr|o'?clock))?{_ZONE}"
)
_TIME_PATTERNS = (
    rf"(?:\b(?:at|um|a|alle|at about|by)\s)?(?<![\d:]){_CLOCK}",
    r"(?:\b(?:at|by)\s)?\b\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b\.?",
    r"\b(?:at\s)?\d{1,2}\s?o'?clock(?: in the (?:morning|afternoon|evening))?\b",
    r"\b(?:at\s)?\d{4}\s?(?:hrs|hours)\b",
    r"(?:\bin\s)?(?:\bthe\s)?\b(?:early|small|late|first|last)\shours(?:\sof\b)?",
    (
        r"(?:\b(?:at|by|in the|on the|before|early|late|(?:at )?(?:about|around|circa))\s)?"
        r"(?<!twelfth )(?<!fawkes )\b(?:noon|midnight|midday|dawn|dusk|daybreak|sunrise|sunset"
        r"|nightfall|morning|afternoon|evening|night)\b"
        r"(?:\sof\b)?"
    ),
)


_CUE_PATTERN = re.compile(
    r"\d[:h.]\d|\d\s?[ap]\.?m\b|clock|hours|hrs|noon|mid(?:night|day)|da(?:wn|ybreak)|dusk|sun(?:rise|set)"
    r"|night|morning|evening"
)
"""What a text with a time of day has, so that others need not be searched for one."""


def remove_times_of_day(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, in small letters, without its times of day, and these."""
    if not _CUE_PATTERN.search(text):
        return " ".join(text.split()).strip(" ,"), ()
    removed: list[str] = []

    def remove(match: re.Match[str]) -> str:
        removed.append(match[0].strip(" ,"))
        return " "

    for pattern in _TIME_PATTERNS:
        text = re.sub(pattern, remove, text)
    return " ".join(text.split()).strip(" ,"), tuple(removed)
