"""CSV after RFC 4180: a header, then one line a record, nested values as plain words.

Lists are joined with "; ", and each harm has a column of its own that says whom it befell. A cell
that a spreadsheet would run as a formula gets an apostrophe in front, which has it read as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from qaim_cli.model import HARMS
from qaim_cli.reports.sheet import Record, Sheet, Value


def export(sheet: Sheet) -> Iterator[str]:
    """The sheet as CSV with CRLF line ends; empty where there is no record."""
    columns: tuple[str, ...] = ()
    for record in sheet.records():
        flat = _flat(record)
        if not columns:
            columns = tuple(flat)
            yield _line(columns)
        yield _line(map(_as_text, flat.values()))


def _line(values: object) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)  # type: ignore[arg-type]  # any iterable of text
    return buffer.getvalue()


def _as_text(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) and not _DATE.fullmatch(cell) else cell


_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")
_DATE = re.compile(r"-[0-9XYES~?%/.:-]*")
"""A number or date before the year 1, which runs nothing."""


def _flat(record: Record) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in record.items():
        match key, value:
            case "casualties", list():
                flat |= {harm: _harmed(harm, value) for harm in HARMS}
            case _, Mapping():
                flat |= {f"{key}_{inner}": _plain(each) for inner, each in value.items()}
            case _:
                flat[key] = _plain(value)
    return flat


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "; ".join(_plain(item) for item in value)
        case {"name": str(name), **rest}:
            role = rest.get("role")
            return f"{name} ({role})" if role else name
        case Mapping():
            return " ".join(_plain(item) for item in value.values())
    return str(value)


def _harmed(harm: str, casualties: list[Value]) -> str:
    """What one kind of harm did to whom: "about 80 (Insurgents); 5 (Marines)"."""
    told = []
    for each in cast("list[dict[str, Any]]", casualties):
        if figure := each[harm]:
            hedge = "" if figure["qualifier"] == "exact" else f"{figure['qualifier']} "
            told.append(f"{hedge}{figure['count']} ({each['of']['name']})")
    return "; ".join(told)
