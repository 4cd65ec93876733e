"""Nodes → records: what each key of a store means.

A record with a fault in what it needs is left out; a fault elsewhere costs only that value. Either
way the fault becomes a problem and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from qaim_cli import dates
from qaim_cli.ids import is_id, suggest_id
from qaim_cli.model import (
    CASUALTY_KINDS,
    Casualties,
    Entity,
    Event,
    Figure,
    Origin,
    Participant,
    Qualifier,
)
from qaim_cli.store import shape
from qaim_cli.store.citation_records import read_event_sources
from qaim_cli.store.date_keys import read_date, read_date_rules
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.record_reader import ProblemCollector, RecordReader, iter_declared
from qaim_cli.text import clean_text, quote_text

TOP_LEVEL_KEYS = shape.TIMELINE_SHAPE.key_names
_ENTITY_KEYS = {
    "actors": ("part_of", "actor", shape.ACTOR_SHAPE.key_names),
    "places": ("within", "place", shape.PLACE_SHAPE.key_names),
}
_EVENT_KEYS = shape.EVENT_SHAPE.key_names
_ORIGIN_KEYS = shape.ORIGIN_SHAPE.key_names
_PARTICIPANT_KEYS = shape.PARTICIPANT_SHAPE.key_names
_CASUALTIES_KEYS = shape.CASUALTIES_SHAPE.key_names
PLACEHOLDER_DATE = "0001"
"""What stands in for a date that is wrong; nothing judges it."""
FIGURE_FIX = 'write 80, "~80" for about 80, or "80+" for at least 80'
_DEGREES_PATTERN = re.compile(r"[-+]?\d{1,3}(?:\.\d{1,15})?", re.ASCII)
_FIGURE_PATTERN = re.compile(r"(~?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\+?)", re.ASCII)


def read_title(collector: ProblemCollector, entry: MappingEntry) -> str:
    """Read the timeline's title."""
    return RecordReader.for_single_key(collector, "title", entry).get_text("title")


def read_infobox(collector: ProblemCollector, entry: MappingEntry) -> tuple[tuple[str, str], ...]:
    """The labels and values of the infobox, in the order written."""
    if not isinstance(entry.node.value, dict):
        collector.add_problem(
            entry.node, "type", "the infobox has no labels", "write label: value lines"
        )
        return ()
    reader = RecordReader(collector, "the infobox", entry.node, tuple(entry.node.value))
    return tuple((label, reader.get_text(label)) for label in entry.node.value)


def read_entities(collector: ProblemCollector, key: str, entry: MappingEntry) -> dict[str, Entity]:
    """The actors or places declared under their key."""
    parent_key, kind, known_keys = _ENTITY_KEYS[key]
    found = {}
    for id, owner, declared in iter_declared(collector, entry, key, kind, "name"):
        reader = RecordReader(collector, owner, declared.node, known_keys)
        name = reader.get_text("name") or id
        found[id] = Entity(
            id,
            name,
            reader.get_texts("aliases"),
            reader.get_texts(parent_key),
            declared.line,
            _read_degrees(reader) if key == "places" else (),
        )
        collector.note_position(found[id], declared)
    return found


def _read_degrees(reader: RecordReader) -> tuple[float, ...]:
    """Read the latitude and longitude of a place; none, with a problem, where it has not both."""
    entry = reader.get_entry("at")
    texts = reader.get_texts("at")
    if entry is None or not texts:
        return ()
    is_number = len(texts) == 2 and all(map(_DEGREES_PATTERN.fullmatch, texts))
    at = tuple(map(float, texts)) if is_number else ()
    if not at or abs(at[0]) > 90 or abs(at[1]) > 180:
        message = f"at of {reader.owner} is {quote_text(', '.join(texts))}"
        reader.collector.add_problem(
            entry.node, "type", message, "write its latitude and longitude: [34.37, 41.09]"
        )
        return ()
    return at


