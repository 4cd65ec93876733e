"""`qaim rename`."""

from __future__ import annotations

from qaim_cli.cli import writing
from qaim_cli.cli.option_specs import declare_argument
from qaim_cli.cli.options import WriteOptions

EXAMPLES = (
    "qaim rename actor council town-hall --file town.yaml",
    "qaim rename tag building works --dry-run",
)


class Options(WriteOptions):
    """Options of `qaim rename`."""

    kind: str | None = declare_argument(
        "KIND", help="The kind of thing to rename: actor, place, tag, source or event.",
        choices=("actor", "place", "tag", "source", "event"),
    )  # fmt: skip
    old: str | None = declare_argument("OLD", help="Its present id, name or alias.")
    new: str | None = declare_argument("NEW", help="Its new id, or the new tag.")


def run(options: Options) -> None:
    """Give an actor, place, tag, source or event another id everywhere in a timeline.

    Names and texts stay. An id that is in use is refused; a tag may become the same as another.
    """
    from qaim_cli.edit.rename import rename_everywhere

    writing.apply_change(
        options, rename_everywhere(options.kind or "", options.old or "", options.new or "")
    )
