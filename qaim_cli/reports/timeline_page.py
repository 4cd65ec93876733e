"""The timeline page: all that a web page of events needs to draw, filter and describe them.

Time is in day numbers, so that the page can draw any scale. Whatever a browser could compute from
the rest (what a label is called, whom a filter by an organisation finds) is left to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateInterval,
    DateSet,
    DateSpan,
    EdtfDate,
    SetKind,
    SimpleDate,
    UndatedEnd,
)
from qaim_cli.dates.calendar import Calendar, to_civil_date
from qaim_cli.dates.descriptions import describe_year
from qaim_cli.drawn_days import get_day_range
from qaim_cli.facets import FACETS, Facet
from qaim_cli.figures import find_harm_bounds
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import CASUALTY_KINDS, Catalogue, Event, Reference, Timeline
from qaim_cli.query import Hit, MatchLevel, QueryAnswer
from qaim_cli.query.own_fields import require_facet
from qaim_cli.query.terms import find_known_days, get_known_day
from qaim_cli.reports.axis import choose_gaps
from qaim_cli.reports.day_stretches import collect_stretches
from qaim_cli.reports.detail import build_detail
from qaim_cli.reports.listing import build_footer, date_cell, title_cell
from qaim_cli.reports.log_axis import LOG_NOTE
from qaim_cli.reports.query_range import get_query_range

_GAP_COLUMNS = 110
"""Gaps are cut as in a drawing of this many columns."""


_OWN_PLACE = {"actor", "place", "tag", "source", "section", "timeline"}
"""Facets that the page makes of what it has of an event; others stand beside own fields."""
NO_LANES = "none"
"""What stands in place of a facet where all events share one lane."""


class PageForm(StrEnum):
    """The form in which the page first shows its events."""

    ACROSS = "across"
    DOWN = "down"


class MarkKind(StrEnum):
    """The kind of thing that a mark on the page stands for."""

    MOMENT = "moment"
    ONE_OF = "one"
    LASTED = "lasted"
    ALL_OF = "all"


class EventMark(FrozenRecord):
    """The days that a mark of an event covers, in day numbers, and how its ends look."""

    kind: MarkKind
    from_day: int
    to_day: int
    began_by: int
    """The last day on which it may have begun."""
    sure: tuple[int, int] | None = None
    """The days in which what lasted certainly did; the first may lie after the second."""
    soft: tuple[bool, bool] = (False, False)
    """Whether its beginning and its end are approximate or uncertain."""
    left: str = ""
    right: str = ""
    """What lies beyond an end: `open` where it goes on, `unknown` where nobody says how far."""
    stops: tuple[tuple[int, int], ...] = ()
    """The days of each part, where it happened at all of several."""


_NEVER_SURE = 10**17
"""More days than any two lie apart, and fewer than to infinity."""


class EventDates(FrozenRecord):
    """The bounds by which a range of days is matched, in day numbers; see `DateSpan`."""

    earliest: int
    latest: int
    first_day: int
    last_day: int
    sure_start: int
    sure_end: int
    vagueness: int
    parts: tuple[EventDates, ...] = ()
    holds_in_all_parts: bool = False


class PageImage(FrozenRecord):
    """The picture of an event: its address as seen from the page, and who made it."""

    src: str
    credit: str = ""


class PageEvent(FrozenRecord):
    """An event of the page: what stands beside its mark, on its card, and what filters ask for."""

    id: str
    title: str
    when: str
    years: str
    mark: EventMark
    dates: EventDates
    lines: tuple[tuple[str, ...], ...]
    """The labelled lines of its card: label, text, and the address of a link where there is one."""
    summary: str = ""
    label: str = ""
    """The title with whoever claims it, where somebody does."""
    claim: str = ""
    participants: tuple[tuple[str, str], ...] = ()
    harmed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cited: tuple[tuple[str, int, int, str, str], ...] = ()
    """Each place cited: section, paragraph, sentence, the id of the source, any other locator."""
    numbers: tuple[tuple[str, float, float | None], ...] = ()
    """The bounds of what filters compare; the upper one is None where there is none."""
    timeline: str = ""
    is_possible: bool = False
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Its own fields and further facets: the name and the values of each."""
    image: PageImage | None = None


class PageEntity(FrozenRecord):
    """An actor or a place: its name, all it can be asked for by, and what it is a part of."""

    id: str
    name: str
    names: tuple[str, ...]
    parents: tuple[str, ...] = ()


