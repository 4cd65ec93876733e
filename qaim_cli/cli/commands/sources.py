"""`qaim sources`."""

from __future__ import annotations

from qaim_cli.cli import loading, writing
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import ShowOptions, WriteOptions
from qaim_cli.cli.output import show_table
from qaim_cli.errors import RequestError

EXAMPLES = (
    "qaim sources",
    "qaim sources -f json",
    "qaim sources --from library.bib --key plb1922 --file rome.yaml",
)

_TAKE_GROUP = "What to take in"


class Options(WriteOptions, ShowOptions):
    """Options of `qaim sources`."""

    taken_from: str | None = declare_option(
        "--from", metavar="FILE", group=_TAKE_GROUP,
        help="Declare the references of FILE, BibTeX or CSL-JSON, as sources of the timeline.",
    )  # fmt: skip
    keys: tuple[str, ...] = declare_option(
        "--key", metavar="KEY", group=_TAKE_GROUP,
        help="Take only the reference with this citation key; may be repeated.",
    )  # fmt: skip


def run(options: Options) -> None:
    """List the sources, how many events cite each, and how many rest on it alone.

    Editions and translations of one work count as one source. With --from, sources are declared
    from a reference manager's file; those that the timeline has already stay as they are.
    """
    if options.taken_from is not None:
        _take_sources(options, options.taken_from)
        return
    if options.keys or options.dry_run:
        name = "--key" if options.keys else "--dry-run"
        raise RequestError(f"{name} is for --from alone", "name the file with --from")
    from qaim_cli.reports.sources import build_sources_table

    show_table(build_sources_table(loading.load_requested_timeline(options)), options)


def _take_sources(options: Options, path: str) -> None:
    """Declare the references of a file in the timeline.

    Raises:
        QaimError: the file cannot be read, or the timeline not changed.
    """
    from qaim_cli.edit.add_sources import add_sources, select_by_key
    from qaim_cli.exchange.bibliography import read_bibliography

    sources = select_by_key(read_bibliography(path), options.keys)
    writing.apply_change(options, add_sources(sources))
