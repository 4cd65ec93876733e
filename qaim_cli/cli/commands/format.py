"""`qaim format`."""

from __future__ import annotations

import sys

from qaim_cli.cli import changing, terminal
from qaim_cli.cli.options import WriteOptions, argument, option
from qaim_cli.errors import PROBLEMS
from qaim_cli.text import clean

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
    from qaim_cli.edit.change import change
    from qaim_cli.edit.formatting import formatting

    if options.files == ("-",):
        return _pass_through()
    status = 0
    for path in options.files or (changing.path(options),):
        made = change(path, formatting, dry=options.dry_run or options.check)
        differs = made.new != made.old
        if options.dry_run:
            changing.show_diff(made)
        else:
            told = "would change" if options.check else "laid out"
            terminal.put([f"{clean(path)}: {told if differs else 'laid out already'}\n"])
        status = PROBLEMS if options.check and differs else status
    return status


def _pass_through() -> int:
    from qaim_cli import store
    from qaim_cli.edit.change import applied
    from qaim_cli.edit.formatting import formatting

    text = store.decodable("<stdin>", sys.stdin.buffer.read()).decode()
    terminal.put([applied("<stdin>", text, formatting).new], encoding="utf-8")
    return 0
