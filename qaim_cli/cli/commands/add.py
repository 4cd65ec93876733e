"""`qaim add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli import loading, prompt, writing
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import TodayOptions, WriteOptions
from qaim_cli.errors import RequestError
from qaim_cli.text import clean_text

if TYPE_CHECKING:
    import datetime

    from qaim_cli.edit.add import EventInput

_EVENT_GROUP = "The event"

EXAMPLES = (
    "qaim add '14 May 1921' 'The council moves' --actor Council --source 'Early years ¶4'",
    "qaim add 'early 1930s' 'The mill burns' --place Mill --declare --source 'Fires ¶1.2'",
    "qaim add --file town.yaml",
)


class Options(TodayOptions, WriteOptions):
    """Options of `qaim add`."""

    date: str | None = declare_argument(
        "[DATE]", help="When, in words or EDTF: '17 April 2004', 'early 1930s', 1907."
    )
    title: str | None = declare_argument("[TITLE]", help="What happened, on one line.")
    summary: str | None = declare_option(
        "--summary", group=_EVENT_GROUP, help="What happened, in a few sentences."
    )
    actors: tuple[str, ...] = declare_option(
        "--actor", "-a", metavar="NAME", group=_EVENT_GROUP, completion_kind="actor",
        help="Who took part, by id, name or alias; with a role: 'Israel (blamed)'.",
    )  # fmt: skip
    places: tuple[str, ...] = declare_option(
        "--place", "-p", metavar="NAME", group=_EVENT_GROUP, completion_kind="place", help="Where."
    )
    tags: tuple[str, ...] = declare_option(
        "--tag",
        "-t",
        metavar="TAG",
        group=_EVENT_GROUP,
        completion_kind="tag",
        help="What kind of event.",
    )
    killed: tuple[str, ...] = declare_option(
        "--killed", metavar="WHO=N", group=_EVENT_GROUP,
        help="Who was killed, and how many: insurgents=80, '=~80' about, '=4+' at least.",
    )  # fmt: skip
    wounded: tuple[str, ...] = declare_option(
        "--wounded", metavar="WHO=N", group=_EVENT_GROUP, help="Who was wounded, and how many."
    )
    captured: tuple[str, ...] = declare_option(
        "--captured", metavar="WHO=N", group=_EVENT_GROUP, help="Who was captured, and how many."
    )
    according_to: str | None = declare_option(
        "--according-to", metavar="WHO", group=_EVENT_GROUP,
        help="Who claims it, where the source only reports a claim.",
    )  # fmt: skip
    note: str | None = declare_option(
        "--note", group=_EVENT_GROUP, help="A note, such as how the date was found."
    )
    sources: tuple[str, ...] = declare_option(
        "--source", "-s", metavar="PLACE", group=_EVENT_GROUP, completion_kind="section",
        help="Where the source tells it: 'Iraq War ¶4.1' is section, paragraph, sentence; "
        "'polybius 3.117' a place in a declared source.",
    )  # fmt: skip
    id: str | None = declare_option(
        "--id", group=_EVENT_GROUP, help="The event's id; by default it is made from the title."
    )
    date_text: str | None = declare_option(
        "--date-text", metavar="TEXT", group=_EVENT_GROUP,
        help="The source's words for the date, where they say more than DATE.",
    )  # fmt: skip
    declare: bool = declare_option(
        "--declare",
        group=_EVENT_GROUP,
        help="Declare actors and places that the timeline does not have yet.",
    )


def run(options: Options) -> None:
    """Add an event to a timeline, on one line or question by question.

    The date may be in words and is stored as EDTF. The event is put where the order of the file
    asks for it; everything else in the file stays as it is.
    """
    from qaim_cli.edit.add import EventInput

    path = writing.require_target_path(options)
    day = resolve_today(options)
    draft = EventInput(
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
    missing = [name for name in ("date", "title") if not getattr(draft, name)]
    if not missing:
        _apply_input(draft, options, day, declare=options.declare)
    elif prompt.is_interactive():
        _ask_and_add(draft, options, path, day)
    else:
        raise RequestError(
            f"the event has no {' and no '.join(missing)}", "write qaim add DATE TITLE"
        )


def _ask_and_add(draft: EventInput, options: Options, path: str, today: datetime.date) -> None:
    """Ask a person for what the event lacks, and add it; what is refused can be put right.

    Raises:
        QaimError: it cannot be added, and the person gives up.
    """
    from qaim_cli import store
    from qaim_cli.cli.event_dialogue import EVENT_QUESTIONS, EventDialogue

    dialogue = EventDialogue(store.load_timeline(path).timeline, today)
    print(f"An event for {clean_text(path)}. Enter leaves out what is not required; < goes back.")
    fields = [each.field for each in EVENT_QUESTIONS if not getattr(draft, each.field)]
    while True:
        draft = dialogue.ask_fields(draft, fields)
        try:
            _apply_input(draft, options, today, declare=True)
        except RequestError as error:
            print(f"  {error}")
            if not prompt.ask_yes_no("Change your answers?"):
                raise
            print("Enter keeps what is shown, - leaves it out, < goes back a question.")
            fields = [each.field for each in EVENT_QUESTIONS]
        else:
            return


def _apply_input(
    draft: EventInput, options: Options, today: datetime.date, *, declare: bool
) -> None:
    """Add the event; one that may be there already is asked about, or warned of in a script.

    Raises:
        RequestError: it cannot be added.
    """
    from qaim_cli.edit.add import SimilarEventError, add_event

    try:
        writing.apply_change(options, add_event(draft, today, declare=declare, allow_similar=False))
    except SimilarEventError as error:
        if not prompt.is_interactive():
            loading.print_notice(f"{error}; yours is added all the same")
        elif not prompt.ask_yes_no(f"{error}. Add yours all the same?", default=False):
            raise RequestError(error.message, "nothing was added") from None
        writing.apply_change(options, add_event(draft, today, declare=declare))
