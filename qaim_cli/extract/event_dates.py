"""The dates of one sentence joined into those of events: ranges, lists, bounds, repetitions.

A range is one date, and so is a list ("on 17 and 18 April"): all of its members, or one of them.
A date that another of the sentence holds or repeats is not told twice. Each date left is an event
of its own; one that only tells an order ("shortly after") is so only where it stands alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qaim_cli.articles import Sentence
from qaim_cli.dates import (
    DateInterval,
    DateSet,
    DateSpan,
    EdtfDate,
    SetKind,
    SimpleDate,
    compute_span,
)
from qaim_cli.errors import DateError
from qaim_cli.extract import relative
from qaim_cli.extract.anchor import resolve_mentions
from qaim_cli.extract.date_patterns import RECURRENCE_KIND, WRITING_KIND, OffsetBase
from qaim_cli.extract.incidental import NEGATION_BEFORE, EventRole
from qaim_cli.extract.nearby_years import get_astronomical_year
from qaim_cli.extract.resolved import ResolvedMention
from qaim_cli.extract.verbs import VERB
from qaim_cli.periods import units

_RANGE_CONNECTOR = re.compile(
    r" ?[-‐‑–—−/] ?|,? (?:up )?(?:to|until|till|through)(?: the)?(?: (?:in|on))? "
)
_AND_CONNECTOR = re.compile(r",? and(?: (?:in|on|the|of))? ")
_LIST_CONNECTOR = re.compile(r", |,? (?P<word>and|or)(?: (?:in|on))?(?: the)? ")
_RANGE_PREFIX = re.compile(r"\b(?:from|between)(?: the)? \Z", re.IGNORECASE)
_TOLD = r"(?:the|his|her|its|their|an?) (?:[\w'’-]+ ){1,7}?"
_TOLD_START_PREFIX = re.compile(rf"\bfrom(?: {_TOLD}(?:in|on|of))?(?: the)? \Z", re.IGNORECASE)
_TOLD_END_CONNECTOR = re.compile(rf",? (?:to|until|till) {_TOLD}(?:in|on)(?: the)? ")
"""What stands between the ends of a range of which one is told: "until his death in"."""
_OPEN_START_PREFIX = re.compile(rf"\bbetween {_TOLD}and(?: the)? \Z", re.IGNORECASE)
_OPEN_FROM_PREFIX = re.compile(r"(?P<opens>\b[Ff]rom)(?: the)? \Z|\b[Ss]ince(?: the)? \Z")
_UNTOLD_END = re.compile(
    r",? (?:to|until|till) (?:the|his|her|its|their) (?!present\b)[^\d.;]{3,60}(?=[.;,]|\Z)"
)
_ONWARDS = re.compile(r",? (?:onwards?|forwards?)\b")
_MAX_PREFIX_CHARS = 80
_BETWEEN_PREFIX = re.compile(r"\bbetween(?: the)? \Z", re.IGNORECASE)
_BOUND_PREFIX = re.compile(
    r"\b(?P<word>before|prior to|by|until|till|up to|after|since)(?: the)? \Z", re.IGNORECASE
)
_BOUND_SYNONYMS = {"prior to": "before", "till": "until", "up to": "until"}
_CLAUSE_BEHIND = re.compile(
    rf",? (?:he|she|it|they|(?:the|his|her|its|their) [\w-]+) (?={VERB.pattern})"
    rf"| (?:the|his|her|its|their|an?|[A-Z][\w'’-]*) (?:[\w'’()-]+ ){{0,6}}?(?={VERB.pattern})"
)
_AND_IN = re.compile(r",? and (?:in|on) (?:the )?")
_NEW_CLAUSE = re.compile(rf", [^.;]*(?:{VERB.pattern})| (?:the|an?|his|her|its|their) ")
"""What begins behind a date that has a clause of its own: "in 1901, and in 1932, angry, she …"."""
_END_OF_UNIT = re.compile(r"(?:the )?(?:end|close)\b", re.IGNORECASE)
_MAX_RESTATED_SHARE = 0.1
_NEXT_CLAUSE = re.compile(r";|,? (?:and|but|when|while) ")
_MIN_RESTATED_CHARS = 12
"""Right behind each other, "a year later, in 1995", both are the words of one date."""
_SEASON_BEHIND = re.compile(r" (?:\w+ )?(?:season|campaign|tour|term|(?:school|academic) year)\b")
_TURNING_POINT = re.compile(r",? when (?:the |an? |his |her |its |he |she |it |they |both |[A-Z])")
"""What makes the end of one thing, "until 1950, when it closed", the day of another."""
_TOLD_APART = re.compile(
    rf"(?:{VERB.pattern})[^;]*(?:;|,? (?:and|but|then)) (?:(?:then|later|again) )?"
    r"(?:(?:in|on|by|from|at) )?(?:the )?\Z"
)
"""What stands between two dates that are each of a clause of their own."""
_CLOCK_TIME = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|hours|hrs|o['’]clock)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: UTC| GMT)?|noon|midday|midnight"
    r"|dawn|dusk|sunrise|sunset|first light)"
)
_TIME_BEFORE = re.compile(
    rf"(?:\b(?:[Aa]t|[Aa]bout|[Aa]round|[Bb]y) (?:about |around )?{_CLOCK_TIME}"
    r"|\b(?:[Oo]n|[Ii]n|[Dd]uring) the (?:(?:early|late) )?(?:night|morning|afternoon|evening))"
    r",?(?: (?:on|of)(?: the)?)? \Z"
)
_TIME_BEHIND = re.compile(
    rf",? (?:at|about|around|just (?:before|after)) (?:about )?{_CLOCK_TIME}(?!\w)"
)
_MAX_TIME_CHARS = 50
_MAX_GROUP_MENTIONS = 12
"""How many dates of a sentence are looked at together; one endless line may hold very many."""


class EventDate(NamedTuple):
    """One date that a sentence gives, for one event: None where it is not resolved.

    `start` and `end` are its place in the sentence, `explanation` says how it was found, and
    `is_recurring` that it comes again and again.
    """

    start: int
    end: int
    date: EdtfDate | None
    explanation: str
    is_recurring: bool = False


def find_event_dates(
    sentences: Sequence[Sentence], writing_day: datetime.date | None = None
) -> Iterator[tuple[Sentence, list[EventDate]]]:
    """Each sentence with the dates of its events, read in order; see `resolve_mentions`."""
    for sentence, dates in resolve_mentions(sentences, writing_day):
        yield sentence, merge_mentions(sentence.text, dates) if dates else []


def merge_mentions(text: str, dates: list[ResolvedMention]) -> list[EventDate]:
    """Merge the mentions of a sentence into the dates of its events, in order of the words."""
    found: list[EventDate] = []
    group: list[ResolvedMention] = []
    dates = _join_seasons(text, _drop_restated(text, _select_dating(dates)))
    for dated in dates:
        if group and len(group) < _MAX_GROUP_MENTIONS and _is_continuation(text, group, dated):
            group.append(dated)
            continue
        found += _merge_group(text, group)
        group = [dated]
    found += _merge_group(text, group)
    orders = {each.mention.end for each in dates if each.mention.offset and each.unit is None}
    precise = [each for each in found if each.end not in orders]
    return _drop_repetitions(text, precise or found[:1])


def _select_dating(dates: list[ResolvedMention]) -> list[ResolvedMention]:
    """Select the dates of events; dates of asides only where there are no others."""
    firm = [each for each in dates if each.role is EventRole.DATES_EVENT]
    if any(each.mention.kind != RECURRENCE_KIND for each in firm):
        return firm
    return [each for each in dates if each.role is not EventRole.DATES_NONE]


def _join_seasons(text: str, dates: list[ResolvedMention]) -> list[ResolvedMention]:
    """Read the end of a season that spans two years in the second: "the end of the 1995–96 season".

    Its beginning is in the first.
    """
    joined: list[ResolvedMention] = []
    for dated in dates:
        last = joined[-1] if joined else dated
        part, end = last.mention.partial_date.part, dated.mention.end
        if (
            part is not None
            and _RANGE_CONNECTOR.fullmatch(text, last.mention.end, dated.mention.start)
            and _SEASON_BEHIND.match(text, end)
        ):
            whose = dated if part.position else last
            mention = last.mention._replace(end=end)
            joined[-1] = whose._replace(mention=mention, date=whose.unit)
        else:
            joined.append(dated)
    return joined


def _drop_restated(text: str, dates: list[ResolvedMention]) -> list[ResolvedMention]:
    """Drop counted years that a year behind them says exactly: "160 years later, … in 1702"."""
    return [
        each
        for n, each in enumerate(dates)
        if each.mention.kind != "counted"
        or not any(_is_restated(text, each, other) for other in dates[n + 1 : n + 3])
    ]


def _is_restated(text: str, counted: ResolvedMention, other: ResolvedMention) -> bool:
    lean, unit = counted.mention.offset, counted.unit
    year = get_astronomical_year(other.mention.partial_date)
    gap = text[counted.mention.end : other.mention.start]
    if lean is None or lean.unit != "year" or unit is None or year is None:
        return False
    is_close = len(gap) < _MIN_RESTATED_CHARS and not lean.is_approximate
    if is_close or _NEXT_CLAUSE.search(gap):
        return False
    slack = abs(lean.amount or 0) * _MAX_RESTATED_SHARE
    return abs(relative.get_year(unit) - year) <= max(1, slack)


def _is_continuation(text: str, group: list[ResolvedMention], dated: ResolvedMention) -> bool:
    last = group[-1]
    if last.date is None or dated.date is None or last.unit is None or dated.unit is None:
        return False
    gap = text[last.mention.end : dated.mention.start]
    counts = dated.mention.offset is not None or WRITING_KIND in (
        last.mention.kind, dated.mention.kind,
    )  # fmt: skip
    is_told = VERB.search(text, 0, last.mention.start) is not None
    if ("," in gap or (" and in" in gap and is_told)) and _CLAUSE_BEHIND.match(
        text, dated.mention.end
    ):
        return False
    if is_told and _AND_IN.fullmatch(gap) and _NEW_CLAUSE.match(text, dated.mention.end):
        return False
    if "," in gap and counts:  # "in 1841, and two years later": each of its own clause
        return False
    if _has_told_end(text, last, dated):
        return True
    is_other = last.unit.day and not dated.unit.month and " in " in gap
    return bool(
        _RANGE_CONNECTOR.fullmatch(gap) or (_LIST_CONNECTOR.fullmatch(gap) and not is_other)
    )


def _has_told_end(text: str, first: ResolvedMention, last: ResolvedMention) -> bool:
    """Whether two dates are of a range with an end that is told: "from 1997 until he left in"."""
    begin, end = first.mention.end, last.mention.start
    return bool(
        _TOLD_END_CONNECTOR.fullmatch(text, begin, end)
        and not VERB.search(text, begin, end)
        and _find_prefix(_TOLD_START_PREFIX, text, first.mention.start)
    )


def _find_prefix(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """What stands right before a date."""
    return pattern.search(text, max(0, end - _MAX_PREFIX_CHARS), end)


def _merge_group(text: str, group: list[ResolvedMention]) -> list[EventDate]:
    """Merge mentions that stand together into a range, a list, or single dates."""
    match group:
        case []:
            return []
        case [one]:
            return [_convert_single(text, one)]
        case [first, last] if (found := _merge_range(text, first, last)) is not None:
            return [found]
    listed = _merge_list(text, group)
    if listed is not None:
        return [listed]
    for cut in range(len(group) - 1):
        pair = _merge_range(text, group[cut], group[cut + 1])
        if pair is not None:
            return [*_merge_group(text, group[:cut]), pair, *_merge_group(text, group[cut + 2 :])]
    return [_convert_single(text, each) for each in group]


def _merge_range(text: str, first: ResolvedMention, last: ResolvedMention) -> EventDate | None:
    """Merge two dates into a range, where the words between them make one."""
    begin, end = first.mention.start, last.mention.end
    gap = text[first.mention.end : last.mention.start]
    before = text[max(0, begin - 20) : begin]
    is_told = _has_told_end(text, first, last)
    if not (_RANGE_CONNECTOR.fullmatch(gap) or is_told) and not (
        _AND_CONNECTOR.fullmatch(gap) and _BETWEEN_PREFIX.search(before)
    ):
        return None
    assert first.date is not None
    assert last.date is not None
    try:
        date = DateInterval(units.get_ends(first.date)[0], units.get_ends(last.date)[1])
        compute_span(date)
    except DateError:
        return None
    opening = _TOLD_START_PREFIX if is_told else _RANGE_PREFIX
    if opens := _find_prefix(opening, text, begin):
        begin = opens.start()
    return EventDate(begin, end, date, _join_explanations((first, last)))


def _merge_list(text: str, group: list[ResolvedMention]) -> EventDate | None:
    """One or all of the dates of a list; None where one is no plain unit of the calendar."""
    gaps = [
        _LIST_CONNECTOR.fullmatch(text, one.mention.end, other.mention.start)
        for one, other in pairwise(group)
    ]
    members = [each.date for each in group if isinstance(each.date, SimpleDate)]
    if not all(gaps) or len(members) < len(group):
        return None
    last = gaps[-1]
    if last is None or not last["word"]:
        return None
    choice = SetKind.ONE_OF if last["word"] == "or" else SetKind.ALL_OF
    return EventDate(
        group[0].mention.start,
        group[-1].mention.end,
        DateSet(choice, tuple(members)),
        _join_explanations(group),
    )


def _convert_single(text: str, dated: ResolvedMention) -> EventDate:
    mention, date = dated.mention, dated.date
    start = mention.start
    bound = _BOUND_PREFIX.search(text, max(0, start - 12), start)
    denied = bound is not None and NEGATION_BEFORE.search(text[max(0, start - 80) : start])
    named = mention.kind == "year" and bound is not None and bound[0].lower().endswith("the ")
    if (
        bound is not None
        and date is not None
        and dated.unit is not None
        and not (named or denied)
        and (mention.date is None or isinstance(date, SimpleDate))
        and not (mention.offset and mention.offset.base is not OffsetBase.LAST_DATE)
        and not (bound["word"] in ("until", "till") and _TURNING_POINT.match(text, mention.end))
    ):
        word = bound["word"].lower()
        if word == "before" and _END_OF_UNIT.match(mention.text):
            word = "by"
        is_ended = word == "since" and _UNTOLD_END.match(text, mention.end)
        date = units.apply_bound("from" if is_ended else _BOUND_SYNONYMS.get(word, word), date)
        start = bound.start()
    elif dated.unit is not None and date is not None and (mention.date is None):
        found = _find_open_range(text, mention.start, mention.end)
        if found:
            date, start = units.apply_bound(found[0], date), found[1]
    start, end = _include_time_of_day(text, start, mention.end)
    return EventDate(start, end, date, dated.explanation, mention.kind == RECURRENCE_KIND)


def _find_open_range(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The bound of a range that says one end alone, "from 1767 onwards", and where it begins."""
    if opens := _find_prefix(_OPEN_START_PREFIX, text, start):
        return "until", opens.start()
    opens = _find_prefix(_OPEN_FROM_PREFIX, text, start)
    if opens is None or opens["opens"] is None:
        return None
    is_opening = opens.start() == 0 and text.startswith(",", end)
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


def _join_explanations(group: Iterable[ResolvedMention]) -> str:
    return "; ".join(dict.fromkeys(each.explanation for each in group if each.explanation))


def _drop_repetitions(text: str, found: list[EventDate]) -> list[EventDate]:
    """Drop dates that a date near by repeats or gives more precisely."""
    spans = [None if each.date is None else compute_span(each.date) for each in found]
    kept = []
    for n, (each, own) in enumerate(zip(found, spans, strict=True)):
        before, behind = (
            spans[max(0, n - _MAX_GROUP_MENTIONS) : n],
            spans[n + 1 : n + 1 + _MAX_GROUP_MENTIONS],
        )
        closer = isinstance(each.date, SimpleDate) and any(
            other is not None and own is not None and _contains_span(own, other)
            for other in before + behind
        )
        is_told_apart = n + 1 < len(found) and _TOLD_APART.search(
            text, each.end, found[n + 1].start
        )
        if own is None or not (own in before or (closer and not is_told_apart)):
            kept.append(each)
    return kept


def _contains_span(own: DateSpan, other: DateSpan) -> bool:
    return (
        own != other
        and own.earliest_start <= other.earliest_start
        and other.latest_end <= own.latest_end
    )
