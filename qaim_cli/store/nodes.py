"""The only reader of YAML: the text of a file → its document tree, and problems.

YAML 1.1 guesses types (1907 a number, `on` a truth value, 2004-02-30 an exception for the whole
file), lets a repeated key win silently and expands aliases without bound. Here every scalar is
text, a repeated key is a problem, anchors, aliases and tags are refused, and the tree is built
from the parser's event stream, which is both strict and fast.

The one tree serves everyone: records are read from its values, problems take their lines from its
marks, text edits their offsets, and the canonical layout its styles and comments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml

from qaim_cli.errors import StoreError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Problem
from qaim_cli.text import clean_text, format_count, quote_text

EVENTS_KEY = "events"
"""The top-level key whose list is read one item at a time."""
FLOW = "flow"
"""The style of a list or mapping between brackets."""
BLOCK = "block"
"""The style of a list or mapping on lines of its own."""
_MAX_DEPTH = 20
_MAX_KEY_CHARS = 200
YAML_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)


class YamlMark(Protocol):
    """A position in the text; the parser counts lines, columns and characters from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""

    @property
    def index(self) -> int:
        """The characters before it."""


class TextPosition(FrozenRecord):
    """A position that is not the parser's, counted from 0 like its marks."""

    line: int = 0
    column: int = 0
    index: int = 0  # type: ignore[assignment]  # hides `tuple.index`, which nothing needs here


NO_POSITION = TextPosition()


class NodeComments(FrozenRecord):
    """The comments that belong to a node."""

    above: tuple[str, ...] = ()
    """Lines of comment, empty ones between."""
    beside: tuple[str, ...] = ()
    """Comments at the end of the line."""
    below: tuple[str, ...] = ()
    """Lines of comment after the last line, indented like its content."""


NO_COMMENTS = NodeComments()


class YamlNode(FrozenRecord):
    """A value with where and how it is written: text, a list, or a mapping."""

    value: str | list[YamlNode] | dict[str, MappingEntry]
    mark: YamlMark = NO_POSITION
    end: YamlMark = NO_POSITION
    """Where it ends; a block may reach over the empty lines and comments after it."""
    style: str | None = '"'
    """`FLOW` or `BLOCK` for a list or mapping; for a text its quote, `|` or `>`, or nothing."""
    comments: NodeComments = NO_COMMENTS
    """Empty until a `CommentAttacher` has read the text."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """The column, counted from 1."""
        return self.mark.column + 1

    @property
    def text(self) -> str:
        """The text; empty for a list or mapping."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[YamlNode]:
        """The items of a list, and anything else as the only item of one."""
        return self.value if isinstance(self.value, list) else [self]

    @property
    def entries(self) -> dict[str, MappingEntry]:
        """The entries of a mapping by key; none for a text or a list."""
        return self.value if isinstance(self.value, dict) else {}

    def find_value(self, key: str) -> YamlNode | None:
        """The value under a key, None where there is none."""
        entry = self.entries.get(key)
        return entry.node if entry else None


class MappingEntry(FrozenRecord):
    """A key and its value, as nodes."""

    key: YamlNode
    node: YamlNode

    @property
    def line(self) -> int:
        """The key's line, counted from 1."""
        return self.key.mark.line + 1

    @property
    def column(self) -> int:
        """The key's column, counted from 1."""
        return self.key.mark.column + 1


class TopLevelPart(FrozenRecord):
    """A part of the top level: a key with its value, or with one item of its list of events."""

    name: str
    entry: MappingEntry
    is_item: bool = False


# Construct named tuples directly: halves the cost of building nodes.
_new_tuple: Any = tuple.__new__


