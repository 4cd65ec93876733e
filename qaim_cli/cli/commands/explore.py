"""`qaim explore`."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qaim_cli.cli import loading
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import FilterOptions, ScreenOptions, StoreOptions, TodayOptions
from qaim_cli.errors import ProgramFaultError, QaimError, RequestError
from qaim_cli.facets import FACETS
from qaim_cli.text import clean_text, format_list, quote_text, truncate_text

if TYPE_CHECKING:
    from qaim_cli.explore.view import View
    from qaim_cli.model import Timeline

_VIEW_GROUP, _SHOW_GROUP = "What to look at", "How to show it"
_MAX_FAILURE_COLUMNS = 120

EXAMPLES = (
    "qaim explore",
    "qaim explore 'actor:marines not tag:battle' --from 2003 --to 2007",
    "qaim explore --by actor --file town.yaml",
    "$(qaim explore --print) -f csv > found.csv",
)


class Options(TodayOptions, FilterOptions, StoreOptions):
    """Options of `qaim explore`."""

    query: tuple[str, ...] = declare_argument(
        "[QUERY]...",
        help='What to find: words, "phrases", actor:NAME, 2016..2019, and, or, not, (brackets).',
    )
    by: str | None = declare_option(
        "--by", metavar="LABEL", group=_VIEW_GROUP,
        choices=(*FACETS, "none"),
        help=f"A lane for each {format_list(FACETS, 'or')}.",
    )  # fmt: skip
    at: str | None = declare_option(
        "--at", metavar="ID", group=_VIEW_GROUP, completion_kind="event",
        help="The event that the cursor is on.",
    )  # fmt: skip
    pane: str | None = declare_option(
        "--pane", metavar="PANE", group=_VIEW_GROUP, choices=("list", "event", "density", "lanes"),
        help="The part of the screen that has the keys: list (the usual), event, density or lanes.",
    )  # fmt: skip
    print_command: bool = declare_option(
        "--print", group=_SHOW_GROUP,
        help="At the end, print the `qaim list` command of what was on screen.",
    )  # fmt: skip
    color: str | None = ScreenOptions.color
    theme: str | None = ScreenOptions.theme
    ascii: bool = ScreenOptions.ascii


def run(options: Options) -> int:
    """Explore a timeline on the full screen.

    Density and lanes over time are above, the list of events below, the chosen event beside it.
    Each key acts at once; `?` shows all keys. The last line is the command that lists the same
    events.
    """
    if options.sure and options.maybe:
        raise RequestError("--sure and --maybe ask for opposites", "choose one")
    recorder = _StderrRecorder()
    with contextlib.redirect_stderr(recorder):
        timeline = loading.load_requested_timeline(options)
    from qaim_cli.explore.command import ViewScope, format_command, make_view

    calendar = timeline.date_rules.calendar
    scope = ViewScope(calendar, resolve_today(options), timeline.periods)
    view = make_view(vars(options), scope)
    if options.at:
        from qaim_cli.query.lookup import find_event

        view = view._replace(cursor=timeline.format_id(find_event(options.at, timeline)))
    _require_terminal(options, format_command(view, calendar))
    _require_textual()
    with _spare_stdout():
        status, view = _explore(view, timeline, options, recorder.notice)
    if options.print_command:
        print(format_command(view, calendar))
    return status


def _require_terminal(options: Options, command: str) -> None:
    """Refuse to paint on what is no terminal.

    Raises:
        RequestError: it is none; the error says how to get the same answer.
    """
    streams = [sys.stdin, sys.stderr] if options.print_command else [sys.stdin, sys.stdout]
    # Textual paints on stderr, so that stdout can be caught.
    if not all(stream.isatty() for stream in (*streams, sys.stderr)):
        raise RequestError("there is no terminal to explore on", f"`{command}` lists the same")
    if os.environ.get("TERM") in ("dumb", ""):
        raise RequestError("this terminal cannot be painted on", f"`{command}` lists the same")


@contextlib.contextmanager
def _spare_stdout() -> Iterator[None]:
    """Put the terminal in the place of a stdout that is caught, as editors write there."""
    if sys.stdout.isatty():
        yield
        return
    sys.stdout.flush()
    caught = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(caught, 1)
        os.close(caught)


def _require_textual() -> None:
    if importlib.util.find_spec("textual") is None:
        raise RequestError(
            "explore needs the package textual", "install it with `pip install 'qaim[explore]'`"
        )


class _StderrRecorder:
    """Passes on what is written to stderr, which the full screen will hide, and remembers it."""

    def __init__(self) -> None:
        self._stream, self._written = sys.stderr, ""

    def write(self, text: str) -> int:
        self._written += text
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def notice(self) -> str:
        """What the first line says about the timeline; empty if nothing was written."""
        first, _, rest = self._written.partition("\n")
        first = first.removeprefix("qaim: ").removesuffix(":")
        return f"{first}; `qaim check` says more" if rest else first


def _explore(view: View, timeline: Timeline, options: Options, notice: str) -> tuple[int, View]:
    """Show a view until the person quits; the exit status, and the view at the end."""
    from qaim_cli.cli import terminal
    from qaim_cli.explore.answer import build_answer, open_timeline
    from qaim_cli.explore.command import format_command
    from qaim_cli.explore.layout import plan_layout
    from qaim_cli.explore.scene import build_scene
    from qaim_cli.explore.session import Session
    from qaim_cli.fullscreen.app import ExploreApp
    from qaim_cli.fullscreen.effects import Surroundings
    from qaim_cli.render.colors import ColorTheme
    from qaim_cli.render.screen import ScreenSettings

    has_color = terminal.should_color(options.color)
    if not has_color:
        os.environ["NO_COLOR"] = "1"
    size = os.get_terminal_size(sys.stderr.fileno())
    screen = ScreenSettings(
        theme=ColorTheme(options.theme or ColorTheme.AUTO),
        width=size.columns,
        has_color=has_color,
        is_ascii=options.ascii or not terminal.supports_unicode(),
    )
    explored = open_timeline(timeline, resolve_today(options))
    layout = plan_layout(*size, view, 0)
    scene = build_scene(build_answer(view, explored), max(layout.columns, 1))
    session = Session(view, scene, (size.columns, size.lines))
    session.say(notice)
    around = Surroundings(
        loading.get_requested_paths(options),
        lambda: loading.load_requested_timeline(options, quietly=True),
        _run_command,
        _accept_event,
    )
    app = ExploreApp(session, explored, screen, around)
    app.run()
    if app.failure is not None:
        command = format_command(session.view, timeline.date_rules.calendar)
        raise _describe_failure(app.failure, command)
    return app.return_code or 0, session.view


def _describe_failure(failure: Exception, command: str) -> QaimError:
    """Describe in one line why the full screen ended."""
    if isinstance(failure, QaimError):
        return failure
    import traceback

    # Only what was never raised has no frames; Textual hands over what was.
    frame = traceback.extract_tb(failure.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    told = truncate_text(clean_text(" ".join(str(failure).split())), _MAX_FAILURE_COLUMNS)
    return ProgramFaultError(
        f"a fault of qaim itself ended the screen: {type(failure).__name__}: {told} ({where})",
        f"please report it; `{command}` lists the same",
    )


def _run_command(words: list[str]) -> None:
    """Run a command of the program as a shell would, but for its errors.

    Raises:
        QaimError: it fails.
        KeyboardInterrupt: it was interrupted.
    """
    from qaim_cli.cli import EXIT_INTERRUPTED, app, commands, fast_args

    command = commands.load_command(words[0])
    values = fast_args.parse_arguments(command.options_class, words[1:])
    if values is not None:
        command.run(command.options_class(values))
    elif app.main(words) == EXIT_INTERRUPTED:
        raise KeyboardInterrupt


def _accept_event(id: str, draft: str, into: str) -> None:
    """Take an event of a draft into a timeline.

    Raises:
        QaimError: it cannot be taken there, and stays in the draft.
    """
    from qaim_cli.cli.draft_review import DraftReview, require_another_file

    require_another_file(draft, into)
    review = DraftReview(draft, into)
    candidates = {each.event.id: each.event for each in review.loaded.candidates}
    if id not in candidates:
        raise RequestError(
            f"the event {quote_text(id)} cannot be taken as it stands",
            f"`qaim check --file {draft}` says why",
        )
    review.accept_event(candidates[id])
