"""Listing report: events as rows with date, title and actors, under the query's heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from qaim_cli.dates import describe_date
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Participant, Timeline
from qaim_cli.query import And, Hit, HitList, LazyHits, MatchLevel, Query, QueryAnswer, SortOrder
from qaim_cli.reports.table import LazyMap, LazyText, Record, TableColumn, TableReport
from qaim_cli.text import format_count

POSSIBLE_MARK = "?"
"""What stands before an event that only possibly matches."""


class EventRow(FrozenRecord):
    """One event in a listing, with the optional columns of this listing."""

    hit: Hit
    timeline: Timeline
    shows_killed: bool = False
    shows_ids: bool = False
    has_bounds: bool = False
    own_field: str = ""
    """The own field that has a column, if one has."""
    number: int = 0
    """Its number in the listing, counted from 1; 0 where the listing shows none."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Date, title and actors; the optional columns if asked for."""
        event = self.hit.event
        return (
            *([f"{self.number:,}"] if self.number else []),
            date_cell(event, self.hit.match_level),
            title_cell(event),
            actor_cell(event, self.timeline),
            *([event.timeline] if self.timeline.is_merged else []),
            *([killed_cell(event)] if self.shows_killed else []),
            *([", ".join(event.get_own_values(self.own_field))] if self.own_field else []),
            *([self.timeline.format_id(event)] if self.shows_ids else []),
        )

    @property
    def record(self) -> Record:
        """The event's record, with the bounds of its date in day numbers if asked for."""
        from qaim_cli.reports.event_record import build_bounds_record, build_event_record

        record = build_event_record(self.hit.event, self.hit.match_level, self.timeline)
        return {**record, **build_bounds_record(self.hit.event.span)} if self.has_bounds else record


class NumberedRows(Sequence[EventRow]):
    """Rows with their numbers, given on access."""

    def __init__(self, rows: Sequence[EventRow], first: int = 1) -> None:
        """Take the rows, and the number of the first."""
        self._rows = rows
        self._first = first

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __iter__(self) -> Iterator[EventRow]:
        for number, row in enumerate(self._rows, start=self._first):
            yield row._replace(number=number)

    @overload
    def __getitem__(self, at: int) -> EventRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[EventRow]: ...
    def __getitem__(self, at: int | slice) -> EventRow | Sequence[EventRow]:
        """Give the row at a position, or those of a slice without steps."""
        if isinstance(at, slice):
            return NumberedRows(self._rows[at], self._first + (at.start or 0))
        return self._rows[at]._replace(number=self._first + at)


def build_listing_table(
    answer: QueryAnswer, *, ids: bool = False, bounds: bool = False, numbers: bool = False
) -> TableReport:
    """Build the table of an answer's hits.

    Args:
        answer: the answer.
        ids: whether a column shows the ids.
        bounds: whether the records have the bounds of dates in day numbers.
        numbers: whether a column shows the numbers of the rows.
    """
    by_killed = answer.sort == SortOrder.KILLED
    own_field = "" if answer.sort in tuple(SortOrder) else answer.sort
    rows: Sequence[EventRow] = LazyMap(
        lambda hit: EventRow(hit, answer.timeline, by_killed, ids, bounds, own_field), answer.hits
    )
    if numbers:
        rows = NumberedRows(rows)
    return TableReport(
        title=answer.timeline.title,
        heading=answer.query.term_descriptions,
        columns=(
            *([TableColumn("#", is_numeric=True)] if numbers else []),
            TableColumn("When", weight=3),
            TableColumn("What", weight=5),
            TableColumn("Who", weight=3),
            *([TableColumn("Timeline")] if answer.timeline.is_merged else []),
            *([TableColumn("Killed", is_numeric=True)] if by_killed else []),
            *([TableColumn(own_field)] if own_field else []),
            *([TableColumn("Id", is_unbroken=True)] if ids else []),
        ),
        rows=rows,
        footer=LazyText(lambda: build_footer(answer)),
        empty_message=empty_message(answer),
    )


def empty_message(answer: QueryAnswer) -> str:
    """Message shown when no event matches."""
    return "no event matches" if answer.timeline.events else "the timeline has no events"


def build_footer(answer: QueryAnswer) -> tuple[str, ...]:
    """Footer lines: events shown, the total, and events left out with the reason."""
    match_count = len(answer.selection.hits)
    total = format_count(len(answer.timeline.events), "event")
    if len(answer.hits) < match_count:
        matches = format_count(match_count, "match", "matches")
        counted = f"{len(answer.hits):,} shown of {matches}, {total} in all"
    elif match_count != len(answer.timeline.events):
        counted = f"{match_count:,} of {total}"
    else:
        counted = total
    possible = count_possible_hits(answer)
    note = f"{POSSIBLE_MARK} {possible:,} possibly: the source does not say exactly"
    return (counted, *([note] if possible else []), *describe_omissions(answer))


def count_possible_hits(answer: QueryAnswer) -> int:
    """Count the shown hits that match only possibly."""
    if isinstance(answer.hits, LazyHits):
        return answer.hits.possible_count
    return sum(hit.match_level is MatchLevel.POSSIBLE for hit in answer.hits)


def describe_omissions(answer: QueryAnswer) -> tuple[str, ...]:
    """Describe the events left out and why, or why nothing was found."""
    notes = []
    if only_possible := answer.selection.hidden_possible_count:
        notes.append(f"{only_possible:,} only possible (left out by --sure)")
    if vague := answer.selection.hidden_vague_count:
        notes.append(f"{vague:,} hidden as too vague (--maybe shows)")
    if not answer.selection.hits and not notes:
        # Here, so that an answer with events never loads it.
        from qaim_cli.query.empty_answer import explain_empty_answer

        notes += explain_empty_answer(answer.query.expression, answer.timeline)
    return tuple(notes)


def date_cell(event: Event, match: MatchLevel = MatchLevel.CERTAIN) -> str:
    """The event's date in words, marked if it matches only possibly."""
    words = event.date_text or describe_date(event.date, short=True)
    return f"{POSSIBLE_MARK} {words}" if match is MatchLevel.POSSIBLE else words


def title_cell(event: Event) -> str:
    """The event's title, and who claims it where the source reports a claim."""
    return (
        f"{event.title} (according to {event.according_to})" if event.according_to else event.title
    )


def killed_cell(event: Event) -> str:
    """The number of people killed, with hedges; empty if the source gives none."""
    return ", ".join(str(each.killed) for each in event.casualties if each.killed)


def actor_cell(event: Event, timeline: Timeline) -> str:
    """The event's actors by name, with their roles."""
    return "; ".join(format_participant(each, timeline) for each in event.participants)


def format_participant(each: Participant, timeline: Timeline) -> str:
    """Format an actor's name, with the role if there is one."""
    name = timeline.actors.get_name(each.actor)
    return f"{name} ({each.role})" if each.role else name


def build_answer(shown: tuple[Event, ...], timeline: Timeline) -> QueryAnswer:
    """Build an answer from events chosen by id instead of by a query."""
    hits = tuple(Hit(event, MatchLevel.CERTAIN) for event in shown)
    return QueryAnswer(timeline, Query(And(()), ()), HitList(hits), hits)
