"""The timeline that a request is about, and what is said beside the answer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.cli.options import Options, StoreOptions
from qaim_cli.model import Problem, Timeline
from qaim_cli.text import counted

_SHOWN = 5


def timeline(options: StoreOptions, *, quietly: bool = False) -> Timeline:
    """The timeline asked for, or several as one; problems in the files are told on stderr.

    Raises:
        StoreError: a file cannot be read.
    """
    loaded = [_loaded(path, options) for path in paths(options)]
    if not quietly:
        for each in loaded:
            tell_problems(each)
    if len(loaded) == 1:
        return loaded[0].timeline
    # Here, so that a request about one file never loads what makes one timeline of several.
    from qaim_cli.merge import merge

    merged = merge([each.timeline for each in loaded])
    if not quietly:
        _tell_problems("the timelines together have", merged.problems)
    return merged.timeline


def paths(options: Options) -> tuple[str, ...]:
    """The paths of the timelines that a request reads, that of each file once."""
    found: dict[object, str] = {}
    for path in _named(options) or (store.shipped(),):
        found.setdefault(_identity(path), path)
    return tuple(found.values())


def _named(options: Options) -> tuple[str, ...]:
    """The files that a request names: as its arguments, or else as its timelines."""
    files: tuple[str, ...] = getattr(options, "files", ())
    return files or (options.paths if isinstance(options, StoreOptions) else ())


def tell(text: str) -> None:
    """Says a line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)


def tell_problems(loaded: store.Loaded) -> None:
    """Says on stderr what is amiss with a file, where anything is."""
    left_out = f", {counted(loaded.left_out, 'event')} left out" if loaded.left_out else ""
    _tell_problems(f"{loaded.timeline.path} has", loaded.problems, left_out)


class Progress:
    """A bar on stderr for what takes longer than a second, on a terminal alone."""

    _WIDTH = 30

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def __call__(self, done: float) -> None:
        """Shows how much is done, from 0 to 1."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < 1:
            return
        full = int(self._WIDTH * min(done, 1))
        bar = "#" * full + "." * (self._WIDTH - full)
        print(f"\rqaim: reading [{bar}] {min(done, 1):4.0%}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def end(self) -> None:
        """Takes the bar away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _loaded(path: str, options: StoreOptions) -> store.Loaded:
    """What a file holds; that it takes long is shown meanwhile.

    Raises:
        StoreError: the file cannot be read.
    """
    progress = Progress()
    try:
        return store.load(path, cache=not options.no_cache, progress=progress)
    finally:
        progress.end()


def _identity(path: str) -> object:
    """What two paths of one file have in common."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # reading it tells what is wrong
        return path
    return status.st_dev, status.st_ino


def _tell_problems(who: str, problems: Sequence[Problem], note: str = "") -> None:
    if not problems:
        return
    tell(f"{who} {counted(len(problems), 'problem')}{note}:")
    for problem in problems[:_SHOWN]:
        print(f"  {problem}", file=sys.stderr)
    if len(problems) > _SHOWN:
        print(f"  and {len(problems) - _SHOWN:,} more", file=sys.stderr)
