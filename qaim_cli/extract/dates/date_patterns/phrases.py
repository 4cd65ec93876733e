"""Dates whose words say all of it, read as a person would type them: see `qaim_cli.periods`."""

from __future__ import annotations

import re

from qaim_cli.extract.dates import patterns
from qaim_cli.extract.dates.date_patterns.pattern import MentionPattern

_DUAL_CALENDAR_GAPS = range(10, 14)
"""By how many days the Julian calendar has been behind the Gregorian one."""


def _read_words(match: re.Match[str]) -> str:
    return match[0].replace("&", "and")


def _read_span(match: re.Match[str]) -> str:
    """Two parts of centuries or decades, "the late 7th and early 8th centuries", as one span."""
    words = _read_words(match)
    if not _SEVERAL.search(words):
        named = _PART_OF_UNIT.sub(_name_middle, words)
        if named != words:
            words = _BARE_ORDINAL.sub(r"\g<0> century", f"from {_FROM.sub('', named)}")
    if not _PART.search(words):
        return _BETWEEN_DECADES.sub(r"from \1 to ", words)
    return f"between {words}" if _TWO_PARTS.match(words) else words


def _name_middle(match: re.Match[str]) -> str:
    """The middle of a part of a decade, or of a century's: "c. 1958" for "late 1950s"."""
    if match["decade"]:
        years = _YEARS_OF_PARTS[match["part"].lower()]
        return f"c. {int(match['decade']) + years}"
    if match["part"].lower() != "mid":
        return match[0]
    return f"c. {100 * int(match['nth']) - 50}"


def _read_years_after(match: re.Match[str]) -> str:
    """The years that something lasted: "for 20 years after 1804"."""
    year = int(match["in_year"])
    length = patterns.read_count(match["count_of"]) * (10 if match["run"] == "decade" else 1)
    return f"{year} to {year + length}"


def _read_time_beside(match: re.Match[str]) -> str:
    """The time on one side of a year: "the decade following 2002", "the years before 1850"."""
    sign = 1 if match["side"] in ("after", "following") else -1
    if match["run"] == "years":
        return f"{'after' if sign > 0 else 'before'} {match['in_year']}"
    year = int(match["in_year"])
    ends = sorted((year, year + sign * (10 if match["run"] == "decade" else 100)))
    return f"between {ends[0]} and {ends[1]}"


def _read_quarter(match: re.Match[str]) -> str:
    nth = ("first", "second", "third", "fourth")[int(match["quarter"]) - 1]
    return f"{nth} quarter of {match['in_year']}"


def _read_until_present(match: re.Match[str]) -> str:
    return f"{match['begin']} to present"


def _read_new_style(match: re.Match[str]) -> str:
    """The second of two days that are one, "12/24 June 1812"; else both, "5/6 June 1944"."""
    gap = int(match["new"]) - int(match["old"])
    if gap not in _DUAL_CALENDAR_GAPS:
        return match[0]
    return match[0].replace(f"{match['old']}/", "", 1)


def _read_new_style_month(match: re.Match[str]) -> str:
    return f"{match['new']} {match['in_year']}"


def _read_bracketed_style(match: re.Match[str]) -> str:
    """The day of the new style, in the brackets or before them."""
    words = match["inside"] or match["outside"]
    return words if re.search(r"\d{4}", words) else f"{words} {match['in_year']}"


def _read_feast(match: re.Match[str]) -> str:
    return f"{match['holy_day']} {match['in_year']}"


def _read_republican_day(match: re.Match[str]) -> str:
    return match[0].replace(" in the ", " ").replace(" of the ", " ")


