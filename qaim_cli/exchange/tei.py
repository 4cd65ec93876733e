"""TEI and CMIF: letters, events, births and deaths, and the dates of documents.

Letters are `correspDesc`, as CMIF has them. Of other TEI files the `event` elements are read, the
`birth` and `death` of people, and the date of origin of the document where it has nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qaim_cli.dates import DateInterval, EdtfDate, SimpleDate, UndatedEnd, compute_span, parse_edtf
from qaim_cli.errors import DateError
from qaim_cli.exchange.date_units import make_range
from qaim_cli.exchange.foreign_dates import mark_date
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.xml_tree import XmlElement
from qaim_cli.text import quote_text

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
    Loss.CALENDAR: Fate.IN_WORDS,
}

_DATED = ("when", "from", "to", "notBefore", "notAfter")
_ACTIONS = {"sent": "sender", "received": "addressee", "transmitted": "bearer",
            "redirected": "redirected", "forwarded": "forwarded"}  # fmt: skip
_NAMES = ("persName", "orgName", "name", "rs")
_VALUE = re.compile(
    r"(-?\d{4,})(-\d\d(?:-\d\d)?)?(T[\d:.,]+)?(?:Z|[+-]\d\d:\d\d)?(?P<rest>.*)", re.DOTALL
)


def recognise(source: SourceFile) -> Confidence:
    """Whether the root of the file is TEI's."""
    is_tei = source.xml_root_name in ("TEI", "teiCorpus", "TEI.2")
    return Confidence.CERTAIN if is_tei else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """The letters of the file; its events, births and deaths; else the date of its document."""
    root = source.require_xml()
    title = next((each.text for each in root.find_all("title") if each.text), "")
    licence = next((each for each in root.find_all("licence")), None)
    url = next((each.text for each in root.find_all("idno") if each.text.startswith("http")), "")
    yield ImportedFile(title, url, licence.text if licence else "")
    editions = {f"#{each.get('id')}": each.text for each in root.find_all("bibl") if each.get("id")}
    found = False
    for number, element in enumerate(root.find_all("correspDesc", "event", "person"), start=1):
        found = True
        if element.name == "correspDesc":
            yield _read_letter(element, number, editions, losses)
        elif element.name == "event":
            yield _read_event(element, number, losses)
        else:
            yield from _read_person(element, number, losses)
    if not found:
        yield from _read_document(root, title, losses)


def read_tei_date(element: XmlElement) -> tuple[EdtfDate, bool]:
    """The date that an element's attributes give, and whether a time of day was left out.

    Raises:
        DateError: they give none, or one that cannot be.
    """
    values: dict[str, SimpleDate] = {}
    had_time = False
    for name in _DATED:
        text = element.get(name) or element.get(f"{name}-iso")
        if text:
            values[name], timed = _read_value(text)
            had_time |= timed
    date = _join_values(values)
    if date is None:
        words = element.text or "it"
        raise DateError(f"{quote_text(words)} has no date that a program can read",
                        "give the element @when, @from, @to, @notBefore or @notAfter")  # fmt: skip
    mark = _find_mark(element)
    date = mark_date(date, mark) if mark else date
    compute_span(date)
    return date, had_time


def _join_values(values: dict[str, SimpleDate]) -> EdtfDate | None:
    if "when" in values:
        return values["when"]
    start, end = values.get("from"), values.get("to")
    first, last = values.get("notBefore"), values.get("notAfter")
    if (start or end) and not (first or last):
        return DateInterval(start or UndatedEnd.UNKNOWN, end or UndatedEnd.UNKNOWN)
    if first or last:
        return make_range(first or start, last or end)
    return None


def _read_value(text: str) -> tuple[SimpleDate, bool]:
    match = _VALUE.fullmatch(text)
    if match is None or match["rest"]:
        raise DateError(f"{quote_text(text)} is no date of TEI", "write it as 2004-04-17")
    date = parse_edtf(match[1] + (match[2] or ""))
    assert isinstance(date, SimpleDate)  # its pattern has one unit
    return date, bool(match[3])


def _find_mark(element: XmlElement) -> str:
    """The mark for what TEI says of a date's certainty and precision."""
    uncertain = element.get("cert") in ("low", "medium", "unknown") or (
        element.get("evidence") == "conjecture"
    )
    approximate = element.get("precision") in ("low", "medium")
    return {(True, True): "%", (True, False): "?", (False, True): "~"}.get(
        (uncertain, approximate), ""
    )


def _read_letter(
    letter: XmlElement, number: int, editions: dict[str, str], losses: LossCounter
) -> ImportedEvent | ImportProblem:
    actions = {each.get("type"): each for each in letter.elements if each.name == "correspAction"}
    people = [
        ImportedActor(name.text, role, name.get("ref") or name.text)
        for kind, role in _ACTIONS.items()
        if kind in actions
        for name in actions[kind].find_all(*_NAMES)
        if name.text
    ]
    own_key = letter.get("ref") or letter.get("id") or letter.get("key")
    sent = actions.get("sent")
    title = _make_letter_title(people)
    places = list(sent.find_all("placeName", "settlement")) if sent else []
    event = _make_event(
        letter, own_key or str(number), title, _find_dated(sent, actions.values()), losses
    )
    if isinstance(event, ImportProblem):
        return event
    return event._replace(
        actors=tuple(dict.fromkeys(people)),
        places=tuple(ImportedPlace(each.text) for each in places[:1] if each.text),
        tags=("letter",),
        section=_cut(editions.get(letter.get("source").split(" ")[0], "")),
        paragraph=number,
        locator=letter.get("key"),
    )


