"""A change to a timeline's file, made or only shown."""

from __future__ import annotations

import os

from qaim_cli.cli import loading, terminal
from qaim_cli.cli.nearby import find_nearby_timelines
from qaim_cli.cli.options import WriteOptions
from qaim_cli.edit.change import EditFunction, change_file
from qaim_cli.edit.file_change import FileChange
from qaim_cli.errors import RequestError
from qaim_cli.text import clean_text, format_list

_DIFF_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def require_target_path(options: WriteOptions) -> str:
    """The path of the timeline to change.

    Raises:
        RequestError: none is named, as the one shipped is not to be changed, several are, or it is
            no plain file.
    """
    if not options.timeline_paths:
        _require_nearby_timeline()
    path, *others = loading.get_requested_paths(options)
    if others:
        raise RequestError(
            f"{1 + len(others)} timelines are named, but only one can be changed at a time",
            "name it alone with --file",
        )
    require_regular_file(path)
    return path


def _require_nearby_timeline() -> None:
    """Refuse to change a timeline that is not named, unless the folder has exactly one.

    Raises:
        RequestError: it has none or several; the one shipped is not to be changed.
    """
    nearby = find_nearby_timelines()
    if len(nearby.paths) > 1:
        raise RequestError(
            f"no timeline is named, and this folder has {format_list(nearby.paths, max_names=3)}",
            "name one with --file",
        )
    if not nearby.only:
        raise RequestError(
            "no timeline is named, and the one that comes with the program cannot be changed",
            "give --file FILE or set QAIM_FILE; `qaim new FILE` creates one",
        )


def print_found_path(path: str, options: WriteOptions) -> None:
    """Say on stderr which file is changed, unless the request names it."""
    if not options.timeline_paths:
        loading.print_notice(f"{clean_text(path)} is the timeline in this folder")


def require_regular_file(path: str) -> None:
    """Refuses what is neither a file nor a folder: a pipe would wait, and lose what it holds.

    Raises:
        RequestError: it is a pipe, a device or the like.
    """
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        raise RequestError(f"{path!r} is not a regular file", "name one that can be changed")


def apply_change(options: WriteOptions, edit: EditFunction) -> None:
    """Makes a change and says what it did; with `--dry-run` shows what it would do.

    Raises:
        QaimError: it cannot be made; the file is as it was.
    """
    path = require_target_path(options)
    cache = not options.no_cache
    report_change(change_file(path, edit, dry_run=options.dry_run, cache=cache), options)


def report_change(change: FileChange, options: WriteOptions) -> None:
    """Says what a change did, or shows what it would do."""
    print_found_path(change.path, options)
    if options.dry_run:
        show_diff(change)
    else:
        terminal.write_stdout([f"{clean_text(' '.join(change.message.split()))}\n"])


def show_diff(change: FileChange) -> None:
    """Shows the lines that a change takes out and puts in; says so where there are none."""
    colored = terminal.should_color(None)
    lines = [
        _color_line(clean_text(line)) if colored else clean_text(line)
        for line in change.format_diff()
    ]
    terminal.write_stdout(lines or [f"{clean_text(change.path)} is unchanged\n"])


def _color_line(line: str) -> str:
    color = _DIFF_COLORS.get(line[0])
    return f"{color}{line.rstrip()}\x1b[0m\n" if color else line
