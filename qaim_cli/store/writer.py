"""Write records as the text of a store: the one writer of events, actors and places.

`render_store` writes a whole file. `build_event` and `build_entity` make the YAML of one record,
which `edit` puts into a file that is already there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

from qaim_cli.dates import DateRules
from qaim_cli.dates.calendar import CALENDARS, GREGORIAN, format_iso_day
from qaim_cli.model import (
    Casualties,
    Entity,
    Event,
    EventDraft,
    Figure,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.layout import INDENT, format_entry, format_item
from qaim_cli.store.nodes import NO_COMMENTS, NO_POSITION, MappingEntry, YamlNode
from qaim_cli.store.shape import REFERENCE_SHAPE, TIMELINE_SHAPE, KeyShape
from qaim_cli.text import clean_text

PARENT_KEYS = {"actors": "part_of", "places": "within"}
"""The key under which an actor or place names what it belongs to."""
KEYS_WITHOUT_GAP = ("title", "source")
"""The keys that stand together at the top, with no empty line between."""
_EVENTS_KEY = "events"
DEFAULT_RULES = DateRules()
_NUMBER_PATTERN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?", re.ASCII)
_FIGURE_FORMATS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}

_new_tuple: Any = tuple.__new__
"""As in `nodes`: a half of the time that building a value takes."""
_Record = TypeVar("_Record")

YamlContent = YamlNode | str | Iterable[str]
"""What `build_record` takes for a key: a value, a text, or a list of texts."""


def render_store(
    header: StoreHeader,
    drafts: Iterable[EventDraft],
    *,
    comments: Iterable[str] = (),
    event_list_comments: Iterable[str] = (),
) -> Iterator[str]:
    """Render a new store in the canonical layout, piece by piece.

    Args:
        header: all that the store says besides its events.
        drafts: the events, in the order in which they are to stand, with the comments above
            them; an event without a date is written as a comment.
        comments: comments at the top of the file, without their `#`.
        event_list_comments: comments above the list of events, without their `#`.
    """
    opening = list(format_comments(comments))
    yield _end_lines([*opening, ""] if opening else [])
    for number, (name, value) in enumerate(list_header_sections(header)):
        gap = number and not (number == 1 and name in KEYS_WITHOUT_GAP)
        lines = format_entry(YamlNode(name), value, TIMELINE_SHAPE.find_key(name), is_separate=True)
        yield _end_lines([*([""] if gap else []), *lines])
    yield _end_lines(["", *format_comments(event_list_comments)])
    count = 0
    for count, draft in enumerate(drafts, start=1):
        yield "events:\n" if count == 1 else "\n"
        yield _end_lines(_format_draft(draft, header.date_rules))
    if not count:
        yield "events: []\n"


def format_comments(lines: Iterable[str], indent: int = 0) -> Iterator[str]:
    """Format lines of text as comments, one on each line."""
    margin = " " * indent
    return (f"{margin}# {' '.join(clean_text(line).split())}".rstrip() for line in lines)


def format_event(event: Event, indent: int = 0, rules: DateRules = DEFAULT_RULES) -> list[str]:
    """Format an event as an item of the list of events; `rules` are those of the timeline."""
    shape = TIMELINE_SHAPE.find_key(_EVENTS_KEY)
    return format_item(build_event(event, rules), shape, indent, is_separate=True)


def format_figure(figure: Figure) -> str:
    """Format a figure as a store writes it: "80", "~80" or "80+"."""
    return _FIGURE_FORMATS[figure.qualifier].format(figure.number)


def format_degrees(degrees: float) -> str:
    """Format degrees as a store writes them, without an exponent."""
    return f"{degrees:.10f}".rstrip("0").rstrip(".")


def build_record(*pairs: tuple[str, YamlContent]) -> YamlNode:
    """Build a record of keys; a key whose value is empty is left out."""
    entries: dict[str, MappingEntry] = {}
    for key, content in pairs:
        if content:
            node = _build_value(content)
            if node.value:
                entries[key] = _new_tuple(MappingEntry, (_build_key(key), node))
    return YamlNode(entries)


def build_entity(kind: str, entity: Entity) -> YamlNode:
    """Build the YAML of an actor or place; `kind` is the key of its list."""
    return build_record(
        ("name", entity.name),
        ("aliases", entity.aliases),
        (PARENT_KEYS[kind], entity.parents),
        ("at", map(format_degrees, entity.at)),
    )


def build_event(event: Event, rules: DateRules = DEFAULT_RULES) -> YamlNode:
    """Build the YAML of an event; `rules` are those by which its timeline's dates are read."""
    pairs = ((key, build(event, rules)) for key, build in EVENT_BUILDERS.items())
    return build_record(*pairs, *build_own_fields(event))