class YamlReader:
    """The top level of a store, key by key, and its events one by one.

    Reading item by item keeps no more of a large file in memory than one event.
    """

    def __init__(self, path: str, data: bytes, problems: list[Problem]) -> None:
        """Take the file's bytes, which are UTF-8 without a mark at their beginning."""
        self._path = path
        self._data = data
        self._problems = problems
        self._next_event: Callable[[], Any] = lambda: None
        self._cleaned_keys: dict[str, str] = {}
        self.top_level_keys: list[str] = []
        """The keys of the top level that were met, repeated ones too."""

    def read_parts(self) -> Iterator[TopLevelPart]:
        """Read each top-level key with its value, the list of events item by item.

        Raises:
            StoreError: the text is not YAML, or its top level is not a mapping.
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

    def _read_document(self) -> Iterator[TopLevelPart]:
        self._next_event()  # the stream starts
        if not isinstance(self._next_event(), yaml.DocumentStartEvent):
            raise StoreError(f"{self._path} is empty", "write at least title: and events:")
        top = self._next_event()
        if not isinstance(top, yaml.MappingStartEvent):
            fix = "write title:, actors:, places: and events: in the first column"
            raise self._make_error(top.start_mark, "the top level has no keys", fix)
        yield from self._read_top_level()
        self._next_event()  # the document ends
        after = self._next_event()
        if isinstance(after, yaml.DocumentStartEvent):
            self._add_problem(
                after,
                "structure",
                "a second YAML document begins here",
                "put everything in one document",
            )

    def _read_top_level(self) -> Iterator[TopLevelPart]:
        first_lines: dict[str, int] = {}
        while not isinstance(event := self._next_event(), yaml.MappingEndEvent):
            key = self._read_key(event, 0)
            self.top_level_keys.append(key)
            is_repeated = key in first_lines
            if is_repeated:
                self._add_repeated_key(event, key, first_lines[key])
            first_lines.setdefault(key, event.start_mark.line + 1)
            for part in self._read_value(key, _make_key_node(event, key), self._next_event()):
                if not is_repeated:
                    yield part

    def _read_value(self, name: str, key: YamlNode, event: Any) -> Iterator[TopLevelPart]:
        """Read the value of a top-level key; a list of events that is not empty, item by item."""
        if name != EVENTS_KEY or not isinstance(event, yaml.SequenceStartEvent):
            node = self._read_node(event, 1)
            if name == EVENTS_KEY and node.value:
                fix = "begin each of them with a hyphen"
                self._add_problem(event, "structure", f"{EVENTS_KEY} is not a list", fix)
            yield TopLevelPart(name, MappingEntry(key, node))
            return
        self._refuse_anchor_and_tag(event)
        item: Any
        start: Any = event.start_mark
        is_empty = True
        while not isinstance(item := self._next_event(), yaml.SequenceEndEvent):
            is_empty = False
            yield TopLevelPart(name, MappingEntry(key, self._read_node(item, 1)), is_item=True)
        if is_empty:
            end: Any = item.end_mark
            node = YamlNode([], start, end, FLOW)
            yield TopLevelPart(name, MappingEntry(key, node))

    def _read_node(self, event: Any, depth: int) -> YamlNode:
        item: Any
        mark = event.start_mark
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._add_problem(
                event, "anchor", f"the alias *{event.anchor} is refused", "write the value out"
            )
            return YamlNode("", mark, event.end_mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        if kind is yaml.ScalarEvent:
            return YamlNode(event.value, mark, event.end_mark, event.style)
        if depth > _MAX_DEPTH:
            message = f"nested deeper than {format_count(_MAX_DEPTH, 'level')}"
            raise self._make_error(mark, message, "a timeline needs five levels")
        style = FLOW if event.flow_style else BLOCK
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(item := self._next_event()) is not yaml.SequenceEndEvent:
                items.append(self._read_node(item, depth + 1))
            end: Any = item.end_mark
            return YamlNode(items, mark, end, style)
        entries, mapping_end = self._read_mapping(depth)
        return YamlNode(entries, mark, mapping_end, style)

    def _read_mapping(self, depth: int) -> tuple[dict[str, MappingEntry], YamlMark]:
        """Read the entries of a mapping, and where it ends."""
        event: Any
        entries: dict[str, MappingEntry] = {}
        next_event, scalar, end = self._next_event, yaml.ScalarEvent, yaml.MappingEndEvent
        cleaned_keys = self._cleaned_keys
        while type(event := next_event()) is not end:
            if type(event) is not scalar or event.anchor is not None or event.tag is not None:
                key = self._read_key(event, depth)
                key_node = _make_key_node(event, key)
            else:
                key = cleaned_keys.get(event.value) or self._read_key(event, depth)
                key_node = _new_tuple(
                    YamlNode,
                    (event.value, event.start_mark, event.end_mark, event.style, NO_COMMENTS),
                )
            value = next_event()
            if type(value) is scalar and value.anchor is None and value.tag is None:
                node = _new_tuple(
                    YamlNode,
                    (value.value, value.start_mark, value.end_mark, value.style, NO_COMMENTS),
                )
            else:
                node = self._read_node(value, depth + 1)
            if key in entries:
                self._add_repeated_key(event, key, entries[key].line)
            else:
                entries[key] = _new_tuple(MappingEntry, (key_node, node))
        end_mark: Any = event.end_mark
        return entries, end_mark

    def _read_key(self, event: Any, depth: int) -> str:
        if type(event) is not yaml.ScalarEvent:
            line = self._read_node(event, depth + 1).line
            fix = "write a word before the :"
            # Later problems call the key by its line.
            self._add_problem(event, "structure", "a key is not plain text", fix, line)
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
            f"{quote_text(key)} is repeated; it is first on line {first}",
            "keep one of them; the first counts",
            first,
        )

    def _add_problem(
        self, event: Any, code: str, message: str, fix: str, related_line: int = 0
    ) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self._problems.append(
            Problem(self._path, line, column, code, message, fix, related_line=related_line)
        )

    def _make_error(self, mark: YamlMark, message: str, fix: str) -> StoreError:
        position = mark.line + 1, mark.column + 1
        return StoreError(message, fix, path=self._path, position=position)

    def _make_syntax_error(self, error: yaml.MarkedYAMLError) -> StoreError:
        # Imported here and below, so that a store without such errors does not pay for it.
        from qaim_cli.store.positions import split_lines

        lines = split_lines(self._data.decode().rstrip())
        end = TextPosition(len(lines) - 1, max(len(lines[-1]) - 1, 0))
        # What is never closed is noticed at the end of the file, but is fixed where it was opened.
        marks = (error.problem_mark, error.context_mark)
        mark = next((mark for mark in marks if mark and (mark.line, mark.column) <= end[:2]), end)
        line = lines[mark.line]
        tab_column = line[: -len(line.lstrip()) or None].find("\t")
        if tab_column >= 0:
            return self._make_error(
                TextPosition(mark.line, tab_column), "indented with a tab", "use spaces"
            )
        context = f" {error.context}" if error.context else ""
        fix = "fix this syntax error; the rest of the file cannot be read until then"
        return self._make_error(mark, f"not YAML: {error.problem}{context}", fix)

    def _make_control_character_error(self) -> StoreError:
        from qaim_cli.store.positions import find_line_and_column

        text = self._data.decode()
        match = yaml.reader.Reader.NON_PRINTABLE.search(text)
        offset = match.start() if match else 0
        line, column = find_line_and_column(text, offset)
        return self._make_error(
            TextPosition(line - 1, column - 1),
            f"holds a control character (U+{ord(text[offset]):04X})",
            'a store is plain text; inside "double quotes" such a character can be escaped',
        )


def _make_key_node(event: Any, key: str) -> YamlNode:
    is_text = type(event) is yaml.ScalarEvent
    value, style = (event.value, event.style) if is_text else (key, BLOCK)
    return YamlNode(value, event.start_mark, event.end_mark, style)
