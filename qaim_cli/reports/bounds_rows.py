"""Dates, a line each, as rows of day numbers for databases."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from functools import lru_cache

from qaim_cli import periods
from qaim_cli.dates import DateRules, compute_span, format_edtf, parse_with_span
from qaim_cli.dates.common_numbers import find_common_numbers
from qaim_cli.dates.day_numbers import DayNumbers, compute_day_numbers, list_part_numbers
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import clean_text

TSV_COLUMNS = ("date", "edtf", *DayNumbers._fields, "part_count")
_EMPTY_CELLS = "\t" * (len(TSV_COLUMNS) - 1)
_EDTF_CHARACTERS = re.compile(r"[\dXYES~?%/.,{}\[\]\s-]+", re.ASCII)
"""What a date in EDTF is made of; anything else is read as words at once."""
_NUMBERS_FORMAT = "\t".join(["%d"] * len(DayNumbers._fields))


class BoundsSettings(FrozenRecord):
    """How dates are read, and what a row is written as."""

    rules: DateRules
    today: datetime.date
    format: str
    """`tsv` or `jsonl`."""


class RowError(FrozenRecord):
    """A line that cannot be read as a date, and the reason."""

    line: int
    """Counted from 0 in its block."""
    message: str


class BoundsBlock(FrozenRecord):
    """The rows of a block of lines."""

    rows: bytes
    line_count: int
    errors: tuple[RowError, ...]


def format_header(settings: BoundsSettings) -> bytes:
    """Format the line above the rows; nothing for a format that names its values."""
    return ("\t".join(TSV_COLUMNS) + "\n").encode() if settings.format == "tsv" else b""


def format_bounds(settings: BoundsSettings, block: bytes) -> BoundsBlock:
    """Format the rows of a block of whole lines, one for each of them, whatever stands there."""
    lines = block.decode("utf-8", "replace").removesuffix("\n").split("\n")
    rows, errors = [], []
    for number, line in enumerate(lines):
        text = line.strip("\ufeff \t\r\f\v")
        row, message = _format_row(settings, text)
        rows.append(row)
        if message:
            errors.append(RowError(number, message))
    return BoundsBlock("".join(rows).encode(), len(lines), tuple(errors))


class _DateRow(FrozenRecord):
    """A date as a row tells it."""

    text: str
    edtf: str
    numbers: DayNumbers
    parts: tuple[DayNumbers, ...] = ()


def _format_row(settings: BoundsSettings, text: str) -> tuple[str, str]:
    """Format the row of a text, and say what is wrong with it if it is no date."""
    common = find_common_numbers(text, settings.rules)
    if common is None:
        return _format_uncommon_row(settings, text)
    numbers, parts = common
    return _FORMATS[settings.format][0](_DateRow(text, text, numbers, parts)), ""


@lru_cache(maxsize=2**16)
def _format_uncommon_row(settings: BoundsSettings, text: str) -> tuple[str, str]:
    format_found, format_missing = _FORMATS[settings.format]
    if not text:
        return format_missing("", ""), ""
    try:
        row = _parse_row(settings, text)
    except DateError as error:
        message = clean_text(str(error))
        return format_missing(_show_text(text), message), message
    return format_found(row), ""


def _parse_row(settings: BoundsSettings, text: str) -> _DateRow:
    """Parse a date in EDTF, else in words.

    Raises:
        DateError: it is neither, or can be read in two ways.
    """
    rules = settings.rules
    try:
        if not _EDTF_CHARACTERS.fullmatch(text):
            raise DateError(text)  # noqa: TRY301 - as what is written so is read in words
        edtf, span = text, parse_with_span(text, rules.calendar, rules.about)[1]
    except DateError:
        date = periods.parse_date(text, settings.today, rules.calendar)
        edtf = format_edtf(date)
        if (common := find_common_numbers(edtf, rules)) is not None:
            return _DateRow(_show_text(text), edtf, *common)
        span = compute_span(date, rules.calendar, rules.about)
    return _DateRow(
        _show_text(text), _show_text(edtf), compute_day_numbers(span), list_part_numbers(span)
    )


def _show_text(text: str) -> str:
    """Show a text on one line, without what could control a terminal."""
    return " ".join(clean_text(text).split())


def _format_tsv(row: _DateRow) -> str:
    return f"{row.text}\t{row.edtf}\t{_NUMBERS_FORMAT % row.numbers}\t{len(row.parts)}\n"


def _format_json(row: _DateRow) -> str:
    record = {
        "date": row.text,
        "edtf": row.edtf,
        **row.numbers._asdict(),
        "parts": [part._asdict() for part in row.parts],
    }
    return _encode(record) + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FORMATS: dict[str, tuple[Callable[[_DateRow], str], Callable[[str, str], str]]] = {
    "tsv": (_format_tsv, lambda text, _: f"{text}{_EMPTY_CELLS}\n"),
    "jsonl": (
        _format_json,
        lambda text, message: _encode({"date": text, "error": message or None}) + "\n",
    ),
}
"""How a date, and what is none, is written in each format."""
