"""An event as data for machines: the keys and values that every data format promises."""

from __future__ import annotations

from qaim_cli.dates import BEGINNING, FOREVER, Interval, Moment, Set
from qaim_cli.dates.calendar import iso_day
from qaim_cli.model import HARMS, Casualties, Event, Figure, Source, Timeline
from qaim_cli.query import Match
from qaim_cli.reports.sheet import Record, Value

KINDS = {Moment: "moment", Interval: "interval", Set: "set"}
"""What data calls the kinds of dates."""


def record(event: Event, match: Match, timeline: Timeline) -> Record:
    """The event's record; keys are only ever added.

    `earliest` and `latest` are ISO days with astronomical years, None where unbounded.
    """
    span = event.span
    return {
        "id": event.id,
        "date": event.edtf,
        "date_text": event.date_text or None,
        "earliest": day(span.s0),
        "latest": day(span.e1),
        "precision": str(span.precision),
        "approximate": span.approximate,
        "uncertain": span.uncertain,
        "match": match.name.lower(),
        "title": event.title,
        "summary": event.summary or None,
        "actors": [
            {**_named(each.actor, timeline.actors.name(each.actor)), "role": each.role or None}
            for each in event.participants
        ],
        "places": [_named(place, timeline.places.name(place)) for place in event.places],
        "tags": list(event.tags),
        "casualties": [_casualties(each, timeline) for each in event.casualties],
        "according_to": event.according_to or None,
        "source": _source(event.sources[0]),
        "note": event.note or None,
        "kind": KINDS[type(event.date)],
        "sources": [_source(source) for source in event.sources],
        "part_of": list(event.part_of),
        "timeline": event.timeline,
    }


def day(number: int) -> str | None:
    """A day number as an ISO day, None where it is no day."""
    return None if number in (BEGINNING, FOREVER) else iso_day(number)


def _named(id: str, name: str) -> dict[str, Value]:
    return {"id": id, "name": name}


def _casualties(casualties: Casualties, timeline: Timeline) -> Record:
    return {
        "of": _named(casualties.of, timeline.actors.name(casualties.of)),
        **{harm: _figure(getattr(casualties, harm)) for harm in HARMS},
    }


def _figure(figure: Figure | None) -> Record | None:
    return {"count": figure.number, "qualifier": str(figure.qualifier)} if figure else None


def _source(source: Source) -> Record:
    return {
        "section": source.section,
        "paragraph": source.paragraph or None,
        "sentence": source.sentence or None,
    }
