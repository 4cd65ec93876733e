"""Drafted events taken into a timeline, each with whom and what it names."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import Any, NamedTuple

from qaim_cli import store
from qaim_cli.dates import describe_date
from qaim_cli.edit.add import says_more_than_edtf
from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.edit.insert import NewEvent, insert_events, make_free_id, overwrite_event
from qaim_cli.edit.layout import YamlValue, format_entry
from qaim_cli.edit.outline import DocumentOutline, EntryRange
from qaim_cli.edit.remove import find_entry
from qaim_cli.errors import RequestError
from qaim_cli.extract import DRAFT_TAG
from qaim_cli.model import (
    CASUALTY_KINDS,
    Casualties,
    Catalogue,
    Entity,
    Event,
    Qualifier,
    Source,
    Timeline,
)
from qaim_cli.store import LoadResult
from qaim_cli.store.records import is_id
from qaim_cli.text import clean_text, format_count, format_list, quote_text

_FIGURE_FORMATS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}


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


def accept_events(
    events: Iterable[Event],
    draft: Timeline,
    landed: Callable[[AcceptResult], None],
    refused: Callable[[RequestError], None],
) -> EditFunction:
    """What puts drafted events into a timeline, with the actors and places that they name.

    These are the timeline's own where it has them, by id or by name; others are declared as the
    draft declares them. An event that the timeline has already stays as it is there; one whose id
    is another's there gets a free one.

    Args:
        events: the events.
        draft: what the draft holds.
        landed: told what became of each event.
        refused: told why an event is left out instead.
    """

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        standing = DocumentOutline(text)
        there = _KnownEvents(loaded.timeline)
        taken = {entry.id for entry in standing.get_entries("events")}
        names = _DraftNames(draft, loaded.timeline)
        placed: list[NewEvent] = []
        for event in events:
            try:
                known = there.find_event(event)
                if known is not None:
                    landed(AcceptResult(event, known, f"{known.id} is in the timeline already"))
                    continue
                placed.append(_make_new_event(event, names, taken))
            except RequestError as error:
                refused(error)
                continue
            own = event._replace(id=placed[-1].id)
            taken.add(own.id)
            there.add_event(own)
            landed(
                AcceptResult(event, own, f"added {own.id}: {describe_date(own.date)}", is_new=True)
            )
        splices = insert_events(standing, loaded.timeline, placed, names.declarations)
        return splices, f"added {format_count(len(placed), 'event')}"

    return make_edits


def replace_event(event: Event, draft: Timeline) -> EditFunction:
    """What puts a drafted event in the place of the one of its id, which was just put there."""

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        names = _DraftNames(draft, loaded.timeline)
        placed = _make_new_event(event, names, ())
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
        ("source", _build_keys(("title", draft.reference.title), ("url", draft.reference.url),
                         ("licence", draft.reference.licence))),
        ("infobox", _build_keys(*draft.infobox)),
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


def _make_new_event(event: Event, names: _DraftNames, taken: Container[str]) -> NewEvent:
    """A drafted event as it is to be written, under an id that is not taken.

    Raises:
        RequestError: an id that it names is someone else's in the timeline.
    """
    id = make_free_id(event.id, "event", taken) if event.id in taken else event.id
    before = names.new_entities
    try:
        return NewEvent(
            id, event.span, _build_event(event._replace(id=id), names.actors, names.places)
        )
    except RequestError:
        names.restore_new_entities(before)  # an event that stays in the draft declares nobody
        raise


class _DraftNames:
    """The actors and the places of a draft, as a timeline knows them."""

    def __init__(self, draft: Timeline, timeline: Timeline) -> None:
        self.actors = _EntityResolver(draft.actors, timeline.actors, "part_of")
        self.places = _EntityResolver(draft.places, timeline.places, "within")

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
            id: _build_keys(("name", entity.name), ("aliases", entity.aliases),
                      (self._parent_key, entity.parents))
            for id, entity in self.new_entities.items()
        }  # fmt: skip


def _build_event(event: Event, actors: _EntityResolver, places: _EntityResolver) -> YamlValue:
    """An event as it is to be written."""
    people = [
        _build_keys(("actor", actors.resolve_id(each.actor)), ("role", each.role))
        if each.role
        else YamlValue(actors.resolve_id(each.actor))
        for each in event.participants
    ]
    return _build_keys(
        ("id", event.id),
        ("date", event.edtf),
        ("date_text", event.date_text if says_more_than_edtf(event.date, event.date_text) else ""),
        ("title", event.title),
        ("summary", event.summary),
        ("actors", YamlValue(tuple(people), "list")),
        ("places", tuple(places.resolve_id(each) for each in event.places)),
        ("tags", event.tags),
        (
            "casualties",
            YamlValue(tuple(_build_casualties(each, actors) for each in event.casualties), "list"),
        ),
        ("according_to", event.according_to),
        ("note", event.note),
        ("part_of", event.part_of),
        ("source", _unwrap_single(tuple(map(_build_source, event.sources)))),
        ("allow", _build_keys(*event.allow)),
    )


def _unwrap_single(forms: tuple[YamlValue, ...]) -> YamlValue:
    return forms[0] if len(forms) == 1 else YamlValue(forms, "list")


def _build_casualties(casualties: Casualties, actors: _EntityResolver) -> YamlValue:
    figures = ((harm, getattr(casualties, harm)) for harm in CASUALTY_KINDS)
    return _build_keys(
        ("of", actors.resolve_id(casualties.actor)),
        *(
            (
                harm,
                YamlValue(_FIGURE_FORMATS[figure.qualifier].format(figure.number), is_plain=True),
            )
            for harm, figure in figures
            if figure
        ),
    )


def _build_source(source: Source) -> YamlValue:
    return _build_keys(
        ("section", source.section),
        ("paragraph", YamlValue(str(source.paragraph or ""), is_plain=True)),
        ("sentence", YamlValue(str(source.sentence or ""), is_plain=True)),
        ("fingerprint", source.fingerprint),
    )


def _build_keys(*pairs: tuple[str, str | tuple[str, ...] | YamlValue]) -> YamlValue:
    """A record of what is not empty."""
    forms = (
        (YamlValue(key), value if isinstance(value, YamlValue)
         else YamlValue(value) if isinstance(value, str)
         else YamlValue(tuple(map(YamlValue, value)), "list"))
        for key, value in pairs
    )  # fmt: skip
    return YamlValue(tuple((key, form) for key, form in forms if form.value), "keys")


def _union(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(each for each in second if each not in first))


def _drop_draft_tag(event: Event) -> tuple[str, ...]:
    return tuple(tag for tag in event.tags if tag != DRAFT_TAG)


def _get_comments_above(standing: DocumentOutline, entry: EntryRange) -> tuple[str, ...]:
    """The comments that stand directly above an entry, without their signs."""
    above = standing.text[standing.find_comments_start(entry) : entry.start]
    return tuple(clean_text(line.strip().removeprefix("#").strip()) for line in above.splitlines())
