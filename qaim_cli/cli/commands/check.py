"""`qaim check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli import checks, store
from qaim_cli.cli import session, terminal
from qaim_cli.cli.options import ReadOptions, argument, option
from qaim_cli.cli.output import STDOUT, format_of, show, show_lines, show_table
from qaim_cli.errors import PROBLEMS, RequestError, StoreError
from qaim_cli.export import FORMATS, PROBLEM_FORMATS
from qaim_cli.model import Level
from qaim_cli.reports.problems import catalogue, problems
from qaim_cli.text import listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen

EXAMPLES = (
    "qaim check --strict",
    "qaim check --skip unused-actor --skip unused-place",
    "qaim check --list",
)

_GROUP = "What to check"
_NAMES = tuple(checks.CHECKS)
_SHEETS = ("table", *FORMATS, "svg", "html")


class Options(ReadOptions):
    """What `qaim check` takes."""

    files: tuple[str, ...] = argument(
        "[FILE]...", help="The timelines to check, instead of the one that --file names."
    )
    only: tuple[str, ...] = option(
        "--only", metavar="NAME", group=_GROUP, choices=_NAMES,
        help="Run a check of that name and no others; may be repeated.",
    )  # fmt: skip
    skip: tuple[str, ...] = option(
        "--skip", metavar="NAME", group=_GROUP, choices=_NAMES,
        help="Leave out a check of that name; may be repeated.",
    )  # fmt: skip
    strict: bool = option("--strict", group=_GROUP, help="End with status 1 on warnings too.")
    list: bool = option("--list", group=_GROUP, help="List the checks and check nothing.")
    format: str | None = option(
        "--format", "-f", metavar="FORMAT", group="How to show it",
        choices=(*_SHEETS, *PROBLEM_FORMATS),
        help="table (the usual), json, jsonl, csv, md, svg, html, sarif or github (annotations).",
    )  # fmt: skip


def run(options: Options) -> int:
    """Check a timeline: every problem with its line, column and cure.

    The status is 1 where there are errors, or warnings with --strict, and 3 where a file cannot
    be read. An event allows a warning with a reason under its key `allow`.
    """
    format = format_of(options)
    if options.list:
        if format in PROBLEM_FORMATS:
            raise RequestError(
                f"--list cannot be shown as {format}", f"choose {listed(_SHEETS, 'or')}"
            )
        show_table(catalogue(), options)
        return 0
    chosen = checks.chosen(options.only, options.skip)
    if not chosen:
        raise RequestError("--skip leaves no check to run", "see `qaim check --list`")
    report = problems([store.check(path, chosen) for path in session.paths(options)])

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.problems import problems

        return problems(report, screen)

    if format == "table" and not _is_drawn(options):
        show_lines(report.lines(), options)
    else:
        show(report.sheet, options, view)
    if report.unreadable:
        return StoreError.status
    fails = report.has(Level.ERROR) or (options.strict and report.has(Level.WARNING))
    return PROBLEMS if fails else 0


def _is_drawn(options: Options) -> bool:
    """Whether people look at the answer, rather than a program that takes it line by line."""
    asked = options.width is not None or terminal.color(options.color)
    return options.output in STDOUT and (asked or terminal.is_terminal())
