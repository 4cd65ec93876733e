"""`qaim cache`."""

from __future__ import annotations

from qaim_cli import store
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import ReadOptions
from qaim_cli.cli.output import show_table
from qaim_cli.reports.cache import build_cache_table

EXAMPLES = ("qaim cache", "qaim cache --clear")


class Options(ReadOptions):
    """Options of `qaim cache`."""

    clear: bool = declare_option("--clear", group="Output", help="Remove all index files.")


def run(options: Options) -> None:
    """Show the index files, from which questions are answered without reading timelines again.

    A removed index is made again when it is next needed. With --no-cache, or QAIM_NO_CACHE set to
    anything, no index is used or written.
    """
    folder, kept = store.list_cache_entries()
    if options.clear:
        kept = store.clear_cache()
    show_table(build_cache_table(folder, kept, cleared=options.clear), options)
