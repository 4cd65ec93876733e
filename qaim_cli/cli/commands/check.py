"""`qaim check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli import checks, store
from qaim_cli.cli import loading, terminal
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import STDOUT_PATHS, choose_format, show_lines, show_report, show_table
from qaim_cli.errors import EXIT_PROBLEMS, QaimError, RequestError, StoreError
from qaim_cli.export import EXPORT_FORMATS, PROBLEM_FORMATS
from qaim_cli.model import ProblemLevel
from qaim_cli.reports.problems import build_check_table, build_problem_report
from qaim_cli.text import format_list

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

EXAMPLES = (
    "qaim check --strict",
    "qaim check --fix town.yaml",
    "qaim check --skip unused-actor --skip unused-place",
    "qaim check --list",
)

_CHECK_GROUP = "What to check"
_CHECK_NAMES = tuple(checks.CHECKS)
_TABLE_FORMATS = ("table", *EXPORT_FORMATS, "svg", "html")


class Options(ReadOptions):
    """Options of `qaim check`."""

    files: tuple[str, ...] = declare_argument(
        "[FILE]...", help="The timelines to check, instead of the one that --file names."
    )
    only: tuple[str, ...] = declare_option(
        "--only", metavar="NAME", group=_CHECK_GROUP, choices=_CHECK_NAMES,
        plugin_group="qaim.checks",
        help="Run only the check of this name; may be repeated.",
    )  # fmt: skip
    skip: tuple[str, ...] = declare_option(
        "--skip", metavar="NAME", group=_CHECK_GROUP, choices=_CHECK_NAMES,
        help="Skip the check of this name; may be repeated.",
    )  # fmt: skip
    strict: bool = declare_option(
        "--strict", group=_CHECK_GROUP, help="Exit with status 1 on warnings too."
    )
    fix: bool = declare_option(
        "--fix", group=_CHECK_GROUP,
        help="First write dates in words as the EDTF that is proposed for them.",
    )  # fmt: skip
    list: bool = declare_option(
        "--list", group=_CHECK_GROUP, help="List all checks, without checking."
    )
    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group="Output",
        choices=(*_TABLE_FORMATS, *PROBLEM_FORMATS),
        help=f"table (the default), {', '.join(_TABLE_FORMATS[1:])}, sarif or github "
        "(annotations).",
    )  # fmt: skip


def run(options: Options) -> int:
    """Check a timeline: every problem with its line, column and fix.

    The status is 1 if there are errors, or warnings with --strict, and 3 if a file cannot
    be read. An event allows a warning with a reason under its key `allow`.
    """
    format = choose_format(options)
    if options.list:
        if format in PROBLEM_FORMATS:
            raise RequestError(
                f"--list cannot be shown as {format}", f"choose {format_list(_TABLE_FORMATS, 'or')}"
            )
        show_table(build_check_table(), options)
        return 0
    chosen = checks.select_checks(options.only, options.skip)
    if not chosen:
        raise RequestError("--skip leaves no check to run", "see `qaim check --list`")
    paths = loading.get_requested_paths(options)
    if options.fix:
        _write_dates(options, paths)
    report = build_problem_report([store.check_file(path, chosen) for path in paths])

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.problems import render_problems

        return render_problems(report, screen)

    if format == "table" and not _is_for_people(options):
        show_lines(report.format_lines(), options)
    else:
        show_report(report.table, options, draw_report)
    if report.has_unreadable_file:
        return StoreError.exit_status
    fails = report.has_level(ProblemLevel.ERROR) or (
        options.strict and report.has_level(ProblemLevel.WARNING)
    )
    return EXIT_PROBLEMS if fails else 0


def _write_dates(options: Options, paths: tuple[str, ...]) -> None:
    """Write the dates in words of each file as EDTF, and say which; others stay as they are.

    Raises:
        RequestError: no file is named, as the one shipped is not to be changed.
    """
    from qaim_cli.edit.change import change_file
    from qaim_cli.edit.write_dates import write_dates_in_edtf

    if not (options.files or options.timeline_paths):
        raise RequestError(
            "no timeline is named, and the one that comes with the program stays as it is",
            "give FILE or --file FILE",
        )
    for path in paths:
        try:
            change = change_file(path, write_dates_in_edtf())
        except QaimError as error:  # which stops none of the others, nor the check
            loading.print_notice(f"{error}")
        else:
            if change.new_text != change.old_text:
                loading.print_notice(f"{change.path}: {change.message}")


def _is_for_people(options: Options) -> bool:
    """Whether people look at the answer, rather than a program that takes it line by line."""
    asked = options.width is not None or terminal.should_color(options.color)
    return options.output in STDOUT_PATHS and (asked or terminal.is_terminal())
