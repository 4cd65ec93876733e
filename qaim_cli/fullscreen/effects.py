"""What a session asks for that only the screen, or the program around it, can do."""

from __future__ import annotations

import contextlib
import signal
import webbrowser
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.explore.command import format_command
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.text import format_count

if TYPE_CHECKING:
    from qaim_cli.fullscreen.app import ExploreApp


class Surroundings(FrozenRecord):
    """The program around the screen."""

    paths: tuple[str, ...]
    """The files of the timeline."""
    load: Callable[[], Timeline]
    """Reads them again."""
    run: Callable[[list[str]], None]
    """Runs a command of the program; raises QaimError where it fails."""
    accept: Callable[[str, str, str], None]
    """Takes an event, by its id, of a draft into a timeline, both files; raises QaimError."""


def perform_effect(app: ExploreApp, kind: str, text: str) -> None:
    """Do what a session asks for.

    Raises:
        RequestError: it cannot be done.
    """
    EFFECTS[kind](app, text)


def run_outside(app: ExploreApp, job: Callable[[], None], done: str) -> None:
    """Run something on the screen of the shell, come back, and say how it went."""
    try:
        with _leave_screen(app):
            job()
    except QaimError as error:
        message = str(error)
    except KeyboardInterrupt:
        message = "interrupted: nothing was written"
    else:
        message = done
    app.session.say(" ".join(message.split()))
    app.reload_changed()
    app.paint()
    app.paint_all()


@contextlib.contextmanager
def _leave_screen(app: ExploreApp) -> Iterator[None]:
    """A stretch in which the terminal is that of the shell, and Ctrl-C an interrupt."""
    # What the program does on Ctrl-C ends it, and here only the command is to end.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    wakeup = signal.set_wakeup_fd(-1)  # or the loop hears of it as well, afterwards
    try:
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(SuspendNotSupported):
                stack.enter_context(app.suspend())
            try:
                yield
            finally:
                stack.close()  # of itself Textual stays away where something was raised
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGINT, before)


def _copy_text(app: ExploreApp, text: str) -> None:
    app.copy_to_clipboard(text)
    app.session.say(f"copied: {text}")


def _copy_views(app: ExploreApp, _: str) -> None:
    calendar = app.session.extent.calendar
    views = app.session.history.views
    app.copy_to_clipboard(
        "".join(f"{format_command(each, calendar, 'explore')}\n" for each in views)
    )
    app.session.say(f"copied: {format_count(len(views), 'command')}")


def _open_url(app: ExploreApp, url: str) -> None:
    # A browser in the terminal itself would write over the screen.
    if not webbrowser.open(url):
        raise RequestError("no browser opens here", url)
    app.session.say(f"opened {url}")


def _edit_event(app: ExploreApp, id: str) -> None:
    event = app.session.event
    assert event is not None  # the session has looked
    path = app.find_path(event)
    words = ["edit", id, "--file", path]
    run_outside(app, lambda: app.around.run(words), f"{id}: back from the editor")


def _review(app: ExploreApp, _: str) -> None:
    """Ask where a drafted event under the cursor goes, else which draft is to be reviewed."""
    from qaim_cli.model import DRAFT_TAG

    event = app.session.event
    is_drafted = event is not None and DRAFT_TAG in event.tags
    app.open_prompt("accept" if is_drafted else "review")


def _suspend(app: ExploreApp, _: str) -> None:
    app.action_suspend_process()


def _quit(app: ExploreApp, _: str) -> None:
    app.exit()


def _interrupt(app: ExploreApp, _: str) -> None:
    app.end(signal.SIGINT)


EFFECTS: dict[str, Callable[[ExploreApp, str], None]] = {
    "copy_text": _copy_text,
    "copy_views": _copy_views,
    "open_url": _open_url,
    "edit_event": _edit_event,
    "review": _review,
    "suspend": _suspend,
    "quit": _quit,
    "interrupt": _interrupt,
    "prompt": lambda app, kind: app.open_prompt(kind),
    "await_letter": lambda app, action: app.await_letter(action),
    "show_keys": lambda app, _: app.show_keys(is_palette=False),
    "show_palette": lambda app, _: app.show_keys(is_palette=True),
}
"""What only the screen can do, by the actions of keys and the effects of a session."""
