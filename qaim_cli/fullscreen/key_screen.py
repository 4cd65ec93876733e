"""The keys on a screen of their own, to read, to find by their words, and to run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from qaim_cli.explore.keys import KEY_BINDINGS, KeyBinding
from qaim_cli.explore.view import Pane
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.fullscreen.canvas import Canvas
from qaim_cli.render.chart import list_chart_signs
from qaim_cli.render.frame import list_signs
from qaim_cli.text import fold, format_count, truncate_text

_KEY_COLUMNS = 13


class _HelpRow(FrozenRecord):
    """A line of help; Enter does what its key does, if it is about one."""

    shown: str
    help: str
    group: str
    binding: KeyBinding | None = None


class KeyScreen(ModalScreen[None]):
    """All keys and signs; typing narrows them down, Enter does what the chosen key does."""

    CSS = """
    KeyScreen { background: ansi_default; }
    KeyScreen Canvas { height: 1fr; background: ansi_default; color: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        pane: Pane,
        convert: Callable[[Text], Text],
        close: Callable[[KeyBinding | None], None],
        *,
        is_palette: bool,
    ) -> None:
        """Take whose keys they are, how a line is made fit for the screen, and what ends it."""
        super().__init__()
        self._close = close
        self._pane = pane
        self._convert = convert
        self._is_palette = is_palette
        self._words = ""
        self._chosen = self._top = 0
        self._canvas = Canvas("keys")

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield self._canvas

    def on_mount(self) -> None:
        """Show what was typed meanwhile."""
        self._paint()

    def on_resize(self) -> None:
        """Paint for another size."""
        self._paint()

    def take_key(self, event: events.Key) -> None:
        """Handle a key: close, choose, run, or add a letter to the search words."""
        found = self._find_rows()
        if event.key in ("escape", "ctrl+c") or (
            event.key in ("q", "question_mark") and not (self._words or self._is_palette)
        ):
            self._close(None)
        elif event.key == "enter":
            self._close(found[self._chosen].binding if found else None)
        elif event.key in _STEPS:
            self._chosen = min(max(self._chosen + _STEPS[event.key], 0), max(len(found) - 1, 0))
        elif event.key == "backspace":
            self._words = self._words[:-1]
        elif event.is_printable and event.character:
            self._words += event.character
            self._chosen = 0
        if self.is_mounted:
            self._paint()

    def _find_rows(self) -> list[_HelpRow]:
        """The keys of the pane, and the signs of the screen, whose help has all the words."""
        rows = [
            _HelpRow(each.shown, each.help, each.group, each)
            for each in KEY_BINDINGS
            if self._pane in each.panes
        ]
        words = fold(self._words).split()
        return [
            each
            for each in (rows if self._is_palette else (*rows, *_list_sign_rows()))
            if all(word in fold(f"{each.group} {each.help}") for word in words)
        ]

    def _paint(self) -> None:
        width, height = self.app.size
        lines, chosen_line = self._list_lines(width)
        room = max(height - 3, 1)
        self._top = max(0, min(self._top, chosen_line - 1), chosen_line - room + 1)
        shown = lines[self._top : self._top + room]
        more = len(lines) - self._top - len(shown)
        title = Text(truncate_text(self._format_title(), width), "bold")
        below = Text(f"  ↓ {format_count(more, 'more line')}" if more else "", "dim")
        filling = [Text()] * (room - len(shown))
        painted = (title, Text(), *shown, *filling, below)
        self._canvas.show_lines([self._convert(line) for line in painted])

    def _format_title(self) -> str:
        if self._words or self._is_palette:
            return f": {self._words}"
        return "Keys   Enter does what is chosen, letters find, Esc goes back"

    def _list_lines(self, width: int) -> tuple[list[Text], int]:
        """The rows under the headings of their groups, and the line of the one chosen."""
        lines: list[Text] = []
        group, chosen_line = "", 0
        for number, each in enumerate(self._find_rows()):
            if each.group != group:
                group = each.group
                lines += [*([Text()] if lines else []), Text(f"  {group}", "bold")]
            chosen = number == self._chosen
            chosen_line = len(lines) if chosen else chosen_line
            line = Text(f"{'▸' if chosen else ' '} ")
            line.append(each.shown.ljust(_KEY_COLUMNS), "cyan")
            line.append(truncate_text(each.help, max(width - _KEY_COLUMNS - 2, 1)))
            if chosen:
                line.stylize("default reverse")
            lines.append(line)
        return lines or [Text("  nothing is called so")], chosen_line


def _list_sign_rows() -> Iterator[_HelpRow]:
    for group, signs in (("Signs", list_signs()), ("Signs in lanes", list_chart_signs())):
        yield from (_HelpRow(glyphs, meaning, group) for glyphs, meaning in signs)


_STEPS = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10, "tab": 1, "shift+tab": -1}
