"""The answer to a view: the events that it lists, and the days that it shows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.explore.command import format_bounds
from qaim_cli.explore.moves import Extent
from qaim_cli.explore.view import DayWindow, MatchChoice, View
from qaim_cli.model import Event, Timeline
from qaim_cli.query import (
    Hit,
    HitList,
    LazyHits,
    MatchLevel,
    Query,
    QueryAnswer,
    build_query,
    select_hits,
)
from qaim_cli.reports.chart import get_day_range
from qaim_cli.reports.query_range import get_query_range


class Answer(NamedTuple):
    """What a view asked, the events that answer it, and the days on screen."""

    view: View
    timeline: Timeline
    query: Query
    hits: Sequence[Hit]
    hidden_vague_count: int
    hidden_possible_count: int
    extent: Extent
    selection: HitList | LazyHits

    @property
    def possible_count(self) -> int:
        """How many of the events only possibly match."""
        return sum(hit.match_level is MatchLevel.POSSIBLE for hit in self.hits)

    @property
    def question(self) -> QueryAnswer:
        """The answer as other reports take it."""
        return QueryAnswer(self.timeline, self.query, self.selection, self.hits)

    def find_rank(self, id: str) -> int | None:
        """Where an event stands in the list, None where it does not."""
        ids = (rank for rank, hit in enumerate(self.hits) if self.get_id(hit.event) == id)
        return next(ids, None) if id else None

    def get_id(self, event: Event) -> str:
        """What a view calls an event."""
        return self.timeline.format_id(event)


class Explored(NamedTuple):
    """A timeline to look at, on some day, and the days that its events span."""

    timeline: Timeline
    today: datetime.date
    whole: DayWindow


def open_timeline(timeline: Timeline, today: datetime.date) -> Explored:
    """The timeline with what every view of it needs."""
    known = [days for event in timeline.events if (days := get_day_range(event))]
    day = today.toordinal()
    first = min((days[0] for days in known), default=day)
    return Explored(
        timeline, today, DayWindow(first, max((days[1] for days in known), default=day))
    )


def build_answer(view: View, explored: Explored) -> Answer:
    """Answer a view as `qaim list` does.

    Raises:
        RequestError: a name is unknown, a date unreadable, a query no query.
    """
    timeline = explored.timeline
    since, until = format_bounds(view, timeline.date_rules.calendar)
    filters = view.filters._replace(since=since, until=until)
    query = build_query(filters, timeline, explored.today)
    selection = select_hits(
        query,
        timeline,
        sure=view.match is MatchChoice.SURE,
        widely=view.match is MatchChoice.MAYBE,
    )
    return Answer(
        view,
        timeline,
        query,
        tuple(selection.hits),
        selection.hidden_vague_count,
        selection.hidden_possible_count,
        _find_extent(view, query, explored),
        selection,
    )


def _find_extent(view: View, query: Query, explored: Explored) -> Extent:
    """The days that a view shows, of all those that its question is about."""
    asked = get_query_range(query)
    first, last = explored.whole
    if view.first is None and asked.first != INFINITE_PAST:
        first = asked.first
    if view.last is None and asked.last != INFINITE_FUTURE:
        last = asked.last
    whole = DayWindow(first, max(first, last))
    first = whole.first if view.first is None else view.first
    last = whole.last if view.last is None else view.last
    if first > last:
        first, last = (first, first) if view.last is None else (last, last)
    return Extent(DayWindow(first, last), whole, explored.timeline.date_rules.calendar)
