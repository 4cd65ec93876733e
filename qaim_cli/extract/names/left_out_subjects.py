"""Subjects left out in a clause: Moss in "Moss left Birk and sold the mill"."""

from __future__ import annotations

import re

from qaim_cli.extract.names.acting_subjects import NAME_WORDS
from qaim_cli.extract.names.grammatical_roles import is_governed
from qaim_cli.extract.words.verbs import VERB, find_main_verb
from qaim_cli.text import uncapitalise

_VERB_FIRST = re.compile(
    r"(?:(?:[a-z]+ly|then|later|also|again|soon|finally|owing to [\w-]+"
    r"|(?:about|in|by|around) \d[\w-]*|(?:between|from) \d+ (?:and|to) \d+),? )*"
    rf"(?P<verb>{VERB.pattern})"
)
_DESCRIPTION_FIRST = re.compile(
    r"(?!The |An? )[A-Z][\w-]+(?: [a-z][\w-]*){1,5}[,;] (?:born|died|studied)\b"
)
_NAME_BEFORE = re.compile(rf"(?P<name>{NAME_WORDS})(?:, an? [^,;]{{2,60}},)? \Z")
_NO_SUBJECT = re.compile(r";|\A(?:Born|[A-Z][a-z]+ed)\b")
_MAX_SUBJECT_CHARS = 60
_HEAD_CHARS = 24
"""How much of the beginning of a title is enough to find it in its sentence."""


def leaves_subject_out(title: str) -> bool:
    """Whether a title begins with its verb, or as "French painter, born in"."""
    if title.startswith("Born ") or _DESCRIPTION_FIRST.match(title):
        return True
    clause = uncapitalise(title)
    first = _VERB_FIRST.match(clause)
    main = find_main_verb(clause) if first else None
    return first is not None and main is not None and main.start() == first.start("verb")


def add_subject_of_sentence(title: str, text: str) -> str:
    """Add the subject that its sentence has to a title that begins with its verb.

    Args:
        title: the title.
        text: its sentence.
    """
    if not leaves_subject_out(title):
        return title
    clause = uncapitalise(title)
    start = text.find(clause[:_HEAD_CHARS])
    before = text[: max(0, start)]
    name = _NAME_BEFORE.search(before)
    if name and not is_governed(before[: name.start()]):
        return f"{name['name']} {clause}"
    verb = find_main_verb(before)
    subject = before[: verb.start()] if verb else ""
    is_subject = 0 < len(subject) <= _MAX_SUBJECT_CHARS and not _NO_SUBJECT.search(subject)
    return f"{subject}{clause}" if is_subject else title
