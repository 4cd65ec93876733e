"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error.
"""

from __future__ import annotations

import codecs
import gc
import os
from typing import NamedTuple

from qaim_cli import checks
from qaim_cli.errors import StoreError, reason
from qaim_cli.model import Catalogue, Entity, Event, Problem, Reference, Timeline
from qaim_cli.store import records
from qaim_cli.store.fields import Faults
from qaim_cli.text import clean, listed, shown, suggestion


class Loaded(NamedTuple):
    """A timeline as read, with its problems in the order of the file."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    left_out: int
    """How many events could not be read and are missing from the timeline."""


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
    collecting = gc.isenabled()
    # A file makes millions of small things and no circle of them: looking for circles again and
    # again would double the time that a large file takes.
    gc.disable()
    try:
        return _load(path)
    finally:
        if collecting:
            gc.enable()


def _load(path: str) -> Loaded:
    called = clean(" ".join(path.split()))
    data = _data(path, called)
    # Here, so that a request that reads no store never pays for the YAML library.
    from qaim_cli.store.nodes import Reader

    faults = Faults(called)
    title, reference = "", Reference()
    infobox: tuple[tuple[str, str], ...] = ()
    catalogues: dict[str, dict[str, Entity]] = {"actors": {}, "places": {}}
    events: list[Event] = []
    left_out = 0
    for key, entry in Reader(called, data, faults.found).entries():
        match key:
            case "title":
                title = records.title(faults, entry)
            case "source":
                reference = records.reference(faults, entry)
            case "infobox":
                infobox = records.infobox(faults, entry)
            case "actors" | "places":
                catalogues[key] = records.entities(faults, key, entry)
            case "events":
                event = records.event(faults, entry.node)
                if event is None:
                    left_out += 1
                else:
                    events.append(event)
            case _:
                cure = suggestion(key, records.TOP) or f"the keys are {listed(records.TOP)}"
                faults.add(entry, "unknown-key", f"the file has an unknown key {shown(key)}", cure)
    timeline = Timeline(
        path=called,
        title=title or os.path.splitext(os.path.basename(called))[0],
        reference=reference,
        infobox=infobox,
        actors=Catalogue(catalogues["actors"]),
        places=Catalogue(catalogues["places"]),
        events=events,
    )
    problems = sorted([*faults.found, *checks.run(timeline)])
    return Loaded(timeline, tuple(problems), left_out)


def _data(path: str, called: str) -> bytes:
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
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StoreError(f"{called}:{line}: is not UTF-8 text", "save the file as UTF-8") from None
    if not data.strip():
        raise StoreError(f"{called} is empty", "start one with a title and events")
    return data
