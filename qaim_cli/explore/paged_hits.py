"""Hits of a long answer, read page by page as the list comes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from qaim_cli.model import Event, RankedEvents
from qaim_cli.query import Hit, MatchLevel
from qaim_cli.query.expression import Expression

PAGE_SIZE = 100
_MAX_PAGES = 6


class PagedHits(Sequence[Hit]):
    """The hits of an answer by their rank, of which a few pages are kept."""

    def __init__(
        self,
        events: RankedEvents,
        keys: Sequence[int],
        expression: Expression,
        shown_as: Mapping[MatchLevel, MatchLevel],
    ) -> None:
        """Take the events, the keys of the hits, what was asked, and how matches are shown."""
        self._events = events
        self._keys = keys
        self._expression = expression
        self._shown_as = shown_as
        self._pages: dict[int, list[Hit]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        """The hit at a rank, or those from one rank to another."""
        if isinstance(at, slice):
            return [self[rank] for rank in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        page, offset = divmod(at, PAGE_SIZE)
        return self._read_page(page)[offset]

    def find_rank(self, id: str) -> int | None:
        """The rank of the event of an id, None where it is no hit."""
        return self._events.find_rank(self._keys, id)

    def find_day(self, day: int) -> tuple[int, int]:
        """The rank of the first hit of a day, and that of the first after it."""
        return self._events.find_day(self._keys, day)

    def _read_page(self, page: int) -> list[Hit]:
        if page not in self._pages:
            if len(self._pages) >= _MAX_PAGES:
                self._pages.clear()
            start = page * PAGE_SIZE
            events = self._events.read(self._keys, start, start + PAGE_SIZE)
            self._pages[page] = list(map(self._make_hit, events))
        return self._pages[page]

    def _make_hit(self, event: Event) -> Hit:
        level = self._expression.match_event(event)
        return Hit(event, self._shown_as.get(level, level))
