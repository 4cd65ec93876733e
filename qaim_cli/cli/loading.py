"""The timeline that a request is about, and what is said beside the answer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.cli.options import CommandOptions, StoreOptions
from qaim_cli.model import Problem, Timeline
from qaim_cli.text import format_count

_MAX_LISTED_PROBLEMS = 5


def load_requested_timeline(options: StoreOptions, *, quietly: bool = False) -> Timeline:
    """The timeline asked for, or several as one; problems in the files are told on stderr.

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
    """The paths of the timelines that a request reads, that of each file once."""
    found: dict[object, str] = {}
    for path in _get_named_files(options) or (store.find_shipped_timeline(),):
        found.setdefault(_get_file_identity(path), path)
    return tuple(found.values())


def _get_named_files(options: CommandOptions) -> tuple[str, ...]:
    """The files that a request names: as its arguments, or else as its timelines."""
    files: tuple[str, ...] = getattr(options, "files", ())
    return files or (options.timeline_paths if isinstance(options, StoreOptions) else ())


def print_notice(text: str) -> None:
    """Says a line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)


def print_load_problems(loaded: store.LoadResult) -> None:
    """Says on stderr what is amiss with a file, where anything is."""
    left_out = (
        f", {format_count(loaded.omitted_count, 'event')} left out" if loaded.omitted_count else ""
    )
    print_problems(f"{loaded.timeline.path} has", loaded.problems, left_out)


class ProgressReporter:
    """A bar on stderr for what takes longer than a second, on a terminal alone."""

    _BAR_COLUMNS = 30

    def __init__(self) -> None:
        self._start_time = time.monotonic()
        self._is_visible = False

    def __call__(self, done: float) -> None:
        """Shows how much is done, from 0 to 1."""
        if not sys.stderr.isatty() or time.monotonic() - self._start_time < 1:
            return
        full = int(self._BAR_COLUMNS * min(done, 1))
        bar = "#" * full + "." * (self._BAR_COLUMNS - full)
        print(f"\rqaim: reading [{bar}] {min(done, 1):4.0%}", end="", file=sys.stderr, flush=True)
        self._is_visible = True

    def clear_bar(self) -> None:
        """Takes the bar away."""
        if self._is_visible:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _load_file(path: str, options: StoreOptions) -> store.LoadResult:
    """What a file holds; that it takes long is shown meanwhile.

    Raises:
        StoreError: the file cannot be read.
    """
    progress = ProgressReporter()
    try:
        return store.load_timeline(path, cache=not options.no_cache, progress=progress)
    finally:
        progress.clear_bar()


def _get_file_identity(path: str) -> object:
    """What two paths of one file have in common."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # reading it tells what is wrong
        return path
    return status.st_dev, status.st_ino


def print_problems(who: str, problems: Sequence[Problem], note: str = "") -> None:
    """Says on stderr how many problems there are, and the first of them."""
    if not problems:
        return
    print_notice(f"{who} {format_count(len(problems), 'problem')}{note}:")
    for problem in problems[:_MAX_LISTED_PROBLEMS]:
        print(f"  {problem}", file=sys.stderr)
    if len(problems) > _MAX_LISTED_PROBLEMS:
        print(f"  and {len(problems) - _MAX_LISTED_PROBLEMS:,} more", file=sys.stderr)
