"""Who acts in a title, or is acted upon: the names that its verbs are of.

A name acts as the subject of a verb, or behind "by"; it is acted upon right behind a verb. In
"Ann's mill", "the town of Birk", "Vendish wool" or "the Ash Company" neither Ann nor Birk nor the
Vends nor Ash do anything.
"""

from __future__ import annotations

import re

from qaim_cli.extract.entities import NON_NAME_WORDS
from qaim_cli.extract.grammatical_roles import NOUN_BEHIND, acts, is_governed
from qaim_cli.extract.name_types import ACTOR_SUFFIX, NATIONALITY, RANK, ROLE_NOUN
from qaim_cli.extract.verbs import VERB, find_main_verb

_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_a-z][\w'’.-]*) \Z")
_NAME_GOES_ON = re.compile(r"(?: (?:of(?: the)?|for|&))? [^\W\d_a-z]\w|[-–]\w|['’]s?(?!\w)")
_ROLE = re.compile(
    rf"\b(?:(?:the|an?|his|her|its|their|then) (?:[\w-]+ ){{0,2}}|[a-z]+(?:al|ic|an|ist) )?"
    rf"{ROLE_NOUN},? \Z",
    re.IGNORECASE,
)
"""What a person is, with its article: "the young king"."""
_ACTED_UPON = re.compile(
    rf"\b(?:by|against|with|under(?: the (?:command|lead|leadership|direction|rule) of)?"
    rf"|(?!(?:to|and) )(?:{VERB.pattern})|[a-z]+ing|to [a-z]+)(?: the)? \Z"
)
"""What stands before a name that does what a clause tells, or to whom it is done."""
_LISTED = re.compile(r",? (?:and )?(?:the )?")
_PLACE_BEFORE = r"(?:(?:In|At|Near) [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*,? )?"
_SUBJECT = re.compile(
    rf"{_PLACE_BEFORE}(?P<the>The )?(?P<name>[A-ZÀ-Þ][\w'’.-]*"
    r"(?: (?:(?:of|of the|de|von|van|al|bin|ibn|del|la) )?[A-ZÀ-Þ][\w'’.-]*)*)"
)
_GROUP_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+ )?(?:[A-ZÀ-Þ][a-zà-þ]+[^\Wsui]s|[A-ZÀ-Þ][a-zà-þ]+is|British|English"
    r"|French|Spanish|Dutch|Irish|Scottish|Welsh|Danish|Swedish|Finnish|Polish|Turkish|Portuguese"
    r"|Chinese|Japanese|Burmese|Vietnamese|Swiss)"
)


def has_role(title: str, start: int, end: int) -> bool:
    """Whether the name that stands at a place of a title acts in it, or is acted upon."""
    before, behind = title[:start], title[end:]
    goes_on = _NAME_GOES_ON.match(behind) is not None
    if goes_on and before:
        return False
    verb = find_main_verb(title)
    if verb is None:
        return not before
    name = title[start:end]
    is_body = start < verb.start() and " " in name and ACTOR_SUFFIX.search(name)
    if goes_on or (NOUN_BEHIND.match(behind) and not is_body):
        return False
    while word := _WORD_BEFORE.search(before):
        if word["word"] not in NON_NAME_WORDS and not (
            RANK.match(f"{word[0]}X") or NATIONALITY.match(word["word"])
        ):
            break
        before = before[: word.start()]
    role = _ROLE.search(before)
    before = before[: role.start()] if role else before
    if _WORD_BEFORE.search(before):
        return False
    is_agent = _ACTED_UPON.search(before) is not None
    is_subject = start < verb.start() or acts(behind)
    return is_agent or (is_subject and not is_governed(before))


def is_listed(title: str, last_end: int, start: int) -> bool:
    """Whether only "and" or a comma stands between two names."""
    return _LISTED.fullmatch(title, last_end, start) is not None


def find_acting_group(title: str) -> str:
    """Find the people or team that a title begins with as its subject; empty where there is none.

    "The Romans built a fort" → "Romans".
    """
    subject = _find_acting_subject(title)
    is_group = subject and subject["the"] and _GROUP_NAME.fullmatch(subject["name"])
    return subject["name"] if subject and is_group else ""


def find_acting_name(title: str) -> str:
    """Find the name that a title begins with, if it does what the title tells."""
    subject = _find_acting_subject(title)
    return subject["name"] if subject else ""


def _find_acting_subject(title: str) -> re.Match[str] | None:
    subject = _SUBJECT.match(title)
    return subject if subject and acts(title[subject.end() :]) else None
