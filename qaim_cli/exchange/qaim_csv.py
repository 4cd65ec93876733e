"""Qaim's own CSV, as written by `-f csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qaim_cli.dates import parse_with_span
from qaim_cli.errors import DateError
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedCasualties,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import CsvTable, ImportedRow, TableError
from qaim_cli.facets import OWN_FIELD_PREFIX
from qaim_cli.model import CASUALTY_KINDS, Figure, Origin, Qualifier, Source
from qaim_cli.text import quote_text

READ_LOSSES = {Loss.OWN_FIELDS: Fate.DROPPED}

_COLUMNS = {"id", "date", "earliest", "latest", "precision", "title", "source_section"}
_ROLE = re.compile(r"(?P<name>.+) \((?P<role>[^()]+)\)")
_HARM = re.compile(r"(?:(?P<hedge>about|at least) )?(?P<count>\d{1,12}) \((?P<of>.+)\)")
_SOURCE = re.compile(
    r"(?:\[(?P<of>[^\]]+)\](?: |$))?"
    r"(?P<section>[^@<].*?)??"
    r"(?: ¶(?P<signed>\d{1,9})(?:\.(?P<part>\d{1,9}))?"
    r"| (?P<paragraph>\d{1,9})(?: (?P<sentence>\d{1,9}))?)?"
    r"(?: ?@ (?P<at>.+?))?(?: ?<(?P<url>[^<>]+)>)?"
)


def recognise(source: SourceFile) -> Confidence:
    """Whether the columns are those that Qaim writes."""
    is_own = not source.is_binary and set(CsvTable(source).header) >= _COLUMNS
    return Confidence.CERTAIN if is_own else Confidence.NONE


def read(source: SourceFile, options: ImportOptions, _: LossCounter) -> Reader:
    """Read the events; people and places are identified by name alone."""
    yield ImportedFile()
    try:
        for row in CsvTable(source, options.delimiter).rows():
            yield _read_row(row)
    except TableError as error:
        yield ImportProblem(error.line, error.message, "check the quotes near that line")


def _read_row(row: ImportedRow) -> ImportedEvent | ImportProblem:
    cells = row.cells
    id, title = cells.get("id", ""), cells.get("title", "")
    if not title:
        return ImportProblem(row.line, "the row has no title", "give it one")
    try:
        date = parse_with_span(cells.get("date", ""))[0]
    except DateError as error:
        return ImportProblem(row.line, f"{quote_text(id)}: {error.message}", error.fix)
    return ImportedEvent(
        record=id or str(row.number),
        id=id,
        line=row.line,
        date=date,
        date_text=cells.get("date_text", ""),
        title=title,
        summary=cells.get("summary", ""),
        actors=tuple(map(_read_actor, _split(cells, "actors"))),
        places=tuple(map(ImportedPlace, _split(cells, "places"))),
        tags=tuple(_split(cells, "tags")),
        casualties=tuple(_read_casualties(cells)),
        according_to=cells.get("according_to", ""),
        note=cells.get("note", ""),
        dated_by=tuple(_split(cells, "dated_by")),
        part_of=tuple(_split(cells, "part_of")),
        sources=tuple(_read_sources(cells)),
        url=cells.get("url", ""),
        image=cells.get("image", ""),
        image_credit=cells.get("image_credit", ""),
        own_fields=tuple(
            (name, tuple(_split(cells, name)))
            for name in cells
            if name.startswith(OWN_FIELD_PREFIX) and cells[name]
        ),
        origins=tuple(_read_origins(cells)),
    )


def _split(cells: Mapping[str, str], column: str) -> list[str]:
    return [each for each in cells.get(column, "").split("; ") if each.strip()]


def _read_origins(cells: Mapping[str, str]) -> Iterator[Origin]:
    """The records of other files, as "letters.csv#1671"."""
    for text in _split(cells, "origin"):
        file, _, record = text.partition("#")
        if file and record:
            yield Origin(file, record)


def _read_actor(text: str) -> ImportedActor:
    match = _ROLE.fullmatch(text)
    return ImportedActor(match["name"], match["role"]) if match else ImportedActor(text)


def _read_casualties(cells: Mapping[str, str]) -> Iterator[ImportedCasualties]:
    """The figures of each column, joined for each of whom they tell."""
    found: dict[str, list[tuple[str, Figure]]] = {}
    for kind in CASUALTY_KINDS:
        for text in _split(cells, kind):
            if match := _HARM.fullmatch(text):
                qualifier = Qualifier(match["hedge"] or "exact")
                figure = Figure(int(match["count"]), qualifier)
                found.setdefault(match["of"], []).append((kind, figure))
    for name, figures in found.items():
        yield ImportedCasualties(ImportedActor(name), tuple(figures))


def _read_sources(cells: Mapping[str, str]) -> Iterator[Source]:
    """The first source, of which each part has its column, and those of the column of all."""
    paragraph, sentence = (
        int(cell) if (cell := cells.get(f"source_{part}", "")).isdecimal() else 0
        for part in ("paragraph", "sentence")
    )
    of, at, url = (cells.get(f"source_{part}", "") for part in ("of", "at", "url"))
    first = Source(cells.get("source_section", ""), paragraph, sentence, "", of, at, url)
    if not (first.section or at or of):
        return
    yield first
    for text in _split(cells, "sources")[1:]:
        if match := _SOURCE.fullmatch(text.strip()):
            yield Source(
                match["section"] or "",
                int(match["paragraph"] or match["signed"] or 0),
                int(match["sentence"] or match["part"] or 0),
                "",
                match["of"] or "",
                match["at"] or "",
                match["url"] or "",
            )
