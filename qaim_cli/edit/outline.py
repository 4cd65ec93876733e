"""Where the parts of a store stand in its text: its lists, their entries, their indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli.edit.change import TextEdit
from qaim_cli.edit.comments import (
    COMMENT_PATTERN,
    EMPTY_LINE_PATTERN,
    find_hyphen,
    find_line_end,
    find_line_start,
    find_next_line,
    get_column,
)
from qaim_cli.errors import RequestError
from qaim_cli.store.layout import INDENT, indent_lines
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.store.tree import SourceNode, parse_top_level

_UNUSUAL_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


class EntryRange(NamedTuple):
    """An event, actor or place in the text, on lines of its own."""

    id: str
    start: int
    """Where its first line begins."""
    end: int
    """Where its last line ends, before the line break."""
    indent: int
    """The columns before its hyphen or its id."""


class OutlineSection(NamedTuple):
    """A top-level key in the text, with the entries of its list."""

    key: SourceNode
    value: SourceNode
    entries: tuple[EntryRange, ...] = ()
    shares_lines: bool = False
    """Whether it or its entries share their lines: between brackets, behind a question mark."""


class DocumentOutline:
    """Where everything stands in the text of a store."""

    def __init__(self, text: str) -> None:
        """Takes the text; it must be readable, see `edit.change_file`."""
        self.text = text
        self.newline = detect_newline(text)
        self.sections: dict[str, OutlineSection] = {}
        reached = 0
        entries: dict[str, list[EntryRange | None]] = {}
        for key, value, is_item in parse_top_level(text):
            here = entries.setdefault(key.text, [])
            if is_item:
                id = value.get("id")
                here.append(self._locate_list_item(id.text if id else "", reached, value))
            elif key.text in ("actors", "places"):
                here += [self._locate_keyed_entry(*pair) for pair in value.pairs]
            self.sections[key.text] = OutlineSection(key, value, (), self._shares_line(key))
            reached = value.end
        for name, found in entries.items():
            part = self.sections[name]
            self.sections[name] = part._replace(
                entries=tuple(entry for entry in found if entry),
                shares_lines=part.shares_lines or None in found,
            )

    def get_entries(self, name: str) -> tuple[EntryRange, ...]:
        """The entries of a list, in the order of the text.

        Raises:
            RequestError: they are written so that none has lines of its own.
        """
        part = self.sections.get(name)
        first = next((each.key for each in self.sections.values()), None)
        is_odd = part.shares_lines if part else first is None or self._shares_line(first)
        if is_odd:
            if _UNUSUAL_LINE_BREAKS.search(self.text):
                raise RequestError(
                    "the file breaks its lines with signs that few programs know (U+0085, U+2028)",
                    "save it with ordinary line breaks first",
                )
            raise RequestError(
                f"the {name} stand between brackets, where one cannot be changed alone",
                "`qaim format FILE` gives each its own lines",
            )
        return part.entries if part else ()

    def insert_entry(self, name: str, place: int, lines: tuple[str, ...]) -> TextEdit:
        """The splice that puts a new entry before the entry of that number, or after the last.

        Args:
            name: the list: events, actors or places.
            place: the number of entries that stand before it.
            lines: its lines, not indented.
        """
        entries = self.get_entries(name)
        if not entries:
            return self._insert_first_entry(name, lines)
        made = self._indent_lines(lines, entries[0].indent)
        parted = self.newline * (2 if self.has_gaps(name) else 1)
        if place == 0:
            start = self.find_comments_start(entries[0])
            return TextEdit(start, start, made + parted)
        end = entries[place - 1].end
        return TextEdit(end, end, parted + made)

    def delete_entry(self, entry: EntryRange, *, with_comments: bool = False) -> TextEdit:
        """The splice that takes an entry out, with one of the empty lines around it.

        `with_comments` takes those out too that stand directly above it.
        """
        start = self.find_comments_start(entry) if with_comments else entry.start
        end = find_next_line(self.text, entry.end)
        following = find_line_end(self.text, end)
        if end < len(self.text) and not self.text[end:following].strip():
            end = find_next_line(self.text, following)
        return TextEdit(start, end, "")

    def _insert_first_entry(self, name: str, lines: tuple[str, ...]) -> TextEdit:
        """The splice that puts the first entry in a list that is empty, or not there at all."""
        first = next(iter(self.sections.values()))
        indent = get_column(self.text, first.key)
        part = self.sections.get(name)
        if part is not None:
            end = find_line_end(self.text, max(part.key.end, part.value.end))
            notes = [
                each[0].rstrip() for each in COMMENT_PATTERN.finditer(self.text, part.key.end, end)
            ]
            beside = f"  {notes[0]}" if len(notes) == 1 else ""
            lines = (
                f"{name}:{beside}",
                *indent_lines(notes[1:] and notes, INDENT),
                *_indent_once(lines),
            )
            return TextEdit(part.key.start, end, self._indent_lines(lines, indent)[indent:])
        lines = (f"{name}:", *_indent_once(lines))
        names = TIMELINE_SHAPE.key_names[: TIMELINE_SHAPE.key_names.index(name)]
        before = [part for each, part in self.sections.items() if each in names]
        made = self._indent_lines(lines, indent)
        if not before:
            start = find_line_start(self.text, first.key.start)
            return TextEdit(start, start, made + self.newline * 2)
        end = max(self._find_section_end(part) for part in before)
        return TextEdit(end, end, self.newline * 2 + made)

    def _find_section_end(self, part: OutlineSection) -> int:
        """Where a part ends, with the comments behind its last entry."""
        ends = [entry.end for entry in part.entries[-1:]]
        return max(find_line_end(self.text, part.value.end), *ends, 0)

    def _indent_lines(self, lines: Iterable[str], indent: int) -> str:
        return self.newline.join(indent_lines(lines, indent))

    def _shares_line(self, key: SourceNode) -> bool:
        """Whether something stands before a key on its line."""
        return bool(self.text[find_line_start(self.text, key.start) : key.start].strip())

    def _locate_keyed_entry(self, key: SourceNode, value: SourceNode) -> EntryRange | None:
        """The entry under a key of its own; None where something else stands on its line."""
        if self._shares_line(key):
            return None
        column = get_column(self.text, key)
        return EntryRange(
            key.text, key.start - column, self._find_entry_end(value, column + 1), column
        )

    def _locate_list_item(self, id: str, reached: int, value: SourceNode) -> EntryRange | None:
        """The entry of a list, from its hyphen; None where it has none on a line of its own."""
        hyphen = find_hyphen(self.text, reached, value.start)
        line = find_line_start(self.text, hyphen)
        if hyphen == value.start or self.text[line:hyphen].strip():
            return None
        end = self._find_entry_end(value, get_column(self.text, value))
        return EntryRange(id, line, end, hyphen - line)

    def _find_entry_end(self, value: SourceNode, column: int) -> int:
        """Where an entry ends: with the comments below it that stand in a column or further in."""
        end = find_line_end(self.text, value.end)
        while end < len(self.text):
            start = find_next_line(self.text, end)
            following = self.text[start : (last := find_line_end(self.text, start))]
            inside = len(following) - len(following.lstrip(" "))
            if not following.lstrip(" ").startswith("#") or inside < column:
                break
            end = last
        return end

    def find_comments_start(self, entry: EntryRange) -> int:
        """Where the comments begin that stand directly above an entry, no further in than it."""
        start = entry.start
        while True:
            above = find_line_start(self.text, start - (2 if self.newline == "\r\n" else 1))
            line = self.text[above:start]
            if not line.lstrip(" ").startswith("#") or line.index("#") > entry.indent:
                return start
            start = above

    def has_gaps(self, name: str) -> bool:
        """Whether empty lines part the entries of a list: as the first two are, events else."""
        entries = self.get_entries(name)
        if len(entries) < 2:
            return name == "events"
        return bool(EMPTY_LINE_PATTERN.search(self.text, entries[0].end, entries[1].start))


def detect_newline(text: str) -> str:
    """The line break that a text uses most."""
    windows = text.count("\r\n")
    if "\n" not in text and "\r" in text:
        return "\r"
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


def _indent_once(lines: Iterable[str]) -> Iterator[str]:
    return indent_lines(lines, INDENT)
