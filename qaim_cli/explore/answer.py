"""The answer to a view: the events that it lists, and the days that it shows."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.drawn_days import get_day_range
from qaim_cli.explore.command import format_bounds
from qaim_cli.explore.density import sum_starts
from qaim_cli.explore.moves import Extent
from qaim_cli.explore.paged_hits import PagedHits
from qaim_cli.explore.view import DayWindow, MatchChoice, View
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, RankedAnswer, RankedEvents, Timeline
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
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.sums import StartSums

MAX_HELD_EVENTS = 5_000
"""Timelines of more events are asked through their index, and never held as a whole."""
_PREVIEW_HITS, _PREVIEW_EVENTS = 100, 300
"""The most hits of a preview, which looks at no more events for them."""
_MAX_LISTED_HITS = 5_000
"""The events that a list ends with where an index cannot tell which match."""

IsStale = Callable[[], bool]
"""Whether an answer is no longer wanted."""


class StaleError(Exception):
    """An answer is given up, as something else is asked by now."""


class ExplorerAnswer(FrozenRecord):
    """What a view asked, the events that answer it, and the days on screen."""

    view: View
    timeline: Timeline
    query: Query
    hits: Sequence[Hit]
    starts: StartSums
    """When the events began."""
    possible_count: int
    """How many of the events only possibly match."""
    hidden_vague_count: int
    hidden_possible_count: int
    extent: Extent
    selection: HitList | LazyHits
    is_cut: bool = False
    """Whether there are more events than are listed."""
    ranked: RankedAnswer | None = None
    """What an index tells of the events, where they are read page by page."""
    is_preview: bool = False
    """Whether these are some of the events, shown while all are counted."""

    @property
    def question(self) -> QueryAnswer:
        """The answer as other reports take it."""
        return QueryAnswer(self.timeline, self.query, self.selection, self.hits)

    def find_rank(self, id: str) -> int | None:
        """Where an event stands in the list, None where it does not."""
        if not id:
            return None
        if isinstance(self.hits, PagedHits):
            return self.hits.find_rank(id)
        ids = (rank for rank, hit in enumerate(self.hits) if self.get_id(hit.event) == id)
        return next(ids, None)

    def find_next_rank(self, sort_key: tuple[int, int, str]) -> int:
        """The rank of the first event from a place in time on; else of the last."""
        low, high = 0, len(self.hits)
        if isinstance(self.hits, PagedHits):
            low, high = self.hits.find_day(sort_key[0])
        rank = bisect_left(self.hits, sort_key, low, high, key=lambda hit: hit.event.sort_key)
        return max(min(rank, len(self.hits) - 1), 0)

    def get_id(self, event: Event) -> str:
        """What a view calls an event."""
        return self.timeline.format_id(event)


class ExploredTimeline(FrozenRecord):
    """A timeline to look at, on some day, and the days that its events span."""

    timeline: Timeline
    today: datetime.date
    whole: DayWindow
    ranked: RankedEvents | None = None
    """The events by rank, where there are too many to hold."""


def open_timeline(timeline: Timeline, today: datetime.date) -> ExploredTimeline:
    """The timeline with what every view of it needs."""
    if len(timeline.events) > MAX_HELD_EVENTS and not timeline.events.is_listed:
        days = timeline.events.find_day_range()
        ranked = timeline.events.open_ranked()
        if days is not None and ranked is not None:
            return ExploredTimeline(timeline, today, DayWindow(*days), ranked)
    known = [days for event in timeline.events if (days := get_day_range(event))]
    day = today.toordinal()
    first = min((days[0] for days in known), default=day)
    return ExploredTimeline(
        timeline, today, DayWindow(first, max((days[1] for days in known), default=day))
    )


def build_answer(
    view: View, explored: ExploredTimeline, is_stale: IsStale = lambda: False
) -> ExplorerAnswer:
    """Answer a view as `qaim list` does.

    Raises:
        RequestError: a name is unknown, a date unreadable, a query no query.
        StaleError: the answer is no longer wanted.
    """
    answer = _build_question(view, explored)
    if explored.ranked is not None and isinstance(answer.selection, LazyHits):
        return _page_answer(answer, explored.ranked, answer.selection, is_stale)
    return _hold_answer(answer, tuple(answer.selection.hits))


def build_preview(
    view: View, explored: ExploredTimeline, first_day: int | None
) -> ExplorerAnswer | None:
    """Answer a view by some of its events, from a day on; None where all are soon counted.

    Raises:
        RequestError: see `build_answer`.
    """
    answer = _build_question(view, explored)
    if explored.ranked is None or not isinstance(answer.selection, LazyHits):
        return None
    levels, expression = answer.selection.shown_as, answer.query.expression
    if explored.ranked.has_sums(expression.index_condition, min(levels)):
        return None
    if first_day is not None and (view.first is None or view.first < first_day):
        expression = _build_question(view._replace(first=first_day), explored).query.expression
    events = explored.ranked.iter_matches(expression.index_condition, min(levels))
    matches = ((each, expression.match_event(each)) for each in islice(events, _PREVIEW_EVENTS))
    hits = (Hit(event, levels[level]) for event, level in matches if level in levels)
    return answer._replace(hits=tuple(islice(hits, _PREVIEW_HITS)), is_preview=True)


def _build_question(view: View, explored: ExploredTimeline) -> ExplorerAnswer:
    """The question of a view, with the days on screen, before any events are found.

    Raises:
        RequestError: see `build_answer`.
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
    extent = _find_extent(view, query, explored)
    return ExplorerAnswer(view, timeline, query, (), sum_starts(()), 0, 0, 0, extent, selection)


