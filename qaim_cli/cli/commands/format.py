"""`qaim format`."""

from __future__ import annotations

from codecs import iterdecode
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, terminal, writing
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import WriteOptions
from qaim_cli.errors import EXIT_PROBLEMS, QaimError, RequestError
from qaim_cli.text import clean_text

if TYPE_CHECKING:
    from qaim_cli.edit.change import ComputedChange

EXAMPLES = (
    "qaim format town.yaml",
    "qaim format --check *.yaml",
    "qaim format - < draft.yaml",
)


class Options(WriteOptions):
    """Options of `qaim format`."""

    files: tuple[str, ...] = declare_argument(
        "[FILE]...", help="The timelines to format; - reads one from stdin and prints it."
    )
    check: bool = declare_option(
        "--check", group="Which timeline",
        help="Change nothing; list the files that would change, and exit 1 if there are any.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Format timelines uniformly: order of keys, dates, line lengths.

    The meaning of a file does not change, and every comment stays with the entry that it is about.
    """
    paths = options.files
    if not paths:
        paths = (writing.require_target_path(options),)
        writing.print_found_path(paths[0], options)
    if "-" in paths and len(paths) > 1 and not (options.check or options.dry_run):
        raise RequestError("- prints its result, and must be the only file", "format it by itself")
    status = 0
    for path in paths:
        try:
            status = max(status, _format_file(path, options))
        except QaimError as error:  # which stops none of the others
            loading.print_notice(f"{error}")
            status = max(status, error.exit_status)
    return status


def _format_file(path: str, options: Options) -> int:
    """Lays out one file, or tells what that would do; the status of the request for it alone.

    Raises:
        QaimError: it cannot be laid out.
    """
    change, pieces = _compute_change(path, dry=options.dry_run or options.check)
    differs = change.has_changes
    if options.dry_run:
        writing.show_diff(change)
    elif path == "-" and not options.check:
        terminal.write_stdout(iterdecode(pieces, "utf-8"), encoding="utf-8")
    else:
        told = "would change" if options.check else "laid out"
        terminal.write_stdout(
            [f"{clean_text(change.path)}: {told if differs else 'already formatted'}\n"]
        )
    return EXIT_PROBLEMS if options.check and differs else 0


def _compute_change(path: str, *, dry: bool) -> ComputedChange:
    """Compute the change to a file, and make it unless it is dry or that of stdin."""
    from qaim_cli import store
    from qaim_cli.edit.change import ComputedChange, change_content, change_file
    from qaim_cli.edit.formatting import format_store
    from qaim_cli.store.content import MemoryContent

    if path == "-":
        return change_content("<stdin>", MemoryContent(store.read_stdin_bytes()), format_store)
    writing.require_regular_file(path)
    return ComputedChange(change_file(path, format_store, dry_run=dry), ())
