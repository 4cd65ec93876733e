"""Vertical timelines on a terminal: dates, lanes, signs and titles, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from qaim_cli.render.screen import (
    MIN_WIDE_COLUMNS,
    ScreenSettings,
    render_footer,
    render_legend,
    render_view_heading,
)
from qaim_cli.reports.vertical import EdgeRow, GapRow, HeadingRow, MarkRow, VerticalReport
from qaim_cli.reports.vertical_lanes import LaneState
from qaim_cli.reports.vertical_points import VerticalSign

_LANE_GLYPHS = {
    LaneState.EMPTY: "  ",
    LaneState.BEGIN: "╭─",
    LaneState.BEGIN_APPROXIMATE: "░─",
    LaneState.RUN: "│ ",
    LaneState.RUN_UNKNOWN: "┊ ",
    LaneState.RUN_DAY_RANGE: "· ",
    LaneState.END: "╰─",
    LaneState.END_APPROXIMATE: "░─",
    LaneState.CONTINUES_BELOW: "▼ ",
    LaneState.UNKNOWN_EXTENT: "? ",
    LaneState.CONTINUES_ABOVE: "▲ ",
}
_CROSSED_LANE_GLYPHS = {
    LaneState.EMPTY: "──",
    LaneState.RUN: "┼─",
    LaneState.RUN_UNKNOWN: "┼─",
    LaneState.RUN_DAY_RANGE: "·─",
}
_SIGN_GLYPHS = {
    VerticalSign.EVENT: "●",
    VerticalSign.VAGUE: "◌",
    VerticalSign.POSSIBLE: "○",
    VerticalSign.BEGIN: "╭",
    VerticalSign.END: "╰",
    VerticalSign.GROUP: "≡",
}
_LEGEND_GLYPHS = {LaneState.UNKNOWN_EXTENT: "┊ ?"}
"""Glyphs in the legend for a state that looks different in a row and at the edge."""
_GAP_GLYPH = "⋮"
_ASCII_GLYPHS = str.maketrans("╭╰─│┊·░▼▲┼●◌○⋮≡", "+`-|:.~v^+*~o:#")
_SIGN_STYLES = {
    VerticalSign.EVENT: "green",
    VerticalSign.VAGUE: "yellow",
    VerticalSign.POSSIBLE: "yellow",
    VerticalSign.BEGIN: "magenta",
    VerticalSign.END: "magenta",
    VerticalSign.GROUP: "bold",
}
_MAX_DATE_WIDTH = 24


@dataclass(frozen=True, slots=True)
class VerticalView:
    """A vertical timeline that lays itself out for the width it is given."""

    report: VerticalReport
    screen: ScreenSettings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the drawing."""
        report = self.report
        yield from render_view_heading(report.title, report.heading, self.screen)
        if not report.rows:
            yield Text(f"  {report.empty_message}\n")
        else:
            layout = _VerticalLayout(report, self.screen, console)
            for row in report.rows:
                yield from layout.render_row(row)
            yield Text()
            yield from self._render_legend()
        yield render_footer(report.footer)

    def _render_legend(self) -> list[Text]:
        told = [
            (
                _convert_glyphs(_choose_glyph(sign, reverse=self.report.is_reversed), self.screen),
                str(sign),
                _choose_style(sign),
            )
            for sign in self.report.legend
        ]
        return render_legend(told, self.screen)


def _choose_glyph(sign: VerticalSign | LaneState, *, reverse: bool) -> str:
    """Choose the sign as drawn; upside down, beginnings and ends swap."""
    if isinstance(sign, LaneState):
        return _LEGEND_GLYPHS.get(sign, _LANE_GLYPHS[sign][0])
    if reverse and sign in _REVERSED_SIGNS:
        sign = _REVERSED_SIGNS[sign]
    return _SIGN_GLYPHS[sign]


_REVERSED_SIGNS = {VerticalSign.BEGIN: VerticalSign.END, VerticalSign.END: VerticalSign.BEGIN}


def _choose_style(sign: VerticalSign | LaneState) -> str:
    return _SIGN_STYLES[sign] if isinstance(sign, VerticalSign) else "magenta"


