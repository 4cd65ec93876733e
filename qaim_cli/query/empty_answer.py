"""Explanations of empty answers: which term alone empties them, and what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qaim_cli.model import Timeline
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
        return tuple(_suggest_words(terms, _iter_name_words(timeline)))
    empty = [term for term in terms if not _count_matches(term, timeline)]
    if empty:
        suggestions = tuple(_suggest_words(empty, _iter_words(timeline)))
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


def _suggest_words(terms: Iterable[Expression], known: Iterable[str]) -> Iterator[str]:
    """Yield what each word that stands nowhere may mean."""
    vocabulary = list(dict.fromkeys(known))
    folded = [f" {fold(word)}" for word in vocabulary]
    for term in terms:
        if not isinstance(term, WordsTerm):
            continue
        for word in term.prefixes:
            if any(f" {word}" in entry for entry in folded):
                continue
            nearest = find_nearest(word, vocabulary, likeness=_MIN_LIKENESS)
            if nearest:
                yield f"{clean_text(word)!r}: did you mean {format_list(nearest, 'or')}?"


def _iter_words(timeline: Timeline) -> Iterator[str]:
    """Yield the words of the events' texts and of all names, as they are written."""
    for event in timeline.events:
        yield from re.findall(r"\w[\w'’-]+", f"{event.title} {event.summary}")
    yield from _iter_name_words(timeline)


def _iter_name_words(timeline: Timeline) -> Iterator[str]:
    for names in (timeline.actors.all_names, timeline.places.all_names, timeline.tags):
        for name in names:
            yield from name.split()
