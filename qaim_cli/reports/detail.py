"""Detail report: everything that a timeline says about one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli.citations import build_citations
from qaim_cli.dates import (
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateInterval,
    DateRules,
    DateSet,
    DateSpan,
    EdtfDate,
    SetKind,
    SimpleDate,
    UndatedEnd,
    describe_date,
    describe_day,
    parse_with_span,
)
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Reference, Timeline
from qaim_cli.query import QueryAnswer
from qaim_cli.reports.date_lines import describe_in_other_calendar, describe_tolerances
from qaim_cli.reports.detail_line import DetailLine
from qaim_cli.reports.listing import build_listing_table, format_participant
from qaim_cli.reports.table import TableColumn, TableReport
from qaim_cli.text import format_list, is_web_address, quote_text


class DetailReport(FrozenRecord):
    """One event in full: its title, its summary, and the rest as labelled lines."""

    title: str
    summary: str
    lines: tuple[DetailLine, ...]


def build_detail(event: Event, timeline: Timeline) -> DetailReport:
    """Build the detail of an event."""
    return DetailReport(event.title, event.summary, tuple(_build_lines(event, timeline)))


def build_detail_table(details: Sequence[DetailReport], answer: QueryAnswer) -> TableReport:
    """Build a table of details: line by line for people, events as records for programs."""
    rows = tuple(
        line
        for detail in details
        for line in (
            DetailLine("Event", detail.title),
            DetailLine("", detail.summary),
            *detail.lines,
        )
        if line.text
    )
    return TableReport(
        title=answer.timeline.title,
        heading=(),
        columns=(TableColumn(""), TableColumn("", weight=4)),
        rows=rows,
        data_rows=build_listing_table(answer).rows,
        references=_collect_references(answer),
    )


def _collect_references(answer: QueryAnswer) -> tuple[Reference, ...]:
    """Collect the sources that the events cite, each once."""
    timeline = answer.timeline
    cited = dict.fromkeys(id for hit in answer.hits for id in timeline.list_sources(hit.event))
    return tuple(timeline.sources[id] for id in cited if id in timeline.sources)


def _build_lines(event: Event, timeline: Timeline) -> list[DetailLine]:
    words = describe_date(event.date)
    lines = [DetailLine("When", f"{event.date_text} ({words})" if event.date_text else words)]
    lines.append(DetailLine("EDTF", event.edtf))
    lines += [DetailLine(label, text) for label, text in _describe_bounds(event)]
    lines += build_date_lines(event.date, event.span, event.date_rules)
    lines += [DetailLine("Precision", _describe_precision(event))]
    lines += _build_block("Date from", list(map(_describe_date_step, event.dated_by)))
    lines += _build_block(
        "Actors", [format_participant(each, timeline) for each in event.participants]
    )
    lines += _build_block("Places", [_describe_place(place, timeline) for place in event.places])
    lines += _build_block(
        "Casualties",
        [
            f"{timeline.actors.get_name(each.actor)}: "
            + ", ".join(f"{figure} {harm}" for harm, figure in each.iter_figures())
            for each in event.casualties
        ],
    )
    titles = (
        {each.id: each.title for each in timeline.events if each.timeline == event.timeline}
        if event.part_of
        else {}
    )
    lines += _build_block("Part of", [titles.get(whole, whole) for whole in event.part_of])
    if event.tags:
        lines.append(DetailLine("Tags", ", ".join(event.tags)))
    if event.according_to:
        lines.append(DetailLine("According to", event.according_to))
    if event.note:
        lines.append(DetailLine("Note", event.note))
    lines += _build_source_lines(event, timeline)
    lines += _build_own_lines(event)
    if timeline.is_merged:
        lines.append(DetailLine("Timeline", event.timeline))
    lines.append(DetailLine("Id", timeline.format_id(event)))
    return lines


def build_date_lines(date: EdtfDate, span: DateSpan, rules: DateRules) -> list[DetailLine]:
    """Build the lines on a date's tolerance and its days in the other calendar."""
    lines = _build_block("About", list(describe_tolerances(date, rules)))
    if in_other_calendar := describe_in_other_calendar(span, rules):
        lines.append(DetailLine(*in_other_calendar))
    return lines


