"""Dates that say one bound, or a part of a unit: "until 1950", "since the early 1970s"."""

from __future__ import annotations

import re

from qaim_cli.dates import DateSet, EdtfDate, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.errors import DateError
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.date_patterns import RECURRENCE_KIND, OffsetBase
from qaim_cli.extract.dates.incidental import NOUN_AFTER
from qaim_cli.extract.dates.resolved import ResolvedMention
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import units

TOLD_NOUN = r"(?:the|his|her|its|their|an?|[A-ZÀ-Þ][\w-]*['’]s?) (?:[\w'’-]+ ){1,7}?"
"""A noun phrase that tells an end of a range: "until her death in"."""
_OPEN_START_PREFIX = PrefilteredPattern(rf"\bbetween {TOLD_NOUN}and(?: the)? \Z", re.IGNORECASE)
_OPEN_FROM_PREFIX = PrefilteredPattern(r"(?P<opens>\b[Ff]rom)(?: the)? \Z|\b[Ss]ince(?: the)? \Z")
_UNTOLD_END = re.compile(
    r",? (?:to|until|till) (?:the|his|her|its|their) (?!present\b)[^\d.;]{3,60}(?=[.;,]|\Z)"
)
_MAIN_CLAUSE = re.compile(r",| (?:the|an?|he|she|it|they|this|[A-Z]\w+) ")
_ONWARDS = re.compile(r",? (?:onwards?|forwards?)\b")
_BOUND_PREFIX = PrefilteredPattern(
    r"\b(?P<word>not? (?:later|earlier) than|not (?:before|after)"
    r"|before|prior to|by|until|till|up to|after|following|since)(?: at least)?(?: the)? \Z",
    re.IGNORECASE,
)
_BOUND_SYNONYMS = {
    "prior to": "before", "till": "until", "up to": "until", "following": "after",
    "no later than": "by", "not later than": "by", "not after": "by",
    "no earlier than": "not before", "not earlier than": "not before",
}  # fmt: skip
_MAX_BOUND_CHARS = 31
_BOUND_BEHIND = re.compile(
    r",? or (?P<word>earlier|before|later|after)(?=[,.;:)]|\Z| (?:and|but|by)\b)"
)
"""What makes of a date a bound: "in 1650 or earlier"."""
_BOUNDS_BEHIND = {"earlier": "by", "before": "by", "later": "not before", "after": "not before"}
_SINCE_TOLD = PrefilteredPattern(
    r"\b(?:has|have|been)\b[^,;.]{0,40}\bsince (?:[a-z]+ing|the|its|his|her|their"
    r"|[A-ZÀ-Þ][\w'’-]*)(?: (?!(?:was|were|had|did)\b)[^\s,;.]+){0,8} (?:in|on)(?: the)? \Z"
)
"""What has been so since then: "has grown since the end of the war in"."""
_DOUBT_BEFORE = PrefilteredPattern(
    r"\b(?:perhaps|probably|possibly|presumably|maybe)"
    r"(?: (?:born|died|written|built|founded|made|painted|composed|completed|begun|sold|founded))?"
    r"(?: as early as| as late as)?(?: (?:in|on|around|about))?(?: the)? \Z",
    re.IGNORECASE,
)
_MAX_DOUBT_CHARS = 40
_DOUBT_BEHIND = re.compile(r" ?\(\?\)|\?(?=[,;)]| ?[–-] ?\d)")
"""What marks a date as uncertain: "perhaps in 1905", "1905 (?)"."""
_INCLUSIVE_BOUNDS = {"after": "not before", "before": "by"}
"""What is after something in a year, "after the 1973 crisis", may be of that very year."""
_ROUGHLY = PrefilteredPattern(
    r"\b(?:about|around|circa|ca?\.|approximately|roughly) \Z", re.IGNORECASE
)
_END_OF_UNIT = re.compile(r"(?:the )?(?:end|close)\b", re.IGNORECASE)
_TURNING_POINT = re.compile(r",? when \w")
"""What makes the end of one thing, "until 1950, when it closed", the day of another."""
_CLOCK_TIME = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|hours|hrs|o['’]clock)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: UTC| GMT)?|noon|midday|midnight"
    r"|dawn|dusk|sunrise|sunset|first light)"
)
_TIME_BEFORE = PrefilteredPattern(
    rf"(?:\b(?:[Aa]t|[Aa]bout|[Aa]round|[Bb]y) (?:about |around )?{_CLOCK_TIME}"
    r"|\b(?:[Oo]n|[Ii]n|[Dd]uring) the (?:(?:early|late) )?(?:night|morning|afternoon|evening))"
    r",?(?: (?:on|of)(?: the)?)? \Z"
)
_TIME_BEHIND = re.compile(
    rf",? (?:at|about|around|just (?:before|after)) (?:about )?{_CLOCK_TIME}(?!\w)"
)
_MAX_TIME_CHARS = 50
_MAX_PREFIX_CHARS = 80
_DECADE_YEARS = 10
_MID_CENTURY = 50
NEGATION_BEFORE = PrefilteredPattern(
    r"(?:\b(?:[Nn]ot|[Nn]ever|[Nn]o)|n['’]t)\b[^,;.]{0,60} (?:until|till)(?: at least| about)?"
    r"(?: the)? \Z"
)
"""What did not happen until a date happened then."""


