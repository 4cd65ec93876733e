"""Sessions of the explorer without a screen: keys go in, frames come out."""

from __future__ import annotations

import datetime

from qaim_cli import store
from qaim_cli.explore.answer import build_answer, open_timeline
from qaim_cli.explore.command import ViewScope, parse_words
from qaim_cli.explore.keys import find_binding
from qaim_cli.explore.layout import plan_layout
from qaim_cli.explore.scene import build_scene
from qaim_cli.explore.session import Session
from qaim_cli.render.frame import render_frame
from qaim_cli.render.screen import ScreenSettings

TODAY = datetime.date(2026, 11, 22)
_NAMES = {
    "+": "plus", "-": "minus", "*": "asterisk", "/": "slash", "?": "question_mark", ":": "colon",
    "'": "apostrophe", "Enter": "enter", "Tab": "tab", "Esc": "escape", "PgDn": "pagedown",
    "PgUp": "pageup", "Back": "backspace",
}  # fmt: skip


class Explorer:
    """A session on a timeline, answered at once."""

    def __init__(self, timeline, *words, size=(120, 34)):
        self.explored = open_timeline(timeline, TODAY)
        self.scope = ViewScope(timeline.date_rules.calendar, TODAY)
        view = parse_words(words, self.scope)
        columns = max(plan_layout(*size, view, 0).columns, 1)
        self.session = Session(view, build_scene(build_answer(view, self.explored), columns), size)

    def settle(self):
        """Answer the view."""
        request = self.session.request
        answer = build_answer(request.view, self.explored)
        self.session.receive_scene(build_scene(answer, request.columns))
        self.session.settle_cursor()

    def press(self, keys):
        """Press keys, with blanks between; what the last one leaves to a screen is returned."""
        effect = None
        for key in keys.split():
            binding = find_binding(_NAMES.get(key, key), self.session.view.pane)
            assert binding is not None, key
            effect = self.session.perform(binding.action, binding.argument)
            if not self.session.is_settled:
                self.settle()
        return effect

    def query(self, text):
        """Ask in the query language."""
        self.session.show_query(self.session.history, text)
        self.settle()

    def go_to(self, text):
        """Go to a date in words."""
        self.session.go_to_date(text, self.scope)
        if not self.session.is_settled:
            self.settle()

    @property
    def view(self):
        return self.session.view

    @property
    def ids(self):
        """The ids of the events listed."""
        answer = self.session.scene.answer
        return [answer.get_id(hit.event) for hit in answer.hits]

    @property
    def cursor(self):
        """The id of the event that the cursor is on."""
        return self.ids[self.session.state.rank]

    @property
    def cursor_column(self):
        """The column of the event that the cursor is on."""
        return self.session.build_frame().event_columns[2]

    def paint(self, *, ascii=False, has_color=False):
        """The screen as lines of text with styles."""
        settings = ScreenSettings(self.session.size[0], has_color, ascii)
        return render_frame(self.session.build_frame(), settings)

    def text(self, *, ascii=False):
        """The screen as text."""
        return "".join(f"{line.plain.rstrip()}\n" for line in self.paint(ascii=ascii))


def explore_shipped(*words, size=(120, 34)):
    """An explorer of the timeline that comes with the program."""
    path = store.find_shipped_timeline()
    return Explorer(store.load_timeline(path, cache=False).timeline, *words, size=size)
