"""The only reader of YAML: a file's text → nodes that know their line, and problems.

YAML 1.1 guesses types (1907 a number, `on` a truth value, 2004-02-30 an exception for the whole
file), lets a repeated key win silently and expands aliases without bound. Here every scalar is
text, a repeated key is a problem, anchors, aliases and tags are refused, and the nodes are built
from the parser's event stream: the strict way is also the fast one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

import yaml

from qaim_cli.errors import StoreError
from qaim_cli.model import Problem
from qaim_cli.text import clean, counted, shown

ITEM_BY_ITEM = "events"
"""The top-level key whose list is given out one item at a time."""
_DEEPEST = 20
_LONGEST_KEY = 200
LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)


class Mark(Protocol):
    """A place in the text as the parser counts it: from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class Node(NamedTuple):
    """A value and where it stands: text, a list, or keys with values."""

    value: str | list[Node] | dict[str, Entry]
    mark: Mark

    @property
    def line(self) -> int:
        """Its line, counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Its column, counted from 1."""
        return self.mark.column + 1


class Entry(NamedTuple):
    """A key's place and its value."""

    mark: Mark
    node: Node

    @property
    def line(self) -> int:
        """The key's line, counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """The key's column, counted from 1."""
        return self.mark.column + 1


# What a named tuple's own constructor ends in, at half its cost: an event is made of dozens.
_made: Any = tuple.__new__


class Reader:
    """The top level of a store, key by key, and its events one by one.

    Reading item by item keeps no more of a large file in memory than one event.
    """

    def __init__(self, path: str, data: bytes, problems: list[Problem]) -> None:
        """Takes the file's bytes, which are UTF-8 without a mark at their beginning."""
        self._path = path
        self._data = data
        self._problems = problems
        self._next: Callable[[], Any] = lambda: None
        self._known: dict[str, str] = {}
        self.keys: list[str] = []
        """The keys of the top level that were met, repeated ones too."""

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Each top-level key with its value; `events` once for each of its items.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        try:
            loader = LOADER(self._data)
            try:
                self._next = loader.get_event
                yield from self._document()
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        except yaml.reader.ReaderError:
            raise self._forbidden() from None

    def _document(self) -> Iterator[tuple[str, Entry]]:
        self._next()  # the stream starts
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            raise StoreError(f"{self._path} is empty", "start one with a title and events")
        top = self._next()
        if not isinstance(top, yaml.MappingStartEvent):
            cure = "write title:, actors:, places: and events: in the first column"
            raise self._error(top.start_mark, "the top level is not made of keys", cure)
        yield from self._top()
        self._next()  # the document ends
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            self._problem(after, "structure", "a second document begins", "put all in one")

    def _top(self) -> Iterator[tuple[str, Entry]]:
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, 0)
            mark = event.start_mark
            self.keys.append(key)
            repeated = key in seen
            if repeated:
                self._repeated(event, key, seen[key])
            seen.setdefault(key, mark.line + 1)
            value = self._next()
            nodes = self._items(value) if key == ITEM_BY_ITEM else iter((self._node(value, 1),))
            for node in nodes:
                if not repeated:
                    yield key, Entry(mark, node)

    def _items(self, event: Any) -> Iterator[Node]:
        """Each item of a list; none, with a problem, where there is no list."""
        if not isinstance(event, yaml.SequenceStartEvent):
            if self._node(event, 1).value:
                cure = "begin each of them with a hyphen"
                self._problem(event, "structure", f"{ITEM_BY_ITEM} is no list", cure)
            return
        self._check_anchor(event)
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            yield self._node(item, 1)

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._problem(
                event, "anchor", f"the alias *{event.anchor} is refused", "write the value out"
            )
            return Node("", mark)
        if event.anchor is not None or event.tag is not None:
            self._check_anchor(event)
        if kind is yaml.ScalarEvent:
            return Node(event.value, mark)
        if depth > _DEEPEST:
            what = f"nested deeper than {counted(_DEEPEST, 'level')}"
            raise self._error(mark, what, "a store needs five")
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(item := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._node(item, depth + 1))
            return Node(items, mark)
        return Node(self._mapping(depth), mark)

    def _mapping(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        following, scalar, end = self._next, yaml.ScalarEvent, yaml.MappingEndEvent
        while type(event := following()) is not end:
            key = self._key(event, depth)
            value = following()
            if type(value) is scalar and value.anchor is None and value.tag is None:
                node = _made(Node, (value.value, value.start_mark))
            else:
                node = self._node(value, depth + 1)
            if key in entries:
                self._repeated(event, key, entries[key].line)
            else:
                entries[key] = _made(Entry, (event.start_mark, node))
        return entries

    def _key(self, event: Any, depth: int) -> str:
        if type(event) is not yaml.ScalarEvent:
            line = self._node(event, depth + 1).line
            cure = "write a word before the :"
            self._problem(event, "structure", "a key is not plain text", cure)
            return f"(line {line})"
        if event.anchor is not None or event.tag is not None:
            self._check_anchor(event)
        known = self._known.get(event.value)
        if known is not None:
            return known
        key = clean(" ".join(event.value.split()))
        if len(key) > _LONGEST_KEY:
            self._problem(event, "too-long", f"the key {shown(key)} is too long", "shorten it")
            return key[:_LONGEST_KEY]
        self._known[event.value] = key
        return key

    def _check_anchor(self, event: Any) -> None:
        if event.anchor is not None:
            self._problem(
                event, "anchor", f"the anchor &{event.anchor} is refused", "write the value out"
            )
        if event.tag is not None and event.tag != "!":
            self._problem(
                event, "tag", f"the tag {shown(event.tag)} is refused", "write plain text"
            )

    def _repeated(self, event: Any, key: str, first: int) -> None:
        self._problem(
            event,
            "duplicate-key",
            f"{shown(key)} stands here again, first on line {first}",
            "keep one of them; the first counts",
        )

    def _problem(self, event: Any, code: str, what: str, cure: str) -> None:
        mark = event.start_mark
        self._problems.append(Problem(self._path, mark.line + 1, mark.column + 1, code, what, cure))

    def _error(self, mark: Mark, what: str, cure: str) -> StoreError:
        place = mark.line + 1, mark.column + 1
        return StoreError(f"{self._path}:{place[0]}: {what}", cure, place)

    def _unreadable(self, error: yaml.MarkedYAMLError) -> StoreError:
        # Here and below, so that a store without such faults pays for no more than reading it.
        from qaim_cli.store.places import Spot, lines

        written = lines(self._data.decode().rstrip())
        end = Spot(len(written) - 1, max(len(written[-1]) - 1, 0))
        # What is never closed is noticed at the file's end and to be mended where it was opened.
        marks = (error.problem_mark, error.context_mark)
        mark = next((mark for mark in marks if mark and (mark.line, mark.column) <= end), end)
        line = written[mark.line]
        tab = line[: -len(line.lstrip()) or None].find("\t")
        if tab >= 0:
            return self._error(Spot(mark.line, tab), "indented with a tab", "use spaces")
        context = f" {error.context}" if error.context else ""
        cure = "nothing of the file can be read until that is mended"
        return self._error(mark, f"not YAML: {error.problem}{context}", cure)

    def _forbidden(self) -> StoreError:
        from qaim_cli.store.places import Spot, place

        text = self._data.decode()
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else 0
        line, column = place(text, at)
        return self._error(
            Spot(line - 1, column - 1),
            f"holds a control character (U+{ord(text[at]):04X})",
            'a store is plain text; inside "double quotes" such a character can be escaped',
        )