class _VerticalLayout:
    """The columns of one vertical drawing."""

    def __init__(self, report: VerticalReport, screen: ScreenSettings, console: Console) -> None:
        self.screen = screen
        self.console = console
        marks = [row for row in report.rows if isinstance(row, MarkRow)]
        dates = max((cell_len(mark.date_text) for mark in marks), default=0)
        self.is_stacked = screen.width < MIN_WIDE_COLUMNS
        self.date_width = 0 if self.is_stacked else min(dates, _MAX_DATE_WIDTH)
        self.lane_count = max(len(row.lanes) for row in report.rows)

    def render_row(self, row: HeadingRow | GapRow | MarkRow | EdgeRow) -> Iterator[RenderableType]:
        match row:
            case HeadingRow(text, lanes):
                year = Text(text, style="bold")
                if cell_len(text) > self.date_width:
                    yield year
                else:
                    year.pad_right(self.date_width - cell_len(text))
                    yield self._build_line(year, lanes, Text())
            case GapRow(text, lanes):
                gap = Text(
                    f"{_convert_glyphs(_GAP_GLYPH, self.screen)} {text}" if text else "",
                    style="dim",
                )
                for line in self._wrap_text(gap, self._get_title_width()) or [gap]:
                    yield self._build_line(Text(), lanes, line)
            case EdgeRow(lanes):
                yield self._build_line(Text(), lanes, Text())
            case _:
                yield from self._render_mark(row)

    def _render_mark(self, mark: MarkRow) -> Iterator[Text]:
        style = _SIGN_STYLES[mark.sign]
        title = Text(mark.text)
        if mark.sign is VerticalSign.END:
            title = Text.assemble(("ends: ", "magenta"), (mark.text, "dim"))
        if self.is_stacked:
            title = Text.assemble((f"{mark.date_text}  ", "cyan"), title)
        room = self._get_title_width()
        titles = self._wrap_text(title, room)
        dates = (
            self._wrap_text(Text(mark.date_text, style="cyan"), self.date_width)
            if self.date_width
            else []
        )
        sign = Text(_convert_glyphs(self._choose_sign(mark), self.screen), style=style)
        height = max(len(titles), len(dates))
        for index in range(height):
            date = dates[index] if index < len(dates) else Text()
            text = titles[index] if index < len(titles) else Text()
            lanes = mark.lanes if index == 0 else mark.continuation_lanes
            yield self._build_line(date, lanes, text, sign if index == 0 else Text(" "))

    def _wrap_text(self, text: Text, width: int) -> list[Text]:
        lines = list(text.wrap(self.console, width))
        for line in lines:
            line.rstrip()
        return lines

    def _choose_sign(self, mark: MarkRow) -> str:
        lane = any(lane in _TURNING_STATES for lane in mark.lanes)
        if mark.sign in (VerticalSign.BEGIN, VerticalSign.END):
            return "─" if lane else _SIGN_GLYPHS[mark.sign]
        return _SIGN_GLYPHS[mark.sign]

    def _get_title_width(self) -> int:
        """Return the number of columns for titles."""
        return max(4, self.screen.width - self._get_indent())

    def _get_indent(self) -> int:
        return (self.date_width + 2 if self.date_width else 0) + 2 * self.lane_count + 2

    def _build_line(
        self, date: Text, lanes: tuple[LaneState, ...], text: Text, sign: Text | None = None
    ) -> Text:
        line = Text(no_wrap=True, overflow="crop")
        if self.date_width:
            line.append(" " * max(0, self.date_width - date.cell_len))
            line.append_text(date)
            line.append("  ")
        line.append(_convert_glyphs(self._draw_lanes(lanes), self.screen), style="magenta")
        if sign is not None:
            line.append_text(sign)
            line.append(" ")
        line.append_text(text)
        return line

    def _draw_lanes(self, lanes: tuple[LaneState, ...]) -> str:
        """Draw a row's lanes; a turn into or out of a lane crosses those to its right."""
        drawn, crossing = "", False
        for lane in lanes + (LaneState.EMPTY,) * (self.lane_count - len(lanes)):
            drawn += _CROSSED_LANE_GLYPHS[lane] if crossing else _LANE_GLYPHS[lane]
            crossing = crossing or lane in _TURNING_STATES
        return drawn


_TURNING_STATES = (
    LaneState.BEGIN,
    LaneState.BEGIN_APPROXIMATE,
    LaneState.END,
    LaneState.END_APPROXIMATE,
)


def _convert_glyphs(text: str, screen: ScreenSettings) -> str:
    return text.translate(_ASCII_GLYPHS) if screen.is_ascii else text
