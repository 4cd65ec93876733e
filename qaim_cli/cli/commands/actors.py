"""`qaim actors`."""

from __future__ import annotations

from qaim_cli.cli.directories import show_directory
from qaim_cli.cli.options import ReadOptions
from qaim_cli.reports.directory import Kind

EXAMPLES = ("qaim actors", "qaim actors -f csv")


class Options(ReadOptions):
    """What `qaim actors` takes."""


def run(options: Options) -> None:
    """List the actors with their other names, events and dates.

    An event counts for each whole that one of its actors is
    part of, as `qaim list --actor` finds it.
    """
    show_directory(Kind.ACTORS, options)
