"""GeoJSON-T: GeoJSON with dates; events whose places have coordinates are on the map."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from qaim_cli.exchange.linked_places import (
    KEPT_UNITS,
    WRITE_LOSSES,
    make_geometry,
    make_when,
)
from qaim_cli.exchange.wording import describe_casualties, describe_sources, name_with_role
from qaim_cli.model import Event, Timeline

__all__ = ["KEPT_UNITS", "WRITE_LOSSES", "write"]


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events as map features."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, event in enumerate(events):
        feature = {
            "type": "Feature",
            "id": timeline.format_id(event),
            "geometry": make_geometry(event, timeline) if event.places else None,
            "when": make_when(event),
            "properties": {
                "title": event.title,
                "date": event.edtf,
                "summary": event.summary or None,
                "actors": [
                    name_with_role(timeline.actors.get_name(each.actor), each.role)
                    for each in event.participants
                ],
                "places": [timeline.places.get_name(place) for place in event.places],
                "tags": list(event.tags),
                "casualties": describe_casualties(event, timeline) or None,
                "according_to": event.according_to or None,
                "note": event.note or None,
                "source": describe_sources(event, timeline) or None,
                "url": event.url or None,
                "image": event.image or None,
                "image_credit": event.image_credit or None,
                **{name: ", ".join(values) for name, values in event.own_fields},
            },
        }
        yield f"{',' if number else ''}\n{json.dumps(feature, ensure_ascii=False)}"
    yield "\n]}\n"
