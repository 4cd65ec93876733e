"""TimelineJS: the spreadsheet, as CSV."""

from __future__ import annotations

from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import strip_markup
from qaim_cli.exchange.records import ImportedEvent, ImportedFile, ImportProblem, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import CsvTable, ImportedRow, TableError
from qaim_cli.exchange.timelinejs import read_date_parts

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
}

_COLUMNS = {"Year", "Month", "Day", "Headline", "Text"}


def recognise(source: SourceFile) -> Confidence:
    """Whether the columns are those of the spreadsheet."""
    if source.is_binary:
        return Confidence.NONE
    found = set(CsvTable(source).header) >= _COLUMNS
    return Confidence.CERTAIN if found else Confidence.NONE


def read(source: SourceFile, options: ImportOptions, losses: LossCounter) -> Reader:
    """The rows that have a date, and the row of type "title" as the title."""
    rows = CsvTable(source, options.delimiter).rows()
    try:
        for row in rows:
            kind = row.cells.get("Type", "").casefold()
            if kind == "title":
                yield ImportedFile(title=strip_markup(row.cells.get("Headline", ""))[0])
            elif kind != "era":
                yield _read_row(row, losses)
    except TableError as error:
        yield ImportProblem(error.line, error.message, "check the quotes near that line")


def _read_row(row: ImportedRow, losses: LossCounter) -> ImportedEvent | ImportProblem:
    cells, record = row.cells, str(row.number)
    try:
        start, end = (
            read_date_parts({part: cells.get(f"{prefix}{part.title()}", "") for part in _PARTS})
            for prefix in ("", "End ")
        )
        date = date_units.join_ends(start, end)
    except DateError as error:
        return ImportProblem(row.line, error.message, error.fix)
    if date is None:
        return ImportProblem(row.line, "the row has no year", "give it one, or take the row out")
    texts = [strip_markup(cells.get(column, "")) for column in ("Headline", "Text")]
    if not any(text for text, _ in texts):
        return ImportProblem(row.line, "the row has no headline", "give it one")
    present = {
        Loss.MARKUP: any(had_tags for _, had_tags in texts),
        Loss.TIME_OF_DAY: cells.get("Time") or cells.get("End Time"),
    }
    for loss, value in present.items():
        if value:
            losses.add_loss(record, loss)
    group = cells.get("Group", "")
    return ImportedEvent(
        record=record,
        line=row.line,
        date=date,
        date_text=strip_markup(cells.get("Display Date", ""))[0],
        title=texts[0][0],
        image=cells.get("Media", ""),
        image_credit=strip_markup(cells.get("Media Credit", ""))[0],
        summary=texts[1][0],
        tags=(group,) if group else (),
        paragraph=row.number,
    )


_PARTS = ("year", "month", "day")
