"""Problems on a terminal: each in words, then its line of the file with a caret below it."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from qaim_cli.model import Level, Problem
from qaim_cli.render.screen import Screen, footer
from qaim_cli.reports.problems import Problems, Told
from qaim_cli.text import clean, fitted

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow"}
_TAB = 8
_NEAR = 4
_LEAST = 8
"""The fewest columns of a line that are worth showing."""


def problems(report: Problems, screen: Screen) -> RenderableType:
    """The problems one after another, and their count."""
    parts: list[RenderableType] = []
    for told in report.told:
        parts += [_words(told.problem), *_source(told, screen)]
    return Group(*parts, footer((report.summary,)))


def _words(problem: Problem) -> Text:
    place = f"{problem.path}:{problem.line}:{problem.column}: "
    level = (f"{problem.level} {problem.code}", _STYLES[problem.level])
    return Text.assemble((place, "bold"), level, f": {problem.told}")


def _source(told: Told, screen: Screen) -> list[Text]:
    """The line of the file and a caret under its column; nothing where there is no such line."""
    number = f" {told.problem.line} | "
    blank = f"{'| ':>{len(number)}}"
    width = screen.width - len(number)
    if not told.source.strip() or width < _LEAST:
        return []
    before, after = _around(told.source, told.problem.column, width)
    caret = ("^", _STYLES[told.problem.level])
    return [
        Text.assemble((number, "dim"), before, after, no_wrap=True, overflow="crop"),
        Text.assemble((blank, "dim"), " " * cell_len(before), caret),
    ]


def _around(source: str, column: int, width: int) -> tuple[str, str]:
    """What of a line fits into so many columns, before a column (from 1) and from there on."""
    at = column - 1
    # Far more than fits: a line can be as long as its file.
    near = source[max(0, at - _NEAR * width) : at + _NEAR * width]
    left = len(_safe(near[: min(at, _NEAR * width)]))
    safe = _safe(near)
    before, after = safe[:left], safe[left:]
    room = width * 2 // 3
    if cell_len(before) > room:
        before = _end(before, room - 1)
    return before, fitted(after.rstrip(), width - cell_len(before))


def _end(text: str, width: int) -> str:
    """The end of a text that fits into so many columns, with an ellipsis before it."""
    kept = text[-width:]
    while cell_len(kept) > width or unicodedata.combining(kept[:1] or " "):
        kept = kept[1:]
    return f"…{kept}"


def _safe(text: str) -> str:
    """The text with its tabs as spaces and a sign for each character that steers a terminal."""
    signs = "".join(each if clean(each) == each else "\ufffd" for each in text)
    shown, *pieces = signs.split("\t")
    for piece in pieces:
        shown += " " * (_TAB - cell_len(shown) % _TAB) + piece
    return shown
