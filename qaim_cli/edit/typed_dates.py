"""Dates as a person types them for an event."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from qaim_cli import dates, periods
from qaim_cli.dates import Calendar, DateSet, EdtfDate, describe_date
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.text import fold

_TIME_OF_DAY = re.compile(
    r"\b\d{1,2}:\d{2}|\b\d{1,2} ?[ap]\.?m\b|\bnoon\b|\bmidnight\b", re.IGNORECASE
)
_PART_OF_SEASON = re.compile(
    r"\b(?:early|mid|middle|late|start|beginning|end)\b.*\b(?:spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)


_ANY_DAY = datetime.date(2000, 1, 1)
"""Today, for words whose notes do not count from it."""


class TypedDate(FrozenRecord):
    """A date as typed: in EDTF, and the words to keep where they say more than that."""

    date: EdtfDate
    words: str

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        return dates.format_edtf(self.date)

    @property
    def has_time_of_day(self) -> bool:
        """Whether the words give a time of day, which the date cannot hold."""
        return bool(_TIME_OF_DAY.search(self.words))

    def __str__(self) -> str:
        """The reading, in words and in EDTF."""
        return f"{describe_date(self.date)} ({self.edtf})"


def parse_typed_date(text: str, today: datetime.date, timeline: Timeline) -> TypedDate:
    """Parse the date that a person's words mean in a timeline.

    Raises:
        DateError: they mean none, or two.
    """
    calendar = timeline.date_rules.calendar
    period = periods.parse_period(text, today, calendar, timeline.periods)
    words = " ".join(text.split())
    return TypedDate(
        period.date, words if _says_more_than_edtf(period.date, words, period.notes) else ""
    )


def keeps_words(
    date: EdtfDate, words: str, calendar: Calendar, named: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Whether a store keeps the words for a date beside it, as they say more.

    Args:
        date: the date that they are written as.
        words: the words, which need not be readable as a date.
        calendar: the calendar in which they are read.
        named: the timeline's own periods.
    """
    if not words:
        return False
    try:
        notes = periods.parse_period(words, _ANY_DAY, calendar, named).notes
    except DateError:
        notes = ()
    return _says_more_than_edtf(date, words, notes)


def _says_more_than_edtf(date: EdtfDate, words: str, notes: Iterable[str]) -> bool:
    """Whether words for a date say more than the date in EDTF does.

    Of "early 1990s" EDTF can only say that it is one of several years, not known which, and
    "early summer 1431" is no longer so when it is written as June; what a note reports, such as a
    time of day, is not in the date at all.
    """
    if any(notes) or _TIME_OF_DAY.search(words) or _PART_OF_SEASON.search(words):
        return True
    is_one_of = isinstance(date, DateSet) and fold(describe_date(date)) != fold(words)
    return is_one_of and any(map(str.isalpha, words))
