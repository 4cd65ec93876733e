"""Events imported again: found by their origin, updated where nobody has changed them since.

The origin of an event keeps a fingerprint of each key as it was imported. A key that still has it
is the file's, and follows the file; one that has not is the person's, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Origin, Timeline

FINGERPRINTED_KEYS: Mapping[str, tuple[str, ...]] = {
    "date": ("edtf", "date", "span"),
    "date_text": ("date_text",),
    "title": ("title",),
    "summary": ("summary",),
    "actors": ("participants",),
    "places": ("places",),
    "tags": ("tags",),
    "casualties": ("casualties",),
    "according_to": ("according_to",),
    "note": ("note",),
    "dated_by": ("dated_by",),
    "part_of": ("part_of",),
    "source": ("sources",),
    "url": ("url",),
    "image": ("image",),
    "image_credit": ("image_credit",),
    "x-": ("own_fields",),
}
"""The keys of an event that an import gives, each with the fields that hold it, its text first."""


class NameLookup(FrozenRecord):
    """The names that ids stand for."""

    get_actor_name: Callable[[str], str]
    get_place_name: Callable[[str], str]

    @classmethod
    def of_timeline(cls, timeline: Timeline) -> NameLookup:
        """The names that a timeline declares."""
        return cls(timeline.actors.get_name, timeline.places.get_name)


class UpdatedEvent(FrozenRecord):
    """An event after another import: what it is now, which keys changed, and which were kept."""

    event: Event
    changed_keys: tuple[str, ...]
    kept_keys: tuple[str, ...]


def match_origins(events: Iterable[Event], timeline: Timeline) -> dict[str, Event]:
    """The events that a timeline has of those imported again, by the ids of the latter.

    A record that the file itself names is found by that name, also where the event of that name was
    written by hand. A record that is only counted moves when another is put before it: it is found
    by what it says, whatever its number; then by its number, with the same title or date; then by a
    title, or a date, that only one has.
    """
    matching = _OriginMatching(timeline)
    waiting = [event for event in events if event.origins]
    for find in (matching.find_named, matching.find_written, matching.find_equal,
                 matching.find_numbered, matching.find_titled, matching.find_dated):  # fmt: skip
        waiting = [event for event in waiting if not matching.claim(event, find(event))]
    return matching.found


class _OriginMatching:
    """The events of a timeline that are not matched yet, in each way in which they can be."""

    def __init__(self, timeline: Timeline) -> None:
        self.found: dict[str, Event] = {}
        self._claimed: set[str] = set()
        self._events: dict[tuple[str, str, str], list[Event]] = {}
        self._written: dict[str, Event] = {}
        """Those that no import has brought, by id."""
        for event in timeline.events:
            if not event.origins:
                self._written[event.id] = event
            for origin in event.origins:
                for way, value in _describe_origin(origin).items():
                    self._events.setdefault((way, origin.file, value), []).append(event)

    def claim(self, event: Event, known: Event | None) -> bool:
        """Match an event with a known one, if there is one; whether there is."""
        if known is not None:
            self.found[event.id] = known
            self._claimed.add(known.id)
        return known is not None

    def find_named(self, event: Event) -> Event | None:
        """Find the event from the same record, where the file names its records."""
        return None if event.origins[0].record.isdecimal() else self._find_first("record", event)

    def find_written(self, event: Event) -> Event | None:
        """The one written by hand that the file, which is from Qaim, has under its own id."""
        is_from_qaim = event.origins[0].record == event.id
        found = self._written.get(event.id) if is_from_qaim else None
        return found if found is not None and _is_alike(event, found) else None

    def find_equal(self, event: Event) -> Event | None:
        """One of the same content, that of the same number if possible."""
        alike = self._list_unclaimed("content", event)
        record = event.origins[0].record
        return next((each for each in alike if _has_record(each, record)), None) or (
            alike[0] if alike else None
        )

    def find_numbered(self, event: Event) -> Event | None:
        """Find the event from the record of the same number, if its title or date is the same."""
        found = self._find_first("record", event)
        return found if found is not None and _is_alike(event, found) else None

    def find_titled(self, event: Event) -> Event | None:
        """The only one of the same title."""
        return self._find_only("title", event)

    def find_dated(self, event: Event) -> Event | None:
        """The only one of the same date."""
        return self._find_only("date", event)

    def _find_only(self, way: str, event: Event) -> Event | None:
        is_counted = event.origins[0].record.isdecimal()
        alike = self._list_unclaimed(way, event) if is_counted else []
        return alike[0] if len(alike) == 1 else None

    def _find_first(self, way: str, event: Event) -> Event | None:
        return next(iter(self._list_unclaimed(way, event)), None)

    def _list_unclaimed(self, way: str, event: Event) -> list[Event]:
        origin = event.origins[0]
        found = self._events.get((way, origin.file, _describe_origin(origin)[way]), [])
        # Those that are taken are left behind for good, or many alike would cost their square.
        found[:] = [each for each in found if each.id not in self._claimed]
        return found


def _describe_origin(origin: Origin) -> dict[str, str]:
    """List the keys that an event can be found by, one for each way of looking."""
    prints = parse_fingerprint(origin.fingerprint)
    return {
        "record": origin.record,
        # Where it stands in the file is no part of what it says.
        "content": format_fingerprint({key: prints[key] for key in prints if key != "source"}),
        "title": prints.get("title", ""),
        "date": prints.get("date", ""),
    }


def _is_alike(event: Event, known: Event) -> bool:
    return event.title == known.title or event.edtf == known.edtf


def _has_record(event: Event, record: str) -> bool:
    return any(origin.record == record for origin in event.origins)


def stamp_origin(event: Event, names: NameLookup) -> Event:
    """The event with the fingerprint of its keys, which are as they were imported."""
    fingerprint = format_fingerprint(compute_key_fingerprints(event, names))
    return event._replace(
        origins=tuple(each._replace(fingerprint=fingerprint) for each in event.origins)
    )


def restamp_origin(
    drafted: Event, draft_names: NameLookup, landed: Event, names: NameLookup
) -> Event:
    """An event as it lands in a timeline, whose names may differ from those of its draft.

    A key that was changed in the draft keeps its fingerprint, so that it counts as changed.
    """
    if not landed.origins:
        return landed
    before = compute_key_fingerprints(drafted, draft_names)
    after = compute_key_fingerprints(landed, names)
    origins = []
    for origin in landed.origins:
        stamped = parse_fingerprint(origin.fingerprint) if origin.fingerprint else before
        prints = {
            key: after[key]
            if key in after and before.get(key) == stamped.get(key)
            else stamped[key]
            for key in FINGERPRINTED_KEYS
            if key in stamped
        }
        origins.append(origin._replace(fingerprint=format_fingerprint(prints)))
    return landed._replace(origins=tuple(origins))


def update_event(known: Event, imported: Event, names: NameLookup) -> UpdatedEvent:
    """The known event with what its file says now, a person's own changes kept.

    Args:
        known: the event as the timeline has it.
        imported: the event as the file has it, its names those of the timeline.
        names: the names of the timeline, and of all whom the imported event names.
    """
    origin = imported.origins[0]
    before = next((each for each in known.origins if each.file == origin.file), origin)
    base = parse_fingerprint(before.fingerprint)
    here = compute_key_fingerprints(known, names)
    there = compute_key_fingerprints(imported, names)
    changed, kept = [], []
    fields: dict[str, Any] = {}
    for key, attributes in FINGERPRINTED_KEYS.items():
        is_own = here.get(key) != base.get(key)
        if here.get(key) == there.get(key):
            continue
        if is_own:
            kept.append(key)
            continue
        changed.append(key)
        fields |= {each: getattr(imported, each) for each in attributes}
    # Another export of Qaim's may bring the record without its fingerprint.
    now = origin if origin.fingerprint else before
    others = tuple(each for each in known.origins if each.file != origin.file)
    # What was written by hand belongs to the person, who is told of what the file has otherwise.
    origins = (now, *others) if known.origins else ()
    event = known._replace(**fields, origins=origins)
    return UpdatedEvent(event, tuple(changed), tuple(kept))


def compute_key_fingerprints(event: Event, names: NameLookup) -> dict[str, str]:
    """A fingerprint for each key of the event that is not empty, people and places by name."""
    found = {}
    for key, (field, *_) in FINGERPRINTED_KEYS.items():
        value = getattr(event, field)
        if value:
            text = value if isinstance(value, str) else "\x1f".join(_describe(key, value, names))
            found[key] = f"{crc32(text.encode()):08x}"
    return found


def format_fingerprint(prints: Mapping[str, str]) -> str:
    """The fingerprints of keys as one text."""
    return " ".join(f"{key}={each}" for key, each in prints.items())


def parse_fingerprint(text: str) -> dict[str, str]:
    """Parse the text of an origin's fingerprint into one for each key."""
    pairs = (pair.partition("=") for pair in text.split())
    return {key: value for key, sign, value in pairs if sign}


def _describe(key: str, values: Iterable[Any], names: NameLookup) -> Iterator[str]:
    """The items of a key as text."""
    for value in values:
        match key:
            case "actors":
                yield f"{names.get_actor_name(value.actor)}\x1e{value.role}"
            case "places":
                yield names.get_place_name(value)
            case "casualties":
                figures = (f"{kind} {figure}" for kind, figure in value.iter_figures())
                yield "\x1e".join((names.get_actor_name(value.actor), *figures))
            case "source":
                others = filter(None, (value.of, value.at, value.url))
                yield "\x1e".join(map(str, (*value.citation, *others)))
            case "x-":
                name, texts = value
                yield "\x1e".join((name, *texts))
            case _:
                yield str(value)
