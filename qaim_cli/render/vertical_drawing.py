"""Vertical timelines as SVG pictures: dates and titles as text, durations as bars beside them."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.render.colors import LANE_COLORS
from qaim_cli.render.picture_frame import (
    LINE_HEIGHT,
    MARGIN,
    escape_text,
    frame_picture,
    get_body_top,
)
from qaim_cli.reports.drawing import COLUMN, measure_label
from qaim_cli.reports.vertical import EdgeRow, GapRow, HeadingRow, MarkRow, VerticalReport
from qaim_cli.reports.vertical_lanes import LaneState
from qaim_cli.reports.vertical_points import VerticalSign
from qaim_cli.text import wrap_text

_DEFAULT_WIDTH, _MIN_WIDTH = 860.0, 320.0
_LANE_WIDTH, _BAR_WIDTH, _SIGN_WIDTH = 18.0, 8.0, 22.0
_ROW_SPACE, _HEADING_HEIGHT, _BLANK_HEIGHT = 8.0, 36.0, 14.0
_MAX_DATE_WIDTH = 170.0
_SIGN_COLOR = "c0"
_VISIBLE_ENDS = {
    LaneState.BEGIN: (0.5, 1.0),
    LaneState.BEGIN_APPROXIMATE: (0.5, 1.0),
    LaneState.END: (0.0, 0.5),
    LaneState.END_APPROXIMATE: (0.0, 0.5),
}
"""The part of a row's height that a lane's bar takes, where it is not the whole."""


class _Line(FrozenRecord):
    """A row of the picture: its height, its lanes, and what stands beside them."""

    height: float
    lanes: tuple[LaneState, ...]
    row: HeadingRow | GapRow | MarkRow | EdgeRow
    date_lines: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()


class _Columns(FrozenRecord):
    """The left edges of the picture's columns, in points."""

    lanes: float
    sign: float
    text: float
    end: float


def choose_width(columns: int | None) -> float:
    """Choose the width of a picture in points, from the columns of a terminal if they are given."""
    return max(columns * COLUMN, _MIN_WIDTH) if columns else _DEFAULT_WIDTH


def render_vertical_drawing(report: VerticalReport, width: float) -> str:
    """Render a vertical timeline as SVG, `width` points wide and as high as it needs to be."""
    columns = _choose_columns(report, width)
    lines = [_lay_out_row(row, columns) for row in report.rows]
    top = get_body_top(report.heading) + 10
    body_height = sum(line.height for line in lines) if lines else LINE_HEIGHT
    legend = [*_lay_out_legend(report, width)]
    height = top + body_height + LINE_HEIGHT * (len(legend) + len(report.footer) + 1.5)
    return frame_picture(
        report.title,
        report.heading,
        (width, height),
        _iter_body(report, lines, legend, columns, top),
        report.footer,
    )


def _choose_columns(report: VerticalReport, width: float) -> _Columns:
    dates = [row.date_text for row in report.rows if isinstance(row, MarkRow)]
    date_width = min(max(map(measure_label, dates), default=0.0), _MAX_DATE_WIDTH, width / 3)
    lanes = MARGIN + date_width + 14
    count = max((len(row.lanes) for row in report.rows), default=0)
    sign = lanes + count * _LANE_WIDTH + (_SIGN_WIDTH / 2)
    return _Columns(lanes, sign, sign + _SIGN_WIDTH - 6, width - MARGIN)


def _lay_out_row(row: HeadingRow | GapRow | MarkRow | EdgeRow, columns: _Columns) -> _Line:
    match row:
        case HeadingRow():
            return _Line(_HEADING_HEIGHT, row.lanes, row)
        case MarkRow():
            title = f"ends: {row.text}" if row.sign is VerticalSign.END else row.text
            dates = tuple(wrap_text(row.date_text, columns.lanes - MARGIN - 10, measure_label))
            titles = tuple(wrap_text(title, columns.end - columns.text, measure_label))
            height = LINE_HEIGHT * max(len(dates), len(titles), 1) + _ROW_SPACE
            return _Line(height, row.lanes, row, dates, titles)
        case GapRow(text) if text:
            titles = tuple(wrap_text(f"⋮ {text}", columns.end - columns.text, measure_label))
            height = LINE_HEIGHT * len(titles) + _ROW_SPACE
            return _Line(height, row.lanes, row, title_lines=titles)
        case _:
            return _Line(_BLANK_HEIGHT, row.lanes, row)


