"""State the clause within a sentence whose verb stands nearest before the date.

"The war dragged on until the towns made peace in 1450", "He was succeeded by Pell, who burned the
mill in 1450": the date is of "the towns made peace" and "Pell burned the mill", whatever the rest
of the sentence tells. A clause whose subject is not plain makes no title.
"""

from __future__ import annotations

import re

from qaim_cli.extract.shortening import shorten_title
from qaim_cli.extract.title_clauses import EDGE_MARKS, add_subject
from qaim_cli.extract.verbs import VERB, find_main_verb

_Span = tuple[int, int]
_MAX_CLAUSE_CHARS = 200
_MAX_CHARS = 500
"""How much of a sentence before its date is looked at."""
_START = re.compile(
    r",? (?P<word>when|while|until|till|before|after|because|although|though|whereas|where|who"
    r"|which|that|and|but) "
)
_RELATIVES = frozenset(("who", "which", "that"))
_CONJUNCTIONS = frozenset(("and", "but"))
_PREPOSITION = re.compile(
    r"(?: (?:in|on|by|from|until|during|since|at|between|around|about|the|late|early|mid|of|as"
    r"|dated))*[ ,(]*\Z"
)
_BREAK = re.compile(
    r"[,;:()\"“”]|\b(?:who|whom|whose|which|that|where|when|while|although|though|because|after|before"
    r"|until|since|if|unless|than|following|despite|whether|how|why|what|including|except|as|and"
    r"|but|or|[a-z]+ing)\b"
)
"""What begins another clause, or may: between a verb and its date there is none."""
_REST = re.compile(
    r"(?: (?!(?:who|which|that|where|when|while|although|though|because|after|before|until|since"
    r"|and|but|or|as|by|to|so)\b)[^\s,;:()]+)*"
)
_PERSON_NAME = re.compile(
    r"(?P<before>(?:\A|[ (\"])(?:[\w'’.-]+ ){0,2})"
    r"(?P<name>(?:(?:the|The) )?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|de|al|von|van|bin|ibn|the) )?"
    r"[A-ZÀ-Þ][\w'’.-]*)*)\Z"
)
_THING = re.compile(
    r"(?P<before>\A|, |\b(?:in|at|to|by|of|into|with|from|for|and|as|on|was|were|is|[a-z]+ed) )"
    r"(?P<name>(?:the|an?|The|An?)"
    r" (?:(?!(?:of|in|at|to|by|for|from|with|and|or|on)\b)[\w'’-]+ ){0,4}?[\w'’.-]+"
    r"(?: (?:of|for|and|on)(?: the)? [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*)*)\Z"
)
_THING_OF = re.compile(r"(?:the|an?) (?:(?![A-ZÀ-Þ])[\w'’-]+ )+(?:of|for|and|on) ")
_KIN_OF = re.compile(
    r"\b(?:son|daughter|brother|sister|wife|husband|widow|father|mother|descendant|grandson"
    r"|granddaughter|nephew|niece|cousin|uncle|aunt|friend|pupil|student|rival|heir|successor"
    r"|predecessor|follower|member|leader|king|queen|ruler|head|one|some|many|most|those|all|both"
    r"|and|or) (?:of |to )?(?:the )?\Z"
)
"""What stands before a name whose owner may be meant as well: "a pupil of Pell, who"."""
_NO_EVENT = re.compile(r"(?:is|are|has|have|would|could|should|did)\b")
_NO_SUBJECT = re.compile(
    r"\b(?:[a-z]+ly|not|to|of|in|on|at|by|for|from|with|it|there)\Z"
    r"|\A(?:in|on|at|by|for|from|with|to|[a-z]+ing)\b"
)
_PRONOUN = re.compile(r"(?:he|she|it|they)\b")
_NAME = re.compile(r"[A-ZÀ-Þ]")
_ADVERBS = re.compile(r"(?:(?:then|later|also|soon|first|finally|once|[a-z]+ly) )*")


def state_inner_clause(text: str, dates: list[_Span], index: int) -> str:
    """State the clause whose verb is nearest before the date; empty where that is not plain.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the clause holds.
    """
    start, end = dates[index]
    offset = max(0, start - _MAX_CHARS)
    head = _PREPOSITION.sub("", text[offset:start])
    for match in reversed([*_START.finditer(head, max(0, len(head) - _MAX_CLAUSE_CHARS))]):
        said = head[match.end() :]
        verb = find_main_verb(said)
        if verb is None and match["word"] in _CONJUNCTIONS:
            continue
        is_plain = verb is not None and not (
            (match["word"] not in _RELATIVES and _holds_verb(text, end))
            or _BREAK.search(said, verb.end())
            or _NO_EVENT.match(verb[0])
            or any(offset + match.end() <= date[0] < start for date in dates)
        )
        if verb is None or not is_plain:
            return ""
        clause = _add_subject(head[: match.start()], match["word"], said, said[: verb.start()])
        is_noun = text[:start].endswith("the ") and text[end : end + 2].strip().islower()
        return _finish(clause, text, dates, end) if clause and not is_noun else ""
    return ""


def _holds_verb(text: str, end: int) -> bool:
    """Whether a verb follows a date in its clause, so that one before it may be a participle."""
    rest = _REST.match(text, end)
    return rest is not None and VERB.search(rest[0]) is not None


def _add_subject(before: str, word: str, said: str, subject: str) -> str:
    """A clause with its own subject, or whom or what a relative clause is of; empty if unclear."""
    if word in _RELATIVES:
        noun = (_PERSON_NAME if word == "who" else _THING).search(before)
        is_clear = noun is not None and not (
            _KIN_OF.search(before[: noun.start("name")])
            or (word == "that" and not _NAME.search(noun["name"][1:]))
            or _THING_OF.match(noun["name"])
        )
        return f"{noun['name']} {said}" if noun and is_clear and _ADVERBS.fullmatch(subject) else ""
    bare = subject.strip()
    clause = _BREAK.split(before)[-1]
    if word in _CONJUNCTIONS and not VERB.search(clause):
        return ""
    if not bare or _BREAK.search(bare) or _NO_SUBJECT.search(bare) or VERB.search(bare):
        return ""
    clause = add_subject(before, said)
    return "" if clause == said and _PRONOUN.match(said) else clause


def _finish(clause: str, text: str, dates: list[_Span], end: int) -> str:
    """A clause with what belongs to it behind its date."""
    rest = _REST.match(text, end)
    behind = rest[0] if rest else ""
    is_other = VERB.search(behind) or any(end <= date[0] < end + len(behind) for date in dates)
    clause = " ".join(f"{clause}{'' if is_other else behind}".split()).strip(EDGE_MARKS)
    return shorten_title(clause[:1].upper() + clause[1:])