def read_event(
    collector: ProblemCollector, node: YamlNode, timeline: str, header: StoreHeader
) -> Event | None:
    """Read the event that a node writes; None where something it needs is missing or wrong.

    `header` says how the timeline's dates are read.
    """
    owner = _describe_event(node)
    reader = RecordReader(collector, owner, node, _EVENT_KEYS, allows_own_fields=True)
    if not isinstance(node.value, dict):
        return None
    id = _read_id(reader)
    own_rules = read_date_rules(reader, header.date_rules)
    date_and_span = read_date(reader, own_rules, header.periods)
    title = reader.require_text("title")
    sources = read_event_sources(reader)
    is_complete = reader.is_valid and date_and_span is not None
    if not is_complete and not (collector.keeps_incomplete_events and id):
        return None
    date, span = date_and_span or dates.parse_with_span(PLACEHOLDER_DATE)
    entries = reader.entries
    optional = {field: read(reader, key) for key, field, read in _OPTIONAL_KEYS if key in entries}
    event = Event(
        id=id,
        date=date,
        span=span,
        edtf=dates.format_edtf(date) if date_and_span else "",
        date_rules=own_rules,
        title=title,
        sources=sources,
        own_fields=_read_own_fields(reader),
        line=node.line,
        timeline=timeline,
        **optional,
    )
    collector.note_position(event, node)
    if is_complete:
        return event
    collector.incomplete_events.append(event)
    return None


def read_values_of_key(key: str, entry: MappingEntry) -> Mapping[str, Any]:
    """Read the fields of an event that one key fills by itself; none if something is wrong.

    The caller reads texts and dates, and reads the event as a whole where nothing is returned: also
    for a key that is unknown.
    """
    collector = ProblemCollector("")
    reader = RecordReader(
        collector, "", YamlNode({key: entry}), _EVENT_KEYS, allows_own_fields=True
    )
    values: dict[str, Any] = {}
    match key:
        case "source":
            values["sources"] = read_event_sources(reader)
        case _ if reader.own_fields:
            values["own_fields"] = _read_own_fields(reader)
        case _ if key in _OPTIONAL_READERS:
            field, read = _OPTIONAL_READERS[key]
            values[field] = read(reader, key)
    return {} if collector.problems else values


def _describe_event(node: YamlNode) -> str:
    """Describe an event in messages: by its id, where it has a usable one."""
    entry = node.value.get("id") if isinstance(node.value, dict) else None
    id = entry.node.value if entry else None
    return f"event {quote_text(clean_text(id))}" if isinstance(id, str) else "an event"


def _read_id(reader: RecordReader) -> str:
    id = reader.require_text("id")
    if id and not is_id(id):
        entry = reader.get_entry("id")
        reader.collector.add_problem(
            entry.node if entry else reader.node,
            "id",
            f"{reader.owner} has an unusable id",
            suggest_id(id),
        )
        reader.is_valid = False
    return id


_share_participant = lru_cache(maxsize=4096)(Participant)
"""The same object for equal participants; see `share_text`."""


def _read_participants(reader: RecordReader, key: str) -> tuple[Participant, ...]:
    found = []
    for node in reader.get_nodes(key):
        if isinstance(node.value, dict):
            part_reader = RecordReader(
                reader.collector, f"an actor of {reader.owner}", node, _PARTICIPANT_KEYS
            )
            participant = _share_participant(
                part_reader.require_text("actor"), part_reader.get_text("role")
            )
        else:
            participant = _share_participant(reader.read_text(node, "an actor"))
        if participant.actor:
            found.append(participant)
    return tuple(found)


def _read_origins(reader: RecordReader, key: str) -> tuple[Origin, ...]:
    """Read the records that the event was imported from, those that are named in full."""
    part_readers = (
        RecordReader(reader.collector, f"the origin of {reader.owner}", node, _ORIGIN_KEYS)
        for node in reader.get_nodes(key)
    )
    origins = (
        Origin(each.require_text("file"), each.require_text("record"), each.get_text("fingerprint"))
        for each in part_readers
    )
    return tuple(each for each in origins if each.file and each.record)


