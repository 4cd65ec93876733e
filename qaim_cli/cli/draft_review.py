"""A draft on its way into a timeline: what is done with its events, and undone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qaim_cli import files
from qaim_cli.cli import terminal
from qaim_cli.cli.event_editor import edit_event
from qaim_cli.cli.loading import print_notice
from qaim_cli.cli.output import report_write_errors
from qaim_cli.cli.undo import UndoHistory
from qaim_cli.edit.accept import (
    AcceptResult,
    accept_events,
    load_candidates,
    merge_events,
    new_timeline,
    remove_drafts,
    replace_event,
)
from qaim_cli.edit.change import EditFunction, change_file
from qaim_cli.edit.write_dates import write_dates_in_edtf
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import clean_text, format_count

if TYPE_CHECKING:
    from qaim_cli.edit.accept import LoadedDraft
    from qaim_cli.model import Event


class ReviewState(FrozenRecord):
    """How far a review has come."""

    accepted_count: int = 0
    joined_count: int = 0
    dropped_count: int = 0
    left_count: int = 0
    """How many events are in the draft."""
    removed_ids: tuple[str, ...] = ()
    """The events that have left the draft."""
    last_accepted: Event | None = None


class DraftReview:
    """A draft on its way into a timeline."""

    def __init__(self, draft_path: str, timeline_path: str) -> None:
        """Load the draft; the timeline need not be there yet.

        Raises:
            QaimError: the draft cannot be read.
        """
        self.draft_path = draft_path
        self.timeline_path = timeline_path
        self.state = ReviewState()
        # The draft first: who is interrupted finds an event in both files, and in none never.
        self.history = UndoHistory[ReviewState]((draft_path, timeline_path))
        self.reload_draft()

    def reload_draft(self) -> None:
        """Read the draft again, after an event in it was changed."""
        self.loaded: LoadedDraft = load_candidates(self.draft_path)
        self.draft = self.loaded.result.timeline
        self.state = self.state._replace(left_count=self.loaded.event_count)

    def write_dates(self) -> None:
        """Write the draft's dates in words as EDTF, so that their events can be accepted."""
        if not any(problem.code == "date" for problem in self.loaded.result.problems):
            return
        change = change_file(self.draft_path, write_dates_in_edtf())
        if change.new_text != change.old_text:
            print_notice(f"{change.path}: {change.message}")
            self.reload_draft()

    def accept_event(self, event: Event) -> None:
        """Put an event into the timeline, and take it out of the draft.

        Raises:
            RequestError: it cannot be put there; it stays in the draft.
        """
        self._create_timeline()
        with self.history.record_step(f"accepted {event.id}", self.state):
            refused = self._add_to_timeline((event,))
        if refused:
            raise refused[0]

    def accept_events(self, events: Sequence[Event]) -> list[RequestError]:
        """Accept events together, those refused stopping none of the others; the refusals."""
        self._create_timeline()
        what = f"accepted {format_count(len(events), 'event')}"
        refused: list[RequestError] = []
        waiting = list(events)
        with self.history.record_step(what, self.state):
            while waiting:
                failed: list[tuple[Event, RequestError]] = []
                accepted_before = self.state.accepted_count
                refused += self._accept_in_parts(waiting, failed)
                is_stuck = self.state.accepted_count == accepted_before
                if is_stuck and len(failed) == len(waiting):
                    return refused + [error for _, error in failed]
                # One may have failed for want of another that is there only now.
                waiting = [event for event, _ in failed]
        return refused

    def _accept_in_parts(
        self, events: Sequence[Event], failed: list[tuple[Event, RequestError]]
    ) -> list[RequestError]:
        """Accept events in one change; where that fails, the halves, down to the culprits."""
        try:
            return self._add_to_timeline(events)
        except RequestError as error:
            if len(events) == 1:
                failed.append((events[0], error))
                return []
            half = len(events) // 2
            refused = self._accept_in_parts(events[:half], failed)
            return refused + self._accept_in_parts(events[half:], failed)

    def _add_to_timeline(self, events: Sequence[Event]) -> list[RequestError]:
        """Put those of the events that are not refused into the timeline; the refusals.

        They leave the draft after that: who is interrupted between finds an event in both, and in
        none never.
        """
        landings: list[AcceptResult] = []
        refused: list[RequestError] = []
        change_file(
            self.timeline_path, accept_events(events, self.draft, landings.append, refused.append)
        )
        new_count = sum(each.is_new for each in landings)
        for each in landings:
            print_line(each.message)
        self.state = self.state._replace(accepted_count=self.state.accepted_count + new_count)
        if landings:
            self._remove_drafts(each.drafted_event for each in landings)
            self.state = self.state._replace(last_accepted=landings[-1].timeline_event)
        return refused

    def join_event(self, event: Event) -> None:
        """Add what an event says to the one accepted before it.

        Raises:
            RequestError: none was accepted before it, or the timeline cannot be changed.
        """
        previous = self.state.last_accepted
        if previous is None:
            raise RequestError("no event was accepted before this one", "accept it instead")

        with self.history.record_step(f"joined {event.id} to {previous.id}", self.state):
            merged = merge_events(event, previous)
            change = change_file(self.timeline_path, replace_event(merged, self.draft))
            print_line(change.message)
            self._remove_drafts([event])
            self.state = self.state._replace(
                joined_count=self.state.joined_count + 1, last_accepted=merged
            )

    def drop_event(self, event: Event) -> None:
        """Take an event out of the draft without putting it anywhere."""
        with self.history.record_step(f"dropped {event.id}", self.state):
            self._remove_drafts([event])
            self.state = self.state._replace(dropped_count=self.state.dropped_count + 1)
        print_line(f"dropped {event.id} from {self.draft_path}")

    def change_draft(self, id: str, edit: EditFunction) -> None:
        """Change an event in the draft.

        Raises:
            QaimError: it cannot be changed so.
        """
        with self.history.record_step(f"changed {id}", self.state):
            change_file(self.draft_path, edit)
        self.reload_draft()

    def edit_draft(self, id: str) -> None:
        """Open an event of the draft in the person's editor.

        Raises:
            QaimError: something is wrong with what was written, or with the editor.
        """
        with self.history.record_step(f"changed {id}", self.state):
            edit_event(self.draft_path, id)
        self.reload_draft()

    def undo(self) -> str:
        """Undo the last step, in both files; what it was.

        Raises:
            RequestError: there is none, or somebody else has changed a file since.
        """
        with report_write_errors(self.draft_path):
            step = self.history.undo_step()
        self.reload_draft()
        self.state = step.state
        return step.description

    def _remove_drafts(self, events: Iterable[Event]) -> None:
        """Take events out of the draft."""
        ids = [event.id for event in events]
        change_file(self.draft_path, remove_drafts(ids))
        self.state = self.state._replace(
            left_count=self.state.left_count - len(ids),
            removed_ids=(*self.state.removed_ids, *ids),
        )

    def _create_timeline(self) -> None:
        """Create the timeline, if it is not there yet, with what the draft says of itself."""
        if os.path.lexists(self.timeline_path):
            return
        with report_write_errors(self.timeline_path):
            files.create_file(self.timeline_path, [new_timeline(self.draft)])


def require_another_file(draft_path: str, timeline_path: str) -> None:
    """Refuse to take events of a draft into the draft.

    Raises:
        RequestError: both are the same file.
    """
    if os.path.exists(timeline_path) and os.path.samefile(draft_path, timeline_path):
        raise RequestError(
            f"{timeline_path!r} is the draft itself", "name another file after --into"
        )


def print_line(text: str) -> None:
    """Print a line, without characters that steer a terminal."""
    terminal.write_stdout([f"{clean_text(text)}\n"])
