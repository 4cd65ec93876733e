"""Events put into a store: where the order of the file wants them, with whom they declare."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, pairwise
from math import inf
from typing import NamedTuple

from qaim_cli.dates import Span
from qaim_cli.edit.change import Splice
from qaim_cli.edit.layout import Form, comments, entry, item
from qaim_cli.edit.removing import entry_of
from qaim_cli.edit.standing import Standing
from qaim_cli.model import Timeline
from qaim_cli.store.shape import TIMELINE
from qaim_cli.text import fold

_ID_LENGTH = 40


class Placed(NamedTuple):
    """An event to be written: its id, its span, and how it is to be written."""

    id: str
    span: Span
    form: Form

    @property
    def order(self) -> tuple[int, int, str]:
        """Where the event stands in time, as `Event.order` has it."""
        return (self.span.first, -self.span.last, self.id)


def put(
    standing: Standing,
    timeline: Timeline,
    events: Sequence[Placed],
    declared: Mapping[str, Mapping[str, Form]],
) -> list[Splice]:
    """The splices that put events into a store, and declare the actors and places given.

    Args:
        standing: where everything stands in the store.
        timeline: what the store means.
        events: the events, in any order.
        declared: what is to be declared, by id, under `actors` and `places`.
    """
    order = _Order(standing, timeline)
    in_time = sorted(events, key=lambda event: event.order, reverse=order.backwards)
    placed = groupby(sorted(in_time, key=order.place), key=order.place)
    return [
        *_declarations(standing, declared),
        *(standing.inserted("events", place, _parted(standing, group)) for place, group in placed),
    ]


def put_instead(
    standing: Standing, event: Placed, declared: Mapping[str, Mapping[str, Form]]
) -> list[Splice]:
    """The splices that put an event in the place of the one with its id; see `put`."""
    there = entry_of(event.id, standing)
    written = standing.newline.join(comments(_lines(event), there.indent))
    return [*_declarations(standing, declared), Splice(there.start, there.end, written)]


def _declarations(
    standing: Standing, declared: Mapping[str, Mapping[str, Form]]
) -> Iterator[Splice]:
    """The splices that declare actors and places, behind those that are declared already."""
    for kind, named in declared.items():
        if named:
            end = len(standing.entries(kind))
            yield standing.inserted(kind, end, _declaration(kind, named))


def _lines(event: Placed) -> tuple[str, ...]:
    return tuple(item(event.form, TIMELINE.key("events"), 0, apart=True))


def _parted(standing: Standing, events: Iterable[Placed]) -> tuple[str, ...]:
    """The lines of events that stand one behind the other, parted as those of the file are."""
    gap = ("",) if standing.has_gaps("events") else ()
    first, *others = map(_lines, events)
    return (*first, *(line for lines in others for line in (*gap, *lines)))


def _declaration(kind: str, named: Mapping[str, Form]) -> tuple[str, ...]:
    holds = TIMELINE.key(kind)
    return tuple(
        line for id, form in named.items() for line in entry(Form(id), form, holds, apart=True)
    )


class _Order:
    """The order in which the events of a file stand: forwards in time or, as some do, backwards."""

    def __init__(self, standing: Standing, timeline: Timeline) -> None:
        orders = {each.id: each.order for each in timeline.events}
        written = enumerate(standing.entries("events"))
        known = [(orders[each.id], place) for place, each in written if each.id in orders]
        steps = [(a > b) - (a < b) for (a, _), (b, _) in pairwise(known)]
        self.backwards = sum(steps) > 0
        self._sign = -1 if self.backwards else 1
        self._known = sorted((order, self._sign * place) for order, place in known)

    def place(self, event: Placed) -> int:
        """The number of entries to put the event behind: those up to the one just before it.

        Where the file runs backwards, that is the one just after it in time; of entries alike in
        order it is the last.
        """
        if self.backwards:
            found = self._known[bisect(self._known, (event.order, inf)) :][:1]
        else:
            found = self._known[: bisect(self._known, (event.order, -inf))][-1:]
        return 1 + self._sign * found[0][1] if found else 0


def free_id(name: str, otherwise: str, taken: Container[str]) -> str:
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
        if id and len(id) + 1 + len(word) > _ID_LENGTH:
            break
        id = f"{id}-{word}" if id else word[:_ID_LENGTH]
    id = id or otherwise
    return next(each for n in count(1) if (each := id if n == 1 else f"{id}-{n}") not in taken)
