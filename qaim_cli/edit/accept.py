"""Accept drafted events into a timeline, with the actors and places they name."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from qaim_cli import store
from qaim_cli.dates import describe_date
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.declare import DraftResolver
from qaim_cli.edit.document import EntryRange, StoreDocument
from qaim_cli.edit.insert import insert_events, overwrite_event, overwrite_events
from qaim_cli.edit.origins import NameLookup, match_origins, restamp_origin, update_event
from qaim_cli.edit.remove import find_entries
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import DRAFT_TAG, Event, EventDraft, Timeline
from qaim_cli.store import LoadResult
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.writer import render_store
from qaim_cli.text import clean_text, format_count, format_list


class LoadedDraft(FrozenRecord):
    """The content of a draft's file, and which of its events can be accepted."""

    result: LoadResult
    candidates: list[EventDraft]
    """The events that can be accepted."""
    event_count: int
    """How many events there are in all."""


def load_candidates(path: str) -> LoadedDraft:
    """Load the events of a draft that can be accepted, in the order of the file.

    Events that share an id are left out, as none can be told from the others; so are events with a
    problem, since what could not be read of them would be lost.

    Raises:
        StoreError: the file cannot be read.
        RequestError: its events have no lines of their own.
    """
    document = StoreDocument(path, store.read_bytes(path).decode(), is_editable=False)
    result = document.result
    entries = document.get_entries("events")
    id_counts = Counter(entry.id for entry in entries)
    events = {event.id: event for event in result.timeline.events}
    faulty = _find_faulty_entries(result, entries, document.text)
    candidates = [
        EventDraft(_without_draft_tag(events[entry.id]), _get_comments_above(document, entry))
        for entry in entries
        if entry.id in events and id_counts[entry.id] == 1 and entry not in faulty
    ]
    return LoadedDraft(result, candidates, len(entries))


def _find_faulty_entries(
    result: LoadResult, entries: tuple[EntryRange, ...], text: str
) -> set[EntryRange]:
    """Find the entries that have a problem."""
    lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    starts = [entry.start for entry in entries]
    positions = (bisect(starts, lines[each.line - 1]) - 1 for each in result.problems)
    return {entries[position] for position in positions if position >= 0}


class AcceptResult(FrozenRecord):
    """Result of accepting a drafted event."""

    drafted_event: Event
    timeline_event: Event
    """The event as the timeline has it now."""
    message: str
    is_new: bool = False
    is_updated: bool = False
    kept_keys: tuple[str, ...] = ()
    """The keys that a person had changed and that another import leaves as they are."""


def accept_events(
    events: Iterable[Event],
    draft: Timeline,
    on_accept: Callable[[AcceptResult], None],
    on_reject: Callable[[RequestError], None],
) -> EditFunction:
    """Edit that adds drafted events, declaring actors and places where needed.

    Actors and places are the timeline's own where it has them, by id or by name; others are
    declared as the draft declares them. An event that the timeline already has stays as it is
    there; one that was imported from the same record before is brought up to date; one whose id is
    in use gets a new id.

    Args:
        events: the events.
        draft: what the draft declares.
        on_accept: called with what became of each event.
        on_reject: called with the reason why an event is left out instead.
    """
    drafted = tuple(events)

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        acceptance = _Acceptance(document.read(), draft, drafted)
        for event in drafted:
            try:
                on_accept(acceptance.accept_event(event))
            except RequestError as error:
                on_reject(error)
        return acceptance.build_edit()

    return compute_edit


class _Acceptance:
    """Drafted events on their way into a timeline: those to add, and those to update."""

    def __init__(self, document: StoreDocument, draft: Timeline, events: tuple[Event, ...]) -> None:
        timeline = document.result.timeline
        self._document = document
        self._known_events = _KnownEvents(timeline)
        self._matches = match_origins(events, timeline)
        self._id_maker = document.make_id_maker()
        self._resolver = DraftResolver(draft, timeline)
        self._draft_names = NameLookup.of_timeline(draft)
        self._added: list[Event] = []
        self._updated: list[Event] = []

    def accept_event(self, event: Event) -> AcceptResult:
        """Decide what becomes of an event.

        Raises:
            RequestError: it cannot be accepted.
        """
        imported_before = self._matches.get(event.id)
        if imported_before is not None:
            return self._update_event(event, imported_before)
        existing = self._known_events.find_event(event)
        if existing is not None:
            return AcceptResult(event, existing, f"{existing.id} is already in the timeline")
        own = self._resolve(event)
        if own.id in self._id_maker:
            own = own._replace(id=self._id_maker.make_id(own.id, "event"))
        self._id_maker.add(own.id)
        self._added.append(own)
        self._known_events.add_event(own)
        return AcceptResult(event, own, f"added {own.id}: {describe_date(own.date)}", is_new=True)

    def _resolve(self, event: Event) -> Event:
        """Give an event the timeline's ids, and its origin the fingerprint of their names."""
        own = self._resolver.resolve_event(event)
        return restamp_origin(event, self._draft_names, own, self._resolver.names)

    def _update_event(self, event: Event, known: Event) -> AcceptResult:
        """Bring an event up to date with the record that it was imported from."""
        resolved = self._resolve(event)
        if not event.origins[0].fingerprint:  # as it says not what the file had
            resolved = resolved._replace(origins=event.origins)
        updated = update_event(known, resolved, self._resolver.names)
        own = updated.event
        if own != known:
            self._updated.append(own)
        message = (
            f"updated {own.id}: {format_list(updated.changed_keys)}"
            if updated.changed_keys
            else f"{own.id} is up to date"
        )
        if updated.kept_keys:
            message += f"; kept as you changed it: {format_list(updated.kept_keys)}"
        return AcceptResult(
            event,
            own,
            message,
            is_updated=bool(updated.changed_keys),
            kept_keys=updated.kept_keys,
        )

    def build_edit(self) -> DocumentEdit:
        """Build the edit that adds and updates the events."""
        edits = insert_events(self._document, self._added, self._resolver.declarations)
        edits += overwrite_events(self._document, self._updated)
        message = f"added {format_count(len(self._added), 'event')}"
        if self._updated:
            message += f", updated {len(self._updated):,}"
        return DocumentEdit(edits, message)


