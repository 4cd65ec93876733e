"""Keys, mouse, prompts and files on the full screen, driven without a terminal."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import webbrowser
from collections.abc import Callable

import pytest
from textual import events

from qaim_cli import store as stores
from qaim_cli.errors import RequestError
from qaim_cli.explore.answer import StaleError
from qaim_cli.explore.session import Session
from qaim_cli.explore.view import Pane
from qaim_cli.fullscreen import app as app_module
from qaim_cli.fullscreen.app import ExploreApp
from qaim_cli.fullscreen.canvas import Canvas
from qaim_cli.fullscreen.effects import Surroundings
from qaim_cli.fullscreen.key_screen import KeyScreen
from qaim_cli.fullscreen.prompts import describe_fault
from qaim_cli.query.language import QueryError
from qaim_cli.render.screen import ScreenSettings
from tests.support.exploring import Explorer

EVENTS = """
  - {id: one, date: 2001, title: First, source: {section: A}, tags: [x]}
  - {id: two, date: 2002-02, title: Second, source: {section: A}}
  - {id: three, date: 2003-03-03, title: Third, source: {section: B}, tags: [x]}
"""


class Screen:
    """The application as a test drives it."""

    def __init__(self, app, pilot, ran):
        self.app, self.pilot, self.ran = app, pilot, ran

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text):
        await self.press(*(_KEY_NAMES.get(letter, letter) for letter in text))

    async def settle(self):
        for _ in range(500):
            await self.pilot.pause()
            if self.app.is_idle:
                break
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    @property
    def text(self):
        return "\n".join(
            "".join(segment.text for segment in strip).rstrip()
            for strip in self.app.screen._compositor.render_strips()
        )

    @property
    def view(self):
        return self.app.session.view


_KEY_NAMES = {
    "/": "slash",
    " ": "space",
    ":": "colon",
    "(": "left_parenthesis",
    "-": "minus",
    ".": "full_stop",
}


@pytest.fixture
def drive(store, monkeypatch):
    """Run a test's coroutine on the full screen of a timeline."""

    def run(
        steps: Callable, *words: str, text: str = EVENTS, size=(100, 30), command=None, fails=False
    ) -> ExploreApp:
        path = store(events=text)

        def load():
            return stores.load_timeline(path, cache=False).timeline

        ran: list[list[str]] = []

        def run_command(words: list[str]) -> None:
            ran.append(words)
            if command is not None:
                command(path)

        explorer = Explorer(load(), *words, size=size)
        app = ExploreApp(
            explorer.session,
            explorer.explored,
            ScreenSettings(size[0], True, False),
            Surroundings((path,), load, run_command, lambda *words: run_command([*words])),
        )

        async def main():
            async with app.run_test(size=size) as pilot:
                screen = Screen(app, pilot, ran)
                await screen.settle()
                await steps(screen)

        asyncio.run(main())
        if app.failure is not None and not fails:
            raise app.failure
        return app

    return run


def test_keys_move_and_zoom(drive):
    async def steps(screen):
        assert "▸ 2001" in screen.text
        await screen.press("j", "plus")
        assert "▸ Feb 2002" in screen.text
        assert "$ qaim list --from" in screen.text
        await screen.press("Z", "u")
        assert screen.text.rstrip().endswith("? keys")
        assert "$ qaim list  " in screen.text

    drive(steps)


def test_a_query_is_answered_letter_by_letter(drive):
    async def steps(screen):
        await screen.press("slash")
        await screen.type("tag:x")
        assert "2 of 3" in screen.text
        await screen.type(" (")
        assert "2 of 3" in screen.text
        assert "^" in screen.text.splitlines()[-1]
        await screen.press("enter")
        assert "the query ends" in screen.text
        await screen.press("backspace", "backspace", "enter")
        assert screen.view.filters.query == "tag:x"
        await screen.press("slash")
        await screen.type(" third")
        assert "1 of 3" in screen.text
        await screen.press("escape")
        assert screen.view.filters.query == "tag:x"
        assert "2 of 3" in screen.text
        await screen.press("u")
        assert screen.view.filters.query == ""

    drive(steps)


