"""The canonical layout of a store: its keys in order, its events, and all its comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from qaim_cli import dates
from qaim_cli.edit.comments import CommentAttacher
from qaim_cli.edit.lines import get_column
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.layout import INDENT, format_entry, format_item, format_key, indent_lines
from qaim_cli.store.nodes import EVENTS_KEY, TopLevelPart, YamlNode
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.store.writer import KEYS_WITHOUT_GAP

StoreContent = tuple[list[str], list[int], list[str]]
"""What a store says: its top-level keys, its events, and its comments."""

_EVENT_SHAPE = TIMELINE_SHAPE.find_key(EVENTS_KEY)


class EventLayout(FrozenRecord):
    """The lines of an event, and a number that tells what it says from anything else."""

    lines: list[str]
    meaning: int


class StoreLayout:
    """The canonical layout of a text."""

    def __init__(self, text: str, parts: Iterable[TopLevelPart]) -> None:
        """Take the text and the parts of its tree, and lays it out part by part."""
        self._text = text
        self._attacher = CommentAttacher(text)
        self._sections: dict[str, list[str]] = {}
        self._values: list[str] = []
        self._events: list[int] = []
        previous: TopLevelPart | None = None
        for part in parts:
            if previous is not None:
                self._add_comments_below(previous, part)
            self._add_part(part)
            previous = part
        if previous is not None:
            self._add_comments_below(previous, None)
        rest = self._attacher.take_rest()
        self.rest = rest[:-1] if rest[-1:] == ("",) else rest
        """The lines of the comments after everything else."""

    @property
    def content(self) -> StoreContent:
        """The content of the document, in an order that the layout does not change."""
        return sorted(self._values), self._events, sorted(self._attacher.comments)

    def format_text(self, newline: str) -> str:
        """Format the text in this layout, with such line breaks."""
        text = "".join(f"{line}\n" for line in self._join_sections())
        return text if newline == "\n" else text.replace("\n", newline)

    @property
    def ends_with_events(self) -> bool:
        """Whether the events are the last top-level key."""
        return self._sort_names()[-1:] == [EVENTS_KEY]

    def take_events(self) -> list[str]:
        """The lines of the events, without the key above them."""
        return self._sections[EVENTS_KEY][1:]

    def _add_part(self, part: TopLevelPart) -> None:
        """Lay out a top-level key, or an event."""
        shape = TIMELINE_SHAPE.find_key(part.name)
        if not part.is_item:
            key, value = self._attacher.attach_to_entry(part.entry)
            self._values.append(repr((key.text, _read_meaning(value))))
            self._sections[part.name] = list(format_entry(key, value, shape, is_separate=True))
            return
        if part.name not in self._sections:
            key = self._attacher.attach_to_key(part.entry)
            self._sections[part.name] = list(format_key(key))
        else:
            self._sections[part.name].append("")
        event = lay_out_event(self._attacher.attach_to_item(part.entry.node))
        self._events.append(event.meaning)
        self._sections[part.name] += event.lines

    def _add_comments_below(self, part: TopLevelPart, next_part: TopLevelPart | None) -> None:
        """Lay out the comments after a part that are indented further than the next."""
        text = self._text
        is_inside = next_part is not None and next_part.is_item and part.is_item
        next_node: YamlNode | None = None
        if next_part is not None:
            next_node = next_part.entry.node if is_inside else next_part.entry.key
        if not self._attacher.has_comments_before(next_node):
            return
        lines = self._sections[part.name]
        if part.is_item:
            column = get_column(text, next_node if next_node and is_inside else part.entry.node)
            lines += indent_lines(self._attacher.take_below(column, next_node), 2 * INDENT)
        if not is_inside and not isinstance(part.entry.node.value, str):
            column = get_column(text, part.entry.key) + 1
            lines += indent_lines(self._attacher.take_below(column, next_node), INDENT)

    def _join_sections(self) -> Iterator[str]:
        """Join the top-level keys in the order of the shape."""
        sections = {name: list(lines) for name, lines in self._sections.items()}
        yield from _take_header_comments(next(iter(sections.values()), []))
        for number, name in enumerate(self._sort_names()):
            if number and not (number == 1 and name in KEYS_WITHOUT_GAP):
                yield ""
            yield from sections[name]
        if self.rest:
            yield ""
            yield from self.rest

    def _sort_names(self) -> list[str]:
        """Sort the top-level keys as they are written."""
        return [name for name, _ in TIMELINE_SHAPE.sort_keys(tuple(self._sections))]


def lay_out_event(node: YamlNode) -> EventLayout:
    """Lay out an event, its comments attached to it."""
    event = _normalise_date(node)
    lines = format_item(event, _EVENT_SHAPE, INDENT, is_separate=True)
    return EventLayout(lines, hash(_read_meaning(event)))


def _take_header_comments(lines: list[str]) -> list[str]:
    """Take the comments at the top of a file that an empty line separates from the rest."""
    opening = next((i for i, line in enumerate(lines) if line and line[0] != "#"), len(lines))
    last_gap = max((i for i, line in enumerate(lines[:opening]) if not line), default=-1)
    header = lines[: last_gap + 1]
    del lines[: last_gap + 1]
    return header


def _normalise_date(event: YamlNode) -> YamlNode:
    """Write the date of an event in normal EDTF."""
    entry = event.entries.get("date")
    if entry is None or not isinstance(entry.node.value, str):
        return event
    edtf = _normalise_edtf(entry.node.value)
    if edtf == entry.node.value:
        return event
    node = entry.node._replace(value=edtf)
    return event._replace(value={**event.entries, "date": entry._replace(node=node)})


@lru_cache(maxsize=4096)  # as each date is laid out twice, to see that it stays the same
def _normalise_edtf(text: str) -> str:
    try:
        return dates.format_edtf(dates.parse_with_span(text)[0])
    except DateError:
        return text


def _read_meaning(node: YamlNode) -> Any:
    """Read what a value says, without order, styles and line breaks."""
    # Each value of a file comes here, twice, and a comparison of patterns takes its time.
    value = node.value
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return tuple([_read_meaning(item) for item in value])
    return tuple(
        sorted([(_read_meaning(key), _read_meaning(each)) for key, each in value.values()])
    )
