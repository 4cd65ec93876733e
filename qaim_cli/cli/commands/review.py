"""`qaim review`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, prompt
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.nearby import find_nearby_timelines
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import ScreenOptions, StoreOptions, TodayOptions
from qaim_cli.cli.target import choose_timeline
from qaim_cli.errors import RequestError
from qaim_cli.text import clean_text, format_count, quote_text, suggest_name

if TYPE_CHECKING:
    from qaim_cli.cli.draft_review import DraftReview
    from qaim_cli.model import EventDraft

_ACCEPT_GROUP = "What to accept"

EXAMPLES = (
    "qaim review draft.yaml --into town.yaml",
    "qaim review draft.yaml --into town.yaml --accept-all",
)


class Options(TodayOptions, ScreenOptions):
    """Options of `qaim review`."""

    draft: str | None = declare_argument("DRAFT", help="The draft, as written by `qaim extract`.")
    ids: tuple[str, ...] = declare_argument(
        "[ID]...", help="The events to accept without asking; otherwise you are asked about each."
    )
    into: str | None = declare_option(
        "--into", metavar="STORE", group=_ACCEPT_GROUP,
        help="The timeline to add them to, created if it does not exist; otherwise that of "
        "QAIM_FILE or of the folder.",
    )  # fmt: skip
    timeline: str | None = declare_option(
        "--timeline", metavar="NAME", group=_ACCEPT_GROUP,
        help="Which timeline of QAIM_FILE, or of the folder, to add them to without --into.",
    )  # fmt: skip
    accept_all: bool = declare_option(
        "--accept-all", group=_ACCEPT_GROUP, help="Accept every event of the draft, without asking."
    )


def run(options: Options) -> int:
    """Take drafted events into a timeline, one after another.

    Each is shown below the sentence that it was drawn from. One key decides: accept it, change its
    title, names or anything, join it with the one before, skip or drop it, go back, undo, or accept
    a section or the rest at once. An accepted event is written to the timeline and leaves the draft
    at once, and changes are kept in the draft, so that you may quit and go on later.
    """
    from qaim_cli.cli.draft_review import DraftReview, print_line, require_another_file

    path = options.draft or ""
    into = _choose_target(options)
    review = DraftReview(path, into)
    require_another_file(path, into)
    review.write_dates()
    loading.print_load_problems(review.loaded.result)
    chosen = _select_candidates(options, review.loaded.candidates)
    if chosen is None and not prompt.is_interactive():
        raise RequestError(
            "there is no terminal to ask questions on",
            "name the events to accept, or give --accept-all",
        )
    status = 0
    try:
        if chosen is None:
            _ask_about_events(review, options)
        else:
            status = _accept_events(review, chosen)
    except prompt.InputEndedError:
        pass  # as good as to quit
    except KeyboardInterrupt:
        print_line("")  # the line of the question ends here
        raise
    finally:
        state = review.state
        print_line(
            f"{format_count(state.accepted_count, 'event')} accepted, "
            f"{state.left_count:,} left in the draft"
        )
    return status


def _choose_target(options: Options) -> str:
    """The path of the timeline to take events into, said on stderr where none is named.

    Raises:
        RequestError: there is none, or it is not clear which of several is meant.
    """
    if options.into is not None:
        return options.into
    draft = os.path.realpath(options.draft or "")
    nearby = find_nearby_timelines().paths
    paths = StoreOptions({}).timeline_paths or tuple(
        path for path in nearby if os.path.realpath(path) != draft
    )
    if not paths:
        raise RequestError("no timeline is named to add the events to", "give --into STORE")
    path = choose_timeline(paths, options.timeline)
    loading.print_notice(f"the events go into {clean_text(path)}")
    return path


def _ask_about_events(review: DraftReview, options: Options) -> None:
    """Ask a person about one event after another."""
    from qaim_cli.cli.output import make_screen
    from qaim_cli.cli.review_dialogue import ReviewDialogue

    ReviewDialogue(review, make_screen(options), resolve_today(options)).run()


def _accept_events(review: DraftReview, chosen: list[EventDraft]) -> int:
    """Accept events without asking, and say why any are refused; the status."""
    refused = review.accept_events([each.event for each in chosen])
    for error in refused:
        loading.print_notice(str(error))
    return RequestError.exit_status if refused else 0


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
