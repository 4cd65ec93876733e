"""CSV and TSV tables; a map says which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from qaim_cli.dates import EdtfDate, SimpleDate, format_edtf
from qaim_cli.errors import DateError, RequestError
from qaim_cli.exchange import column_map, date_units, foreign_dates
from qaim_cli.exchange.column_map import ColumnMap
from qaim_cli.exchange.foreign_dates import ReadDate
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import strip_markup
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import (
    CsvTable,
    ImportedRow,
    ImportedTable,
    TableError,
    find_delimiter,
)
from qaim_cli.store.shape import is_own_field
from qaim_cli.text import format_list, quote_text

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
    Loss.OWN_FIELDS: Fate.DROPPED,
}

_LOOKED_AT = 2000
"""How many rows tell whether the day or the month comes first."""
_UNKEPT_TARGETS = ("paragraph", "sentence")
_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_ROLE = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)")


def recognise(source: SourceFile) -> Confidence:
    """Whether the file is a table with columns."""
    if source.is_binary or source.head.lstrip()[:1] in ("{", "[", "<"):
        return Confidence.NONE
    delimiter = find_delimiter(source.head)
    if source.extension in ("csv", "tsv", "tab"):
        return Confidence.CERTAIN
    header = CsvTable(source).header
    looks_named = len(header) > 2 and all(len(name) <= 40 for name in header)
    if delimiter and looks_named and _has_date_column(header):
        return Confidence.CERTAIN
    return Confidence.NONE


def read(source: SourceFile, options: ImportOptions, losses: LossCounter) -> Reader:
    """Read the events of the rows.

    Raises:
        RequestError: no column is known to hold dates or titles, or one is named that is not there.
    """
    table = CsvTable(source, options.delimiter)
    yield ImportedFile()
    yield from read_table(table, options, losses)


def read_table(table: ImportedTable, options: ImportOptions, losses: LossCounter) -> Reader:
    """Read the events of a table of any kind; see `read`."""
    mapping = choose_map(table.header, options)
    options.report_map(mapping)
    order = options.order or _find_order(table, mapping)
    try:
        for row in table.rows():
            yield _read_row(row, mapping, order, losses)
    except TableError as error:
        yield ImportProblem(error.line, error.message, "check the quotes near that line")


def choose_map(
    header: tuple[str, ...], options: ImportOptions
) -> dict[str, column_map.ColumnValue]:
    """Choose the map for a table: the one given, or else a guess.

    Raises:
        RequestError: nothing is known to hold dates, or titles.
    """
    guessed = {} if options.profile else column_map.guess_map(header)
    kept = {
        target: column_map.make_value(value, header)
        for target, value in options.profile.items()
        if target not in ("delimiter", "order", "encoding")
    }
    asked = column_map.parse_map(options.map, header)
    if "date" in asked or "year" in asked:
        for target in ("date", "end", "year", "month", "day", "end_year", "end_month", "end_day"):
            guessed.pop(target, None)
    mapping = {**guessed, **kept, **asked}
    columns = format_list([quote_text(each) for each in header[:40]])
    if "date" not in mapping and "year" not in mapping:
        raise RequestError(
            f"no column is known to hold dates; there are {columns}",
            "say which with --map date=COLUMN,title=COLUMN",
        )
    if "title" not in mapping and "summary" not in mapping:
        raise RequestError(
            f"no column is known to hold titles; there are {columns}",
            "say which with --map title=COLUMN, or title='{COLUMN} to {COLUMN}'",
        )
    return mapping


def _has_date_column(header: tuple[str, ...]) -> bool:
    guessed = column_map.guess_map(header)
    return ("date" in guessed or "year" in guessed) and "title" in guessed


def _find_order(table: ImportedTable, mapping: ColumnMap) -> str:
    """Find out from the first rows whether day or month comes first."""
    texts: list[str] = []
    try:
        for row in islice(table.rows(), _LOOKED_AT):
            for target in ("date", "end"):
                texts += mapping[target].fill(row.cells) if target in mapping else []
    except TableError:
        pass  # told when the row is reached
    return foreign_dates.find_order(texts)


def _read_row(
    row: ImportedRow, mapping: ColumnMap, order: str, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    texts = {target: value.fill(row.cells) for target, value in mapping.items()}
    record = (texts.get("id") or [str(row.number)])[0]
    try:
        date = _read_date(texts, order, record, losses)
    except DateError as error:
        return ImportProblem(row.line, error.message, error.fix)
    if date is None:
        return ImportProblem(row.line, "the row has no date", "give it one, or take the row out")
    title, summary = (_clean(texts.get(key), record, losses) for key in ("title", "summary"))
    if not title and not summary:
        return ImportProblem(row.line, "the row has no title", "give it one")
    _count_unused_cells(row, mapping, record, losses)
    return ImportedEvent(
        record=record,
        line=row.line,
        date=date,
        date_text=" ".join(texts.get("date_text", ())) or _words_of(date, texts),
        title=title,
        summary=summary,
        actors=tuple(_split_role(each) for each in _split_items(texts.get("actors", ()))),
        places=_read_places(texts),
        tags=tuple(_split_items(texts.get("tags", ()))),
        according_to=" ".join(texts.get("according_to", ())),
        note=" ".join(texts.get("note", ())),
        part_of=tuple(_split_items(texts.get("part_of", ()))),
        section=" ".join(texts.get("section", ())),
        paragraph=row.number,
        url=(texts.get("url") or [""])[0],
        image=(texts.get("image") or [""])[0],
        own_fields=tuple(
            (name, tuple(values)) for name, values in texts.items() if is_own_field(name)
        ),
    )


def _count_unused_cells(
    row: ImportedRow, mapping: ColumnMap, record: str, losses: LossCounter
) -> None:
    """Count cells of columns that become no part of an event."""
    used: set[str] = set()
    for target, value in mapping.items():
        if target not in _UNKEPT_TARGETS:
            used.update(value.columns)
    if not used.issuperset(row.cells):
        losses.add_loss(record, Loss.OWN_FIELDS)


def _read_date(
    texts: Mapping[str, list[str]], order: str, record: str, losses: LossCounter
) -> EdtfDate | None:
    """Read a row's date from one column, two, or columns for year, month and day.

    Raises:
        DateError: a cell is no date.
    """
    if "year" in texts and "date" not in texts:
        return date_units.join_ends(_read_parts(texts, ""), _read_parts(texts, "end_"))
    found: list[EdtfDate | None] = []
    for target in ("date", "end"):
        text = " ".join(texts.get(target, ()))
        read = _parse_date_cell(text, order) if text else None
        if read is not None and read.had_time:
            losses.add_loss(record, Loss.TIME_OF_DAY)
        found.append(read.date if read else None)
    return date_units.join_ends(*found)


def _parse_date_cell(text: str, order: str) -> ReadDate:
    """Parse a cell of a column of dates.

    Raises:
        DateError: it is no date, or has two readings.
    """
    try:
        return foreign_dates.parse_column_date(text, order)
    except DateError as error:
        if order or not foreign_dates.has_open_order(text):
            raise
        fix = "give --dates dmy where the day comes first, --dates mdy where the month does"
        raise DateError(error.message, fix) from None


def _read_parts(texts: Mapping[str, list[str]], prefix: str) -> SimpleDate | None:
    cells = [" ".join(texts.get(f"{prefix}{part}", ())) for part in ("year", "month", "day")]
    if not cells[0]:
        return None
    year = foreign_dates.parse_signed_year(cells[0])
    month = foreign_dates.parse_month(cells[1]) if cells[1] else 0
    day = foreign_dates.parse_number(cells[2], "day") if cells[2] and month else 0
    return date_units.make_date(year, month, day)


def _words_of(date: EdtfDate, texts: Mapping[str, list[str]]) -> str:
    """A date's words, where they are no EDTF and may say more."""
    ends = [" ".join(texts.get(target, ())) for target in ("date", "end")]
    words = " – ".join(filter(None, ends))
    return words if any(map(str.isalpha, words)) and words != format_edtf(date) else ""


