"""Dates of events, each held against the dates of the sentences cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qaim_cli.audit.counted_dates import find_counted_span
from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateRules,
    DateSpan,
    EdtfDate,
    SimpleDate,
    compute_span,
    describe_date,
)
from qaim_cli.dates.calendar import format_edtf_year, to_civil_date
from qaim_cli.errors import DateError
from qaim_cli.model import Event, Timeline
from qaim_cli.text import format_list, quote_text

_YEARS_IN = re.compile(r"years in (?P<section>.+)")
_UNBOUNDED = {INFINITE_PAST, INFINITE_FUTURE}


def find_unsupported_dates(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose date begins or ends on no day that their sentences or `dated_by` give."""
    for event in timeline.events:
        if not evidence.has_all_sentences(event):
            continue
        is_borne, problems = _judge_date(event, evidence)
        if is_borne:
            continue
        given = _list_cited_dates(event, evidence)
        says = format_list(dict.fromkeys(map(describe_date, given))) if given else "no date"
        yield AuditFinding(
            event, event.sources[0],
            problems[0] if problems else
            f"event {event.id!r} is dated {describe_date(event.date)}, its sentences say {says}",
            "correct it, cite the sentence that says so, or say in dated_by: how it was found",
        )  # fmt: skip


def find_unused_dates(_: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Dates of a cited sentence that no event citing it has, where the dates of these are right."""
    for place, dates in evidence.dates_by_locator.items():
        events = evidence.events_by_locator.get(place, [])
        if (
            not events
            or place in evidence.ignored_locators
            or not all(_judge_date(event, evidence)[0] for event in events)
        ):
            continue
        for each in dates:
            if each.date is None or any(_has_date(event, each.date) for event in events):
                continue
            words, source = evidence.texts_by_locator[place], evidence.make_source(place)
            yield AuditFinding(
                None, source,
                f"{source} has a date ({words[each.start : each.end]}) that no event citing it has",
                "add the event, or name the sentence under ignore: with a reason",
                sentence_text=words,
            )  # fmt: skip


def _judge_date(event: Event, evidence: ArticleEvidence) -> tuple[bool, list[str]]:
    """Whether an event's date is borne, and what is wrong with its `dated_by`."""
    spans, problems = _collect_spans(event, evidence)
    return not problems and _is_borne(event.span, spans), problems


def _list_cited_dates(event: Event, evidence: ArticleEvidence) -> list[EdtfDate]:
    """The dates that an event's sentences give, those of names and asides too."""
    return [
        date
        for sentence in evidence.find_sentences(event.sources)
        for date in evidence.all_dates_by_locator.get(sentence.locator, ())
    ]


def _collect_spans(event: Event, evidence: ArticleEvidence) -> tuple[list[DateSpan], list[str]]:
    """The spans that may bear an event's date, and what is wrong with its `dated_by`."""
    spans = [_compute_span(date, event.date_rules) for date in _list_cited_dates(event, evidence)]
    problems = []
    text = evidence.join_cited_text(event)
    for step in event.dated_by:
        if (match := _YEARS_IN.fullmatch(step)) is not None:
            found = _find_years_of_section(match["section"], evidence, event.date_rules)
        else:
            found = find_counted_span(step, spans, text, event.date_rules)
        if isinstance(found, str):
            problems.append(f"event {event.id!r} is dated by {quote_text(step)}, and {found}")
        else:
            spans += found
    return spans, problems


def _find_years_of_section(
    section: str, evidence: ArticleEvidence, rules: DateRules
) -> list[DateSpan] | str:
    """The first and the last year in which a section tells of anything."""
    spans = [
        _compute_span(date, rules)
        for place, dates in evidence.all_dates_by_locator.items()
        if place[1] == section
        for date in dates
    ]
    days = {day for each in spans for day in each[:4]} - _UNBOUNDED
    if not days:
        return f"the article has no dates in a section {quote_text(section)}"
    years = (to_civil_date(day, rules.calendar)[0] for day in (min(days), max(days)))
    return [compute_span(SimpleDate(format_edtf_year(year)), *rules) for year in years]


def _compute_span(date: EdtfDate, rules: DateRules) -> DateSpan:
    try:
        return compute_span(date, *rules)
    except DateError:  # a day that this calendar does not have
        return compute_span(date)


def _is_borne(own: DateSpan, spans: Iterable[DateSpan]) -> bool:
    """Whether each day on which a date may begin or end is one on which a borne date does.

    A date that only lies within a vaguer one, or holds a closer one, is not borne.
    """
    starts = {day for span in spans for day in (span.earliest_start, span.earliest_end)}
    ends = {day for span in spans for day in (span.latest_start, span.latest_end)}
    return {own.earliest_start, own.earliest_end} - _UNBOUNDED <= starts | _UNBOUNDED and {
        own.latest_start,
        own.latest_end,
    } - _UNBOUNDED <= ends | _UNBOUNDED


def _has_date(event: Event, date: EdtfDate) -> bool:
    """Whether an event is within a date of its sentence, or begins or ends with it."""
    own, span = event.span, _compute_span(date, event.date_rules)
    is_within = span.earliest_start <= own.earliest_start and own.latest_end <= span.latest_end
    return is_within or (span.earliest_start, span.latest_end) in (
        (own.earliest_start, own.latest_start),
        (own.earliest_end, own.latest_end),
    )