def _read_own_fields(reader: RecordReader) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read the fields of a person's own, those that have a value."""
    if not reader.own_fields:
        return ()
    values = ((name, reader.get_texts(name)) for name in reader.own_fields)
    return tuple((name, texts) for name, texts in values if texts)


def _read_casualties(reader: RecordReader, key: str) -> tuple[Casualties, ...]:
    found = []
    for node in reader.get_nodes(key):
        part_reader = RecordReader(
            reader.collector, f"casualties of {reader.owner}", node, _CASUALTIES_KEYS
        )
        of = part_reader.require_text("of")
        figures = {
            harm: figure for harm in CASUALTY_KINDS if (figure := _read_figure(part_reader, harm))
        }
        if (
            not figures
            and part_reader.is_valid
            and not any(harm in part_reader for harm in CASUALTY_KINDS)
        ):
            reader.collector.add_problem(
                node, "missing", f"{part_reader.owner} have no figure", "add killed: …"
            )
        elif of and figures:
            found.append(Casualties(of, **figures))
    return tuple(found)


def _read_allowed_checks(reader: RecordReader, key: str) -> tuple[tuple[str, str], ...]:
    """The checks that an event allows to warn in vain, each with the reason written, if any."""
    node = reader.entries[key].node
    names = tuple(node.value) if isinstance(node.value, dict) else ("check-name",)
    part_reader = RecordReader(reader.collector, f"{key} of {reader.owner}", node, names)
    return tuple((name, part_reader.get_text(name)) for name in names if name in part_reader)


_OPTIONAL_KEYS: tuple[tuple[str, str, Callable[[RecordReader, str], Any]], ...] = (
    ("date_text", "date_text", RecordReader.get_text),
    ("summary", "summary", RecordReader.get_text),
    ("actors", "participants", _read_participants),
    ("places", "places", RecordReader.get_texts),
    ("tags", "tags", RecordReader.get_texts),
    ("casualties", "casualties", _read_casualties),
    ("according_to", "according_to", RecordReader.get_text),
    ("note", "note", RecordReader.get_text),
    ("dated_by", "dated_by", RecordReader.get_texts),
    ("part_of", "part_of", RecordReader.get_texts),
    ("allow", "allow", _read_allowed_checks),
    ("origin", "origins", _read_origins),
    ("url", "url", RecordReader.get_text),
    ("image", "image", RecordReader.get_text),
    ("image_credit", "image_credit", RecordReader.get_text),
)
"""The keys that an event need not have, the field that each is read into, and how."""
_OPTIONAL_READERS = {key: (field, read) for key, field, read in _OPTIONAL_KEYS}
TEXT_KEYS = (
    "id",
    "title",
    *(key for key, _, read in _OPTIONAL_KEYS if read is RecordReader.get_text),
)
"""The keys of an event that are texts, each of which is read into the field of its name."""


def parse_figure(text: str) -> Figure | None:
    """Parse a figure such as "80", "~80" or "80+"; None where the text is no figure."""
    match = _FIGURE_PATTERN.fullmatch(text)
    if match is None or (match[1] and match[3]):
        return None
    qualifier = Qualifier.ABOUT if match[1] else Qualifier.AT_LEAST if match[3] else Qualifier.EXACT
    return Figure(int(match[2].replace(",", "")), qualifier)


def _read_figure(reader: RecordReader, harm: str) -> Figure | None:
    text = reader.get_text(harm)
    figure = parse_figure(text)
    if text and figure is None:
        entry = reader.get_entry(harm)
        reader.collector.add_problem(
            entry.node if entry else reader.node,
            "figure",
            f"{harm} of {reader.owner} is {quote_text(text)}",
            FIGURE_FIX,
        )
    return figure
