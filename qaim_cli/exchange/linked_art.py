"""Linked Art (CIDOC-CRM as JSON-LD): events whose time spans keep all four bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DatePrecision, describe_date
from qaim_cli.dates.calendar import format_iso_day
from qaim_cli.exchange.losses import Fate, Loss
from qaim_cli.exchange.wording import (
    describe_citations,
    describe_extras,
    describe_statements,
    name_with_role,
)
from qaim_cli.model import Event, Timeline

WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.MEDIA: Fate.IN_WORDS,
    Loss.LINK: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = tuple(DatePrecision)

_CONTEXT = "https://linked.art/ns/v1/linked-art.json"
_DESCRIPTION = {
    "id": "http://vocab.getty.edu/aat/300435416",
    "type": "Type",
    "_label": "Description",
}


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events under one period, which stands for the timeline."""
    yield f'{{\n"@context": {json.dumps(_CONTEXT)},\n"type": "Period",\n"_label": '
    yield f'{json.dumps(timeline.title, ensure_ascii=False)},\n"part": ['
    for number, event in enumerate(events):
        made = json.dumps(_make_event(event, timeline), ensure_ascii=False, indent=1)
        yield f"{',' if number else ''}\n{made}"
    yield "\n]}\n"


def _make_event(event: Event, timeline: Timeline) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"urn:qaim:{timeline.format_id(event)}",
        "type": "Activity" if event.participants else "Event",
        "_label": event.title,
        "identified_by": [{"type": "Name", "content": event.title}],
        "timespan": _make_timespan(event),
        "referred_to_by": [
            {"type": "LinguisticObject", "content": each, "classified_as": [_DESCRIPTION]}
            for each in _describe(event, timeline)
        ],
        "classified_as": [
            {"id": f"urn:qaim:tag:{number}", "type": "Type", "_label": tag}
            for number, tag in enumerate(event.tags, start=1)
        ],
        "carried_out_by": [
            {
                "id": f"urn:qaim:actor:{each.actor}",
                "type": "Actor",
                "_label": timeline.actors.get_name(each.actor),
            }
            for each in event.participants
        ],
        "took_place_at": [
            {"id": f"urn:qaim:place:{place}", "type": "Place",
             "_label": timeline.places.get_name(place), **_define_point(place, timeline)}
            for place in event.places
        ],
        "part_of": [
            {"id": f"urn:qaim:{whole}", "type": "Event", "_label": whole} for whole in event.part_of
        ],
    }  # fmt: skip
    return {key: value for key, value in made.items() if value}


def _make_timespan(event: Event) -> dict[str, Any]:
    """Make a time span from a date's four bounds, without the open ones."""
    span = event.span
    points = {
        "begin_of_the_begin": (span.earliest_start, "T00:00:00Z"),
        "end_of_the_begin": (span.latest_start, "T23:59:59Z"),
        "begin_of_the_end": (span.earliest_end, "T00:00:00Z"),
        "end_of_the_end": (span.latest_end, "T23:59:59Z"),
    }
    return {
        "type": "TimeSpan",
        "identified_by": [
            {"type": "Name", "content": event.date_text or describe_date(event.date)},
            {"type": "Identifier", "content": event.edtf, "_label": "EDTF"},
        ],
        **{
            name: f"{format_iso_day(day, event.date_rules.calendar)}{time}"
            for name, (day, time) in points.items()
            if day not in (INFINITE_PAST, INFINITE_FUTURE)
        },
    }


def _define_point(place: str, timeline: Timeline) -> dict[str, str]:
    entity = timeline.places.entities.get(place)
    if entity is None or not entity.at:
        return {}
    return {"defined_by": f"POINT ({entity.at[1]} {entity.at[0]})"}


def _describe(event: Event, timeline: Timeline) -> Iterator[str]:
    if event.summary:
        yield event.summary
    roles = [
        name_with_role(timeline.actors.get_name(each.actor), each.role)
        for each in event.participants
        if each.role
    ]
    if roles:
        yield f"Roles: {'; '.join(roles)}"
    yield from describe_statements(event, timeline)
    yield from describe_citations(event, timeline)
    yield from describe_extras(event)
