"""Tables: CSV of any dialect, and sheets, as rows of cells by column name."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Protocol

from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.frozen_record import FrozenRecord

_DELIMITERS = (",", ";", "\t", "|")
_MAX_CELL_CHARS = 10_000_000
_LOOKED_AT = 30
"""How many rows tell what delimits the cells."""


class ImportedRow(FrozenRecord):
    """One row: its number from 1, the header aside, its line in the file, and its cells."""

    number: int
    line: int
    cells: Mapping[str, str]


class ImportedTable(Protocol):
    """Anything with named columns and rows."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""

    def rows(self) -> Iterator[ImportedRow]:
        """The rows that are not empty."""


class TableError(Exception):
    """A table that cannot be read any further: the line, and why."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line, counted from 1, and what is wrong."""
        super().__init__(message)
        self.line = line
        self.message = message


class CsvTable:
    """The rows of a CSV file, read as they are asked for."""

    def __init__(self, source: SourceFile, delimiter: str = "") -> None:
        """Take the file, and what stands between its cells where that is known."""
        self._source = source
        self._asked_delimiter = delimiter

    @cached_property
    def delimiter(self) -> str:
        """The separator between the cells."""
        if self._asked_delimiter:
            return self._asked_delimiter
        if self._source.extension in ("tsv", "tab"):
            return "\t"
        return find_delimiter(self._source.head) or ","

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, each once; one without a name is called by its number."""
        try:
            first = next(self._records(), (1, []))[1]
        except TableError:
            return ()
        return name_columns(first)

    def rows(self) -> Iterator[ImportedRow]:
        """The rows below the header that are not empty.

        Raises:
            TableError: the file goes on in a way that is no CSV.
        """
        return make_rows(self.header, islice(self._records(), 1, None))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record with its first line."""
        text = self._source.text
        skipped = 0
        if text[:4].casefold() == "sep=":  # Excel's own first line
            text = text.partition("\n")[2]
            skipped = 1
        csv.field_size_limit(_MAX_CELL_CHARS)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter)
        line = 1 + skipped
        try:
            for record in reader:
                yield line, record
                line = reader.line_num + 1 + skipped
        except csv.Error as error:
            raise TableError(line, f"it is no CSV: {error}") from None


def name_columns(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns, each once; one without a name is called by its number."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(names)


def make_rows(
    header: tuple[str, ...], records: Iterable[tuple[int, list[str]]]
) -> Iterator[ImportedRow]:
    """The rows of records that are not empty."""
    for number, (line, record) in enumerate(records, start=1):
        cells = {
            name: stripped
            for name, cell in zip(header, record, strict=False)
            if (stripped := cell.strip())
        }
        if cells:
            yield ImportedRow(number, line, cells)


def find_delimiter(head: str) -> str:
    """Find the separator between the cells of a table; empty where the text is no table.

    It is what cuts its first rows into the same number of cells, two at least.
    """
    best, delimiter = 0.0, ""
    for candidate in _DELIMITERS:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=candidate)
        try:
            rows = [row for row in islice(reader, _LOOKED_AT) if row]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        alike = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        score = alike + min(len(rows[0]), 50) / 1000
        if alike >= 0.5 and score > best:
            best, delimiter = score, candidate
    return delimiter
