"""A question taken apart: the days that it is about, and all else."""

from __future__ import annotations

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.prefilter import AllOf, DayRangeCondition, IndexCondition
from qaim_cli.store.index.event_sets import divide_by_dates
from qaim_cli.store.index.statement import split_condition


class DayQuestion(FrozenRecord):
    """A condition taken apart: the days that are asked about, and all else."""

    ranges: tuple[DayRangeCondition, ...]
    rest: AllOf
    min_level: int
    """How surely an event has to match."""

    @classmethod
    def from_condition(cls, condition: IndexCondition, min_level: int) -> DayQuestion:
        """Take a condition apart."""
        parts = split_condition(condition)
        ranges = tuple(part for part in parts if isinstance(part, DayRangeCondition))
        rest = tuple(part for part in parts if not isinstance(part, DayRangeCondition))
        return cls(ranges, AllOf(rest), min_level)

    @property
    def rest_by_dates(self) -> tuple[AllOf, AllOf]:
        """The rest, divided into what the date alone tells and what it does not."""
        return divide_by_dates(self.rest.conditions)

    @property
    def condition(self) -> AllOf:
        """The whole again."""
        return AllOf((*self.rest.conditions, *self.ranges))

    @property
    def first(self) -> int:
        """The first day of those that all ranges have."""
        return max((each.first for each in self.ranges), default=INFINITE_PAST)

    @property
    def last(self) -> int:
        """The last day of those that all ranges have."""
        return min((each.last for each in self.ranges), default=INFINITE_FUTURE)

    def widen(self) -> DayQuestion:
        """The question about thrice as many days, all that possibly match."""
        first, last = self.first, self.last
        if INFINITE_PAST < first <= last < INFINITE_FUTURE:
            first, last = 2 * first - last, 2 * last - first
        elif first > last:  # no day is in all ranges
            first, last = INFINITE_PAST, INFINITE_FUTURE
        wide = DayRangeCondition(first, last, 0)
        return self._replace(ranges=(wide,) if self.ranges else ())

    def covers(self, other: DayQuestion) -> bool:
        """Whether another is the same question, about no other days than this one."""
        # Compared as texts, as records of different kinds are equal as tuples.
        return (
            repr(self.rest) == repr(other.rest)
            and self.first <= min(other.first, other.last)
            and self.last >= max(other.first, other.last)
        )
