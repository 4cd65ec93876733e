"""Change a large file by an excerpt, where it can be proven that the whole file would agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from qaim_cli.edit.document import StoreDocument
from qaim_cli.edit.excerpt import ExcerptRun, NotLocalError, StoreExcerpt
from qaim_cli.edit.file_change import ChangedRun
from qaim_cli.edit.problems import find_new_problem, make_problem_error
from qaim_cli.errors import RequestError, StoreError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.store.content import ReadableContent, iter_replaced
from qaim_cli.store.nodes import EVENTS_KEY

_MAX_RELATED_EVENTS = 1000
"""With more events that these are part of, or that are part of them, the whole file is read."""
_CODES_OF_WHOLE = ("duplicate-id", "undeclared-event", "circle")
"""Problems whose message or fix names what is not in the excerpt."""


class LocalChange(FrozenRecord):
    """The runs of an excerpt with their new texts."""

    runs: tuple[tuple[ExcerptRun, str], ...]

    def list_changed_runs(self) -> tuple[ChangedRun, ...]:
        """List the runs that differ, as lines of the file."""
        return tuple(
            ChangedRun(run.first_line, run.text, new_text)
            for run, new_text in self.runs
            if new_text != run.text
        )

    def iter_pieces(self, content: ReadableContent) -> Iterator[bytes]:
        """Iterate over the new content of the file in pieces, given that before the change."""
        return iter_replaced(
            content, ((run.start, run.end, new_text) for run, new_text in self.runs)
        )


def prove_change(
    excerpt: StoreExcerpt, new_texts: list[str], error_if_fewer: RequestError | None
) -> LocalChange:
    """Prove that the new texts of an excerpt's runs leave a good file.

    The proof is that behind each run an event begins where it did, so that all that is not in the
    excerpt is read as before, and that no problem is new, the events concerned seen beside those
    that are a part of them, that they are part of, or that have their ids.

    Raises:
        RequestError: there is a new problem, or there are fewer events, which raises the error.
        NotLocalError: that cannot be told from the excerpt.
    """
    new_document = StoreDocument(excerpt.path, "".join(new_texts), is_editable=False)
    try:
        new_document.read()
    except StoreError:
        raise NotLocalError from None
    _require_event_starts(new_document, list(accumulate(map(len, new_texts)))[:-1])
    if new_document.date_rules != excerpt.date_rules:
        raise NotLocalError
    if error_if_fewer and new_document.event_count < excerpt.event_count:
        raise error_if_fewer
    related = tuple(_find_related_events(excerpt, new_document))
    new_problems = new_document.find_problems(related)
    problem = find_new_problem(new_problems, excerpt.find_problems(related))
    if problem is not None:
        is_local = problem.code not in _CODES_OF_WHOLE and not problem.related_line
        if excerpt.result.problems or not is_local:
            raise NotLocalError
        raise make_problem_error(problem)
    return LocalChange(tuple(zip(excerpt.runs, new_texts, strict=True)))


def _require_event_starts(document: StoreDocument, offsets: Iterable[int]) -> None:
    """Require that an event begins at each offset of a text.

    Raises:
        NotLocalError: it does not.
    """
    section = document.sections.get(EVENTS_KEY)
    starts = {entry.start for entry in section.ranges} if section else set()
    if section is None or section.shares_lines or not starts.issuperset(offsets):
        raise NotLocalError


def _find_related_events(excerpt: StoreExcerpt, new_document: StoreDocument) -> Iterator[Event]:
    """Find the events outside an excerpt that a problem of one within may depend on.

    Raises:
        NotLocalError: they are too many.
    """
    chunk_map = excerpt.chunk_map
    old_ids = {event.id for event in excerpt.own_events}
    new_ids = {event.id for event in new_document.own_events}
    named = {
        id for event in (*excerpt.own_events, *new_document.own_events) for id in event.part_of
    }
    known = old_ids | new_ids
    found = {event.id: event for event in chunk_map.read_events(new_ids - old_ids)}
    parts = islice(chunk_map.read_parts(old_ids - new_ids), _MAX_RELATED_EVENTS + 1)
    found.update((event.id, event) for event in parts)
    waiting = named - known
    while waiting and len(found) <= _MAX_RELATED_EVENTS:
        for event in chunk_map.read_events((waiting.pop(),)):
            found[event.id] = event
            waiting |= {*event.part_of} - known - found.keys()
    if len(found) > _MAX_RELATED_EVENTS:
        raise NotLocalError
    return (event for id, event in found.items() if id not in old_ids)
