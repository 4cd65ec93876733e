"""Assembly of imported records into a timeline of drafts, with ids and declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qaim_cli.dates import compute_span, describe_date, format_edtf
from qaim_cli.edit.origins import NameLookup, stamp_origin
from qaim_cli.errors import DateError
from qaim_cli.exchange.records import (
    Imported,
    ImportedActor,
    ImportedCasualties,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportNote,
    ImportProblem,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import IdMaker, is_id
from qaim_cli.model import (
    DEFAULT_SOURCE_ID,
    Casualties,
    Catalogue,
    Entity,
    Event,
    Origin,
    Participant,
    Problem,
    Reference,
    Source,
    Timeline,
)
from qaim_cli.store.record_reader import MAX_TEXT_CHARS
from qaim_cli.store.shape import is_own_field
from qaim_cli.text import clean_text, fold, is_web_address, truncate_text

_MAX_TITLE_CHARS = 200
_MAX_ID_CHARS = 60


class AssembledTimeline(FrozenRecord):
    """The drafts of one or several files, with their problems and notes."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


class DraftAssembler:
    """Collects the records of files and makes one timeline of them."""

    def __init__(self) -> None:
        """Start without records."""
        self._events: list[Event] = []
        self._problems: list[Problem] = []
        self._notes: list[str] = []
        self._id_maker = IdMaker()
        self._new_ids: set[str] = set()
        """The events that no earlier import has taken from another file."""
        self._actors = _Declarations("actor")
        self._places = _Declarations("place")
        self._reference = Reference()
        self._source_id_maker = IdMaker((DEFAULT_SOURCE_ID,))
        self._source_ids: dict[str, str] = {}
        self._sources: dict[str, Reference] = {}

    def add_file(self, name: str, path: str, records: Iterable[Imported]) -> None:
        """Add the records of one file.

        Args:
            name: the name by which events keep where they are from.
            path: what problems call the file.
            records: what its reader gives.
        """
        title = name
        ids: dict[str, str] = {}
        uses: Counter[str] = Counter()
        parts: list[tuple[int, tuple[str, ...]]] = []
        for record in records:
            match record:
                case ImportedFile():
                    title = _clean(record.title) or name
                    self._note_reference(record, title)
                case ImportProblem(line, message, fix):
                    found = Problem(path, line, 1, "import", clean_text(message), clean_text(fix))
                    self._problems.append(found)
                case ImportNote(message):
                    self._notes.append(message)
                case _:
                    uses[record.record] += 1
                    event = self._make_event(record, uses[record.record], name, title, path)
                    if event is not None:
                        if record.part_of:
                            parts.append((len(self._events), record.part_of))
                        ids.setdefault(record.record, event.id)
                        self._events.append(event)
        for number, whole in parts:
            known = tuple(dict.fromkeys(ids[each] for each in whole if each in ids))
            self._events[number] = self._events[number]._replace(part_of=known)

    def finish(self) -> AssembledTimeline:
        """Make the timeline of all records added."""
        actors, places = Catalogue(self._actors.entities), Catalogue(self._places.entities)
        names = NameLookup(actors.get_name, places.get_name)
        timeline = Timeline(
            path="",
            title=self._reference.title or "An import",
            reference=self._reference,
            infobox=(),
            actors=actors,
            places=places,
            events=[
                # An earlier import has said which keys were as in the file that it read.
                stamp_origin(event, names) if event.id in self._new_ids else event
                for event in self._events
            ],
            declared_sources=self._sources.values(),
        )
        return AssembledTimeline(timeline, tuple(self._problems), tuple(self._notes))

    def _note_reference(self, file: ImportedFile, title: str) -> None:
        if not self._reference.title:
            self._reference = Reference(title, _clean(file.url), _clean(file.licence))

    def _make_event(
        self, record: ImportedEvent, use: int, name: str, title: str, path: str
    ) -> Event | None:
        """The event of a record; `use` counts the records of its key, which should be one."""
        try:
            span = compute_span(record.date)
        except DateError as error:
            problem = Problem(path, record.line, 1, "import", error.message, error.fix)
            self._problems.append(problem)
            return None
        url = _clean(record.url)
        words, summary = _split_title(_clean(record.title), _clean(record.summary))
        origin = Origin(name, _clean(record.record if use == 1 else f"{record.record}/{use}"))
        known_origins = tuple(Origin(*map(_clean, each)) for each in record.origins)
        id = self._make_id(record.id, words)
        if not known_origins:
            self._new_ids.add(id)
        return Event(
            id=id,
            date=record.date,
            span=span,
            edtf=format_edtf(record.date),
            title=words,
            sources=self._read_sources(record) or (_make_source(record, title),),
            date_text=_choose_words(record),
            summary=summary,
            participants=tuple(dict.fromkeys(map(self._make_participant, record.actors))),
            places=tuple(dict.fromkeys(map(self._places.declare, record.places))),
            tags=tuple(dict.fromkeys(filter(None, map(_clean, record.tags)))),
            casualties=tuple(map(self._make_casualties, record.casualties)),
            according_to=_clean(record.according_to),
            note=_clean(record.note if is_web_address(url) else f"{record.note} {url}"),
            dated_by=tuple(filter(None, map(_clean, record.dated_by))),
            origins=known_origins or (origin,),
            url=url if is_web_address(url) else "",
            image=_clean(record.image),
            image_credit=_clean(record.image_credit),
            own_fields=tuple(
                (field, values)
                for field, texts in record.own_fields
                if is_own_field(field) and (values := tuple(filter(None, map(_clean, texts))))
            ),
        )

    def _read_sources(self, record: ImportedEvent) -> tuple[Source, ...]:
        """The places that a record cites, their sources declared under usable ids."""
        titles = dict(record.source_titles)
        return tuple(
            each._replace(
                section=_clean(each.section),
                of=self._declare_source(each.of, titles.get(each.of, "")),
                at=_clean(each.at),
                url=_clean(each.url),
            )
            for each in record.sources
            if each.section or each.at or each.of not in ("", DEFAULT_SOURCE_ID)
        )

    def _declare_source(self, key: str, title: str) -> str:
        if key in ("", DEFAULT_SOURCE_ID):
            return ""
        id = self._source_ids.get(key)
        if id is None:
            wanted = key if is_id(key) else ""
            id = _take_id(self._source_id_maker, wanted, _clean(key) or title, "source")
            self._source_ids[key] = id
            self._sources[id] = Reference(_clean(title), id=id)
        return id

    def _make_id(self, wanted: str, title: str) -> str:
        is_usable = is_id(wanted) and len(wanted) <= _MAX_ID_CHARS
        return _take_id(self._id_maker, wanted if is_usable else "", title, "event")

    def _make_participant(self, actor: ImportedActor) -> Participant:
        return Participant(self._actors.declare(actor), _clean(actor.role))

    def _make_casualties(self, casualties: ImportedCasualties) -> Casualties:
        return Casualties(self._actors.declare(casualties.actor), **dict(casualties.figures))


