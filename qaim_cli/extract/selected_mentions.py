"""The mentions of a sentence that say when; what comes every year is told apart."""

from __future__ import annotations

import re

from qaim_cli.extract.date_patterns import RECURRENCE_KIND, TIME_KIND, OffsetBase
from qaim_cli.extract.expressions import DateMention, find_mentions

_HABIT_VERB = re.compile(
    r"\b(?:is|are) (?:\w+ )?(?:held|celebrated|observed|commemorated|marked|kept|open|closed"
    r"|visited"
    r"|awarded|organi[sz]ed|staged)\b|\b(?:takes? place|lasts? from|falls? on|runs? from|occurs?)\b"
    r"|\b(?:average|mean|temperature|rainfall|precipitation)\b"
)
_PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|began|became|took|made|won|fell|(?!need)[a-z]+ed)\b"
)
_YEARLY = re.compile(
    r"year|nnual|spring|summer|autumn|winter|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)",
    re.IGNORECASE,
)
_YEARLESS_KINDS = frozenset(("day", "day of list", "month", "season", "moving feast"))


def select_mentions(text: str) -> list[DateMention]:
    """The mentions of a sentence that say when; a habit's days and months are habits too.

    What counts from an age or another event says nothing new beside a date.
    """
    mentions = list(find_mentions(text))
    if not mentions:
        return mentions
    if _tells_habit(text, mentions):
        return [
            each._replace(kind=RECURRENCE_KIND)
            if each.kind in _YEARLESS_KINDS and not each.partial_date.has_year
            else each
            for each in mentions
        ]
    dated = [each for each in mentions if not _says_nothing_alone(each)]
    return dated or [each for each in mentions if each.kind == TIME_KIND] or mentions[:1]


def _tells_habit(text: str, mentions: list[DateMention]) -> bool:
    """Whether a sentence tells of what comes every year: "is held in August"."""
    if any(each.kind == RECURRENCE_KIND and _YEARLY.search(each.text) for each in mentions):
        return True
    has_year = any(each.has_own_year for each in mentions)
    return (
        not has_year
        and bool(_HABIT_VERB.search(text))
        and not _PAST_VERB.search(_HABIT_VERB.sub("", text))
    )


def _says_nothing_alone(mention: DateMention) -> bool:
    if mention.kind == TIME_KIND:
        return True
    return mention.offset is not None and mention.offset.base is not OffsetBase.LAST_DATE
