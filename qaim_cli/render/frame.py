"""The frame painted: the lines of a screen, each with its styles, and as wide as the screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from qaim_cli.explore.frame import EventLine, Frame, FrameRow
from qaim_cli.explore.layout import MIN_COLUMNS, MIN_LINES
from qaim_cli.explore.scene import SceneLane
from qaim_cli.explore.view import Pane
from qaim_cli.render.chart import LineCanvas, draw_mark
from qaim_cli.render.colors import choose_color
from qaim_cli.render.screen import ScreenSettings, convert_to_ascii
from qaim_cli.reports.axis import abbreviate_number
from qaim_cli.text import clean_text, truncate_text, wrap_text

LEVEL_GLYPHS = " ▁▂▃▄▅▆▇█"
_VAGUE_GLYPH = "░"
_CURSOR_GLYPH, _OTHER_CURSOR_GLYPH = "▸", "▹"
_AXIS_GLYPH, _TICK_GLYPH, _EXTENT_GLYPH, _ANCHOR_GLYPH, _COLUMN_GLYPH = "─", "┬", "━", "▲", "┃"
_RULE_GLYPH, _ACTIVE_RULE_GLYPH, _JOINT_GLYPH, _BORDER_GLYPH = "─", "━", "┬", "│"
_ASCII_GLYPHS = str.maketrans(
    "▁▂▃▄▅▆▇█░▸▹─┬━▲┃│▏▎▍▌▋▊▉▒┈●○◌▶◀¶↑↓←", ".:-=+*%#~>>-+=^||#######=.*o~><P^v<"
)
_STYLES = {
    "density": "green",
    "vague": "dim yellow",
    "axis": "dim",
    "extent": "bold",
    "date": "cyan",
    "actors": "dim",
    "label": "cyan",
    "rule": "dim",
    "active": "bold",
    "chosen": "reverse",
    "fault": "red",
}
_MIN_ACTOR_COLUMNS = 60
"""How wide a list must be, in columns, to say who took part."""


def list_signs() -> Iterator[tuple[str, str]]:
    """List the signs above the lanes with their meanings."""
    yield "█ ▄ ▁", "how many events begin in the column"
    yield _VAGUE_GLYPH, "events that may as well have begun in another column"
    of_event = f"{_ANCHOR_GLYPH} {_EXTENT_GLYPH}"
    yield of_event, "the event under the cursor, and the days it may have lasted"


def render_frame(frame: Frame, screen: ScreenSettings) -> list[Text]:
    """Paint every line of the screen, from the top."""
    layout = frame.layout
    if layout.is_too_small:
        note = f"too small: {MIN_COLUMNS}x{MIN_LINES} is the least"
        lines = [Text(truncate_text(note, layout.width))]
    else:
        lines = [
            *_render_head(frame),
            *_render_density(frame),
            *_render_axis(frame),
            *(_render_lane(lane, index, frame, screen) for index, lane in enumerate(frame.lanes)),
            *_render_rule(frame),
            *_render_panes(frame),
            *_render_foot(frame),
        ]
        if frame.prompt and (fault := frame.prompt.fault):
            lines[-1] = Text(fault[-1], _STYLES["fault"])
            _write_above(lines, [Text(line, _STYLES["fault"]) for line in fault[:-1]])
        elif not frame.prompt:
            _write_above(lines, [Text(line) for line in _wrap_message(frame)[:-1]])
    lines += [Text()] * (layout.height - len(lines))
    return [fit_line(line.copy(), layout.width, screen) for line in lines]


def _write_above(lines: list[Text], others: list[Text]) -> None:
    """Put other lines in the place of those above the last two."""
    shown = others[: len(lines) - 2]
    lines[-2 - len(shown) : -2] = shown


def _wrap_message(frame: Frame) -> list[str]:
    return wrap_text(frame.message, frame.layout.width)


def fit_line(line: Text, width: int, screen: ScreenSettings) -> Text:
    """Make a line as wide as the screen, without what could steer a terminal."""
    line.plain = clean_text(line.plain.replace("\t", " ").replace("\n", " "))
    if screen.is_ascii:
        line.plain = to_ascii(line.plain)
    line.truncate(width, pad=True)
    # Rich leaves the style of a whole text to who prints it.
    line.stylize_before(line.style)
    return line


def to_ascii(text: str) -> str:
    """The text in ASCII, each character as wide as it was; what has no likeness is a `?`."""
    text = convert_to_ascii(text).translate(_ASCII_GLYPHS)
    if text.isascii():
        return text
    return "".join(each if each.isascii() else "?" * cell_len(each) for each in text)


def _render_head(frame: Frame) -> Iterator[Text]:
    if not frame.layout.head:
        return
    counts = " · ".join(frame.counts)
    room = frame.layout.width - cell_len(counts) - 2
    line = Text(truncate_text(frame.title, room), style="bold")
    for term in frame.question:
        left = room - line.cell_len - 3
        if left < 4:
            break
        line.append(" · ", "dim").append(truncate_text(term, left), "not bold")
    yield _join_ends(line, Text(counts, "dim"), frame.layout.width)


def _join_ends(left: Text, right: Text, width: int) -> Text:
    """Two texts at the ends of a line; the right one gives way."""
    gap = width - left.cell_len - right.cell_len
    if gap < 1:
        return left
    return Text().append_text(left).append(" " * gap).append_text(right)


def _render_density(frame: Frame) -> Iterator[Text]:
    """The columns as blocks, shaded above what is placed where it is only vague."""
    rows, density = frame.layout.density, frame.density
    peak = density.peak or 1
    levels = len(LEVEL_GLYPHS) - 1
    scale = rows * levels / peak
    for row in range(rows):
        line = Text().append(_describe_scale(frame, row).ljust(frame.layout.gutter), "dim")
        base = (rows - 1 - row) * levels
        for column, (placed, vague) in enumerate(zip(density.placed, density.vague, strict=True)):
            level = min(-int(-placed * scale // 1), rows * levels) - base
            total = -int(-(placed + vague) * scale // 1) - base
            glyph, style = " ", "density"
            if level > 0:
                glyph = LEVEL_GLYPHS[min(level, levels)]
            elif total > 0:
                glyph, style = _VAGUE_GLYPH, "vague"
            chosen = " reverse" if column == frame.column else ""
            line.append(glyph, f"{_STYLES[style]}{chosen}")
        yield line


def _describe_scale(frame: Frame, row: int) -> str:
    """What stands beside the density: the fullest column, and what began before the first."""
    if not frame.layout.gutter:
        return ""
    density = frame.density
    notes = [f"max {_format_amount(density.peak)}"] if density.peak else []
    if density.earlier:
        notes.append(f"{abbreviate_number(density.earlier)} earlier")
    return truncate_text(notes[row], frame.layout.gutter - 1) if row < len(notes) else ""


def _format_amount(amount: float) -> str:
    return abbreviate_number(round(amount)) if amount >= 0.95 else f"{amount:.1g}"


def _render_axis(frame: Frame) -> Iterator[Text]:
    """The line of the axis, on which the event under the cursor stands, and the labels below."""
    axis, gutter = frame.axis, frame.layout.gutter
    line = [(_AXIS_GLYPH, "axis")] * axis.width
    for tick in axis.ticks:
        line[tick.column] = (_TICK_GLYPH, "axis")
    if frame.event_columns:
        first, last, anchor = frame.event_columns
        line[first : last + 1] = [(_EXTENT_GLYPH, "extent")] * (last + 1 - first)
        line[anchor] = (_ANCHOR_GLYPH, "extent")
    if frame.column is not None:
        line[frame.column] = (_COLUMN_GLYPH, "chosen")
    drawn = Text(" " * gutter)
    for glyph, style in line:
        drawn.append(glyph, _STYLES[style])
    yield drawn
    labels = LineCanvas()
    for tick in axis.ticks:
        labels.write_text(gutter + tick.column, tick.label, "")
    yield labels.build_text()


def _render_lane(lane: SceneLane, index: int, frame: Frame, screen: ScreenSettings) -> Text:
    """A lane on one line: marks, and levels in the columns where several events begin."""
    color = choose_color(lane.name, screen.theme)
    canvas = LineCanvas()
    gutter = frame.layout.gutter
    cursor = _CURSOR_GLYPH if index == frame.lane else " "
    if gutter:
        name = truncate_text(lane.name, gutter - 3)
        style = f"bold {color}" if index != frame.lane else f"bold reverse {color}"
        canvas.write_text(0, cursor, "bold")
        canvas.write_text(2, name, style)
    for mark in lane.marks:
        for offset, glyph in enumerate(draw_mark(mark)):
            if glyph != " ":
                canvas.write_text(gutter + mark.columns[0] + offset, glyph, color)
    most = max(lane.crowds.values(), default=1)
    for column, count in lane.crowds.items():
        level = -int(-count * (len(LEVEL_GLYPHS) - 1) // most)
        canvas.write_text(gutter + column, LEVEL_GLYPHS[level], color)
    if not gutter and index == frame.lane:
        canvas.write_text(0, cursor, "bold")
    return canvas.build_text()


def _render_rule(frame: Frame) -> Iterator[Text]:
    """Draw the rule above the panes, heavy over the one with the keys, and the cursor's rank."""
    layout = frame.layout
    if not layout.rule:
        return
    line = Text()
    if layout.list_width:
        _append_rule(line, layout.list_width, frame.position, active=frame.pane is Pane.LIST)
    if layout.list_width and layout.event_width:
        line.append(_JOINT_GLYPH, _STYLES["rule"])
    if layout.event_width:
        _append_rule(line, layout.event_width, "", active=frame.pane is Pane.EVENT)
    yield line


