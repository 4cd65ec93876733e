"""Drafted events taken into a timeline, each with whom and what it names."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import Any, NamedTuple

from qaim_cli import store
from qaim_cli.dates import describe
from qaim_cli.edit.adding import says_more
from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.layout import Form, entry
from qaim_cli.edit.placing import Placed, free_id, put, put_instead
from qaim_cli.edit.removing import entry_of
from qaim_cli.edit.standing import Entry, Standing
from qaim_cli.errors import RequestError
from qaim_cli.extract import DRAFT
from qaim_cli.model import HARMS, Casualties, Catalogue, Entity, Event, Qualifier, Source, Timeline
from qaim_cli.store import Loaded
from qaim_cli.store.records import is_id
from qaim_cli.text import clean, counted, listed, shown

_MARKS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}


class Candidate(NamedTuple):
    """A drafted event, and what the draft says above it: the sentence that it was drawn from."""

    event: Event
    said: tuple[str, ...]


class Waiting(NamedTuple):
    """A draft: what its file holds, the events to be accepted, and how many there are in all."""

    loaded: Loaded
    candidates: list[Candidate]
    events: int


def candidates(path: str) -> Waiting:
    """The events of a draft's file that can be accepted, in the order of the file.

    Left out are those that share an id, as none of them can be told from the others, and those
    with a problem: what could not be read of them would be lost.

    Raises:
        StoreError: the file cannot be read.
        RequestError: its events have no lines of their own.
    """
    data = store.data(path)
    loaded = store.read(path, data)
    standing = Standing(data.decode())
    entries = standing.entries("events")
    number = Counter(entry.id for entry in entries)
    events = {event.id: event for event in loaded.timeline.events}
    faulty = _faulty(loaded, entries, standing.text)
    found = [
        Candidate(events[entry.id]._replace(tags=_without_mark(events[entry.id])),
                  _above(standing, entry))
        for entry in entries
        if entry.id in events and number[entry.id] == 1 and entry not in faulty
    ]  # fmt: skip
    return Waiting(loaded, found, len(entries))


def _faulty(loaded: Loaded, entries: tuple[Entry, ...], text: str) -> set[Entry]:
    """The entries in which a problem stands."""
    lines = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    starts = [entry.start for entry in entries]
    places = (bisect(starts, lines[each.line - 1]) - 1 for each in loaded.problems)
    return {entries[place] for place in places if place >= 0}


class Landing(NamedTuple):
    """What became of a drafted event, told in words, and the event as the timeline has it then."""

    event: Event
    there: Event
    told: str
    is_new: bool = False


def accepted(
    events: Iterable[Event],
    draft: Timeline,
    landed: Callable[[Landing], None],
    refused: Callable[[RequestError], None],
) -> Make:
    """What puts drafted events into a timeline, with the actors and places that they name.

    These are the timeline's own where it has them, by id or by name; others are declared as the
    draft declares them. An event that the timeline has already stays as it is there; one whose id
    is another's there gets a free one.

    Args:
        events: the events.
        draft: what the draft holds.
        landed: told what became of each event.
        refused: told why an event is left out instead.
    """

    def make(text: str, loaded: Loaded) -> tuple[list[Splice], str]:
        standing = Standing(text)
        there = _There(loaded.timeline)
        taken = {entry.id for entry in standing.entries("events")}
        names = _Both(draft, loaded.timeline)
        placed: list[Placed] = []
        for event in events:
            try:
                known = there.find(event)
                if known is not None:
                    landed(Landing(event, known, f"{known.id} is in the timeline already"))
                    continue
                placed.append(_placed(event, names, taken))
            except RequestError as error:
                refused(error)
                continue
            own = event._replace(id=placed[-1].id)
            taken.add(own.id)
            there.add(own)
            landed(Landing(event, own, f"added {own.id}: {describe(own.date)}", is_new=True))
        splices = put(standing, loaded.timeline, placed, names.declared)
        return splices, f"added {counted(len(placed), 'event')}"

    return make


def instead(event: Event, draft: Timeline) -> Make:
    """What puts a drafted event in the place of the one of its id, which was just put there."""

    def make(text: str, loaded: Loaded) -> tuple[list[Splice], str]:
        names = _Both(draft, loaded.timeline)
        placed = _placed(event, names, ())
        splices = put_instead(Standing(text), placed, names.declared)
        return splices, f"joined to {event.id}: {describe(event.date)}"

    return make


def joined(event: Event, previous: Event) -> Event:
    """The previous event with all that the other one adds: its sources, people, places and tags."""
    return previous._replace(
        sources=_both(previous.sources, event.sources),
        participants=_both(previous.participants, event.participants),
        places=_both(previous.places, event.places),
        tags=_both(previous.tags, event.tags),
        casualties=_both(previous.casualties, event.casualties),
    )


def taken_out(ids: Iterable[str]) -> Make:
    """What takes events out of a draft, with the comments that stand directly above them."""

    def make(text: str, _: Loaded) -> tuple[list[Splice], str]:
        standing = Standing(text)
        found = [entry_of(id, standing) for id in ids]
        splices = [standing.removed(entry, with_comments=True) for entry in found]
        return splices, f"took out {listed(entry.id for entry in found)}"

    return make


def begun(draft: Timeline) -> str:
    """The text of a new store for what is drafted, with no event yet."""
    forms = [
        ("title", Form(draft.title)),
        ("source", _keys(("title", draft.reference.title), ("url", draft.reference.url),
                         ("licence", draft.reference.licence))),
        ("infobox", _keys(*draft.infobox)),
        ("events", Form((), "list")),
    ]  # fmt: skip
    parts = [
        "\n".join(entry(Form(key), form, None, apart=True)) for key, form in forms
        if form.value or key == "events"
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


class _There:
    """The events that a timeline has, by what tells that a drafted one is among them."""

    def __init__(self, timeline: Timeline) -> None:
        self._known: dict[object, Event] = {}
        for event in timeline.events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Counts an event among those that are there."""
        for key in self._keys(event):
            self._known.setdefault(key, event)

    def find(self, event: Event) -> Event | None:
        """The event as it is there already: by id or title, of the same date and sources.

        Raises:
            RequestError: it is there and says something else.
        """
        there = next((self._known[key] for key in self._keys(event) if key in self._known), None)
        if there is not None and not _is_same(event, there):
            what = f"{there.id} is in the timeline already, written otherwise"
            raise RequestError(what, "it stays in the draft; drop it, or give it another date")
        return there

    @staticmethod
    def _keys(event: Event) -> tuple[object, ...]:
        what = event.edtf, tuple(source.place for source in event.sources)
        return ("id", event.id, what), ("title", event.title, what)


