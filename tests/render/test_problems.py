"""Problems as they are drawn: the caret under its column, no line too wide."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from qaim_cli.model import Problem, ProblemLevel
from qaim_cli.render.problems import render_problems as drawn
from qaim_cli.render.screen import render_text
from qaim_cli.reports.problems import LocatedProblem, ProblemReport
from tests.support.problems import screen


def shown(source: str, column: int, width: int) -> list[str]:
    """The line and its caret as a screen of that width shows them."""
    problem = Problem("a.yaml", 1, column, "markup", "what", "", ProblemLevel.WARNING)
    text = render_text(
        drawn(ProblemReport((LocatedProblem(problem, source),), "end"), screen(width)),
        screen(width),
    )
    lines = text.splitlines()
    return [line for line in lines if line.startswith((" 1 | ", "   | "))]


@pytest.mark.parametrize(
    ("source", "column", "width", "lines"),
    [
        ("title: x", 8, 40, [" 1 | title: x", "   |        ^"]),
        ("洛陽: x", 5, 40, [" 1 | 洛陽: x", "   |       ^"]),
        ("e\u0301te\u0301: x", 8, 40, [" 1 | e\u0301te\u0301: x", "   |      ^"]),
        ("القائم: x", 9, 40, [" 1 | القائم: x", "   |         ^"]),
        ("\ta:\tx", 5, 40, [" 1 |         a:      x", "   |                 ^"]),
        ("a\x1b[1m\u202eb", 7, 40, [" 1 | a\ufffd[1m\ufffdb", "   |       ^"]),
        ("x" * 90, 1, 25, [" 1 | " + "x" * 19 + "…", "   | ^"]),
        ("x" * 90, 90, 25, [" 1 | …" + "x" * 13, "   | " + " " * 13 + "^"]),
        ("洛" * 90, 90, 25, [" 1 | …" + "洛" * 7, "   | " + " " * 13 + "^"]),
        ("e\u0301" * 90, 179, 25, [" 1 | …" + "e\u0301" * 7, "   | " + " " * 7 + "^"]),
        ("title: x", 99, 40, [" 1 | title: x", "   |         ^"]),
        ("   ", 1, 40, []),
        ("title: x", 8, 12, []),
    ],
)  # fmt: skip
def test_the_caret_stands_under_its_column(source, column, width, lines):
    assert shown(source, column, width) == lines


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_no_line_is_wider_than_the_screen_and_a_long_one_is_quick(width):
    for source in ("\t洛e\u0301" * 20_000, "x" * 100_000, "\u0301" * 5_000):
        for column in (1, 700, len(source)):
            assert all(cell_len(line) <= width for line in shown(source, column, width))


def test_on_a_terminal_problems_have_colour_and_nothing_that_steers_it(qaim, store, monkeypatch):
    monkeypatch.setattr("qaim_cli.cli.terminal.is_terminal", lambda: True)
    path = store('title: "<b>" # \u202e\nactors: {"a\\e[31m": {}}\n')
    out = qaim("check", path, "--no-pager").out
    assert "\x1b[1;31m" in out
    assert "^" in out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out
    assert "\n 1 | " in qaim("check", path, "--color", "never", "--no-pager").out