class EventDate(FrozenRecord):
    """One date that a sentence gives, for one event: None where it is not resolved.

    `start` and `end` are its place in the sentence, `explanation` says how it was found, and
    `is_recurring` that it comes again and again.
    """

    start: int
    end: int
    date: EdtfDate | None
    explanation: str
    is_recurring: bool = False


def convert_single(text: str, dated: ResolvedMention) -> EventDate:
    """The date of an event that one mention gives, with the bound beside it."""
    date, start, end = _apply_bounds(text, dated)
    if isinstance(date, SimpleDate) and date.month and find_prefix(_ROUGHLY, text, start):
        date = units.mark_approximate(date)
    start, end = _include_time_of_day(text, start, end)
    doubt = _DOUBT_BEHIND.match(text, end)
    if date is not None and (
        doubt or _DOUBT_BEFORE.search(text, max(0, start - _MAX_DOUBT_CHARS), start)
    ):
        date = units.add_marks(date, is_approximate=False, is_uncertain=True)
        end = doubt.end() if doubt else end
    is_recurring = dated.mention.kind == RECURRENCE_KIND
    return EventDate(start, end, date, dated.explanation, is_recurring)


def _apply_bounds(text: str, dated: ResolvedMention) -> tuple[EdtfDate | None, int, int]:
    """The date of a mention with the bound before or behind it, and where their words stand."""
    mention, date = dated.mention, dated.date
    start, end = mention.start, mention.end
    if date is None or dated.unit is None:
        return date, start, end
    bound = _BOUND_PREFIX.search(text, max(0, start - _MAX_BOUND_CHARS), start)
    if bound is not None and _is_bound(text, dated, bound):
        return *_apply_bound_before(text, dated, date, bound), end
    if (behind := _BOUND_BEHIND.match(text, end)) and _has_plain_ends(date):
        return units.apply_bound(_BOUNDS_BEHIND[behind["word"]], date), start, behind.end()
    if _has_been_since(text, start):
        return units.apply_bound("since", find_range_end(date, 0)), start, end
    if mention.date is None and (found := _find_open_range(text, start, end)):
        end_of_range = find_range_end(date, -1 if found[0] == "until" else 0)
        return units.apply_bound(found[0], end_of_range), found[1], end
    return date, start, end


def _is_bound(text: str, dated: ResolvedMention, bound: re.Match[str]) -> bool:
    """Whether the word before a date makes it a bound: "not until 1950" makes none."""
    mention, word = dated.mention, bound["word"]
    return not (
        NEGATION_BEFORE.search(text[max(0, mention.start - 80) : mention.start])
        or (word.lower() == "by" and _is_in_name(text, dated, bound))
        or (mention.date is not None and not _has_plain_ends(mention.date))
        or (mention.offset and mention.offset.base is not OffsetBase.LAST_DATE)
        or (word in ("until", "till", "before") and _TURNING_POINT.match(text, mention.end))
    )


