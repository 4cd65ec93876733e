"""Events built in a line, for tests of what is above the store."""

from __future__ import annotations

from qaim_cli import dates
from qaim_cli.model import Catalogue, Entity, Event, Participant, Reference, Source, Timeline


def event(id: str, date: str, title: str = "", actors: tuple[str, ...] = (), **details) -> Event:
    parsed, span = dates.parse_with_span(date)
    return Event(
        id=id,
        date=parsed,
        span=span,
        edtf=date,
        title=title or id,
        sources=(Source("History", 1, 1),),
        participants=tuple(Participant(actor) for actor in actors),
        **{"timeline": "test", **details},
    )


def entities(*declared: Entity) -> Catalogue:
    return Catalogue({each.id: each for each in declared})


BOOK = Reference("A book", "https://example.org/book", "CC0")


def timeline(
    *events: Event,
    actors: Catalogue | None = None,
    places: Catalogue | None = None,
    reference: Reference = BOOK,
    sources: tuple[Reference, ...] = (),
):
    return Timeline(
        path="test.yaml",
        title="Test",
        reference=reference,
        declared_sources=sources,
        infobox=(),
        actors=actors or Catalogue({}),
        places=places or Catalogue({}),
        events=events,
        name="test",
    )
