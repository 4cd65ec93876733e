"""Pronouns and common nouns that begin a title, and names in their place."""

from __future__ import annotations

import re

from qaim_cli.extract.words.verbs import VERB
from qaim_cli.text import capitalise

_FIRST_PRONOUN = re.compile(
    r"(?P<place>(?:In|At|On|From|Near) [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*,? )?"
    r"(?P<word>[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b"
)
_FIRST_NOUN = re.compile(
    rf"(?P<word>The [a-z]+)(?:(?P<owner>['’]s) "
    rf"|(?= (?:(?:later|then|soon|also|first|[a-z]+ly) )?(?:{VERB.pattern})))"
)
"""A common noun that is all of the subject of a title, or owns it: "The town grew"."""
_MAX_BEHIND_CHARS = 12
"""How many characters behind the pronoun tell which of its sentence's it is."""
_IMPERSONAL_IT = re.compile(
    r"It (?:stood|fell|rose|dropped|grew|was) (?:at|to|from|by) [\d$£€]"
    r"|It (?:was|is|had been) (?:not until|only|in|on|during|not|here|there|then|also|thus|unclear"
    r"|(?:\w+ly )?(?:said|believed|thought|estimated|reported|announced|decided|known|hoped"
    r"|agreed))"
    r"\b.* (?:that|when|until)\b"
)
"""What has a height or stands for a clause: "it stood at 2.9 %", "it was then that"."""
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}


def find_first_pronoun(title: str) -> re.Match[str] | None:
    """Find the pronoun that a title begins with, or one that owns ("its")."""
    return _FIRST_PRONOUN.match(title)


def find_first_noun(title: str) -> re.Match[str] | None:
    """Find the common noun that is a title's subject, or owns it ("The town's")."""
    return _FIRST_NOUN.match(title)


def has_impersonal_it(title: str) -> bool:
    """Whether a title begins with an "it" that stands for nothing: "it was said that"."""
    return _IMPERSONAL_IT.match(title) is not None


def get_subject_form(pronoun: re.Match[str]) -> str:
    """Return the form of a pronoun that a clause begins with: he, she, it or they."""
    word = pronoun["word"].lower()
    return _OWNERS.get(word, word)


def find_words_before(text: str, title: str, pronoun: re.Match[str]) -> str:
    """Return what a sentence says before the pronoun that its title begins with."""
    word, behind = pronoun["word"], title[pronoun.end() :][:_MAX_BEHIND_CHARS]
    starts = (_find_words(text, words) for words in (f"{word}{behind}".rstrip(), word))
    return next((text[:start] for start in starts if start >= 0), "")


def _find_words(text: str, words: str) -> int:
    """Find where whole words begin in a text, whatever their case; -1 if nowhere."""
    # A pattern for the words of each title would take long to compile.
    text, words = text.lower(), words.lower()
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            break
        start = text.find(words, start + 1)
    return start


def replace_first_pronoun(title: str, match: re.Match[str], name: str) -> str:
    """Replace the pronoun that a title begins with by a name.

    Args:
        title: the title.
        match: where the pronoun stands.
        name: what it stands for.
    """
    word = match["word"].lower()
    named = make_possessive(name) if word in _OWNERS else name
    place = match["place"] or ""
    named = named if place else capitalise(named)
    return f"{place}{named}{title[match.end() :]}"


def replace_first_noun(title: str, match: re.Match[str], name: str) -> str:
    """Replace the common noun that a title begins with by a name."""
    named = f"{make_possessive(name)} " if match["owner"] else name
    return f"{capitalise(named)}{title[match.end() :]}"


def make_possessive(name: str) -> str:
    """Return the form of a name that owns something: "Moss's"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
