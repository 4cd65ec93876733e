"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from qaim_cli import checks
from qaim_cli.errors import StoreError, reason
from qaim_cli.model import Catalogue, Entity, Event, Ignored, Problem, Reference, Timeline
from qaim_cli.store import records
from qaim_cli.store.fields import Faults
from qaim_cli.text import clean, listed, shown, suggestion, whole_number


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


def shipped() -> str:
    """The path of the timeline that comes with the program."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "data", "events.yaml")
    beside = os.path.join(os.path.dirname(package), "data", "events.yaml")
    return inside if os.path.exists(inside) else beside


def load(path: str) -> Loaded:
    """The timeline that a file holds, its events in order of time, and every problem in it.

    Raises:
        StoreError: the file cannot be read at all: missing, not text, not YAML, another shape.
    """
    return read(path, content(path))


def read(path: str, text: str) -> Loaded:
    """The timeline that the text of a file writes; see `load`.

    Raises:
        StoreError: it cannot be read at all.
    """
    faults = Faults(_called(path))
    timeline, left_out = _read(text, faults)
    problems = sorted([*faults.found, *checks.run(timeline, all_read=not left_out)])
    return Loaded(timeline, tuple(problems), left_out)


def ignored(path: str) -> tuple[Ignored, ...]:
    """The dated sentences that a file says are to become no events.

    Raises:
        StoreError: it cannot be read at all.
    """
    from qaim_cli.store.nodes import Reader

    faults = Faults(_called(path))
    entries = Reader(faults.path, content(path), faults.found).entries()
    return tuple(
        each for key, entry in entries if key == "ignore" for each in records.ignored(faults, entry)
    )


def check(path: str, chosen: Iterable[checks.Check]) -> Checked:
    """Every problem that the chosen checks find in a file, those of reading it among them.

    A file that cannot be read at all has that one problem, and no timeline.
    """
    called = _called(path)
    from qaim_cli.store.places import Kept

    chosen = tuple(chosen)
    faults = Kept(called)
    text, left_out = "", 0
    timeline: Timeline | None = None
    try:
        text = content(path)
        timeline, left_out = _read(text, faults)
        faults.found.extend(checks.run(timeline, chosen, faults, all_read=not left_out))
        faults.find_hidden(text)
    except StoreError as error:
        faults.found[:] = [_unreadable(called, error)]
    names = {each.name for each in chosen} | {"unreadable"}
    problems = sorted(problem for problem in faults.found if problem.code in names)
    return Checked(called, timeline, tuple(problems), left_out, text)


def _unreadable(called: str, error: StoreError) -> Problem:
    """A file that cannot be read as a problem, at the line that the error names if it does."""
    place, _, what = error.what.removeprefix(f"{called}:").partition(": ")
    line = whole_number(place)
    what = what if line else error.what
    return Problem(called, line or 1, 1, "unreadable", what, error.cure)


def _read(text: str, faults: Faults) -> tuple[Timeline, int]:
    """The timeline of a file's text, and how many events are left out of it.

    Raises:
        StoreError: it cannot be read at all.
    """
    # Here, so that a request that reads no store never pays for the YAML library.
    from qaim_cli.store.nodes import Reader

    if not text.strip():
        raise StoreError(f"{faults.path} is empty", "start one with a title and events")
    name = os.path.splitext(os.path.basename(faults.path))[0]
    title, reference = "", Reference()
    infobox: tuple[tuple[str, str], ...] = ()
    catalogues: dict[str, dict[str, Entity]] = {"actors": {}, "places": {}}
    events: list[Event] = []
    left_out = 0
    for key, entry in Reader(faults.path, text, faults.found).entries():
        faults.keep(key, entry)
        match key:
            case "title":
                title = records.title(faults, entry)
            case "source":
                reference = records.reference(faults, entry)
            case "infobox":
                infobox = records.infobox(faults, entry)
            case "actors" | "places":
                catalogues[key] = records.entities(faults, key, entry)
            case "ignore":
                tuple(records.ignored(faults, entry))  # for its problems; see `ignored`
            case "events":
                event = records.event(faults, entry.node, name)
                if event is None:
                    left_out += 1
                else:
                    events.append(event)
            case _:
                cure = suggestion(key, records.TOP) or f"the keys are {listed(records.TOP)}"
                faults.add(entry, "unknown-key", f"the file has an unknown key {shown(key)}", cure)
    timeline = Timeline(
        path=faults.path,
        title=title or name,
        reference=reference,
        infobox=infobox,
        actors=Catalogue(catalogues["actors"]),
        places=Catalogue(catalogues["places"]),
        events=events,
        name=name,
    )
    return timeline, left_out


def content(path: str) -> str:
    """The text of a file.

    Raises:
        StoreError: there is none, or it is not UTF-8.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except FileNotFoundError:
        raise StoreError(f"there is no file {path!r}", "name one with --file") from None
    except IsADirectoryError:
        raise StoreError(f"{path!r} is a folder", "name a file in it") from None
    except (OSError, ValueError) as error:
        what = f"{path!r} cannot be read: {reason(error)}"
        raise StoreError(what, "name a file that you may read") from None
    return decoded(path, data)


def decoded(path: str, data: bytes) -> str:
    """The text that the content of a file is.

    Raises:
        StoreError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"{_called(path)}:{line}: is not UTF-8 text"
        raise StoreError(what, "save the file as UTF-8") from None


def _called(path: str) -> str:
    """What problems call a file."""
    return clean(" ".join(path.split()))