class TimelinePage(FrozenRecord):
    """The whole page as data."""

    title: str
    heading: tuple[str, ...]
    form: PageForm
    lanes: str
    events: tuple[PageEvent, ...]
    actors: tuple[PageEntity, ...]
    places: tuple[PageEntity, ...]
    sources: tuple[PageEntity, ...]
    own_fields: tuple[str, ...]
    """The names of the fields and facets that events have besides."""
    gaps: tuple[tuple[int, int], ...]
    today: int
    gregorian_from: int
    """The first day that the axis names by the Gregorian calendar."""
    footer: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    is_merged: bool = False
    is_log: bool = False
    """Whether time is drawn by the logarithm of how long ago it was."""
    is_reversed: bool = False


def _find_no_image(_: Event) -> PageImage | None:
    """Find no picture, for pages of which nobody says where they will lie."""
    return None


def build_timeline_page(
    answer: QueryAnswer,
    *,
    form: PageForm,
    today: datetime.date,
    lanes: str = NO_LANES,
    gaps: bool = True,
    is_log: bool = False,
    find_image: Callable[[Event], PageImage | None] = _find_no_image,
) -> TimelinePage:
    """The page of an answer's hits, in order of time, whatever order was asked for."""
    timeline, day = answer.timeline, today.toordinal()
    hits = sorted(answer.hits, key=lambda hit: hit.event.sort_key)
    events = [hit.event for hit in hits]
    known_until = find_known_days(timeline, day)
    placed = [hit for hit in hits if get_day_range(hit.event) is not None]
    told = list(collect_stretches(placed, *get_query_range(answer.query))) if placed else []
    return TimelinePage(
        title=timeline.title,
        heading=answer.query.term_descriptions,
        form=form,
        lanes=lanes if lanes == NO_LANES else require_facet(lanes, timeline).name,
        events=tuple(
            _build_event(hit, timeline, day, known_until)._replace(image=find_image(hit.event))
            for hit in hits
        ),
        actors=tuple(_collect_entities(timeline.actors, (event.actor_ids for event in events))),
        places=tuple(_collect_entities(timeline.places, (event.places for event in events))),
        sources=tuple(_collect_entities(timeline.source_names, map(timeline.list_sources, events))),
        own_fields=(*timeline.own_field_names, *(facet.name for facet in _list_further_facets())),
        gaps=tuple(choose_gaps(told, _GAP_COLUMNS)) if gaps and told and not is_log else (),
        today=day,
        gregorian_from=timeline.date_rules.calendar.first_gregorian_day,
        footer=(*build_footer(answer), *([LOG_NOTE] if is_log else ())),
        references=timeline.references,
        is_merged=timeline.is_merged,
        is_log=is_log,
        is_reversed=answer.reverse,
    )


def _build_event(
    hit: Hit, timeline: Timeline, today: int, known_until: Mapping[str, int]
) -> PageEvent:
    event = hit.event
    mark = build_mark(event.date, event.span, today)
    return PageEvent(
        id=timeline.format_id(event),
        title=event.title,
        when=date_cell(event),
        years=_describe_years(mark, timeline.date_rules.calendar),
        mark=mark,
        dates=_build_dates(event.span, get_known_day(event, known_until)),
        lines=tuple(
            (line.label, line.text, line.url) if line.url else (line.label, line.text)
            for line in build_detail(event, timeline).lines
        ),
        summary=event.summary,
        label=title_cell(event) if event.according_to else "",
        claim=event.according_to,
        participants=tuple((each.actor, each.role) for each in event.participants),
        harmed=tuple(each.actor for each in event.casualties),
        places=event.places,
        tags=event.tags,
        cited=tuple(
            (*source.citation, source.of or timeline.default_source, source.at)
            for source in event.sources
        ),
        numbers=tuple(_collect_numbers(event, timeline)),
        timeline=event.timeline,
        is_possible=hit.match_level is MatchLevel.POSSIBLE,
        own=(*event.own_fields, *_collect_further_values(event, timeline)),
    )


def _list_further_facets() -> Iterator[Facet]:
    return (facet for name, facet in FACETS.items() if name not in _OWN_PLACE)


