"""Days in prose that only a general reader knows, such as those with a time of day.

dateutil reads them, and is never believed alone: it fills what a text leaves out from a default
day, so a reading counts only where two different defaults, and both orders of day and month,
give the same answer.
"""

from __future__ import annotations

import datetime
import re

from qaim_cli.dates import SimpleDate
from qaim_cli.dates.calendar import get_weekday_name
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.units import make_day

_DEFAULT_DATES = (datetime.datetime(1, 1, 1), datetime.datetime(2024, 12, 28))


def parse_day_in_prose(text: str) -> SimpleDate:
    """The one day that a text names, such as "Sat Apr 17 10:36:28 2004".

    Raises:
        DateError: the text names no day, or not the same one to every reader.
    """
    from dateutil import parser

    try:
        days = {
            parser.parse(text, default=default, dayfirst=dayfirst, ignoretz=True).date()
            for default in _DEFAULT_DATES
            for dayfirst in (False, True)
        }
    except (ValueError, OverflowError, RecursionError, TypeError, AttributeError):
        days = set()
    if len(days) == 1:
        (found,) = days
        if re.search(rf"(?<!\d){found.year:04d}(?!\d)", text):
            _check_weekday(text, found)
            return make_day(found.year, found.month, found.day)
    raise DateError(
        f"{text!r} is no date that can be read for certain",
        "write 2004, apr 2004, 17 April 2004, 1990s, 2003..2005 or any EDTF",
    )


def _check_weekday(text: str, found: datetime.date) -> None:
    right = get_weekday_name(found.toordinal())
    for word in re.findall(r"[a-z]+", text.casefold()):
        if words.WEEKDAYS_BY_WORD.get(word, right) != right:
            raise DateError(
                f"{text!r} was not a {words.WEEKDAYS_BY_WORD[word]}", f"it was a {right}"
            )
