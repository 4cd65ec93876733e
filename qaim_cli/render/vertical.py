"""The vertical timeline painted: dates, lanes, signs and titles, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from qaim_cli.render.screen import NARROW, Screen, footer, heading, legend
from qaim_cli.reports.vertical import Edge, Gap, Heading, Lane, Mark, Sign, Vertical

_LANES = {
    Lane.EMPTY: "  ",
    Lane.BEGIN: "╭─",
    Lane.BEGIN_SOFT: "░─",
    Lane.RUN: "│ ",
    Lane.RUN_UNKNOWN: "┊ ",
    Lane.RUN_DOTTED: "· ",
    Lane.END: "╰─",
    Lane.END_SOFT: "░─",
    Lane.ONWARD: "▼ ",
    Lane.ONWARD_UNKNOWN: "? ",
    Lane.UPWARD: "▲ ",
}
_CROSSED = {Lane.EMPTY: "──", Lane.RUN: "┼─", Lane.RUN_UNKNOWN: "┼─", Lane.RUN_DOTTED: "·─"}
_SIGNS = {
    Sign.EVENT: "●",
    Sign.VAGUE: "◌",
    Sign.POSSIBLE: "○",
    Sign.BEGIN: "╭",
    Sign.END: "╰",
    Sign.GROUP: "≡",
}
_GAP = "⋮"
_ASCII = str.maketrans("╭╰─│┊·░▼▲┼●◌○⋮≡", "+`-|:.~v^+*~o:#")
_STYLES = {
    Sign.EVENT: "green",
    Sign.VAGUE: "yellow",
    Sign.POSSIBLE: "yellow",
    Sign.BEGIN: "magenta",
    Sign.END: "magenta",
    Sign.GROUP: "bold",
}
_WIDEST_DATE = 24


@dataclass(frozen=True, slots=True)
class VerticalView:
    """A vertical timeline that lays itself out for the width it is given."""

    report: Vertical
    screen: Screen

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the drawing."""
        report = self.report
        yield heading(report.title, report.question)
        if not report.rows:
            yield Text(f"\n  {report.empty}\n")
        else:
            yield Text()
            layout = _Layout(report, self.screen, console)
            for row in report.rows:
                yield from layout.lines(row)
            yield Text()
            yield from self._legend()
        yield footer(report.footer)

    def _legend(self) -> list[Text]:
        told = [
            (
                _drawn(_glyph(sign, reverse=self.report.reverse), self.screen),
                str(sign),
                _style(sign),
            )
            for sign in self.report.legend
        ]
        return legend(told, self.screen)


def _glyph(sign: Sign | Lane, *, reverse: bool) -> str:
    """The sign as it is drawn; what begins upward ends as what begins downward begins."""
    if isinstance(sign, Lane):
        return _LANES[sign][0]
    if reverse and sign in _TURNED:
        sign = _TURNED[sign]
    return _SIGNS[sign]


_TURNED = {Sign.BEGIN: Sign.END, Sign.END: Sign.BEGIN}


def _style(sign: Sign | Lane) -> str:
    return _STYLES[sign] if isinstance(sign, Sign) else "magenta"


class _Layout:
    """Where the columns of one drawing stand."""

    def __init__(self, report: Vertical, screen: Screen, console: Console) -> None:
        self.screen = screen
        self.console = console
        marks = [row for row in report.rows if isinstance(row, Mark)]
        dates = max((cell_len(mark.when) for mark in marks), default=0)
        self.stacked = screen.width < NARROW
        self.dates = 0 if self.stacked else min(dates, _WIDEST_DATE)
        self.lanes = max(len(row.lanes) for row in report.rows)

    def lines(self, row: Heading | Gap | Mark | Edge) -> Iterator[RenderableType]:
        match row:
            case Heading(text, lanes):
                year = Text(text, style="bold")
                if cell_len(text) > self.dates:
                    yield year
                else:
                    year.pad_right(self.dates - cell_len(text))
                    yield self._line(year, lanes, Text())
            case Gap(text, lanes):
                gap = Text(f"{_drawn(_GAP, self.screen)} {text}" if text else "", style="dim")
                for line in self._wrapped(gap, self._room()) or [gap]:
                    yield self._line(Text(), lanes, line)
            case Edge(lanes):
                yield self._line(Text(), lanes, Text())
            case _:
                yield from self._mark(row)

    def _mark(self, mark: Mark) -> Iterator[Text]:
        style = _STYLES[mark.sign]
        title = Text(mark.text)
        if mark.sign is Sign.END:
            title = Text.assemble(("ends: ", "magenta"), (mark.text, "dim"))
        if self.stacked:
            title = Text.assemble((f"{mark.when}  ", "cyan"), title)
        room = self._room()
        titles = self._wrapped(title, room)
        dates = self._wrapped(Text(mark.when, style="cyan"), self.dates) if self.dates else []
        sign = Text(_drawn(self._sign(mark), self.screen), style=style)
        height = max(len(titles), len(dates))
        for index in range(height):
            date = dates[index] if index < len(dates) else Text()
            text = titles[index] if index < len(titles) else Text()
            lanes = mark.lanes if index == 0 else mark.below
            yield self._line(date, lanes, text, sign if index == 0 else Text(" "))

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        lines = list(text.wrap(self.console, width))
        for line in lines:
            line.rstrip()
        return lines

    def _sign(self, mark: Mark) -> str:
        lane = any(lane in _TURNS for lane in mark.lanes)
        if mark.sign in (Sign.BEGIN, Sign.END):
            return "─" if lane else _SIGNS[mark.sign]
        return _SIGNS[mark.sign]

    def _room(self) -> int:
        """The columns that titles may take."""
        return max(4, self.screen.width - self._indent())

    def _indent(self) -> int:
        return (self.dates + 2 if self.dates else 0) + 2 * self.lanes + 2

    def _line(
        self, date: Text, lanes: tuple[Lane, ...], text: Text, sign: Text | None = None
    ) -> Text:
        line = Text(no_wrap=True, overflow="crop")
        if self.dates:
            line.append(" " * max(0, self.dates - date.cell_len))
            line.append_text(date)
            line.append("  ")
        line.append(_drawn(self._painted(lanes), self.screen), style="magenta")
        if sign is not None:
            line.append_text(sign)
            line.append(" ")
        line.append_text(text)
        return line

    def _painted(self, lanes: tuple[Lane, ...]) -> str:
        """The lanes of a row; what turns into or out of a lane crosses those to its right."""
        drawn, crossing = "", False
        for lane in lanes + (Lane.EMPTY,) * (self.lanes - len(lanes)):
            drawn += _CROSSED[lane] if crossing else _LANES[lane]
            crossing = crossing or lane in _TURNS
        return drawn


_TURNS = (Lane.BEGIN, Lane.BEGIN_SOFT, Lane.END, Lane.END_SOFT)


def _drawn(text: str, screen: Screen) -> str:
    return text.translate(_ASCII) if screen.ascii else text
