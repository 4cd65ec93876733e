"""Hits as they come: found while one goes through them, and counted along the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, overload

from qaim_cli.model import Event, Timeline
from qaim_cli.query.expression import Expression, Match

MOST_KEPT = 10_000
"""Of more hits than these none is kept: they are found again each time."""


class Hit(NamedTuple):
    """An event that matches, certainly or possibly."""

    event: Event
    match: Match


class Stream(Sequence[Hit]):
    """The events of a timeline that match, in order of time, and how many are kept back.

    Nothing is looked for before it is asked for, and more hits than fit into a screenful of
    screens are not kept: the first can be shown before the last is found, in little memory.
    """

    def __init__(
        self, expression: Expression, timeline: Timeline, shown: Mapping[Match, Match]
    ) -> None:
        """Takes what is asked of what, and as what each kind of match is shown."""
        self._expression = expression
        self._timeline = timeline
        self._shown = shown
        self._counts: Counter[Match] | None = None
        self._kept: list[Hit] | None = None

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits themselves."""
        return self

    @property
    def vague(self) -> int:
        """How many are kept back for being too vague."""
        return self._number(Match.VAGUE)

    @property
    def unsure(self) -> int:
        """How many are kept back for being only possible."""
        return self._number(Match.POSSIBLE)

    @property
    def possible(self) -> int:
        """How many of the hits are only possible."""
        shown = [match for match, told in self._shown.items() if told is Match.POSSIBLE]
        return sum(self._counted()[match] for match in shown)

    def __len__(self) -> int:
        return sum(self._counted()[match] for match in self._shown)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __iter__(self) -> Iterator[Hit]:
        return self._found() if self._kept is None else iter(self._kept)

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

    def _number(self, match: Match) -> int:
        return 0 if match in self._shown else self._counted()[match]

    def _counted(self) -> Counter[Match]:
        """How many events match how, for which all are gone through once."""
        if self._counts is None:
            for _ in self:
                pass
        assert self._counts is not None
        return self._counts

    def _found(self) -> Iterator[Hit]:
        counts = Counter[Match]()
        kept: list[Hit] = []
        for event in self._timeline.pointed_at(self._expression.hint):
            match = self._expression.match(event)
            counts[match] += 1
            if match in self._shown:
                hit = Hit(event, self._shown[match])
                if len(kept) <= MOST_KEPT:
                    kept.append(hit)
                yield hit
        self._counts = counts
        self._kept = kept if len(kept) <= MOST_KEPT else None
