"""Nodes → records: what each key of a store means.

A record with a fault in what it needs is left out; a fault elsewhere costs only that value. Either
way the fault becomes a problem and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

from qaim_cli import dates
from qaim_cli.dates import DateRules
from qaim_cli.errors import DateError
from qaim_cli.model import (
    CASUALTY_KINDS,
    Casualties,
    Entity,
    Event,
    Figure,
    IgnoredSentence,
    Origin,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.store import shape
from qaim_cli.store.date_keys import read_date, read_date_rules
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.record_reader import ProblemCollector, RecordReader
from qaim_cli.text import clean_text, format_count, quote_text

TOP_LEVEL_KEYS = shape.TIMELINE_SHAPE.key_names
_ENTITY_KEYS = {
    "actors": ("part_of", "actor", shape.ACTOR_SHAPE.key_names),
    "places": ("within", "place", shape.PLACE_SHAPE.key_names),
}
_EVENT_KEYS = shape.EVENT_SHAPE.key_names
_SOURCE_KEYS = shape.SOURCE_SHAPE.key_names
_IGNORED_KEYS = shape.IGNORED_SHAPE.key_names
_ORIGIN_KEYS = shape.ORIGIN_SHAPE.key_names
_PARTICIPANT_KEYS = shape.PARTICIPANT_SHAPE.key_names
_CASUALTIES_KEYS = shape.CASUALTIES_SHAPE.key_names
_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER_DATE = "0001"
"""What stands in for a date that is wrong; nothing judges it."""
_DEGREES_PATTERN = re.compile(r"[-+]?\d{1,3}(?:\.\d{1,15})?", re.ASCII)
_FIGURE_PATTERN = re.compile(r"(~?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\+?)", re.ASCII)


def read_title(faults: ProblemCollector, entry: MappingEntry) -> str:
    """The timeline's title."""
    return RecordReader.for_single_key(faults, "title", entry).get_text("title")


def read_reference(faults: ProblemCollector, entry: MappingEntry) -> Reference:
    """The source of the whole timeline."""
    fields = RecordReader(faults, "the source", entry.node, shape.REFERENCE_SHAPE.key_names)
    return Reference(
        fields.get_text("title"),
        fields.get_text("url"),
        fields.get_text("licence"),
        _read_accessed_day(fields),
    )


def _read_accessed_day(fields: RecordReader) -> str:
    """The day on which a source was read, in EDTF; empty where it is not said, or is none."""
    text, entry = fields.get_text("accessed"), fields.get_entry("accessed")
    if not text or entry is None:
        return ""
    try:
        return dates.format_edtf(dates.parse_with_span(text)[0])
    except DateError as error:
        what = f"accessed of {fields.owner}: {error.message}"
        fields.collector.add_problem(entry.node, "date", what, error.fix)
        return ""


def read_infobox(faults: ProblemCollector, entry: MappingEntry) -> tuple[tuple[str, str], ...]:
    """The labels and values of the infobox, in the order written."""
    if not isinstance(entry.node.value, dict):
        faults.add_problem(
            entry.node, "type", "the infobox has no labels", "write label: value lines"
        )
        return ()
    fields = RecordReader(faults, "the infobox", entry.node, tuple(entry.node.value))
    return tuple((label, fields.get_text(label)) for label in entry.node.value)


def read_entities(faults: ProblemCollector, key: str, entry: MappingEntry) -> dict[str, Entity]:
    """The actors or places declared under their key."""
    whole, kind, known = _ENTITY_KEYS[key]
    if not isinstance(entry.node.value, dict):
        faults.add_problem(
            entry.node, "type", f"{key} has no ids", f"write id: {{name: …}} for each {kind}"
        )
        return {}
    found = {}
    for id, declared in entry.node.value.items():
        owner = f"{kind} {quote_text(id)}"
        if not is_id(id):
            faults.add_problem(declared, "id", f"{owner} has an unusable id", suggest_id(id))
            continue
        fields = RecordReader(faults, owner, declared.node, known)
        name = fields.get_text("name") or id
        found[id] = Entity(
            id,
            name,
            fields.get_texts("aliases"),
            fields.get_texts(whole),
            declared.line,
            _read_degrees(fields) if key == "places" else (),
        )
        faults.note_position(found[id], declared)
    return found


