"""Dates in brackets: of citations, of lives and reigns, and of several things before them."""

from __future__ import annotations

import re

from qaim_cli.extract.words.name_patterns import WAR_NOUNS

_CITATION = re.compile(
    r"(?:see(?: also)? |cf\. |after |e\.g\. )?[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+"
    r"|,? et al\.?)?"
    r",? \d{4}[a-z]?(?:(?:, |: ?| )(?:pp?\. ?)?\d[\d–, -]*)?"
    r"(?:; ?[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+"
    r"|,? et al\.?)?,? \d{4}[a-z]?(?:[,:] ?[\w.–, ]+)?)*"
)
_EDITED = re.compile(
    r"\b(?:edidit|eds?\.|trans\.|transl\.|Press|[Vv]ols?\.|pp\.|Verlag|[Rr]eprint(?:ed)?|rev\.)"
)
_REFERENCE = re.compile(
    r"[(\[](?:[^()\[\]]*; )?(?:(?:[Ss]ee|[Cc]ompare|[Ff]or (?:example|instance))\b|cf\.|e\.g\.)"
)
"""What opens brackets that refer the reader to something, or give examples."""
_CITED_FOR = re.compile(r"(?:\A|(?<=; ))[^:;]*[a-z][^:;]*: (?=[A-Z])")
"""What a work is cited for: "(Holm 1999; on its roots: Vale 2004)"."""
_CITED_YEAR = re.compile(r"\d{4}[a-z]?(?:(?:, |: ?)(?:pp?\. ?)?\d[\d–, -]*)?")
_CITED_PAGE = re.compile(r"\d{4}(?:[a-z]\b|[a-z]?(?:: ?|, (?:pp?\. ?)?)\d{1,3}(?!\d)|.*\bp)")
_CITED_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)? [(\[]\Z")
_CITING_WORD = re.compile(
    r"\b(?:[Aa]ccording to|[Ss]ee(?: also)?|cf\.|[Cc]ompare|e\.g\.,?)"
    r" (?:[A-Z][\w.'’-]+ (?:(?:and|&) )?){1,4}(?:et al\.? )?[(\[]\Z"
)
_CITING_VERB = re.compile(
    r"[)\]] (?:(?:has|have|also|further|both|even|and [A-Z][\w'’-]+ \(\d{4}[^()]*\)) )?"
    r"(?:agree|argue|show|suggest|note|find|found|claim|describe|disagree|differ|propose"
    r"|demonstrate|report|point|conclude|indicate|infer|interpret|document|illustrate|summari[sz]e"
    r"|observe|write|wrote|state|estimate|believe|define|use|contrast|discuss|examine|explain"
    r"|assert|contend|identif|maintain|compare|analy[sz]e|review|emphasi[sz]e|speculate|reject)"
)
_LIFE_WORDS = re.compile(
    r"\b(?:born|b|died|d|fl|r|reigned|ruled|c|ca|circa|about|in|on|at|née?|and|aged?|bapt"
    r"|baptised|de|di|da|du|of|von|van|le|la|al|ibn|bin)\b\.?"
    r"|(?:[A-Z][\w'’-]+,? ?)+|[^\W\x00-\u024f]+|\W+|\d+|B\. ?C\."
)
_LIFE_SPAN_RANGE = re.compile(r"\d ?(?:BCE?|AD|CE)? ?[-–—] ?(?:c\. ?)?(?:[A-Z\d]|\Z)")
_LIFE_SPAN_SIGN = re.compile(r"\b(?:born|b\.|died|d\.|r\.|reigned|fl\.)")
_PERSON_BEFORE = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?: (?:(?:de|of|von|van|al|the|ibn|bin|le|la|di|da) )*(?:[A-Z][\w'’.-]*"
    r"|[IVX]+))*,? \Z"
)
_EVENT_NAME = re.compile(
    r"\b(?:War|Wars|Battle|Siege|Operation|Campaign|Revolution|Republic|Empire|Dynasty|Period"
    r"|Era|Age"
    r"|Kingdom|Conference|Congress|Offensive|Rebellion|Revolt|Crisis|Expedition|Treaty|Act"
    r"|Strike|Fire"
    r"|Plague|Famine|Flood|Ministry|Government|Cup|Games|Championship|Bridge|Church|Tower|Hall"
    r"|House)\b"
)
_CLOSES = re.compile(r"[)\]]")
_MAX_BRACKET_CHARS = 120
_MAX_CITED_CHARS = 80
_SIDE_REMARK = re.compile(
    r"[(\[](?:(?:it|he|she|they|which|who) had|one of|(?:a|the) (?:similar|previous|earlier|other)"
    r"|another|the ones?|unlike|like|as (?:had|in|with)|others)\b"
)
"""What tells in brackets of something else, or of what had been before."""
_NOUN_BEFORE_BRACKET = re.compile(
    rf"(?:\b[a-z]{{3,}}(?<![su])s|\b(?:{WAR_NOUNS})(?: of (?:the )?[A-Z]\w+)*) \(\Z"
)
_SEVERAL_DATES = re.compile(r"(?:c\. ?|and |the )?\d+s?(?: ?[–—-] ?\d+s?|(?:,| and| &) \d+s?)+")
"""The years of things or of a war told of: "in three decades (1930s, 1940s)"."""


def find_brackets(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the brackets around a stretch of text; None where there are none."""
    first = max(0, start - _MAX_BRACKET_CHARS)
    opens = max(text.rfind("(", first, start), text.rfind("[", first, start))
    if opens < 0 or _CLOSES.search(text, opens, start):
        return None
    closes = _CLOSES.search(text, end, end + _MAX_BRACKET_CHARS)
    return (opens, closes.start()) if closes else None


def is_in_brackets(text: str, start: int) -> bool:
    """Whether a place in a sentence is within brackets that open behind its first word."""
    opens = text.rfind("(", 0, start)
    return opens > 0 and text.find(")", opens, start) < 0


def is_aside(text: str, brackets: tuple[int, int]) -> bool:
    """Whether brackets tell of something else, or list when several things were."""
    return _SIDE_REMARK.match(text, brackets[0]) is not None or _holds_list(text, brackets)


def _holds_list(text: str, brackets: tuple[int, int]) -> bool:
    """Whether brackets hold several dates, which say when the things before them were."""
    if not _SEVERAL_DATES.fullmatch(text, brackets[0] + 1, brackets[1]):
        return False
    return _NOUN_BEFORE_BRACKET.search(text[max(0, brackets[0] - 60) : brackets[0] + 1]) is not None


def is_reference(text: str, brackets: tuple[int, int]) -> bool:
    """Whether brackets refer to something else: "(see the report of 1961)"."""
    return _REFERENCE.match(text, brackets[0]) is not None


def is_citation(text: str, brackets: tuple[int, int]) -> bool:
    """Whether a year stands in "(Smith 1998)" or "Smith (1998) argues"."""
    inside = _CITED_FOR.sub("", text[brackets[0] + 1 : brackets[1]].strip())
    if _CITATION.fullmatch(inside) or _EDITED.search(inside):
        return True
    before = text[max(0, brackets[0] - _MAX_CITED_CHARS) : brackets[0] + 1]
    return bool(
        _CITED_YEAR.fullmatch(inside)
        and _CITED_NAME.search(before)
        and (
            "et al" in before[-12:]
            or _CITED_PAGE.match(inside)
            or _CITING_VERB.match(text, brackets[1])
            or _CITING_WORD.search(before)
        )
    )


def is_life_span(text: str, brackets: tuple[int, int]) -> bool:
    """Whether a date stands in the brackets of a person's life or reign."""
    inside = text[brackets[0] + 1 : brackets[1]]
    before = text[max(0, brackets[0] - 60) : brackets[0]]
    name = _PERSON_BEFORE.search(before)
    if _LIFE_SPAN_SIGN.search(inside):
        return not re.sub(_LIFE_WORDS, "", inside).strip()
    if name is None or _EVENT_NAME.search(before):
        return False
    return bool(_LIFE_SPAN_RANGE.search(inside)) and not re.sub(_LIFE_WORDS, "", inside).strip()
