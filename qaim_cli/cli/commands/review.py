"""`qaim review`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qaim_cli.cli import prompt, session, terminal
from qaim_cli.cli.asking import today
from qaim_cli.cli.options import ScreenOptions, TodayOptions, argument, option
from qaim_cli.errors import QaimError, RequestError
from qaim_cli.text import broken, clean, counted, shown, suggestion

if TYPE_CHECKING:
    from qaim_cli.edit.accepting import Candidate
    from qaim_cli.model import Catalogue, Event, Participant, Timeline

_GROUP = "What to accept"

EXAMPLES = (
    "qaim review draft.yaml --into town.yaml",
    "qaim review draft.yaml --into town.yaml --accept-all",
)


class Options(TodayOptions, ScreenOptions):
    """What `qaim review` takes."""

    draft: str | None = argument("DRAFT", help="The draft, as `qaim extract` writes it.")
    ids: tuple[str, ...] = argument(
        "[ID]...", help="The events to accept, without asking; all are asked about otherwise."
    )
    into: str | None = option(
        "--into", metavar="STORE", group=_GROUP,
        help="The timeline to take them into; it is begun if it is not there yet.",
    )  # fmt: skip
    accept_all: bool = option(
        "--accept-all", group=_GROUP, help="Accept every event of the draft, without asking."
    )


def run(options: Options) -> int:
    """Take drafted events into a timeline, one after another.

    Each is shown below the sentence that it was drawn from, to accept, change, join with the one
    before, skip or drop. What is accepted lands at once and leaves the draft, so that you may quit
    and go on later.
    """
    from qaim_cli.edit.accepting import candidates

    if options.into is None:
        raise RequestError("no timeline is named to take the events into", "give --into STORE")
    path = options.draft or ""
    loaded, waiting, events = candidates(path)
    if os.path.exists(options.into) and os.path.samefile(path, options.into):
        raise RequestError(
            f"{options.into!r} is the draft itself", "name another file after --into"
        )
    session.tell_problems(loaded)
    chosen = _chosen(options, waiting)
    if chosen is None and not prompt.interactive():
        raise RequestError(
            "nobody can be asked here", "name the events to accept, or give --accept-all"
        )
    review = Review(path, options.into, loaded.timeline)
    status = 0
    try:
        if chosen is None:
            _ask(review, waiting, options)
        else:
            status = review.accept_all([candidate.event for candidate in chosen])
    except prompt.EndedError:
        pass  # as good as to quit
    except KeyboardInterrupt:
        _say("")  # the line of the question ends here
        raise
    finally:
        left = events - review.gone
        _say(f"{counted(review.landed, 'event')} accepted, {left:,} left in the draft")
    return status


class Review:
    """A draft on its way into a timeline."""

    def __init__(self, path: str, into: str, draft: Timeline) -> None:
        """Takes the path of the draft, that of the timeline, and what the draft holds."""
        self.path = path
        self.into = into
        self.draft = draft
        self.landed = 0
        self.gone = 0
        self.previous: Event | None = None
        """The event that was accepted last."""

    def accept(self, event: Event) -> None:
        """Puts an event into the timeline, and takes it out of the draft.

        Raises:
            RequestError: it cannot be put there; it stays in the draft.
        """
        self.begin()
        refused = self._land((event,))
        if refused:
            raise refused[0]

    def accept_all(self, events: Sequence[Event]) -> int:
        """Accepts events together, those refused stopping none of the others; the status."""
        self.begin()
        try:
            refused = self._land(events)
        except RequestError:  # the fault of one, which is to be found out
            refused = []
            for event in events:
                try:
                    refused += self._land((event,))
                except RequestError as error:
                    refused.append(error)
        for each in refused:
            session.tell(str(each))
        return RequestError.status if refused else 0

    def _land(self, events: Sequence[Event]) -> list[RequestError]:
        """Why some of the events are refused; the others are put into the timeline.

        They leave the draft after that: who is interrupted between finds an event in both, and in
        none never.
        """
        from qaim_cli.edit.accepting import Landing, accepted
        from qaim_cli.edit.change import change

        landings: list[Landing] = []
        refused: list[RequestError] = []
        change(self.into, accepted(events, self.draft, landings.append, refused.append))
        for landing in landings:
            _say(landing.told)
            self.landed += landing.is_new
        if landings:
            self.drop(*(landing.event for landing in landings))
            self.previous = landings[-1].there
        return refused

    def join(self, event: Event) -> None:
        """Adds what an event says to the one accepted before it."""
        from qaim_cli.edit.accepting import instead, joined
        from qaim_cli.edit.change import change

        if self.previous is None:
            raise RequestError("no event was accepted before this one", "accept it instead")
        together = joined(event, self.previous)
        _say(change(self.into, instead(together, self.draft)).told)
        self.drop(event)
        self.previous = together

    def drop(self, *events: Event) -> None:
        """Takes events out of the draft for good."""
        from qaim_cli.edit.accepting import taken_out
        from qaim_cli.edit.change import change

        change(self.path, taken_out([event.id for event in events]))
        self.gone += len(events)

    def begin(self) -> None:
        """Begins the timeline, if it is not there yet, with what the draft says of itself."""
        from qaim_cli import files
        from qaim_cli.cli.output import writing
        from qaim_cli.edit.accepting import begun

        if os.path.lexists(self.into):
            return
        with writing(self.into):
            files.create(self.into, begun(self.draft))


def _chosen(options: Options, waiting: list[Candidate]) -> list[Candidate] | None:
    """The events to accept without asking; None where a person is to be asked.

    Raises:
        RequestError: an id is not that of an event in the draft.
    """
    if options.accept_all and options.ids:
        raise RequestError("ids are named and --accept-all is given", "choose one")
    if options.accept_all:
        return waiting
    if not options.ids:
        return None
    known = {candidate.event.id: candidate for candidate in waiting}
    for id in options.ids:
        if id not in known:
            cure = suggestion(id, known) or "its comments tell what each is about"
            raise RequestError(f"the draft has no event {shown(id)}", cure)
    return [known[id] for id in dict.fromkeys(options.ids)]


def _ask(review: Review, waiting: list[Candidate], options: Options) -> None:
    """Asks a person about one event after another, until all are told or they quit."""
    for number, candidate in enumerate(waiting, start=1):
        _show(f"{number} of {len(waiting)}", candidate, review.draft, options)
        if _answered(review, candidate, options) == "quit":
            return


def _answered(review: Review, candidate: Candidate, options: Options) -> str:
    """What a person has decided of an event in the end, and that is done."""
    deeds: dict[str, Callable[[Event], None]] = {
        "accept": review.accept, "join": review.join, "drop": review.drop, "quit": _leave,
        "skip": _leave,
    }  # fmt: skip
    event = candidate.event
    while True:
        answer = prompt.ask("accept, change, join, skip, drop or quit", offers=_ANSWERS).lower()
        decided = next((each for each in _ANSWERS if answer and each.startswith(answer)), "")
        try:
            if decided == "change":
                event = _changed(event, review.draft, options)
                _show("", candidate._replace(event=event), review.draft, options)
            elif decided:
                deeds[decided](event)
                return decided
        except prompt.EndedError:
            raise
        except QaimError as error:
            _say(f"  {error}")


def _leave(_: Event) -> None:
    """Leaves an event where it is."""


_ANSWERS = ("accept", "change", "join", "skip", "drop", "quit")


def _show(heading: str, candidate: Candidate, draft: Timeline, options: Options) -> None:
    """Shows an event, its sentence above it."""
    from qaim_cli.cli.output import screen_of
    from qaim_cli.render.detail import details
    from qaim_cli.render.screen import text_of
    from qaim_cli.reports.detail import detail

    screen = screen_of(options)
    said = [piece for line in candidate.said for piece in broken(line, screen.width - 2)]
    lines = ["", *([heading] if heading else []), *(f"  {line}" for line in said), ""]
    view = details([detail(candidate.event, draft)], screen)
    terminal.put(["\n".join(lines), text_of(view, screen)])


def _changed(event: Event, draft: Timeline, options: Options) -> Event:
    """The event with what a person writes instead; an empty answer leaves a thing as it is."""
    from qaim_cli import dates
    from qaim_cli.edit.adding import understood

    read = partial(understood, today=today(options))
    _say("An empty answer leaves a thing as it is.")
    when = prompt.ask("When", check=lambda answer: f"read as {read(answer)}")
    if when:
        found = read(when)
        event = event._replace(
            date=found.date, span=dates.span(found.date), edtf=found.edtf, date_text=found.words
        )
    title = prompt.ask("What happened, on one line")
    summary = prompt.ask("More of it")
    actors = prompt.ask_several("Who took part", offers=draft.actors.known)
    places = prompt.ask_several("Where", offers=draft.places.known)
    tags = prompt.ask_several("Tags", offers=draft.tags)
    return event._replace(
        title=" ".join(title.split()) or event.title,
        summary=" ".join(summary.split()) or event.summary,
        participants=tuple(_participant(each, draft.actors) for each in actors)
        or event.participants,
        places=tuple(_id(each, draft.places) for each in places) or event.places,
        tags=tags or event.tags,
    )


def _participant(name: str, actors: Catalogue) -> Participant:
    from qaim_cli.model import Participant

    return Participant(_id(name, actors))


def _id(name: str, catalogue: Catalogue) -> str:
    """The id of who is called so in the draft; a new one is called by the name itself."""
    called = catalogue.called(name)
    return next(iter(called)) if len(called) == 1 else name


def _say(text: str) -> None:
    terminal.put([f"{clean(text)}\n"])
