"""Events put into a store: where the order of the file wants them, with whom they declare."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, pairwise
from math import inf
from typing import NamedTuple

from qaim_cli.dates import DateSpan
from qaim_cli.edit.change import TextEdit
from qaim_cli.edit.layout import YamlValue, format_entry, format_item, indent_lines
from qaim_cli.edit.outline import DocumentOutline
from qaim_cli.edit.remove import find_entry
from qaim_cli.model import Timeline
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.text import fold

_MAX_ID_CHARS = 40


class NewEvent(NamedTuple):
    """An event to be written: its id, its span, and how it is to be written."""

    id: str
    span: DateSpan
    yaml_value: YamlValue

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Where the event stands in time, as `Event.sort_key` has it."""
        return (self.span.first_day, -self.span.last_day, self.id)


def insert_events(
    standing: DocumentOutline,
    timeline: Timeline,
    events: Sequence[NewEvent],
    declared: Mapping[str, Mapping[str, YamlValue]],
) -> list[TextEdit]:
    """The splices that put events into a store, and declare the actors and places given.

    Args:
        standing: where everything stands in the store.
        timeline: what the store means.
        events: the events, in any order.
        declared: what is to be declared, by id, under `generate_actor_ids` and `places`.
    """
    order = _FileOrder(standing, timeline)
    in_time = sorted(events, key=lambda event: event.sort_key, reverse=order.is_descending)
    placed = groupby(sorted(in_time, key=order.find_position), key=order.find_position)
    return [
        *_insert_declarations(standing, declared),
        *(
            standing.insert_entry("events", place, _format_events(standing, group))
            for place, group in placed
        ),
    ]


def overwrite_event(
    standing: DocumentOutline, event: NewEvent, declared: Mapping[str, Mapping[str, YamlValue]]
) -> list[TextEdit]:
    """The splices that put an event in the place of the one with its id; see `put`."""
    there = find_entry(event.id, standing)
    written = standing.newline.join(indent_lines(_format_event(event), there.indent))
    return [*_insert_declarations(standing, declared), TextEdit(there.start, there.end, written)]


def overwrite_events(standing: DocumentOutline, events: Sequence[NewEvent]) -> list[TextEdit]:
    """The edits that put events in the place of those with their ids."""
    entries = {entry.id: entry for entry in standing.get_entries("events")} if events else {}
    return [
        TextEdit(
            entry.start,
            entry.end,
            standing.newline.join(indent_lines(_format_event(event), entry.indent)),
        )
        for event in events
        if (entry := entries.get(event.id))
    ]


def _insert_declarations(
    standing: DocumentOutline, declared: Mapping[str, Mapping[str, YamlValue]]
) -> Iterator[TextEdit]:
    """The splices that declare actors and places, behind those that are declared already."""
    for kind, named in declared.items():
        if named:
            end = len(standing.get_entries(kind))
            yield standing.insert_entry(kind, end, _format_declaration(kind, named))


def _format_event(event: NewEvent) -> tuple[str, ...]:
    return tuple(format_item(event.yaml_value, TIMELINE_SHAPE.find_key("events"), 0, apart=True))


def _format_events(standing: DocumentOutline, events: Iterable[NewEvent]) -> tuple[str, ...]:
    """The lines of events that stand one behind the other, parted as those of the file are."""
    gap = ("",) if standing.has_gaps("events") else ()
    first, *others = map(_format_event, events)
    return (*first, *(line for lines in others for line in (*gap, *lines)))


def _format_declaration(kind: str, named: Mapping[str, YamlValue]) -> tuple[str, ...]:
    holds = TIMELINE_SHAPE.find_key(kind)
    return tuple(
        line
        for id, form in named.items()
        for line in format_entry(YamlValue(id), form, holds, apart=True)
    )


class _FileOrder:
    """The order in which the events of a file stand: forwards in time or, as some do, backwards."""

    def __init__(self, standing: DocumentOutline, timeline: Timeline) -> None:
        orders = {each.id: each.sort_key for each in timeline.events}
        written = enumerate(standing.get_entries("events"))
        known = [(orders[each.id], place) for place, each in written if each.id in orders]
        steps = [(a > b) - (a < b) for (a, _), (b, _) in pairwise(known)]
        self.is_descending = sum(steps) > 0
        self._sign = -1 if self.is_descending else 1
        self._known_positions = sorted((order, self._sign * place) for order, place in known)

    def find_position(self, event: NewEvent) -> int:
        """The number of entries to put the event behind: those up to the one just before it.

        Where the file runs backwards, that is the one just after it in time; of entries alike in
        order it is the last.
        """
        if self.is_descending:
            found = self._known_positions[bisect(self._known_positions, (event.sort_key, inf)) :][
                :1
            ]
        else:
            found = self._known_positions[: bisect(self._known_positions, (event.sort_key, -inf))][
                -1:
            ]
        return 1 + self._sign * found[0][1] if found else 0


def make_free_id(name: str, otherwise: str, taken: Container[str]) -> str:
    """An id made of the first words of a name, with a number where it is taken.

    Args:
        name: the name.
        otherwise: what to make it of where the name has no letter from a to z and no digit.
        taken: the ids that are not free.
    """
    words = re.findall(r"[a-z0-9]+", fold(name))
    words = words[len(words) > 1 and words[0] in ("a", "an", "the") :]
    id = ""
    for word in words:
        if id and len(id) + 1 + len(word) > _MAX_ID_CHARS:
            break
        id = f"{id}-{word}" if id else word[:_MAX_ID_CHARS]
    id = id or otherwise
    return next(each for n in count(1) if (each := id if n == 1 else f"{id}-{n}") not in taken)