def _is_in_name(text: str, dated: ResolvedMention, bound: re.Match[str]) -> bool:
    """Whether a date belongs to the words of an event: "after the 1973 crisis"."""
    return (
        dated.mention.kind in ("year", "month", "day")
        and bound[0].lower().endswith("the ")
        and NOUN_AFTER.match(text, dated.mention.end) is not None
    )


def _apply_bound_before(
    text: str, dated: ResolvedMention, date: EdtfDate, bound: re.Match[str]
) -> tuple[EdtfDate, int]:
    """The date with the bound that stands before it, and where its words begin."""
    mention, word = dated.mention, bound["word"].lower()
    is_named = _is_in_name(text, dated, bound)
    is_end = _END_OF_UNIT.match(mention.text) is not None
    if word == "before" and is_end:
        word = "by"
    word = _BOUND_SYNONYMS.get(word, word)
    if is_named or text.endswith(" or ", 0, bound.start()):
        word = _INCLUSIVE_BOUNDS.get(word, word)
    if word == "until" and is_end:
        assert dated.unit is not None
        date = dated.unit
    elif word in ("since", "until"):
        date = find_range_end(date, -1 if word == "until" else 0)
    is_ended = word == "since" and _UNTOLD_END.match(text, mention.end)
    date = units.apply_bound("from" if is_ended else word, date)
    # The words of an event stay whole: "the 1973 crisis".
    return date, mention.start if is_named else bound.start()


def _has_been_since(text: str, start: int) -> bool:
    """Whether a sentence tells what has been so since what happened at a date."""
    is_since = text.find(" since ", max(0, start - _MAX_PREFIX_CHARS), start) >= 0
    return is_since and find_prefix(_SINCE_TOLD, text, start) is not None


def _has_plain_ends(date: EdtfDate) -> bool:
    try:
        units.get_ends(date)
    except DateError:
        return False
    return True


def _find_open_range(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The bound of a range that says one end alone, "from 1767 onwards", and where it begins."""
    if opens := find_prefix(_OPEN_START_PREFIX, text, start):
        return "until", opens.start()
    opens = find_prefix(_OPEN_FROM_PREFIX, text, start)
    if opens is None or opens["opens"] is None:
        return None
    is_opening = opens.start() == 0 and _MAIN_CLAUSE.match(text, end)
    if is_opening or _ONWARDS.match(text, end) or _UNTOLD_END.match(text, end):
        return "from", opens.start()
    return None


def _include_time_of_day(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend the words of a day by a time of day beside them; the start and end offset."""
    if before := _TIME_BEFORE.search(text, max(0, start - _MAX_TIME_CHARS), start):
        start = before.start()
    if behind := _TIME_BEHIND.match(text, end):
        end = behind.end()
    return start, end


def find_prefix(pattern: PrefilteredPattern, text: str, end: int) -> re.Match[str] | None:
    """What stands right before a date."""
    return pattern.search(text, max(0, end - _MAX_PREFIX_CHARS), end)


def find_range_end(date: EdtfDate, index: int) -> SimpleDate:
    """An end of a range: about the middle of "the early 1970s", which no interval can hold."""
    first, last = units.get_ends(date)
    if isinstance(date, DateSet) and not (first.month or "X" in first.year + last.year):
        begin, end = relative.get_year(first), relative.get_year(last)
        middle = (begin + end) // 2
        is_mid_century = middle % 100 == _MID_CENTURY and end - begin < _MID_CENTURY
        if end - begin < _DECADE_YEARS - 1 or is_mid_century:
            return SimpleDate(format_edtf_year(middle), marks=("~", "", ""))
    return units.get_interval_end(date, index)
