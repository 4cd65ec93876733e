"""Find the part of a sentence that a title needs: its clause, and the date's predicate.

A sentence comes here with `DATE_MARK` where the date of the event stood. What leads up to the main
clause, stands between commas behind its subject, or trails behind it is dropped, except where the
date stands in it: then it is made a clause of its own ("Founded in 1863, it grew" → "It was
founded").
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import add_subject, find_shared_subject
from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import (
    PARTICIPLE_OPENING,
    TWO_NOUNS,
    drop_opening,
    is_opening,
    make_passive,
)
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import is_open
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group
from qaim_cli.text import capitalise

_MAX_OPENING_PARTS = 6
_PREDICATE_START = re.compile(
    rf"(?:and )?(?:also |then |later |soon |subsequently |finally |first )?(?={VERB.pattern})"
)
_COORDINATE = re.compile(
    rf",? (?:and|but)(?: then| later| also| soon| finally| [a-z]+ly)? ?\x01? ?"
    rf"(?=(?:re-)?{VERB.pattern})"
    r"|, (?=(?:became|came|went|took|gave|wrote|began|fell|rose|grew|chose|broke|underwent|moved"
    r"|joined|married|studied|served|returned|lived|died|graduated|emigrated|settled|retired"
    r"|resigned|enlisted|entered|attended|experienced)\b)"
)
_COORDINATE_CLAUSE = re.compile(
    rf"(?:, (?:and|but|while|whereas) |,? (?:and|but|while|whereas) ?\x01[ ,]*)"
    rf"(?={NOUN_PHRASE.pattern}|(?:when|after|as|because|although|since|once|before) )"
    r"| and (?=(?:the|his|her|its|their|[A-Z]\w+) (?:(?!wh|that\b)\w[\w'’-]* ){0,4}?"
    rf"(?:{VERB.pattern}))"
)
_OUTCOME = re.compile(
    r", (?:(?:eventually|finally) )?(?:leading to|resulting in|ending (?:in|with)|culminating in"
    r"|followed by) (?P<outcome>[^\x01]*\x01)"
)
_DASH = re.compile(r"[—–]| --? ")
_PRESENT_CLAUSE = re.compile(
    r"\b[a-z]{3,}s (?:the|an?|its|his|her|their|some|many|over|two|three) "
)
"""A verb of the present and its object, as far as its form tells: "possesses a mill"."""
_RELATIVE = re.compile(
    r"(?P<noun>\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[\w'’-]+ ){0,3}[\w'’-]+"
    r"|\b(?!All\b|Those\b|Many\b|Some\b|Most\b|Both\b|People\b|Men\b|Women\b|Anyone\b)"
    r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,4}),?"
    r" (?P<word>which|who|that) (?P<rest>(?:" + VERB.pattern + r")[^,;\x01]*\x01[^,]*)"
)
_RELATIVE_WORDS = (" which ", " who ", " that ")
_DEFINED = re.compile(r"(?P<subject>[A-ZÀ-Þ][^,;:()]{2,60}?)(?: \([^()]*\))? (?:is|was|are|were) ")
"""What a sentence says that its subject is, before what that did: "Ann was a smith who"."""
_NAME_BEFORE = {
    word: re.compile(rf"(?:\A|, |; |\b(?:{words}|{VERB.pattern}) )\Z")
    for word, words in (("which", "and|then"), ("who", "and|by|with|then"), ("that", "and"))
}
"""What may stand before a name that "which" or "who" tells of."""
_NAME_AND = re.compile(r"[A-ZÀ-Þ][\w'’.-]* and \Z")
"""A name that another goes on with, so that what follows is of both: "Mill Street and Ash"."""
_OF = re.compile(r" (?:of|in|at|for|to|from|on) ")
_INNER_NOUN = re.compile(r"\b(?:of|in|at|for|to|from|on)(?: [A-ZÀ-Þ][\w'’.-]*)* \Z")
"""What stands before a noun that belongs to another: "the end of a war", which may be meant."""
_TAIL = re.compile(
    r", (?:(?:which|who|whom|whose|where|when|while|whereas|although|though|because|since|as|so"
    r"|with|including|such as|despite|after|before|until|unless|following|due|notably"
    r"|especially|mainly|partly|probably|perhaps|even|only|except|along|together|rather|not|both"
    r"|each|among|under"
    r"|through|but|or|then|about|some)\b"
    r"|(?:an?|one of|the)\b(?! [\w'’ -]{1,30}, (?!\x01))|\d|[a-z]+ing\b"
    r"|[a-z]+ed (?:by|in|from|to|at|with|on)\b"
    rf"|and (?:[a-z]+ ){{1,3}}?(?={VERB.pattern})"
    r"|and (?:the|his|her|its|their|he|she|it|they|in|by|a|an|[A-Z]\w+)\b)"
    r"| and (?:the|his|her|its|their|[A-Z]\w+) (?:(?!wh|that\b)\w[\w'’-]* ){0,4}?"
    rf"(?={VERB.pattern})"
    r"| before (?!being)[a-z]+ing\b| (?:at|by|during) which (?:time|point)\b"
    r"| with (?:the|his|her|its|their) [^,;]{2,30} being\b"
)
_SECOND_VERB = re.compile(rf"\s*and (?:(?:then|later|also|[a-z]+ly) )?(?:{VERB.pattern})")
"""The other verb of two that share all that follows: "surveyed and mapped"."""
SPENT_BEFORE = PrefilteredPattern(
    r"\b(?:spent|missed)(?: (?:most|much|all|half|part|of|the|rest|spring|summer|autumn|winter"
    r"|year))* ?\Z"
)
"""What a time is the object of: "who had spent the spring"."""
_COMMON_NOUN = re.compile(r"(?:[A-Z][\w'’-]* ){0,3}[a-z][^,\x01]*|(?:The|An?) [^,\x01]*")
_NAME_OF_NOUN = re.compile(r"(?:the )?(?:[A-ZÀ-Þ][\w'’.-]*(?: (?:of|de|von|van))? ?)+(?<! )")
_DETERMINED = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]* the [A-Z]\w+|Another|The|An?|His|Her|Its|Their|One|Two|This)\b"
)
_DETERMINED_ITEM = re.compile(r"(?:an?|the|his|her|its|their|one|both|then|now) ")
_ITEM = re.compile(rf"(?!(?:who|which|that|where|when|{VERB.pattern})\b)[^\x01]{{2,40}}")
_LAST_OF_LIST = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w'’.-]* ){1,4})?and (?:the |of )?[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*"
)
"""The end of a list of names: "Elm and Birk", "and Birk"."""
_LIST_ITEM = re.compile(r", (?!(?:who|which|where|when)\b)[^,\x01]{2,40}\Z")
_LAST_ITEM = re.compile(r", and [^,;:()]{2,40}?\W*")


def find_main_clause(clause: str, max_chars: int) -> str:
    """Find the clause about the date, and drop what a title does without."""
    clause = clause.lstrip(EDGE_MARKS + DATE_MARK)
    clause = _take_coordinate_clause(_take_relative_clause(capitalise(clause)))
    clause = drop_opening(clause, max_chars)
    clause = _drop_apposition(clause)
    clause = _take_predicate(clause)
    return _drop_tail(clause)


def _take_relative_clause(clause: str) -> str:
    """State the clause of "a lens, which won a prize in 1889": "A lens won a prize"."""
    if outcome := _OUTCOME.search(clause):
        return outcome["outcome"]
    match = _RELATIVE.search(clause) if any(word in clause for word in _RELATIVE_WORDS) else None
    if match is None or VERB.search(match["noun"]):
        return clause
    before = clause[: match.start()]
    is_inner = _INNER_NOUN.search(before) or _OF.search(match["noun"])
    is_bare_name = match["noun"][0].isupper() and not NOUN_PHRASE.match(match["noun"].lower())
    is_joined = is_bare_name and _NAME_AND.search(before)
    if is_inner or is_joined or (is_bare_name and not _NAME_BEFORE[match["word"]].search(before)):
        return clause
    if defined := _DEFINED.fullmatch(before):
        return f"{defined['subject']} {match['rest']}"
    rest = match["rest"]
    behind = rest.index(DATE_MARK) + 1
    return f"{match['noun']} {rest[:behind] if VERB.match(rest[behind:].lstrip()) else rest}"


def _take_coordinate_clause(clause: str) -> str:
    """Take the clause behind "and" or "but" that has the date and its own subject."""
    date = clause.find(DATE_MARK)
    for match in reversed([*_COORDINATE_CLAUSE.finditer(clause)]):
        verb = VERB.search(clause, match.end())
        is_whole = verb and not _DASH.search(clause, match.end(), verb.start())
        if match.start() <= date and is_whole and VERB.search(clause, 0, match.start()):
            mark = DATE_MARK if date < match.end() else ""
            said = add_subject(clause[: match.start()], clause[match.end() :])
            return capitalise(said) + mark
    return clause


def drop_second_verb(behind: str) -> str:
    """Drop the second of two verbs that share what stands behind them."""
    second = _SECOND_VERB.match(behind)
    return behind[second.end() :] if second else behind


def _drop_apposition(clause: str) -> str:
    """Drop what stands between commas behind the subject of a clause."""
    parts = clause.split(", ")
    if (
        len(parts) < 3
        or VERB.search(parts[0])
        or _PRESENT_CLAUSE.search(parts[0])
        or is_opening(parts[0])
    ):  # subject, apposition, predicate
        return clause
    parts = _join_listed(parts)
    for n in range(2, min(len(parts), _MAX_OPENING_PARTS)):
        if _PREDICATE_START.match(parts[n].lstrip(DATE_MARK + " ")) is None:
            continue
        between = ", ".join(parts[1:n])
        if DATE_MARK in between and PARTICIPLE_OPENING.match(between):
            if TWO_NOUNS.search(parts[0]):
                return clause
            return make_passive(parts[0], between)
        if DATE_MARK in between and (said := re.match(r"(?:which|who) ", between)):
            return f"{parts[0]} {between[said.end() :]}"
        rest = ", ".join(parts[n:])
        if _COMMON_NOUN.fullmatch(parts[0]) and _NAME_OF_NOUN.fullmatch(between):
            return f"{_name_common_noun(parts[0], between)} {rest}"
        return f"{parts[0]} {rest}"
    return clause


def _join_listed(parts: list[str]) -> list[str]:
    """Join the parts of a list that is the subject: "Ash, Elm and Birk" is one."""
    if _DETERMINED_ITEM.match(parts[1]):
        return parts
    for end in range(1, len(parts) - 1):
        if _LAST_OF_LIST.fullmatch(parts[end]):
            return [", ".join(parts[: end + 1]), *parts[end + 1 :]]
        if not _ITEM.fullmatch(parts[end]):
            break
    return parts


def _name_common_noun(noun: str, name: str) -> str:
    """Join a noun and its name: "English painter Ann Moss", "The paper, the Birk Times,"."""
    is_bare = not _DETERMINED.match(noun) and " and " not in noun and not name.startswith("the ")
    return f"{noun} {name}" if is_bare else f"{noun}, {name},"


def _take_predicate(clause: str) -> str:
    """Take the predicate that has the date, and the subject that several share."""
    date = clause.find(DATE_MARK)
    first = VERB.search(clause)
    if first is None or date < first.start():
        return clause
    group = end_of_verb_group(clause, first)
    # "It was surveyed and mapped" tells of one time.
    cuts = [each for each in _COORDINATE.finditer(clause, first.end()) if each.start() > group]
    before = [match for match in cuts if match.start() <= date]
    after = next((match.start() for match in cuts if match.start() >= date), len(clause))
    if not before:
        return clause[:after]
    predicate = clause[before[-1].end() : after]
    subject = find_shared_subject(clause, predicate)
    mark = DATE_MARK * (DATE_MARK in before[-1][0])
    return f"{subject}{predicate}{mark}" if subject else clause[:after]


def _drop_tail(clause: str) -> str:
    """Drop what trails behind the verb and object of a clause."""
    date = clause.find(DATE_MARK)
    verb = VERB.search(clause)
    if verb is None:
        return clause
    for tail in _TAIL.finditer(clause, verb.end()):
        if _ends_list(clause, tail) or is_open(clause[: tail.start()]):
            continue
        if date < tail.start() or not VERB.search(clause, tail.end(), date):
            is_closed = tail.start() < date and clause[:date].rstrip().endswith(",")
            return clause[: tail.start()] + DATE_MARK * is_closed
    return clause


def _ends_list(clause: str, tail: re.Match[str]) -> bool:
    """Whether what seems to trail is the last of a list: "Ash, Elm, and Birk"."""
    item = _LIST_ITEM.search(clause, 0, tail.start())
    rest = clause[tail.start() :].replace(DATE_MARK, "")
    return (
        item is not None
        and _LAST_ITEM.fullmatch(rest) is not None
        and not VERB.search(item[0])
        and not VERB.search(rest)
    )
