"""Explanations of empty answers: which term alone empties them, and what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qaim_cli.model import Timeline
from qaim_cli.prefilter import WordsCondition
from qaim_cli.query.expression import And, Expression, build_and
from qaim_cli.query.lazy_hits import count_matches
from qaim_cli.query.terms import WordsTerm
from qaim_cli.text import clean_text, find_nearest, fold, format_count, format_list

_MAX_EVENTS = 50_000
"""A timeline of more events is not gone through again to explain an empty answer."""
_MAX_TERMS = 10
_MIN_LIKENESS = 0.7
"""Among all words of the texts some are always a little alike, as "role" is to "rocket"."""


def explain_empty_answer(expression: Expression, timeline: Timeline) -> tuple[str, ...]:
    """Explain why no event matches, a line for each reason; nothing where there is none to name."""
    terms = expression.operands if isinstance(expression, And) else (expression,)
    if not timeline.events or not 1 <= len(terms) <= _MAX_TERMS:
        return ()
    if len(timeline.events) > _MAX_EVENTS:
        return tuple(_suggest_words(terms, timeline))
    empty = [term for term in terms if not _count_matches(term, timeline)]
    if empty:
        suggestions = tuple(_suggest_words(empty, timeline))
        named = [clean_text(str(term)) for term in empty]
        alone = f"no event matches {format_list(named, 'or')} alone"
        return (alone, *suggestions) if len(terms) > 1 else suggestions
    return tuple(_count_without_each(terms, timeline))


def _count_without_each(terms: tuple[Expression, ...], timeline: Timeline) -> Iterator[str]:
    """Say how many events match without each of the terms, where any do."""
    if len(terms) == 1:
        return
    for index, term in enumerate(terms):
        others = build_and(terms[:index] + terms[index + 1 :])
        count = _count_matches(others, timeline)
        if count:
            yield f"without {clean_text(str(term))}: {format_count(count, 'event')}"


def _count_matches(expression: Expression, timeline: Timeline) -> int:
    return sum(count for level, count in count_matches(expression, timeline).items() if level)


def _suggest_words(terms: Iterable[Expression], timeline: Timeline) -> Iterator[str]:
    """Yield what each word that stands nowhere may mean."""
    words = [word for term in terms if isinstance(term, WordsTerm) for word in term.prefixes]
    if not words:
        return
    names = {fold(name): name for name in _iter_name_words(timeline)}
    vocabulary = list(dict.fromkeys((*names, *_list_text_words(timeline))))
    entries = [f" {word}" for word in vocabulary]
    for word in words:
        if any(f" {word}" in entry for entry in entries):
            continue
        nearest = [
            names.get(known) or _find_written(known, timeline)
            for known in find_nearest(word, vocabulary, likeness=_MIN_LIKENESS)
        ]
        if nearest:
            yield f"{clean_text(word)!r}: did you mean {format_list(nearest, 'or')}?"


def _list_text_words(timeline: Timeline) -> Iterable[str]:
    """List the folded words of the events' texts, as far as that takes no long time."""
    words = timeline.events.list_words()
    if words is None and len(timeline.events) <= _MAX_EVENTS:
        texts = (" ".join((each.title, each.summary, *each.tags)) for each in timeline.events)
        words = {word for text in texts for word in fold(text).split()}
    return (word for word in words or () if len(word) > 1)


def _find_written(word: str, timeline: Timeline) -> str:
    """Find a folded word as the first event that has it writes it."""
    events = timeline.candidates(WordsCondition((word,), ()))
    for event in events:
        for written in _WORD.findall(f"{event.title} {event.summary}"):
            if word in fold(written).split():
                return str(written)
    return word


_WORD = re.compile(r"\w[\w'’-]*")


def _iter_name_words(timeline: Timeline) -> Iterator[str]:
    for names in (timeline.actors.all_names, timeline.places.all_names, timeline.tags):
        for name in names:
            yield from name.split()
