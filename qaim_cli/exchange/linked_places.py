"""Linked Places (LPF 2) and GeoJSON-T features with all four bounds of a date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, Calendar, DatePrecision, describe_date
from qaim_cli.dates.calendar import format_iso_day, to_civil_date
from qaim_cli.exchange.losses import Fate, Loss
from qaim_cli.exchange.wording import (
    describe_actors,
    describe_citations,
    describe_extras,
    describe_statements,
)
from qaim_cli.model import Event, Timeline
from qaim_cli.text import is_web_address

WRITE_LOSSES = {
    Loss.SET: Fate.IN_WORDS,
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.ACTORS: Fate.IN_WORDS,
    Loss.FURTHER_ACTORS: Fate.IN_WORDS,
    Loss.YEAR_RANGE: Fate.IN_WORDS,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = tuple(DatePrecision)

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events as a collection of features."""
    yield '{\n"type": "FeatureCollection",\n'
    yield f'"@context": {json.dumps(_CONTEXT)},\n"features": ['
    for number, event in enumerate(events):
        feature = json.dumps(make_feature(event, timeline), ensure_ascii=False, indent=1)
        yield f"{',' if number else ''}\n{feature}"
    yield "\n]}\n"


def make_feature(event: Event, timeline: Timeline) -> dict[str, Any]:
    """Make a feature of an event: its time, its places, and the rest as text."""
    when = make_when(event)
    feature: dict[str, Any] = {
        "@id": f"qaim:{timeline.format_id(event)}",
        "type": "Feature",
        "properties": {"title": event.title, "edtf": event.edtf},
        "when": when,
        "names": [{"toponym": event.title, "citations": _make_citations(event, timeline)}],
        "types": [
            {"identifier": "aat:300069084", "label": tag} for tag in event.tags or ("event",)
        ],
        "geometry": make_geometry(event, timeline),
        "descriptions": [{"value": each} for each in _describe(event, timeline)],
    }
    if is_web_address(event.url):
        feature["links"] = [{"type": "seeAlso", "identifier": event.url}]
    if is_web_address(event.image):
        feature["depictions"] = [{"@id": event.image, "title": event.image_credit or event.title}]
    if event.places:
        feature["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"qaim:{place}",
                "label": timeline.places.get_name(place),
                "when": when,
            }
            for place in event.places
        ]
    return feature


def make_when(event: Event) -> dict[str, Any]:
    """Make the four bounds of a date as days, without open ones, and its words."""
    span, calendar = event.span, event.date_rules.calendar
    bounds = {
        "start": {"earliest": span.earliest_start, "latest": span.latest_start},
        "end": {"earliest": span.earliest_end, "latest": span.latest_end},
    }
    timespan = {
        end: {
            name: written for name, day in days.items() if (written := _format_day(day, calendar))
        }
        for end, days in bounds.items()
    }
    return {
        "timespans": [{end: days for end, days in timespan.items() if days}],
        "label": event.date_text or describe_date(event.date),
    }


def _format_day(day: int, calendar: Calendar) -> str:
    """Format a day; before 10,000 BC only its year, and empty if it is open."""
    if day in (INFINITE_PAST, INFINITE_FUTURE):
        return ""
    year = to_civil_date(day, calendar)[0]
    return str(year) if year < -9999 else format_iso_day(day, calendar) if year <= 9999 else ""


def make_geometry(event: Event, timeline: Timeline) -> dict[str, Any]:
    """Make the points of the places that have coordinates."""
    points = [
        {"type": "Point", "coordinates": [entity.at[1], entity.at[0]]}
        for place in event.places
        if (entity := timeline.places.entities.get(place)) and entity.at
    ]
    if len(points) == 1:
        return points[0]
    return {"type": "GeometryCollection", "geometries": points}


def _make_citations(event: Event, timeline: Timeline) -> list[dict[str, str]]:
    """Make the citation of each source, with its address where it has one."""
    sources = [
        timeline.sources[id] for id in timeline.list_sources(event) if id in timeline.sources
    ]
    found = [
        {"label": source.title, **({"@id": source.url} if is_web_address(source.url) else {})}
        for source in sources
        if source.title
    ]
    return found or [{"label": timeline.title or "a timeline"}]


def _describe(event: Event, timeline: Timeline) -> Iterator[str]:
    if event.summary:
        yield event.summary
    yield from describe_actors(event, timeline)
    yield from describe_statements(event, timeline)
    yield from describe_citations(event, timeline)
    yield from describe_extras(event)
