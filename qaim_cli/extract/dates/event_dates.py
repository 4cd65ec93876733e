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

from qaim_cli.articles import Sentence
from qaim_cli.dates import (
    DateInterval,
    DateSet,
    DateSpan,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    compute_span,
)
from qaim_cli.errors import DateError
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.anchor import resolve_mentions
from qaim_cli.extract.dates.date_bounds import (
    TOLD_NOUN,
    EventDate,
    convert_single,
    find_prefix,
    find_range_end,
)
from qaim_cli.extract.dates.date_patterns import RECURRENCE_KIND, WRITING_KIND
from qaim_cli.extract.dates.incidental import EventRole
from qaim_cli.extract.dates.nearby_years import get_astronomical_year
from qaim_cli.extract.dates.resolved import ResolvedMention
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.periods import units

_RANGE_CONNECTOR = re.compile(
    r" ?[-‐‑–—−/] ?|,? (?:up )?(?:to|until|till|through)(?: at least)?(?: the)?"
    r"(?: (?:in|on))? "
)
_DASH = re.compile(r" ?[-‐‑–—−/] ?")
_RANGES_OF_RANGES = ([True, False, True], [True, False], [False, True])
"""Which of the gaps of such a range are dashes."""
_AND_CONNECTOR = re.compile(r",? and(?: (?:in|on|the|of))? ")
_LIST_CONNECTOR = re.compile(r", |,? \(?(?P<word>and|or)(?: (?:in|on|during))?(?: the)? ")
_RANGE_PREFIX = PrefilteredPattern(r"\b(?:from|between)(?: the)? \Z", re.IGNORECASE)
_AMOUNT = r"(?:[$£€]? ?\d[\d,.]*%?(?: [\w'’%-]+){0,4} )"
_TOLD_START_PREFIX = PrefilteredPattern(
    rf"\bfrom(?: (?:{TOLD_NOUN}|{_AMOUNT})(?:in|on|of))?(?: the)? \Z", re.IGNORECASE
)
_TOLD_END_CONNECTOR = re.compile(
    rf",? (?:to|until|till) (?:{TOLD_NOUN}|{_AMOUNT})(?:in|on)(?: the)? "
)
"""What stands between the ends of a range of which one is told: "until his death in"."""
_UNKNOWN_PREFIX = PrefilteredPattern(
    r"\b(?:some ?time|some point|probably|possibly|perhaps|presumably|likely|born|died"
    r"|baptised)(?: \w+){0,2}?"
    r" between(?: the)? \Z",
    re.IGNORECASE,
)
"""What makes of a range the days of which one is meant."""
_BETWEEN_PREFIX = re.compile(r"\bbetween(?: the)? \Z", re.IGNORECASE)
_CLAUSE_BEHIND = re.compile(
    rf",? (?:he|she|it|they|(?:the|his|her|its|their) [\w-]+) (?={VERB.pattern})"
    rf"| (?:the|his|her|its|their|an?|[A-Z][\w'’-]*|\d[\d,]*) (?:[\w'’()-]+ ){{0,8}}?"
    rf"(?={VERB.pattern})"
)
_PREDICATE_BEHIND = re.compile(rf" (?:(?:also|then|finally|again) )?(?={VERB.pattern})")
"""What begins behind a date that goes on with the subject: "in 1901, and in 1904 was made"."""
_AND_IN = re.compile(r",? and (?:in|on) (?:the )?")
_NEW_CLAUSE = re.compile(rf", [^.;]{{0,200}}(?:{VERB.pattern})| (?:the|an?|his|her|its|their) ")
"""What begins behind a date that has a clause of its own: "in 1901, and in 1932, angry, she …"."""
_MAX_RESTATED_SHARE = 0.1
_NEXT_CLAUSE = re.compile(r";|,? (?:and|but|when|while) ")
_MIN_RESTATED_CHARS = 12
"""Right behind each other, "a year later, in 1995", both are the words of one date."""
_SEASON_BEHIND = re.compile(r" (?:\w+ )?(?:season|campaign|tour|term|(?:school|academic) year)\b")
_TOLD_APART = re.compile(
    rf"(?:{VERB.pattern})[^;]*(?:;|,? (?:and|but|then)) (?:(?:then|later|again) )?"
    r"(?:(?:in|on|by|from|at) )?(?:the )?\Z"
)
"""What stands between two dates that are each of a clause of their own."""
_MAX_CLAUSE_CHARS = 400
"""How far a verb is looked for before or behind a date."""
_MAX_GROUP_MENTIONS = 12
"""How many dates of a sentence are looked at together; one endless line may hold very many."""


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
        if group and len(group) < _MAX_GROUP_MENTIONS and _is_continuation(text, group[-1], dated):
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
    """Read the end of a season in its last year: "the end of the 1995–96 season".

    Its beginning is in the first, and it ends in no certain month.
    """
    joined: list[ResolvedMention] = []
    for dated in dates:
        first = joined[-1] if joined else dated
        if not _SEASON_BEHIND.match(text, dated.mention.end):
            joined.append(dated)
            continue
        if _RANGE_CONNECTOR.fullmatch(text, first.mention.end, dated.mention.start):
            joined[-1:] = _join_season(first, dated)
        else:
            joined += _join_season(dated)
    return joined


