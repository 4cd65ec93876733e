"""A timeline of Qaim's: the YAML of just these events, with the people and places they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qaim_cli.dates import DatePrecision, DateRules
from qaim_cli.edit.event_yaml import FIGURE_FORMATS, format_degrees
from qaim_cli.edit.layout import format_scalar
from qaim_cli.exchange.losses import Fates
from qaim_cli.model import Casualties, Catalogue, Event, Participant, Reference, Source, Timeline

WRITE_LOSSES: Fates = {}
KEPT_UNITS = tuple(DatePrecision)

_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)+")
"""A text of several plain words, which needs no quotes anywhere."""


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """The events as a store of their own, in pieces."""
    yield from write_store(events, timeline)


def write_store(
    events: Iterable[Event],
    timeline: Timeline,
    *,
    heading: str = "",
    extra_tags: tuple[str, ...] = (),
) -> Iterator[str]:
    """The text of a store with these events, in pieces.

    Args:
        events: the events.
        timeline: what they name, and what they are taken from.
        heading: a comment for the first line.
        extra_tags: tags that each of them gets besides.
    """
    events = tuple(events)
    if heading:
        yield f"# {heading}\n\n"
    yield f"title: {_scalar(timeline.title)}\n"
    yield from _format_rules(timeline.date_rules, DateRules(), "")
    yield from _format_reference(timeline.reference)
    actors = _with_parents((id for event in events for id in event.actor_ids), timeline.actors)
    places = _with_parents((id for event in events for id in event.places), timeline.places)
    yield from _format_entities("actors", "part_of", actors, timeline.actors)
    yield from _format_entities("places", "within", places, timeline.places)
    yield "\nevents:\n" if events else "\nevents: []\n"
    known = {timeline.format_id(event) for event in events}
    for event in events:
        yield "".join(_format_event(event, timeline, extra_tags, known))


def _format_reference(reference: Reference) -> Iterator[str]:
    pairs = [(key, value) for key, value in zip(reference._fields, reference, strict=True) if value]
    if pairs:
        yield "source:\n"
        for key, value in pairs:
            yield f"  {key}: {_scalar(value)}\n"


def _format_rules(rules: DateRules, usual: DateRules, margin: str) -> Iterator[str]:
    """The calendar and the width of "about", where they are not the usual ones."""
    if rules.calendar != usual.calendar:
        name = str(rules.calendar)
        since = name.removeprefix("gregorian from ")
        yield f"{margin}calendar: {name if since == name else f'{{gregorian_from: {since}}}'}\n"
    if rules.about is not None and rules.about != usual.about:
        yield f"{margin}about: {rules.about}\n"


def _with_parents(ids: Iterable[str], catalogue: Catalogue) -> list[str]:
    """The ids, each once, with all that they belong to; in the order declared."""
    found = set(ids)
    waiting = list(found)
    while waiting:
        entity = catalogue.entities.get(waiting.pop())
        for parent in entity.parents if entity else ():
            if parent not in found and parent in catalogue.entities:
                found.add(parent)
                waiting.append(parent)
    return [id for id in catalogue.entities if id in found]


def _format_entities(
    key: str, parent_key: str, ids: Sequence[str], catalogue: Catalogue
) -> Iterator[str]:
    if ids:
        yield f"\n{key}:\n"
    for id in ids:
        entity = catalogue.entities[id]
        yield f"  {_make_id(id)}:\n    name: {_scalar(entity.name)}\n"
        if entity.aliases:
            yield f"    aliases: {_list(entity.aliases)}\n"
        if parents := [each for each in entity.parents if each in catalogue.entities]:
            yield f"    {parent_key}: {_ids(parents)}\n"
        if entity.at:
            yield f"    at: [{', '.join(map(format_degrees, entity.at))}]\n"


def _format_event(
    event: Event, timeline: Timeline, extra_tags: tuple[str, ...], known: set[str]
) -> Iterator[str]:
    """The lines of an event, in the order of the keys of a store."""
    yield f"\n  - id: {_make_id(timeline.format_id(event))}\n"
    parts = [each for each in event.part_of if each in known]
    origins = [dict(zip(each._fields, each, strict=True)) for each in event.origins]
    values = {
        "date": format_scalar(event.edtf, plain=True),
        "date_text": event.date_text and _scalar(event.date_text),
        "title": _scalar(event.title),
        "summary": event.summary and _scalar(event.summary),
        "actors": event.participants and f"[{', '.join(map(_format_actor, event.participants))}]",
        "places": event.places and _ids(event.places),
        "tags": (event.tags or extra_tags) and _list((*event.tags, *extra_tags)),
        "casualties": event.casualties
        and f"[{', '.join(map(_format_casualties, event.casualties))}]",
        "according_to": event.according_to and _scalar(event.according_to),
        "note": event.note and _scalar(event.note),
        "part_of": parts and _ids(parts),
        "source": _one_or_list(map(_format_source, event.sources)),
        "allow": event.allow and _keys(dict(event.allow)),
        "origin": origins and _one_or_list(map(_keys, origins)),
    }
    yield from _format_rules(event.date_rules, timeline.date_rules, "    ")
    for key, value in values.items():
        if value:
            yield f"    {key}: {value}\n"


def _format_actor(participant: Participant) -> str:
    id, role = participant
    return f"{{actor: {_make_id(id)}, role: {_flow(role)}}}" if role else _make_id(id)


def _format_casualties(casualties: Casualties) -> str:
    figures = ", ".join(
        f"{kind}: {_flow(FIGURE_FORMATS[figure.qualifier].format(figure.number), plain=True)}"
        for kind, figure in casualties.iter_figures()
    )
    return f"{{of: {_make_id(casualties.actor)}, {figures}}}"


def _format_source(source: Source) -> str:
    numbers = ""
    if source.paragraph:
        numbers += f", paragraph: {source.paragraph}"
    if source.sentence:
        numbers += f", sentence: {source.sentence}"
    if source.fingerprint:
        numbers += f", fingerprint: {_flow(source.fingerprint)}"
    return f"{{section: {_flow(source.section)}{numbers}}}"


def _one_or_list(items: Iterable[str]) -> str:
    found = list(items)
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def _keys(values: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{_flow(key)}: {_flow(value)}' for key, value in values.items() if value)}}}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_flow, texts))}]"


def _ids(ids: Iterable[str]) -> str:
    return f"[{', '.join(map(_make_id, ids))}]"


def _make_id(id: str) -> str:
    """An id as a store takes it; one of several timelines keeps the name of its own."""
    return format_scalar(id.replace(":", "-"), flow=True, plain=True)


def _scalar(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else format_scalar(text)


def _flow(text: str, *, plain: bool = False) -> str:
    return text if _SIMPLE.fullmatch(text) else format_scalar(text, flow=True, plain=plain)
