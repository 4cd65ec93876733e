"""Name an article's subject in titles that have a common noun for it, or leave it out.

"The company was renamed" is plain within its article, and on a timeline tells of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from qaim_cli.extract.names.antecedents import SubjectReferences
from qaim_cli.extract.names.body_nouns import find_body_before
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.titles.pronouns import find_first_noun, replace_first_noun
from qaim_cli.extract.words.place_nouns import SETTLEMENT
from qaim_cli.extract.words.verbs import PARTICIPLE, VERB
from qaim_cli.text import uncapitalise

_MAX_SENTENCES_BACK = 2
_ENTRY_VERB = re.compile(
    r"(?:born|educated|elected|appointed|ordained|succeeded|married|became|entered|served|died"
    r"|studied) (?:to|the|an?|his|her|in|at|from|by|as|for|with|on|into|of)\b"
)
"""What the entry of a dictionary says of its person first: "married in 1850"."""
_PREPOSITION_LAST = re.compile(r" (?:(?:in|on|by|about|at) (?:the )?)?\Z")
_OTHER_PLACE = re.compile(rf"\b(?:{SETTLEMENT}|island) (?:of|called|named) [A-ZÀ-Þ]")
"""Another place of the kind, which the common noun may stand for."""


def replace_common_noun(
    names: NameKinds, subject: SubjectReferences, title: str, text: str, sentences: Iterable[str]
) -> str:
    """Replace the common noun that begins a title by the subject's name, where clear.

    Args:
        names: the names of the article.
        subject: what the article is about.
        title: the title.
        text: its sentence.
        sentences: the sentences before that in its section, the last one first.
    """
    noun = find_first_noun(title)
    if noun is None or not names.is_unambiguous_subject_noun(noun["word"]):
        return title
    if subject.is_named_in(title):
        return title
    start = text.lower().find(noun["word"].lower())
    before = [text[: max(0, start)], *islice(sentences, _MAX_SENTENCES_BACK)]
    other = find_body_before(noun["word"].removeprefix("The "), before)
    is_other_body = other and not any(name in other or other in name for name in subject.names)
    if is_other_body or any(_OTHER_PLACE.search(each) for each in before):
        return title
    return replace_first_noun(title, noun, subject.short_name)


def add_missing_subject(
    subject: SubjectReferences, title: str, text: str, date_words: Iterable[str]
) -> str:
    """Add the name of the person that an article is about to a title without a subject.

    The entry of a dictionary leaves it out: "Son of a smith; succeeded Pell in 1850".

    Args:
        subject: what the article is about.
        title: the title.
        text: its sentence.
        date_words: the dates of that; the one at the end of the title goes.
    """
    said = uncapitalise(title)
    word = said.partition(" ")[0]
    is_told = VERB.match(said) and f"; {word} " in text
    is_missing = _ENTRY_VERB.match(said) or is_told
    if subject.pronoun not in ("he", "she") or not is_missing:
        return title
    is_passive = PARTICIPLE.match(said) or word == "born"
    for words in date_words:
        said = _PREPOSITION_LAST.sub("", said.removesuffix(words))
    return f"{subject.short_name} {'was ' if is_passive else ''}{said}"
