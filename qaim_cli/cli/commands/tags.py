"""`qaim tags`."""

from __future__ import annotations

from qaim_cli.cli import loading
from qaim_cli.cli.options import ReadOptions, TitleOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.directory import DirectoryKind, build_directory_table

EXAMPLES = ("qaim tags", "qaim tags -f csv")


class Options(TitleOptions, ReadOptions):
    """Options of `qaim tags`."""


def run(options: Options) -> None:
    """List the tags with their events and dates."""
    show_table(
        build_directory_table(DirectoryKind.TAGS, loading.load_requested_timeline(options)), options
    )