def _cut(text: str) -> str:
    return text if len(text) <= 300 else text[:299].rsplit(" ", 1)[0] + "…"


def _make_letter_title(people: list[ImportedActor]) -> str:
    sides = [
        " and ".join(dict.fromkeys(each.name for each in people if each.role == role))
        for role in ("sender", "addressee")
    ]
    sender, addressee = sides
    if sender and addressee:
        return f"Letter from {sender} to {addressee}"
    return f"Letter from {sender}" if sender else f"Letter to {addressee or 'an unnamed person'}"


def _find_dated(sent: XmlElement | None, others: Iterable[XmlElement]) -> XmlElement | None:
    """The date of sending, else that of another action."""
    actions: list[XmlElement] = [*([sent] if sent is not None else []), *others]
    for action in actions:
        if (date := action.find("date")) is not None:
            return date
    return None


def _read_event(
    element: XmlElement, number: int, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    label = next(element.find_all("label", "head", "eventName"), None)
    text = " ".join(each.text for each in element.find_all("desc", "p", "ab", "note"))
    title = label.text if label is not None else ""
    own_key = element.get("id")
    dated = element if any(_has_date(element, name) for name in _DATED) else element.find("date")
    words = title or text or element.text or "event"
    event = _make_event(element, own_key or str(number), words, dated, losses)
    if isinstance(event, ImportProblem):
        return event
    return event._replace(
        title=title,
        summary=text or ("" if title else element.text),
        actors=_name_people(element),
        places=tuple(
            ImportedPlace(each.text) for each in element.find_all("placeName") if each.text
        ),
        tags=(element.get("type"),) if element.get("type") else (),
        paragraph=number,
    )


def _read_person(
    person: XmlElement, number: int, losses: LossCounter
) -> Iterator[ImportedEvent | ImportProblem]:
    name = next((each.text for each in person.find_all("persName", "name") if each.text), "")
    own_key = person.get("id")
    for kind in ("birth", "death"):
        element = person.find(kind)
        if element is None:
            continue
        dated = (
            element if any(_has_date(element, each) for each in _DATED) else element.find("date")
        )
        title = f"{kind.title()} of {name or own_key or 'somebody'}"
        event = _make_event(element, f"{own_key or number}/{kind}", title, dated, losses)
        if isinstance(event, ImportProblem):
            yield event
            continue
        yield event._replace(
            actors=(ImportedActor(name, key=own_key),) if name else (),
            places=tuple(
                ImportedPlace(each.text)
                for each in list(element.find_all("placeName", "settlement"))[:1]
                if each.text
            ),
            tags=(kind,),
            paragraph=number,
        )


def _read_document(root: XmlElement, title: str, losses: LossCounter) -> Reader:
    """The date of origin of a document; a corpus has several."""
    documents = list(root.find_all("TEI")) or [root]
    for number, document in enumerate(documents, start=1):
        name = next((each.text for each in document.find_all("title") if each.text), title)
        dated = next(document.find_all("origDate"), None) or _find_creation(document)
        yield _make_event(document, str(number), name or "the document", dated, losses)


def _find_creation(document: XmlElement) -> XmlElement | None:
    creation = next(document.find_all("creation"), None)
    return next(creation.find_all("date"), None) if creation else None


def _make_event(
    element: XmlElement, record: str, title: str, dated: XmlElement | None, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    """An event with its date alone; a problem where it has none."""
    words = quote_text(title[:100])
    if dated is None:
        return ImportProblem(element.line, f"{words} has no date", "add a date element")
    try:
        date, had_time = read_tei_date(dated)
    except DateError as error:
        return ImportProblem(dated.line, f"{words}: {error.message}", error.fix)
    if had_time:
        losses.add_loss(record, Loss.TIME_OF_DAY)
    note = ", ".join(
        f"{name} {dated.get(name)}" for name in ("evidence", "cert") if dated.get(name)
    )
    text = dated.text if dated.name in ("date", "origDate") else ""
    return ImportedEvent(
        record=record,
        line=element.line,
        date=date,
        date_text=text[:200],
        title=title,
        note=f"Date: {note}." if note else "",
    )


def _has_date(element: XmlElement, name: str) -> bool:
    return bool(element.get(name) or element.get(f"{name}-iso"))


def _name_people(element: XmlElement) -> tuple[ImportedActor, ...]:
    named = (each for each in element.find_all("persName", "orgName") if each.text)
    return tuple(
        dict.fromkeys(ImportedActor(each.text, key=each.get("ref") or each.text) for each in named)
    )
