"""The chart painted: names, marks and labels in rows, the axis below, how dense it is above."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from qaim_cli.render.colors import color_of
from qaim_cli.render.screen import EIGHTHS, Screen, footer, heading, legend
from qaim_cli.reports.axis import GAP_WIDTH, Axis
from qaim_cli.reports.chart import Chart, Item, Lane, Row, Sign
from qaim_cli.text import broken, fitted

_LEVELS = " ▁▂▃▄▅▆▇█"
_BAR, _HOLLOW, _DOTS = "█", "▒", "┈"
_SIGNS = {
    Sign.POINT: "●",
    Sign.BAR: "██",
    Sign.DOTS: "┈┈",
    Sign.POSSIBLE: "○",
    Sign.SOFT: "◌",
    Sign.FADING: "░",
    Sign.BACK: "◀",
    Sign.OPEN: "▶",
    Sign.UNKNOWN: "?",
    Sign.CROWD: "n",
}
_POINTS = (Sign.POINT, Sign.SOFT, Sign.UNKNOWN)
_LEGEND = {Sign.POSSIBLE: "○ ▒"}
"""What the legend shows for a sign that looks different as a point and as a bar."""
_STYLES = {
    Sign.POINT: "green",
    Sign.BAR: "magenta",
    Sign.DOTS: "yellow",
    Sign.POSSIBLE: "yellow",
    Sign.SOFT: "yellow",
    Sign.FADING: "magenta",
    Sign.BACK: "magenta",
    Sign.OPEN: "magenta",
    Sign.UNKNOWN: "magenta",
    Sign.CROWD: "bold",
}
_TICK, _LINE, _CUT = "┬", "─", "╱╱"
_ASCII = str.maketrans("▏▎▍▌▋▊▉█▒┈●○◌▶◀░┬─╱▁▂▃▄▅▆▇", "#######=%.*o~><~+-/.......")


def chart(report: Chart, screen: Screen) -> RenderableType:
    """The chart between its heading and its footer."""
    parts: list[RenderableType] = [heading(report.title, report.question), Text()]
    if report.axis is None:
        parts.append(Text(f"  {report.empty}"))
    else:
        parts += _body(report, report.axis, screen)
    return Group(*parts, Text(), footer(report.footer))


def _body(report: Chart, axis: Axis, screen: Screen) -> list[Text]:
    indent = report.names + 2 if report.names else 0
    lines: list[Text] = [_density(report, indent)]
    for lane in report.lanes:
        lines += _lane(lane, report, indent, screen)
    lines += _axis(axis, indent)
    told = [(_LEGEND.get(sign, _SIGNS[sign]), str(sign), _STYLES[sign]) for sign in report.legend]
    lines += [Text(), *legend(told, screen)]
    if screen.ascii:
        for line in lines:
            line.plain = line.plain.translate(_ASCII)
    return lines


def _lane(lane: Lane, report: Chart, indent: int, screen: Screen) -> list[Text]:
    """The rows of a lane in its name's colour, the name beside the first and running on below."""
    names = _cut(lane.name, report.names) if indent else []
    color = color_of(lane.name, screen.theme) if indent else ""
    lines = []
    for index in range(max(len(lane.rows), len(names))):
        line = Text(no_wrap=True)
        if index < len(names):
            line.append(names[index], f"bold {color}")
        if index < len(lane.rows):
            _paint(line, lane.rows[index], indent, color)
        lines.append(line)
    return lines


def _paint(line: Text, row: Row, indent: int, color: str) -> None:
    """Adds the marks, labels and numbers of a row at their columns, a label over its own mark."""
    canvas = _Canvas()
    for item in row.items:
        first, last = item.columns
        for column, character in enumerate(_mark(item), start=first):
            canvas.write(column, character, color or _STYLES[item.sign])
        if first < item.label_column < last and item.label:
            canvas.write(item.label_column - 1, f" {item.label} ", "")
        elif item.label:
            canvas.write(item.label_column, item.label, "")
    for crowd in row.crowds:
        canvas.write(crowd.column, str(crowd.number), "bold")
    line.append(" " * (indent - line.cell_len))
    line.append_text(canvas.text())


class _Canvas:
    """One line of cells to write texts on at any column; what is written last stands.

    A text takes the cells that it takes as a whole, which a flag or a family does not letter by
    letter.
    """

    def __init__(self) -> None:
        self.cells: list[tuple[str, str]] = []

    def write(self, column: int, text: str, style: str) -> None:
        """Writes a text from a column on."""
        width = cell_len(text)
        self.cells += [(" ", "")] * (column + width - len(self.cells))
        if width:
            self.cells[column : column + width] = [(text, style), *[("", style)] * (width - 1)]

    def text(self) -> Text:
        """The line as text."""
        line = Text(no_wrap=True)
        for character, style in self.cells:
            line.append(character, style)
        return line


def _mark(item: Item) -> str:
    """The mark of an item, from its first column to its last, its end to the eighth."""
    first, last = item.columns
    length = last - first + 1
    if item.stops:
        return "".join(
            _SIGNS[item.sign] if column in item.stops else " " for column in range(first, last + 1)
        )
    if item.sign in _POINTS or (item.hollow and length == 1):
        return _SIGNS[item.sign]
    dotted = item.sign is Sign.DOTS
    body = (_DOTS if dotted else _HOLLOW if item.hollow else _BAR) * length
    eighths = round((item.end - int(item.end)) * 8)
    if not (dotted or item.hollow or item.right) and 0 < eighths < 8 and length > 1:
        body = body[:-1] + EIGHTHS[eighths]
    if item.left:
        body = _SIGNS[item.left] + body[1:]
    if item.right:
        body = body[:-1] + _SIGNS[item.right]
    return body


def _density(report: Chart, indent: int) -> Text:
    most = max(report.density)
    scale = "".join(
        _LEVELS[-(-number * (len(_LEVELS) - 1) // most)] if number else " "
        for number in report.density
    )
    return Text(" " * indent + scale.rstrip(), style="dim", no_wrap=True)


def _axis(axis: Axis, indent: int) -> list[Text]:
    """The line of the axis with its ticks and cuts, the ticks' labels, and what the cuts hide."""
    line = list(_LINE * axis.width)
    for tick in axis.ticks:
        line[tick.column] = _TICK
    for gap in axis.gaps:
        line[gap.column : gap.column + GAP_WIDTH] = f" {_CUT}"
    labels = Text(" " * indent, no_wrap=True)
    for tick in axis.ticks:
        labels.append(" " * (indent + tick.column - labels.cell_len))
        labels.append(tick.label)
    lines = [Text(" " * indent + "".join(line), style="dim", no_wrap=True), labels]
    if axis.gaps:
        hidden = ", ".join(gap.label for gap in axis.gaps)
        lines.append(Text(f"{' ' * indent}{_CUT} {hidden} left out", style="dim"))
    return lines


def _cut(name: str, width: int) -> list[str]:
    """The name in at most two pieces of the width."""
    head = broken(name, width)[0]
    rest = name[len(head) :].strip()
    return [head, fitted(rest, width)] if rest else [head]
