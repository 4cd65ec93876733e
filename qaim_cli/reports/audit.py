"""What an audit found, as a sheet."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.audit import Audit
from qaim_cli.audit.finding import Finding
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import counted


class Row(NamedTuple):
    """A finding as a row."""

    finding: Finding

    @property
    def cells(self) -> tuple[str, ...]:
        """Where in the article, by which rule, what is wrong, and its cure."""
        _, source, what, cure, name, _ = self.finding
        return str(source or ""), name, what, cure

    @property
    def record(self) -> Record:
        """The finding as data; keys are only ever added."""
        event, source, what, cure, name, words = self.finding
        return {
            "finding": name,
            "event": event.id if event else None,
            "line": event.line if event else None,
            "section": source.section if source else None,
            "paragraph": source.paragraph or None if source else None,
            "sentence": source.sentence or None if source else None,
            "what": what,
            "cure": cure,
            "words": words or None,
        }


def audited(found: Audit, title: str) -> Sheet:
    """The sheet of what an audit found in a timeline of that title."""
    through = (
        f"{counted(found.events, 'event')} against {counted(found.dated, 'dated sentence')}"
        + (f", {found.ignored:,} ignored" if found.ignored else "")
    )
    number = counted(len(found.findings), "finding")
    return Sheet(
        title=title,
        question=("audit",),
        columns=(Column("Where"), Column("Finding", unbroken=True), Column("What", weight=3),
                 Column("Cure", weight=2)),
        rows=tuple(map(Row, found.findings)),
        footer=(f"{number} in {through}",) if found.findings else (),
        empty=f"nothing amiss in {through}",
    )  # fmt: skip
