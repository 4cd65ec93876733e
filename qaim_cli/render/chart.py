"""Charts on a terminal: names, marks and labels in rows, density above, the axis below."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from qaim_cli.render.colors import choose_color
from qaim_cli.render.screen import (
    EIGHTH_BLOCKS,
    ScreenSettings,
    render_footer,
    render_legend,
    render_view_heading,
)
from qaim_cli.reports.axis import TimeAxis
from qaim_cli.reports.chart import ChartLane, ChartMark, ChartReport, ChartRow, ChartSign
from qaim_cli.reports.log_axis import LogAxis
from qaim_cli.reports.ticks import GAP_WIDTH
from qaim_cli.text import truncate_text, wrap_text

_DENSITY_GLYPHS = " ▁▂▃▄▅▆▇█"
_BAR_GLYPH, _POSSIBLE_BAR_GLYPH, _DAY_RANGE_GLYPH = "█", "▒", "┈"
_SIGN_GLYPHS = {
    ChartSign.POINT: "●",
    ChartSign.BAR: "██",
    ChartSign.DAY_RANGE: "┈┈",
    ChartSign.POSSIBLE: "○",
    ChartSign.APPROXIMATE: "◌",
    ChartSign.APPROXIMATE_END: "░",
    ChartSign.OPEN_START: "◀",
    ChartSign.OPEN_END: "▶",
    ChartSign.UNKNOWN_EXTENT: "?",
    ChartSign.GROUP: "n",
}
_POINT_SIGNS = (ChartSign.POINT, ChartSign.APPROXIMATE, ChartSign.UNKNOWN_EXTENT)
_LEGEND_GLYPHS = {ChartSign.POSSIBLE: "○ ▒"}
"""What the legend shows for a sign that looks different as a point and as a bar."""
_SIGN_STYLES = {
    ChartSign.POINT: "green",
    ChartSign.BAR: "magenta",
    ChartSign.DAY_RANGE: "yellow",
    ChartSign.POSSIBLE: "yellow",
    ChartSign.APPROXIMATE: "yellow",
    ChartSign.APPROXIMATE_END: "magenta",
    ChartSign.OPEN_START: "magenta",
    ChartSign.OPEN_END: "magenta",
    ChartSign.UNKNOWN_EXTENT: "magenta",
    ChartSign.GROUP: "bold",
}
_TICK_GLYPH, _AXIS_GLYPH, _GAP_GLYPHS = "┬", "─", "╱╱"
_ASCII_GLYPHS = str.maketrans("▏▎▍▌▋▊▉█▒┈●○◌▶◀░┬─╱▁▂▃▄▅▆▇", "#######=%.*o~><~+-/.......")


def render_chart(report: ChartReport, screen: ScreenSettings) -> RenderableType:
    """Render a chart between its heading and its footer."""
    parts = render_view_heading(report.title, report.heading, screen)
    if report.axis is None:
        parts.append(Text(f"  {report.empty_message}"))
    else:
        parts += _render_body(report, report.axis, screen)
    return Group(*parts, Text(), render_footer(report.footer))


def _render_body(
    report: ChartReport, axis: TimeAxis | LogAxis, screen: ScreenSettings
) -> list[Text]:
    indent = report.name_width + 2 if report.name_width else 0
    lines: list[Text] = [_render_density(report, indent)]
    for lane in report.lanes:
        lines += _render_lane(lane, report, indent, screen)
    lines += _render_axis(axis, indent)
    told = [
        (_LEGEND_GLYPHS.get(sign, _SIGN_GLYPHS[sign]), str(sign), _SIGN_STYLES[sign])
        for sign in report.legend
    ]
    lines += [Text(), *render_legend(told, screen)]
    if screen.is_ascii:
        for line in lines:
            line.plain = line.plain.translate(_ASCII_GLYPHS)
    return lines


def list_chart_signs() -> Iterator[tuple[str, str]]:
    """List the signs of single events with their meanings."""
    for sign, glyphs in _SIGN_GLYPHS.items():
        if sign is not ChartSign.GROUP:
            yield _LEGEND_GLYPHS.get(sign, glyphs), str(sign)


def _render_lane(
    lane: ChartLane, report: ChartReport, indent: int, screen: ScreenSettings
) -> list[Text]:
    """Render a lane's rows in the colour of its name."""
    names = _split_name(lane.name, report.name_width) if indent else []
    color = choose_color(lane.name, screen.theme) if indent else ""
    lines = []
    for index in range(max(len(lane.rows), len(names))):
        line = Text(no_wrap=True)
        if index < len(names):
            line.append(names[index], f"bold {color}")
        if index < len(lane.rows):
            _append_row(line, lane.rows[index], indent, color)
        lines.append(line)
    return lines


