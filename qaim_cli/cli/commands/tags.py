"""`qaim tags`."""

from __future__ import annotations

from dataclasses import dataclass

from qaim_cli.cli.directories import show_directory
from qaim_cli.cli.options import ReadOptions
from qaim_cli.reports.directory import Kind

EXAMPLES = ("qaim tags", "qaim tags -f csv")


@dataclass(frozen=True, kw_only=True)
class Options(ReadOptions):
    """What `qaim tags` takes."""


def run(options: Options) -> None:
    """List the tags with their events and dates."""
    show_directory(Kind.TAGS, options)
