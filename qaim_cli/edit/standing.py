"""Where the parts of a store stand in its text: its lists, their entries, their indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli.edit.change import Splice
from qaim_cli.edit.comments import (
    COMMENT,
    EMPTY_LINE,
    after_line,
    column_of,
    end_of_line,
    hyphen_before,
    start_of_line,
)
from qaim_cli.edit.layout import STEP, comments
from qaim_cli.errors import RequestError
from qaim_cli.store.shape import TIMELINE
from qaim_cli.store.tree import Piece, outline

_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")


class Entry(NamedTuple):
    """An event, actor or place in the text, on lines of its own."""

    id: str
    start: int
    """Where its first line begins."""
    end: int
    """Where its last line ends, before the line break."""
    indent: int
    """The columns before its hyphen or its id."""


class Part(NamedTuple):
    """A top-level key in the text, with the entries of its list."""

    key: Piece
    value: Piece
    entries: tuple[Entry, ...] = ()
    is_odd: bool = False
    """Whether it or its entries share their lines: between brackets, behind a question mark."""


class Standing:
    """Where everything stands in the text of a store."""

    def __init__(self, text: str) -> None:
        """Takes the text; it must be readable, see `edit.change`."""
        self.text = text
        self.newline = newline(text)
        self.parts: dict[str, Part] = {}
        reached = 0
        entries: dict[str, list[Entry | None]] = {}
        for key, value, is_item in outline(text):
            here = entries.setdefault(key.text, [])
            if is_item:
                id = value.get("id")
                here.append(self._listed(id.text if id else "", reached, value))
            elif key.text in ("actors", "places"):
                here += [self._named(*pair) for pair in value.pairs]
            self.parts[key.text] = Part(key, value, (), self._is_odd(key))
            reached = value.end
        for name, found in entries.items():
            part = self.parts[name]
            self.parts[name] = part._replace(
                entries=tuple(entry for entry in found if entry),
                is_odd=part.is_odd or None in found,
            )

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries of a list, in the order of the text.

        Raises:
            RequestError: they are written so that none has lines of its own.
        """
        part = self.parts.get(name)
        first = next((each.key for each in self.parts.values()), None)
        is_odd = part.is_odd if part else first is None or self._is_odd(first)
        if is_odd:
            if _OTHER_BREAKS.search(self.text):
                raise RequestError(
                    "the file breaks its lines with signs that few programs know (U+0085, U+2028)",
                    "save it with ordinary line breaks first",
                )
            raise RequestError(
                f"the {name} stand between brackets, where one cannot be changed alone",
                "`qaim format FILE` gives each its own lines",
            )
        return part.entries if part else ()

    def inserted(self, name: str, place: int, lines: tuple[str, ...]) -> Splice:
        """The splice that puts a new entry before the entry of that number, or after the last.

        Args:
            name: the list: events, actors or places.
            place: the number of entries that stand before it.
            lines: its lines, not indented.
        """
        entries = self.entries(name)
        if not entries:
            return self._first(name, lines)
        made = self._indented(lines, entries[0].indent)
        parted = self.newline * (2 if self.has_gaps(name) else 1)
        if place == 0:
            start = self.above(entries[0])
            return Splice(start, start, made + parted)
        end = entries[place - 1].end
        return Splice(end, end, parted + made)

    def removed(self, entry: Entry, *, with_comments: bool = False) -> Splice:
        """The splice that takes an entry out, with one of the empty lines around it.

        `with_comments` takes those out too that stand directly above it.
        """
        start = self.above(entry) if with_comments else entry.start
        end = after_line(self.text, entry.end)
        following = end_of_line(self.text, end)
        if end < len(self.text) and not self.text[end:following].strip():
            end = after_line(self.text, following)
        return Splice(start, end, "")

    def _first(self, name: str, lines: tuple[str, ...]) -> Splice:
        """The splice that puts the first entry in a list that is empty, or not there at all."""
        first = next(iter(self.parts.values()))
        indent = column_of(self.text, first.key)
        part = self.parts.get(name)
        if part is not None:
            end = end_of_line(self.text, max(part.key.end, part.value.end))
            notes = [each[0].rstrip() for each in COMMENT.finditer(self.text, part.key.end, end)]
            beside = f"  {notes[0]}" if len(notes) == 1 else ""
            lines = (f"{name}:{beside}", *comments(notes[1:] and notes, STEP), *_inside(lines))
            return Splice(part.key.start, end, self._indented(lines, indent)[indent:])
        lines = (f"{name}:", *_inside(lines))
        names = TIMELINE.names[: TIMELINE.names.index(name)]
        before = [part for each, part in self.parts.items() if each in names]
        made = self._indented(lines, indent)
        if not before:
            start = start_of_line(self.text, first.key.start)
            return Splice(start, start, made + self.newline * 2)
        end = max(self._whole(part) for part in before)
        return Splice(end, end, self.newline * 2 + made)

    def _whole(self, part: Part) -> int:
        """Where a part ends, with the comments behind its last entry."""
        ends = [entry.end for entry in part.entries[-1:]]
        return max(end_of_line(self.text, part.value.end), *ends, 0)

    def _indented(self, lines: Iterable[str], indent: int) -> str:
        return self.newline.join(comments(lines, indent))

    def _is_odd(self, key: Piece) -> bool:
        """Whether something stands before a key on its line."""
        return bool(self.text[start_of_line(self.text, key.start) : key.start].strip())

    def _named(self, key: Piece, value: Piece) -> Entry | None:
        """The entry under a key of its own; None where something else stands on its line."""
        if self._is_odd(key):
            return None
        column = column_of(self.text, key)
        return Entry(key.text, key.start - column, self._end(value, column + 1), column)

    def _listed(self, id: str, reached: int, value: Piece) -> Entry | None:
        """The entry of a list, from its hyphen; None where it has none on a line of its own."""
        hyphen = hyphen_before(self.text, reached, value.start)
        line = start_of_line(self.text, hyphen)
        if hyphen == value.start or self.text[line:hyphen].strip():
            return None
        end = self._end(value, column_of(self.text, value))
        return Entry(id, line, end, hyphen - line)

    def _end(self, value: Piece, column: int) -> int:
        """Where an entry ends: with the comments below it that stand in a column or further in."""
        end = end_of_line(self.text, value.end)
        while end < len(self.text):
            start = after_line(self.text, end)
            following = self.text[start : (last := end_of_line(self.text, start))]
            inside = len(following) - len(following.lstrip(" "))
            if not following.lstrip(" ").startswith("#") or inside < column:
                break
            end = last
        return end

    def above(self, entry: Entry) -> int:
        """Where the comments begin that stand directly above an entry, no further in than it."""
        start = entry.start
        while True:
            above = start_of_line(self.text, start - (2 if self.newline == "\r\n" else 1))
            line = self.text[above:start]
            if not line.lstrip(" ").startswith("#") or line.index("#") > entry.indent:
                return start
            start = above

    def has_gaps(self, name: str) -> bool:
        """Whether empty lines part the entries of a list: as the first two are, events else."""
        entries = self.entries(name)
        if len(entries) < 2:
            return name == "events"
        return bool(EMPTY_LINE.search(self.text, entries[0].end, entries[1].start))


def newline(text: str) -> str:
    """The line break that a text uses most."""
    windows = text.count("\r\n")
    if "\n" not in text and "\r" in text:
        return "\r"
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


def _inside(lines: Iterable[str]) -> Iterator[str]:
    return comments(lines, STEP)