def _append_rule(line: Text, width: int, note: str, *, active: bool) -> None:
    glyph, style = (_ACTIVE_RULE_GLYPH, "active") if active else (_RULE_GLYPH, "rule")
    note = f" {note} " if note and cell_len(note) + 6 <= width else ""
    line.append(glyph * (width - cell_len(note) - 2 * bool(note)), _STYLES[style])
    if note:
        line.append(note, _STYLES["rule"]).append(glyph * 2, _STYLES[style])


def _render_panes(frame: Frame) -> Iterator[Text]:
    """The list, and the event beside it."""
    layout = frame.layout
    for number in range(layout.rows):
        line = Text()
        if layout.list_width:
            if number < len(frame.rows):
                line.append_text(_render_row(frame.rows[number], frame))
            elif number == 0 and frame.empty_message:
                line.append(f"  {frame.empty_message}")
            line.truncate(layout.list_width, pad=True)
        elif number == 0 and frame.empty_message:
            line.append(f"  {frame.empty_message}")
        if layout.list_width and layout.event_width:
            line.append(_BORDER_GLYPH, _STYLES["rule"])
        if layout.event_width and number < len(frame.event_lines):
            line.append_text(_render_event_line(frame.event_lines[number], frame))
        yield line


def _render_row(row: FrameRow, frame: Frame) -> Text:
    """An event of the list in columns, marked if the cursor is on it."""
    width = frame.layout.list_width
    has_actors = width >= _MIN_ACTOR_COLUMNS
    date_width = 10 if width < 50 else 18 if width < 90 else 22 if width < 120 else 34
    room = width - 2 - date_width - 1
    actor_width = room // 3 if has_actors else 0
    title_width = room - actor_width - bool(actor_width)
    active = frame.pane is Pane.LIST
    cursor = (_CURSOR_GLYPH if active else _OTHER_CURSOR_GLYPH) if row.is_cursor else " "
    line = Text(f"{cursor} ")
    for text, columns, style in (
        (row.date, date_width, "date"),
        (row.title, title_width, ""),
        (row.actors, actor_width, "actors"),
    ):
        if columns:
            cell = Text(truncate_text(text, columns), _STYLES.get(style, ""))
            cell.truncate(columns, pad=True)
            line.append_text(cell).append(" ")
    line.right_crop(max(0, line.cell_len - width))
    if row.is_cursor:
        line.stylize("not dim default reverse" if active else "bold not dim")
    return line


