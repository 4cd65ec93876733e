"""Nodes → the sources that a store declares."""

from __future__ import annotations

from typing import Any

from qaim_cli import dates
from qaim_cli.errors import DateError
from qaim_cli.model import DEFAULT_SOURCE_ID, Reference
from qaim_cli.store import shape
from qaim_cli.store.nodes import MappingEntry
from qaim_cli.store.record_reader import ProblemCollector, RecordReader, iter_declared

_REFERENCE_KEYS = shape.REFERENCE_SHAPE.key_names


def read_reference(collector: ProblemCollector, entry: MappingEntry) -> Reference:
    """Read the source at the top of a store."""
    return _read_reference(RecordReader(collector, "the source", entry.node, _REFERENCE_KEYS))


def read_sources(collector: ProblemCollector, entry: MappingEntry) -> dict[str, Reference]:
    """The sources declared under their key, by id."""
    found = {}
    for id, owner, declared in iter_declared(collector, entry, "sources", "source", "title"):
        if id == DEFAULT_SOURCE_ID:
            message = f"{owner} has the id of the source at the top"
            collector.add_problem(declared, "id", message, "give it another id")
            continue
        reader = RecordReader(collector, owner, declared.node, _REFERENCE_KEYS)
        found[id] = _read_reference(reader)._replace(id=id, line=declared.line)
        collector.note_position(found[id], declared)
    return found


def _read_reference(reader: RecordReader) -> Reference:
    texts: dict[str, Any] = {
        key: reader.get_text(key) for key in _REFERENCE_KEYS if key != "accessed"
    }
    return Reference(**texts, accessed=_read_accessed_day(reader))


def _read_accessed_day(reader: RecordReader) -> str:
    """Read the day on which a source was read, in EDTF; empty where there is none."""
    text, entry = reader.get_text("accessed"), reader.get_entry("accessed")
    if not text or entry is None:
        return ""
    try:
        return dates.format_edtf(dates.parse_with_span(text)[0])
    except DateError as error:
        message = f"accessed of {reader.owner}: {error.message}"
        reader.collector.add_problem(entry.node, "date", message, error.fix)
        return ""
