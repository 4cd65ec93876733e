"""Where a date stands among the clauses of its sentence: whether it leads one, and what it shares.

"In 1850 the fort fell" goes on with 1850; "The fort, built in 1850, fell" only mentions it.
"""

from __future__ import annotations

import re

_LEADING = re.compile(
    r"(?:\A|; |, (?:and|but|then) )"
    r"(?:(?:But|And|Then|Later|Also|However|Back|Earlier|Meanwhile|Already|Still),? )?"
    r"(?:(?:[Ii]n|[Bb]y|[Dd]uring|[Ff]rom|[Aa]round|[Aa]bout|[Bb]etween|[Tt]hroughout)"
    r"(?: (?:the|about|around|all of))? )?\Z"
)
_MAX_LEADING_CHARS = 40
_EARLIER_CUE = re.compile(
    r"\bhad\b[^,;.]{0,80}\Z|\b[Ss]ince (?:(?:early|mid|late|the \w+ of)[ -])?(?:the )?\Z"
)
_PARTICIPLE_FORM = (
    r"[a-z]+(?:ed|en|wn|ilt|ade|old|ught) (?:only |as (?:late|early) as )?(?:in|on|since|by) "
    r"(?:(?:the|early|late) )?\Z"
)
_APPOSED = re.compile(rf", (?:(?:[a-z]+ly|first|last|only) )?{_PARTICIPLE_FORM}")
_PARTICIPLE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[\w'’-]+ ){{1,3}}?{_PARTICIPLE_FORM}"
)
_VERB_BEHIND = re.compile(r" (?:had|was|were|did|could|would|has|have|is|are)\b")
_MAX_NOUN_CHARS = 80
_PAUSE = re.compile(r",(?! (?:in|on) \Z)|[;(]| (?:and|but) ")
_NEXT_CLAUSE = re.compile(r",? (?:and|but)(?: \w+)? (?:in|by|until|till|from|since) \Z|;")
_OF_NAME = re.compile(r"(?: (?!the\b)[\w'’-]+){0,5} of ")


def tells_of_noun(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to a participle: "The law, passed in May 1913, had no effect"."""
    before = max(0, start - _MAX_NOUN_CHARS)
    if text.startswith(",", end):
        return _APPOSED.search(text, before, start) is not None
    return (
        _VERB_BEHIND.match(text, end) is not None
        and _PARTICIPLE.search(text, before, start) is not None
    )


def leads_clause(text: str, start: int) -> bool:
    """Whether a date leads its sentence, or a clause that goes on with the story."""
    return _LEADING.search(text, max(0, start - _MAX_LEADING_CHARS), start) is not None


def is_told_as_earlier(text: str, start: int) -> bool:
    """Whether the words before a date put it earlier: "had come in May", "held since May"."""
    return _EARLIER_CUE.search(text, max(0, start - _MAX_NOUN_CHARS), start) is not None


def leads_sentence_in_order(text: str, start: int) -> bool:
    """Whether a date leads a clause of a sentence that never looks back ("had")."""
    return leads_clause(text, start) and " had " not in text


def are_in_one_clause(text: str, end: int, start: int) -> bool:
    """Whether nothing ends a clause between the end of a date and the start of the next."""
    return _PAUSE.search(text, end, start) is None


def begins_next_clause(text: str, end: int, start: int, *, is_unlikely: bool) -> bool:
    """Whether the year behind a date is of another clause: "in July, and in 1974".

    Args:
        text: the sentence.
        end: where the date ends.
        start: where the year begins.
        is_unlikely: whether the year is far from the story, and shared in a name alone, as in
            "the May Offensive of 1972".
    """
    if is_unlikely:
        return _OF_NAME.fullmatch(text, end, start) is None
    return _NEXT_CLAUSE.search(text, end, start) is not None
