"""Vertical report: events down the page in order of time, durations as lanes beside them.

A duration is told twice, where it begins and where it ends, and its lane runs between the two. A
lane that nothing closes runs on to the edge of the drawing. One of several days is told once, with
a dotted lane beside what happened meanwhile. More events than anybody reads are told in groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SimpleDate,
    UndatedEnd,
    describe_date,
    describe_ends,
)
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.dates.descriptions import describe_year, format_years
from qaim_cli.facets import FACETS
from qaim_cli.model import Event, Timeline
from qaim_cli.query import Hit, MatchLevel, QueryAnswer
from qaim_cli.reports.listing import build_footer, date_cell, empty_message, title_cell
from qaim_cli.text import format_count

MAX_LANES = 6
"""Durations beyond this many at once are told without a lane of their own."""
MAX_UNGROUPED_EVENTS, MAX_GROUPS = 2000, 400
"""More events than the first are told in so many groups."""
_MAX_BLANK_LINES = 6
"""The most lines that one stretch of time takes up when lines stand for time."""


class TimeScale(StrEnum):
    """How events are spaced: evenly, or in proportion to time."""

    EVEN = "even"
    TIME = "time"


YEAR_HEADINGS = "year"
"""The headings that group events by year rather than by a facet."""


class VerticalSign(StrEnum):
    """A sign beside an event's title, explained in the legend."""

    EVENT = "event"
    VAGUE = "approximate or one of several days"
    POSSIBLE = "possibly in the range"
    BEGIN = "begins"
    END = "ends"
    GROUP = "number of events"


class LaneState(StrEnum):
    """What a lane shows in one row."""

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


class HeadingRow(NamedTuple):
    """A heading over the rows below: a year, a range of years, a section or a timeline."""

    text: str
    lanes: tuple[LaneState, ...]


class GapRow(NamedTuple):
    """A stretch of time without events; without a text it is blank."""

    text: str
    lanes: tuple[LaneState, ...]


class MarkRow(NamedTuple):
    """A row for an event, or for the beginning or end of a duration."""

    date_text: str
    text: str
    sign: VerticalSign
    lanes: tuple[LaneState, ...]
    continuation_lanes: tuple[LaneState, ...]
    """The lanes beside what does not fit into the row's first line."""
    timeline: str = ""


class EdgeRow(NamedTuple):
    """The edge of the drawing, beyond which some lanes continue."""

    lanes: tuple[LaneState, ...]


_VerticalRow = HeadingRow | GapRow | MarkRow | EdgeRow


class VerticalReport(NamedTuple):
    """A vertical timeline as rows, with the heading above and counts and legend below."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[_VerticalRow, ...]
    legend: tuple[VerticalSign | LaneState, ...]
    is_reversed: bool
    footer: tuple[str, ...]
    empty_message: str


class _TimelinePoint(NamedTuple):
    """A point of the drawing: its first and last day, and what happens to which hit."""

    hit_index: int
    hit: Hit
    sign: VerticalSign
    first: int
    last: int
    is_approximate: bool
    spans_days: bool = False
    """Whether it is one of several days, of which the first and the last are known."""

    def get_years(self, calendar: Calendar) -> tuple[int, int]:
        """The first and last year that the point may be in."""
        return to_civil_date(self.first, calendar)[0], to_civil_date(self.last, calendar)[0]


def build_vertical(
    answer: QueryAnswer,
    *,
    scale: TimeScale = TimeScale.EVEN,
    headings: str = YEAR_HEADINGS,
) -> VerticalReport:
    """Build the vertical timeline of an answer's hits; latest first if it is reversed."""
    notes = build_footer(answer)
    if len(answer.hits) > MAX_UNGROUPED_EVENTS:
        rows: tuple[_VerticalRow, ...] = tuple(_group_hits(answer))
        notes = (
            *notes,
            (
                f"shown in groups (more than {MAX_UNGROUPED_EVENTS:,} events):"
                " ask for less to see each"
            ),
        )
    else:
        moments = _collect_points(answer.hits)
        if answer.reverse:
            moments.reverse()
        lanes = _LaneTracker(answer.hits, reverse=answer.reverse)
        name_heading = (
            None if headings == YEAR_HEADINGS else _make_heading_namer(headings, answer.timeline)
        )
        calendar = answer.timeline.date_rules.calendar
        spacing = _LineSpacing(moments, scale)
        rows = tuple(_build_rows(moments, lanes, spacing, name_heading, calendar))
        if answer.timeline.is_merged and headings != "timeline":
            rows = tuple(_add_timeline_name(row) for row in rows)
    return VerticalReport(
        title=answer.timeline.title,
        heading=answer.query.term_descriptions,
        rows=rows,
        legend=tuple(_collect_legend(rows)),
        is_reversed=answer.reverse,
        footer=notes,
        empty_message=empty_message(answer),
    )


