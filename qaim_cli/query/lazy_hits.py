"""Lazy hits: matches found while iterating, and counted along the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, overload

from qaim_cli.model import Event, LazyEvents, Timeline
from qaim_cli.prefilter import IndexCondition
from qaim_cli.query.expression import Expression, MatchLevel

if TYPE_CHECKING:
    from qaim_cli.sums import StartCount

MAX_CACHED_HITS = 10_000
"""Of more hits than these none is kept: they are found again each time."""


class Hit(NamedTuple):
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
        """The hit or hits at a place; of the first so many no more are looked for."""
        if isinstance(at, int):
            return list(self)[at]
        if at == slice(None):
            return self
        if not at.start and at.step is None and (at.stop or 0) >= 0:
            return tuple(islice(self, at.stop))
        return tuple(self)[at]

    def iter_reversed(self) -> Iterator[Hit]:
        """Iterate over the hits from the last to the first."""
        events = self._timeline.events
        if self._cached_hits is not None or not isinstance(events, LazyEvents):
            return iter(tuple(self)[::-1])
        found = events.iter_matches(self._condition, self._min_level, reverse=True)
        return (hit for event, level in found if (hit := self._make_hit(event, level)[1]))

    @property
    def shown_as(self) -> Mapping[MatchLevel, MatchLevel]:
        """The match levels of hits, and as what each is shown."""
        return self._shown_as

    def count_starts(self) -> list[StartCount]:
        """Count when the hits began."""
        events = self._timeline.events
        counts = (
            events.count_starts(self._condition, self._min_level)
            if isinstance(events, LazyEvents)
            else None
        )
        return _count_starts(self) if counts is None else counts

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
        events = self._timeline.events
        if self._level_counts is None and isinstance(events, LazyEvents):
            counts = events.count_levels(self._condition)
            if counts is not None:
                levels = (MatchLevel.CERTAIN, MatchLevel.POSSIBLE, MatchLevel.VAGUE)
                self._level_counts = Counter(dict(zip(levels, counts, strict=True)))
        if self._level_counts is None:
            for _ in self._iter_hits(1):
                pass
        assert self._level_counts is not None
        return self._level_counts

    def _iter_hits(self, min_level: int) -> Iterator[Hit]:
        """Iterate over the hits, and count all that match at least so surely."""
        counts = Counter[MatchLevel]()
        kept: list[Hit] = []
        for event, level in self._iter_matches(min_level):
            match, hit = self._make_hit(event, level)
            counts[match] += 1
            if hit is not None:
                if len(kept) <= MAX_CACHED_HITS:
                    kept.append(hit)
                yield hit
        if min_level == 1:
            self._level_counts = counts
        self._cached_hits = kept if len(kept) <= MAX_CACHED_HITS else None

    def _iter_matches(self, min_level: int) -> Iterator[tuple[Event, int | None]]:
        events = self._timeline.events
        if isinstance(events, LazyEvents):
            return events.iter_matches(self._condition, min_level)
        return ((event, None) for event in events)

    def _make_hit(self, event: Event, level: int | None) -> tuple[MatchLevel, Hit | None]:
        """Decide how surely an event matches, and make a hit of it if it is to be shown."""
        match = self._expression.match_event(event) if level is None else MatchLevel(level)
        shown = self._shown_as.get(match)
        return match, None if shown is None else Hit(event, shown)


def _count_starts(hits: Iterable[Hit]) -> list[StartCount]:
    from qaim_cli.sums import StartCount

    spans = (hit.event.span.with_tolerance for hit in hits)
    counts = Counter((span.earliest_start, span.latest_start, span.first_day) for span in spans)
    return [StartCount(*days, count) for days, count in counts.items()]
