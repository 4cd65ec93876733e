"""CSV as in RFC 4180: a header, then one line for each record, nested values as text.

Lists are joined with "; ", and each harm has a column of its own that says whom it befell. A cell
that a spreadsheet would run as a formula gets an apostrophe in front, which has it read as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from qaim_cli.model import CASUALTY_KINDS, DEFAULT_SOURCE_ID, Origin
from qaim_cli.reports.table import Record, RecordValue, TableReport


def export(table: TableReport) -> Iterator[str]:
    """Yield the table as CSV with CRLF line ends; nothing if it has no records."""
    columns: tuple[str, ...] = ()
    for record in table.iter_records():
        flat = _flatten_record(record)
        if not columns:
            columns = tuple(flat)
            yield _format_line(columns)
        yield _format_line(map(_escape_formula, flat.values()))


def _format_line(values: object) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)  # type: ignore[arg-type]  # any iterable of text
    return buffer.getvalue()


def _escape_formula(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula."""
    return (
        f"'{cell}" if _FORMULA_PATTERN.match(cell) and not _DATE_PATTERN.fullmatch(cell) else cell
    )


_FORMULA_PATTERN = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")
_DATE_PATTERN = re.compile(r"-[0-9XYES~?%/.:-]*")
"""A negative number or a date before the year 1, which no spreadsheet runs."""


def _flatten_record(record: Record) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in record.items():
        match key, value:
            case "casualties", list():
                flat |= {harm: _format_casualties(harm, value) for harm in CASUALTY_KINDS}
            case "sources", list():
                flat[key] = "; ".join(map(_format_citation, cast("list[dict[str, Any]]", value)))
            case "origin", list():
                origins = (Origin(**each) for each in cast("list[dict[str, str]]", value))
                flat[key] = "; ".join(map(str, origins))
            case _, Mapping():
                flat |= {f"{key}_{inner}": _format_value(each) for inner, each in value.items()}
                if key == "source":  # which is one of the declared, and asked for by its id
                    flat["source_of"] = _format_source_id(value["of"])
            case _:
                flat[key] = _format_value(value)
    return flat


def _format_source_id(source: RecordValue) -> str:
    return str(source["id"]) if isinstance(source, Mapping) else ""


def _format_citation(citation: dict[str, Any]) -> str:
    """A citation on one line: "Iraq War 4 1", "[livy] @ 22.49 <https://example.org>".

    Behind a section that ends in a digit, the paragraph has its sign: "Book 22 ¶4.1".
    """
    of, at, url = citation["of"], citation["at"], citation["url"]
    is_named = of is not None and of["id"] != DEFAULT_SOURCE_ID
    places = [citation[key] for key in ("section", "paragraph", "sentence")]
    if places[1] is not None and places[0][-1:].isdigit():
        sentence = f".{places[2]}" if places[2] is not None else ""
        places = [places[0], f"¶{places[1]}{sentence}"]
    return " ".join(
        (
            *([f"[{of['id']}]"] if is_named else []),
            *(str(place) for place in places if place is not None),
            *([f"@ {at}"] if at else []),
            *([f"<{url}>"] if url else []),
        )
    )


def _format_value(value: RecordValue) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "; ".join(_format_value(item) for item in value)
        case {"name": str(name), **rest}:
            role = rest.get("role")
            return f"{name} ({role})" if role else name
        case Mapping():
            return " ".join(filter(None, map(_format_value, value.values())))
    return str(value)


def _format_casualties(harm: str, casualties: list[RecordValue]) -> str:
    """Format one kind of casualties by group: "about 80 (Insurgents); 5 (Marines)"."""
    figures = []
    for each in cast("list[dict[str, Any]]", casualties):
        if figure := each[harm]:
            hedge = "" if figure["qualifier"] == "exact" else f"{figure['qualifier']} "
            figures.append(f"{hedge}{figure['count']} ({each['of']['name']})")
    return "; ".join(figures)
