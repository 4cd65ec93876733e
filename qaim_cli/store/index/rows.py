"""Rows: an event as an index keeps it, and the words that it is found by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from qaim_cli import dates
from qaim_cli.dates import Span
from qaim_cli.model import Casualties, Event, Figure, Participant, Qualifier, Source
from qaim_cli.text import fold

LABELS: dict[str, Callable[[Event], tuple[str, ...]]] = {
    "actor": lambda event: event.people,
    "place": lambda event: event.places,
    "tag": lambda event: event.tags,
    "section": lambda event: tuple(source.section for source in event.sources),
    "whole": lambda event: event.part_of,
}
"""The kinds of labels that events are found by, and an event's own."""

MARKED = "¤"
"""What a word begins with that is none of a text's own: folding turns this sign into a space."""
LONG = f"{MARKED}long"
"""The word of events that are found apart from their first day, as they last or may last long."""
_LONGEST = 400
_FARTHEST = 2**42
_SAME_DAY = 20
MOST_A_DAY = 2**_SAME_DAY
"""How many events can have one first day, in an index."""


def first_key(day: int) -> int:
    """The first of the keys of events whose first day is this; keys go by days."""
    return max(-_FARTHEST, min(day, _FARTHEST)) << _SAME_DAY


def day_of(key: int) -> int:
    """What keys of one first day have in common."""
    return key >> _SAME_DAY


def keys_between(first: int, last: int) -> tuple[int, int]:
    """The least and greatest key that an event can have that touches these days and is not long."""
    return first_key(first - _LONGEST), first_key(last + 1) - 1


def is_long(span: Span) -> bool:
    """Whether an event is too long, or too far away, to be found by its first day."""
    near = -_FARTHEST < span.first < _FARTHEST
    return not near or span.first != span.s0 or span.e1 - span.s0 > _LONGEST


def encode(event: Event) -> str:
    """The event as text: its fields between signs that no text of a store can hold.

    Its date is read again from its EDTF, its line kept elsewhere, its timeline known by the file.
    """
    written = []
    for field, value in zip(Event._fields, event, strict=True):
        if field not in _APART:
            write = _WRITTEN.get(field)
            # Python cannot tell a checker what is in the field of a name.
            written.append(_ITEM.join(map(write, value)) if write else value)  # type: ignore[arg-type]
    return _FIELD.join(written)  # type: ignore[arg-type]


def decode(text: str, line: int, timeline: str) -> Event:
    """The event that a text keeps.

    Args:
        text: the text, from `encode`.
        line: the line of its file on which it stands.
        timeline: the name of its timeline.

    Raises:
        ValueError: the text is damaged.
    """
    values: dict[str, Any] = dict(zip(_KEPT, text.split(_FIELD), strict=True))
    for field, read in _READ.items():
        items = values[field]
        values[field] = tuple(map(read, items.split(_ITEM))) if items else ()
    values["date"], values["span"] = dates.read(values["edtf"])
    return Event(line=line, timeline=timeline, **values)


_FIELD, _ITEM, _PART = "\x1f", "\x1e", "\x1d"
_APART = ("date", "span", "line", "timeline")
_KEPT = tuple(field for field in Event._fields if field not in _APART)


def _write_casualties(casualties: Casualties) -> str:
    of, *figures = casualties
    written = (f"{figure.number} {figure.qualifier}" if figure else "" for figure in figures)
    return _PART.join((of, *written))


def _read_casualties(text: str) -> Casualties:
    of, *figures = text.split(_PART)
    return Casualties(of, *(_figure(figure) if figure else None for figure in figures))


def _figure(text: str) -> Figure:
    number, _, qualifier = text.partition(" ")
    return Figure(int(number), Qualifier(qualifier))


def _source(text: str) -> Source:
    section, paragraph, sentence, *rest = text.split(_PART)
    return Source(section, int(paragraph), int(sentence), *rest)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "sources": lambda source: _PART.join(map(str, source)),
    "participants": _PART.join,
    "places": str,
    "tags": str,
    "casualties": _write_casualties,
    "part_of": str,
    "allow": _PART.join,
}
_READ: dict[str, Callable[[str], Any]] = {
    "sources": _source,
    "participants": lambda text: Participant(*text.split(_PART)),
    "places": str,
    "tags": str,
    "casualties": _read_casualties,
    "part_of": str,
    "allow": lambda text: tuple(text.split(_PART)),
}


def labels(event: Event) -> list[tuple[str, str]]:
    """Each label of an event with its kind, those that it has twice twice."""
    return [(of, label) for of, labels in LABELS.items() for label in labels(event)]


def found_by(event: Event, labels: Iterable[tuple[str, str]]) -> str:
    """The words that an event is found by: those of its own texts, and one for each label."""
    words = [fold(" ".join((event.title, event.summary, *event.tags)))]
    words += [mark(of, label) for of, label in labels]
    if is_long(event.span):
        words.append(LONG)
    return " ".join(words)


@lru_cache(maxsize=4096)
def mark(of: str, label: str) -> str:
    """The word that stands for a label, which no text has; rare labels may share one."""
    return f"{MARKED}{of[0]}{_ODD.sub(MARKED, label)}"


_ODD = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")
