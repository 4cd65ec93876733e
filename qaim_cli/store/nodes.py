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
from qaim_cli.text import clean_text, format_count, quote_text

EVENTS_KEY = "events"
"""The top-level key whose list is given out one item at a time."""
_MAX_DEPTH = 20
_MAX_KEY_CHARS = 200
YAML_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)


class YamlMark(Protocol):
    """A place in the text as the parser counts it: from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class YamlNode(NamedTuple):
    """A value and where it stands: text, a list, or keys with values."""

    value: str | list[YamlNode] | dict[str, MappingEntry]
    mark: YamlMark

    @property
    def line(self) -> int:
        """Its line, counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """Its column, counted from 1."""
        return self.mark.column + 1


class MappingEntry(NamedTuple):
    """A key's place and its value."""

    mark: YamlMark
    node: YamlNode

    @property
    def line(self) -> int:
        """The key's line, counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """The key's column, counted from 1."""
        return self.mark.column + 1


# What a named tuple's own constructor ends in, at half its cost: an event is made of dozens.
_new_tuple: Any = tuple.__new__


class YamlReader:
    """The top level of a store, key by key, and its events one by one.

    Reading item by item keeps no more of a large file in memory than one event.
    """

    def __init__(self, path: str, data: bytes, problems: list[Problem]) -> None:
        """Takes the file's bytes, which are UTF-8 without a mark at their beginning."""
        self._path = path
        self._data = data
        self._problems = problems
        self._next_event: Callable[[], Any] = lambda: None
        self._cleaned_keys: dict[str, str] = {}
        self.top_level_keys: list[str] = []
        """The keys of the top level that were met, repeated ones too."""

    def read_entries(self) -> Iterator[tuple[str, MappingEntry]]:
        """Each top-level key with its value; `events` once for each of its items.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        try:
            loader = YAML_LOADER(self._data)
            try:
                self._next_event = loader.get_event
                yield from self._read_document()
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            raise self._make_syntax_error(error) from None
        except yaml.reader.ReaderError:
            raise self._make_control_character_error() from None

    def _read_document(self) -> Iterator[tuple[str, MappingEntry]]:
        self._next_event()  # the stream starts
        if not isinstance(self._next_event(), yaml.DocumentStartEvent):
            raise StoreError(f"{self._path} is empty", "start one with a title and events")
        top = self._next_event()
        if not isinstance(top, yaml.MappingStartEvent):
            cure = "write title:, actors:, places: and events: in the first column"
            raise self._make_error(top.start_mark, "the top level is not made of keys", cure)
        yield from self._read_top_level()
        self._next_event()  # the document ends
        after = self._next_event()
        if isinstance(after, yaml.DocumentStartEvent):
            self._add_problem(after, "structure", "a second document begins", "put all in one")

    def _read_top_level(self) -> Iterator[tuple[str, MappingEntry]]:
        seen: dict[str, int] = {}
        while not isinstance(event := self._next_event(), yaml.MappingEndEvent):
            key = self._read_key(event, 0)
            mark = event.start_mark
            self.top_level_keys.append(key)
            repeated = key in seen
            if repeated:
                self._add_repeated_key(event, key, seen[key])
            seen.setdefault(key, mark.line + 1)
            value = self._next_event()
            nodes = (
                self._read_items(value) if key == EVENTS_KEY else iter((self._read_node(value, 1),))
            )
            for node in nodes:
                if not repeated:
                    yield key, MappingEntry(mark, node)

    def _read_items(self, event: Any) -> Iterator[YamlNode]:
        """Each item of a list; none, with a problem, where there is no list."""
        if not isinstance(event, yaml.SequenceStartEvent):
            if self._read_node(event, 1).value:
                cure = "begin each of them with a hyphen"
                self._add_problem(event, "structure", f"{EVENTS_KEY} is no list", cure)
            return
        self._refuse_anchor_and_tag(event)
        while not isinstance(item := self._next_event(), yaml.SequenceEndEvent):
            yield self._read_node(item, 1)

    def _read_node(self, event: Any, depth: int) -> YamlNode:
        mark = event.start_mark
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._add_problem(
                event, "anchor", f"the alias *{event.anchor} is refused", "write the value out"
            )
            return YamlNode("", mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        if kind is yaml.ScalarEvent:
            return YamlNode(event.value, mark)
        if depth > _MAX_DEPTH:
            what = f"nested deeper than {format_count(_MAX_DEPTH, 'level')}"
            raise self._make_error(mark, what, "a store needs five")
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(item := self._next_event()) is not yaml.SequenceEndEvent:
                items.append(self._read_node(item, depth + 1))
            return YamlNode(items, mark)
        return YamlNode(self._read_mapping(depth), mark)

    def _read_mapping(self, depth: int) -> dict[str, MappingEntry]:
        entries: dict[str, MappingEntry] = {}
        following, scalar, end = self._next_event, yaml.ScalarEvent, yaml.MappingEndEvent
        while type(event := following()) is not end:
            key = self._read_key(event, depth)
            value = following()
            if type(value) is scalar and value.anchor is None and value.tag is None:
                node = _new_tuple(YamlNode, (value.value, value.start_mark))
            else:
                node = self._read_node(value, depth + 1)
            if key in entries:
                self._add_repeated_key(event, key, entries[key].line)
            else:
                entries[key] = _new_tuple(MappingEntry, (event.start_mark, node))
        return entries

    def _read_key(self, event: Any, depth: int) -> str:
        if type(event) is not yaml.ScalarEvent:
            line = self._read_node(event, depth + 1).line
            cure = "write a word before the :"
            self._add_problem(event, "structure", "a key is not plain text", cure)
            return f"(line {line})"
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        known = self._cleaned_keys.get(event.value)
        if known is not None:
            return known
        key = clean_text(" ".join(event.value.split()))
        if len(key) > _MAX_KEY_CHARS:
            self._add_problem(
                event, "too-long", f"the key {quote_text(key)} is too long", "shorten it"
            )
            return key[:_MAX_KEY_CHARS]
        self._cleaned_keys[event.value] = key
        return key

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self._add_problem(
                event, "anchor", f"the anchor &{event.anchor} is refused", "write the value out"
            )
        if event.tag is not None and event.tag != "!":
            self._add_problem(
                event, "tag", f"the tag {quote_text(event.tag)} is refused", "write plain text"
            )

    def _add_repeated_key(self, event: Any, key: str, first: int) -> None:
        self._add_problem(
            event,
            "duplicate-key",
            f"{quote_text(key)} stands here again, first on line {first}",
            "keep one of them; the first counts",
        )

    def _add_problem(self, event: Any, code: str, what: str, cure: str) -> None:
        mark = event.start_mark
        self._problems.append(Problem(self._path, mark.line + 1, mark.column + 1, code, what, cure))

    def _make_error(self, mark: YamlMark, what: str, cure: str) -> StoreError:
        place = mark.line + 1, mark.column + 1
        return StoreError(f"{self._path}:{place[0]}: {what}", cure, place)

    def _make_syntax_error(self, error: yaml.MarkedYAMLError) -> StoreError:
        # Here and below, so that a store without such faults pays for no more than reading it.
        from qaim_cli.store.positions import TextPosition, split_lines

        written = split_lines(self._data.decode().rstrip())
        end = TextPosition(len(written) - 1, max(len(written[-1]) - 1, 0))
        # What is never closed is noticed at the file's end and to be mended where it was opened.
        marks = (error.problem_mark, error.context_mark)
        mark = next((mark for mark in marks if mark and (mark.line, mark.column) <= end), end)
        line = written[mark.line]
        tab = line[: -len(line.lstrip()) or None].find("\t")
        if tab >= 0:
            return self._make_error(
                TextPosition(mark.line, tab), "indented with a tab", "use spaces"
            )
        context = f" {error.context}" if error.context else ""
        cure = "nothing of the file can be read until that is mended"
        return self._make_error(mark, f"not YAML: {error.problem}{context}", cure)

    def _make_control_character_error(self) -> StoreError:
        from qaim_cli.store.positions import TextPosition, find_line_and_column

        text = self._data.decode()
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else 0
        line, column = find_line_and_column(text, at)
        return self._make_error(
            TextPosition(line - 1, column - 1),
            f"holds a control character (U+{ord(text[at]):04X})",
            'a store is plain text; inside "double quotes" such a character can be escaped',
        )
