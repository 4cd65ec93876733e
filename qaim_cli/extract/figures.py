"""Casualties: figures of people with the word that says what befell them.

"killed 80 insurgents", "at least four militiamen dead", "Twenty-five militiamen were killed": the
harm, the figure with its hedge, and whom it counts, in the source's words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qaim_cli.extract.wording import NUMBERS, either
from qaim_cli.model import HARMS, Figure, Qualifier

_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_UNITS = {word: number for word, number in NUMBERS.items() if number < 10 and len(word) > 2}
_MANY = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_HEDGES = {
    **dict.fromkeys(
        ("about", "around", "some", "nearly", "almost", "approximately", "roughly", "likely",
         "an estimated", "estimated", "probably", "up to"),
        Qualifier.ABOUT,
    ),
    **dict.fromkeys(("at least", "more than", "over", "no fewer than"), Qualifier.AT_LEAST),
}  # fmt: skip
_VERBS = {
    **dict.fromkeys(
        ("killed", "killing", "kills", "dead", "died", "drowned", "slain", "slew"), HARMS[0]
    ),
    **dict.fromkeys(("wounded", "wounding", "injured", "injuring", "wounds"), HARMS[1]),
    **dict.fromkeys(("captured", "capturing", "taken prisoner", "captures"), HARMS[2]),
}
_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?![,.:/]?\d)|(?i:"
    + either(*(f"{ten}-{unit}" for ten in _TENS for unit in _UNITS), *_TENS, *NUMBERS)
    + r"))(?: (?P<many>"
    + either(*_MANY)
    + r"))?(?!\w|-)"
)
_FIGURE = rf"(?:(?P<hedge>(?i:{either(*_HEDGES)})) )?(?:another |the |his |its )?{_NUMBER}"
_LITTLE = (
    r"(?:were|was|had|and|in|from|by|on|at|or|as|to|with|who|including|of|near|during|while|when|after"
    r"|before|for)\b"
)
"""Words at which those whom a figure counts are told to their end."""
_WORD = r"[\w'’/-]+"
_ACTIVE = re.compile(
    r"(?:\b(?P<doubt>likely|probably|an estimated) )?"
    r"\b(?P<harm>killed|killing|kills|wounded|wounding|injured|injuring|captured|capturing) "
    rf"{_FIGURE}(?: (?P<of>(?!{_LITTLE})[^\W\d_][\w'’-]*(?: (?!{_LITTLE}){_WORD}){{0,3}}?))?"
    rf"(?=[,.;:)]|$| {_LITTLE})"
)
_PASSIVE = re.compile(
    rf"(?<![\w,.]){_FIGURE}"
    rf"(?: (?P<of>(?!was\b|were\b|of\b)[^\W\d_]{_WORD}"
    rf"(?: (?!(?:were|was|had|and)\b){_WORD}){{0,5}}?))??"
    r"(?: (?P<by>were|was|had been|have been))?"
    r"(?: (?:also|either|later|reportedly|subsequently))?"
    r" (?P<harm>killed|dead|died|drowned|slain|wounded|injured|captured|taken prisoner)\b"
    r"(?! (?:\d|an?\b|the\b|his\b|her\b|him\b|them\b|all\b|some\b|many\b"
    rf"|(?i:{either(*_TENS, *NUMBERS)})\b))"
)


class Harmed(NamedTuple):
    """A figure in a sentence: what befell them (of `HARMS`), how many, and whom, in its words."""

    harm: str
    figure: Figure
    of: str


def harmed(text: str) -> list[Harmed]:
    """The casualty figures of a sentence, in order."""
    if not _ANY.search(text):
        return []
    found: list[tuple[int, Harmed]] = []
    taken: set[int] = set()
    for pattern in (_ACTIVE, _PASSIVE):
        for match in pattern.finditer(text):
            if match.start("number") in taken:
                continue
            figure = _figure(match)
            taken.add(match.start("number"))
            if figure is not None:
                harm = _VERBS[match["harm"]]
                found.append((match.start(), Harmed(harm, figure, match["of"] or "")))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def numbers(text: str) -> frozenset[int]:
    """Every whole number that a text gives, in digits or in words."""
    return frozenset(_value(match) for match in _COUNTS.finditer(text))


_COUNTS = re.compile(rf"(?<![\w,.]){_NUMBER}")
_ANY = re.compile(
    either("kill", "dead", "died", "drown", "slain", "wound", "injur", "captur", "prisoner")
)


def _figure(match: re.Match[str]) -> Figure | None:
    word = match["number"].lower()
    number = _value(match)
    said = match.groupdict()
    if number > _MOST:
        return None  # no count of people
    if word in ("a", "an") and (
        (said["of"] or "").split(" ")[0] in _VAGUE or ("by" in said and not said["by"])
    ):
        return None  # "a number of men", "a fire killed"
    hedge = (said["hedge"] or said.get("doubt") or "").lower()
    return Figure(number, _HEDGES.get(hedge, Qualifier.EXACT))


def _value(match: re.Match[str]) -> int:
    """The number that a match of `_NUMBER` writes."""
    word = match["number"].lower()
    first, _, second = word.partition("-")
    if word[0].isdecimal():
        number = int(word.replace(",", ""))
    else:
        number = _TENS.get(first, NUMBERS.get(first, 0)) + _UNITS.get(second, 0)
    return number * _MANY[match["many"]] if match["many"] else number


_MOST = 999_999_999_999
_VAGUE = frozenset(("number", "few", "lot", "total", "large", "great", "small", "further"))
