"""A line being typed: its text, the place of its cursor, and what keys do to it."""

from __future__ import annotations

import re
from collections.abc import Callable

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import clean_text

MAX_CHARS = 2_000


class LineEditor(FrozenRecord):
    """A line and the place in it where the next letter goes."""

    text: str = ""
    cursor: int = 0

    def insert(self, text: str) -> LineEditor:
        """The line with a text at the cursor, as far as there is room."""
        text = clean_text(" ".join(text.splitlines()))[: MAX_CHARS - len(self.text)]
        return LineEditor(
            self.text[: self.cursor] + text + self.text[self.cursor :], self.cursor + len(text)
        )

    def edit(self, key: str) -> LineEditor:
        """The line after a key that is no letter; one that does nothing leaves it as it is."""
        change = _CHANGES.get(key)
        return change(self) if change else self

    def move(self, cursor: int) -> LineEditor:
        """The line with its cursor elsewhere."""
        return self._replace(cursor=min(max(cursor, 0), len(self.text)))

    def delete(self, start: int, end: int) -> LineEditor:
        """The line without some of its letters."""
        start = max(start, 0)
        return LineEditor(self.text[:start] + self.text[end:], start)

    @property
    def word_start(self) -> int:
        """Where the word before the cursor begins."""
        return len(re.sub(r"\S*\s*$", "", self.text[: self.cursor]))


_CHANGES: dict[str, Callable[[LineEditor], LineEditor]] = {
    "left": lambda line: line.move(line.cursor - 1),
    "right": lambda line: line.move(line.cursor + 1),
    "home": lambda line: line.move(0),
    "ctrl+a": lambda line: line.move(0),
    "end": lambda line: line.move(len(line.text)),
    "ctrl+e": lambda line: line.move(len(line.text)),
    "ctrl+left": lambda line: line.move(line.word_start),
    "backspace": lambda line: line.delete(line.cursor - 1, line.cursor),
    "delete": lambda line: line.delete(line.cursor, line.cursor + 1),
    "ctrl+w": lambda line: line.delete(line.word_start, line.cursor),
    "ctrl+u": lambda line: line.delete(0, line.cursor),
    "ctrl+k": lambda line: line.delete(line.cursor, len(line.text)),
}
