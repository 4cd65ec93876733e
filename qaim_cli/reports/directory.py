"""The directories: the actors, places and tags of a timeline, with how often and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

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
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Catalogue, Event, Timeline, ValueSum
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


class DirectoryRow(FrozenRecord):
    """An actor, place or tag with what the timeline tells of it and of its parts."""

    id: str
    name: str
    aliases: tuple[str, ...]
    parents: tuple[tuple[str, str], ...]
    events: ValueSum | None
    """Its events summed up, None where it has none."""
    has_names: bool
    """Whether the kind has other names and wholes, as tags have not."""
    shows_timelines: bool = False
    """Whether it is told in which of several timelines the events are."""
    calendar: Calendar = HISTORICAL
    """The calendar of the timeline."""

    @property
    def timelines(self) -> tuple[str, ...]:
        """The names of the timelines that its events are in, in order of the events."""
        return self.events.timelines if self.events else ()

    @property
    def event_count(self) -> int:
        """How many events it has."""
        return self.events.event_count if self.events else 0

    @property
    def cells(self) -> tuple[str, ...]:
        """Name, other names and whole where the kind has them, number, dates and timelines."""
        names = (", ".join(self.aliases), ", ".join(name for _, name in self.parents))
        return (
            self.name,
            *(names if self.has_names else ()),
            f"{self.event_count:,}",
            _format_date_range(self.events) if self.events else "",
            *([", ".join(self.timelines)] if self.shows_timelines else []),
        )

    @property
    def record(self) -> Record:
        """The row as data; earliest and latest are None where there is no event or no bound."""
        known: Record = {
            "aliases": list(self.aliases),
            "part_of": [{"id": id, "name": name} for id, name in self.parents],
        }
        first = self.events.earliest if self.events else INFINITE_PAST
        last = self.events.last.span.latest_end if self.events else INFINITE_FUTURE
        return {
            "id": self.id,
            "name": self.name,
            **(known if self.has_names else {}),
            "events": self.event_count,
            "earliest": format_bound(first, self.calendar),
            "latest": format_bound(last, self.calendar),
            "timelines": list(self.timelines),
        }


def build_directory_table(kind: DirectoryKind, timeline: Timeline) -> TableReport:
    """The table of all that a timeline declares of a kind, by name."""
    match kind:
        case DirectoryKind.ACTORS:
            groups = _group_with_parts(timeline.actors)
            rows = _build_entity_rows(timeline.actors, _sum_values("actor", groups, timeline))
        case DirectoryKind.PLACES:
            groups = _group_with_parts(timeline.places)
            rows = _build_entity_rows(timeline.places, _sum_values("place", groups, timeline))
        case _:
            rows = _build_tag_rows(timeline)
    rows.sort(key=lambda row: (fold(row.name), row.id))
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
        for row in _build_entity_rows(
            actors, _sum_events(shared, "actor", _group_with_parts(actors))
        )
        if row.events and row.id not in own and own.isdisjoint(actors.with_descendants([row.id]))
    ]
    rows.sort(key=lambda row: (-row.event_count, fold(row.name)))
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


def _group_with_parts(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Each entity with all its parts."""
    return {id: catalogue.with_descendants([id]) for id in catalogue.entities}


def _sum_values(
    facet: str, groups: Mapping[str, frozenset[str]], timeline: Timeline
) -> Mapping[str, ValueSum]:
    """The events that have one of the values summed up, for each group of values that any has."""
    sums = timeline.events.sum_values(facet, groups)
    return _sum_events(timeline.events, facet, groups) if sums is None else sums


def _sum_events(
    events: Iterable[Event], facet: str, groups: Mapping[str, frozenset[str]]
) -> Mapping[str, ValueSum]:
    """Sum up events by going through them in order of time; see `_sum_values`."""
    groups_by_value: dict[str, list[str]] = {}
    for group, values in groups.items():
        for value in values:
            groups_by_value.setdefault(value, []).append(group)
    found: dict[str, list[Event]] = {}
    get_values = FACETS[facet].get_raw_values
    for event in events:
        having = (id for value in get_values(event) for id in groups_by_value.get(value, ()))
        for id in dict.fromkeys(having):
            found.setdefault(id, []).append(event)
    return {id: ValueSum.from_events(having) for id, having in found.items()}


def _build_entity_rows(catalogue: Catalogue, sums: Mapping[str, ValueSum]) -> list[DirectoryRow]:
    """Build a row for each entity, with the events of all its parts summed up."""
    return [
        DirectoryRow(
            entity.id,
            entity.name,
            entity.aliases,
            tuple((whole, catalogue.get_name(whole)) for whole in entity.parents),
            sums.get(entity.id),
            has_names=True,
        )
        for entity in catalogue.entities.values()
    ]


def _build_tag_rows(timeline: Timeline) -> list[DirectoryRow]:
    groups = {tag: frozenset((tag,)) for tag in timeline.tags}
    return [
        DirectoryRow(tag, tag, (), (), having, has_names=False)
        for tag, having in _sum_values("tag", groups, timeline).items()
    ]


def _format_date_range(events: ValueSum) -> str:
    """From the beginning of the first event to the end of the last, no preciser than they are."""
    first, last = events.first, events.last
    if first == last:
        return date_cell(first)
    start, end = _format_range_end(first, 0), _format_range_end(last, 1)
    return start if start == end else f"{start} – {end}"


def _format_range_end(event: Event, side: int) -> str:
    """The beginning or end of an event's date in words, whole where it is one of several."""
    if isinstance(event.date, DateSet) and event.date.kind is SetKind.ONE_OF:
        return date_cell(event)
    return describe_ends(event.date, short=True)[side]
