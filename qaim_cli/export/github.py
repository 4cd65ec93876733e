"""GitHub annotations: one workflow command for each problem, shown beside its line."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.reports.table import TableReport


def export(table: TableReport) -> Iterator[str]:
    """Yield the problems of a table as annotations."""
    for record in table.iter_records():
        place = {
            "file": record["file"],
            "line": record["line"],
            "col": record["column"],
            "title": record["check"],
        }
        properties = ",".join(
            f"{key}={_escape_property(str(value))}" for key, value in place.items()
        )
        yield f"::{record['level']} {properties}::{_escape_message(str(record['message']))}\n"


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
