"""The infobox: the summary of a timeline's subject, label by label."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.model import Timeline
from qaim_cli.reports.table import Record, TableColumn, TableReport


class InfoboxRow(NamedTuple):
    """A label of the infobox of a timeline with its value."""

    label: str
    value: str
    timeline: str
    shows_timeline: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """Label and value, behind the timeline's name where there are several."""
        return (*([self.timeline] if self.shows_timeline else []), self.label, self.value)

    @property
    def record(self) -> Record:
        """Label and value as data."""
        return {"label": self.label, "value": self.value, "timeline": self.timeline}


def build_infobox_table(timeline: Timeline) -> TableReport:
    """The sheet of a timeline's infobox, in the order of the store."""
    return _build_table(timeline, [InfoboxRow(*fact, timeline.name) for fact in timeline.infobox])


def build_merged_infobox_table(timeline: Timeline) -> TableReport:
    """The sheet of the infoboxes of all parts of a timeline, one after another."""
    several = timeline.is_merged
    facts = [
        InfoboxRow(*fact, name, several)
        for name, part in timeline.parts.items()
        for fact in part.infobox
    ]
    return _build_table(timeline, facts)


def _build_table(timeline: Timeline, facts: list[InfoboxRow]) -> TableReport:
    sources = [str(reference) for reference in timeline.references]
    return TableReport(
        title=timeline.title,
        heading=(),
        columns=(
            *([TableColumn("Timeline")] if timeline.is_merged else []),
            TableColumn("What"),
            TableColumn("Value", weight=3),
        ),
        rows=tuple(facts),
        footer=tuple(f"Source: {source}" for source in sources if source),
        empty_message="the timeline has no infobox",
        references=timeline.references,
    )
