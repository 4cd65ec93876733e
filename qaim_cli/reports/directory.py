"""The directories: the actors, places and tags of a timeline, with how often and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, Choice, Set, edges
from qaim_cli.hints import Label
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.query.terms import LABELS
from qaim_cli.reports.listing import when
from qaim_cli.reports.record import day
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import counted, fold, listed


class Kind(StrEnum):
    """What a directory lists."""

    ACTORS = "actors"
    PLACES = "places"
    TAGS = "tags"


class DirectoryRow(NamedTuple):
    """An actor, place or tag with what the timeline tells of it and of its parts."""

    id: str
    name: str
    aliases: tuple[str, ...]
    wholes: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    named: bool
    """Whether the kind has other names and wholes, as tags have not."""
    among_several: bool = False
    """Whether it is told in which of several timelines the events are."""

    @property
    def timelines(self) -> tuple[str, ...]:
        """The names of the timelines that its events are in, in order of the events."""
        return tuple(dict.fromkeys(event.timeline for event in self.events))

    @property
    def cells(self) -> tuple[str, ...]:
        """Name, other names and whole where the kind has them, number, dates and timelines."""
        names = (", ".join(self.aliases), ", ".join(name for _, name in self.wholes))
        return (
            self.name,
            *(names if self.named else ()),
            f"{len(self.events):,}",
            _stretch(self.events),
            *([", ".join(self.timelines)] if self.among_several else []),
        )

    @property
    def record(self) -> Record:
        """The row as data; earliest and latest are None where there is no event or no bound."""
        known: Record = {
            "aliases": list(self.aliases),
            "part_of": [{"id": id, "name": name} for id, name in self.wholes],
        }
        first = min((event.span.s0 for event in self.events), default=BEGINNING)
        last = max((event.span.e1 for event in self.events), default=FOREVER)
        return {
            "id": self.id,
            "name": self.name,
            **(known if self.named else {}),
            "events": len(self.events),
            "earliest": day(first),
            "latest": day(last),
            "timelines": list(self.timelines),
        }


def directory(kind: Kind, timeline: Timeline) -> Sheet:
    """The sheet of all that a timeline declares of a kind, by name."""
    rows: list[DirectoryRow]
    match kind:
        case Kind.ACTORS:
            rows = _entities(timeline.actors, timeline.events, LABELS["actor"])
        case Kind.PLACES:
            rows = _entities(timeline.places, timeline.events, LABELS["place"])
        case _:
            rows = _tags(timeline.events)
    rows.sort(key=lambda row: fold(row.name))
    return Sheet(
        title=timeline.title,
        question=(str(kind),),
        columns=_columns(kind, timeline),
        rows=_told(rows, timeline),
        footer=(counted(len(rows), str(kind)[:-1]),),
        empty=f"the timeline has no {kind}",
        references=timeline.references,
    )


def company(ids: frozenset[str], timeline: Timeline) -> Sheet:
    """The sheet of the actors who share events with the given ones, the most often first.

    The actors themselves, their parts and their wholes are left out: they share every event.
    """
    actors = timeline.actors
    own = actors.whole(ids)
    near = timeline.pointed_at(Label("actor", own))
    shared = [event for event in near if not own.isdisjoint(event.people)]
    rows = [
        row
        for row in _entities(actors, shared, LABELS["actor"])
        if row.events and row.id not in own and own.isdisjoint(actors.whole([row.id]))
    ]
    rows.sort(key=lambda row: (-len(row.events), fold(row.name)))
    called = listed([actors.name(id) for id in actors.entities if id in ids])
    return Sheet(
        title=timeline.title,
        question=("actors", f"with {called}"),
        columns=_columns(Kind.ACTORS, timeline),
        rows=_told(rows, timeline),
        footer=(counted(len(rows), "actor"), f"{counted(len(shared), 'event')} of {called}"),
        empty=f"nobody shares an event with {called}",
        references=timeline.references,
    )


def _told(rows: list[DirectoryRow], timeline: Timeline) -> tuple[DirectoryRow, ...]:
    return tuple(row._replace(among_several=timeline.is_several) for row in rows)


def _columns(kind: Kind, timeline: Timeline) -> tuple[Column, ...]:
    whole = Column("Within") if kind is Kind.PLACES else Column("Part of")
    return (
        Column("Tag" if kind is Kind.TAGS else "Name", weight=2),
        *(() if kind is Kind.TAGS else (Column("Also"), whole)),
        Column("Events", numeric=True),
        Column("When", weight=2),
        *([Column("Timeline")] if timeline.is_several else []),
    )


def _entities(
    catalogue: Catalogue, events: Iterable[Event], labels: Callable[[Event], Iterable[str]]
) -> list[DirectoryRow]:
    """A row for each entity, with the events of all its parts in order of time."""
    having = {entity.id: catalogue.whole([entity.id]) for entity in catalogue.entities.values()}
    wholes: dict[str, list[str]] = {}
    for id, parts in having.items():
        for part in parts:
            wholes.setdefault(part, []).append(id)
    found: dict[str, list[Event]] = {id: [] for id in having}
    for event in events:
        for id in dict.fromkeys(id for label in labels(event) for id in wholes.get(label, ())):
            found[id].append(event)
    return [
        DirectoryRow(
            entity.id,
            entity.name,
            entity.aliases,
            tuple((whole, catalogue.name(whole)) for whole in entity.wholes),
            tuple(found[entity.id]),
            named=True,
        )
        for entity in catalogue.entities.values()
    ]


def _tags(events: Iterable[Event]) -> list[DirectoryRow]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for tag in dict.fromkeys(event.tags):
            found.setdefault(tag, []).append(event)
    return [
        DirectoryRow(tag, tag, (), (), tuple(having), named=False) for tag, having in found.items()
    ]


def _stretch(events: tuple[Event, ...]) -> str:
    """From the beginning of the first event to the end of the last, no preciser than they are."""
    if not events:
        return ""
    first = events[0]
    last = max(events, key=lambda event: (event.span.e1, event.order))
    if first is last or len(events) == 1:
        return when(first)
    start, end = _edge(first, 0), _edge(last, 1)
    return start if start == end else f"{start} – {end}"


def _edge(event: Event, side: int) -> str:
    """The beginning or end of an event's date in words, whole where it is one of several."""
    if isinstance(event.date, Set) and event.date.choice is Choice.ONE:
        return when(event)
    return edges(event.date, short=True)[side]
