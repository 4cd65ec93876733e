"""`qaim add`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qaim_cli.cli import changing, prompt
from qaim_cli.cli.asking import today
from qaim_cli.cli.options import TodayOptions, WriteOptions, argument, option
from qaim_cli.errors import RequestError
from qaim_cli.model import Catalogue, Timeline

if TYPE_CHECKING:
    from qaim_cli.edit.adding import Draft, Understood

_EVENT = "What the event is"

EXAMPLES = (
    "qaim add '14 May 1921' 'The council moves' --actor Council --source 'Early years ¶4'",
    "qaim add 'early 1930s' 'The mill burns' --place Mill --declare --source 'Fires ¶1.2'",
    "qaim add --file town.yaml",
)


class Options(TodayOptions, WriteOptions):
    """What `qaim add` takes."""

    date: str | None = argument(
        "[DATE]", help="When, in words or EDTF: '17 April 2004', 'early 1930s', 1907."
    )
    title: str | None = argument("[TITLE]", help="What happened, on one line.")
    summary: str | None = option(
        "--summary", group=_EVENT, help="What happened, in a few sentences."
    )
    actors: tuple[str, ...] = option(
        "--actor", "-a", metavar="NAME", group=_EVENT, completes="actor",
        help="Who took part, by id, name or alias; with a role: 'Israel (blamed)'.",
    )  # fmt: skip
    places: tuple[str, ...] = option(
        "--place", "-p", metavar="NAME", group=_EVENT, completes="place", help="Where."
    )
    tags: tuple[str, ...] = option(
        "--tag", "-t", metavar="TAG", group=_EVENT, completes="tag", help="What kind of event."
    )
    killed: tuple[str, ...] = option(
        "--killed", metavar="WHO=N", group=_EVENT,
        help="Whose people were killed, and how many: insurgents=80, '=~80' about, '=4+' at least.",
    )  # fmt: skip
    wounded: tuple[str, ...] = option(
        "--wounded", metavar="WHO=N", group=_EVENT, help="Whose people were wounded."
    )
    captured: tuple[str, ...] = option(
        "--captured", metavar="WHO=N", group=_EVENT, help="Whose people were captured."
    )
    according_to: str | None = option(
        "--according-to", metavar="WHO", group=_EVENT,
        help="Who claims it, where the source only reports a claim.",
    )  # fmt: skip
    note: str | None = option("--note", group=_EVENT, help="How the date was found, and the like.")
    sources: tuple[str, ...] = option(
        "--source", "-s", metavar="PLACE", group=_EVENT, completes="section",
        help="Where the source tells it: 'Iraq War ¶4.1' is section, paragraph, sentence.",
    )  # fmt: skip
    id: str | None = option(
        "--id", group=_EVENT, help="The event's id; made of the title otherwise."
    )
    date_text: str | None = option(
        "--date-text", metavar="TEXT", group=_EVENT,
        help="The source's words for the date, where they say more than DATE.",
    )  # fmt: skip
    declare: bool = option(
        "--declare", group=_EVENT, help="Declare actors and places that the timeline has not yet."
    )


def run(options: Options) -> None:
    """Add an event to a timeline, on one line or question by question.

    The date is understood as everywhere and stored as EDTF. The event is put where the order of
    the file wants it; all else in the file stays as it is.
    """
    from qaim_cli.edit.adding import Draft, added

    path = changing.path(options)
    day = today(options)
    draft = Draft(
        date=options.date or "",
        title=options.title or "",
        summary=options.summary or "",
        actors=options.actors,
        places=options.places,
        tags=options.tags,
        casualties=tuple(
            (harm, each)
            for harm in ("killed", "wounded", "captured")
            for each in getattr(options, harm)
        ),
        according_to=options.according_to or "",
        note=options.note or "",
        sources=options.sources,
        id=options.id or "",
        date_text=options.date_text or "",
    )
    declare = options.declare
    if not draft.date or not draft.title:
        if not prompt.interactive():
            needed = {"date": draft.date, "title": draft.title}
            missing = " and no ".join(name for name, text in needed.items() if not text)
            raise RequestError(f"the event has no {missing}", "write qaim add DATE TITLE")
        from qaim_cli import store
        from qaim_cli.edit.adding import understood

        draft = _asked(draft, store.load(path).timeline, partial(understood, today=day))
        declare = True
    changing.make(options, added(draft, day, declare=declare))


def _asked(draft: Draft, timeline: Timeline, read: Callable[[str], Understood]) -> Draft:
    """The draft with what a person answers for all that it lacks."""
    from qaim_cli.edit.adding import role_apart

    def read_as(answer: str) -> str:
        return f"read as {read(answer)}"

    def known_actor(answer: str) -> str | None:
        return _told_new(role_apart(answer, timeline.actors)[0], timeline.actors)

    def known_place(answer: str) -> str | None:
        return _told_new(answer, timeline.places)

    return draft._replace(
        date=draft.date or prompt.ask("When", required=True, check=read_as),
        title=draft.title or prompt.ask("What happened, on one line", required=True),
        summary=draft.summary or prompt.ask("More of it, if you like"),
        actors=draft.actors
        or prompt.ask_several("Who took part", offers=timeline.actors.known, check=known_actor),
        places=draft.places
        or prompt.ask_several("Where", offers=timeline.places.known, check=known_place),
        tags=draft.tags or prompt.ask_several("Tags", offers=timeline.tags),
        sources=draft.sources
        or (
            prompt.ask(
                "Where the source tells it: section ¶paragraph.sentence",
                required=True,
                offers=timeline.sections,
            ),
        ),
    )


def _told_new(name: str, catalogue: Catalogue) -> str | None:
    """What is said of a name that nobody has declared yet."""
    return None if catalogue.called(name) else f"{name} is new and will be declared"
