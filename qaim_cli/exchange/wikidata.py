"""Results of Wikidata's query service, as JSON or CSV.

A date of Wikidata has a precision and a calendar, which a query must ask for; without its precision
the year 1066 comes as 1 January 1066. `QUERY` asks for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qaim_cli.dates import GREGORIAN, EdtfDate
from qaim_cli.errors import DateError
from qaim_cli.exchange import calendars, date_units
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportNote,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import CsvTable, TableError
from qaim_cli.text import quote_text

READ_LOSSES = {Loss.CALENDAR: Fate.IN_WORDS, Loss.MEDIA: Fate.DROPPED}

QUERY = """\
# Battles of the Second Punic War. Change the line that is marked; keep the names of the variables.
SELECT ?item ?itemLabel ?itemDescription
       ?date ?datePrecision ?dateCalendar ?end ?endPrecision ?endCalendar
       ?placeLabel ?coord ?participantLabel WHERE {
  ?item wdt:P361 wd:Q6286 .                                   # <- what to ask for
  ?item p:P585|p:P580 ?statement .
  ?statement psv:P585|psv:P580 [
    wikibase:timeValue ?date; wikibase:timePrecision ?datePrecision;
    wikibase:timeCalendarModel ?dateCalendar ] .
  OPTIONAL { ?item p:P582/psv:P582 [
    wikibase:timeValue ?end; wikibase:timePrecision ?endPrecision;
    wikibase:timeCalendarModel ?endCalendar ] . }
  OPTIONAL { ?item wdt:P276 ?place . OPTIONAL { ?place wdt:P625 ?coord . } }
  OPTIONAL { ?item wdt:P710 ?participant . }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul". }
}
"""
"""A query whose results are read with all that Wikidata knows of their dates."""

_DATE = re.compile(r"([+-]?\d{1,16})-(\d\d)-(\d\d)T[\d:.]+Z?")
_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/([QLP]\d+)")
_POINT = re.compile(r"Point\((-?\d+(?:\.\d+)?(?:[Ee]-?\d+)?) (-?\d+(?:\.\d+)?(?:[Ee]-?\d+)?)\)")
_JULIAN = "Q1985786"
_PLACES = ("place", "location", "country", "city", "where")
_ENDS = ("end", "enddate", "endtime", "to")
_IMAGES = ("image", "picture", "pic")

Row = Mapping[str, str]


def recognise(source: SourceFile) -> Confidence:
    """Whether the file holds results of a query with dates of Wikidata."""
    data = source.json
    if isinstance(data, dict):
        is_sparql = _find_bindings(data) is not None and isinstance(data.get("head"), dict)
        return Confidence.CERTAIN if is_sparql else Confidence.NONE
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return _recognise_row({key: str(value) for key, value in data[0].items()})
    if not source.is_binary and "wikidata.org/entity/" in source.head:
        first = next(CsvTable(source).rows(), None)
        return _recognise_row(first.cells) if first else Confidence.NONE
    return Confidence.NONE


def _find_bindings(data: object) -> list[object] | None:
    """The rows that a query found, in the JSON of its results; None where it is something else."""
    results = data.get("results") if isinstance(data, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    return bindings if isinstance(bindings, list) else None


def _recognise_row(row: Row) -> Confidence:
    has_entity = any(_ENTITY.match(each) for each in row.values())
    has_date = any(_DATE.fullmatch(each) for each in row.values())
    return Confidence.CERTAIN if has_entity and has_date else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """An event for each item and date; rows that differ only in a place or person are joined."""
    yield ImportedFile("Wikidata", "https://www.wikidata.org/", "CC0 1.0")
    events: dict[object, ImportedEvent] = {}
    noted = False
    try:
        for number, line, row in _iter_rows(source):
            date_column = _find_date_column(row)
            if date_column and not _find_detail(row, date_column, "precision") and not noted:
                noted = True
                yield ImportNote(
                    "the results do not say how precise their dates are, so 1 January was read as "
                    "the year and the first of a month as the month; `qaim import --query` prints "
                    "a query that asks for it"
                )
            key = row.get("item") or _find_entity(row) or str(number), row.get(date_column, "")
            event = _read_row(row, number, line, date_column, losses)
            if isinstance(event, ImportProblem):
                yield event
            else:
                events[key] = _join_rows(events[key], event) if key in events else event
    except TableError as error:
        yield ImportProblem(error.line, error.message, "check the quotes near that line")
    yield from events.values()


def _iter_rows(source: SourceFile) -> Iterator[tuple[int, int, Row]]:
    """The number and line of each row, and its values by variable."""
    data = source.json
    if data is None:
        for row in CsvTable(source).rows():
            yield row.number, row.line, row.cells
        return
    bindings = data if isinstance(data, list) else _find_bindings(data)
    for number, binding in enumerate(bindings or (), start=1):
        if isinstance(binding, dict):
            values = {
                name: value.get("value") if isinstance(value, dict) else value
                for name, value in binding.items()
            }
            yield number, 0, {name: str(value) for name, value in values.items() if value}


def _find_date_column(row: Row) -> str:
    """The variable that holds the date: by its name, else the first that holds one."""
    dated = [name for name, value in row.items() if _DATE.fullmatch(value)]
    starts = [name for name in dated if name.casefold() not in _ENDS]
    return next(iter(starts or dated), "")


def _find_detail(row: Row, column: str, detail: str) -> str:
    """The precision or calendar of a date: `datePrecision`, `date_precision`, `precision`."""
    names = {name.casefold().replace("_", ""): value for name, value in row.items()}
    stem = column.casefold().replace("_", "")
    return names.get(f"{stem}{detail}") or names.get(f"time{detail}") or names.get(detail, "")


def _read_row(
    row: Row, number: int, line: int, column: str, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    match = _ENTITY.match(row.get("item", "") or _find_entity(row))
    record = match[1] if match else str(number)
    title = _find_label(row) or record
    if not column:
        return ImportProblem(line, f"{quote_text(title)} has no date", "ask for ?date in the query")
    end_column = next((name for name in row if name.casefold() in _ENDS and name != column), "")
    try:
        dates = [_read_date(row, each) if each else None for each in (column, end_column)]
        date = date_units.join_ends(*dates)
    except DateError as error:
        return ImportProblem(line, f"{quote_text(title)}: {error.message}", error.fix)
    assert date is not None  # the column holds one
    julian = _JULIAN in (_find_detail(row, column, "calendar")
                         or _find_detail(row, column, "calendarmodel"))  # fmt: skip
    if julian:
        losses.add_loss(record, Loss.CALENDAR)
    point = next(filter(None, map(_POINT.fullmatch, row.values())), None)
    at = (float(point[2]), float(point[1])) if point else None
    places: list[ImportedPlace] = []
    people: list[ImportedActor] = []
    for name, value in row.items():
        stem = name.removesuffix("Label").casefold()
        if name.endswith("Label") and stem in _PLACES:
            places.append(ImportedPlace(value, at if not places else None))
        elif name.endswith("Label") and value != title:
            people.append(ImportedActor(value))
        elif stem in _IMAGES and value.startswith("http"):
            losses.add_loss(record, Loss.MEDIA)
    return ImportedEvent(
        record=record,
        line=line,
        date=date,
        note="Wikidata gives the date in the Julian calendar." if julian else "",
        title=title,
        summary=row.get("itemDescription", ""),
        actors=tuple(people),
        places=tuple(places),
        section=title,
        url=match[0].replace("http:", "https:") if match else "",
    )


def _find_entity(row: Row) -> str:
    return next((value for value in row.values() if _ENTITY.match(value)), "")


def _find_label(row: Row) -> str:
    named = row.get("itemLabel") or row.get("label") or row.get("title")
    return named or next((value for name, value in row.items() if name.endswith("Label")), "")


def _join_rows(first: ImportedEvent, second: ImportedEvent) -> ImportedEvent:
    return first._replace(
        actors=tuple(dict.fromkeys((*first.actors, *second.actors))),
        places=tuple({each.name: each for each in (*first.places, *second.places)}.values()),
    )


def _read_date(row: Row, column: str) -> EdtfDate:
    """A date as precise as Wikidata says.

    Raises:
        DateError: it is none.
    """
    match = _DATE.fullmatch(row[column])
    if match is None:
        what = f"{quote_text(row[column])} is no date of Wikidata"
        raise DateError(what, "ask for wikibase:timeValue")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    text = _find_detail(row, column, "precision")
    if text:
        precision = int(text) if text.isdecimal() and len(text) < 3 else -1
        if not 0 <= precision <= 14:
            raise DateError(f"{quote_text(text)} is no precision of Wikidata", "they are 0 to 14")
    else:
        precision = 9 if (month, day) == (1, 1) else 10 if day == 1 else 11
    if precision >= 9:
        parts = (year, month if precision >= 10 else 0, day if precision >= 11 else 0)
        return calendars.make_day(*parts, GREGORIAN)
    return _make_rough_date(year, 10 ** (9 - precision))


def _make_rough_date(year: int, length: int) -> EdtfDate:
    """The decade, century, millennium or age of this many years in which a year lies."""
    if length == 10:
        first = year // 10 * 10
    elif year > 0:
        first = (year - 1) // length * length + 1
    else:
        first = -(-year // length * length) - length + 1
    last = first + length - 1
    return date_units.make_range(date_units.make_date(first), date_units.make_date(last))
