"""Rows: an event as the rows of each table of `store.tables`, in the order of its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from qaim_cli.dates import DATE_KINDS, INFINITE_FUTURE, INFINITE_PAST, Calendar
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.dates.day_numbers import DayNumbers, compute_day_numbers, list_part_numbers
from qaim_cli.dates.year_days import list_year_days
from qaim_cli.exchange.yaml_store import export_event, find_reference, list_entities
from qaim_cli.facets import FACETS, find_facet
from qaim_cli.figures import find_harm_bounds
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import make_table_id
from qaim_cli.model import CASUALTY_KINDS, DEFAULT_SOURCE_ID, Catalogue, Event, Timeline
from qaim_cli.query.own_fields import parse_number
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.nodes import YamlNode
from qaim_cli.store.tables.schema import Row
from qaim_cli.store.writer import build_event, list_header_sections
from qaim_cli.text import fold

_Label = tuple[Any, ...]
"""What a row of a label has between the event's id and its first day."""


class EventRows(FrozenRecord):
    """The rows of one event in each table."""

    event: Row
    labels: tuple[Row, ...]
    parts: tuple[Row, ...]
    citations: tuple[Row, ...]
    year_days: tuple[Row, ...]


class RowBuilder:
    """Builds the rows of a timeline's events."""

    def __init__(self, timeline: Timeline) -> None:
        """Take the timeline, which knows what actors and places are called and belong to."""
        self._timeline = timeline
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self._labels: dict[tuple[str, str], tuple[_Label, ...]] = {}

    def build_rows(self, event: Event) -> EventRows:
        """Build all rows of an event."""
        id = make_table_id(self._timeline.format_id(event))
        span, calendar = event.span, event.date_rules.calendar
        numbers = compute_day_numbers(span)
        parts = list_part_numbers(span)
        row = (
            id, event.timeline, event.edtf, event.date_text, event.title, event.summary,
            event.according_to, DATE_KINDS[type(event.date)], str(span.precision),
            span.is_approximate, span.is_uncertain, str(calendar), *numbers,
            find_year(numbers.day_first, calendar), find_year(numbers.day_last, calendar),
            _find_only_year(numbers, calendar),
            len(parts), *_list_figure_bounds(event), self._timeline.count_sources(event),
            self._timeline.get_search_text(event),
            self._encode(self._build_record(event)),
        )  # fmt: skip
        return EventRows(
            row,
            tuple((id, *label, numbers.day_first) for label in self._list_labels(event)),
            tuple((id, number, *part) for number, part in enumerate(parts, start=1)),
            tuple(self._list_citations(id, event)),
            tuple((id, *days) for days in list_year_days(span, calendar)),
        )

    def _build_record(self, event: Event) -> object:
        """Build what a timeline file would have of an event; ids are those of the tables."""
        if self._timeline.is_merged:
            event = export_event(event, self._timeline, (), event.part_of)
        return simplify_node(build_event(event, self._timeline.date_rules))

    def _list_citations(self, id: str, event: Event) -> Iterator[Row]:
        default = self._timeline.default_source
        for number, source in enumerate(event.sources, start=1):
            yield (
                id, number, make_table_id(source.of or default),
                source.section, source.paragraph, source.sentence, source.at,
            )  # fmt: skip

    def _list_labels(self, event: Event) -> Iterator[_Label]:
        """List each label of an event once, one that it names itself before one by a part."""
        found: dict[tuple[str, str], _Label] = {}
        for kind in (*_LABEL_FACETS, *(name for name, _ in event.own_fields)):
            for value in find_facet(kind).list_values(event, self._timeline):
                for label in self._list_with_wholes(kind, value):
                    key = (kind, label[1])
                    if key not in found or label[3]:
                        found[key] = label
        return iter(found.values())

    def _list_with_wholes(self, kind: str, value: str) -> tuple[_Label, ...]:
        """List a label and those of all wholes that it is a part of."""
        known = self._labels.get((kind, value))
        if known is None:
            known = tuple(self._make_labels(kind, value))
            if _has_catalogue(kind):  # of which there are few, as they are declared
                self._labels[kind, value] = known
        return known

    def _make_labels(self, kind: str, value: str) -> Iterator[_Label]:
        get_catalogue = find_facet(kind).get_catalogue
        catalogue = get_catalogue(self._timeline) if get_catalogue else Catalogue({})
        is_own_field = kind not in FACETS
        number = parse_number(value) if is_own_field else None
        words = f" {fold(value)} " if is_own_field else ""
        for each in catalogue.with_ancestors((value,)):
            entity = catalogue.entities.get(each)
            latitude, longitude = (entity.at if entity else ()) or (None, None)
            yield (
                kind,
                make_table_id(each) if get_catalogue else each,
                catalogue.get_name(each),
                each == value,
                latitude,
                longitude,
                number,
                words,
            )


_LABEL_FACETS = tuple(name for name in FACETS if name != "timeline")
"""What the labels of events are; the timeline has a column of its own."""


def _has_catalogue(kind: str) -> bool:
    return find_facet(kind).get_catalogue is not None


def encode_header(timeline: Timeline) -> str:
    """Encode all that a timeline says besides its events, as a timeline file has it, in JSON."""
    header = StoreHeader(
        title=timeline.title,
        reference=find_reference(timeline),
        infobox=timeline.infobox,
        actors=list_entities(timeline.actors.entities, timeline.actors),
        places=list_entities(timeline.places.entities, timeline.places),
        date_rules=timeline.date_rules,
        periods=tuple(timeline.periods.items()),
        sources=tuple(
            each._replace(id=make_table_id(id))
            for id, each in timeline.sources.items()
            if id != DEFAULT_SOURCE_ID
        ),
    )
    sections = {name: simplify_node(node) for name, node in list_header_sections(header)}
    return json.dumps(sections, ensure_ascii=False, separators=(",", ":"))


def simplify_node(node: YamlNode) -> object:
    """Simplify the tree of a value into texts, lists and mappings."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [simplify_node(each) for each in value]
    return {key: simplify_node(entry.node) for key, entry in value.items()}


def find_year(day: int, calendar: Calendar) -> int | None:
    """Find the astronomical year of a day, None where it is none."""
    return None if day in (INFINITE_PAST, INFINITE_FUTURE) else to_civil_date(day, calendar)[0]


def _find_only_year(numbers: DayNumbers, calendar: Calendar) -> int | None:
    """Find the year that a date lies in, however it is read; None where it may reach into two."""
    year = find_year(numbers.earliest_start, calendar)
    return year if year == find_year(numbers.latest_end, calendar) else None


def _list_figure_bounds(event: Event) -> Iterator[float | None]:
    """List the least and the most killed, wounded and captured, None where no figure is given."""
    for harm in CASUALTY_KINDS:
        bounds = find_harm_bounds(event, harm) if event.casualties else None
        for bound in bounds or (None, None):
            yield None if bound is None else min(float(bound), float(INFINITE_FUTURE))
