"""Events in order of time, wherever they are kept, and what can be told without reading them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model.events import Event
from qaim_cli.prefilter import IdPrefixCondition, IndexCondition
from qaim_cli.text import fold

if TYPE_CHECKING:
    from qaim_cli.sums import Bounds, FindLastDay, LaneSums, MarkSums, StartSums


class MatchCounts(FrozenRecord):
    """How many events match certainly, possibly, and too vaguely to be listed."""

    certain: int
    possible: int
    vague: int


class ValueSum(FrozenRecord):
    """The events with an actor, place, tag or the like: how many, the first and the last."""

    event_count: int
    first: Event
    last: Event
    """The one that may end last."""
    earliest: int
    """The first day on which any of them may have begun."""
    timelines: tuple[str, ...]
    """The names of the timelines that they are in, in order of the events."""

    @classmethod
    def from_events(cls, events: Sequence[Event]) -> ValueSum:
        """Sum up events, of which there is at least one, in order of time."""
        return cls(
            len(events),
            events[0],
            max(events, key=lambda event: (event.span.latest_end, event.sort_key)),
            min(event.span.earliest_start for event in events),
            tuple(dict.fromkeys(event.timeline for event in events)),
        )


class DateGroups(FrozenRecord):
    """Dates divided into numbered groups, such as columns of a drawing."""

    by_date: Sequence[int]
    """The group of each date, by the number of the date."""
    group_count: int


class RankedAnswer(ABC):
    """The answer to a question, summed up, with a number for each event to read it by."""

    counts: MatchCounts
    starts: StartSums
    """When the events began that match surely enough."""
    date_ids: tuple[Sequence[int], Sequence[int]]
    """The numbers of the dates in `starts`: those of the known days, and of the stretches."""
    date_id_limit: int
    """The least number that is greater than that of every date."""
    keys: Sequence[int]
    """A number for each event that matches surely enough, by the order of their first days."""

    @abstractmethod
    def iter_value_counts(
        self,
        facet: str,
        groups: Mapping[str, frozenset[str]],
        dates: DateGroups,
        is_stale: Callable[[], bool],
    ) -> Iterator[tuple[str, Sequence[int]]]:
        """Iterate over groups of values, and count the events of each by the groups of dates.

        Events may be counted whose dates are not in the answer. It ends early once it is no longer
        wanted, and is for the thread that the question was answered in.
        """


class RankedEvents(ABC):
    """Events of which any stretch of a long answer can be read.

    Questions are answered by one thread; meanwhile another may read events.
    """

    @abstractmethod
    def answer(
        self, condition: IndexCondition, min_level: int, is_stale: Callable[[], bool]
    ) -> RankedAnswer | None:
        """Sum up the events that match at least so surely.

        None where only going through the events can tell, or once it is no longer wanted.
        """

    @abstractmethod
    def has_sums(self, condition: IndexCondition, min_level: int) -> bool:
        """Whether sums at hand tell about a question, so that it is soon answered."""

    @abstractmethod
    def iter_matches(self, condition: IndexCondition, min_level: int) -> Iterator[Event]:
        """Iterate over the events that match at least so surely, and perhaps others, by time.

        It is for the thread that questions are answered in, before the next one.
        """

    @abstractmethod
    def read(self, keys: Sequence[int], start: int, stop: int) -> list[Event]:
        """Read the events from one rank to another, of all keys of an answer."""

    @abstractmethod
    def find_rank(self, keys: Sequence[int], id: str) -> int | None:
        """The rank of the event of an id, None where it is not among those of the keys."""

    @abstractmethod
    def find_day(self, keys: Sequence[int], day: int) -> tuple[int, int]:
        """The rank of the first event with a first day, and that of the first after them."""


class EventSource(Sequence[Event]):
    """Events in order of time, wherever they are kept.

    What can be told without going through the events is told by methods that a source overrides;
    they return None where only going through the events can tell.
    """

    is_listed = False
    """Whether all events are in memory anyway."""

    def candidates(self, condition: IndexCondition) -> Iterable[Event]:
        """All events that can meet a condition, and perhaps others, in order of time."""
        del condition
        return self

    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[tuple[Event, int | None]]:
        """Iterate over the events that match at least so surely, and how surely they do.

        Where only the question itself can tell how surely, it is None.
        """
        del condition, min_level
        return ((event, None) for event in (reversed(self) if reverse else self))

    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """Count how many events meet a condition how surely."""
        del condition
        return None

    def count_by_period(
        self, condition: IndexCondition, min_level: int, find_last_day: FindLastDay
    ) -> dict[int | None, int] | None:
        """Count events that match at least so surely by the period in which they began.

        See `sums.sum_by_period`.
        """
        del condition, min_level, find_last_day
        return None

    def count_marks(
        self, condition: IndexCondition, min_level: int, first: int, last: int
    ) -> MarkSums | None:
        """Count where a drawing of some days shows the events that match at least so surely.

        Args:
            condition: the condition.
            min_level: how surely they match at least.
            first: the first day of those of which stretches are told, infinite where all are.
            last: the last of these days.
        """
        del condition, min_level, first, last
        return None

    def sum_lanes(
        self, condition: IndexCondition, min_level: int, facet: str, default: str
    ) -> LaneSums | None:
        """Sum up by actor, place, tag or the like where a drawing shows the events that match.

        An empty value of an event stands for the default.
        """
        del condition, min_level, facet, default
        return None

    def count_values(
        self, condition: IndexCondition, min_level: int, facet: str, default: str = ""
    ) -> dict[str, int] | None:
        """Count the events that match at least so surely by actor, place, tag or the like.

        Those that have none are counted under the empty text. An empty value of an event stands for
        the default.
        """
        del condition, min_level, facet, default
        return None

    def sum_harm_by_period(
        self, condition: IndexCondition, min_level: int, harm: str, find_last_day: FindLastDay
    ) -> dict[int | None, Bounds] | None:
        """Sum up the killed, wounded or captured by the period in which events began: their bounds.

        Events that give no figure may be left out; see `sums.sum_by_period`.
        """
        del condition, min_level, harm, find_last_day
        return None

    def sum_harm_by_value(
        self, condition: IndexCondition, min_level: int, harm: str, facet: str, default: str = ""
    ) -> dict[str, Bounds] | None:
        """Sum up the killed, wounded or captured by actor, place, tag or the like: their bounds.

        Values without figures may be left out; see `count_values`.
        """
        del condition, min_level, harm, facet, default
        return None

    def sum_values(
        self, facet: str, groups: Mapping[str, frozenset[str]]
    ) -> dict[str, ValueSum] | None:
        """Sum up the events that have one of the values, for each group of values that any has."""
        del facet, groups
        return None

    def iter_by_casualties(
        self, condition: IndexCondition, min_level: int, harm: str
    ) -> Iterator[tuple[Event, int | None]] | None:
        """Iterate over matching events that have at least one killed, say, the most first.

        Those that have as many stand in order of time.
        """
        del condition, min_level, harm
        return None

    def list_by_title(
        self, condition: IndexCondition, min_level: int, limit: int, *, reverse: bool = False
    ) -> Sequence[tuple[Event, int | None]] | None:
        """List the first matching events in order of their folded titles, or backwards.

        Those that have the same stand in order of time.
        """
        del condition, min_level, limit, reverse
        return None

    def find_by_title(self, folded_title: str) -> list[Event]:
        """List the events whose folded title is this one, in order of time."""
        return [event for event in self if fold(event.title) == folded_title]

    def find_by_id_prefix(
        self, condition: IdPrefixCondition, limit: int
    ) -> tuple[Sequence[Event], int]:
        """Find the first events whose ids have a prefix, in order of time, and count all."""
        prefix, timeline = condition
        found = [
            event
            for event in self.candidates(condition)
            if event.id.startswith(prefix) and timeline in ("", event.timeline)
        ]
        return found[:limit], len(found)

    def list_ids_with_titles(self, id_prefix: str, limit: int) -> list[tuple[str, str]]:
        """List (id, title) of the events whose id has a prefix, in order of time."""
        near = self.candidates(IdPrefixCondition(id_prefix))
        fitting = ((each.id, each.title) for each in near if each.id.startswith(id_prefix))
        return list(islice(fitting, limit))

    def find_day_range(self) -> tuple[int, int] | None:
        """The first and last day of the events, None where only going through them can tell."""
        return None

    def open_ranked(self) -> RankedEvents | None:
        """The events by rank, to be read by another thread; None where they have none."""
        return None

    def list_facet_values(self, of: str) -> Iterable[str]:
        """The values of a facet that the events have, each once, in the order of the events."""
        get_values = _VALUE_GETTERS[of]
        return dict.fromkeys(value for event in self for value in get_values(event))

    def list_words(self) -> Iterable[str] | None:
        """List the folded words of the events' texts; None where only the events can tell.

        There may be some that only tags have, or that no event has any more.
        """
        return None

    def list_ids_near(self, id: str, most: int) -> list[str]:
        """List the ids next to a text in order of the alphabet, up to `most` on each side."""
        ids = sorted({event.id for event in self})
        at = bisect_left(ids, id)
        return ids[max(0, at - most) : at + most]

    def has_id(self, id: str) -> bool:
        """Whether an event has the id."""
        return bool(self.list_with_id(id))

    def list_with_id(self, id: str) -> list[Event]:
        """List the events that have an id, in order of time."""
        return [event for event in self.candidates(IdPrefixCondition(id)) if event.id == id]

    def use_names(self, get_names: Callable[[str, str], tuple[str, ...]]) -> EventSource:
        """The same events, whose actors and places have other names, by facet and id."""
        del get_names
        return self


_VALUE_GETTERS: dict[str, Callable[[Event], Iterable[str]]] = {
    "tag": lambda event: event.tags,
    "section": lambda event: filter(None, (source.section for source in event.sources)),
    "field": lambda event: (name for name, _ in event.own_fields),
}


class ListedEvents(tuple[Event, ...], EventSource):  # noqa: SLOT001 - the other base has none
    """Events in order of time, all in memory."""

    is_listed = True
