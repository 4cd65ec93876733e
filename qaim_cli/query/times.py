"""The times in a request → expressions; loaded only when a request has any."""

from __future__ import annotations

import datetime

from qaim_cli import periods
from qaim_cli.dates import BEGINNING, FOREVER
from qaim_cli.errors import DateError, RequestError
from qaim_cli.query.expression import During


def between(
    since: str | None, until: str | None, today: datetime.date, *, widely: bool
) -> tuple[During, str]:
    """From the first day of `since` to the last day of `until`, and that range in words.

    Raises:
        RequestError: one of them is no date, or the range ends before it begins.
    """
    first = _read("--from", since, today).first if since is not None else BEGINNING
    last = _read("--to", until, today).last if until is not None else FOREVER
    if first > last:
        raise RequestError(f"--from {since!r} comes after --to {until!r}", "swap the two")
    return During(first, last, widely), periods.in_words(first, last)


def within(
    wanted: tuple[str, ...], today: datetime.date, *, widely: bool
) -> tuple[tuple[During, ...], str]:
    """Each of the periods, and all of them in words.

    Raises:
        RequestError: one of them is no date.
    """
    read = [_read("--in", text, today) for text in wanted]
    return (
        tuple(During(period.first, period.last, widely) for period in read),
        " or ".join(str(period) for period in read),
    )


def _read(option: str, text: str, today: datetime.date) -> periods.Period:
    try:
        return periods.read(text, today)
    except DateError as error:
        raise DateError(f"{option}: {error.what}", error.cure) from None
