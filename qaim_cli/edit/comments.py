"""Pieces of a text → forms, every comment with the value that it stands above or beside."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from qaim_cli.edit.layout import YamlValue
from qaim_cli.store.tree import SourceNode

COMMENT_PATTERN = re.compile(r"#[^\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\n|\r|\Z")
EMPTY_LINE_PATTERN = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)")
_BLOCK_HEADER = re.compile(r"(?:![^\s]*[ \t]+)?[|>][-+0-9]*[ \t]+(?=#)")
"""What opens a text in a block, where a comment may follow on the line."""


class _Comment(NamedTuple):
    start: int
    end: int
    text: str
    column: int


def find_line_end(text: str, place: int) -> int:
    """Where the line ends in which a place lies: before its line break."""
    found = _LINE_BREAK.search(text, place)
    return found.start() if found else len(text)


def find_line_start(text: str, place: int) -> int:
    """Where the line begins in which a place lies."""
    start = text.rfind("\n", 0, place) + 1
    return max(start, text.rfind("\r", start, place) + 1)


def get_column(text: str, piece: SourceNode) -> int:
    """How many columns stand before a value on its line."""
    return piece.start - find_line_start(text, piece.start)


def find_hyphen(text: str, reached: int, start: int) -> int:
    """Where the hyphen stands that begins an item, after what came before it; else its start."""
    bare = COMMENT_PATTERN.sub(lambda found: " " * len(found[0]), text[reached:start])
    return reached + bare.rfind("-") if "-" in bare else start


def find_next_line(text: str, place: int) -> int:
    """Where the line begins that follows the one in which a place lies."""
    found = _LINE_BREAK.search(text, place)
    return found.end() if found else len(text)


class CommentAttacher:
    """Makes forms of a text's pieces, asked for one after another, and gives them its comments."""

    def __init__(self, text: str) -> None:
        """Takes the text, of which nothing has been given out yet."""
        self._text = text
        self._reached = 0
        self._waiting: deque[_Comment] = deque()
        self.comments: list[str] = []
        """Every comment there is, as far as the text has been given out."""

    def read_entry(self, key: SourceNode, value: SourceNode) -> tuple[YamlValue, YamlValue]:
        """A key and its value, with all comments from what came before to the end of its line."""
        self._collect_comments((key, value), value.end)
        return self._attach_entry(key, value, len(self._text))

    def open_list(self, key: SourceNode, value: SourceNode) -> YamlValue:
        """A key alone, whose items are then asked for one by one, beginning with a value."""
        self._collect_comments((key,), key.end)
        above = self._take_above(key.start)
        beside = tuple(each.text for each in self._take_until(value.start))
        return YamlValue(key.text, comments_above=above, comments_beside=beside)

    def read_item(self, value: SourceNode) -> YamlValue:
        """An item, with all comments from what came before to the end of its line."""
        self._collect_comments((value,), value.end)
        return self._attach_item(value, len(self._text))

    def take_below(self, column: int, following: SourceNode | None) -> tuple[str, ...]:
        """The comments before what follows, or the end, as long as they stand so far in or further.

        They belong to what was given out last.
        """
        end = len(self._text)
        if following is not None:
            end = find_line_start(
                self._text, find_hyphen(self._text, self._reached, following.start)
            )
        if end > self._reached:
            self._queue_comments(self._reached, end)
            self._reached = end
        return self._take_indented(column)

    def take_rest(self) -> tuple[str, ...]:
        """The comments after everything else."""
        self._collect_comments((), len(self._text))
        return self._take_above(len(self._text))

    def _collect_comments(self, pieces: tuple[SourceNode, ...], end: int) -> None:
        """Notes the comments between values, up to the end of the line in which `end` lies."""
        end = find_line_end(self._text, end)
        if "#" in self._text[self._reached : end]:
            reached = self._reached
            for leaf in (leaf for piece in pieces for leaf in _iter_leaves(piece)):
                self._queue_comments(reached, leaf.start)
                header = _BLOCK_HEADER.match(self._text, leaf.start) if leaf.style in "|>" else None
                if leaf.style and header:
                    self._queue_comments(header.end(), find_line_end(self._text, leaf.start))
                reached = leaf.end
            self._queue_comments(reached, end)
        self._reached = max(end, self._reached)

    def _queue_comments(self, start: int, end: int) -> None:
        for found in COMMENT_PATTERN.finditer(self._text, start, end):
            self.comments.append(found[0].rstrip())
            column = found.start() - find_line_start(self._text, found.start())
            self._waiting.append(_Comment(found.start(), found.end(), found[0].rstrip(), column))

    def _take_until(self, end: int) -> list[_Comment]:
        taken = []
        while self._waiting and self._waiting[0].start < end:
            taken.append(self._waiting.popleft())
        return taken

    def _take_above(self, end: int) -> tuple[str, ...]:
        """The waiting comments before a place, with the empty lines after each of them."""
        return self._format_lines(self._take_until(end), end)

    def _format_lines(self, taken: list[_Comment], end: int) -> tuple[str, ...]:
        """The lines of comments, with the empty ones between them and before `end`."""
        lines: list[str] = []
        ends = [*(each.start for each in taken[1:]), end]
        for each, following in zip(taken, ends, strict=False):
            lines.append(each.text)
            if EMPTY_LINE_PATTERN.search(self._text, each.end, following):
                lines.append("")
        return tuple(lines)

    def _attach_entry(
        self, key: SourceNode, value: SourceNode, limit: int
    ) -> tuple[YamlValue, YamlValue]:
        above = self._take_above(key.start)
        header = min(value.start, find_line_end(self._text, key.end))
        beside = [each.text for each in self._take_until(header)]
        if value.kind == "text":
            above += self._take_above(value.start)
        made = self._attach_value(value)
        beside += self._take_beside(value, limit)
        return YamlValue(
            key.text, comments_above=(*above, *beside[1:]), comments_beside=tuple(beside[:1])
        ), made

    def _attach_item(self, value: SourceNode, limit: int) -> YamlValue:
        above = self._take_above(value.start)
        made = self._attach_value(value)
        beside = self._take_beside(value, limit)
        return made._replace(
            comments_above=(*above, *beside[1:]), comments_beside=tuple(beside[:1])
        )

    def _take_before(self, following: SourceNode) -> tuple[str, ...]:
        """The waiting comments before what follows that stand further in than it."""
        if not self._waiting or self._waiting[0].start > following.start:
            return ()
        return self._take_indented(get_column(self._text, following) + 1)

    def _take_indented(self, column: int) -> tuple[str, ...]:
        """The waiting comments up to the first that stands before a column."""
        taken = list(takewhile(lambda each: each.column >= column, self._waiting))
        for _ in taken:
            self._waiting.popleft()
        return self._format_lines(taken, taken[-1].end if taken else 0)

    def _take_beside(self, value: SourceNode, limit: int) -> list[str]:
        """The waiting comments up to the end of a value's line, or of the brackets around it."""
        end = min(find_line_end(self._text, value.end), limit)
        return [each.text for each in self._take_until(end)]

    def _attach_value(self, value: SourceNode) -> YamlValue:
        limit = value.end if value.style == "flow" else len(self._text)
        match value.kind:
            case "list":
                items: list[YamlValue] = []
                for each in value.items:
                    if items and value.style == "block":
                        below = self._take_before(each)
                        items[-1] = items[-1]._replace(comments_below=below)
                    items.append(self._attach_item(each, limit))
                return YamlValue(tuple(items), "list")
            case "keys":
                pairs: list[tuple[YamlValue, YamlValue]] = []
                for key, part in value.pairs:
                    if pairs and value.style == "block":
                        pairs[-1] = (
                            pairs[-1][0]._replace(comments_below=self._take_before(key)),
                            pairs[-1][1],
                        )
                    pairs.append(self._attach_entry(key, part, limit))
                return YamlValue(tuple(pairs), "keys")
            case _:
                return YamlValue(value.text, is_plain=not value.style)


def _iter_leaves(piece: SourceNode) -> Iterator[SourceNode]:
    match piece.kind:
        case "list":
            for each in piece.items:
                yield from _iter_leaves(each)
        case "keys":
            for pair in piece.pairs:
                for part in pair:
                    yield from _iter_leaves(part)
        case _:
            yield piece
