"""What a person made or was given, where a life tells of it and does not say by whom."""

from __future__ import annotations

import re

from qaim_cli.articles import Sentence

_WORKS = re.compile(
    r"\b(?:works|novels?|stories|poems|poetry|plays|drama|films?|filmography|bibliography|writings"
    r"|books|essays|publications|albums|singles|discography|recordings|screenplays|compositions"
    r"|operas|symphonies|paintings|sculptures|buildings|collections|translations|roles|articles"
    r"|awards|prizes|honou?rs|patents|travel|non-fiction|fiction)\b",
    re.IGNORECASE,
)
_NOT_BY_THE_SUBJECT = re.compile(
    r"\b(?:adaptations?|about|on|secondary|further|references|sources|notes|criticism|biograph\w+"
    r"|external|links|popular|legacy|reception|portrayals?|others|cited)\b",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"(?P<work>.*?) (?:(?:was|were) (?:(?:first|also|later|finally|then) )?"
    r"(?:published|released|reprinted|issued)|premiered|came out)\b(?!.* by [A-ZÀ-Þ])"
)
_ABOUT = re.compile(r"\b(?:biograph\w+|about|on|documentar\w+|obituary|magazine|newspaper)\b")


def is_in_list_of_works(sentence: Sentence) -> bool:
    """Whether a sentence stands in a list of what a person made or was given."""
    headings = " / ".join((*sentence.headings, sentence.section))
    return bool(_WORKS.search(headings)) and not _NOT_BY_THE_SUBJECT.search(headings)


def tells_publication(title: str) -> bool:
    """Whether a title says that a work came out, and neither by nor about whom."""
    told = _PUBLICATION.match(title)
    return told is not None and not _ABOUT.search(told["work"])
