"""Pieces of a text → forms, every comment with the value that it stands above or beside."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from qaim_cli.edit.layout import Form
from qaim_cli.store.tree import Piece

COMMENT = re.compile(r"#[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r|\Z")
EMPTY_LINE = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)")
_HEADER = re.compile(r"(?:![^\s]*[ \t]+)?[|>][-+0-9]*[ \t]+(?=#)")
"""What opens a text in a block, where a comment may follow on the line."""


class _Comment(NamedTuple):
    start: int
    end: int
    text: str
    column: int


def end_of_line(text: str, place: int) -> int:
    """Where the line ends in which a place lies: before its line break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def start_of_line(text: str, place: int) -> int:
    """Where the line begins in which a place lies."""
    start = text.rfind("\n", 0, place) + 1
    return max(start, text.rfind("\r", start, place) + 1)


def column_of(text: str, piece: Piece) -> int:
    """How many columns stand before a value on its line."""
    return piece.start - start_of_line(text, piece.start)


def hyphen_before(text: str, reached: int, start: int) -> int:
    """Where the hyphen stands that begins an item, after what came before it; else its start."""
    bare = COMMENT.sub(lambda found: " " * len(found[0]), text[reached:start])
    return reached + bare.rfind("-") if "-" in bare else start


def after_line(text: str, place: int) -> int:
    """Where the line begins that follows the one in which a place lies."""
    found = _BREAK.search(text, place)
    return found.end() if found else len(text)


class Former:
    """Makes forms of a text's pieces, asked for one after another, and gives them its comments."""

    def __init__(self, text: str) -> None:
        """Takes the text, of which nothing has been given out yet."""
        self._text = text
        self._reached = 0
        self._waiting: deque[_Comment] = deque()
        self.found: list[str] = []
        """Every comment there is, as far as the text has been given out."""

    def entry(self, key: Piece, value: Piece) -> tuple[Form, Form]:
        """A key and its value, with all comments from what came before to the end of its line."""
        self._find((key, value), value.end)
        return self._entry(key, value, len(self._text))

    def opened(self, key: Piece, value: Piece) -> Form:
        """A key alone, whose items are then asked for one by one, beginning with a value."""
        self._find((key,), key.end)
        above = self._above(key.start)
        beside = tuple(each.text for each in self._take(value.start))
        return Form(key.text, above=above, beside=beside)

    def item(self, value: Piece) -> Form:
        """An item, with all comments from what came before to the end of its line."""
        self._find((value,), value.end)
        return self._item(value, len(self._text))

    def below(self, column: int, following: Piece | None) -> tuple[str, ...]:
        """The comments before what follows, or the end, as long as they stand so far in or further.

        They belong to what was given out last.
        """
        end = len(self._text)
        if following is not None:
            end = start_of_line(
                self._text, hyphen_before(self._text, self._reached, following.start)
            )
        if end > self._reached:
            self._note(self._reached, end)
            self._reached = end
        return self._deeper(column)

    def rest(self) -> tuple[str, ...]:
        """The comments after everything else."""
        self._find((), len(self._text))
        return self._above(len(self._text))

    def _find(self, pieces: tuple[Piece, ...], end: int) -> None:
        """Notes the comments between values, up to the end of the line in which `end` lies."""
        end = end_of_line(self._text, end)
        if "#" in self._text[self._reached : end]:
            reached = self._reached
            for leaf in (leaf for piece in pieces for leaf in _leaves(piece)):
                self._note(reached, leaf.start)
                header = _HEADER.match(self._text, leaf.start) if leaf.style in "|>" else None
                if leaf.style and header:
                    self._note(header.end(), end_of_line(self._text, leaf.start))
                reached = leaf.end
            self._note(reached, end)
        self._reached = max(end, self._reached)

    def _note(self, start: int, end: int) -> None:
        for found in COMMENT.finditer(self._text, start, end):
            self.found.append(found[0].rstrip())
            column = found.start() - start_of_line(self._text, found.start())
            self._waiting.append(_Comment(found.start(), found.end(), found[0].rstrip(), column))

    def _take(self, end: int) -> list[_Comment]:
        taken = []
        while self._waiting and self._waiting[0].start < end:
            taken.append(self._waiting.popleft())
        return taken

    def _above(self, end: int) -> tuple[str, ...]:
        """The waiting comments before a place, with the empty lines after each of them."""
        return self._lines(self._take(end), end)

    def _lines(self, taken: list[_Comment], end: int) -> tuple[str, ...]:
        """The lines of comments, with the empty ones between them and before `end`."""
        lines: list[str] = []
        ends = [*(each.start for each in taken[1:]), end]
        for each, following in zip(taken, ends, strict=False):
            lines.append(each.text)
            if EMPTY_LINE.search(self._text, each.end, following):
                lines.append("")
        return tuple(lines)

    def _entry(self, key: Piece, value: Piece, limit: int) -> tuple[Form, Form]:
        above = self._above(key.start)
        header = min(value.start, end_of_line(self._text, key.end))
        beside = [each.text for each in self._take(header)]
        if value.kind == "text":
            above += self._above(value.start)
        made = self._value(value)
        beside += self._beside(value, limit)
        return Form(key.text, above=(*above, *beside[1:]), beside=tuple(beside[:1])), made

    def _item(self, value: Piece, limit: int) -> Form:
        above = self._above(value.start)
        made = self._value(value)
        beside = self._beside(value, limit)
        return made._replace(above=(*above, *beside[1:]), beside=tuple(beside[:1]))

    def _before(self, following: Piece) -> tuple[str, ...]:
        """The waiting comments before what follows that stand further in than it."""
        if not self._waiting or self._waiting[0].start > following.start:
            return ()
        return self._deeper(column_of(self._text, following) + 1)

    def _deeper(self, column: int) -> tuple[str, ...]:
        """The waiting comments up to the first that stands before a column."""
        taken = list(takewhile(lambda each: each.column >= column, self._waiting))
        for _ in taken:
            self._waiting.popleft()
        return self._lines(taken, taken[-1].end if taken else 0)

    def _beside(self, value: Piece, limit: int) -> list[str]:
        """The waiting comments up to the end of a value's line, or of the brackets around it."""
        end = min(end_of_line(self._text, value.end), limit)
        return [each.text for each in self._take(end)]

    def _value(self, value: Piece) -> Form:
        limit = value.end if value.style == "flow" else len(self._text)
        match value.kind:
            case "list":
                items: list[Form] = []
                for each in value.items:
                    if items and value.style == "block":
                        below = self._before(each)
                        items[-1] = items[-1]._replace(below=below)
                    items.append(self._item(each, limit))
                return Form(tuple(items), "list")
            case "keys":
                pairs: list[tuple[Form, Form]] = []
                for key, part in value.pairs:
                    if pairs and value.style == "block":
                        pairs[-1] = (pairs[-1][0]._replace(below=self._before(key)), pairs[-1][1])
                    pairs.append(self._entry(key, part, limit))
                return Form(tuple(pairs), "keys")
            case _:
                return Form(value.text, plain=not value.style)


def _leaves(piece: Piece) -> Iterator[Piece]:
    match piece.kind:
        case "list":
            for each in piece.items:
                yield from _leaves(each)
        case "keys":
            for pair in piece.pairs:
                for part in pair:
                    yield from _leaves(part)
        case _:
            yield piece
