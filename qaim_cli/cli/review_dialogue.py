"""The dialogue in which a person decides about the events of a draft, key by key."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from qaim_cli.cli import keys, loading, prompt, terminal
from qaim_cli.cli.draft_review import DraftReview, print_line
from qaim_cli.cli.event_dialogue import EVENT_QUESTIONS, NAME_FIELDS, EventDialogue
from qaim_cli.edit.add import EventInput
from qaim_cli.edit.event_input import change_event, describe_event
from qaim_cli.errors import QaimError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import NAMES_COMMENT, Event, EventDraft
from qaim_cli.render.detail import render_details
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.detail import build_detail
from qaim_cli.text import clean_text, format_count, format_list, quote_text, wrap_text


class ReviewAction(FrozenRecord):
    """Something that a person can do with an event of the draft."""

    key: str
    word: str
    """What it is called; its beginning may be typed where keys are not read one by one."""
    help: str
    run: Callable[[ReviewDialogue], None]


class ReviewDialogue:
    """Asks a person about the events of a draft, one after another."""

    def __init__(self, review: DraftReview, screen: ScreenSettings, today: datetime.date) -> None:
        """Take the review, how to show events, and the day that relative dates count from."""
        self._review = review
        self._screen = screen
        self._today = today
        self._ids = [each.event.id for each in review.loaded.candidates]
        self._position = 0
        self._is_shown = False
        """Whether the event at the position is on the screen."""

    def run(self) -> None:
        """Ask until every event was decided or skipped, or the person quits.

        Raises:
            InputEndedError: the answers end.
        """
        while self._position < len(self._ids):
            if not self._is_shown:
                self._show_event()
                self._is_shown = True
            action = self._ask_action()
            try:
                action.run(self)
            except prompt.InputEndedError:
                raise
            except QaimError as error:
                print_line(f"  {error}")

    @property
    def _candidate(self) -> EventDraft:
        id = self._ids[self._position]
        return next(each for each in self._review.loaded.candidates if each.event.id == id)

    @property
    def _event(self) -> Event:
        return self._candidate.event

    def _list_waiting(self) -> list[Event]:
        """The events that are not decided, from this one on."""
        removed = set(self._review.state.removed_ids)
        ids = {id for id in self._ids[self._position :] if id not in removed}
        return [each.event for each in self._review.loaded.candidates if each.event.id in ids]

    def _list_section(self) -> list[Event]:
        """List those drafts that cite the same section as this one."""
        section = _get_section(self._event)
        return [each for each in self._list_waiting() if _get_section(each) == section]

    def _go_to(self, position: int) -> None:
        self._position = position
        self._is_shown = False

    def go_on(self) -> None:
        """Go to the next event that is not decided."""
        removed = self._review.state.removed_ids
        position = self._position + 1
        while position < len(self._ids) and self._ids[position] in removed:
            position += 1
        self._go_to(position)

    def accept(self) -> None:
        """Put the event into the timeline."""
        self._review.accept_event(self._event)
        self.go_on()

    def join(self) -> None:
        """Add the event to the one accepted last."""
        self._review.join_event(self._event)
        self.go_on()

    def drop(self) -> None:
        """Take the event out of the draft."""
        self._review.drop_event(self._event)
        self.go_on()

    def quit(self) -> None:
        """Leave the rest in the draft."""
        self._go_to(len(self._ids))

    def go_back(self) -> None:
        """Go to the event before that is still in the draft."""
        removed = self._review.state.removed_ids
        for position in reversed(range(self._position)):
            if self._ids[position] not in removed:
                self._go_to(position)
                return
        print_line("  no event before this one is in the draft; u undoes the last step")

    def undo(self) -> None:
        """Undo the last step, and go to the event that it was about."""
        before = set(self._review.state.removed_ids)
        what = self._review.undo()
        print_line(f"undone: {what}")
        returned = before.difference(self._review.state.removed_ids)
        known = {each.event.id for each in self._review.loaded.candidates}
        positions = [at for at, id in enumerate(self._ids) if id in returned & known]
        self._go_to(min(positions, default=self._position))

    def edit_title(self) -> None:
        """Change the title."""
        before = describe_event(self._event, self._review.draft)
        title = prompt.ask_edited("What happened, on one line", before.title)
        self._change(before, before._replace(title=" ".join(title.split())))

    def edit_names(self) -> None:
        """Change who took part, and where; names that the draft offers are asked about first."""
        before = describe_event(self._event, self._review.draft)
        after = before
        for name in self._list_offered_names():
            kind = _ask_kind(name)
            if kind == "a":
                after = after._replace(actors=(*after.actors, name))
            elif kind == "p":
                after = after._replace(places=(*after.places, name))
        self._ask_fields(NAME_FIELDS, before, after)

    def change(self) -> None:
        """Change any field, question by question."""
        before = describe_event(self._event, self._review.draft)
        self._ask_fields([each.field for each in EVENT_QUESTIONS], before, before)

    def edit_in_editor(self) -> None:
        """Open the event in the person's editor."""
        id = self._event.id
        known = {each.event.id for each in self._review.loaded.candidates}
        self._review.edit_draft(id)
        new_ids = [each.event.id for each in self._review.loaded.candidates]
        if id not in new_ids:  # it has another id now
            self._ids[self._position] = next(each for each in new_ids if each not in known)
        self._is_shown = False

    def accept_section(self) -> None:
        """Accept all events of this section that are left."""
        section, events = _get_section(self._event), self._list_section()
        self._accept_several(
            events, f"{format_count(len(events), 'event')} of {quote_text(section)}"
        )

    def accept_rest(self) -> None:
        """Accept all events that are left."""
        events = self._list_waiting()
        self._accept_several(events, f"the {format_count(len(events), 'event')} left")

    def show_help(self) -> None:
        """Say what each key does."""
        for action in ACTIONS:
            lines = wrap_text(action.help, max(self._screen.width - 4, 10))
            print_line(f"{action.key}   {lines[0]}")
            for line in lines[1:]:
                print_line(f"    {line}")

    def _accept_several(self, events: Sequence[Event], which: str) -> None:
        if not _confirm(f"Accept {which}?"):
            return
        for error in self._review.accept_events(events):
            loading.print_notice(str(error))
        removed = self._review.state.removed_ids
        if self._ids[self._position] in removed:
            self.go_on()
        else:
            self._is_shown = False

    def _list_offered_names(self) -> list[str]:
        """The names above the event that nothing declared has."""
        draft = self._review.draft
        names = [
            name.strip()
            for comment in self._candidate.comments
            if comment.startswith(NAMES_COMMENT)
            for name in comment.removeprefix(NAMES_COMMENT).removesuffix("…").split(",")
        ]
        return [each for each in names if not (draft.actors.find(each) or draft.places.find(each))]

    def _ask_fields(self, fields: Sequence[str], before: EventInput, filled: EventInput) -> None:
        print_line("Enter keeps what is shown, - leaves it out, < goes back a question.")
        after = EventDialogue(self._review.draft, self._today).ask_fields(filled, fields)
        self._change(before, after)

    def _change(self, before: EventInput, after: EventInput) -> None:
        """Change the event in the draft, where a person has changed anything."""
        if after != before:
            id = self._event.id
            self._review.change_draft(id, change_event(id, before, after, self._today))
        self._is_shown = False

    def _show_event(self) -> None:
        """Show the event, and above it what it was drafted from and how far the review is."""
        candidate = self._candidate
        width = self._screen.width
        comments = [piece for line in candidate.comments for piece in wrap_text(line, width - 2)]
        heading = " · ".join(
            (f"{self._position + 1:,} of {len(self._ids):,}", *self._describe_progress())
        )
        lines = ["", *wrap_text(heading, width), *(f"  {line}" for line in comments), ""]
        view = render_details([build_detail(candidate.event, self._review.draft)], self._screen)
        terminal.write_stdout(["\n".join(lines), render_text(view, self._screen)])
        print_line("")
        for line in _fill_lines(self._describe_keys(), width):
            print_line(line)

    def _describe_progress(self) -> list[str]:
        state = self._review.state
        counts = {
            "accepted": state.accepted_count,
            "joined": state.joined_count,
            "dropped": state.dropped_count,
        }
        return [f"{count:,} {word}" for word, count in counts.items() if count]

    def _describe_keys(self) -> list[str]:
        """The keys, with what those will do that cannot be seen from their words."""
        last = self._review.state.last_accepted
        undoable = self._review.history.last_description
        section_count, rest_count = len(self._list_section()), len(self._list_waiting())
        notes = {
            "join": f" to {last.id}" if last else "",
            "drop": " from the draft",
            "undo": f": {undoable}",
            "section": f" ({section_count:,})",
            "rest": f" ({rest_count:,})",
        }
        hidden = {
            *([] if last else ["join"]),
            *([] if undoable else ["undo"]),
            *([] if self._position else ["back"]),
        }
        return [
            f"{each.key} {each.word}{notes.get(each.word, '')}"
            for each in ACTIONS
            if each.word not in hidden
        ]

    def _ask_action(self) -> ReviewAction:
        """Ask what to do: by a key alone where the terminal can, else by a key or word."""
        while True:
            if keys.can_read_keys():
                answer = keys.read_key("> ")
                action = _find_action(answer)
                print_line(action.word if action else answer)
            else:
                answer = prompt.ask_text("Key or word", offers=[each.word for each in ACTIONS])
                action = _find_action(answer)
            if action:
                return action
            if answer:
                shown = format_list((each.key for each in ACTIONS), "or")
                print_line(f"  {quote_text(answer)} is no key here; press {shown}")


