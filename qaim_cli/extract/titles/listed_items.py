"""State each item of a list whose items have their dates in brackets behind them.

"Her ballets include Oak (1931), Ash (1933) and Elm (1935)" tells of three ballets of hers, "He
wrote Oak (1931) and Ash (1933)" twice that he wrote one. An item is all that stands between two
marks of the list: "a canal for the king of Vendia (1806)" is no Vendia.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, shorten_title
from qaim_cli.extract.words.clause_marks import EDGE_MARKS
from qaim_cli.extract.words.openings import drop_opening, is_opening
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group, find_main_verb
from qaim_cli.text import capitalise

_MAX_HEAD_CHARS = 400
_MAX_SUBJECT_CHARS = 45
_MAX_PREFIX_CHARS = 20
_BEFORE_DATE = re.compile(
    r" \((?:(?:c\.|ca\.|circa|about|in|from|since|released|published|first) ?)?\Z"
)
_MARK = re.compile(r",? (?:and|&) |[,;] (?:(?:and|&) )?")
_ITEM = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|one|two|three|some|several|many)\b"
    r"|[\"“'‘]?[A-ZÀ-Þ\d]"
)
_NAME = re.compile(r"[\"“'‘]?(?:[A-ZÀ-Þ]|\d+ [A-ZÀ-Þ])")
_TAIL = re.compile(r",? (?:that|which|who) |, ")
_NAMED_KIND = re.compile(
    rf"(?P<before>(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)(?: [a-z-]+){{0,3}}?) (?P<noun>[a-z-]+s)"
    rf" (?P<name>{_NAME.pattern}.*)"
)
"""The first of several of a kind: "the operas Low Tide (1837) and Ash (1858)"."""
_RELATIVE = re.compile(r"\b(?:which|who|that|whom|whose)\b")
_PARTICIPLE_BEHIND = re.compile(r" (?:by|in|at|for|from|to|on|with|as)\b")
_INTRODUCED = re.compile(
    r".*(?:\b(?:includ(?:e[ds]?|ing)|such as|namely|notably|especially|were|are|was|is)|:)"
    r"(?: both)? "
)
"""What stands before the first item of a list where the rest of the sentence is whole."""
_KIND = re.compile(
    r"(?P<owner>(?:His|Her|Its|Their)|[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}['’]s?)"
    r"(?: [a-z-]+){0,4}? (?P<noun>[a-z-]+s)(?: of the [\w ]{3,20})? (?:include[ds]?|were|are) "
)
_SHARED_OBJECT = re.compile(
    r"(?P<preposition>(?: (?:in|at|for|on|with|against))?)"
    r"(?: (?!(?:of|to|from|by|and)\b)[\w-]+){1,5}(?<=s)"
    r"(?: (?:on|about) [^,:()]*?(?<!s))?[,:]?(?: (?:including|such as|namely|notably))? "
)
"""What a verb tells of all items of a list: "wrote two books on her voyage, "."""
_NO_DEED = re.compile(r"(?:is|are|was|were|has|have|include[ds])\b|had\Z")
_PRONOUN_LAST = re.compile(r".* (?P<pronoun>he|she|they)")


def state_listed_item(text: str, dates: list[Span], index: int) -> str:
    """State the item of a list that stands before one of its dates; empty where none does.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates stands behind the item.
    """
    items = _list_items(text, dates)
    first = index
    while first > 0 and items[first]:
        first -= 1
    is_last = index + 1 == len(dates) or not items[index + 1]
    head = text[: dates[first][0]].rpartition(" (")[0]
    if (index == first and is_last) or len(head) > _MAX_HEAD_CHARS:
        return ""
    before, item = _take_first_item(head)
    return _state_item(before, items[index] if index > first else item)


def flag_listed_dates(text: str, dates: list[Span]) -> list[bool]:
    """Whether each date of a sentence stands in brackets behind one of several items in a list."""
    items = [*_list_items(text, dates), ""]
    return [bool(one or other) for one, other in pairwise(items)]


def _list_items(text: str, dates: list[Span]) -> list[str]:
    """List the item before each date; the first item of a list is left empty."""
    brackets = [_find_bracket(text, date) for date in dates]
    return ["", *(_find_item_between(text, *pair) for pair in pairwise(brackets))]


def _find_bracket(text: str, date: Span) -> Span | None:
    """The brackets that hold a date alone."""
    opens = _BEFORE_DATE.search(text, max(0, date[0] - _MAX_PREFIX_CHARS), date[0])
    is_closed = opens is not None and text.startswith(")", date[1])
    return (opens.start(), date[1] + 1) if opens is not None and is_closed else None


def _find_item_between(text: str, before: Span | None, behind: Span | None) -> str:
    """What stands between two dates in brackets, where that is an item of a list."""
    between = text[before[1] : behind[0]] if before and behind else ""
    mark = _MARK.match(between)
    if mark is None:
        return ""
    # Things without a date may stand before the one that has it.
    item = re.split(
        r"; (?:and )?" if ";" in between else r", (?:and )?| and (?=the |an? )",
        between[mark.end() :],
    )[-1]
    return item if _ITEM.match(item) and not _has_own_verb(item) else ""


def _has_own_verb(words: str) -> bool:
    """Whether words have a verb of their own, and not only a participle or a relative clause."""
    verb = VERB.search(words)
    if verb is None or _RELATIVE.search(words, 0, verb.start()):
        return False
    is_participle = verb[0].endswith("ed") and _PARTICIPLE_BEHIND.match(words, verb.end())
    return not is_participle


def _take_first_item(head: str) -> tuple[str, str]:
    """What leads up to a list, and its first item; no item where that is not plain."""
    introduced = _INTRODUCED.match(head)
    verb = find_main_verb(head)
    start = end_of_verb_group(head, verb) if verb else 0
    before = head[: max(start, introduced.end() if introduced else 0)].rstrip() + " "
    item = re.split("[,:] ", head[len(before) :])[-1]
    is_item = _ITEM.match(item) and not _has_own_verb(item) and " and " not in item
    if introduced is None or introduced.end() < start:
        before = head.removesuffix(item) if is_item else head
    return before, item if is_item else ""


def _state_item(head: str, item: str) -> str:
    """What a sentence says of one item of its list, as far as that is plain."""
    item = item if len(item) <= MAX_TITLE_CHARS else _TAIL.split(item)[0]
    if not item:
        return ""
    if named := _NAMED_KIND.fullmatch(item):
        noun = _make_singular(named["noun"])
        return (
            shorten_title(f"{named['before'].capitalize()} {noun} {named['name']}") if noun else ""
        )
    is_name = _NAME.match(item) is not None
    kind = _KIND.fullmatch(head)
    noun = _make_singular(kind["noun"]) if kind else ""
    if kind and noun and is_name:
        return shorten_title(f"{kind['owner']} {noun} {item}")
    said = _find_subject_and_verb(head)
    if said:
        return shorten_title(f"{said} {item}")
    is_whole = not is_name and _INTRODUCED.fullmatch(head)
    return shorten_title(capitalise(item)) if is_whole else ""


def _find_subject_and_verb(head: str) -> str:
    """The subject and the verb, with its preposition, that are said of each item of a list."""
    main = drop_opening(head, 0)
    verb = find_main_verb(main)
    if verb is None or _NO_DEED.match(verb[0]):
        return ""
    subject = main[: verb.start()].strip(EDGE_MARKS)
    if is_opening(main):
        pronoun = _PRONOUN_LAST.fullmatch(subject)
        subject = pronoun["pronoun"].capitalize() if pronoun else ""
    end = end_of_verb_group(main, verb)
    shared = _SHARED_OBJECT.fullmatch(main, end)
    is_plain = 0 < len(subject) <= _MAX_SUBJECT_CHARS and "," not in subject
    if not is_plain or not (shared or main[end:] == " "):
        return ""
    return f"{subject} {main[verb.start() : end].strip()}{shared['preposition'] if shared else ''}"


def _make_singular(noun: str) -> str:
    """One of several: "ballets" → "ballet", "stories" → "story"; empty where that is not plain."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y" if noun not in ("series", "movies", "species") else ""
    if re.search(r"(?:ss|x|ch|sh)es\Z", noun):
        return noun[:-2]
    return noun[:-1] if not noun.endswith(("ss", "us", "ves")) else ""