def _group_hits(answer: QueryAnswer) -> Iterator[MarkRow]:
    """Group hits evenly, each group with its first and last date."""
    hits = sorted(answer.hits, key=lambda hit: hit.event.sort_key)
    size = -(-len(hits) // MAX_GROUPS)
    groups = [hits[start : start + size] for start in range(0, len(hits), size)]
    for group in reversed(groups) if answer.reverse else groups:
        start = describe_ends(group[0].event.date, short=True)[0]
        end = describe_ends(group[-1].event.date, short=True)[0]
        words = start if start == end else f"{start} – {end}"
        yield MarkRow(words, format_count(len(group), "event"), VerticalSign.GROUP, (), ())


def _collect_legend(rows: tuple[_VerticalRow, ...]) -> Iterator[VerticalSign | LaneState]:
    """Collect the signs and lane ends that occur, for the legend."""
    signs = {row.sign for row in rows if isinstance(row, MarkRow)}
    lanes = {lane for row in rows for lane in row.lanes}
    yield from (sign for sign in VerticalSign if sign in signs)
    yield from (lane for lane in LEGEND_STATES if lanes & LEGEND_STATES[lane])


def _collect_points(hits: Sequence[Hit]) -> list[_TimelinePoint]:
    """Collect every beginning, event and end, in order of time."""
    found = []
    for number, hit in enumerate(hits):
        date, span = hit.event.date, hit.event.span
        if not isinstance(date, DateInterval):
            soft = _is_approximate(date)
            sign = VerticalSign.VAGUE if soft else VerticalSign.EVENT
            if hit.match_level is MatchLevel.POSSIBLE:
                sign = VerticalSign.POSSIBLE
            spread = (
                isinstance(date, DateSet)
                and soft
                and span.earliest_start > INFINITE_PAST
                and span.latest_end < INFINITE_FUTURE
            )
            found.append(
                _TimelinePoint(number, hit, sign, span.first_day, span.last_day, soft, spread)
            )
            continue
        start, end = date.start, date.end
        if span.earliest_start != INFINITE_PAST:
            last = min(span.latest_start, span.last_day)
            found.append(
                _TimelinePoint(
                    number, hit, VerticalSign.BEGIN, span.first_day, last, _is_approximate(start)
                )
            )
        if span.latest_end != INFINITE_FUTURE:
            first = max(span.earliest_end, span.first_day)
            found.append(
                _TimelinePoint(
                    number, hit, VerticalSign.END, first, span.latest_end, _is_approximate(end)
                )
            )
    order = {VerticalSign.BEGIN: 0, VerticalSign.END: 2}
    return sorted(
        found,
        key=lambda moment: (
            moment.last if moment.sign is VerticalSign.END else moment.first,
            order.get(moment.sign, 1),
        ),
    )


def _is_approximate(date: EdtfDate | UndatedEnd) -> bool:
    """Whether a date is drawn as approximate."""
    if isinstance(date, SimpleDate):
        return date.is_approximate or date.is_uncertain
    return isinstance(date, DateSet) and date.kind is SetKind.ONE_OF


class _LaneTracker:
    """Tracks which event runs in which lane while rows are made from the top down.

    A duration takes the lowest free lane where it first shows, and frees it where it last does;
    one that finds none is told without a lane.
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

    def open_dotted_lane(self, moment: _TimelinePoint) -> None:
        """Open a dotted lane over the days on which a point may lie."""
        if self._claim_lane(moment.hit_index) is not None:
            self._dotted_until[moment.hit_index] = moment.last

    def update_lanes(self, moment: _TimelinePoint) -> tuple[LaneState, ...]:
        """Return the lanes in a point's row, which may begin or end a lane."""
        if moment.sign is self._opening_sign:
            lane = self._claim_lane(moment.hit_index)
            row = list(self.get_running_lanes())
            if lane is not None:
                row[lane] = (
                    LaneState.BEGIN_APPROXIMATE if moment.is_approximate else LaneState.BEGIN
                )
        else:
            row = list(self.get_running_lanes())
            if (
                moment.sign in (VerticalSign.BEGIN, VerticalSign.END)
                and moment.hit_index in self._hits_by_lane
            ):
                lane = self._hits_by_lane.index(moment.hit_index)
                row[lane] = LaneState.END_APPROXIMATE if moment.is_approximate else LaneState.END
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


class _LineSpacing:
    """Computes the blank lines between points: none, or in proportion to time."""

    def __init__(self, moments: list[_TimelinePoint], scale: TimeScale) -> None:
        distances = sorted(
            distance
            for before, after in pairwise(moments)
            if (distance := abs(after.first - before.first)) > 0
        )
        even = scale is TimeScale.EVEN or not distances
        self._lines_per_day = 0.0 if even else 1 / distances[len(distances) // 2]

    def count_lines_before(
        self, moment: _TimelinePoint, told: _TimelinePoint | None
    ) -> tuple[int, bool]:
        """Count the blank lines before a point, and whether the gap was cut short."""
        lines = round(abs(moment.first - told.first) * self._lines_per_day) if told else 0
        return min(lines, _MAX_BLANK_LINES), lines > _MAX_BLANK_LINES


def _build_rows(
    moments: list[_TimelinePoint],
    lanes: _LaneTracker,
    spacing: _LineSpacing,
    name_heading: Callable[[Event], str] | None,
    calendar: Calendar,
) -> Iterator[_VerticalRow]:
    heading: str | int | None = None
    told: tuple[int, int] | None = None
    before: _TimelinePoint | None = None
    if lanes.get_lanes_above():
        yield EdgeRow(lanes.get_lanes_above())
    for moment, after in zip_longest(moments, moments[1:]):
        lanes.close_dotted_lanes(moment.first)
        low, high = moment.get_years(calendar)
        gap = _describe_gap(told, low, high) if told else ""
        room, cut = spacing.count_lines_before(moment, before)
        if not (cut and gap):
            yield from (GapRow("", lanes.get_running_lanes()) for _ in range(room))
        by_year = name_heading is None
        here = name_heading(moment.hit.event) if name_heading else low
        if gap and (by_year or cut):
            yield GapRow(gap, lanes.get_running_lanes())
        if here != heading:
            heading = here
            yield HeadingRow(
                _format_years(low, high) if by_year else str(here), lanes.get_running_lanes()
            )
        told = (min(low, told[0]), max(high, told[1])) if told else (low, high)
        if moment.spans_days and after is not None and moment.first <= after.first <= moment.last:
            lanes.open_dotted_lane(moment)
        yield _build_mark_row(moment, lanes.update_lanes(moment), lanes.get_running_lanes())
        before = moment
    if any(lane is not LaneState.EMPTY for lane in lanes.get_lanes_below()):
        yield EdgeRow(lanes.get_lanes_below())


def _make_heading_namer(name: str, timeline: Timeline) -> Callable[[Event], str]:
    """Make what names the heading of an event: its first value of the facet."""
    facet = FACETS[name]

    def name_heading(event: Event) -> str:
        values = facet.list_values(event, timeline)
        return facet.get_name(values[0], timeline) if values else f"without {name}"

    return name_heading


def _add_timeline_name(row: _VerticalRow) -> _VerticalRow:
    """Add the name of its timeline to a row's text."""
    if isinstance(row, MarkRow):
        return row._replace(text=f"{row.text} · {row.timeline}")
    return row


def _format_years(low: int, high: int) -> str:
    """Format the year, or the first and last year."""
    return describe_year(low) if low == high else f"{describe_year(low)} – {describe_year(high)}"


def _describe_gap(told: tuple[int, int], low: int, high: int) -> str:
    """Describe the years without events up to the next point; empty if there are none."""
    first, last = (told[1] + 1, low - 1) if low > told[1] else (high + 1, told[0] - 1)
    if last < first:
        return ""
    return f"{format_years(last - first + 1)} ({_format_years(first, last)})"


def _build_mark_row(
    moment: _TimelinePoint, beside: tuple[LaneState, ...], below: tuple[LaneState, ...]
) -> MarkRow:
    event = moment.hit.event
    words = date_cell(event, moment.hit.match_level)
    if moment.sign is VerticalSign.END:
        end = event.date.end if isinstance(event.date, DateInterval) else None
        words = describe_date(end, short=True) if isinstance(end, SimpleDate) else words
    return MarkRow(words, title_cell(event), moment.sign, beside, below, event.timeline)