def test_a_date_is_asked_for_until_it_is_one(drive):
    async def steps(screen):
        await screen.press("d")
        await screen.type("04-05-06")
        await screen.press("enter")
        assert "has a year of two digits" in screen.text
        await screen.press(*["backspace"] * 8)
        await screen.type("2003")
        await screen.press("enter")
        assert "▸ 3 Mar 2003" in screen.text
        await screen.press("d", "escape")
        assert "▸ 3 Mar 2003" in screen.text

    drive(steps)


def test_marks_take_a_letter(drive):
    async def steps(screen):
        await screen.press("m")
        assert "which letter?" in screen.text
        await screen.press("q")
        assert "this view is marked q" in screen.text
        await screen.press("t", "apostrophe", "z")
        assert "no view is marked 'z'" in screen.text
        await screen.press("apostrophe", "q")
        assert screen.view.lanes == ""
        await screen.press("m", "escape")
        assert "which letter?" not in screen.text

    drive(steps)


@pytest.mark.parametrize("size", [(100, 30), (40, 12)])
def test_the_keys_are_shown_found_and_run(drive, size):
    async def steps(screen):
        await screen.press("question_mark")
        assert "Keys" in screen.text
        assert "more lines" in screen.text
        await screen.press("down", "up", *["pagedown"] * 6)
        assert "unknown start" in screen.text
        assert "more line" not in screen.text
        await screen.press(*["pageup"] * 6, "q")
        assert "Keys" not in screen.text
        await screen.press("colon")
        await screen.type("lanes tagx")
        assert "nothing is called so" in screen.text
        await screen.press("enter", "colon")
        await screen.type("lanes tagx")
        await screen.press("backspace", "f1", "enter")
        assert screen.view.lanes == "tag"
        await screen.press("question_mark")
        await screen.type("may as well")
        assert "░" in screen.text
        await screen.press("enter")
        assert screen.view.lanes == "tag"
        await screen.press("colon")
        await screen.type("may as well")
        assert "nothing is called so" in screen.text
        await screen.press("escape")

    drive(steps, size=size)


def test_clicks_and_the_wheel(drive):
    async def steps(screen):
        layout = screen.app.session.layout
        top = layout.head + layout.density + 2
        await screen.pilot.click("#canvas", offset=(30, 1))
        assert screen.view.pane is Pane.DENSITY
        await screen.pilot.click("#canvas", offset=(2, 1))
        await screen.pilot.click("#canvas", offset=(30, top + 1))
        assert screen.view.pane is Pane.LANES
        await screen.pilot.click("#canvas", offset=(5, top + layout.lanes + layout.rule + 2))
        assert "▸ 3 Mar 2003" in screen.text
        await screen.pilot.click("#canvas", offset=(90, 20))
        for kind, ctrl in (
            (events.MouseScrollUp, False), (events.MouseScrollUp, True),
            (events.MouseScrollDown, True), (events.MouseScrollDown, False),
        ):  # fmt: skip
            await screen.pilot._post_mouse_events([kind], "#canvas", (5, 15), control=ctrl)
        await screen.settle()
        assert screen.view.cursor == "three"

    drive(steps, "--by", "tag")


def test_another_size_while_keys_arrive(drive):
    async def steps(screen):
        for size in ((40, 12), (80, 24), (250, 70), (20, 5), (120, 40)):
            await screen.pilot.resize_terminal(*size)
            await screen.press("j", "plus", "k", "minus", "t")
            assert len(screen.text.splitlines()) <= size[1]

    drive(steps)


def test_text_is_copied_to_the_clipboard(drive):
    async def steps(screen):
        await screen.press("y")
        assert screen.app.clipboard == "qaim list"
        assert "copied: qaim list" in screen.text
        await screen.press("Y")
        assert screen.app.clipboard == "one"

    drive(steps)


def test_a_session_is_copied_as_a_list_of_commands(drive, monkeypatch):
    copied = []

    async def steps(screen):
        monkeypatch.setattr(screen.app, "copy_to_clipboard", copied.append)
        await screen.press("a", "j", "S", "V")
        assert "copied: 3 commands" in screen.text

    drive(steps)
    assert copied == [
        "qaim explore\nqaim explore --by actor --at two\nqaim explore --maybe --by actor --at two\n"
    ]


