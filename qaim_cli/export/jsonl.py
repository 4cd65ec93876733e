"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qaim_cli.reports.sheet import Sheet


def export(sheet: Sheet) -> Iterator[str]:
    """The sheet as JSON, a line a record."""
    for record in sheet.records():
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
