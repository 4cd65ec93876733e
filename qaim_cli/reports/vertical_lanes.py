"""The lanes of a vertical timeline, in which its durations run."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateInterval
from qaim_cli.query import Hit
from qaim_cli.reports.vertical_points import TimelinePoint, VerticalSign

MAX_LANES = 6
"""The most durations that have a lane at once; others are shown without one."""


class LaneState(StrEnum):
    """The state of a lane in one row: empty, beginning, running, ending and so on."""

    EMPTY = "empty"
    BEGIN = "begin"
    BEGIN_APPROXIMATE = "about"
    RUN = "run"
    RUN_DAY_RANGE = "one of these days"
    RUN_UNKNOWN = "lasts, end not known"
    END = "end"
    END_APPROXIMATE = "end, approximate"
    CONTINUES_BELOW = "goes on"
    UNKNOWN_EXTENT = "unknown start or end"
    CONTINUES_ABOVE = "began earlier"


LEGEND_STATES = {
    LaneState.BEGIN_APPROXIMATE: {LaneState.BEGIN_APPROXIMATE, LaneState.END_APPROXIMATE},
    LaneState.RUN_DAY_RANGE: {LaneState.RUN_DAY_RANGE},
    LaneState.UNKNOWN_EXTENT: {LaneState.RUN_UNKNOWN, LaneState.UNKNOWN_EXTENT},
    LaneState.CONTINUES_BELOW: {LaneState.CONTINUES_BELOW},
    LaneState.CONTINUES_ABOVE: {LaneState.CONTINUES_ABOVE},
}
"""The states of a lane that need a word in the legend, with those that share it."""


class LaneTracker:
    """Tracks which event runs in which lane while rows are made from the top down.

    A duration takes the lowest free lane where it first shows, and frees it where it last does;
    one that finds none is shown without a lane.
    """

    def __init__(self, hits: Sequence[Hit], *, reverse: bool) -> None:
        self._opening_sign = VerticalSign.END if reverse else VerticalSign.BEGIN
        self._open_ended_hits = {
            number
            for number, hit in enumerate(hits)
            if (hit.event.span.latest_end == INFINITE_FUTURE > hit.event.span.earliest_end)
            or (hit.event.span.earliest_start == INFINITE_PAST < hit.event.span.latest_start)
        }
        self._dotted_until: dict[int, int] = {}
        """The last day of each dotted lane, which no row of its own ends."""
        self._hits_by_lane: list[int | None] = []
        for number, hit in enumerate(hits):
            span = hit.event.span
            from_above = (
                span.latest_end == INFINITE_FUTURE
                if reverse
                else span.earliest_start == INFINITE_PAST
            )
            if from_above and isinstance(hit.event.date, DateInterval):
                self._claim_lane(number)

    def get_running_lanes(self) -> tuple[LaneState, ...]:
        """Return the lanes between two rows."""
        return tuple(
            self._choose_state(number, LaneState.RUN, LaneState.RUN_UNKNOWN)
            for number in self._hits_by_lane
        )

    def close_dotted_lanes(self, day: int) -> None:
        """Close the dotted lanes that end before a day."""
        for lane, number in enumerate(self._hits_by_lane):
            if number is not None and self._dotted_until.get(number, day) < day:
                self._hits_by_lane[lane] = None

    def open_dotted_lane(self, point: TimelinePoint) -> None:
        """Open a dotted lane over the days on which a point may lie."""
        if self._claim_lane(point.hit_index) is not None:
            self._dotted_until[point.hit_index] = point.last

    def update_lanes(self, point: TimelinePoint) -> tuple[LaneState, ...]:
        """Return the lanes in a point's row, which may begin or end a lane."""
        if point.sign is self._opening_sign:
            lane = self._claim_lane(point.hit_index)
            row = list(self.get_running_lanes())
            if lane is not None:
                row[lane] = LaneState.BEGIN_APPROXIMATE if point.is_approximate else LaneState.BEGIN
        else:
            row = list(self.get_running_lanes())
            if (
                point.sign in (VerticalSign.BEGIN, VerticalSign.END)
                and point.hit_index in self._hits_by_lane
            ):
                lane = self._hits_by_lane.index(point.hit_index)
                row[lane] = LaneState.END_APPROXIMATE if point.is_approximate else LaneState.END
                self._hits_by_lane[lane] = None
        return tuple(row)

    def get_lanes_below(self) -> tuple[LaneState, ...]:
        """Return the lanes below the last row: those still open."""
        return tuple(
            LaneState.EMPTY
            if number in self._dotted_until
            else self._choose_state(number, LaneState.CONTINUES_BELOW, LaneState.UNKNOWN_EXTENT)
            for number in self._hits_by_lane
        )

    def get_lanes_above(self) -> tuple[LaneState, ...]:
        """Return the lanes above the first row: those already open there."""
        return tuple(
            self._choose_state(number, LaneState.CONTINUES_ABOVE, LaneState.UNKNOWN_EXTENT)
            for number in self._hits_by_lane
        )

    def _choose_state(self, number: int | None, known: LaneState, unknown: LaneState) -> LaneState:
        if number is None:
            return LaneState.EMPTY
        if number in self._dotted_until:
            return LaneState.RUN_DAY_RANGE
        return unknown if number in self._open_ended_hits else known

    def _claim_lane(self, number: int) -> int | None:
        if None in self._hits_by_lane:
            lane = self._hits_by_lane.index(None)
            self._hits_by_lane[lane] = number
            return lane
        if len(self._hits_by_lane) < MAX_LANES:
            self._hits_by_lane.append(number)
            return len(self._hits_by_lane) - 1
        return None
