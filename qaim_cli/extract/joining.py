"""The dates of one sentence joined into those of events: ranges, lists, bounds, repetitions.

A range is one date, and so is a list ("on 17 and 18 April"): all of its members, or one of them.
A date that another of the sentence holds or repeats is not told twice. Each date left is an event
of its own; one that only tells an order ("shortly after") is so only where it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from qaim_cli.articles import Sentence
from qaim_cli.dates import Choice, Date, Interval, Moment, Set, Span, span
from qaim_cli.errors import DateError
from qaim_cli.extract.anchor import Dated, anchored
from qaim_cli.extract.expressions import HABITUAL
from qaim_cli.periods import units

_RANGE = re.compile(r" ?[-‐‑–—−/] ?|,? (?:up )?(?:to|until|till|through)(?: the)?(?: (?:in|on))? ")
_AND = re.compile(r",? and(?: (?:in|on|the|of))? ")
_LIST = re.compile(r", |,? (?P<word>and|or)(?: (?:in|on))?(?: the)? ")
_OPENS = re.compile(r"\b(?:from|between)(?: the)? \Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween(?: the)? \Z", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?P<word>before|prior to|by|until|till|up to|after|since)(?: the)? \Z", re.IGNORECASE
)
_BOUNDS = {"prior to": "before", "till": "until", "up to": "until"}
_NEAR = 12
"""How many dates of a sentence are looked at together; one endless line may hold very many."""


class When(NamedTuple):
    """One date that a sentence gives, for one event: None where it is not resolved.

    `start` and `end` are its place in the sentence, `how` says how it was found, and `habitual`
    that it comes again and again.
    """

    start: int
    end: int
    date: Date | None
    how: str
    habitual: bool = False


def dated(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, list[When]]]:
    """Each sentence with the dates of its events, read in order."""
    for sentence, dates in anchored(sentences):
        yield sentence, joined(sentence.text, dates) if dates else []


def joined(text: str, dates: list[Dated]) -> list[When]:
    """The dates of a sentence's events, in the order of its words."""
    found: list[When] = []
    group: list[Dated] = []
    for dated in dates:
        if group and len(group) < _NEAR and _continues(text, group, dated):
            group.append(dated)
            continue
        found += _when(text, group)
        group = [dated]
    found += _when(text, group)
    orders = {each.mention.end for each in dates if each.mention.lean and each.unit is None}
    told = [each for each in found if each.end not in orders]
    return _without_repetitions(told or found[:1])


def _continues(text: str, group: list[Dated], dated: Dated) -> bool:
    last = group[-1]
    if last.date is None or dated.date is None or last.unit is None or dated.unit is None:
        return False
    gap = text[last.mention.end : dated.mention.start]
    return bool(_RANGE.fullmatch(gap) or _LIST.fullmatch(gap))


def _when(text: str, group: list[Dated]) -> list[When]:
    """The date of a run of mentions that stand together: a range, a list, or each for itself."""
    match group:
        case []:
            return []
        case [one]:
            return [_single(text, one)]
        case [first, last] if (found := _range(text, first, last)) is not None:
            return [found]
    listed = _list(text, group)
    if listed is not None:
        return [listed]
    for cut in range(len(group) - 1):
        pair = _range(text, group[cut], group[cut + 1])
        if pair is not None:
            return [*_when(text, group[:cut]), pair, *_when(text, group[cut + 2 :])]
    return [_single(text, each) for each in group]


def _range(text: str, first: Dated, last: Dated) -> When | None:
    """The range from one date to another, where the words between them make one."""
    begin, end = first.mention.start, last.mention.end
    gap = text[first.mention.end : last.mention.start]
    before = text[max(0, begin - 20) : begin]
    if not _RANGE.fullmatch(gap) and not (_AND.fullmatch(gap) and _BETWEEN.search(before)):
        return None
    assert first.date is not None
    assert last.date is not None
    try:
        date = Interval(units.ends(first.date)[0], units.ends(last.date)[1])
        span(date)
    except DateError:
        return None
    if opens := _OPENS.search(before):
        begin -= len(opens[0])
    return When(begin, end, date, _hows((first, last)))


def _list(text: str, group: list[Dated]) -> When | None:
    """One or all of the dates of a list; None where one is no plain unit of the calendar."""
    gaps = [
        _LIST.fullmatch(text, one.mention.end, other.mention.start)
        for one, other in pairwise(group)
    ]
    members = [each.date for each in group if isinstance(each.date, Moment)]
    if not all(gaps) or len(members) < len(group):
        return None
    last = gaps[-1]
    if last is None or not last["word"]:
        return None
    choice = Choice.ONE if last["word"] == "or" else Choice.ALL
    return When(
        group[0].mention.start, group[-1].mention.end, Set(choice, tuple(members)), _hows(group)
    )


def _single(text: str, dated: Dated) -> When:
    mention, date = dated.mention, dated.date
    start = mention.start
    bound = _BOUND.search(text, max(0, start - 12), start)
    named = mention.kind == "year" and bound is not None and bound[0].lower().endswith("the ")
    if bound is not None and date is not None and dated.unit is not None and not named:
        word = bound["word"].lower()
        date = units.bounded(_BOUNDS.get(word, word), date)
        start = bound.start()
    return When(start, mention.end, date, dated.how, mention.kind == HABITUAL)


def _hows(group: Iterable[Dated]) -> str:
    return "; ".join(dict.fromkeys(each.how for each in group if each.how))


def _without_repetitions(found: list[When]) -> list[When]:
    """The dates without those that one near by says more closely, or says before."""
    spans = [None if each.date is None else span(each.date) for each in found]
    kept = []
    for n, (each, own) in enumerate(zip(found, spans, strict=True)):
        before, behind = spans[max(0, n - _NEAR) : n], spans[n + 1 : n + 1 + _NEAR]
        closer = isinstance(each.date, Moment) and any(
            other is not None and own is not None and _holds(own, other)
            for other in before + behind
        )
        if own is None or not (own in before or closer):
            kept.append(each)
    return kept


def _holds(own: Span, other: Span) -> bool:
    return own != other and own.s0 <= other.s0 and other.e1 <= own.e1