def test_links_are_opened_in_the_browser(drive, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url) and len(opened) > 1)

    async def steps(screen):
        await screen.press("o")
        assert "no browser opens here; https://example.org" in screen.text
        await screen.press("o")
        assert "opened https://example.org" in screen.text

    text = "title: T\nsource: {title: S, url: 'https://example.org'}\nevents:" + EVENTS
    drive(lambda screen: _with_source(screen, text, steps))
    assert opened == ["https://example.org#A"] * 2


async def _with_source(screen, text, steps):
    with open(screen.app.around.paths[0], "w", encoding="utf-8") as stream:
        stream.write(text)
    screen.app.reload_changed()
    await screen.settle()
    await steps(screen)


def change_title(path):
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text.replace("Second", "Changed"))


def test_an_event_is_edited_by_the_program_and_read_again(drive):
    async def steps(screen):
        await screen.press("j", "e")
        assert screen.ran == [["edit", "two", "--file", screen.app.around.paths[0]]]
        assert "Changed" in screen.text
        assert screen.view.cursor == "two"
        assert "two: back from the editor" in screen.text

    drive(steps, command=change_title)


def test_an_editor_that_fails_is_said(drive):
    def fail(path):
        raise RequestError("the editor 'false' ended with 1", "nothing was changed")

    loops = []

    def interrupt(path):
        loops.append(signal.set_wakeup_fd(-1))
        raise KeyboardInterrupt

    async def steps(screen):
        await screen.press("e")
        assert "the editor 'false' ended with 1; nothing was changed" in screen.text
        await screen.press("j")
        assert "the editor" not in screen.text

    async def interrupted(screen):
        await screen.press("e")
        assert "interrupted: nothing was written" in screen.text
        loops.append(signal.set_wakeup_fd(-1))
        signal.set_wakeup_fd(loops[-1])

    drive(steps, command=fail)
    drive(interrupted, command=interrupt)
    # What wakes the loop at a signal would have it end the screen as well.
    assert loops[0] == -1
    assert loops[1] > 0


def test_an_event_is_added_here(drive):
    async def steps(screen):
        await screen.press("j", "n")
        assert "new event on: 2002-02" in screen.text
        await screen.press("enter")
        assert screen.ran == [["add", "2002-02", "--file", screen.app.around.paths[0]]]
        screen.app.around = screen.app.around._replace(paths=("a", "b"))
        await screen.press("n", "enter")
        assert "several timelines are read" in screen.text

    drive(steps)


def test_an_event_is_added_where_there_is_none(drive):
    async def steps(screen):
        await screen.press("n")
        assert "new event on:" in screen.text
        await screen.press("escape")

    drive(steps, "--in", "1900")


DRAFTED = EVENTS.replace("tags: [x]", "tags: [x, draft]")


def test_a_drafted_event_is_taken_into_a_timeline(drive):
    async def steps(screen):
        draft = screen.app.around.paths[0]
        await screen.press("r")
        assert "take this drafted event into:" in screen.text
        await screen.press("enter")
        assert "no timeline is named to take the event into" in screen.text
        await screen.type("town.yaml")
        await screen.press("enter")
        assert screen.ran == [["one", draft, "town.yaml"]]
        assert "one is now in town.yaml" in screen.text
        await screen.press("G", "r")
        assert "take this drafted event into: town.yaml" in screen.text
        await screen.press("escape")
        assert len(screen.ran) == 1

    drive(steps, text=DRAFTED)


def test_of_two_files_a_drafted_event_goes_into_the_other(drive):
    async def steps(screen):
        draft = screen.app.around.paths[0]
        screen.app.around = screen.app.around._replace(paths=(draft, "town.yaml"))
        await screen.press("r")
        assert "take this drafted event into: town.yaml" in screen.text

    drive(steps, text=DRAFTED)


def test_an_event_that_is_refused_stays_and_is_said(drive):
    def refuse(path):
        raise RequestError("there is an event 'one' already")

    async def steps(screen):
        await screen.press("r")
        await screen.type("town.yaml")
        await screen.press("enter")
        assert "there is an event 'one' already" in screen.text

    drive(steps, text=DRAFTED, command=refuse)


