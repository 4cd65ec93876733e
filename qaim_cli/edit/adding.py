"""An event written into a store, from words as a person says them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli import dates, periods
from qaim_cli.dates import Date, Set, describe
from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.layout import Form
from qaim_cli.edit.placing import Placed, free_id, put
from qaim_cli.edit.renaming import check_id
from qaim_cli.edit.standing import Standing
from qaim_cli.errors import RequestError
from qaim_cli.model import Catalogue, Timeline
from qaim_cli.query import names
from qaim_cli.store import Loaded
from qaim_cli.text import fold, listed, shown

_MARK = r"[\s,]*(?:¶|\bpar(?:a(?:graph)?)?\b\.?)\s*"
_SENTENCES = r"\d{1,9}(?:\s*[-–—]\s*\d{1,9})?"
_SOURCE = re.compile(
    rf"(?P<section>[^¶]+?)(?:{_MARK}(?P<paragraph>\d{{1,9}})"
    rf"(?:(?:[.:]|[\s,]*sentences?)\s*(?P<sentences>{_SENTENCES}"
    rf"(?:\s*(?:,|and)\s*{_SENTENCES})*))?)?\s*"
)
_PARAGRAPH = re.compile(rf"¶|{_MARK}\d[^a-z]*$", re.IGNORECASE)
"""What a section's name does not hold: a paragraph was meant."""
_MOST_SENTENCES = 100
_ROLE = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]*[^()\s][^()]*)\)\s*")
_LONGEST_ID = 100
"""What a name of a file has room for, with some to spare; `qaim edit` makes one of an id."""


class Draft(NamedTuple):
    """An event as a person words it; what is empty is left out."""

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
    """Each a section, with a paragraph and sentences: "Iraq War ¶4.1,2"."""
    id: str = ""
    date_text: str = ""


class Understood(NamedTuple):
    """A date as typed: in EDTF, and the words to keep where they say more than that."""

    date: Date
    words: str

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        return dates.write(self.date)

    def __str__(self) -> str:
        """The reading, in words and in EDTF."""
        return f"{describe(self.date)} ({self.edtf})"


def understood(text: str, today: datetime.date) -> Understood:
    """The date that a person's words mean.

    Raises:
        DateError: they mean none, or two.
    """
    date = periods.read_date(text, today)
    words = " ".join(text.split())
    return Understood(date, words if says_more(date, words) else "")


def says_more(date: Date, words: str) -> bool:
    """Whether words for a date say more than the date in EDTF does.

    Of "early 1990s" EDTF can only say that it is one of several years, not known which.
    """
    is_one_of = isinstance(date, Set) and fold(describe(date)) != fold(words)
    return is_one_of and any(map(str.isalpha, words))


def added(draft: Draft, today: datetime.date, *, declare: bool = False) -> Make:
    """What puts an event where the order of the file wants it.

    With `declare`, actors and places that nobody has declared yet are declared with it.
    """

    def make(text: str, loaded: Loaded) -> tuple[list[Splice], str]:
        timeline = loaded.timeline
        standing = Standing(text)
        date = understood(draft.date, today)
        taken = {each.id for each in standing.entries("events")}
        id = draft.id or free_id(draft.title, "event", taken)
        check_id(id)
        if id in taken:
            raise RequestError(f"there is an event {shown(id)} already", "give it another --id")
        if len(id) > _LONGEST_ID:
            what = f"{shown(id)} has {len(id)} characters"
            raise RequestError(what, f"the most for an id is {_LONGEST_ID}")
        namer = _Namer(timeline, declare=declare)
        form = _form(draft, id, date, namer)
        declared = {kind: _declared(named) for kind, named in namer.declared.items()}
        placed = Placed(id, dates.span(date.date), form)
        splices = put(standing, timeline, [placed], declared)
        new = [id for declared in namer.declared.values() for id in declared]
        also = f", and declared {listed(new)}" if new else ""
        return splices, f"added {id}: {date}{also}"

    return make


def _form(draft: Draft, id: str, date: Understood, namer: _Namer) -> Form:
    """The event as it is to be written."""
    pairs: list[tuple[str, Form | None]] = [
        ("id", _text(id)),
        ("date", _text(date.edtf)),
        ("date_text", _text(draft.date_text or date.words)),
        ("title", _text(draft.title)),
        ("summary", _text(draft.summary)),
        ("actors", _list(namer.participant(each) for each in draft.actors)),
        ("places", _list(Form(namer.id("places", each)) for each in draft.places)),
        ("tags", _list(Form(_named("tag", each)) for each in draft.tags)),
        ("casualties", _list(_casualties(draft.casualties, namer))),
        ("according_to", _text(draft.according_to)),
        ("note", _text(draft.note)),
        ("source", _sources(draft.sources)),
    ]
    return _keys((key, form) for key, form in pairs if form is not None)


def role_apart(text: str, actors: Catalogue) -> tuple[str, str]:
    """The name of an actor and the role that stands in brackets behind it, empty if none does."""
    match = _ROLE.fullmatch(text)
    if match is None or actors.called(text):
        return text, ""
    return match["name"], match["role"]


