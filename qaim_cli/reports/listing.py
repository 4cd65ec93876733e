"""The listing: events as rows of when, what and who, under the question they answer."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.dates import describe
from qaim_cli.model import Event, Participant, Timeline
from qaim_cli.query import All, Hit, Match, Query, Selection
from qaim_cli.reports.record import record
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import counted

POSSIBLE = "?"
"""What stands before an event that only possibly matches."""


class EventRow(NamedTuple):
    """An event in a listing."""

    hit: Hit
    timeline: Timeline

    @property
    def cells(self) -> tuple[str, ...]:
        """When, what and who."""
        event = self.hit.event
        return when(event, self.hit.match), event.title, who(event, self.timeline)

    @property
    def record(self) -> Record:
        """The event's record."""
        return record(self.hit.event, self.hit.match, self.timeline)


def listing(timeline: Timeline, query: Query, selection: Selection, hits: tuple[Hit, ...]) -> Sheet:
    """The sheet of the hits shown, which may be fewer than were selected."""
    return Sheet(
        title=timeline.title,
        question=query.terms,
        columns=(Column("When", weight=3), Column("What", weight=5), Column("Who", weight=3)),
        rows=tuple(EventRow(hit, timeline) for hit in hits),
        footer=footer(timeline, selection, hits),
        empty="no event matches" if timeline.events else "the timeline has no events",
    )


def footer(timeline: Timeline, selection: Selection, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """What a listing says of its numbers: shown, of how many, and what is kept back and why."""
    found = len(selection.hits)
    total = counted(len(timeline.events), "event")
    lines = [f"{found:,} of {total}" if found != len(timeline.events) else total]
    if len(hits) < found:
        lines[0] = f"{len(hits):,} shown of {counted(found, 'match', 'matches')}, {total} in all"
    possible = sum(hit.match is Match.POSSIBLE for hit in hits)
    if possible:
        lines.append(f"{POSSIBLE} {possible:,} possibly: the source does not say exactly")
    if selection.unsure:
        lines.append(f"{selection.unsure:,} only possible (left out by --sure)")
    if selection.vague:
        lines.append(f"{selection.vague:,} hidden as too vague (--maybe shows)")
    return tuple(lines)


def when(event: Event, match: Match = Match.CERTAIN) -> str:
    """The event's date as a listing says it, marked where it only possibly matches."""
    words = event.date_text or describe(event.date, short=True)
    return f"{POSSIBLE} {words}" if match is Match.POSSIBLE else words


def who(event: Event, timeline: Timeline) -> str:
    """The event's actors by name, with their roles."""
    return "; ".join(participant(each, timeline) for each in event.participants)


def participant(each: Participant, timeline: Timeline) -> str:
    """One actor by name, with the role where there is one."""
    name = timeline.actors.name(each.actor)
    return f"{name} ({each.role})" if each.role else name


def events(shown: tuple[Event, ...], timeline: Timeline) -> Sheet:
    """The sheet of events chosen by name rather than by a question."""
    hits = tuple(Hit(event, Match.CERTAIN) for event in shown)
    return listing(timeline, Query(All(()), ()), Selection(hits), hits)
