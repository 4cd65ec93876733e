"""A store's text as it is written: what stands where, to the character, for those who change it.

Records say what a store means and forget how it is written. To change one place and leave every
other byte alone, or to lay a file out anew and keep its comments, takes the places themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from qaim_cli.errors import StoreError
from qaim_cli.store.nodes import EVENTS_KEY, YAML_LOADER


class SourceNode(NamedTuple):
    """A value and the characters that write it: `text[start:end]`.

    A block of keys or items ends where the last of them ends, a text in a block where its last
    line ends; neither reaches over the blank lines and comments that follow.
    """

    value: str | tuple[SourceNode, ...] | tuple[tuple[SourceNode, SourceNode], ...]
    """A text; the items of a list; or keys, each with its value."""
    kind: str
    """"text", "list" or "keys"."""
    start: int
    end: int
    style: str
    """How it is written: "flow" or "block" for a list or keys, the sign that opens a text."""

    @property
    def text(self) -> str:
        """The text; empty for a list or keys."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[SourceNode, ...]:
        """The items of a list, and anything else as the only item of one."""
        return self.value if self.kind == "list" else (self,)  # type: ignore[return-value]

    @property
    def pairs(self) -> tuple[tuple[SourceNode, SourceNode], ...]:
        """The keys with their values; none for a text or a list."""
        return self.value if self.kind == "keys" else ()  # type: ignore[return-value]

    def get(self, key: str) -> SourceNode | None:
        """The value under a key, None where there is none."""
        return next((value for each, value in self.pairs if each.text == key), None)


class TopLevelEntry(NamedTuple):
    """A part of the top level: a key with its value, or with one item of its list."""

    key: SourceNode
    value: SourceNode
    is_item: bool


def parse_top_level(text: str) -> Iterator[TopLevelEntry]:
    """Each top-level key with its value, but the list of events item by item.

    An `events` that is no list, or an empty one, is given out as it is. The text must be without
    anchors and aliases.

    Raises:
        StoreError: the text is not YAML.
    """
    loader = YAML_LOADER(text)
    try:
        reader = _SourceNodeParser(text, loader.get_event)
        yield from reader.parse_top_level()
    except yaml.YAMLError as error:
        raise StoreError("the text is not YAML", str(getattr(error, "problem", ""))) from None
    finally:
        loader.dispose()


class _SourceNodeParser:
    def __init__(self, text: str, next: Callable[[], Any]) -> None:
        self.text = text
        self.next_event = next

    def skip_document_start(self) -> None:
        self.next_event()  # the stream starts
        self.next_event()  # the document starts

    def parse_top_level(self) -> Iterator[TopLevelEntry]:
        self.skip_document_start()
        self.next_event()  # the keys start
        event: Any
        item: Any
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            key = self.parse_node(event)
            value = self.next_event()
            is_list = type(value) is yaml.SequenceStartEvent
            if key.text != EVENTS_KEY or not is_list:
                yield TopLevelEntry(key, self.parse_node(value), is_item=False)
                continue
            start: int = value.start_mark.index
            empty = True
            while type(item := self.next_event()) is not yaml.SequenceEndEvent:
                empty = False
                yield TopLevelEntry(key, self.parse_node(item), is_item=True)
            if empty:
                yield TopLevelEntry(
                    key,
                    SourceNode((), "list", start, self.text.index("]", start) + 1, "flow"),
                    is_item=False,
                )

    def parse_node(self, event: Any) -> SourceNode:
        start: int = event.start_mark.index
        is_text, is_list = type(event) is yaml.ScalarEvent, type(event) is yaml.SequenceStartEvent
        if is_text:
            style = event.style if event.style in ('"', "'", "|", ">") else ""
            end = event.end_mark.index
            if style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip())
            return SourceNode(event.value, "text", start, end, style)
        style = "flow" if event.flow_style else "block"
        value: list[Any] = []
        reached = start
        part: Any
        if is_list:
            while type(part := self.next_event()) is not yaml.SequenceEndEvent:
                value.append(self.parse_node(part))
                reached = value[-1].end
        else:
            while type(part := self.next_event()) is not yaml.MappingEndEvent:
                value.append((self.parse_node(part), self.parse_node(self.next_event())))
                reached = value[-1][1].end
        last: Any = part
        end = last.end_mark.index if style == "flow" else reached
        return SourceNode(tuple(value), "list" if is_list else "keys", start, end, style)
