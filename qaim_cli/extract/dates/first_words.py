"""The words with which a date expression can begin: nothing is tried at any other.

A test holds them to the templates of `MENTION_PATTERNS`.
"""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS, WEEKDAYS
from qaim_cli.extract.dates.patterns import NUMBER_WORDS, PARTS_OF_DAY, TENS_WORDS
from qaim_cli.periods.vocabulary import ORDINAL_NUMBERS, SEASON_CODES

_FIRST_WORDS = frozenset(
    word.lower()
    for word in (
        *MONTHS, *(name[:3] for name in MONTHS), "sept", *WEEKDAYS,
        *(f"{name}s" for name in WEEKDAYS),
        *SEASON_CODES, *NUMBER_WORDS, *TENS_WORDS, *ORDINAL_NUMBERS, *PARTS_OF_DAY,
        *(f"{word[:-1]}ieth" for word in TENS_WORDS), *(f"{word[:-1]}ies" for word in TENS_WORDS),
        # parts of a unit
        "early", "earliest", "mid", "middle", "midst", "late", "latest", "beginning", "start",
        "opening", "onset", "end", "close", "latter", "closing", "last", "final",
        # what leans on another date, and hedges
        "the", "that", "this", "later", "earlier", "rest", "remainder", "next", "following",
        "previous", "preceding", "month", "year", "only", "just", "some", "exactly", "barely",
        "about", "around", "almost", "nearly", "over", "roughly", "approximately", "more", "less",
        "under", "shortly", "soon", "immediately", "hours", "days", "weeks", "months",
        "years", "few", "several", "many", "past", "half", "q",
        # prepositions that belong to an expression
        "at", "in", "on", "by", "during", "until", "since", "between", "from", "when", "aged",
        "before", "for",
        # what comes again and again
        "every", "each", "annually", "yearly",
        # hedged years and eras
        "c", "ca", "circa", "fl", "a", "ad", "b", "bc", "bce", "turn",
        # feasts
        "feast", "st", "easter", "palm", "trinity", "advent", "whit", "low", "good", "ash",
        "maundy", "holy", "shrove", "ascension", "whitsunday", "whitsun", "pentecost", "corpus",
        "candlemas", "lady", "michaelmas", "martinmas", "lammas", "epiphany", "twelfth", "all",
        "bastille", "armistice", "boxing", "new", "midsummer", "christmas", "ides", "nones",
        "kalends", "calends",
        # the day of writing
        "yesterday", "today", "tomorrow", "tonight",
        # whose land may be called as a month is
        "earl", "earls", "countess", "lord", "lords",
        # what numbers things
        "no", "nos", "p", "pp", "vol", "number", "resolution", "flight", "route", "highway",
        "article", "section", "hill", "point", "order", "directive", "boeing", "phase", "campaign",
        "convention", "act", "type", "model", "unit", "room", "page", "chapter",
    )
)  # fmt: skip
_WEAK_WORDS = frozenset(
    (
        "the", "a", "an", "in", "on", "at", "by", "from", "to", "that", "this", "over", "all",
        "new", "between", "during", "until", "since", "his", "her", "about", "around", "before",
        "for",
    )
)  # fmt: skip
"""Words that begin an expression only where another of its words follows."""
_SECOND_WORDS = _FIRST_WORDS - _WEAK_WORDS | frozenset(
    (
        "roaring", "same", "very", "subsequent", "prior", "hour", "hours", "day", "week", "weekend",
        "fortnight", "decade", "century", "coming", "mere", "age", "saints", "souls", "hallows",
        "course", "quarter",
    )
)  # fmt: skip
_WORD = re.compile(r"(?<!\w)(?:[\d$£€#]|[Tt]o-(?:day|morrow)|[A-Za-z]+)")
_MAX_WEAK_WORDS = 4
_NEXT_WORD = re.compile(r"[ -](?:[\d$£€#'’]|[A-Za-z]+)")


def find_first_word(text: str, start: int) -> int:
    """Return where the next word stands with which an expression can begin; -1 if none does."""
    for match in _WORD.finditer(text, start):
        word = match[0].lower()
        if not word[0].isalpha() or "-" in word:
            return match.start()
        if word in _FIRST_WORDS and (word not in _WEAK_WORDS or _continues(text, match.end())):
            return match.start()
        if word == "a" and text.startswith(".D", match.end()):  # "A.D. 988"
            return match.start()
    return -1


def _continues(text: str, end: int) -> bool:
    """Whether a word of an expression follows the weak word that ends there."""
    for _ in range(_MAX_WEAK_WORDS):
        match = _NEXT_WORD.match(text, end)
        if match is None:
            return False
        word = match[0][1:].lower()
        if word not in _WEAK_WORDS:
            return not word.isalpha() or word in _SECOND_WORDS
        end = match.end()
    return False
