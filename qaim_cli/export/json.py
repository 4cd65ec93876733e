"""JSON: an array of records, indented."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qaim_cli.reports.table import TableReport


def export(table: TableReport) -> Iterator[str]:
    """Yield the table as one JSON array, record by record."""
    before = "[\n"
    for record in table.iter_records():
        text = json.dumps(record, ensure_ascii=False, indent=2)
        yield before + "  " + text.replace("\n", "\n  ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
