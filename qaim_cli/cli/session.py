"""The timeline that a request is about, and what is said beside the answer."""

from __future__ import annotations

import sys
import time

from qaim_cli import store
from qaim_cli.cli.options import StoreOptions
from qaim_cli.model import Timeline
from qaim_cli.text import counted

_SHOWN = 5


def timeline(options: StoreOptions) -> Timeline:
    """The timeline asked for; problems in its file are told on stderr.

    Raises:
        StoreError: the file cannot be read.
    """
    found = loaded(options)
    if found.problems:
        left_out = f", {counted(found.left_out, 'event')} left out" if found.left_out else ""
        tell(f"{found.timeline.path} has {counted(len(found.problems), 'problem')}{left_out}:")
        for problem in found.problems[:_SHOWN]:
            print(f"  {problem}", file=sys.stderr)
        if len(found.problems) > _SHOWN:
            print(f"  and {len(found.problems) - _SHOWN:,} more", file=sys.stderr)
    return found.timeline


def loaded(options: StoreOptions) -> store.Loaded:
    """The timeline asked for with its problems; that it takes long is shown meanwhile.

    Raises:
        StoreError: the file cannot be read.
    """
    progress = Progress()
    try:
        return store.load(path(options), cache=not options.no_cache, progress=progress)
    finally:
        progress.end()


def path(options: StoreOptions) -> str:
    """The path of the timeline asked for."""
    return options.path or store.shipped()


def tell(text: str) -> None:
    """Says a line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)


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
