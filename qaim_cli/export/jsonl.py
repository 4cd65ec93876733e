"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qaim_cli.reports.sheet import Sheet


def export(sheet: Sheet) -> Iterator[str]:
    """The sheet as JSON, a line a record."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for record in sheet.records():
        yield encode(record) + "\n"
