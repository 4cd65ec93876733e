"""Dates that tell of no event: in names of laws and wars, citations, life spans, attributes.

"the 1832 Reform Act", "(Smith 1998)", "Anna Vale (1820–1891)" and "a 12th-century church" say when
something is from, not that anything happened. Their sentences may have events all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from qaim_cli.extract.dates.bracketed_dates import (
    find_brackets,
    is_aside,
    is_citation,
    is_life_span,
    is_reference,
)
from qaim_cli.extract.dates.date_patterns import EVENT_NAME_KIND
from qaim_cli.extract.dates.expressions import DateMention
from qaim_cli.extract.dates.mentioned_times import COMPARED_TO, only_mentions_time
from qaim_cli.extract.words.name_patterns import DATED_WORK_NOUNS, WAR_NOUNS
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.verbs import VERB, tells_past

_LAW_WORDS = (
    "Act|Acts|Law|Laws|Statute|Code|Constitution|Convention|Treaty|Treaties|Protocol|Directive"
    "|Regulations?|Ordinance|Amendment|Bill|Edict|Charter|Decree|Accords?|Agreement|Compromise"
    "|Resolution|Proclamation|Pact|Concordat|Standard"
)
_PRIZE_WORDS = (
    "Prize|Olympics|Games|Award|Awards|Cup|Championships?|Festival|Exhibition|Exposition|Edition"
)
_NAME_BEFORE_YEAR = re.compile(
    rf"\b(?:{_LAW_WORDS}|{WAR_NOUNS})(?:,? of)? (?:the )?\Z"
    r"|\b(?:acts?|laws?|statutes?|by-?laws?) of \Z|(?<![\w.])\d[\d/]* of \Z"
    r"|\b(?:Measure|Proposition|Resolution|Amendment|Directive|Order|Bill|Referendum) \d+ \(\Z"
    r"|\b(?:[Ss]erial|[Mm]odel|[Nn]umbers?|[Cc]ode|[Pp]art) \(\Z"
)
"""The name of a law or war, and its number: "No. 12 of 1950"."""
_NAME_AFTER_YEAR = re.compile(
    rf"[ -](?:[A-Z][\w'’-]+ (?:(?:and|of|for|on) )?){{0,4}}(?:{_LAW_WORDS}|{WAR_NOUNS})\b"
    r"|[ -](?:[a-z]+ )?(?:act|law|treaty|constitution|convention|agreement|accords?|ordinance"
    r"|charter|statute|decree|protocol|pact|edict)\b"
)
_DOCUMENT_AFTER = re.compile(
    rf" (?:[A-Z][\w'’-]+ )?(?:{_LAW_WORDS}|(?:[Mm]emo(?:randum)?|[Rr]eport|[Ll]etter|[Aa]greement"
    r"|[Dd]eclaration|[Mm]anifesto|[Ss]tatement|[Cc]ommuniqué|[Rr]uling|[Dd]ecree|[Tt]reaty|[Pp]act"
    r"|[Aa]ccords?|[Rr]esolution|[Dd]irective|[Oo]rder|[Cc]onstitution|[Pp]rotocol|[Ii]ssue))\b"
)
_PRIZE_AFTER_YEAR = re.compile(rf" (?:[A-Z][\w'’-]+ ){{0,4}}(?:{_PRIZE_WORDS})\b")
_WORK_AFTER_YEAR = re.compile(
    rf" (?:[A-Z][\w'’-]+ ){{0,3}}(?:[a-z-]+ ){{0,2}}?(?:{DATED_WORK_NOUNS})s?\b"
)
_PATENT_AFTER_YEAR = re.compile(r" (?:[A-Z][\w'’-]+ ){0,3}(?:[a-z-]+ )?(?:patent|prototype)s?\b")
_WORK_OF_YEAR = re.compile(
    r"\b(?:film|book|novel|novella|poem|play|painting|essay|album|edition|symphony|quartet|sonata"
    r"|concerto|mass|cantata|portrait|drawing|print|map|census|survey|will)s? of \Z",
    re.IGNORECASE,
)
_WORK_NAMED_YEAR = re.compile(
    r"\b(?:novel|film|movie|album|musical|copy of|version of|adaptation of|author of|entitled"
    r"|titled|called) \Z"
)
"""What stands before the name of a work that is a year: "the novel 1984"."""
_BEST_AFTER = re.compile(
    r"['’]s (?:finest|greatest|best|worst|most|least|foremost|leading|only|first|last|[a-z]+iest"
    r"|(?:larg|bigg|high|long|strong|fast|old)est)\b"
)
_DETERMINER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[\w]+['’]s) \Z"
)
_POSSESSIVE = re.compile(
    r"\b(?:[Aa]n? (?:[a-z]+ )?|(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z]\w+['’]s?) )\Z"
)
_OWNER = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) \Z")
_MONEY_AFTER = re.compile(
    r" (?:constant |US |U\.S\. |Canadian )?"
    r"(?:dollars|pounds|euros|francs|marks|crowns|yen|prices)\b"
)
"""What is counted by a year's worth: "in 2015 dollars", "at 1990 prices"."""
_ONE_AFTER = re.compile(r" ones?\b")
_PROCLAIMED = re.compile(
    r"\b(?:proclaim|declar|designat|nam)(?:e[ds]?|ing|s|ed)? (?:the )?\Z", re.IGNORECASE
)
_HOLIDAY_AFTER = re.compile(r" (?:to be|as|an?|the) ")
"""What stands around a day that is kept every year: "proclaimed 2 August a holiday"."""
_THAN = re.compile(r"\bthan (?:the|an?|its|his|her|their) \Z")
_THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z]+ )?\Z")
NOUN_AFTER = re.compile(
    r" (?!(?:and|or|to|until|he|she|it|they|we|the|a|an|was|were|is|are|had|has|when|while|but|in"
    r"|on|at|by|for|from|with|that|which|who|as|after|before|there|both|also|only"
    r"|onwards?|spring|summer|autumn|fall|winter)\b)[a-zA-Z]"
)
_ATTRIBUTE = PrefilteredPattern(r"[ -][Cc]entur(?:y|ies)(?: (?:BCE?|CE|AD))?\Z|\d0['’]?s\Z")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
"""What a century without "the" describes: "in 18th century England"."""
_PERSON_AFTER = re.compile(
    r" (?!(?:under|over|after|for|or|either|however|rather|other)\b)"
    r"[a-z]+(?:er|or|ist|ian|et|king|monk|bishop) [A-Z][a-z]"
)
"""Whom a century describes: "the 5th century writer Varro"."""
_HYPHENATED_CENTURY = PrefilteredPattern(r"-[Cc]entury(?: (?:BCE?|CE|AD))?\Z")
_APPOSITION_BEFORE = re.compile(r", (?:the|an?|then) \Z")
_APPOSITION_AFTER = re.compile(rf" (?:(?!{VERB.pattern})[^,;.]){{1,80}},(?! (?:and|or)\b)")
_NOUN_OF_CLAUSE = re.compile(
    rf"(?={NOUN_AFTER.pattern}) (?:[a-z]+(?<!ed) ){{1,2}}(?:that |which )?"
    r"(?:[A-Z]\w+|he|she|it|they) (?:had|has|have|was|were|did)\b"
)
"""What somebody had done before: "the 1898 arguments Vale had made"."""
_NAMED_OWNER = re.compile(r"\b[A-Z]\w+['’]s? \Z")
_NAMED_WORK = re.compile(
    r" (?!(?:[A-Z][\w'’-]+ ){0,4}(?:War|Cup|Champion\w*|Open|Olympi\w+|Games|Act|Elections?"
    r"|Revolution|Battle|Treaty|Prize|Award|Grand|Tour|League|Series|Constitution|Convention|World"
    r"|General|National)\b)[\"“'‘]?[A-Z][\w'’-]+ (?:[a-z]+ )?[A-Z]"
)
_OF_SOMEBODY = re.compile(r"\b(?:of|to|on|from|by) (?:[A-Z][\w.-]* )*[A-Z]\w+['’]s? \Z")
_TITLE_BEFORE = re.compile(
    r"(?:\A|\s)(?!(?:the|an?|his|her|its|their|this|that) )[a-z]+,? [A-Z][a-z]+ of \Z"
)
"""The beginning of a title with a day in it: "a play, Night of January 16th"."""
_BEST_OF = re.compile(
    r"\b(?:(?:the|its|his|her|their) (?:most|best)|[Oo]ne of the great|greatest|finest|leading"
    r"|foremost|important|famous|influential|[a-z]{3,}est)(?: [\w-]+){1,4} of the \Z"
)
_OF_LONG_UNIT = re.compile(r"\bof the \Z")
_MEASURED_AFTER = re.compile(r" (?:range|region|percent|per cent|degrees|mph|miles|yards)\b| ?[%°]")
"""What makes a number of the tens of what looks like a decade: "in the mid-80s range"."""
_MAX_CLAUSE_CHARS = 400
"""How far from a date the verb of its clause is looked for."""


