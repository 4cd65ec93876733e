"""State what dated participles before a clause tell of its subject.

"Founded in 1852 and closed in 1868, the mill was a ruin" tells that it was founded, and closed.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.titles.shortening import shorten_title
from qaim_cli.extract.words.clause_marks import EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import get_past_of_be
from qaim_cli.extract.words.openings import drop_opening
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB, make_past
from qaim_cli.text import capitalise, uncapitalise

_PARTICIPLE = "[a-z]+ed|[a-z]*(?:built|made|sold|laid|sent|begun|known|taken|given|won|shot)"
_OPENING = re.compile(rf"(?:(?:First|Originally|Initially) )?(?i:{_PARTICIPLE}) ")
_NEXT = re.compile(
    rf"[^;:()]*?,? (?:(?:and|but) )?(?:then |later |soon )*(?P<said>(?:{_PARTICIPLE}) )"
)
_TWO_DEEDS = re.compile(
    r"After (?P<verb>[a-z]+ing) (?P<one>[^,;:()\d]{3,60}? )\d{3,4}(?:,? and) (?:then |again )?"
    r"(?P<two>(?:the|an?|[A-Z])[^,;:()\d]{2,60}? )\d{3,4},?"
    rf" (?P<subject>[Tt]he [a-z]+|he|she|it|they|[A-ZÀ-Þ]\w+) (?={VERB.pattern})"
)
_DATE_PREPOSITION = re.compile(r",? (?:in|on|by|from|at|during|until|about)(?: the)? ?\Z")
_LOOSE_END = re.compile(r"(?:,|,? (?:and|but))(?: (?:then|later|soon))*\s*\Z")


def state_opening_participle(text: str, dates: list[Span], index: int) -> str:
    """State what the participle of a date tells of the main clause's subject, else "".

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the participle has.
    """
    main = drop_opening(text, 0) if _OPENING.match(text) else text
    end = len(text) - len(main)
    opening_dates = [date for date in dates if date[1] <= end]
    subject = find_shared_subject(main, "").strip() if len(opening_dates) > 1 else ""
    starts = _find_participles(text, opening_dates)
    if index >= len(opening_dates) or not subject or 0 in starts[1:]:
        return ""
    stop = [*starts, end][index + 1]
    before = _DATE_PREPOSITION.sub("", text[starts[index] : dates[index][0]])
    behind = _LOOSE_END.sub("", text[dates[index][1] : stop].rstrip(EDGE_MARKS))
    said = f"{uncapitalise(before)}{behind}"
    return shorten_title(f"{subject} {get_past_of_be(subject)} {said}".rstrip())


def state_repeated_deed(text: str, dates: list[Span], index: int) -> str:
    """State one of two deeds before: "After winning A in 1950 and B in 1960, Ann left".

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the thing has.
    """
    deeds = _TWO_DEEDS.match(text) if text.startswith("After ") else None
    if (
        deeds is None
        or index > 1
        or [deeds.span("one")[1], deeds.span("two")[1]] != [start for start, _ in dates[:2]]
    ):
        return ""
    thing = _DATE_PREPOSITION.sub("", deeds["two" if index else "one"])
    subject = capitalise(deeds["subject"])
    return f"{subject} {make_past(deeds['verb'])} {thing}"


def _find_participles(text: str, dates: list[Span]) -> list[int]:
    """Find where the participle of each date begins; 0 for a later date without one."""
    found = (
        _NEXT.match(text, dates[number - 1][1], dates[number][0]) for number in range(1, len(dates))
    )
    return [0, *(each.start("said") if each else 0 for each in found)]
