"""Wordings of dates, rewritten into the plain English that the grammar reads.

Rules are applied in order, each to what the last left.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.periods.bound_wordings import BOUND_RULES, PART_RULES
from qaim_cli.periods.century_wordings import CENTURY_RULES
from qaim_cli.periods.cjk import CJK_PATTERN, rewrite_cjk
from qaim_cli.periods.counted_parts import COUNT_RULES
from qaim_cli.periods.roman_numerals import ROMAN_YEAR_PATTERN, parse_roman_numeral
from qaim_cli.periods.wording_rule import MONTH_PATTERN, ORDINAL_PATTERN, WordingRule

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BIG_UNITS = {
    "ka": 10**3, "kya": 10**3, "kyr": 10**3, "thousand": 10**3, "k": 10**3,
    "ma": 10**6, "mya": 10**6, "myr": 10**6, "million": 10**6, "m": 10**6, "mn": 10**6,
    "byr": 10**9, "ga": 10**9, "gya": 10**9, "bya": 10**9, "gyr": 10**9,
    "billion": 10**9, "bn": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_AGO = r"(?:ago|before (?:the )?present|b\.?\s?p\b\.?|back|old)"
_DEEP_TIME = (
    rf"(?P<low>{_NUMBER})(?:\s?(?:-|to|and)\s?(?P<high>{_NUMBER}))?\s?"
    rf"(?:(?P<geological>ga|gya|bya|byr|gyr|ma|mya|myr|ka|kya|kyr)\b(?:\.(?!\.))?(?:\s{_AGO})?"
    rf"|(?P<multiple>thousand|million|billion|trillion|bn|mn|m|k)?\s?(?:years?|yrs?\.?)\s{_AGO})"
)
_MARGIN = (
    rf"\b(?P<number>{_NUMBER})\s?(?:±|\+/?-|give or take)\s?"
    r"(?P<margin>\d+(?:\.\d+)?)(?![\d.])(?P<unit>\s?(?:[gmk]a|[mgb]ya)\b)?(?: years)?"
    r"(?!\s?(?:b\.?\s?p|cal|yrs?|years))"
)
_RADIOCARBON = (
    rf"(?P<low>{_NUMBER})(?:\s?(?:±"
    rf"|\+/?-)\s?(?P<error>\d+))?\s?(?:cal\.?\s)?(?:yrs?\.?\s|years\s)?b\.?\s?p\b\.?"
)
_DUAL_YEAR = (
    r"(?P<before>\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s)?(?:of\s)?(?P<month>jan\w*|feb\w*|mar\w*)\.?"
    r"\s(?:(?P<us_day>\d{1,2}),?\s)?)(?P<year>\d{3,4})[/-](?P<short>\d{1,4})\b"
)
_NUMBER_WORDS = {
    "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100",
    "a hundred": "100", "half a": "0.5", "a quarter of a": "0.25", "one and a half": "1.5",
}  # fmt: skip
_NUMBER_WORDS_PATTERN = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


# Compiled when one is first needed, which most are not.
_compile_pattern = lru_cache(maxsize=None)(re.compile)


def rewrite_wordings(text: str) -> str:
    """Rewrite a folded text into plain English, as far as the rules know it."""
    if not text.isascii():
        text = text.translate(_SIGNS)
        if CJK_PATTERN.search(text):
            text = rewrite_cjk(text)
    following: int | None = 0
    while following is not None:
        text, following = _apply_next_rule(text, following)
    return " ".join(text.split()).strip(" ,;")


def _apply_next_rule(text: str, first: int) -> tuple[str, int | None]:
    """Apply the first rule from a number on that changes the text.

    Returns:
        The text, and the number of the rule to go on with; None if none is left.
    """
    for number in _find_rules(text.translate(_ZEROS)):
        if number >= first:
            _, pattern, replacement = _RULES[number]
            compiled = _compile_pattern(pattern)
            if compiled.search(text):
                return compiled.sub(replacement, text), number + 1
    return text, None


@lru_cache(maxsize=1024)
def _find_rules(shape: str) -> tuple[int, ...]:
    """Find the numbers of the rules whose cue is in a text; its digits are all written 0.

    Texts of one shape are many in any column of dates, and cues have no digits.
    """
    return tuple(number for number, (cue, _, _) in enumerate(_RULES) if cue in shape)


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
    if re.fullmatch(r"\d+,\d{1,2}", number):  # 1,5 million, as most of Europe writes it
        number = number.replace(",", ".")
    whole, _, decimals = number.replace(",", "").partition(".")
    factor = _BIG_UNITS.get(unit or "", 1)
    if unit is None and len(decimals) == 3:  # 12.000 years are twelve thousand
        whole, decimals = whole + decimals, ""
    decimals = decimals[:12]
    years: int = int(whole[:13]) * factor + int(decimals or "0") * factor // 10 ** len(decimals)
    return years


def _write_margin(match: re.Match[str]) -> str:
    """A figure and how far it may be off, as the two outermost figures."""
    number, margin = float(match["number"].replace(",", "")), float(match["margin"])
    low, high = f"{number - margin:.10g}", f"{number + margin:.10g}"
    ends = (high, low) if match["unit"] else (low, high)
    return f"between {ends[0]} and {ends[1]}{match['unit'] or ''}"


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


def _write_dual_year(match: re.Match[str]) -> str:
    """The year of "3 February 1642/3", of which the second is counted from January."""
    year = int(match["year"])
    following = str(year + 1)
    is_dual = following.endswith(match["short"]) and (
        (match["day"] or "0").rjust(2, "0") <= "24" or match["month"][:3] != "mar"
    )
    return f"{match['before']}{following}" if is_dual else match[0]


def _write_roman_month(match: re.Match[str]) -> str:
    return f"{match[1]} {MONTHS[_ROMAN_MONTHS.index(match[2])]} {match[3]}"


_ZEROS = str.maketrans(dict.fromkeys("123456789", "0"))
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "‘": "'", "“": '"', "”": '"'})
_RULES: tuple[WordingRule, ...] = (
    # Signs and small words.
    ("'", r"'s\b", "s"),
    ("'", r"'", " "),
    ('"', r'"', " "),
    ("&", r"\s?&\s?", " and "),
    ("-", r"\b(al|ul|ad|ath|as|ash|at|an|az|l)-(?=[a-z])", r"\1 "),
    ("(", r"\((\?|sic|ca?\.?)\)", r" \1 "),
    ("(", r"[()]", " "),
    ("[", r"[\[\]]", " "),
    ("<", r"<(.*)>", r"\1"),
    ("/", r"\b(\d{1,2})/([a-z]{3,9})/(\d{4})\b", r"\1 \2 \3"),
    ("-", r"\b(\d{4})-([a-z]{3,9})-(\d{1,2})\b", r"\3 \2 \1"),
    (
        "",
        rf"\b(\d{{1,2}})[.\s/-]{{1,2}}({'|'.join(reversed(_ROMAN_MONTHS))})[.\s/-]{{1,2}}(\d{{3,4}})\b",
        _write_roman_month,
    ),
    ("born", r"^born (?:in |on )?", ""),
    ("died", r"^died (?:in |on )?", ""),
    (". ", r"^[bd]\. (?=\d|c)", ""),
    ("r", r"^r(?:eigned)?\b\.? ?(?=\d|c)", ""),
    ("active", r"^active (?:in )?", ""),
    ("ruled", r"^ruled ", ""),
    ("sometime", r"\bsometime\b", ""),
    ("some ", r"\bsome (?:time )?(?=in|during|on\b|\d)", ""),
    ("year", r"(?<!new )\b(?:in )?(?:the )?year (?:of our lord )?(?=\d{3,4}\b)", ""),
    ("dated", r"\bdated (?:to )?", ""),
    ("fl", r"\bfl(?:oruit)?\b\.?", "about"),
    ("during", r"\bduring the course of\b", ""),
    ("course", r"\bin the course of\b", ""),
    (
        "m",
        rf"\b{ROMAN_YEAR_PATTERN}\b",
        lambda match: str(parse_roman_numeral(match[0]) or match[0]),
    ),
    # Eras.
    ("christ", r"\b(?:before christ|bef christ)\b", "bc"),
    ("christ", r"\bafter christ\b", "ad"),
    ("era", r"\bbefore (?:the )?(?:common|current) era\b", "bc"),
    ("era", r"\bbefore our era\b", "bc"),
    ("era", r"\b(?:of )?(?:the )?(?:common|current|our) era\b", "ad"),
    ("a.", r"\ba\.\s?c\b\.?(?!\s?\d)", "bc"),
    ("d.", r"\bd\.\s?c\b\.?(?!\s?\d)", "ad"),
    ("anno", r"\banno mundi\b", "am"),
    ("domini", r"\banno domini\b", "ad"),
    ("anno", r"\banno (?=\d)", ""),
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
    (
        "cal",
        r"\b([\d,]+)\s?(?:-|to)\s?([\d,]+) cal\.?\s(bce?|ad|ce)\b",
        r"about \1 \3 to about \2 \3",
    ),
    ("cal", r"\bcalc?(?:ulated)?\b\.?", "about"),
    ("bef", r"\bbef\b\.?", "before"),
    ("aft", r"\baft\b\.?", "after"),
    ("bet", r"\bbet\b\.?", "between"),
    ("btw", r"\bbtwn?\b\.?", "between"),
    ("int", r"^int\b\.?", ""),
    # Figures of deep time.
    (
        "ion",
        rf"\b({_NUMBER_WORDS_PATTERN}) (?=million|billion|trillion)",
        lambda match: f"{_NUMBER_WORDS[match[1]]} ",
    ),
    (
        "thousand",
        rf"\b({_NUMBER_WORDS_PATTERN}) (?=thousand)",
        lambda match: f"{_NUMBER_WORDS[match[1]]} ",
    ),
    (
        " ",
        r"\b\d{1,3}(?: \d{3})+(?= (?:years?|yrs?|b\.?p|b\.?c))",
        lambda match: match[0].replace(" ", ""),
    ),
    (
        "a",
        rf"\b({_NUMBER})\s?([gmk]a|[mgb]ya)\s?(±|\+/?-)\s?(\d+(?:\.\d+)?)(?:\s?\2)?(?![\w.])",
        r"\1 \3 \4 \2",
    ),
    (
        "ion",
        rf"\b({_NUMBER}) (million|billion) (?=(?:to|and|or|-) {_NUMBER} \2 years)",
        r"\1 ",
    ),
    *((cue, _MARGIN, _write_margin) for cue in ("±", "+/", "+-", "give")),
    *(
        (cue, _DEEP_TIME, _write_years_ago)
        for cue in (" ago", "before", "b.p", "bp", "back", "old", "ma", "ga", "ka", "ya", "yr")
    ),
    (
        "p",
        rf"\b({_NUMBER})\s?(-|to|and)\s?({_NUMBER})\s?((?:cal\.?\s)?b\.?\s?p\b\.?)",
        r"\1 \4 \2 \3 \4",
    ),
    ("p", _RADIOCARBON, _write_before_present),
    ("ion", rf"\b({_NUMBER})\s?(million|billion|trillion) (bc|ad|bce|ce)\b", _write_big_number),
    *BOUND_RULES,
    *PART_RULES,
    *CENTURY_RULES,
    *COUNT_RULES,
    # Years that began in March.
    *((cue, _DUAL_YEAR, _write_dual_year) for cue in ("jan", "feb", "mar")),
    ("winter", r"\bwinter (?:of )?(\d{3,4})/(\d{1,4})\b", r"winter \1-\2"),
    ("this", r"\bthis (?=(?:the )?\w+ day of)", ""),
    ("day of", rf"\b(?P<day>{ORDINAL_PATTERN}) day of (?=(?:{MONTH_PATTERN}))", r"\g<day> of "),
    ("of", rf"\b(\d{{1,2}})(?:st|nd|rd|th)? day of (?={MONTH_PATTERN})", r"\1 "),
    ("/", r"\band/or\b", "or"),
    (" and ", r"^both (.*)$", r"\1"),
    ("about ", r"\babout (?=(?:about|c|ca|circa|around|approximately)\b)", ""),
    ("about", r"\b(?:about|around|circa|ca?) (?:the )?(?=about\b)", ""),
)
