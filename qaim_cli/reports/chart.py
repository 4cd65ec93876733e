"""Chart report: events along a horizontal time axis, in lanes.

Every event has a mark: a point, a bar from its beginning to its end, or dots over the days it may
have happened on. Its title stands beside the mark where there is room, shortened if need be. Where
many marks meet, a number stands for them, and the footer says for how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateInterval,
    DateSet,
    SetKind,
    SimpleDate,
    UndatedEnd,
)
from qaim_cli.drawn_days import get_day_range
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.query import Hit, LazyHits, MatchLevel, QueryAnswer
from qaim_cli.reports.axis import TimeAxis
from qaim_cli.reports.day_stretches import collect_stretches
from qaim_cli.reports.event_groups import MarkGroup, group_columns, merge_groups
from qaim_cli.reports.lanes import group_by_lane
from qaim_cli.reports.listing import build_footer, empty_message, title_cell
from qaim_cli.reports.log_axis import LOG_NOTE, LogAxis, choose_axis
from qaim_cli.reports.query_range import get_query_range
from qaim_cli.text import measure_width, truncate_text

if TYPE_CHECKING:
    from qaim_cli.sums import MarkSums

MAX_LABELLED_EVENTS = 300
"""With more events, only lanes of few events name theirs; other lanes count them."""
_MIN_LABEL_WIDTH = 10
_MIN_UNLABELLED_MARK_WIDTH = 3
_MAX_ROWS, _MAX_ROWS_PER_LANE = 40, 8
_MAX_NAME_SHARE = 0.25
"""The share of the width that the names of lanes may take."""
_MIN_NAME_WIDTH = 8


class ChartSign(StrEnum):
    """A kind of mark, with the text that the legend gives for it."""

    POINT = "event"
    BAR = "lasted"
    DAY_RANGE = "on one of these days"
    POSSIBLE = "possibly in the range"
    APPROXIMATE = "about"
    APPROXIMATE_END = "approximate start or end"
    OPEN_START = "goes back"
    OPEN_END = "goes on"
    UNKNOWN_EXTENT = "unknown start or end"
    GROUP = "number of events"


class ChartMark(FrozenRecord):
    """An event's mark, from column `start` to `end`, and its label where there is room."""

    event: Event
    sign: ChartSign
    start: float
    end: float
    left_end: ChartSign | None = None
    right_end: ChartSign | None = None
    """What the ends of a bar look like, where they are no plain ends."""
    is_possible: bool = False
    point_columns: tuple[int, ...] = ()
    """The columns of its points, where it happened at several."""
    label: str = ""
    label_column: int = 0

    @property
    def columns(self) -> tuple[int, int]:
        """The first and last column that the mark covers."""
        return int(self.start), max(int(self.start), int(self.end - 0.001))


class ChartRow(FrozenRecord):
    """One line of a lane: marks side by side, or numbers of events."""

    marks: tuple[ChartMark, ...] = ()
    groups: tuple[MarkGroup, ...] = ()


class ChartLane(FrozenRecord):
    """The rows for one label (such as an actor or a tag), or for all events."""

    name: str
    rows: tuple[ChartRow, ...]


class LaneDraft(FrozenRecord):
    """A lane to be drawn: its rows, or how many events begin in each column where it has none."""

    name: str
    column_counts: Sequence[int]
    rows: tuple[ChartRow, ...] = ()


class ChartReport(FrozenRecord):
    """A chart as plain data: the width of the lane names, the axis and the lanes."""

    title: str
    heading: tuple[str, ...]
    name_width: int
    axis: TimeAxis | LogAxis | None
    events_per_column: tuple[int, ...]
    lanes: tuple[ChartLane, ...]
    legend: tuple[ChartSign, ...]
    footer: tuple[str, ...]
    empty_message: str


