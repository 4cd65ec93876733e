"""Drop the date from a statement if it can only date the main verb.

A statement of a whole sentence says when, since its date may be of any part of it. Often there is
one part only: "The census that counted them was held in 1950" has one verb that a date behind it
can be of. An infinitive under that verb ("forced Pell to leave in 1950") shares its date. Where
another clause, a participle or a second date stands between the two, or the date says what a noun
or a state is, it stays.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.titles.shortening import drop_weak_end, has_weak_end, shorten_title
from qaim_cli.extract.titles.title_clauses import drop_second_verb
from qaim_cli.extract.words.clause_marks import EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import drop_number_marks, drop_opening, is_opening
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import (
    ATTRIBUTE_BEFORE,
    VERB,
    end_of_verb_group,
    find_main_verb,
    joins_adjectives,
)
from qaim_cli.text import capitalise, uncapitalise

_MAX_SUBJECT_CHARS = 110
_HEDGE = (
    r"(?:(?:as early as|as late as|probably|perhaps|possibly|around|about|circa|c\.|ca\.|early|late"
    r"|mid|the) )*"
)
_PREPOSITION = re.compile(
    rf",? (?:{_HEDGE}(?P<word>in|on|at|during|from|between"
    rf"|throughout|over|by|through) {_HEDGE}|{_HEDGE})\Z"
)
"""What goes with a date that goes: its preposition and hedge, in either order."""
_HEDGE_END = re.compile(rf" {_HEDGE}\Z")
_NAMED_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}\b|the \w+ (?:day|night|morning)")
_LASTS = re.compile(r"(?:since|until|till|after|before|as of|for|to|up to|within)\b", re.IGNORECASE)
"""How a date begins that a state needs, or that tells an order."""
_BEHIND = re.compile(
    r"\W*\Z|, aged \d+\W*\Z|,? (?:at|in|by|to|with|for|from|on|under|against|near|as)"
    r" (?:the |an? |his |her |its |their |[A-ZÀ-Þ])[^,;()]*\Z"
)
"""What may stand behind a date that goes: nothing, or where and how."""
_AGED = re.compile(r"\A, aged \d+")
_TAIL_BEHIND = re.compile(
    r", (?:which|who|where|when|bound|[a-z]+ing|such as|with|although|while|because|an?|the|his"
    r"|her|its) "
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|while|whereas|although|though|because|after|before"
    r"|until|till|since|if|unless|than|following|prior|despite|whether|how|why|what|including"
    r"|except|like|unlike|instead|rather"
    r"|due|result|thanks|given|such|so(?! far\b)|that|as of|compared|versus)\b"
    r"|\bof that\b|[;:\"“”()]| [–—-] "
)
"""What begins another clause."""
_UNREAL = re.compile(
    r"\b(?:not|never|no(?!\.)|nor|neither|without|can|may|might|will|would|could|should|must|shall"
    r"|plans?|planned|scheduled|expected|projected|predicted|forecast|proposed|promised|intended"
    r"|aims?|goal|targets?|deadline)\b"
)
"""What tells no event that took place then."""
_OTHER_TIME = re.compile(
    r"\b(?:last|only|anniversary|previous|earlier)\b|\bcentur|\bagainst \d"
    r"|\b\d{3,4}s?\b(?! ?(?:km|m|ft|men|people|%|\w+s\b))"
)
"""What tells of another time, or only of this one, behind a verb."""
_FIRST_DEED = re.compile(
    r"(\bthe (?:first|second|third|youngest|oldest)\b[^,;]*?) to (?:be )?[a-z]+(?= |\Z)"
)
"""What somebody was the first to do then: "became the first woman to be elected"."""
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_PRESENT_RELATIVE = re.compile(r" [a-z]{2,}s\b")
"""A verb of the present right behind "that": "the mill that stands there"."""
_GERUND = re.compile(
    r"(?!(?:during|wing|ring|king|spring|string|thing|nothing|morning|evening|building|meeting"
    r"|landing|uprising|beginning|wedding|ruling|painting|funding|fighting|bombing|shooting"
    r"|training|banking|mining|shipping|housing|engineering|hearing|offering|rating|standing"
    r"|crossing|opening|feeling|being|ranking|earning|holding|hanging|blessing|viking"
    r"|seedling|sibling|lightning|clothing|printing|setting|sitting|hunting|trading"
    r"|farming)\b)\b[a-z]+ing\b"
)
_GOVERNED_GERUND = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) |\bby "
    r"|\A\s*(?:(?:on|in|to|for|from|of|at|into|with) )?)\Z"
)
_ADVERB = re.compile(r"(?<= )(?:(?:later|then|soon|also|first|[a-z]+ly) )+\Z")
_COORDINATE = re.compile(
    r"(?:,? and|,? but) (?:(?:then|later|also|soon|finally|eventually|subsequently"
    rf"|[a-z]+ly) )*(?={VERB.pattern})"
)
_SUBJECT_ASIDE = re.compile(
    rf"(?P<subject>[^,]{{2,60}}), (?P<aside>[^,]{{2,80}}), (?=(?:[a-z]+ly )?(?:{VERB.pattern}))"
)
_NAMED = re.compile(
    r"[^,;]{2,60} (?:called|named|titled|dubbed) (?:(?:the|an?) )?"
    r"[A-ZÀ-Þ][\w'’-]*(?: (?:(?:of|and|the) )*[A-ZÀ-Þ][\w'’-]*)* (?=(?:was|were|had|became)\b)"
)
_PLACE_COMMA = re.compile(r", [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*(?=,|\Z)")
_ASIDE = re.compile(r", [^,]{2,60},(?= |\Z)")
_WHERE = re.compile(r", (?:in|at|near) (?:the |an? )?[A-ZÀ-Þ][^,]{1,60}(?=,|\Z)")
_SUCH_AS = re.compile(r"\b(?:like|such as|including) ")
_LIST = re.compile(r"(?:, (?!(?:and|but|or) )[^,]{2,40})+,? (?:and|or) ")
_BY_AGENT = re.compile(
    r" by (?!\d|about|around|nearly|almost|over|an estimated|half|a (?:third|quarter|half)|more"
    r"|less|[a-z]+ing)"
)
"""What makes a verb a participle: "loved by the town", but not "grew by half"."""
_PRESENT = re.compile(r"(?:is|are|has|have|did)\b")
_NEEDS_DATE = re.compile(r"\b(?:dat(?:e[sd]?|ing)|lasted|continued|persisted|survived|remained)\b")
_CLAIM = re.compile(
    r"\b(?:said|believed|thought|claimed|alleged|reported|estimated|supposed|attributed|held to)\b"
)


def drop_main_verb_date(statement: str, text: str, dates: list[Span], index: int) -> str:
    """Drop the date from a statement if it can only date its main verb; else return it unchanged.

    Args:
        statement: what the sentence says, with the date in words.
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the statement has.
    """
    words = text[slice(*dates[index])]
    others = [text[slice(*each)] for n, each in enumerate(dates) if n != index]
    if statement.count(words) != 1 or any(each in statement for each in others):
        return statement
    before, _, behind = statement.partition(words)
    if before.endswith(" (") and behind == ")" and not VERB.search(before):
        return before[:-2]
    if _TAIL_BEHIND.match(behind):
        behind = ""
    preposition = _PREPOSITION.search(before)
    if (
        preposition is None
        or _LASTS.match(words)
        or not _BEHIND.match(behind)
        or VERB.search(behind.removeprefix(", aged"))
        or "…" in statement
        or not (preposition["word"] or _is_adverbial(before, words))
    ):
        return statement
    closing = "," if preposition[0].startswith(",") else ""
    clause = _take_clause(f"{before[: preposition.start()]}{closing}")
    return _finish(f"{clause}{_AGED.sub('', behind)}") if clause else statement


def _is_adverbial(before: str, words: str) -> bool:
    """Whether a date without a preposition says when, as "3 May" and "the next day" do."""
    is_phrase = _NAMED_DAY.match(words) or words[0].islower()
    return bool(is_phrase) and not has_weak_end(_HEDGE_END.sub("", before))


def _take_clause(before: str) -> str:
    """The clause that ends before a date, if its main verb is the only one; else nothing."""
    head = _drop_place(before)
    aside = _SUBJECT_ASIDE.match(head)
    if aside and not VERB.search(aside["aside"]):
        head = f"{aside['subject']} {head[aside.end() :]}"
    verb = _find_named_verb(head) or find_main_verb(head)
    if verb is None or _PRESENT.match(verb[0]) or _BY_AGENT.match(head, verb.end()):
        return ""
    if not _is_subject(head, verb):
        return ""
    end = end_of_verb_group(head, verb)
    cuts = [
        each for each in _COORDINATE.finditer(head, end + 1)
        if not joins_adjectives(f"{head[: each.start()]} and", head[each.end() :])
    ]  # fmt: skip
    if cuts:
        return _take_last_predicate(head, verb, cuts[-1])
    return head if _is_plain(head, verb) else ""


def _take_last_predicate(head: str, verb: re.Match[str], cut: re.Match[str]) -> str:
    """The last of several predicates, with the subject that they share; empty if unclear."""
    predicate = head[cut.end() :]
    subject = find_shared_subject(head, predicate)
    is_first = VERB.search(head, 0, verb.start()) is None
    between = drop_number_marks(head[verb.start() : cut.start()])
    if not subject or not is_first or _OTHER_CLAUSE.search(between):
        return ""
    last = f"{_ADVERB.sub('', subject)}{predicate}"
    last_verb = find_main_verb(last)
    return last if last_verb and _is_plain(last, last_verb) else ""


def _find_named_verb(head: str) -> re.Match[str] | None:
    """The verb behind a subject with a name: "a league called the Ash Union was founded"."""
    named = _NAMED.match(head)
    return None if named is None else VERB.match(head, named.end())


def _drop_place(before: str) -> str:
    """A clause without a phrase that leads up to it, where that has no verb."""
    main = drop_opening(before, 0)
    opening = before.removesuffix(main[1:])
    return before if VERB.search(opening) else main


def _is_subject(head: str, verb: re.Match[str]) -> bool:
    """Whether what stands before a verb is its subject, whole and alone."""
    subject = drop_number_marks(head[: verb.start()]).strip()
    if not 0 < len(subject) <= _MAX_SUBJECT_CHARS or is_opening(head):
        return False
    relative = _RELATIVE.search(subject)
    is_whole = relative and (
        VERB.search(subject, relative.end()) or _PRESENT_RELATIVE.match(subject, relative.end())
    )
    if relative and (not is_whole or "," in subject):
        return False
    plain = _LIST.sub(" ", _ASIDE.sub(" ", _PLACE_COMMA.sub("", subject)))
    is_noun = NOUN_PHRASE.match(uncapitalise(subject)) or NOUN_PHRASE.match(subject)
    bare = plain if relative is None else plain[: relative.start()]
    bare = _SUCH_AS.sub("", bare)
    return is_noun is not None and "," not in plain and not _OTHER_CLAUSE.search(bare)


def _is_plain(clause: str, verb: re.Match[str]) -> bool:
    """Whether nothing behind a verb is a clause of its own, or needs the date."""
    end = end_of_verb_group(clause, verb)
    behind = drop_second_verb(drop_number_marks(clause[end:]))
    said = f"{clause[verb.start() : end]}{behind}"
    if (
        any(each.search(said) for each in (_OTHER_CLAUSE, _OTHER_TIME))
        or any(each.search(clause, verb.start(), end) for each in (_NEEDS_DATE, _CLAIM))
        or _UNREAL.search(drop_number_marks(clause))
    ):
        return False
    behind = _FIRST_DEED.sub(r"\1", behind)
    plain = _PLACE_COMMA.sub("", _LIST.sub(" ", behind))
    plain = _WHERE.sub("", _ASIDE.sub(" ", plain)).rstrip(", ")
    has_verb = any(
        not ATTRIBUTE_BEFORE.search(behind[: each.start()]) for each in VERB.finditer(behind)
    )
    has_gerund = any(
        not _GOVERNED_GERUND.search(behind[: each.start()]) for each in _GERUND.finditer(behind)
    )
    return not (has_verb or has_gerund or "," in plain)


def _finish(clause: str) -> str:
    clause = drop_weak_end(" ".join(clause.split()).strip(EDGE_MARKS))
    clause = capitalise(clause)
    short = shorten_title(clause)
    return clause if clause.startswith(" of ", len(short)) else short