def _join_season(*years: ResolvedMention) -> tuple[ResolvedMention, ...]:
    """The years of a season, as one where its beginning or end is meant."""
    first, last = years[0], years[-1]
    part = first.mention.partial_date.part
    if part is None:
        return years
    whose = last if part.position else first
    mention = first.mention._replace(end=last.mention.end)
    return (whose._replace(mention=mention, date=whose.unit),)


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


def _is_continuation(text: str, last: ResolvedMention, dated: ResolvedMention) -> bool:
    """Whether a date goes on with the range or list that the last one is of."""
    return _is_joined(text, last, dated) and not _opens_clause(text, last, dated)


def _is_joined(text: str, last: ResolvedMention, dated: ResolvedMention) -> bool:
    """Whether what stands between two dates makes a range or a list of them."""
    if last.date is None or dated.date is None or last.unit is None or dated.unit is None:
        return False
    gap = text[last.mention.end : dated.mention.start]
    is_other = last.unit.day and not dated.unit.month and " in " in gap
    return bool(
        _RANGE_CONNECTOR.fullmatch(gap)
        or (_LIST_CONNECTOR.fullmatch(gap) and not is_other)
        or _has_told_end(text, last, dated)
    )


def _opens_clause(text: str, last: ResolvedMention, dated: ResolvedMention) -> bool:
    """Whether a date that is joined to the last one is of a clause of its own."""
    gap, end = text[last.mention.end : dated.mention.start], dated.mention.end
    counts = dated.mention.offset is not None or WRITING_KIND in (
        last.mention.kind, dated.mention.kind,
    )  # fmt: skip
    is_followed = _CLAUSE_BEHIND.match(text, end) is not None
    if "," in gap and (counts or is_followed):  # "in 1841, and two years later"
        return True
    first = max(0, last.mention.start - _MAX_CLAUSE_CHARS)
    if " and " not in gap or VERB.search(text, first, last.mention.start) is None:
        return False
    if is_followed and (counts or " and in" in gap):
        return True
    is_next = _AND_IN.fullmatch(gap) or (gap == " and " and dated.mention.offset is not None)
    return bool(is_next and (_NEW_CLAUSE.match(text, end) or _PREDICATE_BEHIND.match(text, end)))


def _has_told_end(text: str, first: ResolvedMention, last: ResolvedMention) -> bool:
    """Whether two dates are of a range with an end that is told: "from 1997 until he left in"."""
    begin, end = first.mention.end, last.mention.start
    return bool(
        _TOLD_END_CONNECTOR.fullmatch(text, begin, end)
        and not VERB.search(text, begin, end)
        and find_prefix(_TOLD_START_PREFIX, text, first.mention.start)
    )


