"""Drafted events taken into a timeline, each with whom and what it names."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from qaim_cli import store
from qaim_cli.dates import describe_date
from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.edit.event_yaml import build_degrees, build_event, build_keys
from qaim_cli.edit.insert import (
    NewEvent,
    insert_events,
    make_free_id,
    overwrite_event,
    overwrite_events,
)
from qaim_cli.edit.layout import YamlValue, format_entry
from qaim_cli.edit.origins import NameLookup, match_origins, restamp_origin, update_event
from qaim_cli.edit.outline import DocumentOutline, EntryRange
from qaim_cli.edit.remove import find_entry
from qaim_cli.errors import RequestError
from qaim_cli.extract import DRAFT_TAG
from qaim_cli.model import (
    Catalogue,
    Entity,
    Event,
    Timeline,
)
from qaim_cli.store import LoadResult
from qaim_cli.store.records import is_id
from qaim_cli.text import clean_text, format_count, format_list, quote_text


class AcceptCandidate(NamedTuple):
    """A drafted event, and what the draft says above it: the sentence that it was drawn from."""

    event: Event
    comments: tuple[str, ...]


class LoadedDraft(NamedTuple):
    """A draft: what its file holds, the events to be accepted, and how many there are in all."""

    loaded: LoadResult
    candidates: list[AcceptCandidate]
    event_count: int


def load_candidates(path: str) -> LoadedDraft:
    """The events of a draft's file that can be accepted, in the order of the file.

    Left out are those that share an id, as none of them can be told from the others, and those
    with a problem: what could not be read of them would be lost.

    Raises:
        StoreError: the file cannot be read.
        RequestError: its events have no lines of their own.
    """
    data = store.read_bytes(path)
    loaded = store.parse_store(path, data)
    standing = DocumentOutline(data.decode())
    entries = standing.get_entries("events")
    number = Counter(entry.id for entry in entries)
    events = {event.id: event for event in loaded.timeline.events}
    faulty = _find_faulty_entries(loaded, entries, standing.text)
    found = [
        AcceptCandidate(events[entry.id]._replace(tags=_drop_draft_tag(events[entry.id])),
                  _get_comments_above(standing, entry))
        for entry in entries
        if entry.id in events and number[entry.id] == 1 and entry not in faulty
    ]  # fmt: skip
    return LoadedDraft(loaded, found, len(entries))


def _find_faulty_entries(
    loaded: LoadResult, entries: tuple[EntryRange, ...], text: str
) -> set[EntryRange]:
    """The entries in which a problem stands."""
    lines = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    starts = [entry.start for entry in entries]
    places = (bisect(starts, lines[each.line - 1]) - 1 for each in loaded.problems)
    return {entries[place] for place in places if place >= 0}


class AcceptResult(NamedTuple):
    """What became of a drafted event, told in words, and the event as the timeline has it then."""

    drafted_event: Event
    timeline_event: Event
    message: str
    is_new: bool = False
    is_updated: bool = False
    kept_keys: tuple[str, ...] = ()
    """The keys that a person had changed and that another import leaves as they are."""


def accept_events(
    events: Iterable[Event],
    draft: Timeline,
    landed: Callable[[AcceptResult], None],
    refused: Callable[[RequestError], None],
) -> EditFunction:
    """What puts drafted events into a timeline, with the actors and places that they name.

    These are the timeline's own where it has them, by id or by name; others are declared as the
    draft declares them. An event that the timeline has already stays as it is there; one that was
    imported from the same record before is brought up to date; one whose id is another's there gets
    a free one.

    Args:
        events: the events.
        draft: what the draft holds.
        landed: told what became of each event.
        refused: told why an event is left out instead.
    """
    waiting = tuple(events)

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        standing = DocumentOutline(text)
        taking = _Acceptance(standing, draft, loaded.timeline, waiting)
        for event in waiting:
            try:
                landed(taking.take_event(event))
            except RequestError as error:
                refused(error)
        return taking.make_edits(), taking.message

    return make_edits


class _Acceptance:
    """Drafted events on their way into a timeline: those to add, and those to update."""

    def __init__(
        self,
        standing: DocumentOutline,
        draft: Timeline,
        timeline: Timeline,
        events: tuple[Event, ...],
    ) -> None:
        self._standing = standing
        self._draft = draft
        self._timeline = timeline
        self._known = _KnownEvents(timeline)
        self._matches = match_origins(events, timeline)
        self._taken = {entry.id for entry in standing.get_entries("events")}
        self._names = _DraftNames(draft, timeline)
        self._added: list[NewEvent] = []
        self._updated: list[NewEvent] = []

    @property
    def message(self) -> str:
        """What is done, in words."""
        added = f"added {format_count(len(self._added), 'event')}"
        return f"{added}, updated {len(self._updated):,}" if self._updated else added

    def take_event(self, event: Event) -> AcceptResult:
        """What becomes of an event.

        Raises:
            RequestError: it cannot be taken in.
        """
        known = self._matches.get(event.id)
        if known is not None:
            return self._update_event(event, known)
        known = self._known.find_event(event)
        if known is not None:
            return AcceptResult(event, known, f"{known.id} is in the timeline already")
        before = self._names.new_entities
        try:
            own = self._resolve(event)
        except RequestError:
            self._names.restore_new_entities(before)  # what stays in the draft declares nobody
            raise
        if own.id in self._taken:
            own = own._replace(id=make_free_id(own.id, "event", self._taken))
        self._added.append(NewEvent(own.id, own.span, build_event(own)))
        self._taken.add(own.id)
        self._known.add_event(own)
        return AcceptResult(event, own, f"added {own.id}: {describe_date(own.date)}", is_new=True)

    def _resolve(self, event: Event) -> Event:
        """The event with the timeline's ids, its fingerprint that of the timeline's names."""
        own = self._names.resolve_event(event)
        draft_names = NameLookup.of_timeline(self._draft)
        return restamp_origin(event, draft_names, own, self._names.lookup)

    def _update_event(self, event: Event, known: Event) -> AcceptResult:
        """Brings an event up to date with the record that it was imported from."""
        updated = update_event(known, self._resolve(event), self._names.lookup)
        own = updated.event
        kept = f"; kept as you changed it: {format_list(updated.kept_keys)}"
        if own != known:
            self._updated.append(NewEvent(own.id, own.span, build_event(own)))
        what = f"updated {own.id}: {format_list(updated.changed_keys)}"
        message = what if updated.changed_keys else f"{own.id} is up to date"
        return AcceptResult(
            event,
            own,
            message + (kept if updated.kept_keys else ""),
            is_updated=bool(updated.changed_keys),
            kept_keys=updated.kept_keys,
        )

    def make_edits(self) -> list[TextEdit]:
        """The edits that put all of them into the timeline's text."""
        edits = insert_events(self._standing, self._timeline, self._added, self._names.declarations)
        return [*edits, *overwrite_events(self._standing, self._updated)]


