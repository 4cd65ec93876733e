"""Lazy hits: matches found while iterating, and counted along the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, overload

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, MatchCounts, Timeline
from qaim_cli.prefilter import AllOf, FacetCondition, IndexCondition, NotOf
from qaim_cli.query.expression import Expression, MatchLevel

if TYPE_CHECKING:
    from qaim_cli.facets import Facet
    from qaim_cli.sums import Bounds, FindLastDay, LaneSums, MarkSums

MAX_CACHED_HITS = 10_000
"""A result of more hits than this is not cached, but found again each time."""

_SHARE = 400
"""The most values at once of which the index can tell which events have none."""


class Hit(FrozenRecord):
    """An event that matches, certainly or possibly."""

    event: Event
    match_level: MatchLevel


class LazyHits(Sequence[Hit]):
    """The matching events of a timeline in order of time, found while iterating.

    Nothing is looked for before it is asked for, and more hits than fit into a screenful of
    screens are not kept: the first can be shown before the last is found, in little memory.
    """

    def __init__(
        self, expression: Expression, timeline: Timeline, shown: Mapping[MatchLevel, MatchLevel]
    ) -> None:
        """Take the timeline, the expression, and how each match level is shown."""
        self._expression = expression
        self._timeline = timeline
        self._shown_as = shown
        self._level_counts: Counter[MatchLevel] | None = None
        self._cached_hits: list[Hit] | None = None

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits themselves."""
        return self

    @property
    def hidden_vague_count(self) -> int:
        """The number of events left out as too vague."""
        return self._count_hidden(MatchLevel.VAGUE)

    @property
    def hidden_possible_count(self) -> int:
        """The number of events left out as only possible."""
        return self._count_hidden(MatchLevel.POSSIBLE)

    @property
    def possible_count(self) -> int:
        """The number of hits that match only possibly."""
        shown = [
            match for match, shown_as in self._shown_as.items() if shown_as is MatchLevel.POSSIBLE
        ]
        return sum(self._count_levels()[match] for match in shown)

    def __len__(self) -> int:
        return sum(self._count_levels()[match] for match in self._shown_as)

    def __bool__(self) -> bool:
        if self._level_counts is not None:
            return len(self) > 0
        return next(iter(self), None) is not None

    def __iter__(self) -> Iterator[Hit]:
        return (
            self._iter_hits(self._min_level)
            if self._cached_hits is None
            else iter(self._cached_hits)
        )

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        """The hit or hits at a place; a slice from the start looks for no more than it needs."""
        if isinstance(at, int):
            return list(self)[at]
        if at == slice(None):
            return self
        if not at.start and at.step is None and (at.stop or 0) >= 0:
            return tuple(islice(self, at.stop))
        return tuple(self)[at]

    def iter_reversed(self) -> Iterator[Hit]:
        """Iterate over the hits from the last to the first."""
        if self._cached_hits is not None:
            return reversed(self._cached_hits)
        events = self._timeline.events
        return self._iter_shown(events.iter_matches(self._condition, self._min_level, reverse=True))

    def iter_by_casualties(self, harm: str) -> Iterator[Hit] | None:
        """Iterate over the hits that have at least one killed, say, the most first.

        None where only sorting all hits can tell.
        """
        found = self._timeline.events.iter_by_casualties(self._condition, self._min_level, harm)
        return None if found is None else self._iter_shown(found)

    def iter_by_title(self, limit: int, *, reverse: bool) -> Iterator[Hit] | None:
        """Iterate over the first hits in order of their titles, or backwards.

        None where only sorting all hits can tell.
        """
        found = self._timeline.events.list_by_title(
            self._condition, self._min_level, limit, reverse=reverse
        )
        return None if found is None else self._iter_shown(found)

    @property
    def shown_as(self) -> Mapping[MatchLevel, MatchLevel]:
        """The match levels of hits, and as what each is shown."""
        return self._shown_as

    def count_by_period(self, find_last_day: FindLastDay) -> dict[int | None, int]:
        """Count the hits by the period in which they began."""
        counts = self._timeline.events.count_by_period(
            self._condition, self._min_level, find_last_day
        )
        return count_by_period(tuple(self), find_last_day) if counts is None else counts

    def count_marks(self, first: int, last: int) -> MarkSums | None:
        """Count where a drawing of some days shows the hits; None where only events can tell."""
        return self._timeline.events.count_marks(self._condition, self._min_level, first, last)

    def sum_lanes(self, facet: Facet) -> LaneSums | None:
        """Sum up where a drawing shows the hits of each value; None where only events can tell."""
        return self._timeline.events.sum_lanes(
            self._condition, self._min_level, facet.name, self._get_default(facet)
        )

    def iter_with_values(self, facet: Facet, values: frozenset[str]) -> Iterator[Hit]:
        """Iterate over the hits with any of the values."""
        wanted = FacetCondition(facet.name, facet.expand_default(values, self._timeline))
        return self._iter_shown(
            self._timeline.events.iter_matches(AllOf((self._condition, wanted)), self._min_level)
        )

    def iter_without_values(self, facet: Facet, values: Sequence[str]) -> Iterator[Hit]:
        """Iterate over the hits without any of the values, which are all of a facet."""
        parts = (frozenset(values[at : at + _SHARE]) for at in range(0, len(values), _SHARE))
        without = (NotOf(FacetCondition(facet.name, part)) for part in parts)
        return self._iter_shown(
            self._timeline.events.iter_matches(AllOf((self._condition, *without)), self._min_level)
        )

    def list_values(self, facet: Facet, hit: Hit) -> tuple[str, ...]:
        """List the values of a hit, each once."""
        return facet.list_values(hit.event, self._timeline)

    def count_values(self, facet: Facet) -> dict[str, int]:
        """Count the hits by actor, place, tag or the like; under no text those that have none."""
        counts = self._timeline.events.count_values(
            self._condition, self._min_level, facet.name, self._get_default(facet)
        )
        return count_values(tuple(self), facet, self._timeline) if counts is None else counts

    def sum_harm_by_period(self, harm: str, find_last_day: FindLastDay) -> dict[int | None, Bounds]:
        """Sum up the killed, wounded or captured by the period in which the hits began."""
        sums = self._timeline.events.sum_harm_by_period(
            self._condition, self._min_level, harm, find_last_day
        )
        return sum_harm_by_period(tuple(self), harm, find_last_day) if sums is None else sums

    def sum_harm_by_value(self, harm: str, facet: Facet) -> dict[str, Bounds]:
        """Sum up the killed, wounded or captured by actor, place, tag or the like, as bounds."""
        sums = self._timeline.events.sum_harm_by_value(
            self._condition, self._min_level, harm, facet.name, self._get_default(facet)
        )
        if sums is None:
            return sum_harm_by_value(tuple(self), harm, facet, self._timeline)
        return sums

    def _get_default(self, facet: Facet) -> str:
        return facet.get_default(self._timeline) if facet.get_default else ""

    def _count_hidden(self, match: MatchLevel) -> int:
        return 0 if match in self._shown_as else self._count_levels()[match]

    @property
    def _condition(self) -> IndexCondition:
        return self._expression.index_condition

    @property
    def _min_level(self) -> int:
        return min(self._shown_as)

    def _count_levels(self) -> Mapping[MatchLevel, int]:
        """How many events match how, for which all are gone through where nothing else tells."""
        if self._level_counts is None:
            counts = self._timeline.events.count_levels(self._condition)
            self._level_counts = None if counts is None else _to_counter(counts)
        if self._level_counts is None:
            for _ in self._iter_hits(1):
                pass
        assert self._level_counts is not None
        return self._level_counts

    def _iter_hits(self, min_level: int) -> Iterator[Hit]:
        """Iterate over the hits, and count all that match at least so surely."""
        counts = Counter[MatchLevel]()
        kept: list[Hit] = []
        most = None if self._timeline.events.is_listed else MAX_CACHED_HITS
        for event, level in self._timeline.events.iter_matches(self._condition, min_level):
            match, hit = self._make_hit(event, level)
            counts[match] += 1
            if hit is not None:
                if most is None or len(kept) <= most:
                    kept.append(hit)
                yield hit
        if min_level == 1:
            self._level_counts = counts
        self._cached_hits = kept if most is None or len(kept) <= most else None

    def _iter_shown(self, found: Iterable[tuple[Event, int | None]]) -> Iterator[Hit]:
        return (hit for event, level in found if (hit := self._make_hit(event, level)[1]))

    def _make_hit(self, event: Event, level: int | None) -> tuple[MatchLevel, Hit | None]:
        """Decide how surely an event matches, and make a hit of it if it is to be shown."""
        match = self._expression.match_event(event) if level is None else MatchLevel(level)
        shown = self._shown_as.get(match)
        return match, None if shown is None else Hit(event, shown)


