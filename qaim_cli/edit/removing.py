"""Events taken out of a store, and one put in the place of another."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.standing import Entry, Standing
from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import names
from qaim_cli.store import Loaded
from qaim_cli.text import listed, shown


def removed(ids: Sequence[str]) -> Make:
    """What takes the events out that have these ids; see `query.names.event`."""

    def make(text: str, loaded: Loaded) -> tuple[list[Splice], str]:
        standing = Standing(text)
        found = dict.fromkeys(_id(id, standing, loaded.timeline) for id in ids)
        splices = [standing.removed(entry_of(id, standing)) for id in found]
        return splices, f"removed {listed(found)}"

    return make


def replaced(id: str, old: str, new: str) -> Make:
    """What puts a new text in the place of an event's, unless the event was changed meanwhile."""

    def make(text: str, _: Loaded) -> tuple[list[Splice], str]:
        entry = entry_of(id, Standing(text))
        if text[entry.start : entry.end] != old:
            raise RequestError(
                f"event {shown(id)} was changed by someone else meanwhile", "look at it again"
            )
        return [Splice(entry.start, entry.end, new)], f"changed {id}"

    return make


def written(path: str, name: str) -> tuple[str, str]:
    """The id of an event asked for by name, and the lines that write it in a file.

    Raises:
        StoreError: the file cannot be read.
        RequestError: no event is called so.
    """
    data = store.data(path)
    text = data.decode()
    standing = Standing(text)
    id = _id(name, standing, store.read(path, data).timeline)
    entry = entry_of(id, standing)
    return id, text[entry.start : entry.end]


def _id(name: str, standing: Standing, timeline: Timeline) -> str:
    """The id of an event asked for by name; as it is written, so that one amiss is found too."""
    if any(entry.id == name for entry in standing.entries("events")):
        return name
    return names.event(name, timeline).id


def entry_of(id: str, standing: Standing) -> Entry:
    """Where the event of that id stands.

    Raises:
        RequestError: there is none, or there are several.
    """
    found = [entry for entry in standing.entries("events") if entry.id == id]
    if len(found) != 1:
        what = "several events have" if found else "no event has"
        raise RequestError(f"{what} the id {shown(id)}", "mend that by hand first")
    return found[0]
