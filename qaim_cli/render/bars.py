"""Bar charts of counts: a name, a bar drawn to an eighth of a column, and the number."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.colors import choose_color
from qaim_cli.render.screen import EIGHTH_BLOCKS, ScreenSettings, render_footer, render_view_heading
from qaim_cli.reports.counts import CountBar, CountReport, NumberRange
from qaim_cli.text import measure_width, wrap_text

_FULL_GLYPH, _DOUBT_GLYPH = "█", "░"
_MIN_BAR_WIDTH = 4
"""The columns that bars need beside their names, at least."""
_ASCII_GLYPHS = str.maketrans(
    EIGHTH_BLOCKS[1:] + _FULL_GLYPH + _DOUBT_GLYPH, "#" * (len(EIGHTH_BLOCKS) - 1) + "#."
)


def render_bars(report: CountReport, screen: ScreenSettings) -> RenderableType:
    """Render counts as bars, between their heading and their footer."""
    table = report.table
    parts = render_view_heading(table.title, table.heading, screen)
    if not report.bars:
        parts.append(Padding(Text(table.empty_message), (0, 0, 0, 2)))
    names = min(max((measure_width(bar.name) for bar in report.bars), default=0), screen.width // 2)
    numbers = max((measure_width(str(bar.amount)) for bar in report.bars), default=0)
    room = screen.width - names - numbers - 4
    if room < _MIN_BAR_WIDTH:
        names, room = 0, max(1, screen.width - numbers - 4)
    most = (
        max((_get_bar_length(bar.amount) for bar in report.bars if not bar.is_separate), default=0)
        or 1
    )
    for bar in report.bars:
        color = (
            choose_color(bar.name, screen.theme)
            if report.is_by_label and not bar.is_separate
            else ""
        )
        drawing = _draw_bar_and_number(bar, room, most, color or "green", screen)
        parts += (
            _place_beside_name(bar, names, drawing) if names else _place_below_name(bar, drawing)
        )
    return Group(*parts, Text(), render_footer(table.footer))


def _place_beside_name(bar: CountBar, names: int, drawing: Text) -> list[Text]:
    """Place the bar beside its name, on as many lines as the name needs."""
    pieces = [" " * (names - cell_len(piece)) + piece for piece in wrap_text(bar.name, names)]
    first, *rest = (Text(piece, style=_choose_style(bar), no_wrap=True) for piece in pieces)
    return [Text("  ", no_wrap=True).join([first, drawing]), *rest]


def _place_below_name(bar: CountBar, drawing: Text) -> list[Text]:
    """Place the bar below its name, for screens too narrow for both."""
    return [Text(bar.name, style=_choose_style(bar)), *([Text("  ") + drawing] if drawing else [])]


def _choose_style(bar: CountBar) -> str:
    return "dim" if bar.is_separate else ""


def _draw_bar_and_number(
    bar: CountBar, room: int, most: float, color: str, screen: ScreenSettings
) -> Text:
    """Draw a bar and its number; empty for a run of empty units."""
    line = Text()
    filled = _draw_bar(min(bar.amount.low / most, 1), room)
    doubt = max(0, round(min(_get_bar_length(bar.amount) / most, 1) * room) - len(filled))
    for part, style in ((filled, color), (_DOUBT_GLYPH * doubt, "yellow")):
        line.append(part.translate(_ASCII_GLYPHS) if screen.is_ascii else part, style)
    if not (bar.is_separate and not bar.amount.high):
        line.append(f"{' ' if line else ''}{bar.amount}", style=_choose_style(bar) or "bold")
    return line


def _draw_bar(share: float, room: int) -> str:
    eighths = round(share * room * 8)
    partial = EIGHTH_BLOCKS[eighths % 8] if eighths % 8 else ""
    return _FULL_GLYPH * (eighths // 8) + partial or ("▏" if share > 0 else "")


def _get_bar_length(amount: NumberRange) -> float:
    """Return a bar's length; without an upper bound, a tenth more than its lower one."""
    return amount.low * 1.1 if amount.high == float("inf") else amount.high
