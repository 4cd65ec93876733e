"""Drawings as SVG: real shapes, with text that can be selected.

What is certain is solid; a bar fades over the days on which it may have begun or ended, what is one
of several days is pale and dashed. Colours follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from qaim_cli.render.colors import LANE_COLORS
from qaim_cli.reports.drawing import END, DrawingReport, DrawnEvent, DrawnLane
from qaim_cli.reports.timeline_page import MarkKind
from qaim_cli.text import clean_text

_MARGIN, _ROW, _HEAD, _AXIS, _LINE = 24.0, 27.0, 27.0, 34.0, 20.0
_HALF = 10.0
_SHADES = {
    "page": ("#ffffff", "#16181d"),
    "band": ("#f4f3ef", "#1d2026"),
    "line": ("#dedbd3", "#363a43"),
    "text": ("#1d1f24", "#eceae5"),
    "faint": ("#5d6068", "#a3a6ae"),
}
_FONT = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Liberation Sans',Arial,sans-serif"
)


class _Place(NamedTuple):
    """An event's place in the picture: its number, its colour class and its row's middle."""

    number: int
    color: str
    y: float


def render_drawing(report: DrawingReport) -> str:
    """Render a drawing as SVG, as high as it needs to be."""
    width = report.width + 2 * _MARGIN
    title = " · ".join((report.title, *report.heading))
    top = _MARGIN + 34 + (_LINE if report.heading else 0)
    body = [*_iter_body(report, top + _AXIS)]
    height = top + _AXIS + sum(_get_height(lane) for lane in report.lanes)
    height += _LINE * (2 + len(report.footer)) + (0 if report.lanes else 2 * _LINE)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"',
            f' width="{width:g}" height="{height:g}" role="img" aria-label={_quote(title)}>',
            f"<title>{_text(title)}</title>",
            f"<style>{_make_css()}</style>",
            f'<rect class="page" width="{width:g}" height="{height:g}" rx="10"/>',
            (
                f'<text class="title" x="{_MARGIN:g}" '
                f'y="{_MARGIN + 18:g}">{_text(report.title)}</text>'
            ),
            *_iter_heading(report),
            *body,
            *_iter_footer(report, height),
            "</svg>\n",
        )
    )


def _make_css() -> str:
    light, dark = (
        "".join(f".{name}{{fill:{pair[index]}}}" for name, pair in _SHADES.items())
        + "".join(
            f".c{number}{{fill:{color};color:{color};stroke:{color}}}"
            f".o{number}{{fill:{_choose_ink(color)}}}"
            for number, color in enumerate(LANE_COLORS[index])
        )
        for index in (0, 1)
    )
    return (
        f"text{{font:13px {_FONT};stroke:none}}.title{{font:600 22px Georgia,'Times New Roman',"
        "serif}.name{font-weight:600}rect,circle,path{stroke-width:0}.open{stroke-width:1.4;"
        f"stroke-dasharray:4 3}}.ring{{stroke-width:1.8}}.grid{{stroke-width:1}}{light}"
        f".title{{fill:{_SHADES['text'][0]}}}.grid{{stroke:{_SHADES['line'][0]}}}"
        f"@media(prefers-color-scheme:dark){{{dark}.title{{fill:{_SHADES['text'][1]}}}"
        f".grid{{stroke:{_SHADES['line'][1]}}}}}"
    )


def _choose_ink(color: str) -> str:
    """Choose black or white, whichever has more contrast with a colour."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#000000" if light > 0.179 else "#ffffff"


def _iter_heading(report: DrawingReport) -> Iterator[str]:
    if report.heading:
        words = _text(" · ".join(report.heading))
        yield f'<text class="faint" x="{_MARGIN:g}" y="{_MARGIN + 40:g}">{words}</text>'