class EventRole(Enum):
    """Whether a date in a sentence dates an event."""

    DATES_EVENT = 0
    IS_ASIDE = 1
    """It dates one only where no other date of the sentence does."""
    DATES_NONE = 2


def classify_dates(text: str, mentions: Iterable[DateMention]) -> list[EventRole]:
    """Classify each date of a sentence by whether it dates an event.

    The end of a range behind a dash is classified as its beginning is: "the Holm War of 1853-56".
    """
    roles: list[EventRole] = []
    last_end = 0
    for mention in mentions:
        is_range_end = roles and text[last_end : mention.start] in ("-", "–", "—")
        roles.append(roles[-1] if is_range_end else _classify_date(text, mention))
        last_end = mention.end
    return roles


def _classify_date(text: str, mention: DateMention) -> EventRole:
    if mention.kind == EVENT_NAME_KIND:
        return EventRole.DATES_NONE
    start, end = mention.start, mention.end
    brackets = find_brackets(text, start, end)
    if only_mentions_time(text, start, in_brackets=brackets is not None):
        return EventRole.DATES_NONE
    if mention.offset is not None:
        if mention.kind == "previous" and COMPARED_TO.search(text, max(0, start - 20), start):
            return EventRole.DATES_NONE
        is_told_before = (mention.offset.amount or 0) < 0 and text.endswith(" of ", 0, start)
        return EventRole.DATES_NONE if is_told_before else EventRole.DATES_EVENT
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    is_year = mention.kind in ("year", "phrase") and mention.partial_date.month is None
    if (
        (brackets and (is_life_span(text, brackets) or is_reference(text, brackets)))
        or _BEST_AFTER.match(after)
        or _describes_time(text, mention, before, after)
        or (is_year and brackets and is_citation(text, brackets))
        or (is_year and _MONEY_AFTER.match(after))
        or (not mention.has_own_year and _names_day(before, after))
        or (mention.kind == "short decade" and _MEASURED_AFTER.match(after))
    ):
        return EventRole.DATES_NONE
    if brackets and is_aside(text, brackets):
        return EventRole.IS_ASIDE
    if mention.kind in ("day", "month") and _names_document(before, after):
        return EventRole.DATES_NONE
    return _classify_year(before, after) if is_year else EventRole.DATES_EVENT


