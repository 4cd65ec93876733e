"""Drawing report: the chart as shapes measured in points, for pictures.

The axis is that of the chart, each column of it being several points wide. Every event has its mark
and its title, inside its bar or beside it; there are as many rows as that takes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from qaim_cli.drawn_days import get_day_range
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import Hit, MatchLevel, QueryAnswer
from qaim_cli.reports.axis import TimeAxis
from qaim_cli.reports.chart import build_hit_axis
from qaim_cli.reports.lanes import group_by_lane
from qaim_cli.reports.listing import build_footer, date_cell, empty_message, title_cell
from qaim_cli.reports.log_axis import LOG_NOTE, LogAxis
from qaim_cli.reports.ticks import AxisTick
from qaim_cli.reports.timeline_page import EventMark, MarkKind, build_mark
from qaim_cli.text import measure_width, truncate_text

DEFAULT_COLUMNS, MIN_COLUMNS = 130, 40
COLUMN = 7.5
"""The width of a column, in points."""
POINT = 12.0
"""The width of a mark that is too short to be a bar."""
END = 14.0
"""The room of an arrow, or of the dots of an end that is not known."""
_PAD, _GAP, _SHORTEST_BAR = 9.0, 8.0, 18.0
_MIN_TITLE = 24


class DrawnEvent(FrozenRecord):
    """An event in a drawing: its mark from `start` to `end`, in points, and its title."""

    title: str
    when: str
    mark: EventMark
    row: int
    start: float
    end: float
    sure: tuple[float, float]
    label: str
    label_at: float
    is_point: bool
    is_label_inside: bool
    is_label_before: bool
    is_possible: bool
    stops: tuple[float, ...] = ()

    @property
    def extent(self) -> tuple[float, float]:
        """The first and last point, in points, that the mark and its title occupy."""
        width = measure_label(self.label)
        left, right = self.start, self.end
        if not self.is_label_inside:
            left, right = min(left, self.label_at), max(right, self.label_at + width)
        return left, right + 10


class DrawnLane(FrozenRecord):
    """A lane of a drawing: its name, its number of rows, and its events."""

    name: str
    rows: int
    events: tuple[DrawnEvent, ...]


class DrawnTick(FrozenRecord):
    """A labelled point of the axis, or a gap that the axis leaves out."""

    at: float
    label: str


class DrawingReport(FrozenRecord):
    """A whole drawing as plain data."""

    title: str
    heading: tuple[str, ...]
    width: float
    ticks: tuple[DrawnTick, ...]
    gaps: tuple[DrawnTick, ...]
    lanes: tuple[DrawnLane, ...]
    footer: tuple[str, ...]
    empty_message: str


def build_drawing(
    answer: QueryAnswer,
    *,
    columns: int,
    today: datetime.date,
    by: str = "",
    gaps: bool = True,
    is_log: bool = False,
) -> DrawingReport:
    """Build the drawing of an answer's hits, on a scale that is even or logarithmic."""
    title, heading, notes = (
        answer.timeline.title,
        answer.query.term_descriptions,
        (*build_footer(answer), *([LOG_NOTE] if is_log else ())),
    )
    placed = [hit for hit in answer.hits if get_day_range(hit.event) is not None]
    if not placed:
        return DrawingReport(
            title, heading, columns * COLUMN, (), (), (), notes, empty_message(answer)
        )
    log_from = today.toordinal() if is_log else None
    axis = build_hit_axis(answer, placed, columns, gaps=gaps, log_from=log_from)
    return DrawingReport(
        title,
        heading,
        columns * COLUMN,
        tuple(map(_place_tick, axis.ticks)),
        tuple(map(_place_tick, axis.gaps)),
        tuple(
            _pack_lane(name, [_draw_event(hit, axis, today.toordinal()) for hit in hits])
            for name, hits in group_by_lane(placed, by, answer.timeline)
        ),
        notes,
        "",
    )


