"""`qaim tags`."""

from __future__ import annotations

from qaim_cli.cli.directories import show_directory
from qaim_cli.cli.options import ReadOptions
from qaim_cli.reports.directory import Kind

EXAMPLES = ("qaim tags", "qaim tags -f csv")


class Options(ReadOptions):
    """What `qaim tags` takes."""


def run(options: Options) -> None:
    """List the tags with their events and dates."""
    show_directory(Kind.TAGS, options)
