"""`qaim remove`."""

from __future__ import annotations

from qaim_cli.cli import writing
from qaim_cli.cli.options import WriteOptions, declare_argument

EXAMPLES = (
    "qaim remove town-hall-opens --dry-run",
    "qaim remove square-paved --file town.yaml",
)


class Options(WriteOptions):
    """What `qaim remove` takes."""

    ids: tuple[str, ...] = declare_argument(
        "ID...", help="Ids or titles of events, or the start of an id if it is unambiguous.",
        completion_kind="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Take events out of a timeline; all else in the file stays as it is, comments included."""
    from qaim_cli.edit.remove import remove_events

    writing.apply_change(options, remove_events(options.ids))
