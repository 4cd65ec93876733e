"""Insert events into a store, in the order of the file, and declare the entities they name."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import inf

from qaim_cli.edit.document import EntryRange, StoreDocument, TextEdit
from qaim_cli.edit.remove import find_entry
from qaim_cli.model import Entity, Event, Reference
from qaim_cli.store.layout import format_entry
from qaim_cli.store.nodes import YamlNode
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.store.writer import build_entity, format_event, format_source

Declarations = Mapping[str, Iterable[Entity | Reference]]
"""What to declare, by the key of its list: `actors`, `places` or `sources`."""


def insert_events(
    document: StoreDocument,
    events: Sequence[Event],
    declarations: Declarations,
) -> list[TextEdit]:
    """Compute the text edits that insert events and declare entities.

    Args:
        document: the store.
        events: the events, in any order.
        declarations: the actors and places to declare.
    """
    document.include_neighbours(events)
    order = _FileOrder(document)
    chronological = sorted(events, key=lambda event: event.sort_key, reverse=order.is_descending)
    by_position = groupby(sorted(chronological, key=order.find_position), key=order.find_position)
    return [
        *_declare_entities(document, declarations),
        *(
            document.insert_entry("events", position, _format_events(document, group))
            for position, group in by_position
        ),
    ]


def overwrite_event(
    document: StoreDocument, event: Event, declarations: Declarations
) -> list[TextEdit]:
    """Compute the text edits that replace the event of the same id; see `insert_events`."""
    entry = find_entry(event.id, document)
    return [
        *_declare_entities(document, declarations),
        _overwrite_entry(document, entry, event),
    ]


def overwrite_events(document: StoreDocument, events: Sequence[Event]) -> list[TextEdit]:
    """Compute the text edits that replace the events of the same ids."""
    entries = {entry.id: entry for entry in document.get_entries("events")} if events else {}
    return [
        _overwrite_entry(document, entries[event.id], event)
        for event in events
        if event.id in entries
    ]


def _overwrite_entry(document: StoreDocument, entry: EntryRange, event: Event) -> TextEdit:
    lines = format_event(event, entry.indent, document.result.timeline.date_rules)
    return TextEdit(entry.start, entry.end, document.newline.join(lines))


def _declare_entities(document: StoreDocument, declarations: Declarations) -> Iterator[TextEdit]:
    """Yield the text edits that declare entities after those already declared."""
    for kind, entities in declarations.items():
        lines = tuple(_format_declarations(kind, entities))
        if lines:
            yield document.insert_entry(kind, len(document.get_entries(kind)), lines)


def _format_declarations(kind: str, declared: Iterable[Entity | Reference]) -> Iterator[str]:
    shape = TIMELINE_SHAPE.find_key(kind)
    for each in declared:
        if isinstance(each, Reference):
            yield from format_source(each)
        else:
            value = build_entity(kind, each)
            yield from format_entry(YamlNode(each.id), value, shape, is_separate=True)


def _format_events(document: StoreDocument, events: Iterable[Event]) -> tuple[str, ...]:
    """Format events that follow one another, with the gaps that the file has between events."""
    gap = ("",) if document.has_gaps("events") else ()
    rules = document.result.timeline.date_rules
    first, *others = (format_event(event, 0, rules) for event in events)
    return (*first, *(line for lines in others for line in (*gap, *lines)))


class _FileOrder:
    """The order of the events in a file: by time or, in some files, backwards."""

    def __init__(self, document: StoreDocument) -> None:
        by_time = sorted(document.own_events, key=lambda event: event.sort_key)
        sort_keys = {each.id: each.sort_key for each in by_time}
        known = [
            (sort_keys[entry.id], position)
            for position, entry in enumerate(document.get_entries("events"))
            if entry.id in sort_keys
        ]
        steps = [(a > b) - (a < b) for (a, _), (b, _) in pairwise(known)]
        is_descending = document.is_descending
        self.is_descending = sum(steps) > 0 if is_descending is None else is_descending
        self._sign = -1 if self.is_descending else 1
        self._known = sorted((sort_key, self._sign * position) for sort_key, position in known)

    def find_position(self, event: Event) -> int:
        """Count the entries to stand before the event: those up to its neighbour in the file.

        The neighbour is the event just before it in time; where the file runs backwards, the one
        just after it. Of entries with the same sort key, it is the last.
        """
        if self.is_descending:
            found = self._known[bisect(self._known, (event.sort_key, inf)) :][:1]
        else:
            found = self._known[: bisect(self._known, (event.sort_key, -inf))][-1:]
        return 1 + self._sign * found[0][1] if found else 0
