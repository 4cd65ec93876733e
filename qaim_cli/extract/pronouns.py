"""Pronouns that begin a title, where they stand for what the article is about."""

from __future__ import annotations

import re
from typing import NamedTuple

_FIRST_PRONOUN = re.compile(
    r"(?P<place>(?:In|At|On|From|Near) [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*,? )?"
    r"(?P<word>[Hh]e|[Ss]he|[Ii]t|[Hh]is|[Hh]er|[Ii]ts)\b(?! and\b)"
)
_OWNERS = {"his": "he", "her": "she", "its": "it"}


class PronounSubject(NamedTuple):
    """What an article is about: its short name, and the pronoun that stands for it."""

    name: str = ""
    pronoun: str = ""


def name_first_pronoun(title: str, subject: PronounSubject) -> str:
    """A title with a name instead of the pronoun that it begins with.

    Args:
        title: the title.
        subject: what the article is about.
    """
    match = _FIRST_PRONOUN.match(title)
    if match is None:
        return title
    word = match["word"].lower()
    pronoun = _OWNERS.get(word, word)
    if pronoun != subject.pronoun:
        return title
    name = subject.name
    named = make_possessive(name) if word in _OWNERS else name
    return f"{match['place'] or ''}{named}{title[match.end() :]}"


def make_possessive(name: str) -> str:
    """The form of a name that owns something."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
