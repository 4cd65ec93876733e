"""Lazy hits: matches found while iterating, and counted along the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, overload

from qaim_cli.model import Event, Timeline
from qaim_cli.query.expression import Expression, MatchLevel

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
        shown = [match for match, told in self._shown_as.items() if told is MatchLevel.POSSIBLE]
        return sum(self._count_levels()[match] for match in shown)

    def __len__(self) -> int:
        return sum(self._count_levels()[match] for match in self._shown_as)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __iter__(self) -> Iterator[Hit]:
        return self._iter_hits() if self._cached_hits is None else iter(self._cached_hits)

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

    def _count_hidden(self, match: MatchLevel) -> int:
        return 0 if match in self._shown_as else self._count_levels()[match]

    def _count_levels(self) -> Counter[MatchLevel]:
        """How many events match how, for which all are gone through once."""
        if self._level_counts is None:
            for _ in self:
                pass
        assert self._level_counts is not None
        return self._level_counts

    def _iter_hits(self) -> Iterator[Hit]:
        counts = Counter[MatchLevel]()
        kept: list[Hit] = []
        for event in self._timeline.candidates(self._expression.index_condition):
            match = self._expression.match_event(event)
            counts[match] += 1
            if match in self._shown_as:
                hit = Hit(event, self._shown_as[match])
                if len(kept) <= MAX_CACHED_HITS:
                    kept.append(hit)
                yield hit
        self._level_counts = counts
        self._cached_hits = kept if len(kept) <= MAX_CACHED_HITS else None
