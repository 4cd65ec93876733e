"""Put a sentence plainly: drop what only leads up to its clause.

"So, in 1848, she left" says no more than "In 1848, she left", and "the mill was a house built in
1850" no more than "the mill was built in 1850". No date is ever dropped.
"""

from __future__ import annotations

import re

from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import is_opening
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.text import capitalise, uncapitalise

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){1,3}"
_DATE_FIRST = (
    re.compile(
        r"(?:However, |But |Yet )?[Ii]t was"
        r" (?:not until|(?:(?:only|also|there|here|probably|again) )?"
        r"(?:in|on|during|around|about|by)) (?:the )?"
        r"(?P<date>[^,;]{4,30}?)(?:, [^,;]{2,120}(?=,))?,? that (?P<said>.+)"
    ),
    re.compile(
        r"(?:[^\s,;:]+ ){2,12}(?:goes|go|dates?|reach(?:es)?) back to (?P<date>[^,;]{4,30}),"
        rf" when (?P<said>(?:{NOUN_PHRASE.pattern})[^;]+)"
    ),
    re.compile(
        r"(?:[^\s,;:]+ ){2,14}(?:was|came|occurred|happened) (?:in|on) (?P<date>[^,;]{4,30}),"
        r" when (?P<said>(?:he|she|it|they|the) [^;]+)"
    ),
    re.compile(
        r"(?:This|That|It) (?:occurred|happened|came|changed|ended) (?:in|on|about|around)"
        rf" (?P<date>[^,;]{{4,30}}),? when (?P<said>(?:{NOUN_PHRASE.pattern})[^;]+)"
    ),
    re.compile(r"(?P<date>\d{4}) (?:also )?saw (?P<said>(?:the|an?|its) [^;]+)"),
    re.compile(r"(?:By|At) the time (?P<date>\d{4}) (?:came|arrived|began), (?P<said>.+)"),
)
"""A date put before its clause: "it was not until 1817, a year after the war, that he left"."""
_COMMA_IN_QUOTES = re.compile(r",([\"”])(?= [a-z])")
_DASH_ASIDE = re.compile(r"(?<=[a-z]) [–—-] ([a-z][^;:()–—]{3,80}?) [–—-] (?=[a-z])")
"""An aside between two dashes."""
_RELATIVE_ASIDE = re.compile(r", (?:which|who|where) [^,;:()]{3,80},(?= (?:in|on|by|from) )")
"""What is told between commas right before a date: "a canal for Birk, which was dry, in 1890"."""
_MAX_PREPOSITION_CHARS = 12
_ONLY_WHEN = re.compile(r"[Ii]t was (?:only|not until) when (?P<said>.+?),? that .+")
"""A clause put before what it led to: "it was only when Pell came in 1817 that it grew"."""
_SPENT_FIRST = re.compile(
    rf"(?P<date>The [a-z ]+?) (?P<subject>he|she|they|{_NAME}) spent (?P<rest>(?:in|at|on|with) .+)"
)
"""A time put before who spent it: "the next year she spent in Birk"."""
_NEEDLESS = (
    PrefilteredPattern(
        r"\A(?P<gone>So, |(?:Domestically|Internationally|Commercially|Politically|Militarily), "
        r"|In (?:this|that) (?:respect|regard|way),? "
        r"|In the (?:face|light|wake) of (?:this|these|those) [a-z]+,? )"
        rf"(?=[ioa]n |{NOUN_PHRASE.pattern})"
    ),
    PrefilteredPattern(
        r"\A(?P<gone>(?:One of the|An?|Daughter of|Son of|Famous|Noted|Former|Renowned"
        r"|Prominent|Celebrated)"
        rf" (?:(?!{VERB.pattern})[^;:()]){{5,140}}, )(?={_NAME} (?:{VERB.pattern}))"
    ),
    PrefilteredPattern(
        r"\A(?P<gone>[A-Z][a-z]+ly [a-z]+(?:ed|en|ld) (?:by|in|from|at|with) [^;:()]{3,100}?, )"
        rf"(?=(?:it|he|she|they) (?:{VERB.pattern}))"
    ),
    PrefilteredPattern(
        r"\A(?:(?!(?:who|which|that)\b)[^\s,;:()]+ ){1,8}?(?:was|were) (?P<gone>an? "
        r"(?:(?!(?:of|and|or|but|who|which|that|not)\b)[\w-]+ ){1,5}?)"
        r"(?=(?:born|built|fought|held|signed|founded|established|formed|published|erected|launched"
        r"|created) (?:in|on|from|by|between|at|during|to)\b)(?!.* (?:that|which|who)\b)"
    ),
    PrefilteredPattern(rf"\b(?:was|were|been) (?P<gone>(?:later|subsequently) )(?={VERB.pattern})"),
    PrefilteredPattern(
        r"[a-z] (?:in|on|from|between) [^;]{0,20}?\d{4}(?P<gone>,)"
        r" (?:(?:between|against) (?!\d)"
        r"|(?:in|at|near) [A-ZÀ-Þ][\w'’-]*(?:,? [A-ZÀ-Þ][\w'’-]*){0,4}\W*\Z)"
    ),
)
"""What a sentence says without, as group `gone`."""