def _page_answer(
    answer: ExplorerAnswer, ranked: RankedEvents, selection: LazyHits, is_stale: IsStale
) -> ExplorerAnswer:
    """The answer with pages of an index where it can tell; else with as many hits as are listed."""
    expression, shown_as = answer.query.expression, selection.shown_as
    found = ranked.answer(expression.index_condition, min(shown_as), is_stale)
    if is_stale():
        raise StaleError
    if found is None:
        hits = tuple(islice(_until_stale(selection, is_stale), _MAX_LISTED_HITS + 1))
        if len(hits) <= _MAX_LISTED_HITS:
            return _hold_answer(answer, hits)
        hits = hits[:_MAX_LISTED_HITS]
        possible = _count_possible(hits)
        return answer._replace(
            hits=hits, starts=sum_starts(hits), possible_count=possible, is_cut=True
        )
    certain, possible, vague = found.counts
    levels = {MatchLevel.CERTAIN: certain, MatchLevel.POSSIBLE: possible, MatchLevel.VAGUE: vague}
    shown_possible = (level for level in shown_as if shown_as[level] is MatchLevel.POSSIBLE)
    return answer._replace(
        hits=PagedHits(ranked, found.keys, expression, shown_as),
        starts=found.starts,
        possible_count=sum(levels[level] for level in shown_possible),
        hidden_vague_count=0 if MatchLevel.VAGUE in shown_as else vague,
        hidden_possible_count=0 if MatchLevel.POSSIBLE in shown_as else possible,
        ranked=found,
    )


def _hold_answer(answer: ExplorerAnswer, hits: tuple[Hit, ...]) -> ExplorerAnswer:
    """The answer with all of its hits."""
    return answer._replace(
        hits=hits,
        starts=sum_starts(hits),
        possible_count=_count_possible(hits),
        hidden_vague_count=answer.selection.hidden_vague_count,
        hidden_possible_count=answer.selection.hidden_possible_count,
    )


def _count_possible(hits: Iterable[Hit]) -> int:
    return sum(hit.match_level is MatchLevel.POSSIBLE for hit in hits)


def find_days(answer: ExplorerAnswer) -> DayWindow | None:
    """The first and last day of the events listed; of a paged answer the days they begin on."""
    if answer.ranked is not None:
        days = answer.starts.day_range
        return None if days is None else DayWindow(*days)
    known = [days for hit in answer.hits if (days := get_day_range(hit.event))]
    if not known:
        return None
    return DayWindow(min(each[0] for each in known), max(each[1] for each in known))


def _until_stale(hits: Iterable[Hit], is_stale: IsStale) -> Iterator[Hit]:
    """The hits, until they are no longer wanted.

    Raises:
        StaleError: they are not.
    """
    for hit in hits:
        if is_stale():
            raise StaleError
        yield hit


def _find_extent(view: View, query: Query, explored: ExploredTimeline) -> Extent:
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
