"""A change to a timeline's file, made or only shown."""

from __future__ import annotations

import os

from qaim_cli.cli import session, terminal
from qaim_cli.cli.options import WriteOptions
from qaim_cli.edit.change import Change, Make, change
from qaim_cli.errors import RequestError
from qaim_cli.text import clean

_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def path(options: WriteOptions) -> str:
    """The path of the timeline to change.

    Raises:
        RequestError: none is named, as the one shipped is not to be changed, several are, or it is
            no plain file.
    """
    if not options.paths:
        raise RequestError(
            "no timeline is named, and the one that comes with the program stays as it is",
            "give --file FILE or set QAIM_FILE; `qaim new FILE` begins one",
        )
    path, *others = session.paths(options)
    if others:
        raise RequestError(
            f"{1 + len(others)} timelines are named, and a change is made to one",
            "name it alone with --file",
        )
    check_plain(path)
    return path


def check_plain(path: str) -> None:
    """Refuses what is neither a file nor a folder: a pipe would wait, and lose what it holds.

    Raises:
        RequestError: it is a pipe, a device or the like.
    """
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        raise RequestError(f"{path!r} is no plain file", "name one that can be changed")


def make(options: WriteOptions, making: Make) -> None:
    """Makes a change and says what it did; with `--dry-run` shows what it would do.

    Raises:
        QaimError: it cannot be made; the file is as it was.
    """
    told(change(path(options), making, dry=options.dry_run), options)


def told(change: Change, options: WriteOptions) -> None:
    """Says what a change did, or shows what it would do."""
    if options.dry_run:
        show_diff(change)
    else:
        terminal.put([f"{clean(' '.join(change.told.split()))}\n"])


def show_diff(change: Change) -> None:
    """Shows the lines that a change takes out and puts in; says so where there are none."""
    colored = terminal.color(None)
    lines = [_colored(clean(line)) if colored else clean(line) for line in change.diff()]
    terminal.put(lines or [f"{clean(change.path)} stays as it is\n"])


def _colored(line: str) -> str:
    color = _COLORS.get(line[0])
    return f"{color}{line.rstrip()}\x1b[0m\n" if color else line
