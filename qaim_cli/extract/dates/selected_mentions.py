"""The mentions of a sentence that say when; what comes every year is told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.extract.dates.date_patterns import (
    RECURRENCE_KIND,
    RESTATED_KIND,
    TIME_KIND,
    OffsetBase,
)
from qaim_cli.extract.dates.expressions import DateMention, find_mentions
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.verbs import PRESENT_VERBS, VERB

_HABIT_VERB = PrefilteredPattern(
    r"\b(?:is|are) (?:\w+ )?(?:held|celebrated|observed|commemorated|marked|kept|open|closed"
    r"|visited"
    r"|awarded|organi[sz]ed|staged)\b"
    r"|\b(?:takes? (?:place|office|effect)|convenes?|lasts? from|falls? on|runs? from|occurs?)\b"
    r"|\b(?:average|mean|temperature|rainfall|precipitation)\b"
)
_YEARLY = re.compile(
    r"year|nnual|spring|summer|autumn|winter|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)",
    re.IGNORECASE,
)
_PRESENT_SEASON = re.compile(
    r"\b[Ii]n (?:the )?(?:late |early )?(?:summer|winter|spring|autumn)\b(?! of\b)"
    r"|\b[Dd]uring (?:the )?(?:summer|winter|spring|autumn)\b(?! of\b)"
)
_PRESENT_VERB = re.compile(r"\b(?:is|are|can|may|tends?|ranges?|varies|vary|usually|often)\b")
_PRESENT_BEFORE = re.compile(
    r"\b(?:is|are|be|been|being|has|have|an?|the|of|and|most|more|very|its|their)"
    r"(?: (?:\w+ly|not|also|often|usually))? \Z"
)
_BARE_SEASON = re.compile(r"\b[Ii]n (?P<season>spring|summer|autumn|winter)\b(?! of\b| \d)")
_CUSTOM = re.compile(
    r"\b(?:would|used to|often|usually|generally|normally|typically|regularly|always|sometimes)\b"
)
"""What was done again and again: "in winter they often went hungry"."""
_RULE_WORDS = PrefilteredPattern(r"\A(?:If|Whenever) |\b(?:must|shall)\b")
_SINCE_YEAR = PrefilteredPattern(r"\b[Ss]ince (?:\w+ )?\d{4}\b")
_PERFECT = PrefilteredPattern(r"\b(?:has|have) (?:\w+ )?been\b")
"""What has been so every year since then: "since 2004 it has been held in May"."""
_REFERENCE = PrefilteredPattern(r"\bISBN\b|\bISSN\b|\bdoi:|\bRetrieved (?:on )?\d")
"""What stands in the lines of a list of works, which tell of no event."""
_DAY_FOLLOWS = re.compile(r",? (?:[A-Z]\w+ time )?(?:on|of) (?:the )?(?:[a-z]+ of )?")
_YEARLESS_KINDS = frozenset(("day", "day of list", "month", "season", "moving feast"))


def select_mentions(text: str) -> list[DateMention]:
    """The mentions of a sentence that say when; a habit's days and months are habits too.

    What counts from an age or another event says nothing new beside a date.
    """
    mentions = list(find_mentions(text))
    if not mentions or _REFERENCE.search(text):
        return []
    if _tells_habit(text, mentions):
        return [
            each._replace(kind=RECURRENCE_KIND)
            if each.kind in _YEARLESS_KINDS and not each.partial_date.has_year
            else each
            for each in mentions
        ]
    mentions = [
        each._replace(kind=RESTATED_KIND) if _is_time_of_day(text, each, following) else each
        for each, following in zip(mentions, [*mentions[1:], None], strict=True)
    ]
    dated = [each for each in mentions if not _says_nothing_alone(each)]
    times = [each for each in mentions if each.kind == TIME_KIND]
    return dated or times or [each for each in mentions if _is_age(each)] or mentions[:1]


@lru_cache(maxsize=1)
def states_rule(text: str) -> bool:
    """Whether a sentence says how things are done, and not when they were."""
    return bool(_RULE_WORDS.search(text)) and all(
        verb[0] in PRESENT_VERBS or text[: verb.start()].endswith(("is ", "are ", "be ", "not "))
        for verb in VERB.finditer(text)
    )


def _tells_habit(text: str, mentions: list[DateMention]) -> bool:
    """Whether a sentence tells of what comes every year: "is held in August"."""
    if any(each.kind == RECURRENCE_KIND and _YEARLY.search(each.text) for each in mentions):
        return True
    years = [each for each in mentions if each.has_own_year]
    if years and not (len(years) == 1 and _SINCE_YEAR.search(text) and _PERFECT.search(text)):
        return False
    if years or states_rule(text):
        return True
    seasons = set(_BARE_SEASON.findall(text))
    if len(seasons) > 1 or (seasons and _CUSTOM.search(text)):
        return True
    is_now = any(each.search(text) for each in (_HABIT_VERB, _PRESENT_SEASON, _PRESENT_VERB))
    return is_now and not any(map(_is_past, VERB.finditer(text)))


def _is_past(verb: re.Match[str]) -> bool:
    """Whether a verb tells of the past, and is no participle of the present: "is protected"."""
    if verb[0] in PRESENT_VERBS:
        return False
    before, behind = verb.string[: verb.start()], verb.string[verb.end() :]
    is_participle = verb[0].endswith("ed") and behind.startswith((" by ", " in ", " with "))
    is_part = before.endswith("-") or (is_participle and _PRESENT_VERB.search(behind) is not None)
    return not is_part and _PRESENT_BEFORE.search(before) is None


def _is_time_of_day(text: str, mention: DateMention, following: DateMention | None) -> bool:
    """Whether a mention is a time of the day that is told behind it: "3 p.m. on 4 May"."""
    return (
        mention.kind == TIME_KIND
        and following is not None
        and following.partial_date.day is not None
        and _DAY_FOLLOWS.fullmatch(text, mention.end, following.start) is not None
    )


def _is_age(mention: DateMention) -> bool:
    return mention.offset is not None and mention.offset.base is OffsetBase.BIRTH


def _says_nothing_alone(mention: DateMention) -> bool:
    if mention.kind == TIME_KIND:
        return True
    return mention.offset is not None and mention.offset.base is not OffsetBase.LAST_DATE