def _is_same(event: Event, there: Event) -> bool:
    """Whether a timeline has all that the draft says of an event."""
    said = (event.title, event.summary, event.tags, event.according_to, event.note)
    known = (there.title, there.summary, there.tags, there.according_to, there.note)
    number = len(event.participants), len(event.places), len(event.casualties)
    return said == known and number == (
        len(there.participants), len(there.places), len(there.casualties)
    )  # fmt: skip


def _placed(event: Event, names: _Both, taken: Container[str]) -> Placed:
    """A drafted event as it is to be written, under an id that is not taken.

    Raises:
        RequestError: an id that it names is someone else's in the timeline.
    """
    id = free_id(event.id, "event", taken) if event.id in taken else event.id
    before = names.noted
    try:
        return Placed(id, event.span, _form(event._replace(id=id), names.actors, names.places))
    except RequestError:
        names.forget(before)  # an event that stays in the draft declares nobody
        raise


class _Both:
    """The actors and the places of a draft, as a timeline knows them."""

    def __init__(self, draft: Timeline, timeline: Timeline) -> None:
        self.actors = _Names(draft.actors, timeline.actors, "part_of")
        self.places = _Names(draft.places, timeline.places, "within")

    @property
    def declared(self) -> dict[str, dict[str, Form]]:
        """How those are declared that the timeline does not have, under the key of each list."""
        return {"actors": self.actors.declared, "places": self.places.declared}

    @property
    def noted(self) -> tuple[dict[str, Entity], dict[str, Entity]]:
        """Whom it is noted to declare so far, for `forget`."""
        return dict(self.actors.new), dict(self.places.new)

    def forget(self, noted: tuple[dict[str, Entity], dict[str, Entity]]) -> None:
        """Goes back to whom it was noted to declare before."""
        self.actors.new, self.places.new = noted


