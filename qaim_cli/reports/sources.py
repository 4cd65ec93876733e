"""The sources of a timeline: how many events cite each, and which rest on it alone."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.citations import find_doi_url, format_reference
from qaim_cli.model import Event, Reference, Timeline
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import format_count, is_web_address


class SourceRow(NamedTuple):
    """A source with the events that cite it."""

    source: Reference
    events: tuple[Event, ...]
    alone: tuple[Event, ...]
    """The events that rest on it and on no other work."""
    timeline: Timeline

    @property
    def cells(self) -> tuple[str, ...]:
        """The id, the source in full, how many events cite it, and how many cite only it."""
        return (
            self.source.id,
            format_reference(self.source) or "not described",
            f"{len(self.events):,}",
            f"{len(self.alone):,}",
        )

    @property
    def record(self) -> Record:
        """Every declared detail, and the ids of the events that cite no other source."""
        described = {key: value or None for key, value in self.source._asdict().items()}
        del described["line"]
        address = self.source.url if is_web_address(self.source.url) else ""
        return {
            "id": described.pop("id"),
            **described,
            "link": address or find_doi_url(self.source) or None,
            "events": len(self.events),
            "alone": [self.timeline.format_id(event) for event in self.alone],
        }


def build_sources_table(timeline: Timeline) -> TableReport:
    """Build the table of all sources, in the order in which they are declared."""
    citing: dict[str, list[Event]] = {id: [] for id in timeline.sources}
    alone: dict[str, list[Event]] = {id: [] for id in timeline.sources}
    works = {id: source.work for id, source in timeline.sources.items()}
    for event in timeline.events:
        ids = timeline.list_sources(event)
        is_alone = len({works.get(id, ("", id)) for id in ids}) == 1
        for id in ids:
            if id in citing:
                citing[id].append(event)
                if is_alone:
                    alone[id].append(event)
    rows = tuple(
        SourceRow(source, tuple(citing[id]), tuple(alone[id]), timeline)
        for id, source in timeline.sources.items()
    )
    return TableReport(
        title=timeline.title,
        heading=("sources",),
        columns=(
            TableColumn("Id", is_unbroken=True),
            TableColumn("Source", weight=4),
            TableColumn("Events", is_numeric=True),
            TableColumn("Alone", is_numeric=True),
        ),
        rows=rows,
        footer=_build_footer(rows, timeline),
        empty_message="the timeline names no source",
    )


def _build_footer(rows: tuple[SourceRow, ...], timeline: Timeline) -> tuple[str, ...]:
    counted = format_count(len(rows), "source")
    if len(rows) < 2:
        return (counted,)
    id = next((row.source.id for row in rows if row.alone), "")
    alone = sum(timeline.count_sources(event) == 1 for event in timeline.events)
    shown = f"`qaim list 'source:{id} sources:1'` lists those of one" if id else ""
    rest = f"{format_count(alone, 'event')} on a single source"
    return tuple(filter(None, (counted, rest, shown)))