def build_chart(
    answer: QueryAnswer,
    *,
    width: int,
    by: str = "",
    gaps: bool = True,
    log_from: int | None = None,
) -> ChartReport:
    """Build a chart of an answer's hits, in one lane or one for each label."""
    if marks := _count_marks(answer):
        # Here, so that a chart of few events never loads it.
        from qaim_cli.reports.crowded_chart import build_crowded_chart, build_crowded_lanes

        if not by:
            return build_crowded_chart(answer, marks, width=width, gaps=gaps, log_from=log_from)
        if chart := build_crowded_lanes(
            answer, marks, by, width=width, gaps=gaps, log_from=log_from
        ):
            return chart
    placed = [hit for hit in answer.hits if get_day_range(hit.event) is not None]
    if not placed:
        empty = "no event has a known day" if answer.hits else empty_message(answer)
        return assemble_chart(answer, None, (), (), empty_message=empty)
    sharing = group_by_lane(placed, by, answer.timeline)
    names = measure_lane_names((name for name, _ in sharing), width) if by else 0
    room = width - names - (2 if by else 0)
    time = build_hit_axis(answer, placed, room, gaps=gaps, log_from=log_from)
    items = {id(hit): make_mark(hit, time) for hit in placed}
    limit = find_label_limit(len(placed), len(sharing))
    drafts = []
    for name, having in sharing:
        drawn = [items[id(hit)] for hit in having]
        rows = pack_rows(drawn, room, len(sharing)) if len(drawn) <= limit else ()
        drafts.append(LaneDraft(name, _count_columns(drawn, room), rows))
    lanes, density = build_lanes(drafts), _count_columns(items.values(), room)
    return assemble_chart(answer, time, density, lanes, name_width=names)


def assemble_chart(
    answer: QueryAnswer,
    time: TimeAxis | LogAxis | None,
    density: Sequence[int],
    lanes: tuple[ChartLane, ...],
    *,
    name_width: int = 0,
    empty_message: str = "",
) -> ChartReport:
    """Assemble a chart from its axis and lanes, with the heading, legend and footer of an answer.

    Args:
        answer: the answer that it draws.
        time: its axis, None where there is nothing to draw.
        density: how many events begin in each column; what of the answer is missing has no day.
        lanes: its lanes.
        name_width: the width of the names of lanes.
        empty_message: what stands in place of an axis.
    """
    unplaced_count = len(answer.hits) - sum(density)
    unplaced = (f"{unplaced_count:,} without any known day",) if unplaced_count else ()
    notes = (LOG_NOTE,) if isinstance(time, LogAxis) else ()
    return ChartReport(
        answer.timeline.title,
        answer.query.term_descriptions,
        name_width,
        time,
        tuple(density),
        lanes,
        _collect_signs(lanes),
        (*build_footer(answer), *unplaced, *notes, *_describe_missing_titles(lanes, sum(density))),
        empty_message,
    )


def find_label_limit(event_count: int, lane_count: int) -> int:
    """Find how many events a lane may have so that they are named, of all events there are."""
    if event_count <= MAX_LABELLED_EVENTS:
        return MAX_LABELLED_EVENTS
    return MAX_LABELLED_EVENTS // lane_count


def build_lanes(drafts: Sequence[LaneDraft]) -> tuple[ChartLane, ...]:
    """Build lanes, those that only count their events in the same columns as each other."""
    groups = iter(group_columns([draft.column_counts for draft in drafts if not draft.rows]))
    return tuple(
        ChartLane(draft.name, draft.rows or (ChartRow(groups=next(groups)),)) for draft in drafts
    )


def _count_columns(marks: Iterable[ChartMark], room: int) -> list[int]:
    """Count how many marks begin in each column."""
    found = [0] * room
    for mark in marks:
        found[mark.columns[0]] += 1
    return found


def measure_lane_names(names: Iterable[str], width: int) -> int:
    """Measure how many columns the names of lanes take, of a chart of this width."""
    widest = max(_MIN_NAME_WIDTH, int(width * _MAX_NAME_SHARE))
    return min(max(map(measure_width, names)), widest)


