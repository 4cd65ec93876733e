"""The directories: the actors, places and tags of a timeline, with how often and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qaim_cli.dates import BEGINNING, FOREVER, day_in_words
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.reports.record import day
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import counted, fold


class Kind(StrEnum):
    """What a directory lists."""

    ACTORS = "actors"
    PLACES = "places"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An actor, place or tag with what the timeline tells of it and of its parts."""

    id: str
    name: str
    aliases: tuple[str, ...]
    wholes: tuple[tuple[str, str], ...]
    events: int
    first: int
    last: int
    named: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """Name, other names and whole where the kind has them, number, first and last date."""
        span = "" if not self.events else f"{_edge(self.first)} – {_edge(self.last)}"
        if self.events and self.first == self.last:
            span = _edge(self.first)
        names = (", ".join(self.aliases), ", ".join(name for _, name in self.wholes))
        return (self.name, *(names if self.named else ()), f"{self.events:,}", span)

    @property
    def record(self) -> Record:
        """The row as data; first and last are None where there is no event or no bound."""
        data: dict[str, object] = {"id": self.id, "name": self.name}
        if self.named:
            data["aliases"] = list(self.aliases)
            data["part_of"] = [{"id": id, "name": name} for id, name in self.wholes]
        data["events"] = self.events
        data["earliest"] = day(self.first) if self.events else None
        data["latest"] = day(self.last) if self.events else None
        return data  # type: ignore[return-value]  # built of values above


def directory(kind: Kind, timeline: Timeline) -> Sheet:
    """The sheet of all that a timeline declares of a kind, by name."""
    rows: list[DirectoryRow]
    match kind:
        case Kind.ACTORS:
            rows = _entities(timeline.actors, _by_actor(timeline))
        case Kind.PLACES:
            rows = _entities(timeline.places, _by_place(timeline))
        case Kind.TAGS:
            rows = _tags(timeline)
    rows.sort(key=lambda row: fold(row.name))
    named = kind is not Kind.TAGS
    whole = Column("Within") if kind is Kind.PLACES else Column("Part of")
    columns = (
        Column("Tag" if kind is Kind.TAGS else "Name"),
        *((Column("Also"), whole) if named else ()),
        Column("Events", numeric=True),
        Column("When"),
    )
    return Sheet(
        title=timeline.title,
        question=(str(kind),),
        columns=columns,
        rows=tuple(rows),
        footer=(counted(len(rows), str(kind)[:-1]),),
        empty=f"the timeline has no {kind}",
    )


def _entities(catalogue: Catalogue, by_id: dict[str, list[Event]]) -> list[DirectoryRow]:
    rows = []
    for entity in catalogue.entities.values():
        events = {
            event.id: event for id in catalogue.whole([entity.id]) for event in by_id.get(id, ())
        }
        wholes = tuple((whole, catalogue.name(whole)) for whole in entity.wholes)
        rows.append(
            DirectoryRow(
                entity.id,
                entity.name,
                entity.aliases,
                wholes,
                *_extent(events.values()),
                named=True,
            )
        )
    return rows


def _tags(timeline: Timeline) -> list[DirectoryRow]:
    by_tag: dict[str, list[Event]] = {}
    for event in timeline.events:
        for tag in dict.fromkeys(event.tags):
            by_tag.setdefault(tag, []).append(event)
    return [
        DirectoryRow(tag, tag, (), (), *_extent(events), named=False)
        for tag, events in by_tag.items()
    ]


def _by_actor(timeline: Timeline) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in timeline.events:
        for each in event.participants:
            found.setdefault(each.actor, []).append(event)
    return found


def _by_place(timeline: Timeline) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in timeline.events:
        for place in event.places:
            found.setdefault(place, []).append(event)
    return found


def _extent(events: Iterable[Event]) -> tuple[int, int, int]:
    """How many events there are, and their first and last day."""
    spans = [event.span for event in events]
    if not spans:
        return 0, BEGINNING, FOREVER
    return len(spans), min(span.first for span in spans), max(span.last for span in spans)


def _edge(number: int) -> str:
    return {BEGINNING: "always", FOREVER: "now"}.get(number) or day_in_words(number, short=True)