def _read_degrees(fields: RecordReader) -> tuple[float, ...]:
    """The latitude and longitude of a place; none, with a problem, where they are not both there."""
    entry = fields.get_entry("at")
    texts = fields.get_texts("at")
    if entry is None or not texts:
        return ()
    is_number = len(texts) == 2 and all(map(_DEGREES_PATTERN.fullmatch, texts))
    at = tuple(map(float, texts)) if is_number else ()
    if not at or abs(at[0]) > 90 or abs(at[1]) > 180:
        what = f"at of {fields.owner} is {quote_text(', '.join(texts))}"
        fields.collector.add_problem(
            entry.node, "type", what, "write its latitude and longitude: [34.37, 41.09]"
        )
        return ()
    return at


def read_event(
    faults: ProblemCollector, node: YamlNode, timeline: str, rules: DateRules
) -> Event | None:
    """The event that a node of a timeline writes, None where what it needs is missing or wrong.

    `rules` are those by which the timeline's dates are read.
    """
    fields = RecordReader(faults, _describe_event(node), node, _EVENT_KEYS)
    if not isinstance(node.value, dict):
        return None
    id = _read_id(fields)
    own_rules = read_date_rules(fields, rules)
    dated = read_date(fields, own_rules)
    title = fields.require_text("title")
    sources = _read_sources(fields)
    whole = fields.is_valid and dated is not None
    if not whole and not (faults.keeps_incomplete_events and id):
        return None
    date, span = dated or dates.parse_with_span(_PLACEHOLDER_DATE)
    event = Event(
        id=id,
        date=date,
        span=span,
        edtf=dates.format_edtf(date) if dated else "",
        date_rules=own_rules,
        title=title,
        sources=sources,
        date_text=fields.get_text("date_text"),
        summary=fields.get_text("summary"),
        participants=_read_participants(fields),
        places=fields.get_texts("places"),
        tags=fields.get_texts("tags"),
        casualties=_read_casualties(fields),
        according_to=fields.get_text("according_to"),
        note=fields.get_text("note"),
        part_of=fields.get_texts("part_of"),
        allow=_read_allowed_checks(fields),
        origins=_read_origins(fields),
        line=node.line,
        timeline=timeline,
    )
    faults.note_position(event, node)
    if whole:
        return event
    faults.incomplete_events.append(event)
    return None


def _describe_event(node: YamlNode) -> str:
    """What problems call an event: by its id, where it has one that can be said."""
    entry = node.value.get("id") if isinstance(node.value, dict) else None
    id = entry.node.value if entry else None
    return f"event {quote_text(clean_text(id))}" if isinstance(id, str) else "an event"


def _read_id(fields: RecordReader) -> str:
    id = fields.require_text("id")
    if id and not is_id(id):
        entry = fields.get_entry("id")
        fields.collector.add_problem(
            entry.node if entry else fields.node,
            "id",
            f"{fields.owner} has an unusable id",
            suggest_id(id),
        )
        fields.is_valid = False
    return id


def is_id(text: str) -> bool:
    """Whether a text can be an id: small letters a-z and digits, hyphens between."""
    return _ID_PATTERN.fullmatch(text) is not None


def suggest_id(id: str) -> str:
    """How to write an id that is none."""
    usable = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
    return f"write {usable}" if usable else "use small letters a-z, digits and hyphens"


def _read_sources(fields: RecordReader) -> tuple[Source, ...]:
    found: list[Source] = []
    right = True
    for node in fields.get_nodes("source"):
        part = RecordReader(
            fields.collector,
            f"the source of {fields.owner}",
            node,
            _SOURCE_KEYS,
        )
        cited = _read_cited_sentences(part)
        found += cited
        if not cited:
            fields.is_valid = right = False
    if "source" not in fields:
        fields.require_text("source")
    elif not found and fields.is_valid:
        fields.collector.add_problem(
            fields.node,
            "missing",
            f"{fields.owner} has no source",
            "say its section, and its paragraph and sentence",
        )
        fields.is_valid = False
    return tuple(found) if right else ()


def read_ignored_sentences(
    faults: ProblemCollector, entry: MappingEntry
) -> Iterator[IgnoredSentence]:
    """The sentences that are to become no events, each with its reason."""
    for node in RecordReader.for_single_key(faults, "ignore", entry).get_nodes("ignore"):
        part = RecordReader(faults, "an ignored sentence", node, _IGNORED_KEYS)
        reason = part.require_text("reason")
        yield from (
            IgnoredSentence(source, reason, node.line)
            for source in _read_cited_sentences(part)
            if part.is_valid
        )


