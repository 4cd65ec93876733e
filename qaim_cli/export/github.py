"""GitHub annotations: a workflow command a problem, shown beside its line in a review."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.reports.sheet import Sheet


def export(sheet: Sheet) -> Iterator[str]:
    """The sheet's problems as annotations."""
    for record in sheet.records():
        place = {
            "file": record["file"],
            "line": record["line"],
            "col": record["column"],
            "title": record["check"],
        }
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        yield f"::{record['level']} {properties}::{_data(str(record['message']))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
