"""`qaim remove`."""

from __future__ import annotations

from qaim_cli.cli import changing
from qaim_cli.cli.options import WriteOptions, argument

EXAMPLES = (
    "qaim remove town-hall-opens --dry-run",
    "qaim remove square-paved --file town.yaml",
)


class Options(WriteOptions):
    """What `qaim remove` takes."""

    ids: tuple[str, ...] = argument(
        "ID...", help="Ids or titles of events, or the beginning of an id if no other begins so.",
        completes="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Take events out of a timeline; all else in the file stays as it is, comments included."""
    from qaim_cli.edit.removing import removed

    changing.make(options, removed(options.ids))
