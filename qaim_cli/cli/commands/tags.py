"""`qaim tags`."""

from __future__ import annotations

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.directory import Kind, directory

EXAMPLES = ("qaim tags", "qaim tags -f csv")


class Options(ReadOptions):
    """What `qaim tags` takes."""


def run(options: Options) -> None:
    """List the tags with their events and dates."""
    show_table(directory(Kind.TAGS, session.timeline(options)), options)
