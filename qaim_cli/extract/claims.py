"""Claims: whom a sentence names for what it tells ("according to", "reported by", "said that")."""

from __future__ import annotations

import re

from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.text import capitalise

_NAME_PATTERN = r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:of|the|and|de|al) )?[^\W\d_a-z][\w'’-]*){0,5}"
_PHRASE_END = (
    r"(?:the|that|in|by|at|on|from|for|with|as|who|which|and|was|were|had|has|is|are|have"
    r"|killed|during|after|before|when|[a-z]+ed)\b"
)
"""Words that end the noun phrase of an unnamed claimant: "reports", "a local official"."""
_PRONOUN = r"(?:He|She|It|They|We|I|This|That|There|Who|Some|Many|Others?)\b"
_CLAIM_PATTERNS = (
    re.compile(
        rf"\b[Aa]ccording to (?:the |an? )?"
        rf"(?P<who>{_NAME_PATTERN}|[a-z][\w'’-]*(?: (?!{_PHRASE_END})[\w'’-]+){{0,4}})"
    ),
    re.compile(rf"\b(?:reported|claimed|stated|alleged|said) by (?:the )?(?P<who>{_NAME_PATTERN})"),
    re.compile(
        rf"\b(?!{_PRONOUN})(?P<who>{_NAME_PATTERN}) (?:said|reported|claimed|stated|alleged"
        rf"|estimated|wrote"
        r"|argued|maintained|asserted)(?: that\b|,? [\"“])"
    ),
    re.compile(r"\b[Ii]t (?:was|has been|is) (?P<who>reported|claimed|alleged|said) that\b"),
)
_UNNAMED_CLAIMANTS = {
    "reported": "An unnamed report", "said": "An unnamed report",
    "claimed": "An unnamed claim", "alleged": "An unnamed claim",
}  # fmt: skip
_CLAIM_KEYWORD = PrefilteredPattern(
    r"ccording|reported|claimed|stated|alleged|announced|said|estimated|wrote|argued|maintained"
    r"|asserted"
)
_MAX_CLAIMANT_CHARS = 100


def find_claimant(text: str) -> str:
    """Find whom the sentence names as its source; empty where it speaks for itself."""
    if not _CLAIM_KEYWORD.search(text):
        return ""
    for pattern in _CLAIM_PATTERNS:
        if match := pattern.search(text):
            who = match["who"].rstrip(".'’ ")[:_MAX_CLAIMANT_CHARS]
            return _UNNAMED_CLAIMANTS.get(who, capitalise(who))
    return ""