def put_plainly(text: str, dates: list[Span]) -> tuple[str, list[Span]]:
    """Drop what a sentence does without; return also where its dates stand then.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
    """
    text = _COMMA_IN_QUOTES.sub(r"\1,", text)
    text, dates = _drop_dash_aside(text, dates)
    for aside in _RELATIVE_ASIDE.finditer(text) if ", wh" in text else ():
        if any(0 <= start - aside.end() <= _MAX_PREPOSITION_CHARS for start, _ in dates):
            text, dates = _drop(text, dates, aside.span())
            break
    if len(dates) == 1:
        text, date = _put_date_in_place(text, dates[0])
        dates = [date]
    for pattern in _NEEDLESS:
        if match := pattern.search(text):
            text, dates = _drop(text, dates, match.span("gone"))
    return text, dates


def _put_date_in_place(text: str, date: Span) -> tuple[str, Span]:
    """Rewrite "it was not until 1817 that he left" as "In 1817, he left"."""
    for pattern in _DATE_FIRST:
        found = pattern.fullmatch(text)
        if found is not None and found.end("date") == date[1]:
            opening = f"In {found['date']}, "
            return f"{opening}{found['said']}", (len("In "), len(opening) - len(", "))
    only = _ONLY_WHEN.fullmatch(text)
    if only is not None and only.end("said") >= date[1] and VERB.search(only["said"]):
        start = only.start("said")
        return capitalise(only["said"]), (date[0] - start, date[1] - start)
    spent = _SPENT_FIRST.fullmatch(text)
    if spent is None or spent.span("date") != date:
        return text, date
    opening = f"{capitalise(spent['subject'])} spent "
    words = uncapitalise(spent["date"])
    return f"{opening}{words} {spent['rest']}", (len(opening), len(opening) + len(words))


def _drop_dash_aside(text: str, dates: list[Span]) -> tuple[str, list[Span]]:
    """A sentence without its only aside between two dashes, unless a date is in it."""
    asides = [*_DASH_ASIDE.finditer(text)]
    if len(asides) != 1:
        return text, dates
    start, end = asides[0].span()
    if is_opening(text):
        # A comma ends what leads up to the clause behind the aside.
        text, start = f"{text[:start]}, {text[start + 2 :]}", start + 1
    return _drop(text, dates, (start, end - 1))


def _drop(text: str, dates: list[Span], gone: Span) -> tuple[str, list[Span]]:
    """A sentence without some of its words, unless one of its dates is among them."""
    start, end = gone
    if any(begin < end and start < last for begin, last in dates):
        return text, dates
    rest = text[end:] if start else f"{text[end : end + 1].upper()}{text[end + 1 :]}"
    length = end - start
    moved = [(a - length, b - length) if a >= end else (a, b) for a, b in dates]
    return text[:start] + rest, moved