def _render_event_line(line: EventLine, frame: Frame) -> Text:
    width = frame.layout.event_width
    chosen = frame.field is not None and line.field == frame.field
    text = Text(" " if not chosen else _CURSOR_GLYPH)
    if line.is_title:
        return text.append(line.text, "bold")
    if line.field >= 0 and width >= 36:
        text.append(line.label.ljust(12), _STYLES["label"])
    text.append(line.text, "reverse" if chosen else "")
    return text


def _render_foot(frame: Frame) -> Iterator[Text]:
    """What is typed or said, and the command."""
    width = frame.layout.width
    if frame.prompt:
        label, (text, cursor), _, examples = frame.prompt
        line = Text(label, "bold").append(text + " ", "not bold")
        if not text:
            line.append(examples, "not bold dim")
        line.stylize("reverse", len(label) + cursor, len(label) + cursor + 1)
        hidden = max(0, cell_len(label + text[:cursor]) + 1 - width)
        yield line[hidden:] if hidden else line
    else:
        yield Text(_wrap_message(frame)[-1] or truncate_text(frame.hints, width))
    yield _render_command(frame)


def _render_command(frame: Frame) -> Text:
    width = frame.layout.width
    hint = "? keys" if frame.layout.gutter else ""
    line = Text("$ ", style="bold").append(
        truncate_text(frame.command, width - 3 - len(hint)), "not bold"
    )
    return _join_ends(line, Text(hint, "dim"), width)
