"""Where the parts of a store stand in its text: its lists, their entries, their indentation."""

from __future__ import annotations

import re
from typing import NamedTuple

from qaim_cli.edit.change import Splice
from qaim_cli.edit.comments import after_line, end_of_line
from qaim_cli.edit.layout import STEP
from qaim_cli.errors import RequestError
from qaim_cli.store.shape import TIMELINE
from qaim_cli.store.tree import Piece, outline

_EMPTY_LINE = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)")
_COMMENT = re.compile(r"#[^\r\n]*")


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
    in_brackets: bool = False
    """Whether its entries stand between brackets or braces."""


class Standing:
    """Where everything stands in the text of a store."""

    def __init__(self, text: str) -> None:
        """Takes the text; it must be readable, see `edit.change`."""
        self.text = text
        self.newline = newline(text)
        self.parts: dict[str, Part] = {}
        reached = 0
        entries: list[Entry] = []
        for key, value, is_item in outline(text):
            part = self.parts.setdefault(key.text, Part(key, value))
            if is_item:
                id = value.get("id")
                entry = self._entry(id.text if id else "", reached, value.start, value.end)
                entries.append(entry or Entry("", value.start, value.end, 0))
                in_brackets = part.in_brackets or entry is None
                self.parts[key.text] = part._replace(value=value, in_brackets=in_brackets)
            elif key.text in ("actors", "places"):
                named = tuple(
                    Entry(each.text, start := self._line(each.start),
                          end_of_line(text, under.end), each.start - start)
                    for each, under in value.pairs
                )  # fmt: skip
                in_brackets = value.style == "flow" and bool(named)
                self.parts[key.text] = Part(key, value, named, in_brackets)
            reached = value.end
        if "events" in self.parts:
            self.parts["events"] = self.parts["events"]._replace(entries=tuple(entries))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries of a list, in the order of the text.

        Raises:
            RequestError: they stand between brackets, where none has lines of its own.
        """
        part = self.parts.get(name)
        if part is None:
            return ()
        if part.in_brackets:
            raise RequestError(
                f"the {name} stand between brackets, where one cannot be changed alone",
                "`qaim format FILE` gives each its own lines",
            )
        return part.entries

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
        margin = " " * entries[0].indent
        made = self.newline.join(f"{margin}{line}" if line else "" for line in lines)
        parted = self.newline * (2 if self._has_gaps(name, entries) else 1)
        if place == 0:
            return Splice(entries[0].start, entries[0].start, made + parted)
        end = entries[place - 1].end
        return Splice(end, end, parted + made)

    def removed(self, entry: Entry) -> Splice:
        """The splice that takes an entry out, with one of the empty lines around it."""
        end = after_line(self.text, entry.end)
        following = end_of_line(self.text, end)
        if end < len(self.text) and not self.text[end:following].strip():
            end = after_line(self.text, following)
        return Splice(entry.start, end, "")

    def _first(self, name: str, lines: tuple[str, ...]) -> Splice:
        """The splice that puts the first entry in a list that is empty, or not there at all."""
        made = self.newline.join(f"{' ' * STEP}{line}" if line else "" for line in lines)
        part = self.parts.get(name)
        if part is not None:
            end = end_of_line(self.text, part.key.end)
            key = self.text[part.key.start : part.key.end]
            beside = self.text[max(part.value.end, part.key.end) : end].removeprefix(":").rstrip()
            return Splice(part.key.start, end, f"{key}:{beside}{self.newline}{made}")
        names = TIMELINE.names[: TIMELINE.names.index(name)]
        before = [part for each, part in self.parts.items() if each in names]
        end = max((end_of_line(self.text, part.value.end) for part in before), default=0)
        text = f"{name}:{self.newline}{made}"
        if not before:
            return Splice(0, 0, text + self.newline * 2)
        return Splice(end, end, self.newline * 2 + text)

    def _entry(self, id: str, reached: int, start: int, end: int) -> Entry | None:
        """The entry of a list, from its hyphen; None where it has none on a line of its own."""
        before = _COMMENT.sub(lambda found: " " * len(found[0]), self.text[reached:start])
        hyphen = reached + before.rfind("-")
        line = self._line(hyphen)
        if "-" not in before or self.text[line:hyphen].strip():
            return None
        return Entry(id, line, end_of_line(self.text, end), hyphen - line)

    def _line(self, place: int) -> int:
        """Where the line begins in which a place lies."""
        start = self.text.rfind("\n", 0, place) + 1
        return max(start, self.text.rfind("\r", start, place) + 1)

    def _has_gaps(self, name: str, entries: tuple[Entry, ...]) -> bool:
        """Whether empty lines part the entries of a list: as the first two are, events else."""
        if len(entries) < 2:
            return name == "events"
        return bool(_EMPTY_LINE.search(self.text, entries[0].end, entries[1].start))


def newline(text: str) -> str:
    """The line break that a text uses most."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"
