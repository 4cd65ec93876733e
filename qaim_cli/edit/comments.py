"""Attach the comments of a text to the nodes that they are written above, beside or below."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile

from qaim_cli.edit.lines import (
    COMMENT_PATTERN,
    EMPTY_LINE_PATTERN,
    find_hyphen,
    find_line_end,
    find_line_start,
    find_node_end,
    get_column,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.nodes import BLOCK, FLOW, MappingEntry, NodeComments, YamlNode

_BLOCK_HEADER = re.compile(r"(?:![^\s]*[ \t]+)?[|>][-+0-9]*[ \t]+(?=#)")
"""The start of a block text, where a comment may follow on the line."""
_TRAILING_COMMENT = re.compile(r"[ \t,\]}:]*(?=#)")
"""The gap between a value and a comment on the same line."""


class _Comment(FrozenRecord):
    start: int
    end: int
    text: str
    column: int


class CommentAttacher:
    """Attaches comments to the parts of a text, which are given one after another."""

    def __init__(self, text: str) -> None:
        """Take the whole text."""
        self._text = text
        self._read_to = 0
        self._pending: deque[_Comment] = deque()
        self.comments: list[str] = []
        """Every comment in the text read so far."""

    def attach_to_entry(self, entry: MappingEntry) -> MappingEntry:
        """Attach comments to a key and its value, up to the end of the line."""
        end = find_node_end(entry.node, self._text)
        self._read_comments((entry.key, entry.node), end)
        return self._attach_entry(entry, len(self._text)) if self._pending else entry

    def attach_to_key(self, entry: MappingEntry) -> YamlNode:
        """Attach comments to the key of a list, whose items follow one by one."""
        self._read_comments((entry.key,), entry.key.end.index)
        above = self._take_above(entry.key.mark.index)
        beside = tuple(each.text for each in self._take_until(entry.node.mark.index))
        return entry.key._replace(comments=NodeComments(above, beside))

    def attach_to_item(self, node: YamlNode) -> YamlNode:
        """Attach comments to an item, up to the end of its line."""
        self._read_comments((node,), find_node_end(node, self._text))
        return self._attach_item(node, len(self._text)) if self._pending else node

    def has_comments_before(self, next_node: YamlNode | None) -> bool:
        """Whether any comment may stand between the last value and a node, or the end."""
        end = len(self._text) if next_node is None else next_node.mark.index
        return bool(self._pending) or self._text.find("#", self._read_to, end) >= 0

    def take_below(self, column: int, next_node: YamlNode | None) -> tuple[str, ...]:
        """Take the comments after the last value that are indented at least to a column.

        Args:
            column: the column.
            next_node: the key or item that follows; None at the end of the text.
        """
        end = len(self._text)
        if next_node is not None:
            start = next_node.mark.index
            end = find_line_start(self._text, find_hyphen(self._text, self._read_to, start))
        if end > self._read_to:
            self._queue_comments(self._read_to, end)
            self._read_to = end
        return self._take_indented(column, end)

    def take_rest(self) -> tuple[str, ...]:
        """Take the comments after everything else."""
        self._queue_comments(self._read_to, len(self._text))
        self._read_to = len(self._text)
        return self._take_above(len(self._text))

    def _read_comments(self, nodes: tuple[YamlNode, ...], end: int) -> None:
        """Read the comments in the gaps between nodes, and one after them on the same line."""
        # Only a comment may be looked for after the end: the next value may be on this line too.
        trailing = _TRAILING_COMMENT.match(self._text, end)
        if trailing:
            end = find_line_end(self._text, trailing.end())
        if "#" in self._text[self._read_to : end]:
            for leaf in (leaf for node in nodes for leaf in _iter_leaves(node)):
                start = leaf.mark.index
                self._queue_comments(self._read_to, start)
                is_block = leaf.style in ("|", ">")
                header = _BLOCK_HEADER.match(self._text, start) if is_block else None
                if header:
                    self._queue_comments(header.end(), find_line_end(self._text, start))
                self._read_to = find_node_end(leaf, self._text)
            self._queue_comments(self._read_to, end)
        self._read_to = max(end, self._read_to)

    def _queue_comments(self, start: int, end: int) -> None:
        for match in COMMENT_PATTERN.finditer(self._text, start, end):
            text = match[0].rstrip()
            self.comments.append(text)
            column = match.start() - find_line_start(self._text, match.start())
            self._pending.append(_Comment(match.start(), match.end(), text, column))

    def _take_until(self, end: int) -> list[_Comment]:
        taken = []
        while self._pending and self._pending[0].start < end:
            taken.append(self._pending.popleft())
        return taken

    def _take_above(self, end: int) -> tuple[str, ...]:
        """Take the pending comments before an offset, with the empty lines after each."""
        return self._format_lines(self._take_until(end), end)

    def _format_lines(self, comments: list[_Comment], end: int) -> tuple[str, ...]:
        """Format comments as lines, with empty ones where the text has some before `end`."""
        lines: list[str] = []
        ends = [*(each.start for each in comments[1:]), end]
        for comment, next_start in zip(comments, ends, strict=False):
            lines.append(comment.text)
            if EMPTY_LINE_PATTERN.search(self._text, comment.end, next_start):
                lines.append("")
        return tuple(lines)

    def _attach_entry(self, entry: MappingEntry, end_limit: int) -> MappingEntry:
        key, value = entry
        leading = self._take_above(key.mark.index)
        header_end = min(value.mark.index, find_line_end(self._text, key.end.index))
        trailing = [each.text for each in self._take_until(header_end)]
        if isinstance(value.value, str):
            leading += self._take_above(value.mark.index)
        value = self._attach_value(value)
        trailing += self._take_beside(value, end_limit)
        comments = NodeComments((*leading, *trailing[1:]), tuple(trailing[:1]))
        return MappingEntry(key._replace(comments=comments), value)

    def _attach_item(self, node: YamlNode, end_limit: int) -> YamlNode:
        leading = self._take_above(node.mark.index)
        node = self._attach_value(node)
        trailing = self._take_beside(node, end_limit)
        return node._replace(comments=NodeComments((*leading, *trailing[1:]), tuple(trailing[:1])))

    def _attach_value(self, node: YamlNode) -> YamlNode:
        """Attach the comments within a value."""
        if isinstance(node.value, str):
            return node
        end_limit = node.end.index if node.style == FLOW else len(self._text)
        is_block = node.style == BLOCK
        if isinstance(node.value, list):
            items: list[YamlNode] = []
            for item in node.value:
                if items and is_block:
                    items[-1] = _add_below(items[-1], self._take_before(item))
                items.append(self._attach_item(item, end_limit))
            return node._replace(value=items)
        entries: dict[str, MappingEntry] = {}
        last_name = ""
        for name, entry in node.value.items():
            if entries and is_block:
                key = _add_below(entries[last_name].key, self._take_before(entry.key))
                entries[last_name] = entries[last_name]._replace(key=key)
            entries[name] = self._attach_entry(entry, end_limit)
            last_name = name
        return node._replace(value=entries)

    def _take_before(self, next_node: YamlNode) -> tuple[str, ...]:
        """Take the pending comments before a node that are indented further than it."""
        if not self._pending or self._pending[0].start > next_node.mark.index:
            return ()
        column = get_column(self._text, next_node) + 1
        return self._take_indented(column, next_node.mark.index)

    def _take_indented(self, column: int, end: int) -> tuple[str, ...]:
        """Take the pending comments before an offset, up to the first not indented to a column."""
        taken = list(
            takewhile(lambda each: each.column >= column and each.start < end, self._pending)
        )
        for _ in taken:
            self._pending.popleft()
        return self._format_lines(taken, taken[-1].end if taken else 0)

    def _take_beside(self, node: YamlNode, end_limit: int) -> list[str]:
        """Take the pending comments up to the end of a value's line, or of its brackets."""
        end = min(find_line_end(self._text, find_node_end(node, self._text)), end_limit)
        return [each.text for each in self._take_until(end)]


def _add_below(node: YamlNode, lines: tuple[str, ...]) -> YamlNode:
    return node._replace(comments=node.comments._replace(below=lines))


def _iter_leaves(node: YamlNode) -> Iterator[YamlNode]:
    """Yield the texts in a value, keys included, in the order written."""
    match node.value:
        case str():
            yield node
        case list(items):
            for item in items:
                yield from _iter_leaves(item)
        case entries:
            for entry in entries.values():
                yield from _iter_leaves(entry.key)
                yield from _iter_leaves(entry.node)
