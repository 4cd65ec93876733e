"""`qaim list`."""

from __future__ import annotations

from qaim_cli.cli.answering import answer_question, show_answer
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import ExportOptions, NumberOptions
from qaim_cli.cli.output import STDOUT_PATHS, choose_format
from qaim_cli.errors import RequestError
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.text import format_list

EXAMPLES = (
    "qaim list --from 2003 --to 2005",
    "qaim list --in 'apr 2004' --actor marines",
    "qaim list 'actor:us (airstrike or drone) 2016..2021'",
    "qaim list drone --numbers",
    "qaim list drone -f json",
    "qaim list 2004 --sql",
)
_FORMATS_WITH_BOUNDS = ("json", "jsonl", "csv")
_DATABASES = "For databases"


class Options(NumberOptions, ExportOptions):
    """Options of `qaim list`."""

    bounds: bool = declare_option(
        "--bounds", group=_DATABASES,
        help="Add the bounds of each date in day numbers to json, jsonl or csv.",
    )  # fmt: skip
    sql: bool = declare_option(
        "--sql", group=_DATABASES,
        help="Print the question as a SELECT on the tables that -o FILE.sqlite writes.",
    )  # fmt: skip
    dialect: str | None = declare_option(
        "--dialect", metavar="NAME", group=_DATABASES,
        help="The engine whose wording of SQL to print: bigquery, spark, tsql and others.",
    )  # fmt: skip
    partition: bool = declare_option(
        "--partition", group=_DATABASES,
        help="Write Parquet into a folder, the events of each year in one of their own.",
    )  # fmt: skip


def run(options: Options) -> int:
    """List events in a table: when, what and who.

    Events that fall in the range only possibly are marked "?". Those dated too vaguely for the
    question are counted below the table, and --maybe shows them. `qaim show 3` shows the third of
    the last listing in this terminal; --numbers numbers the rows.
    """
    if options.sql or options.dialect is not None:
        from qaim_cli.cli.select_statement import show_select_statement

        for name in ("bounds", "partition"):
            if getattr(options, name):
                raise RequestError(f"--sql and --{name} ask for two answers", "leave out one")
        return show_select_statement(options, options.dialect)
    if options.partition:
        _require_parquet_folder(options)
    if options.bounds and choose_format(options) not in _FORMATS_WITH_BOUNDS:
        formats = format_list((f"-f {format}" for format in _FORMATS_WITH_BOUNDS), "or")
        raise RequestError(
            "--bounds adds numbers to data, not to what people read", f"add {formats}"
        )
    answered = answer_question(options)
    table = build_listing_table(answered, bounds=True) if options.bounds else None
    return show_answer(answered, options, table=table)


def _require_parquet_folder(options: Options) -> None:
    """Write Parquet, as nothing else has partitions.

    Raises:
        RequestError: another format is asked for, or no folder.
    """
    if options.format not in (None, "parquet"):
        raise RequestError(f"--partition does not go with -f {options.format}", "leave it out")
    if options.output in STDOUT_PATHS:
        raise RequestError("--partition writes a folder", "name it: -o FOLDER")
    options.format = "parquet"