def _merge_group(text: str, group: list[ResolvedMention]) -> list[EventDate]:
    """Merge mentions that stand together into a range, a list, or single dates."""
    match group:
        case []:
            return []
        case [one]:
            return [convert_single(text, one)]
        case [first, last] if (found := _merge_range(text, first, last)) is not None:
            return [found]
    if _is_range_of_ranges(text, group) and (whole := _build_range(text, group[0], group[-1])):
        return [whole]
    listed = _merge_list(text, group)
    if listed is not None:
        return [listed]
    for cut in range(len(group) - 1):
        pair = _merge_range(text, group[cut], group[cut + 1])
        if pair is not None:
            return [*_merge_group(text, group[:cut]), pair, *_merge_group(text, group[cut + 2 :])]
    return [convert_single(text, each) for each in group]


def _merge_range(text: str, first: ResolvedMention, last: ResolvedMention) -> EventDate | None:
    """Merge two dates into a range, where the words between them make one."""
    begin = first.mention.start
    gap = text[first.mention.end : last.mention.start]
    before = text[max(0, begin - 20) : begin]
    is_told = _has_told_end(text, first, last)
    if not (_RANGE_CONNECTOR.fullmatch(gap) or is_told) and not (
        _AND_CONNECTOR.fullmatch(gap) and _BETWEEN_PREFIX.search(before)
    ):
        return None
    is_rough = _DASH.fullmatch(gap) is not None
    return _build_range(text, first, last, is_rough=is_rough, is_told=is_told)


def _is_range_of_ranges(text: str, group: list[ResolvedMention]) -> bool:
    """Whether a range has ranges for its ends: "from 1895-96 to 1902-03"."""
    gaps = [text[one.mention.end : other.mention.start] for one, other in pairwise(group)]
    dashes = [_DASH.fullmatch(gap) is not None for gap in gaps]
    return dashes in _RANGES_OF_RANGES and all(map(_RANGE_CONNECTOR.fullmatch, gaps))


def _build_range(
    text: str,
    first: ResolvedMention,
    last: ResolvedMention,
    *,
    is_rough: bool = False,
    is_told: bool = False,
) -> EventDate | None:
    """Build the range from one date to another; None where it would end before it begins."""
    begin, end = first.mention.start, last.mention.end
    assert first.date is not None
    assert last.date is not None
    try:
        date = _make_range(first, last, is_rough=is_rough)
        compute_span(date)
    except DateError:
        return None
    if find_prefix(_UNKNOWN_PREFIX, text, begin):
        date = units.make_one_of(*units.get_ends(date))
    opening = _TOLD_START_PREFIX if is_told else _RANGE_PREFIX
    if opens := find_prefix(opening, text, begin):
        begin = opens.start()
    return EventDate(begin, end, date, _join_explanations((first, last)))


def _make_range(first: ResolvedMention, last: ResolvedMention, *, is_rough: bool) -> EdtfDate:
    """The range from one date to another, which is rough where one hedge is told of both."""
    assert first.date is not None
    assert last.date is not None
    ends = find_range_end(first.date, 0), find_range_end(last.date, -1)
    date: EdtfDate = DateInterval(*ends)
    hedged = is_rough and first.mention.partial_date.circa
    return units.mark_approximate(date) if hedged else date


def _merge_list(text: str, group: list[ResolvedMention]) -> EventDate | None:
    """One or all of the dates of a list; None where EDTF has no set of them."""
    gaps = [
        _LIST_CONNECTOR.fullmatch(text, one.mention.end, other.mention.start)
        for one, other in pairwise(group)
    ]
    last = gaps[-1]
    if not all(gaps) or last is None or not last["word"]:
        return None
    choice = SetKind.ONE_OF if last["word"] == "or" else SetKind.ALL_OF
    members: list[SimpleDate | SetRange] = []
    for each in group:
        if isinstance(each.date, SimpleDate):
            members.append(each.date)
        elif isinstance(each.date, DateSet) and each.date.kind is choice:  # "late 1855 or 1856"
            members += each.date.members
        else:
            return None
    end = group[-1].mention.end
    return EventDate(
        group[0].mention.start,
        end + text.startswith(")", end) * ("(" in last[0]),
        DateSet(choice, tuple(members)),
        _join_explanations(group),
    )


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
