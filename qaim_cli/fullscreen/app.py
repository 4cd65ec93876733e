"""The application: keys go to the session, and what the session shows is painted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from concurrent.futures import CancelledError
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.explore.answer import ExploredTimeline, StaleError, open_timeline
from qaim_cli.explore.frame import PromptLine
from qaim_cli.explore.keys import KeyBinding, find_binding
from qaim_cli.explore.line_editor import LineEditor
from qaim_cli.explore.scene import Scene, SceneRequest
from qaim_cli.explore.session import Session
from qaim_cli.explore.stages import iter_scenes
from qaim_cli.fullscreen.asking import Asker, Delivery
from qaim_cli.fullscreen.canvas import Canvas
from qaim_cli.fullscreen.effects import Surroundings, perform_effect
from qaim_cli.fullscreen.key_screen import KeyScreen
from qaim_cli.fullscreen.prompts import PROMPT_KINDS, OpenPrompt, describe_fault
from qaim_cli.fullscreen.watching import FileWatcher
from qaim_cli.model import Event
from qaim_cli.render.frame import fit_line, render_frame
from qaim_cli.render.screen import ScreenSettings

_WATCH_SECONDS = 1.0
_LETTER_SECONDS = 0.06
"""So long is waited for another letter, before a query of a large timeline is answered."""
_SHOW_SECONDS = 0.15
"""So long is waited before what came meanwhile is shown, as painting would delay what is left."""


def _do_nothing() -> None:
    """Deliver nothing."""


class ExploreApp(App[None]):
    """The full screen of `qaim explore`."""

    CSS = """
    Screen { background: ansi_default; color: ansi_default; overflow: hidden; }
    Canvas { height: 1fr; background: ansi_default; color: ansi_default; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        session: Session,
        explored: ExploredTimeline,
        screen: ScreenSettings,
        around: Surroundings,
    ) -> None:
        """Take the session, what it looks at, how it is painted, and the program around it."""
        super().__init__(ansi_color=True)
        self.session = session
        self.explored = explored
        self.around = around
        self.settings = screen
        self.fault: QaimError | None = None
        self.failure: Exception | None = None
        """The error that ended the screen, if one did."""
        self.accept_target = ""
        """The timeline that a drafted event was taken into last."""
        self._prompt: OpenPrompt | None = None
        self._awaited_action = ""
        self._asked_key: tuple[object, ...] | None = None
        self._asker = Asker(self._deliver)
        self._watcher = FileWatcher(around.paths)
        self._key_screen: KeyScreen | None = None
        self._canvas = Canvas("canvas")

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked for is on screen."""
        return self._asker.is_idle and (self.session.is_settled or self.fault is not None)

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield self._canvas

    def on_mount(self) -> None:
        """Watch the file, and end in order when the system says so."""
        self.app_resume_signal.subscribe(self, lambda _: self.paint_all())
        self.set_interval(_WATCH_SECONDS, self.reload_changed)
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                asyncio.get_running_loop().add_signal_handler(number, self.end, number)

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._asker.stop()

    def end(self, number: signal.Signals) -> None:
        """End as a program does that a signal ends."""
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen as it was found; whoever opened it says what went wrong."""
        self.failure = self.failure or error
        self.exit(return_code=1)

    def on_resize(self, event: events.Resize) -> None:
        """Fit another size."""
        self.session.resize(event.size.width, event.size.height)
        self.update()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pasted text at once, in the order in which they come."""
        if isinstance(event, events.Key):
            self._take_key(event)
        elif isinstance(event, events.Paste):
            if self._prompt is not None:
                self._type(self._prompt.line.insert(event.text))
        else:
            await super().on_event(event)

    def on_click(self, event: events.Click) -> None:
        """Choose what stands under the mouse."""
        if event.widget is not self._canvas:
            return
        layout, x, y = self.session.layout, event.x, event.y
        top = layout.head + layout.density + 2
        if y < top:
            if x >= layout.gutter:
                self.session.click_column(x - layout.gutter)
        elif y < top + layout.lanes:
            self.session.click_lane(y - top)
        elif x < layout.list_width:
            self.session.click_row(y - top - layout.lanes - layout.rule)
        self.update()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on in the list, or zoom out while Ctrl is held."""
        self._perform(*(("zoom", "out") if event.ctrl else ("move", "1")))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back in the list, or zoom in while Ctrl is held."""
        self._perform(*(("zoom", "in") if event.ctrl else ("move", "-1")))

    def open_prompt(self, kind: str) -> None:
        """Let something be typed."""
        chosen = PROMPT_KINDS[kind]
        text = chosen.get_text(self)
        self._prompt = OpenPrompt(chosen, self.session.history, LineEditor(text, len(text)))
        self.paint()

    def close_prompt(self) -> None:
        """Give the keys back to the session."""
        self._prompt, self.fault = None, None

    def await_letter(self, action: str) -> None:
        """Let the next key be the letter of a mark."""
        self._awaited_action = action
        self.session.say("which letter?")
        self.paint()

    def show_keys(self, *, is_palette: bool) -> None:
        """Show all keys, and do what is chosen among them."""
        pane = self.session.view.pane
        self._key_screen = KeyScreen(pane, self._fit, self._run_chosen, is_palette=is_palette)
        self.push_screen(self._key_screen)

    def find_path(self, event: Event) -> str:
        """The path of the file that an event stands in."""
        names = [*self.explored.timeline.parts]
        paths = dict(zip(names, self.around.paths, strict=False))
        return paths.get(event.timeline, self.around.paths[0])

    def run_behind(self, words: list[str], done: str) -> None:
        """Run a command of the program, with its output kept off screen, and show how it went."""

        def run_job() -> Delivery:
            message = done
            try:
                # Textual's own stdout has no encoding, which commands ask for.
                nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - closed below
                with nowhere, contextlib.redirect_stdout(nowhere):
                    self.around.run(words)
            except QaimError as error:
                message = str(error)
            return lambda: self._receive_message(message)

        self.session.say("writing …")
        self._asker.ask("write", run_job)

    def reload_changed(self) -> None:
        """Read the files again if they have changed."""
        if self._watcher.has_changed():
            self._asker.ask("load", self._reload)

    def update(self) -> None:
        """Ask for what is not answered yet, and paint what is."""
        request = self.session.request
        if self.session.is_settled and self.fault is None:
            self._asked_key = request.key
        elif request.key != self._asked_key:
            self._ask(request)
        self.paint()

    def _ask(self, request: SceneRequest) -> None:
        self._asked_key = request.key
        self._asker.ask("scene", lambda: self._answer(request))

    def paint_all(self) -> None:
        """Paint every line, on a terminal that something else has written on."""
        self.screen.query_one(Canvas).refresh()

    def paint(self) -> None:
        """Show the session as it is."""
        # Of a small timeline the answer is there before one could read this.
        is_waiting = self.explored.ranked is not None and self.fault is None
        frame = self.session.build_frame(is_waiting=is_waiting)
        if self._prompt is not None:
            frame = frame._replace(prompt=self._build_prompt_line(self._prompt))
        self._canvas.show_lines(render_frame(frame, self.settings))

    def _build_prompt_line(self, prompt: OpenPrompt) -> PromptLine:
        label, fault = prompt.kind.label, self.fault
        lines = describe_fault(fault, len(label), self.session.size[0]) if fault else []
        return PromptLine(label, prompt.line, tuple(lines), prompt.kind.examples)

    def _take_key(self, event: events.Key) -> None:
        """Hand a key to what is open, else to the session."""
        if self._key_screen is not None:
            self._key_screen.take_key(event)
        elif self._prompt is not None:
            self._take_prompt_key(self._prompt, event)
        elif self._awaited_action:
            self._take_letter(event)
        elif binding := find_binding(event.key, self.session.view.pane):
            self._run_binding(binding)

    def _take_prompt_key(self, prompt: OpenPrompt, event: events.Key) -> None:
        if event.key in ("escape", "ctrl+c"):
            self._cancel_prompt(prompt)
        elif event.key == "enter":
            self._submit_prompt(prompt)
        elif event.is_printable and event.character:
            self._type(prompt.line.insert(event.character))
        else:
            self._type(prompt.line.edit(event.key))

    def _type(self, line: LineEditor) -> None:
        """Show another line; a query is answered letter by letter."""
        assert self._prompt is not None
        self._prompt = self._prompt._replace(line=line)
        if self._prompt.kind.is_live:
            self.session.show_query(self._prompt.before, line.text)
            self.update()
        else:
            self.fault = None
            self.paint()

    def _submit_prompt(self, prompt: OpenPrompt) -> None:
        """Take what was typed, unless there is something wrong with it."""
        try:
            prompt.kind.submit(self, prompt.line.text)
        except QaimError as error:
            self.fault = error
        self.update()

    def _cancel_prompt(self, prompt: OpenPrompt) -> None:
        if prompt.kind.is_live:
            self.session.restore(prompt.before)
        self.close_prompt()
        self.update()

    def _run_chosen(self, binding: KeyBinding | None) -> None:
        self._key_screen = None
        self.pop_screen()
        if binding is not None:
            self._run_binding(binding)

    def _fit(self, line: Text) -> Text:
        return fit_line(line, self.size.width, self.settings)

    def _run_binding(self, binding: KeyBinding) -> None:
        self._perform(binding.action, binding.argument)

    def _perform(self, action: str, argument: str = "") -> None:
        try:
            effect = self.session.perform(action, argument)
            if effect is not None:
                perform_effect(self, *effect)
        except RequestError as error:
            self.session.say(str(error))
        self.update()

    def _take_letter(self, event: events.Key) -> None:
        action, self._awaited_action = self._awaited_action, ""
        if event.character and event.character.isalnum():
            self._perform(action, event.character)
        else:
            self._perform("leave")

    def _answer(self, request: SceneRequest) -> Delivery:
        """Answer a view, in the thread."""

        def is_stale() -> bool:
            return request.key != self._asked_key

        if self._prompt is not None and self.explored.ranked is not None:
            time.sleep(_LETTER_SECONDS)
            if is_stale():
                return _do_nothing
        shown_at = time.monotonic()
        try:
            for scene in iter_scenes(request, self.explored, self.session.scene, is_stale):
                is_due = time.monotonic() - shown_at > _SHOW_SECONDS
                if scene.answer.is_preview or (scene.is_unfinished and is_due):
                    self._deliver(partial(self._receive_scene, scene, request))
                    shown_at = time.monotonic()
                if is_stale():
                    return _do_nothing
        except StaleError:
            return _do_nothing
        except QaimError as error:
            fault = error
            return lambda: self._receive_fault(fault, request)
        return partial(self._receive_scene, scene, request)

    def _receive_scene(self, scene: Scene, request: SceneRequest) -> None:
        if self.session.is_settled and request.key != self.session.request.key:
            return  # of a query that was given up meanwhile
        self.fault = None
        self.session.receive_scene(scene)
        self.session.settle_cursor()
        self.update()

    def _receive_fault(self, fault: QaimError, request: SceneRequest) -> None:
        if request.key == self.session.request.key:
            self.fault = fault
            self.paint()

    def _reload(self) -> Delivery:
        """Read the files again, in the thread."""
        try:
            timeline = self.around.load()
        except QaimError as error:
            message = f"this is what was read before: {error}"
            return lambda: self._receive_message(message)
        explored = open_timeline(timeline, self.explored.today)
        return lambda: self._receive_timeline(explored)

    def _receive_timeline(self, explored: ExploredTimeline) -> None:
        self.explored = explored
        self._ask(self.session.request)

    def _receive_message(self, message: str) -> None:
        self.session.say(message)
        self.paint()

    def _deliver(self, done: Delivery) -> None:
        """Have something called where the screen is painted."""
        with contextlib.suppress(RuntimeError, CancelledError):  # the screen is gone
            self.call_from_thread(self._run_delivery, done)

    def _run_delivery(self, done: Delivery) -> None:
        # What is raised here would else be raised in the thread, where nobody hears of it.
        try:
            done()
        except Exception as error:  # noqa: BLE001 - it ends the program
            self._handle_exception(error)
