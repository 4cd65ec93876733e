"""The events of several timelines as one sequence, each of them asked as its own index can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice
from typing import TypeVar, overload

from qaim_cli.figures import estimate_casualties
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, EventSource, MatchCounts, ValueSum
from qaim_cli.prefilter import (
    NO_CONDITION,
    AllOf,
    AnyOf,
    FacetCondition,
    IdPrefixCondition,
    IndexCondition,
    Narrowing,
    NotOf,
)
from qaim_cli.sums import Bounds, FindLastDay, LaneSums, MarkStarts, MarkSums, add_bounds
from qaim_cli.text import fold

_Match = tuple[Event, int | None]
_Found = TypeVar("_Found")


class MergedPart(FrozenRecord):
    """One of several timelines: its events, and what they are called in the whole."""

    name: str
    """Its name among the others."""
    events: EventSource
    to_merged_event: Callable[[Event], Event]
    """Gives an event the ids of the whole."""
    get_merged_value: Callable[[str, str], str]
    """Returns the value in the whole, by facet, of an actor, place or the like of its own."""

    def to_merged_value(self, facet: str, value: str) -> str:
        """Return the value in the whole for one that events of the part are counted by."""
        if facet == "timeline":
            return self.name
        return self.get_merged_value(facet, value) if value else ""

    def translate(self, condition: IndexCondition, names: Iterable[str]) -> IndexCondition:
        """Translate a condition on the whole into one on the part alone."""
        match condition:
            case FacetCondition("timeline", values):
                return NO_CONDITION if self.name in values else AnyOf(())
            case FacetCondition(facet, values):
                return FacetCondition(facet, self.find_own_values(facet, values, names))
            case IdPrefixCondition(beginning, timeline):
                return IdPrefixCondition(beginning) if timeline in ("", self.name) else AnyOf(())
            case AllOf(parts):
                return AllOf(tuple(self.translate(part, names) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self.translate(part, names) for part in parts))
            case NotOf(part):
                return NotOf(self.translate(part, names))
            case Narrowing(part):
                return Narrowing(self.translate(part, names))
        return condition

    def find_own_values(
        self, facet: str, values: Iterable[str], names: Iterable[str]
    ) -> frozenset[str]:
        """Find the values of its own that have one of these values in the whole."""
        found = set()
        for value in values:
            near = [value, *(value[len(name) + 1 :] for name in names if _is_scoped(value, name))]
            found |= {own for own in near if self.get_merged_value(facet, own) == value}
        if self.get_merged_value(facet, "") in values:
            found.add("")
        return frozenset(found)


def _is_scoped(value: str, name: str) -> bool:
    return value.startswith(f"{name}:")


class MergedEvents(EventSource):
    """The events of several timelines, in order of time."""

    def __init__(self, parts: Sequence[MergedPart]) -> None:
        """Take the timelines, those that go first among equals first."""
        self._parts = tuple(parts)
        self._names = tuple(part.name for part in parts)
        self._all_events: tuple[Event, ...] | None = None

    def __len__(self) -> int:
        return sum(len(part.events) for part in self._parts)

    def __iter__(self) -> Iterator[Event]:
        return (event for event, _ in self.iter_matches(NO_CONDITION))

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        """The event or events at a place, for which all are read."""
        if self._all_events is None:
            self._all_events = tuple(self)
        return self._all_events[at]

    def candidates(self, condition: IndexCondition) -> Iterable[Event]:
        """All events that can meet a condition, and perhaps others, in order of time."""
        return (event for event, _ in self.iter_matches(condition))

    def iter_matches(
        self, condition: IndexCondition, min_level: int = 1, *, reverse: bool = False
    ) -> Iterator[_Match]:
        """Iterate over the events that match at least so surely, and how surely they do."""
        found = [
            _iter_merged_matches(
                part,
                part.events.iter_matches(
                    part.translate(condition, self._names), min_level, reverse=reverse
                ),
            )
            for part in self._parts
        ]
        # Of events at one place in time those of the last part are last, and first backwards.
        ordered = found[::-1] if reverse else found
        return merge(*ordered, key=lambda match: match[0].sort_key, reverse=reverse)

    def count_levels(self, condition: IndexCondition) -> MatchCounts | None:
        """Count how many events meet a condition how surely."""
        found = self._ask(condition, lambda part, own: part.events.count_levels(own))
        return None if found is None else MatchCounts(*map(sum, zip(*found, strict=True)))

    def count_by_period(
        self, condition: IndexCondition, min_level: int, find_last_day: FindLastDay
    ) -> dict[int | None, int] | None:
        """Count events that match at least so surely by the period in which they began."""
        found = self._ask(
            condition, lambda part, own: part.events.count_by_period(own, min_level, find_last_day)
        )
        if found is None:
            return None
        counts = Counter[int | None]()
        for each in found:
            counts.update(each)
        return counts

    def count_marks(
        self, condition: IndexCondition, min_level: int, first: int, last: int
    ) -> MarkSums | None:
        """Count where a drawing of some days shows the events that match at least so surely."""
        found = self._ask(
            condition, lambda part, own: part.events.count_marks(own, min_level, first, last)
        )
        if found is None:
            return None
        starts = [part.starts for part in found]
        return MarkSums(
            MarkStarts(
                sum(each.event_count for each in starts),
                lambda first_days: _add_columns(each.count_columns(first_days) for each in starts),
            ),
            [stretch for part in found for stretch in part.stretches],
        )

    def sum_lanes(
        self, condition: IndexCondition, min_level: int, facet: str, default: str
    ) -> LaneSums | None:
        """Sum up by timeline where a drawing shows the events that match; None by another facet."""
        if facet != "timeline":
            return None
        found = self._ask(
            condition, lambda part, own: part.events.sum_lanes(own, min_level, facet, default)
        )
        if found is None:
            return None
        lanes = {
            part.name: sums
            for part, sums in zip(self._parts, found, strict=True)
            if sums.event_counts
        }
        firsts = {
            part.name: event.sort_key
            for part in self._parts
            if part.name in lanes
            for event, _ in islice(
                part.events.iter_matches(part.translate(condition, self._names), min_level), 1
            )
        }

        def count(names: frozenset[str], first_days: Sequence[int]) -> list[int]:
            return _add_columns(
                lanes[name].count_columns(frozenset(lanes[name].event_counts), first_days)
                for name in names
            )

        # Of parts that begin with events of one place in time the first one stays first.
        ordered = sorted(firsts, key=firsts.__getitem__)
        return LaneSums({name: sum(lanes[name].event_counts.values()) for name in ordered}, count)

    def count_values(
        self, condition: IndexCondition, min_level: int, facet: str, default: str = ""
    ) -> dict[str, int] | None:
        """Count the events that match at least so surely by the values of a facet."""
        if facet == "source":
            return None  # several of an event's own may be one in the whole
        del default
        found = self._ask(
            condition, lambda part, own: part.events.count_values(own, min_level, facet)
        )
        if found is None:
            return None
        counts = Counter[str]()
        for part, own_counts in zip(self._parts, found, strict=True):
            for value, count in own_counts.items():
                counts[part.to_merged_value(facet, value)] += count
        return counts

    def sum_harm_by_period(
        self, condition: IndexCondition, min_level: int, harm: str, find_last_day: FindLastDay
    ) -> dict[int | None, Bounds] | None:
        """Sum up the killed, wounded or captured by the period in which events began."""
        found = self._ask(
            condition,
            lambda part, own: part.events.sum_harm_by_period(own, min_level, harm, find_last_day),
        )
        if found is None:
            return None
        sums: dict[int | None, Bounds] = {}
        for own_sums in found:
            for period, bounds in own_sums.items():
                add_bounds(sums, period, bounds)
        return sums

    def sum_harm_by_value(
        self, condition: IndexCondition, min_level: int, harm: str, facet: str, default: str = ""
    ) -> dict[str, Bounds] | None:
        """Sum up the killed, wounded or captured by the values of a facet, as bounds."""
        del default
        if facet == "source":
            return None  # several of an event's own may be one in the whole
        found = self._ask(
            condition, lambda part, own: part.events.sum_harm_by_value(own, min_level, harm, facet)
        )
        if found is None:
            return None
        sums: dict[str, Bounds] = {}
        for part, own_sums in zip(self._parts, found, strict=True):
            for value, bounds in own_sums.items():
                add_bounds(sums, part.to_merged_value(facet, value), bounds)
        return sums

    def sum_values(
        self, facet: str, groups: Mapping[str, frozenset[str]]
    ) -> dict[str, ValueSum] | None:
        """Sum up the events that have one of the values, for each group of values that any has."""
        found: dict[str, list[ValueSum]] = {}
        for part in self._parts:
            own = {
                group: part.find_own_values(facet, values, self._names)
                for group, values in groups.items()
            }
            sums = part.events.sum_values(facet, own)
            if sums is None:
                return None
            for group, each in sums.items():
                moved = each._replace(
                    first=part.to_merged_event(each.first),
                    last=part.to_merged_event(each.last),
                    timelines=(part.name,),
                )
                found.setdefault(group, []).append(moved)
        return {group: _add_sums(sums) for group, sums in found.items()}

    def iter_by_casualties(
        self, condition: IndexCondition, min_level: int, harm: str
    ) -> Iterator[_Match] | None:
        """Iterate over matching events that have at least one killed, say, the most first."""
        found = self._ask(
            condition, lambda part, own: part.events.iter_by_casualties(own, min_level, harm)
        )
        if found is None:
            return None
        moved = (
            _iter_merged_matches(part, matches)
            for part, matches in zip(self._parts, found, strict=True)
        )

        def get_place(match: _Match) -> tuple[float, tuple[int, int, str]]:
            return -estimate_casualties(match[0], harm)[0], match[0].sort_key

        return merge(*moved, key=get_place)

    def list_by_title(
        self, condition: IndexCondition, min_level: int, limit: int, *, reverse: bool = False
    ) -> list[_Match] | None:
        """List the first matching events in order of their folded titles, or backwards."""
        found = self._ask(
            condition,
            lambda part, own: part.events.list_by_title(own, min_level, limit, reverse=reverse),
        )
        if found is None:
            return None
        placed = [
            ((fold(event.title), event.sort_key, number), (event, level))
            for number, (part, matches) in enumerate(zip(self._parts, found, strict=True))
            for event, level in _iter_merged_matches(part, matches)
        ]
        placed.sort(key=lambda each: each[0], reverse=reverse)
        return [match for _, match in placed[:limit]]

    def find_by_title(self, folded_title: str) -> list[Event]:
        """List the events whose folded title is this one, in order of time."""
        return _merge_events(
            (part, part.events.find_by_title(folded_title)) for part in self._parts
        )

    def list_with_id(self, id: str) -> list[Event]:
        """List the events that have an id, in order of time."""
        return _merge_events((part, part.events.list_with_id(id)) for part in self._parts)

    def find_by_id_prefix(
        self, condition: IdPrefixCondition, limit: int
    ) -> tuple[list[Event], int]:
        """Find the first events whose ids have a prefix, in order of time, and count all."""
        asked = [part for part in self._parts if condition.timeline in ("", part.name)]
        firsts, counts = [], []
        for part in asked:
            own = part.events.find_by_id_prefix(IdPrefixCondition(condition.id_prefix), limit)
            firsts.append((part, own[0]))
            counts.append(own[1])
        return _merge_events(firsts)[:limit], sum(counts)

    def list_facet_values(self, of: str) -> Iterable[str]:
        """The values of a facet that the events have, each once, in the order of the events."""
        found: dict[str, tuple[tuple[int, int, str], int, int]] = {}
        for number, part in enumerate(self._parts):
            own = list(part.events.list_facet_values(of))
            sums = part.events.sum_values(of, {value: frozenset((value,)) for value in own})
            if sums is None:
                return super().list_facet_values(of)
            for position, value in enumerate(own):
                place = (sums[value].first.sort_key, number, position)
                found[value] = min(place, found.get(value, place))
        return sorted(found, key=found.__getitem__)

    def list_words(self) -> Iterable[str] | None:
        """List the folded words of the events' texts; None where only the events can tell."""
        found = [part.events.list_words() for part in self._parts]
        known = [words for words in found if words is not None]
        return set(chain.from_iterable(known)) if len(known) == len(found) else None

    def list_ids_near(self, id: str, most: int) -> list[str]:
        """List the ids next to a text in order of the alphabet, up to `most` on each side."""
        found = {near for part in self._parts for near in part.events.list_ids_near(id, most)}
        before = sorted(near for near in found if near < id)
        return [*before[max(0, len(before) - most) :], *sorted(found - set(before))[:most]]

    def _ask(
        self, condition: IndexCondition, ask: Callable[[MergedPart, IndexCondition], _Found | None]
    ) -> list[_Found] | None:
        """Ask each part; None where one of them cannot tell."""
        found = []
        for part in self._parts:
            answer = ask(part, part.translate(condition, self._names))
            if answer is None:
                return None
            found.append(answer)
        return found


def _merge_events(listed: Iterable[tuple[MergedPart, Sequence[Event]]]) -> list[Event]:
    """Merge events that are listed of each timeline, in order of time."""
    found = (part.to_merged_event(event) for part, events in listed for event in events)
    return sorted(found, key=lambda event: event.sort_key)


def _iter_merged_matches(part: MergedPart, found: Iterable[_Match]) -> Iterator[_Match]:
    return ((part.to_merged_event(event), level) for event, level in found)


def _add_columns(parts: Iterable[Sequence[int]]) -> list[int]:
    """Add up the columns of several timelines."""
    return list(map(sum, zip(*parts, strict=True)))


def _add_sums(sums: Sequence[ValueSum]) -> ValueSum:
    """Add up what is in several timelines."""
    in_order = sorted(sums, key=lambda each: each.first.sort_key)
    return ValueSum(
        sum(each.event_count for each in sums),
        in_order[0].first,
        max(
            (each.last for each in sums),
            key=lambda event: (event.span.latest_end, event.sort_key),
        ),
        min(each.earliest for each in sums),
        tuple(name for each in in_order for name in each.timelines),
    )