class _Names:
    """The ids of a draft → those of a timeline; what it does not have is noted to be declared."""

    def __init__(self, draft: Catalogue, timeline: Catalogue, whole: str) -> None:
        """Takes who is known to both, and the key under which the wholes of each stand."""
        self._draft = draft
        self._timeline = timeline
        self._whole = whole
        self.new: dict[str, Entity] = {}

    def id(self, id: str) -> str:
        """The id in the timeline of who has that id in the draft, whose wholes come along."""
        if id in self.new:
            return id
        entity = self._draft.entities.get(id) or Entity(id, id)
        here = self._timeline.entities.get(id)
        if here is not None and here.name == entity.name:
            return id
        called = self._timeline.called(entity.name)
        if len(called) == 1:
            return next(iter(called))
        if not is_id(id):  # a name that a person has just typed
            known = {each.name: made for made, each in self.new.items()}
            id = known.get(id) or free_id(id, "new", {*self._timeline.entities, *self.new})
            here = None
        if here is not None:
            raise RequestError(
                f"{shown(id)} is {here.name} in the timeline and {entity.name} in the draft",
                "rename one of them first",
            )
        self.new[id] = entity
        self.new[id] = entity._replace(wholes=tuple(map(self.id, entity.wholes)))
        return id

    @property
    def declared(self) -> dict[str, Form]:
        """How those are declared that the timeline does not have."""
        return {
            id: _keys(("name", entity.name), ("aliases", entity.aliases),
                      (self._whole, entity.wholes))
            for id, entity in self.new.items()
        }  # fmt: skip


def _form(event: Event, actors: _Names, places: _Names) -> Form:
    """An event as it is to be written."""
    people = [
        _keys(("actor", actors.id(each.actor)), ("role", each.role))
        if each.role
        else Form(actors.id(each.actor))
        for each in event.participants
    ]
    return _keys(
        ("id", event.id),
        ("date", event.edtf),
        ("date_text", event.date_text if says_more(event.date, event.date_text) else ""),
        ("title", event.title),
        ("summary", event.summary),
        ("actors", Form(tuple(people), "list")),
        ("places", tuple(places.id(each) for each in event.places)),
        ("tags", event.tags),
        ("casualties", Form(tuple(_casualties(each, actors) for each in event.casualties), "list")),
        ("according_to", event.according_to),
        ("note", event.note),
        ("part_of", event.part_of),
        ("source", _one_or_list(tuple(map(_source, event.sources)))),
        ("allow", _keys(*event.allow)),
    )


def _one_or_list(forms: tuple[Form, ...]) -> Form:
    return forms[0] if len(forms) == 1 else Form(forms, "list")


def _casualties(casualties: Casualties, actors: _Names) -> Form:
    figures = ((harm, getattr(casualties, harm)) for harm in HARMS)
    return _keys(
        ("of", actors.id(casualties.of)),
        *(
            (harm, Form(_MARKS[figure.qualifier].format(figure.number), plain=True))
            for harm, figure in figures
            if figure
        ),
    )


def _source(source: Source) -> Form:
    return _keys(
        ("section", source.section),
        ("paragraph", Form(str(source.paragraph or ""), plain=True)),
        ("sentence", Form(str(source.sentence or ""), plain=True)),
        ("fingerprint", source.fingerprint),
    )


def _keys(*pairs: tuple[str, str | tuple[str, ...] | Form]) -> Form:
    """A record of what is not empty."""
    forms = (
        (Form(key), value if isinstance(value, Form)
         else Form(value) if isinstance(value, str)
         else Form(tuple(map(Form, value)), "list"))
        for key, value in pairs
    )  # fmt: skip
    return Form(tuple((key, form) for key, form in forms if form.value), "keys")


def _both(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*first, *(each for each in second if each not in first))


def _without_mark(event: Event) -> tuple[str, ...]:
    return tuple(tag for tag in event.tags if tag != DRAFT)


def _above(standing: Standing, entry: Entry) -> tuple[str, ...]:
    """The comments that stand directly above an entry, without their signs."""
    above = standing.text[standing.above(entry) : entry.start]
    return tuple(clean(line.strip().removeprefix("#").strip()) for line in above.splitlines())
