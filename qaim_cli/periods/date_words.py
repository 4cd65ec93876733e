"""The words that dates are made of, to tell where in a longer text a date may stand."""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.periods import vocabulary
from qaim_cli.periods.relative import NUMBER_WORDS

_RARER_WORDS = frozenset(
    [
        "turn",
        "era",
        "period",
        "age",
        "ages",
        "dynasty",
        "centuries",
        "millennia",
        "cent",
        "million",
        "billion",
        "thousand",
        "bp",
        "ma",
        "ga",
        "ka",
        "kya",
        "mya",
        "no",
        "not",
        "later",
        "earlier",
        "than",
        "at",
        "the",
        "latest",
        "earliest",
        "abt",
        "bef",
        "aft",
        "bet",
        "est",
        "cal",
        "old",
        "new",
        "style",
        "julian",
        "gregorian",
        "o.s",
        "n.s",
        "ah",
        "auc",
        "an",
        "year",
        "years",
        "st",
        "feast",
        "eve",
        "but",
        "almost",
        "certainly",
        "fortnight",
        "fortnights",
        "qtr",
        "either",
        "whole",
        "all",
        "our",
        "up",
        *NUMBER_WORDS,
    ]
)
_UNIT_CUES = frozenset(
    {*vocabulary.UNIT_WORDS, "era", "period", "age", "ages", "dynasty", "cent", "c"}
)
_ROMAN = re.compile(r"[ivxlc]+(?:th|e)?")


def has_date_cue(words: list[str]) -> bool:
    """Whether the words hold a number or the name of a unit of time, as a date does."""
    return any(
        any(map(str.isdigit, word)) or word.lower().strip(".,") in _UNIT_CUES for word in words
    )


def is_date_word(word: str) -> bool:
    """Whether a word can be part of a date, in any of the languages."""
    plain = word.casefold().strip(".,()")
    if not plain or any(map(str.isdigit, plain)) or plain in vocabulary.COMMON_WORDS:
        return True
    pieces = re.findall(r"[^\W\d_]+", plain)
    return bool(pieces) and all(
        piece in vocabulary.COMMON_WORDS
        or _ROMAN.fullmatch(piece)
        or _fold(piece) in _load_all_words()
        for piece in pieces
    )


def is_plain_number(words: list[str]) -> bool:
    """Whether the words are a number of up to three digits and nothing else that says a date."""
    rest = [word for word in words if word.lower() not in vocabulary.FILLER_WORDS - {"in"}]
    return len(rest) == 1 and rest[0].isdecimal() and len(rest[0]) < 4


def _fold(word: str) -> str:
    from qaim_cli.periods.languages import fold_accents

    return fold_accents(word)


@lru_cache(maxsize=1)
def _load_all_words() -> frozenset[str]:
    """Load the words of all languages, feasts, named periods and calendars."""
    from qaim_cli.periods import feasts, named_periods, other_calendars
    from qaim_cli.periods.languages import LANGUAGES, load_language

    names = (
        *feasts.FIXED_FEASTS, *feasts.MOVABLE_FEASTS, *named_periods.NAMED_PERIODS,
        *other_calendars.REPUBLICAN_WORDS, *other_calendars.HEBREW_WORDS,
        *other_calendars.ISLAMIC_WORDS, "ides", "nones", "kalends", "calends",
    )  # fmt: skip
    words = {piece for name in names for piece in name.split()}
    return _RARER_WORDS.union(words, *(load_language(name).cues for name in LANGUAGES))