def _collect_further_values(
    event: Event, timeline: Timeline
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Collect the names of the values of facets that have no place of their own in an event."""
    for facet in _list_further_facets():
        if values := facet.list_values(event, timeline):
            yield facet.name, tuple(facet.get_name(value, timeline) for value in values)


def _collect_numbers(event: Event, timeline: Timeline) -> Iterator[tuple[str, float, float | None]]:
    """The least and the most people killed, wounded and captured, where the source says any.

    Also the number of sources, where the timeline has several.
    """
    if len(timeline.sources) > 1:
        number = timeline.count_sources(event)
        yield "sources", number, number
    for harm in CASUALTY_KINDS:
        bounds = find_harm_bounds(event, harm)
        if bounds is not None:
            yield harm, bounds[0], None if bounds[1] == float("inf") else bounds[1]


def _collect_entities(catalogue: Catalogue, named: Iterable[Sequence[str]]) -> Iterator[PageEntity]:
    """Collect whom or what the events name, with all their parents, each once."""
    for id in catalogue.with_ancestors(id for ids in named for id in ids):
        entity = catalogue.entities.get(id)
        parents = entity.parents if entity else ()
        yield PageEntity(id, catalogue.get_name(id), catalogue.get_names(id), parents)


def _describe_years(mark: EventMark, calendar: Calendar) -> str:
    """The year in which it began, or the first and last that it may have."""
    years = [to_civil_date(day, calendar)[0] for day in (mark.from_day, mark.began_by)]
    return " – ".join(describe_year(year) for year in dict.fromkeys(years))


def _build_dates(span: DateSpan, known_until: int) -> EventDates:
    """The bounds of a date; `known_until` is the day up to which what goes on is known to."""
    wide = span.with_tolerance
    sure_end = wide.earliest_end
    if sure_end == INFINITE_FUTURE:
        sure_end = max(known_until, wide.latest_start)
    return EventDates(
        wide.earliest_start,
        wide.latest_end,
        wide.first_day,
        wide.last_day,
        wide.latest_start + _NEVER_SURE * span.is_start_uncertain,
        sure_end - _NEVER_SURE * span.is_end_uncertain,
        span.vagueness,
        tuple(_build_dates(part, known_until) for part in wide.parts),
        span.holds_in_all_parts,
    )


def build_mark(date: EdtfDate, span: DateSpan, today: int) -> EventMark:
    """Build the mark of a date; one that goes on reaches to today."""
    if isinstance(date, DateInterval):
        return _build_bar(date, span, today)
    first, last = _find_known_days(span)
    began = min(max(first, span.latest_start), last)
    if isinstance(date, DateSet) and date.kind is SetKind.ALL_OF:
        stops = tuple(_find_known_days(part) for part in span.parts or (span,))
        return EventMark(MarkKind.ALL_OF, first, last, began, stops=stops)
    is_soft = span.is_approximate or span.is_uncertain
    return EventMark(
        MarkKind.ONE_OF if isinstance(date, DateSet) else MarkKind.MOMENT,
        first,
        last,
        began,
        soft=(is_soft, is_soft),
        left="unknown" if span.earliest_start == INFINITE_PAST else "",
        right="unknown" if span.latest_end == INFINITE_FUTURE else "",
    )


def _build_bar(date: DateInterval, span: DateSpan, today: int) -> EventMark:
    """The mark of what lasted; what goes on reaches to today, or as far as is known."""
    left, right = _name_end(date.start), _name_end(date.end)
    first, last = _find_known_days(span)
    if right == "open":
        last = max(last, today)
    sure = (
        first if left else span.latest_start,
        last if right == "open" else max(first, min(span.earliest_end, last)),
    )
    began = min(max(first, span.latest_start), last)
    soft = (_is_soft(date.start), _is_soft(date.end))
    return EventMark(MarkKind.LASTED, first, last, began, sure, soft, left, right)


def _find_known_days(span: DateSpan) -> tuple[int, int]:
    """The first and last day of a span, each as far as one is known."""
    bounds = (span.first_day, span.latest_start, span.earliest_end, span.last_day)
    known = [day for day in bounds if INFINITE_PAST < day < INFINITE_FUTURE]
    return (
        span.first_day if span.first_day > INFINITE_PAST else min(known),
        span.last_day if span.last_day < INFINITE_FUTURE else max(known),
    )


def _name_end(end: SimpleDate | UndatedEnd) -> str:
    if isinstance(end, SimpleDate):
        return ""
    return "open" if end is UndatedEnd.OPEN else "unknown"


def _is_soft(end: SimpleDate | UndatedEnd) -> bool:
    return isinstance(end, SimpleDate) and (end.is_approximate or end.is_uncertain)
