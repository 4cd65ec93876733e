"""The directories: the actors, places and tags of a timeline, with how often and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import (
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateSet,
    SetKind,
    describe_ends,
)
from qaim_cli.facets import FACETS
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.prefilter import FacetCondition
from qaim_cli.reports.event_record import format_bound
from qaim_cli.reports.listing import date_cell
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import fold, format_count, format_list


class DirectoryKind(StrEnum):
    """The kind of names that a directory lists."""

    ACTORS = "actors"
    PLACES = "places"
    TAGS = "tags"


class DirectoryRow(NamedTuple):
    """An actor, place or tag with what the timeline tells of it and of its parts."""

    id: str
    name: str
    aliases: tuple[str, ...]
    parents: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    has_names: bool
    """Whether the kind has other names and wholes, as tags have not."""
    shows_timelines: bool = False
    """Whether it is told in which of several timelines the events are."""
    calendar: Calendar = HISTORICAL
    """The calendar of the timeline."""

    @property
    def timelines(self) -> tuple[str, ...]:
        """The names of the timelines that its events are in, in order of the events."""
        return tuple(dict.fromkeys(event.timeline for event in self.events))

    @property
    def cells(self) -> tuple[str, ...]:
        """Name, other names and whole where the kind has them, number, dates and timelines."""
        names = (", ".join(self.aliases), ", ".join(name for _, name in self.parents))
        return (
            self.name,
            *(names if self.has_names else ()),
            f"{len(self.events):,}",
            _format_date_range(self.events),
            *([", ".join(self.timelines)] if self.shows_timelines else []),
        )

    @property
    def record(self) -> Record:
        """The row as data; earliest and latest are None where there is no event or no bound."""
        known: Record = {
            "aliases": list(self.aliases),
            "part_of": [{"id": id, "name": name} for id, name in self.parents],
        }
        first = min((event.span.earliest_start for event in self.events), default=INFINITE_PAST)
        last = max((event.span.latest_end for event in self.events), default=INFINITE_FUTURE)
        return {
            "id": self.id,
            "name": self.name,
            **(known if self.has_names else {}),
            "events": len(self.events),
            "earliest": format_bound(first, self.calendar),
            "latest": format_bound(last, self.calendar),
            "timelines": list(self.timelines),
        }


def build_directory_table(kind: DirectoryKind, timeline: Timeline) -> TableReport:
    """The table of all that a timeline declares of a kind, by name."""
    rows: list[DirectoryRow]
    match kind:
        case DirectoryKind.ACTORS:
            rows = _build_entity_rows(
                timeline.actors, timeline.events, FACETS["actor"].get_raw_values
            )
        case DirectoryKind.PLACES:
            rows = _build_entity_rows(
                timeline.places, timeline.events, FACETS["place"].get_raw_values
            )
        case _:
            rows = _build_tag_rows(timeline.events)
    rows.sort(key=lambda row: fold(row.name))
    return TableReport(
        title=timeline.title,
        heading=(str(kind),),
        columns=_build_columns(kind, timeline),
        rows=_describe_for_timeline(rows, timeline),
        footer=(format_count(len(rows), str(kind)[:-1]),),
        empty_message=f"the timeline has no {kind}",
        references=timeline.references,
    )


def build_shared_events_table(ids: frozenset[str], timeline: Timeline) -> TableReport:
    """The table of the actors who share events with the given ones, the most often first.

    The actors themselves, their parts and their wholes are left out: they share every event.
    """
    actors = timeline.actors
    own = actors.with_descendants(ids)
    near = timeline.candidates(FacetCondition("actor", own))
    shared = [event for event in near if not own.isdisjoint(event.actor_ids)]
    rows = [
        row
        for row in _build_entity_rows(actors, shared, FACETS["actor"].get_raw_values)
        if row.events and row.id not in own and own.isdisjoint(actors.with_descendants([row.id]))
    ]
    rows.sort(key=lambda row: (-len(row.events), fold(row.name)))
    called = format_list([actors.get_name(id) for id in actors.entities if id in ids])
    return TableReport(
        title=timeline.title,
        heading=("actors", f"with {called}"),
        columns=_build_columns(DirectoryKind.ACTORS, timeline),
        rows=_describe_for_timeline(rows, timeline),
        footer=(
            format_count(len(rows), "actor"),
            f"{format_count(len(shared), 'event')} of {called}",
        ),
        empty_message=f"no actor shares an event with {called}",
        references=timeline.references,
    )


def _describe_for_timeline(
    rows: list[DirectoryRow], timeline: Timeline
) -> tuple[DirectoryRow, ...]:
    calendar = timeline.date_rules.calendar
    return tuple(
        row._replace(shows_timelines=timeline.is_merged, calendar=calendar) for row in rows
    )


def _build_columns(kind: DirectoryKind, timeline: Timeline) -> tuple[TableColumn, ...]:
    whole = TableColumn("Within") if kind is DirectoryKind.PLACES else TableColumn("Part of")
    return (
        TableColumn("Tag" if kind is DirectoryKind.TAGS else "Name", weight=2),
        *(() if kind is DirectoryKind.TAGS else (TableColumn("Also"), whole)),
        TableColumn("Events", is_numeric=True),
        TableColumn("When", weight=2),
        *([TableColumn("Timeline")] if timeline.is_merged else []),
    )


def _build_entity_rows(
    catalogue: Catalogue, events: Iterable[Event], labels: Callable[[Event], Iterable[str]]
) -> list[DirectoryRow]:
    """A row for each entity, with the events of all its parts in order of time."""
    having = {
        entity.id: catalogue.with_descendants([entity.id]) for entity in catalogue.entities.values()
    }
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
            tuple((whole, catalogue.get_name(whole)) for whole in entity.parents),
            tuple(found[entity.id]),
            has_names=True,
        )
        for entity in catalogue.entities.values()
    ]


def _build_tag_rows(events: Iterable[Event]) -> list[DirectoryRow]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for tag in dict.fromkeys(event.tags):
            found.setdefault(tag, []).append(event)
    return [
        DirectoryRow(tag, tag, (), (), tuple(having), has_names=False)
        for tag, having in found.items()
    ]


def _format_date_range(events: tuple[Event, ...]) -> str:
    """From the beginning of the first event to the end of the last, no preciser than they are."""
    if not events:
        return ""
    first = events[0]
    last = max(events, key=lambda event: (event.span.latest_end, event.sort_key))
    if first is last or len(events) == 1:
        return date_cell(first)
    start, end = _format_range_end(first, 0), _format_range_end(last, 1)
    return start if start == end else f"{start} – {end}"


def _format_range_end(event: Event, side: int) -> str:
    """The beginning or end of an event's date in words, whole where it is one of several."""
    if isinstance(event.date, DateSet) and event.date.kind is SetKind.ONE_OF:
        return date_cell(event)
    return describe_ends(event.date, short=True)[side]
