"""Add an event to a store from command-line input."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator

from qaim_cli import dates
from qaim_cli.dates import DateRules
from qaim_cli.edit.change import DocumentEdit, EditFunction, LocalEdit
from qaim_cli.edit.declare import NewEntities
from qaim_cli.edit.document import StoreDocument
from qaim_cli.edit.insert import insert_events
from qaim_cli.edit.rename import require_id
from qaim_cli.edit.similar_events import find_similar_events
from qaim_cli.edit.typed_dates import TypedDate, parse_typed_date
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import MAX_ID_CHARS, IdMaker
from qaim_cli.model import (
    Casualties,
    Catalogue,
    Entity,
    Event,
    Figure,
    Participant,
    Source,
    Timeline,
)
from qaim_cli.query import lookup
from qaim_cli.store.records import FIGURE_FIX, parse_figure
from qaim_cli.text import format_list, quote_text

_PARAGRAPH_SIGN = r"[\s,]*(?:¶|\bpar(?:a(?:graph)?)?\b\.?)\s*"
_SENTENCES_PATTERN = r"\d{1,9}(?:\s*[-–—]\s*\d{1,9})?"
_SOURCE_PATTERN = re.compile(
    rf"(?P<section>[^¶]+?)(?:{_PARAGRAPH_SIGN}(?P<paragraph>\d{{1,9}})"
    rf"(?:(?:[.:]|[\s,]*sentences?)\s*(?P<sentences>{_SENTENCES_PATTERN}"
    rf"(?:\s*(?:,|and)\s*{_SENTENCES_PATTERN})*))?)?\s*"
)
_MISPLACED_PARAGRAPH = re.compile(rf"¶|{_PARAGRAPH_SIGN}\d[^a-z]*$", re.IGNORECASE)
"""What a section's name does not hold: a paragraph was meant."""
_MAX_SENTENCES = 100
_ROLE_PATTERN = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]*[^()\s][^()]*)\)\s*")


class EventInput(FrozenRecord):
    """An event as a person types it; empty values are left out."""

    date: str
    title: str
    summary: str = ""
    actors: tuple[str, ...] = ()
    """Each by id, name or alias, with a role in brackets: "Israel (blamed)"."""
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    casualties: tuple[tuple[str, str], ...] = ()
    """What happened and to whom: ("killed", "insurgents=~80")."""
    according_to: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    """Each a section, with a paragraph and sentences, "Iraq War ¶4.1,2", or a declared source, with
    a place in it: "polybius 3.117"."""
    id: str = ""
    date_text: str = ""


class SimilarEventError(RequestError):
    """The timeline has an event of the same days with a title like that of the new one."""


def add_event(
    draft: EventInput, today: datetime.date, *, declare: bool = False, allow_similar: bool = True
) -> EditFunction:
    """Edit that adds an event where the order of the file wants it.

    Args:
        draft: the event as typed.
        today: the day that relative dates count from.
        declare: whether to declare actors and places that are not declared yet.
        allow_similar: whether to add an event that may be there already.

    Raises:
        SimilarEventError: it may be there already, and `allow_similar` is false.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        timeline = document.result.timeline
        date = parse_typed_date(draft.date, today, timeline)
        id = _choose_id(draft, document.make_id_maker())
        if not draft.sources:
            raise RequestError("the event has no source", "give --source 'Section ¶4.1'")
        resolver = NameResolver(timeline, declare=declare)
        event = build_event(draft, id, date, resolver, timeline.date_rules)
        if not allow_similar:
            _require_new(event, document.find_events_from(event.span.first_day))
        declarations = resolver.declarations
        edits = insert_events(document, [event], declarations)
        new_ids = [entity.id for entities in declarations.values() for entity in entities]
        also = f", and declared {format_list(new_ids)}" if new_ids else ""
        if date.has_time_of_day:
            also += (
                "; its time of day is left out"
                if draft.date_text
                else "; its time of day is kept in date_text only"
            )
        return DocumentEdit(edits, f"added {id}: {date}{also}")

    return LocalEdit(compute_edit)


def _require_new(event: Event, others: Iterable[Event]) -> None:
    """Refuse an event that may be among others already.

    Raises:
        SimilarEventError: it may; the error names the event that is like it.
    """
    for each in find_similar_events(event, others):
        raise SimilarEventError(
            f"{each.id} is an event of the same date with a title like it: {quote_text(each.title)}"
        )


def _choose_id(draft: EventInput, id_maker: IdMaker) -> str:
    """Choose the id of a new event: the one given, or one made of the title.

    Raises:
        RequestError: the id given cannot be used.
    """
    if not draft.id:
        return id_maker.make_id(draft.title, "event")
    require_id(draft.id)
    if draft.id in id_maker:
        raise RequestError(
            f"there is already an event {quote_text(draft.id)}", "give it another --id"
        )
    if len(draft.id) > MAX_ID_CHARS:
        raise RequestError(
            f"{quote_text(draft.id)} has {len(draft.id)} characters",
            f"an id has at most {MAX_ID_CHARS}",
        )
    return draft.id


def build_event(
    draft: EventInput, id: str, date: TypedDate, resolver: NameResolver, rules: DateRules
) -> Event:
    """Build the event of what a person has entered, by options or in the dialogue.

    Raises:
        RequestError: a part of it cannot be used.
    """
    return Event(
        id=id,
        date=date.date,
        span=dates.compute_span(date.date, *rules),
        edtf=date.edtf,
        date_rules=rules,
        date_text=draft.date_text or date.words,
        title=draft.title,
        summary=draft.summary,
        participants=tuple(map(resolver.resolve_participant, draft.actors)),
        places=tuple(resolver.resolve_id("places", each) for each in draft.places),
        tags=tuple(_require_name("tag", each) for each in draft.tags),
        casualties=_parse_casualties(draft.casualties, resolver),
        according_to=draft.according_to,
        note=draft.note,
        sources=parse_sources(draft.sources, resolver.source_ids),
    )


def split_role(text: str, actors: Catalogue) -> tuple[str, str]:
    """Split an actor's name from the role in brackets behind it; the role may be empty."""
    match = _ROLE_PATTERN.fullmatch(text)
    if match is None or actors.find(text):
        return text, ""
    return match["name"], match["role"]


