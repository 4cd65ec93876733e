"""`qaim actors`."""

from __future__ import annotations

from qaim_cli.cli import loading
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import ReadOptions, TitleOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.directory import DirectoryKind, build_directory_table

EXAMPLES = ("qaim actors", "qaim actors --with 'Islamic State'", "qaim actors -f csv")


class Options(TitleOptions, ReadOptions):
    """Options of `qaim actors`."""

    shared_with: str | None = declare_option(
        "--with", metavar="NAME", group="What to find", completion_kind="actor",
        help="Only those who share an event with this actor, and how often.",
    )  # fmt: skip


def run(options: Options) -> None:
    """List the actors with their other names, events and dates.

    An event also counts for every organisation that one of its actors is part of, as in
    `qaim list --actor`.
    """
    timeline = loading.load_requested_timeline(options)
    if options.shared_with is None:
        show_table(build_directory_table(DirectoryKind.ACTORS, timeline), options)
        return
    from qaim_cli.query import lookup
    from qaim_cli.reports.directory import build_shared_events_table

    ids = lookup.find_entity_ids("actor", options.shared_with, timeline.actors)
    show_table(build_shared_events_table(ids, timeline), options)
