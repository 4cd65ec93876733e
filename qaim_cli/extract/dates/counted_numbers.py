"""Numbers of four digits that count something: "with 1500 Greeks", "a force of 1800"."""

from __future__ import annotations

import re

_COUNTING_WORD = re.compile(
    r"\b(?:lost|led|took|taking|killed|killing|captured|capturing|wounded|had|has|have|having|sent"
    r"|sending|brought|bringing|raised|numbered|numbering|totall?ed|totall?ing|mustered|freed"
    r"|counted|bought|employed|fired|commanded|suffered|inflicted|exceeded|including|were|are"
    r"|another|(?<!compared )with|(?:more|less|fewer) than"
    r"|[Aa]n? (?:[a-z-]+ ){0,2}(?:army|force|garrison|column|total|number|crew|detachment|body"
    r"|party|contingent|fleet|corps|escort|mob|crowd|group|band|population|strength|loss) of)"
    r"(?: (?:about|around|some|nearly|almost|over|only|just|perhaps|roughly|approximately|at least"
    r"|up to|more than|less than|fewer than|a further|another))? \Z"
)
"""What stands before a count, but not "compared with 1850", which is a year."""
_YEAR_CUE = re.compile(
    r"(?:\A|[^\w.\s]|[-–—(\[\"“'‘,;:] |\b(?:in|by|until|till|since|during|of|from|to|before|after"
    r"|between|and|or|early|late|mid|through|throughout|into|for|that|than|as|years?|the|an?|his"
    r"|her|its|their|this|about|around|circa|c\.|ca\.|on|spring|summer|autumn|fall|winter|end|at"
    r"|then|b\.|d\.|fl\.|est\.|born|built|made|held|spent|was|is|perhaps|probably|possibly|not|only"
    r"|just|[a-z]+ed|[A-Z][A-Za-z]*(?:['’]s)?) )\Z"
)
"""What speaks for a year before a round number: a mark, a preposition, a participle ("founded
1850") or a name ("London 1850")."""
_COUNTED_BEHIND = re.compile(
    r" (?:strong\b|all told\b|in all\b|horse\b|foot\b|apiece\b|[A-Z]+-?\d)"
    r"|-(?:man|strong|ton|tonne|mile|foot|pound|bed|seat|member|yard|acre|kilometre|kilometer)\b"
)
"""The words after a count; the last is a model: "1500 M1s"."""
_NATION_BEHIND = re.compile(r" [A-Z][a-z]+(?:s|men|ese|ish)\b")
"""A people in the plural, which is counted where the number is hedged: "some 1850 Germans"."""
_HEDGE_BEFORE = re.compile(
    r"\b(?:about|some|nearly|almost|over|approximately|another) \Z", re.IGNORECASE
)
"""A hedge, which may also stand before a year ("about 1850")."""
_OTHER_END = re.compile(r"(?: (?:to|and|or) | ?[-–] ?)\d{4}(?!\w)")
"""The other end of a range of counts: "1500 to 1800"."""
_ROUND = 50
"""A multiple of this is a count unless something speaks for a year."""
_MAX_CHARS = 60
"""How far before a number its cue can begin."""


def find_count_end(text: str, start: int, end: int) -> int:
    """Find where a count ends, with the other end of its range; 0 where a number is a year.

    Args:
        text: the sentence.
        start: where the number begins.
        end: where it ends.
    """
    first = max(0, start - _MAX_CHARS)
    is_count = (
        _COUNTED_BEHIND.match(text, end) is not None
        or _COUNTING_WORD.search(text, first, start) is not None
        or (_NATION_BEHIND.match(text, end) and _HEDGE_BEFORE.search(text, first, start))
        or (int(text[start:end]) % _ROUND == 0 and not _YEAR_CUE.search(text, first, start))
    )
    if not is_count:
        return 0
    other = _OTHER_END.match(text, end)
    return other.end() if other else end
