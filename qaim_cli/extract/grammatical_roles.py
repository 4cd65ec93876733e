"""What stands around a name whose verb tells of doing, and around one that is an attribute."""

from __future__ import annotations

import re

from qaim_cli.extract.verbs import VERB

_ADVERBS = re.compile(
    r" (?:(?:also|then|later|soon|first|once|again|finally|had|would|has|have|could|did|not|both"
    r"|[a-z]+ly) )*"
)
_DONE_TO_PEOPLE = re.compile(
    r"(?:(?:was|were|been|be) )?(?:born|elected|appointed|crowned|killed|arrested|married|defeated"
    r"|promoted|forced|ordered|awarded|named|chosen|hired|assassinated|executed|imprisoned|exiled"
    r"|wounded|sentenced|nominated|knighted|ordained|given|granted|accused|convicted|dismissed|made"
    r"|the (?:first|second|third|fourth|last|only) (?:man|woman|person|human|to))\b"
)
_CAPITALISED_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,3}"
_APPOSITION = re.compile(
    r", (?:an?|the|his|her) [^,.;()]{2,80},(?= [a-z])| \([^()]{2,60}\)(?= [a-z])"
)
_COMPANION = re.compile(
    rf"(?:, (?!the\b){_CAPITALISED_NAME})*,? and (?:the )?{_CAPITALISED_NAME}(?= [a-z])"
    rf"| (?:from|of) (?:the )?{_CAPITALISED_NAME}(?= (?:and|[a-z]))"
)
"""Who acts with a name, or where it is from: "Ann from Birk and Bo of Ash were awarded"."""
_GOVERNED = re.compile(
    r"\b(?:of|in|at|near|to|from|on|for|with|between|into|than|like|about|over|through|across"
    r"|within|during|around|outside)(?: (?:the|both|then))? \Z"
)
"""What stands before a name that is not the subject of the verb behind it."""
_WILL_ACT = re.compile(r" (?:would|did|could)(?: not)? (?!be\b|have\b)[a-z]+\b")
_COPULAS = frozenset(
    ("was", "were", "is", "are", "had", "has", "have", "could", "would", "should", "did")
)
NOUN_BEHIND = re.compile(
    r"(?:-\w+)? (?!(?:was|were|had|has|is|are|and|or|in|on|at|to|of|by|for|from|with|as|who"
    r"|which|that|when|while|into|against|under|near|about|over|where|so|because|since|until"
    r"|after|before|but|did|would|could|then|also|later|soon)\b)(?!\w+(?:ed|ly)\b)"
    r"(?!\w+s (?:that|the|an?|his|her|it|to)\b)"
    rf"(?!{VERB.pattern})[a-z]"
)
"""A noun behind a name that is its attribute: "Birkan wool"."""


def acts(behind: str) -> bool:
    """Whether the verb behind a name is one of doing, or is done to people only."""
    if not behind.startswith((" ", ",")):
        return False
    if behind.startswith((", ", " (")) and (apposition := _APPOSITION.match(behind)):
        behind = behind[apposition.end() :]
    while companion := _COMPANION.match(behind):
        behind = behind[companion.end() :]
    if _WILL_ACT.match(behind):
        return True
    adverbs = _ADVERBS.match(behind)
    if adverbs is None:
        return False
    if _DONE_TO_PEOPLE.match(behind, adverbs.end()):
        return True
    verb = VERB.match(behind, adverbs.end())
    return verb is not None and verb[0] not in _COPULAS


def is_governed(before: str) -> bool:
    """Whether a preposition before a name keeps it from being a subject."""
    return _GOVERNED.search(before) is not None