def _iter_footer(report: DrawingReport, height: float) -> Iterator[str]:
    if report.empty_message:
        y = height - _LINE * (1 + len(report.footer)) - 16
        yield f'<text class="text" x="{_MARGIN:g}" y="{y:g}">{_text(report.empty_message)}</text>'
    for number, line in enumerate(reversed(report.footer)):
        y = height - 16 - _LINE * number
        yield f'<text class="faint" x="{_MARGIN:g}" y="{y:g}">{_text(line)}</text>'


def _iter_body(report: DrawingReport, top: float) -> Iterator[str]:
    """Yield the axis and the lanes from a height on."""
    if not report.lanes:
        return
    bottom = top + sum(_get_height(lane) for lane in report.lanes)
    y = top
    for number, lane in enumerate(report.lanes):
        if number % 2 == 0:
            yield (
                f'<rect class="band" x="{_MARGIN - 8:g}" y="{y:g}" width="{report.width + 16:g}"'
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
        x = _MARGIN + tick.at
        yield f'<path class="grid" d="M{x:g} {top - 6:g}V{bottom:g}"/>'
        yield f'<text class="faint" x="{x:g}" y="{top - 12:g}">{_text(tick.label)}</text>'
    for gap in report.gaps:
        x = _MARGIN + gap.at + 11
        yield (
            f'<path class="grid" d="M{x - 5:g} {top:g}l4 -9M{x + 1:g} {top:g}l4 -9'
            f'M{x:g} {top:g}V{bottom:g}" stroke-dasharray="3 3" fill="none">'
            f"<title>{_text(gap.label)} left out</title></path>"
        )
    yield (
        f'<path class="grid" d="M{_MARGIN - 8:g} {top:g}H{_MARGIN + report.width + 8:g}" '
        'fill="none"/>'
    )


def _iter_lane(lane: DrawnLane, color: str, top: float, numbers: Iterator[int]) -> Iterator[str]:
    if lane.name:
        yield (
            f'<rect class="{color}" x="{_MARGIN:g}" y="{top + 10:g}" width="10" height="10" '
            f'rx="3"/>'
        )
        yield (
            f'<text class="text name" x="{_MARGIN + 16:g}" '
            f'y="{top + 20:g}">{_text(lane.name)}</text>'
        )
        top += _HEAD
    for event in lane.events:
        place = _Place(next(numbers), color, top + 8 + event.row * _ROW + _ROW / 2)
        yield f"<g><title>{_text(f'{event.when}: {event.title}')}</title>"
        yield from _iter_mark(event, place)
        yield _render_label(event, place)
        yield "</g>"


def _render_label(event: DrawnEvent, place: _Place) -> str:
    is_on_color = event.is_label_inside and event.mark.kind is MarkKind.LASTED
    ink = f"o{place.color[1:]}" if is_on_color and not event.is_possible else "text"
    x, anchor = _MARGIN + event.label_at, ""
    if event.is_label_before and event.label_at > 0:
        x, anchor = _MARGIN + event.start - 8, ' text-anchor="end"'
    return (
        f'<text class="{ink}" x="{x:g}" y="{place.y + 4.5:g}"{anchor}>{_text(event.label)}</text>'
    )


def _iter_mark(event: DrawnEvent, place: _Place) -> Iterator[str]:
    mark = event.mark
    left, right = (_MARGIN + x for x in (event.start, event.end))
    if event.is_point:
        yield _render_point(event, place, (left + right) / 2)
        return
    if mark.kind is MarkKind.ALL_OF:
        yield (
            f'<rect class="{place.color}" fill-opacity="0.35" x="{left:g}" y="{place.y - 1:g}" '
            f'width="{right - left:g}" height="2"/>'
        )
        for stop in event.stops:
            yield f'<circle class="{place.color}" cx="{_MARGIN + stop:g}" cy="{place.y:g}" r="5"/>'
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
    first, last = (min(max((_MARGIN + x - left) / wide, 0.0), 1.0) for x in event.sure)
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


def _text(text: str) -> str:
    return escape(clean_text(text))


def _quote(text: str) -> str:
    return quoteattr(clean_text(text))
