"""Nodes → records: what each key of a store means.

A record with a fault in what it needs is left out; a fault elsewhere costs only that value. Either
way the fault becomes a problem and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

from qaim_cli import dates
from qaim_cli.errors import DateError, EndsFirstError
from qaim_cli.model import (
    HARMS,
    Casualties,
    Entity,
    Event,
    Figure,
    Ignored,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.store import shape
from qaim_cli.store.fields import Faults, Fields
from qaim_cli.store.nodes import Entry, Node
from qaim_cli.text import clean, counted, shown

TOP = shape.TIMELINE.names
_ENTITY = {
    "actors": ("part_of", "actor", shape.ACTOR.names),
    "places": ("within", "place", shape.PLACE.names),
}
_EVENT = shape.EVENT.names
_SOURCE = shape.SOURCE.names
_IGNORED = shape.IGNORED.names
_PARTICIPANT = shape.PARTICIPANT.names
_CASUALTIES = shape.CASUALTIES.names
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOME_DATE = "0001"
"""What stands in for a date that is wrong; nothing judges it."""
_FIGURE = re.compile(r"(~?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\+?)", re.ASCII)


def title(faults: Faults, entry: Entry) -> str:
    """The timeline's title."""
    return Fields.alone(faults, "title", entry).text("title")


def reference(faults: Faults, entry: Entry) -> Reference:
    """The source of the whole timeline."""
    fields = Fields(faults, "the source", entry.node, shape.REFERENCE.names)
    return Reference(fields.text("title"), fields.text("url"), fields.text("licence"))


