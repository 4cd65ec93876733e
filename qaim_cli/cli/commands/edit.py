"""`qaim edit`."""

from __future__ import annotations

from qaim_cli.cli import writing
from qaim_cli.cli.option_specs import declare_argument
from qaim_cli.cli.options import WriteOptions

EXAMPLES = (
    "qaim edit town-hall-opens --file town.yaml",
    "EDITOR='code --wait' qaim edit square-paved",
)


class Options(WriteOptions):
    """Options of `qaim edit`."""

    id: str | None = declare_argument(
        "ID", help="The event's id or title, or the start of an id if it is unambiguous.",
        completion_kind="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Open an event in your editor ($VISUAL or $EDITOR), check it, and put it back.

    On a mistake the editor can be opened again; what you wrote is never lost, and the file stays
    as it is until there is no mistake.
    """
    from qaim_cli.cli.event_editor import edit_event

    path = writing.require_target_path(options)
    id, change = edit_event(
        path, options.id or "", dry_run=options.dry_run, cache=not options.no_cache
    )
    if change is None:
        print(f"{id} is unchanged")
    else:
        writing.report_change(change, options)
