"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error. What a file said when it was last read is kept in an `index`, which answers in its
place as long as the file is the same; nothing above the store can tell the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from qaim_cli.errors import StoreError, reason
from qaim_cli.model import Problem, Timeline
from qaim_cli.text import clean

Progress = Callable[[float], None]
"""Told now and then how much of a file is read, from 0 to 1."""


class Loaded(NamedTuple):
    """A timeline as read, with its problems in the order of the file."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    left_out: int
    """How many events could not be read and are missing from the timeline."""


class Kept(NamedTuple):
    """What is kept of a store, to answer without reading it again."""

    store: str
    """The store's path; empty where another version of the program kept it."""
    events: int
    path: str
    size: int
    """In bytes."""


def shipped() -> str:
    """The path of the timeline that comes with the program."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "data", "events.yaml")
    beside = os.path.join(os.path.dirname(package), "data", "events.yaml")
    return inside if os.path.exists(inside) else beside


def load(path: str, *, cache: bool = True, progress: Progress | None = None) -> Loaded:
    """The timeline that a file holds, its events in order of time, and every problem in it.

    Without `cache` the file itself is read, and nothing is kept of it.

    Raises:
        StoreError: the file cannot be read at all: missing, not text, not YAML, another shape.
    """
    called = clean(" ".join(path.split()))
    if cache and not os.environ.get("QAIM_NO_CACHE"):
        # Here, so that a request that reads no store never pays for the database.
        from qaim_cli.store import index

        loaded = index.load(path, called, progress)
        if loaded is not None:
            return loaded
    return read(path, called)


def cached() -> tuple[str | None, tuple[Kept, ...]]:
    """The folder in which something is kept of stores, if the system has one, and what that is."""
    from qaim_cli.store import index

    return index.folder.folder(), tuple(index.kept())


def forget() -> tuple[Kept, ...]:
    """Removes all that is kept of stores; what that was.

    Raises:
        StoreError: it cannot be removed.
    """
    from qaim_cli.store import index

    try:
        return index.forget()
    except OSError as error:
        what = f"the cache cannot be cleared: {reason(error)}"
        raise StoreError(what, f"remove {index.folder.folder()} yourself") from None


def read(path: str, called: str) -> Loaded:
    """The timeline that a file holds, all in memory; the file is called so in problems.

    Raises:
        StoreError: the file cannot be read at all.
    """
    # Here, so that a request that an index answers never pays for the YAML library.
    from qaim_cli.store.reading import Reading, across

    reading = Reading(called, data(path, called))
    items = list(reading.items())
    events = [item.event for item in items if item.event is not None]
    timeline = reading.head.timeline(called, events)
    return Loaded(timeline, across(timeline, reading.problems), len(items) - len(events))


def data(path: str, called: str) -> bytes:
    """The bytes of a file, which are UTF-8, without a byte order mark.

    Raises:
        StoreError: the file cannot be read, is not UTF-8 or has nothing in it.
    """
    try:
        with open(path, "rb") as stream:
            found = stream.read()
    except FileNotFoundError:
        raise StoreError(f"there is no file {path!r}", "name one with --file") from None
    except IsADirectoryError:
        raise StoreError(f"{path!r} is a folder", "name a file in it") from None
    except (OSError, ValueError) as error:
        what = f"{path!r} cannot be read: {reason(error)}"
        raise StoreError(what, "name a file that you may read") from None
    found = found.removeprefix(b"\xef\xbb\xbf")
    try:
        found.decode()
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise StoreError(f"{called}:{line}: is not UTF-8 text", "save the file as UTF-8") from None
    if not found or found.isspace():
        raise StoreError(f"{called} is empty", "start one with a title and events")
    return found
