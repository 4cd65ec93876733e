"""`qaim review`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, prompt, terminal
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.options import ScreenOptions, TodayOptions, declare_argument, declare_option
from qaim_cli.errors import QaimError, RequestError
from qaim_cli.text import clean_text, format_count, quote_text, suggest_name, wrap_text

if TYPE_CHECKING:
    from qaim_cli.model import Catalogue, Event, EventDraft, Participant, Timeline

_ACCEPT_GROUP = "What to accept"

EXAMPLES = (
    "qaim review draft.yaml --into town.yaml",
    "qaim review draft.yaml --into town.yaml --accept-all",
)


class Options(TodayOptions, ScreenOptions):
    """What `qaim review` takes."""

    draft: str | None = declare_argument("DRAFT", help="The draft, as written by `qaim extract`.")
    ids: tuple[str, ...] = declare_argument(
        "[ID]...", help="The events to accept without asking; otherwise you are asked about each."
    )
    into: str | None = declare_option(
        "--into", metavar="STORE", group=_ACCEPT_GROUP,
        help="The timeline to add them to; it is created if it does not exist.",
    )  # fmt: skip
    accept_all: bool = declare_option(
        "--accept-all", group=_ACCEPT_GROUP, help="Accept every event of the draft, without asking."
    )


def run(options: Options) -> int:
    """Take drafted events into a timeline, one after another.

    Each is shown below the sentence that it was drawn from, to accept, change, join with the one
    before, skip or drop. What is accepted lands at once and leaves the draft, so that you may quit
    and go on later.
    """
    from qaim_cli.edit.accept import load_candidates

    if options.into is None:
        raise RequestError("no timeline is named to add the events to", "give --into STORE")
    path = options.draft or ""
    draft = load_candidates(path)
    if os.path.exists(options.into) and os.path.samefile(path, options.into):
        raise RequestError(
            f"{options.into!r} is the draft itself", "name another file after --into"
        )
    loading.print_load_problems(draft.result)
    chosen = _select_candidates(options, draft.candidates)
    if chosen is None and not prompt.is_interactive():
        raise RequestError(
            "there is no terminal to ask questions on",
            "name the events to accept, or give --accept-all",
        )
    review = DraftReview(path, options.into, draft.result.timeline)
    status = 0
    try:
        if chosen is None:
            _review_candidates(review, draft.candidates, options)
        else:
            status = review.accept_events([candidate.event for candidate in chosen])
    except prompt.InputEndedError:
        pass  # as good as to quit
    except KeyboardInterrupt:
        _print_line("")  # the line of the question ends here
        raise
    finally:
        left = draft.event_count - review.removed_count
        _print_line(
            f"{format_count(review.accepted_count, 'event')} accepted, {left:,} left in the draft"
        )
    return status


class DraftReview:
    """A draft on its way into a timeline."""

    def __init__(self, path: str, into: str, draft: Timeline) -> None:
        """Takes the path of the draft, that of the timeline, and what the draft holds."""
        self.draft_path = path
        self.timeline_path = into
        self.draft = draft
        self.accepted_count = 0
        self.removed_count = 0
        self.last_accepted: Event | None = None
        """The event that was accepted last."""

    def accept_event(self, event: Event) -> None:
        """Puts an event into the timeline, and takes it out of the draft.

        Raises:
            RequestError: it cannot be put there; it stays in the draft.
        """
        self.create_timeline()
        refused = self._add_to_timeline((event,))
        if refused:
            raise refused[0]

    def accept_events(self, events: Sequence[Event]) -> int:
        """Accepts events together, those refused stopping none of the others; the status."""
        self.create_timeline()
        try:
            refused = self._add_to_timeline(events)
        except RequestError:  # the fault of one, which is to be found out
            refused = []
            for event in events:
                try:
                    refused += self._add_to_timeline((event,))
                except RequestError as error:
                    refused.append(error)
        for each in refused:
            loading.print_notice(str(each))
        return RequestError.exit_status if refused else 0

    def _add_to_timeline(self, events: Sequence[Event]) -> list[RequestError]:
        """Why some of the events are refused; the others are put into the timeline.

        They leave the draft after that: who is interrupted between finds an event in both, and in
        none never.
        """
        from qaim_cli.edit.accept import AcceptResult, accept_events
        from qaim_cli.edit.change import change_file

        landings: list[AcceptResult] = []
        refused: list[RequestError] = []
        change_file(
            self.timeline_path, accept_events(events, self.draft, landings.append, refused.append)
        )
        for landing in landings:
            _print_line(landing.message)
            self.accepted_count += landing.is_new
        if landings:
            self.remove_drafts(*(landing.drafted_event for landing in landings))
            self.last_accepted = landings[-1].timeline_event
        return refused

    def merge_into_previous(self, event: Event) -> None:
        """Adds what an event says to the one accepted before it."""
        from qaim_cli.edit.accept import merge_events, replace_event
        from qaim_cli.edit.change import change_file

        if self.last_accepted is None:
            raise RequestError("no event was accepted before this one", "accept it instead")
        together = merge_events(event, self.last_accepted)
        _print_line(change_file(self.timeline_path, replace_event(together, self.draft)).message)
        self.remove_drafts(event)
        self.last_accepted = together

    def remove_drafts(self, *events: Event) -> None:
        """Takes events out of the draft for good."""
        from qaim_cli.edit.accept import remove_drafts
        from qaim_cli.edit.change import change_file

        change_file(self.draft_path, remove_drafts([event.id for event in events]))
        self.removed_count += len(events)

    def create_timeline(self) -> None:
        """Begins the timeline, if it is not there yet, with what the draft says of itself."""
        from qaim_cli import files
        from qaim_cli.cli.output import report_write_errors
        from qaim_cli.edit.accept import new_timeline

        if os.path.lexists(self.timeline_path):
            return
        with report_write_errors(self.timeline_path):
            files.create_file(self.timeline_path, new_timeline(self.draft))


def _select_candidates(options: Options, waiting: list[EventDraft]) -> list[EventDraft] | None:
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
            cure = suggest_name(id, known) or "its comments tell what each is about"
            raise RequestError(f"the draft has no event {quote_text(id)}", cure)
    return [known[id] for id in dict.fromkeys(options.ids)]


def _review_candidates(review: DraftReview, waiting: list[EventDraft], options: Options) -> None:
    """Asks a person about one event after another, until all are told or they quit."""
    for number, candidate in enumerate(waiting, start=1):
        _show_candidate(f"{number} of {len(waiting)}", candidate, review.draft, options)
        if _review_candidate(review, candidate, options) == "quit":
            return


def _review_candidate(review: DraftReview, candidate: EventDraft, options: Options) -> str:
    """What a person has decided of an event in the end, and that is done."""
    deeds: dict[str, Callable[[Event], None]] = {
        "accept": review.accept_event,
        "join": review.merge_into_previous,
        "drop": review.remove_drafts,
        "quit": _leave_in_draft,
        "skip": _leave_in_draft,
    }
    event = candidate.event
    while True:
        answer = prompt.ask_text(
            "accept, change, join, skip, drop or quit", offers=_DECISIONS
        ).lower()
        decided = next((each for each in _DECISIONS if answer and each.startswith(answer)), "")
        try:
            if decided == "change":
                event = _edit_candidate(event, review.draft, options)
                _show_candidate("", candidate._replace(event=event), review.draft, options)
            elif decided:
                deeds[decided](event)
                return decided
        except prompt.InputEndedError:
            raise
        except QaimError as error:
            _print_line(f"  {error}")


def _leave_in_draft(_: Event) -> None:
    """Leaves an event where it is."""


_DECISIONS = ("accept", "change", "join", "skip", "drop", "quit")


def _show_candidate(heading: str, candidate: EventDraft, draft: Timeline, options: Options) -> None:
    """Shows an event, its sentence above it."""
    from qaim_cli.cli.output import make_screen
    from qaim_cli.render.detail import render_details
    from qaim_cli.render.screen import render_text
    from qaim_cli.reports.detail import build_detail

    screen = make_screen(options)
    said = [piece for line in candidate.comments for piece in wrap_text(line, screen.width - 2)]
    lines = ["", *([heading] if heading else []), *(f"  {line}" for line in said), ""]
    view = render_details([build_detail(candidate.event, draft)], screen)
    terminal.write_stdout(["\n".join(lines), render_text(view, screen)])


def _edit_candidate(event: Event, draft: Timeline, options: Options) -> Event:
    """The event with what a person writes instead; an empty answer leaves a thing as it is."""
    from qaim_cli import dates
    from qaim_cli.edit.typed_dates import parse_typed_date

    rules = draft.date_rules
    read = partial(parse_typed_date, today=resolve_today(options), timeline=draft)
    _print_line("An empty answer keeps the present value.")
    when = prompt.ask_text("When", check=lambda answer: f"read as {read(answer)}")
    if when:
        found = read(when)
        event = event._replace(
            date=found.date,
            span=dates.compute_span(found.date, *rules),
            edtf=found.edtf,
            date_text=found.words,
        )
    title = prompt.ask_text("What happened, on one line")
    summary = prompt.ask_text("More of it")
    actors = prompt.ask_list("Who took part", offers=draft.actors.all_names)
    places = prompt.ask_list("Where", offers=draft.places.all_names)
    tags = prompt.ask_list("Tags", offers=draft.tags)
    return event._replace(
        title=" ".join(title.split()) or event.title,
        summary=" ".join(summary.split()) or event.summary,
        participants=tuple(_make_participant(each, draft.actors) for each in actors)
        or event.participants,
        places=tuple(_resolve_id(each, draft.places) for each in places) or event.places,
        tags=tags or event.tags,
    )


def _make_participant(name: str, actors: Catalogue) -> Participant:
    from qaim_cli.model import Participant

    return Participant(_resolve_id(name, actors))


def _resolve_id(name: str, catalogue: Catalogue) -> str:
    """The id of who is called so in the draft; a new one is called by the name itself."""
    called = catalogue.find(name)
    return next(iter(called)) if len(called) == 1 else name


def _print_line(text: str) -> None:
    terminal.write_stdout([f"{clean_text(text)}\n"])
