"""`qaim remove`."""

from __future__ import annotations

from qaim_cli.cli import prompt, writing
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import WriteOptions
from qaim_cli.errors import RequestError
from qaim_cli.text import capitalise

_WHAT_GROUP = "What to remove"

EXAMPLES = (
    "qaim remove town-hall-opens --dry-run",
    "qaim remove square-paved --file town.yaml",
    "qaim remove first-council-minutes town-hall-opens --actor Council",
    "qaim remove --tag building --yes",
)


class Options(WriteOptions):
    """Options of `qaim remove`."""

    ids: tuple[str, ...] = declare_argument(
        "[ID]...", help="Ids or titles of events, or the start of an id if it is unambiguous.",
        completion_kind="event",
    )  # fmt: skip
    actors: tuple[str, ...] = declare_option(
        "--actor", "-a", metavar="NAME", group=_WHAT_GROUP, completion_kind="actor",
        help="An actor to remove, by id, name or alias.",
    )  # fmt: skip
    places: tuple[str, ...] = declare_option(
        "--place", "-p", metavar="NAME", group=_WHAT_GROUP, completion_kind="place",
        help="A place to remove.",
    )  # fmt: skip
    sources: tuple[str, ...] = declare_option(
        "--source", "-s", metavar="NAME", group=_WHAT_GROUP, completion_kind="source",
        help="A source to remove, by id, title or key.",
    )  # fmt: skip
    tags: tuple[str, ...] = declare_option(
        "--tag", "-t", metavar="TAG", group=_WHAT_GROUP, completion_kind="tag",
        help="A tag to take off the events that have it.",
    )  # fmt: skip
    yes: bool = declare_option(
        "--yes", "-y", group=_WHAT_GROUP,
        help="Take what is removed out of all that names it too, without asking.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Take events, actors, places, sources or tags out of a timeline.

    Removing what other entries name is refused, or asked about at a terminal; --yes removes it from
    them too. Everything else in the file stays as it is, comments included.
    """
    from qaim_cli.edit.remove import remove_entries
    from qaim_cli.edit.remove_names import NameInUseError

    named = {
        "actor": options.actors,
        "place": options.places,
        "source": options.sources,
        "tag": options.tags,
    }
    if not options.ids and not any(named.values()):
        raise RequestError(
            "nothing is named to remove", "name an event, or give --actor or the like"
        )
    try:
        writing.apply_change(options, remove_entries(options.ids, named, in_use=options.yes))
    except NameInUseError as error:
        question = f"{capitalise(error.message)}. Take it out of there too?"
        if not prompt.is_interactive() or not prompt.ask_yes_no(question, default=False):
            raise
        writing.apply_change(options, remove_entries(options.ids, named, in_use=True))
