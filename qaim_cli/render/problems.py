"""Problems on a terminal: a message, then the line of the file with a caret below."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from qaim_cli.model import Problem, ProblemLevel
from qaim_cli.render.screen import ScreenSettings, render_footer
from qaim_cli.reports.problems import LocatedProblem, ProblemReport
from qaim_cli.text import clean_text, truncate_text

_LEVEL_STYLES = {ProblemLevel.ERROR: "bold red", ProblemLevel.WARNING: "bold yellow"}
_TAB_WIDTH = 8
_CROP_FACTOR = 4
_MIN_SOURCE_COLUMNS = 8
"""The fewest columns of a line that are worth showing."""


def render_problems(report: ProblemReport, screen: ScreenSettings) -> RenderableType:
    """Render problems one after another, and their total."""
    parts: list[RenderableType] = []
    for located in report.problems:
        parts += [_render_message(located.problem), *_render_source_line(located, screen)]
    return Group(*parts, render_footer((report.summary,)))


def _render_message(problem: Problem) -> Text:
    place = f"{problem.path}:{problem.line}:{problem.column}: "
    level = (f"{problem.level} {problem.code}", _LEVEL_STYLES[problem.level])
    return Text.assemble((place, "bold"), level, f": {problem.full_message}")


def _render_source_line(located: LocatedProblem, screen: ScreenSettings) -> list[Text]:
    """Render the line of the file with a caret under the column, if there is such a line."""
    number = f" {located.problem.line} | "
    blank = f"{'| ':>{len(number)}}"
    width = screen.width - len(number)
    if not located.source_line.strip() or width < _MIN_SOURCE_COLUMNS:
        return []
    before, after = _crop_around_column(located.source_line, located.problem.column, width)
    caret = ("^", _LEVEL_STYLES[located.problem.level])
    return [
        Text.assemble((number, "dim"), before, after, no_wrap=True, overflow="crop"),
        Text.assemble((blank, "dim"), " " * cell_len(before), caret),
    ]


def _crop_around_column(source: str, column: int, width: int) -> tuple[str, str]:
    """Return the parts of a line before and after a column that fit the width."""
    at = column - 1
    # Far more than fits: a line can be as long as its file.
    near = source[max(0, at - _CROP_FACTOR * width) : at + _CROP_FACTOR * width]
    left = len(_escape_controls(near[: min(at, _CROP_FACTOR * width)]))
    safe = _escape_controls(near)
    before, after = safe[:left], safe[left:]
    room = width * 2 // 3
    if cell_len(before) > room:
        before = _crop_to_end(before, room - 1)
    return before, truncate_text(after.rstrip(), width - cell_len(before))


def _crop_to_end(text: str, width: int) -> str:
    """Return the end of a text that fits the width, after an ellipsis."""
    kept = text[-width:]
    while cell_len(kept) > width or unicodedata.combining(kept[:1] or " "):
        kept = kept[1:]
    return f"…{kept}"


def _escape_controls(text: str) -> str:
    """Replace tabs with spaces and control characters with visible signs."""
    signs = "".join(each if clean_text(each) == each else "\ufffd" for each in text)
    shown, *pieces = signs.split("\t")
    for piece in pieces:
        shown += " " * (_TAB_WIDTH - cell_len(shown) % _TAB_WIDTH) + piece
    return shown
