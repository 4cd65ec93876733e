"""`qaim places`."""

from __future__ import annotations

from qaim_cli.cli import loading
from qaim_cli.cli.options import ReadOptions, TitleOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.directory import DirectoryKind, build_directory_table

EXAMPLES = ("qaim places", "qaim places -f csv")


class Options(TitleOptions, ReadOptions):
    """Options of `qaim places`."""


def run(options: Options) -> None:
    """List the places with the larger places around them, their events and dates.

    An event also counts for every larger place around its own, as in `qaim list --place`.
    """
    show_table(
        build_directory_table(DirectoryKind.PLACES, loading.load_requested_timeline(options)),
        options,
    )
