"""A store's text in the canonical layout, its meaning and its comments unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qaim_cli import dates
from qaim_cli.edit.change import Splice
from qaim_cli.edit.comments import Former, column_of
from qaim_cli.edit.layout import STEP, Form, comments, entry, heading, item
from qaim_cli.edit.standing import newline
from qaim_cli.errors import DateError, StoreError
from qaim_cli.store import Loaded
from qaim_cli.store.shape import TIMELINE
from qaim_cli.store.tree import Part, outline

_TOGETHER = ("title", "source")
"""The keys that stand together at the top, with no empty line between."""


def formatting(text: str, _: Loaded) -> tuple[list[Splice], str]:
    """What lays out a whole file."""
    return [Splice(0, len(text), formatted(text))], "laid out"


def formatted(text: str) -> str:
    """The text of a store in the canonical layout, with the line breaks that it has.

    The store must be readable and free of anchors, tags and repeated keys; see `edit.change`.

    Raises:
        StoreError: the layout would lose a comment or a value, so the text is better left alone.
    """
    made = "".join(f"{line}\n" for line in _lines(text))
    try:
        is_same = bool(made) and _content(made) == _content(text)
    except StoreError:
        is_same = False
    if not is_same:
        raise StoreError(
            "the file is written in a way that cannot be laid out anew without a loss",
            "write it more simply",
        )
    return made.replace("\n", newline(text))


def _lines(text: str) -> Iterator[str]:
    """The lines of the layout, the keys of the file in the order of the shape."""
    former = Former(text)
    parts: dict[str, list[str]] = {}
    before: Part | None = None
    for part in outline(text):
        name = part.key.text
        if before is not None:
            parts[before.key.text] += _below(former, text, before, part)
        before = part
        if not part.is_item:
            key, value = former.entry(part.key, part.value)
            parts[name] = list(entry(key, value, TIMELINE.key(name), apart=True))
            continue
        if name not in parts:
            parts[name] = list(heading(former.opened(part.key, part.value)))
        else:
            parts[name].append("")
        parts[name] += item(_event(former.item(part.value)), TIMELINE.key(name), STEP, apart=True)
    if before is not None:
        parts[before.key.text] += _below(former, text, before, None)
    yield from _head(next(iter(parts.values()), []))
    place = {name: number for number, name in enumerate(TIMELINE.names)}
    for number, name in enumerate(sorted(parts, key=lambda name: place.get(name, len(place)))):
        if number and not (number == 1 and name in _TOGETHER):
            yield ""
        yield from parts[name]
    rest = former.rest()
    if rest:
        yield ""
        yield from rest[:-1] if rest[-1] == "" else rest


def _below(former: Former, text: str, before: Part, after: Part | None) -> Iterator[str]:
    """The lines of comment behind a part that are further in than what comes after it."""
    goes_on = after is not None and after.is_item and before.is_item
    following = None if after is None else after.value if goes_on else after.key
    if before.is_item:
        column = column_of(text, following if following and goes_on else before.value)
        yield from comments(former.below(column, following), 2 * STEP)
    if not goes_on and before.value.kind != "text":
        column = column_of(text, before.key) + 1
        yield from comments(former.below(column, following), STEP)


def _head(lines: list[str]) -> list[str]:
    """Takes from a file's first lines the comments that an empty line parts from what follows."""
    opening = next((i for i, line in enumerate(lines) if line and line[0] != "#"), len(lines))
    parted = max((i for i, line in enumerate(lines[:opening]) if not line), default=-1)
    head = lines[: parted + 1]
    del lines[: parted + 1]
    return head


def _event(event: Form) -> Form:
    """The event with its date written as EDTF writes it."""
    pairs = tuple(
        (key, value._replace(value=_edtf(str(value.value))))
        if key.value == "date" and value.kind == "text"
        else (key, value)
        for key, value in event.pairs
    )
    return event._replace(value=pairs) if pairs else event


def _edtf(text: str) -> str:
    try:
        return dates.write(dates.read(text)[0])
    except DateError:
        return text


def _content(text: str) -> tuple[list[object], list[str]]:
    """What a text means, part by part, and its comments; in an order that no layout changes."""
    former = Former(text)
    parts: list[object] = []
    for part in outline(text):
        if part.is_item:
            parts.append(hash(_meaning(_event(former.item(part.value)))))
        else:
            key, value = former.entry(part.key, part.value)
            parts.append((_meaning(key), _meaning(value)))
    former.rest()
    events = [part for part in parts if isinstance(part, int)]
    others = sorted(map(repr, (part for part in parts if not isinstance(part, int))))
    return [*others, *events], sorted(former.found)


def _meaning(value: Form) -> Any:
    match value.kind:
        case "list":
            return tuple(map(_meaning, value.items))
        case "keys":
            return tuple(sorted((_meaning(key), _meaning(part)) for key, part in value.pairs))
        case _:
            return " ".join(str(value.value).split())
