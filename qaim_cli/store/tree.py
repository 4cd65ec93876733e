"""A store's text as it is written: what stands where, to the character, for those who change it.

Records say what a store means and forget how it is written. To change one place and leave every
other byte alone, or to lay a file out anew and keep its comments, takes the places themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from qaim_cli.errors import StoreError
from qaim_cli.store.nodes import ITEM_BY_ITEM, LOADER


class Piece(NamedTuple):
    """A value and the characters that write it: `text[start:end]`.

    A block of keys or items ends where the last of them ends, a text in a block where its last
    line ends; neither reaches over the blank lines and comments that follow.
    """

    value: str | tuple[Piece, ...] | tuple[tuple[Piece, Piece], ...]
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
    def items(self) -> tuple[Piece, ...]:
        """The items of a list, and anything else as the only item of one."""
        return self.value if self.kind == "list" else (self,)  # type: ignore[return-value]

    @property
    def pairs(self) -> tuple[tuple[Piece, Piece], ...]:
        """The keys with their values; none for a text or a list."""
        return self.value if self.kind == "keys" else ()  # type: ignore[return-value]

    def get(self, key: str) -> Piece | None:
        """The value under a key, None where there is none."""
        return next((value for each, value in self.pairs if each.text == key), None)


class Part(NamedTuple):
    """A part of the top level: a key with its value, or with one item of its list."""

    key: Piece
    value: Piece
    is_item: bool


def outline(text: str) -> Iterator[Part]:
    """Each top-level key with its value, but the list of events item by item.

    An `events` that is no list, or an empty one, is given out as it is. The text must be without
    anchors and aliases.

    Raises:
        StoreError: the text is not YAML.
    """
    loader = LOADER(text)
    try:
        reader = _Pieces(text, loader.get_event)
        yield from reader.top()
    except yaml.YAMLError as error:
        raise StoreError("the text is not YAML", str(getattr(error, "problem", ""))) from None
    finally:
        loader.dispose()


class _Pieces:
    def __init__(self, text: str, next: Callable[[], Any]) -> None:
        self.text = text
        self.next = next

    def begin(self) -> None:
        self.next()  # the stream starts
        self.next()  # the document starts

    def top(self) -> Iterator[Part]:
        self.begin()
        self.next()  # the keys start
        event: Any
        item: Any
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.piece(event)
            value = self.next()
            is_list = type(value) is yaml.SequenceStartEvent
            if key.text != ITEM_BY_ITEM or not is_list:
                yield Part(key, self.piece(value), is_item=False)
                continue
            start: int = value.start_mark.index
            empty = True
            while type(item := self.next()) is not yaml.SequenceEndEvent:
                empty = False
                yield Part(key, self.piece(item), is_item=True)
            if empty:
                yield Part(
                    key,
                    Piece((), "list", start, self.text.index("]", start) + 1, "flow"),
                    is_item=False,
                )

    def piece(self, event: Any) -> Piece:
        start: int = event.start_mark.index
        is_text, is_list = type(event) is yaml.ScalarEvent, type(event) is yaml.SequenceStartEvent
        if is_text:
            style = event.style if event.style in ('"', "'", "|", ">") else ""
            end = event.end_mark.index
            if style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip())
            return Piece(event.value, "text", start, end, style)
        style = "flow" if event.flow_style else "block"
        value: list[Any] = []
        reached = start
        part: Any
        if is_list:
            while type(part := self.next()) is not yaml.SequenceEndEvent:
                value.append(self.piece(part))
                reached = value[-1].end
        else:
            while type(part := self.next()) is not yaml.MappingEndEvent:
                value.append((self.piece(part), self.piece(self.next())))
                reached = value[-1][1].end
        last: Any = part
        end = last.end_mark.index if style == "flow" else reached
        return Piece(tuple(value), "list" if is_list else "keys", start, end, style)
