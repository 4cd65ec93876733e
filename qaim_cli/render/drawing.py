"""Drawings as SVG: real shapes, with text that can be selected.

What is certain is solid; a bar fades over the days on which it may have begun or ended, what is one
of several days is pale and dashed. Colours follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.render.colors import LANE_COLORS
from qaim_cli.render.picture_frame import (
    LINE_HEIGHT,
    MARGIN,
    escape_text,
    frame_picture,
    get_body_top,
)
from qaim_cli.reports.drawing import END, DrawingReport, DrawnEvent, DrawnLane
from qaim_cli.reports.timeline_page import MarkKind

_ROW, _HEAD, _AXIS = 27.0, 27.0, 34.0
_HALF = 10.0


class _Place(FrozenRecord):
    """An event's place in the picture: its number, its colour class and its row's middle."""

    number: int
    color: str
    y: float


def render_drawing(report: DrawingReport) -> str:
    """Render a drawing as SVG, as high as it needs to be."""
    width = report.width + 2 * MARGIN
    top = get_body_top(report.heading)
    body = _iter_body(report, top + _AXIS)
    height = top + _AXIS + sum(_get_height(lane) for lane in report.lanes)
    height += LINE_HEIGHT * (2 + len(report.footer)) + (0 if report.lanes else 2 * LINE_HEIGHT)
    return frame_picture(report.title, report.heading, (width, height), body, report.footer)


def _iter_body(report: DrawingReport, top: float) -> Iterator[str]:
    """Yield the axis and the lanes from a height on."""
    if not report.lanes:
        words = escape_text(report.empty_message)
        yield f'<text class="text" x="{MARGIN:g}" y="{top:g}">{words}</text>'
        return
    bottom = top + sum(_get_height(lane) for lane in report.lanes)
    y = top
    for number, lane in enumerate(report.lanes):
        if number % 2 == 0:
            yield (
                f'<rect class="band" x="{MARGIN - 8:g}" y="{y:g}" width="{report.width + 16:g}"'
                f' height="{_get_height(lane):g}" rx="6"/>'
            )
        y += _get_height(lane)
    yield from _iter_axis(report, top, bottom)
    numbers = count()
    y = top
    for number, lane in enumerate(report.lanes):
        yield from _iter_lane(lane, f"c{number % len(LANE_COLORS[0])}", y, numbers)
        y += _get_height(lane)


def _get_height(lane: DrawnLane) -> float:
    return lane.rows * _ROW + 14 + (_HEAD if lane.name else 0)


def _iter_axis(report: DrawingReport, top: float, bottom: float) -> Iterator[str]:
    for tick in report.ticks:
        x = MARGIN + tick.at
        yield f'<path class="grid" d="M{x:g} {top - 6:g}V{bottom:g}"/>'
        yield f'<text class="faint" x="{x:g}" y="{top - 12:g}">{escape_text(tick.label)}</text>'
    for gap in report.gaps:
        x = MARGIN + gap.at + 11
        yield (
            f'<path class="grid" d="M{x - 5:g} {top:g}l4 -9M{x + 1:g} {top:g}l4 -9'
            f'M{x:g} {top:g}V{bottom:g}" stroke-dasharray="3 3" fill="none">'
            f"<title>{escape_text(gap.label)} left out</title></path>"
        )
    yield (
        f'<path class="grid" d="M{MARGIN - 8:g} {top:g}H{MARGIN + report.width + 8:g}" '
        'fill="none"/>'
    )


def _iter_lane(lane: DrawnLane, color: str, top: float, numbers: Iterator[int]) -> Iterator[str]:
    if lane.name:
        yield (
            f'<rect class="{color}" x="{MARGIN:g}" y="{top + 10:g}" width="10" height="10" rx="3"/>'
        )
        yield (
            f'<text class="text name" x="{MARGIN + 16:g}" '
            f'y="{top + 20:g}">{escape_text(lane.name)}</text>'
        )
        top += _HEAD
    for event in lane.events:
        place = _Place(next(numbers), color, top + 8 + event.row * _ROW + _ROW / 2)
        yield f"<g><title>{escape_text(f'{event.when}: {event.title}')}</title>"
        yield from _iter_mark(event, place)
        yield _render_label(event, place)
        yield "</g>"


def _render_label(event: DrawnEvent, place: _Place) -> str:
    is_on_color = event.is_label_inside and event.mark.kind is MarkKind.LASTED
    ink = f"o{place.color[1:]}" if is_on_color and not event.is_possible else "text"
    x, anchor = MARGIN + event.label_at, ""
    if event.is_label_before and event.label_at > 0:
        x, anchor = MARGIN + event.start - 8, ' text-anchor="end"'
    words = escape_text(event.label)
    return f'<text class="{ink}" x="{x:g}" y="{place.y + 4.5:g}"{anchor}>{words}</text>'


def _iter_mark(event: DrawnEvent, place: _Place) -> Iterator[str]:
    mark = event.mark
    left, right = (MARGIN + x for x in (event.start, event.end))
    if event.is_point:
        yield _render_point(event, place, (left + right) / 2)
        return
    if mark.kind is MarkKind.ALL_OF:
        yield (
            f'<rect class="{place.color}" fill-opacity="0.35" x="{left:g}" y="{place.y - 1:g}" '
            f'width="{right - left:g}" height="2"/>'
        )
        for stop in event.stops:
            yield f'<circle class="{place.color}" cx="{MARGIN + stop:g}" cy="{place.y:g}" r="5"/>'
        return
    left += END if mark.left else 0
    right -= END if mark.right else 0
    yield from _iter_bar(event, place, left, right)
    if mark.left:
        yield _render_end(mark.left, place, left, -1)
    if mark.right:
        yield _render_end(mark.right, place, right, 1)


def _render_point(event: DrawnEvent, place: _Place, x: float) -> str:
    mark = event.mark
    is_vague = mark.kind is MarkKind.ONE_OF or mark.soft[0] or event.is_possible
    if not is_vague:
        return f'<circle class="{place.color}" cx="{x:g}" cy="{place.y:g}" r="6"/>'
    kind = "open" if mark.kind is MarkKind.ONE_OF else "ring"
    halo = f'<circle class="{place.color}" fill-opacity="0.22" cx="{x:g}" cy="{place.y:g}" r="10"/>'
    ring = (
        f'<circle class="{place.color} {kind}" fill-opacity="0" cx="{x:g}" cy="{place.y:g}" '
        'r="5.2"/>'
    )
    return halo + ring if mark.soft[0] else ring


def _iter_bar(event: DrawnEvent, place: _Place, left: float, right: float) -> Iterator[str]:
    box = (
        f'x="{left:g}" y="{place.y - _HALF:g}" width="{max(4.0, right - left):g}" '
        f'height="{2 * _HALF:g}" rx="{min(_HALF, max(2.0, (right - left) / 2)):g}"'
    )
    if event.mark.kind is not MarkKind.LASTED and not event.mark.soft[0]:
        yield f'<rect class="{place.color} open" fill-opacity="0.14" {box}/>'
        return
    stops = list(_iter_stops(event, left, right))
    id = f"fade{place.number}"
    yield f'<linearGradient id="{id}" class="{place.color}">'
    for offset, opacity in stops:
        yield f'<stop offset="{offset:.3f}" stop-color="currentColor" stop-opacity="{opacity:g}"/>'
    yield "</linearGradient>"
    yield f'<rect style="fill:url(#{id})" {box}/>'


def _iter_stops(event: DrawnEvent, left: float, right: float) -> Iterator[tuple[float, float]]:
    """Yield how solid the bar is from its beginning (0) to its end (1)."""
    full = 0.4 if event.is_possible else 1.0
    if event.mark.kind is not MarkKind.LASTED:
        yield from ((0.0, 0.04), (0.5, 0.45), (1.0, 0.04))
        return
    wide = max(4.0, right - left)
    first, last = (min(max((MARGIN + x - left) / wide, 0.0), 1.0) for x in event.sure)
    if event.mark.soft[0]:
        first = max(first, min(22 / wide, 0.5))
    if event.mark.soft[1]:
        last = min(last, max(1 - 22 / wide, 0.5))
    if first > last:
        first = last = (first + last) / 2
    faint = 0.06
    yield 0.0, faint if first * wide > 3 else full
    yield first, full
    yield last, full
    yield 1.0, faint if (1 - last) * wide > 3 else full


def _render_end(how: str, place: _Place, x: float, way: int) -> str:
    if how == "open":
        return (
            f'<path class="{place.color}" d="M{x:g} {place.y - _HALF:g}l{way * 12} {_HALF:g}'
            f'l{-way * 12} {_HALF:g}z"/>'
        )
    return "".join(
        f'<circle class="{place.color}" cx="{x + way * step:g}" cy="{place.y:g}" r="{radius:g}"/>'
        for step, radius in ((4.0, 1.8), (8.5, 1.5), (13.0, 1.2))
    )
