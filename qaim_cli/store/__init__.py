"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error. What a file said when it was last read is kept in an `index`, which answers in its
place as long as the file is the same; nothing above the store can tell the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.errors import StoreError, reason
from qaim_cli.inputs import NotReadableError, read_input, read_stdin
from qaim_cli.model import Ignored, Problem, Timeline
from qaim_cli.text import clean

if TYPE_CHECKING:
    from qaim_cli.checks import Check

Progress = Callable[[float], None]
"""Told now and then how much of a file is read, from 0 to 1."""


class Loaded(NamedTuple):
    """A timeline as read, with its problems in the order of the file."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    left_out: int
    """How many events could not be read and are missing from the timeline."""


class Checked(NamedTuple):
    """What checking a file found."""

    path: str
    timeline: Timeline | None
    """None where the file cannot be read."""
    problems: tuple[Problem, ...]
    """In the order of the file, without those that events allow."""
    left_out: int
    text: str
    """The file's text; empty where it is none."""

    def lines(self) -> list[str]:
        """The lines of the file, as problems number them."""
        from qaim_cli.store.places import lines

        return lines(self.text)


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

    Args:
        path: the file.
        cache: whether an index may answer in the file's place, and be made.
        progress: told how much is read, where that takes its time.

    Raises:
        StoreError: the file cannot be read at all: missing, not text, not YAML, another shape.
    """
    if cache and not os.environ.get("QAIM_NO_CACHE"):
        # Here, so that a request that reads no store never pays for the database.
        from qaim_cli.store import index

        loaded = index.load(path, called(path), progress)
        if loaded is not None:
            return loaded
    return read(path, data(path))


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


def read(path: str, data: bytes) -> Loaded:
    """The timeline that the content of a file writes, all in memory; see `load`.

    Args:
        path: the file's path, as problems tell it.
        data: its content, see `data`.

    Raises:
        StoreError: it cannot be read at all.
    """
    # Here, so that a request that an index answers never pays for the YAML library.
    from qaim_cli.store.reading import Reading, across

    reading = Reading(called(path), data)
    timeline, left_out = reading.timeline()
    return Loaded(timeline, across(timeline, reading.problems, left_out), left_out)


def ignored(path: str) -> tuple[Ignored, ...]:
    """The dated sentences that a file says are to become no events.

    Raises:
        StoreError: it cannot be read at all.
    """
    from qaim_cli.store import records
    from qaim_cli.store.fields import Faults
    from qaim_cli.store.nodes import Reader

    faults = Faults(called(path))
    entries = Reader(faults.path, data(path), faults.found).entries()
    return tuple(
        each for key, entry in entries if key == "ignore" for each in records.ignored(faults, entry)
    )


def check(path: str, chosen: Iterable[Check]) -> Checked:
    """Every problem that the chosen checks find in a file, those of reading it among them.

    A file that cannot be read at all has that one problem, and no timeline.
    """
    from qaim_cli import checks
    from qaim_cli.store.places import Placed
    from qaim_cli.store.reading import Reading
    from qaim_cli.store.records import is_id

    chosen = tuple(chosen)
    faults = Placed(called(path))
    text, left_out = "", 0
    timeline: Timeline | None = None
    try:
        content = data(path)
        text = content.decode()
        reading = Reading(faults.path, content, faults)
        timeline, left_out = reading.timeline()
        # What an event without a usable id says is known, but not what others call it.
        known = sum(is_id(event.id) for event in faults.lacking)
        judged = reading.judged(timeline) if left_out else timeline
        faults.found.extend(checks.run(judged, chosen, faults, all_read=known == left_out))
        faults.find_hidden(text)
    except StoreError as error:
        faults.found[:] = [_unreadable(faults.path, error)]
    names = {each.name for each in chosen} | {"unreadable"}
    problems = sorted(problem for problem in faults.found if problem.code in names)
    return Checked(faults.path, timeline, tuple(problems), left_out, text)


def data(path: str) -> bytes:
    """The content of a file: UTF-8, without a byte order mark.

    Raises:
        StoreError: the file cannot be read, is not UTF-8 or has nothing in it.
    """
    try:
        found = read_input(path)
    except FileNotFoundError:
        raise StoreError(f"there is no file {path!r}", "name one with --file") from None
    except IsADirectoryError:
        raise StoreError(f"{path!r} is a folder", "name a file in it") from None
    except NotReadableError as error:
        raise StoreError(f"{path!r} {error.what}", error.cure) from None
    except (OSError, ValueError) as error:
        what = f"{path!r} cannot be read: {reason(error)}"
        raise StoreError(what, "name a file that you may read") from None
    return decodable(path, found)


def stdin() -> bytes:
    """The content of standard input, as that of a file; see `data`.

    Raises:
        StoreError: it is not UTF-8, has nothing in it, or does not end.
    """
    try:
        found = read_stdin()
    except NotReadableError as error:
        raise StoreError(f"<stdin> {error.what}", error.cure) from None
    return decodable("<stdin>", found)


def decodable(path: str, found: bytes) -> bytes:
    """The bytes of a file without a byte order mark; see `data`."""
    found = found.removeprefix(b"\xef\xbb\xbf")
    try:
        found.decode()
    except UnicodeDecodeError as error:
        from qaim_cli.store.places import place

        before = found[: error.start].decode()
        line, column = place(before, len(before))
        what = f"{called(path)}:{line}: is not UTF-8 text"
        raise StoreError(what, "save the file as UTF-8", (line, column)) from None
    if not found or found.isspace():
        raise StoreError(f"{called(path)} is empty", "start one with a title and events")
    return found


def called(path: str) -> str:
    """What problems call a file."""
    return clean(" ".join(path.split()))


def _unreadable(path: str, error: StoreError) -> Problem:
    """A file that cannot be read as a problem, at the place that the error names if it does."""
    line, column = error.place
    what = error.what.removeprefix(f"{path}:{line}: ")
    return Problem(path, line, column, "unreadable", what, error.cure)
