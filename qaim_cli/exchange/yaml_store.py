"""A timeline of Qaim's: the YAML of just these events, with the people and places they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from qaim_cli.dates import DatePrecision
from qaim_cli.exchange.losses import Fates
from qaim_cli.ids import make_table_id
from qaim_cli.model import (
    DEFAULT_SOURCE_ID,
    Catalogue,
    Entity,
    Event,
    EventDraft,
    Reference,
    Timeline,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.writer import render_store

WRITE_LOSSES: Fates = {}
KEPT_UNITS = tuple(DatePrecision)


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write the events as a store of their own, in pieces."""
    yield from write_store(events, timeline)


def write_store(
    events: Iterable[Event],
    timeline: Timeline,
    *,
    heading: str = "",
    extra_tags: tuple[str, ...] = (),
) -> Iterator[str]:
    """Write a store with these events, in pieces.

    Args:
        events: the events.
        timeline: what they name, and what they are taken from.
        heading: a comment for the first line.
        extra_tags: tags that each of them gets besides.
    """
    events = tuple(events)
    header = StoreHeader(
        title=timeline.title,
        reference=find_reference(timeline),
        actors=list_entities((id for event in events for id in event.actor_ids), timeline.actors),
        places=list_entities((id for event in events for id in event.places), timeline.places),
        date_rules=timeline.date_rules,
        sources=_list_sources(events, timeline),
        periods=tuple(timeline.periods.items()),
    )
    known = {timeline.format_id(event) for event in events}
    drafts = (EventDraft(export_event(event, timeline, extra_tags, known)) for event in events)
    yield from render_store(header, drafts, comments=[heading] if heading else ())


def list_entities(ids: Iterable[str], catalogue: Catalogue) -> tuple[Entity, ...]:
    """List entities with all that they belong to, in the order declared."""
    needed = set(ids)
    queue = list(needed)
    while queue:
        entity = catalogue.entities.get(queue.pop())
        for parent in entity.parents if entity else ():
            if parent not in needed and parent in catalogue.entities:
                needed.add(parent)
                queue.append(parent)
    return tuple(
        entity._replace(
            id=make_table_id(id),
            parents=tuple(make_table_id(each) for each in entity.parents if each in needed),
        )
        for id, entity in catalogue.entities.items()
        if id in needed
    )


def export_event(
    event: Event, timeline: Timeline, extra_tags: tuple[str, ...], known: Collection[str]
) -> Event:
    """Give an event the ids of the new store; it is part only of events that are there too."""
    return event._replace(
        id=make_table_id(timeline.format_id(event)),
        participants=tuple(
            each._replace(actor=make_table_id(each.actor)) for each in event.participants
        ),
        places=tuple(map(make_table_id, event.places)),
        casualties=tuple(
            each._replace(actor=make_table_id(each.actor)) for each in event.casualties
        ),
        tags=(*event.tags, *extra_tags),
        part_of=tuple(make_table_id(each) for each in event.part_of if each in known),
        sources=tuple(
            each._replace(of=make_table_id(each.of) if each.of != DEFAULT_SOURCE_ID else "")
            for each in event.sources
        ),
    )


def _list_sources(events: Iterable[Event], timeline: Timeline) -> tuple[Reference, ...]:
    """List the declared sources that events cite, in the order declared."""
    cited = {source.of for event in events for source in event.sources}
    if "" in cited:
        cited.add(timeline.default_source)
    return tuple(
        source._replace(id=make_table_id(id))
        for id, source in timeline.sources.items()
        if id in cited and id != DEFAULT_SOURCE_ID
    )


def find_reference(timeline: Timeline) -> Reference:
    """Find the source at the top of a timeline, or the one that several timelines share."""
    return timeline.sources.get(DEFAULT_SOURCE_ID, timeline.reference)._replace(id="")
