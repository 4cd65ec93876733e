"""Dates counted from a birth, a reign or another earlier event, or from a person's age."""

from __future__ import annotations

import re

from qaim_cli.extract.dates import patterns
from qaim_cli.extract.dates.date_patterns.pattern import MentionPattern, Offset, OffsetBase


def _read_age(match: re.Match[str]) -> Offset:
    return Offset("age", patterns.read_count(match["count"]), base=OffsetBase.BIRTH)


def _read_birthday(match: re.Match[str]) -> Offset:
    return Offset("birthday", patterns.read_ordinal(match["nth"]), base=OffsetBase.BIRTH)


def _read_reign_year(match: re.Match[str]) -> Offset:
    return Offset("reign", patterns.read_ordinal(match["nth"]), base=OffsetBase.REIGN)


def _read_event_offset(match: re.Match[str]) -> Offset:
    """Read a number of units from the event that the words name; "the day after" is one day."""
    count = match.groupdict().get("count")
    number = patterns.read_count(count) if count else 1
    sign = -1 if match["side"] in ("before", "prior to") else 1
    is_week = match["unit"] == "week"
    return Offset(
        "day" if is_week else match["unit"],
        sign * number * (7 if is_week else 1),
        is_approximate=is_week,
        base=OffsetBase.EVENT,
        event_words=match["told"],
    )


_TOLD = (
    r"(?P<told>(?:the|his|her|its|their|(?:this|that)(?! [A-Z]))"
    r" (?!{a_month}|\d"
    r"|day\b|week\b|month\b|year\b|war\b|end\b|s?he\b|it\b|they\b|the\b|an?\b|his\b|her\b"
    r"|its\b|their\b|another\b|in\b|on\b|at\b)"
    r"[\w'’-]+(?: (?!of\b|in\b|on\b|at\b|he\b|she\b|it\b|they\b|was\b|were\b|and\b|the\b)[\w'’-]+)?"
    r"(?: of (?:the )?(?!\d)[\w'’-]+)?|(?!{holy_day})[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
)

TOLD_EVENTS = (
    MentionPattern(
        "age",
        r"(?<!\w)(?:[Aa]t (?:the |about the )?age (?:of )?"
        r"|(?<!men )(?<!children )(?<!girls )(?<!boys )(?<!people )(?<!those )[Aa]ged "
        r"|[Ww]hen (?:he|she) was )(?:only |just )?"
        r"{count}(?:[ -]years?[ -]old)?"
        r"(?![\w%–-]|,\d| (?:of|per|months|days|weeks)\b"
        r"| (?:to|and|or) (?:\d|over|under|above|older))",
        _read_age,
    ),
    MentionPattern("age", r"(?<!\w)[Aa]t (?P<count>\d\d)(?=, s?he )", _read_age),
    MentionPattern("age", r"(?<!\w)[Aa]t {grown_count}(?=[,.;)]|$| (?:and|s?he)\b)", _read_age),
    MentionPattern("age", r"{of_age}at {count}(?=[,.;)]|$| (?:and|s?he)\b)", _read_age),
    MentionPattern("age", r"(?<!\w)[Oo]n (?:his|her) (?P<nth>{nth}) birthday", _read_birthday),
    MentionPattern(
        "reign",
        r"(?<!\w)(?:[Ii]n )?(?:the |his |her )?(?P<nth>{nth}) (?:regnal )?year (?:of (?:the "
        r"|his |her )"
        r"(?:reign|rule|pontificate|episcopate|presidency|consulship)|as (?:king|queen|emperor"
        r"|empress|pope|bishop|president|sultan|caliph|governor"
        r"|mayor))(?: of [A-Z][\w'’-]+(?: [A-Z][\w'’-]*)*)?",
        _read_reign_year,
    ),
    MentionPattern(
        "told event",
        r"(?<!\w){hedge}{count} (?P<unit>day|week|month|year)s? (?P<side>after|before|prior to"
        r"|following) " + _TOLD,
        _read_event_offset,
    ),
    MentionPattern(
        "told event",
        r"(?<!\w)(?:[Oo]n |[Ii]n )?[Tt]he (?P<unit>day|week|month|year) (?P<side>after|before"
        r"|following) " + _TOLD,
        _read_event_offset,
    ),
)
"""What they count from is looked for by `anchor` in the sentences before."""
