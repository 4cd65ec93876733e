"""Dates in other languages, rewritten word by word into the English that the grammar reads.

Each language is a module of data: MONTHS, SEASONS and WEEKDAYS in order (alternatives split by
"|"), WORDS with their English, and PATTERNS (regular expression, replacement) for wordings of
several words, applied first. All are written without accents, as `fold_accents` leaves a text. A
language is loaded when a text holds one of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from qaim_cli.dates.calendar import MONTHS, WEEKDAYS
from qaim_cli.frozen_record import FrozenRecord

LANGUAGES = ("french", "german", "spanish", "italian", "portuguese", "russian")
_SEASONS = ("spring", "summer", "autumn", "winter")
_SIGNS = str.maketrans({"…": "..", "°": "o", "ʿ": "", "ʾ": "", "ʼ": "", "`": "'"})
_THOUSANDS_PATTERN = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")
_DECIMAL_PATTERN = re.compile(r"(?<=\d),(?=\d{1,2} (?:mi|m\b|ga|ma|ka))")
_WORD_PATTERN = re.compile(r"[^\W\d_]+")


class Language(FrozenRecord):
    """The words of a language with their English, and its wordings of several words."""

    words: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    cues: frozenset[str]
    """The words by one of which a text may be in the language."""


def fold_accents(text: str) -> str:
    """The text in small letters without accents, with digits and signs in their plain form."""
    if text.isascii():
        return text.replace("`", "'").casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIGNS).casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain)


def iter_translations(text: str) -> Iterator[str]:
    """Yield the folded text in English, once for each language that knows a word of it."""
    words = set(_WORD_PATTERN.findall(text))
    for name in LANGUAGES:
        language = load_language(name)
        if not words.isdisjoint(language.cues):
            yield _translate(text, language)


def _translate(text: str, language: Language) -> str:
    text = _THOUSANDS_PATTERN.sub(lambda match: match[0].replace(".", ""), text)
    text = _DECIMAL_PATTERN.sub(".", text)
    for pattern, replacement in language.patterns:
        if pattern.search(text):
            text = pattern.sub(replacement, text)
    words = _WORD_PATTERN.sub(lambda match: language.words.get(match[0], match[0]), text)
    # "Au XVIIe siècle" is in it; "to" stands between two dates, and "until" before one.
    return words.strip().removeprefix("to ")


@cache
def load_language(name: str) -> Language:
    """Load the tables of a language."""
    module = import_module(f"qaim_cli.periods.languages.{name}")
    words: dict[str, str] = {fold_accents(word): said for word, said in module.WORDS.items()}
    for table, english in (
        (module.MONTHS, MONTHS),
        (module.SEASONS, _SEASONS),
        (module.WEEKDAYS, WEEKDAYS),
    ):
        for forms, said in zip(table, english, strict=True):
            words.update((fold_accents(form), said.lower()) for form in forms.split("|"))
    cues = frozenset(words) | frozenset(map(fold_accents, module.CUES))
    return Language(
        words,
        tuple((re.compile(fold_accents(left)), right) for left, right in module.PATTERNS),
        cues,
    )
