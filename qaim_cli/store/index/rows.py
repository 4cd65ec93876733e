"""Rows: an event as an index keeps it, and the words that it is found by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from qaim_cli import dates
from qaim_cli.dates import Calendar, DateRules, Tolerance
from qaim_cli.facets import FACETS, INDEXED_FACETS
from qaim_cli.model import Casualties, Event, Figure, Origin, Participant, Qualifier, Source
from qaim_cli.text import fold

RESERVED_SIGN = "¤"
"""Begins a word that is none of a text's own, and ends a word of a title.

Folding turns this sign into a space, so that no text has it.
"""
LAST_CHARACTER = "\U0010ffff"
"""Sorts after every text that begins with the prefix before it."""
MAX_DAY = 2**42
"""Keys tell no days apart that are farther away than this."""
_SEQUENCE_BITS = 20
MAX_EVENTS_PER_DAY = 2**_SEQUENCE_BITS
"""How many events can have one first day, in an index."""
LABEL_FACETS = tuple(facet for facet in INDEXED_FACETS if facet in FACETS)
"""The facets by whose labels events are kept together, as lanes and as sets."""
WITHOUT = 0
"""In place of the number of a label: of events that have none of the facet."""


def make_first_key(day: int) -> int:
    """Return the first of the keys of events whose first day is this; keys go by days."""
    return max(-MAX_DAY, min(day, MAX_DAY)) << _SEQUENCE_BITS


def get_key_day(key: int) -> int:
    """Return what keys of one first day have in common."""
    return key >> _SEQUENCE_BITS


def get_day_keys(key: int) -> tuple[int, int]:
    """Return the least and greatest key of events with the first day of a key."""
    first = get_key_day(key) << _SEQUENCE_BITS
    return first, first + MAX_EVENTS_PER_DAY - 1


def encode_event(event: Event) -> str:
    """The event as text: its fields between signs that no text of a store can hold.

    Its date is read again from its EDTF, its line kept elsewhere, its timeline known by the file.
    """
    values: tuple[Any, ...] = event
    written = [
        (_ITEM_SEPARATOR.join(map(write, values[place])) if write else values[place])
        if values[place]
        else ""
        for place, write in _FIELD_ENCODERS
    ]
    return _FIELD_SEPARATOR.join(written)


def decode_event(text: str, line: int, timeline: str) -> Event:
    """The event that a text keeps.

    Args:
        text: the text, from `encode_event`.
        line: the line of its file on which it stands.
        timeline: the name of its timeline.

    Raises:
        ValueError: the text is damaged.
    """
    values: dict[str, Any] = dict(zip(_ENCODED_FIELDS, text.split(_FIELD_SEPARATOR), strict=True))
    for field, read in _DECODERS.items():
        items = values[field]
        values[field] = tuple(map(read, items.split(_ITEM_SEPARATOR))) if items else ()
    rules = values["date_rules"] = _decode_date_rules(values["date_rules"])
    values["date"], values["span"] = dates.parse_with_span(values["edtf"], *rules)
    return Event(line=line, timeline=timeline, **values)


_FIELD_SEPARATOR, _ITEM_SEPARATOR, _PART_SEPARATOR = "\x1f", "\x1e", "\x1d"
_SEPARATE_FIELDS = ("date", "span", "line", "timeline")
_ENCODED_FIELDS = tuple(field for field in Event._fields if field not in _SEPARATE_FIELDS)

_TITLE_PLACE = _ENCODED_FIELDS.index("title")


def _encode_casualties(casualties: Casualties) -> str:
    of, *figures = casualties
    written = (f"{figure.number} {figure.qualifier}" if figure else "" for figure in figures)
    return _PART_SEPARATOR.join((of, *written))


def _decode_casualties(text: str) -> Casualties:
    of, *figures = text.split(_PART_SEPARATOR)
    return Casualties(of, *(_decode_figure(figure) if figure else None for figure in figures))


def _decode_figure(text: str) -> Figure:
    number, _, qualifier = text.partition(" ")
    return Figure(int(number), Qualifier(qualifier))


@lru_cache(maxsize=256)
def encode_date_rules(rules: DateRules) -> str:
    """The rules by which a date is read, as text."""
    return _ITEM_SEPARATOR.join(map(_encode_date_rule, rules))


@lru_cache(maxsize=256)
def _encode_date_rule(rule: Calendar | Tolerance | None) -> str:
    return _PART_SEPARATOR.join(map(str, rule)) if rule else ""


@lru_cache(maxsize=256)
def _decode_date_rules(text: str) -> DateRules:
    calendar, about = text.split(_ITEM_SEPARATOR)
    tolerance = Tolerance(*map(int, about.split(_PART_SEPARATOR))) if about else None
    return DateRules(Calendar(int(calendar)), tolerance)


@lru_cache(maxsize=4096)
def _encode_source(source: Source) -> str:
    return _PART_SEPARATOR.join(map(str, source))


def _decode_source(text: str) -> Source:
    section, paragraph, sentence, *rest = text.split(_PART_SEPARATOR)
    return Source(section, int(paragraph), int(sentence), *rest)


def _decode_own_field(text: str) -> tuple[str, tuple[str, ...]]:
    name, *values = text.split(_PART_SEPARATOR)
    return name, tuple(values)


_ENCODERS: dict[str, Callable[[Any], str]] = {
    "sources": _encode_source,
    "participants": _PART_SEPARATOR.join,
    "places": str,
    "tags": str,
    "casualties": _encode_casualties,
    "date_rules": _encode_date_rule,
    "dated_by": str,
    "part_of": str,
    "allow": _PART_SEPARATOR.join,
    "origins": _PART_SEPARATOR.join,
    "own_fields": lambda field: _PART_SEPARATOR.join((field[0], *field[1])),
}
# Python cannot tell a checker what is in the field of a name.
_FIELD_ENCODERS: list[tuple[int, Any]] = [
    (Event._fields.index(field), _ENCODERS.get(field)) for field in _ENCODED_FIELDS
]
"""Where each field is in an event, and what writes one item of it, if it has any."""
_DECODERS: dict[str, Callable[[str], Any]] = {
    "sources": _decode_source,
    "participants": lambda text: Participant(*text.split(_PART_SEPARATOR)),
    "places": str,
    "tags": str,
    "casualties": _decode_casualties,
    "dated_by": str,
    "part_of": str,
    "allow": lambda text: tuple(text.split(_PART_SEPARATOR)),
    "origins": lambda text: Origin(*text.split(_PART_SEPARATOR)),
    "own_fields": _decode_own_field,
}


def get_title(text: str) -> str:
    """Return the title of the event that a text keeps."""
    return text.split(_FIELD_SEPARATOR, _TITLE_PLACE + 1)[_TITLE_PLACE]


def list_facet_values(event: Event) -> list[tuple[str, str]]:
    """Each label of an event with its kind, each once."""
    return [
        (name, value)
        for name, facet in INDEXED_FACETS.items()
        for value in dict.fromkeys(facet.get_raw_values(event))
    ]


def list_harmed_only(event: Event) -> list[str]:
    """The actors that are only harmed in an event, in whose names no keyword is looked for."""
    named = {each.actor for each in event.participants}
    return [id for id in event.actor_ids if id not in named]


def make_mark(label_id: int) -> str:
    """Return the word that stands for a label, which no text has."""
    return f"{RESERVED_SIGN}{label_id}"


def make_harmed_mark(label_id: int) -> str:
    """Return the word that stands for an actor who is only harmed."""
    return f"{RESERVED_SIGN}c{label_id}"


def build_own_words(event: Event) -> str:
    """Return the search words of an event's own texts: title, with a mark, summary and tags."""
    title = fold(event.title)
    # What `mark_title_word` does to each word of it.
    marked = f"{title} ".replace(" ", f"{RESERVED_SIGN} ") if title else ""
    return f"{marked}{fold(' '.join((event.summary, *event.tags)))}"


def get_folded_title(own_words: str) -> str:
    """Return the folded title that the own words of an event begin with."""
    return own_words.rpartition(RESERVED_SIGN)[0].replace(RESERVED_SIGN, "")


def mark_title_word(word: str) -> str:
    """Return what stands for a word of a title; one of another text stands for itself."""
    return word + RESERVED_SIGN


def encode_label_ids(ids: Sequence[int]) -> int | str | None:
    """Encode the ids of an event's labels for a column: None, one number, or a text of several."""
    if len(ids) > 1:
        return " ".join(map(str, ids))
    return ids[0] if ids else None


def decode_label_ids(written: int | str | None) -> list[int]:
    """The numbers of the labels that `encode_label_ids` wrote."""
    if written is None:
        return []
    return [written] if isinstance(written, int) else list(map(int, written.split()))
