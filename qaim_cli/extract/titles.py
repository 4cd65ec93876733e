"""Draft an event's title from the clause of its sentence that holds its date."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_TITLE_CHARS = 60
_MAX_CLAUSE_CHARS = 400
_MAX_SENTENCE_CHARS = 2000

_Span = tuple[int, int]


class _Clause(NamedTuple):
    start: int
    end: int


def draft_title(text: str, dates: list[_Span], index: int = 0) -> str:
    """Draft a title for a person to improve: the clause of one of a sentence's dates.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the event has.
    """
    clauses = _split_clauses(text, dates) if len(dates) > 1 else [_Clause(0, len(text))]
    clause = next((each for each in clauses if dates[index][0] < each.end), clauses[-1])
    title = _clean_clause(_remove_dates(text, dates, clause))
    if clause.start and _VERB.match(title):
        title = _find_subject(_clean_clause(_remove_dates(text, dates, clauses[0])), title) + title
    title = _CLAUSE_BREAK.split(title, maxsplit=1)[0].rstrip(_EDGE_MARKS)
    title = shorten_title(_WEAK_END.sub("", title))
    if not any(character.isalnum() for character in title):
        return "An event"
    return title[:1].upper() + title[1:]


def find_event_clause(text: str, dates: list[_Span], index: int) -> str:
    """Find the clause of a sentence that holds one of its dates."""
    clauses = _split_clauses(text, dates)
    clause = next((each for each in clauses if dates[index][0] < each.end), clauses[-1])
    return text[clause.start : clause.end]


def find_verbs(text: str) -> list[str]:
    """Find the past-tense verbs of a text."""
    return _VERB.findall(text)


def _split_clauses(text: str, dates: list[_Span]) -> list[_Clause]:
    """Split a sentence where a dated clause with a verb of its own begins."""
    cuts = [0]
    for match in _CLAUSE_BOUNDARY.finditer(text, 0, _MAX_SENTENCE_CHARS):
        start, end = cuts[-1], match.end()
        has_date_before = any(start <= begin < match.start() for begin, _ in dates)
        following = text[end : end + 200]
        if (
            has_date_before
            and any(begin >= match.start() for begin, _ in dates)
            and not any(begin < end and match.start() < last for begin, last in dates)
            and _VERB.search(text, start, match.start())
            and _VERB.search(following.split(";")[0])
        ):
            cuts.append(end)
    return [_Clause(*pair) for pair in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _remove_dates(text: str, dates: list[_Span], clause: _Clause) -> str:
    """Cut a clause out of its sentence, without its dates and the prepositions before them."""
    parts, position = [], clause.start
    for start, end in dates:
        if not position <= start < clause.end or _is_part_of_name(text, start, end):
            continue
        parts.append(_TRAILING_PREPOSITION.sub("", text[position:start]))
        position = max(position, end)
    parts.append(text[position : max(position, clause.end)])
    return " ".join(" ".join(parts)[:_MAX_CLAUSE_CHARS].split())


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to a name or turns the sense: "War of 1812", "not until 1990"."""
    before = text[max(0, start - 80) : start]
    return bool(
        _NAME_PREFIX.search(before)
        or _NEGATION_PREFIX.search(before)
        or _NEGATION_PREFIX.search(text[max(0, start - 80) : start + len("until ")])
        or (
            before.endswith(("the ", "The "))
            and (_NAME_SUFFIX.match(text, end) or _COUNT_SUFFIX.match(text, end))
        )
    )


def _clean_clause(clause: str) -> str:
    clause = _BRACKETED_TEXT.sub("", clause)
    clause = _REPEATED_COMMAS.sub(",", _SPACE_BEFORE_MARK.sub(r"\1", clause)).lstrip(_EDGE_MARKS)
    return _CONNECTOR.sub("", clause).lstrip(_EDGE_MARKS)


def _find_subject(clause: str, predicate: str) -> str:
    """Find the subject that a predicate shares with the clause before; empty if it is long.

    "He was wounded and captured" shares the "was" too.
    """
    verb = _VERB.search(clause)
    subject = clause[: verb.start()].strip(_EDGE_MARKS) if verb else ""
    if verb is None or not 0 < len(subject) <= _MAX_SUBJECT_CHARS or "," in subject:
        return ""
    is_passive = _PASSIVE_VERB.match(clause, verb.start()) and _PARTICIPLE.match(predicate)
    return f"{subject} {verb[0]} " if is_passive else f"{subject} "


