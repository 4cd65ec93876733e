"""Wordings of dates, rewritten into the plain English that the grammar reads.

A rule is (cue, pattern, replacement) and applies to text in small letters and without accents; the
pattern is tried only where the cue occurs. Rules are applied in order, each to what the last left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.periods import vocabulary
from qaim_cli.periods.roman_numerals import ROMAN_PATTERN, parse_roman_numeral

_Replacement = str | Callable[[re.Match[str]], str]

_ORDINALS = "|".join(word for word in vocabulary.ORDINAL_NUMBERS if word not in ("last", "final"))
_MONTH_NAMES = "|".join(sorted(vocabulary.MONTH_NUMBERS, key=len, reverse=True))
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BIG_UNITS = {
    "ka": 10**3, "kya": 10**3, "kyr": 10**3, "thousand": 10**3, "k": 10**3,
    "ma": 10**6, "mya": 10**6, "myr": 10**6, "million": 10**6, "m": 10**6, "mn": 10**6,
    "ga": 10**9, "gya": 10**9, "bya": 10**9, "gyr": 10**9, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_AGO = r"(?:ago|before (?:the )?present|b\.?\s?p\b\.?|back|old)"
_DEEP_TIME = (
    rf"(?P<low>{_NUMBER})(?:\s?(?:-|to|and)\s?(?P<high>{_NUMBER}))?\s?"
    rf"(?:(?P<geological>ga|gya|bya|gyr|ma|mya|myr|ka|kya|kyr)\b\.?(?:\s{_AGO})?"
    rf"|(?P<multiple>thousand|million|billion|trillion|bn|mn|m|k)?\s?(?:years?|yrs?\.?)\s{_AGO})"
)
_RADIOCARBON = (
    rf"(?P<low>{_NUMBER})(?:\s?(?:±"
    rf"|\+/?-)\s?(?P<error>\d+))?\s?(?:cal\.?\s)?(?:yrs?\.?\s|years\s)?b\.?\s?p\b\.?"
)
_CENTURY = r"(?:centur(?:y|ies)|cents?\b\.?|c\b\.?(?!\d))"
_DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_TEENS = {"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_SAECULUM_PARTS = {
    "in": "early", "ineunte": "early", "med": "mid", "ex": "late", "exeunte": "late",
    "1/2": "first half of", "2/2": "second half of", "1/4": "first quarter of",
    "2/4": "second quarter of", "3/4": "third quarter of", "4/4": "fourth quarter of",
    "1/3": "first third of", "2/3": "second third of", "3/3": "third third of",
    "¹": "first half of", "²": "second half of", "1": "first half of", "2": "second half of",
}  # fmt: skip


# Compiled when one is first needed, which most are not.
_compile_pattern = lru_cache(maxsize=None)(re.compile)


def rewrite_wordings(text: str) -> str:
    """Rewrite a folded text into plain English, as far as the rules know it."""
    text = text.translate(_SIGNS)
    for cue, pattern, replacement in _RULES:
        if cue in text:
            text = _compile_pattern(pattern).sub(replacement, text)
    return " ".join(text.split()).strip(" ,;")


def _write_years_ago(match: re.Match[str]) -> str:
    unit = match["geological"] or match["multiple"]
    ends = [_count_years(match[end], unit) for end in ("low", "high") if match[end]]
    return (
        " and ".join(f"{years} years ago" for years in ends)
        if _is_set(match)
        else " to ".join(f"{years} years ago" for years in ends)
    )


def _is_set(match: re.Match[str]) -> bool:
    """Whether the two figures are joined as "between" joins them."""
    return bool(match["high"]) and " and " in match[0]


def _count_years(number: str, unit: str | None) -> int:
    whole, _, decimals = number.replace(",", "").partition(".")
    factor = _BIG_UNITS.get(unit or "", 1)
    decimals = decimals[:12]
    years: int = int(whole[:13]) * factor + int(decimals or "0") * factor // 10 ** len(decimals)
    return years


def _write_before_present(match: re.Match[str]) -> str:
    """Radiocarbon years count back from 1950."""
    years = _count_years(match["low"], None)
    if match["error"]:
        error = int(match["error"][:6])
        return (
            f"between {_write_year(1950 - years - error)} and {_write_year(1950 - years + error)}"
        )
    return f"about {_write_year(1950 - years)}"


def _write_year(year: int) -> str:
    return f"{1 - year} bc" if year <= 0 else f"{year} ad"


def _write_big_number(match: re.Match[str]) -> str:
    return f"about {_count_years(match[1], match[2])} {match[3]}"


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


def _write_dual_year(match: re.Match[str]) -> str:
    """The year of "3 February 1642/3", of which the second is counted from January."""
    year = int(match["year"])
    following = str(year + 1)
    is_dual = following.endswith(match["short"]) and (
        (match["day"] or "0").rjust(2, "0") <= "24" or match["month"][:3] != "mar"
    )
    return f"{match['before']}{following}" if is_dual else match[0]


def _write_cjk_date(match: re.Match[str]) -> str:
    month = int(match["month"] or 0)
    if month > 12:
        return match[0]
    name = MONTHS[month - 1] if month else ""
    era = " bc" if match["era"] and match["era"][-1] == "前" else ""
    return f" {match['day'] or ''} {name} {match['year']}{era}"


_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "‘": "'", "“": '"', "”": '"'})
_RULES: tuple[tuple[str, str, _Replacement], ...] = (
    # Signs and small words.
    ("'", r"'s\b", "s"),
    ("'", r"'", " "),
    ('"', r'"', " "),
    ("(", r"\((\?|sic|ca?\.?)\)", r" \1 "),
    ("(", r"[()]", " "),
    ("[", r"[\[\]]", " "),
    (
        "年",
        r"(?P<era>公元前|西元前|前|公元|西暦|西元)?(?P<year>\d{1,4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?",
        _write_cjk_date,
    ),
    ("世", r"(\d{1,2})世[纪紀]", r"\1th century"),
    ("代", r"(\d{3}0)年?代", r"\1s"),
    (
        "년",
        r"(?P<era>)(?P<year>\d{3,4})\s?년(?:\s?(?P<month>\d{1,2})\s?월(?:\s?(?P<day>\d{1,2})\s?일)?)?",
        _write_cjk_date,
    ),
    ("sometime", r"\bsometime\b", ""),
    ("some ", r"\bsome (?:time )?(?=in|during|\d)", ""),
    ("year", r"\b(?:in )?(?:the )?year (?:of our lord )?(?=\d{3,4}\b)", ""),
    ("dated", r"\bdated (?:to )?", ""),
    ("fl", r"\bfl(?:oruit)?\b\.?", "about"),
    ("during", r"\bduring the course of\b", ""),
    ("course", r"\bin the course of\b", ""),
    # Eras.
    ("christ", r"\b(?:before christ|bef christ)\b", "bc"),
    ("christ", r"\bafter christ\b", "ad"),
    ("era", r"\bbefore (?:the )?(?:common|current) era\b", "bc"),
    ("era", r"\b(?:of the )?(?:common|current) era\b", "ad"),
    ("domini", r"\banno domini\b", "ad"),
    ("bc", r"\b(\d+)(bce?)\b", r"\1 \2"),
    ("ad", r"\b(\d+)ad\b", r"\1 ad"),
    ("ad", r"\bad(\d+)\b", r"ad \1"),
    ("a.h", r"\ba\.\s?h\.", "ah"),
    ("a.u.c", r"\ba\.\s?u\.\s?c\.?", "auc"),
    ("urbe", r"\bab urbe condita\b", "auc"),
    ("bp", r"\bcal\.? bp\b", "bp"),
    # Genealogy.
    ("@#", r"@#d(?:gregorian|julian|french r|hebrew|roman)@\s?", ""),
    ("abt", r"\babt\b\.?", "about"),
    ("est", r"\best(?:imated)?\b\.?", "about"),
    ("cal", r"\bcal(?:culated)?\b\.?", "about"),
    ("bef", r"\bbef\b\.?", "before"),
    ("aft", r"\baft\b\.?", "after"),
    ("bet", r"\bbet\b\.?", "between"),
    ("btw", r"\bbtwn?\b\.?", "between"),
    ("int", r"^int\b\.?", ""),
    # Figures of deep time.
    ("", _DEEP_TIME, _write_years_ago),
    ("p", _RADIOCARBON, _write_before_present),
    ("ion", rf"\b({_NUMBER})\s?(million|billion|trillion) (bc|ad|bce|ce)\b", _write_big_number),
    # Bounds and hedges.
    ("than", r"\b(?:no|not) later than\b", "by"),
    ("than", r"\b(?:no|not) earlier than\b", "notbefore"),
    ("than", r"\blater than\b", "after"),
    ("than", r"\bearlier than\b", "before"),
    ("not", r"\bnot after\b", "by"),
    ("not", r"\bnot before\b", "notbefore"),
    ("quem", r"\b(?:terminus )?ante quem\b:?(?: non)?", "by"),
    ("quem", r"\b(?:terminus )?post quem\b:?(?: non)?", "notbefore"),
    ("taq", r"\btaq\b:?", "by"),
    ("tpq", r"\btpq\b:?", "notbefore"),
    ("latest", r"^(?:at (?:the )?latest,?\s)?(.*?),?\s?\b(?:at (?:the )?latest)?$", r"by \1"),
    (
        "earliest",
        r"^(?:at (?:the )?earliest,?\s)?(.*?),?\s?\b(?:at (?:the )?earliest)?$",
        r"notbefore \1",
    ),
    (" or ", r"^(.*\d.*?) or (?:earlier|before)$", r"by \1"),
    (" or ", r"^(.*\d.*?) or (?:later|after)$", r"notbefore \1"),
    (" or ", r"^(.*\d.*?) or (?:so|thereabouts)$", r"about \1"),
    ("there", r"^(.*\d.*?),? thereabouts$", r"about \1"),
    ("ish", r"\b(\d{3,4})-?ish\b", r"about \1"),
    ("x", r"\b(\d{3,4})\s?x\s?(\d{3,4})\b", r"between \1 and \2"),
    ("×", r"\b(\d{3,4})\s?×\s?(\d{3,4})\b", r"between \1 and \2"),
    ("x", r"\b(\d\d)(\d\d)\s?x\s?(\d\d)\b", r"between \1\2 and \1\3"),
    ("going", r"\b(?:(?:to|until|till|-)\s)?(?:still )?on-?going$", "- present"),
    ("date", r"\bto date$", "to present"),
    ("present", r"\bpresent (?:day|time|moment)\b", "present"),
    ("henceforth", r"\bhenceforth$", "onwards"),
    ("forward", r"\bforwards?$", "onwards"),
    # Parts.
    (
        "of",
        r"\b(?:the )?(?:first|early|opening|initial) (?:years|months|days|part|weeks) of\b",
        "early",
    ),
    (
        "of",
        (
            r"\b(?:the )?(?:last|final|closing|latter|later|late) (?:years|months|days|part"
            r"|weeks) of\b"
        ),
        "late",
    ),
    ("close", r"\b(?:at )?(?:the )?(?:very )?close of\b", "end of"),
    ("outset", r"\boutset of\b", "start of"),
    ("begin", r"\bbeginnings of\b", "start of"),
    ("midst", r"\bmidst of\b", "middle of"),
    ("latter", r"\blatter half\b", "second half"),
    ("- to", r"\b(early|mid|late)- (?=to\b)", r"\1 "),
    ("to-", r"\b(early|mid|late)-to-(?=\w)", r"\1 to "),
    ("first", r"\bfirst(?= part\b)", "early"),
    ("-", r"\b(early|mid|late|first|second)-(?=[a-z\d])", r"\1 "),
    ("mid", r"\bmid(?=\d)", "mid "),
    # Centuries.
    ("-", rf"(?<=\w)-(?=centur|{_CENTURY}\b)", " "),
    (
        "s",
        (
            rf"\bs(?:aec(?:ulo|\.)?|\.)?\s?(?P<first>{ROMAN_PATTERN})(?:\s?[-/]\s?(?P<last>{ROMAN_PATTERN}))?"
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
    ("c", r"\bc\.?(\d{1,2})(?:th|st|nd|rd)?\b(?![.:/\d])", r"\1th century"),
    ("c", rf"\b({_ORDINALS}) c(?:ents?|enturies)?\b\.?", r"\1 century"),
    ("century", r"\b(\d{1,2})\s?\.?\s(?=century\b)", r"\1th "),
    ("centuries", r"\bcenturies\b", "century"),
    ("millennia", r"\bmillennia\b", "millennium"),
    (
        "turn",
        (
            rf"\bturn of the (?:\w+(?: century)? (?:and|to)(?: the)? "
            rf"|\w+\s?[-/]\s?)?(?P<number>\d+(?:st|nd|rd|th)|{_ORDINALS})"
            r" (?P<unit>century|millennium)(?P<era> bce?)?(?: ad| ce)?"
        ),
        _write_turn,
    ),
    ("turn", r"\bturn of the (?=\d{3}0s)", "about "),
    ("turn", r"\bturn of the year (?=\d)", "about "),
    # Numbers in words.
    (
        "ty",
        r"\b(twenty|thirty)[ -](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
        _write_compound_ordinal,
    ),
    ("thirtieth", r"\bthirtieth\b", "30th"),
    ("ies", rf"\b({'|'.join(_TEENS)})[ -]({'|'.join(_DECADE_WORDS)})\b", _write_decade),
    # Years that began in March.
    (
        "/",
        r"(?P<before>\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s)?(?:of\s)?(?P<month>jan\w*|feb\w*|mar\w*)\.?\s(?:(?P<us_day>\d{1,2}),?\s)?)(?P<year>\d{3,4})/(?P<short>\d{1,4})\b",
        _write_dual_year,
    ),
    ("winter", r"\bwinter (?:of )?(\d{3,4})/(\d{1,4})\b", r"winter \1-\2"),
    ("of", rf"\b(\d{{1,2}})(?:st|nd|rd|th)? day of (?={_MONTH_NAMES})", r"\1 "),
    ("/", r"\band/or\b", "or"),
    (" and ", r"^both (.*)$", r"\1"),
)
