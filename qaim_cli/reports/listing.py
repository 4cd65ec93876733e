"""The listing: events as rows of when, what and who, under the question they answer."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.dates import describe
from qaim_cli.model import Event, Participant, Timeline
from qaim_cli.query import All, Answer, Hit, Match, Query, Selection, Sort, Stream
from qaim_cli.reports.record import record
from qaim_cli.reports.sheet import Column, Later, Mapped, Record, Sheet
from qaim_cli.text import counted

POSSIBLE = "?"
"""What stands before an event that only possibly matches."""


class EventRow(NamedTuple):
    """An event in a listing, with the columns that this listing has besides."""

    hit: Hit
    timeline: Timeline
    killed: bool = False
    ids: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """When, what and who, in which of several timelines; number killed and id if asked for."""
        event = self.hit.event
        return (
            when(event, self.hit.match),
            what(event),
            who(event, self.timeline),
            *([event.timeline] if self.timeline.is_several else []),
            *([killed(event)] if self.killed else []),
            *([self.timeline.address(event)] if self.ids else []),
        )

    @property
    def record(self) -> Record:
        """The event's record."""
        return record(self.hit.event, self.hit.match, self.timeline)


def listing(answer: Answer, *, ids: bool = False) -> Sheet:
    """The sheet of an answer's hits; ordered by killed, it says how many."""
    by_killed = answer.sort is Sort.KILLED
    rows = Mapped(lambda hit: EventRow(hit, answer.timeline, by_killed, ids), answer.hits)
    # What is stored elsewhere is shown as it is found, and counted when all of it is.
    streams = isinstance(answer.selection, Stream)
    return Sheet(
        title=answer.timeline.title,
        question=answer.query.terms,
        columns=(
            Column("When", weight=3),
            Column("What", weight=5),
            Column("Who", weight=3),
            *([Column("Timeline")] if answer.timeline.is_several else []),
            *([Column("Killed", numeric=True)] if by_killed else []),
            *([Column("Id", unbroken=True)] if ids else []),
        ),
        rows=rows if streams else tuple(rows),
        footer=Later(lambda: footer(answer)) if streams else footer(answer),
        empty=nothing(answer),
    )


def nothing(answer: Answer) -> str:
    """What is said where no event is shown."""
    return "no event matches" if answer.timeline.events else "the timeline has no events"


def footer(answer: Answer) -> tuple[str, ...]:
    """What a listing says of its numbers: shown, of how many, and what is kept back and why."""
    found = len(answer.selection.hits)
    total = counted(len(answer.timeline.events), "event")
    lines = [f"{found:,} of {total}" if found != len(answer.timeline.events) else total]
    if len(answer.hits) < found:
        matches = counted(found, "match", "matches")
        lines[0] = f"{len(answer.hits):,} shown of {matches}, {total} in all"
    hits = answer.hits
    if isinstance(hits, Stream):
        possible = hits.possible
    else:
        possible = sum(hit.match is Match.POSSIBLE for hit in hits)
    if possible:
        lines.append(f"{POSSIBLE} {possible:,} possibly: the source does not say exactly")
    if answer.selection.unsure:
        lines.append(f"{answer.selection.unsure:,} only possible (left out by --sure)")
    if answer.selection.vague:
        lines.append(f"{answer.selection.vague:,} hidden as too vague (--maybe shows)")
    return tuple(lines)


def when(event: Event, match: Match = Match.CERTAIN) -> str:
    """The event's date as a listing says it, marked where it only possibly matches."""
    words = event.date_text or describe(event.date, short=True)
    return f"{POSSIBLE} {words}" if match is Match.POSSIBLE else words


def what(event: Event) -> str:
    """The event's title, and who claims it where the source only reports it."""
    return f"{event.title} (says: {event.according_to})" if event.according_to else event.title


def killed(event: Event) -> str:
    """How many people the event killed, each figure with its hedge; empty where nobody says."""
    return ", ".join(str(each.killed) for each in event.casualties if each.killed)


def who(event: Event, timeline: Timeline) -> str:
    """The event's actors by name, with their roles."""
    return "; ".join(participant(each, timeline) for each in event.participants)


def participant(each: Participant, timeline: Timeline) -> str:
    """One actor by name, with the role where there is one."""
    name = timeline.actors.name(each.actor)
    return f"{name} ({each.role})" if each.role else name


def events(shown: tuple[Event, ...], timeline: Timeline) -> Answer:
    """The answer made of events chosen by name rather than by a question."""
    hits = tuple(Hit(event, Match.CERTAIN) for event in shown)
    return Answer(timeline, Query(All(()), ()), Selection(hits), hits)