def _take_id(id_maker: IdMaker, wanted: str, name: str, kind: str) -> str:
    """Take the id wanted if it is free, else one made of it or of the name."""
    if wanted and wanted not in id_maker:
        id_maker.add(wanted)
        return wanted
    return id_maker.make_id(wanted or name, kind)


class _Declarations:
    """People or places, identified by the file's own key or else by name."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._id_maker = IdMaker()
        self._ids: dict[str, str] = {}
        self._ids_as_written: dict[tuple[str, str], str] = {}
        """Found at once, as few names make up most of a file."""
        self.entities: dict[str, Entity] = {}

    def declare(self, named: ImportedActor | ImportedPlace) -> str:
        """Return the id of a person or place, declaring it on first use."""
        id = self._ids_as_written.get((named.name, named.key))
        if id is None:
            id = self._find_id(_clean(named.name) or "Unnamed", named.key)
            self._ids_as_written[named.name, named.key] = id
        at = getattr(named, "at", None)
        if at and not self.entities[id].at:
            self.entities[id] = self.entities[id]._replace(at=at)
        return id

    def _find_id(self, name: str, own_key: str) -> str:
        """Find the id of a name or the file's own key, declaring it on first use."""
        key = own_key or fold(name) or name
        id = self._ids.get(key)
        if id is None:
            id = _take_id(self._id_maker, own_key if is_id(own_key) else "", name, self._kind)
            self._ids[key] = id
            self.entities[id] = Entity(id, name)
        return id


def _clean(text: str) -> str:
    """Put a text on one line, limited in length and safe to show."""
    if not text:
        return ""
    line = " ".join(clean_text(text[: 4 * MAX_TEXT_CHARS]).split())
    return (
        ""
        if line == "~"
        else truncate_text(line, MAX_TEXT_CHARS)
        if len(line) > MAX_TEXT_CHARS
        else line
    )


def _split_title(title: str, summary: str) -> tuple[str, str]:
    """Split a title of readable length from a summary; make the one from the other."""
    if not title:
        title, summary = summary, ""
    if len(title) <= _MAX_TITLE_CHARS:
        return title, summary
    whole = title if not summary else f"{title} {summary}"
    return truncate_text(title, _MAX_TITLE_CHARS), whole[:MAX_TEXT_CHARS]


def _make_source(record: ImportedEvent, title: str) -> Source:
    section = _clean(record.section)
    place = f"{section or title}, {_clean(record.locator)}" if record.locator else section or title
    return Source(place, record.paragraph, record.sentence)


def _choose_words(record: ImportedEvent) -> str:
    """Return the date's words if they say more than its EDTF does."""
    words = _clean(record.date_text)
    if not words:
        return ""
    known = (format_edtf(record.date), describe_date(record.date))
    return "" if fold(words) in {fold(each) for each in known} or words in known else words
