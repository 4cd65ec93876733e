"""A drafted event as a person types it: its fields in words, and what is changed in them."""

from __future__ import annotations

import datetime
from typing import Any

from qaim_cli.dates import describe_date
from qaim_cli.edit.add import EventInput, NameResolver, build_event
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.document import StoreDocument
from qaim_cli.edit.insert import overwrite_event
from qaim_cli.edit.typed_dates import TypedDate, parse_typed_date
from qaim_cli.model import DRAFT_TAG, Catalogue, Event, Timeline
from qaim_cli.query import lookup

_EVENT_FIELDS: dict[str, tuple[str, ...]] = {
    "date": ("date", "span", "edtf", "date_text"),
    "title": ("title",),
    "summary": ("summary",),
    "actors": ("participants",),
    "places": ("places",),
    "tags": ("tags",),
    "sources": ("sources",),
}
"""The fields of an event that each field of an input gives."""


def describe_event(event: Event, timeline: Timeline) -> EventInput:
    """Describe an event as a person would type it."""
    actors = timeline.actors
    return EventInput(
        date=event.date_text or describe_date(event.date),
        title=event.title,
        summary=event.summary,
        actors=tuple(
            f"{_choose_name(each.actor, actors)} ({each.role})"
            if each.role
            else _choose_name(each.actor, actors)
            for each in event.participants
        ),
        places=tuple(_choose_name(each, timeline.places) for each in event.places),
        tags=tuple(tag for tag in event.tags if tag != DRAFT_TAG),
        sources=tuple(map(str, event.sources)),
    )


def change_event(
    id: str, before: EventInput, after: EventInput, today: datetime.date
) -> EditFunction:
    """Edit that changes the fields of an event in which two inputs differ.

    Actors and places that are not declared yet are declared with it.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        timeline = document.result.timeline
        event = lookup.find_event(id, timeline)
        resolver = NameResolver(timeline, declare=True)
        date = (
            parse_typed_date(after.date, today, timeline)
            if after.date != before.date
            else TypedDate(event.date, event.date_text)
        )
        changed = _apply_changes(event, before, after, date, resolver)
        edits = overwrite_event(document, changed, resolver.declarations)
        return DocumentEdit(edits, f"changed {id}")

    return compute_edit


def _apply_changes(
    event: Event, before: EventInput, after: EventInput, date: TypedDate, resolver: NameResolver
) -> Event:
    """Give an event what a person has changed, and nothing else."""
    names = [name for name in _EVENT_FIELDS if getattr(before, name) != getattr(after, name)]
    given: dict[str, Any] = {name: getattr(after, name) for name in names}
    changes = EventInput(**{"date": "", "title": "", **given})
    built = build_event(changes, event.id, date, resolver, event.date_rules)
    changed = event._replace(
        **{field: getattr(built, field) for name in names for field in _EVENT_FIELDS[name]}
    )
    if DRAFT_TAG in event.tags and DRAFT_TAG not in changed.tags:
        changed = changed._replace(tags=(*changed.tags, DRAFT_TAG))
    return changed


def _choose_name(id: str, catalogue: Catalogue) -> str:
    """Choose the name of an actor or place, or its id where others have the name too."""
    name = catalogue.get_name(id)
    return name if catalogue.find(name) == {id} else id