@pytest.mark.parametrize("words", [(), ("--in", "1900")])
def test_a_draft_is_reviewed_with_the_timeline_as_its_target(drive, words):
    async def steps(screen):
        await screen.press("r", "enter")
        assert "no draft is named" in screen.text
        await screen.type("draft.yaml")
        await screen.press("enter")
        path = screen.app.around.paths[0]
        assert screen.ran == [["review", "--into", path, "--", "draft.yaml"]]
        assert "draft.yaml: back from the review" in screen.text

    drive(steps, *words)


def test_a_view_is_written_to_a_file_by_the_program(drive):
    async def steps(screen):
        await screen.press("x")
        await screen.type("a.svg")
        await screen.press("enter")
        assert screen.ran == [["chart", "--by", "tag", "-o", "a.svg"]]
        assert "written to a.svg" in screen.text
        await screen.press("slash")
        await screen.type("-two")
        await screen.press("enter", "x")
        await screen.type("a.csv")
        await screen.press("enter")
        assert screen.ran[1] == ["list", "-o", "a.csv", "--", "-two"]

    drive(steps, "--by", "tag")


def test_a_view_is_written_to_a_file_that_has_a_name(drive):
    def print_name(path):
        print("no one reads this", sys.stdout.encoding)

    async def steps(screen):
        await screen.press("x")
        assert "write to:  found.csv" in screen.text
        await screen.press("enter")
        assert "no file is named" in screen.text
        await screen.type("-")
        await screen.press("enter")
        assert "no file is named" in screen.text
        await screen.press("backspace")
        await screen.type("a")
        await screen.press("enter")
        assert "written to a" in screen.text
        assert screen.ran == [["list", "-o", "a"]]

    drive(steps, command=print_name)


def test_a_file_that_cannot_be_written_is_said(drive):
    def fail(path):
        raise RequestError("'a.doc': no format has the ending .doc")

    async def steps(screen):
        await screen.press("x")
        await screen.type("a.doc")
        await screen.press("enter")
        assert "no format has the ending .doc" in screen.text

    drive(steps, command=fail)


def test_a_file_changed_by_another_program_is_read_again(drive):
    async def steps(screen):
        await screen.press("j")
        change_title(screen.app.around.paths[0])
        await _wait_for(screen, "Changed")
        assert screen.view.cursor == "two"
        os.unlink(screen.app.around.paths[0])
        await _wait_for(screen, "this is what was read before")
        assert "▸ Feb 2002" in screen.text

    drive(steps)


async def _wait_for(screen, text):
    for _ in range(400):
        await screen.settle()
        if text in screen.text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(screen.text)


def test_quitting_and_signals_end_it(drive):
    async def leave(screen):
        await screen.press("q")

    assert drive(leave).return_code == 0

    async def interrupt(screen):
        await screen.press("ctrl+c")

    assert drive(interrupt).return_code == 130

    async def terminate(screen):
        os.kill(os.getpid(), signal.SIGTERM)
        await screen.pilot.pause(0.05)

    assert drive(terminate).return_code == 143


def fail(*_):
    raise ValueError("broken")


@pytest.mark.parametrize(
    ("owner", "name", "key"),
    [
        (Session, "go_to_date", "d enter"),
        (app_module, "iter_scenes", "plus"),
        (Session, "settle_cursor", "plus"),
        (Canvas, "render_line", "j"),
    ],
)
def test_a_fault_anywhere_ends_the_screen_and_is_kept(drive, monkeypatch, owner, name, key):
    async def steps(screen):
        monkeypatch.setattr(owner, name, fail)
        for each in key.split():
            screen.app.post_message(events.Key(each, None))
        for _ in range(500):
            if screen.app._exit:
                break
            await asyncio.sleep(0.01)

    app = drive(steps, fails=True)
    assert app.return_code == 1
    assert repr(app.failure) == "ValueError('broken')"


def test_ctrl_z_hands_over_to_the_shell(drive, monkeypatch):
    called = []

    async def steps(screen):
        monkeypatch.setattr(screen.app, "action_suspend_process", lambda: called.append(1))
        await screen.press("ctrl+z")

    drive(steps)
    assert called == [1]


