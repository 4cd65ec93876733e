"""Put the name of an article's subject where a title tells of it by a common noun.

"The company was renamed" is plain within its article, and on a timeline tells of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice

from qaim_cli.extract.names.antecedents import SubjectReferences
from qaim_cli.extract.names.body_nouns import find_body_before
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.titles.pronouns import find_first_noun, name_first_noun

_MAX_SENTENCES_BACK = 2
_OTHER_PLACE = re.compile(
    r"\b(?:city|town|village|port|settlement|borough|island) (?:of|called|named) [A-ZÀ-Þ]"
)
"""Another place of the kind, which the common noun may stand for."""


def name_common_noun(
    names: NameKinds, subject: SubjectReferences, title: str, text: str, sentences: Iterable[str]
) -> str:
    """A title with the subject's name for the common noun that it begins with, where that is plain.

    Args:
        names: the names of the article.
        subject: what the article is about.
        title: the title.
        text: its sentence.
        sentences: the sentences before that in its section, the last one first.
    """
    noun = find_first_noun(title)
    if noun is None or not names.is_own_noun(noun["word"]) or subject.is_named_in(title):
        return title
    start = text.lower().find(noun["word"].lower())
    before = [*chain((text[: max(0, start)],), islice(sentences, _MAX_SENTENCES_BACK))]
    other = find_body_before(noun["word"].removeprefix("The "), before)
    is_other_body = other and not any(name in other or other in name for name in subject.names)
    if is_other_body or any(_OTHER_PLACE.search(each) for each in before):
        return title
    return name_first_noun(title, noun, subject.short_name)