def build_own_fields(event: Event) -> Iterator[tuple[str, YamlNode]]:
    """Build the YAML of each own field of an event."""
    return (
        (name, _unwrap_single(map(_build_own_value, values))) for name, values in event.own_fields
    )


def _build_own_value(text: str) -> YamlNode:
    """Build the YAML of a text that may be meant as a number, which then has no quotes."""
    return YamlNode(text, style="") if _NUMBER_PATTERN.fullmatch(text) else YamlNode(text)


def format_source(source: Reference) -> list[str]:
    """Format a source as an entry of the list of sources."""
    shape = KeyShape(source.id, REFERENCE_SHAPE, "")
    return format_entry(YamlNode(source.id), build_reference(source), shape, is_separate=True)


def build_reference(reference: Reference) -> YamlNode:
    """Build the YAML of a declared source, its keys in the order of the shape."""
    return build_record(*((key, getattr(reference, key)) for key in REFERENCE_SHAPE.key_names))


def build_sources(sources: Sequence[Source]) -> YamlNode:
    """Build the YAML of an event's sources; sentences of one paragraph share a record."""
    if len(sources) == 1:
        return _build_citation(sources)
    return _unwrap_single(map(_build_citation, _group_by_paragraph(sources)))


EVENT_BUILDERS: dict[str, Callable[[Event, DateRules], YamlContent]] = {
    "id": lambda event, _: event.id,
    "date": lambda event, _: event.edtf,
    "calendar": lambda event, rules: _build_calendar(event.date_rules, rules),
    "about": lambda event, rules: _format_tolerance(event.date_rules, rules),
    "date_text": lambda event, _: event.date_text,
    "title": lambda event, _: event.title,
    "summary": lambda event, _: event.summary,
    "actors": lambda event, _: _build_each(_build_participant, event.participants),
    "places": lambda event, _: event.places,
    "tags": lambda event, _: event.tags,
    "casualties": lambda event, _: _build_each(_build_casualties, event.casualties),
    "according_to": lambda event, _: event.according_to,
    "note": lambda event, _: event.note,
    "dated_by": lambda event, _: event.dated_by,
    "part_of": lambda event, _: event.part_of,
    "source": lambda event, _: build_sources(event.sources),
    "url": lambda event, _: event.url,
    "image": lambda event, _: event.image,
    "image_credit": lambda event, _: event.image_credit,
    "allow": lambda event, _: build_record(*event.allow),
    "origin": lambda event, _: _unwrap_single(
        build_record(*origin._asdict().items()) for origin in event.origins
    ),
}
"""The value of each key of an event, in the order written, given the rules of the timeline."""


def list_header_sections(header: StoreHeader) -> Iterator[tuple[str, YamlNode]]:
    """List the top-level keys before the events, with their values; empty ones are left out."""
    entities = {"actors": header.actors, "places": header.places}
    record = build_record(
        ("title", header.title),
        ("source", build_reference(header.reference)),
        ("sources", build_record(*((each.id, build_reference(each)) for each in header.sources))),
        ("calendar", _build_calendar(header.date_rules, DEFAULT_RULES)),
        ("about", _format_tolerance(header.date_rules, DEFAULT_RULES)),
        ("periods", build_record(*header.periods)),
        ("infobox", build_record(*header.infobox)),
        *(
            (kind, build_record(*((each.id, build_entity(kind, each)) for each in declared)))
            for kind, declared in entities.items()
        ),
    )
    return ((name, entry.node) for name, entry in record.entries.items())


