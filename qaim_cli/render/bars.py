"""Counts as bars: a name, a bar to the eighth of a column, and the number."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from qaim_cli.render.screen import Screen, footer, heading
from qaim_cli.reports.counts import Amount, Bar, Counts

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL, _DOUBT = "█", "░"
_ASCII = str.maketrans(_EIGHTHS[1:] + _FULL + _DOUBT, "#" * (len(_EIGHTHS) - 1) + "#.")


def bars(report: Counts, screen: Screen) -> RenderableType:
    """The counts between their heading and their footer."""
    sheet = report.sheet
    parts: list[RenderableType] = [heading(sheet.title, sheet.question), Text()]
    if not report.bars:
        parts.append(Padding(Text(sheet.empty), (0, 0, 0, 2)))
    names = min(max((cell_len(bar.name) for bar in report.bars), default=0), screen.width // 2)
    numbers = max((cell_len(str(bar.amount)) for bar in report.bars), default=0)
    room = max(4, screen.width - names - numbers - 4)
    most = max((_drawn(bar.amount) for bar in report.bars if not bar.apart), default=0) or 1
    for bar in report.bars:
        parts += _rows(bar, names, room, most, screen)
    return Group(*parts, Text(), footer(sheet.footer))


def _rows(bar: Bar, names: int, room: int, most: float, screen: Screen) -> list[Text]:
    """The bar in as many lines as its name needs."""
    style = "dim" if bar.apart else ""
    first, *rest = _cut(bar.name, names)
    line = Text(no_wrap=True)
    line.append(first.rjust(names + len(first) - cell_len(first)), style=style)
    line.append("  ")
    low = min(bar.amount.low / most, 1)
    filled = _bar(low, room)
    line.append(filled.translate(_ASCII) if screen.ascii else filled, style="green")
    doubt = round(min(_drawn(bar.amount) / most, 1) * room) - len(filled)
    if doubt > 0:
        line.append(
            (_DOUBT * doubt).translate(_ASCII) if screen.ascii else _DOUBT * doubt, "yellow"
        )
    if not (bar.apart and not bar.amount.high):
        space = " " if len(filled) + max(doubt, 0) else ""
        line.append(f"{space}{bar.amount}", style=style or "bold")
    return [line, *(Text(part.rjust(names), style=style) for part in rest)]


def _bar(share: float, room: int) -> str:
    eighths = round(share * room * 8)
    partial = _EIGHTHS[eighths % 8] if eighths % 8 else ""
    return _FULL * (eighths // 8) + partial or ("▏" if share > 0 else "")


def _drawn(amount: Amount) -> float:
    """How long an amount's bar is; without an upper bound, a tenth beyond its lower one."""
    return amount.low * 1.1 if amount.high == float("inf") else amount.high


def _cut(name: str, width: int) -> list[str]:
    """The name in pieces of the width, broken at spaces where there are any."""
    pieces, line = [], ""
    for character in name:
        if cell_len(line + character) > width:
            head, space, tail = line.rpartition(" ")
            pieces.append(head if space else line)
            line = tail if space else ""
        line += character
    return [*pieces, line]
