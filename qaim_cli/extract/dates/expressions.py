"""Date expressions: where a sentence says a time, and what it says of it.

`date_patterns` is the whole of the English known here. What is no date only keeps others from
reading a part of it ("400 km", "10:30"); what a mention does not say (a month without its year) is
left to `anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from qaim_cli.dates import DateInterval, EdtfDate, SetRange, SimpleDate
from qaim_cli.errors import DateError
from qaim_cli.extract.dates import patterns
from qaim_cli.extract.dates.counted_numbers import find_count_end
from qaim_cli.extract.dates.date_patterns import (
    CONTINUATIONS,
    MENTION_PATTERNS,
    NON_DATE_KIND,
    MentionPattern,
    Offset,
)
from qaim_cli.extract.dates.first_characters import find_first_characters
from qaim_cli.extract.dates.first_words import find_first_word
from qaim_cli.extract.dates.patterns import TENS_WORDS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import parse_absolute_date
from qaim_cli.periods.partial_dates import PartialDate


class DateMention(FrozenRecord):
    """A date expression in a sentence: its class, its place, and the pieces it says.

    `date` is the whole date of an expression that says all of it in words.
    """

    kind: str
    start: int
    end: int
    partial_date: PartialDate
    offset: Offset | None = None
    date: EdtfDate | None = None

    @property
    def text(self) -> str:
        """The words of the date."""
        return self.partial_date.text

    @property
    def has_own_year(self) -> bool:
        """Whether it says its own year, decade or century."""
        if self.date is not None:
            return True
        is_short = self.kind in ("short year", "short decade")
        return self.offset is None and self.partial_date.has_year and not is_short


def find_mentions(text: str) -> Iterator[DateMention]:
    """The date expressions of a sentence, in order; none overlaps another.

    What comes again and again ("every third Tuesday in February") is of the class `RECURRENCE_KIND`
    and has no pieces.
    """
    if not _may_hold_date(text):
        return
    at = 0
    while (at := find_first_word(text, at)) >= 0:
        mention, at = _read_mention_at(text, at)
        while mention is not None:
            yield mention
            at = mention.end
            mention = _read_continuation(mention, text)


def _read_mention_at(text: str, start: int) -> tuple[DateMention | None, int]:
    """The mention of the first class that fits at a word, and where the next may begin.

    Where a phrase turns out to be no date, what is neither may find one there.
    """
    is_no_phrase = False
    for of, pattern in _PATTERNS_BY_CHARACTER.get(text[start], _COMPILED_PATTERNS):
        match = pattern.match(text, start)
        if match is None or (is_no_phrase and (of.read_phrase or of.kind == NON_DATE_KIND)):
            continue
        if of.kind == NON_DATE_KIND:
            return None, match.end()
        mention = _read_mention(of, match)
        if mention is not None:
            count_end = _find_count_of_mention(text, mention)
            return (None, count_end) if count_end else (mention, mention.end)
        is_no_phrase = True
    return None, start + 1


def _find_count_of_mention(text: str, mention: DateMention) -> int:
    """Where a bare number that was taken for a year ends, if it counts something; else 0."""
    number = _BARE_NUMBER.fullmatch(mention.text) if mention.kind == "year" else None
    if number is None:
        return 0
    return find_count_end(text, mention.start + number.start("number"), mention.end)


def _read_mention(of: MentionPattern, match: re.Match[str]) -> DateMention | None:
    """The mention that a class makes of a match; None where it is no date."""
    partial = PartialDate(match[0], **_read_fields(match))
    offset = of.read_offset(match) if of.read_offset else None
    date = None
    if of.read_phrase:
        date = _parse_phrase(of.read_phrase(match))
        if date is None:
            return None
        partial = _find_first_year(match[0], date)
    return DateMention(of.kind, *match.span(), partial, offset, date)


@lru_cache(maxsize=1000)
def _parse_phrase(words: str) -> EdtfDate | None:
    try:
        return parse_absolute_date(words)
    except DateError:
        return None


def find_first_unit(date: EdtfDate) -> SimpleDate | None:
    """The first calendar unit that a date names."""
    match date:
        case SimpleDate():
            return date
        case DateInterval():
            ends: Iterable[object] = date
        case _:
            ends = (
                end
                for member in date.members
                for end in (member if isinstance(member, SetRange) else (member,))
            )
    return next((each for each in ends if isinstance(each, SimpleDate)), None)


def _find_first_year(words: str, date: EdtfDate) -> PartialDate:
    """The year in which a date begins, as the pieces of one."""
    first = find_first_unit(date)
    if first is None or not first.year.lstrip("-").isdecimal():
        return PartialDate(words)
    year = int(first.year)
    era = "BC" if year <= 0 else ""
    return PartialDate(words, year=1 - year if era else year, digits=4, era=era)


def _read_continuation(mention: DateMention, text: str) -> DateMention | None:
    """The date that follows close upon one and shares its pieces, if one does."""
    point = mention.partial_date
    for behind, kind, pattern in _COMPILED_CONTINUATIONS:
        if mention.kind not in behind or (match := pattern.match(text, mention.end)) is None:
            continue
        if kind:
            return DateMention(kind, *match.span("own"), PartialDate(match["own"]))
        pieces = _read_fields(match)
        if end_digits := match.groupdict().get("end_digits"):
            if point.year is None or point.year < 1000 or point.era == "BC":
                continue
            year = _complete_range_year(point.year, end_digits)
            if year is None:
                continue
            pieces = {"year": year, "digits": 4}
        elif mention.kind == "day":
            shared = {"year": point.year, "digits": point.digits, "era": point.era}
            pieces = {"month": point.month, **({} if "year" in pieces else shared), **pieces}
        start, end = match.span("own")
        return DateMention(mention.kind, start, end, PartialDate(match["own"], **pieces))
    return None


def _complete_range_year(year: int, digits: str) -> int | None:
    """The year that ends a range written 1914-18, in the same century or the next.

    One digit, as in 1884-5, is of the same decade: None where it is not later.
    """
    unit = 10 if len(digits) == 1 else 100
    later = year // unit * unit + int(digits)
    if later > year:
        return later
    return later + unit if unit > 10 else None


def _read_fields(match: re.Match[str]) -> dict[str, Any]:
    """The pieces that the named groups of a match say, by the fields of `PartialDate`."""
    pieces: dict[str, Any] = {}
    for group, said in match.groupdict().items():
        if said and group in patterns.GROUP_READERS:
            pieces.update(patterns.GROUP_READERS[group](said))
    return pieces


def _compile_pattern(of: MentionPattern) -> re.Pattern[str]:
    expand = patterns.expand_unnamed_pieces if of.read_phrase else patterns.expand_pattern
    return re.compile(expand(of.template))


_COMPILED_CONTINUATIONS = [
    (tail.preceding_kinds, tail.kind, re.compile(patterns.expand_pattern(tail.template)))
    for tail in CONTINUATIONS
]
_COMPILED_PATTERNS = [(each, _compile_pattern(each)) for each in MENTION_PATTERNS]


def _group_patterns() -> dict[str, list[tuple[MentionPattern, re.Pattern[str]]]]:
    """The patterns that fit anything that begins with an ASCII character, by that character."""
    groups: dict[str, list[tuple[MentionPattern, re.Pattern[str]]]] = {}
    for of, pattern in _COMPILED_PATTERNS:
        for character in find_first_characters(of.template):
            groups.setdefault(character, []).append((of, pattern))
    return groups


_PATTERNS_BY_CHARACTER = _group_patterns()
_DATE_STEMS = (
    "Day", "Week", "Month", "Year", "Decade", "Centur", "Dawn", "Dusk",
    "day", "week", "month", "year", "decade", "centur", "illenni", "pring", "ummer", "utumn",
    "Fall", "fall", "inter", "dawn", "orning", "fternoon", "vening", "ight", "dusk", "hortly",
    "oon", "mmediately", "nnually", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "ties", " age", "Age", "aged",
    "when he was", "when she was", "When ", "ago", "hour", "Hour", "aster", "hristmas", "omorrow",
    "o-morrow", "Ascension", " Eve", "Pentecost", "Corpus", "mas", "Whit", "Epiphany", "All ",
    "east of", "Ides", "Nones", "alends", "teen", *TENS_WORDS,
)  # fmt: skip
"""What every expression without a digit holds one of: other sentences are read no further.

A test holds these, and the words of `first_words`, to the templates of `MENTION_PATTERNS`.
"""
_DIGIT = re.compile(r"\d")
_BARE_NUMBER = re.compile(
    r"(?:(?:[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pproximately) )?(?P<number>\d{4})"
)
_AGE = re.compile(patterns.expand_pattern("{of_age}at {count}"))


def _may_hold_date(text: str) -> bool:
    return (
        _DIGIT.search(text) is not None
        or any(map(text.__contains__, _DATE_STEMS))
        or (" at " in text and _AGE.search(text) is not None)
    )
