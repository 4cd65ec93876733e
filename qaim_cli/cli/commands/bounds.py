"""`qaim bounds`."""

from __future__ import annotations

import select
import sys
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from qaim_cli import dates, inputs
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import TodayOptions
from qaim_cli.cli.process_pool import map_in_order
from qaim_cli.dates import HISTORICAL, DateRules
from qaim_cli.errors import EXIT_PROBLEMS, DateError
from qaim_cli.reports.bounds_rows import BoundsSettings, format_bounds, format_header
from qaim_cli.text import clean_text

EXAMPLES = (
    "qaim bounds dates.txt > bounds.tsv",
    "cut -f 3 letters.tsv | qaim bounds -f jsonl",
)
_STDIN_NAME = "<stdin>"


class Options(TodayOptions):
    """Options of `qaim bounds`."""

    files: tuple[str, ...] = declare_argument(
        "[FILE]...", help="Files of dates, a line each; none, or -, reads stdin."
    )
    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group="How to show it", choices=("tsv", "jsonl"),
        help="tsv (the usual) or jsonl, which has the parts of sets as well.",
    )  # fmt: skip
    no_header: bool = declare_option(
        "--no-header", group="How to show it", help="Leave out the names of the columns in tsv."
    )
    calendar: str | None = declare_option(
        "--calendar", metavar="NAME", group="What to ask",
        help="The calendar of the dates: historical (the usual), gregorian or julian.",
    )  # fmt: skip
    about: str | None = declare_option(
        "--about", metavar="TIME", group="What to ask",
        help="How far a date with ~ may be off, such as '25 years'; else by its precision.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Convert dates, a line each, into day numbers that databases can compare.

    Dates are in EDTF or in words. Each line gives a row, an empty one too; a line that is no date
    gives a row without numbers, an error on stderr and status 1 at the end.
    """
    settings = _make_settings(options)
    out = sys.stdout.buffer
    if not options.no_header:
        out.write(format_header(settings))
    error_count = 0
    for name in options.files or ("-",):
        error_count += _convert_file(name, settings)
    return EXIT_PROBLEMS if error_count else 0


def _make_settings(options: Options) -> BoundsSettings:
    """Make the settings that the options ask for.

    Raises:
        DateError: there is no such calendar, or a time is no length of time.
    """
    try:
        calendar = dates.parse_calendar(options.calendar) if options.calendar else HISTORICAL
    except DateError as error:
        raise DateError(error.message, "write historical, gregorian or julian") from None
    about = dates.parse_tolerance(options.about) if options.about else None
    return BoundsSettings(
        DateRules(calendar, about), resolve_today(options), options.format or "tsv"
    )


def _convert_file(name: str, settings: BoundsSettings) -> int:
    """Write the rows of a file, and its errors; return how many there were.

    Raises:
        StoreError: it cannot be read.
    """
    line_count = error_count = 0
    shown = _STDIN_NAME if name == "-" else clean_text(name)
    with inputs.explain_read_errors(name, missing_fix="name a file of dates"):
        stream = _open_lines(name)
    with stream:
        blocks = map_in_order(
            partial(format_bounds, settings), _read_blocks(name, stream),
            is_idle=partial(_is_waiting, stream),
        )  # fmt: skip
        for block in blocks:
            sys.stdout.buffer.write(block.rows)
            sys.stdout.buffer.flush()
            for error in block.errors:
                number = line_count + error.line + 1
                print(f"qaim: {shown}:{number}: {error.message}", file=sys.stderr)
            line_count += block.line_count
            error_count += len(block.errors)
    return error_count


def _open_lines(name: str) -> BufferedReader:
    """Open a file, or stdin without closing it in the end."""
    source: str | int = sys.stdin.fileno() if name == "-" else name
    return open(source, "rb", closefd=name != "-")


def _read_blocks(name: str, stream: BufferedReader) -> Iterator[bytes]:
    with inputs.explain_read_errors(name, missing_fix="name a file of dates"):
        yield from inputs.iter_line_blocks(stream)


def _is_waiting(stream: BufferedReader) -> bool:
    """Whether a read would have to wait, as for a person who types."""
    try:
        return not select.select([stream], [], [], 0)[0]
    except (OSError, ValueError):  # a system that cannot say
        return True
