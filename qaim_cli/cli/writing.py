"""A change to a timeline's file, made or only shown."""

from __future__ import annotations

import os
from itertools import chain

from qaim_cli.cli import loading, prompt, terminal
from qaim_cli.cli.nearby import find_nearby_timelines
from qaim_cli.cli.options import WriteOptions
from qaim_cli.cli.target import choose_timeline
from qaim_cli.edit.change import EditFunction, change_file
from qaim_cli.edit.file_change import FileChange
from qaim_cli.errors import RequestError
from qaim_cli.text import clean_text, format_list

_DIFF_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def require_target_path(options: WriteOptions) -> str:
    """The path of the timeline to change; of several, the one that is named or answered.

    Raises:
        RequestError: none is named, as the one shipped is not to be changed, it is not clear which
            of several is meant, or it is no plain file.
    """
    paths = _list_target_paths(options)
    path = choose_timeline(paths, options.timeline)
    if len(paths) > 1:
        options.file, options.timeline = (path,), None  # so that nobody is asked twice
    require_regular_file(path)
    return path


def _list_target_paths(options: WriteOptions) -> tuple[str, ...]:
    """List the timelines of which one is to be changed.

    Raises:
        RequestError: there is none.
    """
    if options.timeline_paths:
        return loading.get_requested_paths(options)
    paths = find_nearby_timelines().paths
    if not paths:
        raise RequestError(
            "no timeline is named, and the one that comes with the program cannot be changed",
            "give --file FILE or set QAIM_FILE; `qaim new FILE` creates one",
        )
    if len(paths) > 1 and options.timeline is None and not prompt.is_interactive():
        raise RequestError(
            f"no timeline is named, and this folder has {format_list(paths, max_names=3)}",
            "name one with --file",
        )
    return paths


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
    """Make a change and say what it did; with `--dry-run` show what it would do.

    Raises:
        QaimError: it cannot be made; the file is as it was.
    """
    path = require_target_path(options)
    cache = not options.no_cache
    report_change(change_file(path, edit, dry_run=options.dry_run, cache=cache), options)


def report_change(change: FileChange, options: WriteOptions) -> None:
    """Say what a change did, or show what it would do."""
    print_found_path(change.path, options)
    if options.dry_run:
        show_diff(change)
    else:
        terminal.write_stdout([f"{clean_text(' '.join(change.message.split()))}\n"])


def show_diff(change: FileChange) -> None:
    """Show the lines that a change takes out and puts in; say so where there are none."""
    colored = terminal.should_color(None)
    lines = (
        _color_line(clean_text(line)) if colored else clean_text(line)
        for line in change.format_diff()
    )
    first_line = next(lines, f"{clean_text(change.path)} is unchanged\n")
    terminal.write_stdout(chain((first_line,), lines))


def _color_line(line: str) -> str:
    color = _DIFF_COLORS.get(line[0])
    return f"{color}{line.rstrip()}\x1b[0m\n" if color else line
