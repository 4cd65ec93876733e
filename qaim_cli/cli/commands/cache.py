"""`qaim cache`."""

from __future__ import annotations

from qaim_cli import store
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.cache import build_cache_table

EXAMPLES = ("qaim cache", "qaim cache --clear")


class Options(ReadOptions):
    """What `qaim cache` takes."""

    clear: bool = declare_option("--clear", group="Output", help="Remove all index files.")


def run(options: Options) -> None:
    """Show what is kept of timelines, so that questions are answered without reading them again.

    What is removed is made again when it is next needed. With --no-cache, or QAIM_NO_CACHE set to
    anything, nothing is kept and the timeline itself is read.
    """
    folder, kept = store.list_cache_entries()
    if options.clear:
        kept = store.clear_cache()
    show_table(build_cache_table(folder, kept, cleared=options.clear), options)
