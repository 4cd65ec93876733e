"""Noun phrases: how one begins, and whether it names one or several."""

from __future__ import annotations

import re

NOUN_PHRASE = re.compile(
    r"(?:the|an?|his|her|its|their|this|that|these|those|he|she|it|they|we|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|some|many|most|all|both|several|over|more|no|there|another|each)\b"
    r"|(?:about|around|nearly|almost|approximately|at least|up to) \d"
    r"|[\"“'‘]?[A-ZÀ-Þ\d]"
)
"""How a noun phrase begins: with a determiner, a pronoun, a number or a name."""
_PLURAL = re.compile(r"[a-rt-z]s\Z| and ")


def is_plural(subject: str) -> bool:
    """Whether a subject is several, as far as its form tells."""
    return subject.lower() == "they" or _PLURAL.search(subject) is not None


def get_past_of_be(subject: str) -> str:
    """Return the "was" or "were" that goes with a subject."""
    return "were" if is_plural(subject) else "was"
