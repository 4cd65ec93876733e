"""The reading of dates: what a text was understood as, and what it would match."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, Interval, Moment, Set, day_in_words, describe
from qaim_cli.errors import DateError
from qaim_cli.model import Timeline
from qaim_cli.periods import Period
from qaim_cli.query import Match
from qaim_cli.query.terms import During
from qaim_cli.reports.record import day
from qaim_cli.reports.sheet import Column, Record, Sheet

_KINDS = {Moment: "moment", Interval: "interval", Set: "set"}


class Reading(NamedTuple):
    """A text with the period it means, or with why it means none."""

    text: str
    period: Period | None
    error: DateError | None
    other: str
    counts: tuple[int, int, int]
    """How many events match it certainly, possibly, and too vaguely."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The text, what it means, in EDTF, and what it would match."""
        if self.period is None:
            return self.text, f"not read: {self.error}", "", "", ""
        return (
            self.text,
            "\n".join(
                filter(None, (describe(self.period.date), _days(self.period), self._other()))
            ),
            self.period.edtf,
            str(self.period.span.precision),
            ", ".join(f"{number} {word}" for number, word in zip(self.counts, _HOW, strict=True)),
        )

    def _other(self) -> str:
        return f"or else: {self.other}" if self.other else ""

    @property
    def record(self) -> Record:
        """The reading as data; all but text and error are None where there is none."""
        period = self.period
        return {
            "text": self.text,
            "error": str(self.error) if self.error else None,
            "kind": _KINDS[type(period.date)] if period else None,
            "edtf": period.edtf if period else None,
            "words": describe(period.date) if period else None,
            "earliest": day(period.first) if period else None,
            "latest": day(period.last) if period else None,
            "precision": str(period.span.precision) if period else None,
            "approximate": period.span.approximate if period else None,
            "uncertain": period.span.uncertain if period else None,
            "other": self.other or None,
            "matches": dict(zip(_HOW, self.counts, strict=True)) if period else None,
        }


_HOW = ("certain", "possible", "hidden")


def readings(found: tuple[Reading, ...], timeline: Timeline) -> Sheet:
    """The sheet of readings, with what each would match on a timeline."""
    return Sheet(
        title=timeline.title,
        question=("how dates are read",),
        columns=(
            Column("Text", weight=2), Column("Means", weight=4), Column("EDTF", weight=2),
            Column("Precision", weight=2), Column("Would match", weight=2),
        ),
        rows=found,
        empty="no text was given",
    )  # fmt: skip


def reading(text: str, period: Period | DateError, other: str, timeline: Timeline) -> Reading:
    """The reading of a text, from the period it means or the error it is."""
    if isinstance(period, DateError):
        return Reading(text, None, period, other, (0, 0, 0))
    during = During("", period.first, period.last)
    answers = [during.match(event) for event in timeline.events]
    counts = tuple(answers.count(match) for match in (Match.CERTAIN, Match.POSSIBLE, Match.VAGUE))
    return Reading(text, period, None, other, (counts[0], counts[1], counts[2]))


def _days(period: Period) -> str:
    """The first and last day with their weekdays, or where the period is open."""
    first, last = (
        day_in_words(number, with_weekday=True) for number in (period.first, period.last)
    )
    if period.first == period.last:
        return first
    if period.first == BEGINNING:
        return f"up to {last}"
    return f"from {first} on" if period.last == FOREVER else f"{first} to {last}"