def measure_label(text: str) -> float:
    """Estimate the width of a title in points, generously."""
    return sum(
        13.0 if measure_width(letter) > 1 else _LETTER_WIDTHS.get(letter, 7.4) for letter in text
    )


_LETTER_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'|!()[]", 4.2),
    **dict.fromkeys('frt -/"', 5.2),
    **dict.fromkeys("mwMW—…%@", 12.0),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 9.4),
}


def _place_tick(tick: AxisTick) -> DrawnTick:
    return DrawnTick(tick.column * COLUMN, tick.label)


def _draw_event(hit: Hit, axis: TimeAxis | LogAxis, today: int) -> DrawnEvent:
    mark = build_mark(hit.event.date, hit.event.span, today)
    start, end = _place(axis, mark.from_day), _place(axis, mark.to_day + 1)
    is_point = mark.kind is not MarkKind.LASTED and end - start < _SHORTEST_BAR
    if is_point:
        middle = min(max((start + end) / 2, POINT / 2), axis.width * COLUMN - POINT / 2)
        start, end = middle - POINT / 2, middle + POINT / 2
    end = max(end, start + 4)
    first, last = mark.sure or (mark.from_day, mark.to_day)
    sure = (_place(axis, first), _place(axis, last + 1))
    drawn = DrawnEvent(
        title=title_cell(hit.event),
        when=date_cell(hit.event),
        mark=mark,
        row=0,
        start=start - (END if mark.left else 0),
        end=end + (END if mark.right else 0),
        sure=sure,
        label="",
        label_at=0.0,
        is_point=is_point,
        is_label_inside=False,
        is_label_before=False,
        is_possible=hit.match_level is MatchLevel.POSSIBLE,
        stops=tuple(
            (_place(axis, first) + _place(axis, last + 1)) / 2 for first, last in mark.stops
        ),
    )
    return _label_event(drawn, axis.width * COLUMN)


def _place(axis: TimeAxis | LogAxis, day: int) -> float:
    return axis.locate_day(day) * COLUMN


def _label_event(event: DrawnEvent, width: float) -> DrawnEvent:
    """Add the title to an event: in its bar, or beside it, shortened if necessary."""
    wide = measure_label(event.title)
    inside = (event.start, event.end) if event.mark.kind is not MarkKind.LASTED else event.sure
    holds_text = not event.is_point and event.mark.kind is not MarkKind.ALL_OF
    if holds_text and inside[1] - inside[0] >= wide + 2 * _PAD:
        return event._replace(label=event.title, label_at=inside[0] + _PAD, is_label_inside=True)
    after, before = width - event.end - _GAP, event.start - _GAP
    title = event.title
    if wide > max(after, before):
        title = _shorten(title, max(after, before))
        wide = measure_label(title)
    if wide <= after:
        return event._replace(label=title, label_at=event.end + _GAP)
    return event._replace(
        label=title, label_at=max(0.0, event.start - _GAP - wide), is_label_before=True
    )


def _shorten(title: str, room: float) -> str:
    """Shorten a title to the available width, unless too little of it would be left."""
    cells = max(_MIN_TITLE, len(title))
    while cells > _MIN_TITLE and measure_label(truncate_text(title, cells)) > room:
        cells -= 1
    return truncate_text(title, cells)


def _pack_lane(name: str, events: list[DrawnEvent]) -> DrawnLane:
    """Arrange events in rows without overlap."""
    packed = tuple(_pack_rows(events))
    return DrawnLane(name, 1 + max(event.row for event in packed), packed)


def _pack_rows(events: list[DrawnEvent]) -> Iterator[DrawnEvent]:
    rows: list[list[tuple[float, float]]] = []
    for event in events:
        left, right = event.extent
        row = next(
            (
                number
                for number, taken in enumerate(rows)
                if all(right <= start or left >= end for start, end in taken)
            ),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        yield event._replace(row=row)
