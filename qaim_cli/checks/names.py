"""Checks of the names of actors, places and sources: declared, used and unambiguous."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from qaim_cli.checks.finding import CheckFinding
from qaim_cli.model import DEFAULT_SOURCE_ID, Catalogue, Entity, Event, Timeline
from qaim_cli.text import fold, format_count, format_list, quote_text, suggest_name


def undeclared_actor(timeline: Timeline) -> Iterator[CheckFinding]:
    """Actors named by an event, or as a parent, that are not declared."""
    yield from _find_undeclared(
        timeline, "actor", lambda event: event.actor_ids, ("actors", "casualties")
    )
    yield from _find_undeclared_parents(timeline, "actor")


def undeclared_place(timeline: Timeline) -> Iterator[CheckFinding]:
    """Places named by an event, or as a parent, that are not declared."""
    yield from _find_undeclared(timeline, "place", lambda event: event.places, ("places",))
    yield from _find_undeclared_parents(timeline, "place")


def undeclared_source(timeline: Timeline) -> Iterator[CheckFinding]:
    """Find sources that are cited but not declared, and events that do not say which."""
    yield from _find_undeclared(
        timeline,
        "source",
        lambda event: filter(None, (source.of for source in event.sources)),
        ("source",),
    )
    if "" in list_known_sources(timeline):
        return
    unsaid = [event for event in timeline.events if not all(each.of for each in event.sources)]
    if unsaid:
        first = min(unsaid, key=lambda event: event.line)
        others = f" and {format_count(len(unsaid) - 1, 'other')}" if len(unsaid) > 1 else ""
        verb = "do" if others else "does"
        what = f"event {first.id!r}{others} {verb} not say which of the sources it cites"
        examples = format_list(list(timeline.sources), "or", max_names=3)
        yield CheckFinding(first, what, f"add of: {examples}", ("source",))


def list_known_sources(timeline: Timeline) -> frozenset[str]:
    """The ids that events may cite; the empty one too where it is clear which source it means."""
    is_clear = timeline.default_source or not timeline.sources
    return frozenset((*timeline.sources, *([""] if is_clear else ())))


def unused_actor(timeline: Timeline) -> Iterator[CheckFinding]:
    """Declared actors that neither an event nor a part of them uses."""
    named = (id for event in timeline.events for id in event.actor_ids)
    return _find_unused("actor", timeline.actors, named)


def unused_place(timeline: Timeline) -> Iterator[CheckFinding]:
    """Declared places that neither an event nor a part of them uses."""
    named = (id for event in timeline.events for id in event.places)
    return _find_unused("place", timeline.places, named)


def unused_source(timeline: Timeline) -> Iterator[CheckFinding]:
    """Sources declared that no event cites."""
    cited = {id for event in timeline.events for id in timeline.list_sources(event)}
    for source in timeline.sources.values():
        if source.id == DEFAULT_SOURCE_ID and source.id not in cited and timeline.events:
            what = "the source at the top is cited by no event, as each names another"
            yield CheckFinding(None, what, "move it to sources:, or take it out", ("source",))
        elif source.id != DEFAULT_SOURCE_ID and source.id not in cited:
            what = f"source {source.id!r} is declared and no event cites it"
            yield CheckFinding(source, what, "cite it under source: of an event, or take it out")


def ambiguous_name(timeline: Timeline) -> Iterator[CheckFinding]:
    """Names and aliases shared by two actors or by two places."""
    for kind, catalogue in _get_catalogues(timeline):
        owners: dict[str, Entity] = {}
        for entity in catalogue.entities.values():
            for name in dict.fromkeys(entity.names):
                owner = owners.setdefault(fold(name), entity)
                if owner is not entity and fold(name):
                    yield CheckFinding(
                        entity,
                        f"{kind} {entity.id!r} is called {quote_text(name)}, and so is "
                        f"{owner.id!r}",
                        "searching for it finds both; rename one of them",
                        ("aliases", "name"),
                        name,
                    )
                    break


def circle(timeline: Timeline) -> Iterator[CheckFinding]:
    """Actors, places and events that are part of themselves."""
    for kind, catalogue in _get_catalogues(timeline):
        yield from _find_cycles(kind, tuple(catalogue.entities.values()))
    yield from _find_cycles("event", [event for event in timeline.events if event.part_of])


PARENT_KEYS = {"actor": "part_of", "place": "within", "event": "part_of"}
"""The key under which each kind names what it belongs to."""

_MAX_SUGGESTIONS = 20


def suggest_declaration(id: str, kind: str, known: Iterable[str], number: int = 0) -> str:
    """Suggest a fix for an undeclared name, the `number`th of its kind in the file."""
    # Looking for the nearest name is slow; past the first few it is of no use either.
    nearest = suggest_name(id, known) if number < _MAX_SUGGESTIONS else ""
    return nearest or f"declare it under {kind}s:"


def _get_catalogues(timeline: Timeline) -> tuple[tuple[str, Catalogue], ...]:
    return ("actor", timeline.actors), ("place", timeline.places)


def _get_entities(timeline: Timeline, kind: str) -> Mapping[str, Entity]:
    return dict(_get_catalogues(timeline))[kind].entities


def _find_undeclared(
    timeline: Timeline,
    kind: str,
    named: Callable[[Event], Iterable[str]],
    keys: tuple[str, ...],
) -> Iterator[CheckFinding]:
    """Yield a finding for each undeclared name, at the first event that uses it."""
    known = timeline.sources if kind == "source" else _get_entities(timeline, kind)
    users: dict[str, list[Event]] = {}
    for event in sorted(timeline.events, key=lambda event: event.line):
        for id in dict.fromkeys(named(event)):
            if id not in known:
                users.setdefault(id, []).append(event)
    for number, (id, events) in enumerate(users.items()):
        others = f" and {format_count(len(events) - 1, 'other')}" if len(events) > 1 else ""
        what = (
            f"event {events[0].id!r}{others} names {kind} {quote_text(id)}, which is not declared"
        )
        yield CheckFinding(events[0], what, suggest_declaration(id, kind, known, number), keys, id)


def _find_undeclared_parents(timeline: Timeline, kind: str) -> Iterator[CheckFinding]:
    known = _get_entities(timeline, kind)
    for entity in known.values():
        for whole in entity.parents:
            if whole not in known:
                what = f"{kind} {entity.id!r} is {PARENT_KEYS[kind]} {quote_text(whole)}"
                yield CheckFinding(
                    entity,
                    f"{what}, which is not declared",
                    suggest_declaration(whole, kind, known),
                    (PARENT_KEYS[kind],),
                    whole,
                )


def _find_unused(kind: str, catalogue: Catalogue, named: Iterable[str]) -> Iterator[CheckFinding]:
    used = frozenset(catalogue.with_ancestors(named))
    for entity in catalogue.entities.values():
        if entity.id not in used:
            what = f"{kind} {entity.id!r} is declared, but no event names it or a part of it"
            yield CheckFinding(entity, what, f"name it under {kind}s: of an event, or take it out")


def _find_cycles(kind: str, records: Sequence[Entity] | Sequence[Event]) -> Iterator[CheckFinding]:
    wholes = {
        record.id: record.part_of if isinstance(record, Event) else record.parents
        for record in records
    }
    # A circle is told once, at the first of its members by name.
    firsts = {min(circle) for circle in _iter_cycles(wholes)}
    for record in records:
        if record.id not in firsts:
            continue
        path = _find_shortest_cycle(wholes, record.id)
        if record.id == min(path) or min(path) not in firsts:
            key = PARENT_KEYS[kind]
            yield CheckFinding(
                record,
                f"{kind} {record.id!r} is {key} itself: {' → '.join([*path, record.id])}",
                "remove one of these steps",
                (key,),
            )


def _iter_cycles(wholes: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield each cycle of parents as the ids on it.

    Every id is gone through once, so that a long chain takes no longer than a broad tree.
    """
    left: set[str] = set()
    for start in wholes:
        way: dict[str, Iterator[str]] = {}
        if start not in left:
            way[start] = iter(wholes[start])
        while way:
            following = way[next(reversed(way))]
            whole = next(following, None)
            if whole is None:
                left.add(way.popitem()[0])
            elif whole in way:
                ids = tuple(way)
                yield ids[ids.index(whole) :]
            elif whole in wholes and whole not in left:
                way[whole] = iter(wholes[whole])


def _find_shortest_cycle(wholes: Mapping[str, Sequence[str]], id: str) -> list[str]:
    """Find the shortest cycle of parents that leads back to an id."""
    before: dict[str, str] = {}
    waiting = deque([id])
    while True:
        reached = waiting.popleft()
        for whole in wholes.get(reached, ()):
            if whole == id:
                way = [reached]
                while way[-1] != id:
                    way.append(before[way[-1]])
                return way[::-1]
            if whole not in before:
                before[whole] = reached
                waiting.append(whole)