def replace_event(event: Event, draft: Timeline) -> EditFunction:
    """What puts a drafted event in the place of the one of its id, which was just put there."""

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        names = _DraftNames(draft, loaded.timeline)
        own = names.resolve_event(event)
        placed = NewEvent(own.id, own.span, build_event(own))
        splices = overwrite_event(DocumentOutline(text), placed, names.declarations)
        return splices, f"joined to {event.id}: {describe_date(event.date)}"

    return make_edits


def merge_events(event: Event, previous: Event) -> Event:
    """The previous event with all that the other one adds: its sources, people, places and tags."""
    return previous._replace(
        sources=_union(previous.sources, event.sources),
        participants=_union(previous.participants, event.participants),
        places=_union(previous.places, event.places),
        tags=_union(previous.tags, event.tags),
        casualties=_union(previous.casualties, event.casualties),
    )


def remove_drafts(ids: Iterable[str]) -> EditFunction:
    """What takes events out of a draft, with the comments that stand directly above them."""

    def make_edits(text: str, _: LoadResult) -> tuple[list[TextEdit], str]:
        standing = DocumentOutline(text)
        found = [find_entry(id, standing) for id in ids]
        splices = [standing.delete_entry(entry, with_comments=True) for entry in found]
        return splices, f"took out {format_list(entry.id for entry in found)}"

    return make_edits


