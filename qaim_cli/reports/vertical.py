"""Vertical report: events down the page in order of time, durations as lanes beside them.

A duration has two rows, where it begins and where it ends, and its lane runs between the two. A
lane that nothing closes runs on to the edge of the drawing. An event on one of several days has one
row, with a dotted lane beside what happened meanwhile. Very many events are shown in groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import pairwise, zip_longest

from qaim_cli.dates import (
    Calendar,
    DateInterval,
    SimpleDate,
    describe_date,
    describe_ends,
)
from qaim_cli.dates.descriptions import describe_year, format_years
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.query import QueryAnswer
from qaim_cli.reports.listing import build_footer, date_cell, empty_message, title_cell
from qaim_cli.reports.vertical_lanes import LEGEND_STATES, LaneState, LaneTracker
from qaim_cli.reports.vertical_points import TimelinePoint, VerticalSign, collect_points
from qaim_cli.text import format_count

MAX_UNGROUPED_EVENTS, MAX_GROUPS = 2000, 400
"""More events than the first number are shown in groups, at most the second number of them."""
_MAX_BLANK_LINES = 6
"""The most lines that one stretch of time takes up when lines stand for time."""


class TimeScale(StrEnum):
    """How events are spaced: evenly, or in proportion to time."""

    EVEN = "even"
    TIME = "time"


YEAR_HEADINGS = "year"
"""The headings that group events by year rather than by a facet."""


class HeadingRow(FrozenRecord):
    """A heading over the rows below: a year, a range of years, a section or a timeline."""

    text: str
    lanes: tuple[LaneState, ...]


class GapRow(FrozenRecord):
    """A stretch of time without events; without a text it is blank."""

    text: str
    lanes: tuple[LaneState, ...]


class MarkRow(FrozenRecord):
    """A row for an event, or for the beginning or end of a duration."""

    date_text: str
    text: str
    sign: VerticalSign
    lanes: tuple[LaneState, ...]
    continuation_lanes: tuple[LaneState, ...]
    """The lanes beside what does not fit into the row's first line."""
    timeline: str = ""


class EdgeRow(FrozenRecord):
    """The edge of the drawing, beyond which some lanes continue."""

    lanes: tuple[LaneState, ...]


_VerticalRow = HeadingRow | GapRow | MarkRow | EdgeRow


class VerticalReport(FrozenRecord):
    """A vertical timeline as rows, with the heading above and counts and legend below."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[_VerticalRow, ...]
    legend: tuple[VerticalSign | LaneState, ...]
    is_reversed: bool
    footer: tuple[str, ...]
    empty_message: str


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
        points = collect_points(answer.hits)
        if answer.reverse:
            points.reverse()
        lanes = LaneTracker(answer.hits, reverse=answer.reverse)
        name_heading = (
            None if headings == YEAR_HEADINGS else _make_heading_namer(headings, answer.timeline)
        )
        calendar = answer.timeline.date_rules.calendar
        spacing = _LineSpacing(points, scale)
        rows = tuple(_build_rows(points, lanes, spacing, name_heading, calendar))
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


class _LineSpacing:
    """Computes the blank lines between points: none, or in proportion to time."""

    def __init__(self, points: list[TimelinePoint], scale: TimeScale) -> None:
        distances = sorted(
            distance
            for before, after in pairwise(points)
            if (distance := abs(after.first - before.first)) > 0
        )
        even = scale is TimeScale.EVEN or not distances
        self._lines_per_day = 0.0 if even else 1 / distances[len(distances) // 2]

    def count_lines_before(
        self, point: TimelinePoint, before: TimelinePoint | None
    ) -> tuple[int, bool]:
        """Count the blank lines before a point, and whether the gap was cut short."""
        lines = round(abs(point.first - before.first) * self._lines_per_day) if before else 0
        return min(lines, _MAX_BLANK_LINES), lines > _MAX_BLANK_LINES


def _build_rows(
    points: list[TimelinePoint],
    lanes: LaneTracker,
    spacing: _LineSpacing,
    name_heading: Callable[[Event], str] | None,
    calendar: Calendar,
) -> Iterator[_VerticalRow]:
    heading: str | int | None = None
    shown_years: tuple[int, int] | None = None
    before: TimelinePoint | None = None
    if lanes.get_lanes_above():
        yield EdgeRow(lanes.get_lanes_above())
    for point, after in zip_longest(points, points[1:]):
        lanes.close_dotted_lanes(point.first)
        low, high = point.get_years(calendar)
        gap = _describe_gap(shown_years, low, high) if shown_years else ""
        room, cut = spacing.count_lines_before(point, before)
        if not (cut and gap):
            yield from (GapRow("", lanes.get_running_lanes()) for _ in range(room))
        by_year = name_heading is None
        here = name_heading(point.hit.event) if name_heading else low
        if gap and (by_year or cut):
            yield GapRow(gap, lanes.get_running_lanes())
        if here != heading:
            heading = here
            yield HeadingRow(
                _format_years(low, high) if by_year else str(here), lanes.get_running_lanes()
            )
        shown_years = (
            (min(low, shown_years[0]), max(high, shown_years[1])) if shown_years else (low, high)
        )
        if point.spans_days and after is not None and point.first <= after.first <= point.last:
            lanes.open_dotted_lane(point)
        yield _build_mark_row(point, lanes.update_lanes(point), lanes.get_running_lanes())
        before = point
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


def _describe_gap(shown: tuple[int, int], low: int, high: int) -> str:
    """Describe the years without events up to the next point; empty if there are none."""
    first, last = (shown[1] + 1, low - 1) if low > shown[1] else (high + 1, shown[0] - 1)
    if last < first:
        return ""
    return f"{format_years(last - first + 1)} ({_format_years(first, last)})"


def _build_mark_row(
    point: TimelinePoint, beside: tuple[LaneState, ...], below: tuple[LaneState, ...]
) -> MarkRow:
    event = point.hit.event
    words = date_cell(event, point.hit.match_level)
    if point.sign is VerticalSign.END:
        end = event.date.end if isinstance(event.date, DateInterval) else None
        words = describe_date(end, short=True) if isinstance(end, SimpleDate) else words
    return MarkRow(words, title_cell(event), point.sign, beside, below, event.timeline)
