"""Excel workbooks: the first sheet with a header, read as a table."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from qaim_cli.errors import RequestError
from qaim_cli.exchange.csv_table import READ_LOSSES, read_table
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import LossCounter
from qaim_cli.exchange.records import ImportedFile, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import ImportedRow, make_rows, name_columns

__all__ = ["READ_LOSSES", "read", "recognise"]

_MAX_UNPACKED_BYTES = 512 * 2**20
_MAX_COLUMNS = 1000


def recognise(source: SourceFile) -> Confidence:
    """Whether the file is a workbook."""
    if not source.data.startswith(b"PK\x03\x04"):
        return Confidence.NONE
    is_workbook = any(name.startswith("xl/") for name in _list_parts(source.data))
    return Confidence.CERTAIN if is_workbook else Confidence.NONE


def read(source: SourceFile, options: ImportOptions, losses: LossCounter) -> Reader:
    """The events of the rows.

    Raises:
        RequestError: the library is not installed, the workbook cannot be read, or no column is
            known to hold dates or titles.
    """
    sheet = _Sheet(source)
    yield ImportedFile()
    yield from read_table(sheet, options, losses)


class _Sheet:
    """The rows of a sheet, as text."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return name_columns(self._records[0]) if self._records else ()

    def rows(self) -> Iterator[ImportedRow]:
        """The rows below the header that are not empty."""
        return make_rows(self.header, enumerate(self._records[1:], start=2))

    @cached_property
    def _records(self) -> list[list[str]]:
        try:
            import openpyxl
        except ImportError:
            raise RequestError(
                "reading a workbook needs openpyxl",
                "run `pip install 'qaim[excel]'`, or save the sheet as CSV",
            ) from None
        unpacked = sum(_list_parts(self._source.data).values())
        if unpacked > _MAX_UNPACKED_BYTES:
            what = f"{self._source.display_path} unpacks to {unpacked // 2**20:,} MiB"
            raise RequestError(what, f"the most is {_MAX_UNPACKED_BYTES // 2**20} MiB")
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(self._source.data), read_only=True, data_only=True
            )
            for sheet in book.worksheets:
                rows = sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True)
                found = [[_format_cell(cell) for cell in row] for row in rows]
                while found and not any(found[0]):
                    del found[0]
                if found:
                    return found
        except Exception as error:  # noqa: BLE001 - where it is damaged decides what is raised
            what = f"{self._source.display_path} is no workbook that can be read: {error}"
            raise RequestError(what, "save it anew, or as CSV") from None
        return []


def _list_parts(data: bytes) -> dict[str, int]:
    """The parts of a zip archive with their unpacked sizes; none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {each.filename: each.file_size for each in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return {}


def _format_cell(value: Any) -> str:
    """A cell as text: a day without its midnight, a whole number without its point."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            is_day = value.time() == datetime.time()
            return value.date().isoformat() if is_day else value.isoformat(sep="T")
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)
