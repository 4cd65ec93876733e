"""Every class of date expressions that is known in English prose, a module for each kind.

Where two classes fit at a place, the first counts.
"""

from __future__ import annotations

from qaim_cli.extract.dates.date_patterns.calendar_dates import CALENDAR_DATES, CONTINUATIONS
from qaim_cli.extract.dates.date_patterns.non_dates import NON_DATES
from qaim_cli.extract.dates.date_patterns.offsets import OFFSETS, TIMES_OF_DAY
from qaim_cli.extract.dates.date_patterns.pattern import (
    EVENT_NAME_KIND,
    NON_DATE_KIND,
    RECURRENCE_KIND,
    RESTATED_KIND,
    TIME_KIND,
    MentionPattern,
    Offset,
    OffsetBase,
)
from qaim_cli.extract.dates.date_patterns.phrases import PHRASES
from qaim_cli.extract.dates.date_patterns.recurring import RECURRENCES
from qaim_cli.extract.dates.date_patterns.told_events import TOLD_EVENTS
from qaim_cli.extract.dates.date_patterns.writing_day import WRITING_DAY_DATES, WRITING_KIND

MENTION_PATTERNS = (
    *PHRASES,
    *TIMES_OF_DAY,
    *NON_DATES,
    *RECURRENCES,
    *TOLD_EVENTS,
    *OFFSETS,
    *CALENDAR_DATES,
    *WRITING_DAY_DATES,
)

__all__ = [
    "CONTINUATIONS",
    "EVENT_NAME_KIND",
    "MENTION_PATTERNS",
    "NON_DATE_KIND",
    "RECURRENCE_KIND",
    "RESTATED_KIND",
    "TIME_KIND",
    "WRITING_KIND",
    "MentionPattern",
    "Offset",
    "OffsetBase",
]
