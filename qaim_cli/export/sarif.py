"""SARIF 2.1.0, the exchange format of checkers: all rules, and one result for each problem."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from urllib.parse import quote

from qaim_cli.checks import CHECKS
from qaim_cli.reports.table import Record, TableReport
from qaim_cli.version import __version__

_SARIF_SCHEMA_URL = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def export(table: TableReport) -> Iterator[str]:
    """Yield the problems of a table as one SARIF run."""
    rules = [
        {
            "id": check.name,
            "shortDescription": {"text": check.description},
            "defaultConfiguration": {"enabled": check.is_default, "level": str(check.level)},
        }
        for check in CHECKS.values()
    ]
    run = {
        "tool": {"driver": {"name": "qaim", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_build_result(record) for record in table.iter_records()],
    }
    log = {"$schema": _SARIF_SCHEMA_URL, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _build_result(record: Record) -> Record:
    return {
        "ruleId": record["check"],
        "ruleIndex": list(CHECKS).index(str(record["check"])),
        "level": record["level"],
        "message": {"text": _escape_message(str(record["message"]))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _make_uri(str(record["file"]))},
                    "region": {"startLine": record["line"], "startColumn": record["column"]},
                }
            }
        ],
    }


def _escape_message(text: str) -> str:
    """Escape what viewers would read as a link: `[text](address)`."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _make_uri(path: str) -> str:
    """Make a URI of a path, relative where the path is."""
    slashed = path.replace(os.sep, "/")
    return f"file://{quote(slashed)}" if os.path.isabs(path) else quote(slashed)
