"""State births and deaths from brackets behind a name and entries of dictionaries.

"Ann Moss (3 May 1844, Birk – 7 June 1925, Ash) was a painter" says that she was born in Birk.
"""

from __future__ import annotations

import re

from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB

_PLACE = r"(?:,? (?:in |at )?(?P<{0}>[A-ZÀ-Þ][^;()\d–—]{{1,60}}?))?"
_DEATH = re.compile(
    rf"{_PLACE.format('birthplace')},?;? ?[-–—;,]? ?(?:and )?(?:died|d\.|†)? ?(?:on |in )?(?:the )?"
)
_DEATHPLACE = re.compile(rf"{_PLACE.format('deathplace')}\)")
_PERSON = re.compile(
    r"(?:(?:The|An?) [a-z ]+)?"
    r"(?P<name>(?!The |An? )[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:de|del|della|da|di|du"
    r"|la|le|van|von|der|den|of|al|bin|ibn) )*[A-ZÀ-Þ][\w.’'-]*)+)"
    r",? \((?:née? [\w’'-]+[,;] )?(?:born |b\. ?)?(?:on |in )?(?:c\. ?)?\Z"
)
_ENTRY = re.compile(
    r"(?P<what>[A-ZÀ-Þ][^;:()]{2,80}?), (?P<said>born (?:at|in|near) [^;:()]+?),?"
    r"(?: on| in| about)?(?: the)? ?"
)
"""What the entry of a dictionary says of somebody: "Canadian painter, born in Birk on"."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*)+")


def state_birth_of_entry(text: str, date: Span) -> str:
    """State the birth in an entry: "Vendish smith, born in Birk in 1844".

    Args:
        text: the sentence.
        date: where its date stands.
    """
    entry = _ENTRY.fullmatch(text, 0, date[0]) if ", born " in text else None
    if entry is None or text[date[1] :].strip(" .") or VERB.search(entry[0]):
        return ""
    said = entry["said"]
    return f"{entry['what']} was {said}" if _NAME.fullmatch(entry["what"]) else f"Born{said[4:]}"


def state_birth_or_death(text: str, dates: list[Span], index: int) -> str:
    """State the birth or death that a date in brackets tells; else "".

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates tells of it.
    """
    first, second = (0, 1) if index == 0 else (index - 1, index)
    if index > 1 or len(dates) < 2:
        return ""
    person = _PERSON.match(text, 0, dates[first][0])
    between = _DEATH.fullmatch(text, dates[first][1], dates[second][0])
    behind = _DEATHPLACE.match(text, dates[second][1])
    if person is None or between is None or behind is None:
        return ""
    if index == 0:
        place = between["birthplace"]
        return f"{person['name']} was born{f' in {place}' if place else ''}"
    place = behind["deathplace"]
    return f"{person['name']} died{f' in {place}' if place else ''}"
