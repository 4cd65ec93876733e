"""`qaim actors`."""

from __future__ import annotations

from qaim_cli.cli import session
from qaim_cli.cli.options import ReadOptions, option
from qaim_cli.cli.output import show_table
from qaim_cli.reports.directory import Kind, directory

EXAMPLES = ("qaim actors", "qaim actors --with 'Islamic State'", "qaim actors -f csv")


class Options(ReadOptions):
    """What `qaim actors` takes."""

    beside: str | None = option(
        "--with", metavar="NAME", group="What to ask", completes="actor",
        help="Only those who share an event with this actor, and how often.",
    )  # fmt: skip


def run(options: Options) -> None:
    """List the actors with their other names, events and dates.

    An event counts for each whole that one of its actors is part of, as `qaim list --actor` finds
    it.
    """
    timeline = session.timeline(options)
    if options.beside is None:
        show_table(directory(Kind.ACTORS, timeline), options)
        return
    from qaim_cli.query import names
    from qaim_cli.reports.directory import company

    ids = names.entity("actor", options.beside, timeline.actors)
    show_table(company(ids, timeline), options)
