"""Casualties: figures of people with the word that says what befell them.

"killed 80 insurgents", "at least four militiamen dead", "Twenty-five militiamen were killed": the
harm, the figure with its hedge, and whom it counts, in the source's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaim_cli.extract.dates.patterns import NUMBER_WORDS, TENS_WORDS
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.word_patterns import build_alternation
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import CASUALTY_KINDS, Figure, Qualifier

_UNIT_WORDS = {
    word: number for word, number in NUMBER_WORDS.items() if number < 10 and len(word) > 2
}
_MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_QUALIFIERS_BY_HEDGE = {
    **dict.fromkeys(
        ("about", "around", "some", "nearly", "almost", "approximately", "roughly", "likely",
         "an estimated", "estimated", "probably", "up to"),
        Qualifier.ABOUT,
    ),
    **dict.fromkeys(("at least", "more than", "over", "no fewer than"), Qualifier.AT_LEAST),
}  # fmt: skip
_HARMS_BY_WORD = {
    **dict.fromkeys(
        ("killed", "killing", "kills", "dead", "died", "drowned", "slain", "slew"),
        CASUALTY_KINDS[0],
    ),
    **dict.fromkeys(("wounded", "wounding", "injured", "injuring", "wounds"), CASUALTY_KINDS[1]),
    **dict.fromkeys(("captured", "capturing", "taken prisoner", "captures"), CASUALTY_KINDS[2]),
}
_NUMBER_PATTERN = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?![,.:/]?\d)|(?i:"
    + build_alternation(
        *(f"{ten}-{unit}" for ten in TENS_WORDS for unit in _UNIT_WORDS),
        *TENS_WORDS,
        *NUMBER_WORDS,
    )
    + r"))(?: (?P<many>"
    + build_alternation(*_MULTIPLIERS)
    + r"))?(?!\w|-)"
)
_FIGURE_PATTERN = (
    rf"(?:(?P<hedge>(?i:{build_alternation(*_QUALIFIERS_BY_HEDGE)})) )?(?:another "
    rf"|the |his |its )?{_NUMBER_PATTERN}"
)
_GROUP_STOP_WORDS = (
    r"(?:were|was|had|and|in|from|by|on|at|or|as|to|with|who|including|of|near|during|while|when"
    r"|after|before|for)\b"
)
"""Words at which those whom a figure counts are told to their end."""
_WORD_PATTERN = r"[\w'’/-]+"
_ACTIVE_CLAUSE = re.compile(
    r"(?:\b(?P<doubt>likely|probably|an estimated) )?"
    r"\b(?P<harm>killed|killing|kills|wounded|wounding|injured|injuring|captured|capturing) "
    rf"{_FIGURE_PATTERN}(?: (?P<of>(?!{_GROUP_STOP_WORDS})[^\W\d_][\w'’-]*(?:"
    rf" (?!{_GROUP_STOP_WORDS}){_WORD_PATTERN}){{0,3}}?))?"
    rf"(?=[,.;:)]|$| {_GROUP_STOP_WORDS})"
)
_PASSIVE_CLAUSE = re.compile(
    rf"(?<![\w,.]){_FIGURE_PATTERN}(?! (?:mostly|mainly|largely|chiefly|partly)\b)"
    rf"(?: (?P<of>(?!was\b|were\b|of\b)[^\W\d_]{_WORD_PATTERN}"
    rf"(?: (?!(?:were|was|had|and)\b){_WORD_PATTERN}){{0,5}}?))??"
    r"(?: (?P<by>were|was|had been|have been))?"
    r"(?: (?:also|either|later|reportedly|subsequently))?"
    r" (?P<harm>killed|dead|died|drowned|slain|wounded|injured|captured|taken prisoner)\b"
    r"(?! (?:\d|an?\b|the\b|his\b|her\b|him\b|them\b|all\b|some\b|many\b"
    rf"|(?i:{build_alternation(*TENS_WORDS, *NUMBER_WORDS)})\b))"
)


class CasualtyMention(FrozenRecord):
    """A figure in a sentence: the kind (of `CASUALTY_KINDS`), how many, and whom, in its words."""

    harm: str
    figure: Figure
    group: str


def find_casualties(text: str, date_spans: Iterable[tuple[int, int]] = ()) -> list[CasualtyMention]:
    """Find the casualty figures of a sentence, in order; numbers of its dates are none."""
    if not _HARM_KEYWORD.search(text):
        return []
    for start, end in date_spans:
        text = text[:start] + ";" * (end - start) + text[end:]
    found: list[tuple[int, CasualtyMention]] = []
    taken: set[int] = set()
    for pattern in (_ACTIVE_CLAUSE, _PASSIVE_CLAUSE):
        for match in pattern.finditer(text):
            if match.start("number") in taken:
                continue
            figure = _read_figure(match)
            taken.add(match.start("number"))
            if figure is not None:
                harm = _HARMS_BY_WORD[match["harm"]]
                found.append((match.start(), CasualtyMention(harm, figure, match["of"] or "")))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def find_numbers(text: str) -> frozenset[int]:
    """Every whole number that a text gives, in digits or in words."""
    return frozenset(_read_number(match) for match in _STANDALONE_NUMBER.finditer(text))


_STANDALONE_NUMBER = re.compile(rf"(?<![\w,.]){_NUMBER_PATTERN}")
_HARM_KEYWORD = PrefilteredPattern(
    build_alternation(
        "kill", "dead", "died", "drown", "slain", "wound", "injur", "captur", "prisoner"
    )
)


def _read_figure(match: re.Match[str]) -> Figure | None:
    word = match["number"].lower()
    number = _read_number(match)
    said = match.groupdict()
    if number > _MAX_COUNT:
        return None  # no count of people
    if word in ("a", "an") and (
        (said["of"] or "").split(" ")[0] in _VAGUE_QUANTITY_WORDS
        or ("by" in said and not said["by"])
    ):
        return None  # "a number of men", "a fire killed"
    hedge = (said["hedge"] or said.get("doubt") or "").lower()
    return Figure(number, _QUALIFIERS_BY_HEDGE.get(hedge, Qualifier.EXACT))


def _read_number(match: re.Match[str]) -> int:
    """The number that a match of `_NUMBER_PATTERN` writes."""
    word = match["number"].lower()
    first, _, second = word.partition("-")
    if word[0].isdecimal():
        number = int(word.replace(",", ""))
    else:
        number = TENS_WORDS.get(first, NUMBER_WORDS.get(first, 0)) + _UNIT_WORDS.get(second, 0)
    return number * _MULTIPLIERS[match["many"]] if match["many"] else number


_MAX_COUNT = 999_999_999_999
_VAGUE_QUANTITY_WORDS = frozenset(
    ("number", "few", "lot", "total", "large", "great", "small", "further")
)
