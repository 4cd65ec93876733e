"""Infobox report: the summary of a timeline's subject, label by label."""

from __future__ import annotations

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.reports.table import Record, TableColumn, TableReport


class InfoboxRow(FrozenRecord):
    """One label of a timeline's infobox with its value."""

    label: str
    value: str
    timeline: str
    shows_timeline: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The label and the value, after the timeline's name if there are several."""
        return (*([self.timeline] if self.shows_timeline else []), self.label, self.value)

    @property
    def record(self) -> Record:
        """The label and the value as a dictionary."""
        return {"label": self.label, "value": self.value, "timeline": self.timeline}


def build_infobox_table(timeline: Timeline) -> TableReport:
    """Build the table of a timeline's infobox, in the order of its file."""
    return _build_table(timeline, [InfoboxRow(*fact, timeline.name) for fact in timeline.infobox])


def build_merged_infobox_table(timeline: Timeline) -> TableReport:
    """Build one table of the infoboxes of several timelines."""
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
        empty_message="the timeline has no infobox",
        references=timeline.references,
        source_lines=tuple(f"Source: {source}" for source in sources if source),
    )