def give_up(*_):
    raise StaleError


def test_an_answer_that_comes_too_late_is_not_shown(drive, monkeypatch):
    async def steps(screen):
        app = screen.app
        late = app.session.request._replace(view=screen.view._replace(lanes="tag"))
        app._receive_fault(RequestError("late"), late)
        assert app.fault is None
        before = app.session.scene
        app._answer(late)()
        app._receive_scene(before._replace(columns=1), late)
        assert app.session.scene is before

    async def given_up(screen):
        app = screen.app
        monkeypatch.setattr(app_module, "iter_scenes", give_up)
        app._answer(app.session.request._replace(columns=7))()
        monkeypatch.undo()
        monkeypatch.setattr(app_module, "_SHOW_SECONDS", -1)
        partial = app.session.scene._replace(is_partial=True)
        monkeypatch.setattr(app_module, "iter_scenes", lambda *_: iter([partial, partial]))
        shown = []
        monkeypatch.setattr(app, "_deliver", shown.append)
        app._asked_key = app.session.request.key
        app._answer(app.session.request)()
        assert len(shown) == 2
        app._asked_key = None
        app._answer(app.session.request)()
        assert len(shown) == 3
        app._asked_key = app.session.request.key
        monkeypatch.setattr(app_module, "_SHOW_SECONDS", 5)
        app._answer(app.session.request)()
        assert len(shown) == 3  # so soon that it waits for more
        preview = partial._replace(answer=partial.answer._replace(is_preview=True))
        monkeypatch.setattr(app_module, "iter_scenes", lambda *_: iter([preview, partial]))
        app._answer(app.session.request)()
        assert shown[3].args[0] is preview
        assert len(shown) == 4

    drive(given_up)
    app = drive(steps)
    with contextlib.suppress(Exception):
        app._deliver(lambda: None)  # nothing is left to be told


def test_a_query_of_a_large_timeline_waits_for_another_letter(drive, monkeypatch):
    async def steps(screen):
        app = screen.app
        await screen.press("slash", "x")
        await screen.settle()
        app.explored = app.explored._replace(ranked=object())
        asked = []
        monkeypatch.setattr(app_module, "iter_scenes", lambda *_: asked.append(1) or give_up())
        request = app.session.request._replace(columns=7)
        for key in (None, request.key):
            app._asked_key = key
            app._answer(request)()
            assert len(asked) == (key is not None)

    drive(steps)


def test_text_is_pasted_into_the_line_alone(drive):
    async def steps(screen):
        screen.app.post_message(events.Paste("tag:x"))
        await screen.press("slash")
        screen.app.post_message(events.Paste("tag:x"))
        await screen.settle()
        await screen.press("enter", "question_mark")
        await screen.pilot.click(offset=(5, 5))
        await screen.press("escape")
        assert screen.view.filters.query == "tag:x"

    drive(steps)


def test_keys_that_come_before_the_palette_is_there_are_its_words():
    screen = KeyScreen(Pane.LIST, lambda line: line, lambda _: None, is_palette=True)
    for letter in "tag":
        screen.take_key(events.Key(letter, letter))
    assert [each.binding.argument for each in screen._find_rows()] == ["tag"]


@pytest.mark.parametrize(
    ("start", "width", "lines"),
    [
        (2, 80, ["    ^^ wrong; mend it"]),
        (30, 34, ["wrong; mend it" + " " * 18 + "^^"]),
        (3, 12, ["wrong; mend", "it", "     ^^"]),
        (99, 12, ["wrong; mend", "it", " " * 11 + "^"]),
    ],
)
def test_a_fault_is_marked_below_its_place(start, width, lines):
    error = QueryError("wrong", "mend it", "x" * 120, start, start + 2)
    assert describe_fault(error, 2, width) == lines


def test_a_fault_without_a_place_is_read_from_the_top():
    error = RequestError("wrong", "mend it")
    assert describe_fault(error, 2, 80) == ["wrong; mend it"]
    assert describe_fault(error, 2, 12) == ["wrong; mend", "it", ""]
