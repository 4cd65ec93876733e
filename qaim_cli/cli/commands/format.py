"""`qaim format`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import changing, session, terminal
from qaim_cli.cli.options import WriteOptions, argument, option
from qaim_cli.errors import PROBLEMS, QaimError, RequestError
from qaim_cli.text import clean

if TYPE_CHECKING:
    from qaim_cli.edit.change import Change

EXAMPLES = (
    "qaim format town.yaml",
    "qaim format --check *.yaml",
    "qaim format - < draft.yaml",
)


class Options(WriteOptions):
    """What `qaim format` takes."""

    files: tuple[str, ...] = argument(
        "[FILE]...", help="The timelines to lay out; - reads one from stdin and prints it."
    )
    check: bool = option(
        "--check", group="Which timeline",
        help="Change nothing; exit 1 if a file is laid out otherwise, and say which.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Lay out timelines in one stable way: order of keys, dates, line lengths.

    Nothing that a file means changes, and every comment stays with what it stands above or beside.
    """
    paths = options.files or (changing.path(options),)
    if "-" in paths and len(paths) > 1 and not (options.check or options.dry_run):
        raise RequestError("- prints what it lays out, and stands alone", "lay it out by itself")
    status = 0
    for path in paths:
        try:
            status = max(status, _lay_out(path, options))
        except QaimError as error:  # which stops none of the others
            session.tell(f"{error}")
            status = max(status, error.status)
    return status


def _lay_out(path: str, options: Options) -> int:
    """Lays out one file, or tells what that would do; the status of the request for it alone.

    Raises:
        QaimError: it cannot be laid out.
    """
    made = _made(path, dry=options.dry_run or options.check)
    differs = made.new != made.old
    if options.dry_run:
        changing.show_diff(made)
    elif path == "-" and not options.check:
        terminal.put([made.new], encoding="utf-8")
    else:
        told = "would change" if options.check else "laid out"
        terminal.put([f"{clean(made.path)}: {told if differs else 'laid out already'}\n"])
    return PROBLEMS if options.check and differs else 0


def _made(path: str, *, dry: bool) -> Change:
    from qaim_cli import store
    from qaim_cli.edit.change import applied, change
    from qaim_cli.edit.formatting import formatting

    if path != "-":
        changing.check_plain(path)
        return change(path, formatting, dry=dry)
    text = store.stdin().decode()
    return applied("<stdin>", text, formatting)
