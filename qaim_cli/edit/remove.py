"""Remove events from a store, or replace the text of one."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli import store
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.document import EntryRange, StoreDocument, TextEdit
from qaim_cli.edit.write_dates import write_dates_in_edtf
from qaim_cli.errors import RequestError
from qaim_cli.query import lookup
from qaim_cli.text import format_list, quote_text


def remove_events(names: Sequence[str]) -> EditFunction:
    """Edit that removes events by id or title; see `query.lookup.find_event`."""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        ids = dict.fromkeys(_find_id(name, document) for name in names)
        edits = [document.delete_entry(find_entry(id, document)) for id in ids]
        return DocumentEdit(edits, f"removed {format_list(ids)}")

    return compute_edit


def replace_event_text(id: str, old: str, new: str) -> EditFunction:
    """Edit that replaces the text of an event, unless the event has changed meanwhile.

    A date in words becomes the EDTF that it means.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        entry = find_entry(id, document.read())
        if document.text[entry.start : entry.end] != old:
            raise RequestError(
                f"event {quote_text(id)} was changed by someone else meanwhile", "look at it again"
            )
        return DocumentEdit(
            [TextEdit(entry.start, entry.end, new)],
            f"changed {id}",
            review=write_dates_in_edtf(entry.start, entry.start + len(new)),
        )

    return compute_edit


def read_event_text(path: str, name: str) -> tuple[str, str]:
    """Read the id of an event found by name, and the lines that write it in a file.

    Raises:
        StoreError: the file cannot be read.
        RequestError: no event has the name.
    """
    document = StoreDocument(path, store.read_bytes(path).decode(), is_editable=False)
    id = _find_id(name, document)
    entry = find_entry(id, document)
    return id, document.text[entry.start : entry.end]


def _find_id(name: str, document: StoreDocument) -> str:
    """Find an event id by name; accepts invalid ids as written."""
    timeline = document.result.timeline
    if any(entry.id == name for entry in document.get_entries("events")):
        return name
    return lookup.find_event(name, timeline).id


def find_entry(id: str, document: StoreDocument) -> EntryRange:
    """Find where the event of an id is written.

    Raises:
        RequestError: no event has the id, or several have it.
    """
    entries = [entry for entry in document.get_entries("events") if entry.id == id]
    if len(entries) != 1:
        count = "several events have" if entries else "no event has"
        raise RequestError(f"{count} the id {quote_text(id)}", "fix that by hand first")
    return entries[0]
