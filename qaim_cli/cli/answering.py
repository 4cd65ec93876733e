"""Answers to queries given as command-line options."""

from __future__ import annotations

import datetime

from qaim_cli.cli import loading, terminal
from qaim_cli.cli.options import AskOptions, ExportOptions, NumberOptions, TodayOptions
from qaim_cli.cli.output import (
    STDOUT_PATHS,
    OwnFormats,
    RenderFunction,
    choose_format,
    show_report,
    show_table,
)
from qaim_cli.errors import DateError, RequestError
from qaim_cli.exchange import find_format
from qaim_cli.export import EXPORT_FORMATS
from qaim_cli.facets import FACETS
from qaim_cli.query import (
    FilterInput,
    QueryAnswer,
    SortOrder,
    build_query,
    parse_sort,
    select_hits,
    sort_hits,
)
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.reports.table import TableReport

_OWN_FORMATS = ("table", "svg", "png", "pdf", "html", *EXPORT_FORMATS)
"""The formats that are not another program's."""


def resolve_today(options: TodayOptions) -> datetime.date:
    """Return today's day number: the one given, or the system's.

    Raises:
        RequestError: the day given is no day of the calendar that Python has.
    """
    if options.today is None:
        return datetime.date.today()
    return parse_day_option("--today", options.today)


def parse_day_option(option: str, text: str) -> datetime.date:
    """Parse the day that an option gives.

    Raises:
        DateError: the text is no date.
        RequestError: it is not one day of the calendar that Python has.
    """
    from qaim_cli import periods
    from qaim_cli.dates.calendar import to_civil_date

    try:
        period = periods.parse_period(text, datetime.date.today())
    except DateError as error:
        raise DateError(f"{option}: {error.message}", error.fix) from None
    year = to_civil_date(period.first_day)[0] if period.first_day == period.last_day else 0
    if not 1 <= year <= 9999:
        raise RequestError(f"{option} cannot be {text!r}", "give one day, as 2026-11-22")
    return datetime.date.fromordinal(period.first_day)


def answer_question(options: AskOptions, *, on: str | None = None) -> QueryAnswer:
    """Answer the query that the options make, optionally for one day of the year.

    Raises:
        QaimError: the store cannot be read, a name is unknown, a date unreadable, a query none.
    """
    if options.sure and options.maybe:
        raise RequestError("--sure and --maybe ask for opposites", "choose one")
    asked = loading.load_requested_timeline(options)
    filters = FilterInput(
        query=" ".join(options.query),
        since=options.since,
        until=options.until,
        within=options.within,
        keywords=options.keywords,
        on=on,
        **{each.filter_field: getattr(options, each.filter_field) for each in FACETS.values()},
    )
    query = build_query(filters, asked, resolve_today(options))
    selection = select_hits(query, asked, sure=options.sure, widely=options.maybe)
    sort = parse_sort(options.sort or SortOrder.DATE, asked)
    hits = sort_hits(selection, sort, reverse=options.reverse, limit=options.limit)
    return QueryAnswer(asked, query, selection, hits, sort, options.reverse)


def show_answer(
    answered: QueryAnswer,
    options: AskOptions,
    view: RenderFunction | None = None,
    table: TableReport | None = None,
    own_formats: OwnFormats | None = None,
) -> int:
    """Show an answer, or how its query was understood; return the exit status.

    The view draws it, else it is a table; the table is its data, else it is the listing's. Its own
    formats go before those that are made of table and view.
    """
    format = choose_format(options)
    exchanged = find_format(format) if format not in _OWN_FORMATS else None
    if exchanged is not None and options.explain:
        raise RequestError(
            f"--explain shows no events to write as {format}", "use only one of the two"
        )
    if exchanged is not None and isinstance(options, ExportOptions):
        from qaim_cli.cli.exporting import export_answer

        return export_answer(answered, options, exchanged)
    if options.explain:
        from qaim_cli.reports.explanation import build_explanation_table

        table, view = build_explanation_table(answered.query, answered.timeline), None
        own_formats = None
    numbers = isinstance(options, NumberOptions) and options.numbers
    table = table or build_listing_table(answered, ids=options.show_ids, numbers=numbers)
    table = table._replace(references=answered.timeline.references)
    if view is None:
        show_table(table, options)
    else:
        show_report(table, options, view, tells_more=True, own_formats=own_formats)
    if isinstance(options, NumberOptions) and not options.explain:
        _keep_listing(answered, options)
    return 0


def _keep_listing(answered: QueryAnswer, options: AskOptions) -> None:
    """Keep a listing that is numbered, or that a person sees, for `qaim show`."""
    numbers = isinstance(options, NumberOptions) and options.numbers
    is_seen = (
        terminal.is_terminal()
        and options.output in STDOUT_PATHS
        and choose_format(options) == "table"
    )
    if not numbers and not is_seen:
        return
    from qaim_cli.cli import last_listing

    why = "--no-cache or QAIM_NO_CACHE is set"
    if options.no_cache or not last_listing.is_keeping_allowed():
        last_listing.forget_listing()
    else:
        ids = (answered.timeline.format_id(hit.event) for hit in answered.hits)
        why = last_listing.keep_listing(loading.get_requested_paths(options), ids)
    if numbers and why:
        loading.print_notice(f"`qaim show` will not know these numbers: {why}")
