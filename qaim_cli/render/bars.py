"""Counts as bars: a name, a bar to the eighth of a column, and the number."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.colors import color_of
from qaim_cli.render.screen import EIGHTHS, Screen, footer, heading
from qaim_cli.reports.counts import Amount, Bar, Counts
from qaim_cli.text import broken, cells

_FULL, _DOUBT = "█", "░"
_SHORTEST = 4
"""The columns that bars need beside their names, at least."""
_ASCII = str.maketrans(EIGHTHS[1:] + _FULL + _DOUBT, "#" * (len(EIGHTHS) - 1) + "#.")


def bars(report: Counts, screen: Screen) -> RenderableType:
    """The counts between their heading and their footer."""
    sheet = report.sheet
    parts: list[RenderableType] = [heading(sheet.title, sheet.question), Text()]
    if not report.bars:
        parts.append(Padding(Text(sheet.empty), (0, 0, 0, 2)))
    names = min(max((cells(bar.name) for bar in report.bars), default=0), screen.width // 2)
    numbers = max((cells(str(bar.amount)) for bar in report.bars), default=0)
    room = screen.width - names - numbers - 4
    if room < _SHORTEST:
        names, room = 0, max(1, screen.width - numbers - 4)
    most = max((_drawn(bar.amount) for bar in report.bars if not bar.apart), default=0) or 1
    for bar in report.bars:
        color = color_of(bar.name, screen.theme) if report.labels and not bar.apart else ""
        drawing = _drawing(bar, room, most, color or "green", screen)
        parts += _beside(bar, names, drawing) if names else _below(bar, drawing)
    return Group(*parts, Text(), footer(sheet.footer))


def _beside(bar: Bar, names: int, drawing: Text) -> list[Text]:
    """The bar beside its name, in as many lines as the name needs."""
    pieces = [" " * (names - cell_len(piece)) + piece for piece in broken(bar.name, names)]
    first, *rest = (Text(piece, style=_style(bar), no_wrap=True) for piece in pieces)
    return [Text("  ", no_wrap=True).join([first, drawing]), *rest]


def _below(bar: Bar, drawing: Text) -> list[Text]:
    """The bar below its name, where the screen is too narrow for both."""
    return [Text(bar.name, style=_style(bar)), *([Text("  ") + drawing] if drawing else [])]


def _style(bar: Bar) -> str:
    return "dim" if bar.apart else ""


def _drawing(bar: Bar, room: int, most: float, color: str, screen: Screen) -> Text:
    """The bar, as far as it may reach, and its number; empty for a run of empty units."""
    line = Text()
    filled = _bar(min(bar.amount.low / most, 1), room)
    doubt = max(0, round(min(_drawn(bar.amount) / most, 1) * room) - len(filled))
    for part, style in ((filled, color), (_DOUBT * doubt, "yellow")):
        line.append(part.translate(_ASCII) if screen.ascii else part, style)
    if not (bar.apart and not bar.amount.high):
        line.append(f"{' ' if line else ''}{bar.amount}", style=_style(bar) or "bold")
    return line


def _bar(share: float, room: int) -> str:
    eighths = round(share * room * 8)
    partial = EIGHTHS[eighths % 8] if eighths % 8 else ""
    return _FULL * (eighths // 8) + partial or ("▏" if share > 0 else "")


def _drawn(amount: Amount) -> float:
    """How long an amount's bar is; without an upper bound, a tenth beyond its lower one."""
    return amount.low * 1.1 if amount.high == float("inf") else amount.high
