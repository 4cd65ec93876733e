"""The timeline that a request is about, and what is said beside the answer."""

from __future__ import annotations

import sys

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
    loaded = store.load(path(options))
    if loaded.problems:
        left_out = f", {counted(loaded.left_out, 'event')} left out" if loaded.left_out else ""
        tell(f"{loaded.timeline.path} has {counted(len(loaded.problems), 'problem')}{left_out}:")
        for problem in loaded.problems[:_SHOWN]:
            print(f"  {problem}", file=sys.stderr)
        if len(loaded.problems) > _SHOWN:
            print(f"  and {len(loaded.problems) - _SHOWN:,} more", file=sys.stderr)
    return loaded.timeline


def path(options: StoreOptions) -> str:
    """The path of the timeline asked for."""
    return options.path or store.shipped()


def paths(options: StoreOptions) -> tuple[str, ...]:
    """The paths of all files that a request reads, which its answer must not overwrite."""
    return tuple(dict.fromkeys(getattr(options, "files", ()))) or (path(options),)


def tell(text: str) -> None:
    """Says a line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)
