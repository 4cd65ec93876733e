"""Accept drafted events into a timeline, with the actors and places they name."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from qaim_cli import store
from qaim_cli.dates import describe_date
from qaim_cli.edit.add import says_more_than_edtf
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.declare import NewEntities, map_entity_ids
from qaim_cli.edit.document import EntryRange, StoreDocument
from qaim_cli.edit.insert import Declarations, insert_events, overwrite_event
from qaim_cli.edit.remove import find_entry
from qaim_cli.errors import RequestError
from qaim_cli.extract import DRAFT_TAG
from qaim_cli.ids import IdMaker, is_id
from qaim_cli.model import Catalogue, Entity, Event, EventDraft, Timeline
from qaim_cli.store import LoadResult
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.writer import render_store
from qaim_cli.text import clean_text, format_count, format_list, quote_text


class LoadedDraft(NamedTuple):
    """A draft as loaded from its file."""

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


class AcceptResult(NamedTuple):
    """Result of accepting a drafted event."""

    drafted_event: Event
    timeline_event: Event
    """The event as the timeline has it now."""
    message: str
    is_new: bool = False


def accept_events(
    events: Iterable[Event],
    draft: Timeline | StoreHeader,
    on_accept: Callable[[AcceptResult], None],
    on_reject: Callable[[RequestError], None],
) -> EditFunction:
    """Edit that adds drafted events, declaring actors and places where needed.

    Actors and places are the timeline's own where it has them, by id or by name; others are
    declared as the draft declares them. An event that the timeline already has stays as it is
    there; one whose id is in use there gets a new id.

    Args:
        events: the events.
        draft: what the draft declares.
        on_accept: called with what became of each event.
        on_reject: called with the reason why an event is left out instead.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        timeline = document.result.timeline
        known_events = _KnownEvents(timeline)
        id_maker = IdMaker(entry.id for entry in document.get_entries("events"))
        resolver = _DraftResolver(draft, timeline)
        new_events: list[Event] = []
        for event in events:
            try:
                existing = known_events.find_event(event)
                if existing is not None:
                    message = f"{existing.id} is already in the timeline"
                    on_accept(AcceptResult(event, existing, message))
                    continue
                new_events.append(resolver.resolve_event(event))
            except RequestError as error:
                on_reject(error)
                continue
            id = id_maker.make_id(event.id, "event") if event.id in id_maker else event.id
            id_maker.add(id)
            new_events[-1] = new_events[-1]._replace(id=id)
            own = event._replace(id=id)
            known_events.add_event(own)
            message = f"added {id}: {describe_date(event.date)}"
            on_accept(AcceptResult(event, own, message, is_new=True))
        edits = insert_events(document, new_events, resolver.declarations)
        return DocumentEdit(edits, f"added {format_count(len(new_events), 'event')}")

    return compute_edit


def replace_event(event: Event, draft: Timeline) -> EditFunction:
    """Edit that puts a drafted event in the place of the event of the same id."""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        resolver = _DraftResolver(draft, document.result.timeline)
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
        entries = [find_entry(id, document.read()) for id in ids]
        edits = [document.delete_entry(entry, with_comments=True) for entry in entries]
        return DocumentEdit(edits, f"removed {format_list(entry.id for entry in entries)}")

    return compute_edit


def new_timeline(draft: Timeline) -> str:
    """Write a new store for the events of a draft, with no event yet."""
    header = StoreHeader(draft.title, draft.reference, draft.infobox, date_rules=draft.date_rules)
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


class _DraftResolver:
    """Replaces the ids of a draft by those of a timeline, and collects what to declare there."""

    def __init__(self, draft: Timeline | StoreHeader, timeline: Timeline) -> None:
        self._actors = _EntityResolver(_get_entities(draft.actors), timeline.actors)
        self._places = _EntityResolver(_get_entities(draft.places), timeline.places)

    @property
    def declarations(self) -> Declarations:
        """The actors and places that the timeline does not have."""
        return {
            "actors": self._actors.new.by_id.values(),
            "places": self._places.new.by_id.values(),
        }

    def resolve_event(self, event: Event) -> Event:
        """The event with the timeline's ids.

        Raises:
            RequestError: the timeline has a different entity under one of the ids.
        """
        before = dict(self._actors.new.by_id), dict(self._places.new.by_id)
        keeps_words = says_more_than_edtf(event.date, event.date_text)
        try:
            resolved = map_entity_ids(event, self._actors.resolve_id, self._places.resolve_id)
        except RequestError:
            # An event that stays in the draft declares nothing.
            self._actors.new.by_id, self._places.new.by_id = before
            raise
        return resolved._replace(date_text=event.date_text if keeps_words else "")


def _get_entities(declared: Catalogue | tuple[Entity, ...]) -> dict[str, Entity]:
    entities = declared.entities.values() if isinstance(declared, Catalogue) else declared
    return {entity.id: entity for entity in entities}


class _EntityResolver:
    """Maps the ids of a draft's actors, or places, to those of a timeline."""

    def __init__(self, drafted: dict[str, Entity], catalogue: Catalogue) -> None:
        self._drafted = drafted
        self._catalogue = catalogue
        self.new = NewEntities(catalogue)

    def resolve_id(self, id: str) -> str:
        """The timeline's id for an id of the draft; its parents are declared along with it.

        Raises:
            RequestError: the timeline has a different entity under the id.
        """
        if id in self.new.by_id:
            return id
        entity = self._drafted.get(id) or Entity(id, id)
        existing = self._catalogue.entities.get(id)
        if existing is not None and existing.name == entity.name:
            return id
        same_name_ids = self._catalogue.find(entity.name)
        if len(same_name_ids) == 1:
            return next(iter(same_name_ids))
        if not is_id(id):  # a name that a person has just typed
            return self.new.declare(id, "new")
        if existing is not None:
            raise RequestError(
                f"{quote_text(id)} is {existing.name} in the timeline and {entity.name} in the draft",
                "rename one of them first",
            )
        self.new.by_id[id] = entity
        parents = tuple(map(self.resolve_id, entity.parents))
        self.new.by_id[id] = entity._replace(parents=parents)
        return id


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(each for each in second if each not in first))


def _without_draft_tag(event: Event) -> Event:
    return event._replace(tags=tuple(tag for tag in event.tags if tag != DRAFT_TAG))


def _get_comments_above(document: StoreDocument, entry: EntryRange) -> tuple[str, ...]:
    """The comments directly above an entry, without their `#`."""
    above = document.text[document.find_comments_start(entry) : entry.start]
    return tuple(clean_text(line.strip().removeprefix("#").strip()) for line in above.splitlines())
