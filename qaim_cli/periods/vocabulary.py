"""The words of a typed date and their meaning: one table a kind of word."""

from __future__ import annotations

import re
from functools import partial

from qaim_cli.dates.calendar import MONTHS as _MONTHS
from qaim_cli.dates.calendar import WEEKDAYS as _WEEKDAYS

MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
WEEKDAYS_BY_WORD = {
    **{name.lower(): name for name in _WEEKDAYS},
    **{name[:3].lower(): name for name in _WEEKDAYS},
    "tues": "Tuesday",
    "wednes": "Wednesday",
    "thur": "Thursday",
    "thurs": "Thursday",
}
SEASON_CODES = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
PART_WORDS = {
    **dict.fromkeys(("early",), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late",), "late"),
    **dict.fromkeys(("start", "beginning"), "start"),
    **dict.fromkeys(("end",), "end"),
}
ERA_WORDS = {"bc": "BC", "bce": "BC", "ad": "AD", "ce": "AD"}
CIRCA_WORDS = {"c", "ca", "circa", "about", "around", "approximately", "roughly", "approx", "~"}
PERHAPS_WORDS = {"perhaps", "probably", "possibly", "maybe", "presumably", "likely", "?"}
ORDINAL_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
            "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst",
        ),
        start=1,
    )
} | {"last": -1, "final": -1}  # fmt: skip
FRACTION_TOTALS = {"half": 2, "third": 3, "quarter": 4, "week": 52, "decade": 10}
UNIT_WORDS = {
    name: unit
    for unit in ("day", "week", "month", "year", "decade", "century", "millennium")
    for name in (unit, {"century": "centuries", "millennium": "millennia"}.get(unit, unit + "s"))
}
FILLER_WORDS = {"of", "the", "in", "on", "during", ",", "."}
RANGE_SEPARATORS = {"to", "until", "till", "through", "thru", "and", "..", "-", "/"}
BOUND_WORDS = {
    **dict.fromkeys(("before", "pre"), "before"),
    **dict.fromkeys(("by",), "by"),
    **dict.fromkeys(("until", "till", "to", "through", "thru"), "until"),
    **dict.fromkeys(("after", "post"), "after"),
    **dict.fromkeys(("since",), "since"),
    **dict.fromkeys(("from",), "from"),
    **dict.fromkeys(("notbefore",), "not before"),
    **dict.fromkeys(("throughout",), "throughout"),
}
OPEN_RANGE_SIGNS = {"..", "-", "/"}
"""What a range may end or begin with, the other end left open."""
ONWARD_WORDS = {"on", "onward", "onwards"}
DAYS_FROM_TODAY = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}

COMMON_WORDS = frozenset().union(
    MONTH_NUMBERS,
    WEEKDAYS_BY_WORD,
    SEASON_CODES,
    PART_WORDS,
    ERA_WORDS,
    CIRCA_WORDS,
    PERHAPS_WORDS,
    ORDINAL_NUMBERS,
    FRACTION_TOTALS,
    UNIT_WORDS,
    FILLER_WORDS,
    RANGE_SEPARATORS,
    BOUND_WORDS,
    ONWARD_WORDS,
    ("between", "last", "next", "this", "past", "previous", "current", "ago", "present", "halves"),
)
"""All words of the common forms."""

_WORDS_BEFORE_MINUS = CIRCA_WORDS | RANGE_SEPARATORS | BOUND_WORDS.keys() | PART_WORDS.keys()