def _count_marks(answer: QueryAnswer) -> MarkSums | None:
    """The marks of an answer of more events than are named, where they can be counted alone."""
    hits = answer.hits
    if not isinstance(hits, LazyHits) or len(hits) <= MAX_LABELLED_EVENTS:
        return None
    marks = hits.count_marks(*get_query_range(answer.query))
    return marks if marks and marks.event_count > MAX_LABELLED_EVENTS else None


def build_hit_axis(
    answer: QueryAnswer, hits: list[Hit], width: int, *, gaps: bool, log_from: int | None
) -> TimeAxis | LogAxis:
    """Build the axis of hits: even, or where a day is given by the time before it."""
    stretches = collect_stretches(hits, *get_query_range(answer.query))
    calendar = answer.timeline.date_rules.calendar
    return choose_axis(stretches, width, gaps=gaps, calendar=calendar, log_from=log_from)


def make_mark(hit: Hit, time: TimeAxis | LogAxis) -> ChartMark:
    """Make the mark of a hit on the axis."""
    event, span, date = hit.event, hit.event.span, hit.event.date
    extent = get_day_range(event) or (0, 0)
    start, end = time.locate_day(extent[0]), time.locate_day(extent[1] + 1)
    hollow = hit.match_level is MatchLevel.POSSIBLE
    if isinstance(date, DateInterval):
        left, right = (
            _choose_end_sign(date.start, ChartSign.OPEN_START),
            _choose_end_sign(date.end, ChartSign.OPEN_END),
        )
        if left in (ChartSign.OPEN_START, ChartSign.UNKNOWN_EXTENT):
            start = 0
        if right in (ChartSign.OPEN_END, ChartSign.UNKNOWN_EXTENT):
            end = time.width
        sign = ChartSign.POSSIBLE if hollow else ChartSign.BAR
        start = min(start, time.width - 1)
        end = max(round(end * 8) / 8, int(start) + 1)
        return ChartMark(event, sign, start, end, left, right, hollow)
    if span.holds_in_all_parts:
        stops = {get_point_column(time.locate_day(part.first_day), time) for part in span.parts}
        sign = ChartSign.POSSIBLE if hollow else ChartSign.POINT
        ends = min(stops), max(stops) + 1
        return ChartMark(event, sign, *ends, is_possible=hollow, point_columns=tuple(sorted(stops)))
    one_of = isinstance(date, DateSet) and date.kind is SetKind.ONE_OF
    if end - start < 2 or extent[0] == extent[1]:
        start = get_point_column(start, time)
        soft = span.is_approximate or span.is_uncertain or one_of
        sign = ChartSign.POSSIBLE if hollow else ChartSign.APPROXIMATE if soft else ChartSign.POINT
        if one_of and (span.earliest_start == INFINITE_PAST or span.latest_end == INFINITE_FUTURE):
            sign = ChartSign.UNKNOWN_EXTENT
        return ChartMark(event, sign, start, start + 1, is_possible=hollow)
    left = ChartSign.UNKNOWN_EXTENT if one_of and span.earliest_start == INFINITE_PAST else None
    right = ChartSign.UNKNOWN_EXTENT if one_of and span.latest_end == INFINITE_FUTURE else None
    return ChartMark(event, ChartSign.DAY_RANGE, start, end, left, right, hollow)


def get_point_column(position: float, time: TimeAxis | LogAxis) -> int:
    """Return the column for a mark that covers a single point."""
    return min(int(position), time.width - 1)


def _choose_end_sign(end: SimpleDate | UndatedEnd, opened: ChartSign) -> ChartSign | None:
    """Choose the sign for the end of a bar, or None for a plain end."""
    if isinstance(end, SimpleDate):
        return ChartSign.APPROXIMATE_END if end.is_approximate or end.is_uncertain else None
    return opened if end is UndatedEnd.OPEN else ChartSign.UNKNOWN_EXTENT


