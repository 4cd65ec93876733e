"""The infobox: the summary of a timeline's subject, label by label."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.model import Timeline
from qaim_cli.reports.sheet import Column, Record, Sheet


class Fact(NamedTuple):
    """A label of the infobox of a timeline with its value."""

    label: str
    value: str
    timeline: str
    among_several: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """Label and value, behind the timeline's name where there are several."""
        return (*([self.timeline] if self.among_several else []), self.label, self.value)

    @property
    def record(self) -> Record:
        """Label and value as data."""
        return {"label": self.label, "value": self.value, "timeline": self.timeline}


def infobox(timeline: Timeline) -> Sheet:
    """The sheet of a timeline's infobox, in the order of the store."""
    return _sheet(timeline, [Fact(*fact, timeline.name) for fact in timeline.infobox])


def infoboxes(timeline: Timeline) -> Sheet:
    """The sheet of the infoboxes of all parts of a timeline, one after another."""
    several = timeline.is_several
    facts = [
        Fact(*fact, name, several) for name, part in timeline.parts.items() for fact in part.infobox
    ]
    return _sheet(timeline, facts)


def _sheet(timeline: Timeline, facts: list[Fact]) -> Sheet:
    sources = [str(reference) for reference in timeline.references]
    return Sheet(
        title=timeline.title,
        question=(),
        columns=(
            *([Column("Timeline")] if timeline.is_several else []),
            Column("What"),
            Column("Value", weight=3),
        ),
        rows=tuple(facts),
        footer=tuple(f"Source: {source}" for source in sources if source),
        empty="the timeline has no infobox",
        references=timeline.references,
    )
