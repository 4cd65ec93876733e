"""Remove events, actors, places and tags from a store, or replace the text of an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from qaim_cli import store
from qaim_cli.edit.change import DocumentEdit, EditFunction, LocalEdit
from qaim_cli.edit.document import EntryRange, StoreDocument, TextEdit
from qaim_cli.edit.excerpt import StoreExcerpt
from qaim_cli.edit.remove_names import (
    DECLARED_KINDS,
    count_owners,
    delete_declarations,
    find_mentions,
    require_removable_source,
    require_unused,
)
from qaim_cli.edit.rename import find_named_id
from qaim_cli.edit.write_dates import write_dates_in_edtf
from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import lookup
from qaim_cli.store.content import open_content
from qaim_cli.text import format_count, format_list, quote_text


def remove_entries(
    events: Sequence[str],
    named: Mapping[str, Sequence[str]] = MappingProxyType({}),
    *,
    in_use: bool = False,
) -> EditFunction:
    """Edit that removes events by id or title, and actors, places, sources and tags by any name.

    Args:
        events: the events; see `query.lookup.find_event`.
        named: the names of actors, places, sources and tags, by their kind.
        in_use: whether to take the latter out of what names them too.

    Raises:
        NameInUseError: one of the latter is named, and `in_use` is false.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        if document.known_timeline is not None:
            _include_entries(events, named, document, document.known_timeline)
        ids_by_kind: dict[str, dict[str, None]] = {}
        parts = list(document.read_parts()) if any(named.values()) else []
        ids = dict.fromkeys(_find_id(name, document) for name in events)
        for kind, names in named.items():
            found = (find_named_id(kind, name, document.result.timeline) for name in names)
            ids_by_kind[kind] = dict.fromkeys(found)
        mentions = [
            mention
            for part in parts
            for mention in find_mentions(ids_by_kind, part, document.text)
            if not (part.is_item and mention.owner in ids)
        ]
        for source in ids_by_kind.get("source", ()):
            require_removable_source(source, document.result.timeline)
        if not in_use:
            require_unused(mentions)
        edits = [document.delete_entry(entry) for entry in find_entries(ids, document)]
        edits += [edit for mention in mentions for edit in mention.edits]
        for kind in filter(ids_by_kind.get, DECLARED_KINDS):
            edits += delete_declarations(kind, ids_by_kind[kind], document)
        removed = [*ids, *(f"{kind} {id}" for kind, each in ids_by_kind.items() for id in each)]
        count = count_owners(mentions)
        also = f" (named in {format_count(count, 'place')})" if count else ""
        return DocumentEdit(edits, f"removed {format_list(removed)}{also}")

    return LocalEdit(compute_edit)


def _include_entries(
    events: Sequence[str],
    named: Mapping[str, Sequence[str]],
    document: StoreDocument,
    timeline: Timeline,
) -> None:
    """Make sure that a text has the events of these names, and all that names the others."""
    document.include_events([_find_id(name, document) for name in events])
    for kind, names in named.items():
        document.include_mentions(kind, {find_named_id(kind, name, timeline) for name in names})


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

    return LocalEdit(compute_edit)


def read_event_text(path: str, name: str, *, cache: bool = True) -> tuple[str, str]:
    """Read the id of an event found by name, and the lines that write it in a file.

    `cache` is whether an index may tell where the event stands.

    Raises:
        StoreError: the file cannot be read.
        RequestError: no event has the name.
    """
    chunk_map = store.map_chunks(path) if cache else None
    if chunk_map:
        with open_content(path) as content:
            if StoreExcerpt.can_serve(chunk_map, content):
                return _find_event_text(name, StoreExcerpt(path, content, chunk_map))
    text = store.read_bytes(path).decode()
    return _find_event_text(name, StoreDocument(path, text, is_editable=False))


def _find_event_text(name: str, document: StoreDocument) -> tuple[str, str]:
    id = _find_id(name, document)
    entry = find_entry(id, document)
    return id, document.text[entry.start : entry.end]


def _find_id(name: str, document: StoreDocument) -> str:
    """Find an event id by name; accepts invalid ids as written."""
    timeline = document.result.timeline
    document.include_events((name,))
    if any(entry.id == name for entry in document.get_entries("events")):
        return name
    return lookup.find_event(name, timeline).id


def find_entry(id: str, document: StoreDocument) -> EntryRange:
    """Find where the event of an id is written; see `find_entries`."""
    return find_entries([id], document)[0]


def find_entries(ids: Iterable[str], document: StoreDocument) -> list[EntryRange]:
    """Find where the events of some ids are written.

    Raises:
        RequestError: no event has one of the ids, or several have it.
    """
    ids = tuple(ids)
    document.include_events(ids)
    entries = document.get_entries("events")
    counts = Counter(entry.id for entry in entries)
    entries_by_id = {entry.id: entry for entry in entries}
    found = []
    for id in ids:
        if counts[id] != 1:
            count = "several events have" if counts[id] else "no event has"
            raise RequestError(f"{count} the id {quote_text(id)}", "fix that by hand first")
        found.append(entries_by_id[id])
    return found
