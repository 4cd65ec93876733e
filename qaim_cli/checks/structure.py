"""Checks across events: no duplicates, and parents that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.checks.finding import CheckFinding
from qaim_cli.checks.similar_titles import REPEATED_TITLE_RATIO, are_titles_similar
from qaim_cli.model import Event, Timeline
from qaim_cli.text import fold, quote_text, suggest_name


def duplicate_id(timeline: Timeline) -> Iterator[CheckFinding]:
    """Events with the id of an earlier event."""
    seen: dict[str, Event] = {}
    for event in sorted(timeline.events, key=lambda event: event.line):
        first = seen.setdefault(event.id, event)
        if first is not event:
            yield CheckFinding(
                event,
                f"the id {event.id!r} is repeated; it is first on line {first.line}",
                "give one of them another id",
                ("id",),
                related_line=first.line,
            )


def undeclared_event(timeline: Timeline) -> Iterator[CheckFinding]:
    """Events that are part of an event that does not exist."""
    parts = [event for event in timeline.events if event.part_of]
    known = {event.id for event in timeline.events} if parts else set()
    for event in parts:
        for whole in event.part_of:
            if whole not in known:
                yield CheckFinding(
                    event,
                    f"event {event.id!r} is part_of {quote_text(whole)}, and there is no such "
                    f"event",
                    suggest_name(whole, known) or "write the id of an event",
                    ("part_of",),
                    whole,
                )


def duplicate_event(timeline: Timeline) -> Iterator[CheckFinding]:
    """Events of the same time as an earlier one with nearly the same title."""
    whole = (event for event in timeline.events if event.edtf and event.title)
    by_time: dict[object, list[Event]] = {}
    for event in sorted(whole, key=lambda event: event.line):
        by_time.setdefault(event.span[:4], []).append(event)
    for events in by_time.values():
        if len(events) > 1:
            yield from _find_repeated_titles(events)


def _find_repeated_titles(events: Iterable[Event]) -> Iterator[CheckFinding]:
    """The events, in the order of the file, with nearly the title of an earlier one."""
    seen: dict[tuple[str, ...], Event] = {}
    for event in events:
        words = fold(event.title)
        keys = list(_make_title_keys(words))
        twins = {id(seen[key]): seen[key] for key in keys if key in seen}.values()
        for twin in twins:
            if _are_similar(words, fold(twin.title)):
                yield CheckFinding(
                    event,
                    f"event {event.id!r} may be {twin.id!r} of line {twin.line}, repeated",
                    "merge them, or make their titles differ",
                    ("title",),
                    related_line=twin.line,
                )
                break
        for key in keys:
            seen.setdefault(key, event)


_STOP_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with")
)
_MAX_TITLE_WORDS = 12


def _make_title_keys(folded: str) -> Iterator[tuple[str, ...]]:
    """Return the sorted words of a title: all of them, and all but each one.

    Titles that share one of these differ in a word at most, which is found without comparing every
    event with every other. A number is never left out: the second round is not the first.
    """
    words = sorted(set(folded.split()) - _STOP_WORDS)
    yield tuple(words)
    if 3 <= len(words) <= _MAX_TITLE_WORDS:
        for left_out in words:
            if not left_out.isdecimal():
                yield tuple(word for word in words if word != left_out)


def _are_similar(title: str, other: str) -> bool:
    same = {*title.split()} - _STOP_WORDS == {*other.split()} - _STOP_WORDS
    return same or are_titles_similar(title, other, REPEATED_TITLE_RATIO)
