"""Days of the year: "17 April", "04-17", "today", without a year."""

from __future__ import annotations

import datetime
import re

from qaim_cli.dates import Moment
from qaim_cli.dates.calendar import month_length
from qaim_cli.errors import DateError
from qaim_cli.periods import relative
from qaim_cli.periods.points import date, point
from qaim_cli.periods.vocabulary import tokens
from qaim_cli.text import shown

_A_LEAP_YEAR = 2000


def day_of_year(text: str, today: datetime.date) -> tuple[int, int]:
    """The month and day of a day that every year has, 29 February among them.

    Raises:
        DateError: the text is no such day.
    """
    words = tokens(text) or []
    moment = relative.moment(words, today)
    if moment is None and (match := re.fullmatch(r"(\d\d?)-(\d\d?)", text.strip())):
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= month_length(_A_LEAP_YEAR, month):
            return month, day
    elif moment is None and words:
        try:
            moment = date(point([*words, str(_A_LEAP_YEAR)], text))
        except DateError:
            moment = None
    if isinstance(moment, Moment) and moment.day:
        return int(moment.month), int(moment.day)
    raise DateError(f"{shown(text)} is no day of the year", "write 17 April or 04-17")
