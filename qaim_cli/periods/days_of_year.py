"""Days of the year: "17 April", "04-17", "today", without a year."""

from __future__ import annotations

import datetime
import re

from qaim_cli.dates import SimpleDate
from qaim_cli.dates.calendar import days_in_month
from qaim_cli.errors import DateError
from qaim_cli.periods import relative
from qaim_cli.periods.date_builder import build_date
from qaim_cli.periods.partial_dates import parse_partial_date
from qaim_cli.periods.vocabulary import split_tokens
from qaim_cli.text import quote_text

_LEAP_YEAR = 2000


def parse_day_of_year(text: str, today: datetime.date) -> tuple[int, int]:
    """The month and day of a day that every year has, 29 February among them.

    Raises:
        DateError: the text is no such day.
    """
    words = split_tokens(text) or []
    moment = relative.parse_relative_date(words, today)
    if moment is None and (match := re.fullmatch(r"(\d\d?)-(\d\d?)", text.strip())):
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= days_in_month(_LEAP_YEAR, month):
            return month, day
    elif moment is None and words:
        try:
            moment = build_date(parse_partial_date([*words, str(_LEAP_YEAR)], text))
        except DateError:
            moment = None
    if isinstance(moment, SimpleDate) and moment.day:
        return int(moment.month), int(moment.day)
    raise DateError(f"{quote_text(text)} is no day of the year", "write 17 April or 04-17")
