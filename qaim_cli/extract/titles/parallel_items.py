"""State each item of a list in a sentence, where each has its own date.

"It sold 31 boats in 1875, 200 in 1881 and 900 in 1890" says three times that it sold some; "Ann was
born in 1843 and Bo in 1846" twice that somebody was born. Each item gets the words that they share.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.titles.shortening import shorten_title
from qaim_cli.extract.words.openings import drop_opening, is_opening
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group, find_main_verb
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import capitalise

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
_PREPOSITION = re.compile(r"(?:in|at|to|from|for|as|by|with)\b")
_SHAPES = (
    re.compile(r"(?:(?:over|about|some|nearly|almost|more than|less than|an estimated) )?[\d$£€]"),
    _NAME,
    re.compile(r"(?:the|an?|his|her|its|their)\b"),
    _PREPOSITION,
)
"""How items may begin: those of one list begin alike."""
_FRONTED = re.compile(r"(?:(?:In|By|On|At) (?:the )?)?")
"""All that stands before a date that opens its sentence."""
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
    complement: str
    """What stands behind the verb, which an item may replace."""


def state_parallel_item(text: str, dates: list[Span], index: int) -> str:
    """State the item of a list that a date belongs to; empty where there is no list.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the item has.
    """
    if repeated := _state_repeated(text, dates, index):
        return repeated
    head = _DATE_PREPOSITION.sub("", text[: dates[0][0]])
    if _FRONTED.fullmatch(head) and index > 0:
        return _state_item_behind_leading_date(text, dates, index)
    items = [_find_item(text, dates, n) for n in range(1, len(dates))]
    count = items.index("") if "" in items else len(items)
    if index > count or count == 0 or len(head) > _MAX_HEAD_CHARS:
        return ""
    head = drop_opening(capitalise(head), 0)
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
    """State one of two phrases behind their dates: "in 1902 at Ash, and 1904 at Elm"."""
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


def _state_item_behind_leading_date(text: str, dates: list[Span], index: int) -> str:
    """State a later item of a list that opens with a date: "By 1855 big, old by 1863".

    Move the first date behind its item ("it was big in 1855, old by 1863"), so that the list can be
    read like one whose dates all stand behind their items.
    """
    between = text[dates[0][1] : dates[1][0]].lstrip(", ")
    length = max(between.rfind(", "), between.rfind(" and "))
    if length < 0:
        return ""
    first_item = f"{between[:length]} in "
    rearranged = f"{first_item}{text[slice(*dates[0])]}"
    start_of_second = dates[1][0] - len(between) + length
    shift = len(rearranged) - start_of_second
    later_dates = [(start + shift, end + shift) for start, end in dates[1:]]
    return state_parallel_item(
        f"{rearranged}{text[start_of_second:]}",
        [(len(first_item), len(rearranged)), *later_dates],
        index,
    )


def _take_last_clause(head: str) -> str:
    """Return the last clause of a text with its subject, or else the text.

    "Ann grew up and was hired" → "Ann was hired", "Ann was a smith who sold" → "Ann sold", "Ann
    went to Birk, where she sold" → "She sold".
    """
    last = _LAST_PREDICATE.fullmatch(head)
    if last and VERB.search(last["before"]):
        return f"{find_shared_subject(last['before'], '')}{last['said']}"
    if defined := _DEFINED.fullmatch(head):
        return f"{defined['subject']} {defined['said']}"
    where = _WHERE.search(head)
    return capitalise(where["said"]) if where else head


def _find_item(text: str, dates: list[Span], index: int) -> str:
    """Find the item between a date and the one before; empty if it has a verb."""
    pattern = _BARE_ITEM if _OWN_PREPOSITION.match(text, dates[index][0]) else _ITEM
    item = pattern.fullmatch(text, dates[index - 1][1], dates[index][0])
    bare = _FOLLOWED_BY.sub("", item["item"]) if item else ""
    if item is None or VERB.search(bare) or _PARTICIPLE.search(bare):
        return ""
    return item["item"].strip()


def _put_item(clause: _Clause, item: str) -> str:
    """Put an item in the place of its like in a clause; empty where that is not plain."""
    if followed := _FOLLOWED_BY.match(item):
        return _put_follower(clause, item[followed.end() :])
    if item.startswith("of ") and " of " in clause.complement:
        noun = clause.complement.partition(" of ")[0]
        return shorten_title(f"{clause.subject} {clause.verb} {noun} {item}")
    shape = next((each for each in _SHAPES if each.match(item)), None)
    is_preposition = shape is _PREPOSITION
    first, _, rest = clause.complement.partition(" ")
    is_other = is_preposition and first not in ("", item.split(maxsplit=1)[0])
    if shape is None or is_other:
        return ""
    if not is_preposition and _PREPOSITION.match(f"{first} ") and shape.match(rest):
        return shorten_title(f"{clause.subject} {clause.verb} {first} {item}")
    if not clause.complement and shape is _NAME:
        return shorten_title(f"{item} {clause.verb}")
    if shape.match(clause.complement) if clause.complement else is_preposition:
        return shorten_title(f"{clause.subject} {clause.verb} {item}")
    return ""


def _put_follower(clause: _Clause, follower: str) -> str:
    """State that a follower did the same: "Ann left, followed by her son"."""
    number = "were" if _PLURAL.search(follower) else "was"
    is_other = clause.verb.startswith(("was ", "were ")) and not clause.verb.startswith(
        f"{number} "
    )
    if clause.complement or is_other:
        return ""
    return shorten_title(f"{capitalise(follower)} {clause.verb}")