class _Namer:
    """Names → ids, those that nobody has declared noted to be declared."""

    def __init__(self, timeline: Timeline, *, declare: bool) -> None:
        self.timeline = timeline
        self.declare = declare
        self.declared: dict[str, dict[str, str]] = {"actors": {}, "places": {}}

    def participant(self, text: str) -> Form:
        """An actor by name, with the role that stands in brackets behind."""
        name, role = role_apart(text, self.timeline.actors)
        actor = Form(self.id("actors", name))
        return _keys((("actor", actor), ("role", Form(role)))) if role else actor

    def id(self, kind: str, name: str) -> str:
        """The id that a name means; `kind` is actors or places.

        Raises:
            RequestError: nobody is called so and none is to be declared, several are called so,
                or nothing is said.
        """
        catalogue: Catalogue = getattr(self.timeline, kind)
        ids = catalogue.called(_named(kind[:-1], name))
        if not ids and self.declare:
            return self._new(kind, name)
        if not ids:
            try:
                names.entity(kind[:-1], name, catalogue)
            except RequestError as error:
                raise RequestError(error.what, f"{error.cure}; --declare declares it") from None
        return names.only(kind[:-1], name, ids)

    def _new(self, kind: str, name: str) -> str:
        name = " ".join(name.split())
        for id, other in self.declared[kind].items():
            # Names made of signs alone fold to nothing and are not all the same.
            if name == other or (fold(name) and fold(name) == fold(other)):
                return id
        catalogue: Catalogue = getattr(self.timeline, kind)
        id = free_id(name, kind[:-1], {*catalogue.entities, *self.declared[kind]})
        self.declared[kind][id] = name
        return id


def _named(kind: str, name: str) -> str:
    """The name as it is.

    Raises:
        RequestError: it is none.
    """
    if not name.strip():
        raise RequestError(f"--{kind} cannot be {shown(name)}", f"name the {kind}, or leave it out")
    return name


def _declared(named: dict[str, str]) -> dict[str, Form]:
    return {id: _keys((("name", Form(name)),)) for id, name in named.items()}


def _casualties(given: Iterable[tuple[str, str]], namer: _Namer) -> list[Form]:
    """A record for each whose people were harmed, with a figure for each harm."""
    of: dict[str, dict[str, str]] = {}
    for harm, text in given:
        name, sign, figure = text.rpartition("=")
        if not sign or not name.strip() or not figure.strip():
            raise RequestError(f"--{harm} cannot be {shown(text)}", 'write WHO=5, or "WHO=~80"')
        figures = of.setdefault(namer.id("actors", name.strip()), {})
        if harm in figures:
            what = f"--{harm} is given twice for {shown(name.strip())}"
            raise RequestError(what, f"{figures[harm]} and {figure.strip()}: keep one of them")
        figures[harm] = figure.strip()
    return [
        _keys((("of", Form(id)), *((harm, Form(text, plain=True)) for harm, text in harms.items())))
        for id, harms in of.items()
    ]


def _sources(given: tuple[str, ...]) -> Form:
    if not given:
        raise RequestError("the event has no source", "give --source 'Section ¶4.1'")
    forms = []
    for text in given:
        match = _SOURCE.fullmatch(text.strip())
        if match is None or _PARAGRAPH.search(match["section"]):
            raise _unreadable(text)
        numbers = [Form(str(each), plain=True) for each in _sentences(text, match["sentences"])]
        pairs = [("section", Form(match["section"]))]
        if match["paragraph"]:
            pairs.append(("paragraph", Form(match["paragraph"], plain=True)))
        if numbers:
            pairs.append(
                ("sentence", numbers[0] if len(numbers) == 1 else Form(tuple(numbers), "list"))
            )
        forms.append(_keys(pairs))
    return forms[0] if len(forms) == 1 else Form(tuple(forms), "list")


def _sentences(source: str, text: str | None) -> Iterator[int]:
    """The numbers of the sentences named, those between the two ends of a range too.

    Raises:
        RequestError: a range runs backwards, or has more sentences than a paragraph.
    """
    for match in re.finditer(r"(\d+)(?:\s*[-–—]\s*(\d+))?", text or ""):
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _MOST_SENTENCES:
            raise _unreadable(source)
        yield from range(first, last + 1)


def _unreadable(source: str) -> RequestError:
    cure = "write 'Section ¶4', 'Section ¶4.1', 'Section ¶4.1-3' or 'Section ¶4.1,3'"
    return RequestError(f"--source cannot be {shown(source)}", cure)


def _text(text: str) -> Form | None:
    return Form(text) if text.strip() else None


def _list(forms: Iterable[Form]) -> Form | None:
    made = tuple(forms)
    return Form(made, "list") if made else None


def _keys(pairs: Iterable[tuple[str, Form]]) -> Form:
    return Form(tuple((Form(key), form) for key, form in pairs), "keys")
