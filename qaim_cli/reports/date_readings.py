"""Date readings: how a typed date is understood, and what it would match."""

from __future__ import annotations

from qaim_cli.dates import (
    DATE_KINDS,
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateRules,
    describe_date,
)
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.periods import Period
from qaim_cli.query import MatchLevel, count_matches
from qaim_cli.query.terms import DateRangeTerm
from qaim_cli.reports.detail import (
    DetailReport,
    build_date_lines,
    describe_doubts,
    format_weekday,
)
from qaim_cli.reports.detail_line import DetailLine
from qaim_cli.reports.event_record import format_bound
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import truncate_text

_MATCH_KINDS = {
    "certain": (MatchLevel.CERTAIN, "certainly"),
    "possible": (MatchLevel.POSSIBLE, "possibly"),
    "hidden": (MatchLevel.VAGUE, "only with --maybe"),
}
"""How an event can match, as data names it, as a query answers it, and in words."""

_MAX_SHOWN_COLUMNS = 200
"""As much of a text as is repeated above its reading."""


class DateReading(FrozenRecord):
    """A typed text with the period it means, or the error explaining why it has none."""

    text: str
    period: Period | None
    error: DateError | None
    other_meaning: str
    match_counts: dict[str, int]
    """How many events match it, by how."""
    timeline_title: str = ""
    """The timeline whose events are counted."""
    rules: DateRules = DateRules()
    """How the timeline reads dates."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The text, its EDTF form, and its meaning or its error."""
        if self.period is None:
            return self.text, "", str(self.error)
        return self.text, self.period.edtf, describe_date(self.period.date)

    @property
    def record(self) -> Record:
        """The reading as a dictionary; an unreadable text has only `text` and `error`."""
        period = self.period
        return {
            "text": self.text,
            "error": str(self.error) if self.error else None,
            "kind": DATE_KINDS[type(period.date)] if period else None,
            "edtf": period.edtf if period else None,
            "words": describe_date(period.date) if period else None,
            "earliest": format_bound(period.first_day, period.calendar) if period else None,
            "latest": format_bound(period.last_day, period.calendar) if period else None,
            "precision": str(period.span.precision) if period else None,
            "approximate": period.span.is_approximate if period else None,
            "uncertain": period.span.is_uncertain if period else None,
            "other": self.other_meaning or None,
            "notes": list(period.notes) if period else [],
            "timeline": self.timeline_title or None,
            "matches": self.match_counts or dict.fromkeys(_MATCH_KINDS),
        }

    @property
    def detail(self) -> DetailReport:
        """The reading as labelled lines."""
        shown = truncate_text(self.text, _MAX_SHOWN_COLUMNS)
        if self.period is None:
            return DetailReport(shown, "", (DetailLine("Not read", str(self.error)),))
        period = self.period
        precision = str(period.span.precision) + describe_doubts(period.span)
        matches = [
            f"{number:,} {_MATCH_KINDS[how][1]}" for how, number in self.match_counts.items()
        ]
        lines = (
            DetailLine("Means", describe_date(period.date)),
            DetailLine("EDTF", f"{period.edtf} ({DATE_KINDS[type(period.date)]})"),
            DetailLine("First day", _format_day(period.first_day, period.calendar)),
            DetailLine("Last day", _format_day(period.last_day, period.calendar)),
            DetailLine("Precision", precision),
            *build_date_lines(period.date, period.span, self.rules),
            DetailLine("Not meant", self.other_meaning),
            DetailLine("Note", "; ".join(period.notes)),
            DetailLine("Would match", f"in {self.timeline_title}: {', '.join(matches)}"),
        )
        return DetailReport(shown, "", tuple(line for line in lines if line.text))


def build_reading(
    text: str, period: Period | DateError, other: str, timeline: Timeline
) -> DateReading:
    """Build the reading of a text from its period or its error."""
    if isinstance(period, DateError):
        return DateReading(text, None, period, "", {}, timeline.title)
    during = DateRangeTerm("", *period.asked_days)
    found = count_matches(during, timeline)
    counts = {how: found[match] for how, (match, _) in _MATCH_KINDS.items()}
    return DateReading(text, period, None, other, counts, timeline.title, timeline.date_rules)


def build_reading_table(found: tuple[DateReading, ...], timeline: Timeline) -> TableReport:
    """Build the table of readings, with the number of matches on a timeline."""
    return TableReport(
        title=timeline.title,
        heading=("how dates are read",),
        columns=(TableColumn("Text"), TableColumn("EDTF"), TableColumn("Means", weight=2)),
        rows=found,
        empty_message="no text was given",
        references=timeline.references,
    )


def _format_day(number: int, calendar: Calendar) -> str:
    is_open = number in (INFINITE_PAST, INFINITE_FUTURE)
    return "open" if is_open else format_weekday(number, calendar)
