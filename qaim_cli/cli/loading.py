"""Loading the timelines that a request asks for, with notices on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.cli.option_specs import CommandOptions
from qaim_cli.cli.options import StoreOptions, TitleOptions
from qaim_cli.errors import RequestError
from qaim_cli.model import Problem, Timeline
from qaim_cli.text import clean_text, format_count, is_encodable, quote_text

_MAX_LISTED_PROBLEMS = 5


def load_requested_timeline(options: StoreOptions, *, quietly: bool = False) -> Timeline:
    """Load the requested timeline, or several as one; print problems on stderr.

    Raises:
        StoreError: a file cannot be read.
    """
    timeline = _load_timelines(options, quietly=quietly)
    title = options.title if isinstance(options, TitleOptions) else None
    if title is not None:
        timeline.title = _require_title(title)
    return timeline


def _require_title(title: str) -> str:
    """Return the title as one clean line.

    Raises:
        RequestError: it is empty, or no text.
    """
    line = clean_text(" ".join(title.split()))
    if not line or not is_encodable(title):
        raise RequestError(f"--title cannot be {quote_text(title)}", "give a title of some words")
    return line


def _load_timelines(options: StoreOptions, *, quietly: bool) -> Timeline:
    """Load the requested timelines as one.

    Raises:
        StoreError: a file cannot be read.
    """
    loaded = [_load_file(path, options) for path in get_requested_paths(options)]
    if not quietly:
        for each in loaded:
            print_load_problems(each)
    if len(loaded) == 1:
        return loaded[0].timeline
    # Here, so that a request about one file never loads what makes one timeline of several.
    from qaim_cli.merge import merge_timelines

    merged = merge_timelines([each.timeline for each in loaded])
    if not quietly:
        print_problems("the timelines together have", merged.problems)
    return merged.timeline


def get_requested_paths(options: CommandOptions) -> tuple[str, ...]:
    """Return the paths of the requested timelines, each file once."""
    found: dict[object, str] = {}
    for path in _get_named_files(options) or (find_default_timeline(),):
        found.setdefault(_get_file_identity(path), path)
    return tuple(found.values())


def find_default_timeline() -> str:
    """Find the timeline to read where none is named: the one in the folder, or the shipped one."""
    from qaim_cli.cli.nearby import find_nearby_timelines

    return find_nearby_timelines().only or store.find_shipped_timeline()


def _get_named_files(options: CommandOptions) -> tuple[str, ...]:
    """Return the files named as arguments, or else by option."""
    files: tuple[str, ...] = getattr(options, "files", ())
    return files or (options.timeline_paths if isinstance(options, StoreOptions) else ())


def print_notice(text: str) -> None:
    """Print one line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)


def print_load_problems(loaded: store.LoadResult) -> None:
    """Print the problems of a file on stderr, if it has any."""
    left_out = (
        f", {format_count(loaded.omitted_count, 'event')} left out" if loaded.omitted_count else ""
    )
    print_problems(f"{loaded.timeline.path} has", loaded.problems, left_out)


class ProgressReporter:
    """A progress bar on stderr, on terminals only, for work longer than a second."""

    _BAR_COLUMNS = 30

    def __init__(self) -> None:
        self._start_time = time.monotonic()
        self._is_visible = False

    def __call__(self, done: float) -> None:
        """Show how much is done, from 0.0 to 1.0."""
        if not sys.stderr.isatty() or time.monotonic() - self._start_time < 1:
            return
        full = int(self._BAR_COLUMNS * min(done, 1))
        bar = "#" * full + "." * (self._BAR_COLUMNS - full)
        print(f"\rqaim: reading [{bar}] {min(done, 1):4.0%}", end="", file=sys.stderr, flush=True)
        self._is_visible = True

    def clear_bar(self) -> None:
        """Remove the bar."""
        if self._is_visible:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _load_file(path: str, options: StoreOptions) -> store.LoadResult:
    """Load a file, with a progress bar if that takes long.

    Raises:
        StoreError: the file cannot be read.
    """
    progress = ProgressReporter()
    try:
        return store.load_timeline(path, cache=not options.no_cache, progress=progress)
    finally:
        progress.clear_bar()


def _get_file_identity(path: str) -> object:
    """Return what identifies a file whatever path names it."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # reading it tells what is wrong
        return path
    return status.st_dev, status.st_ino


def print_problems(who: str, problems: Sequence[Problem], note: str = "") -> None:
    """Print the number of problems and the first few of them on stderr."""
    if not problems:
        return
    print_notice(f"{who} {format_count(len(problems), 'problem')}{note}:")
    for problem in problems[:_MAX_LISTED_PROBLEMS]:
        print(f"  {problem}", file=sys.stderr)
    if len(problems) > _MAX_LISTED_PROBLEMS:
        print(f"  and {len(problems) - _MAX_LISTED_PROBLEMS:,} more", file=sys.stderr)