def _clean(texts: list[str] | None, record: str, losses: LossCounter) -> str:
    text, had_tags = strip_markup(" ".join(texts or ()))
    if had_tags:
        losses.add_loss(record, Loss.MARKUP)
    return text


def _split_items(texts: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from (" ".join(each.split()) for each in _SEPARATORS.split(text) if each.strip())


def _split_role(text: str) -> ImportedActor:
    match = _ROLE.fullmatch(text)
    return ImportedActor(match["name"], match["role"].strip()) if match else ImportedActor(text)


def _read_places(texts: Mapping[str, list[str]]) -> tuple[ImportedPlace, ...]:
    names = list(_split_items(texts.get("places", ())))
    at = parse_coordinates(texts.get("latitude", [""]), texts.get("longitude", [""]))
    if len(names) == 1:
        return (ImportedPlace(names[0], at),)
    return tuple(ImportedPlace(name) for name in names)


def parse_coordinates(latitude: list[str], longitude: list[str]) -> tuple[float, float] | None:
    """Parse latitude and longitude in degrees; None unless both are valid."""
    try:
        at = _parse_degrees(latitude), _parse_degrees(longitude)
    except ValueError:
        return None
    return at if abs(at[0]) <= 90 and abs(at[1]) <= 180 else None


def _parse_degrees(texts: list[str]) -> float:
    """Parse degrees, with a point or, as in much of Europe, a comma.

    Raises:
        ValueError: they are none.
    """
    text = texts[0] if texts else ""
    return float(text.replace(",", ".") if text.count(",") == 1 else text)