def _iter_body(
    report: VerticalReport,
    lines: list[_Line],
    legend: list[list[tuple[float, VerticalSign | LaneState]]],
    columns: _Columns,
    top: float,
) -> Iterator[str]:
    for number in range(max((len(line.lanes) for line in lines), default=0)):
        yield from _iter_gradients(number)
    if not lines:
        yield _render_text("text", MARGIN, top + 14, report.empty_message)
    y = top
    for line in lines:
        yield from _iter_row(line, columns, y, reverse=report.is_reversed)
        for number, state in enumerate(line.lanes):
            yield from _iter_lane(state, number, columns, y, line)
        y += line.height
    for row in legend:
        y += LINE_HEIGHT
        for x, sign in row:
            yield from _iter_legend_entry(sign, x, y, reverse=report.is_reversed)


def _iter_gradients(lane: int) -> Iterator[str]:
    """Define how a lane's bar fades where it begins or ends about a day."""
    color = _get_color(lane)
    for name, (first, last) in (("in", (0.08, 1)), ("out", (1, 0.08))):
        yield (
            f'<linearGradient id="{name}-{color}" class="{color}" x1="0" y1="0" x2="0" y2="1">'
            f'<stop offset="0" stop-color="currentColor" stop-opacity="{first:g}"/>'
            f'<stop offset="1" stop-color="currentColor" stop-opacity="{last:g}"/></linearGradient>'
        )


def _iter_row(line: _Line, columns: _Columns, y: float, *, reverse: bool) -> Iterator[str]:
    row, base = line.row, y + LINE_HEIGHT - 4
    if isinstance(row, HeadingRow):
        yield (
            f'<path class="grid" d="M{columns.text:g} {y + _HEADING_HEIGHT - 8:g}'
            f'H{columns.end:g}" fill="none"/>'
        )
        yield _render_text("text name", MARGIN, y + _HEADING_HEIGHT - 10, row.text)
    for number, text in enumerate(line.date_lines):
        yield _render_text(
            "faint", columns.lanes - 14, base + number * LINE_HEIGHT, text, anchor="end"
        )
    is_faint = not isinstance(row, MarkRow) or row.sign is VerticalSign.END
    for number, text in enumerate(line.title_lines):
        kind = "faint" if is_faint else "text"
        yield _render_text(kind, columns.text, base + number * LINE_HEIGHT, text)
    if isinstance(row, MarkRow):
        yield from _iter_sign(row, columns, y + LINE_HEIGHT / 2 + 1, reverse=reverse)


def _iter_sign(row: MarkRow, columns: _Columns, y: float, *, reverse: bool) -> Iterator[str]:
    """Draw the sign of a row: a line from its lane, or a sign of its own where it has none."""
    turning = _find_turning_lanes(row)
    if row.sign in (VerticalSign.BEGIN, VerticalSign.END) and turning:
        x = columns.lanes + turning[0] * _LANE_WIDTH + _BAR_WIDTH / 2
        color = _get_color(turning[0])
        wide = columns.sign - x
        yield f'<rect class="{color}" x="{x:g}" y="{y - 1:g}" height="2" width="{wide:g}"/>'
        return
    yield _render_sign(row.sign, columns.sign, y, reverse=reverse)


def _render_sign(sign: VerticalSign, x: float, y: float, *, reverse: bool) -> str:
    spot = f'cx="{x:g}" cy="{y:g}"'
    match sign:
        case VerticalSign.EVENT:
            return f'<circle class="{_SIGN_COLOR}" {spot} r="5"/>'
        case VerticalSign.VAGUE:
            return f'<circle class="{_SIGN_COLOR} open" fill-opacity="0.14" {spot} r="5.2"/>'
        case VerticalSign.POSSIBLE:
            return f'<circle class="{_SIGN_COLOR} ring" fill-opacity="0" {spot} r="4.6"/>'
        case VerticalSign.GROUP:
            bars = "".join(f"M{x - 6:g} {y + step:g}h12v2h-12z" for step in (-6, -1, 4))
            return f'<path class="{_SIGN_COLOR}" d="{bars}"/>'
        case _:
            way = 5 if (sign is VerticalSign.BEGIN) is not reverse else -5
            return f'<path class="{_SIGN_COLOR}" d="M{x - 5:g} {y - way:g}h10l-5 {2 * way:g}z"/>'


