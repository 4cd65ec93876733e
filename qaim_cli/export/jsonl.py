"""JSON Lines: one record on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qaim_cli.reports.table import TableReport


def export(table: TableReport) -> Iterator[str]:
    """Yield the table as JSON, one record on each line."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for record in table.iter_records():
        yield encode(record) + "\n"
