"""Answers about timelines made for one test, as on one fixed day."""

from __future__ import annotations

import datetime

from qaim_cli.model import Casualties, Entity, Figure, Qualifier
from qaim_cli.query import FilterInput, QueryAnswer, build_query, select_hits
from tests.support.events import entities, event, timeline

TODAY = datetime.date(2026, 11, 22)

# Actors and places of which some are parts of others.
ACTORS = entities(
    Entity("us", "United States", ("US",)),
    Entity("marines", "Marines", (), ("us",)),
    Entity("idle", "Idle", (), ("us", "gone")),
)
PLACES = entities(
    Entity("iraq", "Iraq"),
    Entity("anbar", "Al-Anbar", (), ("iraq",)),
    Entity("town", "Town", (), ("anbar",)),
    Entity("loop", "Loop", (), ("loop",)),
)


def asked(made, *, limit=None, sure=False, reverse=False, **filters):
    """The answer of a timeline to filters."""
    query = build_query(FilterInput(**filters), made, TODAY)
    selection = select_hits(query, made, sure=sure)
    hits = selection.hits[::-1] if reverse else selection.hits
    return QueryAnswer(made, query, selection, hits[:limit], reverse=reverse)


def asked_of(*events, **filters):
    """The answer of events to filters, with two actors and a place to name."""
    actors = entities(Entity("us", "United States"), Entity("zhou", "周公"))
    places = entities(Entity("anbar", "Al-Anbar"))
    return asked(timeline(*events, actors=actors, places=places), **filters)


def dated(*dates, **filters):
    """The answer of one event for each date."""
    return asked_of(*(event(f"e{n}", date) for n, date in enumerate(dates)), **filters)


def harm(id, number, qualifier=Qualifier.EXACT, tags=("raid",)):
    """An event of 2004 in which a number of people were killed, and 1,000 wounded."""
    figures = (Casualties("us", Figure(number, qualifier), wounded=Figure(1000)),)
    return event(id, "2004", tags=tags, casualties=figures)