def pack_rows(items: list[ChartMark], room: int, lane_count: int) -> tuple[ChartRow, ...]:
    """Arrange the marks of one of several lanes without overlap; count the rest in a last row."""
    most = max(_MAX_ROWS_PER_LANE, _MAX_ROWS // lane_count)
    rows: list[list[ChartMark]] = []
    taken: list[list[tuple[int, int]]] = []
    crowd: list[ChartMark] = []
    for item in items:
        place = _find_row(item, taken, room, most)
        if place is None:
            crowd.append(item)
            continue
        row, told = place
        if row == len(rows):
            rows.append([])
            taken.append([])
        rows[row].append(told)
        taken[row].append(_get_occupied_columns(told))
    packed = [ChartRow(marks=tuple(row)) for row in rows]
    if len(crowd) == 1:
        packed.append(ChartRow(marks=(next(iter(_iter_label_variants(crowd[0], room)), crowd[0]),)))
    elif crowd:
        numbers = Counter(item.columns[0] for item in crowd)
        packed.append(ChartRow(groups=tuple(merge_groups(numbers, room))))
    return tuple(packed)


def _find_row(
    item: ChartMark, taken: list[list[tuple[int, int]]], room: int, most: int
) -> tuple[int, ChartMark] | None:
    """Find the first row with room for a mark: with its label, a shorter one, or none."""
    for told in _iter_label_variants(item, room):
        first, last = _get_occupied_columns(told)
        for row in range(min(len(taken) + 1, most)):
            if row == len(taken) or all(last < a or first > b for a, b in taken[row]):
                return row, told
    return None


def _iter_label_variants(item: ChartMark, room: int) -> Iterable[ChartMark]:
    """Yield a mark's possible label positions, best first."""
    first, last = item.columns
    title = title_cell(item.event)
    wide = measure_width(title)
    right, left = room - last - 2, first - 1
    inside = 0 if item.point_columns else last - first - 3
    if wide <= right:
        yield item._replace(label=title, label_column=last + 2)
    if wide <= left:
        yield item._replace(label=title, label_column=first - 1 - wide)
    if max(right, left, inside) >= _MIN_LABEL_WIDTH:
        if inside >= min(wide, max(right, left)):
            yield item._replace(label=truncate_text(title, inside), label_column=first + 2)
        if right >= max(left, _MIN_LABEL_WIDTH):
            yield item._replace(label=truncate_text(title, right), label_column=last + 2)
        if left >= _MIN_LABEL_WIDTH:
            short = truncate_text(title, left)
            yield item._replace(label=short, label_column=first - 1 - measure_width(short))
    for width in (24, 16, _MIN_LABEL_WIDTH):
        if right >= width:
            yield item._replace(label=truncate_text(title, width), label_column=last + 2)
    # A mark too small to see a shape in is better counted than left without a name.
    if last - first >= _MIN_UNLABELLED_MARK_WIDTH:
        yield item


def _get_occupied_columns(item: ChartMark) -> tuple[int, int]:
    """Return the columns that a mark and its label occupy, with a space after."""
    first, last = item.columns
    if item.label:
        first = min(first, item.label_column)
        last = max(last, item.label_column + measure_width(item.label) - 1)
    return first, last + 1


def _collect_signs(lanes: tuple[ChartLane, ...]) -> tuple[ChartSign, ...]:
    """Collect the signs that occur in the lanes, for the legend."""
    found = {ChartSign.GROUP for lane in lanes for row in lane.rows if row.groups}
    for lane in lanes:
        for row in lane.rows:
            for item in row.marks:
                found |= {item.sign, *filter(None, (item.left_end, item.right_end))}
                if item.is_possible:
                    found.add(ChartSign.POSSIBLE)
    return tuple(sign for sign in ChartSign if sign in found)


def _describe_missing_titles(lanes: tuple[ChartLane, ...], event_count: int) -> list[str]:
    """Footer text for events shown as a number or without their title."""
    crowded = sum(crowd.event_count for lane in lanes for row in lane.rows for crowd in row.groups)
    unnamed = sum(not item.label for lane in lanes for row in lane.rows for item in row.marks)
    notes = []
    if crowded > event_count:
        notes.append("an event counts once in each of its lanes")
    elif crowded:
        notes.append(f"{crowded:,} shown as numbers")
    if unnamed:
        notes.append(f"{unnamed:,} without room for a title")
    return notes