def _iter_lane(
    state: LaneState, number: int, columns: _Columns, y: float, line: _Line
) -> Iterator[str]:
    """Draw a lane beside one row, from the row's top to its foot or to the row's own line."""
    x = columns.lanes + number * _LANE_WIDTH
    color = _get_color(number)
    begin, end = _VISIBLE_ENDS.get(state, (0.0, 1.0))
    turn = (LINE_HEIGHT / 2 + 1) if isinstance(line.row, MarkRow) else line.height / 2
    top = y + (turn if begin else 0.0)
    foot = y + (turn if end < 1 else line.height)
    yield from _iter_bar(state, color, x, top, foot)


def _iter_bar(state: LaneState, color: str, x: float, top: float, foot: float) -> Iterator[str]:
    middle, height = x + _BAR_WIDTH / 2, foot - top
    if state in _BAR_LOOKS:
        look = _BAR_LOOKS[state].format(color=color)
        # Rows overlap a little, so that no seam shows; what is pale would be darker there.
        overlap = 0.6 if state is LaneState.RUN else 0.0
        yield _render_bar(look, color, x, top, height + overlap)
    elif state in (LaneState.BEGIN, LaneState.END):
        # Round at the end that is free, square where the lane goes on.
        yield _render_bar('rx="3"', color, x, top, height)
        square = top + height / 2 if state is LaneState.BEGIN else top
        yield _render_bar("", color, x, square, height / 2)
    elif state is LaneState.RUN_DAY_RANGE:
        for dot in range(int(height // 7) + 1):
            yield (
                f'<circle class="{color}" fill-opacity="0.7" cx="{middle:g}" '
                f'cy="{top + 3 + 7 * dot:g}" r="1.8"/>'
            )
    elif state is LaneState.UNKNOWN_EXTENT:
        yield _render_text("faint", middle, foot - 2, "?", anchor="middle")
    elif state is not LaneState.EMPTY:
        point, base = (foot, top) if state is LaneState.CONTINUES_BELOW else (top, foot)
        yield f'<path class="{color}" d="M{middle - 6:g} {base:g}h12L{middle:g} {point:g}z"/>'


_BAR_LOOKS = {
    LaneState.RUN: "",
    LaneState.BEGIN_APPROXIMATE: 'style="fill:url(#in-{color})"',
    LaneState.END_APPROXIMATE: 'style="fill:url(#out-{color})"',
    LaneState.RUN_UNKNOWN: 'fill-opacity="0.35"',
}
"""The attributes of a lane's bar, for the states that are drawn as a plain one."""


def _render_bar(look: str, color: str, x: float, top: float, height: float) -> str:
    return (
        f'<rect class="{color}" {look} x="{x:g}" y="{top:g}" width="{_BAR_WIDTH:g}" '
        f'height="{height:g}"/>'
    )


def _get_color(lane: int) -> str:
    return f"c{(lane + 1) % len(LANE_COLORS[0])}"


def _lay_out_legend(
    report: VerticalReport, width: float
) -> Iterator[list[tuple[float, VerticalSign | LaneState]]]:
    """Lay out the signs of the legend in lines: each with its place from the left."""
    line: list[tuple[float, VerticalSign | LaneState]] = []
    x = MARGIN
    for sign in report.legend:
        if sign in (VerticalSign.BEGIN, VerticalSign.END) and not _stands_alone(sign, report):
            continue
        entry = 22 + measure_label(str(sign)) + 18
        if line and x + entry > width - MARGIN:
            yield line
            line, x = [], MARGIN
        line.append((x, sign))
        x += entry
    if line:
        yield line


def _stands_alone(sign: VerticalSign | LaneState, report: VerticalReport) -> bool:
    """Whether a beginning or end is drawn somewhere as a sign, having no lane."""
    marks = (row for row in report.rows if isinstance(row, MarkRow))
    return any(row.sign is sign and not _find_turning_lanes(row) for row in marks)


def _find_turning_lanes(row: MarkRow) -> list[int]:
    """Find the lanes that begin or end in a row."""
    return [number for number, state in enumerate(row.lanes) if state in _VISIBLE_ENDS]


def _iter_legend_entry(
    sign: VerticalSign | LaneState, x: float, y: float, *, reverse: bool
) -> Iterator[str]:
    if isinstance(sign, VerticalSign):
        yield _render_sign(sign, x + 7, y - 4, reverse=reverse)
    else:
        yield from _iter_bar(sign, "c1", x + 3, y - 11, y + 3)
    yield _render_text("faint", x + 20, y, str(sign))


def _render_text(kind: str, x: float, y: float, text: str, *, anchor: str = "") -> str:
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}"{place}>{escape_text(text)}</text>'
