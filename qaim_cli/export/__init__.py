"""Exports: turn a report into text of a data format, in pieces, without I/O.

A format is a function from a report's table to pieces of text; adding one is a module here and a
line in `EXPORT_FORMATS`, or in another package an entry point `qaim.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from qaim_cli.plugins import load_plugin
from qaim_cli.reports.table import TableReport

ExportFunction = Callable[[TableReport], Iterator[str]]

EXPORT_FORMATS = {"json": "json", "jsonl": "jsonl", "csv": "csv", "md": "markdown"}
"""The name of each format and its module, loaded when it is asked for."""

PROBLEM_FORMATS = {"sarif": "sarif", "github": "github"}
"""The formats that are for problems alone, each with its module."""


def export_table(table: TableReport, format: str) -> Iterator[str]:
    """Yield a table report in a format, in pieces; the whole ends with a line break.

    Raises:
        RequestError: there is no such format.
    """
    return _load_exporter(format)(table)


def _load_exporter(format: str) -> ExportFunction:
    module_name = (EXPORT_FORMATS | PROBLEM_FORMATS).get(format)
    exporter: ExportFunction = (
        import_module(f"qaim_cli.export.{module_name}").export
        if module_name
        else load_plugin("qaim.formats", format)
    )
    return exporter
