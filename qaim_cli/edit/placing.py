"""An event put into a store: where the order of the file wants it, with whom it declares."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from itertools import count, pairwise
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


def put(
    text: str,
    timeline: Timeline,
    event: Placed,
    declared: Mapping[str, Mapping[str, Form]],
    *,
    instead: bool = False,
) -> list[Splice]:
    """The splices that put an event into a store, and declare the actors and places given.

    Args:
        text: the text of the store.
        timeline: what it means.
        event: the event.
        declared: what is to be declared, by id, under `actors` and `places`.
        instead: whether it takes the place of the event with its id.
    """
    standing = Standing(text)
    splices = [
        standing.inserted(kind, len(standing.entries(kind)), _declaration(kind, named))
        for kind, named in declared.items()
        if named
    ]
    lines = tuple(item(event.form, TIMELINE.key("events"), 0, apart=True))
    if instead:
        there = entry_of(event.id, standing)
        written = standing.newline.join(comments(lines, there.indent))
        return [*splices, Splice(there.start, there.end, written)]
    place = _place([each.id for each in standing.entries("events")], event, timeline)
    return [*splices, standing.inserted("events", place, lines)]


def _declaration(kind: str, named: Mapping[str, Form]) -> tuple[str, ...]:
    holds = TIMELINE.key(kind)
    return tuple(
        line for id, form in named.items() for line in entry(Form(id), form, holds, apart=True)
    )


def _place(written: list[str], event: Placed, timeline: Timeline) -> int:
    """The number of entries to put the event behind: those up to the one just before it in time.

    Where the file runs backwards, it is the one just after it in time.
    """
    orders = {each.id: each.order for each in timeline.events}
    known = [(orders[each], place) for place, each in enumerate(written) if each in orders]
    steps = [(a > b) - (a < b) for (a, _), (b, _) in pairwise(known)]
    mine = (event.span.first, -event.span.last, event.id)
    if sum(steps) > 0:
        later = [(order, -place) for order, place in known if order > mine]
        return 1 - min(later)[1] if later else 0
    earlier = [(order, place) for order, place in known if order < mine]
    return max(earlier)[1] + 1 if earlier else 0


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