_YEAR = r"(?:1\d{3}|20\d\d)"
_CIRCA = r"(?:c\.|ca\.?|circa|fl\.) ?"
_ROUGH = r"(?:(?:[Aa]bout|[Aa]round|[Ss]ome|[Rr]oughly|[Aa]pproximately|[Oo]ver|[Nn]early) )?"
_DAY_MONTH = r"(?:\d{1,2}(?:{th})? {a_month}|{a_month} \d{1,2}(?:{th})?(?!\d))"
_REPUBLICAN_DAY = (
    r"{free}(?<!\()(?<!\d{4}, )\d{1,2} (?:Vend[eé]miaire|Brumaire|Frimaire|Niv[oô]se|Pluvi[oô]se"
    r"|Vent[oô]se|Germinal|Flor[eé]al|Prairial|Messidor|Thermidor|Fructidor)"
    r",? (?:(?:of|in) the )?(?:[Aa]n|[Yy]ear) (?:[IVX]+|\d{1,2})(?!\w)"
    r"(?!(?: \(|, )(?:\d{1,2} {a_month}|{a_month} \d))"
)
"""A day of the French Republic's calendar, unless another says the same day beside it."""
_STYLE = r"(?:O\. ?S\.?|Old Style|N\. ?S\.?|New Style)"
_JOIN = r"(?: ?{dash} ?|,? (?:and|&|or|to|until|through) (?:the )?(?:(?:early|mid|late)[ -])?)"
_TWO_PARTS = re.compile(
    r"(?:the )?(?:early|mid|late)\b.* and (?:the )?(?:early|mid|late)\b", re.IGNORECASE
)
_PART = re.compile(r"\b(?:early|mid|late|[a-z]+ of)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"(?: and | & | or |BC)")
_PART_OF_UNIT = re.compile(
    r"(?:[Tt]he )?(?P<part>early|mid|late)(?:- ?| )"
    r"(?:(?P<decade>\d{3}0)['’]?s|(?P<nth>\d+)(?:st|nd|rd|th)(?:[ -][Cc]entur(?:y|ies))?)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\A[Ff]rom ")
_BARE_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b(?![ -][Cc]entur)")
_YEARS_OF_PARTS = {"early": 1, "mid": 5, "late": 8}
_BETWEEN_DECADES = re.compile(r"\A[Bb]etween ([^,]*0['’]?s),? and ")
_DECADE_WORD = r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"

PHRASES = (
    MentionPattern(
        "phrase",
        r"(?<!\w)(?P<begin>(?:{a_month} )?" + _YEAR + r") ?(?:{dash}|to|until|till) ?(?:the )?"
        r"(?:[Pp]resent(?: day| time)?|today|now|date(?! from| back))(?!\w)",
        read_phrase=_read_until_present,
    ),
    MentionPattern("phrase", r"(?<!\w)" + _YEAR + r" ?{dash}(?= ?\))", read_phrase=_read_words),
    MentionPattern(
        "phrase",
        r"(?<!\w)" + _CIRCA + r"(?:AD )?(?:\d{1,3},\d{3}|\d{3,6}|\d{1,3}(?= ?{era})"
        r"|\d{1,3}(?= ?(?:{dash}|to|and) ?(?:" + _CIRCA + r")?\d{1,4} ?{era}))(?: ?{era})?"
        r"(?:(?: ?(?:{dash}|/) ?| to | or )(?:" + _CIRCA + r")?(?:AD )?\d{1,4}(?: ?{era})?)?"
        r"(?![\w%]|[.,:]\d| {counted}| [a-z]+s\b)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)" + _YEAR + r" ?{dash} ?" + _CIRCA + r"\d{3,4}(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)\d{1,4}(?:, \d{1,4})+,? (?:and|or) \d{1,4} ?{era}",
        read_phrase=_read_words,
    ),
    MentionPattern("phrase", r"(?<![\w,.])\d{5,6} ?{era}", read_phrase=_read_words),
    MentionPattern(
        "phrase",
        r"(?<![\w.])(?<!\d )(?:B\. ?C\. ?(?:E\. )?|BCE? )\d{1,4}(?: ?{dash} ?\d{1,4})?"
        r"(?![\w,]\d| ?{era}|\w| {counted})",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "deep time",
        _ROUGH + r"(?<![\w,.])\d[\d,.]*(?: ?(?:{dash}|to) ?\d[\d,.]*)? (?:million|billion|thousand)"
        r" years (?:ago|before (?:the )?present)(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "deep time",
        _ROUGH
        + r"(?<![\w,.])\d{1,3}(?:,?000|,\d00) years (?:ago|before (?:the )?present|BP)(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "deep time",
        r"(?<![\w,.])\d[\d,.]*(?:{dash}\d[\d,.]*)? ?(?:[Mm]ya|Mya|Ma|Ga|ka|kya|BP)(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)(?:(?:[Bb]etween|[Ff]rom) (?:the )?)?{part}?{century}"
        r"(?:[ -](?:[Cc]entur(?:y|ies)|[Mm]illennium)(?: {era})?)?"
        + _JOIN
        + r"{part}?{century}[ -](?:[Cc]entur(?:y|ies)|[Mm]illenni(?:um|a))(?: {era})?",
        read_phrase=_read_span,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)(?:early|mid)(?: |-|- )(?:(?:and|to|or) (?:the )?)?(?:mid|late)[ -]"
        r"(?:\d{3}0['’]?s\b|{century}[ -][Cc]entur(?:y|ies)(?: {era})?)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)[Ff]rom \d{3} (?:until|till) (?:\d{3}|" + _YEAR + r")(?![\w%]|[.,:]\d| {counted})",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w){part}?{century} [Mm]illennium(?: {era})?",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)(?:the )?turn of the (?:{century} [Cc]entury|\d{3}0s)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)(?:(?:[Bb]etween|[Ff]rom) (?:the )?)?{part}?\d{3}0['’]?s"
        + _JOIN
        + r"{part}?['’]?\d{0,3}0['’]?s\b",
        read_phrase=_read_span,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w){part}?(?:fif|six|seven|eigh|nine)teen[ -]" + _DECADE_WORD + r"\b",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w){part}?" + _DECADE_WORD + r" of the {century}[ -][Cc]entury\b",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)[Tt]he (?P<run>years|decade|century) (?:(?:immediately|just) )?"
        r"(?P<side>after|following|before|preceding) (?P<in_year>" + _YEAR + r")(?!\w)",
        read_phrase=_read_time_beside,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)[Ff]or (?:the )?(?:next )?(?P<count_of>\d{1,2}|{count_word}) "
        r"(?P<run>year|decade)s? (?:after|from) (?P<in_year>" + _YEAR + r")(?!\w)",
        read_phrase=_read_years_after,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)Q(?P<quarter>[1-4])(?: of|,)? (?P<in_year>" + _YEAR + r")(?!\w)",
        read_phrase=_read_quarter,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w){a_month} (?:the )?{day_word},? (?:of )?" + _YEAR + r"(?!\w)"
        r"|(?<!\w)(?:[Tt]he )?{day_word} (?:day )?of {a_month},? (?:of )?" + _YEAR + r"(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase", r"{free}\d{1,2}-{a_month}-" + _YEAR + r"(?!\w)", read_phrase=_read_words
    ),
    MentionPattern(
        "phrase",
        r"{free}(?:\d{1,2}{th}? (?:of )?(?:January|February|March),? |"
        r"(?:January|February|March) \d{1,2}{th}?,? )1[0-7]\d\d/\d{1,4}(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "dual day",
        r"{free}(?P<old>\d{1,2})/(?P<new>\d{1,2}) {a_month},? " + _YEAR + r"(?!\w)",
        read_phrase=_read_new_style,
    ),
    MentionPattern(
        "dual day",
        r"{free}\d{1,2} {a_month} ?/ ?(?P<new>\d{1,2} {a_month}),? (?P<in_year>"
        + _YEAR
        + r")(?!\w)",
        read_phrase=_read_new_style_month,
    ),
    MentionPattern(
        "dual day",
        r"{free}\d{1,2} {a_month},? [(\[](?P<new>\d{1,2} {a_month})[)\]],? (?P<in_year>"
        + _YEAR
        + r")(?!\w)",
        read_phrase=_read_new_style_month,
    ),
    MentionPattern(
        "dual day",
        r"{free}(?P<outside>" + _DAY_MONTH + r"(?:,? " + _YEAR + r")?) ?[(\[](?:"
        r"(?:O\. ?S\.?|Old Style),? (?:" + _DAY_MONTH + r")|(?:" + _DAY_MONTH + r"),?"
        r" (?:O\. ?S\.?|Old Style)|(?:(?:N\. ?S\.?|New Style),? |(?="
        + _DAY_MONTH
        + r",? (?:N\. ?S|New Style)))(?P<inside>"
        + _DAY_MONTH
        + r"),?(?: ?"
        + _STYLE
        + r")?)[)\]](?:,? (?P<in_year>"
        + _YEAR
        + r"))?",
        read_phrase=_read_bracketed_style,
    ),
    MentionPattern(
        "phrase",
        r"{free}\d{1,2} {a_month},? " + _YEAR + r" \(?" + _STYLE + r"\)?",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "phrase",
        r"(?<!\w)(?:[Tt]he )?(?:first|second|third|fourth|last) week (?:of|in) {a_month},? (?:of )?"
        + _YEAR
        + r"(?!\w)",
        read_phrase=_read_words,
    ),
    MentionPattern(
        "feast",
        r"(?<!\w)(?P<holy_day>{holy_day})(?: [Nn]ight| [Mm]orning)?,? (?:of |in )?"
        r"(?P<in_year>(?:AD )?\d{3,4}(?: ?{era})?|\d{1,2} {era})(?!\w)",
        read_phrase=_read_feast,
    ),
    MentionPattern(
        "moving feast",
        r"{day_preposition}(?P<holy_day>{holy_day})(?: [Nn]ight| [Mm]orning)?(?!\w)"
        r"(?:(?! [A-Z])|{before_subject}|(?= [A-Z][\w'’-]+ [A-Z][\w'’-]+ {verb_form}))",
    ),
    MentionPattern("phrase", _REPUBLICAN_DAY, read_phrase=_read_republican_day),
    MentionPattern(
        "moving feast", r"^(?P<holy_day>{holy_day})(?=,| (?:was|saw|brought|found|passed)\b)"
    ),
)
"""`c. 1450–60`, `the 16th and 17th centuries`, `Easter 1066`, `3 February 1642/3` and the like."""
