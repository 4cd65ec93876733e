"""Checks: what must hold across a whole timeline, one function an invariant.

What concerns one record alone is judged where it is read; here stands what needs the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from qaim_cli.model import Catalogue, Entity, Event, Problem, Timeline
from qaim_cli.text import counted, shown, suggestion

Check = Callable[[Timeline], Iterator[Problem]]


def run(timeline: Timeline) -> Iterator[Problem]:
    """Every problem that any check finds, check by check."""
    for check in CHECKS:
        yield from check(timeline)


def unique_ids(timeline: Timeline) -> Iterator[Problem]:
    """Two events never share an id."""
    seen: dict[str, Event] = {}
    for event in sorted(timeline.events, key=lambda event: event.line):
        first = seen.setdefault(event.id, event)
        if first is not event:
            yield _at(
                timeline,
                event.line,
                "duplicate-id",
                f"the id {event.id!r} stands here again, first on line {first.line}",
                "give one of them another id",
            )


def declared_actors(timeline: Timeline) -> Iterator[Problem]:
    """Every actor that an event names is declared."""
    return _undeclared(
        timeline,
        "actor",
        timeline.actors,
        lambda event: event.people,
    )


def declared_places(timeline: Timeline) -> Iterator[Problem]:
    """Every place that an event names is declared."""
    return _undeclared(timeline, "place", timeline.places, lambda event: event.places)


def declared_wholes(timeline: Timeline) -> Iterator[Problem]:
    """Every whole that an actor or place belongs to is declared."""
    for kind, key, catalogue in _catalogues(timeline):
        for entity in catalogue.entities.values():
            for whole in entity.wholes:
                if whole not in catalogue.entities:
                    yield _at(
                        timeline,
                        entity.line,
                        f"undeclared-{kind}",
                        f"{kind} {entity.id!r} is {key} {shown(whole)}, which is not declared",
                        _declare(whole, kind, catalogue),
                    )


def no_circles(timeline: Timeline) -> Iterator[Problem]:
    """Nothing is a part of itself, by however many steps."""
    for kind, key, catalogue in _catalogues(timeline):
        for entity in catalogue.entities.values():
            path = _way_back(catalogue, entity)
            # A circle is told once, at the first of its members by name.
            if path and entity.id == min(path):
                yield _at(
                    timeline,
                    entity.line,
                    "circle",
                    f"{kind} {entity.id!r} is {key} itself: {' → '.join([*path, entity.id])}",
                    "take one of these steps out",
                )


CHECKS: tuple[Check, ...] = (
    unique_ids,
    declared_actors,
    declared_places,
    declared_wholes,
    no_circles,
)
"""All checks, in the order in which they run."""


def _catalogues(timeline: Timeline) -> tuple[tuple[str, str, Catalogue], ...]:
    return ("actor", "part_of", timeline.actors), ("place", "within", timeline.places)


def _undeclared(
    timeline: Timeline, kind: str, known: Catalogue, named: Callable[[Event], Iterable[str]]
) -> Iterator[Problem]:
    """A problem for each name that is not declared, at the first event that has it."""
    users: dict[str, list[Event]] = {}
    for event in sorted(timeline.events, key=lambda event: event.line):
        for id in dict.fromkeys(named(event)):
            if id not in known.entities:
                users.setdefault(id, []).append(event)
    for number, (id, events) in enumerate(users.items()):
        others = f" and {counted(len(events) - 1, 'other')}" if len(events) > 1 else ""
        yield _at(
            timeline,
            events[0].line,
            f"undeclared-{kind}",
            f"event {events[0].id!r}{others} names {kind} {shown(id)}, which is not declared",
            # Looking for the nearest name is slow; past the first few it is of no use either.
            _declare(id, kind, known) if number < _SUGGESTED else f"declare it under {kind}s:",
        )


_SUGGESTED = 20


def _declare(id: str, kind: str, known: Catalogue) -> str:
    return suggestion(id, known.entities) or f"declare it under {kind}s:"


def _way_back(catalogue: Catalogue, entity: Entity) -> list[str]:
    """The ids on the shortest way from an entity through wholes back to itself; empty if none."""
    ways = [[entity.id]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        here = catalogue.entities.get(way[-1])
        for whole in here.wholes if here else ():
            if whole == entity.id:
                return way
            if whole not in seen:
                seen.add(whole)
                ways.append([*way, whole])
    return []


def _at(timeline: Timeline, line: int, code: str, what: str, cure: str) -> Problem:
    return Problem(timeline.path, line, 1, code, what, cure)
