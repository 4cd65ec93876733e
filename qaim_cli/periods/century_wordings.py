"""Wordings of centuries and decades, rewritten into the words of the grammar."""

from __future__ import annotations

import re

from qaim_cli.periods import vocabulary
from qaim_cli.periods.roman_numerals import ROMAN_PATTERN, parse_roman_numeral
from qaim_cli.periods.wording_rule import ORDINAL_PATTERN, WordingRule

_CENTURY = r"(?:centur(?:y|ies)|cents?\b\.?|c\b\.?(?!\d))"
_DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_TEENS = {
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_NICKNAMED_DECADES = {"roaring twenties": "1920s", "swinging sixties": "1960s"}
_SAECULUM_PARTS = {
    "in": "early", "ineunte": "early", "med": "mid", "ex": "late", "exeunte": "late",
    "1/2": "first half of", "2/2": "second half of", "1/4": "first quarter of",
    "2/4": "second quarter of", "3/4": "third quarter of", "4/4": "fourth quarter of",
    "1/3": "first third of", "2/3": "second third of", "3/3": "third third of",
    "¹": "first half of", "²": "second half of", "1": "first half of", "2": "second half of",
}  # fmt: skip


def _write_saeculum(match: re.Match[str]) -> str:
    part = _SAECULUM_PARTS.get(match["part"] or "", "")
    first = f"{part} {_write_ordinal(match['first'])}"
    if not match["last"]:
        return f" {first} century "
    return f" {first} century to {_write_ordinal(match['last'])} century "


def _write_roman_century(match: re.Match[str]) -> str:
    ends = [_write_ordinal(match[name]) for name in ("first", "last") if match[name]]
    return f"{' to '.join(ends)} century"


def _write_ordinal(roman: str) -> str:
    return f"{parse_roman_numeral(roman) or 0}th"


def _write_turn(match: re.Match[str]) -> str:
    """The turn of a century is the years around its start."""
    number = match["number"]
    ordinal = vocabulary.ORDINAL_NUMBERS.get(number) or int(re.sub(r"\D", "", number) or 0)
    length = 1000 if match["unit"] == "millennium" else 100
    if match["era"]:
        return f"about {ordinal * length} bc"
    return f"about {(ordinal - 1) * length or 1} ad"


def _write_compound_ordinal(match: re.Match[str]) -> str:
    tens = {"twenty": 20, "thirty": 30}[match[1]]
    return f"{tens + vocabulary.ORDINAL_NUMBERS[match[2]]}th"


def _write_decade(match: re.Match[str]) -> str:
    return f"{_TEENS[match[1]]}{_DECADE_WORDS[match[2]]}s"


CENTURY_RULES: tuple[WordingRule, ...] = (
    ("-", rf"(?<=\w)-(?=centur|{_CENTURY}\b)", " "),
    (
        "s",
        (
            rf"\bs(?:aec)?\.?\s?({ROMAN_PATTERN}) (in|ex|med)\b\.?\s?[-/]\s?"
            rf"({ROMAN_PATTERN}) (in|ex|med)\b"
        ),
        r"s. \1 \2 to s. \3 \4",
    ),
    (
        "bc",
        r"\b(?:1st|first) century bce?\s?[/-]\s?(?:ad|ce)\b",
        "1st century bc to 1st century ad",
    ),
    (
        "s",
        (
            rf"\bs(?:[aæ]e?c(?:ulo|\.)?|\.)?\s?(?P<first>{ROMAN_PATTERN})(?:\s?[-/]\s?(?P<last>{ROMAN_PATTERN}))?"
            r"(?:\s?(?P<part>ineunte|exeunte|in|med|ex|\d/\d|[¹²12](?!\d)))?\.?(?!\s?centur)(?=\s|$|\W)"
        ),
        _write_saeculum,
    ),
    (
        "c",
        (
            rf"\b(?P<first>{ROMAN_PATTERN})(?:th|st|nd|rd)?(?:\s?(?:-|\bto\b|\band\b|/)\s?(?P<last>{ROMAN_PATTERN})(?:th|st|nd|rd)?)?\s"
            r"(?:centur(?:y|ies)|cent\b\.?|c\b\.?)"
        ),
        _write_roman_century,
    ),
    (
        "mill",
        rf"\b(?P<first>{ROMAN_PATTERN})(?:th|st|nd|rd)?\s(?=millennium)",
        lambda m: _write_ordinal(m["first"]) + " ",
    ),
    ("century", rf"\bcentury ({ROMAN_PATTERN})\b", lambda m: f"{_write_ordinal(m[1])} century"),
    ("century", r"\bcentury (\d{1,2})\b", r"\1th century"),
    (
        "c",
        r"\b(\d{1,2})(?:th|st|nd|rd)? ?(?:c\b\.?(?=\s|$|[^\w\s])|cents?\b\.?|centuries\b)",
        r"\1th century",
    ),
    ("c", r"\bc\.?(\d{1,2})\s?[-/]\s?(\d{1,2})\b", r"\1th century to \2th century"),
    ("c", r"\bc\.?(\d{1,2})(?:th|st|nd|rd)?\b(?![.:/\d])", r"\1th century"),
    ("c", rf"\b({ORDINAL_PATTERN}) c(?:ents?|enturies)?\b\.?", r"\1 century"),
    ("century", r"\b(\d{1,2})\s?\.?\s(?=century\b)", r"\1th "),
    (
        "th",
        rf"\b({ROMAN_PATTERN})(?:th|st|nd|rd)\b",
        lambda match: _write_ordinal(match[1]) if match[1] else match[0],
    ),
    ("q", r"\b(?:qtr|quart)\b\.?(?= (?:of )?(?:the )?\d)", "quarter"),
    ("centuries", r"\bcenturies\b", "century"),
    ("millennia", r"\bmillennia\b", "millennium"),
    (
        "turn",
        (
            rf"\bturn of the (?:\w+(?: century)? (?:and|to)(?: the)? "
            rf"|\w+\s?[-/]\s?)?(?P<number>\d+(?:st|nd|rd|th)|{ORDINAL_PATTERN})"
            r" (?P<unit>century|millennium)(?P<era> bce?)?(?: ad| ce)?"
        ),
        _write_turn,
    ),
    ("turn", r"\bturn of the (?=\d{3}0s)", "about "),
    ("turn", r"\bturn of the year (?=\d)", "about "),
    (
        "ty",
        r"\b(twenty|thirty)[ -](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
        _write_compound_ordinal,
    ),
    ("thirtieth", r"\bthirtieth\b", "30th"),
    (
        "ies",
        rf"\b({'|'.join(_NICKNAMED_DECADES)})\b",
        lambda match: _NICKNAMED_DECADES[match[1]],
    ),
    ("ies", rf"\b({'|'.join(_TEENS)})[ -]({'|'.join(_DECADE_WORDS)})\b", _write_decade),
    ("ies", rf"\b({'|'.join(_DECADE_WORDS)})\b", lambda match: f"{_DECADE_WORDS[match[1]]}s"),
    (
        "s of",
        r"\b(\d)0'?s of (?:the )?(\d{1,2})(?:th|st|nd|rd) century\b",
        lambda match: f"{int(match[2]) - 1}{match[1]}0s",
    ),
)
