"""A question put by options, and its answer."""

from __future__ import annotations

import datetime

from qaim_cli.cli import session
from qaim_cli.cli.options import AskOptions, TodayOptions
from qaim_cli.cli.output import View, show, show_table
from qaim_cli.errors import DateError, RequestError
from qaim_cli.query import Answer, Filters, Sort, arrange, select, understand
from qaim_cli.reports.listing import listing
from qaim_cli.reports.sheet import Sheet


def today(options: TodayOptions) -> datetime.date:
    """The day it is: the one given, or the system's.

    Raises:
        RequestError: the day given is no day of the calendar that Python has.
    """
    if options.today is None:
        return datetime.date.today()
    from qaim_cli import periods
    from qaim_cli.dates.calendar import civil

    try:
        period = periods.read(options.today, datetime.date.today())
    except DateError as error:
        raise DateError(f"--today: {error.what}", error.cure) from None
    year = civil(period.first)[0] if period.first == period.last else 0
    if not 1 <= year <= 9999:
        raise RequestError(f"--today cannot be {options.today!r}", "give one day, as 2026-11-22")
    return datetime.date.fromordinal(period.first)


def answer(options: AskOptions, *, on: str | None = None) -> Answer:
    """The answer to the question that the options ask, on a day of the year where one is given.

    Raises:
        QaimError: the store cannot be read, a name is unknown, a date unreadable, a query none.
    """
    if options.sure and options.maybe:
        raise RequestError("--sure and --maybe ask for opposites", "choose one")
    asked = session.timeline(options)
    filters = Filters(
        query=" ".join(options.query),
        since=options.since,
        until=options.until,
        within=options.within,
        actors=options.actors,
        keywords=options.keywords,
        places=options.places,
        tags=options.tags,
        sections=options.sections,
        timelines=options.timelines,
        on=on,
    )
    query = understand(filters, asked, today(options))
    selection = select(query, asked, sure=options.sure, widely=options.maybe)
    sort = Sort(options.sort or Sort.DATE)
    hits = arrange(selection.hits, sort, reverse=options.reverse)[: options.limit]
    return Answer(asked, query, selection, hits, sort, options.reverse)


def show_answer(
    answered: Answer, options: AskOptions, view: View | None = None, sheet: Sheet | None = None
) -> None:
    """Shows an answer, or how its question was understood.

    The view draws it, else it is a table; the sheet is its data, else it is the listing's.
    """
    if options.explain:
        from qaim_cli.reports.explanation import explanation

        sheet, view = explanation(answered.query, answered.timeline), None
    sheet = sheet or listing(answered, ids=options.ids)
    sheet = sheet._replace(references=answered.timeline.references)
    if view is None:
        show_table(sheet, options)
    else:
        show(sheet, options, view, tells_more=True)
