"""The keys: one table that the screen, its help, its palette and the documentation are made of."""

from __future__ import annotations

from qaim_cli.explore.view import Pane
from qaim_cli.frozen_record import FrozenRecord


class KeyBinding(FrozenRecord):
    """Keys that do the same, and what that is."""

    keys: tuple[str, ...]
    """As Textual calls them: "slash", "ctrl+d"."""
    shown: str
    """As people call them."""
    action: str
    argument: str
    help: str
    group: str
    panes: tuple[Pane, ...] = tuple(Pane)
    """Where they do it."""
    hint: str = ""
    """What the screen says of them while there is nothing else to say."""
    hint_panes: tuple[Pane, ...] = tuple(Pane)
    """Where it says so."""


_MOVE, _TIME, _ASK, _SEE, _GIVE = (
    "Move",
    "Through time",
    "Ask",
    "Look",
    "Take along and change",
)
_NOT_DENSITY = tuple(pane for pane in Pane if pane is not Pane.DENSITY)
_NOT_LIST = tuple(pane for pane in Pane if pane is not Pane.LIST)
_ENTER_HINTS = {Pane.EVENT: "more like it", Pane.DENSITY: "its days", Pane.LANES: "its events"}

KEY_BINDINGS = (
    KeyBinding(("j", "down"), "j ↓", "move", "1", "the next event, field or lane", _MOVE,
               hint="move"),
    KeyBinding(("k", "up"), "k ↑", "move", "-1", "the one before", _MOVE),
    KeyBinding(("pagedown", "ctrl+d"), "PgDn", "page", "1", "a page on", _MOVE),
    KeyBinding(("pageup", "ctrl+u"), "PgUp", "page", "-1", "a page back", _MOVE),
    KeyBinding(("g", "home"), "g Home", "go_to_end", "first", "the first", _MOVE),
    KeyBinding(("G", "end"), "G End", "go_to_end", "last", "the last", _MOVE),
    KeyBinding(("tab",), "Tab", "next_pane", "1", "the next pane: list, event, density, lanes",
               _MOVE),
    KeyBinding(("shift+tab",), "Shift-Tab", "next_pane", "-1", "the pane before", _MOVE),
    KeyBinding(("escape",), "Esc", "leave", "", "back to the list", _MOVE,
               hint="list", hint_panes=_NOT_LIST),
    KeyBinding(("enter",), "Enter", "enter", "",
               "the event in full; on a field, lane or column what it holds", _MOVE,
               hint="open"),
    KeyBinding(("plus", "equals_sign"), "+", "zoom", "in", "zoom in about the event", _TIME,
               hint="zoom"),
    KeyBinding(("minus",), "-", "zoom", "out", "zoom out", _TIME),
    KeyBinding(("h", "left"), "h ←", "pan", "-0.25", "a quarter back in time", _TIME,
               _NOT_DENSITY),
    KeyBinding(("l", "right"), "l →", "pan", "0.25", "a quarter on in time", _TIME, _NOT_DENSITY),
    KeyBinding(("shift+left", "H"), "Shift-← H", "pan", "-1", "a screen back in time", _TIME),
    KeyBinding(("shift+right", "L"), "Shift-→ L", "pan", "1", "a screen on in time", _TIME),
    KeyBinding(("h", "left"), "h ←", "choose_column", "-1", "the column before", _TIME,
               (Pane.DENSITY,)),
    KeyBinding(("l", "right"), "l →", "choose_column", "1", "the next column", _TIME,
               (Pane.DENSITY,), hint="column"),
    KeyBinding(("0",), "0", "show_whole", "", "the whole of time", _TIME),
    KeyBinding(("f",), "f", "fit", "", "fit the days of the events listed", _TIME),
    KeyBinding(("d",), "d", "prompt", "date", "go to a date, in words", _TIME, hint="date"),
    KeyBinding(("w",), "w", "show_around", "", "what happened around the event", _TIME),
    KeyBinding(("slash",), "/", "prompt", "query",
               "a query, answered as you type: words, actor:NAME, not, or", _ASK,
               hint="query"),
    KeyBinding(("asterisk",), "*", "show_alike", "", "more like this event, field or lane", _ASK),
    KeyBinding(("S",), "S", "cycle_match", "", "only sure, as usual, also too vague", _ASK),
    KeyBinding(("u", "backspace"), "u Backspace", "undo", "", "the view before", _ASK,
               hint="undo"),
    KeyBinding(("m",), "m", "await_letter", "mark", "mark the view by a letter", _ASK),
    KeyBinding(("apostrophe",), "'", "await_letter", "go_to_mark", "the view that was marked",
               _ASK),
    KeyBinding(("a",), "a", "show_lanes", "actor", "lanes by actor, or none", _SEE),
    KeyBinding(("p",), "p", "show_lanes", "place", "lanes by place", _SEE),
    KeyBinding(("t",), "t", "show_lanes", "tag", "lanes by tag", _SEE),
    KeyBinding(("s",), "s", "show_lanes", "section", "lanes by section", _SEE),
    KeyBinding(("c",), "c", "show_lanes", "source", "lanes by source", _SEE),
    KeyBinding(("question_mark",), "?", "show_keys", "", "these keys", _SEE),
    KeyBinding(("colon", "ctrl+p"), ": Ctrl-P", "show_palette", "", "find a command by its words",
               _SEE),
    KeyBinding(("y",), "y", "copy", "list", "copy the command that lists these events", _GIVE,
               hint="copy"),
    KeyBinding(("v",), "v", "copy", "explore", "copy the command that opens this view", _GIVE),
    KeyBinding(("V",), "V", "copy_views", "", "copy the commands of all views up to this one",
               _GIVE),
    KeyBinding(("Y",), "Y", "copy", "id", "copy the event's id", _GIVE),
    KeyBinding(("x",), "x", "prompt", "file", "write this view to a file", _GIVE),
    KeyBinding(("o",), "o", "open_link", "", "open the link of the source", _GIVE),
    KeyBinding(("e",), "e", "edit", "", "edit the event in your editor", _GIVE),
    KeyBinding(("n",), "n", "prompt", "new", "add an event here", _GIVE),
    KeyBinding(("r",), "r", "review", "",
               "take a drafted event into a timeline; else review a draft", _GIVE),
    KeyBinding(("ctrl+z",), "Ctrl-Z", "suspend", "", "leave for the shell; `fg` comes back",
               _GIVE),
    KeyBinding(("q",), "q", "quit", "", "quit", _GIVE),
    KeyBinding(("ctrl+c",), "Ctrl-C", "interrupt", "", "quit with status 130", _GIVE),
)  # fmt: skip
"""Every key, by group in the order in which help shows them."""


def find_binding(key: str, pane: Pane) -> KeyBinding | None:
    """What a key does in a pane; None where it does nothing."""
    return next((each for each in KEY_BINDINGS if key in each.keys and pane in each.panes), None)


def format_hints(pane: Pane, *, is_narrow: bool = False) -> str:
    """The keys that one needs most, on a line; on a narrow one the key to all of them first."""
    hints = []
    for each in KEY_BINDINGS:
        if each.hint and pane in each.panes and pane in each.hint_panes:
            hint = _ENTER_HINTS.get(pane, each.hint) if each.action == "enter" else each.hint
            hints.append(f"{each.shown.split()[0]} {hint}")
    return " · ".join(["? keys", *hints] if is_narrow else hints)
