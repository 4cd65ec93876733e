"""A file's bytes → what a store says: its head, its events one by one, and every problem in it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli import checks
from qaim_cli.model import Event, Problem, Timeline
from qaim_cli.store import records
from qaim_cli.store.fields import Faults
from qaim_cli.store.head import Head, name_of
from qaim_cli.store.nodes import Reader
from qaim_cli.text import listed, shown, suggestion


class Item(NamedTuple):
    """An item of a store's events: the line on which it begins, and what could be read of it."""

    line: int
    event: Event | None


class Reading:
    """One file being read; what is not an event gathers here."""

    def __init__(self, path: str, data: bytes, faults: Faults | None = None) -> None:
        """Takes the path as problems call it, the file's bytes, and where problems gather."""
        self.path = path
        self.head = Head()
        self._name = name_of(path)
        self._faults = faults or Faults(path)
        self._reader = Reader(path, data, self._faults.found)

    @property
    def keys(self) -> list[str]:
        """The keys of the top level, in the order read so far, repeated ones too."""
        return self._reader.keys

    @property
    def problems(self) -> list[Problem]:
        """The problems found so far in single records."""
        return self._faults.found

    def timeline(self) -> tuple[Timeline, int]:
        """The timeline that the file holds, and how many events are left out of it.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        items = list(self.items())
        events = [item.event for item in items if item.event is not None]
        return self.head.timeline(self.path, events), len(items) - len(events)

    def judged(self, timeline: Timeline) -> Timeline:
        """The timeline with the events that lack what they need; see `Faults.lacking`."""
        return self.head.timeline(self.path, [*timeline.events, *self._faults.lacking])

    def items(self) -> Iterator[Item]:
        """The items of the events, one by one.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        collecting = gc.isenabled()
        # A file makes millions of small things and no circle of them: looking for circles again
        # and again would double the time that a large file takes.
        gc.disable()
        try:
            yield from self._items()
        finally:
            if collecting:
                gc.enable()

    def _items(self) -> Iterator[Item]:
        faults = self._faults
        for key, entry in self._reader.entries():
            faults.keep(key, entry)
            match key:
                case "events":
                    yield Item(entry.node.line, records.event(faults, entry.node, self._name))
                case "ignore":
                    tuple(records.ignored(faults, entry))  # for its problems; see `store.ignored`
                case "title":
                    self.head = self.head._replace(title=records.title(faults, entry))
                case "source":
                    self.head = self.head._replace(reference=records.reference(faults, entry))
                case "infobox":
                    self.head = self.head._replace(infobox=records.infobox(faults, entry))
                case "actors" | "places":
                    declared = tuple(records.entities(faults, key, entry).values())
                    self.head = self.head._replace(**{key: declared})  # type: ignore[arg-type]
                case _:
                    cure = suggestion(key, records.TOP) or f"the keys are {listed(records.TOP)}"
                    what = f"the file has an unknown key {shown(key)}"
                    faults.add(entry, "unknown-key", what, cure)


def across(timeline: Timeline, found: Iterable[Problem], left_out: int) -> tuple[Problem, ...]:
    """The problems found in single records and those of the whole, in the order of the file.

    Args:
        timeline: the timeline.
        found: the problems in single records.
        left_out: how many events could not be read.
    """
    return tuple(sorted([*found, *checks.run(timeline, all_read=not left_out)]))