_TOKEN_PATTERN = re.compile(
    r"""
      (?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)  # 2004-04, 2004-04-17
    | (?<=-)\d{4}-(?:2[1-9]|3\d|4[01])(?!\d)  # -0043-21
    | \d+(?:st|nd|rd|th)\b                     # 17th
    | \d+'?s\b                                 # 1990s
    | [qh][1-4]\b                              # Q2, H1
    | \d+(?:,\d{3})+(?!\d)                     # 13,800,000
    | \d+
    | [^\W\d_]+
    | \.\. | [-~/,.?]
    """,
    re.VERBOSE,
)
_SIGN_REPLACEMENTS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'"})
_HYPHENS = re.compile("[-‐‑‒–—―−]")
_MONTH_AND_SEASON_WORDS = "|".join((*MONTH_NUMBERS, *SEASON_CODES))
_SHORT_END_YEAR = re.compile(
    r"(?:(?<![\d-])(?=\d{4}[‒–—―])|(?<=winter )|(?<=winter of ))(\d{4})[-‒–—―](\d\d)(?![\d‒–—―-])"
)
"""A range of years whose end is short, as no month can be: "1911–12", "winter 1911-12"."""
_JOINED_SPELLINGS = (
    (".", r"\b(b)\.\s?(c)(?:\.\s?(e))?\b\.?|\b(a)\.\s?(d)\b\.?|\b(c)\.\s?(e)\b\.?", "", " "),
    ("-", r"\b(early|mid|late|pre|post)-(?=\w)", "", " "),
    ("-", r"\b(\d{4})-([qh][1-4])\b", " ", ""),
    ("/", r"\b(\d{4})/([qh][1-4])\b|\b([qh][1-4])/(\d{4})\b", " ", ""),
    ("", rf"(?:\b(\d\d?)[-‐‑])?\b({_MONTH_AND_SEASON_WORDS})[-‐‑](\d{{4}})\b", " ", ""),
    ("twenty", r"\b(twenty)[-\s]?(first)\b", "", ""),
)
"""Spellings whose dots and hyphens join: a cue, the pattern, what stands between its groups,
behind."""


def split_tokens(text: str) -> list[str] | None:
    """The words, numbers and signs of a text in small letters; None if it holds anything else."""
    text = text.casefold().replace("…", "..")
    has_hyphen = _HYPHENS.search(text) is not None
    for cue, pattern, between, behind in _JOINED_SPELLINGS:
        if cue in text if cue else has_hyphen:
            text = re.sub(pattern, partial(_join_groups, between=between, behind=behind), text)
    if has_hyphen:
        text = _SHORT_END_YEAR.sub(r"\1 - \2", text)
    plain = text if text.isascii() else text.translate(_SIGN_REPLACEMENTS)
    found = list(_TOKEN_PATTERN.finditer(plain))
    tokens = [match[0] for match in found]
    if sum(map(len, tokens)) != sum(map(len, text.split())):
        return None
    return _join_minus_signs(found, text) if has_hyphen else tokens


def has_common_words_only(tokens: list[str]) -> bool:
    """Whether no token can belong to a name, as those of "May Day 1794" and "Year 2" can."""
    return {"day", "year"}.isdisjoint(tokens) and all(
        token in COMMON_WORDS or not token.isalpha() for token in tokens
    )


def drop_fillers(tokens: list[str]) -> list[str]:
    """The tokens without small words and commas."""
    return [token for token in tokens if token not in FILLER_WORDS]


def is_bare_year(tokens: list[str]) -> bool:
    """Whether the tokens are a number and nothing else that says a date."""
    *before, number = tokens
    return number.isdecimal() and all(token in FILLER_WORDS | CIRCA_WORDS for token in before)


def _join_groups(match: re.Match[str], between: str, behind: str) -> str:
    return between.join(filter(None, match.groups())) + behind


def _join_minus_signs(found: list[re.Match[str]], text: str) -> list[str]:
    """The tokens, with the minus of a year before 1 BC joined to it: "-0043 to -0010"."""
    joined: list[str] = []
    for match in found:
        before = joined[-2] if len(joined) > 1 else ".."
        if (
            joined[-1:] == ["-"]
            and text[match.start() - 1] in "-−"
            and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", match[0])
            and before in _WORDS_BEFORE_MINUS
        ):
            joined[-1] += match[0]
        else:
            joined.append(match[0])
    return joined
