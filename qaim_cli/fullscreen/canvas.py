"""The canvas: a widget that shows lines of text painted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_PAINTER = Console(width=10_000, color_system="truecolor", legacy_windows=False)
"""Turns the names of styles into styles; it writes nothing."""


class Canvas(Widget, can_focus=True):
    """Lines from the top down, of which those that changed are painted again."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []

    def show_lines(self, lines: Sequence[Text]) -> None:
        """Show other lines."""
        before, self._lines = self._lines, list(lines)
        if len(before) != len(self._lines):
            self.refresh()
            return
        for number, line in enumerate(self._lines):
            if before[number].plain != line.plain or before[number].spans != line.spans:
                self.refresh(Region(0, number, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The strip for a line of the widget."""
        if y >= len(self._lines):
            return Strip.blank(self.size.width)
        segments = self._lines[y].render(_PAINTER)
        return Strip(segments).adjust_cell_length(self.size.width)
