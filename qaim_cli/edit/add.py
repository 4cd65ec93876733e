"""An event written into a store, from words as a person says them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli import dates, periods
from qaim_cli.dates import HISTORICAL, Calendar, DateSet, EdtfDate, describe_date
from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.edit.insert import NewEvent, insert_events, make_free_id
from qaim_cli.edit.layout import YamlValue
from qaim_cli.edit.outline import DocumentOutline
from qaim_cli.edit.rename import require_id
from qaim_cli.errors import RequestError
from qaim_cli.model import Catalogue, Timeline
from qaim_cli.query import lookup
from qaim_cli.store import LoadResult
from qaim_cli.text import fold, format_list, quote_text

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
_MAX_ID_CHARS = 100
"""What a name of a file has room for, with some to spare; `qaim edit` makes one of an id."""


class EventInput(NamedTuple):
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


class TypedDate(NamedTuple):
    """A date as typed: in EDTF, and the words to keep where they say more than that."""

    date: EdtfDate
    words: str

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        return dates.format_edtf(self.date)

    def __str__(self) -> str:
        """The reading, in words and in EDTF."""
        return f"{describe_date(self.date)} ({self.edtf})"


def parse_typed_date(text: str, today: datetime.date, calendar: Calendar = HISTORICAL) -> TypedDate:
    """The date that a person's words mean in a calendar.

    Raises:
        DateError: they mean none, or two.
    """
    date = periods.parse_date(text, today, calendar)
    words = " ".join(text.split())
    return TypedDate(date, words if says_more_than_edtf(date, words) else "")


def says_more_than_edtf(date: EdtfDate, words: str) -> bool:
    """Whether words for a date say more than the date in EDTF does.

    Of "early 1990s" EDTF can only say that it is one of several years, not known which.
    """
    is_one_of = isinstance(date, DateSet) and fold(describe_date(date)) != fold(words)
    return is_one_of and any(map(str.isalpha, words))


def add_event(draft: EventInput, today: datetime.date, *, declare: bool = False) -> EditFunction:
    """What puts an event where the order of the file wants it.

    With `declare`, actors and places that nobody has declared yet are declared with it.
    """

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        timeline = loaded.timeline
        standing = DocumentOutline(text)
        date = parse_typed_date(draft.date, today, timeline.date_rules.calendar)
        taken = {each.id for each in standing.get_entries("events")}
        id = draft.id or make_free_id(draft.title, "event", taken)
        require_id(id)
        if id in taken:
            raise RequestError(
                f"there is an event {quote_text(id)} already", "give it another --id"
            )
        if len(id) > _MAX_ID_CHARS:
            what = f"{quote_text(id)} has {len(id)} characters"
            raise RequestError(what, f"the most for an id is {_MAX_ID_CHARS}")
        namer = _IdResolver(timeline, declare=declare)
        form = _build_event(draft, id, date, namer)
        declared = {kind: _build_declarations(named) for kind, named in namer.new_names.items()}
        placed = NewEvent(id, dates.compute_span(date.date, *timeline.date_rules), form)
        splices = insert_events(standing, timeline, [placed], declared)
        new = [id for declared in namer.new_names.values() for id in declared]
        also = f", and declared {format_list(new)}" if new else ""
        return splices, f"added {id}: {date}{also}"

    return make_edits


def _build_event(draft: EventInput, id: str, date: TypedDate, namer: _IdResolver) -> YamlValue:
    """The event as it is to be written."""
    pairs: list[tuple[str, YamlValue | None]] = [
        ("id", _build_text(id)),
        ("date", _build_text(date.edtf)),
        ("date_text", _build_text(draft.date_text or date.words)),
        ("title", _build_text(draft.title)),
        ("summary", _build_text(draft.summary)),
        ("actors", _build_list(namer.resolve_participant(each) for each in draft.actors)),
        (
            "places",
            _build_list(YamlValue(namer.resolve_id("places", each)) for each in draft.places),
        ),
        ("tags", _build_list(YamlValue(_require_name("tag", each)) for each in draft.tags)),
        ("casualties", _build_list(_build_casualties(draft.casualties, namer))),
        ("according_to", _build_text(draft.according_to)),
        ("note", _build_text(draft.note)),
        ("source", _build_sources(draft.sources)),
    ]
    return _build_keys((key, form) for key, form in pairs if form is not None)


def split_role(text: str, actors: Catalogue) -> tuple[str, str]:
    """The name of an actor and the role that stands in brackets behind it, empty if none does."""
    match = _ROLE_PATTERN.fullmatch(text)
    if match is None or actors.find(text):
        return text, ""
    return match["name"], match["role"]


class _IdResolver:
    """Names → ids, those that nobody has declared noted to be declared."""

    def __init__(self, timeline: Timeline, *, declare: bool) -> None:
        self.timeline = timeline
        self.may_declare = declare
        self.new_names: dict[str, dict[str, str]] = {"actors": {}, "places": {}}

    def resolve_participant(self, text: str) -> YamlValue:
        """An actor by name, with the role that stands in brackets behind."""
        name, role = split_role(text, self.timeline.actors)
        actor = YamlValue(self.resolve_id("actors", name))
        return _build_keys((("actor", actor), ("role", YamlValue(role)))) if role else actor

    def resolve_id(self, kind: str, name: str) -> str:
        """The id that a name means; `kind` is actors or places.

        Raises:
            RequestError: nobody is called so and none is to be declared, several are called so,
                or nothing is said.
        """
        catalogue: Catalogue = getattr(self.timeline, kind)
        ids = catalogue.find(_require_name(kind[:-1], name))
        if not ids and self.may_declare:
            return self._declare_name(kind, name)
        if not ids:
            try:
                lookup.find_entity_ids(kind[:-1], name, catalogue)
            except RequestError as error:
                raise RequestError(error.message, f"{error.fix}; --declare declares it") from None
        return lookup.require_single_id(kind[:-1], name, ids)

    def _declare_name(self, kind: str, name: str) -> str:
        name = " ".join(name.split())
        for id, other in self.new_names[kind].items():
            # Names made of signs alone fold to nothing and are not all the same.
            if name == other or (fold(name) and fold(name) == fold(other)):
                return id
        catalogue: Catalogue = getattr(self.timeline, kind)
        id = make_free_id(name, kind[:-1], {*catalogue.entities, *self.new_names[kind]})
        self.new_names[kind][id] = name
        return id


def _require_name(kind: str, name: str) -> str:
    """The name as it is.

    Raises:
        RequestError: it is none.
    """
    if not name.strip():
        raise RequestError(
            f"--{kind} cannot be {quote_text(name)}", f"name the {kind}, or leave it out"
        )
    return name


def _build_declarations(named: dict[str, str]) -> dict[str, YamlValue]:
    return {id: _build_keys((("name", YamlValue(name)),)) for id, name in named.items()}


def _build_casualties(given: Iterable[tuple[str, str]], namer: _IdResolver) -> list[YamlValue]:
    """A record for each whose people were harmed, with a figure for each harm."""
    of: dict[str, dict[str, str]] = {}
    for harm, text in given:
        name, sign, figure = text.rpartition("=")
        if not sign or not name.strip() or not figure.strip():
            raise RequestError(
                f"--{harm} cannot be {quote_text(text)}", 'write WHO=5, or "WHO=~80"'
            )
        figures = of.setdefault(namer.resolve_id("actors", name.strip()), {})
        if harm in figures:
            what = f"--{harm} is given twice for {quote_text(name.strip())}"
            raise RequestError(what, f"{figures[harm]} and {figure.strip()}: keep one of them")
        figures[harm] = figure.strip()
    return [
        _build_keys(
            (
                ("of", YamlValue(id)),
                *((harm, YamlValue(text, is_plain=True)) for harm, text in harms.items()),
            )
        )
        for id, harms in of.items()
    ]


def _build_sources(given: tuple[str, ...]) -> YamlValue:
    if not given:
        raise RequestError("the event has no source", "give --source 'Section ¶4.1'")
    forms = []
    for text in given:
        match = _SOURCE_PATTERN.fullmatch(text.strip())
        if match is None or _MISPLACED_PARAGRAPH.search(match["section"]):
            raise _make_source_error(text)
        numbers = [
            YamlValue(str(each), is_plain=True)
            for each in _parse_sentences(text, match["sentences"])
        ]
        pairs = [("section", YamlValue(match["section"]))]
        if match["paragraph"]:
            pairs.append(("paragraph", YamlValue(match["paragraph"], is_plain=True)))
        if numbers:
            pairs.append(
                ("sentence", numbers[0] if len(numbers) == 1 else YamlValue(tuple(numbers), "list"))
            )
        forms.append(_build_keys(pairs))
    return forms[0] if len(forms) == 1 else YamlValue(tuple(forms), "list")


def _parse_sentences(source: str, text: str | None) -> Iterator[int]:
    """The numbers of the sentences named, those between the two ends of a range too.

    Raises:
        RequestError: a range runs backwards, or has more sentences than a paragraph.
    """
    for match in re.finditer(r"(\d+)(?:\s*[-–—]\s*(\d+))?", text or ""):
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _MAX_SENTENCES:
            raise _make_source_error(source)
        yield from range(first, last + 1)


def _make_source_error(source: str) -> RequestError:
    cure = "write 'Section ¶4', 'Section ¶4.1', 'Section ¶4.1-3' or 'Section ¶4.1,3'"
    return RequestError(f"--source cannot be {quote_text(source)}", cure)


def _build_text(text: str) -> YamlValue | None:
    return YamlValue(text) if text.strip() else None


def _build_list(forms: Iterable[YamlValue]) -> YamlValue | None:
    made = tuple(forms)
    return YamlValue(made, "list") if made else None


def _build_keys(pairs: Iterable[tuple[str, YamlValue]]) -> YamlValue:
    return YamlValue(tuple((YamlValue(key), form) for key, form in pairs), "keys")
