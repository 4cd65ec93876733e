"""The prompts: what may be typed on the line above the command, and what becomes of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.explore.command import ViewScope, format_words
from qaim_cli.explore.history import History
from qaim_cli.explore.line_editor import LineEditor
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import wrap_text

if TYPE_CHECKING:
    from qaim_cli.fullscreen.app import ExploreApp


class PromptKind(FrozenRecord):
    """Something that is asked of the person."""

    label: str
    get_text: Callable[[ExploreApp], str]
    """What stands there to begin with."""
    submit: Callable[[ExploreApp, str], None]
    """Called with what was typed; closes the prompt unless it raises what is wrong."""
    examples: str = ""
    """What may be typed."""
    is_live: bool = False
    """Whether every letter is answered."""


class OpenPrompt(FrozenRecord):
    """A prompt that is open, the view that it was opened in, and what is typed so far."""

    kind: PromptKind
    before: History
    line: LineEditor


def _get_query(app: ExploreApp) -> str:
    return app.session.view.filters.query


def _submit_query(app: ExploreApp, _: str) -> None:
    if app.fault is not None:
        raise app.fault
    app.close_prompt()


def _submit_date(app: ExploreApp, text: str) -> None:
    timeline = app.explored.timeline
    scope = ViewScope(timeline.date_rules.calendar, app.explored.today, timeline.periods)
    app.session.go_to_date(text, scope)
    app.close_prompt()


def _get_date(app: ExploreApp) -> str:
    event = app.session.event
    return event.edtf if event else ""


def _submit_new_event(app: ExploreApp, text: str) -> None:
    from qaim_cli.fullscreen.effects import run_outside

    if len(app.around.paths) > 1:
        raise RequestError("several timelines are read", "`qaim explore --file FILE` opens one")
    path = app.around.paths[0]
    app.close_prompt()
    run_outside(app, lambda: app.around.run(["add", text, "--file", path]), "added")


def _get_target(app: ExploreApp) -> str:
    """The timeline that drafted events went into last, else the only other one that is read."""
    event = app.session.event
    assert event is not None  # who opens the prompt has looked
    others = [path for path in app.around.paths if path != app.find_path(event)]
    return app.accept_target or (others[0] if len(others) == 1 else "")


def _submit_target(app: ExploreApp, target: str) -> None:
    """Take the event under the cursor out of its draft into a timeline."""
    from qaim_cli.fullscreen.effects import run_outside

    event = app.session.event
    assert event is not None
    if not target:
        raise RequestError("no timeline is named to take the event into")
    id, draft = event.id, app.find_path(event)
    app.accept_target = target
    app.close_prompt()
    run_outside(app, lambda: app.around.accept(id, draft, target), f"{id} is now in {target}")


def _submit_draft(app: ExploreApp, draft: str) -> None:
    """Review a draft with the timeline as its target."""
    from qaim_cli.fullscreen.effects import run_outside

    if not draft:
        raise RequestError("no draft is named")
    event = app.session.event
    into = app.find_path(event) if event else app.around.paths[0]
    words = ["review", "--into", into, "--", draft]
    app.close_prompt()
    run_outside(app, lambda: app.around.run(words), f"{draft}: back from the review")


def _submit_file(app: ExploreApp, path: str) -> None:
    """Write the view to a file: a drawing where its extension is that of a drawing."""
    if path.strip() in ("", "-"):
        raise RequestError("no file is named", "name one such as found.csv")
    command = "chart" if _is_drawing(path) else "list"
    words = format_words(app.session.view, app.session.extent.calendar, command)
    target = ["-o", path]
    if "--" in words:
        at = words.index("--")
        words = [*words[:at], *target, *words[at:]]
    else:
        words += target
    app.close_prompt()
    app.run_behind([command, *words], f"written to {path}")


def _is_drawing(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in (".svg", ".png", ".pdf", ".html", ".htm")


def _get_nothing(_: ExploreApp) -> str:
    return ""


PROMPT_KINDS = {
    "query": PromptKind(
        "/ ",
        _get_query,
        _submit_query,
        'words, "a phrase", actor:NAME, tag:NAME, 1914..1918, and, or, not, (brackets)',
        is_live=True,
    ),
    "date": PromptKind("go to: ", _get_nothing, _submit_date, "apr 2004, early 1990s, today"),
    "file": PromptKind("write to: ", _get_nothing, _submit_file, "found.csv, .md, .html, .svg …"),
    "new": PromptKind("new event on: ", _get_date, _submit_new_event),
    "accept": PromptKind("take this drafted event into: ", _get_target, _submit_target),
    "review": PromptKind("review the draft: ", _get_nothing, _submit_draft),
}


def describe_fault(error: QaimError, indent: int, width: int) -> list[str]:
    """Describe an error in lines, of which the last stands below what was typed.

    It is the whole error where it fits, else carets below what it is about.
    """
    message = f"{error.message}; {error.fix}" if error.fix else error.message
    message = " ".join(message.split())
    start, end = getattr(error, "start", None), getattr(error, "end", None)
    if start is None or end is None:
        lines = wrap_text(message, width)
        return lines if len(lines) == 1 else [*lines, ""]
    start = min(indent + start, width - 1)
    carets = " " * start + "^" * max(1, min(indent + end, width) - start)
    if len(carets) + 1 + len(message) <= width:
        return [f"{carets} {message}"]
    if len(message) < start:
        return [f"{message}{carets[len(message) :]}"]
    return [*wrap_text(message, width), carets]