def _describe_bounds(event: Event) -> list[tuple[str, str]]:
    """Describe when the event began and ended, as far as its date says."""
    date, span, calendar = event.date, event.span, event.date_rules.calendar
    if isinstance(date, DateInterval):
        return [
            (
                "Began",
                _describe_day_range(span.earliest_start, span.latest_start, calendar)
                + describe_doubts(date.start),
            ),
            (
                "Ended",
                _describe_day_range(span.earliest_end, span.latest_end, calendar)
                + describe_doubts(date.end),
            ),
        ]
    if span.holds_in_all_parts:
        return []
    return [
        (
            "Day",
            _describe_day_range(span.earliest_start, span.latest_end, calendar)
            + describe_doubts(span),
        )
    ]


def describe_doubts(date: SimpleDate | UndatedEnd | DateSpan) -> str:
    """Describe in brackets what is doubtful about a date; empty if nothing is."""
    if isinstance(date, UndatedEnd):
        return ""
    pairs = (("approximate", date.is_approximate), ("uncertain", date.is_uncertain))
    words = [word for word, holds in pairs if holds]
    return f" ({format_list(words)})" if words else ""


def _describe_precision(event: Event) -> str:
    """Describe the date's unit, its doubts, and whether it is one of several."""
    one_of = isinstance(event.date, DateSet) and event.date.kind is SetKind.ONE_OF
    return (
        f"{event.span.precision}{', one of several' if one_of else ''}{describe_doubts(event.span)}"
    )


def _describe_date_step(step: str) -> str:
    """Describe one step by which a date was counted: "8 years before 30 September 2019"."""
    section = step.removeprefix("years in ")
    if section != step:
        return f"the years that the section {quote_text(section)} tells of"
    count, _, words = step.rpartition(" ")
    try:
        date = describe_date(parse_with_span(words)[0])
    except DateError:  # as it was written, which the audit finds wrong
        return step
    return f"{count} {date}{', that day counted' if count.endswith(' from') else ''}"


def _describe_day_range(first: int, last: int, calendar: Calendar) -> str:
    def format_day(number: int) -> str:
        return format_weekday(number, calendar)

    if first == last or format_day(first) == format_day(last):
        if last == INFINITE_FUTURE:
            return "still going on, according to the source"
        return "without a beginning" if first == INFINITE_PAST else format_day(first)
    if first == INFINITE_PAST:
        return (
            f"by {format_day(last)}" if last != INFINITE_FUTURE else "any day that the date names"
        )
    if last == INFINITE_FUTURE:
        return f"{format_day(first)} or later; when is not known"
    return f"between {format_day(first)} and {format_day(last)}"


def format_weekday(number: int, calendar: Calendar = HISTORICAL) -> str:
    """Format a day with its weekday in front."""
    return describe_day(number, with_weekday=True, calendar=calendar)


def _describe_place(id: str, timeline: Timeline) -> str:
    """Describe a place with the places around it: "Husaybah, in Al-Qa'im, Iraq"."""
    wholes: list[str] = []
    here = timeline.places.entities.get(id)
    while here and here.parents and here.parents[0] not in (id, *wholes):
        wholes.append(here.parents[0])
        here = timeline.places.entities.get(here.parents[0])
    names = ", ".join(timeline.places.get_name(whole) for whole in wholes)
    return f"{timeline.places.get_name(id)}, in {names}" if names else timeline.places.get_name(id)


def _build_source_lines(event: Event, timeline: Timeline) -> Iterator[DetailLine]:
    """Build the lines of all places that the event cites, each linking to its own."""
    for number, each in enumerate(build_citations(event, timeline)):
        yield DetailLine("" if number else "Source", each.text, each.url, each.names_source)


def _build_own_lines(event: Event) -> Iterator[DetailLine]:
    """Build the lines of the event's link, its picture and its own fields."""
    if event.url:
        yield _build_link_line("Link", event.url)
    if event.image:
        yield _build_link_line("Image", event.image)
    if event.image_credit:
        yield DetailLine("Credit", event.image_credit)
    for name, values in event.own_fields:
        yield _build_link_line(name, ", ".join(values))


def _build_link_line(label: str, text: str) -> DetailLine:
    return DetailLine(label, text, text if is_web_address(text) else "")


def _build_block(label: str, texts: list[str]) -> list[DetailLine]:
    """Build lines for several texts under one label, which stands on the first line."""
    return [DetailLine("" if index else label, text) for index, text in enumerate(texts)]
