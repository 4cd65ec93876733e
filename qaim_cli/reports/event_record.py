"""Events as dictionaries for programs: the keys that every data format shares."""

from __future__ import annotations

import re

from qaim_cli.dates import (
    DATE_KINDS,
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateSpan,
)
from qaim_cli.dates.calendar import format_iso_day
from qaim_cli.model import CASUALTY_KINDS, Casualties, Event, Figure, Source, Timeline
from qaim_cli.query import MatchLevel
from qaim_cli.reports.table import Record, RecordValue


def build_event_record(event: Event, match: MatchLevel, timeline: Timeline) -> Record:
    """Build the record of an event; keys are only ever added.

    `earliest` and `latest` are days as ISO writes them, with astronomical years, in the `calendar`
    of the timeline; None where unbounded.
    """
    span, calendar = event.span, timeline.find_part(event).date_rules.calendar
    return {
        "id": event.id,
        "date": event.edtf,
        "date_text": event.date_text or None,
        "earliest": format_bound(span.earliest_start, calendar),
        "latest": format_bound(span.latest_end, calendar),
        "precision": str(span.precision),
        "approximate": span.is_approximate,
        "uncertain": span.is_uncertain,
        "match": match.name.lower(),
        "title": event.title,
        "summary": event.summary or None,
        "actors": [
            {
                **_build_named_record(each.actor, timeline.actors.get_name(each.actor)),
                "role": each.role or None,
            }
            for each in event.participants
        ],
        "places": [
            _build_named_record(place, timeline.places.get_name(place)) for place in event.places
        ],
        "tags": list(event.tags),
        "casualties": [_build_casualty_record(each, timeline) for each in event.casualties],
        "according_to": event.according_to or None,
        "source": _build_source_record(event.sources[0], timeline),
        "note": event.note or None,
        "kind": DATE_KINDS[type(event.date)],
        "sources": [_build_source_record(source, timeline) for source in event.sources],
        "part_of": list(event.part_of),
        "timeline": event.timeline,
        "calendar": str(calendar),
        "url": event.url or None,
        "image": event.image or None,
        "image_credit": event.image_credit or None,
        "origin": [each._asdict() for each in event.origins],
        "dated_by": list(event.dated_by),
        **{name: build_own_value(event.get_own_values(name)) for name in timeline.own_field_names},
    }


def build_bounds_record(span: DateSpan) -> Record:
    """The bounds of a date in day numbers, for databases; `parts` has those of a set's members."""
    from qaim_cli.dates.day_numbers import compute_day_numbers, list_part_numbers

    return {
        **compute_day_numbers(span)._asdict(),
        "parts": [part._asdict() for part in list_part_numbers(span)],
    }


def format_bound(number: int, calendar: Calendar = HISTORICAL) -> str | None:
    """Format a day number as an ISO date; None for an unbounded one."""
    if number in (INFINITE_PAST, INFINITE_FUTURE):
        return None
    return format_iso_day(number, calendar)


def _build_named_record(id: str, name: str) -> dict[str, RecordValue]:
    return {"id": id, "name": name}


def _build_casualty_record(casualties: Casualties, timeline: Timeline) -> Record:
    return {
        "of": _build_named_record(casualties.actor, timeline.actors.get_name(casualties.actor)),
        **{harm: _build_figure_record(getattr(casualties, harm)) for harm in CASUALTY_KINDS},
    }


def _build_figure_record(figure: Figure | None) -> Record | None:
    return {"count": figure.number, "qualifier": str(figure.qualifier)} if figure else None


def _build_source_record(source: Source, timeline: Timeline) -> Record:
    """A citation; `of` is the source it means, None where the timeline does not say of any."""
    id = source.of or timeline.default_source
    return {
        "section": source.section or None,
        "paragraph": source.paragraph or None,
        "sentence": source.sentence or None,
        "of": _build_named_record(id, timeline.source_names.get_name(id)) if id else None,
        "at": source.at or None,
        "url": source.url or None,
    }


def build_own_value(values: tuple[str, ...]) -> RecordValue:
    """The value of an own field: None, a number or text, or a list where there are several."""
    found = [parse_number(value) for value in values]
    return None if not found else found[0] if len(found) == 1 else [*found]


def parse_number(text: str) -> str | int | float:
    """Parse a number in its shortest form; any other text, such as 007, stays text."""
    if re.fullmatch(_WHOLE_NUMBER_PATTERN, text, re.ASCII):
        return int(text)
    if re.fullmatch(_DECIMAL_PATTERN, text, re.ASCII) and repr(float(text)) == text:
        return float(text)
    return text


# Compiled when one is first needed, which is for fields of one's own.
_WHOLE_NUMBER_PATTERN = r"0|-?[1-9]\d{0,14}"
_DECIMAL_PATTERN = r"-?\d{1,14}\.\d{1,14}"