def new_timeline(draft: Timeline) -> str:
    """The text of a new store for what is drafted, with no event yet."""
    forms = [
        ("title", YamlValue(draft.title)),
        ("source", build_keys(("title", draft.reference.title), ("url", draft.reference.url),
                         ("licence", draft.reference.licence))),
        ("infobox", build_keys(*draft.infobox)),
        ("events", YamlValue((), "list")),
    ]  # fmt: skip
    parts = [
        "\n".join(format_entry(YamlValue(key), form, None, apart=True)) for key, form in forms
        if form.value or key == "events"
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


class _KnownEvents:
    """The events that a timeline has, by what tells that a drafted one is among them."""

    def __init__(self, timeline: Timeline) -> None:
        self._events_by_key: dict[object, Event] = {}
        for event in timeline.events:
            self.add_event(event)

    def add_event(self, event: Event) -> None:
        """Counts an event among those that are there."""
        for key in self._make_keys(event):
            self._events_by_key.setdefault(key, event)

    def find_event(self, event: Event) -> Event | None:
        """The event as it is there already: by id or title, of the same date and sources.

        Raises:
            RequestError: it is there and says something else.
        """
        there = next(
            (
                self._events_by_key[key]
                for key in self._make_keys(event)
                if key in self._events_by_key
            ),
            None,
        )
        if there is not None and not _has_same_content(event, there):
            what = f"{there.id} is in the timeline already, written otherwise"
            raise RequestError(what, "it stays in the draft; drop it, or give it another date")
        return there

    @staticmethod
    def _make_keys(event: Event) -> tuple[object, ...]:
        what = event.edtf, tuple(source.citation for source in event.sources)
        return ("id", event.id, what), ("title", event.title, what)


def _has_same_content(event: Event, there: Event) -> bool:
    """Whether a timeline has all that the draft says of an event."""
    said = (event.title, event.summary, event.tags, event.according_to, event.note)
    known = (there.title, there.summary, there.tags, there.according_to, there.note)
    number = len(event.participants), len(event.places), len(event.casualties)
    return said == known and number == (
        len(there.participants), len(there.places), len(there.casualties)
    )  # fmt: skip


class _DraftNames:
    """The actors and the places of a draft, as a timeline knows them."""

    def __init__(self, draft: Timeline, timeline: Timeline) -> None:
        self.actors = _EntityResolver(draft.actors, timeline.actors, "part_of")
        self.places = _EntityResolver(draft.places, timeline.places, "within")

    @property
    def lookup(self) -> NameLookup:
        """The names of the timeline, and of those that are to be declared."""
        return NameLookup(self.actors.get_name, self.places.get_name)

    def resolve_event(self, event: Event) -> Event:
        """The event with the ids of the timeline for whom and where it names.

        Raises:
            RequestError: an id that it names is someone else's in the timeline.
        """
        actors, places = self.actors.resolve_id, self.places.resolve_id
        return event._replace(
            participants=tuple(
                each._replace(actor=actors(each.actor)) for each in event.participants
            ),
            places=tuple(map(places, event.places)),
            casualties=tuple(each._replace(actor=actors(each.actor)) for each in event.casualties),
        )

    @property
    def declarations(self) -> dict[str, dict[str, YamlValue]]:
        """How those are declared that the timeline does not have, under the key of each list."""
        return {"actors": self.actors.declarations, "places": self.places.declarations}

    @property
    def new_entities(self) -> tuple[dict[str, Entity], dict[str, Entity]]:
        """Whom it is noted to declare so far, for `forget`."""
        return dict(self.actors.new_entities), dict(self.places.new_entities)

    def restore_new_entities(self, noted: tuple[dict[str, Entity], dict[str, Entity]]) -> None:
        """Goes back to whom it was noted to declare before."""
        self.actors.new_entities, self.places.new_entities = noted


class _EntityResolver:
    """The ids of a draft → those of a timeline; what it does not have is noted to be declared."""

    def __init__(self, draft: Catalogue, timeline: Catalogue, whole: str) -> None:
        """Takes who is known to both, and the key under which the wholes of each stand."""
        self._draft = draft
        self._timeline = timeline
        self._parent_key = whole
        self.new_entities: dict[str, Entity] = {}

    def get_name(self, id: str) -> str:
        """The name that an id of the timeline has, or is to have."""
        entity = self.new_entities.get(id)
        return entity.name if entity else self._timeline.get_name(id)

    def resolve_id(self, id: str) -> str:
        """The id in the timeline of who has that id in the draft, whose wholes come along."""
        if id in self.new_entities:
            return id
        entity = self._draft.entities.get(id) or Entity(id, id)
        here = self._timeline.entities.get(id)
        if here is not None and here.name == entity.name:
            return id
        called = self._timeline.find(entity.name)
        if len(called) == 1:
            return next(iter(called))
        if not is_id(id):  # a name that a person has just typed
            known = {each.name: made for made, each in self.new_entities.items()}
            id = known.get(id) or make_free_id(
                id, "new", {*self._timeline.entities, *self.new_entities}
            )
            here = None
        if here is not None:
            raise RequestError(
                f"{quote_text(id)} is {here.name} in the timeline and {entity.name} in the draft",
                "rename one of them first",
            )
        self.new_entities[id] = entity
        self.new_entities[id] = entity._replace(parents=tuple(map(self.resolve_id, entity.parents)))
        return id

    @property
    def declarations(self) -> dict[str, YamlValue]:
        """How those are declared that the timeline does not have."""
        return {
            id: build_keys(("name", entity.name), ("aliases", entity.aliases),
                      (self._parent_key, entity.parents), ("at", build_degrees(entity)))
            for id, entity in self.new_entities.items()
        }  # fmt: skip


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(each for each in second if each not in first))


def _drop_draft_tag(event: Event) -> tuple[str, ...]:
    return tuple(tag for tag in event.tags if tag != DRAFT_TAG)


def _get_comments_above(standing: DocumentOutline, entry: EntryRange) -> tuple[str, ...]:
    """The comments that stand directly above an entry, without their signs."""
    above = standing.text[standing.find_comments_start(entry) : entry.start]
    return tuple(clean_text(line.strip().removeprefix("#").strip()) for line in above.splitlines())
