"""Audit report: the findings of an audit as a table."""

from __future__ import annotations

from qaim_cli.audit import AuditResult
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import format_count


class AuditRow(FrozenRecord):
    """One audit finding as a table row."""

    finding: AuditFinding

    @property
    def cells(self) -> tuple[str, ...]:
        """The place in the article, the rule, what is wrong and how to fix it."""
        finding = self.finding
        return str(finding.source or ""), finding.rule_name, finding.message, finding.fix

    @property
    def record(self) -> Record:
        """The finding as a dictionary; keys are only ever added."""
        finding, event, source = self.finding, self.finding.event, self.finding.source
        return {
            "finding": finding.rule_name,
            "event": event.id if event else None,
            "line": event.line if event else None,
            "section": source.section if source else None,
            "paragraph": source.paragraph or None if source else None,
            "sentence": source.sentence or None if source else None,
            "what": finding.message,
            "cure": finding.fix,  # the former name of `fix`
            "words": finding.sentence_text or None,
            "of": source.of or None if source else None,
            "fix": finding.fix,
        }


def build_audit_table(found: AuditResult, title: str) -> TableReport:
    """Build the table of an audit's findings under the timeline's title."""
    through = (
        f"{format_count(found.event_count, 'event')} against "
        f"{format_count(found.dated_sentence_count, 'dated sentence')}"
        + (f", {found.ignored_count:,} ignored" if found.ignored_count else "")
    )
    number = format_count(len(found.findings), "finding")
    return TableReport(
        title=title,
        heading=("audit",),
        columns=(
            TableColumn("Where"),
            TableColumn("Finding", is_unbroken=True),
            TableColumn("What", weight=3),
            TableColumn("Fix", weight=2),
        ),
        rows=tuple(map(AuditRow, found.findings)),
        footer=(f"{number} in {through}",) if found.findings else (),
        empty_message=f"no findings in {through}",
    )