class NameResolver:
    """Resolve names to ids, collecting undeclared names."""

    def __init__(self, timeline: Timeline, *, declare: bool) -> None:
        self._actors = timeline.actors
        self.source_ids = timeline.sources.keys()
        self._may_declare = declare
        self.new_entities = {
            "actors": NewEntities(timeline.actors), "places": NewEntities(timeline.places)
        }  # fmt: skip

    @property
    def declarations(self) -> dict[str, Iterable[Entity]]:
        """The actors and places to be declared, by the key of their list."""
        return {kind: new.by_id.values() for kind, new in self.new_entities.items()}

    def resolve_participant(self, text: str) -> Participant:
        """Resolve an actor by name, with the role in brackets behind it."""
        name, role = split_role(text, self._actors)
        return Participant(self.resolve_id("actors", name), role)

    def resolve_id(self, kind: str, name: str) -> str:
        """Resolve a name to an id; `kind` is actors or places.

        Raises:
            RequestError: the name is unknown and may not be declared, is ambiguous, or is empty.
        """
        new = self.new_entities[kind]
        noun = kind.removesuffix("s")
        ids = new.catalogue.find(_require_name(noun, name))
        if not ids and self._may_declare:
            return new.declare(name, noun)
        if not ids:
            try:
                lookup.find_entity_ids(noun, name, new.catalogue)
            except RequestError as error:
                raise RequestError(error.message, f"{error.fix}; --declare declares it") from None
        return lookup.require_single_id(noun, name, ids)


def _require_name(noun: str, name: str) -> str:
    """Return the name as it is.

    Raises:
        RequestError: it is empty.
    """
    if not name.strip():
        raise RequestError(
            f"--{noun} cannot be {quote_text(name)}", f"name the {noun}, or leave it out"
        )
    return name


def _parse_casualties(
    options: Iterable[tuple[str, str]], resolver: NameResolver
) -> tuple[Casualties, ...]:
    """Parse casualty options into a record for each actor, with a figure for each harm."""
    figures_by_actor: dict[str, dict[str, Figure]] = {}
    for harm, text in options:
        name, separator, number = (part.strip() for part in text.rpartition("="))
        if not separator or not name or not number:
            raise RequestError(
                f"--{harm} cannot be {quote_text(text)}", 'write WHO=5, or "WHO=~80"'
            )
        figure = parse_figure(number)
        if figure is None:
            raise RequestError(f"--{harm} cannot be {quote_text(text)}", FIGURE_FIX)
        figures = figures_by_actor.setdefault(resolver.resolve_id("actors", name), {})
        if harm in figures:
            raise RequestError(
                f"--{harm} is given twice for {quote_text(name)}",
                f"{figures[harm]} and {figure}: keep one of them",
            )
        figures[harm] = figure
    return tuple(Casualties(id, **figures) for id, figures in figures_by_actor.items())


def parse_sources(texts: Iterable[str], source_ids: Collection[str]) -> tuple[Source, ...]:
    """Parse places in sources as typed: "Section ¶4.1-3" is a place for each sentence.

    The id of a source may stand first, with any other place behind it: "polybius 3.117".

    Raises:
        RequestError: one of them is no place in a source.
    """
    return tuple(source for text in texts for source in _parse_source(text, source_ids))


def _parse_source(text: str, source_ids: Collection[str]) -> Iterator[Source]:
    """Parse one of them.

    Raises:
        RequestError: the text is no such source, or counts from 0.
    """
    first_word, *others = text.split(maxsplit=1)[:2] or [""]
    of = first_word if first_word in source_ids else ""
    place = "".join(others) if of else text
    match = _SOURCE_PATTERN.fullmatch(place.strip())
    if of and not (match and match["paragraph"]) and "¶" not in place:
        yield Source(of=of, at=" ".join(place.split()))
        return
    if match is None or _MISPLACED_PARAGRAPH.search(match["section"]):
        raise _make_source_error(text)
    sentences = list(_parse_sentences(text, match["sentences"]))
    paragraph = int(match["paragraph"] or 0)
    if (match["paragraph"] and not paragraph) or not all(sentences):
        raise RequestError(f"--source cannot be {quote_text(text)}", "count from 1")
    for sentence in sentences or [0]:
        yield Source(match["section"], paragraph, sentence, of=of)


def _parse_sentences(source: str, text: str | None) -> Iterator[int]:
    """Parse the numbers of sentences, and all numbers within each range.

    Raises:
        RequestError: a range runs backwards, or has more sentences than a paragraph.
    """
    for match in re.finditer(r"(\d+)(?:\s*[-–—]\s*(\d+))?", text or ""):
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _MAX_SENTENCES:
            raise _make_source_error(source)
        yield from range(first, last + 1)


def _make_source_error(source: str) -> RequestError:
    fix = "write 'Section ¶4', 'Section ¶4.1', 'Section ¶4.1-3' or 'Section ¶4.1,3'"
    return RequestError(f"--source cannot be {quote_text(source)}", fix)
