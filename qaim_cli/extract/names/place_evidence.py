"""What speaks for a name to be a place's, by what stands before and behind it."""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.extract.names.place_nouns import SETTLEMENT, TERRITORY
from qaim_cli.extract.names.place_phrases import (
    DONE_TO_PLACES,
    LEFT_FOR,
    STREET_NUMBER,
    drop_starting_places,
    goes_to,
)
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern

STRONG = 3
"""What is enough for a place, whatever a single verb says."""
OPENING_PREPOSITIONS = ("At ", "In ", "Near ")
_PREPOSITIONS = tuple(
    f" {word} "
    for word in (
        "in", "at", "near", "outside", "around", "throughout", "across", "toward", "towards",
        "into", "within", "cross", "crossed", "crossing",
        "north of", "south of", "east of", "west of",
    )
)  # fmt: skip
_ALONG = tuple(f" {word} the " for word in ("through", "along", "off", "beyond", "between"))
"""What stands before places whose names have an article, and before persons without one."""
_NOUNS = tuple(
    f" {word} of "
    for word in (
        "town", "city", "village", "port", "island", "province", "county", "district", "river",
        "region", "valley", "parish", "hamlet", "suburb", "kingdom", "battle", "siege", "fall",
        "capture", "occupation", "bombing", "coast", "outskirts", "floor", "shore", "shores",
        "banks", "streets", "ruins", "site", "half", "harbour", "harbor", "centre", "corner",
        "mouth",
    )
)  # fmt: skip
_TOLD_OF_PLACE = PrefilteredPattern(
    r"\b(?:born|died|buried|lived|living|settled|resided|raised|landed|stationed|headquartered"
    r"|located|situated|arrived|grew up) (?:in|near) \Z|\b(?:moved|returned) to \Z"
)
"""What is told of places only: "born in Birk", "returned to Birk"."""
_KIND = (
    rf"(?:{SETTLEMENT}|{TERRITORY}|seaport|fortress|stronghold|protectorate|diocese|bishopric"
    r"|suburb|ghost town|resort|capital)"
)
_BEFORE_KIND = (" was ", " is ", " became ", " remained ", " which ", ",")
_IS_PLACE = re.compile(
    r" (?:was|is|became|remained) (?:[a-z]+ed (?:as )?)?(?:an?|the)"
    rf" (?:[\w-]+ ){{0,3}}?{_KIND}\b"
    rf"|,[^.;]{{0,80}}, (?:was|is|became) the (?:first|oldest|largest) {_KIND}\b"
    r"|(?: was|, which was| which was) (?:laid out|platted|surveyed)\b"
    r"| was (?:annexed|ceded|fortified|garrisoned|razed|besieged|occupied|evacuated|stormed"
    r"|plundered|liberated|shelled|inhabited|incorporated as a)\b"
)
"""What is told behind the name of a place: "was proclaimed a town", "was razed"."""
_NAMED_WHOLE = re.compile(r", [A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?[,.;)]")
"""The larger place that a place is named with: "Birk, Wendia, "."""
_NAME_WORD = rf"(?!(?:{'|'.join(MONTHS)})\b)[A-ZÀ-Þ][\w'’-]*"
_LISTED = re.compile(
    rf"(?:\b(?:in|at|near|from|to) (?:the )?{_NAME_WORD}(?: {_NAME_WORD})*(?:, | and )"
    r"|(?:Street|Road|Avenue|Square|Lane), )\Z"
)
"""Another place before a place: "in Birk, Wendia", "Elm Street, Birk"."""
_PARTICIPLE_OPENING = re.compile(r"(?:[A-Z][a-z]+ed|Born|Built|Laid|Made) [^,]*, \Z")
"""What is done to whose name stands behind: "Built in Birk, Alma was large"."""
_PHRASE_END = re.compile(r"[,;)]|\.(?!,)|\Z| (?:in|on|to|from|until|during|where|was|were)\b")
_SCENE = re.compile(
    r"(?:\w+ )*?(?:Battle|Siege|Fall|Capture|Bombing|Occupation|Liberation|Sack|Massacre) of"
    r" (?:the )?"
)


def part_scene(name: str, start: int) -> tuple[str, int]:
    """The place in the name of a battle or siege, and where it starts; else the name as it is."""
    scene = _SCENE.match(name)
    return (name[scene.end() :], start + scene.end()) if scene else (name, start)


def is_place(behind: str) -> bool:
    """Whether what stands behind a name tells that it is a place's: "was proclaimed a town"."""
    return behind.startswith(_BEFORE_KIND) and _IS_PLACE.match(behind) is not None


def score_place(before: str, behind: str, *, is_attribute: bool) -> int:
    """How much speaks for a name to be a place's, by what stands before and behind it."""
    score = 2 * STRONG * is_place(behind)
    if not before.endswith(" "):
        return score
    words = f" {before}".lower()
    if words.endswith((" in ", " near ", " to ")) and _TOLD_OF_PLACE.search(words):
        return score + STRONG
    if words.removesuffix("the ").endswith(_NOUNS):
        return score + STRONG
    if is_attribute:
        return score
    return score + _score_tied_place(before, behind)


def _score_tied_place(before: str, behind: str) -> int:
    """How much speaks for a place by a preposition, a verb or another place before it."""
    words = f" {before}".lower()
    if number := STREET_NUMBER.search(words):
        words = words[: number.start()]
    is_tied = before.endswith(_ALONG)
    words = words.removesuffix("the ")
    is_tied = is_tied or words.endswith(_PREPOSITIONS) or DONE_TO_PLACES.search(words) is not None
    if not is_tied and words.endswith(" for "):
        is_tied = LEFT_FOR.search(words) is not None
    elif not is_tied and words.endswith((" to ", " from ")):
        is_tied = goes_to(drop_starting_places(words))
    # "In Birk, Moss" begins a sentence.
    is_opening = before.startswith(OPENING_PREPOSITIONS)
    if not is_tied:
        is_listed = before.endswith((", ", " and ")) and _LISTED.search(before)
        is_opening = is_opening or _PARTICIPLE_OPENING.match(before) is not None
        return not is_opening and bool(is_listed and _PHRASE_END.match(behind))
    is_whole = before not in OPENING_PREPOSITIONS and _NAMED_WHOLE.match(behind)
    return 1 + bool(is_whole)