def _read_cited_sentences(part: RecordReader) -> list[Source]:
    """The sentences that a record cites; none, with a problem, where it does not say which."""
    section = part.require_text("section")
    paragraphs = [part.read_number(each, "paragraph") for each in part.get_nodes("paragraph")]
    sentences = [part.read_number(each, "sentence") for each in part.get_nodes("sentence")]
    if sentences and not paragraphs:
        part.require_text("paragraph")
    if not part.is_valid or len(paragraphs) > 1 or not all(paragraphs + sentences):
        return []
    prints = part.get_texts("fingerprint")
    if prints and len(prints) != max(1, len(sentences)):
        part.collector.add_problem(
            part.node,
            "fingerprint",
            f"{part.owner} has {format_count(len(prints), 'fingerprint')} for "
            f"{format_count(max(1, len(sentences)), 'sentence')}",
            "let `qaim audit STORE ARTICLE --stamp` write them",
        )
        prints = ()
    return [
        Source(section, paragraphs[0] if paragraphs else 0, sentence, print)
        for sentence, print in zip(sentences or [0], prints or repeat(""), strict=False)
    ]


def _read_participants(fields: RecordReader) -> tuple[Participant, ...]:
    found = []
    for node in fields.get_nodes("actors"):
        if isinstance(node.value, dict):
            part = RecordReader(
                fields.collector, f"an actor of {fields.owner}", node, _PARTICIPANT_KEYS
            )
            participant = Participant(part.require_text("actor"), part.get_text("role"))
        else:
            participant = Participant(fields.read_text(node, "an actor"))
        if participant.actor:
            found.append(participant)
    return tuple(found)


def _read_origins(fields: RecordReader) -> tuple[Origin, ...]:
    """The records that the event was imported from, those that are named in full."""
    if "origin" not in fields:  # as in most, and a generator costs more than to ask
        return ()
    parts = (
        RecordReader(fields.collector, f"the origin of {fields.owner}", node, _ORIGIN_KEYS)
        for node in fields.get_nodes("origin")
    )
    found = (
        Origin(part.require_text("file"), part.require_text("record"), part.get_text("fingerprint"))
        for part in parts
    )
    return tuple(each for each in found if each.file and each.record)


def _read_casualties(fields: RecordReader) -> tuple[Casualties, ...]:
    found = []
    for node in fields.get_nodes("casualties"):
        part = RecordReader(
            fields.collector, f"casualties of {fields.owner}", node, _CASUALTIES_KEYS
        )
        of = part.require_text("of")
        figures = {harm: figure for harm in CASUALTY_KINDS if (figure := _read_figure(part, harm))}
        if not figures and part.is_valid and not any(harm in part for harm in CASUALTY_KINDS):
            fields.collector.add_problem(
                node, "missing", f"{part.owner} have no figure", "add killed: …"
            )
        elif of and figures:
            found.append(Casualties(of, **figures))
    return tuple(found)


def _read_allowed_checks(fields: RecordReader) -> tuple[tuple[str, str], ...]:
    """The checks that an event allows to warn in vain, each with the reason written, if any."""
    entry = fields.get_entry("allow")
    if entry is None:
        return ()
    names = tuple(entry.node.value) if isinstance(entry.node.value, dict) else ("check-name",)
    part = RecordReader(fields.collector, f"allow of {fields.owner}", entry.node, names)
    return tuple((name, part.get_text(name)) for name in names if name in part)


def _read_figure(fields: RecordReader, harm: str) -> Figure | None:
    text = fields.get_text(harm)
    if not text:
        return None
    match = _FIGURE_PATTERN.fullmatch(text)
    if match is None or (match[1] and match[3]):
        entry = fields.get_entry(harm)
        fields.collector.add_problem(
            entry.node if entry else fields.node,
            "figure",
            f"{harm} of {fields.owner} is {quote_text(text)}",
            'write 80, "~80" for about 80, or "80+" for at least 80',
        )
        return None
    qualifier = Qualifier.ABOUT if match[1] else Qualifier.AT_LEAST if match[3] else Qualifier.EXACT
    return Figure(int(match[2].replace(",", "")), qualifier)
