"""`qaim explain`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from qaim_cli.cli import session
from qaim_cli.cli.asking import today
from qaim_cli.cli.options import ReadOptions, TodayOptions, argument
from qaim_cli.cli.output import show_table

EXAMPLES = (
    "qaim explain 'early 1990s' '44 BC' 04/05/2004",
    "qaim explain 2003-05 -f json",
)


class Options(TodayOptions, ReadOptions):
    """What `qaim explain` takes."""

    texts: tuple[str, ...] = argument(
        "TEXT...", help="Dates as you would write them; - reads them from stdin, one a line."
    )


def run(options: Options) -> int:
    """Explain how dates are read: in words, in EDTF, to the day, and what they would match.

    A text that can be read in two ways is shown with both. The status is 2 where one cannot be
    read, as it would be in a question.
    """
    from qaim_cli import periods
    from qaim_cli.errors import DateError
    from qaim_cli.reports.reading import reading, readings

    timeline = session.timeline(options)
    day = today(options)
    found = []
    for text in _texts(options.texts):
        try:
            period: periods.Period | DateError = periods.read(text, day)
        except DateError as error:
            period = error
        found.append(reading(text, period, periods.other_reading(text), timeline))

    show_table(readings(tuple(found), timeline), options)
    return 2 if any(each.error for each in found) else 0


def _texts(given: tuple[str, ...]) -> Iterator[str]:
    for text in given:
        if text == "-":
            yield from filter(None, (line.strip() for line in sys.stdin))
        else:
            yield text