def replace_event(event: Event, draft: Timeline) -> EditFunction:
    """Edit that replaces the event of the same id by a drafted one."""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        resolver = DraftResolver(draft, document.result.timeline)
        resolved = resolver.resolve_event(event)
        edits = overwrite_event(document, resolved, resolver.declarations)
        return DocumentEdit(edits, f"joined to {event.id}: {describe_date(event.date)}")

    return compute_edit


def merge_events(event: Event, previous: Event) -> Event:
    """Add to an event the sources, people, places and tags of another."""
    return previous._replace(
        sources=_union(previous.sources, event.sources),
        participants=_union(previous.participants, event.participants),
        places=_union(previous.places, event.places),
        tags=_union(previous.tags, event.tags),
        casualties=_union(previous.casualties, event.casualties),
    )


def remove_drafts(ids: Iterable[str]) -> EditFunction:
    """Edit that removes events from a draft, with the comments directly above them."""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        entries = find_entries(ids, document.read())
        edits = [document.delete_entry(entry, with_comments=True) for entry in entries]
        return DocumentEdit(edits, f"removed {format_list(entry.id for entry in entries)}")

    return compute_edit


def new_timeline(draft: Timeline) -> str:
    """Write a new store for the events of a draft, with no event yet."""
    header = StoreHeader(
        draft.title,
        draft.reference,
        draft.infobox,
        date_rules=draft.date_rules,
        periods=tuple(draft.periods.items()),
    )
    return "".join(render_store(header, ()))


class _KnownEvents:
    """Index of existing events, for finding duplicates of drafted ones."""

    def __init__(self, timeline: Timeline) -> None:
        self._events_by_key: dict[object, Event] = {}
        for event in timeline.events:
            self.add_event(event)

    def add_event(self, event: Event) -> None:
        """Add an event to the index."""
        for key in self._make_keys(event):
            self._events_by_key.setdefault(key, event)

    def find_event(self, event: Event) -> Event | None:
        """Find the same event: the same id or title, with the same date and sources.

        Raises:
            RequestError: it exists with different content.
        """
        matches = (self._events_by_key.get(key) for key in self._make_keys(event))
        existing = next(filter(None, matches), None)
        if existing is not None and not _has_same_content(event, existing):
            raise RequestError(
                f"{existing.id} is already in the timeline with different content",
                "it stays in the draft; drop it, or give it another date",
            )
        return existing

    @staticmethod
    def _make_keys(event: Event) -> tuple[object, ...]:
        content = event.edtf, tuple(source.citation for source in event.sources)
        return ("id", event.id, content), ("title", event.title, content)


def _has_same_content(event: Event, existing: Event) -> bool:
    """Whether a timeline has all that the draft says of an event."""
    return _summarise_content(event) == _summarise_content(existing)


def _summarise_content(event: Event) -> tuple[object, ...]:
    """The texts of an event, and how many actors, places and casualties it has.

    The ids of these may differ between a draft and a timeline.
    """
    texts = (event.title, event.summary, event.tags, event.according_to, event.note)
    return (*texts, len(event.participants), len(event.places), len(event.casualties))


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(each for each in second if each not in first))


def _without_draft_tag(event: Event) -> Event:
    return event._replace(tags=tuple(tag for tag in event.tags if tag != DRAFT_TAG))


def _get_comments_above(document: StoreDocument, entry: EntryRange) -> tuple[str, ...]:
    """The comments directly above an entry, without their `#`."""
    above = document.text[document.find_comments_start(entry) : entry.start]
    return tuple(clean_text(line.strip().removeprefix("#").strip()) for line in above.splitlines())
