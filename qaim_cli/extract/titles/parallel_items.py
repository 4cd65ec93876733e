"""State each item of a sentence that tells several alike, each with its date.

"It sold 31 boats in 1875, 200 in 1881 and 900 in 1890" says three times that it sold some; "Ann was
born in 1843 and Bo in 1846" twice that somebody was born. What is left unsaid is put back.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.titles.shortening import shorten_title
from qaim_cli.extract.words.openings import drop_opening, is_opening
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group, find_main_verb
from qaim_cli.frozen_record import FrozenRecord

_MAX_HEAD_CHARS = 200
_DATE_PREPOSITION = re.compile(r",? (?:in|on|by|from|at|during|until)(?: the)? ?\Z")
_ITEM = re.compile(
    r",? ?(?:and |then |and then |but )?"
    r"(?P<item>(?:(?:soon |shortly )?followed by )?(?!(?:and|but|or|then|again)\b)[^,;:()]{2,60}?)"
    r"(?: \([^()\d]*\))?,? (?:in|on|by|from|at|during|until)(?: the)? "
)
_BARE_ITEM = re.compile(
    r"(?:,? ?(?:and |and then |but )|, )(?P<item>(?!(?:and|but|or|then|again)\b)[^,;:()]{2,60}?) "
)
_OWN_PREPOSITION = re.compile(r"(?:from|between|until|since|by) ")
"""How a date begins that no preposition stands before: "from 1967 to 1976"."""
_BRACKETS = re.compile(r" \([^()]*\)")
_DEFINED = re.compile(
    r"(?P<subject>[A-ZÀ-Þ][^,;:()]{2,60}?) (?:was|is) (?:an?|the) [^,;:()]{3,80} who (?P<said>.+)"
)
_WHERE = re.compile(r",? where (?P<said>(?:he|she|it|they) [^;:]+)\Z")
_PARTICIPLE = re.compile(r"\b(?:being|having)\b")
_FOLLOWED_BY = re.compile(r"(?:soon |shortly )?followed by ")
_PLURAL = re.compile(r"[a-rt-z]s\Z| and |\A(?:two|three|four|five|several|many|both)\b")
_NAME = re.compile(r"[\"“'‘]?[A-ZÀ-Þ]")
_SHAPES = (
    re.compile(r"(?:(?:over|about|some|nearly|almost|more than|less than|an estimated) )?[\d$£€]"),
    _NAME,
    re.compile(r"(?:the|an?|his|her|its|their)\b"),
    re.compile(r"(?:in|at|to|from|for|as|by|with)\b"),
)
"""How items may begin: those of one list begin alike."""
_FRONTED = re.compile(r"(?:(?:In|By|On|At) (?:the )?)?")
_REPEATED = re.compile(
    r"(?P<first> (?P<preposition>with|by|at|to|from|against|for|as|in) [^,;:()]{3,60}?),? and"
    r" (?:again )?(?:in|on|by) (?:the )?"
)
_LAST_PREDICATE = re.compile(r"(?P<before>[^,;:()]+) and (?P<said>(?:was|were|became) [^,;:()]+)")
_CLAUSE_WORD = re.compile(
    r"[,;:()]|\b(?:not|never)\b|\b(?:who|which|that|when|where|while|although|because|but)\b"
)


class _Clause(FrozenRecord):
    subject: str
    verb: str
    told: str
    """What stands behind the verb, which an item may stand for."""


def state_parallel_item(text: str, dates: list[Span], index: int) -> str:
    """State the item of a list that one of its dates stands with; empty where there is no list.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the item has.
    """
    if repeated := _state_repeated(text, dates, index):
        return repeated
    head = _DATE_PREPOSITION.sub("", text[: dates[0][0]])
    if _FRONTED.fullmatch(head) and index > 0:
        return _state_behind_first(text, dates, index)
    items = [_find_item(text, dates, n) for n in range(1, len(dates))]
    count = items.index("") if "" in items else len(items)
    if index > count or count == 0 or len(head) > _MAX_HEAD_CHARS:
        return ""
    head = drop_opening(head[:1].upper() + head[1:], 0)
    head = _take_last_clause(_BRACKETS.sub("", head))
    verb = find_main_verb(head)
    if verb is None or _CLAUSE_WORD.search(head) or is_opening(head):
        return ""
    end = end_of_verb_group(head, verb)
    clause = _Clause(
        head[: verb.start()].strip(), head[verb.start() : end].strip(), head[end:].strip()
    )
    titles = [_put_item(clause, item) for item in items[: max(index, 1)]]
    if not clause.subject or not all(titles):
        return ""
    first = shorten_title(" ".join(part for part in clause if part))
    return [first, *titles][index]


def _state_repeated(text: str, dates: list[Span], index: int) -> str:
    """State one of two, each behind its date: "sold in 1902 at Ash, and in 1904 at Elm"."""
    between = _REPEATED.fullmatch(text, dates[0][1], dates[1][0])
    behind = (
        re.compile(rf" {between['preposition']} [^,;:()]+").match(text, dates[1][1])
        if between
        else None
    )
    head = _DATE_PREPOSITION.sub("", text[: dates[0][0]])
    verb = find_main_verb(head) if behind and len(dates) == 2 else None
    if between is None or behind is None or verb is None or _CLAUSE_WORD.search(head):
        return ""
    return shorten_title(f"{head}{(between['first'], behind[0])[index].rstrip(' .')}")


def _state_behind_first(text: str, dates: list[Span], index: int) -> str:
    """State a later item of a list that its first date opens: "By 1855 it was big, old by 1863"."""
    told = text[dates[0][1] : dates[1][0]].lstrip(", ")
    cut = max(told.rfind(", "), told.rfind(" and "))
    if cut < 0:
        return ""
    # The first item ends where the second begins, as if its date stood there.
    start = dates[0][1] + text[dates[0][1] :].index(told) + cut
    moved = f"{text[:start].removeprefix(text[: dates[0][1]]).lstrip(', ')} in "
    rest = text[start:]
    shift = len(moved) + 4 - start
    later = [(begin + shift, end + shift) for begin, end in dates[1:]]
    plain = f"{moved}1855{rest}"
    return state_parallel_item(plain, [(len(moved), len(moved) + 4), *later], index)


def _take_last_clause(head: str) -> str:
    """The relative clause that ends a text, where it is plain whom it tells of; else the text.

    "Ann was a smith who sold", "Ann went to Birk, where she sold".
    """
    defined = _DEFINED.fullmatch(head)
    last = _LAST_PREDICATE.fullmatch(head)
    if last and VERB.search(last["before"]):
        return f"{find_shared_subject(last['before'], '')}{last['said']}"
    where = _WHERE.search(head)
    if defined:
        return f"{defined['subject']} {defined['said']}"
    return where["said"][:1].upper() + where["said"][1:] if where else head


def _find_item(text: str, dates: list[Span], index: int) -> str:
    """What stands between two dates, where it is an item of a list without a verb of its own."""
    pattern = _BARE_ITEM if _OWN_PREPOSITION.match(text, dates[index][0]) else _ITEM
    item = pattern.fullmatch(text, dates[index - 1][1], dates[index][0])
    bare = _FOLLOWED_BY.sub("", item["item"]) if item else ""
    return (
        ""
        if item is None or VERB.search(bare) or _PARTICIPLE.search(bare)
        else item["item"].strip()
    )


def _put_item(clause: _Clause, item: str) -> str:
    """A clause with another item in it; empty where it is not plain what that stands for."""
    if followed := _FOLLOWED_BY.match(item):
        return _put_follower(clause, item[followed.end() :])
    if item.startswith("of ") and " of " in clause.told:
        told = clause.told.partition(" of ")[0]
        return shorten_title(f"{clause.subject} {clause.verb} {told} {item}")
    shape = next((each for each in _SHAPES if each.match(item)), None)
    is_preposition = shape is _SHAPES[-1]
    if shape is None or (
        is_preposition and clause.told.partition(" ")[0] not in ("", item.split(maxsplit=1)[0])
    ):
        return ""
    preposition, _, rest = clause.told.partition(" ")
    if not is_preposition and _SHAPES[-1].match(f"{preposition} ") and shape.match(rest):
        return shorten_title(f"{clause.subject} {clause.verb} {preposition} {item}")
    if not clause.told and shape is _NAME:
        return shorten_title(f"{item} {clause.verb}")
    if (clause.told and shape.match(clause.told)) or (not clause.told and is_preposition):
        return shorten_title(f"{clause.subject} {clause.verb} {item}")
    return ""


def _put_follower(clause: _Clause, follower: str) -> str:
    """What followed did the same, if the verb has no object: "Ann left, followed by her son"."""
    number = "were" if _PLURAL.search(follower) else "was"
    is_other = clause.verb.startswith(("was ", "were ")) and not clause.verb.startswith(
        f"{number} "
    )
    if clause.told or is_other:
        return ""
    return shorten_title(f"{follower[:1].upper()}{follower[1:]} {clause.verb}")