def _fill_lines(items: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines of items with commas between, none of which is broken unless it is too long."""
    line = ""
    for item in items:
        joined = f"{line}, {item}" if line else item
        if line and len(joined) >= width:
            yield f"{line},"
            joined = item
        *full, line = wrap_text(joined, width)
        yield from full
    yield line


def _find_action(answer: str) -> ReviewAction | None:
    """Find the action of a key, or of the beginning of a word."""
    by_key = {each.key: each for each in ACTIONS}
    word = answer.lower()
    if answer in by_key or word in by_key:
        return by_key.get(answer) or by_key[word]
    return next((each for each in ACTIONS if word and each.word.startswith(word)), None)


def _confirm(question: str) -> bool:
    """Whether a person agrees: by the key y alone where the terminal can."""
    if not keys.can_read_keys():
        return prompt.ask_yes_no(question, default=False)
    answer = keys.read_key(f"{clean_text(question)} [y/N] ")
    print_line(answer)
    return answer.lower() == "y"


def _ask_kind(name: str) -> str:
    """Ask for the kind of a name by one key: "a" an actor, "p" a place."""
    question = f"Declare {clean_text(name)}? a actor, p place, n no: "
    if keys.can_read_keys():
        answer = keys.read_key(question)
        print_line(answer)
    else:
        answer = prompt.ask_text(question.removesuffix(": "))
    return answer[:1].lower()


def _get_section(event: Event) -> str:
    return event.sources[0].section if event.sources else ""


ACTIONS = (
    ReviewAction("a", "accept", "Put it into the timeline.", ReviewDialogue.accept),
    ReviewAction("t", "title", "Change its title.", ReviewDialogue.edit_title),
    ReviewAction(
        "n", "names", "Change who took part and where; a new name is declared.",
        ReviewDialogue.edit_names,
    ),
    ReviewAction("c", "change", "Change it, question by question.", ReviewDialogue.change),
    ReviewAction("e", "editor", "Open it in your editor.", ReviewDialogue.edit_in_editor),
    ReviewAction(
        "j", "join",
        "Add its source, people, places, tags and figures to the event accepted last, and take it "
        "out of the draft.",
        ReviewDialogue.join,
    ),
    ReviewAction("s", "skip", "Leave it in the draft for another time.", ReviewDialogue.go_on),
    ReviewAction(
        "d", "drop", "Take it out of the draft, as no event of the timeline.", ReviewDialogue.drop
    ),
    ReviewAction("b", "back", "Go back to the one before.", ReviewDialogue.go_back),
    ReviewAction("u", "undo", "Undo the last step, in both files.", ReviewDialogue.undo),
    ReviewAction(
        "S", "section", "Accept all that are left of its section.", ReviewDialogue.accept_section
    ),
    ReviewAction("R", "rest", "Accept all that are left.", ReviewDialogue.accept_rest),
    ReviewAction("q", "quit", "Leave the rest in the draft.", ReviewDialogue.quit),
    ReviewAction("?", "help", "Say what each key does.", ReviewDialogue.show_help),
)  # fmt: skip
"""What can be done, in the order shown."""