def _describes_time(text: str, mention: DateMention, before: str, after: str) -> bool:
    """Whether a century or decade only describes: "a 12th-century church", "poets of the 1920s"."""
    words = mention.text
    if words.startswith("the "):
        before += "the "
    if mention.kind in ("century", "decade") and _OF_LONG_UNIT.search(before):
        around = slice(max(0, mention.start - _MAX_CLAUSE_CHARS), mention.end + _MAX_CLAUSE_CHARS)
        return not tells_past(text[around]) or _BEST_OF.search(before) is not None
    if _HYPHENATED_CENTURY.search(words):
        return re.match(r" \w", after) is not None
    if not _ATTRIBUTE.search(words):
        return False
    has_article = before.endswith(("the ", "The ")) or words.startswith("The ")
    if (_PERSON_AFTER if has_article else _NAME_AFTER).match(after):
        return True
    return _POSSESSIVE.search(before) is not None and NOUN_AFTER.match(after) is not None


def _classify_year(before: str, after: str) -> EventRole:
    """Classify a year by the words around it."""
    is_work = _WORK_AFTER_YEAR.match(after) is not None
    is_determined = _DETERMINER.search(before) is not None
    if (
        _NAME_BEFORE_YEAR.search(before)
        or (is_determined and _NAME_AFTER_YEAR.match(after))
        or _WORK_NAMED_YEAR.search(before)
        or (is_work and _OF_SOMEBODY.search(before))
    ):
        return EventRole.DATES_NONE
    if _WORK_OF_YEAR.search(before):
        return EventRole.IS_ASIDE
    if _is_owned(before, after):
        return EventRole.IS_ASIDE if is_work and _OWNER.search(before) else EventRole.DATES_NONE
    is_attribute = _POSSESSIVE.search(before) and NOUN_AFTER.match(after)
    if is_attribute or (is_determined and _PRIZE_AFTER_YEAR.match(after)):
        return EventRole.IS_ASIDE
    return EventRole.DATES_EVENT


def _is_owned(before: str, after: str) -> bool:
    """Whether a year tells one thing from others: "his 1927 flight", "the 1944 film"."""
    if _OWNER.search(before):
        return bool(NOUN_AFTER.match(after)) and not _PRIZE_AFTER_YEAR.match(after)
    return any(
        owner.search(before) and owned.match(after)
        for owner, owned in (
            (_THAN, NOUN_AFTER),
            (_THE, _ONE_AFTER),
            (_THE, _WORK_AFTER_YEAR),
            (_THE, _PATENT_AFTER_YEAR),
            (_THE, _NOUN_OF_CLAUSE),
            (_NAMED_OWNER, _NAMED_WORK),
            (_APPOSITION_BEFORE, _APPOSITION_AFTER),
        )
    )


def _names_day(before: str, after: str) -> bool:
    """Whether a day without a year is of a title, or one that is proclaimed for every year."""
    if _TITLE_BEFORE.search(before):
        return True
    return _HOLIDAY_AFTER.match(after) is not None and _PROCLAIMED.search(before) is not None


def _names_document(before: str, after: str) -> bool:
    """Whether a day only tells one document from others: "the 12 May memorandum"."""
    return bool(_DETERMINER.search(before)) and _DOCUMENT_AFTER.match(after) is not None