def count_matches(expression: Expression, timeline: Timeline) -> Counter[MatchLevel]:
    """Count how many events of a timeline match how surely."""
    condition = expression.index_condition
    counts = timeline.events.count_levels(condition)
    if counts is not None:
        return _to_counter(counts)
    return Counter(expression.match_event(event) for event in timeline.candidates(condition))


def count_by_period(hits: Sequence[Hit], find_last_day: FindLastDay) -> dict[int | None, int]:
    """Count hits by the period in which they began; see `sums.sum_by_period`."""
    if isinstance(hits, LazyHits):
        return hits.count_by_period(find_last_day)
    from qaim_cli.sums import sum_by_period

    spans = (hit.event.span.with_tolerance for hit in hits)
    starts = Counter((span.earliest_start, span.latest_start) for span in spans)
    return sum_by_period(((*days, count) for days, count in starts.items()), find_last_day)


def count_values(hits: Sequence[Hit], facet: Facet, timeline: Timeline) -> dict[str, int]:
    """Count hits by actor, place, tag or the like; under no text those that have none."""
    if isinstance(hits, LazyHits):
        return hits.count_values(facet)
    values = (facet.list_values(hit.event, timeline) or ("",) for hit in hits)
    return Counter(value for each in values for value in each)


def sum_harm_by_period(
    hits: Sequence[Hit], harm: str, find_last_day: FindLastDay
) -> dict[int | None, Bounds]:
    """Sum up the killed, wounded or captured by the period in which hits began, as bounds.

    Hits without figures are left out; see `sums.sum_by_period`.
    """
    if isinstance(hits, LazyHits):
        return hits.sum_harm_by_period(harm, find_last_day)
    from qaim_cli.figures import find_harm_bounds
    from qaim_cli.sums import sum_bounds_by_period

    sums = []
    for hit in hits:
        bounds = find_harm_bounds(hit.event, harm)
        if bounds is not None:
            span = hit.event.span.with_tolerance
            sums.append((span.earliest_start, span.latest_start, *bounds))
    return sum_bounds_by_period(sums, find_last_day)


def sum_harm_by_value(
    hits: Sequence[Hit], harm: str, facet: Facet, timeline: Timeline
) -> dict[str, Bounds]:
    """Sum up the killed, wounded or captured by actor, place, tag or the like, as bounds.

    Values without figures are left out; hits without a value are under no text.
    """
    if isinstance(hits, LazyHits):
        return hits.sum_harm_by_value(harm, facet)
    from qaim_cli.figures import find_harm_bounds
    from qaim_cli.sums import add_bounds

    sums: dict[str, Bounds] = {}
    for hit in hits:
        bounds = find_harm_bounds(hit.event, harm)
        if bounds is not None:
            for value in facet.list_values(hit.event, timeline) or ("",):
                add_bounds(sums, value, bounds)
    return sums


def _to_counter(counts: MatchCounts) -> Counter[MatchLevel]:
    levels = (MatchLevel.CERTAIN, MatchLevel.POSSIBLE, MatchLevel.VAGUE)
    return Counter(dict(zip(levels, counts, strict=True)))
