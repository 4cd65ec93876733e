"""The application: keys go to the session, and what the session shows is painted."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from concurrent.futures import CancelledError
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.explore.answer import Explored, build_answer, open_timeline
from qaim_cli.explore.keys import KeyBinding, find_binding, format_hints
from qaim_cli.explore.scene import Scene, build_scene
from qaim_cli.explore.session import SceneRequest, Session
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


class ExploreApp(App[None]):
    """The full screen of `qaim explore`."""

    CSS = """
    Screen { background: ansi_default; color: ansi_default; overflow: hidden; }
    Canvas { height: 1fr; background: ansi_default; color: ansi_default; }
    #foot, #label, #ask { height: 1; }
    #ask { display: none; }
    #ask.open { display: block; }
    Input, Input:focus { height: 1; border: none; padding: 0; background: ansi_default;
                         color: ansi_default; background-tint: ansi_default 0%; width: 1fr; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, session: Session, explored: Explored, screen: ScreenSettings, around: Surroundings
    ) -> None:
        """Takes the session, what it looks at, how it is painted, and the program around it."""
        super().__init__(ansi_color=True)
        self.session = session
        self.explored = explored
        self.around = around
        self.settings = screen
        self.fault: QaimError | None = None
        self._prompt: OpenPrompt | None = None
        self._awaited_action = ""
        self._asked_key: tuple[object, ...] | None = None
        self._asker = Asker(self._deliver)
        self._watcher = FileWatcher(around.paths)
        self._canvas, self._foot, self._label = Canvas("canvas"), Canvas("foot"), Canvas("label")
        self._line = Input(id="line", select_on_focus=False)

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked for is on screen."""
        return self._asker.is_idle and (self.session.is_settled or self.fault is not None)

    def compose(self) -> ComposeResult:
        """The lines above, the line to type in, and the line with the command."""
        yield self._canvas
        with Horizontal(id="ask"):
            yield self._label
            yield self._line
        yield self._foot

    def on_mount(self) -> None:
        """Take the keys, watch the file, and end in order when the system says so."""
        self._canvas.focus()
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

    def on_resize(self, event: events.Resize) -> None:
        """Fit another size."""
        self.session.resize(event.size.width, event.size.height)
        self.update()

    def on_key(self, event: events.Key) -> None:
        """Hand a key to the prompt that is open, else to the session."""
        if self._prompt is not None:
            if event.key in ("escape", "ctrl+c"):
                event.stop()
                self._cancel_prompt()
            return
        event.stop()
        event.prevent_default()
        if self._awaited_action:
            self._take_letter(event)
        elif binding := find_binding(event.key, self.session.view.pane):
            self._run_binding(binding)

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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Answer a query letter by letter."""
        if self._prompt and self._prompt.kind.is_live:
            self.session.show_query(self._prompt.before, event.value)
            self.update()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed, unless there is something wrong with it."""
        prompt = self._prompt
        assert prompt is not None
        try:
            prompt.kind.submit(self, event.value)
        except QaimError as error:
            self.fault = error
            self.paint()
            return
        self.close_prompt()
        self.update()

    def open_prompt(self, kind: str) -> None:
        """Let something be typed."""
        self._prompt = OpenPrompt(PROMPT_KINDS[kind], self.session.history)
        label = self._prompt.kind.label
        self._label.styles.width = len(label)
        self._label.show_lines([Text(label, "bold")])
        with self.prevent(Input.Changed):
            self._line.value = self._prompt.kind.get_text(self)
        self._line.cursor_position = len(self._line.value)
        self.query_one("#ask").add_class("open")
        self._line.focus()
        self.paint()

    def close_prompt(self) -> None:
        """Give the keys back to the session."""
        self._prompt, self.fault = None, None
        self.query_one("#ask").remove_class("open")
        self._canvas.focus()
        self.paint()

    def await_letter(self, action: str) -> None:
        """Let the next key be the letter of a mark."""
        self._awaited_action = action
        self.session.say("which letter?")
        self.paint()

    def show_keys(self, *, is_palette: bool) -> None:
        """Show all keys, and do what is chosen among them."""

        def run_chosen(binding: KeyBinding | None) -> None:
            if binding is not None:
                self._run_binding(binding)

        pane = self.session.view.pane
        self.push_screen(KeyScreen(pane, self._fit, is_palette=is_palette), run_chosen)

    def find_path(self, event: Event) -> str:
        """The path of the file that an event stands in."""
        names = [*self.explored.timeline.parts]
        paths = dict(zip(names, self.around.paths, strict=False))
        return paths.get(event.timeline, self.around.paths[0])

    def run_behind(self, words: list[str], done: str) -> None:
        """Run a command of the program while the screen stays, and say how it went."""

        def run_job() -> Delivery:
            message = done
            try:
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

    def paint(self) -> None:
        """Show the session as it is."""
        frame = self.session.build_frame()
        if not frame.message:
            frame = frame._replace(message=format_hints(frame.pane))
        lines = render_frame(frame, self.settings)
        if self._prompt and len(lines) > 1:
            del lines[-2]
        if self.fault is not None and lines:
            indent = len(self._prompt.kind.label) if self._prompt else 0
            told = describe_fault(self.fault, indent, self.size.width)
            lines[-len(told) :] = [self._fit(Text(line, "red")) for line in told]
        self._canvas.show_lines(lines[:-1])
        self._foot.show_lines(lines[-1:])

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

    def _cancel_prompt(self) -> None:
        assert self._prompt is not None
        if self._prompt.kind.is_live:
            self.session.restore(self._prompt.before)
        self.close_prompt()
        self.update()

    def _answer(self, request: SceneRequest) -> Delivery:
        """Answer a view, in the thread."""
        try:
            scene = build_scene(build_answer(request.view, self.explored), request.columns)
        except QaimError as error:
            fault = error
            return lambda: self._receive_fault(fault, request)
        return lambda: self._receive_scene(scene, request)

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

    def _receive_timeline(self, explored: Explored) -> None:
        self.explored = explored
        self._ask(self.session.request)

    def _receive_message(self, message: str) -> None:
        self.session.say(message)
        self.paint()

    def _deliver(self, done: Delivery) -> None:
        """Have something called where the screen is painted."""
        with contextlib.suppress(RuntimeError, CancelledError):  # the screen is gone
            self.call_from_thread(done)
