"""The reading of dates: what a text was understood as, and what it would match."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, describe
from qaim_cli.errors import DateError
from qaim_cli.model import Timeline
from qaim_cli.periods import Period
from qaim_cli.query import Match
from qaim_cli.query.terms import During
from qaim_cli.reports.detail import Detail, Line, doubts, weekday_of
from qaim_cli.reports.record import KINDS, day
from qaim_cli.reports.sheet import Column, Record, Sheet

_HOW = {
    "certain": (Match.CERTAIN, "certainly"),
    "possible": (Match.POSSIBLE, "possibly"),
    "hidden": (Match.VAGUE, "only with --maybe"),
}
"""How an event can match, as data names it, as a query answers it, and in words."""


class Reading(NamedTuple):
    """A text with the period it means, or with why it means none."""

    text: str
    period: Period | None
    error: DateError | None
    other: str
    counts: dict[str, int]
    """How many events match it, by how."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The text, its EDTF, and what it means or why it means nothing."""
        if self.period is None:
            return self.text, "", str(self.error)
        return self.text, self.period.edtf, describe(self.period.date)

    @property
    def record(self) -> Record:
        """The reading as data; of a text that is not read, only text and error are not None."""
        period = self.period
        return {
            "text": self.text,
            "error": str(self.error) if self.error else None,
            "kind": KINDS[type(period.date)] if period else None,
            "edtf": period.edtf if period else None,
            "words": describe(period.date) if period else None,
            "earliest": day(period.first) if period else None,
            "latest": day(period.last) if period else None,
            "precision": str(period.span.precision) if period else None,
            "approximate": period.span.approximate if period else None,
            "uncertain": period.span.uncertain if period else None,
            "other": self.other or None,
            "matches": self.counts or dict.fromkeys(_HOW),
        }

    @property
    def detail(self) -> Detail:
        """The reading as labelled lines."""
        if self.period is None:
            return Detail(self.text, "", (Line("Not read", str(self.error)),))
        period = self.period
        precision = str(period.span.precision) + doubts(period.span)
        matches = [f"{number:,} {_HOW[how][1]}" for how, number in self.counts.items()]
        lines = (
            Line("Means", describe(period.date)),
            Line("EDTF", f"{period.edtf} ({KINDS[type(period.date)]})"),
            Line("First day", _day(period.first)),
            Line("Last day", _day(period.last)),
            Line("Precision", precision),
            Line("Not meant", self.other),
            Line("Would match", ", ".join(matches)),
        )
        return Detail(self.text, "", tuple(line for line in lines if line.text))


def reading(text: str, period: Period | DateError, other: str, timeline: Timeline) -> Reading:
    """The reading of a text, from the period it means or the error it is."""
    if isinstance(period, DateError):
        return Reading(text, None, period, "", {})
    during = During("", period.first, period.last)
    answers = [during.match(event) for event in timeline.pointed_at(during.hint)]
    counts = {how: answers.count(match) for how, (match, _) in _HOW.items()}
    return Reading(text, period, None, other, counts)


def readings(found: tuple[Reading, ...], timeline: Timeline) -> Sheet:
    """The sheet of readings, with what each would match on a timeline."""
    return Sheet(
        title=timeline.title,
        question=("how dates are read",),
        columns=(Column("Text"), Column("EDTF"), Column("Means", weight=2)),
        rows=found,
        empty="no text was given",
        references=timeline.references,
    )


def _day(number: int) -> str:
    return "open" if number in (BEGINNING, FOREVER) else weekday_of(number)
