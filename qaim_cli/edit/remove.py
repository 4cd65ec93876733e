"""Events taken out of a store, and one put in the place of another."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.edit.outline import DocumentOutline, EntryRange
from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import lookup
from qaim_cli.store import LoadResult
from qaim_cli.text import format_list, quote_text


def remove_events(ids: Sequence[str]) -> EditFunction:
    """What takes the events out that have these ids; see `parse_tokens.names.event`."""

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        standing = DocumentOutline(text)
        found = dict.fromkeys(_find_id(id, standing, loaded.timeline) for id in ids)
        splices = [standing.delete_entry(find_entry(id, standing)) for id in found]
        return splices, f"removed {format_list(found)}"

    return make_edits


def replace_event_text(id: str, old: str, new: str) -> EditFunction:
    """What puts a new text in the place of an event's, unless the event was changed meanwhile."""

    def make_edits(text: str, _: LoadResult) -> tuple[list[TextEdit], str]:
        entry = find_entry(id, DocumentOutline(text))
        if text[entry.start : entry.end] != old:
            raise RequestError(
                f"event {quote_text(id)} was changed by someone else meanwhile", "look at it again"
            )
        return [TextEdit(entry.start, entry.end, new)], f"changed {id}"

    return make_edits


def read_event_text(path: str, name: str) -> tuple[str, str]:
    """The id of an event asked for by name, and the lines that write it in a file.

    Raises:
        StoreError: the file cannot be read.
        RequestError: no event is called so.
    """
    data = store.read_bytes(path)
    text = data.decode()
    standing = DocumentOutline(text)
    id = _find_id(name, standing, store.parse_store(path, data).timeline)
    entry = find_entry(id, standing)
    return id, text[entry.start : entry.end]


def _find_id(name: str, standing: DocumentOutline, timeline: Timeline) -> str:
    """The id of an event asked for by name; as it is written, so that one amiss is found too."""
    if any(entry.id == name for entry in standing.get_entries("events")):
        return name
    return lookup.find_event(name, timeline).id


def find_entry(id: str, standing: DocumentOutline) -> EntryRange:
    """Where the event of that id stands.

    Raises:
        RequestError: there is none, or there are several.
    """
    found = [entry for entry in standing.get_entries("events") if entry.id == id]
    if len(found) != 1:
        what = "several events have" if found else "no event has"
        raise RequestError(f"{what} the id {quote_text(id)}", "mend that by hand first")
    return found[0]