def infobox(faults: Faults, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The labels and values of the infobox, in the order written."""
    if not isinstance(entry.node.value, dict):
        faults.add(entry.node, "type", "the infobox has no labels", "write label: value lines")
        return ()
    fields = Fields(faults, "the infobox", entry.node, tuple(entry.node.value))
    return tuple((label, fields.text(label)) for label in entry.node.value)


def entities(faults: Faults, key: str, entry: Entry) -> dict[str, Entity]:
    """The actors or places declared under their key."""
    whole, kind, known = _ENTITY[key]
    if not isinstance(entry.node.value, dict):
        faults.add(
            entry.node, "type", f"{key} has no ids", f"write id: {{name: …}} for each {kind}"
        )
        return {}
    found = {}
    for id, declared in entry.node.value.items():
        owner = f"{kind} {shown(id)}"
        if not is_id(id):
            faults.add(declared, "id", f"{owner} has an unusable id", id_cure(id))
            continue
        fields = Fields(faults, owner, declared.node, known)
        name = fields.text("name") or id
        found[id] = Entity(id, name, fields.texts("aliases"), fields.texts(whole), declared.line)
        faults.keep(found[id], declared)
    return found


def event(faults: Faults, node: Node, timeline: str) -> Event | None:
    """The event that a node of a timeline writes, None where what it needs is missing or wrong."""
    fields = Fields(faults, _owner(node), node, _EVENT)
    if not isinstance(node.value, dict):
        return None
    id = _id(fields)
    dated = _date(fields)
    title = fields.required("title")
    sources = _sources(fields)
    whole = fields.ok and dated is not None
    if not whole and not (faults.judges_all and id):
        return None
    date, span = dated or dates.read(_SOME_DATE)
    event = Event(
        id=id,
        date=date,
        span=span,
        edtf=dates.write(date) if dated else "",
        title=title,
        sources=sources,
        date_text=fields.text("date_text"),
        summary=fields.text("summary"),
        participants=_participants(fields),
        places=fields.texts("places"),
        tags=fields.texts("tags"),
        casualties=_casualties(fields),
        according_to=fields.text("according_to"),
        note=fields.text("note"),
        part_of=fields.texts("part_of"),
        allow=_allow(fields),
        line=node.line,
        timeline=timeline,
    )
    faults.keep(event, node)
    if whole:
        return event
    faults.lacking.append(event)
    return None


def _owner(node: Node) -> str:
    """What problems call an event: by its id, where it has one that can be said."""
    entry = node.value.get("id") if isinstance(node.value, dict) else None
    id = entry.node.value if entry else None
    return f"event {shown(clean(id))}" if isinstance(id, str) else "an event"


def _id(fields: Fields) -> str:
    id = fields.required("id")
    if id and not is_id(id):
        entry = fields.entry("id")
        fields.faults.add(
            entry.node if entry else fields.node,
            "id",
            f"{fields.owner} has an unusable id",
            id_cure(id),
        )
        fields.ok = False
    return id


def is_id(text: str) -> bool:
    """Whether a text can be an id: small letters a-z and digits, hyphens between."""
    return _ID.fullmatch(text) is not None


def id_cure(id: str) -> str:
    """How to write an id that is none."""
    usable = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
    return f"write {usable}" if usable else "use small letters a-z, digits and hyphens"


def _date(fields: Fields) -> tuple[dates.Date, dates.Span] | None:
    text = fields.required("date")
    entry = fields.entry("date")
    if not text or entry is None:
        return None
    try:
        return dates.read(text)
    except DateError as error:
        code = "end-before-start" if isinstance(error, EndsFirstError) else "date"
        fields.faults.add(
            entry.node, code, f"{fields.owner}: {error.what}", _date_cure(text, error)
        )
        fields.ok = False
        return None


def _date_cure(text: str, error: DateError) -> str:
    """The right EDTF for a date that a person would understand, else what the reader advised."""
    # Here, so that a store without faults never loads the reader of prose.
    from qaim_cli import periods

    try:
        return f"write {dates.write(periods.read_absolute(text))}"
    except DateError:
        return error.cure


def _sources(fields: Fields) -> tuple[Source, ...]:
    found: list[Source] = []
    right = True
    for node in fields.nodes("source"):
        part = Fields(
            fields.faults,
            f"the source of {fields.owner}",
            node,
            _SOURCE,
        )
        cited = _cited(part)
        found += cited
        if not cited:
            fields.ok = right = False
    if "source" not in fields:
        fields.required("source")
    elif not found and fields.ok:
        fields.faults.add(
            fields.node,
            "missing",
            f"{fields.owner} has no source",
            "say its section, and its paragraph and sentence",
        )
        fields.ok = False
    return tuple(found) if right else ()


def ignored(faults: Faults, entry: Entry) -> Iterator[Ignored]:
    """The sentences that are to become no events, each with its reason."""
    for node in Fields.alone(faults, "ignore", entry).nodes("ignore"):
        part = Fields(faults, "an ignored sentence", node, _IGNORED)
        reason = part.required("reason")
        yield from (Ignored(source, reason, node.line) for source in _cited(part) if part.ok)


def _cited(part: Fields) -> list[Source]:
    """The sentences that a record cites; none, with a problem, where it does not say which."""
    section = part.required("section")
    paragraphs = [part.number(each, "paragraph") for each in part.nodes("paragraph")]
    sentences = [part.number(each, "sentence") for each in part.nodes("sentence")]
    if sentences and not paragraphs:
        part.required("paragraph")
    if not part.ok or len(paragraphs) > 1 or not all(paragraphs + sentences):
        return []
    prints = part.texts("fingerprint")
    if prints and len(prints) != max(1, len(sentences)):
        part.faults.add(
            part.node,
            "fingerprint",
            f"{part.owner} has {counted(len(prints), 'fingerprint')} for "
            f"{counted(max(1, len(sentences)), 'sentence')}",
            "let `qaim audit STORE ARTICLE --stamp` write them",
        )
        prints = ()
    return [
        Source(section, paragraphs[0] if paragraphs else 0, sentence, print)
        for sentence, print in zip(sentences or [0], prints or repeat(""), strict=False)
    ]


def _participants(fields: Fields) -> tuple[Participant, ...]:
    found = []
    for node in fields.nodes("actors"):
        if isinstance(node.value, dict):
            part = Fields(fields.faults, f"an actor of {fields.owner}", node, _PARTICIPANT)
            participant = Participant(part.required("actor"), part.text("role"))
        else:
            participant = Participant(fields.plain(node, "an actor"))
        if participant.actor:
            found.append(participant)
    return tuple(found)


def _casualties(fields: Fields) -> tuple[Casualties, ...]:
    found = []
    for node in fields.nodes("casualties"):
        part = Fields(fields.faults, f"casualties of {fields.owner}", node, _CASUALTIES)
        of = part.required("of")
        figures = {harm: figure for harm in HARMS if (figure := _figure(part, harm))}
        if not figures and part.ok and not any(harm in part for harm in HARMS):
            fields.faults.add(node, "missing", f"{part.owner} have no figure", "add killed: …")
        elif of and figures:
            found.append(Casualties(of, **figures))
    return tuple(found)


def _allow(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The checks that an event allows to warn in vain, each with the reason written, if any."""
    entry = fields.entry("allow")
    if entry is None:
        return ()
    names = tuple(entry.node.value) if isinstance(entry.node.value, dict) else ("check-name",)
    part = Fields(fields.faults, f"allow of {fields.owner}", entry.node, names)
    return tuple((name, part.text(name)) for name in names if name in part)


def _figure(fields: Fields, harm: str) -> Figure | None:
    text = fields.text(harm)
    if not text:
        return None
    match = _FIGURE.fullmatch(text)
    if match is None or (match[1] and match[3]):
        entry = fields.entry(harm)
        fields.faults.add(
            entry.node if entry else fields.node,
            "figure",
            f"{harm} of {fields.owner} is {shown(text)}",
            'write 80, "~80" for about 80, or "80+" for at least 80',
        )
        return None
    qualifier = Qualifier.ABOUT if match[1] else Qualifier.AT_LEAST if match[3] else Qualifier.EXACT
    return Figure(int(match[2].replace(",", "")), qualifier)