def _append_row(line: Text, row: ChartRow, indent: int, color: str) -> None:
    """Append the marks, labels and numbers of a row at their columns."""
    canvas = LineCanvas()
    for item in row.marks:
        first, last = item.columns
        for column, character in enumerate(draw_mark(item), start=first):
            canvas.write_text(column, character, color or _SIGN_STYLES[item.sign])
        if first < item.label_column < last and item.label:
            canvas.write_text(item.label_column - 1, f" {item.label} ", "")
        elif item.label:
            canvas.write_text(item.label_column, item.label, "")
    for crowd in row.groups:
        canvas.write_text(crowd.column, str(crowd.event_count), "bold")
    line.append(" " * (indent - line.cell_len))
    line.append_text(canvas.build_text())


class LineCanvas:
    """One line of cells; texts written later overwrite earlier ones.

    A text takes the cells that it takes as a whole, which a flag or a family does not letter by
    letter.
    """

    def __init__(self) -> None:
        self.cells: list[tuple[str, str]] = []

    def write_text(self, column: int, text: str, style: str) -> None:
        """Write a text from a column on."""
        width = cell_len(text)
        self.cells += [(" ", "")] * (column + width - len(self.cells))
        if width:
            self.cells[column : column + width] = [(text, style), *[("", style)] * (width - 1)]

    def build_text(self) -> Text:
        """Build the line as text."""
        line = Text(no_wrap=True)
        for character, style in self.cells:
            line.append(character, style)
        return line


def draw_mark(item: ChartMark) -> str:
    """Draw a mark from its first to its last column, its end to an eighth of a column."""
    first, last = item.columns
    length = last - first + 1
    if item.point_columns:
        return "".join(
            _SIGN_GLYPHS[item.sign] if column in item.point_columns else " "
            for column in range(first, last + 1)
        )
    if item.sign in _POINT_SIGNS or (item.is_possible and length == 1):
        return _SIGN_GLYPHS[item.sign]
    dotted = item.sign is ChartSign.DAY_RANGE
    body = (
        _DAY_RANGE_GLYPH if dotted else _POSSIBLE_BAR_GLYPH if item.is_possible else _BAR_GLYPH
    ) * length
    eighths = round((item.end - int(item.end)) * 8)
    if not (dotted or item.is_possible or item.right_end) and 0 < eighths < 8 and length > 1:
        body = body[:-1] + EIGHTH_BLOCKS[eighths]
    if item.left_end:
        body = _SIGN_GLYPHS[item.left_end] + body[1:]
    if item.right_end:
        body = body[:-1] + _SIGN_GLYPHS[item.right_end]
    return body


def _render_density(report: ChartReport, indent: int) -> Text:
    most = max(report.events_per_column)
    scale = "".join(
        _DENSITY_GLYPHS[-(-number * (len(_DENSITY_GLYPHS) - 1) // most)] if number else " "
        for number in report.events_per_column
    )
    return Text(" " * indent + scale.rstrip(), style="dim", no_wrap=True)


def _render_axis(axis: TimeAxis | LogAxis, indent: int) -> list[Text]:
    """Render the axis with its ticks and gaps, their labels, and what the gaps leave out."""
    line = list(_AXIS_GLYPH * axis.width)
    for tick in axis.ticks:
        line[tick.column] = _TICK_GLYPH
    for gap in axis.gaps:
        line[gap.column : gap.column + GAP_WIDTH] = f" {_GAP_GLYPHS}"
    labels = Text(" " * indent, no_wrap=True)
    for tick in axis.ticks:
        labels.append(" " * (indent + tick.column - labels.cell_len))
        labels.append(tick.label)
    lines = [Text(" " * indent + "".join(line), style="dim", no_wrap=True), labels]
    if axis.gaps:
        hidden = ", ".join(gap.label for gap in axis.gaps)
        lines.append(Text(f"{' ' * indent}{_GAP_GLYPHS} {hidden} left out", style="dim"))
    return lines


def _split_name(name: str, width: int) -> list[str]:
    """Split a name into at most two pieces that fit the width."""
    head = wrap_text(name, width)[0]
    rest = name[len(head) :].strip()
    return [head, truncate_text(rest, width)] if rest else [head]
