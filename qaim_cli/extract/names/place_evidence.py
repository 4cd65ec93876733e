"""Evidence that a name is a place's, from the words before and behind it."""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.extract.names.place_phrases import (
    DONE_TO_PLACES,
    LEFT_FOR,
    STREET_NUMBER,
    drop_starting_places,
    goes_to,
)
from qaim_cli.extract.words.place_nouns import CONQUEST, SETTLEMENT, TERRITORY
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern

STRONG = 3
"""A score that is enough for a place, whatever a single verb says."""
CALLED_A_PLACE_SCORE = 2 * STRONG
"""The score of a name that is said to be a place's."""
OPENING_PREPOSITIONS = ("At ", "In ", "Near ")
_WORDS_BEFORE_PLACES = tuple(
    f" {word} "
    for word in (
        "in", "at", "near", "outside", "around", "throughout", "across", "toward", "towards",
        "into", "within", "cross", "crossed", "crossing",
        "north of", "south of", "east of", "west of",
    )
)  # fmt: skip
_WORDS_WITH_ARTICLE = tuple(
    f" {word} the " for word in ("through", "along", "off", "beyond", "between")
)
"""Before places with an article ("along the Elm"); without it persons follow too."""
_NOUNS_OF_PLACES = tuple(
    f" {word} of "
    for word in (
        "town", "city", "village", "port", "island", "province", "county", "district", "river",
        "region", "valley", "parish", "hamlet", "suburb", "kingdom", *CONQUEST.split("|"),
        "coast", "outskirts", "floor", "shore", "shores",
        "banks", "streets", "ruins", "site", "half", "harbour", "harbor", "centre", "corner",
        "mouth",
    )
)  # fmt: skip
_VERB_OF_PLACE_BEFORE = PrefilteredPattern(
    r"\b(?:born|died|buried|lived|living|settled|resided|raised|landed|stationed|headquartered"
    r"|located|situated|arrived|grew up) (?:in|near) \Z|\b(?:moved|returned) to \Z"
)
"""Verbs and their prepositions before places only: "born in", "returned to"."""
_KIND = (
    rf"(?:{SETTLEMENT}|{TERRITORY}|seaport|fortress|stronghold|protectorate|diocese|bishopric"
    r"|suburb|ghost town|resort|capital)"
)
_BEFORE_KIND = (" was ", " is ", " became ", " remained ", " which ", ",")
_CALLED_A_PLACE = re.compile(
    r" (?:was|is|became|remained) (?:[a-z]+ed (?:as )?)?(?:an?|the)"
    rf" (?:[\w-]+ ){{0,3}}?{_KIND}\b"
    rf"|,[^.;]{{0,80}}, (?:was|is|became) the (?:first|oldest|largest) {_KIND}\b"
    r"|(?: was|, which was| which was) (?:laid out|platted|surveyed)\b"
    r"| was (?:annexed|ceded|fortified|garrisoned|razed|besieged|occupied|evacuated|stormed"
    r"|plundered|liberated|shelled|inhabited|incorporated as a)\b"
)
"""What only places are called or undergo: " was proclaimed a town", " was razed"."""
_LARGER_PLACE_BEHIND = re.compile(r", [A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?[,.;)]")
"""The larger place behind a place: ", Wendia, " of "Birk, Wendia, "."""
_NAME_WORD = rf"(?!(?:{'|'.join(MONTHS)})\b)[A-ZÀ-Þ][\w'’-]*"
_LISTED = re.compile(
    rf"(?:\b(?:in|at|near|from|to) (?:the )?{_NAME_WORD}(?: {_NAME_WORD})*(?:, | and )"
    r"|(?:Street|Road|Avenue|Square|Lane), )\Z"
)
"""Another place before a place: "in Birk, Wendia", "Elm Street, Birk"."""
_PARTICIPLE_OPENING = re.compile(r"(?:[A-Z][a-z]+ed|Born|Built|Laid|Made) [^,]*, \Z")
"""A participle of the name behind it: "Built in Birk, Alma was large"."""
_PHRASE_END = re.compile(r"[,;)]|\.(?!,)|\Z| (?:in|on|to|from|until|during|where|was|were)\b")
_BATTLE_PREFIX = re.compile(rf"(?:\w+ )*?(?:{CONQUEST.title()}|Massacre) of (?:the )?")
"""What stands before the place in the name of a battle: "Siege of "."""


def find_place_in_battle_name(name: str, start: int) -> tuple[str, int]:
    """Return the place in the name of a battle and its start; any other name as it is.

    "Siege of Birk" → "Birk".

    Args:
        name: the name.
        start: where it begins in its sentence.
    """
    prefix = _BATTLE_PREFIX.match(name)
    return (name[prefix.end() :], start + prefix.end()) if prefix else (name, start)


def is_called_a_place(behind: str) -> bool:
    """Whether the words behind a name say that it is a place: " was proclaimed a town"."""
    return behind.startswith(_BEFORE_KIND) and _CALLED_A_PLACE.match(behind) is not None


def score_place(before: str, behind: str, *, is_attribute: bool) -> int:
    """Score how much the words around a name speak for a place.

    Args:
        before: what stands before the name.
        behind: what stands behind it.
        is_attribute: whether it only says what a noun behind it is: "Birk wool".
    """
    score = CALLED_A_PLACE_SCORE * is_called_a_place(behind)
    if not before.endswith(" "):
        return score
    words = f" {before}".lower()
    if words.endswith((" in ", " near ", " to ")) and _VERB_OF_PLACE_BEFORE.search(words):
        return score + STRONG
    if words.removesuffix("the ").endswith(_NOUNS_OF_PLACES):
        return score + STRONG
    if is_attribute:
        return score
    return score + _score_words_before(before, behind)


def _score_words_before(before: str, behind: str) -> int:
    """Score a preposition or verb before a name, or another place: 0, 1 or 2."""
    if _ends_before_place(before):
        # "In Birk, Moss" begins a sentence, and Moss is no larger place.
        if before in OPENING_PREPOSITIONS:
            return 1
        return 2 if _LARGER_PLACE_BEHIND.match(behind) else 1
    is_opening = before.startswith(OPENING_PREPOSITIONS) or _PARTICIPLE_OPENING.match(before)
    is_listed = before.endswith((", ", " and ")) and _LISTED.search(before)
    return 1 if is_listed and not is_opening and _PHRASE_END.match(behind) else 0


def _ends_before_place(before: str) -> bool:
    """Whether a text ends with a preposition or verb that stands before places."""
    words = f" {before}".lower()
    if number := STREET_NUMBER.search(words):
        words = words[: number.start()]
    words = words.removesuffix("the ")
    if before.endswith(_WORDS_WITH_ARTICLE) or words.endswith(_WORDS_BEFORE_PLACES):
        return True
    if DONE_TO_PLACES.search(words):
        return True
    if words.endswith(" for "):
        return LEFT_FOR.search(words) is not None
    return words.endswith((" to ", " from ")) and goes_to(drop_starting_places(words))
