"""A store's text in the canonical layout, its meaning and its comments unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qaim_cli import dates
from qaim_cli.edit.change import TextEdit
from qaim_cli.edit.comments import CommentAttacher, get_column
from qaim_cli.edit.outline import detect_newline
from qaim_cli.errors import DateError, StoreError
from qaim_cli.store import LoadResult
from qaim_cli.store.layout import (
    INDENT,
    YamlValue,
    format_entry,
    format_item,
    format_key,
    indent_lines,
)
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.store.tree import TopLevelEntry, parse_top_level

_KEYS_WITHOUT_GAP = ("title", "source")
"""The keys that stand together at the top, with no empty line between."""


def format_store(text: str, _: LoadResult) -> tuple[list[TextEdit], str]:
    """What lays out a whole file."""
    return [TextEdit(0, len(text), format_text(text))], "laid out"


def format_text(text: str) -> str:
    """The text of a store in the canonical layout, with the line breaks that it has.

    The store must be readable and free of anchors, tags and repeated keys; see `edit.change_file`.

    Raises:
        StoreError: the layout would lose a comment or a value, so the text is better left alone.
    """
    made = "".join(f"{line}\n" for line in _format_lines(text))
    try:
        is_same = bool(made) and _read_content(made) == _read_content(text)
    except StoreError:
        is_same = False
    if not is_same:
        raise StoreError(
            "the file is written in a way that cannot be laid out anew without a loss",
            "write it more simply",
        )
    return made.replace("\n", detect_newline(text))


def _format_lines(text: str) -> Iterator[str]:
    """The lines of the layout, the keys of the file in the order of the shape."""
    former = CommentAttacher(text)
    parts: dict[str, list[str]] = {}
    before: TopLevelEntry | None = None
    for part in parse_top_level(text):
        name = part.key.text
        if before is not None:
            parts[before.key.text] += _format_comments_below(former, text, before, part)
        before = part
        if not part.is_item:
            key, value = former.read_entry(part.key, part.value)
            parts[name] = list(
                format_entry(key, value, TIMELINE_SHAPE.find_key(name), is_separate=True)
            )
            continue
        if name not in parts:
            parts[name] = list(format_key(former.open_list(part.key, part.value)))
        else:
            parts[name].append("")
        parts[name] += format_item(
            _normalise_event(former.read_item(part.value)),
            TIMELINE_SHAPE.find_key(name),
            INDENT,
            is_separate=True,
        )
    if before is not None:
        parts[before.key.text] += _format_comments_below(former, text, before, None)
    yield from _take_header_comments(next(iter(parts.values()), []))
    place = {name: number for number, name in enumerate(TIMELINE_SHAPE.key_names)}
    for number, name in enumerate(sorted(parts, key=lambda name: place.get(name, len(place)))):
        if number and not (number == 1 and name in _KEYS_WITHOUT_GAP):
            yield ""
        yield from parts[name]
    rest = former.take_rest()
    if rest:
        yield ""
        yield from rest[:-1] if rest[-1] == "" else rest


def _format_comments_below(
    former: CommentAttacher, text: str, before: TopLevelEntry, after: TopLevelEntry | None
) -> Iterator[str]:
    """The lines of comment behind a part that are further in than what comes after it."""
    goes_on = after is not None and after.is_item and before.is_item
    following = None if after is None else after.value if goes_on else after.key
    if before.is_item:
        column = get_column(text, following if following and goes_on else before.value)
        yield from indent_lines(former.take_below(column, following), 2 * INDENT)
    if not goes_on and before.value.kind != "text":
        column = get_column(text, before.key) + 1
        yield from indent_lines(former.take_below(column, following), INDENT)


def _take_header_comments(lines: list[str]) -> list[str]:
    """Takes from a file's first lines the comments that an empty line parts from what follows."""
    opening = next((i for i, line in enumerate(lines) if line and line[0] != "#"), len(lines))
    parted = max((i for i, line in enumerate(lines[:opening]) if not line), default=-1)
    head = lines[: parted + 1]
    del lines[: parted + 1]
    return head


def _normalise_event(event: YamlValue) -> YamlValue:
    """The event with its date written as EDTF writes it."""
    pairs = tuple(
        (key, value._replace(value=_normalise_edtf(str(value.value))))
        if key.value == "date" and value.kind == "text"
        else (key, value)
        for key, value in event.pairs
    )
    return event._replace(value=pairs) if pairs else event


def _normalise_edtf(text: str) -> str:
    try:
        return dates.format_edtf(dates.parse_with_span(text)[0])
    except DateError:
        return text


def _read_content(text: str) -> tuple[list[object], list[str]]:
    """What a text means, part by part, and its comments; in an order that no layout changes."""
    former = CommentAttacher(text)
    parts: list[object] = []
    for part in parse_top_level(text):
        if part.is_item:
            parts.append(hash(_read_meaning(_normalise_event(former.read_item(part.value)))))
        else:
            key, value = former.read_entry(part.key, part.value)
            parts.append((_read_meaning(key), _read_meaning(value)))
    former.take_rest()
    events = [part for part in parts if isinstance(part, int)]
    others = sorted(map(repr, (part for part in parts if not isinstance(part, int))))
    return [*others, *events], sorted(former.comments)


def _read_meaning(value: YamlValue) -> Any:
    match value.kind:
        case "list":
            return tuple(map(_read_meaning, value.items))
        case "keys":
            return tuple(
                sorted((_read_meaning(key), _read_meaning(part)) for key, part in value.pairs)
            )
        case _:
            return " ".join(str(value.value).split())
