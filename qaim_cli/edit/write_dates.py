"""Write the dates of a store that are in words as the EDTF that they mean."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli import dates
from qaim_cli.dates import DateRules
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.edit.lines import find_line_end, find_node_end, get_column
from qaim_cli.edit.typed_dates import keeps_words
from qaim_cli.errors import DateError
from qaim_cli.model import Timeline
from qaim_cli.store.date_keys import read_date, read_date_rules
from qaim_cli.store.layout import format_scalar
from qaim_cli.store.nodes import FLOW, YamlNode
from qaim_cli.store.record_reader import ProblemCollector, RecordReader
from qaim_cli.store.shape import EVENT_SHAPE
from qaim_cli.text import format_count


def write_dates_in_edtf(start: int = 0, end: int | None = None) -> EditFunction:
    """Edit that writes dates in words as EDTF, and keeps words that say more in `date_text`.

    Args:
        start: only what is written from this offset on is changed.
        end: and up to this one.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        nodes = [part.entry.node for part in document.read_parts() if part.is_item]
        timeline = document.result.timeline
        edits = [
            edit
            for node in nodes
            if start <= node.mark.index and (end is None or node.mark.index < end)
            for edit in _write_event_date(document, node, timeline)
        ]
        edits += _write_periods(document) if end is None else ()
        count = sum(edit.end > edit.start for edit in edits)  # the others add date_text
        return DocumentEdit(edits, f"{format_count(count, 'date')} written in EDTF")

    return compute_edit


def _write_event_date(
    document: StoreDocument, node: YamlNode, timeline: Timeline
) -> Iterator[TextEdit]:
    value = node.find_value("date")
    if value is None:
        return
    # Read anew, since an event that lacks something is not in the timeline.
    fields = RecordReader(ProblemCollector(""), "the event", node, EVENT_SHAPE.key_names)
    rules = read_date_rules(fields, timeline.date_rules)
    found = read_date(fields, rules, tuple(timeline.periods.items()))
    if found is None or _is_edtf(value, rules):
        return
    in_flow = node.style == FLOW
    end = find_node_end(value, document.text)
    yield TextEdit(
        value.mark.index, end, _format_edtf(dates.format_edtf(found[0]), in_flow=in_flow)
    )
    words = " ".join(value.text.split())
    if "date_text" in fields or not keeps_words(found[0], words, rules.calendar, timeline.periods):
        return
    margin = document.newline + " " * get_column(document.text, node.entries["date"].key)
    behind = end if in_flow else find_line_end(document.text, end)
    text = f"date_text: {format_scalar(words, in_flow=in_flow)}"
    yield TextEdit(behind, behind, f"{', ' if in_flow else margin}{text}")


def _write_periods(document: StoreDocument) -> Iterator[TextEdit]:
    section = document.sections.get("periods")
    timeline = document.result.timeline
    for name, entry in section.entry.node.entries.items() if section else ():
        edtf = timeline.periods.get(name)
        if edtf is not None and not _is_edtf(entry.node, timeline.date_rules):
            end = find_node_end(entry.node, document.text)
            yield TextEdit(entry.node.mark.index, end, _format_edtf(edtf, in_flow=True))


def _format_edtf(edtf: str, *, in_flow: bool) -> str:
    return format_scalar(edtf, in_flow=in_flow, allow_plain=True)


def _is_edtf(node: YamlNode, rules: DateRules) -> bool:
    try:
        dates.parse_with_span(node.text, *rules)
    except DateError:
        return False
    return True
