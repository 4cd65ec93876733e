"""The infobox: the summary of a timeline's subject, label by label."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.model import Timeline
from qaim_cli.reports.sheet import Column, Record, Sheet


class Fact(NamedTuple):
    """A label of the infobox with its value."""

    label: str
    value: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Label and value."""
        return self.label, self.value

    @property
    def record(self) -> Record:
        """Label and value as data."""
        return {"label": self.label, "value": self.value}


def infobox(timeline: Timeline) -> Sheet:
    """The sheet of a timeline's infobox, in the order of the store."""
    source = str(timeline.reference)
    return Sheet(
        title=timeline.title,
        question=(),
        columns=(Column("What"), Column("Value", weight=3)),
        rows=tuple(Fact(label, value) for label, value in timeline.infobox),
        footer=(f"Source: {source}",) if source else (),
        empty="the timeline has no infobox",
        reference=timeline.reference,
    )