def _format_draft(draft: EventDraft, rules: DateRules) -> list[str]:
    lines = format_event(draft.event, INDENT, rules)
    if not draft.event.edtf:
        margin = " " * INDENT
        lines.insert(1, f"{margin}{margin}date:")
        lines = [f"{margin}# {line.removeprefix(margin)}" for line in lines]
    return [*format_comments(draft.comments, INDENT), *lines] if draft.comments else lines


@lru_cache(maxsize=256)
def _build_key(name: str) -> YamlNode:
    return YamlNode(name)


def _build_value(content: YamlContent) -> YamlNode:
    if isinstance(content, str):
        return _build_text(content)
    if isinstance(content, YamlNode):
        return content
    return _build_each(_build_text, content)


def _build_text(text: str) -> YamlNode:
    node: YamlNode = _new_tuple(YamlNode, (text, NO_POSITION, NO_POSITION, '"', NO_COMMENTS))
    return node


def _build_calendar(own: DateRules, rules: DateRules) -> YamlNode:
    """Build the YAML of a calendar, where it is not the one given by the rules."""
    if own.calendar == rules.calendar:
        return YamlNode("")
    if own.calendar in CALENDARS.values():
        return YamlNode(str(own.calendar))
    switch = format_iso_day(own.calendar.first_gregorian_day, GREGORIAN)
    return build_record(("gregorian_from", switch))


def _format_tolerance(own: DateRules, rules: DateRules) -> str:
    """Format what "about" means, where that is not what the rules say."""
    return str(own.about) if own.about and own.about != rules.about else ""


def _build_each(build: Callable[[_Record], YamlNode], records: Iterable[_Record]) -> YamlNode:
    return YamlNode([build(each) for each in records])


def _unwrap_single(items: Iterable[YamlNode]) -> YamlNode:
    """Write a list of one item as the item itself."""
    nodes = list(items)
    return nodes[0] if len(nodes) == 1 else YamlNode(nodes)


def _build_participant(participant: Participant) -> YamlNode:
    if not participant.role:
        return _build_text(participant.actor)
    return build_record(*participant._asdict().items())


def _build_casualties(casualties: Casualties) -> YamlNode:
    figures = ((harm, format_figure(figure)) for harm, figure in casualties.iter_figures())
    return build_record(("of", casualties.actor), *figures)


def _group_by_paragraph(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """Group sources that follow on each other and differ in the sentence alone."""
    for _, group in groupby(sources, _get_paragraph):
        first, *others = group
        if first.sentence:
            yield first, *others
        else:
            yield from ((each,) for each in (first, *others))


def _get_paragraph(source: Source) -> tuple[object, ...]:
    """Get what sources of one paragraph share, and whether they have sentence and fingerprint."""
    has_sentence = bool(source.sentence or source.fingerprint)
    place = source._replace(sentence=0, fingerprint="") if has_sentence else source
    return *place, bool(source.sentence), bool(source.fingerprint)


def _build_citation(sources: Sequence[Source]) -> YamlNode:
    """Build one record for sources that differ in the sentence alone."""
    first = sources[0]
    if first == Source(of=first.of):
        return YamlNode(first.of)
    sentences = [str(each.sentence) for each in sources if each.sentence]
    fingerprints = [each.fingerprint for each in sources if each.fingerprint]
    return build_record(
        ("of", first.of),
        ("at", first.at),
        ("section", first.section),
        ("paragraph", str(first.paragraph or "")),
        ("sentence", _unwrap_single(map(YamlNode, sentences))),
        ("url", first.url),
        ("fingerprint", _unwrap_single(map(YamlNode, fingerprints))),
    )


def _end_lines(lines: Iterable[str]) -> str:
    return "".join([f"{line}\n" for line in lines])
