"""What commands share: reading the timeline, the day it is, and the question's answer."""

from __future__ import annotations

import datetime
import sys
from typing import NamedTuple

from qaim_cli import store
from qaim_cli.cli.options import AskOptions, StoreOptions, TodayOptions
from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import (
    Filters,
    Hit,
    Query,
    Selection,
    Sort,
    arrange,
    select,
    understand,
)
from qaim_cli.text import counted

_SHOWN = 5


class Answer(NamedTuple):
    """A question with what it selects, and the hits to show in their order."""

    timeline: Timeline
    query: Query
    selection: Selection
    hits: tuple[Hit, ...]


def timeline(options: StoreOptions) -> Timeline:
    """The timeline asked for; problems in its file are told on stderr.

    Raises:
        StoreError: the file cannot be read.
    """
    loaded = store.load(path(options))
    if loaded.problems:
        left_out = f", {counted(loaded.left_out, 'event')} left out" if loaded.left_out else ""
        tell(f"{loaded.timeline.path} has {counted(len(loaded.problems), 'problem')}{left_out}:")
        for problem in loaded.problems[:_SHOWN]:
            print(f"  {problem}", file=sys.stderr)
        if len(loaded.problems) > _SHOWN:
            print(f"  and {len(loaded.problems) - _SHOWN:,} more", file=sys.stderr)
    return loaded.timeline


def path(options: StoreOptions) -> str:
    """The path of the timeline asked for."""
    return options.path or store.shipped()


def tell(text: str) -> None:
    """Says a line on stderr."""
    print(f"qaim: {text}", file=sys.stderr)


def today(options: TodayOptions) -> datetime.date:
    """The day it is: the one given, or the system's.

    Raises:
        RequestError: the day given is no day of the calendar that Python has.
    """
    if options.today is None:
        return datetime.date.today()
    from qaim_cli import periods
    from qaim_cli.dates.calendar import civil

    period = periods.read(options.today, datetime.date.today())
    year = civil(period.first)[0] if period.first == period.last else 0
    if not 1 <= year <= 9999:
        raise RequestError(f"--today cannot be {options.today!r}", "give one day, as 2026-11-22")
    return datetime.date.fromordinal(period.first)


def answer(options: AskOptions) -> Answer:
    """The answer to the question that the options ask.

    Raises:
        QaimError: the store cannot be read, a name is unknown, a date unreadable.
    """
    if options.sure and options.maybe:
        raise RequestError("--sure and --maybe ask for opposites", "choose one")
    asked = timeline(options)
    filters = Filters(
        since=options.since,
        until=options.until,
        within=options.within,
        actors=options.actors,
        keywords=options.keywords,
        places=options.places,
        tags=options.tags,
        sections=options.sections,
        widely=options.maybe,
    )
    query = understand(filters, asked, today(options))
    selection = select(query, asked, sure=options.sure)
    hits = arrange(selection.hits, Sort(options.sort or Sort.DATE), reverse=options.reverse)
    return Answer(asked, query, selection, hits[: options.limit])