def shorten_title(title: str) -> str:
    """Cut a title at a word, never behind a preposition, with an ellipsis."""
    if len(title) <= MAX_TITLE_CHARS:
        return title
    cut = title[: MAX_TITLE_CHARS - 1].rpartition(" ")[0] or title[: MAX_TITLE_CHARS - 1]
    return _WEAK_END.sub("", cut).rstrip(_EDGE_MARKS) + "…"


_MAX_SUBJECT_CHARS = 40
_EDGE_MARKS = " ,;:.-–—()"
_IRREGULAR_VERBS = (
    "was|were|is|are|had|has|have|did|became|began|took|made|won|lost|fell|fought|led|left|held"
    "|built|gave"
    "|got|came|went|ran|saw|said|wrote|rose|grew|sent|set|put|kept|met|paid|sold|bought|brought"
    "|taught"
    "|caught|found|stood|sank|drove|rode|broke|chose|froze|stole|swore|tore|drew|flew|knew|threw"
    "|showed"
    "|forbade|rang|shot|struck|swept|dealt|felt|hit|cut|shut|split|spread|burst|overthrew|withdrew"
    "|overran|overcame|underwent|fled|slew|lent|rebuilt|upheld|could|would|should|did"
)
_VERB = re.compile(rf"\b(?:{_IRREGULAR_VERBS}|(?!need|seed|speed|hundred|indeed)[a-z]{{2,20}}ed)\b")
_PASSIVE_VERB = re.compile(r"(?:was|were) [a-z]+(?:ed|en|ilt|ought|ade|old|ost)\b")
_PARTICIPLE = re.compile(
    r"(?!died|moved|returned|arrived|retired|lived|served|worked|joined|married|appeared|remained"
    r"|resigned|emigrated|settled|ended|opened|closed|started|failed|collapsed)"
    r"[a-z]+ed(?: (?:by|in|at|from|to|again|as|for|on|with|near)\b|\W*\Z)"
)
_CLAUSE_BOUNDARY = re.compile(
    r"; |,? (?:and|but|while|whereas)(?: then| later| also)? (?!the \d)|, (?:before|after which) "
)
_CONNECTOR = re.compile(
    r"\A(?:However|Meanwhile|Then|Also|Thus|Hence|Therefore|Moreover|Furthermore|In addition"
    r"|Finally"
    r"|Subsequently|Eventually|Later|Soon|Afterwards?|Nevertheless|Nonetheless|Instead|As a result"
    r"|Consequently|Similarly|Likewise|But|And|Yet|and|but|while|then|later)\b,? +(?=[\w\"“'])"
)
_NAME_PREFIX = re.compile(
    r"\b(?:War|Act|Acts|Treaty|Revolution|Rebellion|Crisis|Census|Constitution|Convention|Union"
    r"|Edict"
    r"|Accords?|Olympics|Law|Charter|Congress|Agreement|Panic|Great Fire) of (?:the )?\Z"
)
_NAME_SUFFIX = re.compile(r" [A-Z]\w")
_COUNT_SUFFIX = re.compile(r" (?:census|season|edition|flood|fire|riots?|elections?|plague)\b")
_NEGATION_PREFIX = re.compile(r"\b(?:not|never|no|n['’]t)\b[^,;.]{0,60} (?:until|till)(?: the)? \Z")
_WEAK_END = re.compile(
    r"(?:[ ,;:–—-]+(?:a|an|the|his|her|its|their|of|in|on|at|by|for|to|from|with|and|or|but|as"
    r"|into|that"
    r"|which|who|under|over|about|against|between|than|then|when|where|while|after|before|during"
    r"|through|near|until|since|because|was|were|had|has|is|are))+\Z"
)
_TRAILING_PREPOSITION = re.compile(
    r"(?:^|(?<=\W))(?:in|on|by|of|from|until|during|since|at|between|after|before|around|about|late"
    r"|early|as early as)(?: the)? $",
    re.IGNORECASE,
)
_BRACKETED_TEXT = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
_REPEATED_COMMAS = re.compile(r",(?: ?,)+")
_SPACE_BEFORE_MARK = re.compile(r" ([,;:.)])")
_CLAUSE_BREAK = re.compile(
    r"[;:]|(?<=\w{3})[.?!](?= |$)"
    r"|, (?:which|who|where|when|while|although|after|and|but|forcing|leaving|including)\b"
)
